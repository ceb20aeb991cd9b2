"""Worked kinds of problems: what is shown to the LLM is right."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from datetime import date

import pytest

from hocket.agents.textbook import PROBLEMS, problems_for
from hocket.agents.textbook.problem import Problem
from hocket.agents.ways.functions import functions_for
from hocket.agents.ways.slips import slip_in
from hocket.agents.ways.steps import PRELUDE
from hocket.agents.ways.worked import examples_for

IMPORTS = PRELUDE.partition("try:")[0]
SMALL = range(13)
"""Counts, months, weekdays, and what words such as 'tricycle' and 'pentagon' say."""
OF_METHODS = {24, 30, 60, 100, 120, 180, 360, 365, 400, 1000, 3600, 10_000, 100_000}
"""Units, degrees, and up to where a solution is searched."""
ANY_YEARS = {2000, 2001, 2025, 2100}


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.question[:30])
def test_program_and_function_of_a_problem_give_its_answer(problem):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(problem.program, {})  # noqa: S102 - a worked example
    names = {}
    exec(IMPORTS + problem.function, names)  # noqa: S102 - a worked example
    assert str(names["answer"]()) == problem.answer
    shown = problem.answer[:5] if problem.answer.count(":") == 2 else problem.answer
    shown = shown.removesuffix(".0")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", shown):
        day = date.fromisoformat(shown)
        shown = f"{day.day} {day:%B %Y}"
    assert re.search(rf"\b{re.escape(shown)}\b", printed.getvalue())
    for code in (problem.program, problem.function):
        assert slip_in(problem.question, code, printed.getvalue()) == ""


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.question[:30])
def test_code_of_a_problem_works_out_each_number_that_its_question_does_not_give(problem):
    given = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", problem.question.replace(",", ""))}
    for code in (problem.program, problem.function):
        literals = {one.value for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Constant)}
        numbers = {float(one) for one in literals if isinstance(one, int | float)}
        assert numbers - given - set(SMALL) - OF_METHODS - ANY_YEARS == set()


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("How much water dilutes 5 litres of acid of 60 percent to 20 percent?", "salt solution"),
        ("Two cars 90 km apart drive towards each other. When do they meet?", "Ada rides"),
        ("15 hens and pigs have 44 legs in all. How many pigs are there?", "tricycles"),
        ("Al is 40 and his daughter 10. When is he twice as old as she?", "her son is 6"),
    ],
)
def test_problem_of_the_questions_kind_is_shown_last_in_both_ways(question, part):
    assert part in problems_for(question)[-1].question
    assert part in examples_for(question)[-2].content
    assert part in functions_for(question)[-2].content


def test_question_of_no_known_kind_gets_the_usual_examples():
    question = "What is the largest prime below 50?"
    assert problems_for(question) == []
    assert len(functions_for(question)) == 10


def test_question_without_what_a_kind_needs_is_not_of_it():
    kind = Problem("rafts?", "river", "", "", "", "", needs=(r"\d+ km/h", "there|back"))
    assert kind.likeness("A raft on a river at 6 km/h, and back") == 10
    assert kind.likeness("A raft on a river at 6 km/h") == 0


def test_few_words_of_a_kind_without_a_sign_are_met_by_chance():
    kind = Problem("rafts?", "river|lake|boat|oars", "", "", "", "")
    assert kind.likeness("a river, a lake, a boat") == 0
    assert kind.likeness("a river, a lake, a boat and oars") == 4
