"""Worked examples: extremes, runs, changes over time, decades, hours, columns for each month."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import MILLS, RAIN, RINGS, RIVER, SPRING

EXTREMES = Example(
    about(r"mean|average|smallest|largest|greatest|lowest|highest|figures?|extremes?|when|had"),
    (RIVER,),
    "Write extremes.json with mean (the mean level), lowest (the smallest level), lowest_month "
    "(the month that had it, like 2005-03), highest (the largest level) and highest_month.",
    """\
lowest = df.loc[df["level"].idxmin()]  # the whole row of the smallest level
highest = df.loc[df["level"].idxmax()]
answer = {
    "mean": df["level"].mean(),
    "lowest": lowest["level"],
    "lowest_month": lowest["month"].strftime("%Y-%m"),
    "highest": highest["level"],
    "highest_month": highest["month"].strftime("%Y-%m"),
}
""",
    """\
known = [row for row in rows if row["level"] is not None]
lowest = min(known, key=lambda row: row["level"])  # the whole row of the smallest level
highest = max(known, key=lambda row: row["level"])
answer = {
    "mean": sum(row["level"] for row in known) / len(known),
    "lowest": lowest["level"],
    "lowest_month": lowest["month"].strftime("%Y-%m"),
    "highest": highest["level"],
    "highest_month": highest["month"].strftime("%Y-%m"),
}
""",
    """\
SELECT avg(level) AS mean, min(level) AS lowest,
  strftime(arg_min(month, level), '%Y-%m') AS lowest_month, max(level) AS highest,
  strftime(arg_max(month, level), '%Y-%m') AS highest_month FROM df
""",
    signs=about(
        r"(?:smallest|lowest|minimum|coldest) … (?:largest|highest|maximum|hottest)"
        r"|(?:largest|highest|greatest) … (?:smallest|lowest)"
    ),
)
"""What else stands in the row of an extreme: small LLMs take the extreme of that column instead."""

EXAMPLES = (
    EXTREMES,
    Example(
        about(
            r"longest(?: unbroken)? (?:run|spell|streak|stretch|time|period|series)(?: \w+){0,2}"
            r"|longest|unbroken|consecutive|in a row|run of|streak|every (?:month|day|year)|spell"
            r"|without a break|successive|lower than|higher than|the year before|same month"
        ),
        (SPRING,),
        "What was the longest unbroken run of months with a level below that of three months "
        "before? Write dry.json with months, start and end (like 2005-03).",
        """\
from runs import longest_run  # the rows of the longest unbroken run where a condition holds

df = df.sort_values("month")
low = df["level"] < df["level"].shift(3)  # against a year before: shift(12)
run = longest_run(df, low)  # of all rows, in order of time
answer = {
    "months": len(run),
    "start": run["month"].iloc[0].strftime("%Y-%m"),
    "end": run["month"].iloc[-1].strftime("%Y-%m"),
}
""",
        """\
rows = sorted(rows, key=lambda row: row["month"])
best, run = [], []
for before, row in zip(rows, rows[3:]):  # against a year before: rows[12:]
    run = [*run, row["month"]] if row["level"] < before["level"] else []
    if len(run) > len(best):
        best = run
answer = {
    "months": len(best),
    "start": best[0].strftime("%Y-%m"),
    "end": best[-1].strftime("%Y-%m"),
}
""",
        """\
-- against a year before: lag(level, 12)
WITH pairs AS (SELECT month, level < lag(level, 3) OVER (ORDER BY month) AS low
  FROM df),
marked AS (SELECT month, low,
  sum(CASE WHEN low THEN 0 ELSE 1 END) OVER (ORDER BY month) AS run FROM pairs)
SELECT count(*) AS months, strftime(min(month), '%Y-%m') AS "start",
  strftime(max(month), '%Y-%m') AS "end"
FROM marked WHERE low GROUP BY run ORDER BY months DESC LIMIT 1
""",
        signs=about(
            r"(?:longest|unbroken) … (?:runs?|spells?|streaks?|stretch|series|succession|sequence)"
            r"|unbroken|streak|(?:how many|longest|most) … (?:in a row at most|in succession"
            r"|consecutive|without a break|on end)|without a break|each and <each>|<spans> running"
            r"|(?:longest|first and (?:the )?last) … (?:in a row|consecutive)"
            r"|longest (?:such )?(?:time|period) (?:of|with)|longest period|in succession"
            r"|how many (?:\w+ )?<spans> in a row|<each> <span>(?= give)"
        ),
    ),
    Example(
        about(
            r"rise|rose|fell|fall\w*|dropp?\w*|climb\w*|change\w*|against|before|after|apart"
            r"|between which|on which (?:day|date)|in which (?:year|month)|most|jump\w*"
        ),
        (SPRING,),
        "Over which three months did the level rise most? Write rise.json with start and end (like "
        "2005-03) and metres.",
        """\
