"""The option --require; parses --budget, --ask, --schema and --settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

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

require_option = click.option(
    "--require",
    type=click.Choice(("accepted", "corroborated")),
    default="corroborated",
    show_default=True,
    help="Exit with 3 if the verdict is less than this.",
)
BOUNDS = ("calls", "tokens", "usd", "seconds", "agents", "depth")
UNLIMITED = "none"


def limits_of(options: Sequence[str], limits: Limits) -> Limits:
    """The limits, changed by options such as ``calls=10,usd=0.5``; ``none`` removes a limit.

    Raises:
        InvalidInputError: A name or value is invalid.

    Examples:
        >>> limits_of(["calls=10,usd=0.50", "seconds=none"], Limits()).calls
        10
    """
    values: dict[str, Any] = limits.model_dump(exclude_unset=True)
    for part in (part for text in options for part in text.split(",")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if name not in BOUNDS or not equals:
            message = f"--budget {part!r}: write NAME=NUMBER with NAME one of {', '.join(BOUNDS)}"
            raise InvalidInputError(message, value=part)
        values[name] = None if value == UNLIMITED else value
    return parse(Limits, values, what="--budget")


def consent_of(options: Sequence[str], consent: Consent) -> Consent:
    """The consent, extended by options such as ``plan,effects=high``.

    Raises:
        InvalidInputError: A name or value is invalid.

    Examples:
        >>> consent_of(["plan,effects=high"], Consent()).effects
        'high'
    """
    values: dict[str, Any] = consent.model_dump(exclude_unset=True)
    for part in (part.strip() for text in options for part in text.split(",")):
        name, equals, value = part.partition("=")
        if name not in Consent.model_fields or bool(equals) != (name == "effects"):
            accepted = "plan, results, questions or effects=low|medium|high"
            message = f"--ask {part!r}: write {accepted}"
            raise InvalidInputError(message, value=part)
        values[name] = value if equals else True
    return parse(Consent, values, what="--ask")


def with_schema(goal: Goal, path: Path) -> Goal:
    """The goal with a JSON deliverable that follows the schema in a file.

    Raises:
        InvalidInputError: The file is missing, not JSON, not a JSON Schema, or refers to another.
    """
    schema = read_json_file(path, f"--schema {path}")
    try:
        validator_of(schema)
        deliverable = parse(Deliverable, {"kind": "json", "json_schema": schema}, what=str(path))
    except InvalidInputError as error:
        message = f"--schema {path}: {error.message}"
        raise InvalidInputError(message, path=str(path)) from error
    return goal.model_copy(update={"deliverable": deliverable})


def settlement(text: str) -> EffectSettled:
    """The event for an option ``ATTEMPT/ORDINAL=done`` or ``…=not_done``.

    Raises:
        InvalidInputError: The text has another form.

    Examples:
        >>> settlement("t1#2/0=not_done").verdict
        'not_done'
    """
    place, _, verdict = text.rpartition("=")
    attempt_id, ordinal = ids.call_parts(place)
    if not attempt_id or not ordinal.isdigit() or verdict not in ("done", "not_done"):
        message = f"--settle {text!r}: write ATTEMPT/CALL=done or =not_done, such as t1#1/0=done"
        raise InvalidInputError(message, value=text)
    data = {"attempt_id": attempt_id, "ordinal": int(ordinal), "verdict": verdict}
    return parse(EffectSettled, data, what="--settle")
