"""Code that is right stays as it is: where a docstring leaves room, no kind of fault is seen."""

# ruff: noqa: ISC004 - the code of a case is one text

from __future__ import annotations

import pytest

from code_without_faults import RIGHT
from hocket.agents.algorithms.mended import by_the_book
from hocket.agents.code.doctor.doctored import doctored


def function(said, body, head):
    lines = [f'    """{said}"""', *(f"    {line}" for line in body.split("\n"))]
    return "\n".join([head, *lines])


@pytest.mark.parametrize(
    ("head", "said", "body"),
    [
        *RIGHT,
        ("def f(a):", "Sort the list in place.", "a.sort()\nreturn a"),
        ("def f(a, b):", "Put one file in the place of another.", "a.replace(b)"),
        ("def f(a):", "The differences of neighbours.",
         "return [a[i + 1] - a[i] for i in range(len(a) - 1)]"),
        ("def f(a):", "The sum of all but the first.",
         "n = 0\nfor i in range(1, len(a)):\n    n += a[i]\nreturn n"),
        ("def f(a, b):", "The full pages.", "return [a[i:i + b] for i in range(0, len(a) - b, b)]"),
        ("def f(a):", "The running totals of the days.",
         "n = 0\ns = []\nfor x in a:\n    for y in x:\n        n += y\n    s.append(n)\nreturn s"),
        ("def f(a):", "Take the first odd one out.",
         "for x in a:\n    if x % 2:\n        a.remove(x)\n        break"),
        ("def f(a, b):", "The price less the rebate in cents.", "return a - b"),
        ("def f(a, b):", "The first at most `b` of them.", "return a[:max(b, 0)]"),
        ("def f(a, b):", "At most `b` letters, else filled up.", "return max(b, len(a))"),
        ("def f(a):", "3 a page, never less than 5.", "return max(a * 3, 5)"),
        ("def f(a):", "At least 5 and at most 5 times as much.", "return max(a * 5, 5)"),
        ("def f(a, b):", "The seconds asleep, also over midnight.", "return (b - a).seconds"),
        ("def f(a, b):", "Days and seconds.", "return (b - a).days, (b - a).seconds"),
        ("def f(a, b):", "The seconds of a stamp.", "return a.seconds - b"),
        ("def f(hours):", "4 an hour, at most 20 in all.", "return min(4 * hours, 20)"),
        ("def f(hours):", "4 an hour, at most 20 for each calendar day.",
         "return min(4 * hours, 20)"),
        ("def f(a):", "Each sheet beyond the tenth costs 2.",
         "return (a - 10) * 2 if a > 10 else 0"),
        ("def f(a):", "2 for each beyond the third, less if there are fewer.",
         "return 2 * max(0, a - 3)"),
        ("def f(a, b):", 'A guest gets 2 more, a "child" gets 5 more.',
         "n = a\nn += 1\nn += 2\nif b == 'child':\n    n += 5\nreturn n"),
        ("def f(a):", "How many more than 10, negative if fewer, at 2 each.",
         "return (a - 10) * 2"),
        ("def f(hours):", "2 an hour, at most 12 for each day, for at most one day.",
         "return min(hours * 2, 12)"),
        ("def f(a, b):", 'A "child" pays 6 more, so it is 12 instead of 6.',
         "n = a\nn += 1\nn += 2\nif b == 'child':\n    n += 6\nreturn n"),
        ("def f(a, b):", "The sum from a (inclusive) up to b.", "return sum(range(a, b))"),
        ("def f(a, b):", "The rows, inclusive of a but without b.", "return list(range(a, b))"),
        ("def f(a, b):", "A row of four; the first page is 1, b counts from 0.",
         "return a[b * 4:(b + 1) * 4]"),
        ("def f(a, b):", "The nights of a trip, both days included.", "return (b - a).days"),
        ("def f(a, b):", "The days of a trip.", "return (b - a).days"),
        ("def f(a, b):", "The days, both included.", "return 1 + (b - a).days + 1 - 1"),
        ("def f(a, b):", "The rows from a to b, b excluded.", "return list(range(a, b))"),
        ("def f(a, b):", "The rows from a to b.", "return list(range(a, b))"),
        ("def f(a, b):", "A row of four; the first row is 0.", "return a[b * 4:(b + 1) * 4]"),
        ("def f(minutes):", "7 for each part begun, at most 90 a day.",
         "parts = -(-minutes // 7)\nreturn min(parts * 7, 90)"),
        ("def f(price):", "15 per cent off, and 15 for the bag.", "return price - 15"),
        ("def f(price, n):", "With 15 per cent off.", "return price * (100 - 15) / 100"),
        ("def f(places):", "The places that are left: 15 per cent less than all.",
         "return places - 15"),
        ("def f(a, b):", "The days of a stay, with its nights.", "return (b - a).days + 1"),
        ("def f(a):", "The first 20 letters are enough.", "return a < 20"),
        ("def f(hours):", "6 an hour, at most 50.",
         "price = hours * 6\nif price > 50:\n    price = 50\nreturn price"),
        ("def f(a: date, b: date):", "The time between.", "days = b - a\nreturn days"),
        ("def f(a, b):", "The days between, as numbers.", "days = b - a\nreturn days > 7"),
        ("def f(a, b):", "The price less `b` per cent.", "return a * (100 - b) / 100"),
        ("def f(a, b, c):", "The rent, raised by `b` (in per cent) and `c` (in per cent) together.",
         "rate = b\nrate += c\nall_in_all = rate + c\nreturn a * (100 + rate) / 100"),
        ("def f(a):", "20 for each full hour.", "return a // 60 * 20"),
        ("def f(a):", "Whether there are more than 5.", "return a > 5"),
        ("def f(a):", "Nothing below 10, 5 from 10 on.", "return 0 if a < 10 else 5"),
        ("def f(a):", "The scores, the highest first.", "return sorted(a, key=lambda x: -x)"),
        ("def f(a):", "The sorted names.", "return sorted(a, key=lambda x: x.lower())"),
        ("def f(a):", "Whether one of `a` rings.", "return [x for x in a if x is None]"),
        ("def f(a):", "The mean of the ages, 0 if there are none.",
         "return sum(a) / len(a) if a else 0"),
        ("def f(a, b):", "Each one's share in cents; the rest goes to the first.", "return a // b"),
        ("def f(a):", "The integer average.", "return sum(a) // len(a)"),
        ("def f(a):", "2 for each hour begun.", "return (a + 59) // 60 * 2"),
        ("def f(a, b):", "The pages, each page begun counts.",
         "return a // b + (1 if a % b else 0)"),
        ("def f(a, b):", "The roots if a % b is not 0.", "return (a - b) * a"),
        ("def f(a, b):", "The share `a` in percent after a change of `b` percent points.",
         "return a + b"),
        ("def f(a):", "Letters without repeats.",
         "if not a:\n    return ''\nn = [a[0]]\nfor x in a[1:]:\n    n.append(x)\nreturn n"),
        ("def f(a):", "The sum of the amounts in a table with a header.",
         "n = 0\nfor i in range(1, len(a)):\n    n += a[i]\nreturn n"),
        ("def f(a):", "The words with commas between.",
         "n = ''\nfor i in range(len(a) - 1):\n    n += a[i] + ','\nreturn n + a[len(a) - 1]"),
        ("def f(a):", "The number of ways up each staircase.",
         "n = [1] + [0] * a\nfor i in range(1, len(n)):\n    n[i] = 2 * i\nreturn n"),
        ("def f(a):", "The sum of all lines, the total line not counted.",
         "n = 0\nfor x in a[:-1]:\n    n += x\nreturn n"),
        ("def f(a, b):", "Who is busy at a time.",
         "return any(x <= b < y for x, y in a)"),
        ("def f(a, b, c):", "The bookings of a room at a time.",
         "return [x for r, x, y in a if r == b and x <= c < y]"),
        ("def f(a):", "The squares up to `a`, not including `a`.",
         "return [n * n for n in range(a)]"),
        ("def f(a):", "Throw a die from 1 to a, as often.", "return [roll() for _ in range(1, a)]"),
        ("def f(a):", "The books, the oldest first.",
         "return sorted(a, key=lambda x: x['year'])"),
        ("def f(a):", "The runners, the fastest first.", "return sorted(a, key=lambda x: x[1])"),
        ("def f(a):", "The oldest film.", "return min(a, key=lambda x: x['year'])"),
        ("def f(a):", "The most common word.", "return min(a, key=lambda x: (-a.count(x), x))"),
        ("def f(a, b):", "Whether they are anagrams; case does not matter.",
         "return sorted(a) == sorted(b)"),
        ("def f(a):", "The line with large words; its blanks stay.", "return a.split(' ')"),
        ("def f(a, b):", "The newest `b` lines of a log that has the newest first.",
         "return a[:b]"),
        ("def f(a, b):", "Whether a is larger by at least a third.", "return a > b"),
        ("def f(a):", "The stock after each week.",
         "n = 0\ns = []\nfor x in a:\n    for y in x:\n        n += y\n    s.append(n)\nreturn s"),
        ("def f(a):", "Drop a column.", "a.replace('x', 'y', inplace=True)\nreturn a"),
        ("def f(a):", "The graph the other way round.", "return a.reverse(copy=False)"),
        ("def f(a, b):", "The price with a tax of `b` percent.", "b = b / 100\nreturn a * (1 + b)"),
        ("def f(a, b):", "The price less `b` percent.", "b = a * b / 100\nreturn a - b"),
        ("def f(a, b):", "The tax of `b` percent.", "return a * b * 0.01"),
        ("def f(a, b):", "The tax in cents of `a` euros, with a rate of `b` percent.",
         "return a * b"),
        ("def f(a):", "The largest three, the largest first.", "return sorted(a)[:-4:-1]"),
        ("def f(a):", "The largest first.",
         "a = list(a)\na.sort()\nn = []\nwhile a:\n    n.append(a.pop())\nreturn n"),
        ("def f(a):", "The complete sentences.",
         "n = []\np = ''\nfor x in a:\n    p += x\n    if x == '.':\n        n.append(p)\n"
         "        p = ''\nreturn n"),
        ("def f(a, b, c):", "Whether a meeting is in a free slot.",
         "return any(x <= b <= y and c <= y for x, y in a)"),
        ("def f(a, b, c):", "Whether a visit fits into a free span.",
         "return any(x <= b <= y for x, y in a)"),
        ("def f(a, b):", "Whether one more may join; a team has at most `b` players.",
         "return len(a) < b"),
        ("def f(a, b):", "ValueError if there is no room; at most `b` guests.",
         "if len(a) >= b:\n    raise ValueError\na.append(1)"),
        ("def f(a, b):", "Try it at most `b` times.",
         "n = 0\nwhile True:\n    n += 1\n    if a():\n        return n\n    if n >= b:\n"
         "        raise ValueError"),
        ("def f(a):", "The greatest power of two.", "if a <= 1:\n    return 1\nreturn 2 * "
         "f(a // 2)"),
    ],
)  # fmt: skip
def test_code_that_does_what_is_said_stays_as_it_is(head, said, body):
    code = function(said, body, head)
    assert doctored(code, "It is wrong.").code == code


