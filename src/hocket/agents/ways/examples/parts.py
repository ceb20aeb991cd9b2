"""Worked examples: parts of a total, of a group, of several columns, and counts for each person."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import CLINICS, HARVEST, MINES, STAFF, TOWNS

EXAMPLES = (
    Example(
        about(
            r"(?:share|percent\w*) of (?:\w+ ){1,8}?(?:of|in) (?:its|their)|share|percent\w*|own"
            r"|their|its|each|all|of all"
        ),
        (TOWNS,),
        "What share of the people of all listed towns of its region has Aldea, and what Carr? "
        "Write shares.json: town -> percent with one decimal.",
        """\
df["all"] = df.groupby("region")["people"].transform("sum")  # of its region, on each line
part = df[df["town"].isin(["Aldea", "Carr"])].set_index("town")
answer = (100 * part["people"] / part["all"]).to_dict()
""",
        """\
of_region = {}
for row in rows:
    of_region[row["region"]] = of_region.get(row["region"], 0) + (row["people"] or 0)
answer = {row["town"]: 100 * row["people"] / of_region[row["region"]]
          for row in rows if row["town"] in ("Aldea", "Carr")}
""",
        """\
WITH t AS (SELECT *, sum(people) OVER (PARTITION BY region) AS of_region FROM df)
SELECT town, 100.0 * people / of_region AS percent FROM t WHERE town IN ('Aldea', 'Carr')
""",
        signs=about(
            r"<percent> … (?:all|total|whole|sum)[^.?;]{0,60} (?:its|their|his|her|the same)"
            r"|(?:all|total|whole)[^.?;]{0,40} (?:of|in|for) (?:its|their|his|her) own"
            r"|of all (?:the )?(?:\w+ )?\w+ (?:of|in|by) (?:its|their|his|her)"
            r"|share (?:that|which) … (?:has|have)|what share … has"
            r"|<percent> of … (?:of|in|within|on|for) (?:its|their|his|her|the same) (?:own )?\w+"
            r" … (?:lives?|goes|go|comes?|do(?:es)?|did|ha[sd]|have|makes?|is|are|was|were)"
        ),
    ),
    Example(
        about(r"half|third|quarter|percent|share|at least|sum|together|total|in which|when"),
        (MINES,),
        "In which years was coal at least half of coal, iron and zinc together? Write years.json, "
        "a list of the years.",
        """\
three = df[["coal", "iron", "zinc"]].sum(axis=1)  # of each row
answer = sorted(df[df["coal"] >= 0.5 * three]["year"])
""",
        """\
answer = []
for row in sorted(rows, key=lambda row: row["year"]):
    three = [row[name] for name in ("coal", "iron", "zinc") if row[name] is not None]
    if row["coal"] is not None and row["coal"] >= 0.5 * sum(three):
        answer.append(row["year"])
""",
        """\
SELECT year FROM df
WHERE coal >= 0.5 * (coalesce(coal, 0) + coalesce(iron, 0) + coalesce(zinc, 0)) ORDER BY year
""",
        signs=about(
            r"(?:at least|more than|at most|less than|over|under|or more of) … (?:half|thirds?"
            r"|quarter|tenth|fifth|percent|per cent|share) … (?:sum|together|added|total|all)"
            r"|\d+ ?% or more of"
            r"|(?:half|thirds?|quarter|tenth|fifth|percent) of … (?:together|added up|sum of)"
            r"|of the sum of|taken together|added up"
        ),
    ),
    Example(
        about(
            r"all|others?|rest|together|combined|more|less|larger|majority|half|in (?:which|what)"
            r"|than"
        ),
        (MINES,),
        "In which years was there more coal than all the other minerals taken together? Write "
        "more.json, a list of the years.",
        """\
others = df[["iron", "zinc"]].sum(axis=1)  # of each row, all but coal
answer = sorted(df[df["coal"] > others]["year"])
""",
        """\
answer = []
for row in sorted(rows, key=lambda row: row["year"]):
    others = sum(row[name] or 0 for name in ("iron", "zinc"))
    if row["coal"] is not None and row["coal"] > others:
        answer.append(row["year"])
""",
        """\
