"""Notes in the panel; their state is shown, never set."""

from plugins.contoh.models import Catatan

from core.admin import AdminView


class CatatanView(AdminView):
    model = Catatan
    label, permission_prefix = "Catatan", "contoh.catatan"
    column_list = ("judul", "induk", "status", "terbit")
    column_searchable_list = ("judul",)
    column_filters = ("status",)
    readonly_columns = ("status", "terbit")
    badge_columns = ("status",)


VIEWS = (CatatanView,)
