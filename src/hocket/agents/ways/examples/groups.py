"""Worked examples: values by group, rows that are compared within a group, joins, lists."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import BIDS, HARVEST, MILLS, SALES, SHOPS, STAFF, TOWNS

SHARES = Example(
    about(r"share|percent\w*|proportion|fraction|ratio|part|each|per|in the|of the"),
    (HARVEST,),
    "What share of the crates of the whole year were plums at Hill, Brook and Dale? Write "
    "plums.json: farm -> percent with one decimal.",
    """\
whole = df.groupby("farm")["crates"].sum()  # the crates are summed; rows are not counted
plums = df[df["fruit"] == "Plums"].groupby("farm")["crates"].sum()
share = 100 * plums.reindex(whole.index, fill_value=0) / whole
answer = share[["Hill", "Brook", "Dale"]].to_dict()
""",
    """\
answer = {}
for farm in ["Hill", "Brook", "Dale"]:
    part = [row for row in rows if row["farm"] == farm]
    plums = sum(row["crates"] for row in part if row["fruit"] == "Plums")
    answer[farm] = 100 * plums / sum(row["crates"] for row in part)
""",
    """\
SELECT farm, 100.0 * coalesce(sum(crates) FILTER (WHERE fruit = 'Plums'), 0) / sum(crates)
  AS percent FROM df WHERE farm IN ('Hill', 'Brook', 'Dale') GROUP BY farm
""",
    trait="weighed",
    signs=about(
        r"<percent> of (?:the|its|their|all) … (?:of|in|on|at|per|by|were|was|are) (?:each|every"
        r"|the)? ?\w+|(?:of|in|on|at|per|for) <each> \w+[^.?;]{0,40} <percent>"
        r"|(?:what|which) <percent>|<percent> of|how much of|in percent"
    ),
)
"""A share of things whose numbers a column has: small LLMs count the rows instead."""

EXAMPLES = (
    SHARES,
    Example(
        about(
            r"most|least|largest|biggest|smallest|highest|lowest|top|best|worst|each|per|every"
            r"|which"
        ),
        (TOWNS,),
        "Which town of each region has the most people, and how many? Write biggest.json: region "
        "-> {town, people}.",
        """\
rows = df.loc[df.groupby("region")["people"].idxmax()]
answer = {r["region"]: {"town": r["town"], "people": int(r["people"])} for _, r in rows.iterrows()}
""",
        """\
largest = {}
for row in rows:
    if row["people"] is None:
        continue
    best = largest.get(row["region"])
    if best is None or row["people"] > best["people"]:
        largest[row["region"]] = row
answer = {region: {"town": r["town"], "people": r["people"]} for region, r in largest.items()}
""",
        """\
SELECT region, arg_max(town, people) AS town, max(people) AS people
FROM df GROUP BY region ORDER BY region
""",
        signs=about(
            r"(?:which|what) \w+ (?:of|in|per|from) <each> \w+"
            r"|(?:for|of|in|per|has|from) <each> \w+(?: \w+)?, (?:which|the) \w+"
            r"|<most>(?! (?:mean|average|median|total)) … (?:in|of|per|for) <each> \w+"
            r"|(?:for|of|in|at|per|with) <each> \w+ … <most>(?! (?:mean|average|median|total))"
            r"|<most> \w+ (?:per|of every|in every) \w+|\w+ -> \{\w+, (?!percent)"
        ),
    ),
    Example(
        about(r"share|percent\w*|proportion|rate|fraction|ratio|each|per|by|of (?:the|all)"),
        (TOWNS,),
        "What share of the towns of each region was founded before 1500? Write old.json: region -> "
        "percent with one decimal.",
        """\
df["old"] = df["founded"] < 1500
answer = (100 * df.groupby("region")["old"].mean()).to_dict()
""",
        """\
answer = {}
for region in {row["region"] for row in rows}:
    part = [row for row in rows if row["region"] == region]
    old = [row for row in part if row["founded"] < 1500]
    answer[region] = 100 * len(old) / len(part)
