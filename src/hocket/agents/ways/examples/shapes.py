"""Worked examples: the same data in another form."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import NOTES, RIVER, STAFF

EXAMPLES = (
    Example(
        about(
            r"entries|rows|records|columns?|order of|from|of [12]\d{3}|in [12]\d{3}|only|filter\w*"
            r"|extract\w*|get|into|like"
        ),
        (RIVER,),
        "From river.csv I need the entries of 2001 at the gauge Mill as mill.csv, in the order of "
        "time, with the columns when (like 2001-03) and metres.",
        """\
part = df[(df["month"].dt.year == 2001) & (df["gauge"] == "Mill")].sort_values("month")
answer = pd.DataFrame({"when": part["month"].dt.strftime("%Y-%m"), "metres": part["level"]})
""",
        """\
part = [row for row in rows if row["month"].year == 2001 and row["gauge"] == "Mill"]
part.sort(key=lambda row: row["month"])
answer = [{"when": r["month"].strftime("%Y-%m"), "metres": r["level"]} for r in part]
""",
        """\
SELECT strftime(month, '%Y-%m') AS when, level AS metres FROM df
WHERE year(month) = 2001 AND gauge = 'Mill' ORDER BY df.month
""",
        signs=about(
            r"(?:extract|filter|pull) |(?:entries|rows|records|readings|matches) (?:of|from|for)"
            r" [\w ]+ (?:at|in|as|for|into)|(?:entries|rows|records) of"
            r"|only the (?:entries|rows|records|matches|readings)"
            r"|just the (?:entries|rows|records)|keeping only"
            r"|(?:in (?:the )?order of|by) (?:time|date)|oldest first"
        ),
    ),
    Example(
        about(
            r"markdown|headings?|two tables|tables|under|sorted by|columns?|handout|overview"
            r"|rename\w*"
        ),
        (STAFF,),
        "Make staff.md with a Markdown table for each of the two teams, by name, with the headings "
        "Kitchen and Garden and the columns name, pay and end.",
        """\
part = df.rename(columns={"ends": "end"}).sort_values("name")
columns = ["name", "pay", "end"]
answer = {team: part[part["team"] == team][columns] for team in ["Kitchen", "Garden"]}
""",
        """\
answer = {}
for team in ["Kitchen", "Garden"]:
    part = sorted((row for row in rows if row["team"] == team), key=lambda row: row["name"])
    answer[team] = [{"name": r["name"], "pay": r["pay"], "end": r["ends"]} for r in part]
""",
        signs=about(
            r"markdown tables?|(?:two|three) tables|tables? for|tables? … for <each>|with a table"
            r"|table … <each> \w+"
        ),
    ),
    Example(
        about(r"bullet(?:ed)? lists?|bullets|an? heading for each|headings?|under (?:it|each)"),
        (STAFF,),
        "Make staff.md: a heading for each team, the teams from A to Z, and under it a bullet list "
        "of its people from A to Z with their pay, like Ann (2100).",
        """\
df["text"] = df["name"] + " (" + df["pay"].astype(str) + ")"
answer = {team: sorted(part["text"]) for team, part in df.groupby("team")}
""",
        """\
answer = {}
for row in sorted(rows, key=lambda row: (row["team"], row["name"])):
    answer.setdefault(row["team"], []).append(f"{row['name']} ({row['pay']})")
""",
        """\
SELECT team, name || ' (' || pay || ')' AS text FROM df ORDER BY team, name
""",
        signs=about(r"bullet\w*|headings? (?:for|per)|headings are|is a heading|a heading"),
    ),
    Example(
        about(
            r"clean\w*|tidy|one form|same form|typed|mess\w*|empty|blank|totals?|duplicates?"
            r"|capital\w*|amounts?|dates?|plain|decimals|several"
        ),
        (NOTES,),
        "notes.csv was written by several people. Bring it into one form as clean.csv with the "
        "columns guest (like Ida Falk), day (like 2024-02-05, days come before months) and paid "
        "(like 12.50), without empty rows and totals.",
        """\
df = df.dropna(subset=["guest"])
df = df[~df["guest"].str.lower().str.contains("total")]
paid = df["paid"].astype(str).str.replace(",", ".").str.extract(r"(\\d+(?:\\.\\d+)?)")[0]
answer = pd.DataFrame({
    "guest": df["guest"].str.split().str.join(" ").str.title(),
    "day": pd.to_datetime(df["day"], format="mixed", dayfirst=True).dt.strftime("%Y-%m-%d"),
    "paid": paid.astype(float).map("{:.2f}".format),
})
""",
        """\
import re

import pandas as pd

answer = []
for row in rows:
    if not row["guest"] or "total" in row["guest"].lower():
        continue
    paid = re.search(r"\\d+(?:\\.\\d+)?", str(row["paid"]).replace(",", "."))
    day = pd.to_datetime(row["day"], format="mixed", dayfirst=True)
    guest = " ".join(row["guest"].split()).title()
    answer.append({"guest": guest, "day": f"{day:%Y-%m-%d}", "paid": f"{float(paid[0]):.2f}"})
""",
        signs=about(
            r"clean\w*|tidy (?!table)|one (?:date )?(?:form|format)|same form|mess\w*|uniform"
            r"|several forms|typed|(?:different|several) people|in their own way|blank lines"
            r"|extra spaces"
        ),
    ),
)
