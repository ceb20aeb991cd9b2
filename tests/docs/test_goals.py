"""The suites of goals run, go on where they stopped, and give their tables."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from hosts import host, seen

pytestmark = pytest.mark.timeout(120)
ROOT = Path(__file__).parents[2]
GOALS = [
    {"name": "river", "kind": "text", "goal": "Which river is it?", "inputs": ["note.txt"]},
    {"name": "city", "kind": "reason", "goal": "Which city is it?", "inputs": []},
    {
        "name": "paper",
        "kind": "report",
        "goal": "Write city.md.",
        "schema": {"city.md": {}},
        "inputs": [],
    },
]
JUDGES = """
def says(word):
    return lambda folder, answer: word in answer and (folder / "result.md").is_file()

def fails(folder, answer):
    raise ValueError("no")

JUDGES = {"river": says("Nile"), "city": says("Paris"), "paper": fails}
"""


@pytest.fixture
def suite(tmp_path) -> Path:
    folder = tmp_path / "suite"
    (folder / "inputs").mkdir(parents=True)
    (folder / "inputs/note.txt").write_text("It is long.")
    (folder / "goals.json").write_text(json.dumps(GOALS))
    (folder / "judges.py").write_text(JUDGES)
    return folder


async def bench(environ: dict, script: str, *words: object) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        f"bench/{script}.py",
        *map(str, words),
        cwd=ROOT,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()


async def test_goals_are_judged_and_a_second_start_goes_on(tmp_path, suite):
    options = ("--suite", suite, "--out", tmp_path / "rows", "--baseline", "bare")
    async with host(
        tmp_path, {"if": "It is long.", "say": "The Nile."}, {"say": "Rome."}
    ) as environ:
        first = await bench(environ, "goals", *options, "--only", "river", "city")
        calls = len(seen(environ))
        again = await bench(environ, "goals", *options, "--only", "river", "city")
        assert len(seen(environ)) == calls
        await bench(environ, "goals", *options)
        assert len(seen(environ)) > calls
    table = first[first.index("| run") :]
    assert again.strip() == table.strip()
    heads, _, hocket, bare = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[:4]
    ]
    assert heads[:3] == ["run", "goals", "right"]
    assert hocket[:3] == ["hocket", "2", "1 of 2 (50 %)"]
    assert bare[:3] == ["bare", "2", "1 of 2 (50 %)"]
    rows = json.loads((tmp_path / "rows/bare/rows.json").read_text())
    assert [row["right"] for row in rows] == [True, False, "the judge failed: ValueError('no')"]
    assert (tmp_path / "rows/hocket/river/in/note.txt").read_text() == "It is long."
    assert (tmp_path / "rows/bare/paper/out/city.md").read_text() == "Rome."


async def test_goal_that_the_suite_does_not_have_is_refused(tmp_path, suite):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("bench/goals.py", "--suite", str(suite), "--only", "sea"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    assert process.returncode == 1
    assert err.decode().strip() == f"--only: {suite} has no sea"


async def test_questions_are_asked_in_their_form(tmp_path):
    folder = tmp_path / "suite"
    (folder / "tables").mkdir(parents=True)
    (folder / "tables/a.csv").write_text("n\n1\n")
    question = {
        "id": 7,
        "question": "The sum?",
        "constraints": "None.",
        "format": "@sum[value]",
        "file_name": "a.csv",
        "level": "easy",
        "answers": [["sum", "1"]],
    }
    (folder / "questions.jsonl").write_text(json.dumps(question))
    (folder / "run.py").write_text(
        "def is_right(text, answers):\n    return all(f'@{n}[{v}]' in text for n, v in answers)\n"
    )
    program = "```python\nprint('@sum[1]')\n```"
    rows = tmp_path / "rows"
    options = ("--suite", folder, "--out", rows, "--care", "low", "--baseline", "program")
    async with host(tmp_path, {"say": program}) as environ:
        out = await bench(environ, "dabench", *options)
        assert "Answer in this form: @sum[value]" in "\n".join(seen(environ))
    [row] = [line for line in out.splitlines() if line.startswith("| program")]
    assert [cell.strip() for cell in row.split("|")][2:4] == ["1", "1 of 1 (100 %)"]
