"""Checks that could never have a result are refused before a run begins."""

from __future__ import annotations

import pytest

from hocket import CountCheck, Goal, NumberCheck, Objective, Plan, RegexCheck, RunCheck, Task
from hocket.app.admission import check_goal, check_plan
from hocket.errors import InvalidInputError

UNUSABLE = [
    (RegexCheck(pattern="(a"), "pattern", "'(a'", "not a regular expression"),
    (RegexCheck(pattern="a{2,1}"), "pattern", "'a{2,1}'", "not a regular expression"),
    (RegexCheck(pattern="[z-a]"), "pattern", "'[z-a]'", "correct it"),
    (RegexCheck(pattern="*"), "pattern", "'*'", "backslash"),
    (RegexCheck(pattern="(?P<n>a)(?P=m)"), "pattern", "(?P=m)", "correct it"),
    (RegexCheck(pattern="\\"), "pattern", "'\\\\\\\\'", "correct it"),
    (RegexCheck(pattern="ab|" * 4000), "pattern", "[cut here: 400 of", "write a shorter one"),
    (CountCheck(of="matching_lines", pattern="(a"), "pattern", "'(a'", "correct it"),
    (CountCheck(of="matching_lines"), "pattern", "None", "give the pattern"),
    (RegexCheck(pattern="a", min_count=3, max_count=2), "max_count", "2", "less than min_count"),
    (CountCheck(of="rows", at_least=3, at_most=2), "at_most", "2", "less than at_least"),
    (NumberCheck(pointer="mean", expected=1), "pointer", "'mean'", "write '/mean'"),
    (NumberCheck(expected=float("nan")), "expected", "nan", "finite"),
    (NumberCheck(expected=float("inf")), "expected", "inf", "finite"),
    (RunCheck(), "code", "None", "nothing to run"),
    (RunCheck(code="assert f(2) == "), "code", "assert f(2)", "not Python"),
    (RunCheck(code="a\0b"), "code", "x00", "not Python"),
]
USABLE = [
    RegexCheck(pattern=r"\p{Lu}+(?<name>x)?", max_count=0),
    RegexCheck(pattern="a", min_count=2, max_count=2),
    CountCheck(of="rows", at_least=2, at_most=2),
    NumberCheck(pointer="/a/0", expected=0),
    NumberCheck(expected=-1.5),
    RunCheck(path="a.py"),
    RunCheck(code=""),
]


@pytest.mark.parametrize(("check", "field", "value", "remedy"), UNUSABLE)
def test_check_without_a_possible_result_is_refused_by_field_value_and_remedy(
    check, field, value, remedy
):
    with pytest.raises(InvalidInputError) as caught:
        check_goal(Goal(text="x", checks=(RegexCheck(pattern="fine"), check)))
    message = caught.value.message
    assert message.startswith(f"goal.checks.1.{field}: ")
    assert value.replace("\\\\\\\\", "\\\\") in message
    assert remedy in message
    objective = Objective(description="x", success_criteria=(check,))
    with pytest.raises(InvalidInputError, match=r"draft\.tasks\.0\.objective\.success_criteria\.0"):
        check_plan(Plan(tasks=(Task(task_id="t1", objective=objective),)), "draft")


@pytest.mark.parametrize("check", USABLE)
def test_check_that_can_pass_is_admitted(check):
    check_goal(Goal(text="x", checks=(check,)))
