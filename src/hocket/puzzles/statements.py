"""Statements of a puzzle, each read as a whole: clauses, what they leave out, what they demand."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from hocket.puzzles.phrases import ON_FLOORS, THINGS
from hocket.puzzles.rules import Rule, all_of, any_of, denied, implied, loosely, rule_of
from hocket.puzzles.settings import Scene, scene_of
from hocket.puzzles.wording import written
from hocket.puzzles.words import GROUPS, NUMBER, number, singular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hocket.puzzles.phrases import Phrases

_JOINT = re.compile(
    r": |,? (?P<who>who|which) |,? (?:and|but|while|whereas|yet)(?: also| that| then)? |; | and |, "
)
_IF = re.compile(r"if (?P<if>.+?),(?: then)? (?P<then>.+)")
_SUBJECT = re.compile(
    rf"(?:(?P<neither>neither @\d+ nor @\d+)|(?P<either>(?:either )?@\d+ or @\d+)"
    rf"|(?:both )?(?P<all>{THINGS}))(?= |$)"
)
_OTHERS = re.compile(rf"{NUMBER} [a-z]+ (?:and|plus) @\d+(?:, @\d+)*,? and @\d+")
"""What adds others, whom it does not name, to a list."""
_NOT_BOTH = r"(?P<not>,? but not both(?: of them)?)"
_EITHER = re.compile(rf"either (?P<x>@\d+) or (?P<y>@\d+)(?P<said> .+?){_NOT_BOTH}")
_OR = re.compile(
    rf"(?:either )?(?P<x>@\d+ [^,]+?),? or (?P<y>@\d+ (?:(?! and @| or )[^,])+?){_NOT_BOTH}?"
)
_HOW_MANY = {
    "": operator.eq,
    "exactly ": operator.eq,
    "only ": operator.eq,
    "just ": operator.eq,
    "at least ": operator.ge,
    "at most ": operator.le,
    "no more than ": operator.le,
    "more than ": operator.gt,
    "fewer than ": operator.lt,
    "less than ": operator.lt,
}
_EACH_OTHER = re.compile(
    r"(?:(?:directly |right )?(?:next to|beside) (?:each other|one another)|(?:direct )?neighbou?rs"
    r"|side by side|adjacent(?: to (?:each other|one another))?)"
)
_ON_FLOORS = re.compile(r"on (?:adjacent|neighbou?ring|consecutive|successive) (?:floors|storeys)")
_ANY_GROUP = rf"(?:{'|'.join(sorted({*GROUPS, *map(singular, GROUPS)} | {'others', 'other'}))})"
_WON = re.compile(
    r"(?:(?P<no>did not win|does not win)|won|wins)(?: the (?:race|contest|competition))?"
)
_BEAT = re.compile(
    rf"(?P<no>did not )?(?:(?P<beat>beats?|defeated|outran)|lost to|loses to) (?P<them>{THINGS})"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a clause leaves to the next: its subject, the thing it ends with, if it denies."""

    subject: str = ""
    last: str = ""
    has_verb: bool = False
    is_denied: bool = False


