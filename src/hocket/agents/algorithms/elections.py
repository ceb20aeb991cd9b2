"""Seats by votes, and people that are drawn or take turns."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

ELECTIONS = (
    Algorithm(
        "d_hondt",
        r"d[' ]?hondt|jefferson(?= method)|(?:seats?|mandates?)(?=.*\b(?:divided by|divisors?)\b"
        r".*\b1, 2, 3\b)|highest averages?",
        r"seats?|votes|part(?:y|ies)",
        "Write seats.py with dhondt(votes, seats): votes is a dict from party to votes; the seats "
        "go one by one to the party with the largest votes / (its seats + 1), of equal ones to "
        "the one with more votes, then the first in the alphabet. Return a dict with all parties.",
        """\
from fractions import Fraction


def dhondt(votes, seats):
    won = {party: 0 for party in votes}
    for _ in range(seats if votes else 0):
        # exact: votes / (seats + 1) are compared as fractions
        party = min(
            votes,
            key=lambda name: (-Fraction(votes[name], won[name] + 1), -votes[name], name),
        )
        won[party] += 1
    return won""",
    ),
    Algorithm(
        "sainte_lague",
        r"sainte[- ]?lagu[e\u00eb]|webster(?:'s)? method|schepers"
        r"|(?:seats?|mandates?)(?=.*\b1, 3, 5\b)",
        r"seats?|votes|part(?:y|ies)",
        "Write seats.py with sainte_lague(votes, seats): votes is a dict from party to votes; the "
        "seats go one by one to the party with the largest votes / (2 * its seats + 1), of equal "
        "ones to the one with more votes, then the first in the alphabet. Return a dict with all "
        "parties.",
        """\
from fractions import Fraction


def sainte_lague(votes, seats):
    won = {party: 0 for party in votes}
    for _ in range(seats if votes else 0):
        # divisors 1, 3, 5, ...
        party = min(
            votes,
            key=lambda name: (-Fraction(votes[name], 2 * won[name] + 1), -votes[name], name),
        )
        won[party] += 1
    return won""",
    ),
    Algorithm(
        "largest_remainder",
        r"(?:largest|greatest) (?:remainders?|rests?|fractions?)|hare(?:[- ]niemeyer)?(?= |\b)"
        r"|hamilton(?:'s)? method|hare quota",
        r"seats?|votes|quota",
        "Write seats.py with largest_remainder(votes, seats): votes is a dict from party to "
        "votes. Each party first gets the whole part of votes * seats / all votes; the seats that "
        "are left go one each to the largest remainders, of equal ones to the first in the "
        "alphabet. Return a dict with all parties; ValueError without votes.",
        """\
def largest_remainder(votes, seats):
    total = sum(votes.values())
    if total <= 0:
        raise ValueError("there are no votes")
    won = {party: count * seats // total for party, count in votes.items()}
    left = seats - sum(won.values())
    ranked = sorted(votes, key=lambda party: (-(votes[party] * seats % total), party))
    for party in ranked[:left]:
        won[party] += 1
    return won""",
    ),
    Algorithm(
        "instant_runoff",
        r"instant[- ]run[- ]?off|ranked[- ]choice|alternative vote|preferential (?:vote|voting)",
        r"ballots?|candidates?|eliminat\w+",
        "Write runoff.py with winner(ballots): each ballot is a list of candidates, the best "
        "first. Who is first on more than half of the ballots that still name someone wins; else "
        "the one who is first on the fewest is struck off all ballots (of equal ones the last in "
        "the alphabet), again and again. None without ballots.",
        """\
from collections import Counter


def winner(ballots):
    left = {name for ballot in ballots for name in ballot}
    while left:
        counts = Counter({name: 0 for name in left})  # also those that are first nowhere
        for ballot in ballots:
            first = next((name for name in ballot if name in left), None)
            if first is not None:
                counts[first] += 1
        best = max(sorted(left), key=lambda name: counts[name])
        if 2 * counts[best] > sum(counts.values()) or len(left) == 1:
            return best
        fewest = min(counts.values())
        left.remove(max(name for name in left if counts[name] == fewest))
    return None""",
    ),
    Algorithm(
        "rota",
        r"rotas?|rosters?|duty (?:list|plan|rota)|on duty|(?:names|people)(?=.*\b(?:take|takin"
        r"g) turns\b)",
        r"turn|duty|week",
        "Write rota.py with rota(names, days): a list of (day, name), who has the duty on each "
        "day; the names take turns and begin again after the last. ValueError without names.",
        """\
def rota(names, days):
    if not names:
        raise ValueError("there are no names")
    return [(day, names[place % len(names)]) for place, day in enumerate(days)]""",
    ),
    Algorithm(
        "secret_santa",
        r"secret santas?|nobody (?:draws|gets|gives to) (?:him|her|them)self|gift exchange"
        r"|draws? lots for presents|derangements?",
        r"names?|draw|presents?|seed",
        "Write santa.py with draw(names, seed): a dict from each name to the one who gets a "
        "present of them; nobody draws themselves, and each is drawn once. The same seed gives "
        "the same result. ValueError for fewer than two names or one that occurs twice.",
        """\
import random


def draw(names, seed):
    if len(names) < 2 or len(set(names)) < len(names):
        raise ValueError("at least two different names are needed")
    order = list(names)
    random.Random(seed).shuffle(order)
    # in a circle everybody gives to the next one, so nobody to themselves
    return dict(zip(order, order[1:] + order[:1]))""",
    ),
    Algorithm(
        "random_password",
        r"gen(?:erat\w+)?(?=.*\bpasswords?\b)|(?:random|make|create)(?: an?)?(?: \w+)? passwor"
        r"ds?|passwords? generator|random(?=.*\bpasswords?\b)|(?<=password )generator",
        r"seed|password|special characters",
        "Write password.py with generate(length, seed): a random password of letters and digits "
        "with at least one lower-case letter, one upper-case letter and one digit; the same seed "
        "gives the same one. ValueError for a length below 3.",
        """\
import random
import string


def generate(length, seed):
    if length < 3:
        raise ValueError(f"a length of {length} is too short")
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    dice = random.Random(seed)
    chosen = [dice.choice(kind) for kind in kinds]  # one of each kind for certain
    chosen += [dice.choice("".join(kinds)) for _ in range(length - len(kinds))]
    dice.shuffle(chosen)
    return "".join(chosen)""",
    ),
)
"""Who gets what by votes, by lot, or in turn."""
