"""One form in many wordings: terse, polite, as a list of points, as a sketch of JSON."""

from __future__ import annotations

import pytest

from hocket.agents.forms import form_of
from hocket.agents.forms.statements import points_as_sentences, sentences

OBJECT = [
    "rain.csv: wettest month and its rain. wet.json: month (like 2021-04), mm (1 decimal)",
    'I need wet.json: {"month": ..., "mm": ...}, the wettest month of rain.csv.',
    "- read rain.csv\n- find the wettest month\n- to wet.json\n- fields: month = which, mm = sum",
    "1. month: the wettest of rain.csv\n2. mm: how much fell in it\n3. put both into wet.json",
    "Please save the result in wet.json under month, written like 2021-04, and mm, a number.",
    "Put them into wet.json. The keys should be month and mm.",
    "Could you write wet.json, with month and mm as keys?",
    'Output: wet.json, an object like {"month": "2021-04", "mm": 12.5}.',
    "Store wet.json, stating month (the wettest one) and mm (its rain).",
]  # fmt: skip
OBJECTS = [
    'towns.csv -> top.json: [{"town": ..., "people": ...}, ...], largest first',
    "top.json, a list with entries {town, people}, largest first. From towns.csv.",
    "- data: towns.csv\n- save the list as top.json, every item with the fields town, people",
    "I want top.json as a list of objects with the keys town and people.",
    "Give me top.json, an array with one object for each town. Every object should contain town, "  # noqa: ISC004
    "which is its name, and people as a number.",
    "1. One object per town\n2. town: its name\n3. people: how many live there\n"  # noqa: ISC004
    "4. Write them as a list into top.json",
]  # fmt: skip
MAPPING = [
    "sales.csv: total per shop. out.json: {shop: total}",
    "Please save it as out.json, the shop as the key and the total, to 2 decimals, as value.",
    "- add up sales.csv by shop\n- out.json: an object with each shop and its total",
    "out.json should be an object that maps each shop to its total.",
    "Total of each shop as out.json, shop names as keys and totals as values.",
]
LISTS = [
    "Names of the open shops from shops.csv, sorted A-Z. Save as open.json (list of strings).",
    "* input shops.csv\n* keep the open ones\n* names only\n* save the list as open.json",
    "Write the names, in alphabetical order, as a list to open.json.",
    "A JSON list of names in open.json is what I need.",
    "Put their names in a list in open.json, beginning with the oldest shop.",
]
COLUMNS = [
    "loans.csv -> due.csv: card,title,due. due like 2025-04-30. Sort by due.",
    "I need due.csv with the header card,title,due, oldest first.",
    "- only lent books\n- Columns: card, title, due\n- Due: nothing but the date\n- to due.csv",
    "A CSV named due.csv with three columns, card, title and due; dates as in 2025-04-30.",
    "Make due.csv with a column card, a column title and a column due (like 2025-04-30).",
    "The columns of due.csv should be card, written as in the file, then title, and then due.",
    "due.csv, columns card | title | due, from loans.csv",
    "Save due.csv with the columns card (Mrs. B. Hill's), title and due, as they stand there.",
    "The new file should be named due.csv and consist of card, title and due.",
    "Please put them into due.csv, giving for each the card, the title and the due.",
]


@pytest.mark.parametrize("text", OBJECT)
def test_keys_of_an_object_are_read_in_any_wording(text):
    form = form_of(text, ["wet.json"])
    assert (form.shape, form.keys) == ("object", ("month", "mm"))


@pytest.mark.parametrize("text", OBJECTS)
def test_keys_of_a_list_of_objects_are_read_in_any_wording(text):
    form = form_of(text, ["top.json"])
    assert (form.shape, form.keys) == ("objects", ("town", "people"))


@pytest.mark.parametrize("text", MAPPING)
def test_mapping_is_read_in_any_wording(text):
    form = form_of(text, ["out.json"])
    assert (form.shape, form.keys, all(form.pair)) == ("mapping", (), True)


@pytest.mark.parametrize("text", LISTS)
def test_list_is_read_in_any_wording(text):
    form = form_of(text, ["open.json"])
    assert (form.shape, form.keys) == ("list", ())


@pytest.mark.parametrize("text", COLUMNS)
def test_columns_are_read_in_any_wording(text):
    assert form_of(text, ["due.csv"]).keys == ("card", "title", "due")


