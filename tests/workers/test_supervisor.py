"""Starting, restarting and ending: with real children and grandchildren."""

import signal
import sys
from pathlib import Path

import pytest

from config.settings import Settings
from tests.workers.living import Run, family, gone, until
from workers import processes
from workers.errors import StartError
from workers.processes import Child, ProcessSpec
from workers.supervisor import Supervisor

DRIVER = str(Path(__file__).with_name("driver.py"))
# Valkey, sink, the worker, its two pool processes and its beat.
WHOLE_FAMILY = 6


def _python(name: str, code: str, **more: object) -> ProcessSpec:
    return ProcessSpec(name, (sys.executable, "-c", code), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_behind(run: Run, number: signal.Signals) -> None:
    process = run(DRIVER)
    assert process.stdout is not None
    assert process.stdout.readline() == "siap\n"
    until(lambda: len(family(process.pid)) == WHOLE_FAMILY, what="all processes up")
    everyone = family(process.pid)
    process.send_signal(number)
    until(lambda: gone(everyone), what=f"all processes gone after {number.name}")
    assert process.wait(10) == (0 if number != signal.SIGKILL else -signal.SIGKILL)


def test_a_child_that_dies_comes_back(run: Run) -> None:
    process = run(DRIVER)
    assert process.stdout is not None
    assert process.stdout.readline() == "siap\n"
    until(lambda: len(family(process.pid)) == WHOLE_FAMILY)
    master = next(
        one for one in family(process.pid) if "celery" in " ".join(one.cmdline()) and one.ppid() == process.pid
    )
    old = [master, *master.children(recursive=True)]
    master.kill()
    until(lambda: gone(old), what="grandchildren of the killed worker gone")
    until(lambda: len(family(process.pid)) == WHOLE_FAMILY, what="worker back")
    assert "pekerja berhenti" in process.stdout.readline()


def test_a_child_that_gives_up_at_start_is_told_by_its_last_line(supervisor: Supervisor) -> None:
    child = supervisor.start(_python("rusak", "raise SystemExit('tidak ada disk')", ready=lambda: False))
    with pytest.raises(StartError, match=r"rusak berhenti: tidak ada disk"):
        supervisor.wait_ready(child)


def test_a_step_gives_its_output_or_its_last_line(supervisor: Supervisor) -> None:
    assert supervisor.run_once(_python("langkah", "print('hasil')")) == "hasil\n"
    with pytest.raises(StartError, match="langkah gagal: penuh"):
        supervisor.run_once(_python("langkah", "raise SystemExit('Galat: penuh')"))


def test_a_child_that_ignores_the_request_is_killed(supervisor: Supervisor, settings: Settings) -> None:
    mark = settings.home / "run" / "up"
    code = (
        f"import signal,pathlib\nsignal.signal(15, signal.SIG_IGN)\npathlib.Path({str(mark)!r}).touch()\nsignal.pause()"
    )
    child = supervisor.start(_python("keras", code, ready=mark.exists, grace=0.2))
    supervisor.wait_ready(child)
    supervisor.stop()
    assert child.process.returncode == -signal.SIGKILL


def test_the_delay_doubles_while_it_keeps_dying(settings: Settings) -> None:
    child = Child(_python("pendek", ""), settings.home / "log")
    child.process.wait()
    assert [child.plan_restart() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_a_log_is_capped(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LOG_LIMIT", 100)
    child = Child(_python("cerewet", "print('x' * 500)"), settings.home / "log")
    child.process.wait()
    child.cap_log()
    assert child.log_path.stat().st_size == 0
    assert child.log_path.with_suffix(".log.1").stat().st_size == 501
