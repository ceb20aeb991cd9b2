"""Reports on some figures of a table alone: the last of each year, those of December, every fifth year."""

from __future__ import annotations

import pytest

from hocket.prose.chosen import selection_of
from hocket.prose.writing import report_from

DAYS = "\n".join(
    [
        "day,tide",
        *(
            f"{year}-{month:02}-{day:02},{year - 1900 + 2 * month + day}"
            for year in range(1990, 1997)
            for month in range(1, 13)
            for day in (4, 15, 28)
            if (year, month) < (1996, 5)
        ),
    ]
).encode()
MONTHS = "\n".join(
    [
        "month,hens",
        *(
            f"{year}-{month:02},{100 * (year - 1980) + month}"
            for year in range(1990, 1997)
            for month in range(1, 13)
            if (year, month) < (1996, 5)
        ),
    ]
).encode()
YEARS = "\n".join(["year,toll", *(f"{y},{10 * (y - 1900)}" for y in range(1950, 1992))]).encode()


def told(name: str, content: bytes, goal: str) -> str:
    """The report without its title, if nothing about it is in doubt."""
    written = report_from({name: content}, f"Write report.md, 150 words at most: {goal}")
    assert written is not None
    assert (written.doubt, written.dropped) == ("", ())
    return written.report.markdown()


@pytest.mark.parametrize(
    ("which", "first", "last", "said"),
    [
        ("the last figure of each year", "1990, the tide was 142", "1995 it had risen to 147",
         "Each figure is the last one of its year."),
        ("each year's first value", "1990, the tide was 96", "1995 it had risen to 101",
         "Each figure is the first one of its year."),
        ("the highest reading in each year", "1990, the yearly maximum of the tide was 142",
         "1995 it had risen to 147", "All figures are yearly maxima computed from tide.csv."),
        ("the yearly minima", "1990, the yearly minimum of the tide was 96",
         "1995 it had risen to 101", "All figures are yearly minima computed from tide.csv."),
        ("the median of every year", "1990, the yearly median of the tide was 118.5",
         "1995 it had risen to 123.5", "All figures are yearly medians computed from tide.csv."),
        ("the averages of each quarter", "the quarterly average of the tide was 109.7",
         "the fourth quarter of 1995 it had risen to 132.7", "All figures are quarterly averages"),
        ("the last entry of each quarter", "first quarter of 1990, the tide was 124",
         "fourth quarter of 1995 it had risen to 147", "the last one of its quarter."),
        ("the final figure of each month", "In January 1990, the tide was 120",
         "December 1995 it had risen to 147", "the last one of its month."),
        ("the largest value of each week", "On 4 January 1990, the weekly maximum of the tide was",
         "On 28 December 1995 it had risen to 147", "All figures are weekly maxima"),
    ],
)  # fmt: skip
def test_report_tells_the_figures_of_each_period_that_are_asked_for(which, first, last, said):
    text = told("tide.csv", DAYS, f"how did the tide change from 1990 to 1995? Use {which}.")
    assert first in text
    assert last in text
    assert said in text


@pytest.mark.parametrize(
    ("goal", "first", "last"),
    [
        ("how did the hens develop? Use the year-end figures.", "In 1990, the hens were 1,012",
         "By 1995 they had risen to 1,512"),
        ("how many hens were there at the end of each year, from 1991 to 1994? They are in a table.",
         "In 1991, hens were 1,112", "By 1994 they had risen to 1,412"),
        ("how did the hens develop? Use only the figures of December.",
         "In December 1990, the hens were 1,012", "By December 1995 they had risen to 1,512"),
        ("how did the hens develop? Take the figures of June and December.",
         "In June 1990, the hens were 1,006", "By December 1995 they had risen to 1,512"),
        ("how did the hens develop? Only the figures for the first quarter count.",
         "In January 1990, the hens were 1,001", "By March 1996 they had risen to 1,603"),
        ("how did the hens develop? Use the yearly totals, without the unfinished last year.",
         "In 1990, the hens were 12,078", "By 1995 they had risen to 18,078"),
        ("how did the hens develop? Use whole years only.",
         "In January 1990, the hens were 1,001", "By December 1995 they had risen to 1,512"),
        ("how did the hens develop from March 1992 to May 1994?",
         "In March 1992, the hens were 1,203", "By May 1994 they had risen to 1,405"),
        ("how did the hens develop? Add up the months of each year, without the unfinished last one.",
         "In 1990, the hens were 12,078", "By 1995 they had risen to 18,078"),
        ("how did the hens develop? Only the last month of each year counts.",
         "In December 1990, the hens were 1,012", "By December 1995 they had risen to 1,512"),
        ("how did the hens develop? The figures are monthly; use those of March only.",
         "In March 1990, the hens were 1,003", "By March 1996 they had risen to 1,603"),
        ("how did the hens develop from the start of 1992 to the end of May 1994?",
         "In January 1992, the hens were 1,201", "By May 1994 they had risen to 1,405"),
        ("how did the hens develop in 1993?", "In January 1993, the hens were 1,301",
         "By December 1993 they had risen to 1,312"),
        ("how did the hens develop since 1 May 1992?", "In May 1992, the hens were 1,205",
         "By April 1996 they had risen to 1,604"),
    ],
)  # fmt: skip
def test_report_keeps_to_the_months_and_years_that_are_meant(goal, first, last):
    text = told("hens.csv", MONTHS, goal)
    assert first in text
    assert last in text


