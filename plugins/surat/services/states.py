"""The states of letters and the ways between them."""

from core.workflow import Way, Workflow
from plugins.surat.models.pilihan import (
    STATUS_MASUK,
    STATUS_NASKAH,
    STATUS_NOMOR,
    STATUS_PARAF,
    STATUS_PENGIRIMAN,
    STATUS_SURAT,
    STATUS_TANDA,
)

UNSIGNED = ("konsep", "menunggu_paraf", "menunggu_tanda_tangan", "menunggu_pindaian")
SURAT = Workflow(
    name="Surat",
    states=STATUS_SURAT,
    ways={
        ("konsep", "menunggu_paraf"): Way("surat.keluar.create"),
        ("konsep", "menunggu_tanda_tangan"): Way("surat.keluar.create"),
        # Once it is handed in, only a letter that its case has passed by: see cancelling.py.
        **{(state, "dibatalkan"): Way("surat.keluar.create", needs_reason=True) for state in UNSIGNED},
        ("menunggu_paraf", "menunggu_tanda_tangan"): Way("surat.keluar.initial"),
        ("menunggu_paraf", "konsep"): Way("surat.keluar.initial", needs_reason=True),
        ("menunggu_tanda_tangan", "ditandatangani"): Way("surat.keluar.sign"),
        ("menunggu_tanda_tangan", "menunggu_pindaian"): Way("surat.keluar.sign"),
        ("menunggu_tanda_tangan", "konsep"): Way("surat.keluar.sign", needs_reason=True),
        ("menunggu_pindaian", "ditandatangani"): Way("surat.keluar.sign"),
        ("menunggu_pindaian", "menunggu_tanda_tangan"): Way("surat.keluar.sign"),
        ("menunggu_pindaian", "konsep"): Way("surat.keluar.sign", needs_reason=True),
        ("ditandatangani", "didistribusikan"): Way("surat.keluar.distribute"),
    },
)
PARAF = Workflow(
    name="Paraf",
    states=STATUS_PARAF,
    ways={
        ("menunggu", "setuju"): Way("surat.keluar.initial"),
        ("menunggu", "dikembalikan"): Way("surat.keluar.initial", needs_reason=True),
        ("menunggu", "gugur"): Way(),  # with the letter, which says who may
    },
)
NOMOR = Workflow(
    name="Nomor surat",
    states=STATUS_NOMOR,
    ways={("dipakai", "dibatalkan"): Way(needs_reason=True)},  # with the letter, which says who may
)
PENGIRIMAN = Workflow(
    name="Pengiriman",
    states=STATUS_PENGIRIMAN,
    # Either side may be the one that moves it, so the services ask for the permission themselves.
    ways={("dikirim", "dibuka"): Way(), ("dikirim", "diterima"): Way(), ("dibuka", "diterima"): Way()},
)
MASUK = Workflow(
    name="Surat masuk",
    states=STATUS_MASUK,
    ways={
        ("baru", "dibuka"): Way("surat.masuk.read"),
        ("baru", "diterima"): Way("surat.masuk.receive"),
        ("dibuka", "diterima"): Way("surat.masuk.receive"),
    },
)
NASKAH = Workflow(
    name="Naskah",
    states=STATUS_NASKAH,
    ways={
        ("menunggu", "ditandatangani"): Way("surat.naskah.sign"),
        ("menunggu", "dikembalikan"): Way("surat.naskah.sign", needs_reason=True),
        ("menunggu", "ditarik"): Way(needs_reason=True),  # by the plugin whose paper it is, which says who may
    },
)
TANDA = Workflow(
    name="Tanda tangan",
    states=STATUS_TANDA,
    ways={
        ("menunggu", "ditandatangani"): Way("surat.naskah.sign"),
        ("giliran", "menunggu"): Way(),  # when the one before has signed
        # With the paper, which says who may.
        ("giliran", "gugur"): Way(),
        ("menunggu", "gugur"): Way(),
        ("ditandatangani", "gugur"): Way(),
    },
)
