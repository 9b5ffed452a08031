"""The agreements of the demo: one in force whose change is being written, one out for signature, one still a draft."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO

from core import clock
from core.accounts.operations import actor_by_position
from core.actor import acting
from core.files import read
from core.idn.numbers import format_number
from core.organisation.models import Jabatan, PemerintahDaerah, PerangkatDaerah
from plugins.sop_kinerja.demo_figures import GOVERNMENT
from plugins.sop_kinerja.models import PerjanjianKinerja
from plugins.sop_kinerja.services import pk_baca, pk_isi, pk_susun, pk_tanda

IN_FORCE, WAITING, DRAFT = "dikbud", "dinkes", "dpupr"
PLANNER, SUPERIOR = "kasubbag_perencanaan", "bupati"
_RECENT = timedelta(days=3)


def agree(tahun: int) -> None:
    """Signed in January, as the years were approved; the change and the others are of these days."""
    january = min(datetime(tahun, 1, 12, 2, tzinfo=UTC), clock.now() - _RECENT)
    with clock.at(january), acting(actor_by_position(_position(IN_FORCE))):
        pk = _draft(tahun)
        pk_tanda.submit(str(pk.uuid), pk_tanda.INK)
        pk_tanda.upload(str(pk.uuid), (BytesIO(read(pk_baca.get(str(pk.uuid)).naskah)), f"PK {tahun} pindaian.pdf"))
    with clock.at(clock.now() - _RECENT), acting(actor_by_position(_position(IN_FORCE))):
        change = pk_susun.revise(str(pk.uuid), f"Penyesuaian program pada Perubahan APBD Tahun Anggaran {tahun}.")
        _less_money(change)
    with clock.at(clock.now() - _RECENT), acting(actor_by_position(_position(WAITING))):
        pk = _draft(tahun)
        pk_tanda.submit(str(pk.uuid), pk_tanda.ELECTRONIC if pk_tanda.signing() is not None else pk_tanda.INK)
    with acting(actor_by_position(_position(DRAFT))):
        _draft(tahun)


def _draft(tahun: int) -> PerjanjianKinerja:
    return pk_susun.draft(tahun, _position("setda", SUPERIOR).id)


def _less_money(pk: PerjanjianKinerja) -> None:
    """The first programme of the change gets a tenth less."""
    form = {"pihak_kedua": str(pk.pihak_kedua_id), "alasan": str(pk.alasan)}
    for row in pk_baca.programmes(pk)[:1]:
        form[f"anggaran-{row.id}"] = format_number((Decimal(row.anggaran) * 9 / 10).quantize(Decimal(1)))
    pk_isi.save(str(pk.uuid), form)


def _position(department: str, kode: str = PLANNER) -> Jabatan:
    wanted = (PemerintahDaerah.kode == GOVERNMENT) & (PerangkatDaerah.kode == department) & (Jabatan.kode == kode)
    found: Jabatan = Jabatan.select().join(PerangkatDaerah).join(PemerintahDaerah).where(wanted).get()
    return found
