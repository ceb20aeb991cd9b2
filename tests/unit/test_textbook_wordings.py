"""Which worked problem is shown: questions of each kind in several wordings."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from hocket.agents.textbook import MOST, PROBLEMS, problems_for

LINES = Path(__file__).with_name("wordings.txt").read_text(encoding="utf-8").splitlines()
OF_NO_KIND = (
    Path(__file__).with_name("questions_of_no_kind.txt").read_text(encoding="utf-8").splitlines()
)
MARK = "= "
LEAST = 3


def wordings() -> dict[str, list[str]]:
    """The questions of each kind, by how its worked problem begins."""
    questions, kind = defaultdict(list), ""
    for line in LINES:
        if line.startswith(MARK):
            kind = line.removeprefix(MARK)
        else:
            questions[kind].append(line)
    return questions


@pytest.mark.parametrize("kind", wordings())
def test_question_in_other_words_gets_the_worked_problem_of_its_kind(kind):
    for question in wordings()[kind]:
        shown = problems_for(question)
        assert any(one.question.startswith(kind) for one in shown), question
        assert len(shown) <= MOST


def test_each_worked_problem_has_several_wordings():
    kinds = wordings()
    for one in PROBLEMS:
        of_it = [kind for kind in kinds if one.question.startswith(kind)]
        assert len(of_it) == 1, one.question
        assert len(kinds[of_it[0]]) >= LEAST


@pytest.mark.parametrize("question", OF_NO_KIND)
def test_question_of_no_kind_gets_no_worked_problem(question):
    assert problems_for(question) == []


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.question[:30])
def test_question_of_a_worked_problem_gets_it(problem):
    shown = problems_for(problem.question)
    assert problem in shown
    assert shown[-1] is problem or not problem.needs


def test_day_of_weeks_is_no_day_of_months():
    question = "A choir sings every 12 days, last on a Friday. When does it next fall on a Friday?"
    assert not any("1st of a month" in one.question for one in problems_for(question))
