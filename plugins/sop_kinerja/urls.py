"""Addresses of our pages, for places where no request is at hand (mail)."""


def inbox_url(base_url: str) -> str:
    return f"{base_url}/sop-kinerja/tugas"


def task_url(base_url: str, uuid: str) -> str:
    return f"{base_url}/sop-kinerja/tugas/{uuid}"


def late_url(base_url: str) -> str:
    return f"{base_url}/sop-kinerja/terlambat?bagian=bawahan"


def why_url(base_url: str, uuid: str, periode: str) -> str:
    """The page that explains the figure of a yearly indicator in a period."""
    return f"{base_url}/sop-kinerja/angka/{uuid}/{periode}"
