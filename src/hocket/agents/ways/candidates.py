"""Candidates and tests: of several files with code, the one that most of both agree on.

Each candidate runs against each test. Candidates that give the same results form a group; the group
with the largest product of its candidates and the tests that it passes wins (B. Chen et al.,
"CodeT: Code Generation with Generated Tests", ICLR 2023).
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.agreement import Agreement, Method

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_TESTS = 3
SHARE = 0.75
"""Share of the tests that the winner has to pass to be agreed on."""
MAX_TESTS = 8
EXAMPLE = re.compile(r">>> ?(?P<call>.+)\n[ \t]*(?P<result>(?!>>>)\S.*)")
SAMPLES = (
    "3\n1\n\n2\n",
    "5\n",
    "-1.5\n2.25\n\n\n10\n",
    "one two\nthree two\n",
)
"""What a script is given on standard input."""

RUNNER = """\
import contextlib, io, json, runpy, signal, sys
path, tests, samples = {path!r}, {tests!r}, {samples!r}


class Late(BaseException):
    pass


def late(*_):
    raise Late("it took too long")


signal.signal(signal.SIGALRM, late)
rows = []
names = {{}}
signal.alarm(5)
try:
    if not samples:
        with contextlib.redirect_stdout(io.StringIO()):
            names = runpy.run_path(path, run_name="trial")
    fault = ""
except BaseException as error:
    fault = f"{{type(error).__name__}}: {{error}}"
signal.alarm(0)
for before, call, test in tests:
    seen, passed = "", False
    signal.alarm(2)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            if call:
                scope = dict(names)
                exec(before, scope)
                seen = repr(eval(call, scope))
            exec(test, dict(names))
        passed = True
    except BaseException as error:
        seen = seen or type(error).__name__
    signal.alarm(0)
    rows.append([seen[:200], passed])
for sample in samples:
    out, sys.stdin, sys.argv = io.StringIO(), io.StringIO(sample), [path]
    signal.alarm(2)
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(path, run_name="__main__")
        passed = True
    except SystemExit:
        passed = True
    except BaseException as error:
        passed = False
        out.write(type(error).__name__)
        fault = fault or f"{{type(error).__name__}}: {{error}}"
    signal.alarm(0)
    rows.append([out.getvalue()[:400], passed and bool(out.getvalue().strip())])
print(json.dumps([fault, rows]))
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file with code and what it did: for each test its result, and whether it passed."""

    code: str
    fault: str = ""
    rows: tuple[tuple[str, bool], ...] = ()

    @property
    def passed(self) -> int:
        """Number of tests that it passed."""
        return sum(ok for _, ok in self.rows)

    @property
    def results(self) -> tuple[str, ...]:
        """What it gave for each test; equal for candidates that do the same."""
        return tuple(seen for seen, _ in self.rows)


def runner_of(path: str, tests: Sequence[str], *, is_script: bool) -> str:
    """A program that runs a file against tests, or a script on sample inputs; it prints JSON."""
    parts = [] if is_script else [(*_parts_of(test), test) for test in tests]
    return RUNNER.format(path=path, tests=parts, samples=SAMPLES if is_script else ())


def candidate_of(code: str, printed: str) -> Candidate:
    """A candidate with what its runner printed; one whose runner broke has only a fault."""
    try:
        fault, rows = json.loads(printed.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return Candidate(code, "it ended the process or printed too much")
    return Candidate(code, fault, tuple((seen, ok) for seen, ok in rows))


def asserts_in(text: str) -> list[str]:
    r"""The tests of one line in an answer, each once.

    Examples:
        >>> asserts_in("- assert f(1) == 2\nc = Box(); c.add(3); assert c.sum == 3\nassert 1 == 1")
        ['assert f(1) == 2', 'c = Box(); c.add(3); assert c.sum == 3']
    """
    lines = [re.sub(r"^[-*\d.)\s]+", "", line).strip().strip("`") for line in text.splitlines()]
    tests = [line for line in dict.fromkeys(lines) if "assert " in line and _parses(line)]
    return tests[:MAX_TESTS]


def examples_in(text: str) -> list[str]:
    r"""The examples of a goal or a docstring, as asserts.

    Examples:
        >>> examples_in(">>> double(2)\n4")
        ['assert double(2) == 4']
    """
    tests = [f"assert {m['call'].strip()} == {m['result'].strip()}" for m in EXAMPLE.finditer(text)]
    return [test for test in tests if _parses(test)]


def winner_of(candidates: Sequence[Candidate]) -> tuple[Candidate, list[Candidate]]:
    """The best candidate and its group."""
    groups = [[c for c in candidates if c.results == one.results] for one in candidates]
    best = max(groups, key=lambda group: (len(group) * group[0].passed, group[0].passed))
    return best[0], best


def agreement_of(candidates: Sequence[Candidate], group: Sequence[Candidate]) -> Agreement:
    """Candidates that differ in their text, do the same and pass most tests agree."""
    winner = group[0]
    total = len(winner.rows)
    programs = {_normal(candidate.code) for candidate in group}
    enough = total >= ENOUGH_TESTS and winner.passed >= SHARE * total
    return Agreement(
        methods=tuple(
            Method(
                way=f"candidate {number}",
                gave=f"passes {one.passed} of {len(one.rows)} tests",
                fault=one.fault,
            )
            for number, one in enumerate(candidates, 1)
        ),
        agrees=len(programs) > 1 and enough and not winner.fault,
        tolerance=f"{winner.passed} of {total} tests by {len(group)} of {len(candidates)} "
        "candidates, which give the same results",
    )


def _normal(code: str) -> str:
    """Code without comments and layout, so that copies are not counted as two voices."""
    try:
        return ast.unparse(ast.parse(code))
    except SyntaxError:
        return code


def _parses(line: str) -> bool:
    """Whether a line is an assert, after what prepares it, and calls something."""
    try:
        body = ast.parse(line).body
    except (SyntaxError, ValueError):
        return False
    if not body or not isinstance(body[-1], ast.Assert):
        return False
    prepares = all(isinstance(one, ast.Assign | ast.Expr) for one in body[:-1])
    return prepares and any(isinstance(node, ast.Call) for one in body for node in ast.walk(one))


def _parts_of(test: str) -> tuple[str, str]:
    """What prepares a test, and what it compares; empty if it compares nothing."""
    *before, statement = ast.parse(test).body
    assert isinstance(statement, ast.Assert)  # noqa: S101 - as ``_parses`` has seen
    condition = statement.test
    left = condition.left if isinstance(condition, ast.Compare) else condition
    if isinstance(left, ast.UnaryOp) and isinstance(left.op, ast.Not):
        left = left.operand
    return "\n".join(map(ast.unparse, before)), ast.unparse(left)
