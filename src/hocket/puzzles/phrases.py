"""Phrases that tell where a thing is: on one side of others, beside them, between, at a place.

Texts are marked: in lower case, with ``@0`` for the first thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from hocket.puzzles.axes import ONES, QUALITIES
from hocket.puzzles.rules import all_of, any_of, loosely, rule_of
from hocket.puzzles.words import NUMBER, ORDINALS, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.puzzles.axes import Axis
    from hocket.puzzles.rules import Rule

THINGS = r"@\d+(?:(?:(?:, @\d+)+,)? (?:and|or|nor) @\d+|(?:, @\d+)+ (?:and|or|nor) @\d+)?"
"""One or several; a comma before the *and* of two begins another clause."""
BESIDE = (
    r"(?:(?:right |directly |immediately )?(?:next to|beside|alongside|adjacent to|next[- ]door to)"
    r"|an? (?:direct |immediate |next-door )?neighbou?r of)"
)
_WHERE = (
    r"(?: in line| (?:in|on|of|at) (?:the|a) (?:row|queue|line|race|shelf|bench|stack|pile"
    r"|street|building|house|tower|windowsill|wall)| of (?:all|them|them all|all of them"
    r"|the (?:group|\w+ {group}|{group}|" + NUMBER + r")))$"
)
_BEFORE = re.compile(r"^(?:(?:in|on|at|to|as) )?(?:(?:the|a|an) )?(?:very (?=first|last))?")
_ENDS = re.compile(
    r"(?:at|on) (?:an?|one|either|one of the(?: two)?) (?:(?:outer |far )?ends?|edge|outside)"
)
_MIDDLES = ("middle", "centre", "center", "exact middle", "middle {one}", "middle floor")
ON_FLOORS = ("higher than", "lower than")
"""What can be so by a number of floors, and not only by more or less."""
_DIGITS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
_ALMOST = ("second to last", "second last", "last but one", "next to last", "penultimate")


class Phrases:
    """The phrases of an axis with so many things.

    Args:
        axis: What the things are ordered by.
        many: How many there are.
        ones: Words for one of them, such as ``car``.
        offset: Added to numbered places: 1 where the lowest floor is not the first.
    """

    def __init__(self, axis: Axis, many: int, ones: Sequence[str], offset: int = 0) -> None:
        self.axis, self.many, self.ones, self.offset = axis, many, (*ONES, *ones), offset
        self.is_quality = axis in QUALITIES
        self._near, self._where = _patterns(axis, self.ones)
        self._places = self._named_places()
        self._extremes = (*(f"the {word}" for word in (*axis.lowest, *axis.highest)),)

    def rule(self, thing: int, said: str) -> Rule | None:
        """What is demanded of a thing by a phrase or several with *or* between; None if unread."""
        if found := self._one(thing, said):
            return found
        for joint in (" or ", " nor "):
            parts = said.removeprefix("either ").split(joint)
            rules = [rule for part in parts if (rule := self._one(thing, part))]
            if len(parts) > 1 and len(rules) == len(parts):
                return any_of(rules)
        return None

    def place(self, said: str) -> int:
        """The place from the low end that words mean; 0 if they mean none for sure."""
        core = _BEFORE.sub("", self._where.sub("", said))
        place = self._places.get(core, 0)
        return place if 0 < place <= self.many else 0

    def at(self, thing: int, place: int) -> Rule:
        return rule_of([thing], lambda at: at[thing] == place, counts_all=True)

    def _one(self, thing: int, said: str) -> Rule | None:
        if match := self._near.fullmatch(self._where.sub("", said)):
            return self._related(thing, match)
        if _ENDS.fullmatch(self._where.sub("", said)):
            ends = (1, self.many)
            at_end = rule_of([thing], lambda at: at[thing] in ends, counts_all=True)
            return None if self.is_quality else at_end
        place = self.place(said)
        rule = self.at(thing, place) if place else None
        is_of_named = self.is_quality and any(map(said.endswith, self._extremes))
        return replace(rule, counts_all=False) if rule and is_of_named else rule

    def _related(self, thing: int, match: re.Match[str]) -> Rule | None:
        """The rule of one thing beside, between or on one side of others."""
        others = [int(other) for other in re.findall(r"@(\d+)", match["them"])]
        if len({thing, *others}) <= len(others) or " nor " in match["them"]:
            return None
        measured = match["to"] and match["to"].endswith(" than")
        if measured and (match["how"] or match["by"]) and match["to"] not in ON_FLOORS:
            return None
        if match["between"]:
            is_of_two = len(others) == 2 and " or " not in match["them"]  # noqa: PLR2004
            if not is_of_two or self.is_quality:
                return None
            rule = _between(thing, others, is_near=bool(match["how"]))
            return rule if match["how"] or match["loosely"] else loosely(rule)
        rules = [self._of_two(thing, other, match) for other in others]
        if " or " not in match["them"]:
            return all_of(rules)
        return any_of(rules) if match["beside"] else loosely(any_of(rules))

    def _of_two(self, thing: int, other: int, match: re.Match[str]) -> Rule:
        if match["beside"]:
            return rule_of([thing, other], lambda at: abs(at[thing] - at[other]) == 1)
        sign = 1 if match["to"] in self.axis.lower else -1
        by = number(match["by"] or "") or (1 if match["how"] else 0)
        if by:
            return rule_of([thing, other], lambda at: (at[other] - at[thing]) * sign == by)
        return rule_of(
            [thing, other],
            lambda at: (at[other] - at[thing]) * sign > 0,
            is_loose=match["to"] == "on top of",
        )

    def _named_places(self) -> dict[str, int]:
        """All words for places, with the place from the low end."""
        many, axis = self.many, self.axis
        places = dict.fromkeys(axis.lowest, 1) | dict.fromkeys(axis.highest, many)
        if many % 2 and not self.is_quality:
            places |= dict.fromkeys(_MIDDLES, many // 2 + 1)
        counted = zip(ORDINALS[:many], _DIGITS, range(1, many + 1), strict=False)
        for word, digits, count in counted:
            for form in axis.numbered:
                is_floor = form.split()[-1] in ("floor", "storey", "level")
                place = count + self.offset * is_floor
                places |= dict.fromkeys(
                    (form.format(o, one="{one}") for o in (word, digits)), place
                )
            for form in axis.from_end:
                if count > 1 or "from the" in form:
                    forms = (form.format(o, one="{one}") for o in (word, digits))
                    places |= dict.fromkeys(forms, many + 1 - count)
            if "{} place" in axis.numbered:
                places |= dict.fromkeys((f"place {count}", f"position {count}"), count)
        if "{} to last" in axis.from_end:
            places |= dict.fromkeys(_ALMOST, many - 1)
        return {
            form.replace("{one}", one): place
            for form, place in places.items()
            for one in (self.ones if "{one}" in form else ("",))
        }


def _between(thing: int, others: Sequence[int], *, is_near: bool) -> Rule:
    one, other = others
    if is_near:
        return rule_of(
            [thing, one, other],
            lambda at: {at[one], at[other]} == {at[thing] - 1, at[thing] + 1},
        )
    return rule_of(
        [thing, one, other], lambda at: (at[one] - at[thing]) * (at[other] - at[thing]) < 0
    )


@lru_cache(maxsize=64)
def _patterns(axis: Axis, ones: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those of relations, and of what only says what a place is counted in."""
    sides = "|".join(sorted((*axis.lower, *axis.higher), key=len, reverse=True))
    near, beside = "(?P<how>(?!))?", "(?P<beside>(?!))"
    by = "(?P<by>(?!))?"
    if axis not in QUALITIES:
        near = r"(?:(?P<how>directly|immediately|right(?! of\b)|just) )?"
    if axis.has_sides:
        beside = f"(?P<beside>{BESIDE})"
    if axis.units:
        by = rf"(?:(?:exactly )?(?P<by>{NUMBER}) (?:{axis.units}) )?"
    relation = (
        rf"(?:{near}{by}(?:(?P<loosely>somewhere|anywhere|sometime) )?"
        rf"(?:{beside}|(?P<between>in between|between)|(?P<to>{sides})))"
        rf"(?: (?:both|either))? (?P<them>{THINGS})"
    )
    group = "|".join(re.escape(f"{one}s") for one in ones)
    return re.compile(relation), re.compile(_WHERE.replace("{group}", f"(?:{group}|people)"))
