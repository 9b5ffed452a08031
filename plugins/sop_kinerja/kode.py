"""Codes out of the words of a form: short, of small letters, digits and underscores."""

import re

_LONG = 50


def slug(text: str, default: str) -> str:
    """«Kasubag Perenc.» -> kasubag_perenc; `default` goes before what does not begin with a letter.

    `default` itself is a code; it is what a text without letters gives.
    """
    code = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:_LONG].strip("_")
    return code if code[:1].isalpha() else f"{default}_{code}".strip("_")
