"""The world of the web tests; everything else in this folder needs no fixture."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.core.web_support import world


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    home: Path = tmp_path_factory.mktemp("web")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SELARAS_HOME", str(home))
        with world(home) as found:
            yield found
