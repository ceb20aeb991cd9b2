"""Marks on the fields of nouns: what kind of text a field holds, for code that reads any noun.

A mark is part of the type, as in ``reason: Wording``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from hocket.core.noun import Noun
from hocket.core.quick import Computed

if TYPE_CHECKING:
    from collections.abc import Iterable

NounT = TypeVar("NounT", bound=Noun)


class Mark(Enum):
    DIGEST = auto()
    WORDING = auto()


Digest = Annotated[str, Mark.DIGEST]
"""The digest of a stored text, which is kept as long as an event names it."""


Wording = Annotated[str, Mark.WORDING]
"""A text for people: another release may word it differently, and no code depends on it."""

_TEXT, _EACH, _NOUN = "text", "each", "noun"
_Place = tuple[str, "_Place | None"]
"""What a value is: a marked text, a collection of places, or a noun with marked fields."""


_MARKED: _Place = (_TEXT, None)
_WITHIN: _Place = (_NOUN, None)


def digests_in(noun: Noun) -> tuple[str, ...]:
    """The digests of all texts that a noun names, each once, in the order of its fields.

    Examples:
        >>> from hocket.core.attempt import Outcome
        >>> digests_in(Outcome(text="aa", files={"a.txt": "bb", "b.txt": "aa"}))
        ('aa', 'bb')
    """
    digests: dict[str, None] = {}
    _collect(noun, digests)
    return tuple(digests)


def names_texts(noun: type[Noun]) -> bool:
    """Whether nouns of this class have a field for the digest of a text, directly or nested."""
    return bool(_digest_places[noun])


def without_wording(noun: NounT) -> NounT:
    """The noun without the texts that are only wording.

    Examples:
        >>> from hocket.core.bid import Decline
        >>> without_wording(Decline(agent="coding", reason="does no analysis"))
        Decline(agent='coding', reason='')
    """
    changed: NounT = _changed(noun, _WITHIN, Mark.WORDING)
    return changed


def _collect(noun: Noun, digests: dict[str, None]) -> None:
    """Add the digests in a noun, in order. Every event that is written comes through here."""
    values = noun.__dict__
    for name, place in _digest_places[type(noun)]:
        if value := values[name]:
            if place is _MARKED:
                digests[value] = None
            elif place is _WITHIN:
                _collect(value, digests)
            else:
                _collect_each(value, place[1], digests)


def _collect_each(values: Any, place: _Place | None, digests: dict[str, None]) -> None:
    for value in values.values() if isinstance(values, Mapping) else values:
        if place is _MARKED:
            digests[value] = None
        elif place is _WITHIN:
            _collect(value, digests)
        else:
            assert place is not None  # noqa: S101 - a collection is a place only for what is in it
            _collect_each(value, place[1], digests)


def _changed(value: Any, place: _Place, mark: Mark) -> Any:
    kind, inner = place
    if value is None:
        return None
    if kind == _TEXT:
        return ""
    if kind == _NOUN:
        noun: type[Noun] = type(value)
        changes = {n: _changed(getattr(value, n), at, mark) for n, at in _places(noun, mark)}
        return value.model_copy(update=changes) if changes else value
    assert inner is not None  # noqa: S101 - a collection is a place only for what is in it
    if isinstance(value, Mapping):
        return {key: _changed(item, inner, mark) for key, item in value.items()}
    return tuple(_changed(item, inner, mark) for item in value)


@cache
def _places(noun: type[Noun], mark: Mark) -> tuple[tuple[str, _Place], ...]:
    """The fields of a noun that contain marked texts, directly or nested."""
    fields = noun.model_fields.items()
    places = ((name, _place(field.annotation, field.metadata, mark)) for name, field in fields)
    return tuple((name, place) for name, place in places if place is not None)


_digest_places: Computed[type[Noun], tuple[tuple[str, _Place], ...]] = Computed(
    lambda noun: _places(noun, Mark.DIGEST)
)


def _place(annotation: Any, metadata: Iterable[Any], mark: Mark) -> _Place | None:
    if mark in metadata:
        return _MARKED
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return _WITHIN if _places(annotation, mark) else None
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _place(arguments[0], arguments[1:], mark)
    if origin in (Union, UnionType):
        options = [_place(option, (), mark) for option in arguments if option is not NoneType]
        return next((option for option in options if option is not None), None)
    if origin in (tuple, list, dict):
        item = arguments[1] if origin is dict else arguments[0]
        inner = _place(item, (), mark)
        return None if inner is None else (_EACH, inner)
    return None
