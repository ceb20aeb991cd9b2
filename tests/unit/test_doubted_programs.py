"""What goes back to the LLM where the tool doubts what a program compares."""

from __future__ import annotations

import json

import pytest

from hocket.agents.ways.program import ByProgram
from hocket.agents.ways.query import ByQuery
from hocket.errors import PermanentError
from hocket.ports.tool import ToolResult
from table_bench import CARD, Bench, assignment


async def test_list_of_nothing_is_asked_for_with_the_condition_that_no_row_met():
    doubt = "No row has 'people' > 9000: it runs from 126 to 331.5."
    nothing, right = '{"kind": "value", "value": []}', {"kind": "value", "value": ["Ulm"]}
    bench = Bench(
        ["```python\ny\n```", "```python\nz\n```"],
        [ToolResult("", data={"answer": nothing, "doubt": doubt}), right],
    )
    task = assignment("Which towns shrank? Write o.json, a list of names.", ("o.json",))
    await ByProgram().work(task, bench, CARD)
    assert bench.prompts[1][-1].endswith(doubt)
    assert "look what is to be compared" not in bench.prompts[1][-1]
    given = ToolResult("", data={"answer": nothing, "doubt": doubt})
    bench = Bench(["```python\ny\n```"] * 2, [given])
    with pytest.raises(PermanentError, match="it runs from 126 to"):
        await ByProgram().work(task, bench, CARD)


@pytest.mark.parametrize("doubt", ["", "'town' has no value 'Ulmm'; it has 'Ulm', 'Bonn'"])
async def test_what_looks_wrong_with_an_answer_goes_with_it(doubt):
    found = {"kind": "table", "columns": ["n"], "rows": [[126]]}
    said = {"answer": json.dumps(found), "doubt": doubt}
    written = "```sql\nSELECT 126\n```"
    bench = Bench([written, written], [ToolResult("", data=said)])
    await ByQuery().work(assignment(), bench, CARD)
    assert bench.doubted == doubt
