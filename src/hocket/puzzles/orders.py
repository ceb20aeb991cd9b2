"""Puzzles of order: who is left of whom, older, faster; all orders are tried."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from hocket.puzzles.order_words import (
    AXES,
    COUNTS,
    IN_SPACE,
    LINE,
    MOST_THINGS,
    NO_NAMES,
    ORDINALS,
    ROW,
)
from hocket.puzzles.solution import UNREAD, Solution, the_only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.puzzles.order_words import Axis

    Places = Mapping[str, int]
    Rule = Callable[[Places], bool]

_NAME = r"(?:[Tt]he [A-Za-z]+(?: [a-z]+)?|[A-Z][a-z]*)"
_VERB = (
    r"(?:(?:is|are|was|were)(?: (?:sitting|standing|placed|seated))?|sits?|sat|stands?|stood|comes?"
    r"|came|finishe[sd]|finish|arrives?|arrived|lives?|lived|ran|runs?|lies|hangs?|parks|starts?"
    r"|started|goes|went)"
)
_GROUP = (
    r"(?:friends|people|persons|children|boys|girls|men|women|students|runners|books|houses|cars"
    r"|players|athletes|horses|boxes|cyclists|swimmers|neighbou?rs|colleagues|siblings)"
)
_LIST = rf"(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})"
_SETTING = (
    r"(?: (?:in a (?:row|line|queue)|side by side|next to (?:each other|one another)|on a (?:bench"
    r"|shelf)|a race|in a race|together|from left to right|of different (?:heights?|ages?|weights?)"
    r"|a stack|in a stack|one behind the other|at the (?:finish|cinema|bus stop)))*"
)
_OPENING = re.compile(
    rf"(?:(?P<count>(?i:{'|'.join(COUNTS)})|\d) {_GROUP},? (?:called |named |\u2013 |- |: ?)?)?"
    rf"{_LIST},?(?: (?:\u2013|-))?"
    rf"(?: {_VERB}| took part in| form| are running| wait| queue| have)?{_SETTING}"
)
_THERE = re.compile(
    rf"There (?:are|were) (?P<count>{'|'.join(COUNTS)}|\\d) [a-z]+{_SETTING}", re.IGNORECASE
)
_NO_TIES = re.compile(
    r"(?i)(?:there (?:are|were) no ties|no two (?:of them )?(?:are|have|finished|came|arrived)"
    r" [a-z ]{1,40}|nobody else (?:took part|is there|was there)"
    r"|(?:all|everyone|they all) (?:have|has|is|are|is of|are of) (?:a )?different [a-z]+)"
)
_CLAUSES = re.compile(
    r", (?:and|but|while) (?=\S)|; | but | and (?=(?:is|was|sits|at|not|next|left|right|directly"
    r"|immediately|to the|in|before|after|behind|ahead|(?:more )?\w+ than) )"
    rf"| and (?={_NAME} {_VERB} )|, "
)
_SEATED = re.compile(
    r"(?i)\b(?:sits?|sat|sitting|stands?|stood|standing|lives?|lived|seated|placed|hangs?|parks)\b"
)
_MOVED = re.compile(r"(?i)\b(?:comes?|came|finish\w*|arriv\w+|ran|runs?|start\w*|won|race)\b")
"""Who came before whom says nothing of who sits beside whom."""
_NEAR = re.compile(
    r"(?P<how>(?:immediately|directly|right(?! of)) )?(?P<to>.+?)"
    rf" (?P<x>{_NAME})(?: and (?P<y>{_NAME}))?"
)
_QUESTION = re.compile(
    rf"(?:who|which (?:of them|one|{_GROUP[3:-1]}|[a-z]+))"
    rf" (?P<verb>{_VERB}) (?P<place>.+)\?",
    re.IGNORECASE,
)
_WON = re.compile(r"who won(?: the race)?\?", re.IGNORECASE)
_IN_ORDER = re.compile(
    r"in (?:what|which) order (?:do|did|are|were) they (?:sit|stand|finish|arrive|come in|sitting)"
    r"(?:,? from left to right)?\?",
    re.IGNORECASE,
)


def solution_of(text: str) -> Solution:
    """What follows from a puzzle of order.

    Examples:
        >>> told = "Al, Bo, Cy and Di sit in a row. Al is left of Bo, and Cy is not at an end."
        >>> told += " Di sits next to Al and at the right end."
        >>> solution_of(told + " Who sits at the left end?").doubt
        'as read by rules, the puzzle has no solution'
    """
    sentences = re.findall(r"[^.?!]+[.?!]", " ".join(text.split()))
    sentences = [sentence.strip() for sentence in sentences]
    if not sentences or not sentences[-1].endswith("?") or any("?" in s for s in sentences[:-1]):
        return UNREAD
    if _SEATED.search(text) and _MOVED.search(text):
        return UNREAD
    for axis in AXES:
        read = _Reading(axis, sentences[:-1])
        if read.is_whole and (answer := read.asked(sentences[-1])):
            found = the_only({answer(order) for order in read.orders()})
            return UNREAD if read.is_loose and not found.answer else found
    return UNREAD


class _Reading:
    """The statements of a puzzle, read for one axis.

    ``is_loose``: one of them can mean less or more, and is taken to mean less.
    """

    def __init__(self, axis: Axis, sentences: Sequence[str]) -> None:
        self.axis = axis
        self.names: list[str] = []
        self._rules: list[Rule] = []
        self._listed = False
        self._many = 0
        self.is_loose = False
        self.is_whole = all(self._takes(sentence.rstrip(".!")) for sentence in sentences)
        self.is_whole &= bool(self._rules) and 1 < len(self.names) <= MOST_THINGS
        self.is_whole &= self._many in (0, len(self.names))

    def orders(self) -> list[tuple[str, ...]]:
        """The orders from the low end on in which all statements hold."""
        found = []
        for order in permutations(self.names):
            places = {name: place for place, name in enumerate(order, 1)}
            if all(rule(places) for rule in self._rules):
                found.append(order)
        return found

    def asked(self, question: str) -> Callable[[tuple[str, ...]], str] | None:
        """What tells the answer to the question from an order; None if it is not read."""
        if match := _QUESTION.fullmatch(question):
            place, verb = match["place"], match["verb"]
            number = self._place(place)
            if number is None:
                return None
            return lambda order: f"{_opened(order[number - 1])} {verb} {place}."
        if _IN_ORDER.fullmatch(question) and self.axis in (ROW, LINE):
            return lambda order: f"The order is {', '.join(order)}."
        if _WON.fullmatch(question) and self.axis is LINE:
            return lambda order: f"{_opened(order[0])} won."
        return None

    def _takes(self, sentence: str) -> bool:
        """Whether a sentence is read as a whole."""
        if _NO_TIES.fullmatch(sentence):
            return True
        if match := _THERE.fullmatch(sentence):
            self._many = _number(match["count"])
            return True
        if not self._rules and not self._listed and (match := _OPENING.fullmatch(sentence)):
            self.names = re.split(r",? and |, ", match["names"])
            self._listed = True
            self._many = _number(match["count"] or "") or self._many
            return True
        subject = ""
        for clause in _CLAUSES.split(sentence):
            match = re.match(rf"({_NAME}) (?=(?:{_VERB})\b)", clause)
            subject = match[1] if match else subject
            rest = clause[match.end() :] if match else clause
            if not self._states(_named(subject), rest):
                return False
        return True

    def _states(self, subject: str, said: str) -> bool:
        """Whether what is said of one thing is read; its rule is kept."""
        match = re.fullmatch(rf"(?:{_VERB} ?)?(?P<no>not |never )?(?P<at>.+)", said)
        if not (subject and match):
            return False
        is_denied, at = bool(match["no"]), match["at"]
        if is_denied and " than " in at:
            return False  # who is not older may be as old
        rule = self._rule(subject, at)
        if rule is None:
            return False
        self._rules.append(lambda places: rule(places) != is_denied)
        return True

    def _rule(self, subject: str, at: str) -> Rule | None:
        if near := _NEAR.fullmatch(at):
            others = [_named(name) for name in (near["x"], near["y"]) if name]
            if rule := self._relation(subject, near, others):
                names = [subject, *others]
                is_known = len(set(names)) == len(names) and all(map(self._knows, names))
                return rule if is_known else None
        if not self._listed or subject not in self.names:
            return None  # how many there are is not said
        if re.fullmatch(r"at (?:an|one|either) end(?: of the (?:row|line|bench|shelf))?", at):
            ends = (1, len(self.names))
            return (lambda places: places[subject] in ends) if self.axis in IN_SPACE else None
        number = self._place(at)
        return None if number is None else lambda places: places[subject] == number

    def _relation(self, subject: str, near: re.Match[str], others: Sequence[str]) -> Rule | None:
        """The rule of one thing beside, between or on one side of others."""
        to, is_near = near["to"], bool(near["how"])
        if self.axis not in IN_SPACE and not (to.endswith(" than") and not is_near):
            return None  # who sits beside whom says nothing of their ages
        if to == "between" and len(others) == 2:  # noqa: PLR2004 - between two
            self.is_loose |= not is_near
            return _between(subject, others, is_near=is_near)
        if to in ("next to", "beside", "adjacent to") and len(others) == 1:
            return lambda places: abs(places[subject] - places[others[0]]) == 1
        is_lower = to in self.axis.lower
        if not is_lower and to not in self.axis.higher:
            return None
        sign = 1 if is_lower else -1
        if is_near:
            return lambda places: all((places[o] - places[subject]) * sign == 1 for o in others)
        return lambda places: all((places[o] - places[subject]) * sign > 0 for o in others)

    def _place(self, at: str) -> int | None:
        """The place from the low end that words mean; None if they mean none for sure."""
        at = re.sub(r" of (?:them all|all|them|the (?:\w+))$", "", at)
        return self._named_places().get(at)

    def _named_places(self) -> dict[str, int]:
        """All words for places, with the place from the low end."""
        many = len(self.names)
        is_centred = many % 2 and self.axis in IN_SPACE
        places = dict.fromkeys(self.axis.lowest, 1) | dict.fromkeys(self.axis.highest, many)
        if is_centred:
            places |= dict.fromkeys(
                ("in the middle", "in the centre", "in the center"), many // 2 + 1
            )
        for number, word in enumerate(ORDINALS[:many], 1):
            from_end = many + 1 - number
            if self.axis is ROW:
                places |= {f"{word} from the left": number, f"{word} from the right": from_end}
                places |= {f"the {word} from the left": number}
                places |= {f"the {word} from the right": from_end}
            if self.axis is LINE:
                places |= dict.fromkeys(
                    (word, f"the {word}", f"in {word}", f"in {word} place"), number
                )
            if number > 1:
                for ends, place in ((self.axis.lowest, number), (self.axis.highest, from_end)):
                    places |= {f"the {word} {end[4:]}": place for end in _superlatives(ends)}
        return places

    def _knows(self, name: str) -> bool:
        """Whether a name is one of the list, if there is one; else it is added."""
        if name in self.names:
            return True
        if self._listed or name in NO_NAMES:
            return False
        self.names.append(name)
        return True


def _between(subject: str, others: Sequence[str], *, is_near: bool) -> Rule:
    one, other = others
    if is_near:
        return lambda places: (
            {places[one], places[other]}
            == {
                places[subject] - 1,
                places[subject] + 1,
            }
        )
    return lambda places: (places[one] - places[subject]) * (places[other] - places[subject]) < 0


def _superlatives(ends: Sequence[str]) -> list[str]:
    return [end for end in ends if end.startswith("the ") and end.endswith(("est", "expensive"))]


def _number(word: str) -> int:
    """A number in digits or words; 0 for none."""
    word = word.lower()
    return COUNTS.index(word) + 2 if word in COUNTS else int(word or 0)


def _named(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith("The ") else name


def _opened(name: str) -> str:
    return name[:1].upper() + name[1:]
