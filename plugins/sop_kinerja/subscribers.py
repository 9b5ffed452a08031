"""What sop_kinerja does when a case has come to its end."""

from plugins.sop_kinerja.contracts import KasusSelesai, NaskahDikembalikan, NaskahDitandatangani
from plugins.sop_kinerja.services.kasus_release import release
from plugins.sop_kinerja.services.kasus_year import begin_whole
from plugins.sop_kinerja.services.pk_tanda import returned_elsewhere, signed_elsewhere


def begin_next(event: KasusSelesai) -> None:
    """The case of the longer period that this one was waited for."""
    begin_whole(event.kasus_uuid)


def release_waiting(event: KasusSelesai) -> None:
    """Steps that waited for the report of this case."""
    release(event.perangkat_daerah_id, jenis="laporan")


def put_in_force(event: NaskahDitandatangani) -> None:
    """A performance agreement that both parties have signed electronically."""
    signed_elsewhere(event.rujukan, event.record, event.dokumen_id)


def take_back(event: NaskahDikembalikan) -> None:
    """A performance agreement that one party has sent back."""
    returned_elsewhere(event.rujukan, event.record, f"{event.oleh}: {event.alasan}")


SUBSCRIPTIONS = (
    (KasusSelesai, "kalender", begin_next),
    (KasusSelesai, "kelengkapan", release_waiting),
    (NaskahDitandatangani, "perjanjian_kinerja", put_in_force),
    (NaskahDikembalikan, "perjanjian_kinerja_kembali", take_back),
)
