"""Reports are sure only if each word of their goal is read: conditions and wishes that are not, doubt."""

from __future__ import annotations

import pytest

from hocket.prose.writing import report_from

ROWS = {
    "ferry.csv": ["month,passengers"]
    + [f"{y}-{m:02},{(y - 1980) * 90 + m * 7}" for y in range(1990, 2001) for m in range(1, 13)],
    "fees.csv": ["year,fee"] + [f"{y},{(y - 1900) * 3}" for y in range(1960, 2001)],
    "fields.csv": ["village,year,yield,inhabitants"]
    + [
        f"{village},{y},{(y - 1900) * k},{y * k}"
        for village, k in (("Ash", 3), ("Bray", 4), ("Cove", 5))
        for y in range(1990, 2001)
    ],
    "falls.csv": ["day,injured"]
    + [
        f"{y}-{m:02}-{(m * 7 + y) % 27 + 1:02},{m + y % 4}"
        for y in range(2001, 2009)
        for m in (2, 9)
    ],
    "crops.csv": ["year,rye,oats"] + [f"{y},{y - 1900},{2 * y - 3800}" for y in range(1990, 2011)],
    "pond.csv": ["day,depth"]
    + [
        f"{y}-{m:02}-{d:02},{y - 1900 + m * 2 + d / 10:.1f}"
        for y in range(1990, 2000)
        for m in range(1, 13)
        for d in (3, 14, 27)
    ],
}
FEES = "how did the fee change from 1960 to 2000"
DEPTH = "how did the depth of the pond change from 1990 to 1999"


def doubt_of(name: str, goal: str) -> str:
    written = report_from({name: "\n".join(ROWS[name]).encode()}, goal)
    assert written is not None
    return written.doubt


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("fees.csv", f"Write report.md for our swimmers' newsletter, 150 words at most: {FEES}?"),
        ("fees.csv", ("Please write a short report (report.md, at most 150 words) on how the fee "
         "developed from 1960 to 2000. The data are in fees.csv, in euros.")),
        ("fees.csv", ("I am preparing a talk for the local history society. Write report.md, max. "
         "180 words, on the development of the fee from 1960 to 2000.")),
        ("fees.csv", ("The treasurer of our rowing club has asked for report.md, no more than 120 "
         "words: how has the fee changed since 1960?")),
        ("fees.csv", ("Create report.md, an article of up to 200 words for the parish magazine about "
         "how the fee rose between 1970 and 1990.")),
        ("fees.csv", ("For the annual meeting of our allotment club, write report.md (200 words or "
         "less): how did the fee go up over the years?")),
        ("fees.csv", ("Report for the council (report.md, under 150 words): the fee from 1960 to "
         "2000. Figures in euros per month are in fees.csv.")),
        ("fees.csv", f"Write report.md, 160 words at most: {FEES}, and when was it highest?"),
        ("fees.csv", (f"Write report.md for our town library (160 words at most): {FEES}? Please keep "
         "it simple.")),
        ("ferry.csv", ("Write report.md for the readers of our library, at most 150 words: how did "
         "the number of passengers develop? Use the monthly totals.")),
        ("ferry.csv", ("Describe in report.md how the passengers developed from January 1991 to "
         "December 1995, in plain English and at most 150 words.")),
        ("fields.csv", ("Write report.md for a geography class, 250 words at most: how did the yield "
         "in Ash, Bray and Cove develop from 1990 to 2000, and where did it rise most?")),
        ("fields.csv", ("The editor of our paper wants report.md, not longer than 250 words, on how "
         "the yield in the three villages developed from 1990 to 2000. fields.csv has a row for "
         "each village and year.")),
        ("pond.csv", (f"Write report.md for the website of the anglers, 150 words at most: {DEPTH} (in "
         "cm)? Use the lowest reading of each year.")),
        ("pond.csv", (f"Write report.md, in English, 150 words at most: {DEPTH}? Use the yearly means. "
         "The readings are in centimetres; the dates look like 1990-01-03.")),
    ],
)  # fmt: skip
def test_goal_of_which_each_word_is_read_leaves_no_doubt(name, goal):
    assert not doubt_of(name, goal)


