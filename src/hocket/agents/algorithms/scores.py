"""Points and tables of games and sports."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

SCORES = (
    Algorithm(
        "tennis game",
        r"(?<!table )(?<!table-)tennis(?=.*\b(?:scor\w+|points?|deuce|advantage|game|sets?)\b)"
        r"|deuce|love[- ]all"
        r"|(?:15|fifteen),? (?:30|thirty),? (?:and )?(?:40|forty)",
        r"advantage|game",
        "Write tennis.py with class Game(first, second), the names of two players. point(name) "
        "gives a player a point; ValueError for another name or if the game is over. score() "
        "returns '15-0', '30-40', 'deuce', 'advantage NAME' or 'game NAME'. A game takes four "
        "points and two more than the other.",
        """\
CALLS = ["0", "15", "30", "40"]


class Game:
    def __init__(self, first, second):
        self.points = {first: 0, second: 0}

    def point(self, name):
        if name not in self.points:
            raise ValueError(f"no such player: {name}")
        if self.score().startswith("game"):
            raise ValueError("the game is over")
        self.points[name] += 1

    def score(self):
        first, second = self.points.values()
        leader = max(self.points, key=self.points.get)
        if max(first, second) >= 4 and abs(first - second) >= 2:
            return f"game {leader}"
        if first >= 3 and second >= 3:  # from 40-40 on
            return "deuce" if first == second else f"advantage {leader}"
        return f"{CALLS[first]}-{CALLS[second]}\"""",
    ),
    Algorithm(
        "scrabble",
        r"scrabble|(?:double|triple) (?:word|letter)|letter values?(?=.*\bwords?\b)",
        r"letter|word",
        "Write scrabble.py with score(word): the value of a word in Scrabble, in any case. Letters "
        "that are not a to z are a ValueError; an empty word counts 0.",
        """\
POINTS = {
    1: "aeioulnrst",
    2: "dg",
    3: "bcmp",
    4: "fhvwy",
    5: "k",
    8: "jx",
    10: "qz",
}
VALUES = {letter: points for points, letters in POINTS.items() for letter in letters}


def score(word):
    total = 0
    for letter in word.lower():
        if letter not in VALUES:
            raise ValueError(f"no letter: {letter}")
        total += VALUES[letter]
    return total""",
    ),
    Algorithm(
        "league table",
        r"league|(?:3|three) points (?:for|per) (?:a )?(?:win|victory)|wins? (?:is |are |counts? )?"
        r"(?:worth )?(?:3|three)(?: points)?(?=.*\b(?:draws?|ties?)\b)|goal difference"
        r"|(?:football|soccer) (?:table|standings)|standings(?=.*\b(?:match\w*|goals|teams?"
        r"|results)\b)",
        r"teams|goals",
        "Write league.py with table(results): each result is (home, away, home_goals, away_goals). "
        "Three points for a win, one each for a draw. Return a list of (team, played, points, "
        "goal_difference), most points first, then the better goal difference, then by name.",
        """\
def table(results):
    teams = {}
    for home, away, home_goals, away_goals in results:
        sides = ((home, home_goals, away_goals), (away, away_goals, home_goals))
        for team, scored, conceded in sides:  # each match counts for both teams
            played, points, difference = teams.get(team, (0, 0, 0))
            if scored > conceded:
                points += 3
            elif scored == conceded:
                points += 1
            teams[team] = (played + 1, points, difference + scored - conceded)
    rows = [(team, *numbers) for team, numbers in teams.items()]
    return sorted(rows, key=lambda row: (-row[2], -row[3], row[0]))""",
    ),
    Algorithm(
        "elo rating",
        r"elo(?: ratings?| scores?)?|chess ratings?|ratings?(?=.*\b(?:k[- ]?factor|400"
        r"|expected score)\b)",
        r"rating|expected",
        "Write elo.py with update(rating, opponent, result, k=32): the new Elo rating after a "
        "game, rounded to a whole number. result is 1 for a win, 0.5 for a draw, 0 for a loss; "
        "ValueError for anything else. expected(rating, opponent) is the expected result.",
        """\
def expected(rating, opponent):
    return 1 / (1 + 10 ** ((opponent - rating) / 400))


def update(rating, opponent, result, k=32):
    if result not in (0, 0.5, 1):
        raise ValueError("the result is 0, 0.5 or 1")
    return round(rating + k * (result - expected(rating, opponent)))


def update_both(first, second, result, k=32):
    # what one wins, the other loses
    return update(first, second, result, k), update(second, first, 1 - result, k)""",
    ),
    Algorithm(
        "darts 501",
        r"(?:darts?|legs?)(?=.*\b(?:501|301|701|double|checkout|bust|throws?|scores?|left"
        r"|remaining)\b)|(?:501|301)(?=.*\b(?:darts?|throws?|double)\b)|double[- ]out",
        r"throws|bust",
        "Write darts.py with remaining(throws, start=501): each throw is a text such as '20', "
        "'D20' (double), 'T19' (triple), '25', 'D25' (bull) or '0' (missed). Return what is "
        "left. A throw that leads below 0 or to 1, or to 0 without a double, does not count; "
        "after 0 nothing counts. ValueError for an unknown throw.",
        """\
def value(throw):
    factors = {"D": 2, "T": 3}
    factor = factors.get(throw[:1], 1)
    number = throw[1:] if factor > 1 else throw
    allowed = [str(field) for field in range(1, 21)]
    if factor < 3:
        allowed.append("25")  # the bull has no triple
    if number not in allowed and throw != "0":
        raise ValueError(f"unknown throw: {throw}")
    return factor * int(number)


def remaining(throws, start=501):
    left = start
    for throw in throws:
        after = left - value(throw)
        if left == 0 or after < 0 or after == 1:
            continue
        if after == 0 and not throw.startswith("D"):  # the last one must be a double
            continue
        left = after
    return left""",
    ),
    Algorithm(
        "dart board",
        r"(?:darts?|dart ?board|archery|arrows?)(?=.*\b(?:circles?|rings?|radius|lands?"
        r"|centre|center|x, y)\b)|(?:inner|outer|middle) (?:circle|ring)",
        r"circle|points",
        "Write target.py with points(x, y): a dart lands at (x, y) on a target whose centre is "
        "(0, 0). The inner circle has radius 1 and gives 10 points, the middle one 5 and gives 5, "
        "the outer one 10 and gives 1; outside of it 0. A dart on the line counts for the inner "
        "of both.",
        """\
RINGS = [(1, 10), (5, 5), (10, 1)]  # radius and points, from the inside


def points(x, y):
    for radius, value in RINGS:
        # squares are compared, since a root is not exact
        if x * x + y * y <= radius * radius:
            return value
    return 0


def total(darts):
    return sum(points(x, y) for x, y in darts)""",
    ),
    Algorithm(
        "golf",
        r"golf\w*(?=.*\b(?:par|birdie|strokes?|holes?|scores?|handicap)\b)|birdies?|bogeys?"
        r"|hole[- ]in[- ]one|(?:over|under|below|above) par",
        r"strokes|holes",
        "Write golf.py with name(par, strokes): what a hole is called: 'hole in one' for one "
        "stroke, 'albatross', 'eagle' and 'birdie' for three, two and one below par, 'par', "
        "'bogey' and 'double bogey' for one and two above, else such as '+3'. to_par(pars, "
        "strokes) is the total of a round against par. ValueError if strokes are not positive.",
        """\
NAMES = {
    -3: "albatross",
    -2: "eagle",
    -1: "birdie",
    0: "par",
    1: "bogey",
    2: "double bogey",
}


def name(par, strokes):
    if strokes < 1:
        raise ValueError("at least one stroke is needed")
    if strokes == 1:
        return "hole in one"
    difference = strokes - par
    return NAMES.get(difference, f"{difference:+d}")


def to_par(pars, strokes):
    if len(pars) != len(strokes):
        raise ValueError("each hole needs its strokes")
    return sum(strokes) - sum(pars)""",
    ),
    Algorithm(
        "decathlon",
        r"decathlon|heptathlon|pentathlon|(?:track|field) events?(?=.*\bpoints\b)"
        r"|points(?=.*\b(?:track|field) events?\b)",
        r"points|events",
        "Write decathlon.py with points(event, result): the points of a decathlon for 'run' in "
        "seconds, 25.4347 * (18 - result) ** 1.81, and for 'jump' in centimetres, 0.14354 * "
        "(result - 220) ** 1.4. Round down to a whole number; a result that is too bad gives 0. "
        "ValueError for another event.",
        """\
import math

# event: factor, limit, exponent
TRACK = {"run": (25.4347, 18, 1.81)}  # less time is better
FIELD = {"jump": (0.14354, 220, 1.4)}  # more is better


def points(event, result):
    if event in TRACK:
        factor, limit, exponent = TRACK[event]
        margin = limit - result
    elif event in FIELD:
        factor, limit, exponent = FIELD[event]
        margin = result - limit
    else:
        raise ValueError(f"unknown event: {event}")
    if margin <= 0:  # a power of a negative number would be complex
        return 0
    return math.floor(factor * margin**exponent)""",
    ),
)
