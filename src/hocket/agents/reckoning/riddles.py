"""Riddles whose trap is one more or one less, and clocks, draws and tournaments of one formula."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import (
    CLOCK,
    DAY_MINUTES,
    HOUR_MINUTES,
    N,
    has_number,
    minutes_of,
    shown,
    time_of,
)
from hocket.core.late_pattern import late_pattern

_CLIMBS = late_pattern(rf"(?i)\b(?:climbs?|crawls?|goes|gets|moves) (?:up )?(?P<up>{N}) (?:m|cm)\b")
_SLIPS = late_pattern(
    rf"(?i)\b(?:slips?|slides?|falls?|sinks?|drops?|goes) (?:back |down )*(?P<down>{N}) (?:m|cm)\b"
)
_DEEP = late_pattern(rf"(?P<deep>{N}) (?:m|cm)\b")
_DOUBLES = late_pattern(r"(?i)\bdoubles?\b[^.?]*\b(?:every|each|per) (?P<unit>day|hour|week|min)\b")
_WHOLE_AFTER = late_pattern(
    rf"(?i)\b(?:after|in|on day|takes?) (?P<many>{N})(?: (?:days|h|weeks|min))?\b"
)
_PART = late_pattern(r"(?i)\b(?:half(?: of)?|(?P<quarter>a quarter(?: of)?|1/4 of))\b")
_PIECES = late_pattern(
    rf"(?i)\binto (?P<many>{N}) (?:\w+ )?(?:pieces|parts|logs|sections|lengths)\b"
)
_EACH_CUT = late_pattern(
    rf"(?i)\b(?:each|every|one|a) cut (?:takes?|needs?"
    rf"|lasts?)(?: \w+){{0,2}} (?P<time>{N}) (?P<unit>min|s)\b"
)
_KNOCKOUT = late_pattern(
    r"(?i)\b(?:knock-?out|loser (?:is|drops) out|single elimination|who loses is out)\b"
)
_LEAGUE = late_pattern(
    r"(?i)\b(?:(?:each|every)(?: \w+)? plays? (?:once )?(?:against )?(?:each|every|all)(?: of the)?"
    r" others?(?: \w+)?|play (?:against )?(?:each other|one another)"
    r"|every(?:one|body) plays (?:against )?every(?:one|body) else)\b"
)
_PLAYERS = late_pattern(
    rf"(?P<many>{N}) (?:\w+ )?(?:players|teams|clubs|people|contestants|entrants)\b"
)
_TWICE = late_pattern(r"(?i)\b(?:twice|home and away|two times|return (?:game|match)\w*|2 times)\b")
_ONCE = late_pattern(r"(?i)\bonce\b")
_GAINS = late_pattern(
    rf"(?i)\b(?:clock|watch)\b[^.?]*?\b(?P<way>gains?|loses?) (?P<rate>{N}) min"
    r"(?:/h| (?:every|each|per|an|in an) h(?:our)?)\b"
)
_RIGHT = late_pattern(
    rf"(?i)\b(?:set (?:right )?(?:\w+ )?at|right at|correct at|agreed at) (?P<at>{CLOCK})"
)
_SHOWS = late_pattern(
    rf"(?i)\bwhen (?:it|the clock|the watch) (?:shows?|says?|reads?) (?P<at>{CLOCK})"
)
_TRUE = late_pattern(r"(?i)\b(?:right|true|correct|real|actual) time\b|\bwhat time is it really\b")
_SHOWN_AT = late_pattern(
    r"(?i)\bwhat (?:time )?(?:does|will) (?:it|the clock|(?:the|my) watch) (?:show|say|read)"
    rf" (?:at|when it is(?: really| in fact)?) (?P<at>{CLOCK})"
)
_COLOURS = r"(?:red|blue|green|black|white|yellow|brown|grey|gray|orange|pink|purple)"
_OF_COLOUR = late_pattern(rf"(?i)(?P<many>{N}) (?P<colour>{_COLOURS})\b")
_DRAWS_TWO = late_pattern(
    r"(?i)\b(?:2 (?:\w+ )?(?:are|is) (?:drawn|taken|picked)|(?:draws?|takes?|picks?)(?: out)? 2)\b"
)
_NOT_BACK = late_pattern(
    r"(?i)\b(?:without (?:putting|replac\w+|looking and without)|not (?:put|replaced)|at once"
    r"|at the"
    r" same time|together)\b"
)
_BOTH_OF = late_pattern(rf"(?i)\bboth (?:\w+ )?(?:are|of them are|being) (?P<colour>{_COLOURS})\b")
_CHANCE = late_pattern(r"(?i)\b(?:probability|chance|likely)\b")
TWO = 2


def well(text: str, question: str) -> Reckoned | None:
    """On which day something is out of a well that climbs by day and slips back by night."""
    ups, downs = list(_CLIMBS.finditer(text)), list(_SLIPS.finditer(text))
    rest = _SLIPS.sub(" ", _CLIMBS.sub(" ", text))
    deep = list(_DEEP.finditer(rest))
    asks = re.search(
        r"(?i)\b(?:how many days|on (?:which|what) day|after how many days)\b", question
    )
    if not asks or len(ups) != 1 or len(downs) != 1 or len(deep) != 1:
        return None
    if has_number(_DEEP.sub(" ", rest)) or not re.search(r"(?i)\bnight", text):
        return None
    up, down, high = (Fraction(n) for n in (ups[0]["up"], downs[0]["down"], deep[0]["deep"]))
    if not 0 < down < up < high or len(set(re.findall(r"\b(?:m|cm)\b", text))) != 1:
        return None
    days = ceil((high - up) / (up - down)) + 1
    return Reckoned(f"It is out on day {days}.", "On the last day it does not slip back.")


def doubling(text: str, question: str) -> Reckoned | None:
    """When half or a quarter is covered of what doubles each day and is full on a day."""
    doubles, full = _DOUBLES.search(text), list(_WHOLE_AFTER.finditer(text))
    part = _PART.search(question)
    rest = _WHOLE_AFTER.sub(" ", text)
    if doubles is None or len(full) != 1 or part is None or has_number(rest):
        return None
    if not re.search(r"(?i)\b(?:whole|full|complete\w*|entire\w*|covers?|covered)\b", text):
        return None
    if re.search(r"(?i)\b(?:two|2|begin|start)\w* with\b|\bhalf\b", text[: text.rfind(question)]):
        return None
    many = Fraction(full[0]["many"]) - (2 if part["quarter"] else 1)
    unit = {"min": "minute"}.get(doubles["unit"].lower(), doubles["unit"].lower())
    return Reckoned(f"That is after {shown(many)} {unit}s.") if many > 1 else None


def cuts(text: str, question: str) -> Reckoned | None:
    """How long cutting into pieces takes: there is one cut less than pieces."""
    pieces, each = list(_PIECES.finditer(text)), list(_EACH_CUT.finditer(text))
    rest = _EACH_CUT.sub(" ", _PIECES.sub(" ", text))
    asks = re.search(r"(?i)\bhow (?:long|many (?P<unit>minutes|seconds))\b", question)
    if (
        not asks
        or len(pieces) != 1
        or len(each) != 1
        or has_number(re.sub(rf"{N} c?m\b", "", rest))
    ):
        return None
    if re.search(r"(?i)\b(?:ring|cake|pizza|round|circ\w+|pause|break|stack\w*|\d logs)\b", rest):
        return None
    unit = {"min": "minutes", "s": "seconds"}[each[0]["unit"]]
    if (asks["unit"] or unit).lower() != unit:
        return None
    number = Fraction(pieces[0]["many"]) - 1
    return Reckoned(
        f"It takes {shown(number * Fraction(each[0]['time']))} {unit}.",
        f"{shown(number)} cuts are needed.",
    )


def matches(text: str, question: str) -> Reckoned | None:
    """How many matches a tournament has in which losers are out, or each plays each."""
    players = list(_PLAYERS.finditer(text))
    asks = re.search(r"(?i)\bhow many (?:matches|games)\b", question)
    knockout, league = _KNOCKOUT.search(text), _LEAGUE.search(text)
    if not asks or len(players) != 1 or bool(knockout) == bool(league):
        return None
    if re.search(
        r"(?i)\b(?:third place|groups?|each (?:team|player|club) plays? how|both|bye|rounds?|per"
        r"|draw\w*|does (?:each|one|every))\b",
        text,
    ):
        return None
    many, is_twice = Fraction(players[0]["many"]), bool(_TWICE.search(text))
    if has_number(re.sub(r"\b2 times\b", " ", _PLAYERS.sub(" ", text))) or many.denominator != 1:
        return None
    if knockout:
        return Reckoned(f"There are {many - 1} matches.", "Each match puts one out.")
    if is_twice == bool(_ONCE.search(text)):
        return None
    return Reckoned(f"There are {many * (many - 1) / (1 if is_twice else 2)} matches.")


def wrong_clock(text: str, question: str) -> Reckoned | None:
    """What time it is when a clock that gains or loses shows another, or what it shows."""
    gains, right = list(_GAINS.finditer(text)), list(_RIGHT.finditer(text))
    shows, shown_at = _SHOWS.search(question), _SHOWN_AT.search(question)
    if len(gains) != 1 or len(right) != 1 or bool(shows) == bool(shown_at):
        return None
    rest = re.sub(rf"{N} min", " ", re.sub(CLOCK, " ", text), count=1)
    is_next = re.search(r"(?i)\b(?:next|following|days?(?<!same day)|again|stops?|stopped)\b", text)
    if has_number(rest) or is_next or (shows and not _TRUE.search(question)):
        return None
    rate = Fraction(gains[0]["rate"]) * (1 if gains[0]["way"].lower().startswith("g") else -1)
    begins = minutes_of(right[0]["at"])
    at = minutes_of((shows or shown_at or right[0])["at"]) - begins
    pace = (HOUR_MINUTES + rate) / HOUR_MINUTES
    if at <= 0 or pace <= 0:
        return None
    time = time_of((begins + (at / pace if shows else at * pace)) % DAY_MINUTES)
    return Reckoned(f"It is {time}." if shows else f"It shows {time}.") if time else None


def two_drawn(text: str, question: str) -> Reckoned | None:
    """How probable it is that two that are drawn together are both of a colour."""
    colours = {one["colour"].lower(): int(one["many"]) for one in _OF_COLOUR.finditer(text)}
    both = list(_BOTH_OF.finditer(question))
    rest = _DRAWS_TWO.sub(" ", _OF_COLOUR.sub(" ", text))
    is_drawn = _DRAWS_TWO.search(text) and _NOT_BACK.search(text) and _CHANCE.search(question)
    if not is_drawn or len(both) != 1 or len(colours) < TWO or has_number(rest):
        return None
    if re.search(
        r"(?i)\b(?:%|per ?cent|odds|not|or|if|given|at least|each|then a third)\b",
        re.sub(r"(?i)\bnot (?:put|replaced)\b", " ", rest),
    ):
        return None
    many, whole = colours.get(both[0]["colour"].lower(), 0), sum(colours.values())
    chance = Fraction(many * (many - 1), whole * (whole - 1))
    return (
        Reckoned(f"The probability is {chance}, or about {float(chance):.4f}.") if chance else None
    )
