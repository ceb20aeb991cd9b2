"""Worked problems that are searched: crossings, moves, and digits for letters."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

SEARCHES = (
    Problem(
        r"(?:torch|lamp|lantern|flashlight|light)(?=.*\b(?:cross\w*|bridge|across))|two at a time"
        r"|at most two|slower|pace",
        r"bridge|night|minutes?|people|hikers?|least|shortest|dark|together|cross\w*",
        "Three climbers cross a gorge at night with one lantern, at most two at once. They need 1, "
        "4 and 5 minutes, two as long as the slower one. In how many minutes at least are all "
        "across?",
        program="""\
from itertools import combinations

minutes = [1, 4, 5]
everyone = frozenset(range(len(minutes)))
best = {(everyone, True): 0}  # who is still here, and whether the lantern is; the least time
todo = [(everyone, True)]
while todo:
    here, lantern_here = todo.pop()
    side = here if lantern_here else everyone - here
    for group in [set(g) for size in (1, 2) for g in combinations(side, size)]:
        left = here - group if lantern_here else here | group
        time = best[here, lantern_here] + max(minutes[one] for one in group)
        if time < best.get((left, not lantern_here), 10**9):
            best[left, not lantern_here] = time
            todo.append((left, not lantern_here))
print(f"All are across in {best[frozenset(), False]} minutes.")""",
        function="""\
def answer():
    def least(here, there):  # those who go, then one who brings the lantern back
        if len(here) <= 2:
            return max(here)
        times = []
        for pair in combinations(here, 2):
            stay = list(here)
            for one in pair:
                stay.remove(one)
            for back in [*there, *pair]:
                beyond = [*there, *pair]
                beyond.remove(back)
                times.append(max(pair) + back + least([*stay, back], beyond))
        return min(times)

    return least([1, 4, 5], [])""",
        answer="10",
        needs=(
            r"torch|lamp|lantern|flashlight|light|candle",
            r"cross\w*|across|bridge|gorge|tunnel|other side|over",
            r"\d+,? (?:and )?\d+|\d+ minutes?(?=.*\d+ minutes?)",
            r"two|2|pairs?",
        ),
    ),
    Problem(
        r"missionaries|cannibals|wolf|goat|cabbage|jealous|fox|left alone|outnumber\w*|eat(?:s|en)?"
        r"|never be more",
        r"river|boat|cross\w*|bank|side|across|raft|farmer|trips?|crossings?|fewest|least",
        "Two dogs and two cats cross a river on a raft for two, which one of them has to steer. On "
        "no bank may more dogs than cats be, if there are cats. How many crossings are needed?",
        program="""\
dogs, cats, seats = 2, 2, 2
start = (dogs, cats, True)  # on the first bank; whether the raft is there
seen, level, crossings = {start}, [start], 0
while (0, 0, False) not in level:  # all that can be reached with one more crossing
    following = []
    for d, c, here in level:
        for by_d in range(seats + 1):
            for by_c in range(seats + 1 - by_d):
                sign = -1 if here else 1
                to = (d + sign * by_d, c + sign * by_c, not here)
                inside = 0 <= to[0] <= dogs and 0 <= to[1] <= cats and by_d + by_c > 0
                first = to[1] == 0 or to[0] <= to[1]
                second = to[1] == cats or dogs - to[0] <= cats - to[1]
                if inside and first and second and to not in seen:
                    seen.add(to)
                    following.append(to)
    level, crossings = following, crossings + 1
print(f"{crossings} crossings are needed.")""",
        function="""\
def answer():
    dogs, cats, seats = 2, 2, 2

    def safe(d, c):
        return c == 0 or d <= c

    loads = [(d, c) for d in range(seats + 1) for c in range(seats + 1) if 0 < d + c <= seats]
    level, seen, crossings = {(dogs, cats, 1)}, set(), 0
    while (0, 0, 0) not in level:
        seen |= level
        moved = {
            (d - x, c - y, 0) if raft else (d + x, c + y, 1)
            for d, c, raft in level
            for x, y in loads
        }
        level = {
            (d, c, raft)
            for d, c, raft in moved - seen
            if 0 <= d <= dogs and 0 <= c <= cats and safe(d, c) and safe(dogs - d, cats - c)
        }
        crossings += 1
    return crossings""",
        answer="5",
        needs=(
            r"cross\w*|across|other (?:side|bank)|ferr\w+|over",
            r"boat|raft|canoe|ferry",
            (
                r"missionaries|cannibals|wolf|wolves|goats?|cabbage|fox\w*|goose|geese|dogs?|cats?"
                r"|jealous|never be more|outnumber\w*|more \w+ than|left alone|eats?"
            ),
            r"how (?:many|often)|least|fewest|smallest",
        ),
    ),
    Problem(
        r"cryptarithm\w*|alphametic\w*|(?:each|every|equal|same|different|other|distinct)"
        r" (?:letters?|digits?)|letters? (?:stands?|is|are|means?|represents?)"
        r"|(?-i:[A-Z]{2,}) ?\+ ?(?-i:[A-Z]{2,})",
        r"digits?|letters?|sum|stands?|different|which|what|number|solution|puzzle|value",
        "In the sum SO + NO = SUN each letter stands for another digit. Which number is SUN?",
        program="""\
from itertools import permutations

words, total = ["SO", "NO"], "SUN"
letters = sorted(set("".join([*words, total])))
for digits in permutations(range(10), len(letters)):
    value = dict(zip(letters, digits))
    numbers = [int("".join(str(value[a]) for a in word)) for word in [*words, total]]
    starts = [value[word[0]] for word in [*words, total]]  # no number begins with 0
    if 0 not in starts and sum(numbers[:-1]) == numbers[-1]:
        print(f"{total} is {numbers[-1]}.")""",
        function="""\
def answer():
    for s, o, n, u in permutations(range(10), 4):  # no two letters have the same digit
        so, no, sun = 10 * s + o, 10 * n + o, 100 * s + 10 * u + n
        if s != 0 and n != 0 and so + no == sun:
            return sun""",
        answer="108",
        needs=(
            r"(?-i:[A-Z]{2,}) ?[-+*x\u00d7] ?(?-i:[A-Z]{2,})",
            r"digits?|numbers?|letters?",
        ),
    ),
)
"""What is found by trying all cases: who crosses when, and which digit a letter has."""
