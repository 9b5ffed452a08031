"""What the steps of an SOP can do with figures: collect them, verify them, review their recap."""

from flask import url_for

from plugins.sop_kinerja.contracts import ActionLink, StepAction, StepRef
from plugins.sop_kinerja.models import Penyampaian
from plugins.sop_kinerja.services import data_begin
from plugins.sop_kinerja.services.rekap_flow import latest


class Collect:
    """Step 7: an asked department fills in its figures and hands them in."""

    name = "kinerja.pengumpulan"
    label = "Pengisian data kinerja"

    def begin(self, step: StepRef) -> None:
        data_begin.begin(step)

    def link(self, step: StepRef) -> ActionLink:
        penyampaian = Penyampaian.get_or_none(
            (Penyampaian.kasus_uuid == step.case.uuid) & (Penyampaian.perangkat_daerah == step.perangkat_daerah_id)
        )
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


def _form(penyampaian: Penyampaian) -> str:
    return url_for("sop_kinerja.penyampaian_form", uuid=penyampaian.uuid)


ACTIONS: tuple[StepAction, ...] = (Collect(), Verify(), Review())
