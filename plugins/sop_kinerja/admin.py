"""The CRUD views of sop_kinerja."""

from plugins.sop_kinerja import admin_data, admin_sop

VIEWS = (*admin_sop.VIEWS, *admin_data.VIEWS)
