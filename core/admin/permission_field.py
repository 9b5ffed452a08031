"""The permissions of a role, ticked by their words; a pattern such as `surat.*` is one tick of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from wtforms import Field

from core.permissions import expand
from core.registry import registry

CORE_LABEL = "Inti Selaras"
EVERYTHING = "*"


@dataclass(frozen=True)
class Group:
    """The permissions of one plugin: (name or pattern, words, whether ticked)."""

    key: str
    label: str
    choices: list[tuple[str, str, bool]]

    @property
    def ticked(self) -> int:
        return sum(chosen for _, _, chosen in self.choices)


def groups(chosen: Sequence[str]) -> list[Group]:
    """Everything that can be ticked, and everything that is: nothing of a role is lost by saving it."""
    declared = registry().permissions
    labels = {"core": CORE_LABEL, **{p.name: p.manifest.label for p in registry().plugins.values()}}
    found = []
    for key, label in labels.items():
        names = [name for name in declared if name.startswith(f"{key}.")]
        every = f"{key}.*"
        others = [p for p in chosen if p.startswith(f"{key}.") and p not in declared and p != every]
        choices = [(every, in_words(every), every in chosen)]
        choices += [(pattern, in_words(pattern), True) for pattern in others]
        choices += [(name, declared[name], name in chosen) for name in names]
        if names:
            found.append(Group(key, label, choices))
    known = {name for group in found for name, _, _ in group.choices}
    rest = [(name, in_words(name), True) for name in chosen if name not in known]
    return [*([Group("lain", "Lainnya", rest)] if rest else []), *found]


def in_words(name: str) -> str:
    """A permission or a pattern as people say it."""
    declared = registry().permissions
    if name in declared:
        return declared[name]
    if name == EVERYTHING:
        return "Semua izin di Selaras"
    owner = name.split(".")[0]
    plugin = registry().plugins.get(owner)
    label = plugin.manifest.label if plugin else CORE_LABEL
    if plugin or owner == "core":
        if name == f"{owner}.*":
            return f"Semua izin {label}"
        if name == f"{owner}.*.read":
            return f"Melihat semua data {label}"
    covered = sorted(expand([name], declared), key=list(declared).index)
    if covered:
        return "Semua dari: " + ", ".join(declared[each] for each in covered)
    return f"Izin plugin yang tidak terpasang ({owner})"


def list_in_words(names: Iterable[str]) -> Markup:
    lines = [Markup("<li>%s</li>") % in_words(name) for name in names]
    return Markup('<ul class="s-plain">%s</ul>') % Markup("").join(lines) if lines else Markup("–")


class PermissionsWidget:
    is_group = True

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        number = iter(range(10_000))
        return Markup("").join(self._group(field, group, number) for group in groups(field.data or []))

    @staticmethod
    def _group(field: Any, group: Group, number: Any) -> Markup:
        rows = Markup("").join(
            Markup(
                '<div class="s-choice"><input type="checkbox" id="f-%s-%s" name="%s" value="%s"%s>'
                '<label for="f-%s-%s">%s</label></div>'
            )
            % (field.name, i, field.name, value, Markup(" checked") if chosen else "", field.name, i, words)
            for (value, words, chosen), i in zip(group.choices, number, strict=False)
        )
        return Markup(
            '<details class="s-group"%s><summary>%s <span class="s-when">(%s dari %s)</span></summary>'
            '<div class="s-choices">%s</div></details>'
        ) % (Markup(" open") if group.ticked else "", group.label, group.ticked, len(group.choices), rows)


class PermissionsField(Field):
    """`data` is the list of names and patterns, in the order of the manifests."""

    widget = PermissionsWidget()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["filters"], kwargs["validators"] = [], []
        super().__init__(*args, **kwargs)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        # Boxes that are not ticked are not sent: in a posted form, nothing means none.
        if formdata is not None:
            offered = [name for group in groups(formdata.getlist(self.name)) for name, _, _ in group.choices]
            sent = set(formdata.getlist(self.name))
            self.data = [name for name in offered if name in sent]
