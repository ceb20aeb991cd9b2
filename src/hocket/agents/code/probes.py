"""Inputs made up for code: no value is expected of them, but candidates must give the same.

They are near those of the tests, where there are any, and else made by names and annotations.
"""

from __future__ import annotations

import ast
import builtins
import itertools
import re
from typing import TYPE_CHECKING

from hocket.agents.code.moments import MOMENTS, moment, said_to_be
from hocket.agents.code.values import NEAR_MISSES, is_named, literal, near, values_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.shape import Function, Parameter, Shape, Type

Probe = list[str]
"""Steps: statements, and expressions whose values are noted."""

MAX_PROBES = 120
PER_CALL = 40
BY_NAMES = 24
SEQUENCES = 20
STEPS = 24
SMALL = 3
"""Objects are made with the first few values, which are small: so that they become full."""
SORTED_WORDS = re.compile(r"\bsorted\b|\bascending\b|\bin order\b", re.IGNORECASE)
KEYS = ("'a'", "'b'", "'c'", "'d'")
KEY_NAMES = re.compile(r"key|name|item|user|id|word|node|k")
NUMBERED = ("1", "2", "3", "4")
"""What methods share that no name tells the kind of: so that one finds what another has put."""
AMOUNTS = re.compile(
    r".{1,2}|.*s|(?:.*_)?(?:age|year|month|hour|minute|second|total|sum|score|percent|level|floor"
    r"|temperature|position|index|place|cost|fee|change|delta|by)"
)
"""Names of what is reckoned with."""


def probes_for(shape: Shape, cases: Sequence[Case], goal: str, wanted: set[str]) -> list[Probe]:
    """The inputs for a file, each once.

    Args:
        shape: Functions and classes that there are.
        cases: Tests, whose inputs show what form inputs have.
        goal: Says whether lists are sorted.
        wanted: Names that count; all if none of the shape is among them.
    """
    functions = [one for one in shape.functions if one.name in wanted] or list(shape.functions)
    types = [one for one in shape.types if one.name in wanted] or list(shape.types)
    if shape.types and not any(one.name in wanted for one in shape.functions):
        functions = []
    known = {one.name for one in functions}
    calls = [call for case in cases for call in _calls_in(case, known)]
    sources: list[Iterator[Probe]] = []
    for function in functions:
        is_sorted = bool(SORTED_WORDS.search(f"{function.docstring} {goal}"))
        own = [call for call in calls if _name(call) == function.name]
        kinds = moments_of([function], goal)
        if own and not kinds:
            sources.append(_near_calls(own, is_sorted=is_sorted))
        else:
            sources.append(_by_names(function, kinds, is_sorted=is_sorted))
    begun = [case.steps() for case in cases if len(case.steps()) > 1]
    for one in types:
        kinds = moments_of([one.constructor, *one.methods], goal)
        sources.append(_sequences(one, [] if kinds else begun, wanted, kinds))
    taken: dict[str, Probe] = {}
    for probe in _in_turn(sources):
        taken.setdefault("; ".join(probe), probe)
        if len(taken) == MAX_PROBES:
            break
    return [*taken.values()]


def moments_of(functions: Iterable[Function], text: str) -> dict[str, str]:
    """The parameters that take dates or datetimes, with which of them.

    Args:
        functions: Those of the parameters.
        text: What is said of them, such as the docstrings of the file.
    """
    found = {
        one.name: said_to_be(one.name, one.annotation, text)
        for function in functions
        for one in function.parameters
    }
    return {name: kind for name, kind in found.items() if kind}


def _in_turn(sources: Sequence[Iterator[Probe]]) -> Iterator[Probe]:
    """One of each source after the other, so that each function gets its share."""
    nothing = object()
    for row in itertools.zip_longest(*sources, fillvalue=nothing):
        yield from (one for one in row if isinstance(one, list))


def _calls_in(case: Case, known: set[str]) -> list[ast.Call]:
    """The calls of known functions with literal arguments."""
    steps = case.steps()
    nodes = ast.walk(ast.parse(steps[-1])) if len(steps) == 1 else ()
    calls = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    return [call for call in calls if _name(call) in known]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _near_calls(calls: Sequence[ast.Call], *, is_sorted: bool) -> Iterator[Probe]:
    for call in calls:
        yield [ast.unparse(call)]
    changed = [_changed(call, is_sorted=is_sorted) for call in calls]
    yield from _in_turn([itertools.islice(one, PER_CALL) for one in changed])


