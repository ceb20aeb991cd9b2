"""Many inputs for the functions of a file, so that programs that give the same for all are alike.

Each argument takes values like those of tests, those near the numbers and texts that docstrings
name, and random ones of the same form, since limits are where faults are.
"""

from __future__ import annotations

import ast
import itertools
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.code.probes import probes_for
from hocket.agents.code.values import literal, near, values_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.probes import Probe
    from hocket.agents.code.shape import Function, Parameter, Shape

MOST_INPUTS = 150
"""For one function."""
NUMBER = re.compile(r"(?<![\w.])-?\d{1,6}(?![\w.])")
QUOTED = re.compile(r"\"([^\"\n]{1,40})\"|'([^'\n]{1,40})'")
SORTED_WORDS = re.compile(r"\bsorted\b|\bascending\b|\bin order\b", re.IGNORECASE)
SIGNED_WORDS = re.compile(r"\bnegative\b|\bsigns?\b|\bminus\b|\bbelow (?:0|zero)\b", re.IGNORECASE)
ROUND_NUMBERS = (0, 1, 9, 10, 11, 99, 100, 123)
RANDOM_LISTS, LONGEST = 30, 8
SOME_CHARS, FEW_CHARS = "abcXYZ  .,-!'019", "ab "
SMALL_NUMBERS = range(10)


@dataclass(frozen=True, slots=True)
class Unit:
    """A function or class with those that it calls, and inputs that call it."""

    names: tuple[str, ...]
    inputs: tuple[Probe, ...] = field(default=())


def units_of(code: str, shape: Shape, cases: Sequence[Case], goal: str) -> list[Unit]:
    """The public functions and classes of a file, each with inputs; those that others call first.

    Args:
        code: The file.
        shape: What there is in it.
        cases: Tests, whose arguments show what form arguments have.
        goal: Says whether lists are sorted.
    """
    tree = ast.parse(code)
    tops = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    calls = {name: _named(node) & {*tops} - {name} for name, node in tops.items()}
    makers = _makers(shape, tops)
    units = []
    for function in shape.functions:
        own = {function.name, *(n for n in calls[function.name] if n.startswith("_"))}
        found = _inputs(function, cases, f"{goal} {function.docstring}", makers)
        units.append(Unit(tuple(sorted(own)), tuple(itertools.islice(found, MOST_INPUTS))))
    for kind in shape.types:
        probes = probes_for(type(shape)((), (kind,)), cases, goal, set())
        own = {kind.name, *(n for n in calls[kind.name] if n.startswith("_"))}
        units.append(Unit(tuple(sorted(own)), tuple(probes)))
    return sorted(units, key=lambda unit: sum(len(calls[name]) for name in unit.names))


