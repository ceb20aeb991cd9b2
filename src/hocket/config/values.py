"""Reading values of settings: each reader returns the value of one type, or says what fits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hocket.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Mapping

Reader = Callable[[Any], Any]

NO_VALUE: Any = object()


class MisfitError(ValueError):
    """A value does not fit; ``at`` lists the fields within the setting, outermost first."""

    def __init__(self, fault: str, value: Any = NO_VALUE, *at: str) -> None:
        super().__init__(fault)
        self.fault, self.value, self.at = fault, value, at


def within(name: str, reader: Reader, value: Any) -> Any:
    """The value of a field within a setting; a fault includes the name of the field."""
    try:
        return reader(value)
    except MisfitError as error:
        raise MisfitError(error.fault, error.value, name, *error.at) from None


def each(reader: Reader) -> Reader:
    """A reader for a table with names of your choice."""
    return lambda value: {n: within(n, reader, inner) for n, inner in as_table(value).items()}


def fields_of(value: Any, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """The values of a table with fixed names."""
    values: dict[str, Any] = {}
    for name, inner in as_table(value).items():
        if name not in readers:
            fault = f"there is no such setting; known: {', '.join(readers)}"
            raise MisfitError(fault, NO_VALUE, name)
        values[name] = within(name, readers[name], inner)
    return values


def whole_from(minimum: int) -> Callable[[Any], int]:
    return lambda value: as_whole(value, minimum)


def as_whole(value: Any, minimum: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
        raise MisfitError(f"a whole number from {minimum} is needed", value)
    return value


def as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise MisfitError("text is needed", value)
    return value


def as_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise MisfitError("true or false is needed", value)
    return value


def as_share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise MisfitError("a number above 0 and up to 1 is needed", value)
    return float(value)


def as_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise MisfitError("a list is needed", value)
    return value


def as_table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MisfitError("a table is needed", value)
    return value


def as_names(value: Any) -> frozenset[str]:
    return frozenset(as_text(entry) for entry in as_list(value))


def as_prices(value: Any) -> tuple[Decimal, Decimal]:
    try:
        prompt, completion = (Decimal(str(price)) for price in as_list(value))
    except (ArithmeticError, ValueError):
        prompt = completion = Decimal("NaN")
    if not (prompt.is_finite() and completion.is_finite()) or min(prompt, completion) < 0:
        fault = "two prices in US dollars are needed, for prompts and answers, such as [0.5, 1.5]"
        raise MisfitError(fault, value)
    return prompt, completion


def described(error: MisfitError, where: str) -> str:
    """What is wrong with a setting, without a value that may be secret."""
    value = error.value
    if value is NO_VALUE:
        return error.fault
    is_host = where.lower().startswith(("openai", "ollama", "anthropic")) or "url" in where.lower()
    if isinstance(value, str) and (is_host or "@" in value):
        # Any setting of a host may contain a key or a login.
        text = "this text"
    elif isinstance(value, dict | list):
        text = f"this {'table' if isinstance(value, dict) else 'list'}"
    else:
        text = redacted(value, where)
    return f"{text} does not fit ({error.fault}); correct it"
