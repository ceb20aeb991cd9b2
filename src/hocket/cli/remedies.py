"""The remedies of errors, worded as commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocket.errors import RemedyName

REMEDIES: dict[RemedyName, str] = {
    "choose_port": "`--port` chooses another",
    "fetch_llm": "`hocket models --fetch {llm}` fetches it",
    "free_journal": "`hocket cancel` ends its run, `--home` names another place",
    "list_questions": "`hocket inbox` lists what waits",
    "list_runs": "`hocket runs` lists them",
    "raise_limit": "`--budget {limit}=N` sets it",
    "resume_runs": "then `hocket resume` goes on",
    "salvage_journal": "`hocket doctor --salvage` does it",
    "start_run": "`hocket run` starts one",
    "upload_file": "`--input` gives it",
}
