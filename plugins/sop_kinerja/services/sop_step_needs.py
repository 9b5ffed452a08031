"""What was typed for the kelengkapan of a step: their names, and what of them must be there before it begins."""

from collections.abc import Callable, Mapping
from typing import Any

from plugins.sop_kinerja.kebutuhan import ACUAN as KNOWN
from plugins.sop_kinerja.models import JenisAcuan, SopLangkah, SopVersi
from plugins.sop_kinerja.services.sop_draft import MAX_LINES, plain, wrong_length
from plugins.sop_kinerja.services.sop_step_form import ACUAN, HASIL, LAPORAN, Step

_LONGEST = 250


class Needs:
    """Reads the rows of a form; `errors` names the nth row `kelengkapan-n`.

    :param others: the other steps of the version by uuid
    :param same_run: whether one case goes through that step and this one
    """

    def __init__(
        self,
        draft: SopVersi,
        step: SopLangkah,
        form: Step,
        others: Mapping[str, SopLangkah],
        same_run: Callable[[SopLangkah], bool],
    ) -> None:
        self.draft, self.step, self.form, self.others, self.same_run = draft, step, form, others, same_run
        self.kinds = acuan_kinds(draft)
        self.errors: dict[str, str] = {}

    def values(self) -> dict[str, list[Any]]:
        names: list[str] = []
        needs: list[dict[str, Any]] = []
        if len(self.form.kelengkapan) > MAX_LINES:
            self.errors["kelengkapan-1"] = f"Paling banyak {MAX_LINES} kelengkapan."
        for at, (typed, check) in enumerate(self.form.kelengkapan[:MAX_LINES], start=1):
            name = plain(typed)
            if not name and not check:
                continue
            sentence = wrong_length("Nama kelengkapan", name, _LONGEST, required=True)
            if name in names:
                sentence = f"{name} disebut dua kali."
            names.append(name)
            if check:
                needs.append(self._need(name, check))
                sentence = sentence or self._doubt(name, check)
            self.errors[f"kelengkapan-{at}"] = sentence
        return {"kelengkapan": names, "kebutuhan": needs}

    def _need(self, name: str, check: str) -> dict[str, Any]:
        """The fields of a `sopform.KebutuhanData`."""
        need: dict[str, Any] = {"nama": name, "jenis": LAPORAN, "kode": "", "dari": None}
        if check.startswith(ACUAN):
            return need | {"jenis": "acuan", "kode": check.removeprefix(ACUAN)}
        if check.startswith(HASIL):
            source = self.others.get(check.removeprefix(HASIL))
            return need | {"jenis": "hasil", "dari": int(source.nomor) if source else None}
        return need

    def _doubt(self, name: str, check: str) -> str:
        """Why it cannot be checked, in a sentence; empty when it can."""
        if check.startswith(ACUAN):
            return "" if check.removeprefix(ACUAN) in self.kinds else f"{name}: jenis dokumen acuan ini tidak ada."
        if check.startswith(HASIL):
            return self._wrong_source(name, self.others.get(check.removeprefix(HASIL)))
        if check != LAPORAN:
            return f"{name}: pilih apa yang diperiksa dari daftar."
        below = self.draft.sop.pola == "bertingkat" and self.form.kadensi in ("semester", "tahunan")
        return "" if below else f"{name}: hanya langkah semester atau tahunan yang merangkum laporan di bawahnya."

    def _wrong_source(self, name: str, source: SopLangkah | None) -> str:
        if source is None:
            return f"{name}: langkah yang menghasilkannya tidak ada, atau baru saja dihapus."
        if source.nomor >= self.step.nomor:
            return (
                f"{name}: hasil langkah {source.nomor} baru ada sesudah langkah ini, sehingga keduanya akan saling "
                "menunggu. Pilih langkah sebelumnya."
            )
        if not self.same_run(source):
            return f"{name}: langkah {source.nomor} dikerjakan pada pelaksanaan yang lain (kadensinya berbeda)."
        return ""


def acuan_kinds(versi: SopVersi) -> dict[str, str]:
    """Code -> name of the kinds of reference documents that a step can ask for: those of the department's register,
    and those that printed forms name."""
    found = {code: name for code, (name, _) in KNOWN.items()}
    rows = JenisAcuan.select().where(JenisAcuan.perangkat_daerah == versi.perangkat_daerah_id)
    return found | {str(row.kode): str(row.nama) for row in rows.order_by(JenisAcuan.nama)}
