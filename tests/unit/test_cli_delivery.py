from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console
from rpds import HashTrieMap

from hocket.cli.account import print_account
from hocket.cli.delivery import Delivery, print_deliverable, to_json, write_out
from hocket.cli.exits import Exit, exit_of_error, exit_of_run
from hocket.core.award import Award
from hocket.core.choice import Choice
from hocket.core.event import EffectDoubtful
from hocket.core.goal import Deliverable, Goal
from hocket.core.plan import Plan
from hocket.core.result import Result
from hocket.core.run import RunState, TaskState
from hocket.core.task import Objective, Task
from hocket.core.usage import Usage
from hocket.errors import (
    ConfigError,
    InvalidInputError,
    JournalHeldError,
    MissingExtraError,
    OrchestrationError,
    PermanentError,
    SandboxUnavailableError,
    UnavailableError,
)
from hocket.projections.finished import FinishedRun

DIGEST = "0" * 64


def finished(status="reached", verdict="accepted", *, files=None, limit="", kind="markdown"):
    files = files or {}
    result = Result(
        text=DIGEST,
        files=dict.fromkeys(files, DIGEST),
        verdict=verdict,
        unproven=("t2",),
        missing=("t3: gave up",),
    )
    doubt = EffectDoubtful(attempt_id="t1#1", ordinal=2, tool="send_mail", request=DIGEST)
    state = RunState(
        "run-1",
        status=status,
        goal=Goal(text="x", deliverable=Deliverable(kind=kind)),
        result=result,
        limit=limit,
        doubtful=(doubt,),
    )
    return FinishedRun("run-1", status, verdict, "# Title\n\nText.", files, "", state)


def planned() -> FinishedRun:
    task = Task(task_id="t1", objective=Objective(description="do it"))
    choice = Choice(
        of="agent", candidates={"worker": 1.0}, chosen="worker", propensity=1, policy="x"
    )
    award = Award(task_id="t1", agent="worker", fallback=None, choice=choice)
    tasks = HashTrieMap({"t1": TaskState(task, 0, status="accepted", award=award)})
    run = finished()
    state = run.state.replace(plan=Plan(tasks=(task,)), tasks=tasks)
    return replace(run, state=state)


def printed(show, *arguments) -> str:
    out = io.StringIO()
    show(*arguments, Console(file=out, width=200))
    return out.getvalue()


def test_result_that_should_be_json_and_is_not_is_printed_on_a_terminal_too():
    out = io.StringIO()
    console = Console(file=out, width=200, force_terminal=True, color_system=None)
    print_deliverable(finished(kind="json"), console)
    assert "# Title" in out.getvalue()


def test_writing_into_a_new_folder_creates_result_and_files(tmp_path):
    written = write_out(finished(files={"a/b.csv": b"1,2"}), tmp_path / "new")
    assert (tmp_path / "new/result.md").read_text() == "# Title\n\nText.\n"
    assert (tmp_path / "new/a/b.csv").read_bytes() == b"1,2"
    assert not written.aside


def test_writing_over_a_different_file_uses_another_name_and_says_so(tmp_path):
    (tmp_path / "report.md").write_text("mine")
    (tmp_path / "report-2.md").write_text("mine too")
    delivery = finished(files={"report.md": b"new"})
    written = write_out(delivery, tmp_path)
    assert (tmp_path / "report.md").read_text() == "mine"
    assert (tmp_path / "report-3.md").read_text() == "new"
    assert written.aside == {"report.md"}
    text = printed(print_account, Delivery(delivery, 1.0, written))
    assert "report-3.md: a different report.md exists and was not overwritten" in text


def test_writing_the_same_again_changes_nothing(tmp_path):
    for _ in range(2):
        written = write_out(finished(files={"a.txt": b"same"}), tmp_path)
    assert not written.aside
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "result.md"]


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "a/../../evil.txt"])  # noqa: S108
def test_writing_a_name_outside_the_folder_is_refused(tmp_path, name):
    with pytest.raises(InvalidInputError, match="outside"):
        write_out(finished(files={name: b"x"}), tmp_path / "out")
    assert not (tmp_path / "evil.txt").exists()


