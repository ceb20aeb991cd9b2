"""Reports on months and quarters by their yearly totals, and on series that a goal lists."""

from __future__ import annotations

import pytest

from hocket.documents.profile.decimal_years import periods_in
from hocket.prose.tidying import tidied
from hocket.prose.writing import report_from

YEARS = range(1990, 1996)


def loans(moments: list[str]) -> bytes:
    lines = [f"{moment},{10 + place}" for place, moment in enumerate(moments)]
    return "\n".join(["time,loans", *lines]).encode()


@pytest.mark.parametrize(
    "moments",
    [
        [f"{1990 + n / 12:.8g}" for n in range(72)],
        [f"{1990 + n / 12:.2f}" for n in range(72)],
        [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)],
    ],
    ids=["fractions", "two decimals", "months"],
)
def test_report_by_yearly_totals_sums_the_months(moments):
    goal = "Write report.md, 150 words at most: how did the number of loans develop from 1990 to "
    written = report_from({"loans.csv": loans(moments)}, f"{goal}1995? Take the yearly totals.")
    text = written.report.markdown()
    assert not written.doubt
    assert "In 1990, the number of loans was 186" in text  # 10 to 21
    assert "By 1995 it had risen to 906" in text


def test_report_by_yearly_totals_leaves_out_a_year_that_is_not_whole():
    moments = [f"{1990 + n / 12:.6f}" for n in range(67)]
    goal = "Write report.md: how did the number of loans develop? Use the annual totals."
    text = report_from({"loans.csv": loans(moments)}, goal).report.markdown()
    assert "By 1994 it had risen to" in text
    assert "1995" not in text


def test_fractions_that_are_no_months_are_no_times():
    assert periods_in([f"{1990 + n / 4}" for n in range(12)]).per_year == 4
    assert periods_in([f"{1200 + n * 1.37:.2f}" for n in range(40)]) is None
    assert periods_in(["1990", "1991", "1992"]) is None
    assert periods_in([]) is None


def test_report_names_a_listed_series_once_in_a_sentence():
    rows = [
        f"{year},{kind},{start + step * (year - 1990)}"
        for kind, start, step in (("Wheat", 900, -40), ("Rye", 200, 5), ("Oats", 50, 30))
        for year in YEARS
    ]
    content = "\n".join(["year,crop,tons", *rows]).encode()
    goal = (
        "A report of 200 words, report.md, on how the harvest of Lower Vale from wheat, rye and "
        "oats developed from 1990 to 1995. The figures are in crops.csv, in tons."
    )
    written = report_from({"crops.csv": content}, goal)
    text = written.report.markdown()
    assert not written.doubt
    assert "from wheat, rye and oats from" not in text.lower()
    for kind in ("Wheat", "Rye", "Oats"):
        assert f"from {kind} " in text


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("# A\n\n1. \n2. x\n3.\n4. y\n", "# A\n\n1. x\n2. y\n"),
        ("# A\n\n## B\n\n### C\n\n## D\n\ny\n", "# A\n\n## D\n\ny\n"),
        ("# A\n\n## B\n\n### C\n\nx\n", "# A\n\n## B\n\n### C\n\nx\n"),
        ("- **Peak:** \n- x\n", "- x\n"),
        ("5. x\n\ntext\n\n5. y\n", "1. x\n\ntext\n\n1. y\n"),
        ("```\n3. x\n```\n", "```\n3. x\n```\n"),
        ("1. x\n\ntext\n\n2. y\n", "1. x\n\ntext\n\n2. y\n"),
        ("2. x\n\ntext\n\n4. y\n", "1. x\n\ntext\n\n2. y\n"),
        ("1986. It rained.\n", "1986. It rained.\n"),
        ("# A\n\n```\n# a\n# b\n```\n", "# A\n\n```\n# a\n# b\n```\n"),
        ("# A\n", "# A\n"),
    ],
)
def test_text_without_some_sentences_has_no_empty_parts(text, tidy):
    assert tidied(text) == tidy
    assert tidied(tidy) == tidy


def test_items_that_had_only_a_label_before_stay():
    before = "# A\n\n- **Rye**\n- **Oats:** It fell.\n1. **Wheat:**\n   - It rose.\n"
    text = "# A\n\n- **Rye**\n- **Oats:**\n1. **Wheat:**\n   - It rose.\n"
    assert tidied(text, before) == "# A\n\n- **Rye**\n1. **Wheat:**\n   - It rose.\n"
