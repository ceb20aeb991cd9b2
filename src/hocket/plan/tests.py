"""Tests for code, written from the text of the goal before any code is written.

An LLM writes them and may be wrong, so most of them must pass, not all. Your own checks are never
relaxed like this. Tests that a stub passes do not count, nor do repetitions. Half of the tests are
never shown to an agent, so that the code cannot just know their results.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from hocket.core.check import RunCheck
from hocket.errors import StructureError, TruncatedError
from hocket.plan.stubs import passed_by_a_stub, worthwhile
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from hocket.ports.llm import Llm

MAX_TESTS = 4
MIN_TESTS = 3
TOLERATED = 1
SCHEMA = {
    "type": "object",
    "properties": {
        "tests": {
            "type": "array",
            "items": {"type": "string", "pattern": "^assert .{3,150}$"},
            "minItems": MIN_TESTS,
            "maxItems": MAX_TESTS,
        }
    },
    "required": ["tests"],
    "additionalProperties": False,
}
PROMPT = """\
{objective}

Before it is written, give {wanted} short tests for {name}: lines of Python that each begin with \
"assert" and call it with simple literal values, in the simplest cases. Use the names of functions \
as the task says them. Test only what the task says for certain."""
# Runs with the judge: the module is a stand-in there, and what is expected does not leave it. Tests
# that an agent is not shown are run after those that it is, so that no error tells what they ask.
RUNNER = """\
import ast, importlib
module = importlib.import_module({module!r})
names = {{name: getattr(module, name) for name in dir(module) if not name.startswith("__")}}
tests, shown = {tests!r}, {shown}
passed = 0
for number, test in enumerate(tests):
    used = {{node.id for node in ast.walk(ast.parse(test)) if isinstance(node, ast.Name)}}
    try:
        assert used & names.keys(), "it calls nothing of the file's own"
        exec(test, dict(names))
    except Exception as error:
        if number < shown:
            print(f"failed: {{test}} ({{type(error).__name__}}: {{error}})")
        else:
            print(f"failed: a test that is not shown ({{type(error).__name__}})")
    else:
        passed += 1
print(f"{{passed}} of {{len(tests)}} tests passed")
"""


async def tests_for(
    name: str, objective: str, llm: Llm, llm_name: str, seed: int
) -> RunCheck | None:
    """A check that runs tests on a Python file; None if the LLM wrote no tests that prove anything.

    Args:
        name: The file, such as ``slug.py``.
        objective: What the code should do.
        llm: Sets ``answer.data`` for a request with a schema, or raises.
        llm_name: The LLM to ask.
        seed: Sampling seed.

    Raises:
        OrchestrationError: The LLM's host failed.
    """
    prompt = PROMPT.format(objective=objective, wanted=MAX_TESTS, name=name)
    request = LlmRequest(
        llm=llm_name,
        messages=(ChatMessage("user", prompt),),
        json_schema=SCHEMA,
        max_tokens=300,
        seed=seed,
    )
    try:
        data = (await llm.complete(request)).data
    except (StructureError, TruncatedError):
        return None
    tests = worthwhile([test for test in data["tests"] if _is_test(test)])
    needed = len(tests) - TOLERATED
    if len(tests) < MIN_TESTS or passed_by_a_stub(tests) >= needed:
        return None
    module = name.rpartition("/")[2].removesuffix(".py")
    return RunCheck(
        says=f"{name} passes at least {needed} of {len(tests)} tests written before it",
        code=RUNNER.format(module=module, tests=tests, shown=len(tests) // 2),
        at_least=needed,
    )


def _is_test(line: str) -> bool:
    """Whether a line is one assert statement that contains a call.

    Examples:
        >>> [_is_test(line) for line in ("assert f(1) == 2", "assert True", "assert f(")]
        [True, False, False]
    """
    try:
        tree = ast.parse(line)
    except (SyntaxError, ValueError):
        return False
    return (
        len(tree.body) == 1
        and isinstance(tree.body[0], ast.Assert)
        and any(isinstance(node, ast.Call) for node in ast.walk(tree))
    )
