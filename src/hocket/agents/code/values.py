"""Values made up for parameters, by name, annotation and default, and values near a given one."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.entries import Entry
    from hocket.agents.code.shape import Parameter

NUMBERS = ("3", "0", "1", "2", "7", "10", "-4", "25", "100")
COUNTS = ("2", "1", "3", "0", "5", "10")
FLOATS = ("2.5", "0.0", "1.0", "-1.5", "10.0", "99.99")
TEXTS = ("'hello world'", "'a'", "''", "'Anna'", "'abc abc'", "'A1 b-2'", "'  x y '", "'12'")
WORDS = (
    "['tea', 'eat', 'dog']", "[]", "['b']", "['a', 'B', 'a']", "['one', 'two', 'three', 'four']"
)  # fmt: skip
LISTS = (
    "[3, 1, 2]", "[]", "[5]", "[1, 2, 3, 4]", "[2, 2, 1]", "[4, 4]", "[-1, 0, 7, 3]",
    "[1, 3, 5, 7, 9]", "[9, 8, 7]", "[0, 0, 0, 4]",
)  # fmt: skip
SORTED = (
    "[1, 3, 5, 7, 9]", "[]", "[5]", "[1, 2]", "[2, 2, 2]", "[1, 2, 2, 3]", "[-4, 0, 3, 10]",
    "[0, 0, 0, 4]",
)  # fmt: skip
TABLES = ("[[1, 2], [3, 4]]", "[]", "[[1]]", "[[1, 2, 3], [4, 5, 6]]")
MAPS = ("{'a': 1, 'b': 2}", "{}", "{'x': 3}", "{'b': 1, 'a': 1}")
DATES = ("'2024-02-29'", "'2023-12-31'", "'2025-01-01'")
FLAGS = ("True", "False")

BY_NAME: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"matrix|grid|table|board|rows|intervals|pairs|points|ranges|edges", TABLES),
    (r"words|names|strings|texts|lines|tokens|labels|paths", WORDS),
    (
        (
            r"values?|numbers|nums|items|data|list|lst|arr|array|xs|ys|seq\w*|elements|scores"
            r"|prices|weights|amounts|digits|ints|sizes|heights"
        ),
        LISTS,
    ),
    (r"mapping|dict\w*|counts|config|settings|record|d", MAPS),
    (r"date|day_?str|iso\w*", DATES),
    (
        (
            r"text|string|str|s|word|name|line|sentence|phrase|title|code|password|email|url|path"
            r"|pattern|sep\w*|prefix|suffix|char\w*|key"
        ),
        TEXTS,
    ),
    (r"rate|ratio|price|amount|factor|x|y|z|percent\w*|celsius|fahrenheit|weight|height", FLOATS),
    (r"flag|is_\w+|has_\w+|reverse|strict|verbose|ignore_\w+", FLAGS),
    (r"size|capacity|limit|width|length|count|k|max\w*|min\w*|depth|chunk|times|step", COUNTS),
)
BY_ANNOTATION: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?i)(list|sequence|iterable|tuple)\[(list|tuple|sequence).*", TABLES),
    (r"(?i)(list|sequence|iterable|set)\[str\].*", WORDS),
    (r"(?i)(list|sequence|iterable|tuple|set)\b.*", LISTS),
    (r"(?i)(dict|mapping)\b.*", MAPS),
    (r"str\b.*", TEXTS),
    (r"int\b.*", NUMBERS),
    (r"(float|Decimal|complex)\b.*", FLOATS),
    (r"bool\b.*", FLAGS),
)
BY_USE = {"str": TEXTS, "list": LISTS, "dict": MAPS}
LONGEST = 200
NEAR_MISSES = 40
ENTRIES = 6
FIELD_TEXTS = ("'Anna'", "'Ben'", "'tea'", "'Anna'", "'a 1'")
"""Texts of entries, which may be looked up and counted."""


def values_for(parameter: Parameter, *, is_sorted: bool = False) -> tuple[str, ...]:
    """Source texts of values that a parameter may take, the most ordinary ones first."""
    if parameter.entry is not None:
        return _lists_of(parameter.entry)
    for pattern, values in BY_ANNOTATION:
        if re.match(pattern, parameter.annotation):
            return SORTED if is_sorted and values is LISTS else values
    if parameter.default:
        by_default = _like_default(parameter.default)
        if by_default:
            return by_default
    named = next((v for n, v in BY_NAME if re.fullmatch(n, parameter.name.lower())), NUMBERS)
    if parameter.used_as and type(ast.literal_eval(named[0])).__name__ != parameter.used_as:
        named = BY_USE[parameter.used_as]
    return SORTED if is_sorted and named is LISTS else named


def _lists_of(entry: Entry) -> tuple[str, ...]:
    """Lists of entries with the values that the names of their fields suggest."""
    values = [_of_field(name) for name in entry.fields]
    rows = []
    for number in range(ENTRIES):
        # Each field goes through its values at another pace, so that rows differ.
        row = [one[(number + number // 3 * place) % len(one)] for place, one in enumerate(values)]
        if entry.is_keyed:
            pairs = zip(entry.fields, row, strict=True)
            rows.append(f"{{{', '.join(f'{key!r}: {value}' for key, value in pairs)}}}")
        else:
            rows.append(f"({', '.join(row)},)" if len(row) == 1 else f"({', '.join(row)})")
    lists = [rows[:2], [], rows[2:3], rows[1:5], rows[::-1][:3], [rows[0], rows[0]], rows]
    return tuple(f"[{', '.join(one)}]" for one in lists)


def _of_field(name: str) -> tuple[str, ...]:
    if name == "_":
        return FIELD_TEXTS
    lower = name.lower()
    named = next((v for n, v in BY_NAME if re.fullmatch(n, lower)), NUMBERS)
    return FIELD_TEXTS if named is TEXTS else named


def is_named(name: str) -> bool:
    """Whether the name of a parameter tells what it takes.

    Examples:
        >>> is_named("words"), is_named("plant")
        (True, False)
    """
    return any(re.fullmatch(pattern, name.lower()) for pattern, _ in BY_NAME)


def takes_text(parameter: Parameter) -> bool:
    """Whether a parameter seems to take texts."""
    return isinstance(ast.literal_eval(values_for(parameter)[0]), str)


def _like_default(default: str) -> tuple[str, ...]:
    try:
        value = ast.literal_eval(default)
    except (ValueError, SyntaxError):
        return ()
    kinds: dict[type, tuple[str, ...]] = {
        bool: FLAGS, int: NUMBERS, float: FLOATS, str: TEXTS, list: LISTS, dict: MAPS
    }  # fmt: skip
    return kinds.get(type(value), ())


def literal(node: ast.expr) -> object:
    """The value of a literal, also of a list that is repeated or joined to another.

    Raises:
        ValueError: It is something else.

    Examples:
        >>> literal(ast.parse("[1] * 2 + [3]", mode="eval").body)
        [1, 1, 3]
    """
    if isinstance(node, ast.BinOp):
        left, right = literal(node.left), literal(node.right)
        if isinstance(node.op, ast.Add) and isinstance(left, list) and isinstance(right, list):
            return [*left, *right]
        if isinstance(node.op, ast.Mult) and isinstance(left, list) and isinstance(right, int):
            return (left * min(right, LONGEST))[:LONGEST]
    value: object = ast.literal_eval(node)
    return value


def near(value: object, *, is_sorted: bool = False) -> Iterator[object]:
    """Values of the same type that differ a little: each may be the case that was not thought of.

    Examples:
        >>> [*near(3)]
        [4, 2, 6]
        >>> [*near([1, 2])][:3]
        [[], [1], [2]]
    """
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        # Where it is not negative, negative numbers may mean nothing; nor may 0 instead of many.
        others = (value + 1, value - 1, value * 2)
        yield from (n for n in dict.fromkeys(others) if (n < 0) == (value < 0) and n != value)
    elif isinstance(value, float):
        yield from dict.fromkeys((value + 0.5, value / 2))
    elif isinstance(value, str):
        yield from dict.fromkeys(one for one in _near_text(value) if one != value)
    elif isinstance(value, tuple):
        yield from _near_record(value)
    elif isinstance(value, list):
        yield from _near_items(value, is_sorted=is_sorted)
    elif isinstance(value, dict):
        for key in [*value][:2]:
            yield {k: v for k, v in value.items() if k != key}
        yield {}


def _near_text(text: str) -> Iterator[str]:
    places = [i for i, one in enumerate(text) if one.isdigit()]
    for i in places[:: max(1, len(places) // 4)]:
        yield f"{text[:i]}{(int(text[i]) + 1) % 10}{text[i + 1 :]}"
    yield text[:-1]
    yield text[1:]
    if len(text) > 1:
        yield f"{text[:-2]}{text[-1]}{text[-2]}"
    yield text.swapcase()
    yield f"{text}{text[-1:]}"
    yield f" {text} "
    yield re.sub(r"[\s-]", "", text)
    yield ""
    if re.search(r"\d[ -]?[\dX]$", text):  # of numbers with a check digit, one of these is right
        yield from (f"{text[:-1]}{one}" for one in "0123456789X")
        if len(places) > 1:
            yield from (f"{text[: places[-2]]}{n}{text[places[-2] + 1 : -1]}X" for n in range(10))


def _near_record(record: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Records that differ in one place; their places have meanings, so none is left out."""
    for place, one in enumerate(record):
        for other in [*near(one)][:2]:
            yield (*record[:place], other, *record[place + 1 :])


def _near_items(items: list[object], *, is_sorted: bool) -> Iterator[list[object]]:
    yield []
    if items:
        yield items[:-1]
        yield items[1:]
        yield [*items, items[-1]]
    if not is_sorted and len(items) > 1:
        yield items[::-1]
        yield [items[1], items[0], *items[2:]]
    places = sorted({0, len(items) // 2, len(items) - 1}) if items else []
    for place in places:
        for one in [*near(items[place])][:2]:
            changed = [*items[:place], one, *items[place + 1 :]]
            yield sorted(changed, key=repr) if is_sorted and _is_text(changed) else changed


def _is_text(items: list[object]) -> bool:
    return all(isinstance(one, str) for one in items)
