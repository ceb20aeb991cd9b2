"""What each way of working holds before it asks once more, for the case that a limit ends it."""

from __future__ import annotations

import json

import pytest

from benches import Holding, ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.quote import UNSURE, ByQuote
from hocket.agents.ways.recall import CANNOT, ByRecall
from hocket.agents.ways.source import BySource
from hocket.agents.ways.steps import BySteps
from hocket.agents.ways.text import ByText
from hocket.agents.ways.tools import ByTools
from hocket.errors import BudgetExceededError
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.ports.tool import ToolResult

CARD = AgentCard(name="any")
SPENT = BudgetExceededError("no more", limit="calls", bound="1")
SUM = "Ann has 7 apples and buys 8 more. How many does she have?"
CAPITAL = "What is the capital of Mongolia?"
APPLES = '```python\nn = 7 + 8\nprint(f"Ann has {n} apples.")\n```'
TWICE = "def twice(n):\n    return n * 2"
TESTS = "assert twice(2) == 4\nassert twice(0) == 0"
MORE_TESTS = f"{TESTS}\nassert twice(5) == 10\nassert twice(-3) == -6"
MINUTES = b"Minutes\n\nThe roof was mended for 450 by Hale. The garden waits.\n"


async def held_by(way, bench, text, kind, *deliverables, files=()):
    """The newest answer that a way holds when a limit ends it; None if it holds none."""
    assignment = assignment_of(text, kind, *deliverables, files=files)
    with pytest.raises(BudgetExceededError):
        await way.work(assignment, bench, CARD)
    return bench.held[-1] if bench.held else None


async def test_steps_hold_the_first_voice_while_another_is_asked(tmp_path):
    held = await held_by(BySteps(), ScriptedBench(tmp_path, APPLES, SPENT), SUM, "reasoning")
    assert (held.text, held.lacks) == ("Ann has 15 apples.", "")
    assert "n = 7 + 8" in held.program


async def test_steps_hold_what_most_voices_say(tmp_path):
    wrong = APPLES.replace("7 + 8", "7 * 8")
    right = "```python\ndef answer():\n    return 7 + 8\n```"
    worked = "7 + 8 = 15\nAnswer: Ann has 15 apples now."
    bench = ScriptedBench(tmp_path, wrong, right, worked, SPENT)
    held = await held_by(BySteps(), bench, SUM, "reasoning")
    assert [one.text.split()[2] for one in bench.held] == ["56", "56", "15"]
    assert held.text.startswith("Ann has 15 apples now.")


async def test_steps_hold_an_answer_with_a_slip_while_it_is_put_right(tmp_path):
    question = "What share of 8 apples are 2 apples, in percent?"
    share = '```python\nprint(f"The share is {2 / 8}.")\n```'
    held = await held_by(BySteps(), ScriptedBench(tmp_path, share, SPENT), question, "reasoning")
    assert "0.25" in held.text
    assert held.lacks


async def test_steps_hold_nothing_before_there_is_an_answer(tmp_path):
    bench = ScriptedBench(tmp_path, "no program", SPENT)
    assert await held_by(BySteps(), bench, SUM, "reasoning") is None


async def test_recall_holds_the_answer_to_the_first_wording(tmp_path):
    bench = ScriptedBench(tmp_path, "It is Ulaanbaatar.", SPENT)
    held = await held_by(ByRecall(), bench, CAPITAL, "knowledge")
    assert (held.text, held.lacks) == ("It is Ulaanbaatar.", "")


async def test_recall_holds_that_something_cannot_be_known(tmp_path):
    bench = ScriptedBench(tmp_path, "That cannot be known here.", SPENT)
    held = await held_by(ByRecall(), bench, CAPITAL, "knowledge")
    assert held.text == CANNOT


async def test_source_holds_the_best_candidate_as_its_file(tmp_path):
    block = f"```python\n{TWICE}\n```"
    bench = ScriptedBench(tmp_path, block, f"```python\n{TESTS}\n```", SPENT)
    goal = "Write twice.py with twice(n), which doubles a number."
    held = await held_by(BySource(), bench, goal, "code", "twice.py")
    assert held.files == {"twice.py": f"{TWICE}\n".encode()}
    assert held.text == block


