"""How many things a passage tells of, and whether it says that something is so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.records.amounts import ABOUT, NOTHING, amount_named
from hocket.agents.records.asides import is_of_other_time
from hocket.agents.records.fields import PEOPLE, is_people
from hocket.agents.records.truths import truth_of
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from hocket.agents.records.fields import Field

_NONE = r"no|zero|none|nil|without(?: any)?|free of(?: any)?|not a single|not one"
_COUNTED = (
    rf"(?<![\w.,/€$£#:-])(?<!\bno\. )(?<!\bnr\. )(?P<about>(?:{ABOUT}) (?:all |the )?)?"
    rf"(?P<number>{_NONE}|an? (?:single|lone|sole)|(?:only )?one(?: single)?"
    rf"|{NUMBER}(?:\.\d+)?|an?)(?![\w%/\u2013-]|[.,:]\d)"
    r"(?: of (?:them|whom|these|those))?(?P<between>(?: [a-z][\w-]*){0,2}?) "
)
_CHANGES = late_pattern(
    r"(?i)\b(?:more|fewer|less|further|other|others|additional|another|extra|new|old|older|last|th"
    r"|next|or|to|of|half|quarter|third|serious|minor|major|small|slight|big|grave|little|urgent"
    r"|possible|hidden)\b"
)
"""What stands between a number and its things and tells that there may be others besides."""
_RANGE = late_pattern(
    rf"(?i)\b(?:{NUMBER} (?:or|to|out of|of|of the|of all|of our|of its)|of (?:the|its|these|our)"
    rf"|between {NUMBER} and"
    rf"|(?:hours?|minutes?|half an?)(?: and)?|than|except(?: for)?|{NUMBER} ?[\u2013-]) ?$"
)
_NOT_ALL = late_pattern(
    r"(?i)^ ?(?:except|but(?! no\b)|apart from|besides|other than|save|worth"
    r"|each\b|apiece|per\b|a (?:head|day|week)\b"
    r"|(?:and )?(?:a half|\d+ seconds|\d+ minutes)|(?:and|or) (?:\w+ )?(?:\w+ )ones?\b)"
)
_LONE = late_pattern(r"(?i)an?")
_OF_EACH = late_pattern(
    r"(?i)\b(?:every|each|all|any|if|whenever|whoever|nobody|no one|none|nothing|never|not|without)"
    r"\b[^.;:]*$|n['\u2019]t\b[^.;:]*$"
)
_AND_MORE = re.compile(
    rf"(?i)[^.;:()]{{0,45}}?\b(?:and|plus) (?:{NUMBER}|another|an? (?:\w+ )?one)"
    r"(?: (?:in|at|on|of|from|to|for|with|by|behind|under|others?|more|further|during)\b"
    rf"|\s*(?:[.,;]|$))|[^.;:()]{{0,30}}?, {NUMBER} (?:to|in|at|on|from|with|by|for|behind|under)\b"
)
"""Behind a number: another one of the same things."""
_UNREAL = late_pattern(
    r"(?i)^[^.;:,]{0,25}\b(?:expected|registered|booked|announced|planned|signed up|invited|wanted"
    r"|hoped|supposed|should|would|will|were to|was to|too (?:many|few)|missing|absent|left)\b"
)
_NO_ADJECTIVE = late_pattern(
    r"(?i)\b(?:and|or|in|at|on|with|to|for|is|was|were|are|by|than|as|per|from|had|has|without|of"
    r"|o'clock|am|pm|hours?|minutes?|metres?|years?|days?|weeks?|euros?|pounds?|but|that|which)\b"
)
_CLAUSES = late_pattern(
    r"[.;!?()\u2013](?=\s|$)|:\s"
    r"|,? (?:but|so|because|while|although|after|before|until|when|and then) "
)
_AUX = (
    r"(?:(?:was|were|is|are|got|ha(?:s|ve) been|had to be|had been|needed to be|could be)"
    r"(?: (?:also|then|all|now|already|both|only|at once|there))? )?"
)
_REFUSES = late_pattern(
    r"(?i)(?:\bnot|n't|\bnever|\bwill|\bbe|\bto|\bmust|\bcould|\bhas|\bhave) ?$"
)
_ALONE = late_pattern(
    r"(?i)(?:^|[\s,])(?:(?P<both>both)|(?P<one>an?|one)|no|nobody|no one"
    r"|none(?: of (?:us|them))?) ?$"
)
_RELATIVE = late_pattern(r"(?i)(?:^|[\s,])(?:which|that|who|it|they|these|those|this|all|both) ?$")
_SUBJECT = late_pattern(r"(?:^|[\s,])(?:[Ww]e|I|[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+(?<!s)) $")
_OBJECT_ENDS = late_pattern(
    r"[.;:!?()]|,? (?:until|because|so|in|on|for|at|by|since|when|with|from|to) "
    r"|, (?!and\b)(?![\w ]+(?:,| and ))"
)
_LABEL = r"\b{what}(?:\s*\([^()]*\))?\s*[:=]\s*(?P<what>(?:[^.;:\n()]|\.(?=\d))+)"
_LABELLED = re.compile(rf"(?i)(?P<number>none|nil|no|\d+(?:\.\d+)?(?![\d/:,-])|{NUMBER})(?=\s|$|,)")
_RESULT = late_pattern(
    r"(?i)\b(?:result|verdict|outcome|overall|conclusion|assessment|decision)\s*(?::|=|was\b|is\b)"
    r"\s*(?P<said>[^.;]+)"
)
_WELL = late_pattern(r"(?i)^(?:all )?(?:ok|okay|o\.k|fine|good|in order|clear|pass|yes|positive)\b")
_BADLY = late_pattern(
    r"(?i)^(?:fail(?:s|ed|ure)?|not (?:ok|okay|fine|good|in order|clear)|no|rejected|refused"
    r"|negative|bad|insufficient|poor)\b"
)
_SENTENCES = late_pattern(r"(?<=[.;!?])\s+")
_GOOD = ("passed", "ok", "approved", "accepted", "safe", "fine", "successful")


def count_told(field: Field, text: str, others: str = "") -> float | None:
    """How many a passage tells of; None if it isn't clear.

    Args:
        field: What is counted.
        text: What the passage says of now.
        others: A pattern of what is counted by itself if it was done to them, such as ``lost``.

    Examples:
        >>> from hocket.agents.records.fields import Field
        >>> text = "All 9 boats were rented. One oar is broken: 2 faults. The mast was taken away."
        >>> boats = Field("boats", "count", "boats?", "rented")
        >>> faults = Field("faults", "count", "faults?")
        >>> taken = Field("taken", "count", "", "taken(?: away)?", is_of_deed=True)
        >>> [count_told(field, text) for field in (boats, faults, taken)]
        [9, 2, 1]
    """
    text = " ".join(text.split())
    if field.deed:
        rest = re.sub(f"(?i){_LABEL.format(what=field.deed)}", " . ", text)
        told = _labelled(field.deed, text) + _of_deed(field, rest)
        if told:
            return _agreed(told, is_summed=True)
        if field.is_of_deed or not field.noun:
            return None
    told = _of_noun(field.noun, text, others)
    if is_people(field.noun):
        told += _of_noun(rf"(?:{PEOPLE}|of us)", text, others)
    return _agreed(told)


def truth_told(word: str, text: str) -> bool | None:
    r"""Whether a passage says that something is so, first by its result; None if it isn't clear.

    Examples:
        >>> said = ("Result: not\n passed.", "Outcome: OK", "It did not pass.", "Good weather.")
        >>> [truth_told("passed", text) for text in said]
        [False, True, False, None]
    """
    text = " ".join(text.split())
    results = set()
    for match in _RESULT.finditer(text):
        said = match["said"].strip(" '\"")
        truth = truth_of(word, said)
        if truth is None and word in _GOOD:
            truth = True if _WELL.match(said) else False if _BADLY.match(said) else None
        if truth is not None or word in _GOOD:
            results.add(truth)
    if results:
        return results.pop() if len(results) == 1 else None
    said = re.compile(rf"(?i)\b{re.escape(word)}\b")
    if any(said.search(part) and is_of_other_time(part) for part in _SENTENCES.split(text)):
        return None
    return truth_of(word, text)


def _agreed(told: list[float | None], *, is_summed: bool = False) -> float | None:
    """The one number that is told; several things of one deed might be added up or be the same."""
    if not told or None in told or len(set(told)) > 1:
        return None
    return told[0] if len(told) == 1 or not is_summed or not told[0] else None


def _labelled(what: str, text: str) -> list[float | None]:
    """The numbers behind a word and a colon."""
    found: list[float | None] = []
    for match in re.finditer(f"(?i){_LABEL.format(what=what)}", text):
        said = match["what"].strip()
        number = _LABELLED.match(said)
        if number is None:
            found.append(amount_named(said))
        elif re.search(r"(?i)^\s*(?:or|to|of|-)", said[number.end() :]):
            found.append(None)
        else:
            found.append(_value(number["number"]))
    return found


def _of_noun(noun: str, text: str, others: str = "") -> list[float | None]:
    """The numbers that stand with the things, before them or behind a colon."""
    counted = [*re.finditer(rf"(?i){_COUNTED}{noun}(?![\w-])(?!\s*[:=]\s*(?:\d|none|no\b))", text)]
    rest = text
    for match in reversed(counted):  # what follows their colon tells which they are
        rest = f"{rest[: match.start()]} . {rest[match.end() :]}"
    found = _labelled(noun, rest)
    for match in counted:
        before, behind = text[: match.start()], text[match.end() :]
        is_deed_behind = others and re.match(rf"(?i) ?{_AUX}(?:{others})\b", behind)
        if is_deed_behind or (others and re.search(rf"(?i)\b(?:{others}) $", before)):
            continue
        if _LONE.fullmatch(match["number"]) and _OF_EACH.search(before):
            return [None]
        is_part = (
            _AND_MORE.match(behind)
            or _RANGE.search(before)
            or _NOT_ALL.match(behind)
            or _UNREAL.match(behind)
        )
        if match["about"] or is_part:
            return [None]
        if _NO_ADJECTIVE.search(match["between"]):
            continue
        if _CHANGES.search(match["between"]):
            return [None]
        value = _value(match["number"])
        found.append(value if value or not match["between"] else None)
    singular = re.sub(r"s\?$|\(\?:.*$", "", noun)
    if re.fullmatch(r"(?:score|rating|mileage|temperature|mark)s?", singular):
        said = rf"(?i)\b{singular}(?: (?:of|was|is))? (?P<number>-?\d[\d,]*(?:\.\d+)?)(?![\d/%])"
        found += [_value(match["number"]) for match in re.finditer(said, text)]
    return found


def _of_deed(field: Field, text: str) -> list[float | None]:
    """How many things each clause names to which it was done, or who did it."""
    found: list[float | None] = []
    verb = re.compile(rf"(?i)(?<![\w-])(?P<aux>{_AUX})(?P<deed>{field.deed})(?![\w-])(?!\s*[:=])")
    for clause in _CLAUSES.split(text):
        for match in verb.finditer(clause):
            before, after = clause[: match.start()], clause[match.end() :].strip()
            if _REFUSES.search(before):
                return [None]
            amount = _by(field, before, after, match["aux"])
            if _AND_MORE.match(after):
                return [None]
            found.append(amount)
    return found


def _by(field: Field, before: str, after: str, aux: str) -> float | None:
    """How many things a verb has as its subject, or as its object where others do it."""
    if field.is_active and (by := re.match(rf"(?i)by (?P<number>{NUMBER})(?=\s|$)", after)):
        return amount_of(by["number"])
    if lone := _ALONE.search(before):
        return 2 if lone["both"] else 1 if lone["one"] else 0
    if not aux and not field.is_active and _SUBJECT.search(before):
        return amount_named(_OBJECT_ENDS.split(after)[0], is_whole=False)
    if _RELATIVE.search(before) or not before.strip():
        return None
    if field.noun and re.search(rf"(?i)\band\b.*{field.noun}|{field.noun}.*\band\b", before):
        return _agreed(_of_noun(field.noun, before))
    amount = amount_named(before, is_whole=bool(aux) or field.is_active)
    return None if amount and "could" in aux.lower() else amount


def _value(number: str) -> float:
    said = number.lower().strip()
    if re.fullmatch(rf"(?:{_NONE}|{NOTHING})", said):
        return 0
    if re.fullmatch(r"(?:only )?(?:an?|one)(?: (?:single|lone|sole))?", said):
        return 1
    value = (
        float(said.replace(",", "")) if re.fullmatch(r"-?[\d,]+\.\d+", said) else amount_of(said)
    )
    return int(value) if value == int(value) else value
