"""Many open cases in one department: what the pages that people open every morning take with 100 and with 10,000."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from bench.houses import client_of, house
from bench.measure import Result, paired
from core import clock
from core.actor import acting, system_actor
from core.db import database, transaction
from core.organisation.models import Jabatan, PerangkatDaerah
from core.testing.people import User, make_user
from plugins.sop_kinerja.models import Kasus, SopLangkah, SopVersi, Tugas
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_columns import map_column
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import seed_sops

FEW, MANY = 100, 10_000
YEAR = 2026


def open_cases() -> Iterator[Result]:
    """The inbox, the year page and Beranda: `raw` is the page with 100 open cases, `ours` the one with 10,000.

    Both departments stand in one database, so the tables are as large for one as for the other.
    """
    for name in ("sqlite", "postgres"):
        with house(name) as department:
            small, large = (_office(department, count) for count in (FEW, MANY))
            database.execute_sql("ANALYZE")  # as autovacuum would have done by the next morning
            for page in ("tugas", "tahun", "beranda"):
                yield paired(f"open_cases_{page}", name, MANY, large[page], small[page], 15)


def _office(department: int, count: int) -> dict[str, Callable[[], object]]:
    """A department with so many open cases, and its pages as its busiest person opens them."""
    from core import activation
    from core.testing.people import make_department

    government = PerangkatDaerah.get_by_id(department).pemerintah_daerah
    with acting(system_actor()):
        own = make_department(f"Dinas {count}", government)
        activation.turn_on("sop_kinerja", own.id)
    with acting(system_actor(own.id)):
        versi, user = _sop(own)
        _open(versi, user.jabatan, count)
    client = client_of(user)
    pages = {
        "tugas": "/sop-kinerja/tugas",
        "tahun": f"/sop-kinerja/tahun?sop={versi.sop.uuid}&tahun={YEAR}",
        "beranda": "/",
    }
    return {name: _reader(client, url) for name, url in pages.items()}


def _reader(client: Any, url: str) -> Callable[[], object]:
    def read() -> object:
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status)
        return answer.get_data()

    return read


def _sop(department: PerangkatDaerah) -> tuple[SopVersi, User]:
    """Banggai's SOP with one person behind all its columns."""
    data = next(sop for sop in seed_sops() if sop.kode == "batui_selatan_banggai")
    user = make_user(department, ("sop_kinerja.*",), "Camat")
    versi = import_sop(data, department.id)
    for column in columns_of(versi).values():
        map_column(column, user.jabatan)
    ratify(versi)
    return versi, user


def _open(versi: SopVersi, jabatan: Jabatan, count: int) -> None:
    """The rows as starting the cases one by one would leave them, at their first step."""
    step = SopLangkah.get((SopLangkah.versi == versi) & (SopLangkah.nomor == 1))
    now = clock.now()
    base = {"perangkat_daerah": versi.perangkat_daerah_id}
    with transaction():
        for number in range(count):
            kasus = Kasus.create(
                **base, versi=versi, nama=f"Pengumpulan {number}", periode=f"{YEAR}-TW1", tahun=YEAR,
                kadensi="perintah", tenggat=date(YEAR, 12, 31), dimulai=now,
            )  # fmt: skip
            Tugas.create(
                **base, penyelenggara=versi.perangkat_daerah_id, kasus=kasus, langkah=step, kasus_uuid=kasus.uuid,
                judul=kasus.nama, periode=kasus.periode, nomor=1, uraian=step.uraian, jabatan=jabatan, mulai=now,
                tenggat=now + timedelta(minutes=number),
            )  # fmt: skip
