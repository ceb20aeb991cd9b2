"""Input files as people have them reach the agent as text, and notes on them reach the user."""

from __future__ import annotations

import json

import pytest

import documents
from hocket import Goal, Hocket, Limits, Objective, Plan, Task
from hocket.testing import ScriptedLlm
from hosts import command, host

LATIN = "Ort;Preis\nKöln;5,20\nBonn;1,50\n".encode("cp1252")


async def run_with(tmp_path, **files: bytes):
    """The prompt of a run with these input files, and the finished run."""
    paths = []
    for name, content in files.items():
        path = tmp_path / name.replace("_", ".")
        path.write_bytes(content)
        paths.append(path)
    llm = ScriptedLlm(["An answer."])
    async with Hocket(llm=llm) as hocket:
        done = await hocket.run("What is in it?", inputs=paths, plan="single")
    return str(llm.requests[0].messages[-1].content), done


async def analysed(tmp_path, *deliverables: str):
    """The first prompt of an analysis of a table as a spreadsheet saves it, and the run."""
    (tmp_path / "orte.csv").write_bytes(LATIN)
    objective = Objective(description="The mean price", deliverables=deliverables)
    plan = Plan(tasks=(Task(task_id="t1", type="analysis", objective=objective),))
    llm = ScriptedLlm(lambda _: "An answer.")
    async with Hocket(llm=llm) as hocket:
        goal = Goal(text="x", limits=Limits(calls=1))
        done = await hocket.run(goal, inputs=[tmp_path / "orte.csv"], plan=plan)
    assert done.notes == (
        "orte.csv: read as cp1252 (a guess), columns separated by ';', decimal commas",
    )
    return str(llm.requests[0].messages[-1].content)


async def test_table_of_a_spreadsheet_is_loaded_with_its_words_and_numbers(tmp_path):
    prompt = await analysed(tmp_path, "mean.json")
    assert "DataFrame df (orte.csv: a table of 2 rows and 2 columns)" in prompt
    assert "'Ort': text, all different, such as 'Köln', 'Bonn'" in prompt
    assert "'Preis': number, 1.5 to 5.2" in prompt
    assert "csv.DictReader" not in prompt


async def test_table_for_several_results_is_shown_as_text_with_how_to_read_it(tmp_path):
    prompt = await analysed(tmp_path, "mean.json", "towns.json")
    assert "Köln;5,20" in prompt
    assert 'open("orte.csv", encoding="cp1252", newline="")' in prompt
    assert 'csv.DictReader(file, delimiter=";")' in prompt


async def test_agent_that_writes_a_text_gets_the_text_alone(tmp_path):
    prompt, done = await run_with(tmp_path, orte_csv=LATIN)
    assert "Köln;5,20" in prompt
    assert "reads it so" not in prompt
    assert len(done.notes) == 1


async def test_plain_table_has_no_note(tmp_path):
    prompt, done = await run_with(tmp_path, orte_csv=b"town,price\nBonn,1.5\n")
    assert "reads it so" not in prompt
    assert done.notes == ()


async def test_documents_are_shown_as_their_text_and_tables(tmp_path):
    prompt, done = await run_with(
        tmp_path,
        book_xlsx=documents.workbook(),
        paper_pdf=documents.pdf("Köln is large"),
        page_html=documents.PAGE.encode(),
    )
    assert "its contents are in book.xlsx.Prices.csv, book.xlsx.Notes.csv" in prompt
    assert "Köln,5.5,2024-03-01,true" in prompt
    assert "Köln is large" in prompt
    assert "Zwei große." in prompt
    assert "alert(1)" not in prompt
    assert done.notes == ("book.xlsx: hidden sheets were read too: Notes",)


async def test_part_of_a_document_goes_to_the_tasks_that_read_the_document(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(documents.workbook())
    (tmp_path / "other.txt").write_bytes(b"other")
    plan = Plan(
        tasks=(Task(task_id="t1", objective=Objective(description="x"), inputs=("book.xlsx",)),)
    )
    llm = ScriptedLlm(["An answer."])
    async with Hocket(llm=llm) as hocket:
        inputs = [tmp_path / "book.xlsx", tmp_path / "other.txt"]
        await hocket.run("x", inputs=inputs, plan=plan)
    prompt = str(llm.requests[0].messages[-1].content)
    assert "File book.xlsx.Prices.csv" in prompt
    assert "other.txt" not in prompt


async def test_goal_of_an_earlier_run_can_be_submitted_again(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(documents.workbook())
    llm = ScriptedLlm(["An answer.", "An answer."])
    async with Hocket(llm=llm) as hocket:
        first = await hocket.run("x", inputs=[tmp_path / "book.xlsx"], plan="single")
        goal = Goal.model_validate(first.state.goal.model_dump())
        second = await hocket.run(goal, plan="single")
    assert second.state.goal.inputs == first.state.goal.inputs


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("scan_pdf", documents.pdf(""), "not read: it has no text, only images"),
        ("photo_png", b"\x89PNG" + bytes(99), "not read: it is an image"),
        ("letter_doc", b"\xd0\xcf\x11\xe0" + bytes(99), "not read: it is an old Word file"),
        ("all_zip", b"PK\x03\x04" + bytes(99), "not read: it is damaged"),
    ],
)
async def test_file_that_cannot_be_read_is_named_in_the_result(tmp_path, name, content, note):
    _, done = await run_with(tmp_path, **{name: content})
    [text] = done.notes
    assert text.startswith(f"{name.replace('_', '.')}: {note}")


async def test_command_line_shows_the_notes_also_when_quiet(tmp_path):
    (tmp_path / "orte.csv").write_bytes(LATIN)
    async with host(tmp_path, {"say": "Towns."}) as environ:
        options = ("run", "x", "--single", "--input", "orte.csv")
        _, out, _ = await command(environ, *options)
        assert "input orte.csv: read as cp1252 (a guess)" in out
        _, out, err = await command(environ, *options, "--quiet")
        assert out == "Towns.\n"
        assert "input orte.csv: read as cp1252 (a guess)" in err
        _, out, _ = await command(environ, *options, "--json")
        assert json.loads(out)["notes"][0].startswith("orte.csv: read as cp1252 (a guess)")
        _, out, _ = await command(environ, "show", "last")
        assert "input orte.csv: read as cp1252 (a guess)" in out
