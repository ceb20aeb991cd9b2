"""Temporary folders: those of killed processes are removed, and nothing else is."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from hocket.adapters.system.folder import MARK, remove_abandoned, temporary_folder

USER = os.geteuid()

# Opens what hocket opens with a folder of its own, says where it is, and waits to be killed.
HOLDER = """
import asyncio, os, sys
from pathlib import Path
from hocket import Agent, Hocket, tool
from hocket.testing import ScriptedLlm

class Written:
    name, description, effect, uses_files = "leave", "Leave a file.", "none", True
    parameters = {"type": "object", "properties": {}}

    async def use(self, arguments, place):
        inner = place.folder / "closed"
        inner.mkdir()
        (inner / "file").write_text("x")
        inner.chmod(0)
        print(place.folder, flush=True)
        await asyncio.Event().wait()

async def work(_, bench):
    await bench.use("leave", {})

async def main():
    agent = Agent("worker", work=work, tools=(Written(),))
    async with Hocket([agent], builtin=False, llm=ScriptedLlm(["x"])) as hocket:
        await hocket.run("go", plan="single")

asyncio.run(main())
"""
OPENED_AND_CLOSED = """
import asyncio
from hocket import Hocket
from hocket.testing import ScriptedLlm

async def main():
    async with Hocket(llm=ScriptedLlm(["x"])):
        pass

asyncio.run(main())
"""


def started(script: str, place) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_next_start_removes_the_folder_of_a_killed_process_and_no_other(tmp_path):
    with started(HOLDER, tmp_path) as killed, started(HOLDER, tmp_path) as running:
        assert killed.stdout.readline()
        assert running.stdout.readline()
        assert len(list(tmp_path.iterdir())) == 2
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert len(list(tmp_path.iterdir())) == 2
        with started(OPENED_AND_CLOSED, tmp_path) as next_one:
            assert next_one.wait() == 0
        [remaining] = tmp_path.iterdir()
        assert (remaining / MARK).read_text() == str(running.pid)
        running.kill()


async def test_folder_exists_within_the_block_only(tmp_path):
    async with temporary_folder(tmp_path) as folder:
        (folder / "a").mkdir()
        (folder / "a" / "file").write_text("x")
        async with temporary_folder(tmp_path) as other:
            assert folder != other
            assert folder.exists(), "one of this process is in use too"
        assert not other.exists()
    assert list(tmp_path.iterdir()) == []


async def test_folder_with_an_unreadable_part_is_removed(tmp_path):
    async with temporary_folder(tmp_path) as folder:
        (folder / "a" / "b").mkdir(parents=True)
        (folder / "a" / "b" / "file").write_text("x")
        (folder / "a" / "b").chmod(0)
        (folder / "a").chmod(0o500)
    assert list(tmp_path.iterdir()) == []


def abandoned(place, name: str = "hocket-1", pid: int | None = None):
    """A folder as a process leaves it that is killed."""
    folder = place / name
    folder.mkdir()
    (folder / MARK).write_text(str(os.getpid() if pid is None else pid))
    (folder / "file").write_text("x")
    return folder


def test_folder_whose_pid_was_reused_is_removed(tmp_path):
    folder = abandoned(tmp_path, pid=os.getppid())
    remove_abandoned(tmp_path, USER)
    assert not folder.exists()


def test_folder_of_another_user_is_left(tmp_path):
    folder = abandoned(tmp_path)
    remove_abandoned(tmp_path, USER + 1)
    assert (folder / "file").exists()


@pytest.mark.parametrize("mark", ["none", "folder", "link", "pipe"])
def test_folder_without_our_mark_is_left(tmp_path, mark):
    folder = abandoned(tmp_path)
    (folder / MARK).unlink()
    if mark == "folder":
        (folder / MARK).mkdir()
    elif mark == "link":
        (folder / MARK).symlink_to(folder / "file")
    elif mark == "pipe":
        os.mkfifo(folder / MARK)
    remove_abandoned(tmp_path, USER)
    assert (folder / "file").exists()


def test_links_are_not_followed(tmp_path):
    elsewhere = abandoned(tmp_path, "elsewhere")
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o750)
    (outside / "file").write_text("x")
    (tmp_path / "hocket-link").symlink_to(elsewhere)
    (abandoned(tmp_path) / "link").symlink_to(outside)
    remove_abandoned(tmp_path, USER)
    remaining = sorted(entry.name for entry in tmp_path.iterdir())
    assert remaining == ["elsewhere", "hocket-link", "outside"]
    assert (elsewhere / "file").exists()
    assert (outside / "file").exists()
    assert outside.stat().st_mode & 0o777 == 0o750


def test_missing_temporary_directory_is_not_an_error(tmp_path):
    remove_abandoned(tmp_path / "none", USER)


DEEP = "import os\nfor _ in range(3000): os.mkdir('deep'); os.chdir('deep')\nopen('file', 'w')"


async def test_temporary_folder_deeper_than_any_path_is_removed(tmp_path):
    async with temporary_folder(tmp_path) as folder:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", DEEP, cwd=folder)
        assert await process.wait() == 0
    assert not folder.exists()
