"""Columns beside values of groups or of several columns: what is meant is of each row."""

from __future__ import annotations

import ast
from functools import partial

import pandas as pd
import pytest

from hocket.execute.tables.inside.aligned import BESIDE, beside, noted

CLUBS = {
    "club": ["Fox", "Owl", "Elk", "Bee", "Cod"],
    "town": ["Ulm", "Ulm", "Hof", "Hof", "Ede"],
    "year": [1, 2, 1, 2, 1],
    "votes": [30, 10, 6, 2, 5],
    "blank": [5, 2, 1, 4, 9],
    "void": [20, 1, 2, 1, 1],
}
SHARES = [75.0, 25.0, 75.0, 25.0, 100.0]


def answer_of(code):
    left = {"df": pd.DataFrame(CLUBS), "pd": pd}
    left[BESIDE] = partial(beside, tables={"df": left["df"].copy()})
    exec(compile(noted(ast.parse(code)), "program.py", "exec"), left)  # noqa: S102 - of these tests
    answer = left["answer"]
    return answer.tolist() if isinstance(answer, pd.Series | pd.Index) else answer


@pytest.mark.parametrize(
    "code",
    [
        'answer = 100 * df["votes"] / df.groupby("town")["votes"].sum()',
        'answer = df["votes"] / df.groupby("town")["votes"].sum() * 100',
        'answer = 100 * df.votes / df.groupby("town").votes.sum()',
        'answer = 100 * df["votes"].astype(float) / df.groupby("town")[["votes"]].sum()',
        'total = df.groupby("town")["votes"].sum()\nanswer = 100 * df["votes"] / total',
        'df["all"] = df.groupby("town")["votes"].sum()\nanswer = 100 * df["votes"] / df["all"]',
        't = df.assign(all=df.groupby("town")["votes"].sum())\nanswer = 100 * t.votes / t["all"]',
        'answer = 100 * df["votes"].div(df.groupby("town")["votes"].sum())',
        't = df.groupby("town")["votes"].sum()\nanswer = 100 * df["votes"] / df["town"].map(t)',
        'answer = 100 * df["votes"] / df.groupby("town")["votes"].transform("sum")',
    ],
)
def test_row_beside_the_sum_of_groups_is_beside_that_of_its_own_group(code):
    assert answer_of(code) == SHARES


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ('df[df["votes"] > df.groupby("town")["votes"].mean()]["club"]', ["Fox", "Elk"]),
        ('df[df["votes"] == df.groupby("town")["votes"].max()]["club"]', ["Fox", "Elk", "Cod"]),
        ('df[df["votes"].ge(df.groupby("year")["votes"].max())]["club"]', ["Fox", "Owl"]),
        ('df[df.groupby("town")["votes"].mean() < df["votes"]]["club"]', ["Fox", "Elk"]),
        ('df["votes"] - df.groupby(["town", "year"])["blank"].sum()', [25, 8, 5, -2, -4]),
        ('df[df["town"] == "Hof"]["votes"] / df.groupby("town")["votes"].sum()', [0.75, 0.25]),
        ('df.loc[df["year"] == 2, "votes"] / df.groupby("town")["votes"].sum()', [0.25, 0.25]),
        ('df["votes"] / df["town"].value_counts()', [15.0, 5.0, 3.0, 1.0, 5.0]),
        ('df[df["votes"] > df[["blank", "void"]].sum()]["club"]', ["Fox", "Owl", "Elk"]),
        ('df[df["votes"] > df[["blank", "void"]].max()]["club"]', ["Fox", "Owl", "Elk"]),
        ('df[df["votes"] > 2 * df[["blank", "void"]].sum()]["club"]', ["Owl"]),
    ],
)
def test_row_beside_a_measure_is_compared_with_that_of_its_group_or_row(code, answer):
    assert answer_of(f"answer = {code}") == answer


def test_sums_of_columns_that_have_a_name_are_those_of_each_row():
    code = 'rest = df.drop(columns=["club", "town", "year", "votes"]).sum()\n'
    assert answer_of(f'{code}answer = df[df["votes"] > rest]["club"]') == ["Fox", "Owl", "Elk"]
    assert answer_of(f'{code}df["rest"] = rest\nanswer = df["rest"]') == [25, 3, 3, 5, 10]


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ('df["votes"] / df["votes"].sum() * 53', [30, 10, 6, 2, 5]),
        ('df[["blank", "void"]].sum() / df["votes"].sum() * 53', [21, 25]),
        ('(df[["blank"]] / df[["blank"]].sum() * 21)["blank"]', [5, 2, 1, 4, 9]),
        ('df.groupby("town")["votes"].sum() / df.groupby("town").size()', [5.0, 4.0, 20.0]),
        ('df.groupby("town").sum()["votes"] - df.groupby("town")["void"].sum()', [4, 5, 19]),
        ('df.set_index("town")["votes"] / df.groupby("town")["votes"].max()', None),
        ('[row["votes"] / 2 for row in df.to_dict("records")]', [15, 5, 3, 1, 2.5]),
        ('df["votes"] - df["votes"].shift(1).fillna(30)', [0, -20, -4, -4, 3]),
    ],
)
def test_what_is_beside_its_like_stays_as_it_is(code, answer):
    plain = {"df": pd.DataFrame(CLUBS), "pd": pd}
    exec(f"answer = {code}", plain)  # noqa: S102 - of these tests
    found = plain["answer"].tolist() if isinstance(plain["answer"], pd.Series) else plain["answer"]
    assert answer_of(f"answer = {code}") == found
    assert answer is None or [float(one) for one in found] == pytest.approx(answer)


def test_table_that_is_taken_with_a_change_is_not_taken_twice():
    code = (
        "taken = []\ndef rows():\n    taken.append(1)\n    return df\n"
        'total = df.groupby("town")["votes"].sum()\nshare = rows()["votes"] / total\n'
        "answer = len(taken)"
    )
    assert answer_of(code) == 1


def test_group_keys_that_the_column_does_not_hold_are_set_beside_nothing():
    table = pd.DataFrame({"day": pd.to_datetime(["2024-01-05", "2024-02-07"]), "n": [1, 2]})
    by_year = table.groupby(table["day"].dt.year)["n"].sum()
    assert beside(by_year, table) is by_year


BY_CLUB = 'part = df[df["club"].isin(["Owl", "Bee"])].set_index("club")["votes"]\n'
BY_TOWN = 'total = df.groupby("town")["votes"].sum()\n'


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (f"{BY_CLUB}{BY_TOWN}answer = 100 * part / total", [25.0, 25.0]),
        (f"{BY_CLUB}{BY_TOWN}answer = part / total * 100", [25.0, 25.0]),
        (f'{BY_CLUB}answer = part / df.groupby("town")["votes"].sum()', [0.25, 0.25]),
        (f"{BY_CLUB}{BY_TOWN}answer = part[part < total]", [10, 2]),
        (f"{BY_TOWN}size = df.groupby('town').size()\nanswer = total / size", [5.0, 4.0, 20.0]),
        (f"{BY_CLUB}part = part.rename_axis(None)\n{BY_TOWN}answer = len(part / total)", 5),
    ],
)
def test_things_by_name_are_beside_the_value_of_the_group_that_each_is_in(code, answer):
    assert answer_of(code) == answer


def test_things_that_are_in_several_groups_are_beside_nothing():
    code = (
        'by_year = df.groupby("year")["votes"].sum()\nby_town = df.groupby("town")["votes"].sum()\n'
    )
    assert answer_of(f"{code}answer = int((by_year / by_town).notna().sum())") == 0
