"""How values must look, by examples and words; mended where certain, else named."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.looks import date_form_in, day_first_in, looks_in
from hocket.agents.forms.told import said_of


def mended(said, values):
    """The values with the looks that are asked for, and those that still have not."""
    looks = looks_in(said, day_first=day_first_in(said))
    for look in looks:
        values = look.mended(values)
    return values, [v for v in values if not all(look.fits(v) for look in looks)]


@pytest.mark.parametrize(
    ("said", "values", "expected"),
    [
        ("(like 2024-02-03)", ["3 May 2024", "2024-05-04 10:30"], ["2024-05-03", "2024-05-04"]),
        ("(like 2024-02-03)", ["31/12/2023", "01/02/2023"], ["2023-12-31", "2023-02-01"]),
        ("(like 2024-02-03)", ["12/31/2023", "01/02/2023"], ["2023-12-31", "2023-01-02"]),
        ("(like 2024-02-03)", ["03.04.2024"], ["2024-04-03"]),
        ("(like 2024-02-03, days before months)", ["3/4/2024"], ["2024-04-03"]),
        ("(like 2024-02-03, months come first)", ["3/4/2024"], ["2024-03-04"]),
        ("in the form 2024-02-03", ["20240403"], ["2024-04-03"]),
        ("(like 2024-02)", ["2024-05-01", "June 2024"], ["2024-05", "2024-06"]),
        ("as DD/MM/YYYY", ["2024-05-03"], ["03/05/2024"]),
        ("as D.M.YYYY", ["2024-05-03"], ["3.5.2024"]),
        ("(MM/DD/YYYY)", ["2024-05-03"], ["05/03/2024"]),
        ("like 31 January 2024", ["2024-05-13"], ["13 May 2024"]),
        ("like January 2024", ["2024-05"], ["May 2024"]),
        ("like 3 May 2024", ["2024-12-13"], ["13 December 2024"]),
        ("such as 'Jan 3, 2024'", ["2024-12-13"], ["Dec 13, 2024"]),
        ("as an ISO date", ["13 December 2024"], ["2024-12-13"]),
        ("in ISO 8601", ["13 December 2024"], ["2024-12-13"]),
        ("(like 14:30)", ["09:05:00", "2:30 pm", "9:05"], ["09:05", "14:30", "9:05"]),
        ("(like 09:30)", ["9:05"], ["09:05"]),
        ("(like 11/16/2014)", ["10/1/2014", "2014-10-02"], ["10/1/2014", "10/02/2014"]),
        ("(like 11-May-2018)", ["01-Jun-2017"], ["01-Jun-2017"]),
        ("in 24-hour HH:MM", ["2024-05-03 18:20:00"], ["18:20"]),
        ("(like 2024-05-03 14:30)", ["2024-05-03"], ["2024-05-03 00:00"]),
        ("as HH:MM:SS", ["26:30:00", "9:05"], ["26:30:00", "09:05:00"]),
        ("(year only)", ["1952-03-04", 1957, "3 May 1960"], [1952, 1957, 1960]),
    ],
)
def test_date_or_time_gets_the_form_of_the_example(said, values, expected):
    assert mended(said, values) == (expected, [])


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("(like 2024-02-03)", ["03/04/2024"]),
        ("(like 2024-02-03)", ["2024-02"]),
        ("(like 2024-02-03)", ["Monday"]),
        ("(like 2024-02-03)", [45000]),
        ("(like 14:30)", ["2024-05-03"]),
        ("as DD/MM/YYYY", ["next week"]),
    ],
)
def test_date_that_is_not_certain_stays_and_does_not_fit(said, values):
    assert mended(said, values) == (values, values)


@pytest.mark.parametrize(
    ("said", "values", "expected"),
    [
        ("(a number, like 12.50)", ["€1,234.50", 3, "1.234,5 EUR"], [1234.5, 3, 1234.5]),
        ("(plain euros, like 1234.50)", ["1 234,50 €", "-7"], [1234.5, -7.0]),
        ("(a number)", ["12 kg", "7.5 kg"], [12, 7.5]),
        ("without the currency", ["$12.50"], [12.5]),
        ("with a percent sign", [12.5, "7 %"], ["12.5%", "7%"]),
        ("(like 12.5%)", [7, 12.345], ["7.0%", "12.3%"]),
        ("(like €12.50)", [7, "12.5"], ["€7.00", "€12.50"]),
        ("(like 1,234.50)", [12345.678, -7], ["12,345.68", "-7.00"]),
        ("(like 12,50)", [7.125], ["7,13"]),
        ("(like 007)", [7, "12", 123.0], ["007", "012", "123"]),
    ],
)
def test_number_gets_the_form_of_the_example(said, values, expected):
    assert mended(said, values) == (expected, [])


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("(a number)", ["1.234"]),
        ("(a number)", ["12 kg", "300 g"]),
        ("(like 12.50)", ["free"]),
        ("(like €12.50)", ["$12.50"]),
    ],
)
def test_number_that_is_not_certain_stays_and_does_not_fit(said, values):
    after, unlike = mended(said, values)
    assert after == values
    assert unlike


@pytest.mark.parametrize(
    ("said", "values", "expected"),
    [
        ("(first letters capital, as 'Anna Lind')", ["anna  LIND", "chloe martin"],
         ["Anna Lind", "Chloe Martin"]),
        ("capitalised", ["o'neil", "MARY-JANE", "mcdonald", "d'angelo"],
         ["O'Neil", "Mary-Jane", "McDonald", "D'Angelo"]),
        ("in title case", ["the old HOUSE"], ["The Old House"]),
        ("with capital first letters", ["jan van der berg"], ["Jan van der Berg"]),
        ("begin with a capital", [" ulm "], ["Ulm"]),
        ("(like Anna Lind)", ["ANNA LIND", "anna lind"], ["Anna Lind", "Anna Lind"]),
        ("in capitals", ["de", "Fr"], ["DE", "FR"]),
        ("in upper case, without spaces", ["de 89"], ["DE89"]),
        ("in lower case", ["A@B.org"], ["a@b.org"]),
        ("(no capitals)", ["Red"], ["red"]),
        ("in snake_case", ["First Name", "lastName"], ["first_name", "last_name"]),
        ("in kebab-case", ["First Name"], ["first-name"]),
        ("in sentence case", ["OLD HOUSE", "new house"], ["Old house", "New house"]),
        ("without spaces", ["GB 29 NWBK"], ["GB29NWBK"]),
        ("like bus_stop", ["Bus Stop"], ["bus_stop"]),
        ("like AB-123", ["ab-9", "XY-17"], ["AB-9", "XY-17"]),
        ("(like DE)", ["de"], ["DE"]),
        ("like 1950s", [1950, "1960"], ["1950s", "1960s"]),
        ("(yes or no)", [True, "No"], ["yes", "no"]),
        ("(true/false)", ["Yes", "no", False], [True, False, False]),
        ("1 or 0", [True, "no"], [1, 0]),
        ("(like 2024-Q1)", ["2024-q3"], ["2024-Q3"]),
        ("(E.164, like +4930123456)", ["+49 (30) 123-456", "0049301234"],
         ["+4930123456", "+49301234"]),
        ("(four digits with leading zeros)", [7, "0012"], ["0007", "0012"]),
        ("zero-padded to 3 digits", [7], ["007"]),
        ("(lower case, hyphens instead of spaces)", ["Old Town"], ["old-town"]),
    ],
)  # fmt: skip
def test_text_gets_the_spelling_that_is_asked_for(said, values, expected):
    assert mended(said, values) == (expected, [])


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("(like Anna Lind)", ["Pat O'Neil", "Jan van der Berg", "Robin McDonald", "eBay", "BMW"]),
        ("(first letters capital)", ["Pat O'Neil", "Jan van der Berg", "Bayer AG", "iPhone 12"]),
        ("(first letters capital)", ["Élodie Brontë", "Anna-Lena Öz", "", None, 5]),
        ("(like Norway)", ["Côte d'Ivoire", "United States of America", "USA"]),
        ("as it is in the file", ["a  b", "C"]),
        ("(like in the file)", ["a"]),
        ("(DD/MM/YYYY in the file)", ["2024-01-02"]),
        ("(as text)", ["a", 5]),
        ("as many as there are", [3]),
        ("(the number of towns)", ["many"]),
        ("like 5 or 6", ["x"]),
        (" in 2010 as in 1970", ["x"]),
        ("(such as rain)", ["Snow"]),
        ("(such as 'Lamp')", ["iphone case"]),
        ("(such as Open)", ["on hold"]),
        ("(0, 1 or 2)", [0, 1, 2]),
        ("(3 for a win, 1 or 0 otherwise)", [3, 1, 0]),
        ("(yes, no or unknown)", ["yes", "unknown"]),
        ("(yes/no/unknown)", ["no", "unknown"]),
        ("(like 12.5 kg)", [12.5]),
        ("and", ["x"]),
        ("like 1.2e-05", [0.00034]),
        ("like 'red'", ["Red"]),
        ("(like 29189)", ["02013", "29189"]),
        ("(like E38)", ["F G73".replace(" ", "")]),
        ("such as 'a rather long text 12'", ["Another"]),
    ],
)
def test_honest_values_and_unclear_words_change_nothing(said, values):
    assert mended(said, values) == (values, [])


@pytest.mark.parametrize(
    ("text", "keys", "said"),
    [
        ("columns name (in capitals), day (like 2024-01-31) and sum.", ("name", "day", "sum"),
         (" (in capitals)", " (like 2024-01-31)", "")),
        ("with count, first and last (both like 2005-03).", ("count", "first", "last"),
         ("", " (both like 2005-03)", " (both like 2005-03)")),
        ("name, in capitals, and day, one line each.", ("name", "day"), (" in capitals", "")),
        ("Take names.csv. Columns name and age. Write the names in capitals.", ("name", "age"),
         (" in capitals", "")),
        ("How much in each group in 2010 as in 1970? Columns: group and sum.", ("group", "sum"),
         (" in 2010 as in 1970", "")),
        ("How much for each group of 2010 as in 1970? Columns: group and sum.", ("group", "sum"),
         ("", "")),
        ("Columns: 'Ship Date' (MM/DD/YYYY) and 'Sum'.", ("Ship Date", "Sum"),
         (" (MM/DD/YYYY)", "")),
        ("Make a list of them.", ("their count",), ("",)),
        ("The dates should look like 31.12.2024. Columns: date and sum.", ("date", "sum"),
         (" should look like 31.12.2024", "")),
        ("Some names are in capitals, leave them as they are. Columns: name.", ("name",), ("",)),
        ("The price is like 1.234,50 as it is German. Columns: price.", ("price",), ("",)),
        ("The names are in capitals. Columns: name.", ("name",), (" are in capitals",)),
        ("with sum (like 1,234.50); the rest in capitals", ("sum",), (" (like 1,234.50)",)),
    ],
)  # fmt: skip
def test_what_is_said_of_a_key_ends_at_the_next(text, keys, said):
    assert {key: words.rstrip(", ") for key, words in said_of(text, keys).items()} == {
        key: words.rstrip(", ") for key, words in zip(keys, said, strict=True)
    }


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("On which day (like 2005-03-01) was it?", "%Y-%m-%d"),
        ("Give the dates as DD/MM/YYYY.", "%d/%m/%Y"),
        ("Dates should look like 31.12.2024.", "%d.%m.%Y"),
        ("Which month (like 2005-03)?", "%Y-%m"),
        ("Which month (like March 2005)?", "%B %Y"),
        ("The dates in the table look like 19590328. What is the mean?", ""),
        ("What was sold on 2024-01-05?", ""),
        ("How many were there?", ""),
    ],
)
def test_form_of_dates_is_read_from_what_is_wanted(text, form):
    assert date_form_in(text) == form


MEMBERS = (
    "Make o.csv with the columns name (first letters capital, as 'Anna Lind'), joined (like "
    "2024-02-03, days come before months) and fee (a number with two decimals, such as 12.50)."
)


def test_rows_get_the_looks_that_the_task_asks_for():
    rows = [["anna  LIND", "03/02/2024", 12], ["Pat O'Neil", "3 May 2024", "1,5 EUR"]]
    answer = {"kind": "table", "columns": ["name", "joined", "fee"], "rows": rows}
    filled = fill(form_of(MEMBERS, ["o.csv"]), answer)
    expected = b"name,joined,fee\nAnna Lind,2024-02-03,12.00\nPat O'Neil,2024-05-03,1.50\n"
    assert (filled.content, filled.wrong) == (expected, "")


def test_value_that_cannot_be_mended_is_named_with_the_look_that_is_asked_for():
    rows = [["Ann", "2024-02-03", 1], ["Bob", "soon", 2], ["Cy", None, None]]
    answer = {"kind": "table", "columns": ["name", "joined", "fee"], "rows": rows}
    filled = fill(form_of(MEMBERS, ["o.csv"]), answer)
    assert filled.wrong == "joined holds 'soon', which is not like 2024-02-03"


@pytest.mark.parametrize("said", ["(Last, First)", "(like 'Lind, Anna')", "as surname, first name"])
def test_names_in_the_other_order_do_not_fit(said):
    assert mended(said, ["Anna Lind", "Bo Ek"])[1] == ["Anna Lind", "Bo Ek"]


@pytest.mark.parametrize(
    ("text", "given", "answer"),
    [
        ("When did it leave? Answer in 24-hour time like 23:05.", "2024-05-03 18:20:00", "18:20"),
        ("How much was it? Write it like €1,234.50.", 12345.678, "€12,345.68"),
        ("Who was it? Give the name in capitals.", "Anna Lind", "ANNA LIND"),
        ("What percentage of all were late? One decimal and a percent sign.", 42.345, "42.3%"),
        ("Who was it? In lower case, please.", "Ann", "ann"),
        ("On which day was it? Give it as DD/MM/YYYY.", "2024-05-03", "03/05/2024"),
        ("Which names are written in capitals?", "Ann", "Ann"),
        ("Who was it, Ann or Bob? Think well.", "Ann", "Ann"),
        ("What was the mean? Give it as a number with two decimals.", 42.345, "42.35"),
    ],
)
def test_answer_in_words_looks_as_the_task_says(text, given, answer):
    filled = fill(form_of(text), {"kind": "value", "value": given})
    assert (filled.text, filled.wrong) == (answer, "")


def test_answer_in_words_that_does_not_look_so_is_named():
    form = form_of("When did it leave? Answer in 24-hour time like 23:05.")
    filled = fill(form, {"kind": "value", "value": "at noon"})
    assert filled.wrong == "the value holds 'at noon', which is not like 23:05"


def test_odd_value_of_a_column_of_codes_or_names_may_be_in_the_data():
    form = form_of("Make o.csv with the columns id (like A12) and name (Last, First).", ["o.csv"])
    rows = [["A1", "Lind, Anna"], ["B7b", "Cher"]]
    answer = {"kind": "table", "columns": ["id", "name"], "rows": rows}
    assert fill(form, answer).wrong == ""
    answer = {"kind": "table", "columns": ["id", "name"], "rows": [["x", "Lind"], ["y", "Cher"]]}
    assert fill(form, answer).wrong == (
        "id holds 'x', which is not like A12; name holds 'Lind', which is not like Last, First"
    )


def test_mark_of_a_gap_is_no_value_of_another_form():
    form = form_of("Make o.csv with the columns id (in lower case) and n (like 1.50).", ["o.csv"])
    answer = {"kind": "table", "columns": ["id", "n"], "rows": [["NA", "-"], ["B", "n/a"]]}
    assert fill(form, answer).content == b"id,n\nNA,-\nb,n/a\n"
    assert fill(form, answer).wrong == ""


def test_whole_number_as_an_example_may_be_a_code():
    form = form_of("Make o.csv with the columns ticket (like 33638) and n.", ["o.csv"])
    answer = {"kind": "table", "columns": ["ticket", "n"], "rows": [["A/5 21", 1], ["0173", 2]]}
    assert fill(form, answer).content == b"ticket,n\nA/5 21,1\n0173,2\n"
    assert fill(form, answer).wrong == ""


def test_keys_of_a_mapping_look_as_the_task_says():
    form = form_of("Write o.json with keys like 1950s and two decimals.", ["o.json"])
    filled = fill(form, {"kind": "value", "value": {"1950": 1.005, "1960": 2}})
    assert filled.text == '{\n  "1950s": 1.01,\n  "1960s": 2\n}'


def test_truth_is_written_in_a_table_as_the_task_names_it():
    form = form_of("Make o.csv with the columns id and paid (true or false).", ["o.csv"])
    answer = {"kind": "table", "columns": ["id", "paid"], "rows": [[1, True], [2, False]]}
    assert fill(form, answer).content == b"id,paid\n1,true\n2,false\n"


def test_each_date_has_the_form_of_its_own_example():
    form = form_of("Write o.json with from (like 2024-01) and day (like 31.12.2024).", ["o.json"])
    filled = fill(form, {"kind": "value", "value": {"from": "2024-05-01", "day": "2024-05-02"}})
    assert filled.text == '{\n  "from": "2024-05",\n  "day": "02.05.2024"\n}'


@pytest.mark.parametrize(
    ("example", "values", "expected"),
    [
        ("1:23:45", [4548.0, 36005, 100000], ["1:15:48", "10:00:05", "27:46:40"]),
        ("01:23:45", [59.6], ["00:01:00"]),
        ("9:05", [32700], ["9:05"]),
    ],
)
def test_seconds_become_times_where_a_program_took_them(example, values, expected):
    look = looks_in(f"(like {example})")[0]
    assert look.of_seconds(values) == expected


def test_seconds_stay_where_dates_are_asked_for():
    assert looks_in("(like 2024-02-03)")[0].of_seconds([20240203]) == [20240203]


def test_two_values_for_one_name_are_told():
    form = form_of("Write a.json: class -> {name, time}.", ["a.json"])
    rows = [["A", "Ann", 3], ["A", "Bob", 5], ["B", "Cy", 4]]
    filled = fill(form, {"kind": "table", "columns": ["class", "name", "time"], "rows": rows})
    assert "several rows for 'A'" in filled.lacks
    filled = fill(form, {"kind": "table", "columns": ["class", "name", "time"], "rows": rows[1:]})
    assert not filled.lacks


def test_value_that_stands_twice_for_one_name_is_one():
    form = form_of("Write a.json: class -> {name, time}.", ["a.json"])
    rows = [["A", "Ann", 3], ["A", "Ann", 3.0]]
    filled = fill(form, {"kind": "table", "columns": ["class", "name", "time"], "rows": rows})
    assert not filled.lacks


def test_decimals_of_whole_numbers_within_names_are_left_out():
    form = form_of("How many per decade? Write d.json with keys like 1960s.", ["d.json"])
    given = fill(form, {"kind": "value", "value": {"1850.0s": 3, "1860s": 4}})
    assert json.loads(given.content) == {"1850s": 3, "1860s": 4}
