"""What every stored noun is: frozen, strict about unknown fields, read with an error that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
        faults = [_fault(f) for f in error.errors(include_url=False)]
        first = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        where = f"{name} at {first['path']}: {first['value']}"
        message = f"{where} — {first['fault']}; {first['remedy']}{more}"
        raise InvalidInputError(message, faults=faults) from error


def _fault(fault: Any) -> dict[str, str]:
    path = ".".join(str(part) for part in fault["loc"]) or "(whole)"
    value = repr(fault["input"])
    text: str = fault["msg"]
    return {
        "path": path,
        "value": value if len(value) <= 120 else value[:117] + "...",  # noqa: PLR2004 - one line
        "fault": text[:1].lower() + text[1:],
        "remedy": _REMEDIES.get(fault["type"], "correct this value"),
    }
