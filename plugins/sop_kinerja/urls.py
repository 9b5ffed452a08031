"""Addresses of our pages, for places where no request is at hand (mail), and for several pages at once."""

MADE_HERE = {
    "rencana_aksi": ("sop_kinerja.renaksi_show", "Susun", "Rencana aksi"),
    "progres_bulanan": ("sop_kinerja.progres_show", "Isi", "Progres bulanan"),
}
"""Code of a kind of reference document -> the page that makes it, so that nothing has to be uploaded: its endpoint,
what one does there, and how the menu calls it."""


def inbox_url(base_url: str) -> str:
    return f"{base_url}/sop-kinerja/tugas"


def task_url(base_url: str, uuid: str) -> str:
    return f"{base_url}/sop-kinerja/tugas/{uuid}"


def late_url(base_url: str) -> str:
    return f"{base_url}/sop-kinerja/terlambat?bagian=bawahan"


def why_url(base_url: str, uuid: str, periode: str) -> str:
    """The page that explains the figure of a yearly indicator in a period."""
    return f"{base_url}/sop-kinerja/angka/{uuid}/{periode}"
