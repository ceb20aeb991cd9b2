"""Whether the thing that an entry is about was visited, tested or held at all, by its words.

``Closed, we come back in May`` tells of no visit, though nothing in it says ``visited``.
"""

from __future__ import annotations

import re

from hocket.agents.records.asides import without_asides
from hocket.agents.records.conditions import condition_in
from hocket.agents.records.ellipses import asked_of
from hocket.agents.records.fields import thing_of
from hocket.agents.records.happened import did_not_happen, wants_happened
from hocket.core.late_pattern import late_pattern

_GROUPS = (
    (
        r"inspected|checked|tested|examined|looked at|surveyed|audited|assessed|reviewed",
        r"inspect|check|test|examine|look at|survey|audit|assess|review",
        r"inspections?|checks?|tests?|examinations?|surveys?|audits?|assessments?|reviews?",
    ),
    (
        r"visited|toured|viewed|seen|shown|called on",
        r"visit|tour|view|see|show|call on",
        r"visits?|tours?|viewings?",
    ),
    (r"tasted|sampled", r"taste|sample", r"tastings?|samples?"),
    (r"measured|counted", r"measure|count", r"measurements?|readings?|counts?"),
)
"""What is done at a place or to a thing that may be closed or away: done, do and its noun."""
_HELD = (
    (
        r"held|taken place|took place|happened|carried out|run|given|taught|conducted|performed"
        r"|played|met|went ahead|gone ahead"
    ),
    r"hold|take place|happen|carry out|run|give|teach|conduct|perform|play|meet|go ahead",
    r"drills?|meetings?|lessons?|sessions?|classes|class|tours?|visits?|tests?|inspections?",
)
_ALL = [*_GROUPS, _HELD]
_WANTED = re.compile(
    r"(?i)\b(?:that|which|who)"
    r"(?: (?!was\b|were\b|has\b|have\b|had\b|could\b|did\b)[\w'\u2019-]+){0,3}?"
    r"(?: (?:was|were|has|have|had|could|did)(?: been| be)?)?(?: (?:really|actually|finally|then))?"
    rf" (?P<deed>{'|'.join(f'{done}|{do}' for done, do, _ in _ALL)})"
    r"(?: so far| this (?:year|time|month|week)| in (?P<year>(?:19|20)\d\d)| at all)?$"
)
_CANNOT = r"(?:not|n['\u2019]t|never)(?: be| been| yet| have been| to be| properly| even){0,3}"
_NO_PART = (
    r"(?!(?:and|but|so|it|they|which|was|were|is|are|could|can|has|have|had|would|nothing)\b)[\w-]+"
)
_SUBJECT = late_pattern(
    rf"(?i)\b(?:the|an?|its|their|one|two|three|some|all|of|\d+) (?:{_NO_PART} ){{0,2}}?"
    rf"(?P<part>{_NO_PART}) (?:was |were |is |are |could |can |has |have |had |would )?$"
)
"""What was not tested, such as a part of the thing."""
_FIRST = late_pattern(
    r"(?i)\W*(?:the|an?|its|their|one|two|some) (?:[\w-]+ )??(?P<part>[\w-]+)"
    r" (?:is|was|are|were|has|had)\b.*\b(?:and|but|which) (?:was |were |could |can |has |have )?$"
)
"""The subject of a sentence with several verbs."""
_PARTLY = late_pattern(
    r"(?i)\bnot (?:all|every\w*|only|fully|completely|entirely|quite|until|before)\b|\bexcept\b"
    r"|\bpartly\b|\bat first\b|\b(?:re)?opened\b|\bafter all\b|\blet us in\b|\bcame late\b"
)
_SHUT = (
    r"(?:(?:^|[.;:,(\u2013-] *)(?:closed|shut|locked)\b(?=\s*(?:[.,;:!)]|$|(?:for|since"
    r"|because|due|all|this|today|on|in|and|until)\b))|\b(?:{things}|it|gates?|doors?|entrance|building|premises|everything)"
    r"(?: [\w ]*?\band)? (?:was|were|is|are|has been|had been|stayed|stood|remained)"
    r"(?: (?:still|again|all|already|found))* (?:closed|shut|locked)\b)"
    r"(?! (?:off|down|up|in\b|out|at|with|by|after|for lunch|behind|properly|well|tight))"
)
_YEAR = late_pattern(r"\b(?:19|20)\d\d\b")
_CLOSED = late_pattern(r"(?i)\b(?:closed|shut|locked)\b(?! (?:off|down|up|in|out)\b)")
_KEPT_OUT = late_pattern(
    r"(?i)\b(?:nobody|no one) (?:had (?:the|a) key|(?:was|were) (?:there|in|at home)|opened"
    r"|answered|(?:came|turned up|showed up)(?=\s*(?:[.,;:!)]|$|so\b|and\b|because\b)))"
    r"|\b(?:could not|couldn't|did not|didn't) (?:get in|enter|be entered|get to it|come in"
    r"|be reached)\b|\bwe (?:were|got) (?:not let in|turned away|refused)\b"
    r"|\bno (?:access|entry|admission|admittance)\b"
    r"|(?:^|[.;:,(\u2013-] *)(?:left out|skipped|not reached|omitted)(?=\s*(?:[.,;:!)]|$|this\b))"
)


