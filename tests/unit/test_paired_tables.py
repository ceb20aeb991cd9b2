"""Rows that a program pairs, repeats or counts otherwise than its task means."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.ways.misreading import misread
from hocket.agents.ways.pairing import paired

ROWS = {"sold": 90, "goods": 8, "more": 8}


@pytest.mark.parametrize(
    "code",
    [
        "answer = sold['pieces'] * goods['price']",
        "a = sold[sold['day'] > '2024']\nb = goods.copy()\nx = a['pieces'] * b['price']",
        "a = sold.loc[sold['pieces'] > 1].dropna()\na['paid'] = goods['price'] * a['pieces']",
        "x = (sold['pieces'] - goods['left']).sum()",
    ],
)
def test_columns_of_two_tables_paired_by_place_are_named(code):
    said = paired(code, ROWS)
    assert "are of two tables" in said
    assert ".merge(" in said


@pytest.mark.parametrize(
    "code",
    [
        "both = sold.merge(goods)\nx = both['pieces'] * both['price']",
        "sold = sold.merge(goods)\nx = sold['pieces'] * goods['price']",
        "x = sold.set_index('id')['pieces'] * goods.set_index('id')['price']",
        "x = sold['pieces'] * sold['id'].map(goods.set_index('id')['price'])",
        "x = goods['price'] * more['rate']",
        "x = sold['pieces'].sum() / goods['price'].sum()",
        "x = sold['pieces'] * goods[",
    ],
)
def test_columns_of_one_table_or_joined_ones_are_taken(code):
    assert paired(code, ROWS) == ""


DIFFERENT = "How many different towns does each line lead to?"


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        (DIFFERENT, "SELECT line, count(*) FROM stops GROUP BY line", True),
        (DIFFERENT, "df.groupby('line').size()", True),
        (DIFFERENT, "SELECT line, count(DISTINCT town) FROM stops GROUP BY line", False),
        (DIFFERENT, "df.groupby('line')['town'].nunique()", False),
        (DIFFERENT, "len({row['town'] for row in rows})", False),
        (DIFFERENT, "len(df.groupby('town'))", False),
        (DIFFERENT, "df.groupby(['line', 'town']).size().groupby('line').size()", False),
        ("How many towns are there?", "SELECT count(*) FROM towns", False),
    ],
)
def test_different_things_are_counted_once(task, code, is_wrong):
    assert ("each counts once" in misread(task, code)) is is_wrong


RANKING = "Which three {} sold best? Write t.json, a list of {{{}}} with the best first."
TWICE = [["mint", 7], ["lime", 5], ["mint", 4]]


@pytest.mark.parametrize(
    ("things", "keys", "rows", "is_refused"),
    [
        ("teas", "tea, sold", TWICE, True),
        ("kinds of teas", "tea, sold", TWICE, True),
        ("teas", "tea, sold", TWICE[:2], False),
        ("days", "tea, sold", TWICE, False),
        ("teas", "tea, shop", [["mint", "A"], ["mint", "B"]], False),
    ],
)
def test_ranking_with_a_thing_twice_is_refused(things, keys, rows, is_refused):
    form = form_of(RANKING.format(things, keys), ["t.json"])
    columns = keys.split(", ")
    lacks = fill(form, {"kind": "table", "columns": columns, "rows": rows}).lacks
    assert ("wants one for each tea" in lacks) is is_refused


def test_several_rows_of_a_name_are_told_with_the_columns_of_the_answer():
    form = form_of("Write a.json: club -> {name, time}.", ["a.json"])
    rows = [["A", "Eva", 41], ["A", "Jan", 45]]
    lacks = fill(form, {"kind": "table", "columns": ["Club", "name", "time"], "rows": rows}).lacks
    assert 'PARTITION BY "Club" ORDER BY time' in lacks
    assert "df.groupby('Club')['time']" in lacks
