"""Worked examples: groups that meet a condition, counts side by side, windows, two tables."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import (
    BIDS,
    BOOKS,
    LOANS,
    MILLS,
    RIVER,
    SALES,
    SHOPS,
    SWIMS,
    TILLS,
    TOWNS,
)

EXAMPLES = (
    Example(
        about(
            r"in how many of (?:these|the|all)|how many of these|(?:these|the|such) cases|again in"
            r"|(?:higher|lower|more|less|larger|smaller|faster|shorter|longer) in [12]\d{3}"
            r"|both years|in [12]\d{3} and (?:again )?(?:in )?[12]\d{3}"
        ),
        (SWIMS,),
        "Each swam each length in 2021 and again in 2022. In how many of these cases was the time "
        "shorter in 2022? The answer is a number.",
        """\
wide = df.pivot_table(index=["name", "length"], columns="season", values="seconds")
answer = int((wide[2022] < wide[2021]).sum())  # a row for each name and length
""",
        """\
times = {(r["name"], r["length"], r["season"]): r["seconds"] for r in rows}
answer = 0
for name, length, season in times:
    if season == 2022 and (name, length, 2021) in times:
        answer += times[name, length, 2022] < times[name, length, 2021]
""",
        """\
SELECT count(*) FROM df a JOIN df b USING (name, length)
WHERE a.season = 2022 AND b.season = 2021 AND a.seconds < b.seconds
""",
        signs=about(
            r"of (?:these|the|such|all) (?:\w+ )?cases|of these|in how many cases|cases with"
            r"|one case is|pairs?|again in <year>|both in <year>|in both years"
        ),
    ),
    Example(
        about(
            r"in how many|of how many|but|fewer|although|though|ahead|together|(?:more|less)"
            r" (?:\w+ ){0,3}than"
        ),
        (TOWNS,),
        "In how many regions do the towns founded before 1500 have more people together than the "
        "others, although there are fewer of them? I only need the number.",
        """\
old = df[df["founded"] < 1500].groupby("region")["people"].agg(["sum", "count"])
new = df[df["founded"] >= 1500].groupby("region")["people"].agg(["sum", "count"])
answer = int(((old["sum"] > new["sum"]) & (old["count"] < new["count"])).sum())
""",
        """\
answer = 0
for region in {row["region"] for row in rows}:
    part = [row for row in rows if row["region"] == region and row["people"] is not None]
    old = [row["people"] for row in part if row["founded"] < 1500]
    new = [row["people"] for row in part if row["founded"] >= 1500]
    answer += sum(old) > sum(new) and len(old) < len(new)
""",
        """\
SELECT count(*) FROM (SELECT sum(people) FILTER (WHERE founded < 1500) AS old_people,
  sum(people) FILTER (WHERE founded >= 1500) AS new_people,
  count(people) FILTER (WHERE founded < 1500) AS old,
  count(people) FILTER (WHERE founded >= 1500) AS new FROM df GROUP BY region)
WHERE old_people > new_people AND old < new
""",
        signs=about(
            r"(?:although|though) (?:there are )?(?:fewer|less|more)"
            r"|(?:fewer|outnumber|less|more) … (?:but|yet|though|although)"
            r"|(?:together|in total|altogether|in all) … (?:although|though|but|yet)"
            r"|(?:fewer|outnumber) than the others"
        ),
    ),
    Example(
        about(
            r"how many|number of|each|with 0|never|won|lost|and how many|side by side|-> \{\w+, "
        ),
        (BIDS,),
        "How many lots has each bidder won, and how many lost? Write bids.json: bidder -> {won, "
        "lost}, with 0 for none.",
        """\
counts = pd.crosstab(df["bidder"], df["won"])  # a row for each bidder, columns 0 and 1
answer = {name: {"won": int(row[1]), "lost": int(row[0])} for name, row in counts.iterrows()}
""",
        """\
answer = {row["bidder"]: {"won": 0, "lost": 0} for row in rows}
for row in rows:
    answer[row["bidder"]]["won" if row["won"] == 1 else "lost"] += 1
""",
        """\
SELECT bidder, count(*) FILTER (WHERE won = 1) AS won, count(*) FILTER (WHERE won = 0) AS lost
FROM df GROUP BY bidder ORDER BY bidder
""",
        signs=about(
            r"how many (?!more|percent|per cent) … (?:and|or) how many (?!percent|per cent)\w+"
            r"|how many … and how many (?!percent|per cent)\w+, for <each>"
            r"|number of … and the number|how many … and how many \w+"
            r"|(?:with )?(?:0|zero) (?:for none|if none|if there)|\w+ -> \{(?:won|yes|passed)"
        ),
    ),
    Example(
        about(
            r"(?:percentage|share)s? of|what (?:percentage|share)|in each|of each|and of the"
            r"|-> \{\w+, |each \w+ and"
        ),
        (RIVER,),
        "In what share of the months was the level above 3 at each of the gauges in each year? "
        "Write high.json: year -> {Mill, Weir}, percent with one decimal.",
        """\
