"""Puzzles of truth: who always lies, who always tells the truth; all cases are tried."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from hocket.puzzles.claims import FALSE, NAME, TRUE, claim_of
from hocket.puzzles.solution import UNREAD, Solution, the_only
from hocket.puzzles.words import NO_NAMES, NUMBER, items_of, number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.puzzles.claims import Case, Claim

_LIES, _SPEAKS = r"always (?:lies?|lying)", r"always (?:tells?|telling|speaks?) the truth"
_SPEAKING, _LYING = (rf"(?:,? who {does},?)?" for does in (_SPEAKS, _LIES))
_KINDS = re.compile(
    rf"(?i)[^.]*\b(?:knights?|truth-?tellers?)\b(?:, who)? {_SPEAKS}"
    r"(?:[,;]|,? and|,? but|,? while) [^.]*"
    rf"\b(?:knaves?|liars?)\b(?:, who)? {_LIES}"
    r"|[^.]*\b(?:each|every one|everybody|either)\b[^.]*"
    rf"(?:{_LIES} or {_SPEAKS}|{_SPEAKS} or {_LIES})"
    r"|[^.]*\b(?:each|everybody|everyone|every [a-z]+)\b[^.]*\bis (?:either )?"
    rf"(?:an? (?:knight|truth-?teller){_SPEAKING} or an? (?:knave|liar){_LYING}"
    rf"|an? (?:knave|liar){_LYING} or an? (?:knight|truth-?teller){_SPEAKING})"
)
"""What says that there are two kinds of people, and nothing else."""
_CONDITION = re.compile(
    r"(?i)\b(?:if|sometimes|normals?|spy|spies|days?|unless|random\w*|not|opposite|reverse[sd]?|formerly|alternat\w+|except|three)\b"
)
_MEETING = re.compile(
    r"(?:You|I|We) (?:meet|met|see|encounter) (?:[a-z ]+[:,] )?"
    rf"(?P<names>{NAME}(?:, {NAME})*,? and {NAME})"
)
_SAYS = re.compile(rf"(?P<who>{NAME}) (?:says|said|claims|claimed)(?: that|:|,)? (?P<what>.+)")
_WHO = re.compile(rf"(?:Who|Which of them|Which one) (?:(?P<true>{TRUE})|{FALSE})\?")
_WHICH = re.compile(
    r"(?:Which of them are|Who are(?: the)?) (?:(?P<true>knights|truth-?tellers)|knaves|liars)\?"
)
_EACH = re.compile(r"(?:What is each(?: of them)?|What are they|Who is what|Which is which)\?")
_ONE = re.compile(
    rf"(?:What is|Is) (?P<x>{NAME})(?: an? (?:knight|knave|liar|truth-?teller)"
    r"(?: or an? (?:knight|knave|liar|truth-?teller))?)?\?"
)
_ALL_ASKED = re.compile(rf"What are (?P<names>{NAME}(?:, {NAME})*,? and {NAME})\?")
_OF_PEOPLE = re.compile(rf"\bof (?:the |these )?({NUMBER})\b(?! (?:kinds?|types?|sorts?)\b)")
_COUNT = re.compile(rf"\b{NUMBER}\b")
_NAMED = re.compile(rf"\b{NAME}\b")
_NO_PEOPLE = frozenset({"I", "If", "Either", "Both"})
_OF_ALL = re.compile(r"(?i)\b(?:we|us)\b")
"""What speaks of all, who then have to be listed, or speak themselves."""
MOST_PEOPLE = 8


def solution_of(text: str) -> Solution:
    """What follows from a puzzle of truth.

    Examples:
        >>> told = "Each of Kim and Lou always lies or always tells the truth. Kim says: Lou lies. "
        >>> solution_of(told + "Lou says: We both lie. Who tells the truth?").answer
        'Kim tells the truth.'
    """
    *told, question = sentences_of(text) or [""]
    met = [match for s in told if (match := _MEETING.fullmatch(s)) and _is_whole(match)]
    listed = [name for match in met for name in items_of(match["names"])]
    claims = [(match["who"], match["what"]) for s in told if (match := _SAYS.fullmatch(s))]
    is_of_all = any(_OF_ALL.search(said) for _, said in claims)
    others = [] if met or is_of_all else _spoken_of(claims)
    names = list(dict.fromkeys([*listed, *(who for who, _ in claims), *others]))
    read = {match[0] for match in met}
    rules = [s for s in told if not _SAYS.fullmatch(s) and s not in read]
    are_kinds = bool(rules) and all(map(_KINDS.fullmatch, rules))
    counts = [count for rule in rules for count in _OF_PEOPLE.findall(rule.lower())]
    if any(number(count) != len(names) for count in counts):
        return UNREAD  # others are there, of whom nothing is said
    if not are_kinds or any(map(_CONDITION.search, rules)) or NO_NAMES & {n.lower() for n in names}:
        return UNREAD
    if not 1 < len(names) <= MOST_PEOPLE:
        return UNREAD
    answer = _answered(question, names, text)
    if not answer or not claims:
        return UNREAD
    readings: list[set[str]] = []
    for is_exclusive in (False, True):
        meant = [(who, claim_of(said, who, names, is_exclusive)) for who, said in claims]
        holding = [(who, claim) for who, claim in meant if claim]
        if len(holding) < len(meant):
            return UNREAD
        readings.append({answer(case) for case in _cases(names) if _holds(case, holding)})
    found = the_only(readings[0] | readings[1])
    return found if found.answer or readings[0] == readings[1] else UNREAD


def sentences_of(text: str) -> list[str]:
    """The sentences, without their full stops; what somebody says belongs to theirs."""
    plain = " ".join(text.replace("\u201c", '"').replace("\u201d", '"').split())
    plain = re.sub(r"(?<=[:,] )'(.+?)'(?= [A-Z]|$)", r'"\1"', plain)
    plain = re.sub(rf'(^|[.?!]"? )({NAME}): "', r'\1\2 says: "', plain)
    plain = re.sub(r'[:,]? "([^"]*?)[.!,]?"[.,]?(?= |$)', r": \1.", plain)
    return [sentence.strip().rstrip(".!") for sentence in re.findall(r"[^.?!]+[.?!]", plain)]


def _is_whole(met: re.Match[str]) -> bool:
    """Whether as many are met as are named, if their number is told."""
    many = len(items_of(met["names"]))
    return all(number(count) == many for count in _COUNT.findall(met[0].lower()))


def _spoken_of(claims: Sequence[tuple[str, str]]) -> list[str]:
    """Those who somebody speaks of, by name."""
    return [name for _, said in claims for name in _NAMED.findall(said) if name not in _NO_PEOPLE]


def _cases(names: Sequence[str]) -> list[dict[str, bool]]:
    """Who tells the truth, in each case."""
    every = product((True, False), repeat=len(names))
    return [dict(zip(names, kinds, strict=True)) for kinds in every]


def _holds(case: Case, claims: Sequence[tuple[str, Claim]]) -> bool:
    """Whether each says what is true exactly if they tell the truth."""
    return all(claim(case) == case[who] for who, claim in claims)


def _answered(question: str, names: Sequence[str], text: str) -> Callable[[Case], str] | None:
    """What tells the answer to a question from a case; None if it is not read."""
    question = re.sub(r"^(Who|Which of them|Which one) is the ", r"\1 is a ", question)
    has_nouns = re.search(r"(?i)\bknaves?\b", text) is not None
    if match := _WHO.fullmatch(question) or _WHICH.fullmatch(question):
        wanted = bool(match["true"])
        return lambda case: _listing([n for n in names if case[n] == wanted], wanted, has_nouns)
    one = _ONE.fullmatch(question)
    several = _ALL_ASKED.fullmatch(question)
    asked = list(names) if _EACH.fullmatch(question) else [one["x"]] if one else []
    asked = items_of(several["names"]) if several else asked
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
