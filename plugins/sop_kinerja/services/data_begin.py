"""The beginning of a collection: each asked department, or unit, gets a form with its indicators of the year."""

from core import audit
from core.actor import SYSTEM_NAME
from core.bulk import insert_rows
from core.db import transaction
from core.idn.periods import Periode
from core.services import get
from plugins.sop_kinerja.contracts import Cases, StepRef
from plugins.sop_kinerja.models import Kasus, KasusIndikator, Penyampaian, Realisasi
from plugins.sop_kinerja.services.agregat_basi import mark_unit
from plugins.sop_kinerja.services.data_flow import hand_back
from plugins.sop_kinerja.services.diminta import measured_by, targets_of
from plugins.sop_kinerja.services.indikator_tahun import in_year, of_years
from plugins.sop_kinerja.services.kasus_run import reaching

_COPIED = (
    *("indikator_uuid", "kode", "sasaran", "uraian", "satuan", "formula", "wajib_bukti"),
    *("agregasi_periode", "kumulatif", "skala"),
)
REOPENED = "Data diminta kembali karena langkah penyampaian dibuka ulang."


def begin(step: StepRef) -> Penyampaian:
    """Creates the department's (or the unit's) submission for the case, or opens again the one that is there.

    One for each case and party; calling it twice changes nothing. The snapshot of indicators and targets is
    taken once: what changes later in the master data does not touch what was asked for.
    """
    reason = f"Meminta data kinerja: {step.case.nama}"
    with transaction(), reaching(step.perangkat_daerah_id, reason):
        found = find(step.case.uuid, step.perangkat_daerah_id, step.cabang_id)
        if found is not None:
            _reopen(found)
            if not Realisasi.select().where(Realisasi.penyampaian == found.id).exists():
                _snapshot(found)  # its indicators were not listed yet when it was asked first
            return found
        penyampaian = Penyampaian.create(
            perangkat_daerah=step.perangkat_daerah_id,
            penyelenggara=step.case.perangkat_daerah_id,
            kasus_uuid=step.case.uuid,
            cabang=str(step.cabang_id or ""),
            unit=step.unit,
            judul=step.case.nama,
            periode=step.case.periode,
            tenggat=get(Cases, step.case.perangkat_daerah_id).deadline(step.case.uuid),
        )
        _snapshot(penyampaian)
        audit.record("sop_kinerja.penyampaian.begin", penyampaian, detail={"periode": step.case.periode})
        mark_unit(penyampaian)
        return penyampaian


def find(kasus_uuid: str, perangkat_daerah_id: int, cabang_id: int = 0) -> Penyampaian | None:
    """A party's submission for a case, when there is one in scope; `cabang_id` names the unit's position."""
    found: Penyampaian | None = Penyampaian.get_or_none(
        (Penyampaian.kasus_uuid == kasus_uuid)
        & (Penyampaian.perangkat_daerah == perangkat_daerah_id)
        & (Penyampaian.cabang == str(cabang_id or ""))
    )
    return found


def _reopen(penyampaian: Penyampaian) -> None:
    """The step was opened again: what had been handed in lies with the department once more.

    What the verifier returned is in that state already, with a reason of its own, and stays as it is.
    """
    if penyampaian.status in ("draft", "dikembalikan"):
        return
    hand_back(penyampaian, REOPENED, by=SYSTEM_NAME, action="sop_kinerja.penyampaian.reopen")


def _snapshot(penyampaian: Penyampaian) -> None:
    department, period = penyampaian.perangkat_daerah_id, Periode.parse(str(penyampaian.periode))
    indicators = in_year(department, period.tahun)
    if wanted := _asked_for(str(penyampaian.kasus_uuid)):
        indicators = [one for one in indicators if one.uuid in wanted]
    copies = of_years(indicators, period.tahun)
    targets = targets_of(department, period)
    rows = []
    for number, indikator in enumerate(indicators, start=1):
        copy = copies[indikator.id]
        by = measured_by(copy, targets.get(indikator.id), period)
        rows.append(
            {
                **{name: getattr(copy, name) for name in _COPIED},
                "perangkat_daerah": penyampaian.perangkat_daerah_id,
                "penyelenggara": penyampaian.penyelenggara_id,
                "penyampaian": penyampaian.id,
                "nama_pembilang": copy.pembilang,
                "nama_penyebut": copy.penyebut,
                "urutan": number,
                "target": by.target,
                "target_atas": by.target_atas,
                "jatuh_tempo": by.jatuh_tempo,
            }
        )
    insert_rows(Realisasi, rows)


def _asked_for(kasus_uuid: str) -> set[str]:
    """The indicators that the request form of the case names; empty: it names none, so all are asked for."""
    rows = KasusIndikator.select(KasusIndikator.indikator_uuid).join(Kasus).where(Kasus.uuid == kasus_uuid)
    return {str(row.indikator_uuid) for row in rows}
