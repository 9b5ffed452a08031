"""Which pages there are: every GET rule of the product, and the addresses that a person's own links lead to."""

import json
import re
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import APIRequestContext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tests.browser.instance import Instance
from tests.browser.people import People, look
from workers.commands import ROOT

_RULES = """
import json
from config.settings import get_settings
from core.web import create_app
from workers import kernel

kernel.start(get_settings())
app = create_app(get_settings())
print(json.dumps([[r.rule, r.endpoint] for r in app.url_map.iter_rules() if "GET" in r.methods]))
"""
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)', re.IGNORECASE)
_NO_PAGES = re.compile(r"(^|\.)static$|\.ajax_lookup$|^health\.|\.export$")
"""Endpoints that answer GET and are no page for a person: files, JSON, and the panel's exports."""
_UNESCAPED = str.maketrans({"\n": "", "\t": ""})


@dataclass
class Site:
    """What is known of the pages: of the panel's own (lists and forms of records), or of all others.

    `found`: endpoint -> addresses of it, each with who can open it.
    """

    address: str
    rules: Map
    panel: bool
    found: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def endpoints(self) -> set[str]:
        """Every endpoint that answers GET."""
        return {rule.endpoint for rule in self.rules.iter_rules() if _of_panel(rule.endpoint) is self.panel}

    def walk(self, username: str, client: APIRequestContext) -> None:
        """Follows all links from Beranda with the person's session, to two pages of each endpoint."""
        seen: dict[str, int] = {}
        known = {"/"}
        waiting = deque(["/"])
        while waiting:
            path = waiting.popleft()
            endpoint = self.endpoint(path)
            # Beranda carries the menu, so each walk begins there.
            if endpoint is None or (path != "/" and _of_panel(endpoint) is not self.panel):
                continue
            if seen.get(endpoint, 0) >= _most(endpoint):
                continue
            seen[endpoint] = seen.get(endpoint, 0) + 1
            answer = client.get(path, max_redirects=5)
            if answer.status >= 400:
                self.broken.append(f"{username}: {answer.status} {path}")
                continue
            if "text/html" not in answer.headers.get("content-type", ""):
                self.found.setdefault(endpoint, [])  # a file: reached, but no page
                continue
            places = self.found.setdefault(endpoint, []) if _of_panel(endpoint) is self.panel else []
            if not places:
                places.append((username, path))
            for link in _links(answer.text(), answer.url, self.address):
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def endpoint(self, path: str) -> str | None:
        """The endpoint that an address belongs to; None outside of the product."""
        try:
            return str(self.rules.bind("localhost").match(urlsplit(path).path, method="GET")[0])
        except HTTPException:
            return None


def site_of(instance: Instance, *, panel: bool) -> Site:
    """The rules as the running product has them."""
    done = subprocess.run(
        [sys.executable, "-c", _RULES],
        env={"SELARAS_HOME": str(instance.home), "PYTHONPATH": str(ROOT), "PATH": ""},
        cwd=instance.home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rules = json.loads(done.stdout.splitlines()[-1])
    known = Map([Rule(rule, endpoint=endpoint, methods=["GET"]) for rule, endpoint in rules])
    return Site(instance.address, known, panel)


def _of_panel(endpoint: str) -> bool:
    return endpoint.startswith("admin_")


def _most(endpoint: str) -> int:
    """How many pages of an endpoint are read for their links; the first of them is looked at."""
    return 1 if _of_panel(endpoint) else 2


def check_links(site: Site, instance: Instance) -> None:
    assert not site.broken, "\n".join([*site.broken, instance.log("web", 120)])


def check_reached(site: Site, admin: APIRequestContext, known: Collection[str] = ()) -> None:
    """What no link leads to is closed even to the site's admin, as adding to the audit log is."""
    hidden = []
    for endpoint in sorted(site.endpoints - set(site.found) - set(known)):
        if not _NO_PAGES.search(endpoint):
            rule = next(site.rules.iter_rules(endpoint))
            path = None if rule.arguments else f"{rule.rule}?id=1"
            if path is None or admin.get(path, max_redirects=0).status == 200:
                hidden.append(endpoint)
    assert not hidden, f"no link leads to: {', '.join(hidden)}"


def check_looks(site: Site, people: People) -> None:
    """All that is wrong on all pages, told together."""
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    for endpoint, places in sorted(site.found.items()):
        for number, (username, path) in enumerate(places):
            seen[_kind(endpoint)] += 1
            if not _differs(site, endpoint, seen):
                continue
            page = people(username)
            page.goto(path)
            try:
                look(page, f"halaman-{endpoint}-{number}", audited=("1280",) if site.panel else ("390", "1280"))
            except AssertionError as error:
                wrong.append(f"{endpoint}, as {username}: {error}")
    assert not wrong, "\n\n".join(wrong)


def _differs(site: Site, endpoint: str, seen: Mapping[str, int]) -> bool:
    """Whether a page shows more than those before it. The panel's come from one template (and what axe finds right on
    a wide screen only needs to fit a phone): the first ten records that are shown, changed where adding one has the
    same form, or asked about before they are deleted, speak for all. Each has been opened by the walk."""
    kind = _kind(endpoint)
    adding = f"{endpoint.rpartition('.')[0]}.create_view" in site.found
    alike = site.panel and (kind in ("details_view", "delete_view") or (kind == "edit_view" and adding))
    return not alike or seen[kind] <= 10


def _kind(endpoint: str) -> str:
    return endpoint.rpartition(".")[2]


def _links(html: str, base: str, address: str) -> Iterator[str]:
    for href in _LINK.findall(html):
        target = urljoin(base, href.replace("&amp;", "&").translate(_UNESCAPED))
        if target.startswith(address + "/"):
            yield target.removeprefix(address)
