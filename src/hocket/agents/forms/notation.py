"""The shape of JSON as people sketch it: ``{"town": ..., "rain": ...}``, ``{year: mean}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = Literal["object", "objects", "list", "mapping", "nested", "mapping of objects", "open"]

MOST_CHARS = 600
_KEY = r"[A-Za-z_][\w%]*(?:[ .-][\w%]+){0,6}"
_QUOTED = late_pattern(r"[\"'`\u2018\u201c]([^\"'`\u2019\u201d\n]+)[\"'`\u2019\u201d]")
_OPENINGS, _CLOSINGS = "{[(", "}])"
_SEVERAL = late_pattern(
    r"\b(?:list|array|objects|records|entries|rows|items|elements|each|every|one (?:object|entry"
    r"|record|item|row)|per \w+)\b[^{}]{0,60}$",
    re.IGNORECASE,
)
_MAPS = late_pattern(r"\bmaps? (?:each|every|the|an?|its|their)?\b[^{}]{0,80}$", re.IGNORECASE)
_ITEMS = late_pattern(r"\[\s*[\"'<][^\[\]{}]{1,200}(?:\.\.\.|\u2026)\s*\]")
_SHOWN_ITEM = late_pattern(
    r"(?<!\bkey )(?<!keys )(?<!columns )(?<!fields )"
    r"(?:\b(?:like|such as|for example|example|form|format|array|list)\b[:,]?|\be\. ?g\.,?) *"
    r"\[\s*([\"'])(?P<item>[^\"'\[\]{}]+)\1[^\[\]{}]*\]"
)
_FIGURE = late_pattern(r"-?\d")
_SKETCHED = late_pattern(r"^(?:\.{2,3}|\u2026)?$")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a sketch of JSON says.

    Attributes:
        shape: Of the JSON.
        keys: Of the objects; of a nested mapping the names of both levels.
        pair: Of a mapping: what its names and its values are.
    """

    shape: Shape
    keys: tuple[str, ...] = ()
    pair: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    value: str
    is_quoted: bool


def sketch_in(text: str) -> Sketch | None:
    """The first sketch of an object or a list of objects in a text; None if there is none.

    Examples:
        >>> sketch_in('an array like [{"town": "...", "rain": 0.5}, ...]').keys
        ('town', 'rain')
        >>> sketch_in("out.json: {year: mean rain}"), sketch_in("{plot: {crop: kg}}").shape
        (Sketch(shape='mapping', keys=(), pair=('year', 'mean rain')), 'nested')
        >>> sketch_in("f({1: 2}) and [1, 2]") is None
        True
    """
    for start, inner in _braces(text):
        sketch = _of_object(inner, text[:start])
        if sketch is not None:
            return sketch
    return Sketch("list") if _ITEMS.search(text) or item_shown(text) else None


def item_shown(text: str) -> str:
    """The first item of a list that a text shows as an example; empty if it shows none.

    Examples:
        >>> item_shown('a list like ["2024-03"], in order'), item_shown("keys like ['a']")
        ('2024-03', '')
    """
    match = _SHOWN_ITEM.search(text)
    return match["item"] if match else ""


def _of_object(inner: str, before: str) -> Sketch | None:  # noqa: PLR0911 - one form a line
    entries = [entry for part in _parts(inner) if (entry := _entry(part)) is not None]
    names = tuple(entry.key for entry in entries)
    if entries and entries[0].key.startswith("<"):
        return _of_placeholders(entries[0])
    if not entries or len(set(names)) < len(names):
        return None
    first = entries[0]
    if before.rstrip().endswith("["):
        return Sketch("objects", names)
    if first.value.startswith("{"):
        return _of_levels(first, first.value[1:-1])
    if len(entries) == 1 and not first.is_quoted:
        return _of_pair(first, before)
    if {"type", "properties"} <= set(names) or "$schema" in names:
        return None  # a schema
    if all(e.is_quoted and _FIGURE.match(e.value) and not e.key[:1].islower() for e in entries):
        return Sketch("mapping")  # names of things with their figures, as an example
    is_open = any(_SKETCHED.match(part.strip()) for part in _parts(inner))
    if is_open and all(entry.value and entry.is_quoted for entry in entries):
        return Sketch("mapping")  # some of many entries
    if _MAPS.search(before):
        return Sketch("mapping of objects", names)
    return Sketch("objects" if _SEVERAL.search(before) else "object", names)


