"""`hocket doctor --salvage`: what it prints about the copy of a journal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from click.testing import CliRunner

from hocket.app.defaults import journal_in
from hocket.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path


def test_salvage_of_a_journal_without_damage_says_that_no_run_was_cut(tmp_path: Path):
    async def create() -> None:
        await (await journal_in(tmp_path / "journal.db")).close()

    asyncio.run(create())
    done = CliRunner().invoke(cli, ["--home", str(tmp_path), "doctor", "--salvage"])
    assert (done.exit_code, "runs cut: none" in done.output.splitlines()) == (0, True), done.output
