"""The guard of the loop: it sees what blocks, and its exceptions name what there is."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from blockbuster import BlockingError

import hocket
from blocking import MAY_BLOCK
from hocket.execute.folder import read_regular

SOURCE = Path(hocket.__file__).parents[1]


async def test_call_that_blocks_the_loop_fails_a_test_and_one_in_a_thread_does_not(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(BlockingError):
        read_regular(file, 9)
    assert await asyncio.to_thread(read_regular, file, 9) == b"x"


def test_call_without_a_loop_may_block(tmp_path):
    (tmp_path / "file").write_text("x")
    assert read_regular(tmp_path / "file", 9) == b"x"


@pytest.mark.parametrize(("file", "names"), [e for e in MAY_BLOCK if e[0].startswith("hocket/")])
def test_exception_names_functions_that_there_are(file, names):
    text = (SOURCE / file).read_text(encoding="utf-8")
    assert not {name for name in names if not re.search(rf"def {name}\b", text)}
