"""Matches that a report tells: against whom, at home or away, and the score from the own side.

A match is read if its opponent, its place and one final score with a winner are clear; scores on
the way to it, matches of last season and those that were not played are left out. A passage with
anything else that looks like a result is left to the LLM.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hocket.agents.records.scores import Score, final_scores
from hocket.agents.records.sides import is_told_of_us
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = Literal["home", "away", "unclear", ""]

_ROLES = {
    "opponent": r"opponents?|opposition|rivals?|against|other_(?:team|side)|opposing_(?:team|side)",
    "home": r"(?:is_|at_)?home",
    "scored": r"scored|(?:goals|points)_(?:for|scored)|(?:our|own)_(?:goals|points|score)",
    "conceded": (
        r"conceded|(?:goals|points)_(?:against|conceded)"
        r"|(?:their|opponents?)_(?:goals|points|score)"
    ),
}
"""What a key asks for, by its name."""
_NAME = r"(?P<name>[A-Z][\w'\u2019&-]+(?: (?:of |upon |on )?[A-Z][\w'\u2019&-]+){0,5})"
_OUR = r"(?:pitch|ground|field|courts?|hall|gym|ice|rink|green|lanes?|boards?|tables?|club ?house)"
_WE = r"\b[Ww]e (?:\w+ ){0,3}?"
_GO = r"(?:travelled|went|drove|cycled|sailed|go|trip|journey|off|over)"
_AWAY = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"{_WE}{_GO} (?:\w+ ){{0,3}}?to {_NAME}",
        rf"{_WE}(?:visited|called on) {_NAME}",
        rf"{_NAME} (?:hosted|received|welcomed|entertained) us\b",
        rf"\baway (?:(?:game|match|tie) )?(?:at|to|against|with) {_NAME}",
        rf"\bguests (?:of|at) {_NAME}",
        rf"\b(?:lost|won|drew|beaten|win|defeat|draw|\d) at {_NAME}",
    )
)
_HOME = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"{_NAME} (?:came (?:to us|here|to our)|visited us|travelled to us|were our guests)\b",
        rf"{_WE}(?:hosted|received|welcomed|entertained) {_NAME}",
        rf"\b(?:visit (?:of|from|by)|home (?:game|match|tie) (?:against|with)) {_NAME}",
    )
)
_SOMEWHERE = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"\b(?:[Aa]gainst|beat|defeated|met|faced|overcame|lost to|drew with) {_NAME}",
        rf"{_NAME} (?:were|was) (?:\w+ )?(?:too \w+ for us|better|stronger|faster)\b",
        rf"{_NAME} (?:beat|defeated|held|outplayed) us\b",
    )
)
_PLACES: tuple[tuple[tuple[re.Pattern[str], ...], Place], ...] = (
    (_HOME, "home"),
    (_AWAY, "away"),
    (_SOMEWHERE, ""),
)
_AT_HOME = late_pattern(
    rf"(?i)\bat home\b|\b(?:on|in|at) our (?:own )?{_OUR}\b|\bhome (?:game|match|win|defeat)\b"
)
_NOT_AT_HOME = late_pattern(
    rf"(?i)(?<!gave )(?<!threw )(?<!took )(?<!points )\baway\b(?! (?:the|a|our)\b)"
    rf"|\b(?:on|in|at) their (?:own )?{_OUR}\b"
)
_BEFORE = late_pattern(
    r"(?i)\b(?:last (?:season|year|autumn|spring|summer|winter|time)|(?:season|year) before"
    r"|previous (?:season|year)|years? ago|in former years|(?:back )?in the spring of)\b"
)
_NOW = late_pattern(r"(?i)\b(?:this (?:time|season|year)|now|today)\b")
_NOT_PLAYED = late_pattern(
    r"(?i)\b(?:called off|cancel\w*|postponed|put off|abandoned|rained off|(?:not"
    r"|n't) (?:be )?play"
    r"(?:ed)?|(?:will|shall|is to|are to) be (?:re)?played|take place|fell through"
    r"|should have (?:met|played|been|come|gone|hosted)"
    r"|next (?:season"
    r"|year|month|week)|we(?: wi|')ll|will (?:meet|play|host|visit|travel|come|go))\b"
)
_DISPUTED = late_pattern(
    r"(?i)\b(?:walkover|forfeit\w*|awarded|annulled|protest\w*|friendly|friendlies|replay\w*"
    r"|penalt(?:y shoot|ies)|shoot-?out|extra time|juniors?|reserves|youth|the other team)\b"
)
_OUTCOME = late_pattern(
    r"(?i)\b(?:won|lost|drew|drawn|beat|beaten|defeat\w*|victor\w*|goalless|win|draw)\b"
)
_HINT = late_pattern(r"(?i)\b(?:goals?|points|scor(?:e|ed|es)|match(?:es)?|games?)\b")
_SOME = late_pattern(
    r"(?i)\b(?:only|just|except|without|won|lost|drawn|drew|(?:home|away) (?:games?|match(?:es)?)"
    r"|since|before|until|between|at least|more than)\b"
)
"""What a task sets as a condition on the matches that it wants."""
_SENTENCES = late_pattern(r"(?<=[.!?])\s+(?=[A-Z\d])")
_PARTS = late_pattern(r";\s+|,? (?:and|but) (?:then )?(?=(?:we|lost|won|beat|drew|on|at|in)\b)")
_BRACKETS = late_pattern(r"\([^()]*\)")
_PLACED = late_pattern(r"(?i)\((?:(away)|(?:at )?(at home|home game))\)")
_NO_NAME = late_pattern(
    r"\b(?:Jan|Febr|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun|Easter"
    r"|Christmas|Whitsun)\w*"
)
_LEADING = late_pattern(
    r"^(?:(?:Then|And|But|When|The|On|In|At|So|Next|Again|Our|Today|\w+day),? )+"
)


@dataclass(slots=True)
class _Match:
    """What is known of the match that a report is about."""

    opponent: str = ""
    place: Place = ""
    score: Score | None = None
    is_void: bool = False


def roles_of(keys: Sequence[str]) -> dict[str, str]:
    """What each key asks of a match; empty unless every key asks something of it.

    Examples:
        >>> roles_of(["opponent", "at_home", "our_goals", "their_goals"])["our_goals"]
        'scored'
        >>> roles_of(["opponent", "scored", "referee"])
        {}
    """
    roles = {
        key: role
        for key in keys
        for role, names in _ROLES.items()
        if re.fullmatch(names, key.lower().replace(" ", "_"))
    }
    is_whole = len(roles) == len(keys) == len(set(roles.values()))
    return roles if is_whole and {"opponent", "scored", "conceded"} <= set(roles.values()) else {}


def wants_all(goal: str) -> bool:
    """Whether a task wants all matches, without a condition on them.

    Examples:
        >>> wants_all("Which matches were played?"), wants_all("Only the matches that we won.")
        (True, False)
    """
    return _SOME.search(goal) is None


def told_matches(keys: Sequence[str], text: str) -> list[dict[str, Any]] | None:
    """The rows of the matches that a passage tells; None where rules do not read all of it.

    Args:
        keys: Those of each row.
        text: The passage.

    Examples:
        >>> keys = ["opponent", "home", "scored", "conceded"]
        >>> text = "We drove to Oakby. It was 2-1 at half-time, but it ended 3-2 for them."
        >>> told_matches(keys, text)
        [{'opponent': 'Oakby', 'home': False, 'scored': 2, 'conceded': 3}]
        >>> told_matches(keys, "We drove to Oakby and the match ended 3-2.") is None
        True
    """
    roles = roles_of(keys)
    if not roles:
        return None
    matches = _told(text)
    needs_home = "home" in roles.values()
    if matches is None or (needs_home and any(not match.place for match in matches)):
        return None
    rows = []
    for match in matches:
        if match.score is None:
            return None
        said = {
            "opponent": match.opponent,
            "home": match.place == "home",
            "scored": match.score.own,
            "conceded": match.score.other,
        }
        rows.append({key: said[role] for key, role in roles.items()})
    return rows


def _told(text: str) -> list[_Match] | None:
    """The matches of a passage, in their order; None if one is not clear."""
    if any(final_scores(aside, "") or _OUTCOME.search(aside) for aside in _asides(text)):
        return None
    matches: list[_Match] = []
    current, is_hinted = _Match(is_void=True), False
    plain = _BRACKETS.sub(" ", _PLACED.sub(r", \1\2 ,", text))
    for sentence in _SENTENCES.split(" ".join(plain.split())):
        if before := _BEFORE.search(sentence):
            if _is_of_now(sentence, before):
                return None
            continue
        for part in _parts(sentence):
            if _NOT_PLAYED.search(part):
                if current.opponent and current.score is None and not _opponent(part)[0]:
                    matches.remove(current)  # it is this one that was not played
                current = _Match(is_void=True)
                continue
            name, place = _opponent(part)
            is_hinted = is_hinted or _HINT.search(part) is not None
            if name and name != current.opponent:
                current = _Match(name)
                matches.append(current)
            if place == "unclear" or not _taken(current, part, sentence, place):
                return None
    is_whole = all(match.score for match in matches) and bool(matches or not is_hinted)
    return matches if is_whole else None


def _is_of_now(sentence: str, before: re.Match[str]) -> bool:
    """Whether a sentence on what came before has a result of its own besides."""
    start = sentence.rfind(",", 0, before.start())
    said = sentence[: max(start, 0)]
    return bool(_OUTCOME.search(said) or final_scores(said, "") or _NOW.search(sentence))


def _asides(text: str) -> list[str]:
    """The bracketed remarks of a passage that do not tell what others wrote or what came before."""
    asides = _BRACKETS.findall(text)
    elsewhere = re.compile(r"(?i)\b(?:it said|corrected|at first|wrote|written|reported|paper)\b")
    return [a for a in asides if not (elsewhere.search(a) or _BEFORE.search(a))]


def _parts(sentence: str) -> list[str]:
    """A sentence; cut where it tells of several matches."""
    several = sum(len(pattern.findall(sentence)) for pattern in (*_AWAY, *_HOME, *_SOMEWHERE)) > 1
    return [part for part in _PARTS.split(sentence) if part] if several else [sentence]


def _opponent(part: str) -> tuple[str, Place]:
    """(the opponent that a part names, where the own side meets it)."""
    found: list[tuple[str, Place]] = []
    for patterns, place in _PLACES:
        for pattern in patterns:
            found += [
                (_plain(match["name"], part[: match.start("name")]), place)
                for match in pattern.finditer(part)
            ]
    found = [(name, place) for name, place in found if name and not _NO_NAME.match(name)]
    places = {place for _, place in found if place}
    places |= {"home"} if _AT_HOME.search(part) else set()
    places |= {"away"} if _NOT_AT_HOME.search(part) else set()
    if len({name for name, _ in found}) > 1 or len(places) > 1:
        return "", "unclear"
    return (found[0][0] if found else ""), next(iter(places), "")


def _plain(name: str, before: str) -> str:
    """A name without what belongs to the words before it: ``3 May`` or ``Then``."""
    if re.search(r"\d(?:st|nd|rd|th)? $", before):
        name = re.sub(rf"^{_NO_NAME.pattern} ", "", name)
    return _LEADING.sub("", re.sub(r"['\u2019]s?$", "", name))


def _taken(current: _Match, part: str, sentence: str, place: Place) -> bool:
    """Whether what a part says fits the match that is told, and is taken in."""
    scores = final_scores(part, sentence)
    if place and current.opponent:
        if current.place not in ("", place):
            return False
        current.place = place
    if not scores:
        is_told = current.score is not None
        return not (_OUTCOME.search(part) and not is_told) and not _DISPUTED.search(part)
    if not is_told_of_us(part, sentence):
        return False
    if len(scores) > 1 or _DISPUTED.search(part) or current.is_void or not current.opponent:
        return False
    score = scores[0]
    if score is None or current.score not in (None, score):
        return False
    current.score = score
    return True
