"""The official form of a recap: what papers/rekap_capaian.typ is given, of a case as of a period."""

from collections.abc import Iterable, Sequence
from typing import Any

from core.idn.numbers import format_number, format_percent
from core.organisation.models import PerangkatDaerah
from core.organisation.office import letterhead
from plugins.sop_kinerja.services.data_assess import NOT_YET, Assessed, scale_in_words

TEMPLATE = "rekap_capaian.typ"


def paper(
    owner: PerangkatDaerah, heading: Sequence[str], parts: Iterable[dict[str, Any]], whole: Sequence[str],
    aturan: dict[str, Any], foot: str, lacking: Sequence[str] = (),
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """The template and its data.

    :param whole: how many are assessed, how many not, the mean and its name
    :param lacking: what does not count since nobody has approved it, in sentences
    """
    scale = f"{aturan.get('nama_skala', 'Skala predikat')}: {'; '.join(scale_in_words(aturan))}."
    basis = f"Dasar skala: {aturan['dasar_skala']}." if aturan.get("dasar_skala") else ""
    return TEMPLATE, {
        "kop": letterhead(owner),
        "judul": heading[0],
        "keterangan": list(heading[1:]),
        "bagian": list(parts),
        "keseluruhan": list(whole),
        "kurang": list(lacking),
        "aturan": [scale, basis, str(aturan.get("pembulatan", "")), str(aturan.get("rata_rata", ""))],
        "tempat": str(owner.pemerintah_daerah.ibu_kota),
        "catatan_kaki": [foot],
    }


def part(nama: str, mean: Assessed, rows: Iterable[list[str]], note: str = "") -> dict[str, Any]:
    """A department's; `note` stands in the place of its rows."""
    return {
        "nama": nama,
        "catatan": note,
        "rata_rata": format_percent(mean.value),
        "predikat": mean.predikat or NOT_YET,
        "baris": list(rows),
    }


def row(about: Sequence[str], target: str, nilai: str, assessed: Assessed) -> list[str]:
    """`about`: kode, indikator, satuan."""
    value = assessed.value
    return [
        *about,
        target,
        nilai,
        "" if value is None else format_number(value, places=2),
        assessed.predikat if value is not None else f"{NOT_YET}: {assessed.reason}",
    ]
