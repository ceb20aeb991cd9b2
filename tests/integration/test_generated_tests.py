"""Generated tests in their sandbox: what they show to an agent, and what they accept."""

from __future__ import annotations

import json

import pytest

from hocket.llm.structure import StructuredLlm
from hocket.plan.tests import tests_for as generated
from hocket.testing import ScriptedLlm
from trials.case import Case, judged

pytestmark = pytest.mark.sandbox
TESTS = [
    "assert triple(1) == 3",
    "assert triple('ab') == 'ababab'",
    "assert triple(0) == 0",
    "assert triple(7) == 21",
]
RIGHT = "def triple(x): return x * 3"
BY_HEART = "def triple(x): return {1: 3, 'ab': 'ababab'}.get(x)"


async def check_of(*tests):
    async def ignore(*_):
        pass

    llm = StructuredLlm(ScriptedLlm([json.dumps({"tests": tests})]), "plan#1", ignore)
    return await generated("solution.py", "Write triple.", llm, "scripted", 0)


async def result_of(check, code, tmp_path):
    return await judged(
        Case("generated", check, passes=True, files={"solution.py": code}), tmp_path
    )


@pytest.mark.parametrize(
    ("code", "passes"),
    [
        (RIGHT, True),
        ("print('9 of 9 tests passed')\n" + RIGHT, True),
        (RIGHT + "\nif __name__ == '__main__':\n    raise SystemExit(1)", True),
        (BY_HEART, False),
        ("def triple(x): pass", False),
        ("triple = __import__('unittest.mock').mock.MagicMock()", False),
        ("import os\ndef triple(x): os._exit(0)", False),
        ("def triple(x): raise SystemExit(0)", False),
        ("def other(x): return x", False),
    ],
)
async def test_generated_tests_pass_only_code_that_does_what_they_ask(code, passes, tmp_path):
    result = await result_of(await check_of(*TESTS), code, tmp_path)
    assert result.passed is passes, result.evidence


async def test_generated_tests_show_half_of_themselves(tmp_path):
    result = await result_of(await check_of(*TESTS), "def triple(x): return None", tmp_path)
    assert "failed: assert triple(1) == 3" in result.evidence
    assert result.evidence.count("failed: a test that is not shown") == 2
    assert "triple(7)" not in result.evidence
    assert "21" not in result.evidence


async def test_one_generated_test_may_be_wrong(tmp_path):
    check = await check_of(*TESTS[:3], "assert triple(2) == 7")
    assert (await result_of(check, RIGHT, tmp_path)).passed is True


@pytest.mark.parametrize(
    "tests",
    [
        [TESTS[0], TESTS[0] + ", 'again'", "assert 3 == triple( 1 )"],
        [*TESTS[:2], "assert triple(2) or True"],
        ["assert is_odd(1)", "assert is_odd(3)", "assert is_odd(5)", "assert not is_odd(2)"],
        ["assert isinstance(f(1), str)", "assert isinstance(f(2), str)", "assert f(3) != 'x'"],
    ],
)
async def test_tests_that_prove_too_little_make_no_check(tests):
    assert await check_of(*tests) is None
