"""Tests of code, one a line: those of a goal, of a docstring, and of an answer of the LLM."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TESTS = 10
MOST_CHARS = 400
"""Of an example in words, each side."""
EXAMPLE = re.compile(r">>> ?(?P<call>.+)\n[ \t]*(?P<result>(?!>>>)\S.*)")
CALL = re.compile(r"\b[A-Za-z_]\w*(?=\()")
GIVES = re.compile(
    r"`?\s*(?:==|=>?|->|\u2192|\u21d2|(?:is|are|gives|returns|yields)(?: back)?|evaluates to"
    r"|should be|should (?:give|return)|must (?:be|give|return))\s*`?"
)
"""What stands between a call and its result in the words of a goal: ``double(2) gives 4``."""

PLAIN = re.compile(r"-?\d+(?:\.\d+)?|True|False|None")
OPENS, CLOSES = "([{", ")]}"
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")

UNITTEST = {"assertEqual": "==", "assertEquals": "==", "assertIs": "is", "assertNotEqual": "!="}


@dataclass(frozen=True, slots=True)
class Case:
    """A test: the line, and whether the goal or a docstring says so rather than the LLM."""

    test: str
    is_said: bool = False

    def steps(self) -> list[str]:
        """What it does, without the comparison; empty if it compares nothing that is called."""
        before, asked = parts_of(self.test)
        if not asked or not _calls(ast.parse(asked)):
            return []
        return [*before.splitlines(), asked]


def cases_of(said: Iterable[str], guessed: Iterable[str]) -> list[Case]:
    """The tests, each once, those of the goal first."""
    cases = {test: Case(test, is_said=True) for test in said}
    for test in guessed:
        cases.setdefault(test, Case(test))
    return [*cases.values()][:MAX_TESTS]


def asserts_in(text: str) -> list[str]:
    r"""The tests in an answer, each once; one that goes on from the line before gets its beginning.

    Examples:
        >>> asserts_in("- assert f(1) == 2\nassert 1 == 1\n    self.assertEqual(f(2), 3)")
        ['assert f(1) == 2', 'assert f(2) == 3']
        >>> asserts_in("c = Box(); assert c.sum() == 0\nc.add(1); assert c.sum() == 1")[1]
        'c = Box(); c.add(1); assert c.sum() == 1'
    """
    tests: list[str] = []
    begun: list[str] = []
    known: set[str] = set()
    for raw in text.splitlines():
        line = _as_assert(re.sub(r"^(?:[-*]|\d+[.)])\s+", "", raw.strip()).strip("`"))
        try:
            body = ast.parse(line).body
        except (SyntaxError, ValueError):
            continue
        if not body or not all(isinstance(n, ast.Assign | ast.Expr | ast.Assert) for n in body):
            continue
        steps = [ast.unparse(n) for n in body if not isinstance(n, ast.Assert)]
        if not _names(body) & known:
            begun, known = [], set()
        if isinstance(body[-1], ast.Assert) and _calls(body[-1], *body):
            tests.append("; ".join([*begun, *steps, ast.unparse(body[-1])]))
        begun = [*begun, *steps]
        known |= {n.id for n in _walk(body) if isinstance(n, ast.Name) and _is_set(n)}
    return [*dict.fromkeys(tests)][:MAX_TESTS]


def examples_in(text: str) -> list[str]:
    r"""The examples of a goal or a docstring, as asserts.

    Examples:
        >>> examples_in(">>> double(2)\n4")
        ['assert double(2) == 4']
        >>> examples_in("Write double(n), so that double(3) gives 6.")
        ['assert double(3) == 6']
    """
    tests = []
    shown = [(match["call"], match["result"]) for match in EXAMPLE.finditer(text)]
    for said, result in (*shown, *_said(text)):
        test = f"assert {said.strip()} == {result.strip()}"
        try:
            call = ast.parse(test.removeprefix("assert ").partition(" == ")[0], mode="eval").body
            ast.parse(test)
        except (SyntaxError, ValueError):
            continue
        # ``f(values) = []`` shows names, not an example.
        if isinstance(call, ast.Call) and not any(isinstance(a, ast.Name) for a in call.args):
            tests.append(test)
    return [*dict.fromkeys(tests)]


def _said(text: str) -> Iterator[tuple[str, str]]:
    """(call, result) of each example in words."""
    text = text.translate(_QUOTES)
    for match in CALL.finditer(text):
        end = _closed(text, match.end())
        gives = GIVES.match(text, end) if end else None
        result = _value_at(text, gives.end()) if gives else ""
        if result:
            yield text[match.start() : end], result


def _value_at(text: str, start: int) -> str:
    """The value that begins at a place, as source; empty if none does."""
    if plain := PLAIN.match(text, start):
        return plain[0]
    return text[start : _closed(text, start)]


def _closed(text: str, start: int) -> int:
    """Where a bracket or a text in quotes that opens at a place is closed; 0 if it is not."""
    depth, quote = 0, ""
    for place in range(start, min(len(text), start + MOST_CHARS)):
        char = text[place]
        if quote:
            quote = "" if char == quote and text[place - 1] != "\\" else quote
        elif char in "'\"":
            quote = char
        else:
            depth += (char in OPENS) - (char in CLOSES)
        if char == "\n" or (not depth and not quote):
            is_closed = char != "\n" and (place > start or char in CLOSES)
            return place + 1 if is_closed else 0
    return 0


def parts_of(test: str) -> tuple[str, str]:
    """What prepares a test, and what it compares."""
    *before, statement = ast.parse(test).body
    assert isinstance(statement, ast.Assert)  # noqa: S101 - as ``asserts_in`` has seen
    condition = statement.test
    left = condition.left if isinstance(condition, ast.Compare) else condition
    if isinstance(left, ast.UnaryOp) and isinstance(left.op, ast.Not):
        left = left.operand
    return "\n".join(map(ast.unparse, before)), ast.unparse(left)


def _as_assert(line: str) -> str:
    """A line of the module unittest as a plain assert."""
    match = re.fullmatch(r"self\.(assert\w+)\((.*)\)", line)
    if match is None:
        return line
    try:
        call = ast.parse(f"f({match[2]})", mode="eval").body
    except (SyntaxError, ValueError):
        return line
    assert isinstance(call, ast.Call)  # noqa: S101 - it was written as one
    sides = [ast.unparse(one) for one in call.args]
    if match[1] in UNITTEST and len(sides) > 1:
        return f"assert {sides[0]} {UNITTEST[match[1]]} {sides[1]}"
    if match[1] in ("assertTrue", "assertFalse") and sides:
        return f"assert {'not ' * (match[1] == 'assertFalse')}{sides[0]}"
    return line


def _walk(body: Iterable[ast.AST]) -> list[ast.AST]:
    return [node for one in body for node in ast.walk(one)]


def _names(body: Iterable[ast.AST]) -> set[str]:
    """The names that are used before the line sets them."""
    used: set[str] = set()
    own: set[str] = set()
    for one in body:
        names = [n for n in ast.walk(one) if isinstance(n, ast.Name)]
        used |= {n.id for n in names if not _is_set(n)} - own
        own |= {n.id for n in names if _is_set(n)}
    return used


def _is_set(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _calls(*body: ast.AST) -> bool:
    return any(isinstance(node, ast.Call) for node in _walk(body))
