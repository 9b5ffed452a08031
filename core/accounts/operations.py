"""Signing in, passwords, and as whom an account may act."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from core import audit, clock
from core.accounts.models import Akun, Peran, PeranAkun, PeranJabatan
from core.actor import Actor, Assignment
from core.db import transaction
from core.errors import FieldErrors, InputError, NotAllowed
from core.organisation.models import Jabatan, PerangkatDaerah
from core.organisation.positions import positions_of
from core.permissions import expand
from core.registry import registry

log = logging.getLogger(__name__)
MIN_PASSWORD = 10
FREE_ATTEMPTS = 5
LOCK = timedelta(minutes=15)

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """Verifying against something costs the same whether or not the name exists: an answer's time gives nothing away.

    Made for the first sign-in, since each start of a process would pay for it.
    """
    return _hasher.hash("nobody has this password")


class LoginRefused(NotAllowed):
    """Wrong name or password, a locked or a disabled account: one sentence for the sign-in page."""

    status = 401


@dataclass(frozen=True)
class ActingChoice:
    """A department in which an account may act, and as what."""

    perangkat_daerah_id: int
    label: str
    title: str


def authenticate(username: str, password: str) -> Akun:
    """The account behind a name and a password.

    Five wrong passwords in a row lock the account for 15 minutes; the counting survives a restart.

    :raises LoginRefused: the sentence never tells whether the name exists.
    """
    nobody = _nobody()
    akun = Akun.get_or_none(Akun.nama_pengguna == username.strip().lower())
    if akun is None:
        _matches(nobody, password)
        raise LoginRefused("Nama pengguna atau kata sandi tidak cocok.")
    if akun.terkunci_sampai and akun.terkunci_sampai > clock.now():
        raise LoginRefused("Akun terkunci sementara karena terlalu sering gagal masuk. Coba lagi dalam 15 menit.")
    if not _matches(akun.kata_sandi, password):
        _count_failure(akun)
        raise LoginRefused("Nama pengguna atau kata sandi tidak cocok.")
    if not akun.aktif:
        raise LoginRefused("Akun ini dinonaktifkan. Hubungi admin perangkat daerah Anda.")
    with transaction():
        changes: dict[Any, Any] = {Akun.gagal_berturut: 0, Akun.terkunci_sampai: None, Akun.masuk_terakhir: clock.now()}
        if _hasher.check_needs_rehash(akun.kata_sandi):
            changes[Akun.kata_sandi] = _hasher.hash(password)
        Akun.update(changes).where(Akun.id == akun.id).execute()
        audit.record("akun.masuk", akun)
    return akun


def add_user(nama_pengguna: str, kata_sandi: str, nama: str, surel: str = "", pegawai_id: int | None = None) -> Akun:
    """:raises FieldErrors: for a name in use or a weak password."""
    name = nama_pengguna.strip().lower()
    errors = {}
    if not name:
        errors["nama_pengguna"] = "Isi nama pengguna."
    elif Akun.select().where(Akun.nama_pengguna == name).exists():
        errors["nama_pengguna"] = f"Nama pengguna «{name}» sudah dipakai."
    if weakness := password_weakness(kata_sandi, name):
        errors["kata_sandi"] = weakness
    if errors:
        raise FieldErrors(errors)
    with transaction():
        akun = Akun.create(
            nama_pengguna=name, kata_sandi=_hasher.hash(kata_sandi), nama=nama, surel=surel, pegawai=pegawai_id
        )
        audit.record("akun.tambah", akun)
    return akun


def make_site_admin(akun: Akun) -> None:
    """Gives the account every permission in every department: for the first person of a new installation."""
    with transaction():
        peran, _ = Peran.get_or_create(kode="admin_situs", defaults={"nama": "Admin situs", "izin": ["*"]})
        PeranAkun.get_or_create(akun=akun, peran=peran, perangkat_daerah=None)
        audit.record("akun.jadikan_admin_situs", akun)


def set_password(akun: Akun, new: str) -> None:
    """Sets a password and ends all sessions of the account.

    :raises InputError: for a weak one.
    """
    if weakness := password_weakness(new, akun.nama_pengguna):
        raise InputError(weakness, "kata_sandi_baru")
    with transaction():
        Akun.update(
            {
                Akun.kata_sandi: _hasher.hash(new),
                Akun.versi_sesi: Akun.versi_sesi + 1,
                Akun.gagal_berturut: 0,
                Akun.terkunci_sampai: None,
            }
        ).where(Akun.id == akun.id).execute()
        audit.record("akun.ganti_kata_sandi", akun)


def change_password(akun: Akun, old: str, new: str) -> None:
    """:raises InputError: naming the field that is wrong."""
    if not _matches(akun.kata_sandi, old):
        raise InputError("Kata sandi lama tidak cocok.", "kata_sandi_lama")
    if old == new:
        raise InputError("Kata sandi baru sama dengan yang lama.", "kata_sandi_baru")
    set_password(akun, new)


def password_weakness(password: str, username: str) -> str | None:
    """A sentence about what is wrong with a new password, or None. Length counts more than symbols (NIST 800-63B)."""
    if len(password) < MIN_PASSWORD:
        return f"Kata sandi paling sedikit {MIN_PASSWORD} huruf; kalimat pendek yang mudah diingat lebih aman."
    if len(password) > 200:
        return "Kata sandi paling banyak 200 huruf."
    if username and username in password.lower():
        return "Kata sandi tidak boleh memuat nama pengguna."
    if len(set(password)) < 5:
        return "Kata sandi terlalu mudah ditebak."
    return None


def acting_choices(akun: Akun) -> list[ActingChoice]:
    """The departments in which the account may act: where it holds a position, or has a role of its own."""
    titles: dict[int, str] = {}
    if akun.pegawai_id:
        for row in positions_of(akun.pegawai_id):
            titles.setdefault(row.perangkat_daerah_id, str(row.jabatan))
    roles = list(PeranAkun.select(PeranAkun, Peran).join(Peran).where(PeranAkun.akun == akun.id))
    everywhere = any(role.perangkat_daerah_id is None for role in roles)
    for role in roles:
        if role.perangkat_daerah_id is not None:
            titles.setdefault(role.perangkat_daerah_id, str(role.peran))
    query = PerangkatDaerah.select().where(PerangkatDaerah.aktif == True)  # noqa: E712
    if not everywhere:
        query = query.where(PerangkatDaerah.id.in_(list(titles)))
    found = [
        ActingChoice(row.id, row.nama, titles.get(row.id, "Admin"))
        for row in query.order_by(PerangkatDaerah.pemerintah_daerah, PerangkatDaerah.urutan, PerangkatDaerah.nama)
    ]
    # Where one holds a position comes first: that is where one's work is.
    order = {department: index for index, department in enumerate(titles)}
    return sorted(found, key=lambda choice: order.get(choice.perangkat_daerah_id, len(order)))


def actor_for(akun: Akun, perangkat_daerah_id: int | None = None) -> Actor:
    """The actor for an account, in the given department or the first that it has.

    :raises NotAllowed: when the account has no place in that department.
    """
    choices = acting_choices(akun)
    chosen = next(
        (c for c in choices if perangkat_daerah_id is None or c.perangkat_daerah_id == perangkat_daerah_id), None
    )
    if chosen is None and not choices and _is_site_admin(akun):
        return _without_department(akun)
    if chosen is None:
        raise NotAllowed("Akun ini tidak sedang memegang jabatan atau peran di perangkat daerah itu.")
    department = PerangkatDaerah.get_by_id(chosen.perangkat_daerah_id)
    held = positions_of(akun.pegawai_id) if akun.pegawai_id else []
    assignments = tuple(_assignment(row) for row in held if row.perangkat_daerah_id == department.id)
    return Actor(
        nama=akun.nama,
        akun_id=akun.id,
        pegawai_id=akun.pegawai_id,
        surel=akun.surel,
        perangkat_daerah_id=department.id,
        perangkat_daerah=department.nama,
        pemerintah_daerah_id=department.pemerintah_daerah_id,
        zona_waktu=department.pemerintah_daerah.zona_waktu,
        assignments=assignments,
        permissions=_permissions(akun, department.id, [a.jabatan_id for a in assignments]),
    )


def actor_by_position(jabatan: Jabatan) -> Actor:
    """The actor of whoever does the position's work today, acting holders first (for the demo and the command line).

    :raises NotAllowed: when nobody with an account holds it.
    """
    from core.organisation.positions import holders

    for holder in holders(jabatan.id):
        akun = Akun.get_or_none(Akun.pegawai == holder.pegawai_id)
        if akun is not None:
            return actor_for(akun, jabatan.perangkat_daerah_id)
    raise NotAllowed(f"Tidak ada pemegang akun untuk jabatan {jabatan.nama}.")


def _is_site_admin(akun: Akun) -> bool:
    return bool(PeranAkun.select().where((PeranAkun.akun == akun.id) & PeranAkun.perangkat_daerah.is_null()).exists())


def _without_department(akun: Akun) -> Actor:
    """Before the first department exists somebody must be able to make it. No department's rows are in reach."""
    return Actor(nama=akun.nama, akun_id=akun.id, surel=akun.surel, permissions=_permissions(akun, 0, []))


