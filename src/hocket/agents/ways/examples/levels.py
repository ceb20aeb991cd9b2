"""Worked examples: the first and the last value of each, levels that are reached or kept."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import MILLS, SALES, SWIMS, TILLS, TOWNS

EXAMPLES = (
    Example(
        about(r"how many|number of|count\w*|last|final|first|than|start\w*|end"),
        (MILLS,),
        "How many mills made less flour in the last of their years than in the first? The answer "
        "is a number.",
        """\
known = df.dropna(subset=["flour"]).sort_values("year").groupby("mill")["flour"]
answer = int((known.last() < known.first()).sum())  # of each mill its last and its first
""",
        """\
first, last = {}, {}
for row in sorted(rows, key=lambda row: row["year"]):
    if row["flour"] is not None:
        first.setdefault(row["mill"], row["flour"])
        last[row["mill"]] = row["flour"]
answer = sum(last[mill] < first[mill] for mill in first)
""",
        """\
SELECT count(*) FROM (SELECT arg_max(flour, year) AS last, arg_min(flour, year) AS first
  FROM df WHERE flour IS NOT NULL GROUP BY mill)
WHERE last < first
""",
        signs=about(
            r"(?:last|final|latest|end\w*) … than … (?:first|start\w*|began|beginning)"
            r"|(?:final|last|latest) \w+ (?:better|worse|higher|lower|more|less) than the first"
        ),
    ),
    Example(
        about(r"percent\w*|share|above|below|over|under|more than|less than|average|mean|hours?"),
        (TILLS,),
        "In what percent of the half hours were there more than 40 visitors, and which hour of "
        "the day (0 to 23) has the most visitors on average? Write till.json with percent (one "
        "decimal) and hour.",
        """\
means = df.groupby(df["time"].dt.hour)["visitors"].mean()
answer = {"percent": 100 * (df["visitors"] > 40).mean(), "hour": int(means.idxmax())}
""",
        """\
known = [row for row in rows if row["visitors"] is not None]
hours = {}
for row in known:
    hours.setdefault(row["time"].hour, []).append(row["visitors"])
answer = {
    "percent": 100 * sum(row["visitors"] > 40 for row in known) / len(known),
    "hour": max(hours, key=lambda hour: sum(hours[hour]) / len(hours[hour])),
}
""",
        """\
SELECT 100.0 * avg(CAST(visitors > 40 AS INT)) AS percent,
  (SELECT hour(time) FROM df GROUP BY 1 ORDER BY avg(visitors) DESC LIMIT 1) AS hour
FROM df
""",
        signs=about(
            r"<percent> (?:of|\() … (?:above|over|below|under|more than|less than|fewer than)"
            r" \d+(?:[.,]\d+)*(?=[^?]*\b(?:on average|mean|average))"
            r"|(?:which|what|the) (?:weekday|hour|month)[^.?;]{0,60} <most> … (?:on average|mean"
            r"|average)|(?:weekday|hour|month|when) … (?:highest|lowest|largest|smallest|mean"
            r"|average) (?:mean|average|on average|\w+ lowest)"
            r"|(?:hour|weekday|month) … \w+est on average"
        ),
    ),
    Example(
        about(r"first|earliest|since|when|year|more than|over|above|reach\w*|exceed\w*|together"),
        (MILLS,),
        "In which year did the mills together make 240 or more for the first time? Write "
        "first.json with year and flour (one decimal).",
        """\
by_year = df.groupby("year")["flour"].sum()  # in order of the years
reached = by_year[by_year >= 240]
answer = {"year": int(reached.index[0]), "flour": reached.iloc[0]}
""",
        """\
by_year = {}
for row in rows:
    if row["flour"] is not None:
        by_year[row["year"]] = by_year.get(row["year"], 0) + row["flour"]
year = min(year for year, flour in by_year.items() if flour >= 240)
answer = {"year": year, "flour": by_year[year]}
""",
        """\
SELECT year, sum(flour) AS flour FROM df GROUP BY year HAVING sum(flour) >= 240
ORDER BY year LIMIT 1
""",
        signs=about(
            r"(?:first|earliest) <span> … (?:above|more than|over|exceed\w*|at least|reach\w*"
            r"|pass\w*|or more|in which|when|is enough)|for the first time|since when"
            r"|first (?:exceed|reach|pass|have|make|made|had|sold)\w*|(?:first|earliest) <span>"
        ),
    ),
    Example(
        about(r"how many|number of|all|every|none|no|only|not"),
        (SWIMS,),
        "For how many swimmers was every one of their swims faster than 60 seconds? The answer is "
        "a number.",
        """\
fast = df["seconds"] < 60
answer = int(fast.groupby(df["name"]).all().sum())  # for none of their swims: (~fast)
""",
        """\
