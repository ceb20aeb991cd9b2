"""Exits that user code raises in these tests, and how they are worded."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping

import pytest

MADE = {"exit": lambda: SystemExit(3), "interrupt": lambda: KeyboardInterrupt("mine")}


class _Errors(Mapping[str, BaseException]):
    """The errors by name, made anew each time: one that is kept holds the frames it was in."""

    def __getitem__(self, name: str) -> BaseException:
        return MADE[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(MADE)

    def __len__(self) -> int:
        return len(MADE)


ERRORS = _Errors()
SAID = {"exit": "SystemExit: 3", "interrupt": "KeyboardInterrupt: mine"}
ERROR = pytest.mark.parametrize("error", MADE)


@pytest.fixture(autouse=True)
def collected():
    """What a test leaves is freed at its end.

    Freed tasks write their errors, and before 3.11.5 Python fails if that happens while it parses
    (gh-106905), as a failing test or a warning makes it do.
    """
    yield
    gc.collect()
