"""Worked examples: who did one thing and never another, steps within a group, spans of time."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import MILLS, SALES, SHOPS, SWIMS, TERMS

EXAMPLES = (
    Example(
        about(
            r"(?:but|and|yet|who|that|which|has|have) never(?: \w+){0,4}|never|always|only"
            r"|but (?:no|not|never|none)|without (?:a|any|ever|having)|ha(?:s|ve|d) (?:not|no)"
            r"|didn't|haven't|hasn't|not (?:once|a single|one)|at least once"
        ),
        (SWIMS,),
        "Who swam 200 at least once but never 50? Write names.json, a list of the names from A to "
        "Z.",
        """\
swam_200 = set(df[df["length"] == 200]["name"])  # one row has one length, so compare two sets
swam_50 = set(df[df["length"] == 50]["name"])
answer = sorted(swam_200 - swam_50)
""",
        """\
swam_200 = {row["name"] for row in rows if row["length"] == 200}
swam_50 = {row["name"] for row in rows if row["length"] == 50}
answer = sorted(swam_200 - swam_50)
""",
        """\
SELECT name FROM df GROUP BY name
HAVING bool_or(length = 200) AND NOT bool_or(length = 50) ORDER BY name
""",
        signs=about(
            r"(?:but|and|yet) (?:(?:have|has|had|were|was) )?never|but not (?:once|ever)"
            r"|(?:but|and|yet) not once|at least once … never"
        ),
    ),
    Example(
        about(
            r"(?:against|than|over|from|to) the \w+ before|from one \w+ to the next|previous"
            r"|(?:year|month|week|day) (?:on|over|to|by) (?:year|month|week|day)|consecutive"
            r"|in (?:which|what) \w+ did each \w+|jump\w*|leap|rose|rise|risen|f[ae]ll\w*|drop\w*"
            r"|gain\w*|los[et]\w*|improve\w*|grew|most|between two"
        ),
        (MILLS,),
        "In which year did the flour of each mill rise most against the year before, and by how "
        "many percent? Write rise.json: mill -> {year, percent}.",
        """\
df = df.sort_values(["mill", "year"])
df["percent"] = 100 * df.groupby("mill")["flour"].pct_change()  # within each mill
best = df.loc[df.groupby("mill")["percent"].idxmax()]
answer = {r["mill"]: {"year": r["year"], "percent": r["percent"]} for _, r in best.iterrows()}
""",
        """\
answer = {}
for mill in {row["mill"] for row in rows}:
    part = sorted((row for row in rows if row["mill"] == mill), key=lambda row: row["year"])
    for before, after in zip(part, part[1:]):
        percent = 100 * (after["flour"] / before["flour"] - 1)
        if mill not in answer or percent > answer[mill]["percent"]:
            answer[mill] = {"year": after["year"], "percent": percent}
""",
        """\
WITH t AS (SELECT *, 100.0 * (flour / lag(flour) OVER (PARTITION BY mill ORDER BY year) - 1)
  AS percent FROM df)
SELECT mill, arg_max(year, percent) AS year, max(percent) AS percent FROM t GROUP BY mill
""",
        signs=about(
            r"<each> … (?:most|biggest|largest|greatest|jump\w*|drop) … (?:against|compared (?:to"
            r"|with)|over|than|to|from|from one) (?:the )?(?:previous|next|\w+ before|\w+ to the"
            r" next)|(?:most|biggest|largest|jump\w*|drop|fall) … (?:against|compared (?:to|with)"
            r"|over) the (?:previous \w+|<span> before)|from one <span> to the next"
            r"|<span>[- ]on[- ]<span>|\w+ -> \{(?:year|month|week|day), percent"
        ),
    ),
    Example(
        about(
            r"(?:how many|number of|count\w*) (?:different|distinct) \w+(?: \w+)?|distinct"
            r"|in how many|how many \w+ (?:had|have|has|with|sold|were)|at least one"
            r"|any of (?:its|their)|both files|other file"
        ),
        (SHOPS, SALES),
        "In how many different cities did at least one shop sell for more than 50 in 2020? The "
        "answer is a number.",
        """\
high = sales[(sales["year"] == 2020) & (sales["amount"] > 50)]
both = high.merge(shops, on="shop")
answer = int(both["city"].nunique())
""",
        """\
city = {row["shop"]: row["city"] for row in shops_rows}
high = [r for r in sales_rows if r["year"] == 2020 and r["amount"] is not None]
answer = len({city[r["shop"]] for r in high if r["amount"] > 50 and r["shop"] in city})
""",
        """\
SELECT count(DISTINCT shops.city) FROM sales JOIN shops USING (shop)
WHERE sales.year = 2020 AND sales.amount > 50
""",
        signs=about(
            r"(?:how many|number of|count\w*) (?:different|distinct)"
            r"|(?:how many|number of) … at least one|at least one … (?:more|over|above)"
        ),
    ),
    Example(
        about(
            r"longest|shortest|how long|how many (?:days|nights)|duration|lasted?|stay\w*|served?"
            r"|in office|start\w*|began|begins?|end(?:s|ed)?|took|arriv\w*|left"
            r"|within (?:a|one|two|\d+) (?:day|week|month|year)s?(?: \w+){0,2}"
        ),
        (TERMS,),
        "Who was in office for the most days altogether, and for how many? Write longest.json with "
        "name and days.",
        """\
df["days"] = (df["ends"] - df["begins"]).dt.days
total = df.groupby("name")["days"].sum()
answer = {"name": total.idxmax(), "days": int(total.max())}
""",
        """\
total = {}
for row in rows:
    if row["begins"] is not None and row["ends"] is not None:
        total[row["name"]] = total.get(row["name"], 0) + (row["ends"] - row["begins"]).days
name = max(total, key=total.get)
answer = {"name": name, "days": total[name]}
""",
        """\
SELECT name, sum(date_diff('day', begins, ends)) AS days FROM df
GROUP BY name ORDER BY days DESC LIMIT 1
""",
        signs=about(
            r"(?:most|many) (?:days|nights|weeks|years) … (?:altogether|in total|in all|over all"
            r"|from)|longest … (?:altogether|in (?:all|total)|together|counting|all)"
            r"|all (?:their |the |his |her )?(?:terms|stays|leases)"
            r"|from (?:\w+ ){1,2}to (?:the )?(?:end|discharge|departure|leaving)"
            r"|who (?:was|served|stayed|has rented|spent) … (?:longest|days|nights)"
            r"|(?:spent|has) (?:the )?most days"
        ),
    ),
)
