"""The words that letters choose from: key as stored -> word as printed."""

KECEPATAN = {"biasa": "Biasa", "segera": "Segera", "sangat_segera": "Sangat Segera"}
KEAMANAN = {
    "biasa": "Biasa",
    "terbatas": "Terbatas",
    "rahasia": "Rahasia",
    "sangat_rahasia": "Sangat Rahasia",
}
RAHASIA = ("rahasia", "sangat_rahasia")
"""Levels that are not for the whole department: see services/secrecy.py."""

CARA = {"elektronik": "Elektronik", "konvensional": "Konvensional (tanda tangan basah)"}

STATUS_SURAT = {
    "konsep": "Konsep",
    "menunggu_paraf": "Menunggu paraf",
    "menunggu_tanda_tangan": "Menunggu tanda tangan",
    "menunggu_pindaian": "Menunggu pindaian",
    "ditandatangani": "Ditandatangani",
    "didistribusikan": "Didistribusikan",
    "dibatalkan": "Dibatalkan",
}
STATUS_PARAF = {"menunggu": "Menunggu", "setuju": "Setuju", "dikembalikan": "Dikembalikan", "gugur": "Gugur"}
STATUS_NOMOR = {"dipakai": "Dipakai", "dibatalkan": "Dibatalkan"}
STATUS_PENGIRIMAN = {"dikirim": "Dikirim", "dibuka": "Dibuka", "diterima": "Diterima"}
STATUS_MASUK = {"baru": "Belum dibuka", "dibuka": "Sudah dibuka", "diterima": "Diterima"}
STATUS_NASKAH = {
    "menunggu": "Menunggu tanda tangan",
    "ditandatangani": "Ditandatangani",
    "dikembalikan": "Dikembalikan",
    "ditarik": "Ditarik",
}
STATUS_TANDA = {
    "giliran": "Menunggu giliran",
    "menunggu": "Menunggu tanda tangan",
    "ditandatangani": "Ditandatangani",
    "gugur": "Gugur",
}
STATUS_SERTIFIKAT = {"aktif": "Aktif", "diganti": "Diganti"}
