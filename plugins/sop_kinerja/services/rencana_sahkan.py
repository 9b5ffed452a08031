"""Approving the indicators of a year: what stands in the way is said at once, and what is approved never changes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core import audit, clock
from core.db import transaction
from core.errors import NotFound, StateError
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.models import IndikatorTahun, Penyampaian, Realisasi, Target
from plugins.sop_kinerja.sel_target import Value
from plugins.sop_kinerja.services import rencana_bobot
from plugins.sop_kinerja.services.indikator_tahun import APPROVED, DRAFT, contents, in_year, of_years, renew
from plugins.sop_kinerja.services.rencana_induk import one_at_a_time, short
from plugins.sop_kinerja.services.rencana_sasaran import check_year
from plugins.sop_kinerja.services.rencana_target import beyond, unfit
from plugins.sop_kinerja.services.target_tahun import targets_of
from plugins.sop_kinerja.target_periksa import name_of

APPROVE = "sop_kinerja.rencana_tahunan.approve"
UPDATE = "sop_kinerja.rencana.update"
OPEN = ("draft", "dikembalikan")
_FORM = {"pembilang": "nama_pembilang", "penyebut": "nama_penyebut"}
_ASKED = (
    *("kode", "sasaran", "uraian", "satuan", "formula", "wajib_bukti", "agregasi_periode", "kumulatif", "skala"),
    *_FORM,
)


def approve(tahun: int) -> int:
    """Freezes the year's indicators of the acting department; those added later are approved by the same again.

    :returns: how many were approved now.
    :raises InputError: for what is no year.
    :raises StateError: when nothing is to be approved, the year is too far ahead, or something is wrong.
    """
    actor = require(APPROVE)
    department = actor.perangkat_daerah_id or 0
    check_year(tahun, "tahun")
    this_year = clock.today(actor.zona_waktu).year
    if tahun > this_year + 1:
        raise StateError(f"Indikator tahun {tahun} dapat disahkan paling awal pada tahun {tahun - 1}.")
    with transaction():
        one_at_a_time(department)
        copies = list(of_years([one for one in in_year(department, tahun) if one.aktif], tahun).values())
        drafts = [one for one in copies if one.status == DRAFT]
        if not copies:
            raise StateError("Belum ada indikator yang aktif. Tambahkan dahulu indikator perangkat daerah Anda.")
        if not drafts:
            raise StateError(f"Indikator tahun {tahun} sudah disahkan semuanya.")
        if wrong := problems(copies, tahun):
            raise StateError(f"Indikator tahun {tahun} belum dapat disahkan. " + " ".join(wrong))
        IndikatorTahun.update(status=APPROVED, disahkan=clock.now(), disahkan_oleh=actor.signed).where(
            IndikatorTahun.id.in_([one.id for one in drafts])
        ).execute()
        for one in drafts:
            audit.record("sop_kinerja.indikator_tahun.approve", one, detail={"tahun": tahun, "kode": one.kode})
    return len(drafts)


def problems(copies: Sequence[IndikatorTahun], tahun: int) -> list[str]:
    """What keeps the year from being approved, as sentences, each with what to do."""
    targets = targets_of([int(one.indikator_id) for one in copies], tahun)
    found = rencana_bobot.problems(copies, tahun)
    lacking = [f"«{one.kode}»" for one in copies if one.status == DRAFT and not targets.get(one.indikator_id)]
    if lacking:
        more = f" dan {len(lacking) - 5} lainnya" if len(lacking) > 5 else ""
        found.append(f"Tetapkan target tahun {tahun} untuk {', '.join(lacking[:5])}{more}.")
    for one in copies:
        if one.agregasi_periode == "rasio" and not (one.pembilang and one.penyebut):
            found.append(f"«{one.kode}»: isi nama pembilang dan penyebutnya, karena angkanya sebuah rasio.")
        set_here = targets.get(one.indikator_id, {})
        for part, row in set_here.items():
            if wrong := unfit(one, Value(row.nilai, row.nilai_atas)):
                found.append(f"«{one.kode}», target {name_of(part)}: {wrong[1]}")
        found += [f"«{one.kode}»: {text}" for text in beyond(one, _values(set_here)).values()]
    return found


def _values(targets: Mapping[str, Target]) -> dict[str, Decimal | None]:
    return {part: row.nilai for part, row in targets.items()}


def take_changes(uuid: str) -> IndikatorTahun:
    """A draft whose figure was asked for takes over its indicator's changes, and so do the forms that are still open.

    :raises StateError: when it is approved, or somebody handed in a figure by the old one.
    """
    actor = require(UPDATE)
    department = actor.perangkat_daerah_id or 0
    with transaction():
        one_at_a_time(department)  # nobody approves the year in between
        mine = (IndikatorTahun.uuid == uuid) & (IndikatorTahun.perangkat_daerah == department)
        row: IndikatorTahun | None = IndikatorTahun.get_or_none(mine)
        if row is None:
            raise NotFound("Indikator tahunan ini tidak ada di perangkat daerah Anda.")
        if row.status == APPROVED:
            raise StateError(f"«{short(row)}» sudah disahkan dan tidak berubah lagi.")
        asked = _asked(row)
        given = [one for one in asked if one.penyampaian.status not in OPEN]
        if given:
            period = Periode.parse(str(given[0].penyampaian.periode))
            raise StateError(
                f"«{short(row)}»: angka {period.label} sudah diajukan menurut indikator yang lama. "
                "Kembalikan dahulu datanya, lalu ulangi."
            )
        renew(row, contents([row.indikator])[row.indikator_id])
        values = {_FORM.get(name, name): getattr(row, name) for name in _ASKED}
        ids = [one.id for one in asked]
        Realisasi.update(**values).where(Realisasi.id.in_(ids)).execute()
        audit.record("sop_kinerja.indikator_tahun.renew", row, detail={"formulir": len(ids)})
    return row


def _asked(row: IndikatorTahun) -> list[Realisasi]:
    """The figures of the year that were asked for by this indicator, with their submissions."""
    mine = (Realisasi.indikator_uuid == row.indikator_uuid) & Penyampaian.periode.startswith(f"{row.tahun:04d}-")
    query = Realisasi.select(Realisasi, Penyampaian).join(Penyampaian)
    return list(query.where(mine & (Penyampaian.status != "dibatalkan")).order_by(Realisasi.id))
