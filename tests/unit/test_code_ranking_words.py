"""How a goal says that what is printed most often comes first."""

from __future__ import annotations

import pytest

from hocket.agents.code.outputs import BARE
from hocket.agents.code.ranking import Ranking, ranking_in


@pytest.mark.parametrize(
    ("goal", "ranking"),
    [
        (
            "It prints the most frequent names; of equally frequent ones the alphabet decides.",
            Ranking(by_number=True, is_down=True, has_ties=True),
        ),
        (
            "It prints the letters that occur most often, each with its number.",
            Ranking(by_number=True, is_down=True),
        ),
        ("Print the least common words.", Ranking(by_number=True, is_down=False)),
        (
            "It prints the most common words, sorted by name.",
            Ranking(by_number=False, is_down=False),
        ),
        ("It prints each word and how often it occurs.", None),
        ("It prints the longest of the most common words.", None),
    ],
)
def test_ranking_of_what_is_printed_most_often(goal, ranking):
    assert ranking_in(goal) == ranking


@pytest.mark.parametrize(
    "said",
    [
        "Capitals and punctuation don't matter.",
        "Punctuation doesn't count.",
        "Ignore punctuation.",
        "punctuation is no part of a word",
    ],
)
def test_words_without_punctuation_are_asked_for_in_many_ways(said):
    assert BARE.search(said)
