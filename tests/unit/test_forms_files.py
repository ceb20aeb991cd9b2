"""Rows in the files that people ask for beside JSON, CSV and Markdown."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from hocket.agents.forms import fill, form_of, written
from hocket.documents.profile import read_table
from hocket.review.agreement import Work, compare

TOWNS = {
    "kind": "table",
    "columns": ["town", "mean age", "open", "since"],
    "rows": [["Köln & Co", 41.256, True, "2001-02-03"], ["<Ulm>", 7, False, None]],
}


def content(file, text="with two decimals", answer=TOWNS):
    filled = fill(form_of(f"Write {file} {text}.", [file]), answer)
    assert not filled.lacks
    return filled.content


def test_rows_become_a_page_with_a_table():
    text = content("mean_age.html").decode()
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert "<caption>mean age</caption>" in text
    assert "<tr><th>town</th><th>mean age</th><th>open</th><th>since</th></tr>" in text
    assert "<tr><td>Köln &amp; Co</td><td>41.26</td><td>True</td><td>2001-02-03</td></tr>" in text
    assert "<tr><td>&lt;Ulm&gt;</td><td>7</td><td>False</td><td></td></tr>" in text


def test_rows_become_xml_that_is_read_as_the_same_table():
    table = read_table("towns.xml", content("towns.xml"))
    assert table.names == ("town", "mean_age", "open", "since")
    assert table.rows == [["Köln & Co", "41.26", "True", "2001-02-03"], ["<Ulm>", "7", "False", ""]]


@pytest.mark.parametrize("file", ["towns.jsonl", "towns.ndjson"])
def test_rows_become_json_lines_with_an_object_each(file):
    lines = [json.loads(line) for line in content(file).decode().splitlines()]
    assert lines == [
        {"town": "Köln & Co", "mean age": 41.26, "open": True, "since": "2001-02-03"},
        {"town": "<Ulm>", "mean age": 7, "open": False, "since": None},
    ]


@pytest.mark.parametrize("file", ["towns.yaml", "towns.yml"])
def test_rows_become_yaml_that_is_read_as_the_same_table(file):
    table = read_table(file, content(file))
    assert table.names == ("town", "mean age", "open", "since")
    assert table.rows == [
        ["Köln & Co", "41.26", "true", "2001-02-03"],
        ["<Ulm>", "7", "false", None],
    ]


def test_nested_value_becomes_yaml_in_its_shape():
    value = {"no": [1.256, "a: b"], "empty": [], "in": {"x y": "12:30", "ä": "yes"}}
    text = content("a.yaml", answer={"kind": "value", "value": value}).decode()
    assert text == ('"no":\n  - 1.26\n  - "a: b"\nempty: []\nin:\n  x y: "12:30"\n  "ä": "yes"\n')


def test_rows_become_a_workbook_whose_cells_have_their_types():
    book = load_workbook(io.BytesIO(content("towns_of: 2024.xlsx")))
    sheet = book.worksheets[0]
    assert sheet.title == "towns of 2024"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["town", "mean age", "open", "since"]
    assert rows[1][:3] == ["Köln & Co", 41.26, True]
    assert rows[1][3].date().isoformat() == "2001-02-03"
    assert rows[2] == ["<Ulm>", 7, False, None]


def test_workbook_of_the_same_rows_has_the_same_bytes():
    assert content("a.xlsx") == content("a.xlsx")


def test_workbook_keeps_long_numbers_codes_and_odd_characters():
    answer = {"kind": "table", "columns": ["a"], "rows": [["007"], [12345678901234567], ["x\x01y"]]}
    sheet = load_workbook(io.BytesIO(content("a.xlsx", answer=answer))).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        "007",
        "12345678901234567",
        "xy",
    ]


@pytest.mark.parametrize("file", ["a.html", "a.xml", "a.jsonl", "a.xlsx", "a.tsv"])
def test_file_has_the_columns_that_are_asked_for(file):
    form = form_of(f"Write {file} with columns since and town.", [file])
    assert form.keys == ("since", "town")
    assert (
        "population" in fill(form_of(f"Write {file} with columns population.", [file]), TOWNS).lacks
    )


@pytest.mark.parametrize(
    ("file", "text"),
    [("a.html", "<table>\n<tr><td>5</td></tr></table>"), ("a.xml", "<?xml version='1.0'?><a/>")],
)
def test_markup_that_a_program_made_is_handed_over(file, text):
    answer = written(file, text.encode())
    assert fill(form_of(f"Write {file}.", [file]), answer).content == f"{text}\n".encode()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.jsonl", '{"n": 1.234}\n{"n": 2}\n'),
        ("a.yaml", "- n: 1.234\n- n: 2\n"),
        ("a.xml", "<r><row><n>1.234</n></row><row><n>2</n></row></r>"),
    ],
)
def test_file_that_a_program_wrote_is_read_as_rows(file, text):
    assert [list(map(str, row)) for row in written(file, text.encode())["rows"]] == [
        ["1.234"],
        ["2"],
    ]


def test_rows_become_a_calendar_that_is_read_as_the_same_events():
    answer = {
        "kind": "table",
        "columns": ["Title", "Start", "End", "Room"],
        "rows": [
            ["Tea, at five; " + "ä" * 60, "2024-05-01T17:00:00", "2024-05-01 18:30", "Hall"],
            ["Trip", "2024-05-10", None, None],
        ],
    }
    made = content("days.ics", answer=answer)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    table = read_table("days.ics", made)
    rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    assert [(row["SUMMARY"], row["DTSTART"], row["DTEND"], row["LOCATION"]) for row in rows] == [
        ("Tea, at five; " + "ä" * 60, "2024-05-01T17:00:00", "2024-05-01T18:30:00", "Hall"),
        ("Trip", "2024-05-10", "", ""),
    ]
    assert rows[0]["UID"] != rows[1]["UID"]


def test_day_and_time_in_columns_of_their_own_begin_an_event():
    answer = {
        "kind": "table",
        "columns": ["date", "time", "title"],
        "rows": [["2024-05-01", "09:30", "x"]],
    }
    assert b"DTSTART:20240501T093000\r\n" in content("days.ics", answer=answer)


def test_rows_become_an_address_book_that_is_read_as_the_same_people():
    answer = {
        "kind": "table",
        "columns": ["first name", "last name", "Mobile phone", "Work e-mail", "City", "Birthday"],
        "rows": [["Ada", "Byron", "017", "a@b.org", "London; UK", "1815-12-10"]],
    }
    table = read_table("people.vcf", content("people.vcf", answer=answer))
    assert dict(zip(table.names, table.rows[0], strict=True)) == {
        "name": "Ada Byron",
        "family": "Byron",
        "given": "Ada",
        "phone_mobile": "017",
        "email": "a@b.org",
        "email_work": "a@b.org",
        "city": "London; UK",
        "birthday": "1815-12-10",
    }


@pytest.mark.parametrize(("file", "lacks"), [("a.ics", "start"), ("a.vcf", "name")])
def test_rows_without_the_columns_of_a_file_lack_them(file, lacks):
    answer = {"kind": "table", "columns": ["n"], "rows": [[1]]}
    assert lacks in fill(form_of(f"Write {file}.", [file]), answer).lacks


@pytest.mark.parametrize(
    "file", ["a.html", "a.xml", "a.yaml", "a.yml", "a.xlsx", "a.jsonl", "a.vcf", "a.ics"]
)
def test_files_of_rows_agree_where_their_values_do(file):
    def made(*numbers):
        rows = [[f"N{n}", f"2024-01-0{n}", n, 1.5 * n] for n in numbers]
        answer = {"kind": "table", "columns": ["name", "start", "phone", "x"], "rows": rows}
        return Work("", {file: content(file, "", answer)})

    def agrees(first, second):
        return compare(first, second, goal="List them.", deliverables=[file]).agrees

    assert agrees(made(1, 2, 3), made(3, 1, 2))
    assert not agrees(made(1, 2, 3), made(1, 2, 4))
    assert not agrees(made(1, 2, 3), made(1, 2))
