"""The submissions that a figure rests on: who did what when, the letter that asked, the evidence, the corrections."""

from dataclasses import dataclass
from datetime import date, datetime

from core.actor import current_actor
from core.files import Dokumen
from core.idn.periods import Periode
from core.services import find
from plugins.sop_kinerja.models import (
    Angka,
    Bukti,
    IndikatorTahun,
    Kasus,
    KasusDokumen,
    Penyampaian,
    Realisasi,
    RekapAngka,
    RiwayatAngka,
)
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
    koreksi: list[RiwayatAngka]
    surat: Surat | None = None
    diminta: bool = True

    @property
    def pihak(self) -> str:
        return self.penyampaian.pihak


def sources(angka: RekapAngka, indikator: IndikatorTahun, period: Periode) -> list[Sumber]:
    """Of a submitted figure its submission, of one that was made of units each unit's; what was made of periods or of
    other indicators leads there by its parts."""
    if angka.asal not in ("langsung", "unit"):
        return []
    rows = (
        Angka.select(Angka, Realisasi, Penyampaian)
        .join(Realisasi)
        .join(Penyampaian)
        .where(
            (Angka.penyelenggara == angka.penyelenggara_id)
            & (Angka.indikator_tahun == indikator.id)
            & (Angka.periode == period.code)
            & (Angka.cabang == "" if angka.asal == "langsung" else Angka.cabang != "")
        )
        .order_by(Angka.id)
    )
    return [_source(row.realisasi) for row in rows]


def _source(realisasi: Realisasi) -> Sumber:
    penyampaian = realisasi.penyampaian
    trail = [
        (label, str(getattr(penyampaian, f"{name}_oleh")), getattr(penyampaian, name))
        for name, label in STAGES
        if getattr(penyampaian, name) is not None
    ]
    evidence = Bukti.select(Bukti, Dokumen).join(Dokumen).where(Bukti.realisasi == realisasi.id).order_by(Bukti.id)
    kasus = Kasus.get_or_none(Kasus.uuid == penyampaian.kasus_uuid)
    own = current_actor().perangkat_daerah_id == penyampaian.penyelenggara_id
    return Sumber(
        realisasi,
        penyampaian,
        trail,
        list(evidence),
        _corrections(realisasi, penyampaian),
        _letter(penyampaian, kasus),
        diminta=kasus is not None or not own,
    )


def _corrections(realisasi: Realisasi, penyampaian: Penyampaian) -> list[RiwayatAngka]:
    """Of this figure, and of what an imported table put another one in its place for: same indicator and period."""
    return list(
        RiwayatAngka.select(RiwayatAngka, Realisasi)
        .join(Realisasi)
        .join(Penyampaian)
        .where(
            (Realisasi.indikator_uuid == realisasi.indikator_uuid)
            & (Penyampaian.periode == penyampaian.periode)
            & (Penyampaian.penyelenggara == penyampaian.penyelenggara_id)
            & (Penyampaian.cabang == penyampaian.cabang)
        )
        .order_by(RiwayatAngka.dibuka, RiwayatAngka.id)
    )


def _letter(penyampaian: Penyampaian, kasus: Kasus | None) -> Surat | None:
    """As surat knows it, where that is on; else the letter among the documents of the case."""
    if kasus is None:
        return None
    letters = find(Letters, int(penyampaian.penyelenggara_id))
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
