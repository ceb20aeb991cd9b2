"""XML: a row for each of the elements that are repeated, as in feeds, tracks and exports.

Attributes and texts of children are columns; those of nested elements are named by the way to them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from hocket.documents.profile.records import from_objects

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table

FEW = 2
MANY = 10
"""Records in each of a few elements from which on they are the rows, and not lists in these."""

MOST_DEPTH = 64
LABELS = ("name", "key")
"""Attributes that say what a child is, as in ``<field name="town">``."""

LABELLED = frozenset(
    {"field", "column", "col", "property", "param", "attribute", "entry", "value", "data", "item"}
    | {"str", "int", "long", "float", "double", "bool", "date", "arr", "simpledata", "var"}
)
"""Children that an attribute names, also where there is only one."""


class _RefusedError(Exception):
    """It declares entities, or is nested too deeply to be data."""


@dataclass(slots=True)
class Element:
    """An element with its attributes, its text and its children."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 1
    """Number of elements in it, itself included."""

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def is_leaf(self) -> bool:
        return not self.children


def read(text: str) -> Table | None:
    """The elements of a document that are repeated; None if none are, or it is not well-formed.

    Examples:
        >>> table = read('<shop><item no="1"><name>Pen</name></item><item no="2"/></shop>')
        >>> table.names, table.rows
        (('no', 'name'), [['1', 'Pen'], ['2', None]])
    """
    try:
        path, rows = _repeated(_tree(text))
    except (expat.ExpatError, _RefusedError):
        return None
    if len(rows) < FEW:
        return None
    objects, within, lone = _opened(rows)
    tags = [*path, rows[0].tag, *within]
    way = "/".join(tags[:-1])
    notes = (f"each row is a {tags[-1]!r} in {way!r}", *lone)
    return from_objects(objects, form="blocks", path=way, notes=notes)


def _tree(text: str) -> Element:
    """The root of a document that declares no entities.

    Raises:
        ExpatError: It is not well-formed.
        _RefusedError: It declares an entity, or is nested too deeply.
    """
    top = Element("", {})
    still_open = [top]
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if len(still_open) > MOST_DEPTH:
            raise _RefusedError
        element = Element(tag, attributes)
        still_open[-1].children.append(element)
        still_open.append(element)

    def end(_: str) -> None:
        element = still_open.pop()
        still_open[-1].size += element.size

    def write(data: str) -> None:
        still_open[-1].pieces.append(data)

    def refuse(*_: object) -> None:
        raise _RefusedError

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = write
    parser.EntityDeclHandler = refuse
    parser.Parse(text.lstrip().encode(errors="replace"), True)  # noqa: FBT003 - the last part
    return top.children[0]


def _repeated(root: Element) -> tuple[list[str], list[Element]]:
    """(the tags on the way, the elements): the largest of the topmost groups of children alike."""
    best: tuple[list[str], list[Element]] = ([root.tag], [])
    alike = best
    left = [([root.tag], root)]
    while left:
        path, element = left.pop()
        for tag, group in _groups(element).items():
            if len(group) >= FEW and _is_record(group):
                best = max(best, (path, group), key=lambda found: _size(found[1]))
            elif len(group) == len(element.children) and all(one.is_leaf for one in group):
                alike = max(alike, (path, group), key=lambda found: len(found[1]))
            else:
                left += [([*path, tag], child) for child in group if not child.is_leaf]
    return best if best[1] else alike


def _size(group: list[Element]) -> int:
    return sum(one.size for one in group)


def _opened(rows: list[Element]) -> tuple[list[dict[str, Any]], tuple[str, ...], list[str]]:
    """(the rows as objects, the way to those within, notes): few that hold many are opened.

    Each of those within then has the values of what it is in, too; what holds none is a row alone.
    """
    way = _way_within(rows)
    lone: list[str] = []
    level: list[tuple[dict[str, Any], Element]] = [({}, row) for row in rows]
    for tag in way:
        inner = [_groups(element).get(tag, []) for _, element in level]
        bare = [one for (_, one), group in zip(level, inner, strict=True) if one.size and not group]
        lone += [f"rows of a {bare[0].tag!r} without a {tag!r}: {len(bare)}"] if bare else []
        for _, element in level:
            element.children = [child for child in element.children if child.tag != tag]
        own = _objects([element for _, element in level])
        level = [
            (above | ({element.tag: values} if values else {}), child)
            for (above, element), values, group in zip(level, own, inner, strict=True)
            for child in group or [Element(tag, {}, size=0)]
        ]
    objects = _objects([element for _, element in level])
    opened = [above | values for (above, _), values in zip(level, objects, strict=True)]
    return opened, way, lone


