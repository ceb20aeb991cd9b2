"""Dumps: the values of a fold as JSON, and back.

They hold what a reader of the journal had folded when it stopped, so that it can go on from there.
Each value says what it is; only classes that are listed can be made.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from rpds import HashTrieMap

from hocket.core.command import Command
from hocket.core.noun import Noun
from hocket.core.run import RunState, TaskState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PLAIN = (str, int, float, bool, type(None))
CORE = "hocket.core."


class Dumper:
    """Writes and reads values of these classes.

    Args:
        classes: Dataclasses besides commands and the state of a run; the nouns of ``core`` can all
            be written.
    """

    def __init__(self, classes: Iterable[type]) -> None:
        self._given = tuple(classes)

    def dump(self, value: Any) -> bytes:
        """The value as JSON.

        Raises:
            TypeError: It holds something of a class that is not listed.
        """
        return json.dumps(self._plain(value), separators=(",", ":")).encode()

    def load(self, data: bytes) -> Any:
        """The value that ``dump`` wrote.

        Raises:
            ValueError: ``data`` is something else.
        """
        try:
            return self._value(json.loads(data))
        except (TypeError, LookupError, AttributeError, RecursionError) as error:
            message = f"it is no dump: {error}"
            raise ValueError(message) from error

    @cached_property
    def _classes(self) -> dict[str, type[Any]]:
        return {cls.__name__: cls for cls in (*_always(), *self._given)}

    def _plain(self, value: Any) -> Any:
        if isinstance(value, PLAIN):
            return value
        if isinstance(value, list):
            return [self._plain(each) for each in value]
        name = type(value).__name__
        if self._classes.get(name) is type(value):
            if isinstance(value, Noun):
                return {name: value.__pydantic_serializer__.to_json(value).decode()}
            return {name: [self._plain(getattr(value, f.name)) for f in fields(value)]}
        kind, parts = _parts(value)
        return {kind: [self._plain(part) for part in parts]}

    def _value(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return [self._value(each) for each in plain]
        if not isinstance(plain, dict):
            return plain
        [(name, content)] = plain.items()
        make = _MAKERS.get(name)
        if make is not None:
            return make([self._value(each) for each in content])
        cls = self._classes[name]
        if issubclass(cls, Noun):
            return cls.model_validate_json(content)
        names = [f.name for f in fields(cls)]
        values = [self._value(each) for each in content]
        return cls(**dict(zip(names, values, strict=True)))


def _always() -> tuple[type, ...]:
    nouns = tuple(cls for cls in _within(Noun) if cls.__module__.startswith(CORE))
    return (RunState, TaskState, *get_args(Command), *nouns)


def _within(cls: type[Noun]) -> Iterator[type[Noun]]:
    for inner in cls.__subclasses__():
        yield inner
        yield from _within(inner)


def _parts(value: Any) -> tuple[str, list[Any]]:
    match value:
        case tuple():
            return "tuple", list(value)
        case frozenset():
            return "frozenset", sorted(value)
        case HashTrieMap():
            # The order of the map differs between processes; a dump does not.
            items = sorted(value.items(), key=lambda item: str(item[0]))
            return "map", [list(item) for item in items]
        case dict():
            return "dict", [list(item) for item in value.items()]
        case datetime():
            return "datetime", [value.isoformat()]
    message = f"a value of the class {type(value).__name__} has no dump"
    raise TypeError(message)


_MAKERS: dict[str, Callable[[list[Any]], Any]] = {
    "tuple": tuple,
    "frozenset": frozenset,
    "map": lambda items: HashTrieMap(dict(items)),
    "dict": dict,
    "datetime": lambda parts: datetime.fromisoformat(parts[0]),
}
