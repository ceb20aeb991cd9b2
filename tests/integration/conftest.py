"""The sandbox of the tests of programs and queries on tables, and a folder with one."""

from __future__ import annotations

import pytest

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from shops import place_of_shops


@pytest.fixture(scope="module")
def sandbox():
    return Bubblewrap()


@pytest.fixture
def place(tmp_path):
    return place_of_shops(tmp_path)
