"""The blueprint, and what its pages share."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, request, url_for

from core.errors import InputError, NotAllowed, NotFound, SelarasError
from core.files.models import Dokumen
from core.web.files import send_bytes, send_document
from core.web.given import current_page, whole

blueprint = Blueprint(
    "surat", "plugins.surat", url_prefix="/surat", template_folder="templates", static_folder="static"
)
PER_PAGE = 20
# A browser's PDF viewer runs nothing of ours; everything else stays forbidden.
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Page:
    """One page of a query: `rows`, `number` from 1, `count` of pages, and the address of any page."""

    rows: list[Any]
    number: int
    count: int

    def url(self, number: int) -> str:
        return url_for(str(request.endpoint), **{**request.view_args, **request.args.to_dict(), "halaman": number})


def paged(query: Any) -> Page:
    total = query.count()
    count = max(1, -(-total // PER_PAGE))
    number = min(current_page(), count)
    return Page(list(query.paginate(number, PER_PAGE)), number, count)


def year_and_text() -> tuple[int | None, str]:
    """The filters of an agenda, as asked for."""
    year = whole(request.args.get("tahun"))
    return (year if year and 1900 <= year <= 2999 else None), request.args.get("cari", "").strip()[:100]


def attempt(deed: Callable[[], Any]) -> tuple[dict[str, str], int]:
    """Runs what a form asks for. Gives what is wrong, by field ("" for the whole form), and the HTTP status."""
    try:
        deed()
    except (NotFound, NotAllowed):
        raise
    except InputError as error:
        return error.fields or {"": error.sentence}, error.status
    except SelarasError as error:
        return {"": error.sentence}, error.status
    return {}, 200


def uploaded(field: str = "berkas") -> tuple[Any, str]:
    """Stream and name of the file that was sent; an empty stream when none was."""
    found = request.files.get(field)
    return (found.stream, found.filename or "berkas") if found and found.filename else (BytesIO(), "")


def show_pdf(dokumen: Dokumen) -> Response:
    """A PDF that we made ourselves, shown in the browser; any other document is a download."""
    answer = send_document(dokumen)
    return inline(answer) if dokumen.media == "application/pdf" else answer


def show_bytes(pdf: bytes, nama: str) -> Response:
    return inline(send_bytes(BytesIO(pdf), nama, "application/pdf", etag=False))


def inline(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = PDF_POLICY
    response.headers["Content-Disposition"] = response.headers["Content-Disposition"].replace("attachment", "inline", 1)
    return response
