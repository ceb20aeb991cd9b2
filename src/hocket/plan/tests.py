"""Tests for code, written from the text of the goal before any code is written.

An LLM writes them and may be wrong, so most of them must pass, not all. Your own checks are never
relaxed like this.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from hocket.core.check import RunCheck
from hocket.errors import StructureError, TruncatedError
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
# The output of the code must not be mistaken for the count; a test must call the code.
RUNNER = """\
import ast, importlib, os, sys
out, sys.stdout = sys.stdout, open(os.devnull, "w")
module = importlib.import_module({module!r})
names = vars(module)
own = {{n for n, v in names.items() if getattr(v, "__module__", None) == module.__name__}}
tests = {tests!r}
passed = 0
for test in tests:
    used = {{node.id for node in ast.walk(ast.parse(test)) if isinstance(node, ast.Name)}}
    try:
        assert used & own, "it calls nothing of the file's own"
        exec(test, dict(names))
    except BaseException as error:
        print(f"failed: {{test}} ({{type(error).__name__}}: {{error}})", file=out)
    else:
        passed += 1
sys.stdout = out
print(f"{{passed}} of {{len(tests)}} tests passed")
"""


async def tests_for(
    name: str, objective: str, llm: Llm, llm_name: str, seed: int
) -> RunCheck | None:
    """A check that runs tests on a Python file; None if the LLM wrote no usable tests.

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
    tests = [test for test in dict.fromkeys(data["tests"]) if _is_test(test)]
    if len(tests) < MIN_TESTS:
        return None
    needed = len(tests) - TOLERATED
    module = name.rpartition("/")[2].removesuffix(".py")
    return RunCheck(
        says=f"{name} passes at least {needed} of {len(tests)} tests written before it",
        code=RUNNER.format(module=module, tests=tests),
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
