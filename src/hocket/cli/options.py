"""Options that hold more than a word: budgets, schemas, what is said of a doubtful effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.app.inputs import read_json_file
from hocket.core import ids
from hocket.core.event import EffectSettled
from hocket.core.goal import Deliverable, Goal, Limits
from hocket.core.noun import parse
from hocket.core.question import Consent
from hocket.core.schema import validator_of
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BOUNDS = ("calls", "tokens", "usd", "seconds", "agents", "depth")
WITHOUT = "none"


def limits_of(given: Sequence[str], limits: Limits) -> Limits:
    """Limits in which those given as ``calls=10,usd=0.5`` replace their like; ``none`` lifts one.

    Raises:
        InvalidInputError: A name or value does not fit.

    Examples:
        >>> limits_of(["calls=10,usd=0.50", "seconds=none"], Limits()).calls
        10
    """
    values: dict[str, Any] = limits.model_dump(exclude_unset=True)
    for part in (part for text in given for part in text.split(",")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if name not in BOUNDS or not equals:
            message = f"--budget {part!r}: write NAME=NUMBER with NAME one of {', '.join(BOUNDS)}"
            raise InvalidInputError(message, value=part)
        values[name] = None if value == WITHOUT else value
    return parse(Limits, values, what="--budget")


def consent_of(given: Sequence[str], consent: Consent) -> Consent:
    """Consent that wants to be asked for these too, given as ``plan,effects=high``.

    Raises:
        InvalidInputError: A name or value does not fit.

    Examples:
        >>> consent_of(["plan,effects=high"], Consent()).effects
        'high'
    """
    values: dict[str, Any] = consent.model_dump(exclude_unset=True)
    for part in (part.strip() for text in given for part in text.split(",")):
        name, equals, value = part.partition("=")
        if name not in Consent.model_fields or bool(equals) != (name == "effects"):
            told = "plan, results, questions or effects=low|medium|high"
            message = f"--ask {part!r}: write {told}"
            raise InvalidInputError(message, value=part)
        values[name] = value if equals else True
    return parse(Consent, values, what="--ask")


def with_schema(goal: Goal, path: Path) -> Goal:
    """The goal with a JSON deliverable by the schema in a file.

    Raises:
        InvalidInputError: The file is not there, is no JSON, no JSON Schema, or refers outside it.
    """
    schema = read_json_file(path, f"--schema {path}")
    try:
        validator_of(schema)
        deliverable = parse(Deliverable, {"kind": "json", "json_schema": schema}, what=str(path))
    except InvalidInputError as error:
        message = f"--schema {path}: {error.message}"
        raise InvalidInputError(message, path=str(path)) from error
    return goal.model_copy(update={"deliverable": deliverable})


def settled(given: str) -> EffectSettled:
    """What ``ATTEMPT/ORDINAL=done`` or ``…=not_done`` says.

    Raises:
        InvalidInputError: It is written in another way.

    Examples:
        >>> settled("t1#2/0=not_done").verdict
        'not_done'
    """
    place, _, verdict = given.rpartition("=")
    attempt_id, ordinal = ids.call_parts(place)
    if not attempt_id or not ordinal.isdigit() or verdict not in ("done", "not_done"):
        message = f"--settle {given!r}: write ATTEMPT/CALL=done or =not_done, such as t1#1/0=done"
        raise InvalidInputError(message, value=given)
    data = {"attempt_id": attempt_id, "ordinal": int(ordinal), "verdict": verdict}
    return parse(EffectSettled, data, what="--settle")
