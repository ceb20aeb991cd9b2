"""Faults of code that the doctor mends, by kind: (kind, head, docstring, body, what is mended)."""

# ruff: noqa: ISC004 - the code of a case is one text
from __future__ import annotations

LIMITS = [
    ("distances", "def f(weight, allowed):", "Each kilo over `allowed` costs 4.",
     "return abs(weight - allowed) * 4", "(max(weight, allowed) - allowed) * 4"),
    ("distances", "def f(left, free):", "50 for each minute too long, none if it left in time.",
     "n = abs((free - left).total_seconds())\nreturn n * 50",
     "n = max(0, (left - free).total_seconds())"),
    ("distances", "def f(came, due):", "How many days late it is.", "return abs(came - due).days",
     "return max(0, (came - due).days)"),
    ("distances", "def f(came, due):", "How many days late it is.", "n = abs(came - due)\n"
     "return n.days", "n = max(came, due) - due"),
    ("distances", "def f(v):", "The fine: 10 for each km/h above 50.", "return abs(v - 50) * 10",
     "max(0, v - 50) * 10"),
    ("distances", "def f(row):", "The hours beyond `quota`.",
     "return abs(row['hours'] - row['quota'])", "max(row['hours'], row['quota']) - row['quota']"),
    ("negative lateness", "def f(came, due, a):", "Each day that it is overdue costs `a`.",
     "n = (came - due).days\nreturn n * a", "n = max(0, (came - due).days)"),
    ("negative lateness", "def f(km, included):", "30 for each kilometre over `included`.",
     "return 30 * (km - included)", "30 * (max(km, included) - included)"),
    ("negative lateness", "def f(came, due):", "How many days late, 0 if it came on time.",
     "return (came - due).days", "max(0, (came - due).days)"),
    ("caps", "def f(a, b, top='9.00'):", "Each kilo costs `b`, but no bag costs more than `top`.",
     "return max(a * Decimal(b), Decimal(top))", "min(a * Decimal(b), Decimal(top))"),
    ("caps", "def f(a):", "3 a mile; nobody pays less than 5.", "return min(a * 3, 5.00)",
     "max(a * 3, 5.00)"),
    ("caps", "def f(a):", "3 a mile, 40 at most.", "return max(a * 3, 40)", "min(a * 3, 40)"),
    ("caps", "def f(a, low, high):", "`a`, but at least `low` and at most `high`.",
     "return min(low, max(a, high))", "return max(low, min(a, high))"),
    ("cuts", "def f(a):", "2 a mile; it never costs more than 30.",
     "n = a * 2\nif n < 30:\n    n = 30\nreturn n", "if n > 30:"),
    ("cuts", "def f(a, low):", "2 a mile, and no trip costs less than `low`.",
     "n = a * 2\nreturn low if n > low else n", "return low if n < low else n"),
    ("cuts", "def f(a, top):", "2 a mile, but at most `top`.",
     "n = a * 2\nreturn n if n > top else top", "return n if n <= top else top"),
]  # fmt: skip

ORDERS = [
    ("orders in time", "def f(a):", "The calls, the longest waiting first.",
     "return sorted(a, key=lambda x: x['since'], reverse=True)",
     "sorted(a, key=lambda x: x['since'])"),
    ("orders in time", "def f(a):", "The calls, the longest waiting first.",
     "return sorted(a, key=lambda x: x.waited)", "x.waited, reverse=True)"),
    ("orders in time", "def f(a):", "The mails as (sender, received), the newest first.",
     "a = list(a)\na.sort(key=lambda x: x[1])\nreturn a", "x[1], reverse=True)"),
    ("orders in time", "def f(a):", "The children, the youngest first.",
     "return sorted(a, key=itemgetter('birthday'))", "itemgetter('birthday'), reverse=True)"),
    ("orders in time", "def f(a):", "The children, the youngest first, then by name.",
     "return sorted(a, key=lambda x: (x.age, x.name), reverse=True)", "(x.age, x.name))"),
    ("orders in time", "def f(a):", "The children, the oldest first.",
     "return sorted(a, key=lambda x: x.born)[::-1] + [0]", "x.born) + [0]"),
    ("orders in time", "def f(dates):", "The dates, the earliest first.",
     "n = sorted(dates)\nn.reverse()\nreturn n", "n = sorted(dates)\n    return n"),
    ("orders in time", "def f(a):", "The trees, the oldest first.",
     "return sorted(a, key=lambda x: (-x.year, x.name))", "(x.year, x.name)"),
    ("extremes in time", "def f(a):", "The oldest of the players.",
     "return max(a, key=lambda x: x.birthday)", "min(a, key"),
    ("extremes in time", "def f(a):", "The most recent order.",
     "return min(a, key=lambda x: x['ordered_on'])", "max(a, key"),
    ("orders", "def f(a):", "The rooms, the dearest first.",
     "return sorted(a, key=lambda x: x.price)", "reverse=True"),
]  # fmt: skip

