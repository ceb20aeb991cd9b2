"""Rows within a table that sum up others are no data, where label and numbers say so."""

from __future__ import annotations

from collections import UserString

import pytest

from conversions import converted
from hocket.agents.ways.columns import REFUSED
from hocket.documents.profile import described, table_profile
from hocket.documents.profile.subtotals import subtotals_in
from hocket.errors import PermanentError
from hocket.execute.tables.inside.reading import tables_of

SHEET = (
    "item,sold,left\nrye,3,1\noat,4,2\nSubtotal bread,7,3\n"
    "plum,5,0\npear,6,2\nSubtotal fruit,11,2\nGrand total,18,5\n"
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ann 3|Ben 4|Total 7|Cy 5|Dee 6|Total 11|Total 18", [2, 5, 6]),
        ("Ann 3|Ben 4|total 7|Cy 5|Total 5", [2, 4]),
        ("Ann 14.4|Ben 14.4|Sum 28.9|Cy 5", [2]),
        ("Ann 3 10|Ben 4 20|Total 7 30|Cy 5 1", [2]),
        ("Ann 3 10 5|Ben 4 20 5|Total 7 30 2.1|Cy 5 1 4", [2]),
        ("Ann 3|Ben 4|Total 8|Cy 5", []),
        ("Ann 3 10|Ben 4 20|Total 7 31|Cy 5 1", [2]),
        ("Ann 3 10 2|Ben 4 20 2|Total 7 31 9|Cy 5 1 1", []),
        ("Ann 3|Ben 4|Tilda 7|Cy 5", []),
        ("Ann 3|Ben 4|Average 3.5|Cy 5", []),
        ("Total 3|Ann 3|Ben 4", []),
        ("Ann 3|Total 3|Ben 4|Total 4", []),
        ("Ann 0|Ben 0|Total 0|Cy 5", []),
        ("Ann 3|Ben 4|Total 7|Total 9|Total 2", []),
        ("2019 Men 3|2019 Women 4|2019 Total 7|2020 Men 1", []),
    ],
)
def test_rows_are_sums_only_by_label_and_numbers(text, places):
    assert subtotals_in([row.split() for row in text.split("|")]) == places


def test_rows_that_sum_up_others_are_no_data_and_the_llm_is_told(tmp_path, monkeypatch):
    profile = table_profile("a.csv", SHEET.encode())
    assert profile.rows == 4
    assert profile.column("sold").maximum == 6
    said = "(3 rows that sum up others are left out, such as 'Subtotal bread')"
    assert said in described(profile, 3000)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(SHEET)
    table = tables_of([{"name": "a.csv", "variable": "df"}])["df"]
    assert table["sold"].sum() == 18
    assert table["item"].tolist() == ["rye", "oat", "plum", "pear"]


def test_rows_that_are_called_totals_but_sum_up_nothing_stay():
    text = "game,sold\nTotal War,9\nChess,4\nGo,5\nTotally Spies,6\n"
    profile = table_profile("a.csv", text.encode())
    assert profile.rows == 4
    assert not any("sum up" in note for note in profile.notes)


def test_rows_that_are_all_called_totals_are_read_in_one_pass():
    rows = [[f"Total Wine {n}", *(_Read(str(n * k % 101)) for k in (7, 13))] for n in range(300)]
    assert subtotals_in(rows) == []
    assert max(cell.times for row in rows for cell in row[1:]) < 20


class _Read(UserString):
    """A cell that counts how often it is read."""

    times = 0

    def strip(self, *chars):
        self.times += 1
        return self.data.strip(*chars)


async def test_file_is_copied_without_its_sums_only_if_that_is_asked_for():
    goal = "Convert raw.csv into out.csv with the columns item and sold"
    rows = "item,sold\nrye,3\noat,4\nplum,5\npear,6\n"
    assert await converted(f"{goal}, without the totals.", "raw.csv", SHEET) == rows
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(f"{goal}.", "raw.csv", SHEET)
