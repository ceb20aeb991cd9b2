"""The words by which people ask about tables: numbers, sums and averages, comparisons, extremes."""

from __future__ import annotations

import re

from hocket.agents.numerals import ONES, VALUES

NUMBERS = {word: VALUES[word] for word in ("zero", *ONES[:12], "twenty", "fifty")} | {
    "hundred": 100
}
AMBIGUOUS_NUMBERS = frozenset(("one",))
"""Words that are mostly no number."""

SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

AGGREGATES = {
    "average": "mean", "mean": "mean", "median": "median", "total": "sum", "overall": "sum",
    "combined": "sum", "summed": "sum", "sum of": "sum", "highest": "max", "maximum": "max",
    "largest": "max", "greatest": "max", "lowest": "min", "minimum": "min", "smallest": "min",
}  # fmt: skip

MOST = (
    r"(?:most|highest|largest|greatest|biggest|longest|heaviest|tallest|oldest|hottest|warmest"
    r"|wettest|fastest|deepest|maximum|richest|dearest|strongest)"
)
LEAST = (
    r"(?:least|lowest|smallest|fewest|shortest|lightest|youngest|coldest|coolest|driest|slowest"
    r"|minimum|poorest|cheapest|weakest)"
)
MEASURED_BY = {
    "longest": "length duration", "shortest": "length duration time height",
    "heaviest": "weight mass", "lightest": "weight mass", "tallest": "height",
    "oldest": "age", "youngest": "age", "hottest": "temperature temp",
    "warmest": "temperature temp",
    "coldest": "temperature temp", "coolest": "temperature temp", "fastest": "speed",
    "slowest": "speed", "deepest": "depth", "dearest": "price cost", "cheapest": "price cost",
    "aged": "age", "older": "age", "younger": "age", "heavier": "weight mass",
    "lighter": "weight mass",
    "taller": "height", "longer": "length duration", "shorter": "length height duration",
    "hotter": "temperature temp", "warmer": "temperature temp", "colder": "temperature temp",
    "faster": "speed", "slower": "speed", "deeper": "depth", "dearer": "price cost",
    "cheaper": "price cost", "earn": "salary wage pay income earnings", "earns": "salary wage pay",
    "earned": "salary wage pay income earnings", "cost": "price cost", "costs": "price cost",
    "weigh": "weight mass", "weighs": "weight mass", "weighed": "weight mass",
}  # fmt: skip
"""The quantities that an adjective or a verb may speak of, as columns are called."""

DOWN = frozenset(
    ("youngest", "shortest", "lightest", "coldest", "coolest", "slowest", "cheapest", "younger",
     "lighter", "shorter", "colder", "slower", "cheaper")
)  # fmt: skip
"""Adjectives that mean a small quantity."""

BROAD = frozenset(
    ("animal", "mammal", "car", "vehicle", "product", "item", "thing", "article", "order", "sale",
     "purchase", "movie", "film", "book", "song", "country", "city", "town", "place", "station",
     "school", "shop", "store", "company", "firm", "team", "club", "game", "match", "flight",
     "trip", "journey", "ride", "house", "home", "flat", "apartment", "plant", "event", "course",
     "dish", "recipe", "project", "ticket", "invoice", "payment", "delivery", "visit", "booking")
)  # fmt: skip
"""What rows may be of which no column and no file says what they are.

Narrower words, such as 'bats', may be of some of the rows, so they are not taken for all.
"""

GENDERS = {
    "women": "female", "woman": "female", "girls": "female", "girl": "female", "females": "female",
    "men": "male", "man": "male", "boys": "male", "boy": "male", "males": "male",
}  # fmt: skip

VERBS = {
    "died": "death deaths died dead", "born": "birth born", "sold": "sale sales sold",
    "made": "made", "built": "built", "released": "release released", "hired": "hire hired",
    "ordered": "order orders", "delivered": "delivery deliveries", "booked": "booking bookings",
    "visited": "visit visits",
}  # fmt: skip
"""What happened to all rows of a table, by the words that its columns or its name have then."""

DID = (
    r"(?:placed|made|bought|ordered|played|took|came out|come out|came|come|appeared|appear"
    r"|happened|occurred|stand|lived|live|worked|work|wrote|posted)"
)
"""What rows did, or was done with them, so that they are there: it says nothing else of them.

Verbs such as 'won' or 'sold', which only some rows may have done, are none of them.
"""

ABBREVIATED = {
    "yrs": "years", "yr": "year", "temp": "temperature", "pct": "percent", "num": "number",
    "wt": "weight", "hgt": "height", "qty": "quantity", "dept": "department", "pop": "population",
    "avg": "average",
}  # fmt: skip
"""Words of names of columns that people write in full."""

UNITS = frozenset(
    ("g", "kg", "mg", "mm", "cm", "m", "km", "ml", "l", "usd", "eur", "gbp", "pct", "percent",
     "f", "c", "hrs", "min", "sec")
)  # fmt: skip
"""Endings of names of columns that people leave out."""

GENERIC = frozenset(("name", "title", "label", "id"))
"""Names of first columns that do not say what the rows are."""

ROWS = frozenset(
    ("row", "rows", "line", "lines", "entry", "entries", "record", "records", "case", "cases",
     "observation", "observations")
)  # fmt: skip
PEOPLE = frozenset(
    ("people", "persons", "person", "individuals", "employees", "workers", "professors",
     "students", "patients", "customers", "passengers", "members", "players", "teachers",
     "drivers", "respondents", "victims", "staff", "dead")
)  # fmt: skip
PERSONAL = frozenset(
    ("age", "sex", "gender", "salary", "wage", "name", "surname", "lastname", "firstname",
     "first", "last", "employee", "person")
)  # fmt: skip
"""Words of columns of tables whose rows are persons."""

MORE = (
    r"(?:(?:above|over|more than|greater than|higher than|larger than|bigger than|exceeding"
    r"|longer than|better than)(?! or equal))"
)
LESS = (
    r"(?:(?:below|under|less than|fewer than|lower than|smaller than|shorter than|worse than)"
    r"(?! or equal))"
)
AT_LEAST = r"(?:at least|no less than|not less than|no fewer than|a minimum of)"
AT_MOST = r"(?:at most|no more than|not more than|up to|a maximum of)"

FOLDED = {"people": "person", "children": "child", "mice": "mouse", "countries": "country"}


SHORT = 4
"""Letters of the shortest plural that is folded."""


def folded(word: str) -> str:
    """A word in lower case without the ending of a plural.

    Examples:
        >>> [folded(word) for word in ("Cities", "boxes", "towns", "gas", "class", "species")]
        ['city', 'box', 'town', 'gas', 'class', 'species']
    """
    word = word.casefold()
    if word in FOLDED:
        return FOLDED[word]
    if word.endswith("ies") and len(word) > SHORT and word not in ("species", "series"):
        return f"{word[:-3]}y"
    if re.search(r"(?:x|z|ch|sh|ss)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and len(word) >= SHORT:
        return word[:-1] if word not in ("species", "series") else word
    return word