df["high"] = df["level"] > 3
shares = 100 * df.pivot_table(index=df["month"].dt.year, columns="gauge", values="high")
answer = {year: row.to_dict() for year, row in shares.iterrows()}
""",
        """\
groups = {}
for row in rows:
    if row["level"] is not None:
        of_year = groups.setdefault(row["month"].year, {})
        of_year.setdefault(row["gauge"], []).append(row["level"] > 3)
answer = {
    year: {gauge: 100 * sum(v) / len(v) for gauge, v in of_year.items()}
    for year, of_year in groups.items()
}
""",
        """\
SELECT year(month) AS year,
  100.0 * avg(CAST(level > 3 AS INT)) FILTER (WHERE gauge = 'Mill') AS "Mill",
  100.0 * avg(CAST(level > 3 AS INT)) FILTER (WHERE gauge = 'Weir') AS "Weir"
FROM df GROUP BY 1 ORDER BY 1
""",
        signs=about(
            r"in (?:what|how many|which) <percent> of the … (?:each|every|both|all) … (?:each"
            r"|every)|<percent> of the … (?:each|every) … (?:each|every)"
            r"|<each> \w+ and (?:for |of |in )?(?:each|every|all|both) … <percent>"
            r"|\w+ -> \{\w+, \w+\b(?:\}, percent)?"
        ),
    ),
    Example(
        about(
            r"in a row|consecutive|successive|running|rolling|moving|windows?|average|mean|total"
            r"|together|(?:two|three|four|five|six|seven|ten|twelve) (?:days|weeks|months|years)"
        ),
        (RIVER,),
        "Which four months in a row had the highest level on average at the gauge Mill? Write "
        "wet.json with start and end (like 2005-03) and level with two decimals.",
        """\
mill = df[df["gauge"] == "Mill"].sort_values("month").reset_index(drop=True)
means = mill["level"].rolling(4).mean()  # of a month and the three before it
i = means.idxmax()
answer = {
    "start": mill["month"][i - 3].strftime("%Y-%m"),
    "end": mill["month"][i].strftime("%Y-%m"),
    "level": means[i],
}
""",
        """\
mill = sorted((r for r in rows if r["gauge"] == "Mill"), key=lambda r: r["month"])
windows = [mill[i : i + 4] for i in range(len(mill) - 3)]
best = max(windows, key=lambda window: sum(r["level"] for r in window))
answer = {
    "start": best[0]["month"].strftime("%Y-%m"),
    "end": best[-1]["month"].strftime("%Y-%m"),
    "level": sum(r["level"] for r in best) / 4,
}
""",
        """\