def _way_within(rows: list[Element]) -> tuple[str, ...]:
    """The way from rows to the records within them, if each holds more of them than there are rows.

    Otherwise they are the cells of the rows, or lists in them.
    """
    least = len(rows) * max(MANY, len(rows))
    if _size(rows) < least:
        return ()
    counts = Counter[tuple[str, ...]]()
    left: list[tuple[Element, tuple[str, ...]]] = [(row, ()) for row in rows]
    while left:
        element, above = left.pop()
        for tag, group in _groups(element).items():
            if _labelled(group) is None:
                fields = sum(len(one.attributes) + len(one.children) >= FEW for one in group)
                counts[*above, tag] += fields
            left += [(child, (*above, tag)) for child in group]
    way, count = counts.most_common(1)[0] if counts else ((), 0)
    return way if count >= least else ()


def _objects(rows: list[Element]) -> list[dict[str, Any]]:
    """What elements alike hold, without the prefix of their namespace in names."""
    prefix, colon, _ = rows[0].tag.partition(":") if rows else ("", "", "")
    reading = _Reading(f"{prefix}:" if colon else "", _plural(rows))
    return [reading.values_of(row, ()) for row in rows]


def _is_record(group: list[Element]) -> bool:
    """Whether the elements have values of their own, and are no mere places of a format."""
    return sum(1 for one in group if one.attributes or one.children) * FEW >= len(group)


def _groups(element: Element) -> dict[str, list[Element]]:
    groups: dict[str, list[Element]] = {}
    for child in element.children:
        groups.setdefault(child.tag, []).append(child)
    return groups


def _plural(rows: list[Element]) -> frozenset[tuple[str, ...]]:
    """The ways from a row to what some row has several times: lists in each."""
    ways: set[tuple[str, ...]] = set()
    left: list[tuple[Element, tuple[str, ...]]] = [(row, ()) for row in rows]
    while left:
        element, above = left.pop()
        for tag, group in _groups(element).items():
            way = (*above, tag)
            if len(group) > 1:
                ways.add(way)
            left += [(child, way) for child in group]
    return frozenset(ways)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads rows alike.

    Attributes:
        prefix: The prefix of the namespace of rows, which is left out of names.
        plural: The ways from a row to what is a list in each.
    """

    prefix: str
    plural: frozenset[tuple[str, ...]]

    def values_of(self, element: Element, way: tuple[str, ...]) -> dict[str, Any]:
        """The values of an element by name; those of nested ones are objects."""
        values: dict[str, Any] = {}
        for tag, group in _groups(element).items():
            for name, value in self._inner(tag, group, (*way, tag)).items():
                values.setdefault(name, value)
        given = {k: v for k, v in element.attributes.items() if not k.startswith("xmlns")}
        named = {_free(name, values): value for name, value in given.items()}
        own = element.text if element.is_leaf or not values else ""
        return {**named, **values, **({_free(self._name(element.tag), named): own} if own else {})}

    def _inner(self, tag: str, group: list[Element], way: tuple[str, ...]) -> dict[str, Any]:
        """What the children with a tag hold."""
        name = self._name(tag)
        is_plural = way in self.plural
        labelled = _labelled(group) if is_plural or name.lower() in LABELLED else None
        if labelled is not None:
            return labelled
        if is_plural:
            return {name: [self._item(one, way) for one in group]}
        child = group[0]
        if not child.is_leaf:
            return {name: self.values_of(child, way)}
        attributes = {f"{name}.{key}": value for key, value in child.attributes.items()}
        return ({name: child.text} if child.text or not attributes else {}) | attributes

    def _item(self, one: Element, way: tuple[str, ...]) -> Any:
        return one.text if one.is_leaf and not one.attributes else self.values_of(one, way)

    def _name(self, tag: str) -> str:
        return tag.removeprefix(self.prefix) if self.prefix else tag


def _labelled(group: list[Element]) -> dict[str, Any] | None:
    """The texts of children that say by an attribute what they are; None if they do not."""
    for label in LABELS:
        names = [one.attributes.get(label, "") for one in group]
        if all(names) and len(set(names)) == len(names) and all(_is_pair(one) for one in group):
            return {name: _only(one).text for name, one in zip(names, group, strict=True)}
    return None


def _is_pair(one: Element) -> bool:
    inner = _only(one)
    return len(one.attributes) == 1 and inner.is_leaf and bool(inner.text)


def _only(one: Element) -> Element:
    """The element that holds the text: itself, or its only child."""
    return one.children[0] if len(one.children) == 1 else one


def _free(name: str, taken: dict[str, Any]) -> str:
    return f"@{name}" if name in taken else name
