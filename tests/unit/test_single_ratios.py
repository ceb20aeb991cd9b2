"""The mean of the ratios of single rows, where the ratio of a group is asked."""

from __future__ import annotations

import pytest

from hocket.agents.ways.single_ratios import mean_of_ratios

TASK = "What did each shop lose to theft, in percent of its takings?"
KEPT = "df['r'] = 100 * df['loss'] / df['takings']\n"
MEANS = (
    (TASK, KEPT + "answer = df.groupby('shop')['r'].mean().to_dict()"),
    (TASK, KEPT + "answer = df.groupby(['town', 'shop'])[['r']].mean()"),
    (TASK, "SELECT shop, avg(100.0 * loss / takings) FROM df GROUP BY shop"),
    (TASK, "SELECT shop, avg(loss / nullif(takings, 0)) * 100 FROM df GROUP BY shop"),
    (
        "What is the density of each state?",
        "SELECT s, avg(people / area) FROM df GROUP BY s",
    ),
)
RIGHT = (
    (TASK, KEPT + "answer = df.groupby('shop')['r'].max()"),
    (TASK, KEPT + "answer = df.groupby('shop')['loss'].mean()"),
    (TASK, "g = df.groupby('shop').sum()\nanswer = 100 * g['loss'] / g['takings']"),
    (TASK, "SELECT shop, sum(loss) / sum(takings) FROM df GROUP BY shop"),
    ("What is the average loss of the shops in percent of their takings?", KEPT + "df['r'].mean()"),
    ("How much did each shop lose?", KEPT + "answer = df.groupby('shop')['r'].mean()"),
    ("What is the heart rate by person?", "SELECT p, avg(beats / minutes) FROM df GROUP BY p"),
    (
        "What is the margin per order in each shop?",
        KEPT + "answer = df.groupby('shop')['r'].mean()",
    ),
    (TASK, "this is no program"),
)


@pytest.mark.parametrize(("task", "code"), MEANS)
def test_mean_of_ratios_is_told(task, code):
    assert "is not that of a group" in mean_of_ratios(task, code)


@pytest.mark.parametrize(("task", "code"), RIGHT)
def test_ratio_of_sums_and_a_mean_that_is_asked_are_right(task, code):
    assert mean_of_ratios(task, code) == ""
