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
