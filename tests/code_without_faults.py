"""Code that is right and looks nearly like a fault, as (head, docstring, body)."""

# ruff: noqa: ISC004 - the code of a case is one text
from __future__ import annotations

RIGHT = [
    ("def f(km, planned):", "How far the trip was off, over or under.", "return abs(km - planned)"),
    ("def f(a, b):", "The minutes between two trains, late or not.", "return abs(a - b)"),
    ("def f(came, due):", "How many days late, or early.", "return abs((came - due).days)"),
    ("def f(a, b):", "How much heavier one of both is than the other, over all.",
     "return abs(a - b)"),
    ("def f(came, due, a):", "Each day late costs `a`, each day early gives a bonus.",
     "return (came - due).days * a"),
    ("def f(km, included):", "30 for each kilometre over `included`.",
     "if km <= included:\n    return 0\nreturn 30 * (km - included)"),
    ("def f(came, due):", "How many days late, 0 if on time.",
     "return max((came - due).days, 0)"),
    ("def f(a, b):", "Each day late costs `b`; a is the number of days late.",
     "return (a - 1) * b"),
    ("def f(a, top):", "3 a mile, but no trip costs more than `top`.", "return min(a * 3, top)"),
    ("def f(a, top):", "3 a mile; nobody pays less than `top`.", "return max(a * 3, top)"),
    ("def f(a):", "The most expensive of those that cost more than 5.",
     "return max(max(a), 5)"),
    ("def f(a):", "2 a mile; it never costs more than 30.",
     "n = a * 2\nif n > 30:\n    n = 30\nreturn n"),
    ("def f(a):", "2 a mile; it never costs more than 30.",
     "n = a * 2\nreturn 30 if 30 < n else n"),
    ("def f(a):", "The children, the oldest first.", "return sorted(a, key=lambda x: x.birthday)"),
    ("def f(a):", "The children, the youngest first.", "return sorted(a, key=lambda x: x.age)"),
    ("def f(a):", "The mails, the newest first.",
     "return sorted(a, key=lambda x: x.age)"),
    ("def f(a):", "The mails, the newest first.",
     "n = sorted(a, key=lambda x: x.received)\nn.reverse()\nreturn n"),
    ("def f(a, today):", "The loans, the longest overdue first.",
     "return sorted(a, key=lambda x: today - x.due, reverse=True)"),
    ("def f(a):", "The calls, the longest waiting first.",
     "return sorted(a, key=lambda x: x.rank)"),
    ("def f(a):", "The ropes, the longest first.",
     "return sorted(a, key=lambda x: x.days, reverse=True)"),
    ("def f(a):", "The jobs, the most urgent first.", "return sorted(a, key=lambda x: x.priority)"),
    ("def f(a):", "The oldest of the players.", "return max(a, key=lambda x: x.age)"),
    ("def f(a):", "The newest one by rank.", "return min(a, key=lambda x: x.rank)"),
    ("def f(a):", "The runs of letters.",
     "n = []\nlast, k = a[0], 1\nfor x in a[1:] + ' ':\n    if x == last:\n        k += 1\n"
     "    else:\n        n.append((last, k))\n        last, k = x, 1\nreturn n"),
    ("def f(a):", "The stops of each bus.",
     "n = []\nstops = []\nfor x in a:\n    if x == 0:\n        n.append(stops)\n"
     "        stops = []\n    else:\n        stops.append(x)\nn.append(stops)\nreturn n"),
    ("def f(a):", "The finished games only.",
     "n = []\ngame = []\nfor x in a:\n    game.append(x)\n    if x == 'end':\n"
     "        n.append(game)\n        game = []\nreturn n"),
    ("def f(a):", "Where each run ends.",
     "n = []\nlast = None\nfor x in a:\n    if last is not None and x != last:\n"
     "        n.append((last, x))\n        last = None\n    last = x\nreturn n"),
    ("def f(a):", "The sums between the zeros.",
     "n = []\ns = 0\nfor x in a:\n    if x == 0:\n        n.append(s)\n        s = 0\n"
     "    else:\n        s += x\nreturn n"),
    ("def f(a):", "The longest run of frosty nights.",
     "best = n = 0\nfor x in a:\n    if x < 0:\n        n += 1\n        best = max(best, n)\n"
     "    else:\n        n = 0\nreturn best"),
    ("def f(a):", "The longest run that has ended.",
     "best = n = 0\nfor x in a:\n    if x < 0:\n        n += 1\n    else:\n"
     "        best = max(best, n)\n        n = 0\nreturn best"),
    ("def f(a):", "The highest rise of at least one value.",
     "n = 0\nlast = a[0]\nfor x in a[1:]:\n    n += x - last\n    last = x\nreturn n"),
    ("def f(a):", "The largest step.",
     "n = None\nlast = a[0]\nfor x in a[1:]:\n    n = x - last\n    last = x\nreturn n"),
    ("def f(a):", "The runs in sorted numbers; each number counts once.",
     "a = sorted(set(a))\nn = 1\nlast = 0\nfor x in a:\n    if x == last + 1:\n        n += 1\n"
     "    last = x\nreturn n"),
    ("def f(a):", "The runs in sorted numbers; each number counts once.",
     "n = 0\nlast = 0\nfor x in a:\n    if x == last:\n        continue\n    if x == last + 1:\n"
     "        n += 1\n    last = x\nreturn n"),
    ("def f(a):", "The pairs of teams, each only once.",
     "n = []\nfor x in a:\n    for y in a:\n        n.append((x, y))\nreturn n"),
    ("def f(a):", "Ask each of them only once.",
     "n = []\nfor x in a:\n    n.append(x())\nreturn n"),
    ("def f(a):", "The sorted rows, each only once.", "return sorted(a)"),
    ("def f(a, b):", "The cards with the last `b` on top.", "return a[-b:] + a[:-b]"),
    ("def f(a):", "How many words there are.", "return len(a.split())"),
]  # fmt: skip
