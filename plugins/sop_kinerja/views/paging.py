"""Pages of a list by `?halaman=`."""

from flask import request


def current_page(name: str = "halaman") -> int:
    """From 1; what is no number is the first page. `name`: of the argument, where a page has two lists."""
    wanted = request.args.get(name, "")
    return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 7 else 1
