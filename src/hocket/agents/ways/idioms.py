"""Idioms of Python by what a task speaks of: a small LLM knows them, but seldom thinks of them.

Each is a few lines that run as they stand. The nearest two are shown before the task.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 2
SHOWN = "Python that may serve:\n```python\n{code}\n```\n\n"


@dataclass(frozen=True, slots=True)
class Idiom:
    """A few lines of Python, and the words of tasks that they serve."""

    words: re.Pattern[str]
    code: str


def _idiom(words: str, code: str) -> Idiom:
    return Idiom(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), code.strip())


IDIOMS = (
    _idiom(
        r"recent\w*|oldest|least recently|evict\w*|lru|cache\w*|history|capacity|size",
        """
from collections import OrderedDict  # remembers the order; its first key was used longest ago
entries = OrderedDict(a=1, b=2)
entries.move_to_end("a")  # after each use, also when it is put again
entries.popitem(last=False)  # takes out the first
""",
    ),
    _idiom(
        r"round\w*|cents?|euros?|dollars?|money|prices?|vat|tax|invoices?|totals?|discounts?|bill",
        """
from decimal import ROUND_HALF_UP, Decimal  # money: no float, and half a cent is rounded up
net = Decimal(str(2.675)) * 3 * (100 - Decimal("10")) / 100  # 10 per cent off
paid = net.quantize(Decimal("0.01"), ROUND_HALF_UP)
""",
    ),
    _idiom(
        r"lists?|append\w*|defaults?|shared|collect\w*",
        """
def added(item, items=None):  # never items=[]: all calls would share that one list
    items = [] if items is None else items
    items.append(item)
    return items
""",
    ),
    _idiom(
        r"sorted|binary search|search\w*|finds?|position|place|index|insert\w*",
        """
from bisect import bisect_left  # the first place of a value in a sorted list, also of repeated ones
values, wanted = [1, 3, 3, 7], 3
place = bisect_left(values, wanted)
is_there = place < len(values) and values[place] == wanted  # an empty list has no place
""",
    ),
    _idiom(
        r"check ?digits?|checksums?|luhn|bar ?codes?|card numbers?|iban|ean|valid\w*|digits?",
        """
# check digits: a weighted sum of the digits divides by 10, 11 or 97; X can stand for 10
digits = [10 if c in "xX" else int(c) for c in "40063813 33931".replace(" ", "").replace("-", "")]
by_13 = sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0  # weights 1, 3, 1, 3
by_11 = sum(d * w for d, w in zip(digits, range(len(digits), 0, -1))) % 11 == 0  # n, n - 1 ... 1
""",
    ),
    _idiom(
        r"roman|numerals?|convert\w*|coins?|change|notes?|fewest",
        """
# from the largest unit down, as often as it fits
number, parts = 19, []
for value, sign in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
    count, number = divmod(number, value)
    parts.append(sign * count)
""",
    ),
    _idiom(
        r"standard input|stdin|script|per line|lines?|reads?",
        """
import sys
numbers = [float(line) for line in sys.stdin if line.strip()]  # empty lines are skipped
shown = f"{sum(numbers):g}"  # 3 and not 3.0
""",
    ),
    _idiom(
        r"count\w*|frequen\w+|most common|how often|words?|letters?|occur\w*|statistics",
        """
import re
from collections import Counter
counts = Counter(re.findall(r"[a-z']+", "The cat and the dog".lower()))
ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))  # equal ones by name
""",
    ),
    _idiom(
        r"groups?|grouped|anagrams?|together|categor\w+|by (?:first|length|key|name)",
        """
from collections import defaultdict
groups = defaultdict(list)
for word in ["tea", "eat", "cat"]:
    groups["".join(sorted(word))].append(word)
""",
    ),
    _idiom(
        r"nested|flatten\w*|deep\w*|recursive\w*|tree|json",
        """
def flat(value):  # lists in lists, to any depth
    if not isinstance(value, list):
        return [value]
    return [item for inner in value for item in flat(inner)]
""",
    ),
    _idiom(
        r"intervals?|overlap\w*|merg\w+|ranges?|bookings?|meetings?|schedule|free",
        """
merged = []
for start, end in sorted([(5, 8), (1, 3), (2, 4)]):
    if merged and start <= merged[-1][1]:
        merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
    else:
        merged.append((start, end))
""",
    ),
    _idiom(
        r"brackets?|parenthes\w+|balanced|braces?|tags?",
        """
pairs, opened = {")": "(", "]": "[", "}": "{"}, []
for sign in "{[a](b)}":
    if sign in pairs.values():
        opened.append(sign)
    elif sign in pairs and (not opened or opened.pop() != pairs[sign]):
        raise ValueError(f"{sign} closes nothing")
is_balanced = not opened
""",
    ),
    _idiom(
        r"graphs?|paths?|shortest|depend\w*|order of|maze|neighbou?rs?|route|reach\w*",
        """
from collections import deque
edges, start = {"a": ["b"], "b": ["c"], "c": []}, "a"
steps, queue = {start: 0}, deque([start])  # the fewest steps to each
while queue:
    here = queue.popleft()
    for there in edges[here]:
        if there not in steps:
            steps[there] = steps[here] + 1
            queue.append(there)
