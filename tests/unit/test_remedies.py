"""Messages name no command, option or route; the face that shows them words the way out."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import hocket
from hocket.cli.main import COMMANDS
from hocket.cli.remedies import REMEDIES as AS_COMMANDS
from hocket.errors import BudgetExceededError, Remedy, RemedyName, RunNotFoundError
from hocket.server.problems import REMEDIES as AS_ROUTES
from hocket.server.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(hocket.__file__).parent
COMMAND = re.compile(
    rf"`hocket\b|\bhocket ({'|'.join(COMMANDS)})\b|^--[a-z-]+[\s:]|(?<=[\s`(])--[a-z]"
)
ROUTE = re.compile(r"/api/v1|\b(?:GET|POST|PUT|PATCH|DELETE) /")
VALUES = {"limit": "calls", "llm": "qwen"}


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string in a module but its docstrings, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.lineno, node.value


def named(pattern: re.Pattern[str], *above: str) -> list[str]:
    """Where a text matches, in all packages but these."""
    return [
        f"{path.relative_to(SOURCES)}:{line}: {text}"
        for path in sorted(SOURCES.rglob("*.py"))
        if path.relative_to(SOURCES).parts[0] not in above
        for line, text in texts(path)
        if pattern.search(text)
    ]


def test_messages_below_the_command_line_name_no_command_and_no_option():
    assert named(COMMAND, "cli") == []


def test_no_message_below_the_server_names_a_route():
    assert named(ROUTE, "cli", "server") == []


@pytest.mark.parametrize(
    "text", ["run `hocket runs`", "see hocket doctor", "use --home DIR", "--input x: no"]
)
def test_command_in_a_text_is_recognised(text):
    assert COMMAND.search(text)


def test_every_remedy_has_a_wording_on_the_command_line():
    assert set(AS_COMMANDS) == set(get_args(RemedyName))
    for words in (AS_COMMANDS, AS_ROUTES):
        for name in words:
            assert "{" not in Remedy(name, VALUES).worded(words)


def test_error_is_worded_by_the_face_that_shows_it():
    error = RunNotFoundError.of("run-1")
    assert str(error) == "There is no run 'run-1'"
    assert error.worded(AS_COMMANDS) == "There is no run 'run-1'; list them with `hocket runs`"
    problem = problem_of(error)
    assert (problem.status, problem.code) == (404, "not_found")
    assert problem.detail == "There is no run 'run-1'; GET /api/v1/runs lists them"


def test_error_keeps_its_remedy_through_a_pickle():
    error = BudgetExceededError("too much", remedy=Remedy("raise_limit", VALUES), limit="calls")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert again.worded(AS_COMMANDS) == "too much; set it with `--budget calls=N`"
    assert again.context == {"limit": "calls"}
