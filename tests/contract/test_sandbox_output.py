"""Code in a sandbox that prints without end, or leaves a process that could print."""

from __future__ import annotations

import asyncio

import pytest

from hocket.ports.sandbox import SandboxLimits
from sandboxes import processes, run

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(60)]


async def test_sandbox_flood_of_output_is_truncated_to_its_end(sandbox, folder):
    code = "print('x' * 3_000_000); print('the end')"
    result = await run(sandbox, folder, code, SandboxLimits(output_bytes=1000))
    assert result.truncated
    assert len(result.stdout) <= 1000
    assert result.stdout.endswith("the end\n")


FLOODS = {
    "wide-lines": "while True: print('x' * 100_000)",
    "bytes": "import os\nwhile True: os.write(1, bytes(1 << 20))",
    "errors": "import os\nwhile True: os.write(2, b'y' * 7)",
    "from-two": "import os\nos.fork()\nwhile True: os.write(1, bytes(70_000)); os.write(2, b'z')",
    "no-line-end": "import sys\nwhile True: sys.stdout.write('x')",
    "unread-input": "import time\ntime.sleep(60)",
}


@pytest.mark.parametrize("code", FLOODS.values(), ids=FLOODS)
async def test_sandbox_code_that_prints_for_ever_is_stopped_at_its_time(sandbox, folder, code):
    async with asyncio.timeout(30):
        result = await run(sandbox, folder, code, SandboxLimits(timeout_s=1), stdin="i" * 3_000_000)
    assert result.ended_by == "timeout"
    assert len(result.stdout) <= SandboxLimits().output_bytes


@pytest.mark.parametrize("code", FLOODS.values(), ids=FLOODS)
async def test_sandbox_code_that_prints_for_ever_can_be_cancelled(sandbox, folder, code):
    begun = f"open('begun', 'w').close()\n{code}"
    task = asyncio.ensure_future(run(sandbox, folder, begun, stdin="i" * 3_000_000))
    while not (folder / "begun").exists():
        await asyncio.sleep(0.01)
    task.cancel()
    async with asyncio.timeout(30):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert [command for command in processes() if str(folder) in command] == []


async def test_sandbox_output_of_a_process_left_in_the_background_is_not_waited_for(
    sandbox, folder
):
    code = "import os, time\nif os.fork() == 0: time.sleep(60)\nprint('done')"
    async with asyncio.timeout(30):
        result = await run(sandbox, folder, code, SandboxLimits(timeout_s=50))
    assert (result.stdout, result.ended_by) == ("done\n", "")