def _changed(call: ast.Call, *, is_sorted: bool) -> Iterator[Probe]:
    """A call with one argument changed, taking the arguments in turn."""
    each = []
    for place, argument in enumerate(call.args):
        try:
            value = literal(argument)
        except (ValueError, SyntaxError):
            continue
        each.append(_with(call, place, value, is_sorted=is_sorted))
    yield from _in_turn(each)


def _with(call: ast.Call, place: int, value: object, *, is_sorted: bool) -> Iterator[Probe]:
    for one in itertools.islice(near(value, is_sorted=is_sorted), NEAR_MISSES):
        arguments = [ast.unparse(argument) for argument in call.args]
        arguments[place] = repr(one)
        arguments += [f"{k.arg}={ast.unparse(k.value)}" for k in call.keywords if k.arg]
        yield [f"{_name(call)}({', '.join(arguments)})"]


def _by_names(function: Function, kinds: Mapping[str, str], *, is_sorted: bool) -> Iterator[Probe]:
    """Calls with values that names and annotations suggest, with and without what has a default."""
    needed = function.required
    if not function.parameters:
        yield [f"{function.name}()"]
    for number in range(BY_NAMES):
        with_all = number % 4 == 3 and len(needed) < len(function.parameters)  # noqa: PLR2004
        parameters = function.parameters if with_all else needed
        given = _arguments(parameters, number, kinds, is_sorted=is_sorted)
        yield [f"{function.name}({given})"]


def _arguments(
    parameters: Iterable[Parameter],
    number: int,
    kinds: Mapping[str, str],
    *,
    is_sorted: bool = False,
) -> str:
    values = [
        MOMENTS[kinds[one.name]] if one.name in kinds else values_for(one, is_sorted=is_sorted)
        for one in parameters
    ]
    # Each parameter goes through its values at another pace, so that pairs differ.
    places = [number * (i + 1) + number // len(one) * i for i, one in enumerate(values)]
    return ", ".join(one[place % len(one)] for place, one in zip(places, values, strict=True))


def _sequences(
    kind: Type, begun: Sequence[Probe], wanted: set[str], kinds: Mapping[str, str]
) -> Iterator[Probe]:
    """The calls of tests, then methods called one after another on one object."""
    yield from begun
    # A goal that names ``set(value)`` may mean the builtin, a class that has it does not.
    methods = [
        one for one in kind.methods if one.name in wanted or hasattr(builtins, one.name)
    ] or list(kind.methods)
    if not methods:
        return
    names = [one.name for method in methods for one in method.required]
    shared = {
        name
        for name in names
        if names.count(name) > 1 and not is_named(name) and not AMOUNTS.fullmatch(name.lower())
    }
    starts = [step for steps in begun for step in steps if f"= {kind.name}(" in step]
    for number in range(SEQUENCES):
        made = _arguments(kind.constructor.required, number % SMALL, kinds)
        start = f"it = {kind.name}({made})"
        if starts and number % 2:
            start = f"it = {starts[number % len(starts)].partition('= ')[2]}"
        steps = [start]
        state = 7 * number + 1
        for step in range(STEPS):
            state = (state * 1103515245 + 12345) % (1 << 31)
            method = methods[(state >> 16) % len(methods)]
            some = 3 + number % 2
            known = dict.fromkeys(shared, NUMBERED[:some]) | {
                name: (moment(one, step + number),) for name, one in kinds.items()
            }
            steps.append(_method_call(method, state >> 8, step, KEYS[:some], known))
        yield steps


def _method_call(
    method: Function,
    dice: int,
    step: int,
    keys: Sequence[str],
    known: Mapping[str, Sequence[str]],
) -> str:
    """A call of a method; ``known`` has values by the names of parameters."""
    if method.is_property:
        return f"it.{method.name}"
    arguments = []
    for place, parameter in enumerate(method.required):
        if parameter.name in known:
            values = known[parameter.name]
            arguments.append(values[(dice >> place) % len(values)])
        elif KEY_NAMES.fullmatch(parameter.name.lower()):
            arguments.append(keys[(dice >> place) % len(keys)])
        elif parameter.name.lower() in ("value", "values", "data") and not parameter.annotation:
            arguments.append(str(step))
        else:
            values = values_for(parameter)
            arguments.append(values[(dice >> place) % len(values)])
    return f"it.{method.name}({', '.join(arguments)})"
