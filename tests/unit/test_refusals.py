"""Errors that a goal names: the examples it gives are tests, and other errors are mended."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.code.refusals import asked_error, other_errors, refusals_in, refusing
from hocket.agents.code.running import Ran
from hocket.agents.code.shape import shape_of
from hocket.agents.ways.source import BySource

TESTS = ["assert to_code(3) == 'c'", "assert from_code('c') == 3"]
FUNCTIONS = shape_of("def to_code(n): pass\ndef from_code(text): pass").functions


@pytest.mark.parametrize(
    ("goal", "tests"),
    [
        (
            "Both raise ValueError for what they can't take, such as 0 or XX.",
            ["raises(ValueError, to_code, 0)", "raises(ValueError, from_code, 'XX')"],
        ),
        ("to_code raises a KeyError for numbers like -1.", ["raises(KeyError, to_code, -1)"]),
        ("from_code(text) raises ValueError if it can't.", []),
        ("Take numbers such as 0 or 12.", []),
    ],
)
def test_refusals_are_for_the_functions_that_take_such_values(goal, tests):
    assert refusals_in(goal, FUNCTIONS, TESTS) == [f"assert {test}" for test in tests]


@pytest.mark.parametrize(
    ("goal", "why", "is_wrong"),
    [
        ("f raises ValueError for others.", "KeyError: 'x' in line 2: return A[x]", True),
        ("f raises KeyError for others.", "KeyError: 'x' in line 2: return A[x]", False),
        ("f raises KeyError or ValueError.", "IndexError: no in line 2: return A[x]", False),
        ("f raises ValueError for others.", "TypeError: no in line 2: return A[x]", False),
        ("f doubles.", "KeyError: 'x' in line 2: return A[x]", False),
    ],
)
def test_errors_of_unforeseen_input_are_wrong_where_one_is_asked_for(goal, why, is_wrong):
    assert bool(other_errors(goal, Ran(faults=(("f('x')", why),)), {"f"})) is is_wrong


def test_refusing_leaves_code_with_long_texts_and_of_one_line_alone():
    ran = Ran(faults=(("f('x')", "KeyError: 'x' in line 2: return A[x]"),))
    goal = "f(x) raises ValueError for others."
    for code in (
        "def f(x): return A[x]",
        'def f(x):\n    a = """a\nb"""\n    return A[x]',
        "def f(",
    ):
        assert refusing(code, goal, ran) == code


async def test_source_that_raises_another_error_is_mended_and_still_raises_what_is_asked(tmp_path):
    goal = "Write f.py with f(text), the place of a colour; it raises ValueError for others."
    code = "ALL = {'red': 1, 'blue': 2}\n\ndef f(text):\n    return ALL[text]"
    other = code.replace("return ALL[text]", "place = ALL[text]\n    return place")
    tests = "assert f('red') == 1\nassert f('blue') == 2\nassert f('red') != 2"
    answers = (f"```python\n{answer}\n```" for answer in (code, tests, other, code, other))
    bench = ScriptedBench(tmp_path, *answers)
    await BySource().work(assignment_of(goal, "code", "f.py"), bench, AgentCard(name="any"))
    names: dict[str, object] = {}
    exec(bench.contents["f.py"].decode(), names)  # noqa: S102 - what the test had written
    assert names["f"]("red") == 1
    with pytest.raises(ValueError, match="it cannot be taken"):
        names["f"]("green")


@pytest.mark.parametrize(
    "goal",
    [
        "It catches all errors, and a ValueError if a line is bad is swallowed.",
        "log(x) writes a line for a bad call, and a ValueError where it was caught.",
        "f(x) gives None, and a ValueError is to be raised never.",
    ],
)
def test_error_that_is_caught_is_none_that_the_goal_wants(goal):
    assert asked_error(goal) == ""
