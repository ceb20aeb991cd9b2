"""Worked examples: values of a column side by side, as those of two years or of several kinds."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import BOATS, HIVES

EXAMPLES = (
    Example(
        about(
            r"percent\w*|rank\w*|than in|chang\w+|r[io]se\w*|f[ae]ll\w*|gr[eo]w\w*|growth|gain\w*"
            r"|los[est]+|increas\w+|decreas\w+|from [12]\d{3}|in [12]\d{3}|between|most|largest"
            r"|biggest|which|differ\w*|before|after"
        ),
        (HIVES,),
        "Which hives gave more honey in 2021 than in 2019, and by how many percent? Write "
        "more.json, a list of {hive, yard, percent}, the biggest rise first.",
        """\
more = df_wide[df_wide["2021"] > df_wide["2019"]].copy()
more["percent"] = 100 * (more["2021"] / more["2019"] - 1)
answer = more.sort_values("percent", ascending=False)[["hive", "yard", "percent"]]
""",
        """\
answer = []
for row in df_wide_rows:
    old, new = row["2019"], row["2021"]
    if old is not None and new is not None and new > old:
        answer.append({"hive": row["hive"], "yard": row["yard"], "percent": 100 * (new / old - 1)})
answer.sort(key=lambda item: item["percent"], reverse=True)
""",
        """\
SELECT hive, yard, 100 * ("2021" / "2019" - 1) AS percent FROM df_wide
WHERE "2021" > "2019" ORDER BY percent DESC
""",
        trait="beside",
    ),
    Example(
        about(
            r"how many|number of|count\w*|more than one|at least|both|each|which|in every|all|years"
            r"|more .{3,30} than|less .{3,30} than|higher .{3,30} than|lower .{3,30} than"
        ),
        (BOATS,),
        "In how many years did each port have more motor boats than sailing boats? Write "
        "years.json, a list of {port, years}, only ports with more than one such year.",
        """\
more = df_wide[df_wide["Motor boats"] > df_wide["Sailing boats"]]
years = more.groupby("port").size().reset_index(name="years")
answer = years[years["years"] > 1]
""",
        """\
years = {}
for row in df_wide_rows:
    motor, sailing = row["Motor boats"], row["Sailing boats"]
    if motor is not None and sailing is not None and motor > sailing:
        years[row["port"]] = years.get(row["port"], 0) + 1
answer = [{"port": port, "years": n} for port, n in sorted(years.items()) if n > 1]
""",
        """\
SELECT port, count(*) AS years FROM df_wide WHERE "Motor boats" > "Sailing boats"
GROUP BY port HAVING count(*) > 1 ORDER BY port
""",
        trait="beside",
    ),
    Example(
        about(
            r"one (?:line|row)|columns?|csv|table|side by side|totals?|sum of|together|next to"
            r"|ratios?|shares?|each (?:line|row)|(?:line|row) (?:per|for)|per|list\w*|sorted"
            r"|markdown"
        ),
        (BOATS,),
        "Write fleet.csv with one line per port and year: port, year, motor, rowing, sailing and "
        "total, the sum of the three, by port and year.",
        """\
wide = df_wide.sort_values(["port", "year"])
names = {"Motor boats": "motor", "Rowing boats": "rowing", "Sailing boats": "sailing"}
wide["total"] = wide[list(names)].sum(axis=1)
answer = wide.rename(columns=names)[["port", "year", "motor", "rowing", "sailing", "total"]]
""",
        """\
answer = []
for row in sorted(df_wide_rows, key=lambda row: (row["port"], row["year"])):
    motor, rowing, sailing = row["Motor boats"], row["Rowing boats"], row["Sailing boats"]
    line = {"port": row["port"], "year": row["year"], "motor": motor, "rowing": rowing}
    known = [n for n in (motor, rowing, sailing) if n is not None]
    answer.append(line | {"sailing": sailing, "total": sum(known)})
""",
        """\
SELECT port, year, "Motor boats" AS motor, "Rowing boats" AS rowing, "Sailing boats" AS sailing,
  "Motor boats" + "Rowing boats" + "Sailing boats" AS total
FROM df_wide ORDER BY port, year
""",
        trait="beside",
    ),
    Example(
        about(
            r"how many|number of|count\w*|(?:last|final|latest|end|first|start|beginning)"
            r"|(?:last|final|latest|end) .{3,40} (?:first|start|beginning)|than"
        ),
        (HIVES,),
        "How many hives gave less honey in the last year than in the first? The answer is a "
        "number.",
        """\
answer = int((df_wide["2021"] < df_wide["2019"]).sum())  # of each hive its last and its first
""",
        """\
answer = 0
for row in df_wide_rows:
    first, last = row["2019"], row["2021"]
    answer += first is not None and last is not None and last < first
""",
        """\
SELECT count(*) FROM df_wide WHERE "2021" < "2019"
""",
        trait="beside",
        signs=about(
            r"(?:how many|number of|count) … (?:last|final|latest|end) … than … (?:first|start"
            r"|beginning)|(?:last|final|latest|end) (?:\w+ )?than (?:in|at|on|it|they)"
        ),
    ),
)
"""Each takes its columns of one row, where another would look for two rows of the table."""
