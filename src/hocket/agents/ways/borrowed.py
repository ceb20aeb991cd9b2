"""A number that a program took over from the worked example it was shown.

Both methods are shown examples of the same kind, so both may take over the same number, and agree.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hocket.agents.ways.following import LONGEST, between_in, following_from, given_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SMALL = 12
"""Up to this a number is often one of the method, or met by chance."""
_UNITS = {7, 10, 12, 24, 30, 60, 90, 100, 180, 360, 1000, 3600, 10_000, 100_000, 1_000_000}
_CALENDARS = {26, 28, 29, 31, 36, 52, 64, 365, 366, 1440, 86_400}
ANYWHERE = frozenset(Fraction(n) for n in range(3))
OF_METHODS = frozenset(Fraction(n) for n in _UNITS | _CALENDARS)
"""Units, angles, days of months, letters, cards and fields, whatever a question gives."""
MOST_BITS = 48
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_NUMBERS = re.compile(r"(?<![\w.])\d[\d_]*(?:\.\d+)?")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Literal:
    """A number of a program, and the line where it stands, its other numbers left out.

    ``place`` counts the numbers of the line before it; ``bound`` says that it only ends a loop.
    """

    value: Fraction
    line: str
    place: int
    bound: bool


def borrowed_in(question: str, code: str, shown: Sequence[tuple[str, str]]) -> str:
    """A number that a program has from an example alone, as a sentence to who wrote it.

    Args:
        question: What is asked.
        code: The program.
        shown: The examples that were shown: what each asks, and its program.

    Examples:
        >>> shown = [("A car does 80 km at 50 km/h, then 33 km.", "hours = (80 + 33) / 50")]
        >>> borrowed_in("A bus does 60 km at 40 km/h.", "hours = (60 + 33) / 40", shown)[:41]
        'The program computes with 33, which is of'
        >>> borrowed_in("A bus does 60 km at 40 km/h.", "hours = 60 / 40", shown)
        ''
    """
    literals = [one for one in _literals(code) if one.value not in ANYWHERE]
    if not literals:
        return ""
    follows = following_from(question) | _commented(code, shown)
    any_year = not _YEAR.search(question)
    for one in literals:
        if any_year and one.value in _YEARS:
            continue
        if one.value not in follows and _is_of_an_example(one, shown):
            named = f"{float(one.value):g}"
            return (
                f"The program computes with {named}, which is of the example: the question does "
                "not give it. Compute what stands there from the numbers of the question."
            )
    return ""


def _is_of_an_example(one: Literal, shown: Sequence[tuple[str, str]]) -> bool:
    """Whether an example has this number of its own question.

    One that is small, of a unit, or a bound of a loop has to stand in the same place of the same
    line. What lies between two times or dates of an example counts as its own, as a program may
    have it from there without a line that computes it.
    """
    is_of_method = one.value in OF_METHODS or one.bound
    is_rare = not is_of_method and (one.value > SMALL or one.value.denominator > 1)
    for asked, code in shown:
        if is_rare and one.value in between_in(asked):
            return True
        same = [other for other in _literals(code) if other.value == one.value]
        if not is_rare:
            same = [other for other in same if (other.line, other.place) == (one.line, one.place)]
        if same and one.value in given_in(asked):
            return True
    return False


def _literals(code: str) -> Iterator[Literal]:
    """The numbers of a program, also those that are written as text: ``Fraction("2.80")``."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return
    bounds, apart = _bounds(tree), _apart(tree)
    lines: dict[int, list[ast.Constant]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and _value(node.value) is not None:
            lines.setdefault(node.lineno, []).append(node)
    source = code.splitlines()
    for number, nodes in lines.items():
        ordered = sorted(nodes, key=lambda node: node.col_offset)
        bare = _NUMBERS.sub("#", source[number - 1].partition("#")[0]).strip()
        for place, node in enumerate(ordered):
            value = _value(node.value)
            if value is not None and id(node) not in apart:
                yield Literal(value, bare, place, id(node) in bounds)


def _bounds(tree: ast.AST) -> set[int]:
    """The nodes that say how far a loop goes."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    ranges = (call for call in calls if getattr(call.func, "id", "") == "range")
    return {id(node) for call in ranges for one in call.args for node in ast.walk(one)}


def _apart(tree: ast.AST) -> set[int]:
    """The nodes that nothing is computed with: places of a list, digits of a rounded number."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            found |= {id(one) for one in ast.walk(node.slice)}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "round":
            found |= {id(one) for digits in node.args[1:] for one in ast.walk(digits)}
    return found


def _comments(code: str) -> str:
    """What the comments of a program say."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return ""
    return " ".join(one.string for one in tokens if one.type == tokenize.COMMENT)


def _commented(code: str, shown: Sequence[tuple[str, str]]) -> set[Fraction]:
    """The numbers that a comment names, unless it is one of the examples."""
    ours = set(_DECIMAL.findall(_comments(code)))
    theirs = {number for _, example in shown for number in _DECIMAL.findall(_comments(example))}
    return {Fraction(number) for number in ours - theirs if len(number) <= LONGEST}


def _value(of: object) -> Fraction | None:
    if isinstance(of, bool) or not isinstance(of, int | float | str):
        return None
    if isinstance(of, int) and of.bit_length() > MOST_BITS:
        return None
    text = str(of)
    return Fraction(text) if len(text) <= LONGEST and _DECIMAL.fullmatch(text) else None
