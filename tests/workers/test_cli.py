"""The command line as an operator types it: real processes on a home of their own."""

import subprocess
from collections.abc import Callable

import pytest

from tests.workers.living import Run

Cli = Callable[..., tuple[int, str, str]]
PASSWORD = "kalimat-sandi-yang-panjang"


@pytest.fixture
def selaras(run: Run) -> Cli:
    """Runs a command to its end: (exit code, what it printed, what it complained of)."""

    def call(*arguments: str, **env: str) -> tuple[int, str, str]:
        process: subprocess.Popen[str] = run("-m", "workers.cli", *arguments, **env)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    assert call("migrate")[0] == 0
    return call


def test_the_first_admin_of_an_empty_installation_can_sign_in_and_make_a_department(selaras: Cli, run: Run) -> None:
    assert selaras("user", "add", "Kepala.TI", "--nama", "Kepala TI", "--admin", SELARAS_PASSWORD=PASSWORD)[:2] == (
        0,
        "Akun kepala.ti dibuat.\n",
    )
    code, out, err = selaras("user", "add", "kepala.ti", "--nama", "Lain", SELARAS_PASSWORD=PASSWORD)
    assert (code, out) == (2, "")
    assert "sudah dipakai" in err and "Traceback" not in err
    script = (
        "from config.settings import get_settings\n"
        "from core.web import create_app\n"
        "import re\n"
        "client = create_app(get_settings()).test_client()\n"
        "def post(path, **form):\n"
        "    page = client.get(path).get_data(as_text=True)\n"
        '    token = re.search(r\'name="csrf_token"[^>]*value="([^"]+)"\', page).group(1)\n'
        "    return client.post(path, data={'csrf_token': token, **form}).status_code\n"
        f"print(post('/masuk', nama_pengguna='kepala.ti', kata_sandi='{PASSWORD}'))\n"
        "print(client.get('/').status_code)\n"
        "print(post('/kelola/core-pemerintah-daerah/new/', kode='contoh', nama='Kabupaten Contoh', ibu_kota='Contoh',"
        " zona_waktu='Asia/Jakarta'))\n"
        "print(client.get('/kelola/core-pemerintah-daerah/').get_data(as_text=True).count('Kabupaten Contoh') > 0)\n"
    )
    out, err = run("-c", script).communicate(timeout=120)
    assert out.split() == ["302", "200", "302", "True"], err


def test_a_new_password_counts_at_once(selaras: Cli) -> None:
    selaras("user", "add", "tim", "--nama", "Tim", SELARAS_PASSWORD=PASSWORD)
    assert selaras("user", "password", "tim", SELARAS_PASSWORD="pendek")[0] == 2
    assert selaras("user", "password", "tim", SELARAS_PASSWORD=PASSWORD + "-baru")[0] == 0
    code, _, err = selaras("user", "password", "siapa", SELARAS_PASSWORD=PASSWORD)
    assert (code, err) == (2, "Galat: Tidak ada akun «siapa».\n")


def test_plugins_are_listed_turned_on_and_off(selaras: Cli) -> None:
    selaras("demo", "load")
    assert "arsip 0.1.0: " in selaras("plugin", "list")[1]
    before = {line.split(":")[0]: line for line in selaras("plugin", "list")[1].splitlines()}
    place = next(code for code in before["sop_kinerja 0.1.0"].split(": ")[1].split(", ") if code.startswith("banggai/"))
    assert place not in before["arsip 0.1.0"]
    assert selaras("plugin", "on", "arsip", place)[0] == 0
    assert place in selaras("plugin", "list")[1].split("arsip 0.1.0: ")[1].splitlines()[0]
    assert selaras("plugin", "off", "arsip", place)[0] == 0
    assert place not in selaras("plugin", "list")[1].split("arsip 0.1.0: ")[1].splitlines()[0]
    code, _, err = selaras("plugin", "on", "tidak_ada", place)
    assert (code, err) == (2, "Galat: Plugin «tidak_ada» tidak terpasang.\n")


def test_the_demo_plays_lamandau_and_says_where_the_papers_are(selaras: Cli) -> None:
    selaras("demo", "load")
    code, out, err = selaras("demo", "play", "lamandau")
    assert code == 0, err
    assert "langkah 10" in out
    papers = [word.rstrip(".,") for word in out.split() if word.rstrip(".,").endswith((".pdf", ".xlsx"))]
    assert any(word.endswith(".xlsx") for word in papers) and any(word.endswith(".pdf") for word in papers)
    assert selaras("demo", "play", "tidak-ada")[0] == 2
