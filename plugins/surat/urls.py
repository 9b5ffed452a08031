"""Addresses of our pages, for places where no request is at hand (contracts, mail, QR)."""


def letter_url(uuid: str) -> str:
    return f"/surat/keluar/{uuid}"


def step_url(tugas_uuid: str) -> str:
    return f"/surat/langkah/{tugas_uuid}"


def incoming_url(uuid: str) -> str:
    return f"/surat/masuk/{uuid}"


def paper_url(uuid: str) -> str:
    """Of a paper that several sign, one after the other."""
    return f"/surat/tanda-tangan/{uuid}"


def verification_url(base_url: str, kode: str) -> str:
    """What the QR on a letter says."""
    return f"{base_url}/surat/periksa/{kode}"