def _permissions(akun: Akun, department_id: int, jabatan_ids: list[int]) -> frozenset[str]:
    own = (
        Peran.select(Peran.izin)
        .join(PeranAkun)
        .where(
            (PeranAkun.akun == akun.id)
            & (PeranAkun.perangkat_daerah.is_null() | (PeranAkun.perangkat_daerah == department_id))
        )
    )
    by_position = Peran.select(Peran.izin).join(PeranJabatan).where(PeranJabatan.jabatan.in_(jabatan_ids))
    patterns = [name for role in [*own, *by_position] for name in role.izin]
    return expand(patterns, registry().permissions)


def _assignment(row: Any) -> Assignment:
    jabatan = row.jabatan
    return Assignment(row.id, jabatan.id, jabatan.nama, row.jenis, jabatan.unit_kerja_id)


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except VerifyMismatchError:
        return False
    except (VerificationError, InvalidHashError):
        log.warning("an account has an unreadable password hash")
        return False


def _count_failure(akun: Akun) -> None:
    with transaction():
        Akun.update({Akun.gagal_berturut: Akun.gagal_berturut + 1}).where(Akun.id == akun.id).execute()
        failures = Akun.select(Akun.gagal_berturut).where(Akun.id == akun.id).scalar()
        if failures >= FREE_ATTEMPTS:
            Akun.update({Akun.terkunci_sampai: clock.now() + LOCK, Akun.gagal_berturut: 0}).where(
                Akun.id == akun.id
            ).execute()
        audit.record("akun.gagal_masuk", akun)
