"""A plain question on a table, from the goal to the answer, with the real sandbox."""

from __future__ import annotations

import json

import pytest

from hocket import Goal, Hocket
from hocket.adapters.memory.journal import MemoryJournal
from hocket.testing.scripted import ScriptedLlm

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

TOWNS = "Ort;Einwohner\nKöln;1.087,9\nBonn;331,5\n".encode("cp1252")
PROGRAM = "```python\nanswer = df.loc[df['Einwohner'].idxmax(), 'Ort']\n```"
QUERY = "```sql\nSELECT arg_max(Ort, Einwohner) FROM df\n```"
OBJECT = "```python\nanswer = {'most': df['Einwohner'].max(), 'who': df['Ort'].iloc[0]}\n```"


def answering(program, query=QUERY):
    def reply(request):
        opening = request.messages[0].content
        if "```sql" in opening:
            return query
        return program if "```python" in opening else "I do not know."

    return ScriptedLlm(reply)


async def finished(text, llm, folder):
    path = folder / "orte.csv"
    path.write_bytes(TOWNS)
    async with Hocket(journal=MemoryJournal(), llm=llm) as hocket:
        return await hocket.run(Goal(text=text), inputs=[path])


async def test_question_on_a_table_is_answered_with_the_value(tmp_path):
    done = await finished(
        "Which town in orte.csv has the most people?", answering(PROGRAM), tmp_path
    )
    assert done.text.startswith("Köln")


async def test_file_that_a_question_on_a_table_asks_for_has_its_keys(tmp_path):
    text = "Write top.json with who (the town with the most people in orte.csv) and most."
    done = await finished(text, answering(OBJECT), tmp_path)
    assert json.loads(done.files["top.json"]) == {"who": "Köln", "most": 1087.9}
