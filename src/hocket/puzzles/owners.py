"""Puzzles of who has what: each has one of each category; all ways to share them out are tried."""

from __future__ import annotations

import re
from itertools import permutations, product
from math import factorial
from typing import TYPE_CHECKING

from hocket.puzzles.categories import categories_of, different
from hocket.puzzles.settings import scene_of
from hocket.puzzles.solution import UNREAD, Solution, the_only
from hocket.puzzles.words import ANYBODY, GROUPS, NO_NAMES, NUMBER, items_of, number, singular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hocket.puzzles.categories import Category

    Shares = Sequence[Sequence[int]]
    """For each category, whose each value is, by numbers."""
    Fact = Callable[[Shares], bool]
    Owner = Callable[[Shares], int]
    Answer = Callable[[Shares], str]

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr) )?[A-Z][a-z]+"
_PEOPLE = re.compile(rf"(?<![\w-]){_NAME}(?:, {_NAME})*,? and {_NAME}(?![\w-])")
_ANYBODY = f"(?:{'|'.join(sorted(ANYBODY | {'man', 'woman', 'boy', 'girl'}))})"
_GROUP = f"(?:{'|'.join(sorted(GROUPS))})"
_OF_THEM = rf"of (?:them|the {_GROUP}|the {NUMBER}(?: {_GROUP})?)"
_EACH = re.compile(
    rf"(?:@list,? (?:each )?|(?:each|every one)(?: {_OF_THEM}| {_ANYBODY})? "
    rf"|(?:they|the {NUMBER}(?: {_GROUP})?)(?: all)? (?:each )?|everyone |everybody )"
)
_COUNTED = re.compile(
    rf"(?P<n>{NUMBER}) {_GROUP}(?:,|:| [-\u2013\u2014]| named| called)? (?=@list)"
)
_NO_TWO = re.compile(
    rf"(?:no two(?: of them| {_GROUP})?|nobody|no one) (?P<verb>[a-z]+) the same"
    r" (?P<noun>[a-z]+)(?: as (?:another|anyone else|anybody else))?"
)
_VALUES_ARE = re.compile(r"The (?P<nouns>[a-z]+s) are:? (?P<list>[^.]+)")
_MARK = r"[@#$][\d.]*\d"
_ONE = rf"(?P<x>{_MARK})"
_OTHER = rf"(?P<y>{_MARK})"
_VALUES = r"(?P<all>#[\d.]+(?:(?:, #[\d.]+)*,? (?:or|nor) #[\d.]+)?)"
_BELONGS = re.compile(rf"{_ONE} (?:belongs|(?P<not>does not belong)) to {_OTHER}")
_NAMED = re.compile(rf"{_ONE} (?:is|was)(?P<not> not)? {_OTHER}")
_MOST = 41_000
"""Ways to share out that are tried: of one category among eight people, or of two among five."""


def solution_of(text: str) -> Solution:
    """What follows from a puzzle of who has what.

    Examples:
        >>> told = "Kim, Lou and Mo each own a different pet: a cat, a dog and a fish. "
        >>> told += "Kim owns neither the cat nor the dog. Lou does not own the dog. "
        >>> solution_of(told + "Who owns the dog?").answer
        'Mo owns the dog.'
    """
    plain = re.sub(r"\b(Mr|Mrs|Ms|Dr)\. ", r"\1 ", " ".join(text.split()))
    *told, question = [one.strip() for one in re.findall(r"[^.?!]+[.?!]*", plain)] or [""]
    listed = _PEOPLE.search(plain)
    if not question.endswith("?") or not listed or any("?" in one for one in told):
        return UNREAD
    people = items_of(listed[0])
    if len(set(people)) < len(people) or {one.lower() for one in people} & NO_NAMES:
        return UNREAD
    setting = _with_values([one.rstrip(".!:; ").replace(listed[0], "@list") for one in told])
    categories, clues = _setting(setting, len(people))
    if not categories or not clues or factorial(len(people)) ** len(categories) > _MOST:
        return UNREAD
    table = _Table(people, categories)
    facts = [table.fact(table.marked(clue.replace("@list", listed[0]))) for clue in clues]
    answer = table.answer(table.marked(question.rstrip("? ")))
    read = [fact for fact in facts if fact]
    if table.is_ambiguous or answer is None or len(read) < len(facts):
        return UNREAD
    return the_only({answer(shares) for shares in table.shares() if all(f(shares) for f in read)})


