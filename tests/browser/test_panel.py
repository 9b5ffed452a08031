"""Every page of the panel: the list of each kind of record, adding, changing, deleting and looking at one."""

import pytest

from tests.browser.instance import Instance
from tests.browser.people import People
from tests.browser.sitemap import Site, check_links, check_looks, check_reached, site_of

WALKERS = ("tim.kinerja", "arsiparis", "perencana.dikbud", "admin.lamandau", "admin")


@pytest.fixture(scope="module")
def site(selaras: Instance, everybody: People) -> Site:
    found = site_of(selaras, panel=True)
    for username in WALKERS:
        found.walk(username, everybody(username).request)
    return found


def test_no_link_is_broken(site: Site, selaras: Instance) -> None:
    check_links(site, selaras)


def test_every_page_can_be_reached(site: Site, people: People) -> None:
    check_reached(site, people("admin").request)


def test_every_page_is_accessible_and_fits(site: Site, people: People) -> None:
    check_looks(site, people)
