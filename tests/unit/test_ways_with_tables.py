"""Questions on which tables have something: answered from them, or with their entries to read."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.recall import ByRecall
from hocket.agents.ways.steps import BySteps
from hocket.execute.look_up import LookUp
from hocket.ports.tool import ToolResult

CARD = AgentCard(name="any")
SYMBOL = "Which chemical element has the symbol W?"
GALLONS = "How many litres are 3 US gallons?"
RIGHT = "```python\ndef answer():\n    return 3 * 3.785411784\n```"


class TableBench(ScriptedBench):
    """A bench with the tool for tables."""

    def __init__(self, folder, *answers):
        super().__init__(folder, *answers)
        self.tools["look_up"] = LookUp()

    async def use(self, tool, arguments):
        if tool == "look_up":
            return await self.tools[tool].use(arguments, None)
        return await super().use(tool, arguments)


async def worked(way, tmp_path, question, kind, *answers):
    bench = TableBench(tmp_path, *answers)
    return await way.work(assignment_of(question, kind), bench, CARD), bench


async def test_recall_of_what_tables_answer_is_corroborated_by_one_reading(tmp_path):
    answer, bench = await worked(ByRecall(), tmp_path, SYMBOL, "knowledge", "Tungsten.")
    assert answer.startswith("The chemical element with the symbol W is tungsten.\n\nBy the table")
    assert bench.agreement.words().startswith("reference and reading agree;")
    assert bench.agreement.counts
    [prompt] = bench.prompts
    assert "- tungsten: symbol W, atomic number 74" in prompt
    assert prompt.endswith(SYMBOL)


async def test_recall_that_reads_otherwise_once_is_asked_again(tmp_path):
    voices = ["Uranium.", "It is tungsten."]
    answer, bench = await worked(ByRecall(), tmp_path, SYMBOL, "knowledge", *voices)
    assert "tungsten" in answer
    assert bench.agreement.counts
    assert [m.differs for m in bench.agreement.methods] == [False, True, False]


async def test_recall_that_never_reads_what_tables_answer_is_not_attested(tmp_path):
    voices = ["Uranium.", "Uranium."]
    answer, bench = await worked(ByRecall(), tmp_path, SYMBOL, "knowledge", *voices)
    assert "tungsten" in answer
    assert not bench.agreement.counts
    assert bench.agreement.words() == "reference and 2 by reading disagree"


async def test_recall_of_what_tables_do_not_answer_has_their_entries_to_read(tmp_path):
    question = "When did Kenya become independent?"
    answer, bench = await worked(ByRecall(), tmp_path, question, "knowledge", *["In 1963."] * 3)
    assert answer == "In 1963."
    assert all("Kenya: independent since 12 December 1963" in prompt for prompt in bench.prompts)
    assert not bench.agreement.counts


async def test_recall_of_what_tables_say_nothing_on_is_asked_as_without_them(tmp_path):
    question = "Who wrote Middlemarch?"
    _, bench = await worked(ByRecall(), tmp_path, question, "knowledge", *["George Eliot."] * 3)
    assert bench.prompts[0] == question


async def test_steps_take_what_tables_convert_and_a_function_confirms(tmp_path):
    wrong = "```python\nprint(f'{3 * 4.546:g} litres')\n```"
    answer, bench = await worked(BySteps(), tmp_path, GALLONS, "reasoning", wrong, RIGHT)
    assert answer.startswith("3 US gallons are 11.3562 litres.\n\nBy the units of pint")
    assert bench.agreement.counts
    assert [m.differs for m in bench.agreement.methods] == [False, True, False]
    assert "- 1 US gallon = 3.785411784 litres" in bench.prompts[0]


async def test_steps_on_people_from_a_country_have_nothing_of_its_tables(tmp_path):
    question = "Ann from Spain has 7 stamps of the capital, Bo has 8 more. How many has Bo?"
    code = "```python\nprint(8 + 7)\n```", "```python\ndef answer():\n    return 7 + 8\n```"
    _, bench = await worked(BySteps(), tmp_path, question, "reasoning", *code)
    assert bench.prompts[0] == question


@pytest.mark.parametrize("arguments", [{}, {"question": 7}])
async def test_look_up_without_a_question_says_what_it_wants(arguments):
    result = await LookUp().use(arguments, None)
    assert not result.ok
    assert "give it as a string" in result.text


async def test_look_up_says_what_the_tables_have_in_words():
    found = await LookUp().use({"question": SYMBOL}, None)
    none = await LookUp().use({"question": "Who wrote Middlemarch?"}, None)
    assert found.text.startswith(
        "The chemical element with the symbol W is tungsten. (by the table"
    )
    assert none == ToolResult(
        "The tables have nothing on this.", data={"answer": "", "source": "", "entries": []}
    )
