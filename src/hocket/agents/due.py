"""A day that a text gives as a time before or after an event, such as six weeks before arrival.

Of the sentences with a time or a day, the one must win that says most of what the question asks,
and the text must have one day for its event. Working days depend on holidays, so they are left to
the LLM.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.backing import asks_day
from hocket.agents.days import dated
from hocket.agents.events import Event, event_of
from hocket.agents.tenures import end_after
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASKED = late_pattern(
    r"(?i)\b(?:latest|last (?:possible )?(?:day|date|moment)|until|till|deadline|how late"
    r"|in time|when (?:must|can|should|may|at the latest|would)|(?:by|until|before|on) (?:when"
    r"|what|which))\b"
)
_EARLIEST = late_pattern(
    r"(?i)\b(?:earliest|soonest|from when|as of when|from (?:what|which)"
    r"|first (?:possible )?(?:day|date)"
    r"|how (?:soon|early))\b"
)
_BLOCKS = late_pattern(r"\n\s*\n|\n(?=\s*(?:\d+[.)]|[-*\u2022])\s)")
_ENUMERATED = late_pattern(r"^\s*(?:(?:\d+[.)])+|[-*\u2022])\s+")
_SENTENCES = late_pattern(
    r"(?<=[a-z)\d?!])[.?!]?(?<=[.?!])\s+(?=[A-Z])|;\s+|\n(?=[ \t]*[A-Z][\w ]{2,30}:[ \t])"
)
_MOST_HEADING_WORDS = 4
_LENGTH = (
    rf"(?P<count>{NUMBER}|an?) (?:full |whole |calendar |clear )?(?P<unit>day|week|month|year)s?"
    r"['\u2019]?"
)
_EVENT = r"(?P<event>[^.;,:()]{3,60})"
_BEFORE = re.compile(
    rf"(?i)\b{_LENGTH} (?:at the latest )?(?:or more )?(?:before|prior to|ahead of|in advance of"
    rf"|preceding) {_EVENT}"
)
_AFTER = re.compile(
    rf"(?i)\b(?:within|no later than|not later than|at the latest|at most|up to|until|by|latest)"
    rf" {_LENGTH} (?:at the latest )?(?:after|of|from|following|counted from|upon) {_EVENT}"
)
_MONTH_END = re.compile(
    rf"(?i)\b(?:by|until|at|before|on) the end of the month (?P<way>before|preceding|prior to"
    rf"|of|in which) {_EVENT}"
)
_NOT_DUE = late_pattern(
    r"(?i)\b(?:(?<!not )(?<!no )(?:less|fewer|later|more)(?: than)?|within|(?:in"
    r"|during) the(?: last)?"
    r"|from|earlier than|between)\s+$"
)
"""Before a time, what makes it no last moment."""
_EVENT_END = late_pattern(
    r"(?i)\s+(?:at|to|by|in|on|and|or|but|we|you|unless|if|when|which|that|without|for|is|are"
    r"|must"
    r"|has|have|shall|will|can|may|against|through|with|as|the (?:tenant|guest|customer|buyer"
    r"|seller|landlord|member|client))\b.*$"
)
_THIS = late_pattern(
    r"(?i)^(?:the )?(?:date of )?(?:this (?:letter|confirmation|contract|agreement|invoice"
    r"|bill|offer|notice"
    r"|order|document|booking)|(?:the )?date (?:of|on) this \w+|today)$"
)
_WORKING = late_pattern(r"(?i)\b(?:working|business|banking|week) ?days?\b")
_WHICHEVER = late_pattern(r"(?i)\bwhichever\b|\bthe (?:earlier|later) of\b|\bdepending\b")
_CLEAR = late_pattern(
    r"(?i)\bclear (?:day|week)s?\b|\b(?:not (?:counting|including)|exclud\w+"
    r"|exclusive of) (?:the )?"
    r"(?:day|date)\b|\b(?:day|date) of [\w ]{3,30} (?:itself )?(?:is"
    r"|does) not (?:be )?(?:count\w*|included)"
)
"""What leaves out the day of the event itself."""
_OF_IT = late_pattern(rf"(?i)\b{_LENGTH} (?:before|after|prior to|ahead of) (?:it|that|this)\b")
"""A second time in a sentence, of an event that the sentence has named."""
_CALLED_OFF = late_pattern(
    r"(?i)\b(?:cancell?ed|called off|did not take place|will not take place)\b"
)
_FIRST_OF = late_pattern(
    r"(?i)\b\d{1,2}(?:st|nd|rd|th|\.)? ?(?:to|until|till|and|[-\u2013]) ?(?:the )?$"
)
"""Before a day, that it is the last one of several: 3 to 10 August."""
_END_OF = late_pattern(r"(?i)(?:the |its |their )?(?:end|expiry|expiration|conclusion|close)\b")
_BEGUN = late_pattern(
    r"(?i)\b(?:paid out|signed|beg[aiu]ns?|start\w*|concluded|granted|issued|booked|ordered)\b"
)
_ENDED = late_pattern(
    r"(?i)\b(?:end\w*|expir\w+|until|till|to|over|finish\w*|clos\w+"
    r"|last)\b|[-\u2013] ?\d"
)
_EXTENDED = late_pattern(
    r"(?i)\b(?:was|is|were|has been|have been) (?:\w+ )?(?:extended|prolonged"
    r"|renewed|shortened|moved)\b"
)
_DEADLINE = late_pattern(
    r"(?i)\b(?:due|by|until|deadline|latest|within|before|no later|not later)\b"
)
_ANEW = late_pattern(r"(?i)\b(?:now|instead|changed to|amended|no longer)\b")
_FEWEST = 3
"""Words that a question shares with a rule, and once more with its block, if no deed is common."""
_GENERIC = frozenset(stems("day days date dates week month time last latest deadline paper papers"))
_FILE = late_pattern(r"\b[\w-]+\.[a-z]{2,4}\b")
_TOPICS = tuple(
    re.compile(rf"(?i)\b(?:{words})\b")
    for words in """\
