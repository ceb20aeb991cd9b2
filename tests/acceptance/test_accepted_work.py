"""Work stays as it was accepted: a later change is refused, or its owner is checked again."""

from __future__ import annotations

import pytest

from hocket import CountCheck, Goal, NumberCheck, Objective, Plan, RegexCheck, RunCheck, Task
from stories import agent, hocket_of

RIGHT, WRONG = b'{"n": 42}', b'{"n": 0}'
IS_42 = NumberCheck(path="n.json", pointer="/n", expected=42, says="n is 42")
DONE = RegexCheck(pattern="did", says="it says so")


def task_of(task_id, *depends_on, files=(), checks=(DONE,)):
    objective = Objective(description=task_id, deliverables=files, success_criteria=checks)
    return Task(task_id=task_id, objective=objective, depends_on=depends_on)


async def done(contents, *tasks, checks=(), inputs=()):
    """The finished run, and the feedback of each attempt; ``contents`` are files by task."""
    feedback = []

    async def work(assignment, bench):
        feedback.append(assignment.feedback)
        for name, content in contents[assignment.task.task_id].items():
            bench.write(name, content)
        return f"did {assignment.task.task_id} {assignment.number}"

    async with hocket_of(agent(work)) as hocket:
        goal = Goal(text="go", checks=checks)
        return await hocket.run(goal, plan=Plan(tasks=tasks), inputs=inputs), feedback


FIRST = task_of("t1", files=("n.json",), checks=(IS_42,))


@pytest.mark.parametrize("depends_on", [("t1",), ()], ids=["later", "beside"])
async def test_change_to_the_work_of_another_task_is_not_taken_over(depends_on):
    contents = {"t1": {"n.json": RIGHT}, "t2": {"n.json": WRONG, "b.txt": b"b"}}
    run, _ = await done(contents, FIRST, task_of("t2", *depends_on))
    assert run.verdict == "accepted"
    assert run.files == {"n.json": RIGHT, "b.txt": b"b"}
    assert run.state.tasks["t2"].outcome.refused == {"n.json": "t1"}
    assert "n.json is the work of t1" in run.state.tasks["t2"].review.feedback


async def test_check_of_a_later_task_reads_the_accepted_version():
    contents = {"t1": {"n.json": RIGHT}, "t2": {"n.json": WRONG}}
    is_0 = NumberCheck(path="n.json", pointer="/n", expected=0, says="n is 0")
    run, feedback = await done(contents, FIRST, task_of("t2", "t1", checks=(is_0,)))
    assert run.files == {"n.json": RIGHT}
    assert not run.state.tasks["t2"].is_usable
    assert "n.json is the work of t1: the change to it is not taken over" in feedback[-1]


async def test_change_that_a_task_is_asked_for_must_pass_the_checks_of_its_owner():
    contents = {"t1": {"n.json": RIGHT}, "t2": {"n.json": WRONG}}
    run, feedback = await done(contents, FIRST, task_of("t2", "t1", files=("n.json",)))
    assert not run.state.tasks["t2"].is_usable
    assert "t1, whose work was changed: n is 42" in feedback[-1]
    assert run.verdict != "accepted"


async def test_change_that_a_task_is_asked_for_and_its_owner_allows_is_handed_over():
    better = b'{"n": 42, "of": "all"}'
    contents = {"t1": {"n.json": RIGHT}, "t2": {"n.json": better}}
    run, _ = await done(contents, FIRST, task_of("t2", "t1", files=("n.json",)))
    assert run.verdict == "accepted"
    assert run.files == {"n.json": better}


async def test_check_of_an_owner_reads_the_answer_of_the_owner():
    own = CountCheck(path="n.json", of="lines", at_least=1, says="it has a line")
    contents = {"t1": {"n.json": RIGHT}, "t2": {"n.json": WRONG}}
    first = task_of("t1", files=("n.json",), checks=(own, RegexCheck(pattern="did t1")))
    run, _ = await done(contents, first, task_of("t2", "t1", files=("n.json",)))
    assert run.verdict == "accepted"


async def test_files_that_nobody_asked_for_and_that_clash_are_checked_together():
    check = NumberCheck(path="shared.json", pointer="/n", expected=42, says="shared n is 42")
    contents = {"t1": {"shared.json": RIGHT}, "t2": {"shared.json": WRONG}}
    run, _ = await done(contents, task_of("t1", checks=(check,)), task_of("t2"))
    assert run.status == "failed"
    assert "t1, whose work was changed: shared n is 42" in run.reason


@pytest.mark.parametrize(("changed", "verdict"), [(b"a\n", "rejected"), (b"a\nb\nc\n", "accepted")])
async def test_result_must_hold_with_the_input_that_it_hands_over_changed(
    changed, verdict, tmp_path
):
    (tmp_path / "data.csv").write_bytes(b"a\nb\n")
    check = CountCheck(path="data.csv", of="lines", at_least=2, says="it has two lines")
    run, _ = await done(
        {"t1": {"data.csv": changed}},
        task_of("t1"),
        checks=(check,),
        inputs=[tmp_path / "data.csv"],
    )
    assert run.verdict == verdict, run.reason


@pytest.mark.sandbox
async def test_tests_that_were_accepted_are_not_rewritten_by_the_code_they_test():
    tests = b"import unittest\nfrom add import add\nclass T(unittest.TestCase):\n"
    tests += b"    def test(self): self.assertEqual(add(1, 2), 3)\nunittest.main()\n"
    contents = {
        "t1": {"test_add.py": tests},
        "t2": {"add.py": b"def add(a, b): return 0\n", "test_add.py": b"print('1 passed')\n"},
    }
    run, _ = await done(
        contents,
        task_of("t1", files=("test_add.py",)),
        task_of(
            "t2", "t1", files=("add.py",), checks=(RunCheck(path="test_add.py", says="tests"),)
        ),
    )
    assert not run.state.tasks["t2"].is_usable
    assert run.files["test_add.py"] == tests


@pytest.mark.parametrize("depends_on", [("t1",), ()], ids=["later", "beside"])
@pytest.mark.parametrize(
    ("own", "other"), [("n.json", "n.json/x"), ("n.json/x", "n.json")], ids=["below", "above"]
)
async def test_file_and_folder_of_one_name_by_two_tasks_do_not_come_together(
    own, other, depends_on
):
    contents = {"t1": {own: RIGHT}, "t2": {other: WRONG}}
    first = task_of("t1", files=(own,))
    run, _ = await done(contents, first, task_of("t2", *depends_on))
    assert run.files == {own: RIGHT}
    if depends_on:
        assert f"{other!r} cannot be written beside {own!r}" in run.reason
    else:
        assert run.state.tasks["t2"].outcome.refused == {other: "t1"}
