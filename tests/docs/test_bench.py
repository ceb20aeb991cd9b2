"""The measuring scripts run, and the document of the benchmark lists the scenarios it has."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).parents[2]


def printed(script: str, *words: str) -> str:
    command = [sys.executable, f"bench/{script}.py", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_bench_document_lists_the_scenarios_as_the_command_prints_them():
    assert printed("story", "--list") in (ROOT / "docs/bench.md").read_text(encoding="utf-8")


def test_bench_runs_bare_calls_and_whole_stories_of_every_scenario():
    lines = printed("story", "--rounds", "1").splitlines()
    assert [line[:2] for line in lines[1:-1]] == ["S1", "S2", "S2", "S3", "S4", "S5", *["S6"] * 3]
    assert all(line.count("│") == 3 for line in lines[:7])


def test_bench_compares_two_checkouts_row_by_row():
    heading, *rows, verdict = printed(
        "against", str(ROOT), "S3", "S6", "--starts", "1", "--rounds", "2"
    ).splitlines()
    assert heading.split() == ["base", "this", "wall", "fastest", "cpu"]
    assert [row[:2] for row in rows] == ["S3", "S3", "S6", "S6"]
    assert verdict.startswith("slower by more than 5 %")


def test_bytecode_bench_counts_the_same_for_one_checkout_twice():
    heading, *lines = printed("bytecodes", str(ROOT), "S3", "--functions", "1").splitlines()
    assert heading.split() == ["base", "this", "ratio", "calls", "this"]
    assert [line[:2] for line in lines] == ["S3", "  ", "S3", "  "]
    ratios = [float(line.split()[-3]) for line in lines[::2]]
    assert ratios == pytest.approx([1, 1], abs=0.02)


def test_journal_bench_measures_three_widths():
    lines = printed("journal", "1").splitlines()
    assert [line.split()[1] for line in lines] == ["1", "10", "100"]


def test_server_bench_counts_no_lost_or_doubled_event():
    output = printed("serve", "--seconds", "0.5", "--clients", "5", "--streams", "20")
    assert "0 with a lost or doubled event" in output


def test_truncation_bench_detects_every_cut_and_refuses_no_honest_call():
    lines = printed("truncation", "--repeat", "1", "--kinds", "csv", "--no-llama").splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith(("| Ollama", "| OpenAI"))]
    cut, dropped, honest = rows[:2], rows[2:16], rows[16:]
    assert [row[2:6] for row in cut] == [["3/3"] * 4] * 2
    assert [row[2] for row in dropped] == [*["3/3"] * 5, "0/3", "0/3"] * 2
    assert [row[2] for row in honest] == ["0/15"] * 4


def test_size_counts_every_area_and_its_change_since_a_revision():
    heading, *areas = printed("size", "--since", "HEAD", "--longest", "0").splitlines()[:-1]
    assert heading.split() == ["files", "lines", "median", "longest", "since", "HEAD"]
    named = [area[:10].strip() for area in areas]
    assert named == ["src", "tests", "bench", "examples", "ui", "in all"]
    files = [int(area[10:17]) for area in areas]
    assert files[-1] == sum(files[:-1]) > 500


def test_size_check_fails_and_names_the_file_that_is_too_long(capsys):
    check = runpy.run_path(str(ROOT / "bench" / "size.py"))["check"]
    check({"right.py": 400})
    with pytest.raises(SystemExit, match="1"):
        check({"right.py": 400, "long.py": 401})
    assert capsys.readouterr().out.startswith("long.py: 401 lines")