class Statements:
    """Reads statements by the phrases of an axis."""

    def __init__(self, phrases: Phrases) -> None:
        axis = phrases.axis
        self.axis, self.phrases = axis, phrases
        self.verb = re.compile(
            rf"(?:(?P<be>is|are|was|were)(?P<no> not)?(?: (?:{axis.participles}))?(?=$| )"
            rf"|(?:does|did|do)(?P<never> not)? (?:{axis.verbs})(?=$| )|(?:{axis.verbs})(?=$| ))"
        )

    def read(self, sentence: str) -> list[Rule | Scene] | None:
        """What a marked sentence demands and sets; None if it is not read as a whole."""
        text = written(sentence)
        if _OTHERS.match(text):
            return None
        if match := _IF.fullmatch(text):
            if self.phrases.is_quality:
                return None  # who is not older may be as old
            condition, result = (self.demand(match[part]) for part in ("if", "then"))
            rule = implied(condition, result) if condition and result else None
            return [rule] if rule else None
        return self._of_either(text) or self._only(text)

    def _of_either(self, text: str) -> list[Rule | Scene] | None:
        """That one of two holds; loosely where both of them may."""
        match = _EITHER.fullmatch(text) or _OR.fullmatch(text)
        if not match:
            return None
        said = match.groupdict().get("said", "")
        first, second = (self.demand(f"{match[part]}{said}") for part in ("x", "y"))
        if not first or not second:
            return None
        rule = any_of([first, second])
        if not match["not"]:
            return [loosely(rule)]
        if self.phrases.is_quality or rule.is_loose:
            return None  # that not both are so cannot be told where one may be as old
        return [replace(rule, holds=lambda at: first.holds(at) != second.holds(at))]

    def demand(self, text: str) -> Rule | None:
        """What clauses demand that set no scene."""
        found = self._only(text) or []
        rules = [rule for rule in found if isinstance(rule, Rule)]
        return all_of(rules) if rules and len(rules) == len(found) else None

    def _only(self, text: str) -> list[Rule | Scene] | None:
        """What all clauses say, if they can be told apart in one way alone."""
        readings = list(islice(self._readings(text, _Said()), 2))
        return readings[0] if len(readings) == 1 else None

    def _readings(self, text: str, before: _Said) -> Iterator[list[Rule | Scene]]:
        for end, start, joint in _ends(text):
            found = self._clause(text[:end], before)
            following = _left_to(joint, found[1]) if found else None
            if not found or not following:
                continue
            rest = self._readings(text[start:], following) if start < len(text) else iter([[]])
            read = [[found[0], *after] for after in rest]
            yield from read
            if read and isinstance(found[0], Scene):
                return  # the shorter ones only set a part of it

    def _clause(self, text: str, before: _Said) -> tuple[Rule | Scene, _Said] | None:
        """What a clause says, and what the next one can leave out; None if it is not read."""
        if scene := scene_of(text, self.phrases.many):
            return scene, _Said()
        if rule := self._counted(text) or self._turned(text):
            return rule, _Said()
        match = _SUBJECT.match(text)
        subject = match[0] if match else before.subject
        rest = text[match.end() :].lstrip() if match else text
        verb = self.verb.match(rest)
        is_plural = bool(verb and verb["be"] in ("are", "were"))
        if match and is_plural and match["all"] and " and " not in subject:
            return None
        if not subject or not (verb or before.has_verb or _WON.match(rest) or _BEAT.match(rest)):
            return None
        found = self._predicate(subject, rest, verb, before)
        return (found[0], replace(found[1], last=_last_of(rest))) if found else None

    def _predicate(
        self, subject: str, rest: str, verb: re.Match[str] | None, before: _Said
    ) -> tuple[Rule, _Said] | None:
        """What is said of a subject, with or without a verb of its own."""
        said = rest[verb.end() :].strip() if verb else rest
        is_denied = bool(verb and (verb["no"] or verb["never"]))
        if before.is_denied and not verb:
            if not said.startswith(("not ", "nor ")):
                return None  # what is left out may be the "not", too
            said, is_denied = said[len("not ") :], True
        rule = self._of_subject(subject, said, is_denied=is_denied)
        has_no = is_denied or said.startswith("not ")
        return (rule, _Said(subject, has_verb=True, is_denied=has_no)) if rule else None

    def _of_subject(self, subject: str, said: str, *, is_denied: bool) -> Rule | None:
        """The rule of what is said of one thing or several."""
        things = [int(thing) for thing in re.findall(r"@(\d+)", subject)]
        if rule := self._mutual(things, said):
            is_pair = not subject.startswith(("either", "neither")) and " or " not in subject
            return (denied(rule) if is_denied else rule) if is_pair else None
        rules = [self._of_one(thing, said, is_denied=is_denied) for thing in things]
        found = [rule for rule in rules if rule]
        if len(found) < len(rules):
            return None
        if subject.startswith("neither"):
            is_plain = not is_denied and not self.phrases.is_quality and " and @" not in said
            contrary = [no for rule in found if (no := denied(rule))]
            return all_of(contrary) if is_plain and len(contrary) == len(found) else None
        if " or " in subject:
            return None if is_denied else any_of(found)
        return all_of(found)

    def _of_one(self, thing: int, said: str, *, is_denied: bool) -> Rule | None:
        if not is_denied and said.startswith("not "):
            return self._denied(thing, said.removeprefix("not "))
        if not is_denied and said.startswith("neither ") and " nor " in said:
            return self._denied(thing, said.removeprefix("neither "))
        if is_denied:
            return self._denied(thing, said)
        return self._raced(thing, said) or self.phrases.rule(thing, said)

    def _denied(self, thing: int, said: str) -> Rule | None:
        """That something is not so of a thing; None where that leaves more than one meaning."""
        if said.startswith(("as ", "so ")):
            return self.phrases.rule(thing, f"not {said}")
        if "@" in said and (self.phrases.is_quality or " than " in said):
            return None  # who is not older may be as old
        if " and @" in said and "between" not in said:
            return None
        rule = self.phrases.rule(thing, said)
        return denied(rule) if rule else None

    def _mutual(self, things: list[int], said: str) -> Rule | None:
        """Two that are beside one another."""
        is_said = (self.axis.has_sides and _EACH_OTHER.fullmatch(said)) or (
            "floor" in self.axis.units and _ON_FLOORS.fullmatch(said)
        )
        if not is_said or len(things) != 2:  # noqa: PLR2004 - a pair
            return None
        one, other = things
        return rule_of(things, lambda at: abs(at[one] - at[other]) == 1)

    def _raced(self, thing: int, said: str) -> Rule | None:
        if "winner" not in self.axis.lowest:
            return None
        if match := _WON.fullmatch(said):
            first = self.phrases.at(thing, 1)
            return denied(first) if match["no"] else first
        if match := _BEAT.fullmatch(said):
            if match["no"]:
                return None
            side = self.axis.lower[0] if match["beat"] else self.axis.higher[0]
            return self.phrases.rule(thing, f"{side} {match['them']}")
        return None

    def _counted(self, text: str) -> Rule | None:
        """How many are between two, or on one side of one."""
        verb = rf"(?: (?:{self.axis.verbs}|is|are|was|were)(?: (?:{self.axis.participles}))?)?"
        how = rf"(?P<how>{'|'.join(_HOW_MANY)})?(?P<n>{NUMBER}|no|nobody|no one|nothing|none)"
        group = rf"(?: (?:other )?(?:of them|{_ANY_GROUP}|{self.axis.units or '(?!)'}))?"
        between = r"between (?P<x>@\d+) and (?P<y>@\d+)"
        there = r"(?:there (?:is|are|was|were) )?"
        match = re.fullmatch(rf"{there}{how}{group}{verb} {between}", text) or re.fullmatch(
            rf"{between},?(?: there)?{verb} {how}{group}{verb}", text
        )
        if match:
            one, other = int(match["x"][1:]), int(match["y"][1:])
            is_whole = one != other and not self.phrases.is_quality
            is_so = _counting(match)
            return (
                rule_of([one, other], lambda at: is_so(abs(at[one] - at[other]) - 1))
                if is_whole
                else None
            )
        match = re.fullmatch(rf"{there}{how}{group}{verb} (?P<to>.+?) (?P<x>@\d+)", text)
        is_measured = match and match["to"].endswith(" than") and match["to"] not in ON_FLOORS
        if not match or (is_measured and not number(match["n"])):
            return None  # if nobody is taller, another one may be as tall
        thing, many, is_so = int(match["x"][1:]), self.phrases.many, _counting(match)
        if match["to"] in self.axis.lower:
            return rule_of([thing], lambda at: is_so(at[thing] - 1), counts_all=True)
        if match["to"] in self.axis.higher:
            return rule_of([thing], lambda at: is_so(many - at[thing]), counts_all=True)
        return None

    def _turned(self, text: str) -> Rule | None:
        """A place told before the thing that is there."""
        match = re.fullmatch(
            rf"(?P<place>[a-z][a-z0-9 -]+?) (?:{self.axis.verbs}|is|was|are|were)"
            rf"(?: (?:{self.axis.participles}))? (?P<x>@\d+)",
            text,
        )
        place = self.phrases.place(match["place"]) if match else 0
        thing = int(match["x"][1:]) if match else 0
        return self.phrases.at(thing, place) if place else None


def _counting(match: re.Match[str]) -> Callable[[int], bool]:
    """Whether so many are as many as a phrase of ``_HOW_MANY`` and a number say."""
    compared, many = _HOW_MANY[match["how"] or ""], number(match["n"])
    return lambda count: compared(count, many)


def _ends(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a first clause can end and the next one start, with what is between; longest first."""
    yield len(text), len(text), ""
    for match in reversed(list(_JOINT.finditer(text))):
        yield match.start(), match.end(), match[0]


def _last_of(said: str) -> str:
    """The thing that words end with, if it is not the last of several."""
    last = re.search(r"(?<!and )(?<!or )(?<!, )@\d+$", said)
    return last[0] if last else ""


def _left_to(joint: str, said: _Said) -> _Said | None:
    """What a clause leaves to the next over the words between them; None if it cannot follow."""
    if "who" in joint.split() or "which" in joint:
        return _Said(subject=said.last) if said.last else None
    return replace(said, is_denied=False) if "but" in joint else said
