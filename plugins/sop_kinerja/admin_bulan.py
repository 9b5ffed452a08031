"""Months of a year, ticked."""

from typing import Any

from markupsafe import Markup
from wtforms import Field

from core.idn.dates import MONTHS


class MonthsWidget:
    is_group = True

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        boxes = Markup("").join(
            Markup(
                '<div class="s-choice"><input type="checkbox" id="f-%s-%s" name="%s" value="%s"%s>'
                '<label for="f-%s-%s">%s</label></div>'
            )
            % (field.name, number, field.name, number, _ticked(number, field.data), field.name, number, name)
            for number, name in enumerate(MONTHS, start=1)
        )
        return Markup('<div class="s-choices">%s</div>') % boxes


class MonthsField(Field):
    """`data` is the list of numbers, 1 to 12, in their order."""

    widget = MonthsWidget()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["filters"], kwargs["validators"] = [], []  # the service says what is missing
        super().__init__(*args, **kwargs)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        # Boxes that are not ticked are not sent: in a posted form, nothing means none.
        if formdata is not None:
            sent = set(formdata.getlist(self.name))
            self.data = [number for number in range(1, len(MONTHS) + 1) if str(number) in sent]


def _ticked(number: int, chosen: Any) -> Markup:
    return Markup(" checked") if number in (chosen or ()) else Markup("")
