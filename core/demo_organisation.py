"""The organisation of the demo: three regencies with departments, people, roles, holidays and active plugins.

Every person is named after a position, and every NIP is artificial (born 1 January 1970, appointed January 1995).
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from core import activation, markers
from core.accounts.models import Akun, Peran, PeranAkun, PeranJabatan
from core.actor import acting, system_actor
from core.db import transaction
from core.holidays_id import indonesian_holidays
from core.nip import parse_nip
from core.organisation.models import (
    HariLibur,
    Jabatan,
    Pegawai,
    PemerintahDaerah,
    Penugasan,
    PerangkatDaerah,
    UnitKerja,
)
from core.registry import registry

DEMO_PASSWORD = "selaras-demo-2026"
HOLIDAY_YEARS = (2025, 2026, 2027)
SITE_ADMIN = "admin"

_FOLDER = Path(__file__).parent / "demo_data"
_IN_OFFICE_SINCE = date(2024, 1, 2)


def load_organisation() -> None:
    """Three regencies with their departments, people, roles, holidays, and the plugins that each department uses."""
    with acting(system_actor()), transaction():
        roles = {code: _role(code, row) for code, row in _read("peran").items()}
        for name in ("lamandau", "balangan", "banggai"):
            _government(_read(name), roles)
        admin = _account(SITE_ADMIN, "Admin situs", "admin@selaras.example", None)
        if not PeranAkun.select().where(PeranAkun.akun == admin).exists():
            PeranAkun.create(akun=admin, peran=roles["admin_situs"])
        _holidays()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _role(code: str, row: dict[str, Any]) -> Peran:
    return Peran.get_or_create(kode=code, defaults={"nama": row["nama"], "izin": row["izin"]})[0]


def _government(data: dict[str, Any], roles: dict[str, Peran]) -> None:
    row = data["pemerintah_daerah"]
    government, _ = PemerintahDaerah.get_or_create(kode=row["kode"], defaults=row)
    for department in data["perangkat_daerah"]:
        _department(government, department, data["surel"], roles)
    for row in data.get("penugasan", ()):
        _acting(government, row)


def _department(government: PemerintahDaerah, data: dict[str, Any], mail: str, roles: dict[str, Peran]) -> None:
    plain = {key: data[key] for key in ("nama", "singkatan", "alamat", "surel", "urutan")}
    department, _ = PerangkatDaerah.get_or_create(
        pemerintah_daerah=government, kode=data["kode"], defaults={**plain, "telepon": "(0000) 000000"}
    )
    units: dict[str, UnitKerja] = {}
    for row in data["unit"]:
        defaults = {"nama": row["nama"], "induk": units.get(row.get("induk", ""))}
        units[row["kode"]], _ = UnitKerja.get_or_create(
            perangkat_daerah=department, kode=row["kode"], defaults=defaults
        )
    positions: dict[str, Jabatan] = {}
    for row in data["jabatan"]:
        defaults = {"nama": row["nama"], "unit_kerja": units[row["unit"]], "kepala": row.get("kepala", False)}
        position, made = Jabatan.get_or_create(
            perangkat_daerah=department,
            kode=row["kode"],
            defaults={**defaults, "atasan": positions.get(row.get("atasan", ""))},
        )
        positions[row["kode"]] = position
        if made:
            _occupy(position, row, mail, roles)
    # Turned on once, by the first load: what a department has switched off since stays off.
    if not markers.is_marked(f"demo.plugin.{department.uuid}"):
        for name in data["plugins"]:
            if name in registry().plugins:
                activation.turn_on(name, department.id)
        markers.mark(f"demo.plugin.{department.uuid}")


def _occupy(position: Jabatan, row: dict[str, Any], mail: str, roles: dict[str, Peran]) -> None:
    """Puts a person with an account into a new position, and gives the position its roles."""
    department = position.perangkat_daerah_id
    address, name = f"{row['akun']}@{mail}", row.get("orang", row["nama"])
    person = Pegawai.create(
        perangkat_daerah=department, nip=_next_nip(), nama=name, pangkat="Penata (III/c)", surel=address
    )
    Penugasan.create(perangkat_daerah=department, jabatan=position, pegawai=person, mulai=_IN_OFFICE_SINCE)
    for code in row["peran"]:
        PeranJabatan.create(perangkat_daerah=department, jabatan=position, peran=roles[code])
    _account(row["akun"], name, address, person)


def _account(username: str, name: str, address: str, person: Pegawai | None) -> Akun:
    defaults = {"kata_sandi": _hashed_password(), "nama": name, "surel": address, "pegawai": person}
    return Akun.get_or_create(nama_pengguna=username, defaults=defaults)[0]


@cache
def _hashed_password() -> str:
    """Hashed once for all accounts: the hash is slow on purpose, and the password is public anyway."""
    return PasswordHasher().hash(DEMO_PASSWORD)


def _next_nip() -> str:
    serial = Pegawai.select().where(Pegawai.nip.startswith("19700101199501")).count() + 1
    return parse_nip(f"19700101 199501 {1 + serial % 2} {serial:03d}").digits


def _acting(government: PemerintahDaerah, row: dict[str, Any]) -> None:
    position = (
        Jabatan.select()
        .join(PerangkatDaerah)
        .where(
            (PerangkatDaerah.pemerintah_daerah == government)
            & (PerangkatDaerah.kode == row["perangkat_daerah"])
            & (Jabatan.kode == row["jabatan"])
        )
        .get()
    )
    Penugasan.get_or_create(
        perangkat_daerah=position.perangkat_daerah_id,
        jabatan=position,
        pegawai=Akun.get(Akun.nama_pengguna == row["akun"]).pegawai_id,
        jenis=row["jenis"],
        mulai=row["mulai"],
        defaults={"selesai": row["selesai"], "dasar": row["dasar"]},
    )


def _holidays() -> None:
    known = {row.tanggal.year for row in HariLibur.select(HariLibur.tanggal)}
    for year in HOLIDAY_YEARS:
        if year not in known:  # an admin may have corrected the years that are there
            for day, name, kind in indonesian_holidays(year):
                HariLibur.create(tanggal=day, nama=name, jenis=kind)
