"""Reports that code writes from a table: what they say, and that they keep to the goal."""

from __future__ import annotations

import pytest

from hocket.prose.draft import Sentence
from hocket.prose.facts import facts_of
from hocket.prose.reading import series_in
from hocket.prose.report import Report, evidence_of, report_on
from hocket.prose.wanted import wanted_of
from hocket.prose.writing import report_from, without
from prose_tables import BREAD, JOBS, NILE, POWER, RATES, SALES, TABLES


def report(table: tuple[str, bytes, str]) -> Report:
    name, content, goal = table
    return report_on(series_in(name, content, goal), wanted_of(goal))


def test_report_on_a_series_keeps_the_factor_of_its_unit():
    text = report(NILE).markdown()
    assert "In 1871, the volume was 1,120 × 10^8 cubic metres." in text
    assert "By 1970 it had fallen to 740 × 10^8 cubic metres." in text


def test_report_on_percentages_speaks_of_percentage_points():
    text = report(RATES).markdown()
    assert "rose from 11.3 percent in 2008 to 24.8 percent in 2012" in text
    assert "an increase of 13.5 percentage points" in text
    assert "Italy" not in text


def test_report_on_several_columns_has_the_ends_of_each_and_keeps_the_limit():
    text = report(POWER).markdown()
    assert "The power from coal fell from 5,061 GWh in 2001 to 3,761 GWh in 2008" in text
    assert "from 100 GWh in 2001 to 541 GWh in 2008" in text
    assert len(text.split()) <= 120


def test_report_on_dates_of_one_day_a_year_names_years_and_reads_decimal_commas():
    text = report(BREAD).markdown()
    assert "In 2010, the price of bread was 2.11 euros. By 2014 it had risen to 2.60 euros." in text
    assert "never fell" not in text


def test_report_on_months_names_months_and_thousands():
    text = report(JOBS).markdown()
    assert (
        "from 7,500 thousand jobs in January 2006 to 7,080 thousand jobs in December 2008" in text
    )


def test_report_on_records_compares_the_entities():
    text = report(SALES).markdown()
    assert "In 2019, sales were higher in North (12.5 million dollars) than in South" in text


def test_report_on_averages_computes_them_of_the_period_that_is_asked_for():
    rows = [f"{y}{m:02}15,{y - 1980 + m / 12:.2f}" for y in range(1989, 2001) for m in range(1, 13)]
    content = "\n".join(["day,level", *rows]).encode()
    goal = "Use the yearly averages: how did the level of the lake change from 1990 to 1999? In cm."
    [series] = series_in("lake.csv", content, goal)
    assert (series.first, series.last, series.mean_of) == ((1990, 0, 0), (1999, 0, 0), "yearly")
    assert series.values[1990, 0, 0] == pytest.approx(10 + 6.5 / 12, abs=0.01)
    assert "the yearly average of" in report(("lake.csv", content, goal)).markdown()


def test_report_on_a_table_without_times_has_no_series():
    assert series_in("a.csv", b"name,size\nx,1\ny,2\nz,3\n", "Write a.md about the sizes.") == []


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_report_keeps_to_the_words_of_the_goal(table):
    goal = table[2]
    text = report(table).markdown()
    assert text.startswith("# ")
    assert 40 <= len(text.split()) <= wanted_of(goal).words


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_report_has_evidence_for_every_sentence_with_a_figure(table):
    for entry in evidence_of(report(table), {table[0]: "0" * 64}):
        if any(character.isdigit() for character in str(entry["sentence"]).replace(table[0], "")):
            assert entry["facts"], entry["sentence"]
        for fact in entry["facts"]:
            assert fact["program"]
            assert fact["source"] == table[0]


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_facts_of_a_series_name_what_they_are_computed_from(table):
    facts = facts_of(series_in(*table))
    assert {"first value", "last value", "change", "lowest value", "highest value"} <= {
        fact.name for fact in facts
    }
    assert all(fact.when and fact.source == table[0] for fact in facts)


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("a report of at most 200 words", 188),
        ("Write it, 150 words at most", 141),
        ("a 300-word report", 282),
        ("not more than 250 words on x", 235),
        ("a report", 220),
    ],
)
def test_wanted_words_are_those_of_the_goal_with_a_margin(goal, words):
    assert wanted_of(goal).words == words


