"""The bench of passports: rank correlations, and the regret of choosing an LLM by them."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from hocket.core.aptitude import Aptitude

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "bench"))
import passports as bench  # noqa: E402 - the scripts of a bench are no package
from carried import Row  # noqa: E402 - as above

GOOD = Aptitude(weights="a", skills={"code": (2, 2), "instructions": (4, 4), "json": (7, 7)})
WEAK = Aptitude(weights="b", skills={"code": (0, 2), "instructions": (0, 4), "json": (1, 7)})
APTITUDES = {"h:good": GOOD, "h:weak": WEAK}


def row(llm: str, name: str, *, right: bool | str, kind: str = "code") -> Row:
    return Row(
        name=name, kind="x", verdict="unproven", right=right, seconds=1.0, task=kind, llm=llm
    )


def rows_of(goals: int = 8) -> list[Row]:
    """The good LLM is right at all but one, the weak one at one."""
    good = [row("h:good", f"g{n}", right=n != 0) for n in range(goals)]
    return [*good, *(row("h:weak", f"g{n}", right=n == 1) for n in range(goals))]


@pytest.mark.parametrize(
    ("one", "other", "rho", "tau"),
    [
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0, -1.0),
        ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8208, 0.7379),
        ([0.1, 0.1, 0.5], [1, 2, 3], 0.8660, 0.8165),
    ],
)
def test_rank_correlations_are_those_of_the_tables_also_with_ties(one, other, rho, tau):
    assert bench.spearman(one, other) == pytest.approx(rho, abs=1e-3)
    assert bench.kendall(one, other) == pytest.approx(tau, abs=1e-3)


def test_rank_correlation_of_values_that_are_all_alike_is_unknown():
    assert math.isnan(bench.spearman([1, 1], [1, 2]))
    assert math.isnan(bench.kendall([1, 1], [1, 2]))


def test_cell_has_what_the_passport_lets_expect_and_what_came_of_it():
    cells = {cell.llm: cell for cell in bench.cells_of(rows_of(), APTITUDES)}
    assert (cells["h:good"].right, cells["h:weak"].right) == (7, 1)
    assert cells["h:weak"].expected < cells["h:good"].expected == bench.expected_of("code", None)


def test_passports_that_tell_the_llms_apart_save_regret_and_wrong_ones_cost_it():
    rows, kinds = rows_of(), ("code",)
    hoped = {llm: bench.expected_of("code", APTITUDES[llm]) for llm in APTITUDES}
    swapped = dict(zip(hoped, reversed(hoped.values()), strict=True))
    flat = dict.fromkeys(hoped, bench.expected_of("code", None))
    lost = [
        bench.regret(rows, {(llm, k): by[llm] for llm in by for k in kinds}, seed=3)
        for by in (hoped, flat, swapped)
    ]
    assert all(a.goals < b.goals and a.worse < b.worse for a, b in pairwise(lost))


def test_goals_that_not_every_llm_had_do_not_count_for_the_choice():
    rows = [*rows_of(2), row("h:good", "more", right=True)]
    assert {name for name, _ in bench.common(rows)} == {"g0", "g1"}


def test_report_says_that_two_llms_are_too_few_and_that_one_cannot_be_compared():
    said = bench.report(rows_of(), APTITUDES)
    assert "2 LLMs are too few for a claim" in said
    assert "| flat | " in said
    alone = bench.report([row("h:good", "g", right=True)], APTITUDES)
    assert "Rows of two LLMs or more are needed" in alone
    assert "Without a passport, so with flat priors: h:weak." in bench.report(
        rows_of(), {"h:good": GOOD}
    )


def test_script_reads_several_folders_of_rows_and_leaves_out_what_was_not_judged(tmp_path):
    for llm in ("h:good", "h:weak"):
        folder = tmp_path / llm[2:] / "hocket"
        folder.mkdir(parents=True)
        rows = [r for r in rows_of() if r.llm == llm] + [row(llm, "q", right="no judge")]
        (folder / "rows.json").write_text(json.dumps([r.to_json() for r in rows]))
    folders = [str(tmp_path / "good"), str(tmp_path / "weak")]
    done = subprocess.run(
        [sys.executable, "bench/passports.py", "--home", str(tmp_path), "--rows", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "| h:good | code | 0.60 | 7 of 8 |" in done.stdout
    assert "h:good, h:weak" in done.stdout.rpartition("Without a passport")[2]
