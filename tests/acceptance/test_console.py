"""What the command line prints, on any terminal, in any encoding, with any text."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import sys
from pathlib import Path

import pytest

from hocket.cli.streams import CONTROL
from hosts import host

HOCKET = Path(sys.executable).with_name("hocket")
EVIL = "A \x1b[2J\x1b]0;title\x07\x1b]52;c;aGk=\x07 \x9b31m \u202egnp.exe\u2066 \x08\x7f [w](http://x.test/)"
ANSWER = f"Köln ✓ 京都 🙂 {EVIL}"
COMMANDS = (
    ("run", f"Where? {EVIL}", "--single"),
    ("run", f"Where? {EVIL}", "--single", "--quiet"),
    ("run", f"Where? {EVIL}", "--single", "--json"),
    ("runs",),
    ("runs", "--json"),
    ("show", "last"),
    ("show", "last", "--json"),
    ("explain", "last"),
    ("explain", "last", "--json"),
    ("explain", "last", "t1", "--answer", "1"),
    ("explain", f"{EVIL}"),
    ("replay", "last"),
    ("cancel", "last"),
    ("cancel", f"{EVIL}"),
    ("resume",),
    ("inbox",),
    ("inbox", "--json"),
    ("approve", f"{EVIL}"),
    ("agents",),
    ("agents", "--json"),
    ("models",),
    ("schema",),
    ("schema", f"{EVIL}"),
    ("keys", "create", f"{EVIL}"),
    ("keys", "list"),
    ("audit", "verify"),
    ("journal", "rebuild", "catalogue"),
    ("serve", "--stop"),
    ("doctor", "--json"),
    ("--help",),
    ("run", f"--{EVIL}"),
    (f"{EVIL}",),
    ("run", "x", "--input", f"{EVIL}"),
    ("run", "--goal", f"{EVIL}"),
)
PARTS = 6
UNCHANGED = {COMMANDS[0], COMMANDS[1], ("show", "last"), ("explain", "last", "t1", "--answer", "1")}
"""Commands that print a result or an answer as it is into a pipe."""


async def hocket(environ: dict, *arguments: str, **more: str) -> tuple[int, bytes, bytes]:
    process = await asyncio.create_subprocess_exec(
        str(HOCKET),
        *arguments,
        env={**environ, **more},
        cwd=environ["HOCKET_HOME"].removesuffix("/home"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(40):
        out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out, err


async def on_terminal(environ: dict, *arguments: str, **more: str) -> tuple[int, bytes]:
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        str(HOCKET),
        *arguments,
        env={**environ, "TERM": "xterm", **more},
        cwd=environ["HOCKET_HOME"].removesuffix("/home"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    out = await asyncio.to_thread(_read, ours)
    async with asyncio.timeout(40):
        return await process.wait(), out


def _read(terminal: int) -> bytes:
    pieces = []
    try:
        while piece := os.read(terminal, 1 << 16):
            pieces.append(piece)
    except OSError:  # Linux: the other end is closed
        pass
    finally:
        os.close(terminal)
    return b"".join(pieces)


def part(number: int) -> tuple[tuple[str, ...], ...]:
    """A run, and some of the other commands."""
    return (COMMANDS[0], *COMMANDS[1 + number :: PARTS])


async def check_each(environ: dict, commands, encoding: str) -> None:
    for command in commands:
        code, out, err = await hocket(environ, *command, PYTHONIOENCODING=encoding)
        shown = err.decode(encoding)
        if command not in UNCHANGED:
            shown += out.decode(encoding)
        assert "Traceback" not in shown, command
        assert "for the traceback" not in shown, command
        assert not CONTROL.search(shown), (command, CONTROL.search(shown))
        if command[:1] == ("run",) and "--single" in command:
            assert code == 3, err
            assert "31m" in out.decode(encoding)


@pytest.mark.parametrize("number", range(PARTS))
async def test_each_command_in_ascii_prints_and_hides_no_control_character(tmp_path, number):
    async with host(tmp_path, {"say": ANSWER}) as environ:
        await check_each(environ, part(number), "ascii")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8", "utf-16-le", "shift-jis"])
async def test_result_is_printed_in_any_encoding(tmp_path, encoding):
    async with host(tmp_path, {"say": ANSWER}) as environ:
        await check_each(environ, COMMANDS[:8], encoding)


@pytest.mark.parametrize("number", range(PARTS))
async def test_each_command_on_a_terminal_obeys_no_control_character_of_a_text(tmp_path, number):
    async with host(tmp_path, {"say": ANSWER}) as environ:
        for command in part(number):
            _, out = await on_terminal(environ, *command)
            text = out.decode()
            for harmful in ("\x1b[2J", "\x1b]", "\x07", "\x08", "\x9b", "\u202e", "\u2066"):
                assert harmful not in text, (command, harmful)
            assert "for the traceback" not in text, command


async def test_result_with_control_characters_is_unchanged_in_a_pipe_and_in_its_file(tmp_path):
    async with host(tmp_path, {"say": ANSWER}) as environ:
        _, out, _ = await hocket(environ, "run", "x", "--single", "--quiet", "--out", "out")
        assert out.decode() == f"{ANSWER}\n"
        assert (tmp_path / "out/result.md").read_bytes().decode() == f"{ANSWER}\n"
        _, out, _ = await hocket(environ, "show", "last", "--json")
        assert json.loads(out)["text"] == ANSWER


@pytest.mark.parametrize("columns", ["0", "1", "-3", "x", "", "9" * 5, "40"])
async def test_any_width_prints_the_result(tmp_path, columns):
    async with host(tmp_path, {"say": "Rain falls."}) as environ:
        size = {"COLUMNS": columns, "LINES": columns}
        code, out, err = await hocket(environ, "run", "x", "--single", **size)
        assert (code, out.splitlines()[0]) == (3, b"Rain falls."), err
        code, shown = await on_terminal(environ, "show", "last", **size)
        assert code == 0
        assert b"Rain falls." in shown
        assert b"unproven" in shown
        code, _ = await on_terminal(environ, "run", "x", "--single", **size)
        assert code == 3


@pytest.mark.parametrize("command", ["run x --single", "runs", "explain last --json", "agents"])
async def test_reader_that_goes_away_is_no_error(tmp_path, command):
    async with host(tmp_path, {"say": "Rain falls."}) as environ:
        done = await hocket(environ, "run", "x", "--single")
        assert done[0] == 3
        line = f"{HOCKET} {command} 2>err | true; echo ${{PIPESTATUS[0]}} >code"
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", line, env=environ, cwd=tmp_path, stdout=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(40):
            await process.communicate()
        assert b"rror" not in (tmp_path / "err").read_bytes()
        assert (tmp_path / "code").read_text() == ("3\n" if command.startswith("run ") else "0\n")


async def test_progress_whose_reader_goes_away_does_not_stop_the_run(tmp_path):
    async with host(tmp_path, {"say": "Rain falls."}) as environ:
        line = f"{HOCKET} run x --single --out out 2>&1 >printed | head -c 1"
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", line, env=environ, cwd=tmp_path, stdout=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(40):
            await process.communicate()
        assert (tmp_path / "out/result.md").read_text() == "Rain falls.\n"
        assert (tmp_path / "printed").read_text().startswith("Rain falls.\n")
