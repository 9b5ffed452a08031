"""The one blueprint of sop_kinerja; every module of this package adds its pages to it."""

from flask import Blueprint

blueprint = Blueprint(
    "sop_kinerja",
    __name__,
    url_prefix="/sop-kinerja",
    template_folder="../templates",
    static_folder="../static",
)
