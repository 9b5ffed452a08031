"""What a step of an SOP can have done by the archive."""

from flask import url_for

from plugins.arsip.services.rencana import ACTION
from plugins.sop_kinerja.contracts import ActionLink, StepRef


class Berkaskan:
    """The step that ends a run: everything that came of it goes into one folder."""

    name = ACTION
    label = "Berkaskan dokumen"

    def begin(self, step: StepRef) -> None:
        """Nothing to prepare: what is filed is what is there when somebody files it."""

    def link(self, step: StepRef) -> ActionLink:
        return ActionLink(
            url=url_for("arsip.file_form", tugas_uuid=step.tugas_uuid),
            label="Berkaskan dokumen",
            sentence="Masukkan surat, tanda terima, penyampaian, bukti, dan rekapitulasi ke dalam satu berkas arsip.",
        )
