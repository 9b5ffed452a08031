"""How a form looks: yellow where somebody types, grey where nobody may, red where something is wrong."""

from collections.abc import Mapping

from core.spreadsheet_cells import BASE

_BOX: dict[str, object] = BASE | {"border": 1, "border_color": "#9A9A9A", "valign": "top", "text_wrap": True}
_TYPED: dict[str, object] = _BOX | {"bg_color": "#FFF7CC", "locked": False}
_WRONG: dict[str, object] = {"bg_color": "#F8D0D0", "border": 2, "border_color": "#B00020"}

TITLE: Mapping[str, object] = BASE | {"bold": True, "font_size": 14}
WORDS: Mapping[str, object] = BASE | {"font_size": 10, "valign": "top"}
HINT: Mapping[str, object] = BASE | {"italic": True, "font_color": "#404040"}
HEAD: Mapping[str, object] = _BOX | {"bold": True, "bg_color": "#DDE3EA", "align": "center", "valign": "vcenter"}
TEXT: Mapping[str, object] = _BOX | {"bg_color": "#F4F4F4", "align": "left", "indent": 1}
FIGURE: Mapping[str, object] = TEXT | {"align": "right"}
UNUSED: Mapping[str, object] = _BOX | {"bg_color": "#E3E3E3"}
TYPED_NUMBER: Mapping[str, object] = _TYPED | {"align": "right", "indent": 1}
# General, not a number format of our own: Excel then turns a typed 3/4 into a date that can be seen and refused,
# where it would hide it behind a number format.
TYPED_TEXT: Mapping[str, object] = _TYPED | {"num_format": "@", "align": "left", "indent": 1}
WRONG_NUMBER: Mapping[str, object] = TYPED_NUMBER | _WRONG
WRONG_TEXT: Mapping[str, object] = TYPED_TEXT | _WRONG
WRONG_LOCKED: Mapping[str, object] = TEXT | _WRONG
LIST: Mapping[str, object] = _BOX | {"align": "left", "indent": 1}
LINK: Mapping[str, object] = LIST | {"font_color": "#0B57A4", "underline": 1}

WHOLE, BROKEN = "#,##0", "#,##0.0#####"
"""How a figure is shown, without and with decimals."""

LOCKED_SHEET = {"select_locked_cells": True, "format_columns": True, "format_rows": True}
"""What a protected sheet still lets one do: read it comfortably."""
