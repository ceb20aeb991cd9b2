"""The parts of documents have names that files can have, and the note says what was left out."""

from __future__ import annotations

import gzip

import pytest

from hocket.adapters.documents.compressed import read
from hocket.adapters.documents.output import NAME_BYTES, Output
from hocket.core.goal import InputFile


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("txt", "txt"),
        ("a.csv", "a.csv"),
        ("a/b\\c.csv", "a b c.csv"),
        ("\x1b[2J\n.csv", "2J.csv"),
        ("Prices.csv, of 1/2", "Prices.csv of 1 2.txt"),
        ("..csv", "table.csv"),
        ("ж" * 200 + ".csv", "ж" * (NAME_BYTES // 2) + ".csv"),
    ],
)
def test_name_of_a_part_is_one_that_a_file_can_have(given, name):
    output = Output()
    output.text(given, "x")
    assert list(output.files) == [name]
    assert InputFile(name=name, digest="0" * 64, size_bytes=1)


def test_parts_whose_names_become_the_same_are_numbered():
    output = Output()
    for name in ("a?.csv", "a!.csv", "txt", "txt"):
        output.text(name, "x")
    assert list(output.files) == ["a.csv", "a-2.csv", "txt", "2.txt"]


def test_note_has_no_control_characters_of_a_name():
    output = Output()
    output.remarks.append("sheet \x1b[2JA\nB was not read")
    assert output.document()["note"] == "sheet  [2JA B was not read"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Straße und Weg ", "utf-8"),
        ("Привет, мир", "utf-8"),
        ("abcdefghijklmnop€", "utf-8"),
        ("🌧🌂🎈☂", "utf-8"),
        ("Größe; Köln; ", "cp1252"),
        ("Köln ", "utf-16"),
    ],
)
@pytest.mark.parametrize("most_chars", range(40, 50))
def test_compressed_text_that_is_too_long_is_cut_between_characters(
    tmp_path, text, encoding, most_chars
):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress((text * 99).encode(encoding)))
    output = Output(most_chars)
    read(path, output)
    assert output.files == {"txt": (text * 99)[:most_chars]}
    assert output.remarks == [f"only the first {most_chars} characters were read"]


def test_compressed_text_of_the_most_characters_is_whole(tmp_path):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(("🌧" * 40).encode()))
    output = Output(40)
    read(path, output)
    assert (output.files, output.remarks) == ({"txt": "🌧" * 40}, [])
