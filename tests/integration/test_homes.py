"""A home that cannot be made, read or written: every command says what to do."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from hocket.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "runs", "run hello --single", "doctor --verify", "doctor --salvage", "resume last",
    "show last", "explain last", "replay last", "cancel last", "agents", "inbox", "approve x",
    "keys list", "keys create --role admin n", "audit verify", "journal rebuild catalogue",
    "schema events", "serve --background", "serve --stop",
)  # fmt: skip
UNEXPECTED = re.compile(r"^error: \w+Error:", re.MULTILINE)
MAIN = "from hocket.cli.main import main; main()"
WRITING = ("run hello --single", "resume last", "keys list", "serve --background")


def under_a_file(place: Path) -> Path:
    (place / "file").touch()
    return place / "file" / "home"


def a_dangling_link(place: Path) -> Path:
    (place / "link").symlink_to(place / "nowhere" / "else")
    return place / "link"


def too_long(place: Path) -> Path:
    return place / ("x" * 300)


def not_to_be_made(_: Path) -> Path:
    from pathlib import Path  # noqa: PLC0415 - for its type above

    return Path("/proc/hocket")


def with_folders_in_the_way(place: Path) -> Path:
    """As in a folder that cannot be written, for any user: none of its files can be opened."""
    for name in ("journal.db", "journal.db.lock", "serve.log"):
        (place / "home" / name).mkdir(parents=True)
    return place / "home"


def with_a_lock_in_the_way(place: Path) -> Path:
    (place / "home" / "journal.db.lock").mkdir(parents=True)
    return place / "home"


HOMES = (
    under_a_file,
    a_dangling_link,
    too_long,
    not_to_be_made,
    with_folders_in_the_way,
    with_a_lock_in_the_way,
)


def invoked(home: Path, command: str):
    return CliRunner().invoke(cli, command.split(), env={"HOCKET_HOME": str(home)})


@pytest.mark.parametrize("home", HOMES)
def test_command_with_an_unusable_home_ends_with_a_plain_error(tmp_path, home):
    place = home(tmp_path)
    for command in COMMANDS:
        done = invoked(place, command)
        assert done.exit_code in (0, 2, 6), (command, done.output)
        assert "Traceback" not in done.output, (command, done.output)
        assert not re.search(r"^error: \w+Error:", done.output, re.MULTILINE), (
            command,
            done.output,
        )


@pytest.mark.parametrize("home", [under_a_file, a_dangling_link, too_long, not_to_be_made])
@pytest.mark.parametrize("command", WRITING)
def test_command_that_writes_into_an_unusable_home_names_the_way_out(tmp_path, home, command):
    done = invoked(home(tmp_path), command)
    assert done.exit_code == 6, done.output
    assert "choose another folder" in done.output


def test_home_in_the_way_is_named(tmp_path):
    assert f"{tmp_path}/file is a file" in invoked(under_a_file(tmp_path), "keys list").output
    linked = invoked(a_dangling_link(tmp_path), "keys list")
    assert "is a link to" in linked.output


def test_lock_that_cannot_be_opened_is_an_error_with_the_way_out(tmp_path):
    done = invoked(with_a_lock_in_the_way(tmp_path), "run hello --single")
    assert (done.exit_code, "writable for you, or choose another folder" in done.output) == (
        6,
        True,
    ), done.output


@pytest.mark.parametrize("home", HOMES[:4])
def test_doctor_is_not_ready_where_the_home_cannot_be_used(tmp_path, home):
    done = invoked(home(tmp_path), "doctor")
    assert done.exit_code == 6, done.output
    assert "Not ready" in done.output
    assert "Ready." not in done.output


@pytest.mark.parametrize("command", ["run hello --single", "keys create --role admin n", "doctor"])
def test_command_on_a_full_disk_ends_with_a_plain_error(tmp_path, command):
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "--home", str(tmp_path), *command.split()],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
    assert "Ready." not in done.stdout


@pytest.mark.parametrize("command", ["runs", "inbox", "agents", "doctor"])
def test_empty_journal_that_a_full_disk_left_counts_as_none(tmp_path, command):
    (tmp_path / "journal.db").touch()
    done = invoked(tmp_path, command)
    assert done.exit_code == invoked(tmp_path / "none", command).exit_code
    assert "not a journal" not in done.output
    assert "There is no journal" in invoked(tmp_path, "audit verify").output