@pytest.mark.parametrize(
    ("text", "file", "shape"),
    [
        ("Per plot, {crop: kg}. Into yield.json.", "yield.json", "nested"),
        ("yield.json maps each plot to an object of the form {crop: kg}.", "yield.json", "nested"),
        ("yield.json: {plot: {crop: kg}}", "yield.json", "nested"),
        ('yield.json: {plot: {"kg": ..., "days": ...}}', "yield.json", "mapping of objects"),
        ('ages.json like {"Ann": 41, "Bo": 39, ...}', "ages.json", "mapping"),
        ("ages.json, keys in this style: 1950s", "ages.json", "mapping"),
        ("hours.json with monday to sunday as keys", "hours.json", "object"),
    ],
)  # fmt: skip
def test_levels_and_open_names_are_read_from_sketches(text, file, shape):
    assert form_of(text, [file]).shape == shape


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("- filter: only 2020\n- period: March to May\n- put the mean into o.json", "o.json"),
        ("Sum of sleep_total by order in mammals.csv, to o.json", "o.json"),
        ("Put what f({1: 2}) and g([1, 2]) return into o.json", "o.json"),
        ("Write o.csv with the same columns as before, without the empty rows.", "o.csv"),
        ("Tidy a.csv; columns stay the same. Save as o.csv.", "o.csv"),
        ("o.csv: one column for each year", "o.csv"),
        ("Dates in the file are like 19590328, values in ppm. Write o.json.", "o.json"),
        ("The workbook o.xlsx gets a sheet per warehouse.", "o.xlsx"),
    ],
)
def test_words_that_name_no_key_are_not_taken_for_one(text, file):
    assert form_of(text, [file]).keys == ()


@pytest.mark.parametrize(
    ("text", "file", "shape", "keys"),
    [
        ("The input has the keys name, age and town. Write the mean age to o.json.", "o.json",
         "open", ()),
        ("a.json is a list of objects with the fields name and age. How old are they on average? "  # noqa: ISC004
         "Save as o.json.", "o.json", "open", ()),
        ("a.csv has the columns day, rain and temp. Write o.csv with day and rain.", "o.csv",
         "open", ("day", "rain")),
        ('In a.json the entries look like {"name": ..., "port": ...}. Write the names to o.json as '  # noqa: ISC004
         "a list.", "o.json", "list", ()),
        ("The list in a.txt has 50 towns. Write o.json with the keys largest and smallest.",
         "o.json", "object", ("largest", "smallest")),
        ('Write o.json with the mean per town, for example {"Oslo": 3.2, "Bonn": 4.1}.', "o.json",
         "mapping", ()),
        ('The records in a.jsonl are {"user": ..., "act": ...}. Count them and write o.json.',
         "o.json", "open", ()),
        ("Columns of a.csv: id, name. Write to o.csv the town and the number of rows.", "o.csv",
         "open", ()),
        ("Drop the columns id, name. Write o.csv.", "o.csv", "open", ()),
        ("Rename the columns a, b, c to x, y, z. Write o.csv", "o.csv", "open", ()),
        ("Group by the columns town, year and write o.csv", "o.csv", "open", ()),
        ('o.json by the schema {"type": "object", "properties": {"town": {}}}', "o.json", "open",
         ()),
        ("a.json has the code as key and the town as value. Write o.json, a list of towns.",
         "o.json", "list", ()),
        ("Use temp_max and temp_min to compute the range per town. Write o.json.", "o.json",
         "open", ()),
        ("Write o.json:\r\n- total: all\r\n- mean: the mean\r\n", "o.json", "object",
         ("total", "mean")),
    ],
)  # fmt: skip
def test_keys_and_columns_of_the_input_are_not_those_of_the_answer(text, file, shape, keys):
    form = form_of(text, [file])
    assert (form.shape, form.keys) == (shape, keys)


def test_points_of_a_list_are_sentences_and_wrapped_lines_go_on():
    text = "To do:\n1) Read a.csv, the list\n   of towns\n2) Sum, e.g. by day\n\n"
    text += "Thanks. out.json: {day: n}"
    assert sentences(text) == [
        "To do:",
        "Read a.csv, the list of towns",
        "Sum, e.g. by day",
        "Thanks.",
        "out.json: {day: n}",
    ]
    assert points_as_sentences("- read a\n- mm: rain") == "Read a. mm: rain."
    assert points_as_sentences("One line, e.g. this") == "One line, e.g. this"
