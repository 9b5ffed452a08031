"""Pages of a list by `?halaman=`: what a person, or a crawler, may have written there."""

from flask import request


def current_page(name: str = "halaman") -> int:
    """From 1; what is no number, or none that a database takes, is the first page.

    :param name: of the argument, where a page has two lists
    """
    wanted = request.args.get(name, "")
    return max(1, int(wanted)) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 7 else 1
