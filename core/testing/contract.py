"""What every plugin keeps, as tests. One line gives them to a plugin:

    class TestSurat(PluginContract):
        plugin = "surat"

Each part stands in a module of its own: what it declares, its tables, its pages, and that off is off.
"""

from core.testing.contract_data import DataContract
from core.testing.contract_gate import GateContract
from core.testing.contract_manifest import ManifestContract
from core.testing.contract_pages import PageContract


class PluginContract(ManifestContract, DataContract, PageContract, GateContract):
    """Set `plugin`. Where the plugin differs for a reason, say so in one of the attributes of the parts:
    `site_wide` (tables without a department), `open_to_members` (pages without a permission), `make_rows`.
    """


__all__ = ["PluginContract"]
