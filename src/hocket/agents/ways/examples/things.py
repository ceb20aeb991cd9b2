"""Worked examples: a column for each of several things of a kind, in the long form."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import MINES

EXAMPLES = (
    Example(
        about(
            r"each|every|all|which|change\w*|from [12]\d{3}|in [12]\d{3}|gain\w*|loss\w*|los[et]"
        ),
        (MINES,),
        "By how many tons did each mineral change from 1990 to 2015? Write change.json, a list of "
        "{mineral, tons} with one decimal, from the largest gain to the largest loss.",
        """\
old = df_long[df_long["year"] == 1990].set_index("mineral")["value"]
new = df_long[df_long["year"] == 2015].set_index("mineral")["value"]
change = (new - old).sort_values(ascending=False)
answer = [{"mineral": mineral, "tons": tons} for mineral, tons in change.items()]
""",
        """\
known = {(row["mineral"], row["year"]): row["value"] for row in df_long_rows}
answer = []
for mineral in dict.fromkeys(row["mineral"] for row in df_long_rows):
    old, new = known[mineral, 1990], known[mineral, 2015]
    if old is not None and new is not None:
        answer.append({"mineral": mineral, "tons": new - old})
answer.sort(key=lambda item: item["tons"], reverse=True)
""",
        """\
WITH t AS (SELECT mineral, max(value) FILTER (WHERE year = 1990) AS old,
  max(value) FILTER (WHERE year = 2015) AS new FROM df_long GROUP BY mineral)
SELECT mineral, new - old AS tons FROM t ORDER BY tons DESC
""",
        trait="things",
        signs=about(
            r"<each> … (?:from|in|since|between) <year>"
            r"|<year> (?:to|and|than|against) (?:in )?<year>"
            r"|(?:gains?|gained|loss|los[et]) (?:or|and|in|to|pupils)|with its difference"
        ),
    ),
    Example(
        about(
            r"percent\w*|rank\w*|more \w+ in [12]\d{3} than in [12]\d{3}|than in [12]\d{3}"
            r"|from [12]\d{3} to [12]\d{3}|between [12]\d{3} and [12]\d{3}|gr[eo]w\w*|increas\w+"
            r"|rose|r[io]se\w*|f[ae]ll\w*"
        ),
        (MINES,),
        "Rank the minerals by how many percent more was mined in 2015 than in 1990. Write "
        "growth.json, a list of {mineral, percent} with one decimal, the biggest rise first.",
        """\
old = df_long[df_long["year"] == 1990].set_index("mineral")["value"]
new = df_long[df_long["year"] == 2015].set_index("mineral")["value"]
percent = 100 * (new / old - 1)
answer = percent.dropna().sort_values(ascending=False).rename("percent").reset_index()
""",
        """\
known = {(row["mineral"], row["year"]): row["value"] for row in df_long_rows}
answer = []
for mineral in dict.fromkeys(row["mineral"] for row in df_long_rows):
    old, new = known[mineral, 1990], known[mineral, 2015]
    if old and new is not None:
        answer.append({"mineral": mineral, "percent": 100 * (new / old - 1)})
answer.sort(key=lambda item: item["percent"], reverse=True)
""",
        """\
WITH t AS (SELECT mineral, max(value) FILTER (WHERE year = 1990) AS old,
  max(value) FILTER (WHERE year = 2015) AS new FROM df_long GROUP BY mineral)
SELECT mineral, 100 * (new / old - 1) AS percent FROM t
WHERE old IS NOT NULL AND new IS NOT NULL ORDER BY percent DESC
""",
        trait="things",
        signs=about(
            r"(?:<percent>|rank\w*) … <year>,? (?:to|and|than|than in|until|as in) (?:in )?<year>"
            r"|<percent> … (?:in|from|between) <year> (?:than|compared to) (?:in )?<year>"
            r"|<year> (?:to|and|than|until) (?:in )?<year> … <percent>"
            r"|rank\w* … by (?:how|the percent\w*)|(?:increase|change|growth|rise|deeper|higher)"
            r" … <year> (?:to|and|than|until) (?:in )?<year>"
            r"|<percent>(?:age)? (?:increase|change|growth|rise|gain)"
            r"|by how (?:much|many) … <percent>|<percent> (?:more|less|change|growth)"
        ),
    ),
    Example(
        about(
            r"average\w*|mean|median|total|sum|altogether|most|least|highest|lowest|largest|smallest"
            r"|best|worst|per|by"
        ),
        (MINES,),
        "Which mineral had the highest mean from 2000 on, and in which year was most of it mined? "
        "Write top.json with mineral, mean (one decimal) and year.",
        """\
part = df_long[df_long["year"] >= 2000]
means = part.groupby("mineral")["value"].mean()
mineral = means.idxmax()
own = part[part["mineral"] == mineral]
answer = {
    "mineral": mineral,
    "mean": means[mineral],
    "year": own.loc[own["value"].idxmax(), "year"],
}
""",
        """\
by_mineral = {}
for row in df_long_rows:
    if row["year"] >= 2000 and row["value"] is not None:
        by_mineral.setdefault(row["mineral"], []).append(row)
means = {m: sum(r["value"] for r in own) / len(own) for m, own in by_mineral.items()}
mineral = max(means, key=means.get)
best = max(by_mineral[mineral], key=lambda row: row["value"])
answer = {"mineral": mineral, "mean": means[mineral], "year": best["year"]}
""",
        """\
SELECT mineral, avg(value) AS mean, arg_max(year, value) AS year FROM df_long
WHERE year >= 2000 GROUP BY mineral ORDER BY mean DESC LIMIT 1
""",
        trait="things",
        signs=about(
            r"<most> (?:mean|average|median|total|sum)"
            r"|(?:which|what) (?:of the )?\w+ (?:had|has|have|was) (?:the )?<most>"
            r"|on average … <most>"
        ),
    ),
)
