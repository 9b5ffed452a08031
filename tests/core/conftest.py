"""The world of the web tests; everything else in this folder needs no fixture."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.core.web_support import world


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with world(tmp_path_factory.mktemp("web")) as found:
        yield found
