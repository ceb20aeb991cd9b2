"""Content lines, of which address books and calendars consist (RFC 5545 and 6350, vCard 2.1)."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.documents.profile.escapes import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r'(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^":;]|"[^"]*")*)')
_QUOTED = "QUOTED-PRINTABLE"
AS_WRITTEN = ("CN", "TZID")
"""Parameters whose values are names."""

_MEANT = {"n": "\n", "N": "\n"}


@dataclass(frozen=True, slots=True)
class Property:
    """A line of a component.

    Attributes:
        name: Its name, in capitals.
        value: Its value, decoded but with its escapes.
        parameters: Their values by name, both in capitals but for values ``AS_WRITTEN``.
        group: What groups it with others; empty without a group.
    """

    name: str
    value: str
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    group: str = ""

    def parameter(self, name: str) -> str:
        """The first value of a parameter; empty without it."""
        return next(iter(self.parameters.get(name, ())), "")


@dataclass(slots=True)
class Component:
    """What stands between ``BEGIN`` and ``END``, without the components within it."""

    kind: str
    properties: list[Property] = field(default_factory=list)


def components(text: str) -> list[Component]:
    r"""All components of a text, in the order in which they begin.

    Examples:
        >>> [c.kind for c in components("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\n")]
        ['VCALENDAR', 'VEVENT']
    """
    begun: list[Component] = []
    still_open: list[Component] = []
    for line in _unfolded(text):
        known = property_of(line)
        if known is None:
            continue
        if known.name == "BEGIN":
            component = Component(known.value.strip().upper())
            begun.append(component)
            still_open.append(component)
        elif known.name == "END":
            if still_open:
                still_open.pop()
        elif still_open:
            still_open[-1].properties.append(known)
    return begun


def property_of(line: str) -> Property | None:
    """The property in an unfolded line; None if it is none.

    Examples:
        >>> property_of("item1.TEL;CELL;TYPE=pref:+49 1").parameters
        {'TYPE': ('CELL', 'PREF')}
    """
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    parameters: dict[str, tuple[str, ...]] = {}
    for text in _PARAMETER.findall(match[3]):
        name, equals, value = text.partition("=")
        if not equals:  # vCard 2.1 leaves the name out
            name, value = ("ENCODING", text) if text.upper() == _QUOTED else ("TYPE", text)
        name = name.strip().upper()
        if name in AS_WRITTEN:
            values = [value.strip('" ')]
        else:
            values = [v.strip('" ').upper() for v in value.split(",")]
        parameters[name] = (*parameters.get(name, ()), *values)
    known = Property(match[2].upper(), match[4], parameters, (match[1] or "").lower())
    if known.parameter("ENCODING") == _QUOTED:
        return Property(known.name, _printed(known), parameters, known.group)
    return known


def parts_of(value: str, separator: str) -> list[str]:
    r"""The parts of a value, without its escapes.

    Examples:
        >>> parts_of(r"Byron;Ada;a\;b", ";")
        ['Byron', 'Ada', 'a;b']
    """
    parts = re.split(rf"(?<!\\){re.escape(separator)}", value)
    return [plain(part) for part in parts]


def plain(value: str) -> str:
    r"""A value without its escapes.

    Examples:
        >>> plain(r"May\, first\nof all")
        'May, first\nof all'
    """
    return unescaped(value, _MEANT).strip()


def _unfolded(text: str) -> Iterator[str]:
    """The lines, with what is continued in the next ones."""
    held: list[str] = []
    for line in text.splitlines():
        if held and line[:1] in {" ", "\t"}:
            held.append(line[1:])
        elif held and held[-1].endswith("=") and _QUOTED in held[0].partition(":")[0].upper():
            held[-1] = held[-1][:-1]
            held.append(line)
        else:
            yield "".join(held)
            held = [line]
    yield "".join(held)


def _printed(known: Property) -> str:
    """The value of a line in quoted-printable."""
    raw = quopri.decodestring(known.value.encode(errors="replace"))
    try:
        return raw.decode(known.parameter("CHARSET") or "utf-8", "replace")
    except LookupError:
        return raw.decode(errors="replace")