# changes is there: it gives the columns start, end, before, after, difference and percent
rises = changes(df, "level", over="3 months", time="month")  # a year apart: over="12 months"
best = rises.loc[rises["difference"].idxmax()]  # the largest fall: idxmin
answer = {"start": best["start"], "end": best["end"], "metres": best["difference"]}
""",
        """\
known = sorted((r for r in rows if r["level"] is not None), key=lambda r: r["month"])
old, new = max(zip(known, known[3:]), key=lambda pair: pair[1]["level"] - pair[0]["level"])
answer = {
    "start": old["month"].strftime("%Y-%m"),
    "end": new["month"].strftime("%Y-%m"),
    "metres": new["level"] - old["level"],
}
""",
        """\
WITH t AS (SELECT month, lag(month, 3) OVER w AS before, level - lag(level, 3) OVER w AS metres
  FROM df WINDOW w AS (ORDER BY month))
SELECT strftime(before, '%Y-%m') AS "start", strftime(month, '%Y-%m') AS "end", metres
FROM t ORDER BY metres DESC NULLS LAST LIMIT 1
""",
        signs=about(
            r"(?:over|in|within|during) (?:(?:which|what|the) )?<count> <spans> … (?:r[io]se"
            r"|risen|fall|fell|drop\w*|climb\w*|gain\w*|lost)"
            r"|(?:gain|rise|fall|drop|loss|rose|climbed) … (?:within|over|in) <count> <spans>"
            r"|<spans> over which|between which <count>|a (?:week|month|day|year) apart"
        ),
    ),
    Example(
        about(
            r"(?:furthest|farthest|far) apart|lowest and (?:the )?highest"
            r"|highest and (?:the )?lowest|range|spread|span|swing|difference between"
        ),
        (RIVER,),
        "In which year did the lowest and the highest level at the gauge Mill lie furthest apart? "
        "Write span.json with year and metres (the difference).",
        """\
mill = df[df["gauge"] == "Mill"]
by_year = mill.groupby(mill["month"].dt.year)["level"]  # by day: mill["month"].dt.date
span = by_year.max() - by_year.min()
answer = {"year": int(span.idxmax()), "metres": span.max()}
""",
        """\
years = {}
for row in rows:
    if row["gauge"] == "Mill" and row["level"] is not None:
        years.setdefault(row["month"].year, []).append(row["level"])
span = {year: max(levels) - min(levels) for year, levels in years.items()}
year = max(span, key=span.get)
answer = {"year": year, "metres": span[year]}
""",
        """\
SELECT year(month) AS year, max(level) - min(level) AS metres FROM df WHERE gauge = 'Mill'
GROUP BY 1 ORDER BY metres DESC LIMIT 1
""",
        signs=about(
            r"(?:furthest|farthest|far) apart|(?:widest|biggest|largest|greatest|smallest"
            r"|highest) (?:range|spread|swing|difference|gap|span)"
            r"|(?:difference|gap|spread) between (?:the )?(?:<most>|maximum|minimum)"
            r"|difference … <most>|(?:maximum|max) minus|(?:range|swing|spread) (?:of|between)"
        ),
    ),
    Example(
        about(
            r"decades?|centur\w+|\d{2,4}s|age groups?|bands?|classes|intervals?|from the|average\w*"
        ),
        (MILLS,),
        "How much flour did the mills make in a year on average in each decade from the 1980s to "
        "the 2010s? Write decades.json with keys like 1980s and one decimal.",
        """\
