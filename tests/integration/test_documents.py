"""Documents of any kind are read in a child process, or the note says why not."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import secrets
import sqlite3
import subprocess
import sys
import textwrap
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest

import documents
from hocket.adapters.documents.reader import ChildReader
from hocket.documents.kind import kind_of


async def read(name: str, content: bytes):
    kind = kind_of(name, content)
    assert kind, name
    contents = await ChildReader().read(kind, content)
    return {ending: text.decode() for ending, text in contents.files.items()}, contents.note


async def test_workbook_gives_a_table_for_each_sheet():
    files, note = await read("a.xlsx", documents.workbook())
    assert files == {
        "Prices.csv": 'town,price,founded,open\nKöln,5.5,2024-03-01,true\n"Bonn, West",7,,false\n',
        "Notes.csv": '"a\nb",1\n',
    }
    assert note == "hidden sheets were read too: Notes"


async def test_workbook_fills_merged_cells_downwards_and_says_which_cells_have_no_value():
    files, note = await read("a.xlsx", documents.merged_workbook())
    assert files["Sales.csv"] == "region,town,sum\nNorth,Kiel,1\nNorth,Husum,\nSouth,Ulm,\n"
    assert "1 formulas have no value in the file" in note
    assert "1 cells hold an error such as #N/A" in note


async def test_merged_cells_before_the_table_change_nothing_in_it():
    files, note = await read("a.xlsx", documents.workbook_with_empty_merged_cells())
    assert (files["Sheet.csv"], note) == ("k,v\na,1\nb,2\nc,3\n", "")


async def test_word_file_gives_its_text_and_its_tables():
    files, note = await read("a.docx", documents.word())
    assert files["txt"].split("\n") == [
        "# Report",
        "Köln is large.",
        "| town | price |",
        "| Köln | 5 |",
        "",
    ]
    assert (files["table-1.csv"], note) == ("town,price\nKöln,5\n", "")


async def test_pdf_gives_the_text_of_each_page_and_names_those_without():
    files, note = await read("a.pdf", documents.pdf("Köln is large", "", "The end"))
    assert "[page 1]\nKöln is large\n\n[page 2]" in files["txt"]
    assert "[page 3]\nThe end" in files["txt"]
    assert note == "pages without text (images?): 2"


async def test_parquet_gives_a_table(tmp_path):
    files, note = await read("a.parquet", documents.parquet(tmp_path))
    assert (files, note) == (
        {"table.csv": "town,price,founded,tags\nKöln,5.5,2024-03-01,[1]\n"},
        "",
    )


async def test_notebook_gives_its_cells_and_what_they_printed():
    files, note = await read("a.ipynb", documents.notebook())
    assert files["md"].startswith("# Sums\nof prices\n\n```python\nprint(6 * 7)\n```\n\nOutput:")
    assert "42" in files["md"]
    assert "ValueError: no" in files["md"]
    assert note == "1 images were not read"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
async def test_page_gives_its_visible_text_and_its_tables(encoding):
    files, note = await read("a.html", documents.PAGE.encode(encoding))
    assert "Städte\n\nZwei große." in files["txt"]
    assert "alert" not in files["txt"]
    assert (files["table-1.csv"], note) == ('Ort,Preis\nKöln,"5,20"\n', "")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><td rowspan=2>A<td>1<tr><td>2", "A,1\nA,2\n"),
        ("<tr><th>n<th colspan=2>sums<tr><td>A<td>1<td>2", "n,sums,\nA,1,2\n"),
        ("<tr><td>A<td rowspan=3>x<td>1<tr><td>B<td>2<tr><td>C<td>3", "A,x,1\nB,x,2\nC,x,3\n"),
        ("<tr><td rowspan='2'>A<td rowspan='2'>B<td>1<tr><td>2<tr><td>C<td>D<td>3",
         "A,B,1\nA,B,2\nC,D,3\n"),
        ("<tr><td rowspan=0>A<td colspan=x>1<tr><td>B<td colspan=-1>2", "A,1\nB,2\n"),
        ("<tr><td rowspan=99>A<td>1", "A,1\n"),
        ("<tr><td>A<td rowspan=3>x<tr><td colspan=2 rowspan=2>B<tr><td>1<tr><td>C<td>2",
         "A,x\nB,x\nB,x,1\nC,2\n"),
        ("<tr><td> A <b>b</b><br>c </td> <td>1</td></tr> d <tr><td><table><td>2<td>3</table>",
         "A bc  ,1 d \n23\n"),
    ],
)  # fmt: skip
async def test_cells_of_a_page_that_span_rows_or_columns_keep_the_others_in_place(table, rows):
    files, _ = await read("a.html", f"<p>x</p><table>{table}</table>".encode())
    assert files["table-1.csv"] == rows


async def test_page_with_thousands_of_spans_is_read():
    rows = 10_000
    table = "<tr><td rowspan=2>A<td>1<tr><td>2" * rows
    files, note = await read("a.html", f"<table>{table}</table>".encode())
    assert (files["table-1.csv"], note) == ("A,1\nA,2\n" * rows, "")


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
async def test_compressed_text_is_unpacked(compress):
    files, note = await read("a.csv.gz", compress("Ort;Größe\nKöln;5\n".encode("cp1252")))
    assert (files, note) == ({"txt": "Ort;Größe\nKöln;5\n"}, "")


async def test_compressed_file_that_is_no_text_or_damaged_is_noted():
    assert (await read("a.gz", gzip.compress(b"\x89PNG" + bytes(9))))[1].startswith(
        "not read: what is compressed in it is no text"
    )
    assert (await read("a.gz", gzip.compress(b"text" * 99)[:20]))[1].startswith("not read")


async def test_database_gives_each_of_its_tables(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        database.execute('CREATE TABLE "big towns" (name TEXT, people REAL, seal BLOB)')
        database.execute("CREATE TABLE rivers (name TEXT)")
        database.execute(
            "INSERT INTO \"big towns\" VALUES ('Köln', 1.0, NULL), ('Ulm', 0.5, x'41')"
        )
        database.commit()
    files, note = await read("a.db", (tmp_path / "a.db").read_bytes())
    assert files == {
        "big towns.csv": "name,people,seal\nKöln,1,\nUlm,0.5,A\n",
        "rivers.csv": "name\n",
    }
    assert note == ""


async def test_archive_gives_its_texts_under_their_names():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("data/a.csv", "x\n1\n")
        archive.writestr("README", "Read me")
        archive.writestr("__MACOSX/._a.csv", "no")
        archive.writestr("seal.png", b"\x89PNG" + bytes(9))
        archive.writestr("data\\b: 1?.csv", "y\n")
        archive.writestr("data\\.b.csv", "no")
    files, note = await read("a.zip", out.getvalue())
    assert files == {"a.csv": "x\n1\n", "README.txt": "Read me", "b 1.csv": "y\n"}
    assert note == "not read, unpack it: seal.png"


async def test_page_is_read_in_the_encoding_that_it_states():
    page = '<meta charset="windows-1251"><p>Москва и Orte</p>'.encode("cp1251")
    files, _ = await read("a.html", page)
    assert "Москва и Orte" in files["txt"]


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("a.pdf", documents.pdf("", ""), "it has no text, only images or nothing; run OCR"),
        ("a.pdf", documents.encrypted_pdf(), "it is encrypted; remove its password"),
        ("a.xlsx", documents.encrypted_office(), "it is encrypted; remove its password"),
        ("a.docx", documents.encrypted_office(), "it is encrypted; remove its password"),
        ("a.xlsx", documents.bomb(), "it unpacks to 629145"),
        ("a.xlsx", documents.sparse_workbook(), ""),
        ("a.xlsx", documents.empty_workbook(), "its sheets are empty"),
        ("a.docx", documents.empty_word(), "it has no text"),
        ("a.ipynb", b"{}", "it is no Jupyter notebook of format 4"),
        ("a.ipynb", b'{"cells": []}', "it has no text"),
        ("a.html", b"<script>x</script>", "it shows no text"),
        ("a.pdf", b"%PDF-1.7 nothing", "it is damaged"),
        ("a.xlsx", documents.workbook()[:900], "it is damaged"),
        ("a.docx", documents.word()[:-2000], "it is damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is damaged"),
        ("a.parquet", b"PAR1nothing", "it is damaged"),
    ],
)
async def test_document_that_cannot_be_read_is_noted_with_the_reason(name, content, note):
    files, said = await read(name, content)
    assert files == {} or name == "a.pdf"
    assert "not read" in said
    assert note in said


async def test_document_that_takes_too_long_is_noted():
    contents = await ChildReader(0.001).read("pdf", documents.pdf("x"))
    assert (dict(contents.files), contents.note) == ({}, "not read: it takes longer than 0.001 s")


async def test_missing_library_is_noted_with_the_command_that_installs_it(tmp_path, monkeypatch):
    for package in ("pypdf", "python_calamine", "docx", "duckdb"):
        hidden = tmp_path / f"{package}.py"
        hidden.write_text(
            textwrap.dedent(f"""
            raise ModuleNotFoundError("No module named {package}", name="{package}")
            """)
        )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    for name, content, extra in (
        ("a.pdf", documents.pdf("x"), "files"),
        ("a.xlsx", documents.workbook(), "files"),
        ("a.docx", documents.word(), "files"),
        ("a.parquet", b"PAR1", "parquet"),
    ):
        _, note = await read(name, content)
        assert f"run pip install 'hocket[{extra}]'" in note


async def test_library_that_no_extra_installs_is_noted_without_a_command(tmp_path, monkeypatch):
    (tmp_path / "_lzma.py").write_text('raise ModuleNotFoundError("", name="_lzma")')
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    _, note = await read("a.xz", lzma.compress(b"text"))
    assert note == "not read: reading it needs _lzma; use a Python that has it"


# Starts the child on a document that never comes: its file is a pipe that nobody writes to.
HOLDER = """
import os, subprocess, sys, time
from hocket.adapters.documents.reader import CHILD
words = [sys.executable, "-m", CHILD, "pdf", sys.argv[1], str(os.getpid())]
subprocess.Popen(words)
print("ready", flush=True)
time.sleep(100)
"""


@pytest.mark.parametrize("wait_s", [0.0, 0.1, 2.0])
def test_child_ends_with_a_killed_parent(tmp_path, wait_s):
    pipe = tmp_path / secrets.token_hex(8)
    os.mkfifo(pipe)
    arguments = [sys.executable, "-c", HOLDER, str(pipe)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as holder:
        holder.stdout.readline()
        time.sleep(wait_s)
        holder.kill()
    end = time.monotonic() + 30
    while (survivors := running_with(str(pipe))) and time.monotonic() < end:
        time.sleep(0.05)
    assert survivors == []


def running_with(word: str) -> list[str]:
    """The command lines of all processes that name something."""
    commands = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            commands.append(path.read_bytes().decode(errors="replace"))
    return [command for command in commands if word in command]
