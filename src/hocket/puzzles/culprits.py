"""Puzzles of who did it, where so many of those who speak tell the truth; all cases are tried."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from hocket.puzzles.solution import UNREAD, Solution, the_only
from hocket.puzzles.truths import sentences_of
from hocket.puzzles.words import GROUPS, NO_NAMES, NUMBER, items_of, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Claim = Callable[[str, Mapping[str, bool]], bool]
    """Whether it holds, by who did it, and by who tells the truth."""

_DEEDS = {
    "did": "do",
    "stole": "steal",
    "took": "take",
    "broke": "break",
    "ate": "eat",
    "drank": "drink",
    "hid": "hide",
    "lost": "lose",
    "wrote": "write",
    "opened": "open",
    "painted": "paint",
    "spilled": "spill",
    "spilt": "spill",
    "damaged": "damage",
    "robbed": "rob",
    "won": "win",
}
"""What somebody did, with the form behind *did not*."""
_NAME = "[A-Z][a-z]+"
_LIST = rf"{_NAME}(?:, {_NAME})*,? (?:and|or) {_NAME}"
_THING = r"(?:the|a|an|some|his|her|their) [a-z]+(?: [a-z]+)?"
_GROUP = f"(?:{'|'.join(sorted(GROUPS))})"
_DONE = re.compile(
    rf"(?:[Ee]xactly |[Oo]nly )?[Oo]ne of (?:(?P<names>{_LIST})"
    rf"|(?:the )?(?P<n>{NUMBER}) {_GROUP}(?:,? (?P<listed>{_LIST}),?)?)"
    rf" (?P<deed>{'|'.join(_DEEDS)}) (?P<what>{_THING})"
)
_TRUE = (
    r"(?:told|tells|tell|is telling|are telling) the truth|(?:is|are|was|were) (?:telling )?true"
)
_FALSE = r"lied|lies|lie|(?:is|are|was|were) (?:lying|false)"
_SO_MANY = re.compile(
    rf"(?:[Ee]xactly |[Oo]nly |[Jj]ust )(?P<n>{NUMBER}) of (?:them|these|the {NUMBER}(?: {_GROUP})?"
    rf"|(?:the|these|their)(?: {NUMBER})? (?:statements|claims|sentences))"
    rf" (?:(?P<true>{_TRUE})|{_FALSE})"
)
_SAYS = re.compile(rf"(?P<who>{_NAME}) (?:says|said|claims|claimed)(?: that|:|,)? (?P<what>.+)")
_OF_TRUTH = re.compile(
    rf"(?P<who>{_NAME}) (?:(?P<true>is telling the truth|tells the truth|told the truth)"
    r"|is lying|lies|lied)"
)


def solution_of(text: str) -> Solution:
    """What follows from a puzzle of who did it.

    Examples:
        >>> told = "One of Kim, Lou and Mo broke the vase. Kim says: Lou broke it. Lou says: It "
        >>> told += "was not me. Mo says: I didn't do it. Exactly one of them tells the truth. "
        >>> solution_of(told + "Who broke the vase?").answer
        'Mo broke the vase.'
    """
    *told, question = sentences_of(text) or [""]
    said = [match for one in told if (match := _SAYS.fullmatch(one))]
    done = [match for one in told if (match := _DONE.fullmatch(one))]
    counted = [match for one in told if (match := _SO_MANY.fullmatch(one))]
    speakers = [match["who"] for match in said]
    if (len(done), len(counted)) != (1, 1) or len(said) + 2 != len(told):
        return UNREAD
    deed = done[0]
    listed = deed["names"] or deed["listed"]
    people = items_of(listed) if listed else speakers
    if len(set(speakers)) < len(said) or not set(speakers) <= set(people):
        return UNREAD  # who speaks twice may tell the truth once
    if deed["n"] and number(deed["n"]) != len(people):
        return UNREAD
    if {name.lower() for name in people} & NO_NAMES or len(set(people)) < len(people):
        return UNREAD
    claims = [
        (who, _claim(match["what"], who, people, speakers, deed))
        for who, match in zip(speakers, said, strict=True)
    ]
    read = [(who, claim) for who, claim in claims if claim]
    if not read or len(read) < len(claims) or not _is_asked(question, deed):
        return UNREAD
    many = number(counted[0]["n"])
    true = many if counted[0]["true"] else len(speakers) - many
    found = _found(people, read, true)
    return the_only({f"{who} {deed['deed']} {deed['what']}." for who in found})


def _found(people: Sequence[str], claims: Sequence[tuple[str, Claim]], many: int) -> set[str]:
    """Who can have done it, if so many of the claims hold."""
    speakers = [who for who, _ in claims]
    found: set[str] = set()
    for truths in product((True, False), repeat=len(speakers)):
        case = dict(zip(speakers, truths, strict=True))
        if sum(truths) == many:
            found |= {
                one for one in people if all(claim(one, case) == case[w] for w, claim in claims)
            }
    return found


def _claim(
    said: str, who: str, people: Sequence[str], speakers: Sequence[str], deed: re.Match[str]
) -> Claim | None:
    """What somebody claims of who did it, or of who lies; None if it is not read."""
    if match := _OF_TRUTH.fullmatch(said):
        other, is_true = match["who"], bool(match["true"])
        return (lambda _, case: case[other] == is_true) if other in speakers else None
    past, what = deed["deed"], rf"(?:it|{re.escape(deed['what'])})"
    name = rf"(?P<x>{_NAME}|I)"
    did = re.fullmatch(rf"{name} (?:did it|{past} {what})|[Ii]t was (?P<y>{_NAME}|me)", said)
    no = r"(?:n['\u2019]t| not)"
    not_done = re.fullmatch(
        rf"{name} did{no} (?:do it|{_DEEDS[past]} {what})|[Ii]t was{no} (?P<y>{_NAME}|me)"
        rf"|{name.replace('<x>', '<z>')} (?:am|is) innocent",
        said,
    )
    match = did or not_done
    named = next((name for name in match.groups() if name), "") if match else ""
    meant = who if named in ("I", "me") else named
    return (lambda one, _: (one == meant) == bool(did)) if meant in people else None


def _is_asked(question: str, deed: re.Match[str]) -> bool:
    """Whether who did it is asked."""
    past, what = deed["deed"], re.escape(deed["what"])
    return bool(re.fullmatch(rf"(?:So )?[Ww]ho (?:did it|{past} (?:it|{what}))\?", question))
