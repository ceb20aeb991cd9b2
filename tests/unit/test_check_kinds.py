"""Kinds of checks: known ones are judged, others are kept as they are and prove nothing."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import pytest

from hocket import Goal, Objective, Plan, RegexCheck, Task
from hocket.app.registry import Registry
from hocket.core.check import Check, CountCheck, FileCheck, NumberCheck, SchemaCheck, UnknownCheck
from hocket.core.codec import decode, encode
from hocket.core.event import GoalAccepted, PlanMade
from hocket.core.noun import parse
from hocket.errors import InvalidInputError
from hocket.execute.folder import lay_out
from hocket.review.builtin import CHECK_KINDS
from hocket.review.evidence import Evidence
from hocket.review.kinds import CheckEnvironment, CheckKind, CheckKinds, Measurement, ReviewedWork

if TYPE_CHECKING:
    from hocket.ports.scope import Scope


class RhymeCheck(Check):
    kind: Literal["rhyme"] = "rhyme"
    sound: str
    also: tuple[str, ...] = ()

    def files(self):
        return (*super().files(), *self.also)


def look(check, work):
    return Measurement(work.content(check.path).decode().endswith(check.sound), "heard")


RHYME = CheckKind(RhymeCheck, look=look)
STORED = {"says": "", "proves": True, "kind": "rhyme", "path": None, "sound": "ight", "also": []}


def judged(kind, check, files=None, answer="light"):
    return CheckKinds([*CHECK_KINDS, kind]).look(check, ReviewedWork(files or {}, answer))


def test_check_of_an_unknown_kind_keeps_all_its_fields():
    goal = parse(Goal, {"text": "x", "checks": [STORED]})
    assert isinstance(goal.checks[0], UnknownCheck)
    assert goal.checks[0].model_dump(mode="json") == STORED


def test_check_of_a_pack_is_stored_completely_and_read_by_its_class():
    check = RhymeCheck(sound="ight", also=("a.txt",), says="it rhymes")
    event = GoalAccepted(goal=Goal(text="x", checks=(check, RegexCheck(pattern="y"))))
    stored = encode(event)
    assert decode(*stored, {"rhyme": RhymeCheck}) == event
    without = decode(*stored)
    assert isinstance(without.goal.checks[0], UnknownCheck)
    assert encode(without) == stored


def test_stored_check_that_no_longer_fits_its_class_is_kept():
    old = {**STORED, "syllables": 3}
    task = Task(task_id="t1", objective=Objective(description="x", success_criteria=[old]))
    stored = encode(PlanMade(plan=Plan(tasks=(task,))))
    event = decode(*stored, {"rhyme": RhymeCheck})
    assert encode(event) == stored
    check = event.plan.tasks[0].objective.success_criteria[0]
    result = judged(RHYME, check)
    assert result.passed is None
    assert "another form of the kind" in result.evidence


def test_check_without_its_pack_cannot_run_and_says_so():
    check = parse(Goal, {"text": "x", "checks": [STORED]}).checks[0]
    result = CheckKinds(CHECK_KINDS).look(check, ReviewedWork({}, "light"))
    assert result.passed is None
    assert "cannot run: checks of the kind 'rhyme' are unknown" in result.evidence


def test_check_that_was_kept_runs_once_its_pack_is_installed():
    check = parse(Goal, {"text": "x", "checks": [STORED]}).checks[0]
    assert judged(RHYME, check).passed is True
    assert judged(RHYME, check, answer="dark").passed is False


def test_check_sees_only_the_files_it_names_and_fails_if_one_is_missing():
    seen = []

    def look(_, work):
        seen.append(dict(work.files))
        return Measurement(passed=True, evidence="")

    check = RhymeCheck(path="a.txt", also=("b.txt",), sound="x")
    kind = CheckKind(RhymeCheck, look=look)
    missing = judged(kind, check, {"a.txt": b"1", "c.txt": b"3"})
    assert (missing.passed, missing.evidence) == (False, "b.txt is not there")
    assert judged(kind, check, {"a.txt": b"1", "b.txt": b"2", "c.txt": b"3"}).passed
    assert seen == [{"a.txt": b"1", "b.txt": b"2"}]


def test_check_that_raises_has_no_result_and_names_the_fault():
    def look(_, __):
        raise LookupError("no dictionary")

    result = judged(CheckKind(RhymeCheck, look=look), RhymeCheck(sound="x"))
    assert (result.passed, result.evidence) == (
        None,
        "the check itself failed: LookupError: no dictionary",
    )


@pytest.mark.parametrize(
    ("timeout_s", "evidence"),
    [(0.0, "stopped: it took longer than 0.0 s"), (None, "TimeoutError: the ear is deaf")],
)
async def test_check_that_runs_something_has_a_timeout_and_reports_its_own_errors(
    timeout_s, evidence
):
    async def run(_, __, ___):
        await asyncio.sleep(0)
        if timeout_s is None:
            raise TimeoutError("the ear is deaf")
        await asyncio.Event().wait()

    kinds = CheckKinds([CheckKind(RhymeCheck, run=run, timeout_s=timeout_s)])
    check = RhymeCheck(sound="x")
    assert kinds.look(check, ReviewedWork({}, "")) is None
    result = await kinds.run(
        check, ReviewedWork({}, ""), CheckEnvironment(None, Path("unused"), lay_out)
    )
    assert result.passed is None
    assert evidence in result.evidence


def test_check_kind_without_a_name_or_a_function_is_refused():
    class Nameless(Check):
        pass

    with pytest.raises(InvalidInputError, match="Nameless has no kind; give it one"):
        CheckKind(Nameless, look=look)
    with pytest.raises(InvalidInputError, match="'rhyme' needs either look or run"):
        CheckKind(RhymeCheck)


def test_goal_with_an_unknown_kind_of_check_is_refused_with_the_known_ones():
    goal = Goal(text="x", checks=(RegexCheck(pattern="y"), {"kind": "rime"}))
    with pytest.raises(InvalidInputError) as raised:
        Registry().admit_goal(goal)
    assert raised.value.message == (
        "goal at checks.1.kind: 'rime' — there is no such check kind here; use one of "
        "count, file, json_schema, number, regex, run, or install the pack that provides it"
    )


@pytest.mark.parametrize("task_id", ["plan", "synthesis"])
def test_plan_with_a_task_named_as_other_work_is_refused(task_id):
    plan = Plan(tasks=(Task(task_id=task_id, objective=Objective(description="x")),))
    with pytest.raises(InvalidInputError, match=f"tasks.0.task_id: '{task_id}' .* another id"):
        Registry().admit_plan(plan)


def test_plan_with_an_unknown_kind_of_check_is_refused_with_its_path():
    objective = Objective(description="x", success_criteria=({"kind": "rime"},))
    plan = Plan(tasks=(Task(task_id="t1", objective=objective),))
    with pytest.raises(InvalidInputError) as raised:
        Registry().admit_plan(plan)
    assert "plan at tasks.0.objective.success_criteria.0.kind: 'rime'" in raised.value.message


LONG = "x" * (2 << 20)
QUICK = (
    (RegexCheck(pattern="y"), "light", True),
    (RegexCheck(pattern="y"), LONG, False),
    (RegexCheck(pattern="(y+)+$"), "light", False),
    (CountCheck(of="matching_lines", pattern="y"), "light", True),
    (CountCheck(of="matching_lines", pattern="y?"), "light", False),
    (CountCheck(of="lines"), "light", True),
    (CountCheck(of="lines"), LONG, False),
    (SchemaCheck(json_schema={"type": "string"}), "light", True),
    (SchemaCheck(json_schema={"items": {"pattern": "y"}}), "light", False),
    (SchemaCheck(json_schema={"anyOf": [{"patternProperties": {"y": {}}}]}), "light", False),
    (FileCheck(path="a.json", parses="json"), LONG, False),
    (NumberCheck(expected=1), "1", True),
    (RhymeCheck(sound="ight"), "light", True),
)


@pytest.mark.parametrize(("check", "answer", "quick"), QUICK)
def test_check_that_searches_or_reads_much_is_not_quick(check, answer, quick):
    kinds = CheckKinds([*CHECK_KINDS, RHYME])
    work = ReviewedWork({"a.json": answer.encode()}, answer)
    assert (kinds.at_once(check, work) is not None) is quick


async def test_check_that_can_take_long_is_done_in_a_thread_and_never_at_once(tmp_path):
    threads = []

    def look_and_note(check, work):
        threads.append(threading.current_thread())
        return look(check, work)

    kind = CheckKind(RhymeCheck, look=look_and_note, can_take_long=lambda check: bool(check.also))
    evidence = Evidence(CheckKinds([kind]), None, tmp_path, lay_out)
    work, scope = ReviewedWork({"a.txt": b""}, "light"), cast("Scope", None)
    quick, long = RhymeCheck(sound="ight"), RhymeCheck(sound="ight", also=("a.txt",))
    assert evidence.at_once([quick, long], work) is None
    assert evidence.at_once([quick], work) == await evidence.gather([quick], work, scope)
    (result,) = await evidence.gather([long], work, scope)
    assert result.passed
    assert [thread is threading.main_thread() for thread in threads] == [True, True, True, False]
