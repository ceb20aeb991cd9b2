"""A share that is always the whole is noticed, and no other one."""

from __future__ import annotations

import pytest

from hocket.agents.ways.divisions import divided_by_itself
from hocket.agents.ways.misreading import misread


@pytest.mark.parametrize(
    "code",
    [
        "share = part.shape[0] / part.shape[0] * 100",
        "share = round(100 * part['n'].sum() / part['n'].sum(), 1)",
        "share = (len(low) * 100) / len(low)",
        "SELECT 100.0 * SUM(n) / SUM(n) AS share FROM df WHERE n > 3",
        "SELECT count(*) / nullif(count(*), 0) FROM df",
    ],
)
def test_share_of_a_number_in_itself_is_noticed(code):
    assert "is always 1" in divided_by_itself(code)
    assert "is always 1" in misread("What share of the rows is low?", code)


@pytest.mark.parametrize(
    "code",
    [
        "share = len(part) / len(df)",
        "rate = df['a'] / df['b']",
        "half = 10 / 10",
        "SELECT 100.0 * count(*) FILTER (WHERE n > 3) / count(*) FROM df",
        "SELECT sum(n) / sum(n) OVER (PARTITION BY k) FROM df",
        "SELECT sum(a) / sum(b) FROM df",
    ],
)
def test_share_of_a_number_in_another_is_none(code):
    assert not divided_by_itself(code)
