"""Figures that could be read in two ways, settled by what was printed beside them, or refused.

1.234 is a thousand in Indonesian and a decimal elsewhere. Where a table also holds figures that can only have a decimal
point (97.72), such a figure counts only when the printed capaian fits one reading and not the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

from core.idn.numbers import format_number
from plugins.sop_kinerja.capaian import Capaian, Formula, Rentang, capaian
from plugins.sop_kinerja.lkj import sebab
from plugins.sop_kinerja.lkj.baris import fold
from plugins.sop_kinerja.lkj.nilai import Angka

COUNTED = frozenset(
    (
        *("orang", "jiwa", "kasus", "kejadian", "dokumen", "unit", "buah", "desa", "kelurahan", "kecamatan", "sekolah"),
        *("siswa", "kk", "keluarga", "ekor", "pohon", "kendaraan", "wisatawan", "kunjungan", "pasien", "perusahaan"),
        *("umkm", "peserta", "lembaga", "inovasi", "laporan", "kegiatan", "rumah", "pengunjung", "pegawai", "rupiah"),
        *(
            "kepala",
            "tangga",
            "rp",
            "koperasi",
            "produk",
            "paket",
            "kelompok",
            "petani",
            "penduduk",
            "bidang",
            "event",
            "usaha",
        ),
    )
)
"""Units of which there is no thousandth part: 1.234 orang are a thousand people and more."""


@dataclass
class Tafsir:
    target: Angka
    realisasi: Angka
    cetak: Angka
    catatan: list[str] = field(default_factory=list)
    masalah: list[tuple[str, str]] = field(default_factory=list)


def settle(target: Angka, realisasi: Angka, cetak: Angka, formula: Formula, *, pointed: bool) -> Tafsir:
    """A figure that can only have a decimal point is taken so, and what was printed beside it may say the same; only
    one that could be two things is refused where nothing settles it and the agency also writes decimal points
    (`pointed`)."""
    found = Tafsir(target, realisasi, cetak)
    doubtful = [
        (key, each)
        for key, each in (("target", target), ("realisasi", realisasi))
        if each.titik or each.lain is not None
    ]
    if not doubtful:
        return found
    printed = cetak.nilai if cetak.jenis == "angka" else None
    if printed is None or formula == "tanpa" or target.jenis != "angka" or realisasi.jenis != "angka":
        _refuse_open(found, doubtful, pointed, "dan tidak ada capaian tercetak yang memastikannya")
        return found
    fitting = [pair for pair in product(_readings(target), _readings(realisasi)) if _fits(pair, cetak, formula)]
    plain = (target.nilai, realisasi.nilai)
    if plain in fitting and not (pointed and len(fitting) > 1):
        if any(each.titik or pointed for _, each in doubtful):
            found.catatan.append(f"Bacaannya dipastikan oleh capaian tercetak «{cetak.teks}».")
    elif len(fitting) == 1:
        found.target = _read_as(target, fitting[0][0], found)
        found.realisasi = _read_as(realisasi, fitting[0][1], found)
    elif pointed:
        open_ = [(key, each) for key, each in doubtful if each.lain is not None]
        _refuse(found, open_, f"dan capaian tercetak «{cetak.teks}» tidak memastikannya")
    return found


def whole(figure: Angka, satuan: str) -> Angka:
    """Of what is counted, the reading in which the sign parts thousands."""
    words = fold(satuan).split()
    if figure.lain is None or figure.nilai is None or not words or not COUNTED.issuperset(words):
        return figure
    entire = max(figure.nilai, figure.lain, key=abs)
    note = f"«{figure.teks}» dibaca {format_number(entire)}: satuannya «{satuan}»."
    changed = (note,) if entire != figure.nilai else ()
    return replace(figure, nilai=entire, lain=None, tempat=0, catatan=figure.catatan + changed)


def parted(figure: Angka) -> Angka:
    """1,234 of an agency that writes decimal points and never a decimal comma: there the comma parts thousands."""
    if figure.lain is None or "," not in figure.teks or "." in figure.teks:
        return figure
    note = f"«{figure.teks}» dibaca {format_number(figure.lain)}: tabel ini memakai titik sebagai tanda desimal."
    return replace(figure, nilai=figure.lain, lain=None, tempat=0, catatan=(*figure.catatan, note))


def formula_by_print(target: Angka, realisasi: Angka, cetak: Angka, turun: Formula) -> tuple[Formula, str]:
    """The formula by which the figures give what was printed, and a note; «tanpa» where none does. `turun`: which of
    both for a falling indicator, where both do."""
    if target.jenis != "angka" or realisasi.jenis != "angka" or target.nilai is None or realisasi.nilai is None:
        return "tanpa", ""
    fitting = [each for each in sebab.RUMUS if _fits((target.nilai, realisasi.nilai), cetak, each)]
    if not fitting or cetak.jenis != "angka":
        return "tanpa", ""
    chosen = turun if turun in fitting and "naik" not in fitting else fitting[0]
    others = ", yang di sini sama hasilnya dengan rumus lain" if len(fitting) > 1 else ""
    return chosen, f"Rumus {sebab.RUMUS[chosen]} dipilih menurut capaian tercetak «{cetak.teks}»{others}."


def settle_printed(cetak: Angka) -> tuple[Angka, list[str]]:
    """The printed capaian itself is only compared, so what cannot be read of it is a note, no problem."""
    if cetak.jenis in ("angka", "kosong") and not cetak.batas:
        return cetak, list(cetak.catatan)
    return replace(cetak, nilai=None), [f"Capaian tercetak «{cetak.teks}» tidak terbaca dan tidak dibandingkan."]


def _readings(figure: Angka) -> list[Decimal]:
    return [each for each in (figure.nilai, figure.lain) if each is not None]


def _fits(pair: tuple[Decimal, Decimal], cetak: Angka, formula: Formula) -> bool:
    target, realisasi = pair
    result = _capaian(realisasi, target, formula)
    printed = [(cetak.nilai, cetak.tempat)]
    if cetak.lain is not None:
        printed.append((cetak.lain, 3))
    return result.value is not None and any(
        value is not None and sebab.fits(value, places, result.value) for value, places in printed
    )


def _capaian(realisasi: Decimal, target: Decimal, formula: Formula) -> Capaian:
    if formula == "rentang":
        return capaian(realisasi, Rentang(target, target), "rentang")
    return capaian(realisasi, target, formula)


def _read_as(figure: Angka, value: Decimal, found: Tafsir) -> Angka:
    if value == figure.nilai:
        return figure
    found.catatan.append(
        f"«{figure.teks}» dibaca {format_number(value)}, bukan {format_number(figure.nilai)}: hanya bacaan itu yang "
        "cocok dengan capaian tercetak."
    )
    return replace(figure, nilai=value, lain=None)


def _refuse_open(found: Tafsir, doubtful: list[tuple[str, Angka]], pointed: bool, why: str) -> None:
    """Without a printed capaian: what has one reading only is taken, what has two is not, once the table mixes."""
    if pointed:
        _refuse(found, [(key, each) for key, each in doubtful if each.lain is not None], why)


def _refuse(found: Tafsir, doubtful: list[tuple[str, Angka]], why: str) -> None:
    for key, figure in doubtful:
        readings = " atau ".join(format_number(each) for each in _readings(figure))
        sentence = (
            f"«{figure.teks}» meragukan: tabel ini juga memakai titik sebagai tanda desimal, {why}. Dapat berarti "
            f"{readings}; tulis koma sebagai tanda desimal, dan titik hanya sebagai tanda ribuan."
        )
        found.masalah.append((key, sentence))