CLASSES = [
    """class Chain:
    def reverse(self):
        return Chain(self.values[::-1])

    def strip(self):
        self.values = self.values[1:-1]


def f(chain):
    chain.strip()
    return chain.reverse()
""",
    """@dataclass
class Cart:
    items: list = []

    def add(self, item):
        self.items.append(item)
""",
    """class Cart(BaseModel):
    items: list = []

    def add(self, item):
        self.items.append(item)
""",
    """class Bank:
    accounts = {}

    def open(self, name):
        self.accounts[name] = 0


def total():
    return sum(Bank.accounts.values())
""",
    """from pathlib import Path


def f(files, folder, name):
    return files[folder / name]
""",
    """def f(rows):
    '''The rows, the highest first.'''
    return sorted(rows, key=by_depth)


def by_depth(row):
    return row.depth
""",
]


@pytest.mark.parametrize("code", CLASSES)
def test_files_that_say_elsewhere_what_is_done_stay(code):
    assert doctored(code, "It is wrong.").code == code


@pytest.mark.parametrize("code", ["def f(a):\r    return a.sort()\r", f"a = {'-' * 20_000}1"])
def test_files_with_odd_lines_or_expressions_stay(code):
    assert doctored(code, "").code == code
    assert by_the_book(code) == ""


def test_long_files_are_left_to_the_llm():
    fault = "def f(values):\n    return values.sort()\n"
    assert doctored(fault, "").kinds
    assert doctored(f"{fault}\n{'# A line. ' * 10_000}", "").kinds == ()


def test_largest_of_a_set_begins_with_any_of_them():
    body = "n = 0\nfor x in a:\n    if x > n:\n        n = x\nreturn n"
    mended = doctored(function("The highest of a set.", body, "def f(a):"), "").code
    space = {}
    exec(mended, space)  # noqa: S102 - the code of this test
    assert space["f"]({-3, -2}) == -2
    assert space["f"](set()) == 0
