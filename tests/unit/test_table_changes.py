"""Changes of a column over a span of time, by dates and years, with gaps and in groups."""

from __future__ import annotations

from calendar import month_name

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.ways.misreading import misread
from hocket.documents.profile.dated import DateParts
from hocket.execute.tables.inside.changes import changes
from hocket.execute.tables.inside.periods import IN_TIME

MONTHS = pd.date_range("2001-01-31", periods=20, freq="ME")


def of(times, values, **more) -> pd.DataFrame:
    return pd.DataFrame({"time": times, "depth": values, **more})


@pytest.mark.parametrize(
    "over", ["12 months", "1 year", "a year", "4 quarters", 12, "twelve months"]
)
def test_changes_over_a_year_pair_each_month_with_the_same_one_later(over):
    found = changes(of(MONTHS, range(20)), "depth", over)
    assert len(found) == 8
    assert set(found["difference"]) == {12}
    assert all(found["end"].dt.year - found["start"].dt.year == 1)
    assert all(found["end"].dt.month == found["start"].dt.month)


def test_changes_are_between_times_and_not_between_rows():
    table = of(MONTHS, range(20)).drop(index=[3, 9]).sample(frac=1, random_state=1)
    found = changes(table, "depth", "3 months")
    assert set(found["difference"]) == {3}
    assert {3, 9}.isdisjoint({*found["before"], *found["after"]})
    assert found["start"].is_monotonic_increasing


def test_changes_of_days_and_weeks_are_by_the_calendar():
    days = pd.to_datetime(["2001-02-26", "2001-02-28", "2001-03-01", "2001-03-07"])
    assert changes(of(days, [1, 2, 4, 8]), "depth", "1 day")["difference"].tolist() == [2]
    assert changes(of(days, [1, 2, 4, 8]), "depth", "a week")["difference"].tolist() == [6]
    assert changes(of(days, [1, 2, 4, 8]), "depth", "1 month")["difference"].tolist() == []


def test_changes_of_years_are_by_the_number_of_the_year():
    table = pd.DataFrame({"year": [1991, 1990, 1993], "depth": [20.0, 10.0, 40.0]})
    assert changes(table, "depth", 1)["percent"].tolist() == [100.0]
    over_two = changes(table, "depth", "2 years")
    assert (over_two["start"].tolist(), over_two["end"].tolist()) == ([1991], [1993])
    with pytest.raises(ValueError, match="which have no months"):
        changes(table, "depth", "3 months")


def test_changes_in_groups_never_go_from_one_to_another():
    table = of([*MONTHS[:3], *MONTHS[:3]], [1, 2, 3, 100, 90, 80], place=[*"aaabbb"])
    found = changes(table, "depth", 1, by="place")
    assert found.groupby("place")["difference"].apply(list).to_dict() == {
        "a": [1, 1],
        "b": [-10, -10],
    }
    with pytest.raises(ValueError, match="say by=… with one of 'place'"):
        changes(table, "depth", 1)


def test_change_from_nothing_is_none_in_percent():
    found = changes(of(MONTHS[:3], [0, 5, 10]), "depth", 1.0)
    assert found["percent"].isna().tolist() == [True, False]
    assert found["percent"].idxmax() == 1


@pytest.mark.parametrize("over", [0, -1, 1.5, "0 months", ""])
def test_changes_over_no_span_are_refused(over):
    with pytest.raises(ValueError, match="is no span of time"):
        changes(of(MONTHS, range(20)), "depth", over)


def test_changes_name_what_is_missing():
    with pytest.raises(ValueError, match="'soon' is no span of time"):
        changes(of(MONTHS, range(20)), "depth", "soon")
    with pytest.raises(ValueError, match="say time=… with one of"):
        changes(of(range(20), range(20)), "depth")


@given(st.lists(st.floats(1, 99), min_size=1, max_size=30), st.integers(1, 14))
def test_changes_are_those_of_a_plain_loop(values, apart):
    months = pd.date_range("1999-05-01", periods=len(values), freq="MS")
    found = changes(of(months, values), "depth", f"{apart} months")
    pairs = [*zip(values, values[apart:], strict=False)]
    assert found["difference"].tolist() == pytest.approx([b - a for a, b in pairs])
    assert found["percent"].tolist() == pytest.approx([100 * (b / a - 1) for a, b in pairs])


