"""Worked examples: what went out and came in, counters that are read, parts of the year."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import (
    FERRIES,
    FERRIES_BY_SIDE,
    SPRING,
    TANKS,
    TICKETS,
    TICKETS_BY_CASE,
)

COUNTER = Example(
    about(
        r"meters?|counters?|odometers?|mileage|readings?|used|usage|consum\w+|kwh|litres|driven"
        r"|replaced|reset|cumulative|running total|between the readings"
    ),
    (TANKS,),
    "How many litres were used in the first quarter of 2022, from the reading of 1 January to that "
    "of 1 April? The answer is a number.",
    """\
part = df[(df["day"] >= "2022-01-01") & (df["day"] <= "2022-04-01")]
rises = part["litres_read"].diff()  # a counter rises; readings are never summed
answer = rises[rises > 0].sum()  # where it falls, a new counter begins
""",
    """\
part = [row for row in rows if date(2022, 1, 1) <= row["day"] <= date(2022, 4, 1)]
answer = 0
for before, after in zip(part, part[1:]):
    rise = after["litres_read"] - before["litres_read"]
    answer += rise if rise > 0 else 0
""",
    """\
WITH t AS (SELECT litres_read - lag(litres_read) OVER (ORDER BY day) AS rise
  FROM df WHERE day BETWEEN DATE '2022-01-01' AND DATE '2022-04-01')
SELECT sum(rise) FROM t WHERE rise > 0
""",
    signs=about(
        r"readings? of \d|from the reading|(?:odometer|meter|counter) readings?"
        r"|(?:the|our|its|gas|water|heat|power|page) (?:meter|counter)s?|meter (?:was|is)"
        r"|odometers?|readings of the \w+ meter"
    ),
)

EXAMPLES = (
    COUNTER,
    Example(
        about(
            r"log|logs|events?|completed|finished|succe\w+|really|in the end|cancelled|aborted"
            r"|failed|jobs?|sessions?|requests?|times|only (?:those|\w+s) that"
        ),
        (TICKETS,),
        "How much did each team use for the tickets that were closed (parts times each)? Write "
        "used.json: team -> sum.",
        """\
closed = set(df[df["event"] == "ticket <ticket> closed"]["ticket"])  # one line says that
opened = df[df["team"].notna() & df["ticket"].isin(closed)]  # another says what it is
answer = (opened["parts"] * opened["each"]).groupby(opened["team"]).sum().to_dict()
""",
        """\
closed = {row["ticket"] for row in rows if row["event"] == "ticket <ticket> closed"}
answer = {}
for row in rows:
    if row["team"] is not None and row["ticket"] in closed:
        answer[row["team"]] = answer.get(row["team"], 0) + row["parts"] * row["each"]
""",
        """\
SELECT team, sum(parts * each) AS used FROM df WHERE team IS NOT NULL
  AND ticket IN (SELECT ticket FROM df WHERE event = 'ticket <ticket> closed')
GROUP BY team ORDER BY team
""",
        signs=about(
            r"in the end|(?:that|which) (?:really |were |was |are |have )?(?:really |not )?(?:\w+"
            r" )?(?:completed|finished|delivered|confirmed|succeeded|succe\w+|closed|aborted)"
            r"|(?:event|the) log|session starts|starts with"
        ),
    ),
    Example(
        about(
            r"balance\w*|arriv\w+|left|depart\w+|taken|brought|came|went|gained|lost|net|minus"
            r"|in and out|surplus|scored|conceded|sent|received|from and to|more .{3,20} than"
        ),
        (FERRIES,),
        "How many more ferries reached each port than left it? Write ports.json: port -> "
        "difference.",
        """\
reached = df["reached"].value_counts()  # the same names stand in both columns
left = df["left"].value_counts()
answer = reached.sub(left, fill_value=0).astype(int).to_dict()
""",
        """\
answer = {}
for row in rows:
    answer[row["reached"]] = answer.get(row["reached"], 0) + 1
    answer[row["left"]] = answer.get(row["left"], 0) - 1
""",
        """\
SELECT port, sum(n) AS difference
FROM (SELECT reached AS port, 1 AS n FROM df UNION ALL SELECT "left", -1 FROM df)
GROUP BY port ORDER BY port
""",
        signs=about(
            r"how many more … than (?:it |they )?(?:left|sent|on|conceded|went)"
            r"|net (?:number|balance|change)|minus|received minus"
            r"|more … than (?:left|it (?:left|sent|conceded))"
            r"|exceed … (?:left|sent|went|lost|gave)|\w+ -> (?:net|difference)|in and out|arrivals"
            r"|by how many did"
        ),
    ),
    Example(
        about(
            r"log|logs|events?|completed|finished|succe\w+|really|in the end|cancelled|aborted"
            r"|failed|jobs?|sessions?|requests?|how long|took|duration\w*|on average|longest"
        ),
        (TICKETS_BY_CASE,),
        "How much did each team use for the tickets that were closed (parts times each), and for "
        "how many minutes were they open on average? Write used.json, a list of {team, used, "
        "minutes}.",
        """\
