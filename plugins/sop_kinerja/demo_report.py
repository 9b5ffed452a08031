"""How the demo writes a performance report."""

from core.idn.periods import Periode
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services import laporan


def play_report(tugas_uuid: str, decision: str, reason: str) -> str:
    """Does an open reporting step: the report with invented words, or what it was given goes back with a reason."""
    if decision == "tidak":
        laporan.send_back(tugas_uuid, reason)
        return f"mengembalikan pekerjaan: {reason}"
    label = Periode.parse(str(Tugas.get(Tugas.uuid == tugas_uuid).periode)).label
    document = laporan.issue(
        tugas_uuid,
        {
            "capaian": f"Kegiatan {label} berjalan menurut rencana aksi. Realisasi setiap indikator dibandingkan "
            "dengan targetnya, dan hasilnya telah dibahas dengan para pejabat terkait.",
            "hambatan": "Sebagian data pendukung terlambat diterima dari unit pelaksana.",
            "tindak_lanjut": "Jadwal pengumpulan data dimajukan satu minggu, dan setiap unit menunjuk satu penanggung "
            "jawab data.",
        },
    )
    return f"menyusun «{document.nama}»"