""",
        """\
SELECT region, 100.0 * count(*) FILTER (WHERE founded < 1500) / count(*) AS percent
FROM df GROUP BY region ORDER BY region
""",
        signs=about(
            r"<percent> of (?:the(?! total| whole)|its|their) … (?:of|in|on|at|per|by) (?:each"
            r"|every|the) \w+|(?:of|in|on|at|per|for) <each> \w+[^.?;]{0,40} <percent>"
            r"|<percent> … per \w+|<percent> of (?:its|their) \w+"
        ),
    ),
    Example(
        about(
            r"how many|number of|count\w*|each|without|where|seen|occurs?|times"
            r"|-> \{\w+: number|of each (?:kind|sort|type|number)"
        ),
        (TOWNS,),
        "How many towns of each region were founded in which century? Write centuries.json: region "
        "-> {century: number of towns}, without the centuries that have none.",
        """\
df["century"] = df["founded"] // 100 + 1
answer = {}
for (region, century), part in df.groupby(["region", "century"]):
    answer.setdefault(region, {})[int(century)] = len(part)
""",
        """\
answer = {}
for row in rows:
    century = row["founded"] // 100 + 1
    counts = answer.setdefault(row["region"], {})
    counts[century] = counts.get(century, 0) + 1
""",
        signs=about(
            r"(?:how many|number of|how often|count\w*|counts) … (?:(?:in|of|by) which \w+|<each>"
            r" \w+ (?:by|in each|in every|per|of each)|each month)"
            r"|\w+ -> \{\w+: (?:the )?(?:number|counts?|times|how)"
            r"|how many … of each (?:sort|kind|type|number)"
            r"|without (?:those|the \w+) that have none"
            r"|no zeros"
        ),
    ),
    Example(
        about(
            r"each|every|own|of (?:the|their|its|his|her) (?:two|three|four|five|six|own)|lines?"
            r"|took|take[ns]?|chose\w*|chosen|choice|picked|selected|won|winner|highest|lowest"
            r"|cheapest|dearest"
        ),
        (BIDS,),
        "For how many lots did the bidder with the lowest price of that lot win? The answer is a "
        "number.",
        """\
lowest = df.groupby("lot")["price"].transform("min")  # of each lot, on each of its lines
answer = int(((df["won"] == 1) & (df["price"] == lowest)).sum())
""",
        """\
lots = {}
for row in rows:
    lots.setdefault(row["lot"], []).append(row)
answer = 0
for offers in lots.values():
    lowest = min(offer["price"] for offer in offers)
    answer += any(offer["won"] == 1 and offer["price"] == lowest for offer in offers)
""",
        """\
SELECT count(*) FROM (SELECT *, min(price) OVER (PARTITION BY lot) AS lowest FROM df)
WHERE won = 1 AND price = lowest
""",
        signs=about(
            r"(?:how many|how often|number of) … (?:winners?|win|won|picked|pick|took|takes?"
            r"|taken|chose\w*|chosen|selected) … <most>|(?:how many|how often|number of) …"
            r" (?:higher|lower|<most>) … (?:win|won|taken|chosen|picked|took|selected|winner)"
            r"|the one (?:that|who|which) (?:was|is|were) (?:taken|chosen|picked|selected)"
            r"|of (?:their|its|his|her) (?:own|offers)"
        ),
    ),
    Example(
        about(
            r"(?:group|region|category|class|type|department|continent|country|city)s?|files?|and"
            r"|join\w*|merge\w*|both|times as|in [12]\d{3}|lack\w*|ignore|respective\w*"
        ),
        (SHOPS, SALES),
        "How many times as much was sold in each city in 2020 as in 2010? Leave out shops without "
        "a figure for one of the two years. Write growth.json: city -> factor with two decimals.",
        """\
wide = sales.pivot(index="shop", columns="year", values="amount").dropna(subset=[2010, 2020])
both = shops.merge(wide, left_on="shop", right_index=True)
sums = both.groupby("city")[[2010, 2020]].sum()
answer = (sums[2020] / sums[2010]).to_dict()
""",
        """\
