"""Questions answered on the command line, whether or not the run is in progress."""

from __future__ import annotations

import asyncio
import json

import pytest
from click.testing import CliRunner

from hocket import Agent, Goal, Hocket
from hocket.app.inbox import open_questions
from hocket.cli.main import cli
from hocket.core.question import Consent
from hocket.testing import ScriptedLlm


async def work(assignment, _):
    return f"did {assignment.task.task_id}"


def hocket_in(home, **options) -> Hocket:
    llm = ScriptedLlm(lambda _: "said")
    agents = [Agent("worker", work=work)]
    return Hocket(agents, builtin=False, llm=llm, journal=home / "journal.db", **options)


def said(home, *words: str):
    return CliRunner().invoke(cli, ["--home", str(home), *words])


async def asking(home) -> None:
    async with hocket_in(home) as hocket:
        goal = Goal(text="go", consent=Consent(plan=True))
        await hocket.submit(goal, plan="single", run_id="run-1")
        while not await open_questions(hocket.journal):
            await asyncio.sleep(0.01)


def test_answer_to_a_run_that_is_not_in_progress_is_journaled(tmp_path):
    assert "Nothing is waiting for you" in said(tmp_path, "inbox").output
    asyncio.run(asking(tmp_path))
    listed = said(tmp_path, "inbox").output
    assert listed.startswith("run-1~plan  medium  plan  Approve the plan of 1 task?")
    assert '│   "tasks": [' in listed
    [question] = json.loads(said(tmp_path, "inbox", "--json").stdout)
    assert (question["question_id"], question["kind"]) == ("run-1~plan", "plan")
    wrong = said(tmp_path, "approve", "plan", "--say", "hm")
    assert (wrong.exit_code, "does not answer this" in wrong.output) == (2, True)
    done = said(tmp_path, "approve", "plan")
    assert (done.exit_code, done.output.strip()) == (0, "run-1~plan  approve")
    again = said(tmp_path, "approve", "run-1~plan")
    assert (again.exit_code, "was already answered: approve" in again.output) == (2, True)

    async def resumed():
        async with hocket_in(tmp_path, resume=False) as hocket:
            return await hocket.resume("run-1")

    assert asyncio.run(resumed()).text == "did t1"
    late = said(tmp_path, "approve", "run-1~plan", "--reject", "no")
    assert (late.exit_code, "was already answered: approve" in late.output) == (2, True)
    unknown = said(tmp_path, "approve", "run-2~plan")
    assert (
        unknown.exit_code,
        "There is no run 'run-2'; list them with `hocket runs`" in unknown.output,
    ) == (
        2,
        True,
    )


async def test_answer_reaches_the_process_that_executes_the_run(tmp_path):
    async with hocket_in(tmp_path) as hocket:
        goal = Goal(text="go", consent=Consent(plan=True))
        _, end = await hocket.submit(goal, plan="single", run_id="run-1")
        while not await open_questions(hocket.journal):
            await asyncio.sleep(0.01)
        done = await asyncio.to_thread(said, tmp_path, "approve", "plan", "--reject", "too dear")
        assert (done.exit_code, done.output.strip()) == (0, "run-1~plan  reject")
        assert "too dear" in (await end).reason


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("approve", "nothing"), "No open question matches 'nothing'"),
        (("approve", "plan", "--say", "a", "--reject", "b"), "exclude each other; give one"),
        (("approve", "plan", "--edit", "/nowhere.json"), "check the path"),
    ],
)
def test_answer_that_is_refused_says_why(tmp_path, words, fault):
    asyncio.run(asking(tmp_path))
    done = said(tmp_path, *words)
    assert (done.exit_code, fault in done.output) == (2, True)
