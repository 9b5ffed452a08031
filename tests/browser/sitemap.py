"""Which pages there are: every GET rule of the product, and the addresses that a person's own links lead to."""

import json
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import APIRequestContext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from tests.browser.instance import Instance
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
_UNESCAPED = str.maketrans({"\n": "", "\t": ""})


@dataclass
class Site:
    """What is known of the pages. `found`: endpoint -> addresses of it, each with who can open it."""

    address: str
    rules: Map
    found: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def endpoints(self) -> set[str]:
        """Every endpoint that answers GET."""
        return {rule.endpoint for rule in self.rules.iter_rules()}

    def walk(self, username: str, client: APIRequestContext) -> None:
        """Follows all links from Beranda with the person's session, to a few pages of each endpoint."""
        seen: dict[str, int] = {}
        known = {"/"}
        waiting = deque(["/"])
        while waiting:
            path = waiting.popleft()
            endpoint = self.endpoint(path)
            if endpoint is None or seen.get(endpoint, 0) >= _most(endpoint):
                continue
            seen[endpoint] = seen.get(endpoint, 0) + 1
            answer = client.get(path, max_redirects=5)
            if answer.status >= 400:
                self.broken.append(f"{username}: {answer.status} {path}")
                continue
            if "text/html" not in answer.headers.get("content-type", ""):
                self.found.setdefault(endpoint, [])  # a file: reached, but no page
                continue
            places = self.found.setdefault(endpoint, [])
            if len(places) < _most(endpoint) and all(path != other for _, other in places):
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


def site_of(instance: Instance) -> Site:
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
    return Site(instance.address, Map([Rule(rule, endpoint=endpoint, methods=["GET"]) for rule, endpoint in rules]))


def _most(endpoint: str) -> int:
    """How many pages of an endpoint are looked at: lists and forms of the panel all come from one template."""
    return 1 if endpoint.startswith("admin_") else 3


def _links(html: str, base: str, address: str) -> Iterator[str]:
    for href in _LINK.findall(html):
        target = urljoin(base, href.replace("&amp;", "&").translate(_UNESCAPED))
        if target.startswith(address + "/"):
            yield target.removeprefix(address)
