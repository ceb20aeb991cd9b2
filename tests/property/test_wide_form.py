"""The wide form of a table has exactly the cells of the long one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.ways.loaded import Loaded
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.wide import WideForm, wide_table

WORDS = ("1951", "1952", "tie", "Red", "red", "Blue Fox", "", "3", "-", "A", "2.5", "2024-01-02")
YEARS = ("1951", "1952", "1953")
CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from("ABCDE"), st.sampled_from(("North", "South")), st.sampled_from(YEARS)
    ),
    st.integers(-99, 999),
    min_size=1,
)


def wide_of(rows, form):
    lines = ["crop,field,year,tons", *(",".join(map(str, row)) for row in rows)]
    content = ("\n".join(lines) + "\n").encode()
    profile, table = loaded_profile("a.csv", content), loaded_table("a.csv", content)
    return wide_table(profile, table, form)[1]


@given(CELLS, st.randoms())
def test_wide_form_has_each_cell_of_the_table_once_and_no_other(cells, dice):
    rows = [(*key, tons) for key, tons in cells.items()]
    dice.shuffle(rows)
    form = WideForm("year", YEARS, ("crop", "field"), measures=("tons",))
    wide = wide_of(rows, form)
    back = {
        (row[0], row[1], year): tons
        for row in wide.rows
        for year, tons in zip(YEARS, row[2:], strict=True)
        if tons is not None
    }
    assert back == cells
    assert len({tuple(row[:2]) for row in wide.rows}) == len(wide.rows)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.just("x"), st.sampled_from(YEARS))))
def test_counts_of_the_wide_form_add_up_to_the_rows_of_its_values(pairs):
    rows = [("Z", "x", "1951", 0), *((*pair, 1) for pair in pairs)]
    form = WideForm("year", YEARS[:2], ("crop",))
    counted = sum(n for row in wide_of(rows, form).rows for n in row[1:])
    assert counted == sum(row[2] in YEARS[:2] for row in rows)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(YEARS), st.integers(-9, 99))))
def test_sums_of_the_wide_form_are_those_of_the_table(rows):
    rows = [("Z", "x", "1951", 5), *((crop, "x", year, n) for crop, year, n in rows)]
    form = WideForm("year", YEARS, ("crop",), measures=("tons",), sums=True)
    total = sum(n or 0 for row in wide_of(rows, form).rows for n in row[1:])
    assert total == sum(row[3] for row in rows)


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), min_size=4, max_size=30),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=4),
    st.booleans(),
)
def test_form_of_any_table_is_found_or_not_and_can_be_made(rows, named, merges):
    lines = ["a,b,c,d", *(",".join(row) for row in rows)]
    task = f"For each a, was d higher in {' than in '.join(named)}? Count them."
    file = Loaded("a.csv", "df", "\n".join(lines).encode(), merges=merges, task=task, keys=named)
    form = file.wide
    assert form is None or wide_table(file.profile, file.table, form) is not None
    assert form is None or form == WideForm.from_json(form.as_json())