def test_changes_over_another_span_than_a_year_are_noticed():
    task = "Between which two months that lie a year apart did it rise most?"
    assert misread(task, 'changes(df, "depth", over="3 months")') == (
        'it takes changes over 3 months; those of a year are over="1 year"'
    )
    for span in ("1 year", "12 months"):
        assert not misread(task, f'c = changes(df, "depth", over="{span}")')
    fell = "Over which 3 months did it fall most?"
    code = 'c = changes(df, "depth", over="3 months")\nc.loc[c["difference"].{}()]'
    assert "idxmin" in misread(fell, code.format("idxmax"))
    assert not misread(fell, code.format("idxmin"))


def test_a_part_of_the_date_means_the_date():
    quarters = pd.date_range("2001-01-01", periods=8, freq="QS")
    table = pd.DataFrame({"year": quarters.year, "quarter": quarters.quarter, "depth": range(8)})
    table["date"] = quarters
    for by in ("", "quarter", "year"):
        found = changes(table, "depth", "1 year", time="quarter", by=by)
        assert set(found["difference"]) == {4}
        assert found["from"].tolist() == found["start"].tolist() == list(quarters[:4])


def test_a_quarter_beside_its_year_is_put_in_time():
    quarters = pd.date_range("2001-01-01", periods=8, freq="QS")
    table = pd.DataFrame({"year": quarters.year, "quarter": quarters.quarter, "depth": range(8)})
    table.attrs[IN_TIME] = DateParts("year", "quarter", unit="quarter")
    found = changes(table, "depth", "1 year", time="quarter")
    assert found["start"].tolist() == list(quarters[:4])
    assert set(found["difference"]) == {4}


def test_change_in_percent_is_taken_by_percent():
    task = "When did it fall most within a year, in percent?"
    code = 'c = changes(df, "depth", over="1 year"); best = c.loc[c["{}"].idxmin()]'
    assert "take the column" in misread(task, code.format("difference"))
    assert not misread(task, code.format("percent"))
    assert not misread(task.replace("percent", "percentage points"), code.format("difference"))


