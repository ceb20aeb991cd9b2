"""Which outcome goes before the others where no two methods settle it, for any votes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocket.core.agreement import Method
from hocket.core.attempt import Outcome
from hocket.review.agreement import Work
from hocket.review.differences import shared_part, values_of
from hocket.review.votes import MOST, Given, Votes

outcomes = st.builds(
    lambda way, doubt: Given(Method(way=way), Outcome(text="", way=way, doubt=doubt), Work("")),
    st.sampled_from(["query", "program", "rows", "query again"]),
    st.sampled_from(["", "it looks wrong"]),
)
votes = st.lists(st.lists(outcomes, min_size=1, max_size=3), min_size=1, max_size=5).map(Votes)
shares = st.dictionaries(st.integers(0, 4), st.floats(0, 1))
results = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2), min_size=1)


def is_free(group):
    return any(not one.outcome.doubt for one in group)


def group_of(votes, outcome):
    return next(group for group in votes.groups if any(one is outcome for one in group))


@given(votes, shares)
def test_preferred_outcome_is_one_of_most_methods(votes, shares):
    group = group_of(votes, votes.preferred(shares))
    assert len(group) == max(map(len, votes.groups))


@given(votes, shares)
def test_preferred_outcome_is_doubted_only_if_all_that_as_many_give_are(votes, shares):
    preferred = votes.preferred(shares)
    alike = [g for g in votes.groups if len(g) == len(group_of(votes, preferred))]
    assert not preferred.outcome.doubt or not any(map(is_free, alike))


@given(votes, shares)
def test_other_outcome_than_the_first_goes_before_it_for_a_reason(votes, shares):
    group = group_of(votes, votes.preferred(shares))
    place = next(n for n, one in enumerate(votes.groups) if one is group)
    first = votes.groups[0]
    assert (
        group is first
        or len(group) > len(first)
        or is_free(group) > is_free(first)
        or (shares.get(place, 0) > MOST and shares.get(place, 0) > shares.get(0, 0))
    )


@given(results, results)
def test_part_that_results_share_is_the_same_either_way_and_whole_for_equal_ones(one, other):
    works = [Work(repr(result).replace("'", '"')) for result in (one, other)]
    part = shared_part(works[0], works[1], "")
    assert part == shared_part(works[1], works[0], "")
    assert 0 <= part <= 1
    assert (part == 1) == (one == other)
    assert shared_part(works[0], works[0], "") == 1
    assert len(values_of(works[0])) == len(one)
