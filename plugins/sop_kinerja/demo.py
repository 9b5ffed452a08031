"""The demo of sop_kinerja: the five SOPs, invented indicators, a finished campaign and one in the middle, a year in
Balangan up to today, and a finished order in Banggai.

`play(name, …)` runs one of the five once more to its end, on the data in place.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core import clock, markers
from core.db import transaction
from core.errors import NotFound
from core.idn.periods import Periode
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from plugins.sop_kinerja import demo_units
from plugins.sop_kinerja.demo_figures import GOVERNMENT, load_indicators
from plugins.sop_kinerja.demo_pk import agree
from plugins.sop_kinerja.demo_play import Play
from plugins.sop_kinerja.demo_renaksi import load_balangan, tell_plans
from plugins.sop_kinerja.demo_rencana import load_plan
from plugins.sop_kinerja.demo_report import play_report
from plugins.sop_kinerja.demo_results import mail_line, tell_results
from plugins.sop_kinerja.demo_units import UnitsPlay
from plugins.sop_kinerja.demo_year import DEPARTMENTS, YearPlay
from plugins.sop_kinerja.models import Kasus, SopDokumen, SopVersi
from plugins.sop_kinerja.services import agregat
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_columns import set_positions
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from plugins.sop_kinerja.sopdata import SopData, seed_sops

FINISHED, MIDDLE = "2026-TW2", "2026-TW3"
YEAR = 2026
LAST = 10
"""The number of the last step."""
LAMANDAU = "organisasi_lamandau"
ACTIONS = {"kinerja.laporan": play_report}

_JULY = datetime(2026, 7, 6, 1, tzinfo=UTC)  # Monday, 08.00 WIB
_PAST = timedelta(days=45)
_RECENT = timedelta(days=9)

_SUBMITTED = ("dpupr", "dinsos", "dkpp")
_RETURNED, _APPROVED = "dikbud", "dinkes"


def load() -> None:
    """The SOPs, ratified, the indicators and the plan. Twice is harmless."""
    for data in seed_sops():
        versi = import_sop(data, _department_of(data).id)
        if versi.status == "konsep":
            if data.kode == demo_units.SOP:
                column = columns_of(versi)["kepala_seksi_lurah"]
                set_positions(column, demo_units.unit_positions(versi))
            ratify(versi)
    load_indicators(YEAR)
    load_plan(YEAR)
    load_balangan(YEAR)


def tell() -> None:
    """The campaigns, each in one transaction: a load that breaks off leaves no half of one."""
    stories = {
        "selesai": _finished,
        "berjalan": _in_the_middle,
        "tahun": _year_so_far,
        "perintah": _ordered,
        "pk": _agreed,
        "rencana_aksi": _followed,
    }
    new = [name for name in stories if not markers.is_marked(f"demo.sop_kinerja.{name}")]
    for name in new:
        with transaction():
            stories[name]()
            markers.mark(f"demo.sop_kinerja.{name}")
    for asker in agregat.stale_askers() if new else ():  # what a worker would do within seconds
        agregat.refresh(asker)


def play(name: str, echo: Callable[[str], Any], *, until: int = LAST, at: datetime | None = None) -> bool:
    """One of the five SOPs to its end; False for a name that is none of them.

    :param name: lamandau, batui, or a department of Balangan: inspektorat, bpkpad, dkp3
    :param until: of Lamandau: the number of the last step that is played; those after it stay open
    :param at: of Lamandau: an aware moment at which the run begins; without one everything happens now
    :raises NotFound: before the demo has been loaded.
    """
    if name == GOVERNMENT:
        _play_campaign(echo, until, at)
    elif name == "batui":
        _play_order(echo)
    elif name in DEPARTMENTS:
        _play_year(name, echo)
    else:
        return False
    return True


def _play_campaign(echo: Callable[[str], Any], until: int, at: datetime | None) -> None:
    versi = ratified(LAMANDAU)
    periode = next_period(versi)
    load_indicators(periode.tahun)
    run = Play(versi, periode.code, echo, at)
    echo(f"Lamandau, {periode.label}.")
    _whole(run, until)
    if until < LAST:
        echo(f"\nBerhenti setelah langkah {until}; sisanya menunggu di kotak tugas.")
        return
    tell_results([run.kasus], echo)
    echo(mail_line(run.kasus))


def _play_order(echo: Callable[[str], Any]) -> None:
    versi = ratified(demo_units.SOP)
    periode = next_period(versi)
    load_indicators(periode.tahun)
    echo(f"Kecamatan Batui Selatan, {periode.label}.")
    run = UnitsPlay(versi, periode.code, echo)
    run.whole()
    tell_results([run.kasus], echo)


def _play_year(name: str, echo: Callable[[str], Any]) -> None:
    """The newest year that is over and has no cases yet, in its own time."""
    versi = ratified(DEPARTMENTS[name])
    there = {row.tahun for row in Kasus.select(Kasus.tahun).join(SopVersi).where(SopVersi.sop == versi.sop_id)}
    tahun = clock.today().year - 1
    while tahun in there:
        tahun -= 1
    echo(f"{versi.perangkat_daerah}, tahun {tahun}, pada waktunya sendiri.")
    run = YearPlay(versi, tahun, echo)
    with transaction():
        run.plan()
        run.run(date(tahun + 1, 12, 31))
    tell_results(run.cases(), echo)


def next_period(versi: SopVersi) -> Periode:
    """The first quarter after the last one that this SOP has run for."""
    rows = Kasus.select(Kasus.periode).join(SopVersi).where(SopVersi.sop == versi.sop_id)
    done = [Periode.parse(str(row.periode)) for row in rows]
    if not done:
        return Periode.parse(FINISHED)
    last = max(done)
    number = int(last.bagian[-1])
    return Periode(last.tahun, f"TW{number + 1}") if number < 4 else Periode(last.tahun + 1, "TW1")


def _whole(run: Play, until: int = LAST) -> None:
    """Ten steps, with one Tidak at the paraf and one returned submission."""
    codes = [department.kode for department in run.departments]
    first, others = codes[0], codes[1:]

    def collect() -> None:
        run.submit([first], wrong=True)
        run.submit(others)

    def verify() -> None:
        run.send_back(first)
        run.submit([first])
        run.approve(codes)
        run.recap()

    run.start()
    run.later(2)
    scenes = (
        (1, run.direct),
        (6, run.letter),
        (7, collect),
        (8, verify),
        (9, run.review),
        (LAST, lambda: run.act(LAST)),
    )
    for last_step, scene in scenes:
        if last_step <= until:
            scene()


def _finished() -> None:
    """Played in July, or well before today where today is earlier than that."""
    _whole(Play(ratified(LAMANDAU), FINISHED, _silent, min(_JULY, clock.now() - _PAST)))


def _in_the_middle() -> None:
    """The letter is out; three departments have sent, one has to correct, one is approved, the rest is open."""
    run = Play(ratified(LAMANDAU), MIDDLE, _silent, clock.now() - _RECENT)
    run.later(0)
    run.start()
    run.later(1)
    run.direct()
    run.letter(return_once=False)
    run.submit([_RETURNED], wrong=True)
    run.submit([_APPROVED, *_SUBMITTED])
    run.send_back(_RETURNED)
    run.approve([_APPROVED])


def _year_so_far() -> None:
    """DKP3 of Balangan: the cases of this year as far as they have come, the last one still open."""
    run = YearPlay(ratified(DEPARTMENTS["dkp3"]), YEAR, _silent)
    run.plan()
    run.run(clock.today() - _RECENT, leave_last=True)


def _ordered() -> None:
    """One order of the Camat, carried out some weeks ago."""
    UnitsPlay(ratified(demo_units.SOP), FINISHED, _silent, min(_JULY, clock.now() - _PAST)).whole()


def _agreed() -> None:
    agree(YEAR)


def _followed() -> None:
    tell_plans(YEAR)


def ratified(kode: str) -> SopVersi:
    """:raises NotFound: before the demo has been loaded."""
    versi = (
        SopVersi.select(SopVersi, SopDokumen)
        .join(SopDokumen)
        .where((SopDokumen.kode == kode) & (SopVersi.status == "disahkan"))
        .first()
    )
    if versi is None:
        raise NotFound("Data contoh belum dimuat. Jalankan dahulu: selaras demo load")
    return versi  # type: ignore[no-any-return]


def _department_of(data: SopData) -> PerangkatDaerah:
    wanted = (PemerintahDaerah.nama == f"Kabupaten {data.kabupaten}") & (PerangkatDaerah.nama == data.perangkat_daerah)
    return PerangkatDaerah.select().join(PemerintahDaerah).where(wanted).get()  # type: ignore[no-any-return]


def _silent(line: str) -> None:
    """The campaigns of the first load tell nothing."""
