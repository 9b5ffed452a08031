"""SOPs at which a careful official has nothing to question: one that rolls up through the year, one campaign."""

from dataclasses import replace
from datetime import date

from plugins.sop_kinerja.kebutuhan import needs_of
from plugins.sop_kinerja.periksa import Konteks, Posisi
from plugins.sop_kinerja.periksa.sitasi import Dicabut, Sitasi
from plugins.sop_kinerja.sopform import LangkahData, PelaksanaData, SopData

TODAY = date(2026, 11, 20)
REVOKED = (
    Dicabut(Sitasi("PP", "79", 2005), "PP Nomor 12 Tahun 2017"),
    Dicabut(Sitasi("PermenPANRB", "29", 2010), "PermenPANRB Nomor 53 Tahun 2014"),
    Dicabut(Sitasi("PP", "8", 2008), "", "(periksa) dasar hukumnya, UU 32/2004, dicabut"),
)


def guess_needs(sop: SopData) -> SopData:
    """The same document, with the needs of each step that names none."""
    return replace(
        sop,
        langkah=tuple(step if step.kebutuhan else replace(step, kebutuhan=needs_of(step, sop)) for step in sop.langkah),
    )


def known(sop: SopData, held: bool = True) -> Konteks:
    """Every column has a position, held by somebody."""
    positions = {column.kode: (Posisi(column.label, held),) for column in sop.pelaksana}
    return Konteks(TODAY, positions, REVOKED)


def _step(
    nomor: int, uraian: str, pelaksana: str, kelengkapan: str, waktu: str, output: str, **more: object
) -> LangkahData:
    value, unit = waktu.split()
    values: dict[str, object] = {
        "nomor": nomor,
        "uraian": uraian,
        "pelaksana": (pelaksana,),
        "jenis": "keputusan" if more.get("tidak_ke") else "kegiatan",
        "mulai": nomor == 1,
        "selesai": more.get("ya_ke") == 0,
        "kelengkapan": tuple(kelengkapan.split("; ")),
        "waktu_nilai": int(value),
        "waktu_satuan": unit,
        "output": output,
        "keterangan": "",
        "ya_ke": nomor + 1,
        "tidak_ke": None,
        "kadensi": "kampanye",
        "aksi": "",
    }
    return LangkahData(**{**values, **more})  # type: ignore[arg-type]


def _sop(
    kode: str, pola: str, columns: tuple[PelaksanaData, ...], steps: tuple[LangkahData, ...], total: str
) -> SopData:
    return guess_needs(
        SopData(
            kode=kode,
            kabupaten="Contoh",
            perangkat_daerah="Dinas Perikanan",
            unit="",
            nama="Pengumpulan Data Kinerja",
            nomor="000.8.3.3/12/2026",
            tanggal_pembuatan=date(2026, 1, 5),
            tanggal_revisi=None,
            tanggal_pengesahan=date(2026, 1, 12),
            tanggal_efektif=date(2026, 2, 2),
            disahkan_oleh_jabatan="Kepala Dinas Perikanan Kabupaten Contoh",
            dasar_hukum=(
                "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah",
                "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014",
                "Peraturan Bupati Contoh Nomor 4 Tahun 2021 tentang Tugas, Fungsi dan Tata Kerja Dinas Perikanan",
            ),
            kualifikasi=("Memahami sistem akuntabilitas kinerja", "Menguasai pengolahan data"),
            keterkaitan=("SOP Penyusunan Laporan Kinerja",),
            peralatan=("Komputer", "Alat tulis kantor", "Formulir data kinerja"),
            peringatan=("Bila data terlambat, laporan kinerja tidak selesai pada waktunya.",),
            pencatatan=("Disimpan sebagai arsip dalam bentuk digital dan cetak",),
            penjelasan_singkat="",
            tujuan=(),
            definisi=(),
            jumlah_waktu_tercetak=total,
            satuan_waktu="campuran",
            pola=pola,
            pelaksana=columns,
            langkah=steps,
            hitungan_hari="kerja",
        )
    )


CAMPAIGN = _sop(
    "kampanye_baik",
    "kampanye",
    (
        PelaksanaData("kepala", "Kepala Dinas", "jabatan"),
        PelaksanaData("sekretaris", "Sekretaris", "jabatan"),
        PelaksanaData("kasubbag", "Kasubbag Perencanaan", "jabatan"),
        PelaksanaData("perangkat_daerah", "Perangkat Daerah", "setiap_perangkat_daerah"),
    ),
    (
        _step(1, "Memerintahkan Sekretaris mengumpulkan data kinerja", "kepala", "Lembar disposisi", "30 menit",
              "Disposisi"),
        _step(2, "Menyusun surat permintaan data bersama Kasubbag Perencanaan", "sekretaris", "Disposisi; Komputer",
              "2 jam", "Surat permintaan data"),
        _step(3, "Mengisi dan menyampaikan data kinerja", "perangkat_daerah", "Surat permintaan data; Data Kinerja",
              "3 hari", "Data kinerja"),
        _step(4, "Memeriksa data kinerja; jika tidak lengkap, dikembalikan", "kasubbag", "Data kinerja", "5 hari",
              "Rekapitulasi data kinerja", tidak_ke=3),
        _step(5, "Menetapkan rekapitulasi data kinerja", "kepala", "Rekapitulasi data kinerja", "1 hari",
              "Dokumen rekapitulasi data kinerja", ya_ke=0),
    ),
    "9 hari 2 jam 30 menit",
)  # fmt: skip

YEAR = _sop(
    "bertingkat_baik",
    "bertingkat",
    (
        PelaksanaData("sekretaris", "Sekretaris", "jabatan"),
        PelaksanaData("kabid", "Kepala Bidang", "jabatan"),
        PelaksanaData("staf", "Staf Penyusun Evaluasi Kinerja", "jabatan"),
    ),
    (
        _step(1, "Memerintahkan Staf Penyusun mengumpulkan data kinerja triwulan", "sekretaris",
              "Perjanjian Kinerja; Rencana Aksi", "30 menit", "Disposisi", kadensi="triwulan"),
        _step(2, "Menyusun laporan kinerja triwulan", "staf", "Disposisi; Laporan Progres Bulanan", "3 jam",
              "Laporan kinerja triwulan", kadensi="triwulan"),
        _step(3, "Merekap laporan triwulan menjadi laporan semester", "staf", "Data laporan kinerja triwulan", "2 hari",
              "Laporan kinerja semester", kadensi="semester"),
        _step(4, "Memeriksa laporan kinerja semester", "kabid", "Laporan kinerja semester", "1 hari",
              "Laporan kinerja semester", kadensi="semester", tidak_ke=3),
        _step(5, "Menyusun dua laporan semester menjadi laporan kinerja tahunan", "staf", "Laporan kinerja semester",
              "5 hari", "Laporan kinerja tahunan", kadensi="tahunan", ya_ke=0),
    ),
    "8 hari 3 jam 30 menit",
)  # fmt: skip

GOOD = (CAMPAIGN, YEAR)
