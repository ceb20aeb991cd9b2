"""Tools: functions and file tools; wrong arguments are reported, no path leaves the folder."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import documents
from hocket import tool
from hocket.errors import ConfigError, InvalidInputError, LoopError
from hocket.execute.files import ListFiles, ReadFile, WriteFile
from hocket.execute.folder import collect, inside, lay_out
from hocket.execute.python import RunPython
from hocket.execute.repetition import Repetition
from hocket.ports.sandbox import SandboxResult
from hocket.ports.tool import ToolPlace


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    return ToolPlace(folder, "key")


@tool(effect="none")
def area(width: float, unit: Literal["cm", "m"] = "m", *, json: bool = False) -> str:
    """The area of a square."""
    return f"{width * width} {unit}{' json' if json else ''}"


@tool
async def explode(what: str) -> str:
    """Fail."""
    raise RuntimeError(what)


async def test_function_tool_is_described_by_its_signature(place):
    assert (area.name, area.description, area.effect) == ("area", "The area of a square.", "none")
    assert area.parameters["required"] == ["width"]
    assert area.parameters["properties"]["unit"]["enum"] == ["cm", "m"]
    assert (await area.use({"width": 2, "json": True}, place)).text == "4.0 m json"
    assert area(3.0) == "9.0 m"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "width is missing; give it"),
        ({"width": "wide"}, "width: 'wide' does not fit"),
        ({"width": 1, "height": 2}, "height is not an argument"),
        ({"width": 1, "unit": "km"}, "unit: 'km' does not fit"),
    ],
)
async def test_function_tool_with_wrong_arguments_answers_with_the_fault(place, arguments, message):
    result = await area.use(arguments, place)
    assert not result.ok
    assert message in result.text


async def test_function_tool_that_raises_answers_with_the_exception(place):
    result = await explode.use({"what": "boom"}, place)
    assert (result.ok, result.text) == (False, "RuntimeError: boom")


async def test_function_that_asks_for_its_place_gets_it_and_no_llm_sees_it(place):
    @tool(effect="idempotent")
    def pay(to: str, place: ToolPlace, *, again: ToolPlace | None = None) -> str:
        """Pay."""
        return f"{to} {place.key} {again.key}"

    assert list(pay.parameters["properties"]) == ["to"]
    assert (await pay.use({"to": "ann"}, place)).text == "ann key key"
    refused = await pay.use({"to": "ann", "place": "x"}, place)
    assert "place is not an argument" in refused.text


async def test_function_that_asks_for_files_finds_them_in_the_folder(place):
    @tool(effect="none", files=True)
    def shout(name: str, place: ToolPlace) -> str:
        """Write a file in capitals."""
        path = place.folder / name
        path.write_text(path.read_text().upper())
        return "done"

    lay_out(place.folder, {"a.txt": b"quiet"})
    assert (shout.uses_files, area.uses_files) == (True, False)
    await shout.use({"name": "a.txt"}, place)
    assert collect(place.folder) == {"a.txt": b"QUIET"}


@pytest.mark.parametrize("source", ["def f(x): pass", "def f(*args: int): pass"])
def test_function_without_types_or_names_is_refused(source):
    names: dict = {}
    exec(source, names)  # noqa: S102 - our own source
    with pytest.raises(ConfigError, match="tool f"):
        tool(names["f"])


async def test_files_are_written_listed_and_read(place):
    assert (await WriteFile().use({"path": "a/b.txt", "content": "one\ntwo\n"}, place)).ok
    assert "a/b.txt\t8" in (await ListFiles().use({}, place)).text
    assert (await ReadFile().use({"path": "a/b.txt"}, place)).text == "one\ntwo"
    second = await ReadFile().use({"path": "a/b.txt", "start_line": 2, "lines": 1}, place)
    assert second.text == "two"


async def test_file_too_long_for_one_read_says_where_to_continue(place):
    lay_out(place.folder, {"long.txt": b"line\n" * 500})
    result = await ReadFile().use({"path": "long.txt"}, place)
    assert "[300 more lines; read on from line 201]" in result.text


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/passwd", "a/../../out", "", "link/x", "a\0b", "secret"]
)
async def test_name_outside_the_folder_is_refused(place, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_text("secret")
    (place.folder / "link").symlink_to(outside)
    (place.folder / "secret").symlink_to(outside / "x")
    read = await ReadFile().use({"path": name}, place)
    assert not read.ok
    assert "secret\n" not in read.text + "\n" or name == "secret"
    await WriteFile().use({"path": name, "content": "harm"}, place)
    assert (outside / "x").read_text() == "secret"
    assert [p.name for p in outside.iterdir()] == ["x"]


@given(st.text(max_size=30))
def test_any_name_stays_inside_or_is_refused(name):
    root = Path("/folder")
    try:
        path = inside(root, name)
    except InvalidInputError:
        return
    assert Path(os.path.normpath(path)).is_relative_to(root)


async def test_folder_is_collected_without_links_and_pipes(place, tmp_path):
    (tmp_path / "secret").write_text("x")
    lay_out(place.folder, {"a.txt": b"1", "sub/b.txt": b"2"})
    (place.folder / "link").symlink_to(tmp_path / "secret")
    os.mkfifo(place.folder / "pipe")
    files = await asyncio.to_thread(collect, place.folder)
    assert files == {"a.txt": b"1", "sub/b.txt": b"2"}
    with pytest.raises(InvalidInputError, match="more than 1 bytes"):
        collect(place.folder, limit_bytes=1)


def test_same_call_with_the_same_result_three_times_is_a_loop():
    repetition = Repetition()
    repetition.note("look", b"a", b"1")
    repetition.note("look", b"a", b"1")
    with pytest.raises(LoopError, match="same call of look gave the same result 3 times"):
        repetition.note("look", b"a", b"1")


def test_two_alternating_calls_are_a_loop():
    repetition = Repetition()
    for n in range(5):
        repetition.note("look", b"ab"[n % 2 : n % 2 + 1], b"12"[n % 2 : n % 2 + 1])
    with pytest.raises(LoopError, match="took turns"):
        repetition.note("look", b"b", b"2")


def test_many_calls_without_a_new_result_are_a_loop():
    repetition = Repetition()
    for n in range(6):
        repetition.note("look", str(n).encode(), b"nothing")
    with pytest.raises(LoopError, match="nothing new"):
        repetition.note("look", b"again", b"nothing")


def test_calls_with_new_results_continue():
    repetition = Repetition()
    for n in range(50):
        repetition.note("look", b"same", str(n).encode())


class Failing:
    """A sandbox in which every program ends with an exit code."""

    def __init__(self, exit_code: int) -> None:
        self.exit_code = exit_code

    async def run_python(self, *_arguments, **_options) -> SandboxResult:
        return SandboxResult(self.exit_code, "", "UnicodeDecodeError", 0.1)


async def test_program_that_fails_is_told_how_files_that_are_not_plain_are_read(place):
    (place.folder / "orte.csv").write_bytes("Ort;Preis\nKöln;5,20\n".encode("cp1252"))
    (place.folder / "plain.csv").write_bytes(b"a,b\n1,2\n")
    result = await RunPython(Failing(1)).use({"code": "open('orte.csv')"}, place)
    assert 'open("orte.csv", encoding="cp1252", newline="")' in result.text
    assert "plain.csv" not in result.text
    result = await RunPython(Failing(0)).use({"code": "open('orte.csv')"}, place)
    assert "orte.csv" not in result.text


async def test_program_may_import_the_libraries_of_its_tool_only(place):
    class Recording(Failing):
        async def run_python(self, *_arguments, libraries) -> SandboxResult:
            return SandboxResult(0, " ".join(libraries) or "none", "", 0.1)

    for libraries, printed in (((), "none"), (("sympy",), "sympy")):
        result = await RunPython(Recording(0), libraries=libraries).use({"code": "x"}, place)
        assert printed in result.text


async def test_read_file_in_another_encoding_is_shown_with_a_note(place):
    (place.folder / "a.txt").write_bytes("Größe: 5 €".encode("cp1252"))
    (place.folder / "b.txt").write_bytes("Größe".encode("utf-16"))
    (place.folder / "c.xlsx").write_bytes(documents.workbook())
    (place.folder / "c.xlsx.Prices.csv").write_bytes(b"a\n")
    result = await ReadFile().use({"path": "a.txt"}, place)
    assert result.text == "[read as cp1252 (a guess)]\nGröße: 5 €"
    assert (await ReadFile().use({"path": "b.txt"}, place)).text == "Größe"
    result = await ReadFile().use({"path": "c.xlsx"}, place)
    assert not result.ok
    assert result.text == "'c.xlsx' is not text: its contents are in c.xlsx.Prices.csv"
