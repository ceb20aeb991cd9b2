"""What rows say of their options equals what a plain loop over the options finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.documents.profile.choices import of_row

OPTIONS = ("rail", "bus", "ferry", "bike")
NUMBERS = st.one_of(
    st.none(), st.integers(0, 4), st.just(float("nan")), st.sampled_from([0.5, 2.5])
)


@given(
    numbers=st.lists(NUMBERS, min_size=4, max_size=4),
    chosen=st.one_of(st.none(), st.sampled_from([*OPTIONS, "Rail", " bus", "train"])),
)
def test_row_equals_a_plain_loop(numbers, chosen):
    found = of_row(OPTIONS, numbers, chosen)
    said = (chosen or "").strip().lower()
    least = most = own = None
    for option, number in zip(OPTIONS, numbers, strict=True):
        if number is None or number != number:  # noqa: PLR0124 - NaN
            continue
        least = number if least is None or number < least else least
        most = number if most is None or number > most else most
        own = number if option == said else own
    assert (found.least, found.most, found.own) == (least, most, own)
    for name, end in ((found.lowest, least), (found.highest, most)):
        if end is None:
            assert name is None
            continue
        assert name is not None
        assert numbers[OPTIONS.index(name.lower())] == end
        # What was chosen is the cheapest if it is as cheap as the cheapest.
        assert (name == (chosen or "").strip()) is (own == end) or own is None


@pytest.mark.parametrize("chosen", OPTIONS)
def test_what_was_chosen_is_the_lowest_and_the_highest_where_all_are_equal(chosen):
    found = of_row(OPTIONS, (3, 3, 3, 3), chosen)
    assert (found.lowest, found.highest) == (chosen, chosen)
