"""The CRUD views of sop_kinerja."""

from plugins.sop_kinerja import (
    admin_acuan,
    admin_angka,
    admin_data,
    admin_kasus,
    admin_langkah,
    admin_rencana,
    admin_skala,
    admin_sop,
)

VIEWS = (
    *admin_sop.VIEWS,
    *admin_langkah.VIEWS,
    *admin_acuan.VIEWS,
    *admin_kasus.VIEWS,
    *admin_rencana.VIEWS,
    *admin_skala.VIEWS,
    *admin_data.VIEWS,
    *admin_angka.VIEWS,
)
