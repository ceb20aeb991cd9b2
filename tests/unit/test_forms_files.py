"""Rows in the files that people ask for beside JSON, CSV and Markdown."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from hocket.agents.forms import fill, form_of, written
from hocket.documents.profile import read_table

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
