"""Numbers without a gap and without a double."""

import subprocess
import sys

import pytest

from core.actor import acting, system_actor
from core.db import transaction
from core.errors import StateError
from core.numbering import next_number
from core.tenancy import TenancyError
from workers.commands import ROOT

pytestmark = pytest.mark.usefixtures("each_database")
PROCESSES, TIMES = 8, 100


def test_eight_processes_take_numbers(department) -> None:
    command = [sys.executable, "-m", "tests.core.take_numbers", str(department.id), str(TIMES)]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    printed = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES
    numbers = [int(line) for lines in printed for line in lines.split()]
    stood = PROCESSES * len([turn for turn in range(TIMES) if turn % 3 != 2])
    assert sorted(numbers) == list(range(1, stood + 1))


def test_each_book_year_and_department_counts_for_itself(department, other_department) -> None:
    with acting(system_actor(department.id)), transaction():
        assert [next_number("surat", 2026, department.id) for _ in range(3)] == [1, 2, 3]
        assert next_number("surat", 2027, department.id) == 1
        assert next_number("berkas", 2026, department.id) == 1
    with acting(system_actor(other_department.id)), transaction():
        assert next_number("surat", 2026, other_department.id) == 1
        with pytest.raises(TenancyError):
            next_number("surat", 2026, department.id)


def test_a_number_belongs_to_a_transaction(department) -> None:
    with acting(system_actor(department.id)), pytest.raises(StateError):
        next_number("surat", 2026, department.id)
