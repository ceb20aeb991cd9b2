"""Questions on an order: who is where, where one is, the whole order, how many, yes or no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.puzzles.wording import written
from hocket.puzzles.words import ANYBODY, GROUPS, NUMBER, ORDINALS, SETTING, SOME, number, singular

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.puzzles.statements import Statements
    from hocket.puzzles.things import Things

    Order = tuple[int, ...]
    Answer = Callable[[Order], str]

_TELL = re.compile(
    r"(?:so,? |now,? |then,? )?(?:please,? )?(?:(?:can|could) you )?(?:(?:tell me|tell|say|find out"
    r"|work out|determine|state)(?: me)? (?=who|which|what|in |on |where|how|the ))?"
)
_OF_THEM = rf"(?: of (?:them|these|the(?: {NUMBER})? (?P<noun>[a-z]+)))?"
_WHO = re.compile(rf"(?:who|which(?: one)?{_OF_THEM}) (?P<rest>.+)")
_WHICH = re.compile(
    rf"(?:which|what) (?P<noun>[a-z]+)(?: of (?:them|these|the {NUMBER}))? (?P<rest>.+)"
)
_ORDER = re.compile(r"\b(?:order|arrange|list|rank|sort|name all|ranking|sequence)\b")
_FROM_TO = re.compile(r",?(?: \(?| ,)from (?:the )?(?P<low>.+?) to (?:the )?(?P<high>[a-z -]+)\)?$")
_ORDERED = (
    "what which order arrange did do does list give name write put rank ranking sort sequence"
    " correct final finishing full whole complete finish come came arrive names"
    " is was tell me please"
    " they leave start state be people everyone everybody sing speak talk perform play present go"
)
_IN_ORDER = SETTING | frozenset(_ORDERED.split())
"""Words of a question for the whole order, besides the ends that it names."""
_WHERE = re.compile(
    r"(?:(?:(?:in|on|at) )?(?:what|which) (?:place|position|floor|storey|rank)|where)"
    r" (?:does|did|do|is|was|has) (?P<x>@\d+)(?P<verb> [a-z ]+)?"
)
_WON = re.compile(
    r"(?:who|which [a-z]+) (?:won|wins|is the winner|was the winner)(?: of)?(?: the race)?"
)
_YES_NO = re.compile(r"(?P<be>is|was|does|did) (?P<x>@\d+) (?P<said>.+)")
_OF_TWO = re.compile(r"(?P<how>[a-z][a-z ]*?),? @(?P<x>\d+) or @(?P<y>\d+)")
_HOW_MANY = re.compile(rf"how many (?:other )?(?:(?:{'|'.join(sorted(GROUPS))}) )?(?P<said>.+)")
_IN_LINE = "{} place"


def answer_to(question: str, reader: Statements, things: Things) -> Answer | None:
    """What tells the answer to a marked question from an order; None if it is not read."""
    return _Question(reader, things).answer(written(_TELL.sub("", question, count=1)))


class _Question:
    def __init__(self, reader: Statements, things: Things) -> None:
        self.reader, self.things, self.phrases = reader, things, reader.phrases

    def answer(self, text: str) -> Answer | None:
        for asked in (self._winner, self._order, self._where, self._many, self._who, self._whether):
            if found := asked(text):
                return found
        first, joint, second = text.partition(" and ")
        parts = [self._who(first), self._who(second)] if joint else []
        both = [part for part in parts if part]
        return (lambda order: " ".join(part(order) for part in both)) if len(both) > 1 else None

    def _winner(self, text: str) -> Answer | None:
        has_winner = "winner" in self.reader.axis.lowest and _WON.fullmatch(text)
        return (lambda order: f"{self._opened(order[0])} won.") if has_winner else None

    def _who(self, text: str) -> Answer | None:
        """Who is at a place, or on some side of others."""
        matches = (_WHICH.fullmatch(text), _WHO.fullmatch(text))
        match = next((match for match in matches if match and self._fits(match["noun"])), None)
        if not match:
            return None
        rest = match["rest"]
        verb = self.reader.verb.match(rest)
        if not verb or verb["no"] or verb["never"]:
            return None
        does, said = verb[0], rest[verb.end() :].strip()
        if place := self.phrases.place(said):
            return lambda order: self._said_of([order[place - 1]], does, said)
        asked = [(one, self.phrases.rule(one, said)) for one in range(self.phrases.many)]
        rules = [(one, rule) for one, rule in asked if rule]
        mentioned = {int(one) for one in re.findall(r"@(\d+)", said)}
        others = set(range(self.phrases.many)) - mentioned
        if not rules or not mentioned or {one for one, _ in rules} != others:
            return self._which_of_two(does, said)

        def told(order: Order) -> str:
            places = _places(order)
            found = sorted(one for one, rule in rules if rule.holds(places))
            return self._said_of(found, does, said)

        return told

    def _which_of_two(self, does: str, said: str) -> Answer | None:
        """Which of two is older, taller, faster."""
        match = _OF_TWO.fullmatch(said)
        one, other = (int(match[thing]) for thing in ("x", "y")) if match else (0, 0)
        rule = self.phrases.rule(one, f"{match['how']} than @{other}") if match else None
        if rule is None or match is None:
            return None
        how = match["how"]
        return lambda order: self._said_of(
            [one if rule.holds(_places(order)) else other], does, how
        )

    def _order(self, text: str) -> Answer | None:
        """The whole order, from the end that is named first."""
        if not _ORDER.search(text):
            return None
        ends = _FROM_TO.search(text)
        rest = text[: ends.start()] if ends else text
        if not all(word in _IN_ORDER or number(word) for word in re.findall(r"[^\s,]+", rest)):
            return None
        if ends is None:
            is_upward = _IN_LINE in self.reader.axis.numbered
            return self._listing(is_upward=True) if is_upward else None
        places = tuple(self._end(ends[end]) for end in ("low", "high"))
        if places == (1, self.phrases.many):
            return self._listing(is_upward=True)
        return self._listing(is_upward=False) if places == (self.phrases.many, 1) else None

    def _end(self, said: str) -> int:
        """The place of an end; a side of a row is one here."""
        return self.phrases.place(said) or self.phrases.place(f"far {said}")

    def _listing(self, *, is_upward: bool) -> Answer:
        names = self.things.names
        step = 1 if is_upward else -1
        return lambda order: f"The order is {', '.join(names[one] for one in order[::step])}."

    def _where(self, text: str) -> Answer | None:
        """The place of one, where places are counted from one end alone."""
        match = _WHERE.fullmatch(text)
        axis = self.reader.axis
        form = next((f for f in ("{} floor", _IN_LINE) if f in axis.numbered), "")
        is_odd = match and match["verb"] and not self.reader.verb.fullmatch(match["verb"].strip())
        if not match or is_odd or not form or ("floor" in text and form == _IN_LINE):
            return None
        thing = int(match["x"][1:])
        where = "on the" if form == "{} floor" else "in"
        offset = self.phrases.offset

        def told(order: Order) -> str:
            place = order.index(thing)
            name = self._opened(thing)
            if offset and not place:
                return f"{name} is on the ground floor."
            return f"{name} is {where} {form.format(ORDINALS[place - offset])}."

        return told

    def _many(self, text: str) -> Answer | None:
        """How many are between two or on one side of one."""
        match = _HOW_MANY.fullmatch(text)
        if not match:
            return None
        verb = self.reader.verb.match(match["said"])
        where = match["said"][verb.end() :].strip() if verb else ""
        mentioned = {int(one) for one in re.findall(r"@(\d+)", where)}
        others = [one for one in range(self.phrases.many) if one not in mentioned]
        rules = [rule for one in others if (rule := self.phrases.rule(one, where))]
        is_loose = "between" not in where and any(rule.is_loose for rule in rules)
        if is_loose or not mentioned or not rules or len(rules) < len(others):
            return None

        def told(order: Order) -> str:
            count = sum(rule.holds(_places(order)) for rule in rules)
            return f"{count} {'is' if count == 1 else 'are'} {self.things.shown(where)}."

        return told

    def _whether(self, text: str) -> Answer | None:
        match = _YES_NO.fullmatch(text)
        if not match:
            return None
        verb = f" {match['be']}" if match["be"] in ("is", "was") else ""
        rule = self.reader.demand(f"{match['x']}{verb} {match['said']}")
        if rule is None:
            return None
        return lambda order: "Yes." if rule.holds(_places(order)) else "No."

    def _fits(self, word: str | None) -> bool:
        """Whether a word is one for all things, so that no other kind of them is asked for."""
        group = self.things.group
        known = ANYBODY | ({group} if group else {*map(singular, GROUPS - SOME)})
        return not word or singular(word) in known or word in known

    def _said_of(self, found: list[int], does: str, said: str) -> str:
        """A sentence that says of some what was asked of them."""
        names = [self.things.names[one] for one in found]
        listed = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
        listed = listed or "nobody"
        if len(found) > 1:
            does = re.sub(r"^is\b", "are", re.sub(r"^was\b", "were", does))
            does = re.sub(r"^(stand|sit|live|come)s$", r"\1", does)
        return (
            f"{listed[0].upper()}{listed[1:]} {does}{' ' if said else ''}{self.things.shown(said)}."
        )

    def _opened(self, thing: int) -> str:
        name = self.things.names[thing]
        return f"{name[0].upper()}{name[1:]}"


def _places(order: Order) -> dict[int, int]:
    return {thing: place for place, thing in enumerate(order, 1)}
