"""The worked examples that an LLM reads: each runs, and what they give is the same."""

from __future__ import annotations

import json

import pytest

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.agents.forms import fill, form_of
from hocket.agents.ways.cards import EXAMPLES
from hocket.execute.tables.tool import Compute, Query
from hocket.ports.tool import ToolPlace

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]


def towns():
    yield "town,region,people,founded"
    for number in range(60):
        region = ("North", "South", "East")[number % 3]
        yield f"T{number},{region},{100 + number * 37 % 1000},{1204 + number * 13}"


def river():
    yield "month,level,gauge"
    for number in range(48):
        month = f"{1999 + number // 12}-{number % 12 + 1:02}-01"
        for gauge in ("Mill", "Weir"):
            yield f"{month},{0.5 + number * number * 7 % 53 / 10 + len(gauge) % 2},{gauge}"


def rain():
    months = "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"
    yield f"station,year,{months}"
    for place, station in enumerate(("Dale", "Fell", "Moor")):
        for year in range(1988, 2013):
            values = ",".join(str((year * 7 + n * 31 + place * 17) % 97 + 0.5) for n in range(12))
            yield f"{station},{year},{values}"


ROWS = {"towns.csv": towns, "river.csv": river, "rain.csv": rain}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.task[:30])
async def test_all_ways_of_an_example_give_the_same(example, tmp_path):
    name = next(name for name in ROWS if name in example.tables)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_text("\n".join(ROWS[name]()) + "\n")
    files = [
        word for word in example.task.replace(",", " ").replace(":", " ").split() if "." in word
    ]
    form = form_of(example.task, [f for f in files if f.endswith((".json", ".csv"))])
    filled = []
    for tool, argument, code in (
        (Compute, "code", example.program),
        (Query, "sql", example.statement),
        (Compute, "code", example.loop),
    ):
        result = await tool(Bubblewrap()).use({argument: code}, ToolPlace(folder, "key"))
        assert result.ok, result.text
        filled.append(fill(form, json.loads(result.data["answer"])))
    assert not filled[0].lacks
    assert filled[0] == filled[1] == filled[2]