@pytest.mark.parametrize(
    ("name", "goal", "unread"),
    [
        ("fees.csv", f"{FEES}, adjusted for inflation?", "adjusted for inflation"),
        ("fees.csv", f"{FEES}? Round to whole hundreds.", "Round to whole hundreds"),
        ("fees.csv", f"{FEES}? Leave out the war years.", "Leave out the war"),
        ("fees.csv", f"{FEES}? Ignore the winter of 1973.", "Ignore the winter"),
        ("fees.csv", f"{FEES}? Give the figures in dollars.", "Give the figures in dollars"),
        ("fees.csv", f"{FEES}? Use the last figure.", "last"),
        ("fees.csv", f"{FEES}? Give all values.", "all"),
        ("fees.csv", f"{FEES}? Give the number of years.", "number"),
        ("fees.csv", f"{FEES}? Index it to 1970 = 100.", "Index it the = 100"),
        ("fees.csv", f"{FEES} for members of the club?", "members of the club"),
        ("fees.csv", f"{FEES}? At least 150 words.", "least 150"),
        ("fees.csv", "how did the fee change in the last ten years?", "last ten"),
        ("fees.csv", "how did the fee change from year to year?", "year to year"),
        ("fees.csv", "how much did the fee change a year from 1960 to 2000?", "a year"),
        ("fees.csv", "by how much did the fee rise each year from 1960 to 2000?", "each"),
        ("fees.csv", f"in three paragraphs: {FEES}?", "three paragraphs"),
        ("fees.csv", f"{FEES} (0 means that it is not known)?", "0 means that it is not known"),
        ("ferry.csv", "how did the passengers change? Use the summer months.", "summer months"),
        ("ferry.csv", "how did the passengers change? Take the sum of each half-year.",
         "each half-year"),
        ("ferry.csv", "how did the passengers change? Use the quarters.", "quarters"),
        ("fields.csv", "how did the yield in Ash, Bray and Dale change?", "Dale"),
        ("fields.csv", "how did the yield per head in Ash and Bray change?", "per head"),
        ("fields.csv", "how did the yield in Ash and Bray change? Take both together.",
         "both together"),
        ("falls.csv", "how did the number of falls change? Each line is a fall.",
         "number of falls"),
        ("falls.csv", "how did the number of falls change from 2001 to 2008?", "number of falls"),
        ("crops.csv", "how did the harvest of rye and oats together change?", "together"),
        ("crops.csv", "how did the total of rye and oats change from 1990 to 2010?", "total"),
        ("crops.csv", "how did the difference of rye and oats change?", "difference"),
        ("pond.csv", f"{DEPTH}? Use the weekly figures.", "weekly"),
        ("pond.csv", f"{DEPTH}? Use the average of the five highest readings of each year.",
         "average of the five"),
        ("pond.csv", "how did the growth of the depth of the pond change?", "growth"),
    ],
)  # fmt: skip
def test_words_that_no_rule_reads_are_named_in_the_doubt(name, goal, unread):
    doubt = doubt_of(name, f"Write report.md: {goal}")
    assert doubt == f"the goal says {unread!r}, which no rule for reports reads"


@pytest.mark.parametrize("language", ["in German", "in plain French, for our partner town"])
def test_report_in_another_language_is_written_by_no_rule(language):
    files = {"fees.csv": "\n".join(ROWS["fees.csv"]).encode()}
    assert report_from(files, f"Write report.md {language}: {FEES}?") is None
    assert report_from(files, f"Write report.md: {FEES} in German towns?") is not None


@pytest.mark.parametrize("name", ["falls.csv", "growth.csv", "highest.csv"])
def test_name_of_a_file_says_nothing_of_the_figures(name):
    files = {name: "\n".join(ROWS["fees.csv"]).encode()}
    written = report_from(files, f"Write report.md: {FEES}?")
    assert (written.doubt, written.dropped) == ("", ())
    assert f"from {name}." in written.report.markdown()


def test_word_for_an_extreme_is_no_part_of_a_name():
    files = {"fees.csv": "\n".join(ROWS["fees.csv"]).encode()}
    goal = "Write report.md on the fee from 1960 to 2000. Mention the year with the highest fee."
    text = report_from(files, goal).report.markdown()
    assert "In 1960, the fee was 180." in text
    assert "Its highest value was 300 in 2000" in text


def test_report_that_is_shorter_than_asked_for_is_in_doubt():
    long = "the goal asks for more words than the figures give"
    assert doubt_of("fees.csv", f"Write report.md in about 300 words: {FEES}?") == long
    assert doubt_of("fees.csv", f"Write report.md, a 280-word article: {FEES}?") == long
    assert not doubt_of("fees.csv", f"Write report.md in about 90 words: {FEES}?")
