"""Questions that a text leaves open although it has a value that looks like the answer."""

from __future__ import annotations

import asyncio

import pytest

from benches import Holding
from hocket.agents.specialists import REASONING
from hocket.agents.unsaid import left_open
from hocket.agents.ways.quote import ByQuote
from hocket.agents.ways.reading import ByReading
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer

SWIMMERS = """\
Swimming club

1. Lockers. Last year a locker cost 18. The price for this year will be set at the meeting in May.
2. Towels cost 3.
"""
FARM = "Farm\n\n1. Barn. It costs 240 on weekends; weekdays are by agreement.\n2. Yard. 60 a day.\n"
MUSEUM = "Adults pay 12. For children see the price list at the door.\n\nThe cloakroom is free.\n"
CHURCH = """\
1. The organ is tuned in March. Mr Hall tuned it until 2022; who does it now is open.
2. The bells are rung by Ms Pym.
"""
HOUSE = """\
1. Caretaker. Mr Bell lives on the ground floor and can be reached in the mornings.
2. Office. Its telephone number is 5550188.
"""
WARRANTY = "1. The motor has a warranty of 24 months.\n2. The pump is checked every year.\n"


class Misled(Holding):
    """A workbench whose LLM quotes the value that looks like the answer; its no has odds."""

    def __init__(self, text, quote, answer):
        self.tools = {}
        self.files = {"notes.txt": "digest"}
        self._text, self._quote, self._answer = text, quote, answer

    async def ask(self, _, **options):
        if options.get("logprobs"):
            return LlmAnswer("", first_token={"yes": 0.2, "no": 0.8})
        data = {"quotes": [self._quote], "formula": "", "answer": self._answer}
        return LlmAnswer(self._answer, data=data)

    async def read(self, _):
        return self._text.encode()


def answered(way, question, *said):
    task = Task(task_id="t1", kind="text", objective=Objective(description=question))
    assignment = Assignment("run-1", "t1.1", question, task, files={"notes.txt": 1})
    return asyncio.run(way.work(assignment, Misled(*said), REASONING))


@pytest.mark.parametrize(
    ("text", "question", "quote", "trap", "says"),
    [
        (SWIMMERS, "What does a locker cost this year?", "Last year a locker cost 18", "18", "May"),
        (FARM, "What does the barn cost on weekdays?", "It costs 240 on weekends", "240", "by agr"),
        (MUSEUM, "What does a ticket for children cost?", "Adults pay 12", "12", "the price list"),
        (CHURCH, "Who tunes the organ now?", "Mr Hall tuned it until 2022", "2022", "line 1"),
        (HOUSE, "What's the caretaker's number?", "telephone number is 5550188", "0188", "line 2"),
        (WARRANTY, "How long is the pump's warranty?", "a warranty of 24 months", "24", "line 1"),
    ],
)
def test_value_that_only_looks_like_the_answer_is_not_given(text, question, quote, trap, says):
    answer = answered(ByQuote(), question, text, quote, trap if trap != "2022" else "Mr Hall")
    assert answer.startswith("The text does not say")
    assert trap not in answer
    assert says in answer


@pytest.mark.parametrize(
    ("text", "question", "quote", "value"),
    [
        (SWIMMERS, "What did a locker cost last year?", "Last year a locker cost 18", "18"),
        (FARM, "What does the barn cost on weekends?", "It costs 240 on weekends", "240"),
        (MUSEUM, "What do adults pay?", "Adults pay 12", "12"),
        (CHURCH, "Who tuned the organ until 2022?", "Mr Hall tuned it until 2022", "Mr Hall"),
    ],
)
def test_value_that_the_text_has_is_given(text, question, quote, value):
    assert answered(ByQuote(), question, text, quote, value).startswith(value)


COPIER = "1. The copier is rented for 24 months at 85 a month. Last year it was 79.\n"


class Corrected(Misled):
    """A workbench whose LLM computes with last year's value until it is told so."""

    async def ask(self, messages, **options):
        if options.get("logprobs"):
            return LlmAnswer("", first_token={"yes": 0.9, "no": 0.1})
        rate = 85 if "79 is the value of an earlier time" in messages[-1].content else 79
        quotes = [self._quote, "Last year it was 79"]
        return LlmAnswer("", data={"quotes": quotes, "formula": f"24 * {rate}", "answer": ""})

    def computed_by(self, *_):
        pass


def test_value_of_an_earlier_time_is_not_computed_with():
    question = "What does the copier cost over the whole term?"
    task = Task(task_id="t1", kind="text", objective=Objective(description=question))
    assignment = Assignment("run-1", "t1.1", question, task, files={"notes.txt": 1})
    bench = Corrected(COPIER, "The copier is rented for 24 months at 85 a month", "")
    assert asyncio.run(ByQuote().work(assignment, bench, REASONING)).startswith("2040\n")


def test_reading_gives_no_value_that_the_passage_leaves_open():
    with pytest.raises(PermanentError, match="left open by the passage"):
        answered(ByReading(), "What does the barn cost on weekdays?", FARM, "", "240.")


@pytest.mark.parametrize(
    ("question", "answer", "passage", "is_open"),
    [
        ("What does a day cost in 2025?", "40", "In 2024 a day cost 40.", True),
        ("What did a day cost in 2024?", "40", "In 2024 a day cost 40.", False),
        ("What is the rent?", "600", "The rent is by agreement. Last year it was 600.", True),
        ("What is the rent?", "650", "The rent is 650. Last year it was 600.", False),
        ("What is the rent?", "by agreement", "The rent is by agreement.", False),
        ("When was the house built?", "1890", "The house was built in 1890.", False),
        ("What does an hour cost?", "25", "An hour costs 25, up from 22 last year.", False),
        ("What did the repair cost?", "400", "The repair cost 400 last year.", False),
        ("What is the bus's deposit?", "200", "Van: 200. Bus: see price list.", True),
        ("Who works on Tuesday?", "Ms Pym", "Monday: Ms Pym. Tuesday: to be announced.", True),
        ("Who works on Monday?", "Ms Pym", "Monday: Ms Pym. Tuesday: to be announced.", False),
        ("What does delivery cost?", "15", "Delivery costs 15; to islands on request.", False),
        ("Who is treasurer?", "Bo Pell", "Bo Pell was treasurer until 2023.", True),
        ("When does the hall open?", "9", "The hall opens at 9. Keys on request.", False),
    ],
)
def test_question_is_left_open_only_by_words_on_what_is_asked(question, answer, passage, is_open):
    assert bool(left_open(question, answer, [passage])) is is_open


@pytest.mark.parametrize(
    ("question", "answer", "passage"),
    [
        ("How old is the mill?", "800 years", "It was built 800 years ago."),
        ("How many guests arrived?", "12", "Last month 12 guests arrived."),
        ("Who founded the choir?", "Eva Braun", "Eva Braun founded the choir years ago."),
    ],
)
def test_past_that_is_asked_for_leaves_nothing_open(question, answer, passage):
    assert not left_open(question, answer, [passage])
