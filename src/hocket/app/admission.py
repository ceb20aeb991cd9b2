"""What a goal and a plan may hold, beyond the form of their fields."""

from __future__ import annotations

import ast
import math
from typing import TYPE_CHECKING, Any

from hocket.core.check import CountCheck, NumberCheck, RegexCheck, RunCheck, SchemaCheck
from hocket.core.excerpt import excerpt
from hocket.core.name import fault_of_name
from hocket.core.pattern import compiled_pattern
from hocket.core.schema import validator_of
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hocket.core.check import Check
    from hocket.core.goal import Goal, InputFile
    from hocket.core.plan import Plan

SHOWN_CHARS = 400
"""Characters of a value in a message about it."""

QUICK_CHARS = 500
"""Patterns of so many characters in all are compiled within a few milliseconds."""


def is_quick(goal: Goal, plan: Plan | None) -> bool:
    """Whether it takes no noticeable time to check these, so that all runs may wait."""
    if goal.deliverable.json_schema is not None:
        return False
    checks = list(goal.checks)
    for task in plan.tasks if plan is not None else ():
        checks += task.objective.success_criteria
    patterns: set[str] = set()
    for check in checks:
        if isinstance(check, RegexCheck | CountCheck):
            patterns.add(check.pattern or "")
        elif isinstance(check, SchemaCheck | RunCheck):
            return False  # schemas and code take time to be read
    return sum(map(len, patterns)) <= QUICK_CHARS


def check_submitted(goal: Goal, plan: Plan | None) -> None:
    """Refuse a goal, or a plan that comes with it, as the two functions below do.

    Raises:
        InvalidInputError: As there.
    """
    check_goal(goal)
    if plan is not None:
        check_plan(plan)


def check_goal(goal: Goal) -> None:
    """Refuse a goal with an input that could not be laid out, or a check that could never pass.

    Raises:
        InvalidInputError: The message names the field, the value and the remedy.
    """
    check_inputs(goal.inputs)
    _check_schema(goal.deliverable.json_schema, "goal.deliverable.json_schema")
    _check_all(goal.checks, "goal.checks")


def check_plan(plan: Plan, what: str = "plan") -> None:
    """Refuse a plan with a check that could never pass.

    Args:
        plan: The plan of a user.
        what: Its name in messages.

    Raises:
        InvalidInputError: As for a goal.
    """
    for number, task in enumerate(plan.tasks):
        criteria = task.objective.success_criteria
        _check_all(criteria, f"{what}.tasks.{number}.objective.success_criteria")


def check_inputs(inputs: Iterable[InputFile]) -> None:
    """Refuse input files with a name that no folder could hold.

    Raises:
        InvalidInputError: A name is not that of a file.
    """
    for number, file in enumerate(inputs):
        fault = fault_of_name(file.name)
        if fault:
            message = f"goal.inputs.{number}.name: {file.name!a} cannot be used: {fault}"
            raise InvalidInputError(message, name=ascii(file.name))


def _check_all(checks: Iterable[Check], where: str) -> None:
    for number, check in enumerate(checks):
        if isinstance(check, SchemaCheck):
            _check_schema(check.json_schema, f"{where}.{number}.json_schema")
        for field, fault in _faults(check):
            value = getattr(check, field)
            shown = excerpt(repr(value), SHOWN_CHARS)
            message = f"{where}.{number}.{field}: {shown} cannot be used: {fault}"
            raise InvalidInputError(message, field=field, value=excerpt(str(value), SHOWN_CHARS))


def _faults(check: Check) -> Iterator[tuple[str, str]]:
    """(field, what is wrong with it and what to do) of what leaves the check without a result."""
    match check:
        case RegexCheck():
            yield from _faults_of_pattern(check.pattern)
            if check.max_count:
                yield from _out_of_order("max_count", check.max_count, "min_count", check.min_count)
        case CountCheck():
            if check.of == "matching_lines" and not check.pattern:
                yield "pattern", "give the pattern that lines must match"
            yield from _faults_of_pattern(check.pattern)
            yield from _out_of_order("at_most", check.at_most, "at_least", check.at_least)
        case NumberCheck():
            if check.pointer and not check.pointer.startswith("/"):
                yield "pointer", f"it must begin with a slash; write '/{check.pointer}'"
            if not math.isfinite(check.expected):
                yield "expected", "no number is equal to it; give a finite number"
        case RunCheck(code=None, path=None):
            yield "code", "there is nothing to run; give code, or the path of a file of the work"
        case RunCheck(code=str(code)):
            yield from _faults_of_code(code)


def _out_of_order(high: str, most: int | None, low: str, least: int) -> Iterator[tuple[str, str]]:
    if most is not None and most < least:
        yield high, f"it is less than {low}, {least}; exchange them"


def _faults_of_pattern(pattern: str | None) -> Iterator[tuple[str, str]]:
    try:
        if pattern is not None:
            compiled_pattern(pattern)
    except InvalidInputError as error:
        fault = f"{error.message}; correct it, with a backslash before what is meant literally"
        yield "pattern", fault


def _faults_of_code(code: str) -> Iterator[tuple[str, str]]:
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield "code", f"it is not Python: {error}; correct it"


def _check_schema(schema: dict[str, Any] | None, where: str) -> None:
    if schema is None:
        return
    try:
        validator_of(schema)
    except InvalidInputError as error:
        message = f"{where}: {error.message}"
        raise InvalidInputError(message, **error.context) from error
