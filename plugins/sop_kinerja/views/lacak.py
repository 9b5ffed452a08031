"""«Mengapa angka ini?»: the page of one figure; and the same for anybody by a public link."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for

from core.actor import SYSTEM_NAME, current_actor
from core.idn.dates import format_datetime
from core.permissions import allowed
from core.web.gatekeeper import public
from core.web.given import whole
from core.web.security import limiter
from plugins.sop_kinerja.services import lacak_alamat, lacak_tautan
from plugins.sop_kinerja.services.data_assess import value_in_words
from plugins.sop_kinerja.services.lacak import explain
from plugins.sop_kinerja.views.blueprint import blueprint

_TITLE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")


# A submission leads to its explained figures; its page knows nothing of them.
blueprint.add_app_template_global(lacak_alamat.of_submission, "alamat_lacak")


@blueprint.get("/angka/<uuid>/<periode>")
def lacak_show(uuid: str, periode: str) -> Any:
    """The figure of a yearly indicator in a period; `untuk` names another asker's recap."""
    found = explain(uuid, periode, whole(request.args.get("untuk")))
    actor = current_actor()
    own = int(found.angka.penyelenggara_id) == actor.perangkat_daerah_id
    link = lacak_tautan.link_of(found) if own else None
    return render_template(
        "sop_kinerja/lacak_show.html",
        found=found,
        when=_when(actor.zona_waktu),
        link=link,
        link_url=url_for("sop_kinerja.lacak_public", token=link.token, _external=True) if link else "",
        may_open=own and allowed(actor, lacak_tautan.OPEN),
        links_allowed=own and lacak_tautan.is_allowed(int(actor.perangkat_daerah_id or 0)),
        person=lambda text, office: text,
        in_words=value_in_words,
        public=False,
    )


@blueprint.post("/angka/<uuid>/<periode>/tautan")
def lacak_open(uuid: str, periode: str) -> Any:
    lacak_tautan.open_link(explain(uuid, periode))
    flash("Tautan dibuka. Siapa pun yang memegangnya dapat melihat asal angka ini.", "success")
    return redirect(url_for("sop_kinerja.lacak_show", uuid=uuid, periode=periode))


@blueprint.post("/angka/tautan/<uuid>/tutup")
def lacak_close(uuid: str) -> Any:
    link = lacak_tautan.close_link(uuid)
    flash("Tautan ditutup.", "success")
    where = url_for("sop_kinerja.lacak_show", uuid=link.indikator_tahun.uuid, periode=link.periode)
    return redirect(where)


@blueprint.get("/umum/angka/<token>")
@limiter.limit("60 per minute; 600 per hour")
@public
def lacak_public(token: str) -> Any:
    """Without login: positions instead of names, evidence by name and hash only."""
    seen = lacak_tautan.visit(token[:64])
    page = render_template(
        "sop_kinerja/lacak_umum.html",
        seen=seen,
        found=seen.lacak,
        when=_when(seen.zona_waktu),
        person=position_of,
        in_words=value_in_words,
        public=True,
    )
    return page, 410 if seen.lacak is None else 200


def position_of(signed: str, office: str = "") -> str:
    """'Kepala Bagian' of 'Siti Aminah (Kepala Bagian)'; who acted without a position is only an official, of `office`
    where it is known."""
    found = _TITLE.search(signed)
    if found:
        return found[1]
    if signed == SYSTEM_NAME:
        return signed
    return f"Pejabat pada {office}" if office else "Pejabat"


def _when(zone: str) -> Any:
    return lambda moment: "" if moment is None else format_datetime(moment, ZoneInfo(zone))
