"""People for tests: an account with a position, and exactly the permissions that a test names."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from argon2 import PasswordHasher
from itsdangerous import URLSafeTimedSerializer

from core.accounts.models import Akun, Peran, PeranJabatan
from core.accounts.operations import actor_for
from core.actor import Actor
from core.organisation.models import Jabatan, Pegawai, PemerintahDaerah, Penugasan, PerangkatDaerah, UnitKerja
from core.scoping import EVERYWHERE, scope
from core.web.session import open_user

PASSWORD = "kuda besi lari pagi"
_serial = count(1)


@dataclass(frozen=True)
class User:
    """Somebody who can sign in with PASSWORD and holds one position in one department."""

    akun: Akun
    pegawai: Pegawai
    jabatan: Jabatan
    department: PerangkatDaerah

    @property
    def actor(self) -> Actor:
        """As the sign-in makes it, with today's positions and permissions."""
        return actor_for(self.akun, self.department.id)


def make_government(nama: str = "Kabupaten Contoh", zona_waktu: str = "Asia/Jakarta") -> PemerintahDaerah:
    row: PemerintahDaerah = PemerintahDaerah.create(
        kode=f"99.{next(_serial):02d}", nama=nama, ibu_kota="Kota Contoh", zona_waktu=zona_waktu
    )
    return row


def make_department(nama: str, government: PemerintahDaerah) -> PerangkatDaerah:
    code = f"PD{next(_serial)}"
    row: PerangkatDaerah = PerangkatDaerah.create(
        pemerintah_daerah=government, kode=code, nama=nama, singkatan=code, urutan=next(_serial)
    )
    return row


def make_user(
    department: PerangkatDaerah, permissions: Iterable[str] = (), nama: str = "", *, kepala: bool = False
) -> User:
    """`permissions` may hold patterns (`surat.*`); `nama` names the position and the person; `kepala` leads."""
    number = next(_serial)
    name = nama or f"Staf {number}"
    with scope(EVERYWHERE):
        unit, _ = UnitKerja.get_or_create(perangkat_daerah=department, kode="U", defaults={"nama": "Sekretariat"})
        jabatan = Jabatan.create(
            perangkat_daerah=department, unit_kerja=unit, kode=f"J{number}", nama=name, kepala=kepala
        )
        pegawai = Pegawai.create(
            perangkat_daerah=department, nip=_nip(number), nama=name, surel=f"orang{number}@contoh.go.id"
        )
        Penugasan.create(perangkat_daerah=department, jabatan=jabatan, pegawai=pegawai, mulai=date(2020, 1, 1))
        if izin := sorted(permissions):
            peran = Peran.create(kode=f"peran{number}", nama=f"Peran {number}", izin=izin)
            PeranJabatan.create(perangkat_daerah=department, jabatan=jabatan, peran=peran)
        akun = Akun.create(
            nama_pengguna=f"orang{number}", kata_sandi=_hashed(), pegawai=pegawai, nama=name, surel=pegawai.surel
        )
    return User(akun, pegawai, jabatan, department)


def sign_in(client: Any, user: User) -> Any:
    """The client's session afterwards is as after signing in; without the cost of the password."""
    with client.session_transaction() as session:
        session.clear()
        session.update(_user_id=open_user(user.akun).get_id(), _fresh=True, perangkat_daerah=user.department.id)
    return client


def csrf_token(client: Any) -> str:
    """The token that a form in this client's session carries; made as Flask-WTF makes it."""
    with client.session_transaction() as session:
        raw = session.setdefault("csrf_token", secrets.token_hex(20))
    return URLSafeTimedSerializer(client.application.secret_key, salt="wtf-csrf-token").dumps(raw)


@cache
def _hashed() -> str:
    return PasswordHasher().hash(PASSWORD)


def _nip(number: int) -> str:
    """A valid NIP for each number: the serial, and a later birthday for each thousand."""
    return f"{1950 + number // 900:04d}0101{1980 + number // 900:04d}011{number % 900 + 1:03d}"
