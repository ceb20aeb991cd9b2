"""Tables in their wide form: what their cells hold, and what their columns are called."""

from __future__ import annotations

import pytest

from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.wide import WideForm, called_in, value_named, wide_table

PLOTS = "crop,year,tons,cost,owner\nOats,1951,3,8,Ann\nRye,1951,2,9,Bo\nOats,1952,5,7,Ann\n"
BY_YEAR = WideForm("year", ("1951", "1952"), ("crop",), ("owner",), ("tons",))


def wide_of(text: str, form: WideForm):
    """The columns and rows of the form; None where the table lacks one of its columns."""
    profile, table = loaded_profile("a.csv", text.encode()), loaded_table("a.csv", text.encode())
    assert profile is not None
    assert table is not None
    made = wide_table(profile, table, form)
    return made and (list(made[1].names), [list(row) for row in made[1].rows])


def test_each_value_is_a_column_of_the_row_of_its_keys():
    names, rows = wide_of(PLOTS, BY_YEAR)
    assert names == ["crop", "owner", "1951", "1952"]
    assert rows == [["Oats", "Ann", 3, 5], ["Rye", "Bo", 2, None]]


def test_columns_are_typed_by_what_they_hold():
    content = PLOTS.encode()
    about, _ = wide_table(loaded_profile("a.csv", content), loaded_table("a.csv", content), BY_YEAR)
    assert [column.type for column in about.columns] == ["text", "text", "integer", "integer"]
    assert about.columns[3].missing == 1


def test_several_measures_are_named_with_their_values():
    form = WideForm("year", ("1951", "1952"), ("crop",), measures=("tons", "cost"))
    names, rows = wide_of(PLOTS, form)
    assert names == ["crop", "1951 tons", "1952 tons", "1951 cost", "1952 cost"]
    assert rows[0] == ["Oats", 3, 5, 8, 7]


def test_rows_are_counted_or_added_up_where_the_form_says_so():
    text = "club,medal,gram\nAsh,Gold,5\nAsh,Gold,7\nBray,Tin,\nAsh,Silver,1\n"
    counts = WideForm("medal", ("Gold", "Tin"), ("club",))
    assert wide_of(text, counts)[1] == [["Ash", 2, 0], ["Bray", 0, 1]]
    sums = WideForm("medal", ("Gold", "Tin"), ("club",), measures=("gram",), sums=True)
    assert wide_of(text, sums)[1] == [["Ash", 12, None], ["Bray", None, None]]


def test_value_that_is_called_like_a_key_is_another_column():
    text = "who,what,n\nAnn,Who,1\nAnn,Tea,2\nBo,Who,3\n"
    form = WideForm("what", ("Who", "Tea"), ("who",), measures=("n",))
    assert wide_of(text, form)[0] == ["who", "Who_", "Tea"]


def test_numbers_and_blanks_are_read_as_the_table_writes_them():
    text = "crop;year;tons\n Oats ;1951;1.234,5\nOats;1952;2,5\nRye;1951;-\n"
    form = WideForm("year", ("1951", "1952"), ("crop",), measures=("tons",))
    assert [row[1:] for row in wide_of(text, form)[1]] == [[1234.5, 2.5], [None, None]]


def test_form_of_another_table_is_none():
    assert wide_of("a,b\n1,2\n", BY_YEAR) is None


def test_form_is_the_same_once_it_was_written_as_json():
    assert WideForm.from_json(BY_YEAR.as_json()) == BY_YEAR


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wood", "Wood Pellets"),
        ("wood_pellets", "Wood Pellets"),
        ("Wood Pellet", "Wood Pellets"),
        ("heat of wood", "Wood Pellets"),
        ("gases", ""),
        ("pellets", ""),
        ("heat", ""),
        ("wood_gas", ""),
    ],
)
def test_name_means_a_value_by_all_its_words_or_the_first(name, value):
    assert value_named(name, ["Wood Pellets", "Straw Pellets", "Gas"], ["heat"]) == value


def test_first_word_that_another_value_has_too_means_none():
    assert value_named("wood", ["Wood Pellets", "Hard Wood", "Gas"]) == ""


def test_column_is_called_as_code_alone_calls_it():
    form = WideForm("source", ("Wood Pellets", "Gas"), ("year",), measures=("heat",))
    assert called_in("df_wide['wood'] + df_wide['Gas']", form) == {"Wood Pellets": "wood"}
    # It is named as it is, or in two ways, of which one may be what the result calls it.
    assert called_in('SELECT "Wood Pellets" AS wood FROM df_wide', form) == {}
    assert called_in("SELECT wood, wood_heat FROM df_wide", form) == {}


def test_columns_of_several_measures_are_called_by_value_and_measure():
    form = WideForm("year", ("1951", "1952"), ("crop",), measures=("tons", "cost"))
    assert called_in("SELECT tons_1951, cost_1952 FROM df", form) == {
        "1951 tons": "tons_1951",
        "1952 cost": "cost_1952",
    }