amounts = {(r["shop"], r["year"]): r["amount"] for r in sales_rows}
before, after = {}, {}
for row in shops_rows:
    old, new = amounts.get((row["shop"], 2010)), amounts.get((row["shop"], 2020))
    if old is None or new is None:
        continue
    before[row["city"]] = before.get(row["city"], 0) + old
    after[row["city"]] = after.get(row["city"], 0) + new
answer = {city: after[city] / before[city] for city in before}
""",
        """\
WITH wide AS (SELECT shop, max(amount) FILTER (WHERE year = 2010) AS old,
  max(amount) FILTER (WHERE year = 2020) AS new FROM sales GROUP BY shop)
SELECT city, sum(new) / sum(old) AS factor FROM shops JOIN wide USING (shop)
WHERE old IS NOT NULL AND new IS NOT NULL GROUP BY city
""",
        signs=about(
            r"times as (?:much|many|large|high)|factor|multiple|divided by"
            r"|(?:lack\w*|miss\w*|figures? (?:of|for)) (?:one of|either|both)|how many times"
        ),
    ),
    Example(
        about(
            r"rank\w*|in [12]\d{3}|than in|more in|less in|increase\w*|decrease\w*|gr[eo]w\w*"
            r"|percent\w*|between [12]\d{3}|from [12]\d{3}|since [12]\d{3}|change\w*"
        ),
        (MILLS,),
        "Rank the mills by how many percent more flour they made in 2015 than in 1990. Write "
        "rank.json, a list of {mill, percent} with one decimal, the biggest increase first.",
        """\
wide = df.pivot(index="mill", columns="year", values="flour")
percent = 100 * (wide[2015] / wide[1990] - 1)
answer = percent.dropna().sort_values(ascending=False).rename("percent").reset_index()
""",
        """\
flour = {(row["mill"], row["year"]): row["flour"] for row in rows}
answer = []
for mill in {row["mill"] for row in rows}:
    old, new = flour.get((mill, 1990)), flour.get((mill, 2015))
    if old is not None and new is not None:
        answer.append({"mill": mill, "percent": 100 * (new / old - 1)})
answer.sort(key=lambda item: item["percent"], reverse=True)
""",
        """\
WITH t AS (SELECT mill, max(flour) FILTER (WHERE year = 1990) AS old,
  max(flour) FILTER (WHERE year = 2015) AS new FROM df GROUP BY mill)
SELECT mill, 100 * (new / old - 1) AS percent FROM t
WHERE old IS NOT NULL AND new IS NOT NULL ORDER BY percent DESC
""",
        signs=about(
            r"(?:<percent>|rank\w*) … <year>,? (?:to|and|than|than in|until|as in) (?:in )?<year>"
            r"|<percent> … (?:in|from|between) <year> (?:than|compared to) (?:in )?<year>"
            r"|<year> (?:to|and|than|until) (?:in )?<year> … <percent>"
            r"|rank\w* … by (?:how|the percent\w*)|(?:increase|change|growth|rise|deeper|higher)"
            r" … <year> (?:to|and|than|until) (?:in )?<year>"
            r"|<percent>(?:age)? (?:increase|change|growth|rise|gain)"
            r"|by how (?:much|many) … <percent>"
        ),
    ),
    Example(
        about(
            r"who|list|names?|alphabetical|sorted|order|a to z|(?:more|less|higher|lower) than"
            r"|above|below|over|under|don't|not|without|at least|at most"
        ),
        (STAFF,),
        "Who has at least 3000 pay for less than 35 hours, and no end? Write names.json, a list of "
        "the names, the highest pay first, and those with the same pay from A to Z.",
        """\
part = df[(df["pay"] >= 3000) & (df["hours"] < 35) & df["ends"].isna()]
answer = part.sort_values(["pay", "name"], ascending=[False, True])[["name", "pay"]]
""",
        """\