async def test_source_holds_nothing_once_its_candidates_agree(tmp_path):
    other = "def twice(n):\n    return n + n"
    answers = [f"```python\n{code}\n```" for code in (TWICE, MORE_TESTS, other)]
    bench = ScriptedBench(tmp_path, *answers)
    goal = "Write twice.py with twice(n), which doubles a number."
    await BySource().work(assignment_of(goal, "code", "twice.py"), bench, CARD)
    assert bench.agreement.counts
    assert len(bench.held) == 1, "the first candidate, before the second was asked for"


async def test_program_holds_what_was_printed_without_the_file_that_it_should_leave(tmp_path):
    bench = ScriptedBench(tmp_path, "```python\nprint(42)\n```", SPENT)
    held = await held_by(ByProgram(), bench, "Compute it.", "analysis", "out.bin")
    assert (held.text, held.lacks) == ("42", "it did not leave out.bin")


class QuoteBench(Holding):
    """A workbench with one text, and answers to be given in order."""

    def __init__(self, *answers):
        self.tools = {}
        self.files = {"minutes.txt": "digest"}
        self._answers = list(answers)

    async def ask(self, *_, **__):
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return LlmAnswer(json.dumps(answer), data=answer)

    async def read(self, _):
        return MINUTES


def quoted(quote: str, answer: str) -> dict:
    return {"quotes": [quote], "formula": "", "answer": answer}


async def quote_held(question: str, *answers):
    bench = QuoteBench(*answers)
    return await held_by(ByQuote(), bench, question, "text", files=("minutes.txt",))


async def test_quote_holds_a_faulty_answer_with_its_quotes_and_its_fault():
    said = quoted("The roof was mended for 450 by Hale.", "It was Brown")
    held = await quote_held("By whom was the roof mended?", said, SPENT)
    assert held.text.startswith("It was Brown\n\n> The roof was mended")
    assert held.lacks == "the text has no Brown"


async def test_quote_holds_what_is_in_doubt_while_the_llm_judges():
    said = quoted("The roof was mended for 450 by Hale.", "yes")
    held = await quote_held("Was the roof mended?", said, SPENT)
    assert held.text.startswith("yes\n\n> The roof was mended for 450 by Hale")
    assert held.lacks == UNSURE


async def test_quote_holds_nothing_that_rests_on_no_words_of_the_text():
    said = quoted("The harbour is closed.", "450")
    assert await quote_held("What did the roof cost?", said, SPENT) is None


class ToolBench(Holding):
    """A workbench whose one tool writes a file."""

    def __init__(self, *answers):
        self.tools = {}
        self.files = {"a.txt": "given"}
        self._answers = list(answers)

    async def ask(self, *_, **__):
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def use(self, _, arguments):
        self.files[arguments["name"]] = "written"
        return ToolResult("done")

    async def read(self, _):
        return b"given"


@pytest.mark.parametrize(
    ("written", "deliverables", "held"),
    [
        (["b.txt"], ("b.txt",), ("Wrote b.txt.", "")),
        (["b.txt"], ("b.txt", "c.txt"), ("Wrote b.txt.", "it has no c.txt")),
        (["a.txt"], ("a.txt",), ("Wrote a.txt.", "")),
        (["d.txt"], ("a.txt",), None),
    ],
)
async def test_tools_hold_the_files_that_they_wrote(written, deliverables, held):
    calls = tuple(ToolCall("write", {"name": name}) for name in written)
    bench = ToolBench(LlmAnswer("", "tool_calls", tool_calls=calls), SPENT)
    found = await held_by(ByTools(), bench, "Write it.", "other", *deliverables)
    assert (found and (found.text, found.lacks)) == held


async def test_text_holds_what_the_tables_bear_while_the_rest_is_put_right(tmp_path):
    files = {"towns.csv": b"town,people\nBonn,331\nUlm,126\n"}
    said = "Bonn has 331 people. Ulm has 999 people."
    bench = ScriptedBench(tmp_path, said, SPENT, files=files)
    goal = "Write towns.md on how many people the towns have."
    held = await held_by(ByText(), bench, goal, "other", "towns.md", files=files)
    assert (held.text, held.files) == (
        "Bonn has 331 people.",
        {"towns.md": b"Bonn has 331 people.\n"},
    )
