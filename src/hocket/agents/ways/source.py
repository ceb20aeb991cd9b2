"""By source: the answer is the Python file that is asked for, chosen among several by tests.

The tests are written without sight of a candidate. A script that reads standard input is run on
sample inputs instead.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.prompts import SOURCE_RULES, rework_messages
from hocket.agents.ways.answer import program_in
from hocket.agents.ways.candidates import (
    SHARE,
    Candidate,
    agreement_of,
    asserts_in,
    candidate_of,
    examples_in,
    runner_of,
    winner_of,
)
from hocket.agents.ways.fitting import PYTHON, has_own_tools, source_file
from hocket.agents.ways.opening import CODE_TOKENS, opening
from hocket.agents.ways.stubs import passed_by_a_stub, worthwhile
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

MAX_CANDIDATES = 4
AGREED = 2
"""Candidates that do the same and pass enough tests end the search."""
TEMPERATURE = 0.6
TEST_TOKENS = 320
READS_INPUT = re.compile(
    r"\b(?:standard input|stdin|reads? (?:from )?(?:the )?(?:input|keyboard))\b", re.IGNORECASE
)
SCRIPT_RULES = """\
Answer with the whole script in one ```python block and nothing else.
- Standard library only. It reads standard input (sys.stdin) and prints exactly what the task says.
- Think of empty input, empty lines and numbers with decimals."""
MEND_RULES = """
- Keep the names, the parameters and what is right; mend every fault, also ones that the task only \
hints at: what the docstrings say counts."""
TEST_RULES = """\
You write tests. Answer with 6 lines of Python in one ```python block, each a test of its own that \
ends in an assert: it calls the code with simple literal values and compares the result, first \
ordinary cases, then special ones. Test only what is said for certain. The code is there already: \
define nothing."""
TEST_EXAMPLES = (
    ChatMessage(
        "user",
        "There is:\ndef clamp(value, low, high)\n\nIt was asked for so: I need clamp(value, low, "
        "high), which keeps a number between two others.\n\nGive 6 tests.",
    ),
    ChatMessage(
        "assistant",
        "```python\nassert clamp(5, 0, 10) == 5\nassert clamp(-3, 0, 10) == 0\n"
        "assert clamp(12, 0, 10) == 10\nassert clamp(0, 0, 10) == 0\nassert clamp(7, 7, 7) == 7\n"
        "assert clamp(2.5, 0, 2) == 2\n```",
    ),
    ChatMessage(
        "user",
        "There is:\nclass Pile\ndef put(self, item)\ndef take(self)\n\nIt was asked for so: Write "
        "a class Pile with put(item) and take(), which gives the newest item, or None if there is "
        "none.\n\nGive 6 tests.",
    ),
    ChatMessage(
        "assistant",
        "```python\np = Pile(); p.put(1); assert p.take() == 1\n"
        "p = Pile(); p.put(1); p.put(2); assert p.take() == 2\n"
        "p = Pile(); p.put(1); p.put(2); p.take(); assert p.take() == 1\n"
        "p = Pile(); assert p.take() is None\n"
        "p = Pile(); p.put(3); p.take(); assert p.take() is None\n"
        "p = Pile(); p.put('a'); assert p.take() == 'a'\n```",
    ),
)


class BySource:
    name = "source"

    def fits(self, prospect: Prospect) -> bool:
        return not has_own_tools(prospect) and source_file(prospect) is not None

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The file in a fenced block; what its candidates and tests agree on is handed over.

        Raises:
            PermanentError: No candidate could be run.
        """
        name = assignment.task.objective.deliverables[0]
        given = (await bench.read(name)).decode(errors="replace") if name in bench.files else ""
        objective = assignment.task.objective.description
        is_script = bool(READS_INPUT.search(objective)) and not given
        rules = SCRIPT_RULES if is_script else SOURCE_RULES + (MEND_RULES if given else "")
        first = await opening(assignment, bench, card, rules)
        messages = [*first, *rework_messages(assignment)]
        tests: list[str] = []
        candidates: list[Candidate] = []
        fault = "no answer held a whole ```python block"
        for step in range(MAX_CANDIDATES):
            code = await _code(assignment, bench, messages, step)
            if code is None or code.strip() == given.strip():
                messages = first  # a rejected file that stays in sight is only copied
                continue
            if not tests and not is_script:
                tests = await _tests(assignment, bench, given, code)
            bench.write(name, f"{code}\n".encode())
            runner = runner_of(name, tests, is_script=is_script)
            printed = str((await bench.use(PYTHON, {"code": runner})).data.get("printed", ""))
            candidate = candidate_of(code, printed)
            if candidate.fault and not is_script:
                fault = candidate.fault
                continue
            candidates.append(candidate)
            best, group = winner_of(candidates)
            if agreement_of(candidates, group).agrees or (len(group) >= AGREED and not best.rows):
                break
        if not candidates:
            message = f"{name} could not be imported in {MAX_CANDIDATES} tries: {fault}"
            raise PermanentError(f"{message}; try a larger LLM", attempt_id=assignment.attempt_id)
        best, group = winner_of(candidates)
        bench.write(name, f"{best.code}\n".encode())
        bench.attest(agreement_of(candidates, group))
        return f"```python\n{best.code}\n```"


async def _code(
    assignment: Assignment, bench: Workbench, messages: Sequence[ChatMessage], step: int
) -> str | None:
    varied = step > 0 or assignment.number > 1
    answer = await bench.ask(
        messages,
        max_tokens=CODE_TOKENS,
        temperature=TEMPERATURE if varied else 0.0,
        seed=assignment.seed * 16 + step,
    )
    return program_in(answer)


async def _tests(assignment: Assignment, bench: Workbench, given: str, code: str) -> list[str]:
    """Examples from the goal and the docstrings, then tests of the LLM that a stub would fail."""
    objective = assignment.task.objective.description
    about = f"The code as it is now, with faults:\n```python\n{given}\n```\n\n" if given else ""
    heads = "\n".join(_heads(code))
    question = f"{about}There is:\n{heads}\n\nIt was asked for so: {objective}\n\nGive 6 tests."
    answer = await bench.ask(
        [ChatMessage("system", TEST_RULES), *TEST_EXAMPLES, ChatMessage("user", question)],
        max_tokens=TEST_TOKENS,
        seed=assignment.seed,
    )
    examples = [*examples_in(objective), *examples_in(given)]
    tests = [*examples, *worthwhile(asserts_in(answer.text))]
    return examples if passed_by_a_stub(tests) >= SHARE * len(tests) else tests


def _heads(code: str) -> list[str]:
    """The first lines of functions and classes, by which tests know what to call."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    heads = []
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            heads.append(f"def {node.name}({ast.unparse(node.args)})")
        else:
            heads.append(f"class {node.name}")
    return heads
