from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hocket.adapters.bubblewrap.sandbox import Bubblewrap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def sandbox() -> Bubblewrap:
    return Bubblewrap()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    return path
