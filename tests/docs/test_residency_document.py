"""The document on residency shows what its bench prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).parents[2]


def test_residency_document_has_the_table_and_the_picture_of_the_bench(tmp_path):
    picture = tmp_path / "residency.svg"
    command = [sys.executable, "bench/residency.py", "--svg", str(picture)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout in (ROOT / "docs/residency.md").read_text(encoding="utf-8")
    assert picture.read_text(encoding="utf-8") == (ROOT / "docs/residency.svg").read_text("utf-8")
