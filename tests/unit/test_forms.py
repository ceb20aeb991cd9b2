"""What a task asks for, and answers put into that form."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import Form, fill, form_of


def value(of):
    return {"kind": "value", "value": of}


def table(columns, *rows):
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


@pytest.mark.parametrize(
    ("text", "file", "shape", "keys"),
    [
        ("Write o.json with count, first and last (both like 2005-03).", "o.json", "object",
         ("count", "first", "last")),
        ("Write o.json with from and to (like 1975-03) and points, the rise in points.", "o.json",
         "object", ("from", "to", "points")),
        ("Write o.json with the keys mean_age and oldest.", "o.json", "object",
         ("mean_age", "oldest")),
        ("Write o.json with the keys Friday to Sunday and total.", "o.json", "object",
         ("Friday", "Saturday", "Sunday", "total")),
        ("Write o.json with the keys nov to jan.", "o.json", "object", ("nov", "dec", "jan")),
        ("Write o.csv with the columns town and 2001 to 2003.", "o.csv", "open",
         ("town", "2001", "2002", "2003")),
        ("Write o.json: team, as it is written there -> {won, drawn or lost: number}.", "o.json",
         "nested", ("team", "won, drawn or lost")),
        ("Write o.json: tree -> {forest: number of trees}, no zeros.", "o.json", "nested",
         ("tree", "forest")),
        ("Write o.json: region -> factor with two decimals.", "o.json", "mapping", ()),
        ("Write o.json: region -> {town, people}.", "o.json", "mapping of objects",
         ("town", "people")),
        ("Write o.json, a list of {firm, percent} with one decimal.", "o.json", "objects",
         ("firm", "percent")),
        ("Write o.json, a list of their names in alphabetical order.", "o.json", "list", ()),
        ("Write o.json with keys like 1950s and two decimals.", "o.json", "mapping", ()),
        ("Put what you learn into o.json.", "o.json", "open", ()),
        ("Write o.json: age group (like 20-29) -> number.", "o.json", "mapping", ()),
        ("Write o.json: the most frequent words with their counts, most frequent first.", "o.json",
         "open", ()),
        ("Write o.csv with ride and duration (as HH:MM:SS).", "o.csv", "open",
         ("ride", "duration")),
        ("Make o.csv with columns day (Mon, Tue, ...), start and end (both like 09:30) and room.",
         "o.csv", "open", ("day", "start", "end", "room")),
        ("I need o.csv with one line per day, oldest first: day (like 2001-02-03) and rain.",
         "o.csv", "open", ("day", "rain")),
        ("As o.csv with the columns id, day (like 2025-03-04) and sum (like 1.50), without zeros.",
         "o.csv", "open", ("id", "day", "sum")),
        ("Two tables in o.md, sorted by name. Columns: name, low, high.", "o.md", "open",
         ("name", "low", "high")),
        ("I want o.json, the first names as a list in alphabetical order.", "o.json", "list", ()),
        ("Put the plants into o.json as a JSON array.", "o.json", "list", ()),
        ("Write o.json, a list of the faults, each with room, what and urgent (true or false).",
         "o.json", "objects", ("room", "what", "urgent")),
        ("o.json: one entry per fault with room and due.", "o.json", "objects", ("room", "due")),
        ("Write o.json, a JSON array with one object per lake: name and depth.", "o.json",
         "objects", ("name", "depth")),
        ("In o.json an object for each one, in the order of rooms, with room (its number), grade "  # noqa: ISC004
         "(A, B or C) and done (true or false).", "o.json", "objects", ("room", "grade", "done")),
        ("I need o.json with an object for each swing: number, faults (how many) and closed (true "  # noqa: ISC004
         "or false: whether it is closed).", "o.json", "objects",
         ("number", "faults", "closed")),
        ("Write o.json with the number of birds per island.", "o.json", "mapping", ()),
        ("Give me o.json with team names as keys and points as values.", "o.json", "mapping", ()),
        ("I need o.json with total, and the name of the best month as best.", "o.json", "object",
         ("total", "best")),
        ("Make o.csv with the columns country, 2012 and 2013.", "o.csv", "open",
         ("country", "2012", "2013")),
        ("o.csv, with sku, name, and stock as columns, sorted by sku.", "o.csv", "open",
         ("sku", "name", "stock")),
    ],
)  # fmt: skip
def test_form_of_a_file_has_the_shape_and_the_keys_that_are_named(text, file, shape, keys):
    form = form_of(text, [file])
    assert (form.file, form.shape, form.keys) == (file, shape, keys)


@pytest.mark.parametrize(
    ("text", "decimals", "date", "only"),
    [
        ("How strongly do they correlate? Two decimals, please.", 2, "", False),
        ("How many were there? Just the number, please.", None, "", True),
        ("On which day (like 2005-03-01) was it, to 1 decimal place?", 1, "%Y-%m-%d", False),
    ],
)
def test_form_of_an_answer_in_words_has_its_rounding(text, decimals, date, only):
    form = form_of(text)
    assert (form.kind, form.decimals, form.date, form.value_only) == ("words", decimals, date, only)


@pytest.mark.parametrize(
    ("text", "decimals", "decimals_of"),
    [
        ("Write o.json with mean and sd (both with four decimals).", None, {"mean": 4, "sd": 4}),
        ("Write o.json with a, b and sd (all rounded to 3 decimals).", None,
         {"a": 3, "b": 3, "sd": 3}),
        ("Write o.json with mean and n (an integer).", None, {"n": 0}),
        ("Write o.json with mean and sd, rounded to whole numbers.", 0, {}),
        ("Write o.json with mean and sd to the nearest integer.", 0, {}),
        ("Write o.json with mean and sd with one decimal.", 1, {}),
        ("Write o.json with mean (like 1.50) and sd.", None, {"mean": 2}),
    ],
)  # fmt: skip
def test_rounding_belongs_to_the_keys_of_which_it_is_said(text, decimals, decimals_of):
    form = form_of(text, ["o.json"])
    assert (form.decimals, dict(form.decimals_of)) == (decimals, decimals_of)


def test_form_of_a_template_has_each_slot_with_its_rounding():
    form = form_of(
        'Answer in this form: @r[r_value] @p[p_value] @fits[fits] where "r_value" is a number '
        'rounded to two decimal places. "p_value" is one with four decimals. "fits" is a string, '
        'either "yes" or "no".'
    )
    slots = [(slot.name, slot.decimals, slot.is_yes_or_no) for slot in form.slots]
    assert slots == [("r", 2, False), ("p", 4, False), ("fits", None, True)]
    filled = fill(form, value({"r_value": 0.98765, "P": 0.00001, "fits": True}))
    assert filled.text == "@r[0.99] @p[0.0000] @fits[yes]"


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (value("@a[1.239] @b[x]"), "@a[1.24] @b[x]"),
        (value({"@a": 1.2, "@b": "x"}), "@a[1.20] @b[x]"),
        (value({"first": {"A": 1.2}, "b": "x"}), "@a[1.20] @b[x]"),
        (value([1.2, "x"]), "@a[1.20] @b[x]"),
        (table(["b", "a"], ["x", 1.2]), "@a[1.20] @b[x]"),
        (table(["key", "value"], ["a", 1.2], ["b", 3]), "@a[1.20] @b[3]"),
    ],
)
def test_template_is_filled_by_name_or_in_order(answer, text):
    form = form_of('Answer in this form: @a[n] @b[w] where "n" has two decimals. "w" is a word.')
    assert fill(form, answer).text == text


@pytest.mark.parametrize("answer", [value({"a": 1.2, "c": 3, "d": 4}), value({"a": 1, "b": None})])
def test_template_without_a_value_names_the_slot(answer):
    form = form_of("Answer in this form: @a[n] @b[w]")
    assert "lacks a value for 'b'" in fill(form, answer).lacks


@pytest.mark.parametrize(
    ("form", "answer", "content"),
    [
        (Form("json", "o.json", "object", ("n", "day"), date="%Y-%m"),
         value({"Day": "2005-03-01", "N": 3, "extra": 1}), {"n": 3, "day": "2005-03"}),
        (Form("json", "o.json", "object", ("n", "day")), table(["n", "day"], [3, "x"]),
         {"n": 3, "day": "x"}),
        (Form("json", "o.json", "object", ("n", "day")), value([3, "x"]), {"n": 3, "day": "x"}),
        (Form("json", "o.json", "object", ("share",), decimals_of={"share": 1}),
         value(12.345), {"share": 12.3}),
        (Form("json", "o.json", "objects", ("firm", "percent"), decimals=1),
         table(["Firm", "growth"], ["A", 2.25], ["B", 1.0]),
         [{"firm": "A", "percent": 2.3}, {"firm": "B", "percent": 1.0}]),
        (Form("json", "o.json", "objects", ("firm", "percent")), value({"A": 2, "B": 1}),
         [{"firm": "A", "percent": 2}, {"firm": "B", "percent": 1}]),
        (Form("json", "o.json", "list"), table(["n", "name"], [1, "A"], [2, "B"]), ["A", "B"]),
        (Form("json", "o.json", "list"), value([{"name": "A"}, {"name": "B"}]), ["A", "B"]),
        (Form("json", "o.json", "mapping", decimals=2), table(["d", "m"], ["50s", 1.005]),
         {"50s": 1.01}),
        (Form("json", "o.json", "mapping"), value([{"d": "50s", "m": 1}]), {"50s": 1}),
        (Form("json", "o.json", "nested"), table(["s", "i", "n"], ["A", "X", 1], ["A", "Y", 2]),
         {"A": {"X": 1, "Y": 2}}),
        (Form("json", "o.json", "nested"), table(["s", "X", "Y"], ["A", 1, None]), {"A": {"X": 1}}),
        (Form("json", "o.json", "mapping of objects", ("town", "people")),
         table(["region", "people", "town"], ["N", 5, "B"]), {"N": {"town": "B", "people": 5}}),
        (Form("json", "o.json", "mapping of objects", ("town", "people")),
         value({"N": {"People": 5, "town": "B"}}), {"N": {"town": "B", "people": 5}}),
        (Form("json", "o.json"), table(["a"], [1]), [{"a": 1}]),
    ],
)  # fmt: skip
def test_answer_becomes_the_json_that_is_asked_for(form, answer, content):
    filled = fill(form, answer)
    assert json.loads(filled.content) == content, filled.lacks


@pytest.mark.parametrize(
    ("form", "answer", "lacks"),
    [
        (Form("json", "o.json", "object", ("n", "last")), value({"n": 1, "m": 2, "o": 3}),
         "'last'"),
        (Form("json", "o.json", "object", ("n", "last")), value(3), "no dict"),
        (Form("json", "o.json", "objects", ("a", "b")), table("xyz", [1, 2, 3]), "'a', 'b'"),
        (Form("json", "o.json", "mapping"), table("xyz", [1, 2, 3], [4, 5, 6]), "two columns"),
        (Form("csv", "o.csv"), value(3), "no table"),
        (Form(), {"kind": "none"}, "not set"),
        (Form(), table("ab"), "empty table"),
    ],
)  # fmt: skip
def test_answer_that_lacks_something_says_what(form, answer, lacks):
    filled = fill(form, answer)
    assert lacks in filled.lacks
    assert filled.content is None


def test_rows_become_csv_with_the_columns_and_the_rounding_that_are_asked_for():
    form = form_of(
        "Bring it into o.csv with the columns day (like 2025-03-04) and amount (two decimals).",
        ["o.csv"],
    )
    rows = table(["Amount", "x", "Day"], [1234.5, 1, "2025-03-04"], [None, 2, "2025-03-05"])
    assert fill(form, rows).content == b"day,amount\n2025-03-04,1234.50\n2025-03-05,\n"


def test_object_of_tables_becomes_markdown_tables_under_headings():
    form = form_of("As two tables in o.md. Columns: name, low.", ["o.md"])
    answer = value({"Old": [{"name": "a|b", "low": 1.0}], "New": [{"name": "c", "low": None}]})
    assert fill(form, answer).content.decode() == (
        "## Old\n\n| name | low |\n| --- | --- |\n| a\\|b | 1 |\n\n"
        "## New\n\n| name | low |\n| --- | --- |\n| c |  |\n"
    )


@pytest.mark.parametrize(
    ("form", "answer", "text"),
    [
        (Form(decimals=2), value(0.98765), "0.99"),
        (Form(), value(41.0), "41"),
        (Form(), value(0.123456), "0.1235"),
        (Form(), value(["B", "A"]), "B, A"),
        (Form(), value(answer := {"mean": 2.5, "who": "A"}), "mean: 2.5\nwho: A"),
        (Form(), table(["n"], [7]), "7"),
        (Form(date="%Y-%m"), value("2005-03-01"), "2005-03"),
        (Form(), value(False), "no"),  # noqa: FBT003 - an answer
    ],
)  # fmt: skip
def test_answer_in_words_begins_with_the_value(form, answer, text):
    assert fill(form, answer).text == text


def test_rows_are_nested_by_the_columns_that_the_task_names_whatever_their_order():
    form = form_of("Write seen.json: bird -> {town: number}.", ["seen.json"])
    rows = [["Bonn", "owl", 2], ["Ulm", "owl", 1], ["Ulm", "kite", 4]]
    filled = fill(form, {"kind": "table", "columns": ["town", "bird", "n"], "rows": rows})
    assert json.loads(filled.content) == {"owl": {"Bonn": 2, "Ulm": 1}, "kite": {"Ulm": 4}}


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567.891, "1234567.891"), (0.5, "0.5"), (3.0, "3"), (1e6 + 0.25, "1000000.25")],
)
def test_number_without_a_stated_rounding_is_written_in_full(value, text):
    assert fill(form_of("What is the mean?"), {"kind": "value", "value": value}).text == text


@pytest.mark.parametrize("answer", [{"kind": "none"}, {"kind": "value", "value": None}])
@pytest.mark.parametrize(
    "text", ["Give @mean[x].", "Write a.json with total.", "What is the mean?"]
)
def test_program_that_leaves_no_answer_lacks_one(text, answer):
    form = form_of(text, ["a.json"] if "a.json" in text else [])
    assert "not set" in fill(form, answer).lacks


def test_column_that_repeats_one_with_its_name_is_not_taken_for_another():
    form = form_of("Write days.csv with the columns date and name.", ("days.csv",))
    rows = [["2024-01-01", "New Year", "2024-01-01"], ["2024-05-01", "May Day", "2024-05-01"]]
    filled = fill(form, table(["start", "title", "date"], *rows))
    assert filled.content == b"date,name\n2024-01-01,New Year\n2024-05-01,May Day\n"


HEADED = "Make o.md: one table under the heading Old, one under the heading New. Columns: a, b."


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (table(["a", "b"], [1, 2]), "a dict of 'Old', 'New' to a DataFrame"),
        (value({"Old": [{"a": 1, "b": 2}]}), "a dict of 'Old', 'New' to a DataFrame"),
        (value({"Old": [{"a": 1, "b": 2}], "New": []}), "the table for 'New' is empty"),
    ],
)
def test_document_of_several_tables_needs_each_of_them(answer, lacks):
    assert lacks in fill(form_of(HEADED, ("o.md",)), answer).lacks


def test_document_of_several_tables_has_them_in_the_order_of_their_headings():
    rows = [{"a": 1, "b": 2}]
    filled = fill(form_of(HEADED, ("o.md",)), value({"new": rows, "old": rows}))
    part = "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert filled.content.decode() == f"## Old\n\n{part}\n\n## New\n\n{part}\n"


def test_table_is_known_by_a_part_of_its_heading():
    form = form_of(HEADED.replace("Old", "Gram-old").replace("New", "Gram-new"), ("o.md",))
    rows = [{"a": 1, "b": 2}]
    assert fill(form, value({"new": rows, "old": rows})).content.startswith(b"## Gram-old\n")


def test_document_of_several_tables_is_parted_by_the_column_that_names_them():
    answer = table(["kind", "a", "b"], ["new", 1, 2], ["old", 3, 4])
    filled = fill(form_of(HEADED, ("o.md",)), answer)
    assert filled.content.decode().split("\n")[:5] == [
        "## Old",
        "",
        "| a | b |",
        "| --- | --- |",
        "| 3 | 4 |",
    ]


PER_TOWN = "Answer: @mean_price_bonn[mean], @max_price_bonn[max], @mean_price_ulm[mean], "
PER_TOWN += '@max_price_ulm[max], where "mean" and "max" are numbers.'


@pytest.mark.parametrize(
    "answer",
    [
        table(["town", "mean_price", "max_price"], ["Ulm", 1, 2], ["Bonn", 3, 4]),
        table(["town", "mean", "highest"], ["Ulm", 1, 2], ["Bonn", 3, 4]),
        value({"mean": {"Ulm": 1, "Bonn": 3}, "max": {"Ulm": 2, "Bonn": 4}}),
        value({"Ulm": {"mean_price": 1, "max_price": 2}, "Bonn": {"mean": 3, "max": 4}}),
    ],
)
def test_template_is_filled_by_the_words_of_rows_and_columns(answer):
    filled = fill(form_of(PER_TOWN), answer)
    if "highest" in answer.get("columns", ()):
        assert "lacks" in filled.lacks
    else:
        expected = "@mean_price_bonn[3] @max_price_bonn[4] @mean_price_ulm[1] @max_price_ulm[2]"
        assert filled.text == expected


def test_template_is_not_filled_in_order_where_rows_have_another():
    form = form_of("Answer: @mean_child[x], @mean_adult[x].")
    answer = table(["group", "avg(price)"], ["Adult", 8], ["Child", 3])
    assert fill(form, answer).text == "@mean_child[3] @mean_adult[8]"


def test_column_with_more_words_than_its_key_is_the_one_meant():
    form = form_of("Write o.csv with the columns order, day and sum.", ("o.csv",))
    answer = table(["Order No", "Day of it", "day", "sum"], ["A1", "x", "y", 3])
    assert fill(form, answer).content == b"order,day,sum\nA1,y,3\n"
    unclear = table(["Order No", "Order date", "Day of it", "day", "sum"], [1, 2, 3, 4, 5])
    assert "lacks 'order'" in fill(form, unclear).lacks


@pytest.mark.parametrize(
    "text", ["Answer: @mean[x] @sd[y].", "Write o.json with mean and sd."], ids=["form", "file"]
)
def test_value_that_is_no_number_is_told_apart_from_one_that_is_not_there(text):
    form = form_of(text, ("o.json",) if "o.json" in text else ())
    assert "leave out rows" in fill(form, value({"mean": None, "sd": 2.5})).lacks
    assert "leave out rows" not in fill(form, value({"other": 3, "sd": 2.5, "n": 1})).lacks


def test_slot_for_an_integer_is_rounded_to_one():
    form = form_of('Answer: @mean[m] @name[w] where "m" is a positive integer. "w" is a string.')
    assert (
        fill(form, value({"mean": 2081990.36, "name": "Ulm"})).text == "@mean[2081990] @name[Ulm]"
    )


@pytest.mark.parametrize(
    ("text", "rows", "left"),
    [
        ("the columns town and n: how many shops each town has", [["a", 2]] * 4, 1),
        ("the columns town and n: how many shops each town has", [["a", 2], ["b", 1]], 2),
        ("the columns town and n, all sales", [["a", 2]] * 4, 4),
        ("for each sale the columns town and n", [["a", 2], ["a", 2], ["b", 1], ["c", 1]], 4),
    ],
)
def test_group_whose_figures_are_in_each_of_its_rows_is_kept_once(text, rows, left):
    form = form_of(f"Write t.csv with {text}.", ["t.csv"])
    assert form.keys == ("town", "n")
    filled = fill(form, {"kind": "table", "columns": ["town", "n"], "rows": rows})
    assert len(filled.content.decode().splitlines()) == left + 1


def test_cell_that_holds_a_list_is_no_label():
    answer = table(["town", "n", "m"], [["Ulm"], 1, 2], [["Bonn", "Aken"], 3, 4])
    assert "lacks a value" in fill(form_of("Answer: @n_ulm[x], @n_bonn[x]."), answer).lacks
    headed = fill(form_of(HEADED, ("o.md",)), table(["a", "b"], [["Old"], 1], [{"New": 1}, 2]))
    assert "needs a table for each heading" in headed.lacks


@pytest.mark.parametrize(
    "text",
    [
        "w.csv: first column month (2024-01, 2024-02), then one column per station, rounded",
        "w.csv with a column for each station and one line per month",
        "w.csv, one row per month, one column each for the stations and a column per total",
    ],
)
def test_columns_that_the_data_name_stay_open(text):
    assert form_of(f"I want {text}.", ["w.csv"]).keys == ()
