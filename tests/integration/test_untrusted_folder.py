"""A folder full of files from elsewhere, in which hocket is started, is data and never code."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import platformdirs
import pytest

from hocket.adapters.llamacpp.weights import WEIGHTS, fetch

pytestmark = [pytest.mark.llamacpp, pytest.mark.timeout(120)]

NAMES = ("xllamacpp", "hocket", "pip", "json", "asyncio", "regex", "sitecustomize")


async def test_hocket_started_in_a_folder_with_foreign_modules_imports_none_of_them(tmp_path):
    await fetch(WEIGHTS["smollm2:135m"], platformdirs.user_cache_path("hocket") / "weights")
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text(f"open('ran-{name}', 'w').close()\n")
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("hocket")),
        "run",
        "hello",
        "--single",
        "--quiet",
        "--budget",
        "calls=1",
        cwd=tmp_path,
        env={
            **os.environ,
            "HOCKET_HOME": str(tmp_path / "home"),
            "HOCKET_LLM": "llamacpp:smollm2:135m",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    assert process.returncode in (0, 3, 5), err.decode()
    assert [p.name for p in tmp_path.glob("ran-*")] == []
