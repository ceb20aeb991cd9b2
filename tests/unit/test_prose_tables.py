"""Reports on tables of many forms, read as their readers would."""

from __future__ import annotations

import pytest

from hocket.prose.writing import report_from


def report(content: str, goal: str, name: str = "table.csv") -> str:
    """The report, of which the check left nothing out."""
    written = report_from({name: content.encode()}, goal)
    assert written is not None
    assert written.dropped == ()
    return written.report.markdown()


def table(header: str, rows: dict[str, object]) -> str:
    return "\n".join([header, *(f"{time},{values}" for time, values in rows.items())])


def test_quarters_are_named_as_quarters():
    text = report(
        table("quarter,sales", {"2020-Q1": 10, "2020-Q2": 12, "2020-Q3": 9, "2020-Q4": 15}),
        "Write a.md: how did sales (in million euros) change in 2020?",
    )
    assert "In the first quarter of 2020, sales were 10 million euros." in text
    assert "By the fourth quarter of 2020 they had risen to 15 million euros." in text
    assert "January" not in text


def test_quarters_in_a_column_beside_the_year_are_read():
    rows = "".join(f"{2019 + i // 4},{i % 4 + 1},{20 + i}\n" for i in range(8))
    text = report(f"Year,Quarter,Sales\n{rows}", "Write a.md: how did sales change since 2019?")
    assert "By the fourth quarter of 2020 they had risen to 27." in text
    assert "The average over all quarters was 21.5 in 2019 and 25.5 in 2020." in text


def test_years_that_end_in_the_next_one_are_named_in_full():
    text = report(
        table("season,goals", {"2015/16": 61, "2016/17": 70, "2017/18": 55}),
        "Write a.md: how did the number of goals change?",
    )
    assert "In 2015/16, the number of goals was 61. By 2017/18 it had fallen to 55." in text


def test_negative_values_keep_their_sign():
    text = report(
        table("year,balance", {"2008": -12.5, "2009": -80.1, "2010": -3.3}),
        "Write a.md: how did the balance of the budget change (in billion euros)?",
    )
    assert "In 2008, the balance of the budget was -12.5 billion euros." in text
    assert "By 2010 it had risen to -3.3 billion euros." in text
    assert "percent" not in text


def test_constant_values_stay_the_same():
    text = report(
        table("year,rate", {str(year): 5 for year in range(2010, 2016)}),
        "Write a.md: how did the tax rate (in percent) change from 2010 to 2015?",
    )
    assert "the tax rate was 5 percent. It stayed the same in every year until 2015." in text


def test_times_without_a_value_are_told():
    text = report(
        table("Year,Population", {"1950": 120, "1960": "", "1970": 140, "1980": "n/a", "1990": 9}),
        "Write a.md: how did the population of the town change from 1950 to 1990?",
    )
    assert "There are no figures for 1960 and 1980." in text


def test_period_that_the_table_does_not_cover_is_told():
    text = report(
        table("year,hives", {"2005": 120, "2006": 118, "2007": 101}),
        "Write a.md: how did the number of hives change from 2000 to 2015?",
    )
    assert "There are figures from 2005 to 2007 only." in text


def test_units_beside_the_numbers_are_the_units_of_the_values():
    content = 'Year,Revenue,Margin\n2018,"$1,204,000",12.5%\n2019,"$1,310,500",11.9%\n'
    text = report(content, "Write a.md: how did revenue and margin change?")
    assert "Revenue rose from 1,204,000 dollars in 2018" in text
    assert "12.5 percent in 2018 to 11.9 percent in 2019, a decrease of 0.6 percentage" in text
    assert "above" not in text, "dollars are not compared with percentages"


def test_names_with_words_of_direction_are_names():
    text = report(
        table("year,growth_rate_pct", {"2005": 3.1, "2006": -0.4, "2007": 3.7}),
        "Write a.md: how did the growth rate of the economy change from 2005 to 2007?",
    )
    assert "In 2005, the growth rate of the economy was 3.1 percent." in text


def test_days_are_told_by_monthly_averages():
    rows = {f"2023-{1 + i // 28:02}-{i % 28 + 1:02}": 7000 + i for i in range(84)}
    goal = "Write a.md: how did the number of steps change from January 2023 to March 2023?"
    text = report(table("day,steps", rows), goal)
    assert "In January 2023, the monthly average of the number of steps was 7,014." in text
    assert "All figures are monthly averages" in text


EMISSIONS = "Country,Year,CO2 emissions (Mt)\n" + "".join(
    f"{name},{year},{value}\n"
    for name, values in {
        "Norway": (42, 40, 38), "Kenya": (9, 15, 27), "Brazil": (340, 400, 464),
        "Germany": (900, 750, 602),
    }.items()
    for year, value in zip((2000, 2010, 2020), values, strict=True)
)  # fmt: skip


def test_question_which_rose_and_which_fell_most_is_answered_first():
    text = report(
        EMISSIONS, "Write a.md: which country's CO2 emissions rose most, which fell most?"
    )
    first = text.split("\n\n")[1]
    assert first.startswith("The largest increase over the whole time was in Brazil, with 124 Mt.")
    assert "In percent, the largest increase was in Kenya, with 200 percent." in first
    assert "The largest decrease over the whole time was in Germany, with 298 Mt." in first


def test_two_of_many_countries_are_compared():
    goal = "Write a.md: how did the CO2 emissions of Norway and Kenya change from 2000 to 2020?"
    text = report(EMISSIONS, goal)
    assert "higher for Norway (42 Mt) than for Kenya (9 Mt)" in text
    assert "Brazil" not in text


def test_question_for_the_lowest_value_is_answered_where_it_is_an_end():
    text = report(
        table("year,hives", {"2005": 95, "2006": 118, "2007": 131}),
        "Write a.md: when was the number of hives lowest?",
    )
    assert "Its highest value was 131 in 2007, its lowest 95 in 2005." in text


