"""What rows say of their options equals what a plain loop over the options finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.forms import form_of
from hocket.agents.grammar.reading import answered
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


LINES = st.lists(
    st.tuples(st.sampled_from(OPTIONS), *(st.integers(2, 5) for _ in OPTIONS)),
    min_size=8,
    max_size=12,
).filter(lambda lines: len({line[0] for line in lines}) > 1)


@given(lines=LINES)
def test_rules_count_as_a_plain_loop_does(lines):
    head = ",".join(["buyer", "brand", *(f"price.{option}" for option in OPTIONS)])
    rows = (",".join(map(str, (n, *line))) for n, line in enumerate(lines, 1))
    table = "\n".join([head, *rows]).encode()
    paid = [numbers[OPTIONS.index(brand)] for brand, *numbers in lines]
    cheapest = sum(own == min(numbers) for own, (_, *numbers) in zip(paid, lines, strict=True))
    dearest = sum(own == max(numbers) for own, (_, *numbers) in zip(paid, lines, strict=True))
    extra = sum(own - min(numbers) for own, (_, *numbers) in zip(paid, lines, strict=True))
    for question, expected in (
        ("How many buyers bought the cheapest brand?", cheapest),
        ("How many buyers did not buy the brand with the lowest price?", len(lines) - cheapest),
        ("In how many lines was the chosen brand the most expensive?", dearest),
        ("How much more than the cheapest brand did the buyers pay in total?", extra),
    ):
        found = answered(form_of(question, []), {"sales.csv": table})
        assert found is not None
        assert found.text.rstrip(".") == str(expected)
