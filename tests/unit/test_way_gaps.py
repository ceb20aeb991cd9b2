"""Missing values of the columns that a program reads."""

from __future__ import annotations

import pytest

from hocket.agents.ways.gaps import gaps_in
from hocket.documents.profile import table_profile

COLUMNS = table_profile("a.csv", b"age,fare,name\n1,2,x\n,3,\n5,6,b\n").columns


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("r = df['age'].corr(df['fare'])", "df = df.dropna(subset=['age', 'fare'])"),
        ("n = df['name'].str.len().mean()", "df = df.dropna(subset=['name'])"),
        ("for _, row in df.iterrows(): n += row['age']", "df = df.dropna(subset=['age'])"),
        ("n = sum(row['age'] for row in rows)", "[row for row in rows if row['age'] is not None]"),
    ],
)
def test_missing_values_of_columns_that_are_read_are_told(code, said):
    assert gaps_in(code, COLUMNS).endswith(said)


@pytest.mark.parametrize(
    "code",
    [
        "df = df.dropna()\nr = df['age'].mean()",
        "r = df[df['age'].notna()]['fare'].mean()",
        "r = df['age'].fillna(0).mean()",
        "r = [row['age'] for row in rows if row['age'] is not None]",
        "r = df['fare'].mean()",
        'SELECT corr("age", fare) AS r FROM df',
    ],
)
def test_missing_values_that_are_dealt_with_or_not_read_are_not_told(code):
    assert gaps_in(code, COLUMNS) == ""
