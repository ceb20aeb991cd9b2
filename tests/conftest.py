"""What every test shares: no call that blocks the loop, and no clock in hypothesis' verdicts."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

from blocking import loop_guarded

settings.register_profile(
    "hocket",
    deadline=None,  # a slow machine is no failed test
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("hocket")

# Tests neither wait for the user's own processes of hocket nor hold them up.
RUNTIME = tempfile.TemporaryDirectory(prefix="tests-of-hocket-")
os.environ["HOCKET_RUNTIME"] = RUNTIME.name

# Programs that tests start, no modules to look for examples in.
collect_ignore = ["chaos/carrier.py", "acceptance/stubborn.py", "ui/web_server.py"]


@pytest.fixture(autouse=True)
def _loop_guarded():
    with loop_guarded():
        yield
