"""docs/plugin.md says what there is, and nothing else; the test plugin uses all of it."""

import ast
import dataclasses
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plugins.contoh.plugin import manifest as example

from core import plugin
from core.loading import MODULES
from core.registry import registry
from core.testing import fixtures
from plugins.sop_kinerja.contracts import MovableAction, UndoableAction

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "plugin.md").read_text(encoding="utf-8")
PARTS = (plugin.Manifest, plugin.MenuItem, plugin.Setting, plugin.ScheduleEntry)


def section(title: str) -> list[str]:
    """The code words with which the bullets of a section begin."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", PAGE, re.M | re.S)
    assert found, f"docs/plugin.md has no section {title}"
    return re.findall(r"^- `([^`]+)`", found[1], re.M)


def attributes() -> set[str]:
    """Every `module.NAME` that the host asks a plugin for, read from the host's own code."""
    pattern = re.compile(r'attribute\(\s*"(\w+)",\s*"(\w+)"')
    files = [path for folder in ("core", "workers") for path in (ROOT / folder).rglob("*.py")]
    asked = {".".join(pair) for path in files for pair in pattern.findall(path.read_text(encoding="utf-8"))}
    return asked | {"demo.load", "demo.tell"}  # asked for in a loop


def signature(field: "dataclasses.Field[Any]") -> str:
    kind = re.sub(r"\b(\w+\.)+(?=[A-Z])", "", inspect.formatannotation(field.type))
    missing = field.default is dataclasses.MISSING
    return f"{field.name}: {kind}" if missing else f"{field.name}: {kind} = {field.default!r}"


def methods(protocol: type) -> Iterator[str]:
    (body,) = ast.parse(inspect.getsource(protocol)).body
    for node in body.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{node.name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns)}"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_fields_are_documented_as_they_are(part: type) -> None:
    assert section(part.__name__) == [signature(field) for field in dataclasses.fields(part)]


def test_modules_and_names_are_documented() -> None:
    assert section("Berkas") == [f"{name}.py" for name in MODULES]
    assert set(section("Nama yang dicari inti")) == attributes()


@pytest.mark.usefixtures("home")
def test_contracts_that_can_be_offered_are_documented() -> None:
    for protocol in registry().offered:
        assert section(protocol.__name__) == list(methods(protocol))


@pytest.mark.parametrize("protocol", [MovableAction, UndoableAction])
def test_what_an_action_may_add_is_documented(protocol: type) -> None:
    assert section(protocol.__name__) == list(methods(protocol))


def test_fixtures_are_documented() -> None:
    kind = type(fixtures.home)
    made = {name for name, value in vars(fixtures).items() if isinstance(value, kind) and not name.startswith("_")}
    lines = [line for line in PAGE.splitlines() if line.startswith("- `")]
    told = {word for line in lines for word in re.findall(r"`(\w+)`", line.split(":")[0])}
    assert made <= told


@pytest.mark.usefixtures("home")
def test_the_example_uses_every_extension_point() -> None:
    contoh = registry().plugins["contoh"]
    unused = [field.name for field in dataclasses.fields(example) if not getattr(example, field.name)]
    assert unused == []
    assert set(contoh.modules) == set(MODULES)
    nothing = object()
    missing = {name for name in attributes() if contoh.attribute(*name.split("."), nothing) is nothing}
    assert missing == {"views.blueprints", "cli.groups"}  # the other ways to say `blueprint` and `group`
    assert {protocol for protocol, _ in contoh.attribute("provides", "OFFERS", ())} == set(registry().offered)
    assert (contoh.folder / "migrations").is_dir()
    assert (contoh.folder / "templates" / "contoh").is_dir()
