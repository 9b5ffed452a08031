"""Pages: who gets in, who does not, and that a long list costs no more queries than a short one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from core.migrations.tables import models_of
from core.organisation.models import PerangkatDaerah
from core.registry import registry
from core.scoping import EVERYWHERE, is_scoped, scope
from core.testing.people import csrf_token, make_user, sign_in
from core.testing.rows import Rows
from core.testing.watching import count_queries

NOWHERE, SOMEBODYS = "00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001"
SHORT, LONG = 5, 50


class Page:
    """One address of the plugin, with one method; `values` fills its variable parts."""

    def __init__(self, app: Flask, rule: Any, method: str) -> None:
        self.rule, self.method, self.endpoint = rule, method, str(rule.endpoint)
        self.public = bool(getattr(app.view_functions[rule.endpoint], "selaras_public", False))

    def ask(self, client: FlaskClient, value: Any = NOWHERE, **data: Any) -> Any:
        """The answer; every variable part of the address is `value`, or 1 where a number is due.

        A refusal comes without its page, which is the same for all: there are thousands of them.
        """
        numeric = {name for name, c in self.rule._converters.items() if type(c).__name__ == "IntegerConverter"}
        values = {name: 1 if name in numeric else value for name in self.rule.arguments}
        url = client.application.url_map.bind("localhost").build(self.endpoint, values)
        return client.open(url, method=self.method, data=data or None, headers={"Accept": "application/json"})

    def __repr__(self) -> str:
        return f"{self.method} {self.rule.rule}"


class PageContract:
    plugin: str
    open_to_members: Mapping[str, str] = {}
    """Endpoint -> why everyone in the department may open it (a page that looks at the position itself)."""

    sample_values: Mapping[str, Any] = {}
    """Column name -> a value that means something, where any text or number would not do (a period's code)."""

    def make_rows(self, department: PerangkatDaerah, number: int) -> None:
        """`number` records of each kind in the department; override it where any rows will not do for the lists."""
        rows = Rows(department, self.sample_values)
        for model in models_of(self.plugin):
            if is_scoped(model):
                rows.make(model, number)

    def pages(self, app: Flask) -> list[Page]:
        """Those of the blueprint(s); the panel's own views have their tests in the core."""
        rules = [rule for rule in app.url_map.iter_rules() if self._is_ours(str(rule.endpoint))]
        return [Page(app, rule, m) for rule in rules for m in sorted(rule.methods or ()) if m in ("GET", "POST")]

    def _is_ours(self, endpoint: str) -> bool:
        plugin = registry().plugins[self.plugin]
        one = plugin.attribute("views", "blueprint", None)
        owned = [found.name for found in plugin.attribute("views", "blueprints", (one,) if one else ())]
        return endpoint.split(".")[0] in owned and not endpoint.endswith(".static")

    def test_a_stranger_is_asked_to_sign_in(self, app: Flask, client: FlaskClient) -> None:
        for page in self.pages(app):
            answer = page.ask(client, csrf_token=csrf_token(client)) if page.method == "POST" else page.ask(client)
            if page.public:
                assert answer.status_code in (200, 400, 404), page
            else:
                assert (answer.status_code, answer.location.split("?")[0]) == (302, "/masuk"), page

    def test_without_a_permission_no_page_opens(
        self, app: Flask, department: PerangkatDaerah, activate: Callable[..., None]
    ) -> None:
        """Nor one of a record that is there; 404 is as good as 403 where the record is looked for first."""
        activate(self.plugin, department)
        client = sign_in(app.test_client(), make_user(department))
        own = self._uuids(department)
        for page in self._guarded(app):
            if page.endpoint in self.open_to_members:
                continue
            for uuid in own if page.rule.arguments else (NOWHERE,):
                code = page.ask(client, uuid, **_posted(page, client)).status_code
                assert code in ((403, 404) if page.rule.arguments else (403,)), (page, uuid)

    def test_another_departments_record_is_not_found(
        self,
        app: Flask,
        department: PerangkatDaerah,
        other_department: PerangkatDaerah,
        activate: Callable[..., None],
    ) -> None:
        activate(self.plugin, department)
        activate(self.plugin, other_department)
        client = sign_in(app.test_client(), make_user(department, ("*",)))
        uuids = self._uuids(other_department)
        for page in self._guarded(app):
            for uuid in uuids if page.rule.arguments else ():
                assert page.ask(client, uuid, **_posted(page, client)).status_code == 404, (page, uuid)

    def test_where_it_is_off_there_are_no_pages(self, app: Flask, department: PerangkatDaerah) -> None:
        client = sign_in(app.test_client(), make_user(department, ("*",)))
        for page in self._guarded(app):
            assert page.ask(client, **_posted(page, client)).status_code == 404, page

    def test_nothing_is_posted_without_the_token(
        self, app: Flask, department: PerangkatDaerah, activate: Callable[..., None]
    ) -> None:
        activate(self.plugin, department)
        client = sign_in(app.test_client(), make_user(department, ("*",)))
        for page in self.pages(app):
            if page.method == "POST":
                assert page.ask(client).status_code == 400, page

    def test_a_long_list_costs_no_more_queries(
        self, app: Flask, department: PerangkatDaerah, activate: Callable[..., None]
    ) -> None:
        activate(self.plugin, department)
        client = sign_in(app.test_client(), make_user(department, ("*",)))
        lists = [*self._lists(app), *self._panels(app)]
        self.make_rows(department, SHORT)
        short = {url: _cost(client, url) for url in lists}
        self.make_rows(department, LONG - SHORT)
        long = {url: _cost(client, url) for url in lists}
        assert {url: (len(short[url]), len(long[url])) for url in lists if len(long[url]) > len(short[url])} == {}

    def _uuids(self, department: PerangkatDaerah) -> tuple[str, str]:
        """One that is nobody's, and one that a record of each kind in the department has: whatever an address looks
        for, it would find it."""
        rows = Rows(department, self.sample_values)
        for model in models_of(self.plugin):
            if is_scoped(model):
                (row,) = rows.make(model)
                with scope(EVERYWHERE):
                    model.update(uuid=SOMEBODYS).where(model.id == row.id).execute()
        return NOWHERE, SOMEBODYS

    def _guarded(self, app: Flask) -> Iterator[Page]:
        return (page for page in self.pages(app) if not page.public)

    def _lists(self, app: Flask) -> list[str]:
        return [p.rule.rule for p in self._guarded(app) if p.method == "GET" and not p.rule.arguments]

    def _panels(self, app: Flask) -> list[str]:
        views = app.extensions["selaras_admin"]._views
        return [f"{view.url}/" for view in views if getattr(view, "plugin", "") == self.plugin]


def _posted(page: Page, client: FlaskClient) -> dict[str, str]:
    return {"csrf_token": csrf_token(client)} if page.method == "POST" else {}


def _cost(client: FlaskClient, url: str) -> list[str]:
    """The statements of the second visit; the first may fill caches."""
    assert client.get(url).status_code == 200, url
    with count_queries() as found:
        client.get(url)
    return found
