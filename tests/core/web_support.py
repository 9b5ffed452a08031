"""A small world for tests of the web: one government, two departments, people with accounts, a temporary home."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from core import db, migrations
from core.accounts.models import Akun, Peran, PeranAkun, PeranJabatan
from core.accounts.operations import add_user
from core.organisation.models import Jabatan, Pegawai, PemerintahDaerah, Penugasan, PerangkatDaerah, UnitKerja
from core.plugin import CORE_PERMISSIONS
from core.scoping import EVERYWHERE, scope
from core.testing import databases
from core.web import create_app

PASSWORD = "kuda besi lari pagi"


@contextmanager
def world(home: Path) -> Iterator[SimpleNamespace]:
    """The application with data. `clerk` holds a position without permissions, `admin` one with those of a
    department's admin, `situs` may do all.
    """
    with databases.kernel(home) as settings:
        migrations.migrate()
        with db.connection():
            data = _people()
        data.app, data.settings = create_app(settings), settings
        yield data


def _people() -> SimpleNamespace:
    with scope(EVERYWHERE):
        regency = PemerintahDaerah.create(kode="62.09", nama="Kabupaten Lamandau", ibu_kota="Nanga Bulik")
        departments = [
            PerangkatDaerah.create(pemerintah_daerah=regency, kode=code, nama=name, singkatan=code)
            for code, name in (("SETDA", "Sekretariat Daerah"), ("DISDIK", "Dinas Pendidikan"))
        ]
        role = Peran.create(kode="admin", nama="Admin perangkat daerah", izin=sorted(set(CORE_PERMISSIONS) - SITE_ONLY))
        site = Peran.create(kode="situs", nama="Admin situs", izin=["core.*"])
        found = SimpleNamespace(regency=regency, setda=departments[0], disdik=departments[1], role=role, site_role=site)
        for department in departments:
            prefix = department.kode.lower()
            unit = UnitKerja.create(perangkat_daerah=department, kode="01", nama=f"Bagian Umum {department.singkatan}")
            for kind in ("admin", "clerk"):
                setattr(found, f"{prefix}_{kind}", _person(department, unit, kind, role))
            setattr(found, f"{prefix}_unit", unit)
        account = add_user("situs", PASSWORD, "Admin situs", "situs@selaras.test")
        PeranAkun.create(akun=account, peran=site, perangkat_daerah=None)
        found.site = account
    return found


SITE_ONLY = {
    f"core.{entity}.{verb}" for entity in ("pemerintah_daerah",) for verb in ("read", "create", "update", "delete")
}
_serial = iter(range(1, 900))


def _person(department: Any, unit: Any, kind: str, role: Any) -> Akun:
    name = f"{kind}.{department.kode.lower()}"
    person = Pegawai.create(
        perangkat_daerah=department,
        nip=f"19850101201001{1}{next(_serial):03d}",
        nama=name,
        surel=f"{name}@selaras.test",
    )
    position = Jabatan.create(perangkat_daerah=department, unit_kerja=unit, kode=kind, nama=f"Jabatan {kind}")
    Penugasan.create(perangkat_daerah=department, jabatan=position, pegawai=person, mulai=date(2020, 1, 1))
    if kind == "admin":
        PeranJabatan.create(perangkat_daerah=department, jabatan=position, peran=role)
    return add_user(name, PASSWORD, name, f"{name}@selaras.test", person.id)


def token(client: FlaskClient, path: str = "/masuk") -> str:
    """A CSRF token of the client's session, taken from a page as a browser would."""
    text = client.get(path, follow_redirects=True).get_data(as_text=True)
    return text.split('name="csrf_token" value="')[1].split('"')[0]


def sign_in(app: Flask, name: str, password: str = PASSWORD) -> FlaskClient:
    client = app.test_client()
    answer = client.post("/masuk", data={"nama_pengguna": name, "kata_sandi": password, "csrf_token": token(client)})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client


def post(client: FlaskClient, path: str, _from: str = "/kata-sandi", **data: Any) -> Any:
    return client.post(path, data={"csrf_token": token(client, _from), **data})
