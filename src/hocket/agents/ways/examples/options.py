"""Worked examples: measures of each of several options, of which each row may have chosen one."""

from hocket.agents.ways.examples.nouns import Example, about
from hocket.agents.ways.examples.sheets import GUESTS

EXAMPLES = (
    Example(
        about(
            r"lowest|highest|shortest|longest|cheapest|dearest|fastest|slowest|least|most|best"
            r"|of (?:the|all|their) <count>|own|took|takes?|chose\w*|choice|pick\w*|ordered|though"
            r"|how many|number of|cheaper|faster|not"
        ),
        (GUESTS,),
        "How many guests ordered the dish with the lowest price of the three? The answer is a "
        "number.",
        """\
answer = int((df["ordered"] == df["lowest_price"]).sum())
""",
        """\
answer = sum(row["ordered"] == row["lowest_price"] for row in rows)
""",
        """\
SELECT count(*) FROM df WHERE ordered = lowest_price
""",
        trait="options",
        signs=about(
            r"how many … <most>|number of … <most>|<most> of (?:the|all|their|his|her) <count>"
            r"|(?:not|although|though|despite|even if) … <most>"
        ),
    ),
    Example(
        about(
            r"mean|average|on average|each|every|per|by|against|than|those who|chose\w*|took|took"
            r"|total|sum|compare\w*|median"
        ),
        (GUESTS,),
        "What did each dish cost on average, and how long did those who ordered it wait for it on "
        "average? Write dishes.json: dish -> {price, wait} with one decimal.",
        """\
prices = df_options.groupby("option")["price"].mean()
ordered = df_options[df_options["option"] == df_options["ordered"]]
waits = ordered.groupby("option")["wait"].mean()
answer = pd.DataFrame({"price": prices, "wait": waits}).to_dict("index")
""",
        """\
answer = {}
for dish in dict.fromkeys(row["option"] for row in df_options_rows):
    of_dish = [row for row in df_options_rows if row["option"] == dish]
    waits = [row["wait"] for row in of_dish if row["ordered"] == dish]
    mean = sum(row["price"] for row in of_dish) / len(of_dish)
    answer[dish] = {"price": mean, "wait": sum(waits) / len(waits)}
""",
        """\
SELECT option AS dish, avg(price) AS price, avg(wait) FILTER (WHERE option = ordered) AS wait
FROM df_options GROUP BY option
""",
        trait="options",
        signs=about(
            r"on average|(?:mean|average|median) … (?:each|every|per|by|of those)"
            r"|those who (?:took|chose|ordered|picked)"
        ),
    ),
    Example(
        about(
            r"how much|more than|less than|on average|in total|altogether|paid|pay|spent|spend"
            r"|saved?|could have|than necessary|than needed|waste\w*|lost|lose|extra|difference"
        ),
        (GUESTS,),
        "How much more than the cheapest dish of their line did the guests pay on average for the "
        "one they ordered? The answer is a number with two decimals.",
        """\
answer = float((df["price_of_ordered"] - df["min_price"]).mean())
""",
        """\
extra = [row["price_of_ordered"] - row["min_price"] for row in rows]
answer = sum(extra) / len(extra)
""",
        """\
SELECT avg(price_of_ordered - min_price) FROM df
""",
        trait="options",
        signs=about(
            r"how much (?:more|less|longer|further|faster|dearer|cheaper)|(?:more|longer|further"
            r"|dearer) than the <most>|how much (?:c|w)ould … save\w*|could … save\w*"
            r"|saved? (?:if|by|had)"
        ),
    ),
)