def _with_values(told: Sequence[str]) -> list[str]:
    """Sentences, each of which has the values that another one lists by their noun."""
    sentences = list(told)
    for listing in told:
        match = _VALUES_ARE.fullmatch(listing)
        noun = singular(match["nouns"]) if match else ""
        ending = re.compile(rf"\b(?:different|exactly one|one)(?: favou?rite)? {noun}$")
        at = [index for index, sentence in enumerate(sentences) if ending.search(sentence)]
        if match and len(at) == 1:
            sentences[at[0]] += f": {match['list']}"
            sentences.remove(listing)
    return sentences


def _setting(told: Sequence[str], many: int) -> tuple[list[Category], list[str]]:
    """The categories, each with as many values as there are people, and the other sentences."""
    categories: list[Category] = []
    clues: list[str] = []
    is_listed = False
    for sentence in told:
        plain = f"{sentence[0].lower()}{sentence[1:]}"
        counted = _COUNTED.match(plain)
        if counted and number(counted["n"]) != many:
            return [], []
        said = plain[counted.end() :] if counted else plain
        each = _EACH.match(said)
        if each and (found := categories_of(said[each.end() :])):
            is_listed |= "@list" in said
            categories += found
        elif (match := _NO_TWO.fullmatch(said)) and categories:
            is_all = match["noun"] in ("one", "thing")
            alike = [c for c in categories if match["verb"] in (*c.do, *c.does)]
            nouns = {c.noun for c in alike if is_all or c.noun == match["noun"]}
            categories = [different(c) if c.noun in nouns else c for c in categories]
        elif scene := scene_of(plain.replace("@list", _placeholders(many)), many):
            if not scene.counts <= {many}:
                return [], []
            is_listed |= scene.is_listed
        else:
            clues.append(sentence)
    are_whole = all(len(c.values) == many and c.is_different for c in categories)
    return (categories, clues) if are_whole and is_listed else ([], [])


def _placeholders(many: int) -> str:
    return f"{', '.join(f'@{one}' for one in range(many - 1))} and @{many - 1}"


