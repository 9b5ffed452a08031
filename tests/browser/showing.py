"""What a failed test shows beside its traceback: the ends of the logs of its Selaras."""

from collections.abc import Generator
from typing import Any

import pytest

from tests.browser.instance import Instance

_LOGS = ("web", "pekerja-cepat", "pekerja-berat", "antrean", "kotak-surat")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    report = yield
    if report.failed:
        for instance in getattr(item, "funcargs", {}).values():
            if isinstance(instance, Instance):
                report.sections.append(("selaras up", instance.said()))
                report.sections += [(name, instance.log(name)) for name in _LOGS]
    return report
