"""The words of a goal that no rule for reports reads: a condition, another unit, one more question.

What names the occasion, what is told and what the table looks like is open, but for words that may
be a condition there. Every other word must be one that such goals are made of, or a name in the
table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.prose.mentions import SPELLED
from hocket.prose.naming import in_words_of, is_named, tokens
from hocket.prose.times import MONTHS, SEASON
from hocket.prose.unit import FACTOR, KNOWN, of_header
from hocket.prose.vocabulary import ASKS_EXTREMES, ASKS_MOST, CONDITIONS, PLAIN
from hocket.prose.wanted import (
    AVERAGED,
    EACH_YEAR,
    LIMITS,
    PERIOD_MEANS,
    PERIOD_TOTALS,
    POINTS,
    SENTENCES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.prose.series import Series
    from hocket.prose.wanted import Wanted

_READ = " the "
"""What stands for words that are read: a plain one, so that the rest of a sentence stays so."""
_FILE = r"\S+\.(?:csv|tsv|tab|json|jsonl|ndjson|xlsx|ods|md|markdown|txt)\b"
_LEAST = (
    r"(?:at least|no less than|no fewer than|not less than|minimum of|between)\s+(?:\d+ and )?$"
)
_ABOUT = "about|around|roughly|approximately|some|circa|ca\\.|exactly|precisely"
_PHRASES = (
    r"\bin (?:plain |simple |clear |good )?English\b",
    r"\b(?:in|with) (?:plain|simple|clear|short|easy) (?:words|sentences|language)\b",
    r"\b(?:easy|simple) to (?:read|understand|follow)\b",
    r"\b(?:at most |not more than |up to )?(?:a|one|1)[- ]page(?: at most| long)?\b",
    r"\bwith (?:a|an|its own) (?:short |good |suitable |fitting )?(?:title|headline)\b",
    r"\bover (?:the|all) (?:(?:whole|entire) )?(?:years|decades|period|time)\b|\bover time\b",
    r"\b(?:over|in|during|for) the (?:whole|entire) (?:period|time)\b",
    r"\bkeep it (?:simple|short|brief|plain)\b",
    r"\bso far\b|\bup to (?:now|today)\b|\bput together\b|\bdraw up\b|\bfacts only\b",
    r"\b(?:the|all) (?:numbers|counts|dates)(?= (?:are|come|stand)\b)",
    r"\bis enough\b|\bcounts?\b(?=\.)|\bby how much\b",
    r"\bwhere(?= (?:the )?(?:[\w-]+ ){1,2}(?:is|are)\b)|\ball (?:the )?years\b",
    r"\b(?:plain |simple )?(?=(?:average|mean)\b)",
)
_OCCASION = (
    "magazine|newsletter|newspaper|paper|bulletin|gazette|journal|leaflet|brochure|booklet|flyer|"
    "poster|handout|notice board|noticeboard|website|web page|home page|homepage|blog|intranet|"
    "lesson|class|course|seminar|workshop|lecture|talk|speech|presentation|project|assignment|"
    "homework|exhibition|meeting|assembly|conference|anniversary|festival|event|evening|school|"
    "club|society|association|union|group|team|council|board|committee|department|office|firm|"
    "company|museum|library|archive|chronicle|yearbook|annual report|radio|press|readers|members|"
    "pupils|students|parents|teachers?|staff|colleagues|visitors|guests|neighbours|neighbors|"
    "customers|public|boss|editors?|chair(?:man|woman)?|lay(?:people|men| readers)|beginners"
)
_UP_TO = r"(?=\s*[,.:;?(]|\s+(?:I|we)\b|\s+(?:write|please|create|prepare|make|describe|tell)\b|$)"
_ASKED = r"(?:wants?|needs?|would like|asks?(?: us| me)? for|(?:has|have) asked(?: us| me)? for)"
_FRAMES = (
    rf"\bfor (?:(?!\b(?:I|we)\b)[^.,:;?()]){{0,60}}?\b(?:{_OCCASION})\b[^.,:;?()]{{0,60}}?{_UP_TO}",
    rf"\bfor (?:our|my) [^.,:;?()]{{1,40}}?{_UP_TO}",
    rf"(?:^|(?<=[.?!] ))(?:our|my|the|a) (?:[\w'-]+ ){{1,6}}?{_ASKED}(?=\s)",
    (
        rf"(?:^|(?<=[.?!] ))(?:I am|I'm|we are) (?:giving|preparing|writing|holding) "
        rf"(?:a|an|our|the) [^.,:;?]{{0,60}}?\b(?:{_OCCASION})\b[^.,:;?]{{0,60}}?{_UP_TO}"
    ),
)
"""What says who wants the report and for what; it is open."""
_TOLD = r"\b(?:how|what)\b"
_DESCRIPTIONS = (
    (
        r"\b(?:(?:where|in which|with|and) )?(?:the )?(?:[\w-]+ ){1,3}?(?:(?:that|which) )?"
        r"(?:looks?|(?:is|are) (?:written|given|stated|noted)) (?:like|as) \S+?(?:\s*\([^()]*\))?"
        r"(?=[,.;?]?(?:\s|$))"
    ),
    r"\([^()]*\d[^()]* (?:is|means|stands for) [^()]*\)",
    rf"(?:{_FILE},? which|{_FILE}) (?:has|holds|contains|gives|lists|shows) (?:[^.;?!]|\.(?=\S))*",
)
"""What says how the table is written, and what it holds."""
_DESCRIBING = frozenset(
    ("every", "each", "percent", "percentage", "first", "second", "third", "fourth", "last")
)
"""Those of them that say what a table holds."""
_POOLS = {"total", "overall", "altogether", "combined", "sum", "together"}
_STEPS = r"\byear (?:to|on) year\b|\b(?:a|one) (?:year|month|week|day)\b(?! ago)"
_HEADS = frozenset(("population", "pop", "people", "inhabitants", "residents", "persons", "capita"))
_ROWS = r"\b(?:rows?|lines?|records?|entry|entries)\b (?:is|are|for|per)\b|\beach (?:row|line)\b"
_WORD = r"[^\W_]+(?:['’-][^\W_]+)*"


def unread_in(goal: str, wanted: Wanted, series: Sequence[Series], headers: Iterable[str]) -> str:
    """The first words of a goal that no rule reads; empty if each is read.

    Args:
        goal: Text of the goal.
        wanted: What was read from it.
        series: What is told.
        headers: The headers of the tables.
    """
    text = wanted.rest
    lone = _lone(goal, series, [*headers]) or _demanded(goal, series) or _step(text)
    if lone:
        return lone
    known = _known(wanted, series)
    for form in _DESCRIPTIONS:
        text = _opened(form, text, CONDITIONS - _DESCRIBING)
    text = re.sub(_FILE, _READ, text)
    text = _without_limits(text)
    for form in (*_PHRASES, *_period(wanted), *_computed(wanted), *_counted(series)):
        text = re.sub(form, _READ, text, flags=re.IGNORECASE)
    for form in _FRAMES:
        text = _opened(form, text, CONDITIONS, besides=_TOLD)
    return next(filter(None, (_first(part, known) for part in re.split(r"[.;:?!]\s", text))), "")


def _first(text: str, known: set[str]) -> str:
    """The words from the first to the last that are not known; empty if all are."""
    unread = [
        match
        for match in re.finditer(_WORD, text)
        if not {match[0].casefold(), _folded(match[0])} & known
    ]
    return " ".join(text[unread[0].start() : unread[-1].end()].split()) if unread else ""


def _folded(word: str) -> str:
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    return word.removesuffix("s") if len(word) > 3 else word  # noqa: PLR2004 - not 'gas', 'its'


def _opened(form: str, text: str, closed: frozenset[str], besides: str = "$^") -> str:
    """The text without what has a form, unless some word of that may be a condition.

    What follows ``besides`` in the same clause stays: it is about what is told.
    """

    def read(match: re.Match[str]) -> str:
        words = {word.casefold() for word in re.findall(_WORD, match[0])}
        clause = re.split(r"[:;.?!]", text[: match.start()])[-1]
        told = re.search(besides, clause, re.IGNORECASE)
        return match[0] if words & closed or told else _READ

    return re.sub(form, read, text, flags=re.IGNORECASE)


def _without_limits(text: str) -> str:
    """The text without the words that limit its length; a least length is not kept."""
    limits = {m[1] for form in LIMITS for m in re.finditer(form, text, re.IGNORECASE)}
    for form in (rf"\b(?:{_ABOUT})\s+\d{{2,4}}\s+words", *LIMITS):
        match = re.search(form, text, re.IGNORECASE)
        least = match and re.search(_LEAST, text[: match.start()], re.IGNORECASE)
        if match and not least and len(limits) == 1:
            return f"{text[: match.start()]}{_READ}{text[match.end() :]}"
    return text


def _period(wanted: Wanted) -> list[str]:
    """The forms of the times that are read."""
    day = rf"(?:\d\d?\s+)?(?:(?:{'|'.join(MONTHS)})\s+)?(?:\d\d?,\s+)?"
    years = {str(year) for year in (wanted.start, wanted.end, *wanted.years) if year}
    start, end = ((year or 0) for year in (wanted.start, wanted.end))
    forms = [rf"\bafter\s+{start - 1}\b", rf"\bbefore\s+{end + 1}\b"]
    if not years:
        return forms
    either = "|".join(sorted(years))
    span = rf"{day}(?:{either})(?:-\d\d)*"
    return [
        *forms,
        rf"\b(?:from|between)\s+{span}\s*(?:to|until|till|through|and|up to|-|–)\s*{span}",
        rf"\b(?:since|from|until|till|up to|to|in|for|of)\s+(?:the years?\s+)?{span}\b",
        rf"\b{span}\b(?!\s*[a-z]*%)",
    ]


def _computed(wanted: Wanted) -> list[str]:
    """The forms of the averages, totals, points and sentences that are read."""
    verbs = "use|take|consider|count|show|tell|compare"
    forms = [rf"\b(?:only|just)\s+(?:(?:{verbs})\s+)?;", r";\s+(?:only|alone)\b"]
    forms += [PERIOD_MEANS] if wanted.mean_of else []
    forms += [PERIOD_TOTALS] if wanted.sum_of else []
    forms += [*AVERAGED, EACH_YEAR] if wanted.averaged else []
    forms += [SENTENCES] if wanted.sentences else []
    return [*forms, *([r"\b(?:as |in |with )?" + POINTS] if wanted.listed else [])]


def _grains(series: Sequence[Series]) -> set[str]:
    """How often there is a figure, as it is told."""
    times = [time for one in series for time in one.times]
    if any(time[2] for time in times):
        return {"daily"}
    if not any(time[1] for time in times):
        return {"yearly", "annual"}
    quarters = all(len(MONTHS) < time[1] < SEASON for time in times)
    return {"quarterly"} if quarters else {"monthly"}


def _counted(series: Sequence[Series]) -> list[str]:
    """The forms of what is counted, and of the number of things that are told: 'the 3 towns'."""
    number = len({one.entity for one in series})
    words = [word for word, value in SPELLED.items() if value == number]
    named = "|".join(re.escape(word) for one in series for word in tokens(one.measure))
    forms = [rf"\b(?:how many|numbers? of)\b(?=\s+(?:the\s+)?(?:{named}))"] if named else []
    of = rf"\b(?:{'|'.join([*words, str(number)])})\s+(?=[a-z]+s\b)"
    return [*forms, *([of] if number > 1 else [])]


def _known(wanted: Wanted, series: Sequence[Series]) -> set[str]:
    """The words that are known wherever they stand."""
    stated = [f"{one.entity} {one.column} {one.unit.name} {one.unit.factor}" for one in series]
    # What the goal itself calls something may hold a condition.
    called = [wanted.subject, *(f"{one.measure} {one.source}" for one in series)]
    words = {word for word in _words_of(called) if word not in CONDITIONS and not word.isdigit()}
    words |= {*_words_of(stated), *_grains(series)}
    words |= ASKS_EXTREMES if wanted.extremes else set()
    words |= ASKS_MOST if wanted.most else set()
    pooled = len(series) == 1 or any(one.sum_of or one.is_total for one in series)
    words |= _POOLS if wanted.total and pooled else set()
    words |= {"share", "shares", "proportion", "mix", "percent"} if wanted.shares else set()
    return {*PLAIN, *words, *map(_folded, words)}


def _words_of(texts: Sequence[str]) -> set[str]:
    parts = {word for text in texts for word in tokens(text)}
    return parts | {word.casefold() for text in texts for word in re.findall(_WORD, text)}


def _step(text: str) -> str:
    """That a change for each year, or from one to the next, is asked for."""
    match = re.search(_STEPS, text, re.IGNORECASE)
    return match[0] if match else ""


def _demanded(goal: str, series: Sequence[Series]) -> str:
    """A unit in which figures are wanted that the header of a column does not state."""
    verbs = r"(?:give|show|express|state|put|convert|report|write|use|tell)"
    form = rf"\b{verbs}\s+(?:[a-z]+\s+){{0,2}}?(?:\w+\s+)?in\s+(?:{FACTOR}|{KNOWN})(?!\w)"
    form = rf"{form}|(?:^|(?<=[.?!] ))In\s+(?:{FACTOR})(?!\w)"
    match = re.search(form, goal, re.IGNORECASE)
    stated = all(of_header(one.column)[1] for one in series)
    return match[0] if match and not stated else ""


def _lone(goal: str, series: Sequence[Series], headers: Sequence[str]) -> str:
    """A name in a list of things that the table has not, or heads that are to be divided by."""
    entities = {one.entity for one in series} - {""}
    name = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*"
    for match in re.finditer(rf"{name}(?:,? (?:and|or) (?:the )?{name}|, (?:the )?{name})+", goal):
        items = re.findall(name, match[0])
        if entities and any(is_named(one, match[0]) for one in entities):
            rest = [item for item in items if not any(is_named(one, item) for one in entities)]
            if rest:
                return str(rest[0])
    counted = _counts_rows(goal, series)
    if counted:
        return counted
    per = re.search(r"\bper (?:head|capita|person|inhabitant)\b", goal, re.IGNORECASE)
    told = {one.column for one in series}
    divided = any({*tokens(of_header(header)[0])} & _HEADS for header in {*headers} - told)
    named = {token for one in series for token in tokens(f"{one.column} {one.unit.name}")}
    return per[0] if per and divided and "per" not in named else ""


def _counts_rows(goal: str, series: Sequence[Series]) -> str:
    """A number of things that may be that of the rows: no column is called after them."""
    match = re.search(r"\b(?:number of|how many) (?:the )?([a-z]+)", goal)
    if match is None or any(in_words_of(of_header(one.column)[0], goal) for one in series):
        return ""
    by_row = re.search(_ROWS, goal, re.IGNORECASE)
    by_day = any(time[2] for one in series for time in one.times)
    return match[0] if by_row or by_day else ""