part = []
for row in rows:
    known = row["pay"] is not None and row["hours"] is not None
    if known and row["pay"] >= 3000 and row["hours"] < 35 and row["ends"] is None:
        part.append(row)
part.sort(key=lambda row: (-row["pay"], row["name"]))
answer = [{"name": row["name"], "pay": row["pay"]} for row in part]
""",
        """\
SELECT name, pay FROM df WHERE pay >= 3000 AND hours < 35 AND ends IS NULL ORDER BY pay DESC, name
""",
        signs=about(
            r"(?:at least|at most|more than|less than|fewer than|over|under|above|below|\w+er"
            r" than) \d[\d.,]* … (?:and|but|without|that|with) … (?:at least|at most|more than"
            r"|less than|fewer than|over|under|above|below|no|not|\w+n't)"
            r"|(?:over|under|above|below|more than|less than|at least|at most|\w+er than)"
            r" \d[\d.,]* … (?:have|has) no|at least \d … (?:under|over|below)"
            r"|(?:list|names) … \w+er than \d|\w+er than \d … (?:and|but) (?:under|over)"
            r"|(?:aren't|isn't|without an?y?) \w+|(?:with no|no) \w+ (?:below|above|under|over) \d"
        ),
    ),
    Example(
        about(
            r"top|highest|best|three|five|ten|mean|average|median|first|richest|poorest"
            r"|rounded|each|per|by"
        ),
        (STAFF,),
        "Which two teams have the highest mean pay? Write teams.json, a list of {team, mean, "
        "people} with the mean rounded to whole numbers, the highest first.",
        """\
means = df.groupby("team").agg(mean=("pay", "mean"), people=("name", "count"))
answer = means.nlargest(2, "mean").round({"mean": 0}).reset_index()
""",
        """\
teams = {}
for row in rows:
    teams.setdefault(row["team"], []).append(row["pay"])
answer = [
    {"team": team, "mean": round(sum(pays) / len(pays)), "people": len(pays)}
    for team, pays in teams.items()
]
answer = sorted(answer, key=lambda item: -item["mean"])[:2]
""",
        """\
SELECT team, round(avg(pay)) AS mean, count(name) AS people FROM df
GROUP BY team ORDER BY mean DESC LIMIT 2
""",
        signs=about(
            r"<count> (?!consecutive|successive)\w+ (?:\w+ )?(?:with|by|have|has|had) (?:the"
            r" )?(?:<most> )?(?:mean|average|median)"
            r"|<count> (?!consecutive|successive)\w+ … <most> (?:mean|average|median)"
            r"|<most> (?:mean|average|median) … (?:first|list|how many)"
            r"|top <count> \w+ by (?:mean|median|average)"
            r"|<count> (?!consecutive|successive|\w+ in a row)\w+ … <most> … on average"
        ),
    ),
    Example(
        about(r"i need|(?-i:[A-Z]\w+(?:, [A-Z]\w+)* and [A-Z]\w+)|named|following|these"),
        (STAFF,),
        "I need the pay per hour of Bob, Cleo and Dana. Write hourly.json: name -> pay per hour "
        "with two decimals.",
        """\
part = df[df["name"].isin(["Bob", "Cleo", "Dana"])].set_index("name")
answer = (part["pay"] / part["hours"]).to_dict()
""",
        """\
answer = {}
for row in rows:
    if row["name"] in ["Bob", "Cleo", "Dana"]:
        answer[row["name"]] = row["pay"] / row["hours"]
""",
        """\
SELECT name, pay / hours AS per_hour FROM df WHERE name IN ('Bob', 'Cleo', 'Dana')
""",
        signs=about(
            r"(?:per|density|divided by|ratio) … (?-i:[A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z]\w+(?:"
            r" [A-Z]\w+)?)*,? and [A-Z]\w+)|(?:per|density)[^.?;]{0,40}: (?-i:[A-Z]\w+(?:"
            r" [A-Z]\w+)?(?:, [A-Z]\w+(?: [A-Z]\w+)?)*,? and [A-Z]\w+)"
        ),
    ),
)
