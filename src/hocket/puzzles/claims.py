"""What people in puzzles of truth claim of who tells the truth, each claim read as a whole."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from hocket.puzzles.words import COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Case = Mapping[str, bool]
    Claim = Callable[[Case], bool]

NAME = "[A-Z][a-z]*"
_IS = "(?:is|am|are) (?:an? )?"
TRUE = (
    r"(?:(?:always )?tells? the truth|(?:is|am|are) telling the truth"
    rf"|{_IS}(?:honest|knights?|truth-?tellers?))"
)
FALSE = rf"(?:(?:always )?lies?|(?:is|am|are) lying|{_IS}(?:liars?|knaves?))"
_OF_TWO = re.compile(rf"(?P<x>{NAME}|I) and (?P<y>{NAME}|I)(?: both)? (?:(?P<true>{TRUE})|{FALSE})")
_OF_ONE = re.compile(rf"(?P<x>{NAME}|I) (?:(?P<true>{TRUE})|{FALSE})")
_DENIED = re.compile(rf"(?P<who>{NAME}|I) (?P<be>is|am)(?:n['\u2019]t| not) (?P<kind>an? [a-z-]+)")
_NOT_BOTH = re.compile(
    rf"(?P<who>{NAME} and (?:{NAME}|I)|[Ww]e) are(?:n['\u2019]t| not) both (?P<kind>[a-z-]+)"
)
_IF = re.compile(
    r"[Ii]f (?P<if>[^,]+),(?: then)? (?P<then>.+)|[Ii]f (?P<if2>[^,]+) then (?P<then2>.+)"
)
_OF_US = re.compile(
    r"(?P<q>(?i:we both|we all|both of us|all of us|none of us|neither of us"
    r"|(?:exactly|only|at least) (?:one|two) of us))"
    rf" (?:(?P<true>{TRUE})|{FALSE})"
)
_SAME = re.compile(
    rf"(?P<x>{NAME}) and (?P<y>{NAME}|I) are (?:both )?(?:of )?(?:(?P<same>the same)|different)"
    r" (?:kinds?|types?)"
)


def claim_of(said: str, who: str, names: Sequence[str], is_exclusive: bool) -> Claim | None:  # noqa: FBT001 - passed on in one line
    """What somebody says, as a test of a case; None if it is not read.

    Args:
        said: The claim, without quotation marks.
        who: Who makes it; *I* in it.
        names: All who are there, at most eight.
        is_exclusive: Whether *or* says that only one is so. *If* is read as in logic: it is false
            only where its condition holds and its result does not.

    Examples:
        >>> claim = claim_of("If I am a knight, then Bo is a knave", "Al", ["Al", "Bo"], False)
        >>> claim({"Al": True, "Bo": True}), claim({"Al": False, "Bo": True})
        (False, True)
    """
    if match := _IF.fullmatch(said):
        condition, result = [part for part in match.groups() if part]
        if " or " in said or "if " in result:
            return None
        return _joined([condition, result], who, names, lambda a, b: not a or b)
    if " or " in said and not said.startswith("Neither"):
        parts = re.sub("^[Ee]ither ", "", said).split(" or ")
        if len(parts) != 2:  # noqa: PLR2004 - of two
            return None
        joint = operator.ne if is_exclusive else operator.or_
        return _joined([part.rstrip(",") for part in parts], who, names, joint)
    return _plain(said, who, names)


def _joined(
    parts: Sequence[str], who: str, names: Sequence[str], joint: Callable[[bool, bool], bool]
) -> Claim | None:
    """A claim made of two plain ones; None if either is not read."""
    first, second = (_plain(part, who, names) for part in parts)
    return (lambda case: joint(first(case), second(case))) if first and second else None


def _plain(said: str, who: str, names: Sequence[str]) -> Claim | None:
    """A claim without *if* and *or*; None if it is not read."""
    if match := _DENIED.fullmatch(said) or _NOT_BOTH.fullmatch(said):
        be = match.groupdict().get("be", "are")
        contrary = _plain(f"{match['who']} {be} {match['kind']}", who, names)
        return (lambda case: not contrary(case)) if contrary else None
    said = re.sub(r"^[Bb]oth (?=(?!of )[A-Z])", "", said)
    said = re.sub(rf"(?i)(?<=of us) {COUNTS[len(names) - 1]}(?= is | are )", "", said)
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
    one = who if match["y"] == "I" else match["y"]
    other, is_same = match["x"], bool(match["same"])
    return (lambda case: (case[other] == case[one]) == is_same) if one in names else None


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
