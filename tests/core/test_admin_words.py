"""The audit log in words; and no action of the program without them."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.admin.action_words import KERNEL, VERBS, action_words
from core.registry import registry

World = SimpleNamespace
ROOT = Path(__file__).parents[2]
NAMED = re.compile(r'(?:audit\.record\(\s*|action=)"([a-z_]+(?:\.[a-z_]+)+)"')


@pytest.mark.parametrize(
    ("action", "table", "words"),
    [
        ("akun.gagal_masuk", "core_akun", "Gagal masuk"),
        ("surat.keluar.sign", "surat_keluar", "Menandatangani surat"),
        ("surat.keluar.archive", "surat_keluar", "Data surat keluar: memberkaskan"),
        ("surat_pengiriman.dibuka", "surat_pengiriman", "Buku ekspedisi: menjadi dibuka"),
        ("lain.apa_saja", "tidak_ada", "Apa saja"),
    ],
)
def test_the_audit_log_speaks_in_words(web: World, action: str, table: str, words: str) -> None:
    with web.app.app_context():
        assert action_words(action, table) == words


def test_every_action_of_the_program_has_words(web: World) -> None:
    files = [path for folder in ("core", "plugins", "workers") for path in (ROOT / folder).rglob("*.py")]
    named = {action for path in files for action in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 30
    known = KERNEL.keys() | registry().permissions.keys()
    assert {a for a in named - known if a.rpartition(".")[2] not in VERBS} == set()
