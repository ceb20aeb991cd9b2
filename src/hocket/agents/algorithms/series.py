"""Questions about series of values, two dictionaries, amounts of recipes, journals."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

SERIES = (
    Algorithm(
        "peaks",
        r"peaks?(?!\w*[- ]?(?:hours?|time))(?=.*\b(?:values?|list|numbers|neighbou?rs?|series"
        r"|heights?|greater|higher)\b)|local (?:maxim\w+|minim\w+)|(?:greater|larger|higher)"
        r" than (?:both|its) (?:of its )?neighbou?rs?",
        r"neighbou?rs?|places?|greater",
        "Write peaks.py with peaks(values): the places of the values that are greater than both "
        "neighbours; the first and the last value have only one and are never peaks.",
        """\
def peaks(values):
    return [
        place
        for place in range(1, len(values) - 1)
        if values[place - 1] < values[place] > values[place + 1]
    ]""",
    ),
    Algorithm(
        "runs above a limit",
        r"runs? (?:of values )?(?:above|below|over|under)|alarms?(?=.*\b(?:limit|threshold)\b)"
        r"(?!.*\bnext\b)|(?:stretches|periods|phases|spells?|runs?)(?=.*\b(?:above|below|over"
        r"|under)\b)|(?:heat|cold|dry) ?(?:waves?|spells?)",
        r"limit|threshold|start|end",
        "Write alarms.py with runs_above(values, limit): the first and last place of each run of "
        "values above the limit, as a list of (first, last) in order.",
        """\
def runs_above(values, limit):
    runs = []
    first = None
    for place, value in enumerate(values):
        if value > limit:
            if first is None:
                first = place
        elif first is not None:
            runs.append((first, place - 1))
            first = None
    if first is not None:  # a run up to the end
        runs.append((first, len(values) - 1))
    return runs""",
    ),
    Algorithm(
        "difference of dicts",
        r"(?:added|new)(?=.*\bremoved\b)(?=.*\bchanged\b)|(?:diff|differences?|differs?)(?=.*"
        r"\b(?:dict\w*|settings|configs?|configurations)\b)(?!.*\bmerg\w*)|config (?:diff\w*)|"
        r"(?:compare|compares|comparing)(?=.*\b(?:dicts|dictionaries)\b)",
        r"added|removed",
        "Write changes.py with changes(old, new) for two dicts: a dict with the keys 'added', "
        "'removed' and 'changed', each a sorted list of the keys that are new, gone, or have "
        "another value.",
        """\
def changes(old, new):
    return {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "changed": sorted(key for key in old.keys() & new.keys() if old[key] != new[key]),
    }""",
    ),
    Algorithm(
        "amounts of a recipe",
        r"recipes?(?=.*\b(?:1/2|fractions?)\b)|mixed numbers?|1 1/2",
        r"scale|servings",
        "Write recipe.py with scale(amount, factor): amount is a text like '2', '1/2' or '1 1/2', "
        "factor an int or such a text; the product in the same form, in lowest terms. ValueError "
        "for other texts.",
        """\
import re
from fractions import Fraction


def parsed(text):
    match = re.fullmatch(r"(?:(\\d+) )?(\\d+)/(\\d+)|(\\d+)", str(text).strip())
    if match is None or match[3] == "0":
        raise ValueError(f"not an amount: {text!r}")
    if match[4] is not None:
        return Fraction(int(match[4]))
    return int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))


def scale(amount, factor):
    whole, rest = divmod(parsed(amount) * parsed(factor), 1)
    if rest == 0:
        return str(whole)
    fraction = f"{rest.numerator}/{rest.denominator}"
    return f"{whole} {fraction}" if whole else fraction""",
    ),
    Algorithm(
        "mean so far",
        r"running (?:average|mean)|(?:average|mean) (?:so far|of all so far)|(?:class )(?:running"
        r" )?(?:average|mean)r?(?=.*\badd ?\()",
        r"add|so far",
        "Write mean.py with a class Mean: add(number) takes one more number and returns the mean "
        "of all so far; mean() tells it, None without any.",
        """\
class Mean:
    def __init__(self):
        self._sum = 0
        self._count = 0

    def add(self, number):
        self._sum += number
        self._count += 1
        return self.mean()

    def mean(self):
        if self._count == 0:
            return None
        return self._sum / self._count""",
    ),
    Algorithm(
        "issn",
        r"issns?|(?:journal|serial) numbers?",
        r"journals?|check digit|X",
        "Write issn.py with is_valid_issn(text): whether an ISSN, such as '0317-8471', is right: "
        "eight characters, with or without the hyphen in the middle, the last a digit or X, and "
        "check_digit(first_seven), that last character as a text (ValueError unless the text is "
        "seven digits).",
        """\
import re


def check_digit(first_seven):
    if re.fullmatch(r"[0-9]{7}", first_seven) is None:
        raise ValueError(f"seven digits are needed, not {first_seven!r}")
    total = sum(int(digit) * weight for digit, weight in zip(first_seven, range(8, 1, -1)))
    value = -total % 11
    return "X" if value == 10 else str(value)


def is_valid_issn(text):
    match = re.fullmatch(r"([0-9]{4})-?([0-9]{3})([0-9Xx])", text.strip())
    if match is None:
        return False
    return check_digit(match[1] + match[2]) == match[3].upper()""",
    ),
)
"""Places in series, differences, and what is scaled."""
