"""Each plugin keeps the contract of plugins (core/testing/contract.py)."""

from typing import ClassVar

import pytest

from core.registry import registry
from core.testing.contract import PluginContract


class TestSopKinerja(PluginContract):
    plugin = "sop_kinerja"
    sample_values: ClassVar = {"periode": "2026-TW1"}
    site_wide: ClassVar = {"Peraturan": "peraturan yang dicabut berlaku untuk seluruh situs"}
    open_to_read: ClassVar = {
        "Indikator": "indikator sebuah perangkat daerah dapat mendukung indikator pemerintah daerah",
        "IndikatorTahun": "peminta data menyebut angka perangkat daerah lain dengan indikator tahunnya",
        "Sasaran": "pohon kinerja satu pemerintah daerah dibaca semua perangkat daerahnya",
        "SkalaOrdinal": "skala dipakai bersama",
        "SkalaPredikat": "skala predikat pemerintah daerah berlaku bagi semua perangkat daerahnya",
    }


class TestSurat(PluginContract):
    plugin = "surat"


class TestArsip(PluginContract):
    plugin = "arsip"
    site_wide: ClassVar = {
        "Klasifikasi": "satu daftar untuk seluruh situs",
        "Jra": "berlaku untuk semua, atau untuk satu pemerintah daerah, tidak pernah untuk satu perangkat daerah",
    }


class TestContoh(PluginContract):
    plugin = "contoh"


@pytest.mark.usefixtures("home")
def test_every_plugin_has_its_line() -> None:
    covered = {case.plugin for case in PluginContract.__subclasses__()}
    assert covered == set(registry().plugins)
    assert registry().problems == []
