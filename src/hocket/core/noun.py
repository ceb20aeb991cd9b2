"""What every stored noun is: frozen, strict about unknown fields, read with an error that helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from hocket.errors import InvalidInputError
from hocket.redaction import HIDDEN, shown

NounT = TypeVar("NounT", bound="Noun")

_REMEDIES = {
    "extra_forbidden": "remove it or correct its name",
    "missing": "add it",
    "enum": "use one of the listed values",
    "literal_error": "use one of the listed values",
    "string_pattern_mismatch": "write it in the shown form",
    "union_tag_invalid": "use one of the listed kinds",
    "union_tag_not_found": "name its kind",
}


class Noun(BaseModel):
    """A frozen value that is stored or crosses a wire."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        # A log or trace of pydantic's own error must not repeat a secret; ours shows what it may.
        hide_input_in_errors=True,
    )


def parse(noun: type[NounT], data: Mapping[str, Any] | str | bytes, *, what: str = "") -> NounT:
    """A validated noun from JSON text or a mapping.

    Args:
        noun: The class to read.
        data: JSON text, or the object already parsed.
        what: How messages name the thing, such as ``goal.json``; the class name unless given.

    Raises:
        InvalidInputError: Something does not fit. The message names the path, the value and the
            remedy of the first fault; ``context["faults"]`` lists all of them.

    Examples:
        >>> from hocket.core.goal import Limits
        >>> parse(Limits, {"calls": "many"})
        Traceback (most recent call last):
        ...
        hocket.errors.InvalidInputError: Limits at calls: 'many' — input should be a valid \
integer, unable to parse string as an integer; correct this value
    """
    name = what or noun.__name__
    try:
        if isinstance(data, str | bytes):
            return noun.model_validate_json(data)
        return noun.model_validate(data)
    except ValidationError as error:
        raise refusal(name, faults_of(error)) from error


def refusal(what: str, faults: Sequence[Mapping[str, str]]) -> InvalidInputError:
    """The error that says why something does not fit.

    Args:
        what: How the message names it.
        faults: At least one, with ``path``, ``value``, ``fault`` and ``remedy``; the first one is
            in the message, all of them in ``context["faults"]``.
    """
    first = faults[0]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    where = f"{what} at {first['path']}: {first['value']}"
    message = f"{where} — {first['fault']}; {first['remedy']}{more}"
    return InvalidInputError(message, faults=list(faults))


def faults_of(error: ValidationError) -> list[dict[str, str]]:
    """Everything that did not fit: for each the path, the value, the fault and the remedy."""
    return [_fault(fault) for fault in error.errors(include_url=False)]


def _fault(fault: Any) -> dict[str, str]:
    path = ".".join(str(part) for part in fault["loc"]) or "(whole)"
    text: str = fault["msg"]
    return {
        "path": path,
        "value": value_of(fault),
        "fault": text[:1].lower() + text[1:],
        "remedy": _REMEDIES.get(fault["type"], "correct this value"),
    }


def value_of(fault: Any) -> str:
    """What an error repeats of the value in one of pydantic's faults.

    What has no name, or one that is not known, is not repeated: it may be a secret in a wrong
    place.
    """
    path, value = [str(part) for part in fault["loc"]], fault.get("input")
    if fault["type"] == "missing":
        return "nothing"
    if fault["type"] == "extra_forbidden" or path in ([], ["body"]):
        return HIDDEN
    if isinstance(value, Mapping | list | tuple):
        return "an object" if isinstance(value, Mapping) else "a list"
    return shown(value, *path)
