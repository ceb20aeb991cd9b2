"""Known algorithms: what is shown to the LLM is right, and shown for goals of its kind only.

Each file of ``algorithms/`` has, for each algorithm, a line ``= name``, then goals in other words
that it is shown for (``? goal``; those of a variant say that they mean it) and expressions that are
true of its code (``> expression``). The goals of ``none.txt`` are of no known kind.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from hocket.agents.algorithms import ALGORITHMS, VARIANTS, algorithms_for, candidates_for

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


@pytest.mark.parametrize("one", [*ALGORITHMS, *VARIANTS], ids=lambda one: one.name)
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


@pytest.mark.parametrize("name", [one.name for one in VARIANTS])
def test_goal_that_speaks_of_a_variant_gets_it_first(name):
    assert len(GOALS[name]) >= LEAST_GOALS
    for goal in GOALS[name]:
        assert [one.name for one in candidates_for(goal)][:1] == [name], goal


@pytest.mark.parametrize("one", [*ALGORITHMS, *VARIANTS], ids=lambda one: one.name)
def test_own_task_of_each_algorithm_gets_it(one):
    assert [shown.name for shown in candidates_for(one.task)][:1] == [one.name]


def test_each_variant_is_of_an_algorithm():
    assert {one.of for one in VARIANTS} <= {one.name for one in ALGORITHMS}


@pytest.mark.parametrize(
    ("goal", "names"),
    [
        ("Write life.py with step(grid) of the Game of Life.", ["game of life"]),
        ("Write life.py with step(cells), the Game of Life on a set.", ["life on a set"]),
        ("Write life.py with step(a, b, c), the Game of Life on a set.", ["life on a set"]),
    ],
)
def test_forms_that_the_goal_speaks_of_come_before_the_usual_one(goal, names):
    assert [one.name for one in candidates_for(goal)][: len(names)] == names


def test_other_forms_follow_those_of_the_same_parameters():
    names = [one.name for one in candidates_for("life.py with step(cells) of the Game of Life")]
    assert names[0] == "game of life"
    assert "life on a set" in names
    assert len(candidates_for("life.py with step(a, b, c) of the Game of Life")) == 1


@pytest.mark.parametrize("goal", GOALS[""])
def test_goal_of_no_kind_gets_no_algorithm(goal):
    assert algorithms_for(goal) == []


def test_each_algorithm_has_a_name_of_its_own_and_no_line_is_of_none():
    names = [one.name for one in (*ALGORITHMS, *VARIANTS)]
    assert len(set(names)) == len(names)
    assert set(GOALS) | set(TRUTHS) == {*names, ""}
