"""A published table, row by row: what was read, what was noticed, and each problem with its line and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.filetypes import FileRefused, sniff
from plugins.sop_kinerja.lkj import kata
from plugins.sop_kinerja.lkj.angka import Angka, read_figure
from plugins.sop_kinerja.lkj.kolom import Kolom
from plugins.sop_kinerja.lkj.lembar import read_xlsx
from plugins.sop_kinerja.lkj.sel import EMPTY, Sel, TabelDitolak
from plugins.sop_kinerja.lkj.tabel import MAX_BYTES, Baris, Tabel, read_csv
from plugins.sop_kinerja.lkj.tafsir import Tangan, settle, settle_printed

LONGEST = {"instansi": 200, "sasaran": 2000, "indikator": 2000, "satuan": 60, "predikat_cetak": 60, "sumber": 500}
PERCENT = frozenset(("%", "persen", "prosen", "persentase", "percent", "persen (%)"))
NO_UNIT = "tidak disebut"
SUMMARY = ("rata-rata", "rata rata", "jumlah", "total", "capaian rata-rata")


@dataclass(frozen=True)
class Pilihan:
    """What counts where the file has no such column, or leaves a cell empty. `turun`: the formula of «turun»."""

    instansi: str = ""
    tahun: int | None = None
    periode: str = ""
    arah: str = ""
    turun: str = "turun"


@dataclass(frozen=True)
class Masalah:
    """`kolom` as the file names it; `kalimat` what is wrong with it and what to do."""

    kolom: str
    kalimat: str


@dataclass
class BarisLkj:
    """A row. With `masalah` it cannot be taken; `dilewati` says why it is none to take (a heading, a repetition)."""

    nomor: int
    instansi: str = ""
    tahun: int = 0
    periode: str = ""
    sasaran: str = ""
    indikator: str = ""
    satuan: str = ""
    formula: str = "tanpa"
    target: Angka = field(default_factory=lambda: Angka("kosong", ""))
    realisasi: Angka = field(default_factory=lambda: Angka("kosong", ""))
    cetak: Angka = field(default_factory=lambda: Angka("kosong", ""))
    predikat_cetak: str = ""
    sumber: str = ""
    masalah: list[Masalah] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    dilewati: str = ""

    @property
    def siap(self) -> bool:
        return not self.masalah and not self.dilewati

    @property
    def nilai_target(self) -> Decimal | None:
        return self.target.nilai if self.formula != "tanpa" else None

    @property
    def nilai_target_atas(self) -> Decimal | None:
        return self.target.atas if self.formula == "rentang" else None

    @property
    def nilai_realisasi(self) -> Decimal | None:
        return self.realisasi.nilai if self.realisasi.jenis == "angka" else None

    @property
    def kunci(self) -> tuple[str, ...]:
        """What makes it the same indicator: also its agency, unit and formula."""
        return (*(fold(each) for each in (self.instansi, self.sasaran, self.indikator, self.satuan)), self.formula)


@dataclass(frozen=True)
class Bacaan:
    """The whole file. `catatan` are about its form."""

    baris: list[BarisLkj]
    catatan: list[str]

    @property
    def siap(self) -> list[BarisLkj]:
        return [row for row in self.baris if row.siap]

    @property
    def bermasalah(self) -> list[BarisLkj]:
        return [row for row in self.baris if row.masalah]


def read(content: bytes, name: str, given: Pilihan, today: date) -> Bacaan:
    """:raises TabelDitolak: when the file as a whole is none that we can read."""
    table = _table(content, name)
    rows = [_row(raw, table.kolom, given, today) for raw in table.baris]
    # Each agency has its own hand: a decimal point in one's table says nothing of another's.
    hands = _hands(rows)
    for row in rows:
        if row.siap:
            _settle(row, table.kolom, hands[fold(row.instansi)])
    _mark_repeated(rows)
    return Bacaan(rows, table.catatan)


def fold(text: str) -> str:
    """For comparing: small letters, single spaces."""
    return " ".join(text.split()).casefold()


def _table(content: bytes, name: str) -> Tabel:
    if not content:
        raise TabelDitolak("Berkas ini kosong.")
    if len(content) > MAX_BYTES:
        raise TabelDitolak(
            f"Berkas melebihi {MAX_BYTES // 1_000_000} MB; tabel kinerja jauh lebih kecil. Periksa berkasnya."
        )
    if content.startswith(b"PK\x03\x04"):
        try:
            sniff(content, "tabel.xlsx")
        except FileRefused as error:
            raise TabelDitolak(error.sentence) from error
        return read_xlsx(content)
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise TabelDitolak(f"«{name}» bukan CSV atau XLSX. Simpan tabelnya sebagai CSV atau XLSX, lalu unggah.")
    return read_csv(content)


def _row(raw: Baris, columns: Kolom, given: Pilihan, today: date) -> BarisLkj:
    row = BarisLkj(raw.nomor)
    cells = {key: raw.sel[index] if index < len(raw.sel) else EMPTY for key, index in columns.di.items()}

    def of(key: str) -> Sel:
        return cells.get(key, EMPTY)

    def wrong(key: str, sentence: str) -> None:
        row.masalah.append(Masalah(columns.judul.get(key, key), sentence))

    if any(cell.teks for cell in raw.sel[columns.lebar :]):
        sentence = (
            f"Baris ini memuat {len(raw.sel)} sel, kepalanya {columns.lebar}. Angka yang memuat koma harus diapit "
            "tanda kutip, atau kolomnya dipisahkan titik koma."
        )
        row.masalah.append(Masalah("seluruh baris", sentence))
        row.indikator = of("indikator").teks[:200]
        return row
    for key in ("instansi", "sasaran", "indikator", "satuan", "sumber"):
        setattr(row, key, of(key).teks)
    row.predikat_cetak = "" if of("predikat_cetak").teks in ("-", "–") else of("predikat_cetak").teks
    row.instansi = row.instansi or given.instansi
    figures = [of(key).teks for key in ("target", "realisasi", "capaian_cetak")]
    if not row.indikator and not any(figures):
        row.dilewati = "Bukan baris angka: hanya judul atau pemisah."
        return row
    if fold(row.indikator).startswith(SUMMARY) and not any(figures[:2]):
        row.dilewati = "Baris ringkasan, bukan indikator."
        return row
    if not row.indikator:
        wrong("indikator", "Nama indikator kosong.")
    for key, limit in LONGEST.items():
        if len(getattr(row, key)) > limit:
            wrong(key, f"Paling banyak {limit} huruf; sekarang {len(getattr(row, key))}.")
    row.satuan = row.satuan or NO_UNIT
    _when(row, of, wrong, given, today)
    formula = kata.direction(of("arah").teks or given.arah)
    row.formula = given.turun if formula == "turun" else formula
    row.target = read_figure(of("target"), row.satuan)
    row.realisasi = read_figure(of("realisasi"), row.satuan)
    row.cetak = read_figure(of("capaian_cetak"))
    _judge(row, wrong, of("arah").teks or given.arah)
    return row


def _when(row: BarisLkj, of: object, wrong: object, given: Pilihan, today: date) -> None:
    text = of("tahun").teks  # type: ignore[operator]
    tahun = kata.year(text) if text else given.tahun
    if tahun is None:
        wrong("tahun", f"«{text}» bukan tahun." if text else "Tahun kosong.")  # type: ignore[operator]
        return
    row.tahun = tahun
    text = of("periode").teks or given.periode  # type: ignore[operator]
    period = kata.period(text, tahun) if text else None
    if period is None:
        said = f"«{text}» bukan periode tahun {tahun}." if text else "Periode kosong."
        wrong("periode", f"{said} Tulis tahunan, Triwulan I–IV, Semester I–II, atau nama bulan.")  # type: ignore[operator]
        return
    row.periode = period.code
    if period.start > today:
        wrong("periode", f"{period.label} belum mulai, jadi angkanya belum mungkin ada.")  # type: ignore[operator]


def _judge(row: BarisLkj, wrong: object, arah: str) -> None:
    """What the cells of the two figures mean for the row; problems name their column."""
    for key, figure in (("target", row.target), ("realisasi", row.realisasi)):
        row.catatan += figure.catatan
        if figure.jenis == "galat":
            wrong(key, figure.galat)  # type: ignore[operator]
    if row.realisasi.jenis == "rentang" or row.realisasi.batas:
        wrong("realisasi", f"«{row.realisasi.teks}» bukan satu angka. Realisasi harus satu angka.")  # type: ignore[operator]
    if row.target.batas and row.formula in ("naik", "turun", "turun_rasio"):
        fits = row.target.batas in (("≥", ">") if row.formula == "naik" else ("≤", "<"))
        if not fits:
            wrong("target", f"Tanda {row.target.batas} bertentangan dengan arah «{arah}».")  # type: ignore[operator]
    _percent(row, wrong)
    if row.formula == "tanpa" and row.target.jenis == "angka":
        said = f"Arah «{arah}»" if arah else "Arah tidak disebut"
        row.catatan.append(f"{said}, sehingga rumus capaian tidak dapat dipilih: belum dapat dinilai.")
    if row.target.jenis in ("teks", "rasio"):
        row.formula = "tanpa"
        row.catatan.append(f"Target «{row.target.teks}» bukan angka: belum dapat dinilai, bukan nol.")
    elif row.target.jenis == "rentang" and row.formula != "rentang":
        row.formula = "tanpa"
        row.catatan.append(
            f"Target «{row.target.teks}» berupa rentang, tetapi arahnya bukan «rentang»: belum dapat dinilai."
        )
    elif row.target.jenis == "kosong":
        row.catatan.append("Target tidak dicetak: belum dapat dinilai.")
    if row.realisasi.jenis in ("teks", "rasio"):
        row.catatan.append(f"Realisasi «{row.realisasi.teks}» bukan angka: belum dapat dinilai, bukan nol.")
    elif row.realisasi.jenis == "kosong":
        row.catatan.append("Realisasi tidak dicetak: belum dapat dinilai, bukan nol.")


def _percent(row: BarisLkj, wrong: object) -> None:
    if fold(row.satuan) in PERCENT:
        return
    numeric = [figure for figure in (row.target, row.realisasi) if figure.jenis in ("angka", "rentang")]
    with_sign = [figure for figure in numeric if figure.persen]
    if not with_sign:
        return
    if len(with_sign) < len(numeric):
        key = "target" if row.target.persen else "realisasi"
        sentence = f"Hanya angka ini yang bertanda persen, sedangkan satuannya «{row.satuan}». Samakan satuannya."
        wrong(key, sentence)  # type: ignore[operator]
    else:
        row.catatan.append(f"Angka bertanda persen, satuannya tertulis «{row.satuan}».")


def _hands(rows: Iterable[BarisLkj]) -> dict[str, Tangan]:
    counts: dict[str, list[int]] = {}
    for row in rows:
        count = counts.setdefault(fold(row.instansi), [0, 0])
        for cell in (row.target, row.realisasi, row.cetak):
            count[0] += cell.titik
            count[1] += cell.jenis == "angka" and cell.tempat > 0 and not cell.titik
    return {agency: Tangan(*count) for agency, count in counts.items()}


def _settle(row: BarisLkj, columns: Kolom, hand: Tangan) -> None:
    """Figures that could be read in two ways: what was printed beside them may say which."""
    settled = settle(row.target, row.realisasi, row.cetak, row.formula, hand=hand)
    row.target, row.realisasi, row.cetak = settled.target, settled.realisasi, settled.cetak
    row.catatan += settled.catatan
    for key, sentence in settled.masalah:
        row.masalah.append(Masalah(columns.judul.get(key, key), sentence))
    row.cetak, notes = settle_printed(row.cetak)
    row.catatan += notes


def _mark_repeated(rows: Iterable[BarisLkj]) -> None:
    seen: dict[tuple[str, ...], BarisLkj] = {}
    for row in rows:
        if not row.siap:
            continue
        key = (*row.kunci, row.periode)
        first = seen.setdefault(key, row)
        if first is row:
            continue
        same = (first.target.nilai, first.target.teks, first.realisasi.nilai) == (
            row.target.nilai,
            row.target.teks,
            row.realisasi.nilai,
        )
        if same:
            row.dilewati = f"Mengulang baris {first.nomor} dengan angka yang sama."
        else:
            row.masalah.append(
                Masalah("indikator", f"Indikator dan periode ini sudah ada pada baris {first.nomor} dengan angka lain.")
            )