def test_report_states_the_figures_that_were_asked_for_and_computes_them_again():
    rows = b"year,flow\n2001,10\n2002,14\n2003,6\n2004,8\n"
    figures = (
        b'{"mean": 9.5, "lowest": 6, "lowest_year": 2003, "early": 12, "late": 7, "change": -5}'
    )
    goal = (
        "stats.json: mean (the mean flow), lowest (the smallest flow), lowest_year (the year that "
        "had the smallest flow), early (the mean flow before 2003), late (the mean flow from 2003 "
        "on), change (late minus early). report.md: a report on the flow (in m3)."
    )
    written = report_from({"flow.csv": rows, "stats.json": figures}, goal)
    assert written is not None
    text = written.report.markdown()
    assert "The smallest flow was 6 m3, in 2003." in text
    assert "The mean flow from 2003 on is 5 m3 less than the mean flow before 2003." in text
    assert (written.doubt, written.dropped) == ("", ())


def test_report_with_a_figure_that_the_rows_do_not_give_is_in_doubt():
    rows = b"year,flow\n2001,10\n2002,14\n2003,6\n2004,8\n"
    goal = "stats.json: mean (the mean flow). report.md: a report on the flow."
    written = report_from({"flow.csv": rows, "stats.json": b'{"mean": 11.5}'}, goal)
    assert written is not None
    assert written.doubt == "a figure could not be computed again from the rows"


@pytest.mark.parametrize("header", ["rain_{}", "rain {}", "{} [YR{}]", "{}_rain"])
def test_years_in_the_names_of_columns_beside_what_is_measured_are_times(header):
    years = (1990, 2000, 2010)
    names = ",".join(header.replace("{}", str(year)) for year in years)
    content = f"town,{names}\nUlm,1,2,4\nBonn,3,2,1\n".encode()
    series = series_in("rain.csv", content, "Write r.md: how did the rain in Ulm change?")
    assert [(s.entity, list(s.values.values())) for s in series] == [("Ulm", [1, 2, 4])]


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("births_per_1000", "deaths_per_100000",
         ["Births rose from 10.0 per 1,000 in 1990", "Deaths dropped from 30.0 per 100,000"]),
        ("age_65_plus", "under_15", ["Age 65 plus rose from 10.0", "Under 15 dropped from 30.0"]),
        ("top_10_share", "top_1_share", ["Top 10 share rose from", "Top 1 share dropped from"]),
        ("pm2.5", "euro95", ["Pm2.5 rose from 10.0", "Euro95 dropped from 30.0"]),
    ],
)  # fmt: skip
def test_numbers_in_the_names_of_columns_are_no_figures(first, second, says):
    rows = [
        f"{y},{10 + (y - 1990) * 0.7:.1f},{30 - (y - 1990) * 0.9:.1f}" for y in range(1990, 2011)
    ]
    content = "\n".join([f"year,{first},{second}", *rows]).encode()
    written = report_from({"x.csv": content}, "Write r.md: how did the figures in x.csv develop?")
    assert written.dropped == ()
    assert all(part in written.report.markdown() for part in says)


def test_years_without_figures_are_named_where_they_are_few():
    rows = [f"{y},{'' if y in (1992, 1993, 1996, 1997) else y - 1980}" for y in range(1990, 2000)]
    content = "\n".join(["year,sales", *rows]).encode()
    text = report(("s.csv", content, "Write r.md: how did sales develop?")).markdown()
    assert "There are no figures for 1992, 1993, 1996 and 1997." in text


def test_sentence_that_refers_to_one_that_was_left_out_goes_too():
    one, two, three = (
        Sentence(text, ()) for text in ("Sales rose.", "They never fell.", "Costs fell.")
    )
    assert without((one, two, three), ["Sales rose."]) == (three,)
    assert without((one, two, three), ["They never fell."]) == (one, three)
    assert without((one, two, three), ["Costs fell."]) == (one, two)