def test_year_that_the_goal_names_within_the_period_has_its_value():
    rows = {str(year): year - 1990 for year in range(1991, 2002)}
    goal = "Write a.md: how did the stock change from 1991 to 2001, and what was it in 1996?"
    assert "In 1996 it was 6." in report(table("year,stock", rows), goal)


def test_indicator_is_what_is_measured_and_not_a_place():
    content = "country,indicator,year,value\n" + "".join(
        f"{country},{indicator},{year},{year - 1930 + 3 * number}\n"
        for country in ("Chile", "Peru")
        for number, indicator in enumerate(("life expectancy", "fertility"))
        for year in (2000, 2010)
    )
    text = report(content, "Write a.md: how did life expectancy in Chile change since 2000?")
    assert "In 2000, life expectancy in Chile was 70 years." in text


def test_lines_before_the_header_are_no_rows():
    content = "Table 3: Milk prices\n\nYear,Price (cents per litre)\n2015,29.3\n2016,26.7\n"
    text = report(content, "Write a.md: how did the price of milk change?")
    assert "In 2015, the price of milk was 29.3 cents per litre." in text


@pytest.mark.parametrize("words", [25, 40, 60, 120])
def test_report_keeps_a_short_limit(words):
    rows = {str(year): 5 + (year * 7) % 11 for year in range(1990, 2020)}
    goal = f"Write a.md in at most {words} words: how did the number of hives change since 1990?"
    assert len(report(table("year,hives", rows), goal).split()) <= words


def test_rows_of_a_table_with_columns_for_years_are_those_of_the_file():
    content = b"country,2000,2010,2020\nPeru,1,2,3\nChile,4,5,7\n"
    written = report_from({"a.csv": content}, "Write a.md: how did it change in Chile? In km.")
    assert written is not None
    facts = [fact for sentence in written.report.sentences for fact in sentence.facts]
    assert {row for fact in facts for row in fact.rows} == {2}


def test_names_that_are_words_of_forecasts_are_names():
    text = report(
        "year,will,rises\n2000,1,2\n2001,2,3\n2002,3,1\n",
        "Write a.md: how did will and rises change?",
    )
    assert "Will rose from 1 in 2000 to 3 in 2002" in text


def test_columns_named_after_places_are_places_of_what_the_goal_measures():
    text = report(
        table("year,Oslo,Bergen", {"1990": "763,2250", "1991": "690,2100", "1992": "801,2480"}),
        "Compare the rainfall (in mm) of Oslo and Bergen from 1990 to 1992 in a.md.",
    )
    assert "higher for Bergen (2,250 mm) than for Oslo (763 mm)" in text
    assert "Rainfall of Oslo rose from 763 mm in 1990" in text


def test_name_of_an_indicator_is_found_without_its_unit():
    content = "Country Name,Indicator Name,2015,2016,2017\n" + "".join(
        f"{country},{name},{value},{value + 5},{value + 9}\n"
        for country, value in (("Kenya", 70), ("Ghana", 49))
        for name in ("GDP (current US$)", "Population")
    )
    text = report(content, "Write a.md: how did the GDP of Kenya change from 2015 to 2017?")
    assert "In 2015, the GDP of Kenya was 70 current US$." in text
    assert "Population" not in text


def test_first_time_that_one_is_above_the_other_is_told():
    text = report(
        table("year,cd,streaming", {"2010": "9,1", "2012": "7,4", "2014": "3,9", "2016": "1,8"}),
        "Write a.md: how did revenue from cd and streaming (in dollars) change, and when did "
        "streaming overtake cd?",
    )
    assert "revenue from cd for the first time in 2014: 9 dollars against 3 dollars." in text


def test_total_of_things_without_a_row_of_its_own_is_their_sum():
    rows = "".join(
        f"{2019 + i},{r},{10 * n + i}\n" for i in range(3) for n, r in enumerate("NS", 1)
    )
    text = report(
        f"year,region,sales\n{rows}", "Write a.md: how did total sales (in tonnes) change?"
    )
    assert "In 2019, total sales were 30 tonnes. By 2021 they had risen to 34 tonnes." in text


def test_two_that_rose_alike_have_no_largest_increase():
    text = report(
        table("year,apples,pears", {"2015": "10,20", "2016": "12,19", "2017": "15,25"}),
        "Write a.md: how did the harvest of apples and pears (in tonnes) change, and which grew most?",
    )
    assert "largest increase over the whole time" not in text
    assert "In percent, the largest increase was that of the harvest of apples" in text


def test_report_has_as_many_sentences_or_points_as_the_goal_asks_for():
    rows = {str(year): 5 + (year * 7) % 11 for year in range(1990, 2020)}
    goal = "Write a.md with {}: how did the number of hives change since 1990?"
    text = report(table("year,hives", rows), goal.format("a heading and four bullet points"))
    assert len([line for line in text.splitlines() if line.startswith("- ")]) == 4
    assert report(table("year,hives", rows), goal.format("two sentences")).count(".") == 2


def test_small_values_keep_their_digits_and_their_unit():
    rows = {"2001": 0.0121, "2002": 0.0093, "2003": 0.0042}
    text = report(table("year,lead_mg_per_litre", rows), "Write a.md: how did lead change?")
    assert "In 2001, lead was 0.0121 mg per litre." in text


def test_one_of_a_unit_is_written_in_the_singular():
    goal = "Write a.md: how did the stock (in tonnes) change from 2001 to 2003?"
    text = report(table("year,stock", {"2001": 4, "2002": 6, "2003": 5}), goal)
    assert "That is an increase of 1 tonne, or 25.0 percent" in text
