"""A case of the demo that has come to its last step, new for each test (a copy of one that was played once)."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.actor import Actor, acting
from plugins.sop_kinerja.models import Kasus, Tugas
from tests.core.demo_support import actor, make_demo_home, started


@dataclass
class ToFile:
    """The step that files, the case, and who does it."""

    home: Path
    kasus: Kasus
    tugas: str
    team: Actor


@pytest.fixture(scope="session")
def filing_home(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo_home(tmp_path_factory.mktemp("pemberkasan"), sqlite_template, before_filing=True)


@pytest.fixture
def to_file(filing_home: Path, tmp_path: Path) -> Iterator[ToFile]:
    home = tmp_path / "rumah"
    shutil.copytree(filing_home, home)
    with started(home):
        team = actor("tim.kinerja")
        with acting(team):
            step = Tugas.get((Tugas.nomor == 10) & (Tugas.status == "berjalan"))
            yield ToFile(home, step.kasus, str(step.uuid), team)
