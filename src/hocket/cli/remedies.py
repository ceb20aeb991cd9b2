"""The remedies of errors, worded as commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocket.errors import RemedyName

REMEDIES: dict[RemedyName, str] = {
    "choose_port": "choose another with `--port`",
    "fetch_llm": "fetch them with `hocket models --fetch {llm}`",
    "free_journal": "end its run with `hocket cancel`, or use another folder with `--home`",
    "list_questions": "list open questions with `hocket inbox`",
    "list_runs": "list them with `hocket runs`",
    "raise_limit": "set it with `--budget {limit}=N`",
    "resume_runs": "then continue with `hocket resume`",
    "salvage_journal": "run `hocket doctor --salvage`",
    "start_run": "start one with `hocket run`",
    "stop_server": "stop the server with `hocket serve --stop`, or use another `--home`",
    "test_llm": "test it with `hocket models test {llm}`",
    "upload_file": "pass it with `--input`",
}