swims = {}
for row in rows:
    swims.setdefault(row["name"], []).append(row["seconds"])
answer = sum(all(seconds < 60 for seconds in own) for own in swims.values())
""",
        """\
SELECT count(*) FROM (SELECT name FROM df GROUP BY name HAVING bool_and(seconds < 60))
""",
        signs=about(
            r"<each> (?:one|single one) of (?:their|its|his|the)|all of (?:whose|whom)"
            r"|all (?:of )?(?:their|its|his|her)|(?:how many|number of) … only|not a single"
            r"|none of (?:their|its|the|his)|had no \w+ … (?:at all|none)"
        ),
    ),
    Example(
        about(r"how many|number of|than in any other|most|best|year|season|month"),
        (SALES,),
        "How many shops sold more in 2020 than in any other year? The answer is a number.",
        """\
wide = df.pivot_table(index="shop", columns="year", values="amount", aggfunc="sum")
others = wide.drop(columns=2020).max(axis=1)  # of each shop, the most of its other years
answer = int((wide[2020] > others).sum())
""",
        """\
sold = {}
for row in rows:
    own = sold.setdefault(row["shop"], {})
    own[row["year"]] = own.get(row["year"], 0) + (row["amount"] or 0)
answer = sum(2020 in own and own[2020] > max([own[y] for y in own if y != 2020], default=0)
             for own in sold.values())
""",
        """\
WITH t AS (SELECT shop, year, sum(amount) AS sold FROM df GROUP BY shop, year)
SELECT count(*) FROM (SELECT shop FROM t GROUP BY shop
HAVING max(sold) FILTER (WHERE year = 2020) > max(sold) FILTER (WHERE year <> 2020))
""",
        signs=about(
            r"(?:how many|number of|for which|which) … than in (?:any|all) (?:other|the others?|of"
            r" the other)|(?:how many|number of) … (?:its|their|his|her) (?:own )?(?:best|worst"
            r"|highest|lowest|record|strongest|weakest|busiest)"
            r"|(?:how many|number of) … (?:was|is) the (?:year|month|season|day|round) (?:with|of"
            r"|in which|when) (?:the|its|their) (?:most|best|highest|lowest|fewest|fastest)"
        ),
    ),
    Example(
        about(r"rank\w*|each|within|largest|biggest|top|first|best"),
        (TOWNS,),
        "Rank the towns within their region by people. Write top.csv with the columns region, "
        "rank, town and people, the first two of each region.",
        """\
df = df.dropna(subset=["people"])
df["rank"] = df.groupby("region")["people"].rank(ascending=False, method="min").astype(int)
top = df[df["rank"] <= 2].sort_values(["region", "rank"])
answer = top[["region", "rank", "town", "people"]]
""",
        """\
answer = []
for region in sorted({row["region"] for row in rows}):
    part = [row for row in rows if row["region"] == region and row["people"] is not None]
    part.sort(key=lambda row: row["people"], reverse=True)
    for rank, row in enumerate(part[:2], start=1):
        one = {"region": region, "rank": rank, "town": row["town"], "people": row["people"]}
        answer.append(one)
""",
        """\
SELECT region, rank() OVER (PARTITION BY region ORDER BY people DESC) AS rank, town, people
FROM df WHERE people IS NOT NULL QUALIFY rank <= 2 ORDER BY region, rank
""",
        signs=about(
            r"rank\w* … (?:within|in|per|of) (?:each|their|its|every)"
            r"|(?:with|,) (?:their|its|the )?rank|(?:place|position|rank) in (?:their|its|the)"
            r"|<count> (?:<most>|best-selling) … (?:of|in|for|per) <each>"
            r"|<each> \w+ … <count> <most>|top <count> \w+ (?:per|in each|of each|for each|by)"
            r"|ranked by|, (?:rank|place|position)"
        ),
    ),
    Example(
        about(r"closest|nearest|near|close|off|difference|which"),
        (TOWNS,),
        "Which town has the number of people that is closest to 500, and how far off is it? Write "
        "near.json with town, people and off.",
        """\
df["off"] = (df["people"] - 500).abs()
best = df.loc[df["off"].idxmin()]  # the whole row
answer = {"town": best["town"], "people": int(best["people"]), "off": int(best["off"])}
""",
        """\
known = [row for row in rows if row["people"] is not None]
best = min(known, key=lambda row: abs(row["people"] - 500))
off = abs(best["people"] - 500)
answer = {"town": best["town"], "people": best["people"], "off": off}
""",
        """\
SELECT town, people, abs(people - 500) AS off FROM df WHERE people IS NOT NULL
ORDER BY off LIMIT 1
""",
        signs=about(r"(?:closest|nearest|comes? close\w*) to|(?:closest|nearest)"),
    ),
)
