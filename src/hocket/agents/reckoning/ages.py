"""How old two people are, by what is said of their ages now, in some years and some years ago.

Each statement is an equation of the two ages; two of them settle both, and a third has to agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, shown
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_KIN = (
    r"(?:grandmother|grandfather|grandson|granddaughter|grandma|grandpa|mother|father|mum|mom"
    r"|dad|Mum|Mom|Dad|son"
    r"|daughter|brother|sister|uncle|aunt|niece|nephew|cousin|wife|husband|friend|neighbou?r"
    r"|dog|cat)"
)
_WHO = (
    rf"(?:(?:(?i:his|her|my|the|their|an?) )?(?:(?:older|elder|younger|little|big|only"
    rf"|best) )?{_KIN}"
    r"(?: [A-Z][a-z]+)?|[A-Z][a-z]+|I|she|he)"
)
_TIMES = rf"(?P<times>twice|half|{N} times)"
_VERB = r"(?:is|am|was|will be|are|'s)"
_NAMED = late_pattern(
    rf"\b(?:(?P<kin>{_KIN})(?: (?P<called>[A-Z][a-z]+))?|(?P<name>[A-Z][a-z]+))\b"
)
_NO_NAME = frozenset(
    {"In", "How", "Now", "Today", "If", "When", "What", "Their", "His", "Her", "My", "The", "He"}
    | {
        "She",
        "They",
        "After",
        "Years",
        "Then",
        "And",
        "But",
        "Together",
        "It",
        "Who",
        "Ten",
        "Both",
    }
)
_TIMES_AS_OLD = late_pattern(
    rf"(?:(?P<ahead>[Ii]n (?P<in>{N}) years,? )|(?P<back>(?P<ago>{N}) years ago,? ))?"
    rf"(?P<who>{_WHO}) (?P<verb>{_VERB})(?: now"
    rf"| today)? (?:exactly )?{_TIMES} as old as (?P<whom>{_WHO})"
    rf"(?: (?:is|am|was|will be))?(?: (?:then|now|today|at that time))?"
    rf"(?: (?:in (?P<later>{N}) years(?: time)?|(?P<before>{N}) years ago))?(?: then)?"
)
_OLDER = late_pattern(
    rf"(?P<who>{_WHO}) {_VERB}(?: now| today)? (?P<years>{N}) years (?P<way>older|younger) than"
    rf" (?P<whom>{_WHO})(?: (?:is|am)\b)?"
)
_TOGETHER = late_pattern(
    rf"(?:[Tt]ogether,? they are(?: now)? (?P<sum>{N})(?: years(?: old)?)?"
    rf"|(?P<who>{_WHO}) and (?P<whom>{_WHO}) are(?: now)? (?:together (?P<both>{N})"
    rf"(?: years(?: old)?)?|(?P<all>{N})(?: years(?: old)?)? together)"
    rf"|[Tt]he sum of their ages is(?: now)? (?P<total>{N})(?: years)?)"
)
_AGE = late_pattern(
    rf"(?P<who>{_WHO}) {_VERB}(?: now| today)? (?P<age>{N})(?: years old)?(?: now"
    rf"| today)?(?! (?:years|times))"
)
_AND_AGE = late_pattern(rf"(?P<who>{_WHO}) (?P<age>{N})(?: years old)?(?=[.,;]|$)")
"""An age behind another one, without its verb."""
_ASKS = late_pattern(rf"\A(?:So )?[Hh]ow old (?:is|am|are) (?P<who>{_WHO})(?: now| today)?\?\Z")
_ASKS_WHEN = late_pattern(
    rf"\AIn how many years will (?P<who>{_WHO}) be {_TIMES} as old as (?P<whom>{_WHO})"
    r"(?: (?:is|will be))?(?: then)?\?\Z"
)
_OF_WOMEN = frozenset(
    {"mother", "mum", "mom", "grandmother", "grandma", "daughter", "granddaughter", "sister"}
    | {"aunt", "niece", "wife", "ann", "anne", "jane", "sue", "kate", "mary", "alice", "jill"}
    | {"beth", "emily", "helen", "sarah", "susan", "karen", "ruth", "carol", "betty", "amy"}
)
_OF_MEN = frozenset(
    {"father", "dad", "grandfather", "grandpa", "son", "grandson", "brother", "uncle", "nephew"}
    | {"husband", "tom", "tim", "ben", "max", "bob", "jim", "john", "paul", "peter", "jack", "mark"}
    | {
        "david",
        "james",
        "carl",
        "emil",
        "leo",
        "ole",
        "nils",
        "otto",
        "ted",
        "fred",
        "henry",
        "hans",
    }
)
_MEN_IN_A = frozenset({"luca", "mika", "joshua", "ezra", "nikita", "sascha", "grandpa"})
_ASKS_AGO = late_pattern(
    rf"\AHow many years ago was (?P<who>{_WHO}) {_TIMES} as old as (?P<whom>{_WHO})"
    r"(?: was)?(?: then)?\?\Z"
)
_BETWEEN = re.compile(r"[\s.,;]*(?:(?:and|but|while|[Tt]oday|[Nn]ow)[\s,]*)?")
TWO = 2
MOST_AGE = 150


@dataclass(frozen=True, slots=True)
class Equation:
    """``first`` times the age of the first now plus ``second`` times that of the second."""

    first: Fraction
    second: Fraction
    total: Fraction


class People:
    """Who is meant by a name, a role or a pronoun; there are two."""

    def __init__(self, text: str) -> None:
        self.names: list[set[str]] = []
        for match in _NAMED.finditer(text):
            words = {w.lower() for w in (match["kin"], match["called"], match["name"]) if w}
            if match["name"] in _NO_NAME:
                continue
            known = next((one for one in self.names if one & words), None)
            if known is None:
                self.names.append(words)
            else:
                known |= words
        if re.search(r"\bI\b", text):
            self.names.insert(0, {"i"})
        self._pronouns = [_pronoun(one) for one in self.names]
        possessives = {word.lower() for word in re.findall(r"(?i)\b(?:his|her)\b", text)}
        if len(self.names) == TWO and len(possessives) == 1 and self._pronouns[0] == "":
            self._pronouns[0] = {"his": "he", "her": "she"}[possessives.pop()]

    def place(self, who: str, other: int | None = None) -> int | None:
        """0 or 1; a pronoun is the other of a subject, or the only one of whom it can be said."""
        words = {word.lower() for word in who.split()}
        if not words & {"he", "she"}:
            return next((place for place, one in enumerate(self.names) if one & words), None)
        if other is not None:
            return 1 - other
        said = words.pop()
        can_be = [place for place, one in enumerate(self._pronouns) if one in (said, "")]
        sure = [place for place in can_be if self._pronouns[place] == said]
        chosen = can_be if len(can_be) == 1 else sure
        return chosen[0] if len(chosen) == 1 else None

    def pair(self, who: str, whom: str) -> tuple[int, int] | None:
        """The subject and the object of a statement; None if they are not both of the two."""
        first = self.place(who)
        second = None if first is None else self.place(whom, first)
        return None if first is None or second is None or first == second else (first, second)


def _pronoun(words: set[str]) -> str:
    """What is said for somebody: he or she, I for oneself; empty if that is not known."""
    if "i" in words:
        return "I"
    if words & _OF_WOMEN:
        return "she"
    if words & _OF_MEN:
        return "he"
    is_like_a_woman = any(word.endswith("a") and word not in _MEN_IN_A for word in words)
    return "she" if is_like_a_woman else ""


def ages(text: str, question: str) -> Reckoned | None:
    """How old one of two people is now, or when one is so many times as old as the other."""
    told = text[: text.rfind(question)].strip()
    people = People(text)
    if len(people.names) != TWO or not told:
        return None
    found = _equations(told, people)
    both = _solved(found) if found else None
    if both is None or not all(0 < age < MOST_AGE for age in both):
        return None
    if asks := _ASKS.match(question):
        of = asks["who"]
        place = None if of in ("he", "she") else people.place(of)
        start = "You are" if of == "I" else f"{of[0].upper()}{of[1:]} is"
        return Reckoned(f"{start} {shown(both[place])} years old.") if place is not None else None
    ago = _ASKS_AGO.match(question)
    asks = ago or _ASKS_WHEN.match(question)
    pair = people.pair(asks["who"], asks["whom"]) if asks else None
    times = _times(asks["times"]) if asks else Fraction(1)
    if pair is None or times == 1:
        return None
    years = (times * both[pair[1]] - both[pair[0]]) / (1 - times)
    if ago:
        was = 0 < -years < min(both)
        return Reckoned(f"That was {shown(-years)} years ago.") if was else None
    return Reckoned(f"That is in {shown(years)} years.") if years > 0 else None


def _times(text: str) -> Fraction:
    return {"twice": Fraction(2), "half": Fraction(1, 2)}.get(text) or Fraction(
        text.split(maxsplit=1)[0]
    )


def _equations(told: str, people: People) -> list[Equation] | None:
    """The equations of all statements; None if a word is left that is in none."""
    found: list[Equation] = []
    at = 0
    while at < len(told):
        between = _BETWEEN.match(told, at)
        at = between.end() if between else at
        if at >= len(told):
            break
        for pattern, read in (
            (_TIMES_AS_OLD, _of_times),
            (_OLDER, _of_older),
            (_TOGETHER, _of_both),
            (_AGE, _of_age),
            *(((_AND_AGE, _of_age),) if found else ()),
        ):
            match = pattern.match(told, at)
            equation = read(match, people) if match else None
            if match and equation:
                found.append(equation)
                at = match.end()
                break
        else:
            return None
    return found


def _of(place: int, first: Fraction, other: Fraction, total: Fraction) -> Equation:
    return Equation(first, other, total) if place == 0 else Equation(other, first, total)


def _of_times(match: re.Match[str], people: People) -> Equation | None:
    pair = people.pair(match["who"], match["whom"])
    spans = [
        (match[name], sign)
        for name, sign in (("in", 1), ("later", 1), ("ago", -1), ("before", -1))
        if match[name]
    ]
    tense = {1: "will be", -1: "was"}.get(spans[0][1] if spans else 0, match["verb"])
    if pair is None or len(spans) > 1 or match["verb"] != tense:
        return None
    if not spans and match["verb"] in ("was", "will be"):
        return None
    years = Fraction(spans[0][0]) * spans[0][1] if spans else Fraction()
    times = _times(match["times"])
    return _of(pair[0], Fraction(1), -times, (times - 1) * years)


def _of_older(match: re.Match[str], people: People) -> Equation | None:
    pair = people.pair(match["who"], match["whom"])
    years = Fraction(match["years"]) * (1 if match["way"] == "older" else -1)
    return _of(pair[0], Fraction(1), Fraction(-1), years) if pair else None


def _of_both(match: re.Match[str], people: People) -> Equation | None:
    if match["who"] and people.pair(match["who"], match["whom"]) is None:
        return None
    total = next(Fraction(match[name]) for name in ("sum", "both", "all", "total") if match[name])
    return Equation(Fraction(1), Fraction(1), total)


def _of_age(match: re.Match[str], people: People) -> Equation | None:
    place = people.place(match["who"])
    if place is None:
        return None
    return _of(place, Fraction(1), Fraction(), Fraction(match["age"]))


def _solved(equations: Sequence[Equation]) -> tuple[Fraction, Fraction] | None:
    """The two ages that meet all equations; None if none do, or several."""
    for number, one in enumerate(equations):
        for two in equations[number + 1 :]:
            det = one.first * two.second - two.first * one.second
            if det:
                first = (one.total * two.second - two.total * one.second) / det
                second = (one.first * two.total - two.first * one.total) / det
                holds = all(e.first * first + e.second * second == e.total for e in equations)
                return (first, second) if holds else None
    return None