@pytest.mark.parametrize(
    ("goal", "first", "last", "steps"),
    [
        ("from 1950 to 1990? Tell every tenth year.", "In 1950, the toll was 500",
         "By 1990 it had risen to 900", "Only every tenth year is told."),
        ("from 1951 to 1991? Every 5 years is enough.", "In 1951, the toll was 510",
         "By 1991 it had risen to 910", "Only every fifth year is told."),
        ("after 1960? Leave out the last year, which is not over.", "In 1961, the toll was 610",
         "By 1990 it had risen to 900", "Years that are not whole are left out."),
        ("from 1950 to 1990? Leave out 1973 and 1980.", "In 1950, the toll was 500",
         "By 1990 it had risen to 900", "1973 and 1980 are left out."),
        ("without the years 1950 to 1952?", "In 1953, the toll was 530",
         "By 1991 it had risen to 910", "# Toll, 1953 to 1991"),
        ("in the 1970s?", "In 1970, the toll was 700", "By 1979 it had risen to 790", ""),
        ("before 1970?", "In 1950, the toll was 500", "By 1969 it had risen to 690", ""),
    ],
)  # fmt: skip
def test_report_leaves_out_the_years_that_are_not_meant(goal, first, last, steps):
    text = told("toll.csv", YEARS, f"how did the toll change {goal}")
    assert first in text
    assert last in text
    assert steps in text


@pytest.mark.parametrize(
    ("content", "goal", "doubt"),
    [
        (MONTHS, "from 1990 to 1996? Use the year-end figures.",
         "the last figure of 1996 is of April 1996"),
        (YEARS, "? Use the last figure of each month.",
         "the table does not show the months of its figures"),
        (MONTHS, "? Use the yearly averages, without the unfinished last year.", ""),
        (MONTHS[: MONTHS.index(b"1996-01")], "? Leave out the unfinished last year.",
         "1995 is a whole year in the table"),
        (MONTHS, "? Use the yearly averages and the highest figure of each year.",
         "the goal asks for more than one figure of each year"),
        (b"day,eggs\n" + b"".join(b"%02d/%02d/%d,%d\n" % (m, d, y, m * d) for y in range(2001, 2006)
                                  for m, d in ((5, 1), (12, 3), (7, 11))),
         "? Use the last figure of each year.",
         "x.csv leaves open which is the day and which the month"),
    ],
)  # fmt: skip
def test_report_whose_figures_may_not_be_those_that_are_meant_is_in_doubt(content, goal, doubt):
    written = report_from({"x.csv": content}, f"Write report.md: how did they change {goal}")
    assert written.doubt == doubt


@pytest.mark.parametrize(
    "goal",
    [
        "Tell the largest rise of each year.",
        "Use the last quarter figures of 2010.",
        "Use the last three figures of each year.",
        "Take the first and the last figure of each year.",
        "Use the last figure of each year. Mention the highest figure of each year.",
        "The figures from January to March are missing.",
        "Figures for May 2010 are missing.",
        "In every market there is one.",
        "I need it at the end of the month.",
        "Use the last figure.",
        "Ignore 1800 rows at the top.",
    ],
)
def test_words_that_may_mean_other_figures_are_left_in_the_goal(goal):
    selection = selection_of(goal)
    assert (selection.pick, selection.months, selection.without) == ("", (), ())
    assert selection.rest == goal


def test_years_that_are_left_out_are_no_gaps():
    text = told("toll.csv", YEARS, "how did the toll change from 1960 to 1970? Ignore 1965.")
    assert "1965 is left out." in text
    assert "no figure for" not in text
    assert "In 1965" not in text
