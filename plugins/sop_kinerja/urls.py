"""Addresses of our pages, for places where no request is at hand (mail)."""


def inbox_url(base_url: str) -> str:
    return f"{base_url}/sop-kinerja/tugas"


def task_url(base_url: str, uuid: str) -> str:
    return f"{base_url}/sop-kinerja/tugas/{uuid}"


def late_url(base_url: str) -> str:
    return f"{base_url}/sop-kinerja/terlambat?bagian=bawahan"