def wanted_deed(goal: str) -> str:
    """The condition of a task that what it lists was visited, tested or held; empty without.

    Examples:
        >>> wanted_deed("Which mills were visited, by mills.txt? Write a list of {number, people}.")
        'mills that were visited'
        >>> wanted_deed("List the mills that were sold: number, people.")
        ''
    """
    for condition in (condition_in(goal), asked_of(goal)):
        if condition and (match := _WANTED.search(condition)) and " not " not in f"{condition} ":
            return condition if match else ""
    return "things that took place" if wants_happened(goal) else ""


def was_done(goal: str, text: str, own: str = "") -> bool | None:
    """Whether a passage tells that its thing was visited, tested or held, as a task asks.

    Args:
        goal: The task, which wants only such things.
        text: The passage.
        own: The number of what it is about.

    Returns:
        None if it isn't clear; True also for a passage with nothing against it.

    Examples:
        >>> goal = "Which mills were visited? Write a list of those that were: number, people."
        >>> said = ("4 people.", "The mill was closed.", "No visit this year.", "Closed until ten.")
        >>> [was_done(goal, text) for text in said]
        [True, False, False, None]
    """
    plain = " ".join(without_asides(text).split())
    match = _WANTED.search(wanted_deed(goal))
    word = match["deed"].lower() if match else "took place"
    group = next(g for g in _ALL if word in f"{g[0]}|{g[1]}".split("|"))
    is_of_visits = group is not _HELD
    missed = did_not_happen(plain, own)
    is_said = _is_denied(goal, group, plain)
    if is_said or (is_of_visits and _is_shut(goal, plain)) or _KEPT_OUT.search(plain):
        missed = True
    may_be_shut = not missed and is_of_visits and _CLOSED.search(plain)
    years = set(_YEAR.findall(plain)) - {match["year"]} if match and match["year"] else set()
    is_open = missed is None or is_said is None or may_be_shut or years or _PARTLY.search(plain)
    return None if is_open else not missed


def _is_denied(goal: str, group: tuple[str, str, str], text: str) -> bool | None:
    """Whether a passage says that it was not done; None if it may speak of a part of the thing."""
    done, do, nouns = group
    thing = thing_of(goal)
    nouns = f"{nouns}|{re.escape(thing)}s?" if thing else nouns
    denied = (
        rf"\b(?:did|could|can|would)(?: not|n['\u2019]t) (?:{do})\b|\b{_CANNOT} (?:{done})\b"
        r"|\b(?:nothing|nobody|no one|none of (?:it|them)|neither)(?: at all)?"
        rf" (?:(?:was|were|could be|can be|has been|had been|got) )?(?:{done})\b"
        rf"|\b(?:no|without an?) (?:{nouns})"
        r"(?: (?:was|is) possible| (?:could|can) be (?:held|done|made)| took place"
        r"| (?:was|were) (?:held|done|made)| (?:this|that) \w+)?(?=\s*(?:[.,;:!)]|$))"
        rf"|\b(?:{nouns}) (?:was|is) (?:not possible|impossible)\b"
    )
    for match in re.finditer(f"(?i){denied}", text):
        said = re.split(r"[.;:!?] ", text[: match.start()])[-1]
        subject = _SUBJECT.search(said) or _FIRST.match(said)
        of_whole = subject is None or re.fullmatch(
            rf"(?i){nouns}|whole|place|site|rest", subject["part"]
        )
        return True if of_whole else None
    return False


def _is_shut(goal: str, text: str) -> bool:
    """Whether a passage says that the whole of its thing was closed."""
    thing = thing_of(goal)
    things = rf"{re.escape(thing)}s?" if thing else "place"
    shut = re.search(f"(?i){_SHUT.format(things=things)}", text)
    return shut is not None and not re.match(r"(?i) until", text[shut.end() :])
