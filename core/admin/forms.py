"""From model columns to form fields."""

from typing import Any

import peewee
from flask_admin.contrib.peewee.form import CustomModelConverter
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from core.admin.fields import ExactField, LookupField, MomentField
from core.admin.list_field import LinesField
from core.fields import FixedField, JsonField, UtcDateTimeField

LONG = 250
"""A text column longer than this gets several lines."""


def is_deep(field: Any) -> bool:
    """A JSON column that is no list of lines: without a form field of its own (`form_overrides`) it is only shown."""
    return isinstance(field, JsonField) and field.default is not list


class Converter(CustomModelConverter):
    """Native date inputs, our exact and UTC types, choices as a select, and foreign keys through scoped loaders."""

    def __init__(self, view: Any, additional: Any = None) -> None:
        super().__init__(view, additional)
        standard: dict[Any, Any] = dict(getattr(self, "converters", {}))
        self.converters: dict[Any, Any] = {
            UtcDateTimeField: self._field(MomentField),
            FixedField: self._exact,
            JsonField: self._field(LinesField),
            peewee.DateField: self._field(DateField),
            peewee.ForeignKeyField: self.handle_foreign_key,
            peewee.BooleanField: self._boolean,
            peewee.IntegerField: self._integer,
            peewee.CharField: self._text,
            **{k: v for k, v in standard.items() if k not in (peewee.DateField, peewee.ForeignKeyField)},
        }

    @staticmethod
    def _field(field_class: Any) -> Any:
        return lambda model, field, **kwargs: (field.name, field_class(**kwargs))

    @staticmethod
    def _exact(model: Any, field: Any, **kwargs: Any) -> Any:
        kwargs["filters"] = []
        return field.name, ExactField(places=field.decimal_places, **kwargs)

    @staticmethod
    def _boolean(model: Any, field: Any, **kwargs: Any) -> Any:
        kwargs.update(validators=[], filters=[])
        return field.name, BooleanField(**kwargs)

    def _integer(self, model: Any, field: Any, **kwargs: Any) -> Any:
        if field.choices:
            return self._choice(field, int, kwargs)
        return field.name, IntegerField(**kwargs)

    def _text(self, model: Any, field: Any, **kwargs: Any) -> Any:
        if field.choices:
            return self._choice(field, str, kwargs)
        if field.max_length and field.max_length > LONG:
            return field.name, TextAreaField(**kwargs)
        return field.name, StringField(**kwargs)

    @staticmethod
    def _choice(field: Any, coerce: Any, kwargs: Any) -> Any:
        choices = [SelectChoice(value, str(text)) for value, text in field.choices]
        if field.null:
            choices.insert(0, SelectChoice("", "–"))
        else:
            kwargs["validators"] = [InputRequired()]
        return field.name, SelectField(choices=choices, coerce=coerce, **kwargs)

    def handle_foreign_key(self, model: Any, field: Any, **kwargs: Any) -> Any:
        kwargs["filters"] = []
        kwargs["validators"] = []  # the field itself says what is missing
        return field.name, LookupField(self.view.loader_for(field), allow_blank=field.null, **kwargs)