def _named(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _makers(shape: Shape, tops: dict[str, ast.FunctionDef | ast.ClassDef]) -> dict[str, Function]:
    """For a name of a parameter, the function that returns what it takes by this name."""
    makers: dict[str, Function] = {}
    for function in shape.functions:
        options = {one.name for one in function.parameters if one.default}
        for node in ast.walk(tops[function.name]):
            returned = node.value if isinstance(node, ast.Return) else None
            if isinstance(returned, ast.Name) and returned.id in options:
                makers.setdefault(returned.id, function)
    return makers


def _inputs(
    function: Function, cases: Sequence[Case], text: str, makers: dict[str, Function]
) -> Iterator[Probe]:
    dice = random.Random(function.name)  # noqa: S311 - not a secret
    known = [call for case in cases for call in _calls_of(case, function.name)]
    pools = []
    for place, parameter in enumerate(function.parameters):
        given = [value for call in known for value in _given(call, place, parameter.name)]
        maker = makers.get(parameter.name)
        if maker is not None and maker is not function and not given:
            pools.append(_made(maker, parameter.name, dice))
        else:
            pools.append(_pool(parameter, given, text, dice))
    seen = set()
    asked = [ast.unparse(call) for call in known]
    for call in itertools.chain(asked, _combined(function, pools, dice)):
        if call not in seen:
            seen.add(call)
            yield [call]


def _combined(
    function: Function, pools: Sequence[Sequence[str]], dice: random.Random
) -> Iterator[str]:
    """Calls with values of the pools: each value once, then by chance; options now and then."""
    longest = max(map(len, pools), default=0)
    for number in range(max(longest, 3 * MOST_INPUTS)):
        given = []
        for parameter, pool in zip(function.parameters, pools, strict=True):
            value = pool[number] if number < len(pool) else dice.choice(pool)
            if not parameter.default:
                given.append(value)
            elif dice.random() < 0.4:  # noqa: PLR2004 - as often as not, nearly
                given.append(f"{parameter.name}={value}")
        yield f"{function.name}({', '.join(given)})"


def _made(maker: Function, returned: str, dice: random.Random) -> list[str]:
    """Calls of another function, one in the other, whose results are what a parameter takes."""
    pools = [_pool(one, (), maker.docstring, dice) for one in maker.required]
    calls = []
    for number in range(RANDOM_LISTS):
        text = ""
        for _ in range(number % 3 + 1):
            given = ", ".join(dice.choice(pool) for pool in pools)
            text = f"{maker.name}({given}{f', {returned}={text}' if text else ''})"
        calls.append(text)
    return calls


def _calls_of(case: Case, name: str) -> Iterator[ast.Call]:
    steps = case.steps()
    for node in ast.walk(ast.parse(steps[-1])) if len(steps) == 1 else ():
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            yield node


def _given(call: ast.Call, place: int, name: str) -> Iterator[object]:
    """The value that a call gives to a parameter, if it is a literal."""
    nodes = call.args[place : place + 1] + [one.value for one in call.keywords if one.arg == name]
    for node in nodes:
        try:
            yield literal(node)
        except (ValueError, SyntaxError):
            continue


def _pool(
    parameter: Parameter, given: Iterable[object], text: str, dice: random.Random
) -> list[str]:
    """Values that a parameter may take, as source: the ordinary ones first."""
    is_sorted = SORTED_WORDS.search(text) is not None
    quoted = [a or b for a, b in QUOTED.findall(text)]
    usual = [ast.literal_eval(one) for one in values_for(parameter, is_sorted=is_sorted)]
    begun = [*given] or ([*quoted, *usual[:2]] if quoted and type(usual[0]) is str else usual)
    values = [*begun]
    kinds = {type(one) for one in begun}
    for one in begun:
        values += itertools.islice(near(one, is_sorted=is_sorted), 6)
    if kinds <= {int, float, bool} and int in kinds:
        numbers = [int(match[0]) for match in NUMBER.finditer(text)]
        values += [n + step for n in numbers for step in (0, -1, 1)]
        values += [n + dice.choice((0, *numbers)) + dice.randrange(-2, 3) for n in numbers]
        values += [n * 2 + step for n in numbers for step in (0, 1)]
        values += [*ROUND_NUMBERS, *(-n for n in ROUND_NUMBERS if SIGNED_WORDS.search(text))]
    if str in kinds:
        values = [*quoted, *values]
        texts = [one for one in values if isinstance(one, str)]
        for chars in ("".join(dict.fromkeys("".join(texts))), SOME_CHARS, FEW_CHARS):
            values += ["".join(dice.choices(chars or FEW_CHARS, k=n % 9)) for n in range(12)]
    if list in kinds:
        values += _random_lists(begun, dice, is_sorted=is_sorted)
    return [*dict.fromkeys(map(repr, values))]


def _random_lists(
    begun: Sequence[object], dice: random.Random, *, is_sorted: bool
) -> Iterator[list[object]]:
    """Lists of the items of known ones, and of small numbers if they are of numbers."""
    items = [item for one in begun if isinstance(one, list) for item in one]
    kinds = {type(item) for item in items}
    pool: Sequence[object] = items
    if kinds and kinds <= {int}:
        pool = SMALL_NUMBERS
    elif kinds == {str}:
        pool = [*items, *(one[: len(one) // 2 + 1] for one in items if isinstance(one, str)), ""]
    for _ in range(RANDOM_LISTS if pool else 0):
        chosen = [dice.choice(pool) for _ in range(dice.randrange(LONGEST))]
        yield sorted(chosen, key=_order) if is_sorted else chosen


def _order(item: object) -> tuple[str, object]:
    return type(item).__name__, item