closed = df_by_ticket[df_by_ticket["event"] == "closed"].copy()
closed["used"] = closed["parts"] * closed["each"]
closed["minutes"] = (closed["closed_at"] - closed["opened_at"]).dt.total_seconds() / 60
answer = closed.groupby("team", as_index=False).agg({"used": "sum", "minutes": "mean"})
""",
        """\
teams = {}
for row in df_by_ticket_rows:
    if row["event"] == "closed":
        minutes = (row["closed_at"] - row["opened_at"]).total_seconds() / 60
        teams.setdefault(row["team"], []).append((row["parts"] * row["each"], minutes))
answer = [
    {
        "team": team,
        "used": sum(used for used, _ in closed),
        "minutes": sum(minutes for _, minutes in closed) / len(closed),
    }
    for team, closed in sorted(teams.items())
]
""",
        """\
SELECT team, sum(parts * each) AS used, avg(date_diff('second', opened_at, closed_at)) / 60
  AS minutes FROM df_by_ticket WHERE event = 'closed' GROUP BY team ORDER BY team
""",
        trait="cases",
        signs=about(
            r"in the end|that (?:really |were |was |are |have )?(?:\w+ )?(?:completed|finished"
            r"|delivered|confirmed|succeeded|succe\w+|closed|answered)|(?:event )?log"
            r"|(?:average|mean) (?:duration|time)|(?:how long|minutes|seconds|hours) … on average"
            r"|on average … (?:seconds|minutes|hours)"
            r"|how (?:long|many minutes) (?:did|do|were|was|are|is) (?:they|it|each)|finished"
            r"|mean \w+ from"
        ),
    ),
    Example(
        about(
            r"balance\w*|arriv\w+|left|depart\w+|taken|brought|came|went|gained|lost|net|minus"
            r"|in and out|surplus|scored|conceded|sent|received|from and to|more .{3,20} than"
            r"|points?|won|wins|matches|games|each|every|per"
        ),
        (FERRIES_BY_SIDE,),
        "For each port: how many more ferries reached it than left it, and how many cars came and "
        "went in all? Write ports.json, a list of {port, difference, cars} by port.",
        """\
reached = df_sides[df_sides["side"] == "reached"].groupby("name").size()
left = df_sides[df_sides["side"] == "left"].groupby("name").size()
cars = df_sides.groupby("name")["cars"].sum()
ports = pd.DataFrame({"difference": reached.sub(left, fill_value=0), "cars": cars})
answer = ports.astype(int).reset_index(names="port")
""",
        """\
ports = {}
for row in df_sides_rows:
    port = ports.setdefault(row["name"], {"port": row["name"], "difference": 0, "cars": 0})
    port["difference"] += 1 if row["side"] == "reached" else -1
    port["cars"] += row["cars"]
answer = sorted(ports.values(), key=lambda port: port["port"])
""",
        """\
SELECT name AS port, count(*) FILTER (WHERE side = 'reached')
  - count(*) FILTER (WHERE side = 'left') AS difference, sum(cars) AS cars
FROM df_sides GROUP BY name ORDER BY port
""",
        trait="sides",
        signs=about(
            r"how many more|net (?:number|balance)|minus|less money"
            r"|more … than (?:left|it (?:left|sent|conceded)|left)|in all|points|wins|altogether"
            r"|number of (?:games|matches|transfers)"
        ),
    ),
    Example(
        about(
            r"(?:calendar )?months?|weekdays?|on average|over (?:all )?(?:the )?years"
            r"|complete|whole|full years?|all twelve|wettest|driest|coldest|warmest|hottest"
            r"|busiest|quietest"
        ),
        (SPRING,),
        "Which calendar month (1 to 12) has the highest level on average over the years, and which "
        "year with all twelve months had the lowest total? Write levels.json with month and year.",
        """\
df = df.dropna(subset=["level"])
of_month = df.groupby(df["month"].dt.month)["level"].mean()
of_year = df.groupby(df["month"].dt.year)["level"].agg(["sum", "count"])
whole = of_year[of_year["count"] == 12]["sum"]
answer = {"month": of_month.idxmax(), "year": whole.idxmin()}
""",
        """\
months, years = {}, {}
for row in rows:
    if row["level"] is not None:
        months.setdefault(row["month"].month, []).append(row["level"])
        years.setdefault(row["month"].year, []).append(row["level"])
whole = {year: sum(levels) for year, levels in years.items() if len(levels) == 12}
best = max(months, key=lambda month: sum(months[month]) / len(months[month]))
answer = {"month": best, "year": min(whole, key=whole.get)}
""",
        """\
WITH m AS (SELECT month(month) AS month, avg(level) AS mean FROM df GROUP BY 1),
y AS (SELECT year(month) AS year, sum(level) AS total FROM df GROUP BY 1 HAVING count(level) = 12)
SELECT (SELECT arg_max(month, mean) FROM m) AS month, (SELECT arg_min(year, total) FROM y) AS year
""",
        signs=about(
            r"calendar months?|months? of the year|month \(1|(?:complete|full|whole) years?"
            r"|all (?:twelve|12) months|(?:what|which|in what) month … on average"
            r"|average over (?:all )?(?:the )?years|on average over (?:all |the )+years"
            r"|over the years, which"
        ),
    ),
)