def test_writing_into_a_path_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InvalidInputError, match="choose another folder"):
        write_out(finished(), tmp_path / "out")


def test_json_deliverable_is_written_as_json(tmp_path):
    write_out(finished(kind="json"), tmp_path)
    assert (tmp_path / "result.json").is_file()


def test_evidence_lists_unproven_missing_and_doubtful_parts():
    text = printed(print_account, Delivery(finished(), 12.0))
    assert "unproven: t2" in text
    assert "missing: t3: gave up" in text
    assert "send_mail (t1#1, call 2) may or may not have run; it was not repeated" in text


def test_account_begins_with_the_verdict_and_ends_with_the_cost():
    lines = printed(print_account, Delivery(finished(verdict="accepted"), 12.0)).splitlines()
    assert lines[1] == "What it rests on"
    assert lines[2].startswith("accepted: ")
    assert lines[-1] == "run-1 · accepted · 12s · 0 calls · 0 tokens · $0"


@pytest.mark.parametrize(("calls", "by"), [(2, "by tiny"), (0, "without a call of an LLM")])
def test_account_names_the_llm_only_if_it_was_asked(calls, by):
    run = finished()
    run = replace(run, state=replace(run.state, llms={"worker": "tiny"}, spent=Usage(calls=calls)))
    assert by in printed(print_account, Delivery(run, 12.0)).splitlines()


def test_account_has_the_cost_of_each_task_only_in_its_details():
    usage = Usage(calls=3, prompt_tokens=2000, cached_tokens=1500, completion_tokens=40, seconds=9)
    delivery = Delivery(planned(), 12.0, spent={"t1": usage})
    out = io.StringIO()
    print_account(delivery, Console(file=out, width=200), details=True)
    assert re.search(r"^t1 +3 +2k +1.5k +40 +9.0s", out.getvalue(), re.MULTILINE)
    assert "worker" in out.getvalue()
    assert "Evidence" not in printed(print_account, delivery)


def test_deliverable_in_a_pipe_is_the_plain_text():
    assert printed(print_deliverable, finished()) == "# Title\n\nText.\n"


def test_json_of_a_run_has_every_part():
    document = to_json(Delivery(finished(files={"a.txt": b"abc"}), 2.5))
    assert document["status"] == "reached"
    assert document["files"]["a.txt"] == {"digest": DIGEST, "size_bytes": 3, "path": None}
    assert document["doubtful"][0]["tool"] == "send_mail"
    assert (document["seconds"], document["exit"]) == (2.5, 0)


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (finished(), Exit.ACCEPTED),
        (finished(verdict="corroborated"), Exit.ACCEPTED),
        (finished(verdict="unproven"), Exit.UNPROVEN),
        (finished("failed"), Exit.FAILED),
        (finished("failed", limit="calls"), Exit.LIMIT),
        (finished("cancelled"), Exit.CANCELLED),
    ],
)
def test_exit_code_of_a_run_follows_its_status(run, code):
    assert exit_of_run(run.state) is code


def test_exit_code_of_a_corroborated_run_is_3_where_accepted_is_required():
    state = finished(verdict="corroborated").state
    assert exit_of_run(state, {"accepted"}) is Exit.UNPROVEN


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidInputError, Exit.USAGE),
        (ConfigError, Exit.USAGE),
        (MissingExtraError, Exit.ENVIRONMENT),
        (UnavailableError, Exit.ENVIRONMENT),
        (SandboxUnavailableError, Exit.ENVIRONMENT),
        (JournalHeldError, Exit.ENVIRONMENT),
        (PermanentError, Exit.FAILED),
        (OrchestrationError, Exit.FAILED),
    ],
)
def test_exit_code_of_an_error_follows_its_class(error, code):
    assert exit_of_error(error("what went wrong")) is code
