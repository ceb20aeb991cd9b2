"""Choices, dates and lines of files given in another form, or asked for another result."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Variant

CHOICE_VARIANTS = (
    Variant(
        "knapsack of two lists",
        "knapsack",
        r"weights,? (?:and )?values|values,? (?:and )?weights|two lists|lists? of (?:weights"
        r"|values)",
        "Write knapsack.py with best_value(weights, values, capacity): the greatest total value "
        "of things whose total weight is at most the capacity. Each is taken at most once; "
        "weights are positive whole numbers.",
        """\
def best_value(weights, values, capacity):
    best = [0] * (capacity + 1)  # the greatest value for each capacity
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):  # downwards, so that each is taken once
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]""",
    ),
    Variant(
        "number of coins",
        "fewest_coins",
        r"how (?:many|few) coins|number of coins|-1",
        "Write coins.py with coins_needed(coins, amount): the least number of coins that add up "
        "to the amount, each used as often as needed, or -1 if there is no way.",
        """\
def coins_needed(coins, amount):
    fewest = [0] + [None] * amount  # for each amount up to this one
    for part in range(1, amount + 1):
        counts = [fewest[part - coin] for coin in coins if coin <= part]
        counts = [count for count in counts if count is not None]
        fewest[part] = min(counts) + 1 if counts else None
    return -1 if fewest[amount] is None else fewest[amount]""",
    ),
    Variant(
        "whether there is a subset",
        "subset_sum",
        r"whether|true|bool\w*|(?:can|is it possible)|exists",
        "Write exact.py with has_subset(numbers, target): whether some of the positive numbers, "
        "each used at most once, add up to the target (subset sum); none add up to 0.",
        """\
def has_subset(numbers, target):
    sums = {0}
    for number in numbers:
        sums |= {total + number for total in sums}
    return target in sums""",
    ),
    Variant(
        "wrapped as one text",
        "wrap_text",
        r"(?:returns?|gives?|as|into) (?:a|one|the) (?:wrapped |new |single )?(?:text|string)"
        r"|newlines?|line breaks?",
        "Write wrapping.py with wrap_text(text, width): the text with its words in lines of at "
        "most width characters, as one string with newlines between them. A longer word stands "
        "on a line of its own.",
        """\
def wrap_text(text, width):
    lines = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return "\\n".join(lines)""",
    ),
    Variant(
        "average of a stream",
        "moving_average",
        r"class|stream|next\(|add\(",
        "Write windows.py with a class MovingAverage(size): add(number) returns the mean of the "
        "last size numbers, or of all if there are fewer. A size below 1 raises ValueError.",
        """\
from collections import deque


class MovingAverage:
    def __init__(self, size):
        if size < 1:
            raise ValueError("the size must be at least 1")
        self.numbers = deque(maxlen=size)  # the oldest falls out

    def add(self, number):
        self.numbers.append(number)
        return sum(self.numbers) / len(self.numbers)""",
    ),
    Variant(
        "pair of values",
        "two_sum",
        r"(?:all|every|each) (?:\w+ )?pairs?|the (?:two )?(?:numbers|values) (?:themselves|as)"
        r"|pairs? of (?:numbers|values)",
        "Write pairs.py with pairs_with_sum(numbers, target): a sorted list of all different "
        "pairs (a, b), a <= b, of two numbers of the list that add up to the target.",
        """\
def pairs_with_sum(numbers, target):
    pairs = set()
    seen = set()
    for number in numbers:
        if target - number in seen:
            pairs.add((min(number, target - number), max(number, target - number)))
        seen.add(number)
    return sorted(pairs)""",
    ),
    Variant(
        "table of CSV",
        "csv_line",
        r"(?:whole|entire) (?:text|file)|header|dict\w*|list of (?:lists|rows|dict\w*)"
        r"|several lines|all lines",
        "Write csv_table.py with parse_csv(text): the lines of a CSV text as a list of dicts, by "
        "the names in the first line, which is the header. Fields in double quotes may contain "
        "commas.",
        """\
import csv
import io


def parse_csv(text):
    return [dict(row) for row in csv.DictReader(io.StringIO(text))]""",
    ),
    Variant(
        "notes of an amount",
        "make_change",
        r"withdraw\w*|atm|cash machine",
        "Write atm.py with withdraw(amount): the notes of 50, 20 and 10 that a cash machine "
        "gives, as a dictionary from note to how many, largest first and as few as possible. "
        "ValueError unless the amount is a positive multiple of 10.",
        """\
NOTES = (50, 20, 10)


def withdraw(amount):
    if amount <= 0 or amount % 10:
        raise ValueError(f"not a positive multiple of 10: {amount}")
    result = {}
    for note in NOTES:
        count, amount = divmod(amount, note)
        if count:
            result[note] = count
    return result""",
    ),
)