""",
    ),
    _idiom(
        r"primes?|divis\w+|gcd|factors?|multiples?|fractions?",
        """
import math
is_prime = lambda n: n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))
common = math.gcd(12, 18), math.lcm(12, 18)
""",
    ),
    _idiom(
        r"dates?|days?|weekdays?|leap|months?|years?|ages?|birthdays?|calendar",
        """
from datetime import date, timedelta
day = date.fromisoformat("2024-02-28") + timedelta(days=2)
name, born = day.strftime("%A"), date(2000, 3, 5)
age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
""",
    ),
    _idiom(
        r"consecutive|compress\w*|encod\w*|run-?length|runs?|repeat\w*|streaks?",
        """
from itertools import groupby
runs = [(value, len(list(items))) for value, items in groupby("aaabcc")]
""",
    ),
    _idiom(
        r"matri\w+|rotat\w*|transpos\w*|grids?|rows? and columns?|spiral|board",
        """
grid = [[1, 2], [3, 4]]
columns = [list(column) for column in zip(*grid)]
turned_right = [list(row)[::-1] for row in zip(*grid)]
""",
    ),
    _idiom(
        r"permutations?|combinations?|subsets?|arrangements?|all ways|pairs?",
        """
from itertools import combinations, permutations, product
pairs = [pair for pair in combinations([1, 2, 3, 4], 2) if sum(pair) == 5]
""",
    ),
    _idiom(
        r"fibonacci|edit distance|levenshtein|longest common|fewest coins|number of ways|knapsack",
        """
from functools import cache
@cache
def ways(left, coins=(1, 2, 5)):
    if left <= 0 or not coins:
        return int(left == 0)
    return ways(left - coins[0], coins) + ways(left, coins[1:])
""",
    ),
    _idiom(
        r"palindromes?|ignor\w+ (?:case|spaces|punctuation)|case|punctuation|upper|lower",
        """
plain = "".join(c for c in "Was it a car?".casefold() if c.isalnum())
is_same_backwards = plain == plain[::-1]
""",
    ),
    _idiom(
        r"scores?|points?|games?|next|following|bonus\w*|turns?|rounds?|depends?",
        """
# what an item counts depends on the next: walk by place, and look ahead
items, total = [2, 9, 4, 7], 0
for place, item in enumerate(items):
    is_last = place + 1 == len(items)
    total += item if is_last or item >= items[place + 1] else item + items[place + 1]
""",
    ),
    _idiom(
        r"cipher|caesar|shift\w*|encrypt\w*|decrypt\w*|alphabet",
        """
def moved(text, by):
    codes = [(ord(c) - 97 + by) % 26 + 97 if "a" <= c <= "z" else ord(c) for c in text]
    return "".join(map(chr, codes))
""",
    ),
    _idiom(
        r"hours?|minutes?|seconds?|durations?|clock|time",
        """
minutes, seconds = divmod(3725, 60)
hours, minutes = divmod(minutes, 60)
shown = f"{hours}:{minutes:02}:{seconds:02}"
""",
    ),
    _idiom(
        r"raises?|errors?|invalid|accounts?|withdraw\w*|deposits?|negative|not allowed|stock",
        """
def taken(balance, amount):
    if amount <= 0 or amount > balance:
        raise ValueError(f"cannot take {amount} of {balance}")
    return balance - amount
""",
    ),
    _idiom(
        r"queue|stack|priority|heap|smallest first|urgent|tasks?",
        """
import heapq
waiting = []
for number, (priority, task) in enumerate([(2, "b"), (1, "a"), (1, "c")]):
    heapq.heappush(waiting, (priority, number, task))  # equal ones in the order of their arrival
first = heapq.heappop(waiting)[2]
""",
    ),
    _idiom(
        r"csv|columns?|tables?|fields?|records?|headers?",
        """
import csv, io
rows = list(csv.DictReader(io.StringIO("name,age\\nAda,36\\n")))  # a dict of texts for each row
""",
    ),
    _idiom(
        r"wrap\w*|align\w*|pad\w*|widths?|format\w*|justif\w*|centre\w*",
        """
import textwrap
lines = textwrap.wrap("a long line of words", width=10)
cell = f"{'name':<10}|{3.14159:>8.2f}"
""",
    ),
    _idiom(
        r"binary|hexadecimal|hex|base|octal|bits?",
        """
number, digits = 10, ""
while number:
    number, rest = divmod(number, 2)
    digits = "0123456789abcdef"[rest] + digits
back = int(digits or "0", 2)
""",
    ),
)


def idioms_for(task: str) -> str:
    """The idioms nearest to a task, as a part of its prompt; empty if none is near.

    Examples:
        >>> print(idioms_for("the last 5 prime numbers").splitlines()[2])
        import math
        >>> idioms_for("Say hello.")
        ''
    """
    scores = [(len({m.lower() for m in idiom.words.findall(task)}), idiom) for idiom in IDIOMS]
    near = sorted((pair for pair in scores if pair[0]), key=lambda pair: -pair[0])[:MOST]
    if not near:
        return ""
    return SHOWN.format(code="\n\n".join(idiom.code for _, idiom in near))
