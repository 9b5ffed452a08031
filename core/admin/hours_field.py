"""Office hours, a line for each weekday: 07.30–12.00, 13.00–16.00."""

import re
from datetime import time
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from wtforms import Field
from wtforms.widgets import html_params

from core.workcalendar import DEFAULT_HOURS

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
EXAMPLE = "07.30–12.00, 13.00–16.00"
_SPAN = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})\s*(?:-|–|—|s\.d\.?|sampai)\s*([0-9]{1,2})[.:]([0-9]{2})")

Stored = dict[str, list[list[str]]]
"""{"0": [["07:30", "12:00"], ["13:00", "16:00"]], …}, 0 being Senin; a day that is missing has no office hours."""


def parse_day(text: str) -> list[list[str]]:
    """'07.30–12.00, 13.00–16.00' -> [["07:30", "12:00"], ["13:00", "16:00"]]; nothing for an empty text.

    :raises ValueError: with a sentence, for anything that is not hours one after the other.
    """
    spans = []
    for part in re.split(r"[,;]|\bdan\b", text) if text.strip() else []:
        match = _SPAN.fullmatch(part.strip().lower())
        if match is None:
            raise ValueError(f"tulis seperti {EXAMPLE}.")
        try:
            spans.append([time(int(match[i]), int(match[i + 1])) for i in (1, 3)])
        except ValueError:
            raise ValueError("jam antara 00.00 dan 23.59.") from None
    edges = [edge for span in spans for edge in span]
    for earlier, later in pairwise(edges):
        if later <= earlier:
            raise ValueError(f"{later:%H.%M} harus sesudah {earlier:%H.%M}.")
    return [[f"{edge:%H:%M}" for edge in span] for span in spans]


def day_text(spans: Any) -> str:
    """The other way; also for the times of a WorkCalendar."""
    return ", ".join("–".join(str(edge)[:5].replace(":", ".") for edge in span) for span in spans or ())


def week_text(stored: Stored | None) -> list[tuple[str, str]]:
    """(day, its hours or '–') for the whole week; without stored hours those that everyone has."""
    if not stored:
        return [(day, day_text(DEFAULT_HOURS.get(number)) or "–") for number, day in enumerate(DAYS)]
    return [(day, day_text(stored.get(str(number))) or "–") for number, day in enumerate(DAYS)]


def hours_formatter(view: Any, context: Any, row: Any, name: str) -> Markup:
    """For `column_formatters`: the week as a list of facts."""
    lines = Markup("").join(Markup("<li>%s: %s</li>") % pair for pair in week_text(getattr(row, name)))
    note = Markup("") if getattr(row, name) else Markup('<p class="s-when">Jam kerja baku</p>')
    return note + Markup('<ul class="s-plain">%s</ul>') % lines


class HoursWidget:
    is_group = True

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        rows = []
        for number, day in enumerate(DAYS):
            name = f"{field.name}-{number}"
            attributes = {"id": f"f-{name}", "name": name, "value": field.typed[number], "class": "form-control"}
            attributes |= {"aria-invalid": "true"} if number in field.wrong else {}
            rows.append(
                Markup('<div class="s-row"><label for="f-%s">%s</label><input %s></div>')
                % (name, day, Markup(html_params(autocomplete="off", **attributes)))
            )
        return Markup("").join(rows)


class HoursField(Field):
    """`data` is `Stored`, or None when every day is left empty."""

    widget = HoursWidget()
    data: Stored | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["description"] = (
            f"Misalnya {EXAMPLE}. Hari libur dikosongkan. Bila semua kosong berlaku jam kerja baku: "
            f"Senin–Kamis {day_text(DEFAULT_HOURS[0])}; Jumat {day_text(DEFAULT_HOURS[4])}."
        )
        kwargs["filters"], kwargs["validators"] = [], []
        super().__init__(*args, **kwargs)
        self.wrong: set[int] = set()
        self.typed = [""] * len(DAYS)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        self.wrong = set()
        names = [f"{self.name}-{number}" for number in range(len(DAYS))]
        if formdata is None or not any(name in formdata for name in names):
            self.typed = [day_text((self.data or {}).get(str(number))) for number in range(len(DAYS))]
            return
        self.typed = [formdata.get(name, "")[:200] for name in names]
        found: Stored = {}
        errors = []
        for number, text in enumerate(self.typed):
            try:
                if spans := parse_day(text):
                    found[str(number)] = spans
            except ValueError as error:
                self.wrong.add(number)
                errors.append(f"{DAYS[number]}: {error}")
        self.process_errors = errors
        self.data = found or None
