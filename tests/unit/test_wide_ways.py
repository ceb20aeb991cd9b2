"""The way by query on a table whose task compares values of a column, with a scripted LLM."""

from __future__ import annotations

from hocket.agents.ways.query import ByQuery
from table_bench import CARD, Bench, assignment

CROPS = b"crop,field,year,tons\n" + b"".join(
    b"%s,%s,%d,%d\n" % (crop, field, year, 3 + place * year % 11)
    for place, (crop, field) in enumerate(
        (crop, field) for crop in (b"Oats", b"Rye") for field in (b"North", b"South")
    )
    for year in (1951, 1952)
)
COMPARED = "Which crops had more tons in 1952 than in 1951?"


async def of_crops(*blocks, results):
    bench = Bench([f"```sql\n{block}\n```" for block in blocks], results)
    bench.contents = {"towns.csv": CROPS}
    await ByQuery().work(assignment(COMPARED), bench, CARD)
    return bench


async def test_values_that_are_compared_are_columns_of_another_form_and_its_examples_alone():
    rows = {"kind": "table", "columns": ["crop"], "rows": [["Rye"]]}
    bench = await of_crops("SELECT crop FROM df_wide", results=[rows])
    form = {"column": "year", "values": ["1951", "1952"], "keys": ["crop", "field"], "kept": [],
            "measures": ["tons"], "sums": False}  # fmt: skip
    assert bench.used[0][1]["wide"] == {"towns.csv": form}
    _, first, _, second, _, last = bench.prompts[0]
    assert all("Table df_wide" in text for text in (first, second, last))
    assert "- \"1952\": the 'tons' of 1952" in last


async def test_code_that_asks_one_row_for_two_values_is_shown_the_form_that_has_both():
    rows = {"kind": "table", "columns": ["crop"], "rows": [["Rye"]]}
    wrong = "SELECT crop FROM df WHERE year = 1952 AND year = 1951"
    bench = await of_crops(wrong, "SELECT crop FROM df_wide", results=[rows, rows])
    said = bench.prompts[1][-1]
    assert "no row has both '1952' and '1951' as year" in said
    assert "df_wide has each 'year' as a column" in said


async def test_code_on_the_form_with_both_values_gets_no_hint_at_it():
    rows = {"kind": "table", "columns": ["crop"], "rows": [["Rye"]]}
    failing = 'SELECT crops FROM df_wide WHERE "1952" > "1951"'
    bench = await of_crops(failing, "SELECT 1", results=["no crops", rows])
    assert "as a column: compare" not in bench.prompts[1][-1]
