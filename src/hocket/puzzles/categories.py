"""What people of a puzzle have one each of: pets, drinks, jobs, as the puzzle lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hocket.puzzles.words import items_of, singular

_OWN = (("own", "owns", "owned"), ("have", "has", "had"), ("keep", "keeps", "kept"))
_LIKE = (("like", "likes", "liked"), ("love", "loves", "loved"), ("prefer", "prefers", "preferred"))
_WORK = (("work as", "works as", "worked as"),)
_DO = (
    ("drink", "drinks", "drank"),
    ("eat", "eats", "ate"),
    ("play", "plays", "played"),
    ("wear", "wears", "wore"),
    ("drive", "drives", "drove"),
    ("ride", "rides", "rode"),
    ("read", "reads", "read"),
    ("study", "studies", "studied"),
    ("speak", "speaks", "spoke"),
    ("order", "orders", "ordered"),
    ("choose", "chooses", "chose"),
    ("bring", "brings", "brought"),
    ("buy", "buys", "bought"),
    ("grow", "grows", "grew"),
    ("collect", "collects", "collected"),
    ("teach", "teaches", "taught"),
)
_FORMS = {form: verb for verb in (*_OWN, *_LIKE, *_DO) for form in verb}
"""Verbs by each of their forms: the base, the present, the past."""
_JOBS = frozenset({"job", "profession", "occupation", "trade"})
_VERB = "|".join(_FORMS)
_ITEM = r"(?:(?:an?|the) )?(?!(?:and|or|an?|the) )[^\W\d_][\w-]*"
_ITEMS = rf"{_ITEM}(?:, {_ITEM})*,? (?:and|or) {_ITEM}"
_CATEGORY = re.compile(
    rf"(?:(?P<verb>{_VERB}) )?(?P<one>exactly one|one|an? different"
    r"|something different|different)"
    r"(?P<best> favou?rite)?(?: (?P<noun>(?!favou?rite|each)[a-z]+))?(?: each)?"
    rf"(?: \((?P<in>{_ITEMS}|{_ITEM}(?:, {_ITEM})+)\)"
    rf"|(?:: |, | [-\u2013\u2014] )(?P<list>{_ITEMS}))"
)
_SHARED = re.compile(
    rf"(?P<verb>{_VERB}|are|work as) (?P<list>{_ITEMS})(?:,| \(|, but| but| -)? ?(?:though )?not"
    r" necessarily(?: respectively)? in (?:that|this|the same|the given|any) order\)?"
)
_JOINT = re.compile(r",? and |, ")
_ARTICLE = re.compile(r"^(?:an?|the) ")


@dataclass(frozen=True, slots=True)
class Category:
    """What each has one of.

    Attributes:
        values: What there is, each for one of the people.
        noun: What the values are, such as ``pet``; empty if that is not said.
        does: Forms of the verbs that join one to a value, such as ``owns``.
        do: Those behind ``does not``, or ``did not`` if it is told of the past.
        is_past: Whether it is told of the past.
        is_different: Whether no two have the same.
        is_favourite: Whether it is what each likes best.
    """

    values: tuple[str, ...]
    noun: str
    does: tuple[str, ...]
    do: tuple[str, ...]
    is_past: bool
    is_different: bool
    is_favourite: bool = False

    @property
    def is_of_jobs(self) -> bool:
        return self.do[0] == "work as"

    @property
    def is_of_things(self) -> bool:
        return "own" in self.do

    @property
    def having(self) -> str:
        """A pattern of what joins one to a value."""
        being = ("was" if self.is_past else "is",) if self.is_of_jobs else ()
        return f"(?:{'|'.join((*self.does, *being))})"

    @property
    def lacking(self) -> str:
        """A pattern of what says that one has not got a value."""
        being = ("|was not" if self.is_past else "|is not") if self.is_of_jobs else ""
        return rf"(?:(?:{self.auxiliary}) not (?:{'|'.join(self.do)}){being})"

    @property
    def auxiliary(self) -> str:
        return "did" if self.is_past else "does|do"

    @property
    def name(self) -> str:
        """A pattern of what a value is of somebody, such as ``favourite colour``."""
        return rf"{'favou?rite ' if self.is_favourite else ''}{self.noun or '(?!)'}"

    def told(self, person: str, index: int) -> str:
        """A sentence that says that a person has a value; only owned things have an article."""
        does = "is" if self.is_of_jobs else self.does[0]
        article = "the " if self.is_of_things or self.is_of_jobs else ""
        return f"{person} {does} {article}{self.values[index]}."


def categories_of(text: str) -> list[Category]:
    """The categories that the predicate of a sentence lists; empty if it says anything else.

    Examples:
        >>> [found] = categories_of("own a different pet: a cat, a dog or a fish")
        >>> found.values, found.noun, found.does[0]
        (('cat', 'dog', 'fish'), 'pet', 'owns')
        >>> categories_of("own a cat, a dog and a fish")
        []
    """
    if match := _SHARED.fullmatch(text):
        return [_shared(match["verb"], match["list"])]
    found: list[Category] = []
    verb, start = "", 0
    while match := _CATEGORY.match(text, start):
        verb = match["verb"] or verb
        if not verb:
            return []
        found.append(_category(match, verb))
        if match.end() == len(text):
            return found
        joint = _JOINT.match(text, match.end())
        if not joint:
            return []
        start = joint.end()
    return []


def different(category: Category) -> Category:
    return replace(category, is_different=True)


def _shared(verb: str, items: str) -> Category:
    """A category that all share, of which nothing is said but what there is."""
    if verb in ("are", "work as"):
        return _category_of(items, verb="have", noun="job", is_different=True)
    return _category_of(items, verb=verb, is_different=True)


def _category(match: re.Match[str], verb: str) -> Category:
    plural = match["noun"] or ""
    is_plural = match["one"] == "different" and plural.endswith("s")
    return _category_of(
        match["in"] or match["list"],
        verb=verb,
        noun=singular(plural) if is_plural else plural,
        is_different="different" in match["one"],
        is_favourite=bool(match["best"]),
    )


def _category_of(
    items: str, *, verb: str, noun: str = "", is_different: bool, is_favourite: bool = False
) -> Category:
    forms = _FORMS[verb]
    group = _LIKE if is_favourite or forms in _LIKE else _OWN if forms in _OWN else (forms,)
    group = _WORK if noun in _JOBS and forms in _OWN else group
    first = [forms] if forms in group else []
    base, now, past = zip(*first, *(other for other in group if other != forms), strict=True)
    is_past = verb == forms[2] != forms[0]
    return Category(
        values=tuple(_ARTICLE.sub("", item) for item in items_of(items)),
        noun=noun,
        does=past if is_past else now,
        do=base,
        is_past=is_past,
        is_different=is_different,
        is_favourite=is_favourite,
    )