_RUNS = ("n = []\nfirst = last = a[0]\nfor x in a[1:]:\n    if x == last + 1:\n        last = x\n"
         "    else:\n        n.append({put})\n        first = last = x\nreturn n")  # fmt: skip
GROUPS = [
    ("last group lost", "def f(a):", "The runs of numbers as pairs.",
     _RUNS.format(put="(first, last)"), "    n.append((first, last))\n    return n"),
    ("last group lost", "def f(a):", "The stops of each bus as lists.",
     "n = []\nbus, stops = None, []\nfor x in a:\n    if x.bus != bus:\n        if stops:\n"
     "            n.append(stops)\n        stops = []\n        bus = x.bus\n"
     "    stops.append(x.stop)\nreturn n", "    if stops:\n        n.append(stops)\n    return n"),
    ("last group lost", "def f(a):", "The sum of each day, with the day.",
     "day, n = None, 0\nfor x in a:\n    if day is not None and x.day != day:\n"
     "        yield day, n\n        n = 0\n    day = x.day\n    n += x.litres",
     "    if day is not None:\n        yield (day, n)"),
    ("last group lost", "def f(a):", "The letters with their counts, such as a3b2.",
     "n = []\nlast, count = a[0], 1\nfor x in a[1:]:\n    if x == last:\n        count += 1\n"
     "    else:\n        n.append(f'{last}{count}')\n        last, count = x, 1\n"
     "return ''.join(n)", "    n.append(f'{last}{count}')\n    return"),
    ("last group lost", "def f(a, b):", "Crates of `b`, the last one with what is left.",
     "crate = []\nfor x in a:\n    crate.append(x)\n    if len(crate) == b:\n"
     "        yield crate\n        crate = []", "    if crate:\n        yield crate"),
    ("last run lost", "def f(a):", "The longest run of frosty nights.",
     "best = n = 0\nfor x in a:\n    if x < 0:\n        n += 1\n    else:\n"
     "        best = max(best, n)\n        n = 0\nreturn best", "return max(best, n)"),
    ("last run lost", "def f(a):", "The length of the longest climb.",
     "best, n = 0, 1\nfor i in range(1, len(a)):\n    if a[i] > a[i - 1]:\n        n += 1\n"
     "    else:\n        if n > best:\n            best = n\n        n = 1\nreturn best",
     "return max(best, n) if a else best"),
    ("first of none", "def f(a):", "The runs of numbers as pairs.",
     _RUNS.format(put="(first, last)"), "    if not a:\n        return []\n    first = last"),
    ("first of none", "def f(a):", "The sum of all falls.",
     "n = 0\nlast = a[0]\nfor x in a[1:]:\n    n += max(0, last - x)\n    last = x\nreturn n",
     "    if not a:\n        return 0\n    last"),
    ("first of none", "def f(a):", "The text without the same letter twice in a row.",
     "n = [a[0]]\nlast = a[0]\nfor x in a:\n    if x != last:\n        n.append(x)\n"
     "    last = x\nreturn ''.join(n)", '    if not a:\n        return ""'),
    ("first of none", "def f(a):", "How many runs of equal values there are.",
     "n = 1\nlast = a[0]\nfor x in a[1:]:\n    if x != last:\n        n += 1\n    last = x\n"
     "return n", "    if not a:\n        return 0"),
    ("equal neighbours", "def f(a):", "The runs in sorted numbers; each number counts once.",
     _RUNS.format(put="(first, last)"), "if x <= last + 1:"),
    ("added again", "def f(a):", "The names of the guests, each only once.",
     "n = []\nfor x in a:\n    n.append(x['name'].strip())\nreturn n",
     "if x['name'].strip() not in n:\n            n.append"),
    ("listed again", "def f(a):", "How many different words there are.",
     "return len(a.split())", "len(set(a.split()))"),
    ("listed again", "def f(a):", "The sorted tags, without duplicates.",
     "return sorted(x.tag for x in a)", "sorted({x.tag for x in a})"),
]  # fmt: skip

MORE = (*LIMITS, *ORDERS, *GROUPS)