SELECT year FROM df WHERE coal > coalesce(iron, 0) + coalesce(zinc, 0) ORDER BY year
""",
        signs=about(
            r"(?:than|exceed\w*|outnumber\w*|beat|outsell|outsold|surpass\w*) (?:\w+ ){0,2}?"
            r"(?:(?:all|every|any) (?:of )?(?:the |its |their |his |her )?(?:\w+ )?(?:others?|rest)"
            r"|everything else|everyone else|everybody else|the (?:other \w+|others|rest)"
            r"|\w+, [^.?;]{1,60}) … (?:together|combined|in total|put together|added up|all told)"
            r"|than (?:all (?:of )?(?:the |its |their )?(?:others?|rest)|every(?:thing|one) else)"
            r"|(?:outright|absolute|overall|clear) majority"
            r"|more than half of (?:all|the|its|their)(?: the)? (?:\w+ )?(?:votes?|seats|total)"
        ),
    ),
    Example(
        about(r"per|each|people|population|million|thousand|\d+"),
        (TOWNS, CLINICS),
        "How many visits to clinics per 1000 people had each region in 2020? clinics.csv has the "
        "visits of the towns. Write visits.json: region -> number with one decimal.",
        """\
of_year = clinics[clinics["year"] == 2020]
both = towns.dropna(subset=["people"]).merge(of_year, on="town")
sums = both.groupby("region")[["visits", "people"]].sum()
answer = (1000 * sums["visits"] / sums["people"]).to_dict()
""",
        """\
visits = {r["town"]: r["visits"] for r in clinics_rows if r["year"] == 2020}
sums = {}
for row in towns_rows:
    if row["people"] is not None and row["town"] in visits:
        of_region = sums.setdefault(row["region"], [0, 0])
        of_region[0] += visits[row["town"]]
        of_region[1] += row["people"]
answer = {region: 1000 * visits / people for region, (visits, people) in sums.items()}
""",
        """\
SELECT region, 1000.0 * sum(visits) / sum(people) AS visits FROM towns JOIN clinics USING (town)
WHERE year = 2020 AND people IS NOT NULL GROUP BY region ORDER BY region
""",
        signs=about(
            r"per (?:capita|head|person|inhabitants?|residents?|people|\d[\d,]* (?:people"
            r"|inhabitants|residents|heads)|million|thousand)"
            r"|(?:for every|for each|per) [\d,]+ \w+|per \w+ (?:inhabitants|residents)"
        ),
    ),
    Example(
        about(r"percent\w*|share|part|total|whole|all|each|goes|up"),
        (STAFF,),
        "How many percent of the pay of all goes to each team? Write pay.json: team -> percent "
        "with one decimal.",
        """\
pay = df.groupby("team")["pay"].sum()
answer = (100 * pay / pay.sum()).to_dict()
""",
        """\
pay = {}
for row in rows:
    if row["pay"] is not None:
        pay[row["team"]] = pay.get(row["team"], 0) + row["pay"]
answer = {team: 100 * of_team / sum(pay.values()) for team, of_team in pay.items()}
""",
        """\
SELECT team, 100.0 * sum(pay) / (SELECT sum(pay) FROM df) AS percent FROM df
GROUP BY team ORDER BY team
""",
        signs=about(
            r"<percent> of (?:the |all |its )?(?:total|whole|all)"
            r"|(?:of the|the) total (?:of|number)|of (?:all )?(?:the )?\w+ of all|of all the \w+"
            r"|divided up|goe?s? to each|<percent> of (?:the )?total|<percent> … of the total"
        ),
    ),
    Example(
        about(r"percent\w*|share|part|of each|of every|within|which|make up|takes? up"),
        (HARVEST,),
        "How many percent of the crates of each farm were which fruit? Write mix.json: farm -> "
        "{fruit: percent} with one decimal.",
        """\
sums = df.pivot_table(index="farm", columns="fruit", values="crates", aggfunc="sum", fill_value=0)
shares = 100 * sums.div(sums.sum(axis=1), axis=0)  # of the total of each farm
answer = {farm: row.to_dict() for farm, row in shares.iterrows()}
""",
        """\
sums = {}
for row in rows:
    of_farm = sums.setdefault(row["farm"], {})
    of_farm[row["fruit"]] = of_farm.get(row["fruit"], 0) + row["crates"]
answer = {
    farm: {fruit: 100 * crates / sum(of_farm.values()) for fruit, crates in of_farm.items()}
    for farm, of_farm in sums.items()
}
""",
        signs=about(
            r"\w+ -> \{\w+: percent|<percent> of (?:the … of |its … that )?<each> … which"
            r"|within (?:each|every)|<each> \w+'s (?:total|spending)"
            r"|the <percent> of its … that <each>|were which|which (?:product|kind|category)"
        ),
    ),
)
