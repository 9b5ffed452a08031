"""Loading plugins: what is wrong with one is told clearly, and does not stop the others."""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import plugins
from core.admin.rows import dependents
from core.errors import ConfigurationError
from core.loading import build
from core.organisation.models import PerangkatDaerah
from core.plugin import CORE_PERMISSIONS
from core.scoping import department_scope

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Writes a plugin: its manifest's keywords, then the text of further modules. Gives the folder to scan."""
    paths, modules = list(plugins.__path__), set(sys.modules)

    def plugin(name: str, manifest: str = "", **files: str) -> Path:
        folder = tmp_path / "lain" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        words = (
            f'from core.plugin import *\nmanifest = Manifest(name="{name}", label="{name}", version="1"{manifest})\n'
        )
        for module, text in {"plugin": words, **files}.items():
            (folder / f"{module}.py").write_text(text, encoding="utf-8")
        return tmp_path / "lain"

    yield plugin
    plugins.__path__[:] = paths
    for name in set(sys.modules) - modules:
        if name.startswith("plugins."):
            del sys.modules[name]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"models": "import tidak_ada_modul"}, "models.py gagal dimuat: ModuleNotFoundError"),
        ({"views": "def ("}, "views.py gagal dimuat: SyntaxError"),
        ({"plugin": "1 / 0"}, "plugin.py gagal dimuat: ZeroDivisionError"),
        ({"plugin": "manifest = {}"}, "plugin.py gagal dimuat: TypeError"),
        ({"plugin": ""}, "plugin.py gagal dimuat: AttributeError"),
    ],
)
def test_a_broken_plugin_is_left_out_and_told(write: Write, files: dict[str, str], sentence: str) -> None:
    write("baik")
    found = build([write("rusak", **files)])
    (problem,) = found.problems
    assert (problem.plugin, problem.sentence.startswith(sentence)) == ("rusak", True), problem
    assert {"baik", "contoh", "surat"} <= set(found.plugins)


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (', permissions={"lain.x.read": "x"}', "must start with"),
        (', menu=(MenuItem("x", "salah.x", "salah.x.read"),)', "not declared"),
        (', requires_core="kira-kira satu"', "Invalid"),
        (', schedule=(ScheduleEntry("salah.x", 0),)', "every_minutes"),
        (', schedule=(ScheduleEntry("salah.x", 5, "lain"),)', "queue"),
        (', settings=(Setting("a", "A", 1), Setting("a", "B", 2))', "twice"),
        (', settings=(Setting("a", "A", 1.5),)', "str, int or bool"),
    ],
)
def test_a_wrong_manifest_is_told_to_its_author(write: Write, manifest: str, why: str) -> None:
    (problem,) = build([write("salah", manifest)]).problems
    assert problem.plugin == "salah"
    assert why in problem.sentence


def test_a_name_that_is_not_the_folders(write: Write) -> None:
    folder = write("satu", plugin='from core.plugin import *\nmanifest = Manifest(name="dua", label="x", version="1")')
    (problem,) = build([folder]).problems
    assert "'satu'" in problem.sentence
    assert "'dua'" in problem.sentence


def test_a_plugin_for_another_core_is_skipped_with_what_needs_it(write: Write) -> None:
    write("nanti", ', requires_core=">=9"')
    found = build([write("pemakai", ', depends=("nanti",)')])
    assert {problem.plugin: problem.sentence for problem in found.problems} == {
        "nanti": "memerlukan inti >=9, terpasang 0.1.0.",
        "pemakai": "bergantung pada nanti, yang tidak dapat dimuat.",
    }


def test_what_stands_on_a_broken_plugin_falls_with_it_only(write: Write) -> None:
    write("dasar", tasks="1 / 0")
    write("atap", ', depends=("dasar",)')
    found = build([write("boleh", ', optional=("dasar", "tidak_ada")')])
    assert {problem.plugin for problem in found.problems} == {"dasar", "atap"}
    assert "boleh" in found.plugins


def test_a_missing_dependency_stops_the_start_by_name(write: Write) -> None:
    with pytest.raises(ConfigurationError, match=r"Plugin atap bergantung pada lantai, yang tidak terpasang"):
        build([write("atap", ', depends=("lantai",)')])


def test_a_cycle_stops_the_start_with_its_path(write: Write) -> None:
    write("a1", ', depends=("b1",)')
    write("b1", ', depends=("c1",)')
    with pytest.raises(ConfigurationError) as error:
        build([write("c1", ', depends=("a1",)')])
    assert all(name in error.value.sentence for name in ("a1", "b1", "c1", "→"))


def test_dependencies_come_first_whatever_their_names(write: Write) -> None:
    write("zeta")
    order = list(build([write("alfa", ', depends=("zeta",)')]).plugins)
    assert order.index("zeta") < order.index("alfa")
    assert order.index("sop_kinerja") < order.index("contoh")
    assert order == list(build().plugins)  # the same every time


def test_two_that_claim_the_same_service_or_job(write: Write) -> None:
    write("kembar", tasks='JOBS = {"contoh.hitung": print}')
    provides = "from plugins.contoh.contracts import Notes\nPROVIDES = {Notes: object()}"
    found = build([write("asing", ', depends=("contoh",)', provides=provides)])
    assert {problem.plugin for problem in found.problems} == {"asing", "kembar"}
    assert found.jobs["contoh.hitung"][0] == "contoh"


@pytest.mark.usefixtures("home")
def test_tables_of_a_broken_plugin_are_not_asked(write: Write, department: PerangkatDaerah) -> None:
    models = "from core.tenancy import ScopedModel\nclass Usang(ScopedModel):\n    pass"
    build([write("usang", models=models, views="1 / 0")])
    with department_scope(department.id):
        assert dependents(department) == []


@pytest.mark.usefixtures("home")
def test_a_broken_plugin_does_not_stop_the_web(write: Write, home: Path, caplog, monkeypatch) -> None:
    from config.settings import get_settings
    from core.loading import build_registry
    from core.web import create_app

    folder = write("rusak", models="1 / 0")
    monkeypatch.setenv("SELARAS_PLUGIN_PATHS", str(folder))
    get_settings.cache_clear()
    with caplog.at_level(logging.ERROR):
        build_registry(get_settings())
    assert "plugin rusak dilewati: models.py gagal dimuat: ZeroDivisionError" in caplog.text
    assert create_app(get_settings()).test_client().get("/healthz").status_code == 200


def test_permissions_of_the_core_are_always_there() -> None:
    assert set(CORE_PERMISSIONS) <= set(build().permissions)
