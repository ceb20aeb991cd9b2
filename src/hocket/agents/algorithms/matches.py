"""Score keepers of matches: sets, servers, ends."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

MATCHES = (
    Algorithm(
        "tennis set",
        r"tennis[ _]?sets?|(?:set|match)(?=.*\bgames?\b)(?=.*\btie[- ]?break\b)|tie[- ]?breaks?"
        r"|(?:7|seven)[-: ](?:6|5)",
        r"games?|set|winner",
        "Write tennis_set.py with a class TennisSet: game(player) for player 1 or 2 (ValueError "
        "otherwise, RuntimeError behind the end); score() is a text like '5-4'; winner() is the "
        "player with six games and two ahead, or seven games after 5-5 or 6-6, else None.",
        """\
class TennisSet:
    def __init__(self):
        self._games = [0, 0]

    def game(self, player):
        if player not in (1, 2):
            raise ValueError(f"no such player: {player}")
        if self.winner() is not None:
            raise RuntimeError("the set is over")
        self._games[player - 1] += 1

    def score(self):
        return f"{self._games[0]}-{self._games[1]}"

    def winner(self):
        most, least = max(self._games), min(self._games)
        # 6-4 is won, 6-5 is not; 7-5 and 7-6 are
        if (most == 6 and most - least >= 2) or most == 7:
            return self._games.index(most) + 1
        return None""",
    ),
    Algorithm(
        "points with two ahead",
        r"volley ?ball|table tennis|ping[- ]?pong|badminton|squash|(?:two|2) (?:points )?(?:ahead"
        r"|clear|more than)(?!.*\bgames?\b.*\btie)",
        r"points?|set|server|winner",
        "Write volleyball.py with a class Set(target=25): point(team) for team 1 or 2 (ValueError "
        "otherwise, RuntimeError behind the end) returns the score as a pair; winner() is the "
        "team with at least target points and two ahead, else None.",
        """\
class Set:
    def __init__(self, target=25):
        self.target = target
        self.points = [0, 0]

    def point(self, team):
        if team not in (1, 2):
            raise ValueError(f"no such team: {team}")
        if self.winner() is not None:
            raise RuntimeError("the set is over")
        self.points[team - 1] += 1
        return tuple(self.points)

    def winner(self):
        most, least = max(self.points), min(self.points)
        if most >= self.target and most - least >= 2:
            return self.points.index(most) + 1
        return None""",
    ),
    Algorithm(
        "server of table tennis",
        r"(?:who|server|serves?)(?=.*\b(?:table tennis|ping[- ]?pong)\b)|(?:table tennis"
        r"|ping[- ]?pong)(?=.*\b(?:serves?|server|service)\b)",
        r"two points|10|serves?",
        "Write serve.py with server(a, b): who serves next in table tennis, 1 or 2, at a score of "
        "a to b points if player 1 begins: it changes after every two points, and from 10 to 10 "
        "on after each point.",
        """\
def server(a, b):
    played = a + b
    if a >= 10 and b >= 10:
        turn = played  # from 10-10 on it changes after each point
    else:
        turn = played // 2
    return 1 if turn % 2 == 0 else 2""",
    ),
    Algorithm(
        "curling end",
        r"curling|(?:stones?|boules?|balls?|bowls)(?=.*\b(?:closest|nearest)\b)(?=.*\b(?:button"
        r"|jack|centre|center|points?)\b)|p[e\u00e9]tanque|boccia|bocce",
        r"stones?|button|closest|team",
        "Write curling.py with score_end(stones): stones is a list of (team, distance from the "
        "button). The team with the closest stone gets a point for each of its stones that is "
        "closer than the best of the other team. Return (team, points), or None without stones.",
        """\
def score_end(stones):
    if not stones:
        return None
    winner, _ = min(stones, key=lambda stone: stone[1])
    others = [distance for team, distance in stones if team != winner]
    best_other = min(others, default=float("inf"))
    points = sum(
        1 for team, distance in stones if team == winner and distance < best_other
    )
    return winner, points""",
    ),
    Algorithm(
        "best of frames",
        r"best[- ]of[- ](?:\w+ )?(?:three|five|seven|nine|\d+|n|sets|frames|games|legs)"
        r"|first to (?:win )?(?:\w+ )?(?:sets|frames|legs|games)",
        r"frames?|sets?|winner|match",
        "Write match.py with a class Match(best_of): win(player) counts a frame for player 1 or 2 "
        "(RuntimeError once the match is over), score() is the pair of frames, and winner() is "
        "the player with more than half of them, else None. ValueError for an even number.",
        """\
class Match:
    def __init__(self, best_of):
        if best_of < 1 or best_of % 2 == 0:
            raise ValueError(f"an odd number is needed, not {best_of}")
        self.needed = best_of // 2 + 1
        self.frames = [0, 0]

    def win(self, player):
        if self.winner() is not None:
            raise RuntimeError("the match is over")
        self.frames[player - 1] += 1

    def score(self):
        return tuple(self.frames)

    def winner(self):
        for player in (1, 2):
            if self.frames[player - 1] == self.needed:
                return player
        return None""",
    ),
)
"""Who leads, who serves, and who has won."""
