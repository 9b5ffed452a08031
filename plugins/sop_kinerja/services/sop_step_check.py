"""What was typed for a step, read and checked: gaps are let through, what cannot be meant is not."""

from typing import Any

from core.idn.durations import UNITS
from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.batas import MAX_TIME
from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.models.sop import JENIS_LANGKAH
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_actions import on_offer
from plugins.sop_kinerja.services.sop_draft import ensure_right, paragraph, plain, wrong_length
from plugins.sop_kinerja.services.sop_edit import KADENSI_POLA
from plugins.sop_kinerja.services.sop_step_form import NEXT, OVER, Step
from plugins.sop_kinerja.services.sop_step_needs import Needs


def checked(draft: SopVersi, step: SopLangkah, form: Step, steps: list[SopLangkah]) -> dict[str, Any]:
    """The values to store.

    :param step: with its number; a new one is among `steps` already
    :raises FieldErrors: by the names of `Step`; of the nth kelengkapan by `kelengkapan-n`
    """
    return _Check(draft, step, form, steps).values()


class _Check:
    def __init__(self, draft: SopVersi, step: SopLangkah, form: Step, steps: list[SopLangkah]) -> None:
        self.draft, self.step, self.form = draft, step, form
        self.others = {str(other.uuid): other for other in steps if other.uuid != step.uuid}
        self.steps = steps
        self.errors: dict[str, str] = {}
        self.tiered = draft.sop.pola == "bertingkat"

    def values(self) -> dict[str, Any]:
        form = self.form
        uraian, output, note = paragraph(form.uraian), plain(form.output), plain(form.keterangan)
        self.errors["uraian"] = wrong_length("Uraian kegiatan", uraian, 2000, required=True)
        self.errors["output"] = wrong_length("Output", output, 250)
        self.errors["keterangan"] = wrong_length("Keterangan", note, 250)
        self.errors["jenis"] = "" if form.jenis in JENIS_LANGKAH else "Pilih Kegiatan atau Keputusan."
        found = {
            "uraian": uraian,
            "output": output,
            "keterangan": note,
            "jenis": form.jenis,
            "kadensi": self._cadence(),
            "mulai": self._begin(),
            "pelaksana": self._performers(),
            "waktu_nilai": self._time(),
            "waktu_satuan": form.satuan,
            "ya_ke": self._ya(),
            "tidak_ke": self._tidak(),
            "aksi": self._action(),
        }
        needs = Needs(self.draft, self.step, self.form, self.others, self._same_run)
        found |= needs.values()
        ensure_right(self.errors | needs.errors)
        return found

    def _cadence(self) -> str:
        """An SOP that has but one does not ask for it."""
        known = KADENSI_POLA[str(self.draft.sop.pola)]
        if len(known) == 1:
            return known[0]
        self.errors["kadensi"] = "" if self.form.kadensi in known else "Pilih kapan langkah ini dikerjakan."
        return self.form.kadensi

    def _same_run(self, other: SopLangkah) -> bool:
        """Whether one case goes through both: of a tiered SOP each cadence is run by itself."""
        return not self.tiered or other.kadensi == self.form.kadensi

    def _begin(self) -> bool:
        if not self.form.mulai:
            return False
        other = next((one for one in self.others.values() if one.mulai and self._same_run(one)), None)
        if other is not None:
            self.errors["mulai"] = (
                f"Pelaksanaan sudah dimulai di langkah {other.nomor}. Hanya satu langkah dapat menjadi awal: hapus "
                f"dahulu tandanya pada langkah {other.nomor}."
            )
        return True

    def _performers(self) -> list[str]:
        columns = columns_of(self.draft)
        first, others = self.form.oleh, [code for code in columns if code in self.form.serta]
        if first and first not in columns:
            self.errors["oleh"] = "Kolom ini tidak ada. Pilih pelaksana dari daftar."
        elif not first and others:
            self.errors["oleh"] = "Pilih siapa yang mengerjakan; yang lain ikut serta."
        if set(self.form.serta) - set(columns):
            self.errors["serta"] = "Kolom ini tidak ada. Pilih pelaksana dari daftar."
        return [first, *(code for code in others if code != first)] if first else []

    def _time(self) -> int:
        typed, unit = plain(self.form.waktu), self.form.satuan
        if unit not in UNITS:
            self.errors["satuan"] = f"Satuan waktu “{unit}” tidak dikenal. Pilih menit, jam, atau hari."
        elif self.draft.satuan_waktu == "menit" and unit != "menit":
            self.errors["satuan"] = "Semua waktu formulir ini dalam menit. Pilih menit."
        if not typed:
            return 0
        if not (typed.isascii() and typed.isdecimal()):
            self.errors["waktu"] = "Tulis bilangan bulat dengan angka, misalnya 30. Setengah hari ditulis dalam jam."
        elif len(typed) > 9 or int(typed) > MAX_TIME:
            self.errors["waktu"] = f"Waktu paling banyak {MAX_TIME:,}.".replace(",", ".")
        return 0 if self.errors.get("waktu") else int(typed)

    def _ya(self) -> int | None:
        target = self.form.ya
        if target in (NEXT, OVER):
            last = max(int(one.nomor) for one in self.steps) == self.step.nomor
            return None if target == NEXT or last else END
        other = self.others.get(target)
        if other is None:
            self.errors["ya"] = "Langkah tujuan Ya tidak ada, atau baru saja dihapus. Pilih lagi."
            return None
        if other.nomor <= self.step.nomor:
            self.errors["ya"] = f"Ya menuju langkah {other.nomor}, padahal harus ke langkah sesudah langkah ini."
        return None if other.nomor == self.step.nomor + 1 else int(other.nomor)

    def _tidak(self) -> int | None:
        target = self.form.tidak
        if not target:
            return None
        other = self.others.get(target)
        if self.form.jenis == "kegiatan":
            self.errors["tidak"] = "Hanya keputusan yang mempunyai arah Tidak. Ubah jenisnya, atau kosongkan."
        elif other is None:
            self.errors["tidak"] = "Langkah tujuan Tidak tidak ada, atau baru saja dihapus. Pilih lagi."
        elif other.nomor >= self.step.nomor:
            self.errors["tidak"] = f"Tidak menuju langkah {other.nomor}, padahal harus kembali ke langkah sebelumnya."
        elif not self._same_run(other):
            self.errors["tidak"] = f"Langkah {other.nomor} dikerjakan pada pelaksanaan yang lain (kadensinya berbeda)."
        return int(other.nomor) if other else None

    def _action(self) -> str:
        named = [str(one.aksi) for one in self.steps if one.aksi]
        if self.form.aksi not in dict(on_offer(self.draft.perangkat_daerah_id, named)):
            self.errors["aksi"] = "Aksi ini tidak ditawarkan di perangkat daerah ini. Pilih dari daftar."
        return self.form.aksi
