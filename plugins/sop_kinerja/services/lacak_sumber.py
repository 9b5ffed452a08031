"""The submissions that a figure rests on: who did what when, the letter that asked, the evidence, the corrections."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.actor import current_actor
from core.files import Dokumen
from core.idn.periods import Periode
from core.services import find
from plugins.sop_kinerja.models import (
    Angka,
    Bukti,
    Kasus,
    KasusDokumen,
    Penyampaian,
    Realisasi,
    RekapAngka,
)
from plugins.sop_kinerja.services.koreksi import Koreksi
from plugins.surat.contracts import Letters

STAGES = (("diajukan", "Diajukan"), ("diverifikasi", "Diverifikasi"), ("disahkan", "Disahkan"))


@dataclass(frozen=True)
class Surat:
    """The letter of the request; `url` only where it can be opened in surat."""

    nama: str
    nomor: str = ""
    tanggal: date | None = None
    url: str = ""


@dataclass(frozen=True)
class Sumber:
    """One submission. `jejak`: (stage, who, when). `diminta`: its case asked for it; False for an imported table."""

    realisasi: Realisasi
    penyampaian: Penyampaian
    jejak: list[tuple[str, str, datetime]]
    bukti: list[Bukti]
    koreksi: list[Koreksi]
    surat: Surat | None = None
    diminta: bool = True

    @property
    def pihak(self) -> str:
        return self.penyampaian.pihak


def sources(angka: RekapAngka, period: Periode, corrected: Sequence[Koreksi]) -> list[Sumber]:
    """Of a submitted figure its submission, of one that was made of units each unit's; what was made of periods or of
    other indicators leads there by its parts. A few queries, and for each case the question for its letter."""
    if angka.asal not in ("langsung", "unit"):
        return []
    figures = [row.realisasi for row in approved(angka, [period.code], of_units=angka.asal == "unit")]
    proofs, cases = _evidence(figures), _cases(figures)
    letters = {uuid: _letter(kasus, int(angka.penyelenggara_id)) for uuid, kasus in cases.items()}
    own = current_actor().perangkat_daerah_id == angka.penyelenggara_id
    return [
        Sumber(
            figure,
            figure.penyampaian,
            _trail(figure.penyampaian),
            proofs[int(figure.id)],
            [one for one in corrected if (one.periode, one.cabang) == (period, figure.penyampaian.cabang)],
            letters.get(str(figure.penyampaian.kasus_uuid)),
            diminta=str(figure.penyampaian.kasus_uuid) in cases or not own,
        )
        for figure in figures
    ]


def approved(angka: RekapAngka, periods: Sequence[str], *, of_units: bool) -> list[Angka]:
    """The submitted figures of an indicator in these periods that count for the asker: its units', or its own."""
    return list(
        Angka.select(Angka, Realisasi, Penyampaian)
        .join(Realisasi)
        .join(Penyampaian)
        .where(
            (Angka.penyelenggara == angka.penyelenggara_id)
            & (Angka.indikator_tahun == angka.indikator_tahun_id)
            & Angka.periode.in_(periods)
            & (Angka.cabang != "" if of_units else Angka.cabang == "")
        )
        .order_by(Angka.id)
    )


def _trail(penyampaian: Penyampaian) -> list[tuple[str, str, datetime]]:
    return [
        (label, str(getattr(penyampaian, f"{name}_oleh")), getattr(penyampaian, name))
        for name, label in STAGES
        if getattr(penyampaian, name) is not None
    ]


def _evidence(figures: Iterable[Realisasi]) -> dict[int, list[Bukti]]:
    found: dict[int, list[Bukti]] = defaultdict(list)
    query = Bukti.select(Bukti, Dokumen).join(Dokumen).where(Bukti.realisasi.in_([int(one.id) for one in figures]))
    for row in query.order_by(Bukti.id):
        found[int(row.realisasi_id)].append(row)
    return found


def _cases(figures: Iterable[Realisasi]) -> dict[str, Kasus]:
    """Only those that the acting department may see."""
    uuids = sorted({str(one.penyampaian.kasus_uuid) for one in figures})
    return {str(row.uuid): row for row in Kasus.select().where(Kasus.uuid.in_(uuids))}


def _letter(kasus: Kasus, asker: int) -> Surat | None:
    """As surat knows it, where that is on; else the letter among the documents of the case."""
    letters = find(Letters, asker)
    found = letters.letter_for(f"{Kasus.kind()}:{kasus.uuid}") if letters is not None else None
    if found is not None:
        return Surat(found.hal, found.nomor, found.tanggal, found.url)
    kept = (
        KasusDokumen.select()
        .where((KasusDokumen.kasus == kasus.id) & (KasusDokumen.jenis == "surat"))
        .order_by(KasusDokumen.id)
        .first()
    )
    return None if kept is None else Surat(str(kept.nama), tanggal=kept.tanggal)
