"""What the LLM reads before a task on tables: rules, a card of the dialect, worked examples.

They come first and change little, so that a host can cache them. The examples are of a domain of
their own; the one nearest to the task by its words comes last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hocket.ports.llm import ChatMessage

Way = Literal["program", "query", "rows"]
"""In which way a table is worked on."""

PROGRAM_RULES = """\
You are a careful data analyst. Answer with one short Python program in a ```python block and \
nothing else.
- The tables are loaded already as the pandas DataFrames named below, with the types that are \
stated: numbers and dates are clean; titles, blank rows and totals are left out. Never read or \
write files and never type in data.
- pandas is imported as pd, numpy as np; scipy and sklearn are installed.
- Use the exact column names. Compute exactly what is asked; round only at the end, as asked.
- End by setting `answer`: a dict, list or DataFrame for a file (for Markdown a dict of heading -> \
DataFrame), a value or text for an answer in words."""

ROWS_RULES = """\
You are a careful Python programmer. Answer with one short Python program in a ```python block and \
nothing else.
- The tables are loaded already as lists of dicts, one dict a row, named below: numbers are int or \
float, days are datetime.date, a missing value is None. Never read or write files and never type \
in data.
- Use plain Python and its standard library (collections, statistics, math, datetime), no pandas.
- Use the exact column names. Compute exactly what is asked; round only at the end, as asked.
- End by setting `answer`: a dict or a list of dicts for a file, a value or text for an answer in \
words."""

QUERY_RULES = """\
You answer questions on tables with one DuckDB SELECT statement in a ```sql block and nothing else.
- The tables are loaded under the names below. Quote a column name in "double" quotes if it has \
capitals, spaces or marks; texts in 'single' quotes.
- DATE: year(d), month(d), strftime(d, '%Y-%m'), d >= DATE '2005-01-01'; never d = 2005.
- The row of a maximum: ORDER BY x DESC LIMIT 1; per group arg_max(name, x), or QUALIFY \
row_number() OVER (PARTITION BY g ORDER BY x DESC) = 1.
- Before and after: lag(x, 12) OVER (ORDER BY d). An unbroken run: number the breaks with \
sum(CASE WHEN broken THEN 1 ELSE 0 END) OVER (ORDER BY d), then group by that number.
- First against last: arg_min(x, d), arg_max(x, d). Share: 100.0 * count(*) FILTER (WHERE c) / \
count(*).
- A column for each month or year: FROM (UNPIVOT t ON COLUMNS(* EXCLUDE (name)) INTO NAME month \
VALUE x).
- Statistics: avg, median, stddev_samp, corr(x, y), skewness, kurtosis, quantile_cont(x, 0.25), \
shapiro_p(x), pearson_p(x, y), regexp_matches, round(x, 2).
- Name the columns of the result by the keys that are asked for; sort as asked."""

TOWNS = """\
{name} (towns.csv): a table of 312 rows and 4 columns
- 'town': text, all different, such as 'Aldea', 'Brook', 'Carr'
- 'region': text, 'North' (120), 'South' (101), 'East' (91)
- 'people': integer, 12 to 88123, 3 missing
- 'founded': integer, 1204 to 1990

Task: {task}"""

RIVER = """\
{name} (river.csv): a table of 240 rows and 3 columns
- 'month': date, 1999-01-01 to 2018-12-01, written as '1999-01-01'
- 'level': number, 0.4 to 7.9
- 'gauge': text, 'Mill' (120), 'Weir' (120)

Task: {task}"""

RAIN = """\
{name} (rain.csv): a table of 120 rows and 14 columns
- 'station': text, 'Dale' (40), 'Fell' (40), 'Moor' (40)
- 'year': integer, 1980 to 2019
- 'jan', 'feb' … 'dec' (12 columns): number, 0 to 310.5

Task: {task}"""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: the tables and the task, and what does it in each of the ways."""

    tables: str
    task: str
    program: str
    statement: str
    loop: str

    def shown(self, way: Way) -> tuple[ChatMessage, ChatMessage]:
        """The question and the answer."""
        name, language, code = {
            "program": ("DataFrame df", "python", self.program),
            "query": ("Table df", "sql", self.statement),
            "rows": ("List rows", "python", self.loop),
        }[way]
        question = self.tables.format(name=name, task=self.task)
        answer = f"```{language}\n{code}\n```"
        return ChatMessage("user", question), ChatMessage("assistant", answer)


EXAMPLES = (
    Example(
        TOWNS,
        "Which town of each region has the most people, and how many? Write biggest.json: region "
        "-> {town, people}.",
        'rows = df.loc[df.groupby("region")["people"].idxmax()]\n'
        'answer = {r["region"]: {"town": r["town"], "people": int(r["people"])} '
        "for _, r in rows.iterrows()}",
        "SELECT region, arg_max(town, people) AS town, max(people) AS people\n"
        "FROM df GROUP BY region ORDER BY region",
        "largest = {}\n"
        "for row in rows:\n"
        '    if row["people"] is None:\n'
        "        continue\n"
        '    best = largest.get(row["region"])\n'
        '    if best is None or row["people"] > best["people"]:\n'
        '        largest[row["region"]] = row\n'
        'answer = {region: {"town": row["town"], "people": row["people"]} '
        "for region, row in sorted(largest.items())}",
    ),
    Example(
        TOWNS,
        "What share of the towns was founded before 1500, and is their mean size above that of "
        'the others? Answer in this form: @share[percent] @larger[yes_or_no] where "percent" is '
        "rounded to one decimal.",
        'old = df[df["founded"] < 1500]\n'
        'young = df[df["founded"] >= 1500]\n'
        "share = 100 * len(old) / len(df)\n"
        'larger = "yes" if old["people"].mean() > young["people"].mean() else "no"\n'
        'answer = {"share": share, "larger": larger}',
        "SELECT 100.0 * count(*) FILTER (WHERE founded < 1500) / count(*) AS share,\n"
        "  CASE WHEN avg(people) FILTER (WHERE founded < 1500) > avg(people) FILTER (WHERE founded "
        ">= 1500)\n  THEN 'yes' ELSE 'no' END AS larger\nFROM df",
        'old = [r for r in rows if r["founded"] < 1500]\n'
        'young = [r for r in rows if r["founded"] >= 1500]\n'
        "def mean(part):\n"
        '    sizes = [r["people"] for r in part if r["people"] is not None]\n'
        "    return sum(sizes) / len(sizes)\n"
        "share = 100 * len(old) / len(rows)\n"
        'answer = {"share": share, "larger": "yes" if mean(old) > mean(young) else "no"}',
    ),
    Example(
        RIVER,
        "At the gauge Mill, what was the longest unbroken run of months with a level below 2? "
        "Write dry.json with months, start and end (like 2005-03).",
        'mill = df[df["gauge"] == "Mill"].sort_values("month")\n'
        'low = mill["level"] < 2\n'
        "run = (low != low.shift()).cumsum()\n"
        'runs = mill[low].groupby(run[low])["month"].agg(["count", "min", "max"])\n'
        'best = runs.loc[runs["count"].idxmax()]\n'
        'answer = {"months": int(best["count"]), "start": best["min"].strftime("%Y-%m"), '
        '"end": best["max"].strftime("%Y-%m")}',
        "WITH marked AS (SELECT month, level < 2 AS low,\n"
        "  sum(CASE WHEN level < 2 THEN 0 ELSE 1 END) OVER (ORDER BY month) AS run\n"
        "  FROM df WHERE gauge = 'Mill')\n"
        "SELECT count(*) AS months, strftime(min(month), '%Y-%m') AS \"start\",\n"
        "  strftime(max(month), '%Y-%m') AS \"end\"\n"
        "FROM marked WHERE low GROUP BY run ORDER BY months DESC LIMIT 1",
        'mill = sorted((r for r in rows if r["gauge"] == "Mill"), key=lambda r: r["month"])\n'
        "best, run = [], []\n"
        "for row in mill:\n"
        '    run = [*run, row["month"]] if row["level"] < 2 else []\n'
        "    if len(run) > len(best):\n"
        "        best = run\n"
        'answer = {"months": len(best), "start": best[0].strftime("%Y-%m"), '
        '"end": best[-1].strftime("%Y-%m")}',
    ),
    Example(
        RIVER,
        "Test whether level is normally distributed and how it correlates with the level of the "
        "month before at the same gauge. Answer in this form: @normal[yes_or_no] @r[value] where "
        '"value" is rounded to two decimal places.',
        "from scipy import stats\n"
        'df = df.sort_values(["gauge", "month"])\n'
        'normal = stats.shapiro(df["level"].dropna()).pvalue > 0.05\n'
        'df["before"] = df.groupby("gauge")["level"].shift(1)\n'
        'both = df.dropna(subset=["level", "before"])\n'
        'r, p = stats.pearsonr(both["level"], both["before"])\n'
        'answer = {"normal": "yes" if normal else "no", "r": round(r, 2)}',
        "WITH t AS (SELECT level, lag(level) OVER (PARTITION BY gauge ORDER BY month) AS before "
        "FROM df)\nSELECT CASE WHEN shapiro_p(level) > 0.05 THEN 'yes' ELSE 'no' END AS normal,\n"
        "  round(corr(level, before), 2) AS r\nFROM t",
        "from scipy import stats\n"
        'rows = sorted(rows, key=lambda r: (r["gauge"], r["month"]))\n'
        'levels = [r["level"] for r in rows if r["level"] is not None]\n'
        "pairs = [\n"
        '    (a["level"], b["level"]) for a, b in zip(rows, rows[1:]) if a["gauge"] == b["gauge"]\n'
        "]\n"
        "pairs = [(a, b) for a, b in pairs if a is not None and b is not None]\n"
        "r, p = stats.pearsonr(*zip(*pairs))\n"
        'answer = {"normal": "yes" if stats.shapiro(levels).pvalue > 0.05 else "no", '
        '"r": round(r, 2)}',
    ),
    Example(
        RAIN,
        "I need long.csv with one line per month for the station Dale, in the order of time: month "
        "(like 1980-01) and rain, each month has a column of its own now.",
        'dale = df[df["station"] == "Dale"]\n'
        'long = dale.melt(id_vars=["year"], value_vars=list(df.columns[2:14]), var_name="name", '
        'value_name="rain")\n'
        'long["month"] = pd.to_datetime(long["year"].astype(str) + "-" + long["name"], '
        'format="%Y-%b")\n'
        'answer = long.sort_values("month")[["month", "rain"]]',
        "SELECT strptime(year || '-' || name, '%Y-%b')::DATE AS month, rain\n"
        "FROM (UNPIVOT (SELECT * EXCLUDE (station) FROM df WHERE station = 'Dale')\n"
        "  ON COLUMNS(* EXCLUDE (year)) INTO NAME name VALUE rain)\nORDER BY month",
        'months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", '
        '"dec"]\n'
        "answer = []\n"
        'for row in sorted(rows, key=lambda r: r["year"]):\n'
        '    if row["station"] == "Dale":\n'
        "        for number, name in enumerate(months, 1):\n"
        '            answer.append({"month": f"{row[\'year\']}-{number:02}", "rain": row[name]})',
    ),
    Example(
        RAIN,
        "By how many percent more rain fell at each station in 2010 than in 1990? Write more.json, "
        "a list of {station, percent} with one decimal, the biggest increase first.",
        'df["total"] = df[list(df.columns[2:14])].sum(axis=1)\n'
        'wide = df.pivot(index="station", columns="year", values="total")\n'
        "rows = (100 * (wide[2010] / wide[1990] - 1)).dropna().sort_values(ascending=False)\n"
        'answer = rows.rename("percent").reset_index()',
        "WITH t AS (SELECT station, year, jan + feb + mar + apr + may + jun + jul + aug + sep + "
        'oct + nov + "dec" AS total FROM df)\n'
        "SELECT station, 100 * (max(total) FILTER (WHERE year = 2010) / max(total) FILTER (WHERE "
        "year = 1990) - 1) AS percent\nFROM t GROUP BY station ORDER BY percent DESC",
        'months = [name for name in rows[0] if name not in ("station", "year")]\n'
        'totals = {(r["station"], r["year"]): sum(r[m] for m in months) for r in rows}\n'
        "answer = []\n"
        'for station in {r["station"] for r in rows}:\n'
        "    before, after = totals[station, 1990], totals[station, 2010]\n"
        '    answer.append({"station": station, "percent": 100 * (after / before - 1)})\n'
        'answer.sort(key=lambda r: r["percent"], reverse=True)',
    ),
)
_WORDS = re.compile(r"[a-z]{3,}")


def examples_for(task: str, way: Way) -> list[ChatMessage]:
    """Two worked examples: the first of all, then the nearest of the others."""
    first, *others = EXAMPLES
    words = set(_WORDS.findall(task.lower()))
    near = max(others, key=lambda e: len(words & set(_WORDS.findall(e.task.lower()))))
    return [message for example in (first, near) for message in example.shown(way)]
