"""Columns of quantities in several forms, as programs, rows and statements have them."""

from __future__ import annotations

import json

import pytest

from hocket.execute.tables.tool import Compute, Query

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

WALKS = 'dog,out,fee\nRex,1:15,"5,50 €"\nBim,45 min,EUR 12\nRex,half an hour,"1.000,- €"\n'
PROGRAM = "answer = df.groupby('dog')['out'].sum().to_dict()"
ROWS = "answer = sum(row['out'] for row in rows if row['dog'] == 'Rex')"
STATEMENT = "SELECT sum(out), sum(fee) FROM df WHERE dog = 'Rex'"


def of(result):
    assert result.ok, result.text
    answer = json.loads(result.data["answer"])
    return answer["rows"] if answer["kind"] == "table" else answer["value"]


@pytest.mark.parametrize(("units", "factor"), [([], 1), (["minutes", "kg"], 60)])
async def test_quantities_are_numbers_in_programs_rows_and_statements(
    sandbox, place, units, factor
):
    (place.folder / "shops.csv").write_text(WALKS)
    compute, more = Compute(sandbox), {"units": units}
    assert of(await compute.use({"code": PROGRAM, **more}, place)) == {
        "Bim": 0.75 * factor,
        "Rex": 1.75 * factor,
    }
    assert of(await compute.use({"code": ROWS, **more}, place)) == 1.75 * factor
    assert of(await Query(sandbox).use({"sql": STATEMENT, **more}, place)) == [
        [1.75 * factor, 1005.5]
    ]


ROWING = "crew,taken\nLark,41:07\nSwan,DNF\nWren,1h 02m 09s\nKite,0:43:52\nTern,\n"
FINISHED = [["Lark", "00:41:07"], ["Wren", "01:02:09"], ["Kite", "00:43:52"]]


@pytest.mark.parametrize(
    ("tool", "code"),
    [
        (Compute, "answer = df[df['taken'].notna()][['crew', 'taken']]"),
        (
            Compute,
            "answer = [[r['crew'], r['taken']] for r in rows if r['taken'] is not None]",
        ),
        (Query, "SELECT crew, taken FROM df WHERE taken IS NOT NULL"),
        (Query, "SELECT crew, taken FROM df WHERE taken <> 'DNF'"),
    ],
)
async def test_lengths_of_time_are_clocks_where_a_task_wants_them_so(sandbox, place, tool, code):
    (place.folder / "shops.csv").write_text(ROWING)
    given = {tool.argument: code, "units": ["h:mm:ss"]}
    assert of(await tool(sandbox).use(given, place)) == FINISHED


async def test_seconds_of_lengths_of_time_are_counted(sandbox, place):
    (place.folder / "shops.csv").write_text(ROWING)
    code = "answer = int(seconds_of(df['taken']).sum())"
    found = await Compute(sandbox).use({"code": code, "units": ["h:mm:ss"]}, place)
    assert of(found) == 41 * 60 + 7 + 3729 + 43 * 60 + 52


async def test_word_for_no_length_of_time_is_told_to_be_missing(sandbox, place):
    (place.folder / "shops.csv").write_text(ROWING)
    code = "answer = df[df['taken'] != 'DNF'][['crew', 'taken']]"
    result = await Compute(sandbox).use({"code": code, "units": ["h:mm:ss"]}, place)
    assert result.data["doubt"] == (
        "'taken' has no value 'DNF'; it has '00:41:07', '01:02:09', '00:43:52'. Rows without a "
        "time have nothing there: keep those with .notna(), is not None, or in SQL IS NOT NULL"
    )
