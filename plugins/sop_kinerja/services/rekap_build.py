"""The worker's part: a recap out of approved data only, exact to the last digit, and the same however often it runs."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

import peewee

from core import clock
from core.errors import Busy
from core.jobs import JobRun
from core.organisation.models import PerangkatDaerah
from plugins.sop_kinerja.capaian import rata_rata
from plugins.sop_kinerja.models import Bukti, Penyampaian, Realisasi, Rekap, RekapBaris, RekapPerangkat
from plugins.sop_kinerja.services import data_case
from plugins.sop_kinerja.services.data_assess import Assessed, assess_row, rule, stored
from plugins.sop_kinerja.services.data_flow import SETTLED
from plugins.sop_kinerja.services.rekap_export import enqueue_export
from plugins.sop_kinerja.services.rekap_flow import FLOW
from plugins.sop_kinerja.services.skala import BAWAAN, SkalaBerlaku, scale_for, year_of
from plugins.sop_kinerja.skala import predikat

CHUNK = 400
"""Rows per insert: SQLite takes 32,766 values in one statement."""


@dataclass
class Content:
    """What a recap will hold, and the state of the submissions that it was read from."""

    fingerprint: list[tuple[int, str, int]]
    lines: list[dict[str, Any]] = field(default_factory=list)
    departments: list[dict[str, Any]] = field(default_factory=list)
    values: list[Decimal | None] = field(default_factory=list)
    scale: SkalaBerlaku = BAWAAN


def build(task: JobRun) -> None:
    """Job `sop_kinerja.rekap` (args: rekap, its id): fills the recap and ends the verifying step with Ya.

    :raises Busy: when a submission changed while it was being read; the recap can be asked for again.
    """
    rekap = Rekap.get_by_id(task.args["rekap"])
    if rekap.status != "disusun":  # an earlier run of this job, or another one, has done it
        return
    content = read(rekap, task)
    scale = content.scale
    mean = rata_rata(content.values, scale.batas_capaian)
    with task.finish({"rekap": str(rekap.uuid), "baris": len(content.lines)}):
        if fingerprint(str(rekap.kasus.uuid)) != content.fingerprint:
            raise Busy("Data berubah selama rekapitulasi disusun. Susun lagi rekapitulasinya.")
        for model, rows in ((RekapBaris, content.lines), (RekapPerangkat, content.departments)):
            model.delete().where(model.rekap == rekap.id).execute()
            for batch in peewee.chunked(rows, CHUNK):
                model.insert_many(batch).execute()
        FLOW.move(
            rekap,
            "draf",
            also={
                Rekap.aturan: rule(scale),
                Rekap.diminta: len(content.departments),
                Rekap.masuk: sum(row["status"] == "disahkan" for row in content.departments),
                Rekap.tidak_masuk: sum(row["status"] != "disahkan" for row in content.departments),
                Rekap.dinilai: mean.counted,
                Rekap.belum_dinilai: mean.left_out,
                Rekap.rata_rata: stored(mean.value),
                Rekap.predikat: predikat(mean.value, scale.pita) or "",
            },
            action="sop_kinerja.rekap.build",
        )
        _end_step(task, rekap)


def fingerprint(kasus_uuid: str) -> list[tuple[int, str, int]]:
    """(id, state, version) of every submission of the case: it differs when any of them was touched."""
    rows = Penyampaian.select(Penyampaian.id, Penyampaian.status, Penyampaian.versi).where(
        Penyampaian.kasus_uuid == kasus_uuid
    )
    return sorted((row.id, str(row.status), row.versi) for row in rows)


def read(rekap: Rekap, task: JobRun | None = None) -> Content:
    """All rows of the recap, departments in their official order and indicators in theirs; two queries in all."""
    kasus_uuid = str(rekap.kasus.uuid)
    scale = scale_for(int(rekap.perangkat_daerah_id), year_of(str(rekap.periode)))
    content = Content(fingerprint(kasus_uuid), scale=scale)
    submissions = list(
        Penyampaian.select(Penyampaian, PerangkatDaerah)
        .join(PerangkatDaerah, on=Penyampaian.perangkat_daerah)
        .where((Penyampaian.kasus_uuid == kasus_uuid) & Penyampaian.status.in_(SETTLED))
        .order_by(PerangkatDaerah.urutan, PerangkatDaerah.nama, PerangkatDaerah.id, Penyampaian.id)
    )
    figures = _figures(kasus_uuid)
    for number, submission in enumerate(submissions, start=1):
        assessed = []
        for row in figures.get(submission.id, []):
            result = assess_row(row, scale)
            # As it is stored: the mean is that of the figures that one reads, in the workbook as in a period's recaps.
            assessed.append(stored(result.value))
            content.lines.append(_line(rekap, submission, row, result, len(content.lines) + 1))
        content.departments.append(_department(rekap, submission, number, assessed, scale))
        content.values += assessed
        if task is not None:
            task.progress(number, len(submissions), submission.pihak)
    return content


def _figures(kasus_uuid: str) -> dict[int, list[Realisasi]]:
    """Submission's id -> its figures; only of what is approved. `jumlah_bukti` is counted in the same query."""
    rows = (
        Realisasi.select(Realisasi, peewee.fn.COUNT(Bukti.id).alias("jumlah_bukti"))
        .join(Penyampaian)
        .switch(Realisasi)
        .join(Bukti, peewee.JOIN.LEFT_OUTER)
        .where((Penyampaian.kasus_uuid == kasus_uuid) & (Penyampaian.status == "disahkan"))
        .group_by(Realisasi)
        .order_by(Realisasi.penyampaian, Realisasi.urutan, Realisasi.id)
    )
    return {key: list(found) for key, found in groupby(rows, key=lambda row: row.penyampaian_id)}


