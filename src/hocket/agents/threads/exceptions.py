"""What is said of all that was ordered but for some things: ``everything but the jugs``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.threads.changes import JOINS, Change, Deeds
from hocket.agents.threads.waivers import END, FAR
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.threads.items import Mention

_ALL = r"(?:everything|all(?: of (?:it|that|them))?|it all|(?:the|our) (?:whole |entire )?order)"
_THE = r"(?:the |our |my |those )?(?:[^\W\d_][\w-]* )??$"
_BUT = late_pattern(
    rf"(?i)\b(?P<all>{_ALL})(?P<as>(?: (?:as|else|you|we|i|planned|ordered|discussed|agreed|offered"
    r"|wrote|said|is|it|the|rest)){0,4}),? (?:but(?: not)?|except(?:ing)?(?: for)?|apart from"
    rf"|other than|save for|bar|minus) {_THE}"
)
_DROPPING = late_pattern(
    r"(?i)\b(?:cancel|forget(?: about)?|drop|scrap|skip|strike|remove|leave out|cross off"
    r"|(?:don't|do not|no longer|won't) (?:need|want|take)|(?:do|manage) without) $"
)
_NOT = late_pattern(r"(?i)(?:n't|\bnot|\bnever) (?:\w+ ){0,3}$")
_OPENING = r"(?:(?:yes|ok(?:ay)?|fine|good|then|so|please|and|well|right|now|thanks|thank you)\W+)*"
_WANTING = late_pattern(
    rf"(?i)^{_OPENING}(?:(?:(?:we|i)(?:'ll| will|'d like to|'d like| want to)? )?(?:please )?"
    r"(?:send|take|order|keep|want|need|book|have|deliver|bring|confirm|accept)(?: us| me)? )?$"
)
_KEEPS_ONLY = late_pattern(
    rf"(?i)^{_OPENING}(?:(?:we|i|let's)(?:'ll| will|'d like to)? )?(?:(?:only|just) keep"
    rf"|keep(?:ing)? (?:only|just)|stick (?:only|just) (?:with|to)|(?P<wants>(?:only|just)"
    rf" (?:want|need|take|order)|(?:want|need|take|order) (?:only|just))) {_THE}"
)
_NOW = late_pattern(r"(?i)\b(?:now|after all|in the end|any more|instead)\b")
_ONLY = late_pattern(rf"(?i)^{_OPENING}(?:only|just) {_THE}")
_STAY = late_pattern(rf"(?i)^ (?:stays?|remains?)(?: on the list)?{END}")
_CLEAN = late_pattern(rf"(?i)^(?:[\s,]*{FAR})?(?: on the (?:list|order))?{END}")
_ALL_OFF = late_pattern(
    rf"(?i)^{_OPENING}(?:(?:we|i)(?:'ll| will| have to| must)? )?(?:cancel|forget|scrap|drop)"
    rf" (?:everything|it all|all of it|(?:the|our) (?:whole |entire |complete )?order){END}"
)


def rest_of(clause: str, mentions: Sequence[Mention], counts: Mapping[str, float]) -> Deeds | None:
    """What a clause does to all things but those that it names; None if it speaks of no rest.

    Args:
        clause: The clause.
        mentions: The things that it names.
        counts: The counts of all things so far.

    Examples:
        >>> from hocket.agents.threads.items import Items
        >>> items, counts = Items(["cups", "jugs", "lids"]), {"cups": 2.0, "jugs": 3.0, "lids": 1.0}
        >>> said = ("Everything but the jugs, please.", "Cancel all except the cups and the lids")
        >>> found = [rest_of(one, items.mentions(one), counts) for one in said]
        >>> [[change.name for change in deeds.changes] for deeds in found]
        [['jugs'], ['jugs']]
        >>> rest_of("The jugs are blue", items.mentions("The jugs are blue"), counts) is None
        True
    """
    if not mentions:
        return _waiving(counts) if _ALL_OFF.match(clause) else None
    gaps = [clause[a.last : b.first] for a, b in pairwise(mentions)]
    front, back = clause[: mentions[0].first], clause[mentions[-1].last :]
    named = [mention.name for mention in mentions]
    rest = [name for name, count in counts.items() if count and name not in named]
    is_plain = all(map(JOINS.fullmatch, gaps)) and all(m.amount is None for m in mentions)
    if excepted := _BUT.search(front):
        before = front[: excepted.start()]
        if not is_plain or not _CLEAN.match(back) or _NOT.search(before):
            return Deeds(is_open=any(map(counts.get, named)))
        if _DROPPING.search(before):
            return _waiving(rest)
        return _waiving(named) if _WANTING.match(before) else Deeds(is_open=True)
    return _kept_only(front, back, named, rest) if is_plain else None


def _kept_only(front: str, back: str, named: Sequence[str], rest: Sequence[str]) -> Deeds | None:
    """What it does to the rest that only some things are kept; open where that isn't certain."""
    if _ONLY.match(front) and _STAY.match(back):
        return _waiving(rest)
    if not _CLEAN.match(back):
        return None
    if kept := _KEEPS_ONLY.match(front):
        is_firm = not kept["wants"] or _NOW.search(back)
        return _waiving(rest) if is_firm else Deeds(is_open=bool(rest))
    return Deeds(tuple(Change(n, "only") for n in named)) if _ONLY.match(front) else None


def _waiving(names: Sequence[str] | Mapping[str, float]) -> Deeds:
    return Deeds(tuple(Change(name, "own") for name in names), is_settled=True)
