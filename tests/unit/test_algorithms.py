"""Known algorithms: what is shown to the LLM is right, and shown for goals of its kind only.

Each file of ``algorithms/`` has, for each algorithm, a line ``= name``, then goals in other words
that it is shown for (``? goal``) and expressions that are true of its code (``> expression``). The
goals of ``none.txt`` are of no known kind.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from hocket.agents.algorithms import ALGORITHMS, algorithms_for

FILES = sorted(Path(__file__).with_name("algorithms").glob("*.txt"))
LEAST_GOALS, LEAST_TRUTHS = 3, 3


def lines(mark: str) -> dict[str, list[str]]:
    """The lines with a mark, by the algorithm that they stand under."""
    marked: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        name = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                name = line.removeprefix("= ")
            elif line.startswith(mark):
                marked[name].append(line.removeprefix(mark).strip())
    return marked


GOALS, TRUTHS = lines("? "), lines("> ")


def error_of(call):
    """The name of the error that a call raises; empty if it raises none."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - its name is compared
        return type(error).__name__
    return ""


@pytest.fixture
def printed(monkeypatch):
    """Runs the code of a script on a text, and gives what it prints."""

    def run(code: str, text: str, *arguments: str) -> str:
        out = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "argv", ["script.py", *arguments])
        exec(code, {"__name__": "__main__"})  # noqa: S102 - a worked example
        return out.getvalue()

    return run


@pytest.mark.parametrize("one", ALGORITHMS, ids=lambda one: one.name)
def test_code_does_what_its_task_says(one, printed):
    assert len(TRUTHS[one.name]) >= LEAST_TRUTHS
    for truth in TRUTHS[one.name]:
        names = {"error_of": error_of, "printed": lambda *texts: printed(one.code, *texts)}
        if "printed(" not in truth:
            exec(one.code, names)  # noqa: S102 - a worked example
        assert eval(truth, names), truth  # noqa: S307 - a line of ours


@pytest.mark.parametrize("name", [one.name for one in ALGORITHMS])
def test_goal_in_other_words_gets_the_algorithm_of_its_kind(name):
    assert len(GOALS[name]) >= LEAST_GOALS
    for goal in GOALS[name]:
        assert [one.name for one in algorithms_for(goal)] == [name], goal


def test_own_task_of_each_algorithm_gets_it():
    for one in ALGORITHMS:
        assert [shown.name for shown in algorithms_for(one.task)] == [one.name]


@pytest.mark.parametrize("goal", GOALS[""])
def test_goal_of_no_kind_gets_no_algorithm(goal):
    assert algorithms_for(goal) == []


def test_each_algorithm_has_a_name_of_its_own_and_no_line_is_of_none():
    names = [one.name for one in ALGORITHMS]
    assert len(set(names)) == len(names)
    assert set(GOALS) | set(TRUTHS) == {*names, ""}