def _of_pair(entry: _Entry, before: str) -> Sketch | None:
    """The sketch of ``{town: rain}``; one without a value is a placeholder."""
    if not entry.value:
        return None
    return _of_levels_in_words(entry, before) or Sketch("mapping", pair=(entry.key, entry.value))


def _of_placeholders(first: _Entry) -> Sketch:
    """The sketch of ``{"<town>": 3, "<other town>": 5}``."""
    if not first.value.startswith("{"):
        return Sketch("mapping")
    inner = [entry for part in _parts(first.value[1:-1]) if (entry := _entry(part)) is not None]
    if inner and inner[0].key.startswith("<"):
        return Sketch("nested", (first.key.strip("<>"), inner[0].key.strip("<>")))
    return Sketch("mapping of objects", tuple(entry.key for entry in inner))


def _of_levels(outer: _Entry, inner: str) -> Sketch | None:
    """The sketch of objects within an object."""
    entries = [entry for part in _parts(inner) if (entry := _entry(part)) is not None]
    if not entries:
        return None
    if len(entries) == 1 and not entries[0].is_quoted:
        name = re.sub(r"\s*/\s*", " or ", entries[0].key)
        return Sketch("nested", (_last(outer.key), name))
    if outer.is_quoted:
        return None  # an object with an object in it
    return Sketch("mapping of objects", tuple(entry.key for entry in entries))


def _of_levels_in_words(entry: _Entry, before: str) -> Sketch | None:
    """The sketch of ``each town to an object {month: rain}``."""
    outer = re.search(
        r"\b(?:each|every) ([\w-]+)(?: \([^()]*\))?(?:,)? (?:to|with|gets?|has|leads? to|->|:)"
        r" (?:an?|its own|one) (?:\w+ ){0,2}?(?:object|mapping|dictionary|dict|map)\b[^{}]{0,30}$",
        before,
    )
    outer = outer or re.search(r"(?i)\b(?:per|for each|for every) (\w+)[,:]? $", before)
    outer = outer or re.search(
        r"(?i)\bkeys?\b[:=]? (?:is |= )?(?:the )?(\w+)[^{}]{0,40}\bvalues?\b[:=]? (?:is |= )?$",
        before,
    )
    is_other = outer is not None and outer[1].casefold() not in entry.key.casefold()
    return Sketch("nested", (outer[1], entry.key)) if outer and is_other else None


def _last(name: str) -> str:
    """What a name in several words is: ``country as in the file`` is a country."""
    return re.split(r" (?:as|like|in|of|written|spelled) ", name)[0]


def _entry(part: str) -> _Entry | None:
    """A key and what is sketched of its value; the value may be missing."""
    part = part.strip()
    quoted = _QUOTED.match(part)
    if quoted:
        key, rest = quoted[1].strip(), part[quoted.end() :].strip()
    else:
        match = re.match(rf"<?({_KEY}(?: ?/ ?{_KEY})*)>?\s*(?=$|[:=(]|->)", part)
        if match is None:
            return None
        key, rest = match[1].strip(), part[match.end() :].strip()
    value = re.sub(r"^(?:[:=]|->)\s*", "", re.sub(r"^\([^()]*\)\s*", "", rest))
    if rest and value == rest and not rest.startswith("("):
        return None
    return _Entry(key, value.strip("<>").strip(), quoted is not None)


def _parts(inner: str) -> list[str]:
    """The entries of an object, split where no bracket and no quotes are open."""
    parts, depth, start, quote = [], 0, 0, ""
    for place, char in enumerate(inner):
        if quote:
            quote = "" if char == quote else quote
        elif char == '"':
            quote = char
        elif char in _OPENINGS:
            depth += 1
        elif char in _CLOSINGS:
            depth -= 1
        elif char in ",;" and depth == 0:
            parts.append(inner[start:place])
            start = place + 1
    return [*parts, inner[start:]]


def _braces(text: str) -> Iterator[tuple[int, str]]:
    """(place, content) of each outermost pair of braces that is no argument of a call."""
    depth, start = 0, 0
    for place, char in enumerate(text):
        if char == "{":
            start = start if depth else place
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            is_call = re.search(r"\w\([^()]*$", text[max(0, start - 40) : start]) is not None
            if not depth and not is_call and place - start < MOST_CHARS:
                yield start, text[start + 1 : place]
