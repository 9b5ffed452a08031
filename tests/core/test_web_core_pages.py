"""Own jobs, the mailbox, and the page of plugins."""

from types import SimpleNamespace

from core.actor import acting, system_actor
from core.db import connection
from core.files.storage import store
from core.gate import active_plugins
from core.jobs.models import Job
from core.mail import inbox
from core.registry import registry
from tests.core.web_support import post, sign_in

MAIL = """From: selaras@localhost
To: clerk.setda@selaras.test
Subject: Rekap siap
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Terlampir rekapnya.
--x
Content-Type: text/html
Content-Disposition: attachment; filename="jahat.html"

<script>alert(1)</script>
--x--
"""


def test_a_job_is_seen_and_downloaded_by_who_asked_for_it(web: SimpleNamespace) -> None:
    with connection(), acting(system_actor(web.setda.id)):
        document = store(b"<script>", "rekap.html", "text/html")
        job = Job.create(
            jenis="x", judul="Ekspor rekap", status="selesai", hasil={"dokumen": document.uuid},
            perangkat_daerah=web.setda, diminta_oleh=web.setda_clerk,
        )  # fmt: skip
    client = sign_in(web.app, "clerk.setda")
    assert "Ekspor rekap" in client.get("/pekerjaan/").get_data(as_text=True)
    assert "Unduh rekap.html (1 KB)" in client.get(f"/pekerjaan/{job.uuid}").get_data(as_text=True)
    answer = client.get(f"/pekerjaan/{job.uuid}/unduh")
    assert answer.data == b"<script>"
    assert answer.headers["Content-Disposition"] == "attachment; filename=rekap.html"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()
    other = sign_in(web.app, "admin.setda")
    assert other.get(f"/pekerjaan/{job.uuid}").status_code == 404
    assert other.get(f"/pekerjaan/{job.uuid}/unduh").status_code == 404


def test_a_running_job_shows_progress_and_has_nothing_to_download(web: SimpleNamespace) -> None:
    with connection(), acting(system_actor(web.setda.id)):
        job = Job.create(
            jenis="x", judul="Rekap", status="berjalan", kemajuan=40, total=100, pesan="menulis",
            perangkat_daerah=web.setda, diminta_oleh=web.setda_clerk,
        )  # fmt: skip
    client = sign_in(web.app, "clerk.setda")
    text = client.get(f"/pekerjaan/{job.uuid}").get_data(as_text=True)
    assert 'value="40" max="100"' in text and "data-refresh" in text
    assert client.get(f"/pekerjaan/{job.uuid}/unduh").status_code == 409


def test_mail_is_read_by_its_addressee_and_the_site_admin(web: SimpleNamespace) -> None:
    inbox.folder().mkdir(exist_ok=True)
    (inbox.folder() / "2-b.eml").write_text(MAIL)
    for name, expected in (("clerk.setda", 200), ("situs", 200), ("clerk.disdik", 404)):
        client = sign_in(web.app, name)
        assert client.get("/kotak-surel/2-b").status_code == expected
        assert ("Rekap siap" in client.get("/kotak-surel/").get_data(as_text=True)) == (expected == 200)
        attachment = client.get("/kotak-surel/2-b/lampiran/0")
        assert attachment.status_code == expected
        if expected == 200:
            assert attachment.headers["Content-Disposition"].startswith("attachment")
            assert "sandbox" in attachment.headers["Content-Security-Policy"]
    assert sign_in(web.app, "situs").get("/kotak-surel/2-b/lampiran/9").status_code == 404


def test_plugins_are_switched_after_a_preview_by_those_who_may(web: SimpleNamespace) -> None:
    assert sign_in(web.app, "clerk.setda").get("/plugin/").status_code == 403
    client = sign_in(web.app, "admin.setda")
    assert client.get("/plugin/").status_code == 200
    assert client.get("/plugin/tidak_ada/nyalakan").status_code == 404
    for name, plugin in registry().plugins.items():
        assert plugin.manifest.label in client.get("/plugin/").get_data(as_text=True)
        assert "Yang akan terjadi" in client.get(f"/plugin/{name}/nyalakan").get_data(as_text=True)
        assert client.post(f"/plugin/{name}/nyalakan").status_code == 400
        assert post(client, f"/plugin/{name}/nyalakan").status_code == 302
        with connection():
            assert name in active_plugins(web.setda.id) and name not in active_plugins(web.disdik.id)
        assert client.get("/").status_code == 200
    for name in reversed(list(registry().plugins)):
        assert post(client, f"/plugin/{name}/matikan").status_code == 302
    with connection():
        assert active_plugins(web.setda.id) == frozenset()


def test_the_state_of_the_system_is_told_to_the_site_admin_only(web: SimpleNamespace) -> None:
    assert sign_in(web.app, "admin.setda").get("/sistem").status_code == 403
    assert "Keadaan sistem" not in sign_in(web.app, "admin.setda").get("/").get_data(as_text=True)
    client = sign_in(web.app, "situs")
    assert 'href="/sistem"' in client.get("/").get_data(as_text=True)
    text = client.get("/sistem").get_data(as_text=True)
    assert "Ada bagian yang perlu ditangani." in text and "Antrean pekerjaan tidak dapat dihubungi." in text
    assert "Berjalan" in text and "Terganggu" in text and "Error" not in text


def test_pages_of_a_plugin_that_is_off_do_not_exist(web: SimpleNamespace) -> None:
    client = sign_in(web.app, "situs")
    for view in web.app.extensions["selaras_admin"]._views:
        if getattr(view, "plugin", ""):
            assert client.get(view.url + "/").status_code == 404, view
