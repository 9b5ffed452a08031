"""Pages of a list by `?halaman=`."""

from flask import request


def current_page() -> int:
    """From 1; what is no number is the first page."""
    wanted = request.args.get("halaman", "")
    return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 7 else 1
