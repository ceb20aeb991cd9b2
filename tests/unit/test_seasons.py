"""The season of each row where a task is about seasons and code takes them."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile.seasons import names_seasons
from hocket.execute.tables.inside.reading import tables_of
from hocket.execute.tables.inside.statement import begin

VISITS = "day,guests\n2023-12-24,4\n2024-02-29,6\n2024-03-01,7\n2024-07-15,9\n2024-11-30,2\n"
TABLES = [{"name": "a.csv", "variable": "df"}]
TASK = "How many guests came on average in winter, spring, summer and autumn?"
ALL = ["winter", "winter", "spring", "summer", "autumn"]


@pytest.mark.parametrize(
    ("text", "code", "seasons"),
    [
        (VISITS, "answer = df.groupby('season_of_year')['guests'].mean()", ALL),
        (
            "year,month,n\n1,1,2\n1,4,3\n2,12,5\n",
            "df.season_of_year",
            ["winter", "spring", "winter"],
        ),
        (VISITS, "answer = df['guests'].sum()", None),
        (VISITS, "df['season_of_year'] = 1\nanswer = df['season_of_year'].max()", None),
        (VISITS, "answer = df.groupby('season')['guests'].mean()", None),
        ("day,season\n2024-05-01,2019/20\n", "df['season_of_year']", None),
        ("from,to\n2024-05-01,2024-06-01\n", "df['season_of_year']", None),
    ],
)
def test_season_follows_from_the_only_date(tmp_path, monkeypatch, text, code, seasons):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(text)
    table = tables_of(TABLES, code)["df"]
    found = table["season_of_year"].tolist() if "season_of_year" in table.columns else None
    assert found == seasons


def test_statement_groups_by_season(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(VISITS)
    sql = "SELECT season_of_year AS s, avg(guests) FROM df GROUP BY s ORDER BY s LIMIT 2"
    said = begin({"tables": TABLES, "code": sql, "alike": False, "once": ""})
    assert said["answer"]["rows"] == [["autumn", 2], ["spring", 7]]


@pytest.mark.parametrize(
    ("task", "is_shown"),
    [(TASK, True), ("How many guests came in each month?", False)],
)
def test_season_is_described_where_a_task_names_seasons(task, is_shown):
    file = Loaded("a.csv", "df", VISITS.encode(), task=task)
    [shown] = shown_tables(file, PANDAS, about=task)
    assert ("- 'season_of_year': text, 'winter' (December to February)" in shown) == is_shown


@pytest.mark.parametrize(
    ("more", "is_usual"),
    [
        ("", True),
        (" Winter is December to February.", True),
        (" Winter (Dec, Jan and Feb) comes first.", True),
        (" Winter: December\u2013February.", True),
        (" Winter is November to March.", False),
        (" Summer is May to September.", False),
        (" It is in the southern hemisphere.", False),
        (" Take the astronomical seasons.", False),
    ],
)
def test_seasons_that_are_counted_otherwise_are_left_alone(more, is_usual):
    assert names_seasons(TASK + more) == is_usual
