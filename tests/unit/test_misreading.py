"""A program that takes something otherwise than its task says is told so."""

from __future__ import annotations

import pytest

from hocket.agents.ways.decades import whole_decades
from hocket.agents.ways.misreading import misread

YEAR = "Which months of sales.csv were better than the same month of the year before?"
NEXT = "Which month rose most against the month before?"


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        (YEAR, "df['n'] > df['n'].shift(12)", False),
        (YEAR, "df['n'] > df['n'].shift(1)  # a year before: shift(12)", True),
        (YEAR, "df['n'].diff()", True),
        (YEAR, "df['n'].pct_change(periods=12)", False),
        (YEAR, "SELECT n - lag(n, 12) OVER (ORDER BY month) FROM df", False),
        (YEAR, "SELECT n - lag(n) OVER (ORDER BY month) FROM df", True),
        (YEAR, "SELECT a.n - b.n FROM df a JOIN df b ON b.year = a.year - 1", False),
        (NEXT, "df['n'].diff()", False),
        (NEXT, "df['n'].diff(12)", True),
        (NEXT, "SELECT n - lag(coalesce(n, 0), 1) OVER (ORDER BY month) FROM df", False),
        (NEXT, "SELECT n - lag(n, 12) OVER (ORDER BY month) FROM df", True),
        ("In which quarter did it fall on a year earlier?", "x.shift(4)", False),
        ("In which quarter did it fall on a year earlier?", "x.shift(12)", True),
        ("Which year was worse than the year before?", "x.shift(1)", False),
        (YEAR, "df.groupby('month')['n'].diff()", False),
        (YEAR, "SELECT n - lag(n) OVER (PARTITION BY month ORDER BY year) FROM df", False),
        ("Which months ran for longest without a break?", "x != x.shift()", False),
    ],
)
def test_distance_of_a_comparison_is_that_of_the_task(task, code, is_wrong):
    assert bool(misread(task, code)) is is_wrong


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        ("The mean of each decade from the 1920s to the 1940s", "df[df['y'] <= 1940]", True),
        ("The mean of each decade from the 1920s to the 1940s", "df[df['y'] <= 1949]", False),
        ("The mean of each decade from the 1920s to the 1940s", "df[df['y'] < 1950]", False),
        ("The mean of the 1920s and the 1940s", "df.y.between(1920, 1940)", True),
        ("The mean of each decade up to the 1940s", "WHERE y BETWEEN 1920 AND 1940", True),
        ("The mean of each decade up to the 1940s", "WHERE y BETWEEN 1920 AND 1949", False),
        (
            "The mean of each decade from the 1920s to the 1940s",
            "{f'{decade}s': m for decade, m in df[df.y <= 1940].groupby(df.y // 10 * 10)}",
            True,
        ),
        (
            "The mean of each decade from the 1920s to the 1940s",
            "SELECT avg(n) AS decade FROM df WHERE y BETWEEN 1920 AND 1940 GROUP BY y // 10",
            True,
        ),
        (
            "The mean of each decade from the 1920s to the 1940s",
            "df.decade.between(1920, 1940)",
            False,
        ),
        ("The mean of each decade from the 1920s to the 1940s", "df[df['decade'] <= 1940]", False),
        ("The mean up to 1940", "df[df['y'] <= 1940]", False),
        ("How many were 80 and over?", "df[df['age'] == '80-84']", True),
        ("How many were 80 or older?", "SELECT sum(n) FROM df WHERE age = '80 - 84'", True),
        ("How many were 80+?", "df[df['age'].isin(['80-84', '85-89', '90+'])]", False),
        ("How many were 80 and over?", "df[df['age'] >= 80]", False),
        ("How many were 80 and over?", "isin(['80-89', '90+'])", False),
        ("How many films were made before the 1980s?", "df[df['y'] < 1980]", False),
        ("Compare the 1950s with the 1960s", "(y >= 1960) & (y < 1970)", False),
        ("How many were from 80 to 84?", "df[df['age'] == '80-84']", False),
    ],
)
def test_decade_is_whole_and_a_group_is_not_all(task, code, is_wrong):
    assert bool(misread(task, code)) is is_wrong


