"""Column types that mean the same on SQLite and on PostgreSQL.

SQLite keeps a DECIMAL as a binary float (10 x 0.10 becomes 0.9999999999999999) and a datetime as
text without a zone, so exact numbers and moments in time get columns of their own.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import peewee

_SQLITE_FORMAT = "%Y-%m-%d %H:%M:%S.%f"
_BIGINT_MAX = 2**63 - 1


class UtcDateTimeField(peewee.Field):
    """An aware moment. In: any aware datetime; out: aware, in UTC. A naive value is refused."""

    field_type = "SELARAS_TS"

    def db_value(self, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise ValueError(f"{self.name}: a moment needs a time zone, got {value!r}")
        utc = value.astimezone(UTC)
        if isinstance(_database_of(self), peewee.PostgresqlDatabase):
            return utc
        return utc.strftime(_SQLITE_FORMAT)

    def python_value(self, value: Any) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        assert isinstance(value, datetime)
        return value.astimezone(UTC)


class FixedField(peewee.Field):
    """An exact decimal, kept as a BIGINT of the value times 10**decimal_places, so that SUM and
    ORDER BY are exact in both databases (sum with `exact_sum`). A value with more places than that is refused,
    never rounded.
    """

    field_type = "BIGINT"

    def __init__(self, decimal_places: int = 6, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimal_places = decimal_places
        self._factor = Decimal(10) ** decimal_places

    def db_value(self, value: Any) -> int | None:
        if value is None:
            return None
        if isinstance(value, float):
            raise ValueError(f"{self.name}: a binary float is not exact, give a Decimal")
        scaled = Decimal(value) * self._factor
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self.name}: at most {self.decimal_places} decimal places")
        if abs(scaled) > _BIGINT_MAX:
            raise ValueError(f"{self.name}: the number is too large")
        return int(scaled)

    def python_value(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        # normalize() would write 1000 as 1E+3; the quotient of two decimals keeps plain digits.
        return Decimal(int(value)).scaleb(-self.decimal_places)


def exact_sum(column: Any) -> Any:
    """SUM of a FixedField (or of an alias's) in a query, as an exact Decimal; None over no rows.

    A bare `fn.SUM` gives the stored integer: peewee does not convert what functions such as SUM return.
    """
    return peewee.fn.SUM(column).coerce().python_value(column.python_value)


class JsonField(peewee.TextField):
    """A JSON document as text, keys sorted, so that the same content is the same bytes."""

    def db_value(self, value: Any) -> str | None:
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def python_value(self, value: Any) -> Any:
        return None if value is None else json.loads(value)


def _database_of(field: peewee.Field) -> Any:
    database = field.model._meta.database
    return getattr(database, "obj", None) or database