pay\\w*|paid|due|reach\\w* our account|transfer\\w*|settle\\w*|remit\\w*|balance|invoices?|bills?
cancel\\w*|withdraw\\w*|revok\\w*|rescind\\w*|notice|terminat\\w*|resign\\w*|quit
return\\w*|refund\\w*|(?:give|bring|send|hand|gave|brought|sent|given)\\w* (?:\\w+ ){0,2}back
regist\\w*|enrol\\w*|sign\\w* up|appl(?:y|ied|ications?)|enter\\w*|entr(?:y|ies)|submi\\w+
complain\\w*|report\\w*|notif\\w*|claim\\w*|inform\\w*|object\\w*|appeal\\w*|defects?
confirm\\w*|repl(?:y|ies|ied)|answer\\w*|accept\\w*
collect\\w*|pick\\w* up|deliver\\w*|ship\\w*|suppl(?:y|ied)""".splitlines()
)
"""What is to be done until a day: words of one kind of deed in each."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day that follows from an event: its formula, and the sentences that it rests on."""

    formula: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, the heading over it, and the place of its block."""

    words: str
    heading: str
    block: int

    @property
    def matches(self) -> list[re.Match[str]]:
        """The times before or after an event that are last moments."""
        found = [m for rule in (_BEFORE, _AFTER, _MONTH_END) for m in rule.finditer(self.words)]
        return [m for m in found if not _NOT_DUE.search(self.words[: m.start()])]


def due_of(question: str, text: str) -> Due | None:
    """The day that a question asks for, where it follows from the day of an event; else None.

    Examples:
        >>> text = "Entries close at least two weeks before the race. The race is on 8 June 2025."
        >>> due_of("By what date do we have to enter?", text).formula
        'subtract(day(2025, 6, 8), weeks=2)'
    """
    if not (asks_day(question) or _ASKED.search(question)) or _EARLIEST.search(question):
        return None
    sentences = _sentences(text)
    rule = _rule(question, sentences) or _rule(question, sentences, is_elsewhere=True)
    if rule is None or not _is_sole(question, rule, sentences):
        return None
    match = rule.matches[0]
    phrase = _EVENT_END.sub("", match["event"]).strip()
    is_clear = _CLEAR.search(rule.words) is not None
    event = _event(phrase, question, text, rule, sentences, is_after=match.re is _AFTER)
    is_open = event is not None and any(_is_open(s, match) for s in event.sentences)
    is_open = is_open or (event is not None and _is_end_open(phrase, event, rule, sentences))
    if is_open or not _is_about(question, rule, sentences, event):
        return None
    if event is None:
        return _of_term(match, phrase, question, rule, sentences) if not is_clear else None
    formula = _formula(match, event.formula, is_clear=is_clear)
    return Due(formula, tuple(dict.fromkeys((rule.words, *event.sentences)))) if formula else None


def _sentences(text: str) -> list[_Sentence]:
    found = []
    for place, block in enumerate(_BLOCKS.split(text)):
        said = [
            " ".join(s.split()).rstrip(".") for s in _SENTENCES.split(_ENUMERATED.sub("", block))
        ]
        said = [sentence for sentence in said if sentence]
        is_headed = len(said) > 1 and len(said[0].split()) <= _MOST_HEADING_WORDS
        heading = said[0] if is_headed else ""
        found += [_Sentence(sentence, heading, place) for sentence in said[is_headed:]]
    return found


def _content(question: str) -> set[str]:
    """The stems of what a question is about, besides what is to be done until a day."""
    deeds = [m[0] for topic in _TOPICS for m in topic.finditer(question)]
    return set(stems(question)) - _GENERIC - set(stems(" ".join(deeds)))


def _is_open(sentence: str, match: re.Match[str]) -> bool:
    """Whether an event was called off, or its day is the last of several before which it counts."""
    is_last = any(_FIRST_OF.search(sentence[:first]) for first, *_ in dated(sentence))
    return _CALLED_OFF.search(sentence) is not None or (is_last and match.re is not _AFTER)


def _is_end_open(
    phrase: str, event: Event, rule: _Sentence, sentences: Sequence[_Sentence]
) -> bool:
    """Whether the day of an end is that of a beginning, or the end was moved in other words."""
    if not _END_OF.match(phrase) or not event.sentences:
        return False
    is_moved = any(
        _EXTENDED.search(one.words)
        for one in sentences
        if one.words != rule.words and one.words not in event.sentences
    )
    said = " ".join(event.sentences)
    return is_moved or (_BEGUN.search(said) is not None and _ENDED.search(said) is None)


def _is_sole(question: str, rule: _Sentence, sentences: Sequence[_Sentence]) -> bool:
    """Whether a rule has one time, in days of the calendar, and no other rule is the one asked."""
    others = (_WHICHEVER, _WORKING, _OF_IT)
    is_plain = len(rule.matches) == 1 and not any(one.search(rule.words) for one in others)
    return is_plain and not _is_of_another(question, rule, sentences)


def _is_of_another(question: str, rule: _Sentence, sentences: Sequence[_Sentence]) -> bool:
    """Whether another rule for the same event has what the question says and this one does not."""
    asked = set(stems(question)) - _GENERIC - set(stems(f"{rule.heading} {rule.words}"))
    events = {frozenset(stems(_EVENT_END.sub("", m["event"]))) for m in rule.matches}
    return any(
        asked & set(stems(other.words))
        for other in sentences
        if other.words != rule.words
        for m in other.matches
        if frozenset(stems(_EVENT_END.sub("", m["event"]))) in events
    )


def _is_about(
    question: str, rule: _Sentence, sentences: Sequence[_Sentence], event: Event | None
) -> bool:
    """Whether a rule stands beside what a question is about, or counts from the day of that."""
    content = _content(question)
    near = {s for one in sentences if one.block == rule.block for s in stems(one.words)}
    near |= set(stems(rule.heading))
    told = set(stems(" ".join(event.sentences))) if event else set()
    is_elsewhere = content and not content & (told | set(stems(f"{rule.heading} {rule.words}")))
    if is_elsewhere and any(content <= set(stems(s.words)) for s in sentences if dated(s.words)):
        return False  # what the question is about has another day: the retake
    return not content or bool(content & near) or _content(_FILE.sub(" ", question)) <= told


def _rule(
    question: str, sentences: Sequence[_Sentence], *, is_elsewhere: bool = False
) -> _Sentence | None:
    """The one sentence with a time or a day that says most of what is asked.

    Args:
        question: What is asked.
        sentences: Those of the text.
        is_elsewhere: Whether what the question is about may stand in another block.
    """
    topics = [topic for topic in _TOPICS if topic.search(question)]
    asked = set(stems(question)) - _GENERIC
    content = set() if is_elsewhere else _content(question)
    blocks: dict[int, set[str]] = {}
    for sentence in sentences:
        blocks.setdefault(sentence.block, set()).update(stems(sentence.words))
    scored: list[tuple[tuple[int, int], _Sentence]] = []
    for sentence in sentences:
        said = f"{sentence.heading}. {sentence.words}"
        is_dated = bool(dated(sentence.words)) and _DEADLINE.search(sentence.words)
        if not (sentence.matches or is_dated or _WORKING.search(sentence.words)):
            continue
        shared = [topic for topic in topics if topic.search(said)]
        near = blocks[sentence.block] | set(stems(said))
        if (topics and not shared) or (content and not content & near):
            continue
        own = len(asked & set(stems(said))) + len(shared)
        scored.append(((own, len(asked & near)), sentence))
    return _best(scored, least=1 if topics else _FEWEST)


def _best(scored: Sequence[tuple[tuple[int, int], _Sentence]], least: int) -> _Sentence | None:
    """The sentence with the highest score; of equal ones a later one that says what is new."""
    top = max((score for score, _ in scored), default=(0, 0))
    best = [sentence for score, sentence in scored if score == top]
    if not best or not best[-1].matches or sum(top) < least:
        return None
    return best[-1] if len(best) == 1 or _ANEW.search(best[-1].words) else None


def _event(
    phrase: str,
    question: str,
    text: str,
    rule: _Sentence,
    sentences: Sequence[_Sentence],
    *,
    is_after: bool,
) -> Event | None:
    if _THIS.match(phrase):
        return _document(rule, sentences)
    told = event_of(phrase, question, [question.rstrip(" ?")], is_after=is_after)
    if told is not None:
        return Event(told.formula, ())
    others = [s.words for s in sentences if s.words != rule.words or dated(s.words)]
    return event_of(phrase, text, others, is_after=is_after)


def _of_term(
    match: re.Match[str],
    phrase: str,
    question: str,
    rule: _Sentence,
    sentences: Sequence[_Sentence],
) -> Due | None:
    """The day before or after the end of a contract's term, which is counted half open."""
    after = end_after(phrase, question, [sentence.words for sentence in sentences])
    if after is None:
        return None
    if match.re is _MONTH_END:
        formula = _formula(match, f"subtract({after[0]}, days=1)", is_clear=False)
    else:
        formula = f"subtract({_formula(match, after[0], is_clear=False)}, days=1)"
    return Due(formula, tuple(dict.fromkeys((rule.words, *after[1]))))


