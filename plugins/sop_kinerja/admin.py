"""The CRUD views of sop_kinerja."""

from plugins.sop_kinerja import admin_acuan, admin_data, admin_kasus, admin_langkah, admin_sop

VIEWS = (*admin_sop.VIEWS, *admin_langkah.VIEWS, *admin_acuan.VIEWS, *admin_kasus.VIEWS, *admin_data.VIEWS)
