"""The way ``reading``: a short answer from the passages nearest to a question."""

from __future__ import annotations

import pytest

from benches import Holding
from hocket.agents.specialists import REASONING
from hocket.agents.ways.reading import ByReading
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect
from hocket.ports.llm import LlmAnswer
from hocket.review.agreement import Work, compare

QUESTION = "What does the seat of the Heron cost?"
MINUTES = "Rowing club\n\n" + "\n\n".join(
    f"{number}. {text}"
    for number, text in enumerate(
        (
            "Boats. The seat of the Heron costs 240; it is ordered.",
            "Regatta. It takes place on 17 June 2023.",
            "Loan. 120 is paid back a month.",
            "Coaches. Two are looked for.",
            "House. The roof leaks over the workshop.",
            "Dues. They stay as they are.",
        ),
        1,
    )
)


class Bench(Holding):
    def __init__(self, answer):
        self.answer = answer
        self.messages = []

    async def ask(self, messages, **_):
        self.messages = messages
        return LlmAnswer(self.answer)

    async def read(self, _):
        return MINUTES.encode()


def assignment(question=QUESTION):
    task = Task(task_id="t1", objective=Objective(description=question))
    return Assignment("run-1", "t1.1", question, task, files={"minutes.txt": len(MINUTES)})


async def test_nearest_passages_are_shown_before_the_question():
    bench = Bench("240. ")
    assert await ByReading().work(assignment(), bench, REASONING) == "240."
    last = bench.messages[-1].content
    assert "The seat of the Heron costs 240" in last
    assert last.endswith(f"Question: {QUESTION}")
    assert MINUTES not in last


@pytest.mark.parametrize("said", ["15 an hour.", "120 a month."])
async def test_number_of_no_passage_on_the_question_shows_nothing_of_the_text(said):
    with pytest.raises(PermanentError, match="rests on no passage"):
        await ByReading().work(assignment(), Bench(said), REASONING)


async def test_text_without_a_passage_on_the_question_does_not_say_it():
    asked = "How high is the mortgage on the lighthouse?"
    answer = await ByReading().work(assignment(asked), Bench("120 a month."), REASONING)
    assert answer == "The text does not say."


async def test_empty_answer_fails():
    with pytest.raises(PermanentError, match="no answer"):
        await ByReading().work(assignment(), Bench(" "), REASONING)


@pytest.mark.parametrize(
    ("said", "agrees"),
    [("240.", True), ("The seat costs 240.", True), ("120.", False), ("The text does not say.", 0)],
)
def test_answer_agrees_with_that_of_a_quote_by_its_value(said, agrees):
    quoted = Work(
        "240\n\n> The seat of the Heron costs 240; it is ordered.\n> (minutes.txt, line 3)"
    )
    assert compare(quoted, Work(said), goal=QUESTION).agrees is bool(agrees)


@pytest.mark.parametrize(
    ("kind", "files", "fits"),
    [("text", ("a.txt",), True), ("table", ("a.txt",), False), ("text", (), False)],
)
def test_reading_fits_questions_on_texts(kind, files, fits):
    task = Task(task_id="t", kind=kind, objective=Objective(description=QUESTION))
    assert ByReading().fits(Prospect(QUESTION, task, files, ())) is fits


async def test_day_that_may_follow_from_a_time_of_the_text_is_not_called_unsaid():
    class Loan(Bench):
        async def read(self, _):
            return b"The loan was taken up on 31 January 2023. It runs for 13 months.\n"

    asked = "What is the last day of the mortgage on the lighthouse?"
    with pytest.raises(PermanentError, match="rests on no passage"):
        await ByReading().work(assignment(asked), Loan("31 May 2022"), REASONING)
