"""The first start on a machine that lacks something: one line that says what, no traceback."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_PYTHON = "#!/bin/sh\nexit 1\n"
NO_VENV = """#!/bin/sh
case "$2" in
  *"import venv"*) exit 1 ;;
  *"%d.%d"*) echo 3.11 ;;
esac
"""


@pytest.mark.parametrize(
    ("python", "sentence"),
    [(NO_PYTHON, "Python 3.11 atau lebih baru tidak ditemukan"), (NO_VENV, "Modul Python venv tidak ada")],
)
def test_what_is_missing_is_one_line(tmp_path: Path, python: str, sentence: str) -> None:
    for name in ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"):
        (tmp_path / name).write_text(python)
        (tmp_path / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin", "PYTHON": ""}
    made = subprocess.run(
        ["sh", str(ROOT / ".ci" / "make-venv"), str(tmp_path / "venv")],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    (line,) = made.stderr.splitlines()
    assert (made.returncode, made.stdout) == (1, "")
    assert line.startswith(f"Galat: {sentence}")
    assert not (tmp_path / "venv").exists()
