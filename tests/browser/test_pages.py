"""Every page of the product, with the demo's records, as somebody who may see it: axe-core finds nothing, and nothing
sticks out at 1280 or at 390 px."""

import re
from collections.abc import Iterator

import pytest

from tests.browser.instance import Instance
from tests.browser.people import People, look
from tests.browser.sitemap import Site, site_of

WALKERS = (
    *("kabag.organisasi", "tim.kinerja", "sekda", "asisten", "pelaksana", "arsiparis"),
    *("perencana.dikbud", "perencana.dinkes", "kepala.dikbud", "admin.lamandau", "admin"),
)
NO_PAGES = re.compile(r"(^|\.)static$|\.ajax_lookup$|^health\.|\.export$")
"""Endpoints that answer GET and are no page for a person: files, JSON, and the panel's exports."""
IN_A_RUN = {
    "arsip.file_form": "the last step of a run",
    "sop_kinerja.penyampaian_daftar": "the part of a page that renews itself",
    "surat.keluar_ubah": "a letter that is being drafted",
    "surat.kembalikan_tugas": "the step that asks for a letter",
    "surat.langkah": "leads to the letter of a step",
    "surat.pratinjau": "the PDF of a letter that is being drafted",
    "surat.susun": "the step that asks for a letter",
}
"""Pages of states in which the demo has nothing; test_lamandau.py looks at them on the way."""


@pytest.fixture(scope="module")
def site(selaras: Instance, everybody: People) -> Iterator[Site]:
    found = site_of(selaras)
    for username in WALKERS:
        found.walk(username, everybody(username).request)
    return found


def test_no_link_is_broken(site: Site, selaras: Instance) -> None:
    assert not site.broken, "\n".join([*site.broken, selaras.log("web", 120)])


def test_every_page_can_be_reached(site: Site, people: People) -> None:
    """What no link leads to is closed even to the site's admin, as adding to the audit log is."""
    admin = people("admin").request
    hidden = []
    for endpoint in sorted(site.endpoints - set(site.found) - set(IN_A_RUN)):
        if not NO_PAGES.search(endpoint):
            rule = next(site.rules.iter_rules(endpoint))
            path = None if rule.arguments else f"{rule.rule}?id=1"
            if path is None or admin.get(path, max_redirects=0).status == 200:
                hidden.append(endpoint)
    assert not hidden, f"no link leads to: {', '.join(hidden)}"


def test_every_page_is_accessible_and_fits(site: Site, people: People) -> None:
    wrong = []
    for endpoint, places in sorted(site.found.items()):
        for number, (username, path) in enumerate(places):
            page = people(username)
            page.goto(path)
            try:
                look(page, f"halaman-{endpoint}-{number}")
            except AssertionError as error:
                wrong.append(f"{endpoint}, as {username}: {error}")
    assert not wrong, "\n\n".join(wrong)


def test_pages_of_strangers(people: People) -> None:
    page = people.stranger()
    for path, name in (("/masuk", "masuk"), ("/tidak-ada", "404")):
        page.goto(path)
        look(page, f"tamu-{name}")
