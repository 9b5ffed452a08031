"""A column that holds a list of lines, typed one per line: no brackets, no quotes."""

from typing import Any

from markupsafe import Markup
from wtforms import TextAreaField
from wtforms.widgets import TextArea

from core.admin.columns import show

MIN_ROWS, MAX_ROWS = 3, 16
MAX_LINES, MAX_LENGTH = 200, 1000
ONE_PER_LINE = "Satu per baris."


class LinesWidget(TextArea):
    """As high as what it holds; what is deeper than lines is shown, to be read."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        if not field.editable:
            return Markup('<div class="s-readonly" id="%s">%s</div>') % (kwargs.get("id", field.id), show(field.data))
        text = field._value()
        # A line of 70 letters wraps once in the width of our forms.
        rows = sum(1 + len(line) // 70 for line in text.splitlines())
        kwargs.setdefault("rows", min(max(rows + 1, MIN_ROWS), MAX_ROWS))
        return super().__call__(field, **kwargs)


class LinesField(TextAreaField):
    """`data` is a list of texts. Empty lines and the space around a line are dropped."""

    widget = LinesWidget()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["description"] = kwargs.get("description") or ONE_PER_LINE
        super().__init__(*args, **kwargs)

    @property
    def editable(self) -> bool:
        """False for a list of anything but texts: typing would lose what is inside."""
        return isinstance(self.object_data or [], list) and all(isinstance(x, str) for x in self.object_data or [])

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist or not self.editable:
            return
        lines = [line.strip() for line in valuelist[0].splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            raise ValueError(f"Paling banyak {MAX_LINES} baris; yang ditulis {len(lines)}.")
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_LENGTH:
                raise ValueError(f"Baris {number} terlalu panjang: paling banyak {MAX_LENGTH} huruf.")
        self.data = lines

    def populate_obj(self, obj: Any, name: str) -> None:
        if self.editable:
            super().populate_obj(obj, name)
