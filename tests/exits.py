"""Exits that user code raises in these tests, and how they are worded."""

from __future__ import annotations

import pytest

ERRORS = {"exit": SystemExit(3), "interrupt": KeyboardInterrupt("mine")}
SAID = {"exit": "SystemExit: 3", "interrupt": "KeyboardInterrupt: mine"}
ERROR = pytest.mark.parametrize("error", ERRORS)