part = df[(df["year"] >= 1980) & (df["year"] <= 2019)]
means = part.groupby(part["year"] // 10 * 10)["flour"].mean()
answer = {f"{decade}s": mean for decade, mean in means.items()}
""",
        """\
decades = {}
for row in rows:
    if 1980 <= row["year"] <= 2019 and row["flour"] is not None:
        decades.setdefault(row["year"] // 10 * 10, []).append(row["flour"])
answer = {f"{decade}s": sum(v) / len(v) for decade, v in sorted(decades.items())}
""",
        """\
SELECT (year // 10 * 10) || 's' AS decade, avg(flour) AS flour FROM df
WHERE year BETWEEN 1980 AND 2019 GROUP BY decade ORDER BY decade
""",
        signs=about(
            r"(?:each|by|per|every) (?:decade|century|age group)|decade -> (?!number)"
            r"|<year>s(?: to|,| and)|age groups? \(|\d0 to \d9|\w+ -> mean|average … by"
        ),
    ),
    Example(
        about(
            r"(?:chang\w+|r[io]se\w*|f[ae]ll\w*|gr[eo]w\w*|more|less|higher|lower|increas\w+"
            r"|decreas\w+|gain\w*|lost|percent)\b[^.?;]{0,40}?"
            r"\b(?:from|between|in|since|of) (?:the )?(?:january|february|march|april"
            r"|may|june|july|august|september|october|november|december) [12]\d{3}"
        ),
        (RIVER,),
        "Rank the gauges by how many percent their level changed from March 1999 to June 2002. "
        "Write change.json, a list of {gauge, percent} with one decimal, the biggest rise first.",
        """\
month = df["month"].dt.strftime("%Y-%m")
old = df[month == "1999-03"].set_index("gauge")["level"]
new = df[month == "2002-06"].set_index("gauge")["level"]
percent = 100 * (new / old - 1)
answer = percent.dropna().sort_values(ascending=False).rename("percent").reset_index()
""",
        """\
levels = {(row["gauge"], row["month"].strftime("%Y-%m")): row["level"] for row in rows}
answer = []
for gauge in {row["gauge"] for row in rows}:
    old, new = levels.get((gauge, "1999-03")), levels.get((gauge, "2002-06"))
    if old is not None and new is not None:
        answer.append({"gauge": gauge, "percent": 100 * (new / old - 1)})
answer.sort(key=lambda item: item["percent"], reverse=True)
""",
        """\
WITH t AS (SELECT gauge, max(level) FILTER (WHERE strftime(month, '%Y-%m') = '1999-03') AS old,
  max(level) FILTER (WHERE strftime(month, '%Y-%m') = '2002-06') AS new FROM df GROUP BY gauge)
SELECT gauge, 100 * (new / old - 1) AS percent FROM t
WHERE old IS NOT NULL AND new IS NOT NULL ORDER BY percent DESC
""",
        signs=about(r"<month> <year>,? (?:to|and|than|until|than in) (?:in )?<month> <year>"),
    ),
    Example(
        about(
            r"hours?|weekdays?|weekends?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?"
            r"|saturdays?|sundays?|time of day|mornings?|evenings?|noon|nights?|day of the week"
            r"|minutes?|times?"
        ),
        (RINGS,),
        "How many percent of the rings came before noon, and on which weekday were there most? "
        "Write rings.json with morning_percent (one decimal) and weekday.",
        """\
morning = df["time"].dt.hour < 12
days = df["time"].dt.day_name()  # .dt.dayofweek: Monday is 0, Sunday is 6
answer = {"morning_percent": 100 * morning.mean(), "weekday": days.value_counts().idxmax()}
""",
        """\
from collections import Counter

morning = [row for row in rows if row["time"].hour < 12]
days = Counter(row["time"].strftime("%A") for row in rows)  # weekday(): Monday is 0
weekday = days.most_common(1)[0][0]
answer = {"morning_percent": 100 * len(morning) / len(rows), "weekday": weekday}
""",
        """\
SELECT 100.0 * count(*) FILTER (WHERE hour(time) < 12) / count(*) AS morning_percent,
  mode(dayname(time)) AS weekday FROM df
""",
        signs=about(
            r"before noon|after \d+ ?[ap]m"
            r"|(?:on|which|what|and) (?:which )?(?:weekdays?|day of the week)|day of the week"
            r"|at night|in the (?:morning|evening|afternoon)s?|(?:on|at) weekends?"
            r"|on (?:an? )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
        ),
    ),
    Example(
        about(
            r"column (?:of its own|for (?:each|every))|one (?:line|row)|each month|every month"
            r"|long|months?|twelve|unpivot|melt|years? (?:is|are) a column"
        ),
        (RAIN,),
        "Each month has a column of its own. I need long.csv with one line for each station and "
        "month, by station and from the oldest to the newest: station, month (like 1980-01), rain.",
        """\
long = df_long.sort_values(["station", "month"])
month = long["month"].dt.strftime("%Y-%m")
answer = pd.DataFrame({"station": long["station"], "month": month, "rain": long["value"]})
""",
        """\
long = sorted(df_long_rows, key=lambda row: (row["station"], row["month"]))
answer = [
    {"station": row["station"], "month": row["month"].strftime("%Y-%m"), "rain": row["value"]}
    for row in long
]
""",
        """\
SELECT station, strftime(month, '%Y-%m') AS month, value AS rain FROM df_long
ORDER BY station, df_long.month
""",
        signs=about(
            r"unpivot|melt (?:this|the|it|that)(?: table| data)?(?= into|:| so|$| to)"
            r"|long (?:form|format|table)|columns? of (?:its|their) own|\w+s are (?:the )?columns"
            r"|(?:are|as) columns now|a column for each month|instead of \w+ (?:\w+ )?columns"
            r"|one (?:row|line) (?:per|for <each>) \w+(?:,| and) (?:month|subject|year)|tidy table"
        ),
    ),
)
