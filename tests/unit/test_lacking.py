"""Rows that a task leaves out since they lack a value, and programs that count them."""

from __future__ import annotations

import pytest

from hocket.agents.ways.lacking import lacking_left_out
from hocket.documents.profile import Column

WARDS = "What percent of each ward left late? Ignore patients that lack a left_on."
COLUMNS = [Column("ward"), Column("left_on"), Column("came_on")]


@pytest.mark.parametrize(
    ("code", "is_doubted"),
    [
        ("SELECT ward, 100.0 * sum(late) / count(*) FROM t GROUP BY 1", True),
        ("SELECT ward, count(*) FROM t WHERE came_on IS NOT NULL GROUP BY 1", True),
        ("SELECT ward, count(*) FROM t WHERE left_on IS NOT NULL GROUP BY 1", False),
        ('SELECT ward, count(*) FROM t WHERE t."left_on" IS NOT NULL GROUP BY 1', False),
        ("SELECT ward, sum(late) / count(left_on) FROM t GROUP BY 1", False),
        ("SELECT ward, avg(stay) FROM t GROUP BY 1", False),
        ("SELECT count(*) FROM t WHERE left_on > '2024-05-01'", False),
        ("SELECT sum(left_on > 5) / count(*) FROM t", True),
        ("len(df[df['left_on'] > 5])", False),
        ("df.groupby('ward').size()", True),
        ("df.dropna(subset=['came_on']).groupby('ward').size()", True),
        ("df.dropna(subset=['left_on']).groupby('ward').size()", False),
        ("df[df['left_on'].notna()].groupby('ward').size()", False),
        ("df.dropna().groupby('ward').size()", False),
        ("len([r for r in rows if r['left_on'] is not None])", False),
        ("len([r for r in rows if r['left_on']])", False),
        ("len([r for r in rows if r['came_on'] is not None])", True),
    ],
)
def test_program_that_counts_rows_without_the_value_is_doubted(code, is_doubted):
    assert bool(lacking_left_out(WARDS, code, COLUMNS)) == is_doubted


@pytest.mark.parametrize(
    ("task", "is_meant"),
    [
        ("Skip rows with no left_on.", True),
        ("Don't count those without left_on.", True),
        ('Leave out patients for whom there is a missing "left_on".', True),
        ("Rows that are missing a left_on are excluded.", False),
        ("Exclude all whose left_on is empty.", True),
        ("Patients whose left_on is missing pay nothing.", False),
        ("How many patients lack a left_on?", False),
        ("Ignore patients that lack a bed. Give left_on.", False),
        ("Ignore rows without a left_on_time.", False),
    ],
)
def test_only_rows_that_a_task_leaves_out_are_meant(task, is_meant):
    assert bool(lacking_left_out(task, "SELECT count(*) FROM t", COLUMNS)) == is_meant
