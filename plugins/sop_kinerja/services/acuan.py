"""The department's reference documents: uploaded for a period, replaced by newer ones, and what waits for them."""

from collections.abc import Iterable
from typing import IO

from core import audit, clock
from core.actor import Actor, current_actor
from core.db import transaction
from core.errors import FieldErrors, NotFound
from core.files import Dokumen, store_upload
from core.idn.periods import Periode, PeriodeError
from core.permissions import require
from plugins.sop_kinerja.models import Acuan, JenisAcuan
from plugins.sop_kinerja.services.acuan_jenis import KADENSI_OF, named_periods
from plugins.sop_kinerja.services.kasus_release import release

READ, CREATE = "sop_kinerja.acuan.read", "sop_kinerja.acuan.create"
MAX_NOTE = 250


def supply(kode: str, periods: Iterable[str], upload: tuple[IO[bytes], str] | None, note: str = "") -> tuple[str, int]:
    """Keeps one file for one or several periods of a kind; what was there before stays, and the newest counts.

    :param kode: of a kind of the acting department
    :param periods: codes such as 2026-TH or 2026-B03, of the frequency that the kind has
    :param upload: a stream and its file name
    :returns: what has been supplied, in words, and how many steps it let go on.
    :raises NotFound: where the department has no such kind; FieldErrors: naming periode, berkas, keterangan.
    """
    actor = require(CREATE)
    kind = get_kind(kode)
    wanted, errors = _periods(kind, periods)
    note = note.strip()
    if upload is None:
        errors["berkas"] = f"Pilih berkas {kind.nama} yang akan diunggah."
    if len(note) > MAX_NOTE:
        errors["keterangan"] = f"Keterangan paling banyak {MAX_NOTE} huruf; sekarang {len(note)}."
    if errors or upload is None:
        raise FieldErrors(errors)
    with transaction():
        keep(kind, wanted, store_upload(*upload), actor, note)
        released = release(int(kind.perangkat_daerah_id), str(kind.kode))
    return named_periods(str(kind.nama), wanted), len(released)


def keep(kind: JenisAcuan, periods: Iterable[Periode], dokumen: Dokumen, actor: Actor, note: str = "") -> None:
    """The rows of a stored file, one for each period. The caller has checked who may, and lets go on what waits."""
    for period in periods:
        row = Acuan.create(
            perangkat_daerah=kind.perangkat_daerah_id,
            jenis=kind,
            periode=period.code,
            dokumen=dokumen,
            keterangan=note,
            oleh=actor.signed,
            pada=clock.now(),
        )
        detail = {"jenis": kind.nama, "periode": period.code, "sha256": dokumen.sha256}
        audit.record(CREATE, row, detail=detail)


def get_kind(kode: str) -> JenisAcuan:
    """:raises NotFound: where the acting department has no such kind."""
    found = JenisAcuan.get_or_none(
        (JenisAcuan.perangkat_daerah == current_actor().perangkat_daerah_id) & (JenisAcuan.kode == kode)
    )
    if found is None:
        raise NotFound("Jenis dokumen acuan ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found, JenisAcuan)
    return found


def get_document(uuid: str) -> Dokumen:
    """:raises NotFound: also for another department's."""
    require(READ)
    found = Acuan.select(Acuan, Dokumen).join(Dokumen).where(Acuan.uuid == uuid).first()
    if found is None:
        raise NotFound("Dokumen acuan ini tidak ada di perangkat daerah Anda.")
    assert isinstance(found.dokumen, Dokumen)
    return found.dokumen


def _periods(kind: JenisAcuan, codes: Iterable[str]) -> tuple[list[Periode], dict[str, str]]:
    """In their order, each once; and what is wrong with them."""
    try:
        wanted = sorted({Periode.parse(code) for code in codes})
    except PeriodeError as error:
        return [], {"periode": str(error)}
    if not wanted:
        return [], {"periode": f"Pilih periode yang dicakup berkas {kind.nama}."}
    kadensi = KADENSI_OF[str(kind.per)]
    strange = next((one for one in wanted if one.kadensi != kadensi), None)
    if strange is not None:
        return [], {"periode": f"{kind.nama} disediakan untuk periode {kadensi}; {strange.label} bukan periode itu."}
    if len({one.tahun for one in wanted}) > 1:
        return [], {"periode": "Pilih periode dari satu tahun yang sama."}
    return wanted, {}
