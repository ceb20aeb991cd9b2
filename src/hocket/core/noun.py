"""The base of every stored noun: frozen, strict about unknown fields, with helpful errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from hocket.core.quick import Computed
from hocket.errors import InvalidInputError
from hocket.redaction import HIDDEN, redacted

NounT = TypeVar("NounT", bound="Noun")
P = ParamSpec("P")

_REMEDIES = {
    "extra_forbidden": "remove it or correct its name",
    "missing": "add it",
    "enum": "use one of the listed values",
    "literal_error": "use one of the listed values",
    "string_pattern_mismatch": "write it in the required form",
    "union_tag_invalid": "use one of the listed kinds",
    "union_tag_not_found": "name its kind",
}


class Noun(BaseModel):
    """A frozen value that is stored or crosses a wire."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        # A log or traceback of pydantic's own error must not show a secret; our error is safe.
        hide_input_in_errors=True,
    )


def unchecked(noun: Callable[P, NounT], *_: P.args, **values: P.kwargs) -> NounT:
    """A noun of values that are known to fit, as each comes from another noun or is counted here.

    For what every call makes: it takes a third of the time of the validation. For defaults of
    fields too: pydantic builds the validator of a class at its first validation, which takes long.

    Examples:
        >>> from hocket.core.usage import Usage
        >>> unchecked(Usage, calls=1) == Usage(calls=1)
        True
    """
    made: Any = _new(_Blank)
    # As pydantic's `model_construct` does, which looks at each field anew.
    made.__dict__ = _defaults[noun] | values
    made.__pydantic_fields_set__ = set(values)
    made.__pydantic_extra__ = made.__pydantic_private__ = None
    made.__class__ = noun
    return made  # type: ignore[no-any-return]  # a cast would be a call for each noun


class _Blank(BaseModel):
    """What `unchecked` fills before it becomes a noun, past the functions that set attributes."""

    model_config = ConfigDict(defer_build=True)
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


_new = object.__new__


def _defaults_of(noun: type[Noun]) -> dict[str, Any]:
    """The defaults in the order of the fields, which is that of the JSON."""
    fields = noun.model_fields.items()
    return {name: field.get_default(call_default_factory=True) for name, field in fields}


_defaults: Computed[Any, dict[str, Any]] = Computed(_defaults_of)


def parse(noun: type[NounT], data: Mapping[str, Any] | str | bytes, *, what: str = "") -> NounT:
    """A validated noun from JSON text or a mapping.

    Args:
        noun: The class to read.
        data: JSON text, or the object already parsed.
        what: Name in messages, such as ``goal.json``; by default the class name.

    Raises:
        InvalidInputError: The data does not fit. The message names path, value and remedy of the
            first fault; ``context["faults"]`` lists all faults.

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
        raise input_error(name, faults_of(error)) from error


def input_error(what: str, faults: Sequence[Mapping[str, str]]) -> InvalidInputError:
    """The error for data that does not fit.

    Args:
        what: Name of the data in the message.
        faults: At least one, with ``path``, ``value``, ``fault`` and ``remedy``. The message has
            the first one, ``context["faults"]`` all of them.
    """
    first = faults[0]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    where = f"{what} at {first['path']}: {first['value']}"
    message = f"{where} — {first['fault']}; {first['remedy']}{more}"
    return InvalidInputError(message, faults=list(faults))


def faults_of(error: ValidationError) -> list[dict[str, str]]:
    """All faults of the data, each with ``path``, ``value``, ``fault`` and ``remedy``."""
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
    """The value in one of pydantic's faults, for an error message.

    A value without a known field name is hidden, as it may be a misplaced secret.
    """
    path, value = [str(part) for part in fault["loc"]], fault.get("input")
    if fault["type"] == "missing":
        return "nothing"
    if fault["type"] == "extra_forbidden" or path in ([], ["body"]):
        return HIDDEN
    if isinstance(value, Mapping | list | tuple):
        return "an object" if isinstance(value, Mapping) else "a list"
    return redacted(value, *path)
