"""Form fields for our column types, in Indonesian notation, that work without JavaScript."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_admin.model.fields import AjaxSelectField
from markupsafe import Markup, escape
from wtforms import Field, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import DateTimeLocalInput, html_params

from core.actor import find_actor
from core.admin.lookups import SHOWN
from core.idn.numbers import NumberFormatError, format_number, parse_number

BLANK = "__None"


class LookupWidget:
    """A plain select of the first choices; where there are more, a search box above it (see selaras.js)."""

    is_select = True

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        kwargs.setdefault("id", field.id)
        chosen = field.loader.format(field.data)
        rows = [field.loader.format(row) for row in field.loader.get_list("", 0, SHOWN + 1)]
        more = len(rows) > SHOWN
        if chosen is not None and chosen not in rows:
            rows.insert(0, chosen)
        options = [self._option(BLANK if field.allow_blank else "", "–" if field.allow_blank else "Pilih", False)]
        options += [self._option(pk, text, chosen is not None and pk == chosen[0]) for pk, text in rows]
        select = Markup("<select %s>%s</select>") % (
            Markup(html_params(name=field.name, **kwargs)),
            Markup("").join(options),
        )
        return self._search_box(field, kwargs["id"]) + select if more else select

    @staticmethod
    def _option(value: Any, text: str, selected: bool) -> Markup:
        return Markup('<option value="%s"%s>%s</option>') % (value, Markup(" selected") if selected else "", text)

    @staticmethod
    def _search_box(field: Any, select_id: str) -> Markup:
        url = url_for(f"{field.loader.endpoint}.ajax_lookup", name=field.loader.name)
        return Markup(
            '<input type="search" class="form-control s-lookup" hidden data-lookup="%s" data-lookup-for="%s"'
            ' aria-label="Cari pilihan %s" placeholder="Ketik untuk mencari, lalu pilih di bawah">'
        ) % (url, select_id, escape(field.label.text))


class LookupField(AjaxSelectField):
    """A foreign key; its loader only knows rows that may be chosen."""

    widget = LookupWidget()

    def __init__(self, loader: Any, *args: Any, allow_blank: bool = False, **kwargs: Any) -> None:
        super().__init__(loader, *args, allow_blank=allow_blank, **kwargs)
        self.flags.required = not allow_blank

    def process_formdata(self, valuelist: Any) -> None:
        # An empty choice must count as "nothing chosen", also when the record had a value before.
        if valuelist and valuelist[0] in (BLANK, ""):
            self.data = None
        else:
            super().process_formdata(valuelist)

    def pre_validate(self, form: Any) -> None:
        if self._formdata and self.data is None:
            raise ValidationError("Pilihan ini tidak ada. Pilih salah satu dari daftar.")
        if not self.allow_blank and self.data is None:
            raise ValidationError("Pilih salah satu dari daftar.")


class MomentField(Field):
    """An aware moment, shown and typed in the time zone of the person's government."""

    widget = DateTimeLocalInput()

    def _zone(self) -> ZoneInfo:
        actor = find_actor()
        return ZoneInfo(actor.zona_waktu if actor else "Asia/Jakarta")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.astimezone(self._zone()):%Y-%m-%dT%H:%M}" if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist or not valuelist[0]:
            self.data = None
            return
        try:
            naive = datetime.fromisoformat(valuelist[0])
        except ValueError:
            self.data = None
            raise ValueError("Isi tanggal dan jam, misalnya 15/08/2023 09.30.") from None
        self.data = naive.replace(tzinfo=self._zone()).astimezone(UTC)


class ExactField(StringField):
    """A decimal in id-ID notation (1.234,56)."""

    def __init__(self, *args: Any, places: int = 6, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        given: dict[str, Any] = getattr(self, "render_kw", None) or {}
        self.render_kw: dict[str, Any] = {"inputmode": "decimal", **given}

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else format_number(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        try:
            self.data = parse_number(valuelist[0], places=self.places)
        except NumberFormatError as error:
            self.data = None
            raise ValueError(str(error)) from None