FALL = "On which day did the closing price fall most in percent against the day before?"


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        (FALL, "c = df['close'].pct_change()\nday = df['day'][c.idxmax()]", True),
        (FALL, "c = df['close'].pct_change()\nday = df['day'][c.idxmin()]", False),
        (FALL, "c = (df['close'] - df['close'].shift(1))\ni = c.idxmax()", True),
        (FALL, "c = df['close'].shift(1) - df['close']\ni = c.idxmax()", False),
        (FALL, "c = -(df['close'].diff())\ni = c.idxmax()", False),
        (FALL, "c = df['close'].diff().abs()\ni = c.idxmax()", False),
        (FALL, "SELECT day, x - lag(x) OVER (ORDER BY day) AS c FROM df ORDER BY c DESC", True),
        (FALL, "SELECT day, x - lag(x) OVER (ORDER BY day) AS c FROM df ORDER BY c ASC", False),
        (FALL, "SELECT day, lag(x) OVER (ORDER BY day) - x AS c FROM df ORDER BY c DESC", False),
        (FALL, "df = df.sort_values('close')\nc = df['close'].pct_change()\nc.idxmin()", True),
        (FALL, "df = df.sort_values('day')\nc = df['close'].pct_change()\nc.idxmin()", False),
        ("When was the largest drop?", "df['n'].diff().nlargest(1)", True),
        (FALL, "c = -df.sales.diff()\nc.idxmax()", False),
        (FALL, "(-df.sales.diff()).idxmax()", False),
        (FALL, "df.sales.diff().mul(-1).idxmax()", False),
        (
            FALL,
            "SELECT y, x - lag(x) OVER (ORDER BY y) AS d FROM t ORDER BY -d DESC LIMIT 1",
            False,
        ),
        (FALL, "SELECT y, x - lag(x) OVER (ORDER BY y) AS d FROM t ORDER BY d, y DESC", False),
        (FALL, "d = df[df.y <= df.y.max()].n.diff()\nd.sort_values().index[0]", False),
        ("What is the longest gap?", "df.sort_values('date')['date'].diff().max()", False),
        ("When did it rise most?", "df['n'].diff().idxmin()", True),
        ("When did it rise most?", "df['n'].diff().idxmax()", False),
        ("Which month was the highest?", "df['n'].diff().idxmax()", False),
        ("When did it rise most and when did it fall most?", "df['n'].diff().idxmax()", False),
    ],
)
def test_largest_fall_is_the_smallest_change(task, code, is_wrong):
    assert bool(misread(task, code)) is is_wrong


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ("answer = {'lowest': df['n'].min(), 'lowest_year': df['year'].min()}", True),
        ('answer = {"highest_year": int(df["Year"].max())}', True),
        ("answer = {'lowest_year': df.loc[df['n'].idxmin(), 'year']}", False),
        ("answer = {'first_year': df['year'].min(), 'last_year': df['year'].max()}", False),
        ("SELECT min(n) AS lowest, min(year) AS lowest_year FROM df", True),
        ("SELECT min(n) AS lowest, arg_min(year, n) AS lowest_year FROM df", False),
    ],
)
def test_year_of_an_extreme_is_not_the_smallest_year(code, is_wrong):
    assert bool(misread("Write o.json with lowest and lowest_year.", code)) is is_wrong


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        ("By what factor did it grow?", "answer = wide[2007] / wide[1952] - 1", True),
        ("How many times as much was it?", "SELECT new / old - 1 FROM t", True),
        ("By what factor did it grow?", "answer = wide[2007] / wide[1952]", False),
        ("By how many percent, as a factor?", "answer = wide[2007] / wide[1952] - 1", False),
        ("By what factor did it grow?", "i = n / 2\nlast = rows[i - 10]", False),
    ],
)
def test_growth_is_no_factor(task, code, is_wrong):
    assert bool(misread(task, code)) is is_wrong


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        ("What share of the guests came by train?", "df['by'].eq('train').mean()", True),
        ("What percentage of guests came by train?", "SELECT avg(by = 'train')", True),
        ("What share of the guests came by train?", "df['Guests'].sum()", False),
        ("What share of the houses had guests?", "df['by'].eq('train').mean()", False),
    ],
)
def test_share_of_things_is_of_the_column_with_their_numbers(task, code, is_wrong):
    assert bool(misread(task, code, ["Guests", "Year"])) is is_wrong


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ("100 * df['no. lost'].sum() / df['no. found'].sum()", True),
        ("SELECT 100.0 * sum(no_lost) / sum(no_found) FROM df", True),
        ("100 * df['no. lost'].sum() / (df['no. lost'] + df['no. found']).sum()", False),
        ("SELECT 100.0 * sum(no_lost) / (sum(no_lost) + sum(no_found)) FROM df", False),
        ("both = df['no. lost'] + df['no. found']\n100 * df['no. lost'].sum() / both.sum()", False),
    ],
)
def test_share_out_of_two_things_is_divided_by_both(code, is_wrong):
    task = "What percentage was lost, out of those lost and found?"
    assert bool(misread(task, code, ["no. lost", "no. found", "year"])) is is_wrong
    assert not misread("What percentage was lost?", code, ["no. lost", "no. found"])


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        ("The share of novels in the loans of May", "100 * (df.kind == 'n').mean()", True),
        ("The share of novels in the loans of May", "df.groupby('k')['Loans'].sum()", False),
        ("What share of the loans were novels?", "SELECT count(*) FROM df", True),
        ("What share of the readers lent most?", "SELECT count(*) FROM df", False),
        ("The share of readers in the loans of May", "SELECT count(*) FROM df", False),
    ],
)
def test_share_of_what_a_column_counts_is_not_one_of_rows(task, code, is_wrong):
    assert bool(misread(task, code, ["Loans", "year"], ["Novels", "Ada"])) is is_wrong