WITH t AS (SELECT month, lag(month, 3) OVER (ORDER BY month) AS first,
  avg(level) OVER (ORDER BY month ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS level
  FROM df WHERE gauge = 'Mill')
SELECT strftime(first, '%Y-%m') AS "start", strftime(month, '%Y-%m') AS "end", level
FROM t WHERE first IS NOT NULL ORDER BY level DESC LIMIT 1
""",
        signs=about(
            r"<count>(?= (?:consecutive|successive))|(?:consecutive|successive) <spans>"
            r"|<count>[- ]\w+ (?:window|moving|rolling|running|average)"
            r"|<count> (?:\w+ )?<spans> (?:in a row|running)"
            r"|(?:moving|rolling|running) (?:averages?|means?|totals?|sums?)"
            r"|<count>[- ]<span> (?:window|average|mean|total)|window"
        ),
    ),
    Example(
        about(
            r"hours?|half.hours?|quarters? of an hour|times? of (?:the )?day|share|percent\w*"
            r"|in which (?:hour|month|year|week)|busiest|(?:out )?of (?:all|those)"
        ),
        (TILLS,),
        "In which hour of the day did most visitors come, and what share of the visitors bought "
        "something? Write shop.json with hour (0 to 23) and percent (one decimal).",
        """\
by_hour = df.groupby(df["time"].dt.hour)["visitors"].sum()  # of all the lines of an hour
answer = {
    "hour": int(by_hour.idxmax()),
    "percent": 100 * df["buyers"].sum() / df["visitors"].sum(),
}
""",
        """\
by_hour = {}
for row in rows:
    by_hour[row["time"].hour] = by_hour.get(row["time"].hour, 0) + row["visitors"]
visitors = sum(row["visitors"] for row in rows)
answer = {
    "hour": max(by_hour, key=by_hour.get),
    "percent": 100 * sum(row["buyers"] for row in rows) / visitors,
}
""",
        """\
SELECT (SELECT hour(time) FROM df GROUP BY 1 ORDER BY sum(visitors) DESC LIMIT 1) AS hour,
  100.0 * sum(buyers) / sum(visitors) AS percent FROM df
""",
        signs=about(
            r"(?:which|what|the) (?:half[- ])?hour … most|(?:busiest|quietest) (?:half[- ])?hour"
            r"|most … (?:which|what|the) hour"
        ),
    ),
    Example(
        about(
            r"slope|straight line|trend|least squares|fitted|linear\w*|per year|each year"
            r"|how much a (?:year|month|day)|gr[eo]w\w*"
        ),
        (MILLS,),
        "By how much a year did the flour of the mill Abbey grow, by a straight line fitted over "
        "the years (least squares)? The answer is a number with two decimals.",
        """\
part = df[df["mill"] == "Abbey"].dropna(subset=["flour"])
answer = np.polyfit(part["year"], part["flour"], 1)[0]  # [0] is the slope
""",
        """\
import statistics

part = [r for r in rows if r["mill"] == "Abbey" and r["flour"] is not None]
line = statistics.linear_regression([r["year"] for r in part], [r["flour"] for r in part])
answer = line.slope
""",
        """\
SELECT regr_slope(flour, year) FROM df WHERE mill = 'Abbey'
""",
        signs=about(
            r"straight line|least squares|slope|trend|linear (?:fit|trend)|regression over"
            r"|by (?:a )?linear regression|fit \w+ line|line through"
        ),
    ),
    Example(
        about(
            r"columns?|nothing where|leave (?:it )?empty|side by side|wide|pivot\w*"
            r"|[12]\d{3} and [12]\d{3}"
        ),
        (MILLS,),
        "Make wide.csv with one line for each mill, by name, and its flour of 2010 and 2011: the "
        "columns mill, 2010 and 2011, and nothing where there is no figure.",
        """\
part = df[df["year"].isin([2010, 2011])]
answer = part.pivot(index="mill", columns="year", values="flour").sort_index().reset_index()
""",
        """\
flour = {(row["mill"], row["year"]): row["flour"] for row in rows}
answer = []
for mill in sorted({row["mill"] for row in rows if row["year"] in (2010, 2011)}):
    answer.append({"mill": mill, 2010: flour.get((mill, 2010)), 2011: flour.get((mill, 2011))})
""",
        """\
SELECT mill, max(flour) FILTER (WHERE year = 2010) AS "2010",
  max(flour) FILTER (WHERE year = 2011) AS "2011"
FROM df WHERE year IN (2010, 2011) GROUP BY mill ORDER BY mill
""",
        signs=about(
            r"pivot|side by side|next to (?:each|one an)other|wide (?:form|format|table)"
            r"|a column for <each>"
            r"|(?:one|a|with one) (?:line|row) (?:for|per) … (?:empty|blank|nothing|columns)"
            r"|columns … <year>(?:,| and) <year>"
            r"|(?:nothing|empty|blank|leave it empty) (?:where|if) "
        ),
    ),
    Example(
        about(
            r"which (?:two|three|four|five|ten)|most|most often|whose|beginning with|codes?|ids?"
            r"|knows?|borrow\w*|start from"
        ),
        (BOOKS, LOANS),
        "Which three of the books printed before 1950 were lent most often? loans.csv has the "
        "number of the book. Write lent.json, a list of {title, loans}, the most loans first.",
        """\
both = loans.merge(books, left_on="book", right_on="number")  # a line for each loan
old = both[both["printed"] < 1950]
answer = old.groupby("title").size().nlargest(3).rename("loans").reset_index()
""",
        """\
from collections import Counter

old = {r["number"]: r["title"] for r in books_rows if r["printed"] < 1950}
counts = Counter(old[r["book"]] for r in loans_rows if r["book"] in old)
answer = [{"title": title, "loans": n} for title, n in counts.most_common(3)]
""",
        """\
SELECT b.title, count(*) AS loans FROM loans AS l JOIN books AS b ON l.book = b.number
WHERE b.printed < 1950 GROUP BY b.title ORDER BY loans DESC LIMIT 3
""",
        signs=about(
            r"(?:which|what|the|top) (?:were the )?<count> … most"
            r"|most (?:often|ordered|bookings|picks|loans|times)"
            r"|(?:has|have|knows|know|by|match) … (?:ids?|codes?|numbers?) "
        ),
    ),
    Example(
        about(r"never|ha(?:ve|s) no|none|without any|missing|nothing|not in|absent|don't have"),
        (SHOPS, SALES),
        "Which shops of Oulu have no sale in 2010? Write silent.json, a list of the names from A "
        "to Z.",
        """\
sold = sales[(sales["year"] == 2010) & sales["amount"].notna()]["shop"]
silent = shops[(shops["city"] == "Oulu") & ~shops["shop"].isin(sold)]
answer = sorted(silent["shop"])
""",
        """\
sold = {r["shop"] for r in sales_rows if r["year"] == 2010 and r["amount"] is not None}
answer = sorted(r["shop"] for r in shops_rows if r["city"] == "Oulu" and r["shop"] not in sold)
""",
        """\
SELECT shop FROM shops WHERE city = 'Oulu' AND shop NOT IN
  (SELECT shop FROM sales WHERE year = 2010 AND amount IS NOT NULL) ORDER BY shop
""",
        signs=about(
            r"(?:has|have|had|having) no|(?:paid|bought|sold|ordered) nothing|were never"
            r"|without any|no (?:entry|entries|sale|reading|match)|not (?:a single|one)"
            r"|(?:don't|doesn't|do not|does not) have"
        ),
    ),
)