def _document(rule: _Sentence, sentences: Sequence[_Sentence]) -> Event | None:
    """The day of the document that a rule stands in, by its line of a place and a day."""
    lines = [
        (s, days[0][2])
        for s in sentences
        if len(days := dated(s.words)) == 1 and re.fullmatch(_DATELINE, s.words[: days[0][0]])
    ]
    near = [line for line in lines if line[0].block > rule.block][:1] or lines[:1]
    if not near or (len(lines) > 1 and lines[0][0].block < rule.block):
        return None
    sentence, day = near[0]
    return Event(f"day({day.year}, {day.month}, {day.day})", (sentence.words,))


_DATELINE = r"(?i)(?:[\w'. -]{2,30},? (?:the |on )?|(?:date[d]?:?|issued(?: on)?) )?"


def _formula(match: re.Match[str], event: str, *, is_clear: bool) -> str:
    """The formula of a day by the match of its rule; empty if the day is not certain."""
    if match.re is _MONTH_END:
        before = match["way"].lower() in ("before", "preceding", "prior to")
        return (
            f"end_of_month(subtract(end_of_month({event}), months=1))"
            if before
            else (f"end_of_month({event})")
        )
    count, unit = amount_of(match["count"]), match["unit"].lower()
    name = "subtract" if match.re is _BEFORE else "add"
    if not is_clear or match.re is _AFTER:
        return f"{name}({event}, {unit}s={count:g})"
    days = {"day": 1, "week": 7}.get(unit)
    return f"{name}({event}, days={count * days + 1:g})" if days else ""
