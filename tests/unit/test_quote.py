"""The way ``quote``: answers with verified quotes, computed values, what a text does not say."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from benches import Holding
from hocket.agents.backing import is_about, numbers_in, unbacked_names, unbacked_numbers
from hocket.agents.formula import FormulaError, computed, in_words, numbers_of
from hocket.agents.odds import odds_of
from hocket.agents.specialists import REASONING
from hocket.agents.ways.quote import ByQuote
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect
from hocket.ports.llm import LlmAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.ports.llm import ChatMessage

MINUTES = """\
Rowing club: minutes

1. Boats. The seat of the Heron costs 240; it is ordered. The eight waits for a rudder.

2. Regatta. It takes place on 17 June 2023. The mayor was asked to open it; she has not
   answered so far.

3. Loan. It was taken up on 31 January 2023 for 13 months. 120 is paid back a month.
"""


class Bench(Holding):
    """A workbench with one file and scripted answers; yes or no comes with odds."""

    def __init__(self, answers: Sequence[Mapping[str, Any]], yes: float = 0.9) -> None:
        self.tools: dict[str, Any] = {}
        self.files = {"minutes.txt": "digest"}
        self.asked: list[str] = []
        self.formula = ""
        self._answers = list(answers)
        self._yes = yes

    async def ask(self, messages: Sequence[ChatMessage], **options: Any) -> LlmAnswer:
        self.asked.append(messages[-1].content)
        if options.get("logprobs"):
            return LlmAnswer("no", first_token={"yes": self._yes, "no": 1 - self._yes})
        data = self._answers.pop(0)
        return LlmAnswer(json.dumps(data), data=data)

    async def read(self, name: str) -> bytes:
        return {"minutes.txt": MINUTES.encode()}[name]

    def computed_by(self, program: str, language: str = "python") -> None:
        assert language == "text"
        self.formula = program


def said(quote: str, answer: str, formula: str = "") -> dict[str, Any]:
    return {"quotes": [quote], "formula": formula, "answer": answer}


def asked(question: str, bench: Bench) -> str:
    task = Task(task_id="t1", objective=Objective(description=question))
    assignment = Assignment("run-1", "t1.1", question, task, files={"minutes.txt": len(MINUTES)})
    return asyncio.run(ByQuote().work(assignment, bench, REASONING))  # type: ignore[arg-type]


def test_quote_that_answers_is_handed_over_with_its_place() -> None:
    bench = Bench([said("the seat of the heron costs 240", "240")])

    answer = asked("What does the seat of the Heron cost?", bench)

    assert answer == ("240\n\n> The seat of the Heron costs 240\n> (minutes.txt, line 3)")
    assert len(bench.asked) == 1


def test_quote_that_is_not_in_the_text_is_asked_for_again_with_other_passages() -> None:
    bench = Bench(
        [said("The seat costs 300", "300"), said("The seat of the Heron costs 240", "240")]
    )

    assert asked("What does the seat of the Heron cost?", bench).startswith("240\n")
    assert "Regatta" in bench.asked[0]
    assert "Regatta" not in bench.asked[1]
    assert "not in the text" in bench.asked[1]


def test_quotes_that_are_twice_not_in_the_text_fail_the_attempt() -> None:
    with pytest.raises(PermanentError, match=r"minutes\.txt: its quotes are not in the text"):
        asked("What does it cost?", Bench([said("It is free", "free"), said("Free", "free")]))


@pytest.mark.parametrize(
    ("question", "quote", "answer", "formula"),
    [
        ("How many members are there?", "Rowing club: minutes", "12", ""),
        ("How much is it?", "The seat of the Heron costs 240", "Heron", ""),
        ("Who opens the regatta?", "The mayor was asked to open it; ... so far", "the mayor", ""),
        ("What is the prize?", "It takes place on 17 June 2023", "The text does not say.", ""),
        ("What does a rudder cost?", "The eight waits for a rudder", "480", "2 * 240"),
    ],
)
def test_answer_that_the_quotes_do_not_have_is_not_given(
    question: str, quote: str, answer: str, formula: str
) -> None:
    given = asked(question, Bench([said(quote, answer, formula)]))

    assert given.startswith("The text does not say")
    assert answer not in given.split("\n")[0] or answer.startswith("The text")


def test_quote_about_something_else_is_judged_by_odds() -> None:
    wrong = said("The seat of the Heron costs 240", "240")

    assert asked("What does the rudder cost?", Bench([wrong], yes=0.2)).startswith("The text does")
    assert asked("What does the rudder cost?", Bench([wrong], yes=0.6)).startswith("240")


def test_day_is_computed_by_code_whatever_the_llm_says_it_is() -> None:
    formula = "last(day(2023, 1, 31), months=13)"
    bench = Bench([said("It was taken up on 31 January 2023 for 13 months", "1 May", formula)])

    assert asked("On which day does the loan end?", bench).startswith("28 February 2024\n")
    assert bench.formula == formula


def test_formula_of_a_day_that_leaves_out_a_quoted_time_is_asked_for_again() -> None:
    quote = "It was taken up on 31 January 2023 for 13 months"
    bench = Bench(
        [
            said(quote, "31 January", "add(day(2023, 1, 31), days=1)"),
            said(quote, "", "last(day(2023, 1, 31), months=13)"),
        ]
    )

    assert asked("When does the loan end?", bench).startswith("28 February 2024")
    assert "leaves out '13 months'" in bench.asked[1]


def test_length_of_time_where_a_day_is_asked_for_is_asked_again_with_a_formula() -> None:
    quote = "It was taken up on 31 January 2023 for 13 months"
    bench = Bench(
        [
            said(quote, "13 months", ""),
            said(quote, "", "last(day(2023, 1, 31), months=13)"),
        ]
    )

    assert asked("Until what day does the loan run?", bench).startswith("28 February 2024")
    assert "a day is asked for" in bench.asked[1]


def test_day_is_computed_from_a_date_of_the_question() -> None:
    quote = "It was taken up on 31 January 2023 for 13 months"
    bench = Bench([said(quote, "", "add(day(2025, 4, 9), months=13)")])
    question = "The loan is taken up again on 9 April 2025. On which day does it end?"

    assert asked(question, bench).startswith("9 May 2026")


@pytest.mark.parametrize(
    ("kind", "files", "deliverables", "fits"),
    [
        ("text", ("a.txt",), (), True),
        ("text", ("a.txt", "b.md"), (), True),
        ("text", ("a.csv",), (), False),
        ("text", ("a.txt", "b.csv"), (), False),
        ("text", ("a.txt",), ("b.json",), False),
        ("text", (), (), False),
        ("report", ("a.txt",), (), False),
        (None, ("a.txt",), (), False),
    ],
)
def test_quote_fits_questions_on_texts_alone(
    kind: str | None, files: tuple[str, ...], deliverables: tuple[str, ...], *, fits: bool
) -> None:
    objective = Objective(description="Who?", deliverables=deliverables)
    task = Task(task_id="t1", kind=kind, objective=objective)

    assert ByQuote().fits(Prospect("Who?", task, files, ())) is fits


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("0.1 + 0.2", "0.3"),
        ("-4 / 3", "-1.333333333"),
        ("add(day(2024, 1, 31), months=1)", "29 February 2024"),
        ("subtract(day(2024, 3, 1), days=1)", "29 February 2024"),
        ("last(day(2022, 1, 15), months=18)", "14 July 2023"),
        ("add(day(2024, 2, 29), years=1, weeks=1)", "7 March 2025"),
        ("day(2024, 3, 1) - day(2024, 2, 1)", "29"),
    ],
)
def test_formula_has_the_value_that_a_calendar_gives(formula: str, value: str) -> None:
    assert in_words(computed(formula)) == value


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "add(5, days=1)",
        "day(2023, 2, 30)",
        "1 / 0",
        "9 ** 9",
        "__import__('os')",
        "day(2023, 1, 1) + 5",
        "1e15 * 10",
        "add(day(9999, 1, 1), years=9)",
        "(" * 200,
        "1 + " * 100 + "1",
        "'a' * 3",
    ],
)
def test_formula_that_is_none_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        computed(formula)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("day(2023, 3, 9) + months=24", "9 March 2025"),
        ("day(2023, 3, 9) + months(24)", "9 March 2025"),
        ("day(2023, 3, 9) + 24 months - 1 day", "8 March 2025"),
        ("last(day(2023, 3, 9), months=24) + 14 days", "22 March 2025"),
    ],
)
def test_days_moved_by_signs_are_moved(formula: str, value: str) -> None:
    assert in_words(computed(formula)) == value


def test_numbers_are_read_as_digits_words_and_months() -> None:
    assert numbers_in("no fee in May, twice 1.250,50 or 1,250 and 3,5; you may go") == {
        0.0,
        5.0,
        2.0,
        1250.5,
        1250.0,
        3.5,
    }
    assert unbacked_numbers("EUR 960 in 2 parts", "two parts") == [960.0]
    assert unbacked_names("It is Ada Lang", "ada came") == ["Lang"]
    assert numbers_of("add(day(2023, 1, 2), days=3)") == [2023, 1, 2, 3]
    assert computed("day(2023, 1, 2)") == date(2023, 1, 2)


def test_quote_is_about_a_question_if_it_has_the_rarest_word_of_it_in_the_text() -> None:
    assert is_about("What does the seat cost?", ["The seat of the Heron costs 240"], MINUTES)
    assert not is_about("What does the rudder cost?", ["The seat of it costs 240"], MINUTES)
    assert not is_about("Who?", ["The seat"], MINUTES)


def test_odds_of_a_host_without_probabilities_follow_its_word() -> None:
    assert odds_of(LlmAnswer("Yes."), "yes", "no") > 0 > odds_of(LlmAnswer("no"), "yes", "no")
    assert odds_of(LlmAnswer("Well"), "yes", "no") == 0


def test_formula_that_cannot_be_computed_says_nothing_of_the_text() -> None:
    quote = "It was taken up on 31 January 2023 for 13 months"
    bench = Bench(
        [
            said(quote, "28 May 2025", "day(2023, 1, 31) plus 13 months"),
            said(quote, "", "last(day(2023, 1, 31), months=13)"),
        ]
    )

    assert asked("On which day does the loan end?", bench).startswith("28 February 2024")
    assert "a day is asked for" in bench.asked[1]
