"""What import-linter can't say: a plugin's contracts.py imports the standard library only."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_contracts_import_the_standard_library_only() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "plugins").glob("*/contracts.py")
        for name in _imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
    }
    assert wrong == set()
