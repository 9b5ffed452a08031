"""What the steps of an SOP can do with figures: ask for them, collect, verify, review and report on them."""

from flask import url_for

from plugins.sop_kinerja.contracts import ActionLink, StepAction, StepRef
from plugins.sop_kinerja.models import Penyampaian
from plugins.sop_kinerja.services import data_begin
from plugins.sop_kinerja.services.rekap_flow import latest


class Form:
    """The form of a request is made: which indicators it asks for."""

    name = "kinerja.formulir"
    label = "Penyusunan format permintaan data"

    def begin(self, step: StepRef) -> None:
        """Nothing to prepare: the indicators are there."""

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink(
            url_for("sop_kinerja.formulir_susun", uuid=step.tugas_uuid),
            "Susun format permintaan",
            "Pilih indikator yang diminta. Format permintaannya dibuat sebagai PDF dan disampaikan ke setiap unit.",
        )


class Fill:
    """A unit fills in its form; handing it in is a step of its own."""

    name = "kinerja.pengisian"
    label = "Pengisian formulir data kinerja"

    def begin(self, step: StepRef) -> None:
        data_begin.begin(step)

    def link(self, step: StepRef) -> ActionLink:
        found = data_begin.find(step.case.uuid, step.perangkat_daerah_id, step.cabang_id)
        url = url_for("sop_kinerja.penyampaian_list") if found is None else _form(found)
        return ActionLink(
            url, "Isi formulir", "Isi realisasi setiap indikator dan lampirkan bukti, lalu nyatakan lengkap."
        )


class Collect:
    """An asked department, or a unit, hands in its figures."""

    name = "kinerja.pengumpulan"
    label = "Pengisian data kinerja"

    def begin(self, step: StepRef) -> None:
        data_begin.begin(step)

    def link(self, step: StepRef) -> ActionLink:
        penyampaian = data_begin.find(step.case.uuid, step.perangkat_daerah_id, step.cabang_id)
        if penyampaian is None:
            return ActionLink(url_for("sop_kinerja.penyampaian_list"), "Lihat penyampaian", "Formulir belum dibuat.")
        if penyampaian.status == "dikembalikan":
            return ActionLink(
                _form(penyampaian), "Perbaiki data", "Perbaiki isian menurut catatan itu, lalu ajukan lagi."
            )
        return ActionLink(
            _form(penyampaian), "Isi data kinerja", "Isi realisasi setiap indikator, lampirkan bukti, lalu ajukan."
        )


class Verify:
    """Step 8: the team looks at each submission, then has the recap made."""

    name = "kinerja.verifikasi"
    label = "Verifikasi data dan penyusunan rekapitulasi"

    def begin(self, step: StepRef) -> None:
        """Nothing to prepare: the submissions are there."""

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink(
            url_for("sop_kinerja.penyampaian_kasus", uuid=step.case.uuid),
            "Verifikasi data",
            "Periksa data setiap perangkat daerah. Setelah semuanya disahkan, susun rekapitulasinya.",
        )


class Review:
    """Step 9: the recap is approved, or returned with a reason."""

    name = "kinerja.telaah"
    label = "Telaah rekapitulasi"

    def begin(self, step: StepRef) -> None:
        """Nothing to prepare: the recap was made at the end of the step before."""

    def link(self, step: StepRef) -> ActionLink:
        rekap = latest(step.case.uuid)
        url = url_for("sop_kinerja.rekap_list") if rekap is None else url_for("sop_kinerja.rekap_show", uuid=rekap.uuid)
        return ActionLink(url, "Telaah rekapitulasi", "Baca rekapitulasi, lalu setujui atau kembalikan dengan alasan.")


class Report:
    """A performance report of the period: what its author writes beside the department's figures."""

    name = "kinerja.laporan"
    label = "Penyusunan laporan kinerja"

    def begin(self, step: StepRef) -> None:
        """Nothing to prepare: the papers of the steps before are there."""

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink(
            url_for("sop_kinerja.laporan_susun", uuid=step.tugas_uuid),
            "Susun laporan",
            "Uraikan capaian periode ini. Laporannya dibuat sebagai PDF, dengan tabel target dan realisasi.",
        )


def _form(penyampaian: Penyampaian) -> str:
    return url_for("sop_kinerja.penyampaian_form", uuid=penyampaian.uuid)


ACTIONS: tuple[StepAction, ...] = (Form(), Fill(), Collect(), Verify(), Review(), Report())