def births(**more) -> pd.DataFrame:
    """Births by month of two years, unsorted, without March of the second."""
    months = [(2001 + n // 12, n % 12 + 1) for n in range(24) if n != 14]
    rows = [(month, year, 100 + 12 * year + month) for year, month in months]
    return pd.DataFrame(rows[::-1], columns=["month", "year", "births"]).assign(**more)


@pytest.mark.parametrize("time", ["", "month", "year", "date", "period"])
def test_year_and_month_are_the_time_together_whatever_a_program_calls_it(time):
    found = changes(births(), "births", "6 months", time=time)
    assert found["start"].dt.strftime("%Y-%m").tolist()[:2] == ["2001-01", "2001-02"]
    assert "2002-03" not in found["end"].dt.strftime("%Y-%m").tolist()
    assert len(found) == 16


def test_names_of_months_and_texts_of_quarters_are_put_in_time():
    named = births().assign(month=lambda t: [month_name[number] for number in t["month"]])
    assert changes(named, "births", "1 year", time="month")["difference"].tolist() == [12] * 11
    quarters = [(year, f"Q{n}") for year in (2001, 2002) for n in (3, 1, 4, 2)]
    table = pd.DataFrame(quarters, columns=["yr", "qtr"]).assign(rain=[3, 1, 4, 2, 7, 5, 8, 6])
    assert changes(table, "rain", "from one quarter to the next")["difference"].tolist() == [1] * 7


def test_same_month_of_each_year_is_compared_where_months_are_the_groups():
    found = changes(births(), "births", 1, time="year", by="month")
    assert found["difference"].tolist() == [12] * 11


def test_long_form_is_looked_at_for_each_thing():
    table = pd.concat([births(name="north"), births(name="south")])
    found = changes(table, "births", "6 months", time="month", by="name")
    assert found.groupby("name")["difference"].count().to_dict() == {"north": 16, "south": 16}
    both = changes(
        births(name="a", ward="b"), "births", "1 year", time="month", by=["name", "ward"]
    )
    assert list(both.columns[:3]) == ["name", "ward", "start"]


def test_months_that_a_program_groups_by_year_alone_are_years():
    table = births().groupby("year", as_index=False)["births"].sum()
    assert changes(table, "births", 1, time="year")["start"].tolist() == [2001]


def test_days_in_three_columns_are_dates_and_months_where_each_has_one():
    days = pd.date_range("2001-01-01", periods=60)
    table = pd.DataFrame({"year": days.year, "month": days.month, "day": days.day, "x": range(60)})
    assert set(changes(table, "x", "over 7 days", time="day")["difference"]) == {7}
    assert set(changes(table, "x", "a week", time="month")["difference"]) == {7}
    monthly = table.iloc[[14, 45]]
    assert changes(monthly, "x", "1 month", time="month")["difference"].tolist() == [31]


@pytest.mark.parametrize(
    ("times", "over", "first"),
    [
        (["2002-Q1", "2001-Q4", "2001-Q3", "2002-Q2"], "one quarter apart", "2001-Q3"),
        (["Q1 2002", "Q4 2001", "Q3 2001", "Q2 2002"], "1 quarter", "Q3 2001"),
        (["Jan 2002", "Dec 2001", "Nov 2001", "Feb 2002"], "a month", "Nov 2001"),
        (["1980s", "1970s", "1960s", "1990s"], "over a decade", "1960s"),
        (["2002-W02", "2002-W01", "2001-W52", "2002-W03"], "1 week", "2001-W52"),
    ],
)
def test_times_that_are_texts_are_in_order_and_given_back_as_they_are(times, over, first):
    found = changes(of(times, [3, 2, 1, 4]), "depth", over)
    assert found["start"].tolist()[0] == first
    assert found["difference"].tolist() == [1, 1, 1]


def test_span_within_which_ends_lie_takes_shorter_ones_too():
    table = pd.DataFrame({"year": [1990, 1991, 1993], "price": [10.0, 30.0, 20.0]})
    assert changes(table, "price", "within two years")["difference"].tolist() == [20, -10]
    assert changes(table, "price", "two years apart")["difference"].tolist() == [-10]
    assert changes(table, "price", "within a decade")["difference"].tolist() == [20, 10, -10]


def test_hours_of_a_day_and_weeks_of_a_year_lie_apart_by_the_clock_and_the_calendar():
    hours = pd.date_range("2001-01-01", periods=60, freq="h")
    assert len(changes(of(hours, range(60)), "depth", "24 hours")) == 36
    assert set(changes(of(hours, range(60)), "depth", "a day")["difference"]) == {24}
    weeks = pd.date_range("2001-01-01", periods=60, freq="W")
    assert set(changes(of(weeks, range(60)), "depth", "1 year")["difference"]) == {52}
    assert set(changes(of(weeks, range(60)), "depth", "a fortnight")["difference"]) == {2}


def test_half_a_year_is_six_months():
    for over in ("half a year", "half-year", "a half-year"):
        assert set(changes(of(MONTHS, range(20)), "depth", over)["difference"]) == {6}


def test_number_of_months_is_counted_by_the_calendar_where_one_is_missing():
    found = changes(births(), "births", 2, time="month")
    assert set(found["difference"]) == {2}
    assert "2002-03" not in found["end"].dt.strftime("%Y-%m").tolist()


def test_error_names_the_groups_that_tell_rows_of_one_time_apart():
    days = [*MONTHS[:3], *MONTHS[:3]]
    table = of(days, range(6), country="x", place=[*"aaabbb"])
    with pytest.raises(ValueError, match=r"say by=… with one of 'place'$"):
        changes(table, "depth", "1 month")


def test_differences_have_no_digits_of_how_numbers_are_stored():
    found = changes(of(MONTHS[:4], [0.1, 0.3, 1234.7, 967.8]), "depth", "1 month")
    assert found["difference"].tolist() == [0.2, 1234.4, -266.9]
    tiny = changes(of(MONTHS[:2], [1.5e-8, 2.75e-8]), "depth", "1 month")
    assert tiny["difference"].tolist() == pytest.approx([1.25e-8], rel=1e-9)
