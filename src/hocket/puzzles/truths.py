"""Puzzles of truth: who always lies, who always tells the truth; all cases are tried."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from hocket.puzzles.solution import UNREAD, Solution, the_only
from hocket.puzzles.words import NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Case = Mapping[str, bool]
    Claim = Callable[[Case], bool]

_NAME = "[A-Z][a-z]*"
_IS = "(?:is|am|are) (?:an? )?"
_TRUE = rf"(?:(?:always )?tells? the truth|{_IS}(?:honest|knights?|truth-?tellers?))"
_FALSE = rf"(?:(?:always )?lies?|(?:is|am|are) lying|{_IS}(?:liars?|knaves?))"
_LIES, _SPEAKS = r"always (?:lies?|lying)", r"always (?:tells?|telling|speaks?) the truth"
_KINDS = re.compile(
    rf"(?i)[^.]*\b(?:knights?|truth-?tellers?)\b(?:, who)? {_SPEAKS},? and [^.]*"
    rf"\b(?:knaves?|liars?)\b(?:, who)? {_LIES}"
    r"|[^.]*\b(?:each|every one|everybody|either)\b[^.]*"
    rf"(?:{_LIES} or {_SPEAKS}|{_SPEAKS} or {_LIES})"
    r"|[^.]*\b(?:each|everybody)\b[^.]*\bis (?:either )?an? (?:knight|knave|liar|truth-?teller)"
    r" or an? (?:knight|knave|liar|truth-?teller)"
)
"""What says that there are two kinds of people, and nothing else."""
_CONDITION = re.compile(
    r"(?i)\b(?:if|sometimes|normals?|spy|spies|days?|unless|random\w*|alternat\w+|except|three)\b"
)
_MEETING = re.compile(
    rf"(?:You|I|We) (?:meet|met|see) (?:[a-z ]+: )?(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})"
)
_SAYS = re.compile(rf"(?P<who>{_NAME}) (?:says|said|claims|claimed)(?: that|:|,)? (?P<what>.+)")
_SPEAKER = re.compile(rf"\b({_NAME}) (?:says|said|claims|claimed)\b")
_OF_TWO = re.compile(
    rf"(?P<x>{_NAME}|I) and (?P<y>{_NAME}|I)(?: both)? (?:(?P<true>{_TRUE})|{_FALSE})"
)
_OF_ONE = re.compile(rf"(?P<x>{_NAME}|I) (?:(?P<true>{_TRUE})|{_FALSE})")
_OF_US = re.compile(
    r"(?P<q>(?i:we both|we all|both of us|all of us|none of us|neither of us"
    r"|(?:exactly|only|at least) (?:one|two) of us))"
    rf" (?:(?P<true>{_TRUE})|{_FALSE})"
)
_SAME = re.compile(
    rf"(?P<x>{_NAME}) and I are (?:of )?(?:(?P<same>the same)|different) (?:kinds?|types?)"
)
_WHO = re.compile(rf"(?:Who|Which of them|Which one) (?:(?P<true>{_TRUE})|{_FALSE})\?")
_WHICH = re.compile(r"(?:Which of them are|Who are the) (?:(?P<true>knights)|knaves|liars)\?")
_EACH = re.compile(r"(?:What is each(?: of them)?|What are they|Who is what|Which is which)\?")
_ONE = re.compile(
    rf"(?:What is|Is) (?P<x>{_NAME})(?: an? (?:knight|knave|liar|truth-?teller)"
    r"(?: or an? (?:knight|knave|liar|truth-?teller))?)?\?"
)
MOST_PEOPLE = 8


def solution_of(text: str) -> Solution:
    """What follows from a puzzle of truth.

    Examples:
        >>> told = "Each of Kim and Lou always lies or always tells the truth. Kim says: Lou lies. "
        >>> solution_of(told + "Lou says: We both lie. Who tells the truth?").answer
        'Kim tells the truth.'
    """
    *told, question = _sentences(text) or [""]
    met = [match for s in told if (match := _MEETING.fullmatch(s))]
    listed = [name for match in met for name in re.split(r",? and |, ", match["names"])]
    names = list(dict.fromkeys([*listed, *_SPEAKER.findall(text)]))
    claims = [(match["who"], match["what"]) for s in told if (match := _SAYS.fullmatch(s))]
    rules = [s for s in told if not _SAYS.fullmatch(s) and not _MEETING.fullmatch(s)]
    are_kinds = bool(rules) and all(map(_KINDS.fullmatch, rules))
    if not are_kinds or any(map(_CONDITION.search, rules)) or NO_NAMES & {n.lower() for n in names}:
        return UNREAD
    if not 1 < len(names) <= MOST_PEOPLE:
        return UNREAD
    read = [(who, _claim(said, who, names)) for who, said in claims]
    answer = _answered(question, names, text)
    holding = [(who, claim) for who, claim in read if claim]
    if not answer or not holding or len(holding) < len(read):
        return UNREAD
    return the_only({answer(case) for case in _cases(names) if _holds(case, holding)})


def _sentences(text: str) -> list[str]:
    """The sentences, without their full stops; what somebody says belongs to theirs."""
    plain = " ".join(text.replace("\u201c", '"').replace("\u201d", '"').split())
    plain = re.sub(r'[:,]? "([^"]*?)[.!,]?"[.,]?(?= |$)', r": \1.", plain)
    return [sentence.strip().rstrip(".!") for sentence in re.findall(r"[^.?!]+[.?!]", plain)]


def _cases(names: Sequence[str]) -> list[dict[str, bool]]:
    """Who tells the truth, in each case."""
    every = product((True, False), repeat=len(names))
    return [dict(zip(names, kinds, strict=True)) for kinds in every]


def _holds(case: Case, claims: Sequence[tuple[str, Claim]]) -> bool:
    """Whether each says what is true exactly if they tell the truth."""
    return all(claim(case) == case[who] for who, claim in claims)


def _claim(said: str, who: str, names: Sequence[str]) -> Claim | None:
    """What somebody says; None if it is not read."""
    said = re.sub(r"(?i)^(we|.+ and .+) are (both|all) ", r"\1 \2 are ", said)
    if (match := _OF_US.fullmatch(said)) is not None:
        return _of_all(match["q"].lower(), names, is_true=bool(match["true"]))
    if (match := _OF_ONE.fullmatch(said) or _OF_TWO.fullmatch(said)) is not None:
        is_true = bool(match["true"])
        said_of = [name for group, name in match.groupdict().items() if group != "true" and name]
        meant = [who if name == "I" else name for name in said_of]
        known = set(meant) <= set(names)
        return (lambda case: all(case[name] == is_true for name in meant)) if known else None
    match = _SAME.fullmatch(said)
    if match is None or match["x"] not in names:
        return None
    other, is_same = match["x"], bool(match["same"])
    return lambda case: (case[other] == case[who]) == is_same


def _of_all(words: str, names: Sequence[str], *, is_true: bool) -> Claim | None:
    """A claim on how many of all are of a kind; None if it is on two, and there are more."""

    def count(case: Case) -> int:
        return sum(kind == is_true for kind in case.values())

    if ("both" in words or "neither" in words) and len(names) > 2:  # noqa: PLR2004 - of two
        return None
    if words.startswith(("none", "neither")):
        return lambda case: count(case) == 0
    number = next((n for n, word in enumerate(("one", "two"), 1) if f" {word} " in words), 0)
    if not number:
        return lambda case: count(case) == len(names)
    if words.startswith("at least"):
        return lambda case: count(case) >= number
    return lambda case: count(case) == number


def _answered(question: str, names: Sequence[str], text: str) -> Callable[[Case], str] | None:
    """What tells the answer to a question from a case; None if it is not read."""
    has_nouns = re.search(r"(?i)\bknaves?\b", text) is not None
    if match := _WHO.fullmatch(question) or _WHICH.fullmatch(question):
        wanted = bool(match["true"])
        return lambda case: _listing([n for n in names if case[n] == wanted], wanted, has_nouns)
    one = _ONE.fullmatch(question)
    asked = list(names) if _EACH.fullmatch(question) else [one["x"]] if one else []
    if not asked or not set(asked) <= set(names):
        return None
    return lambda case: " ".join(_listing([n], case[n], has_nouns) for n in asked)


def _listing(found: Sequence[str], is_true: bool, has_nouns: bool) -> str:  # noqa: FBT001 - positional in one line
    """A sentence that says of these people which kind they are."""
    several = len(found) > 1
    who = " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)
    if has_nouns:
        noun = "knight" if is_true else "knave"
        return f"{who or 'None of them'} {f'are {noun}s' if several else f'is a {noun}'}."
    verb = "tell{} the truth" if is_true else "lie{}"
    return f"{who or 'None of them'} {verb.format('' if several else 's')}."