def _line(rekap: Rekap, submission: Penyampaian, row: Realisasi, result: Assessed, number: int) -> dict[str, Any]:
    return {
        "perangkat_daerah": rekap.perangkat_daerah_id,
        "rekap": rekap.id,
        "sumber": submission.perangkat_daerah_id,
        "unit": submission.unit,
        "penyampaian_uuid": submission.uuid,
        "realisasi_uuid": row.uuid,
        "urutan": number,
        "kode": row.kode,
        "sasaran": row.sasaran,
        "uraian": row.uraian,
        "satuan": row.satuan,
        "formula": row.formula,
        "target": row.target,
        "target_atas": row.target_atas,
        "skala": row.skala,
        "nilai": row.nilai,
        "capaian": stored(result.value),
        "predikat": result.predikat,
        "alasan": result.reason,
        "keterangan": row.keterangan,
        "jumlah_bukti": row.jumlah_bukti,
        "disahkan_oleh": submission.disahkan_oleh,
        "disahkan": submission.disahkan,
    }


def _department(
    rekap: Rekap, submission: Penyampaian, number: int, assessed: list[Decimal | None], scale: SkalaBerlaku
) -> dict[str, Any]:
    mean = rata_rata(assessed, scale.batas_capaian)
    return {
        "perangkat_daerah": rekap.perangkat_daerah_id,
        "rekap": rekap.id,
        "sumber": submission.perangkat_daerah_id,
        "unit": submission.unit,
        "penyampaian_uuid": submission.uuid,
        "urutan": number,
        "status": submission.status,
        "alasan": submission.alasan if submission.status == "tidak_menyampaikan" else "",
        "dinilai": mean.counted,
        "belum_dinilai": mean.left_out,
        "rata_rata": stored(mean.value),
        "predikat": predikat(mean.value, scale.pita) or "",
    }


def _end_step(task: JobRun, rekap: Rekap) -> None:
    """Ya for the verifying step, on behalf of who asked for the recap.

    Where nothing follows that could review it, who asked for it has approved it; the step then ends with its XLSX.
    """
    step = data_case.open_step(str(rekap.kasus.uuid), data_case.VERIFY)
    if step is None:
        raise Busy("Langkah verifikasi sudah tidak terbuka, sehingga rekapitulasi ini tidak diteruskan.")
    if not data_case.is_last(step):
        data_case.end_step(task, step)
        return
    asker = task.asker()
    FLOW.move(
        rekap,
        "disetujui",
        also={Rekap.ditelaah: clock.now(), Rekap.ditelaah_oleh: asker.signed},
        action="sop_kinerja.rekap.approve",
    )
    job = enqueue_export(rekap, asker)
    Rekap.update({Rekap.pekerjaan_uuid: job.uuid}).where(Rekap.id == rekap.id).execute()