class _Table:
    """People and categories, with what sentences on them say.

    In marked texts people are ``@0``, values ``#0.1``: the second of the first category; who has
    it is ``$0.1``.
    """

    def __init__(self, people: Sequence[str], categories: Sequence[Category]) -> None:
        self.people, self.categories = people, categories
        values = [value for category in categories for value in category.values]
        self.is_ambiguous = len(set(values)) < len(values) or any(v in NO_NAMES for v in values)

    def marked(self, text: str) -> str:
        for index, name in enumerate(self.people):
            text = re.sub(rf"(?<![\w-]){name}(?![\w-])", f"@{index}", text)
        for kind, category in enumerate(self.categories):
            noun = rf"(?: (?:{category.noun}|one))?" if category.noun else ""
            for index, value in enumerate(category.values):
                pattern = rf"(?<![\w@#.-])(?:(?:[Tt]he|[Aa]n?) )?{value}{noun}(?![\w-])"
                text = re.sub(pattern, f"#{kind}.{index}", text)
        text = re.sub(r"n['\u2019]t\b", " not", text.replace("\u2019", "'")).lower()
        for kind, category in enumerate(self.categories):
            value = rf"#({kind}\.\d+)"
            who = rf"the {_ANYBODY} (?:who|that) {category.having} {value}(?= |'s )"
            text = re.sub(who, r"$\1", text)
            if category.is_of_things:
                text = re.sub(rf"the owner of {value}|{value}'s owner", r"$\1\2", text)
        return text

    def shares(self) -> Iterator[Shares]:
        """All ways to share out."""
        many = range(len(self.people))
        return product(*(permutations(many) for _ in self.categories))

    def fact(self, text: str) -> Fact | None:
        """What a sentence says; None if it is not read as a whole."""
        plain = re.sub(r"^(?:and|but|also|however|moreover),? ", "", text)
        if found := self._clause(plain):
            return found
        for joint in re.finditer(r",? (?:and|but|while|whereas) ", plain):
            first = self._clause(plain[: joint.start()])
            rest = plain[joint.end() :]
            subject = re.match(rf"{_MARK} ", plain)
            second = self.fact(rest) or (self.fact(f"{subject[0]}{rest}") if subject else None)
            if first and second:
                return _both(first, second)
        return None

    def _clause(self, text: str) -> Fact | None:
        if match := _BELONGS.fullmatch(text):
            is_owned = match["x"][0] == "#" and self._of(match["x"]).is_of_things
            return self._same([match["x"]], match["y"], no=bool(match["not"])) if is_owned else None
        if match := _NAMED.fullmatch(text):
            is_named = match["y"][0] == "@" and match["x"][0] == "#"
            if is_named and self._of(match["x"]).is_of_jobs:
                return self._same([match["x"]], match["y"], no=bool(match["not"]))
        return self._having(text)

    def _having(self, text: str) -> Fact | None:
        """Who has one of some values of one category, or none of them."""
        for category in self.categories:
            match = re.fullmatch(
                rf"(?:{_ONE} (?:(?P<not>{category.lacking})|{category.having})"
                rf"|neither (?P<a>{_MARK}) nor (?P<b>{_MARK}) {category.having}"
                rf"|(?P<of>{_MARK})'s {category.name} (?:is|was)(?P<no> not)?)"
                rf"(?P<how> neither| either)? {_VALUES}",
                text,
            )
            values = re.findall(r"#[\d.]+", match["all"]) if match else []
            if match is None or {self._of(value) for value in values} != {category}:
                continue
            subjects = [one for one in (match["x"], match["a"], match["b"], match["of"]) if one]
            is_denied = bool(match["not"] or match["no"] or match["a"])
            is_neither = match["how"] == " neither"
            if is_neither != (" nor " in match["all"]) or (is_denied and match["how"]):
                return None
            if not all(self._is_one(one, category) for one in subjects):
                return None
            facts = [self._same(values, one, no=is_denied or is_neither) for one in subjects]
            return facts[0] if len(facts) == 1 else _both(*facts)
        return None

    def _is_one(self, one: str, category: Category) -> bool:
        """Whether words mean a person, and not a thing, or what is to be told of them."""
        if one.startswith("@"):
            return True
        own = self._of(one)
        return own != category and (one.startswith("$") or own.is_of_jobs)

    def answer(self, text: str) -> Answer | None:
        """What tells the answer to a marked question; None if it is not read."""
        if found := self._asked(text):
            return found
        first, joint, second = text.partition(" and ")
        parts = [self._asked(re.sub(",$", "", part)) for part in (first, second) if joint]
        both = [part for part in parts if part]
        return (lambda shares: " ".join(p(shares) for p in both)) if len(both) > 1 else None

    def _asked(self, text: str) -> Answer | None:
        for kind, category in enumerate(self.categories):
            who = rf"(?:who|which (?:{_ANYBODY}|of them)|which one) {category.having}"
            if match := re.fullmatch(rf"{who} (?P<y>#{kind}\.\d+)", text):
                return self._owner_told(match["y"])
            does = rf"(?:{category.auxiliary}) {_ONE} (?:{'|'.join(category.do)})"
            noun = rf"(?: favou?rite)? {category.noun or '(?!)'}s?"
            match = (
                re.fullmatch(rf"(?:what|which)(?P<noun>{noun}) {does}", text)
                or re.fullmatch(rf"what (?P<noun>is|was) {_ONE}'s {category.name}", text)
                or re.fullmatch(rf"(?:what|which one)(?P<noun>) {does}", text)
            )
            alike = [c for c in self.categories if {*c.do} & {*category.do}]
            if match and self._is_one(match["x"], category) and (match["noun"] or len(alike) == 1):
                return self._value_told(match["x"], kind)
        return None

    def _owner_told(self, value: str) -> Answer:
        owner, index = self._owner(value), int(value.partition(".")[2])
        category = self._of(value)
        return lambda shares: category.told(self.people[owner(shares)], index)

    def _value_told(self, one: str, kind: int) -> Answer:
        owner, category = self._owner(one), self.categories[kind]

        def told(shares: Shares) -> str:
            person = owner(shares)
            return category.told(self.people[person], shares[kind].index(person))

        return told

    def _of(self, value: str) -> Category:
        return self.categories[int(value[1:].partition(".")[0])]

    def _owner(self, one: str) -> Owner:
        """Who one is: a person, or the one who has a value."""
        if one.startswith("@"):
            return lambda _: int(one[1:])
        kind, index = map(int, one[1:].split("."))
        return lambda shares: shares[kind][index]

    def _same(self, values: Sequence[str], one: str, *, no: bool) -> Fact:
        """That one has any of these, or none."""
        owner, owners = self._owner(one), [self._owner(value) for value in values]
        return lambda shares: any(o(shares) == owner(shares) for o in owners) != no


def _both(first: Fact, second: Fact) -> Fact:
    return lambda shares: first(shares) and second(shares)
