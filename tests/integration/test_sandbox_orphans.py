"""A process that is killed leaves no sandbox behind, whatever the moment."""

from __future__ import annotations

import random
import secrets
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

# Starts one sandbox after another, which never end by themselves.
HOLDER = """
import asyncio, sys
from pathlib import Path
from hocket.adapters.bubblewrap.sandbox import Bubblewrap

async def main():
    sandbox, folder, name = Bubblewrap(), Path(sys.argv[1]), sys.argv[2]
    await sandbox.probe()
    (folder / name).write_text("import time; time.sleep(100)")
    print("ready", flush=True)
    while True:
        task = asyncio.ensure_future(sandbox.run_python(folder, [name]))
        await asyncio.sleep(float(sys.argv[3]))
        task.cancel()
        await asyncio.wait([task])

asyncio.run(main())
"""


def left(name: str) -> list[str]:
    """The command lines of all processes that hold a name."""
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            commands.append(path.read_bytes().decode(errors="replace").replace("\0", " "))
    return [command for command in commands if name in command]


@pytest.mark.parametrize("moment", range(12))
def test_sandbox_of_a_process_killed_at_any_moment_ends_too(tmp_path, moment):
    rng = random.Random(moment)
    name, folder = f"run_{secrets.token_hex(8)}.py", tmp_path / secrets.token_hex(8)
    folder.mkdir()
    arguments = [sys.executable, "-c", HOLDER, str(folder), name, str(rng.uniform(0.005, 0.15))]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as holder:
        holder.stdout.readline()
        time.sleep(rng.uniform(0, 0.2))
        holder.send_signal(signal.SIGKILL)
    end = time.monotonic() + 30
    while (survivors := left(name) + left(str(folder))) and time.monotonic() < end:
        time.sleep(0.05)
    assert survivors == []
