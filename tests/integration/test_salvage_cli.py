"""`hocket doctor --salvage`: what it prints about the copy of a journal."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner

from hocket.app.defaults import journal_in
from hocket.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "from hocket.cli.main import main; main()"


def test_salvage_of_a_journal_without_damage_says_that_no_run_was_cut(tmp_path: Path):
    async def create() -> None:
        await (await journal_in(tmp_path / "journal.db")).close()

    asyncio.run(create())
    done = CliRunner().invoke(cli, ["--home", str(tmp_path), "doctor", "--salvage"])
    assert (done.exit_code, "runs cut: none" in done.output.splitlines()) == (0, True), done.output


def test_salvage_of_a_journal_that_cannot_be_opened_is_a_plain_error(tmp_path: Path):
    (tmp_path / "journal.db").mkdir()
    done = CliRunner().invoke(cli, ["--home", str(tmp_path), "doctor", "--salvage"])
    assert done.exit_code == 6, done.output
    assert f"error: {tmp_path}/journal.db cannot be" in done.output


def test_salvage_without_room_for_the_copy_leaves_the_journal_and_no_copy(tmp_path: Path):
    test_salvage_of_a_journal_without_damage_says_that_no_run_was_cut(tmp_path)
    for left in tmp_path.glob("journal.db.damaged*"):
        left.unlink()
    before = (tmp_path / "journal.db").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "--home", str(tmp_path), "doctor", "--salvage"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert done.returncode == 6, done.stderr
    assert "cannot be written" in done.stderr
    assert (tmp_path / "journal.db").read_bytes() == before
    assert not [*tmp_path.glob("*.salvage*"), *tmp_path.glob("*.damaged*")]
