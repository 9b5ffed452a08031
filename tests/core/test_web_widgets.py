"""The parts of selaras/ui.html in one page: axe-clean, whole on a phone, nothing lost in a form."""

# ruff: noqa: E501

from types import SimpleNamespace

from flask import Blueprint, render_template_string

from core.web.gatekeeper import public
from tests.browser_tools import audit_everywhere, chromium, open_page, serve

PAGE = """
{% extends "selaras/base.html" %}{% import "selaras/ui.html" as ui %}
{% set page_title = "Semua bagian" %}{% set breadcrumb = [("Induk", "/induk")] %}
{% block lead %}Satu kalimat.{% endblock %}
{% block main_action %}<a class="btn btn-primary" href="/x">Buat</a>{% endblock %}
{% block content %}
{% set errors = {"a": "Isi nama.", "k": "Pilih salah satu."} %}
<form method="post" novalidate>{{ ui.csrf() }}{{ ui.error_summary(errors, {"a": "Nama"}) }}
{{ ui.field("a", "Nama", value="<b>", hint="Nama lengkap", error=errors.a, required=true, autocomplete="name") }}
{{ ui.field("t", "Isi", type="textarea", value="x") }}{{ ui.field("n", "Target", unit="%", inputmode="decimal") }}
{{ ui.select("s", "Unit", [(1, "Satu")], value=1, blank="Pilih") }}
{{ ui.radios("k", "Keputusan", [("ya", "Ya"), ("tidak", "Tidak")], error=errors.k) }}
{{ ui.checkboxes("c", "Perangkat daerah", [(1, "A"), (2, "B")], values=[2]) }}
{{ ui.upload("u", "Berkas", accept=".pdf", hint="PDF") }}{{ ui.buttons("Simpan", cancel_url="/") }}</form>
{{ ui.post_button("/x", "Sahkan") }}{{ ui.confirm_button("/x", "Batalkan", "Yakin?", "Ya, batalkan") }}
{% for s in ("draf", "berjalan", "diajukan", "disahkan", "dikembalikan") %}{{ ui.badge(s) }} {% endfor %}
{% for k in ("jalan", "baik", "tunggu", "salah") %}{{ ui.alert("Judul", "Isi", kind=k) }}{% endfor %}
{% call ui.table("Daftar", [("Nomor", ""), ("Jumlah", "angka"), ("", "tindakan")]) %}
<tr>{% call ui.td("Nomor") %}<a href="/x">1</a>{% endcall %}{{ ui.cell("Jumlah", 12|angka, "angka") }}{% call ui.td("", "tindakan") %}<a class="btn btn-sm btn-outline-secondary" href="/x">Ubah</a>{% endcall %}</tr>
{% endcall %}
{{ ui.empty("Kosong", "Belum ada.", "/x", "Buat") }}{{ ui.facts([("Nomor", "1"), ("Sangat" * 9, "kata" * 60)]) }}
{{ ui.tiles([("Sudah", "4 dari 6", "2 menunggu")]) }}{{ ui.progress(3, 10, "3 dari 10") }}{{ ui.progress(none, 1, "Menunggu") }}
{% call ui.panel("Riwayat", "/x", "Lihat semua") %}{{ ui.timeline([{"title": "Diparaf", "who": "Kabag", "when": "hari ini", "kind": "baik"}, {"title": "Dikembalikan", "text": "Alasan", "kind": "salah"}]) }}{% endcall %}
{% call ui.panel("Langkah") %}{{ ui.stepper([{"title": "Satu", "state": "selesai", "url": "/x"}, {"title": "Dua", "state": "kembali"}, {"title": "Tiga", "state": "sekarang", "text": "Tim"}, {"title": "Empat", "state": "nanti"}]) }}{% endcall %}
<h2>Tugas</h2><ul class="s-todos">{% call ui.todo("Paraf", "Surat", due="besok", late=true) %}<a class="btn btn-primary" href="/x">Paraf</a>{% endcall %}</ul>
{{ 1234567|rupiah }} {{ 90.5|persen if false }} {{ "2023-TW2"|periode }} {{ 125|durasi }} {{ 2048|ukuran }}
{% endblock %}
{% block aside %}<p>Keterangan di samping.</p>{% endblock %}
"""


def test_all_parts_together(web: SimpleNamespace, loopback: None) -> None:
    demo = Blueprint("parts", __name__)

    @demo.get("/bagian")
    @public
    def parts() -> str:
        return render_template_string(PAGE)

    # The application of this module has answered before, and Flask refuses new routes from then on.
    web.app._got_first_request = False
    web.app.register_blueprint(demo)
    with serve(web.app) as address, chromium() as browser:
        page = open_page(browser)
        page.goto(address + "/bagian")
        audit_everywhere(page)
        text = page.inner_text("main")
        assert "Rp1.234.567" in text and "Triwulan II 2023" in text and "2 jam 5 menit" in text and "2 KB" in text
        assert page.input_value("#f-a") == "<b>"
        page.click("summary:has-text('Batalkan')")
        assert page.is_visible("text=Ya, batalkan")
        page.emulate_media(media="print")
        assert not page.is_visible(".s-top") and not page.is_visible("text=Simpan") and page.is_visible("h1")
