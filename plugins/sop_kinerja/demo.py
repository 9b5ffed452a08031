"""The demo of sop_kinerja: the five SOPs, invented indicators, one finished campaign and one in the middle.

`play("lamandau", …)` runs one more, from the disposition to the archived recap, on the data in place.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from core import clock, markers
from core.db import transaction
from core.errors import NotFound
from core.idn.periods import Periode
from core.organisation.models import PemerintahDaerah, PerangkatDaerah
from plugins.sop_kinerja.demo_figures import GOVERNMENT, load_indicators
from plugins.sop_kinerja.demo_play import Play
from plugins.sop_kinerja.demo_results import copies, mail_line
from plugins.sop_kinerja.models import Kasus, SopDokumen, SopVersi
from plugins.sop_kinerja.services.sop import import_sop, ratify
from plugins.sop_kinerja.sopdata import SopData, seed_sops

FINISHED, MIDDLE = "2026-TW2", "2026-TW3"
YEAR = 2026
LAST = 10
"""The number of the last step."""
LAMANDAU = "organisasi_lamandau"

_JULY = datetime(2026, 7, 6, 1, tzinfo=UTC)  # Monday, 08.00 WIB
_PAST = timedelta(days=45)
_RECENT = timedelta(days=9)

_SUBMITTED = ("dpupr", "dinsos", "dkpp")
_RETURNED, _APPROVED = "dikbud", "dinkes"


def load() -> None:
    """The SOPs, ratified, and the indicators. Twice is harmless."""
    for data in seed_sops():
        versi = import_sop(data, _department_of(data).id)
        if versi.status == "konsep":
            ratify(versi)
    load_indicators(YEAR)


def tell() -> None:
    """The two campaigns, each in one transaction: a load that breaks off leaves no half of one."""
    for name, story in (("selesai", _finished), ("berjalan", _in_the_middle)):
        marker = f"demo.sop_kinerja.{name}"
        if not markers.is_marked(marker):
            with transaction():
                story()
                markers.mark(marker)


def play(name: str, echo: Callable[[str], Any], *, until: int = LAST, at: datetime | None = None) -> bool:
    """One run for the next period without one; False for a name that is no SOP of the demo.

    :param until: the number of the last step that is played; those after it stay open
    :param at: an aware moment at which the run begins; without one everything happens now
    :raises NotFound: before the demo has been loaded.
    """
    if name != GOVERNMENT:
        return False
    versi = _lamandau()
    periode = next_period(versi)
    load_indicators(periode.tahun)
    run = Play(versi, periode.code, echo, at)
    echo(f"Lamandau, {periode.label}.")
    _whole(run, until)
    if until < LAST:
        echo(f"\nBerhenti setelah langkah {until}; sisanya menunggu di kotak tugas.")
        return True
    echo("\nSelesai. Hasilnya:")
    for path in copies(run.kasus):
        echo(f"  {path}")
    echo(mail_line(run.kasus))
    return True


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
    _whole(Play(_lamandau(), FINISHED, _silent, min(_JULY, clock.now() - _PAST)))


def _in_the_middle() -> None:
    """The letter is out; three departments have sent, one has to correct, one is approved, the rest is open."""
    run = Play(_lamandau(), MIDDLE, _silent, clock.now() - _RECENT)
    run.later(0)
    run.start()
    run.later(1)
    run.direct()
    run.letter(return_once=False)
    run.submit([_RETURNED], wrong=True)
    run.submit([_APPROVED, *_SUBMITTED])
    run.send_back(_RETURNED)
    run.approve([_APPROVED])


def _lamandau() -> SopVersi:
    """:raises NotFound: before the demo has been loaded."""
    versi = (
        SopVersi.select(SopVersi, SopDokumen)
        .join(SopDokumen)
        .where((SopDokumen.kode == LAMANDAU) & (SopVersi.status == "disahkan"))
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