WITHIN = 'df = df.sort_values(["town", "day"])\n'


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        (WITHIN + 'df["x"] = df["rain"].shift(1)', True),
        (WITHIN.replace("([", "(by=[") + 'df["x"] = df["rain"].pct_change()', True),
        (WITHIN + 'df["x"] = df.groupby("town")["rain"].diff()', False),
        (WITHIN + 'for t, p in df.groupby("town"):\n    p["rain"].diff()', False),
        ('df = df[df["town"] == "Ely"]\n' + WITHIN + 'df["rain"].diff()', False),
        ('df = df.sort_values("day")\ndf["x"] = df["rain"].diff()', False),
        (WITHIN + 'new = df["town"].shift(1) != df["town"]\ndf["rain"].diff()', False),
    ],
)
def test_step_from_row_to_row_stays_within_its_group(code, is_wrong):
    assert ("also steps from one" in misread("Which rise was largest?", code)) is is_wrong


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ("a = df.sort_values('level')\nm = a['level'].rolling(7).mean()", True),
        ("df.sort_values('level', inplace=True)\nm = df['level'].rolling(7).mean()", True),
        ("m = df.sort_values('level')['level'].rolling(7).mean()", True),
        ("a = df.sort_values(by=['level']).reset_index()\nm = a['level'].rolling(7).mean()", True),
        ("worst = df.sort_values('level').iloc[0]\nm = df['level'].rolling(7).mean()", False),
        ("a = df.sort_values('level'); m = df['level'].rolling(7).mean()", False),
        ("a = df.sort_values('level').sort_index()\nm = a['level'].rolling(7).mean()", False),
        ("a = df.sort_values('year')\nm = a['year'].rolling(3).max()", False),
    ],
)
def test_windows_of_rows_are_not_in_the_order_of_their_values(code, is_wrong):
    assert bool(misread("Mean level of seven days in a row?", code)) is is_wrong


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        ("How many litres did each pump really pump?", "df.groupby('pump')['litres'].sum()", True),
        ("Litres pumped by pump?", "SELECT pump, sum(litres) FROM df GROUP BY pump", True),
        ("Litres pumped by pump?", "df.groupby('pump')['litres_pumped'].sum()", False),
        ("Which share was pumped?", "df['litres_pumped'].sum() / df['litres'].sum()", False),
        ("How many litres were ordered?", "df['litres'].sum()", False),
    ],
)
def test_what_was_done_is_not_the_whole_where_a_column_has_it(task, code, is_wrong):
    assert bool(misread(task, code, ("litres", "litres_pumped"))) is is_wrong
    assert not misread(task, code, ("litres", "hours"))


def test_unit_of_a_column_is_no_deed():
    numbers = ("rate", "rate_percent")
    assert not misread("What is the mean rate in percent?", "df['rate'].mean() * 100", numbers)


@pytest.mark.parametrize(
    ("task", "is_wrong"),
    [
        ("In which year did the price fall most, in percent?", True),
        ("In which year did the price fall most (in %)?", False),
        ("Between which two months did the quota (rate, in percent) fall most?", False),
        ("When did the rate, which is in percent, rise most? Give year and points.", False),
        ("Which fell most in percentage points?", False),
        ("By how much percent did it rise most, to one decimal point?", True),
    ],
)
def test_unit_of_the_values_is_no_change_in_percent(task, is_wrong):
    end = "idxmin" if "fall" in task else "idxmax"
    code = f'c = changes(df, "rate", 1)\nanswer = c.loc[c["difference"].{end}()]["end"]'
    said = 'the task compares percent: take the column "percent"' in misread(task, code, [])
    assert said == is_wrong


def test_last_century_is_whole():
    task = "What was the average price of wheat in each century from the 1600s to the 1800s?"
    told = misread(task, "df[(df['year'] >= 1600) & (df['year'] <= 1800)]")
    assert told == "the 1800s are the years 1800 to 1899, so the last year is 1899, not 1800"
    decades = "What was it from the 1780s to the 1800s, in each decade?"
    assert "the years 1800 to 1809" in misread(decades, "df[df['year'] <= 1800]")
    assert misread(task, "df[df['year'] <= 1899]") == ""
    assert whole_decades(task, "SELECT 1 WHERE year <= 1800") == "SELECT 1 WHERE year <= 1899"
    by_decade = "df[df['decade'] <= 1800]"
    assert whole_decades(task, by_decade) == by_decade
    until = "What was it before the 1800s?"
    assert whole_decades(until, "df[df['year'] <= 1800]") == "df[df['year'] <= 1800]"
