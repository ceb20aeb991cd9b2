"""What a goal and a plan may hold, beyond the form of their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.check import SchemaCheck
from hocket.core.name import fault_of_name
from hocket.core.schema import validator_of
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hocket.core.check import Check
    from hocket.core.goal import Goal, InputFile
    from hocket.core.plan import Plan


def check_goal(goal: Goal) -> None:
    """Refuse a goal with an input that could not be laid out, or a schema that cannot be used.

    Raises:
        InvalidInputError: The message names the field, the value and the remedy.
    """
    check_inputs(goal.inputs)
    _check_schema(goal.deliverable.json_schema, "goal.deliverable.json_schema")
    _check_schemas(goal.checks, "goal.checks")


def check_plan(plan: Plan) -> None:
    """Refuse a plan with a schema that cannot be used.

    Raises:
        InvalidInputError: As for a goal.
    """
    for number, task in enumerate(plan.tasks):
        criteria = task.objective.success_criteria
        _check_schemas(criteria, f"plan.tasks.{number}.objective.success_criteria")


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


def _check_schemas(checks: Iterable[Check], where: str) -> None:
    for number, check in enumerate(checks):
        if isinstance(check, SchemaCheck):
            _check_schema(check.json_schema, f"{where}.{number}.json_schema")


def _check_schema(schema: dict[str, Any] | None, where: str) -> None:
    if schema is None:
        return
    try:
        validator_of(schema)
    except InvalidInputError as error:
        message = f"{where}: {error.message}"
        raise InvalidInputError(message, **error.context) from error
