"""What a goal asks of a report: its length, its period, averages, its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hocket.prose.chosen import selection_of
from hocket.prose.mentions import SPELLED
from hocket.prose.questions import Question, questions_of
from hocket.prose.selection import Selection
from hocket.prose.times import MONTH, YEAR
from hocket.prose.unit import FACTOR, KNOWN

DEFAULT_WORDS = 220
MARGIN = 0.94
"""Share of the limit that is used: readers count words differently."""

_AMOUNT = r"(\d{2,4})\s+words?"
_MOST = (
    r"at most|max(?:imum|\.)?(?: of)?|up to|no more than|not more than|no longer than|within|"
    r"not longer than|not exceed(?:ing)?|limit of|under|below|less than|fewer than"
)
LIMITS = (
    rf"(?:{_MOST})\s+{_AMOUNT}",
    rf"{_AMOUNT}\s+(?:at most|max(?:imum|\.)?|or (?:less|fewer)|at the most|limit)",
    r"(\d{2,4})[- ]words?\b",
    _AMOUNT,
)
_WANTED_WORDS = (
    r"\b(?:about|around|roughly|approximately|some|circa|ca\.|exactly|precisely)\s+(\d{2,4})\s+words"
    r"|\b(\d{2,4})-words?\b"
)
_CHANGES = (
    r"chang\w*|develop\w*|ris(?:e|en)|rose|fall(?:en)?|fell|grow|grown|grew|increased?|decreased?|"
    r"evolved?|vary|varied|went|moved?|go|gone|shift\w*|fared?|look\w*|did|progress\w*|declin\w*"
)
_WITHIN = (
    rf"\b(?:{_CHANGES})\s+(?:in|during|throughout|over|within)\s+(?:the\s+(?:year|course\s+of)\s+)?"
    rf"({YEAR})\b(?!\s*(?:to|and|or|,|[-\u2013])\s*\d)"
)
_COURSE = "change|development|history|course|rise|fall|decline|growth|trend"
_HAS = r"(?:has |have |had |did |does |do )"
_END = r"(?= from\b| between\b| since\b| over\b| in \d|[?.,;:]|$)"
_SUBJECTS = (
    rf"how (?:{_HAS}|much {_HAS})?(?:the )?(.+?) {_HAS}?(?:{_CHANGES})\b",
    rf"what happened to (?:the )?(.+?){_END}",
    rf"(?:{_COURSE}) (?:of|in) (?:the )?(.+?){_END}",
    r"(?:holds|contains|lists|gives) (?:the )?(.+?)(?= from\b| in \d|[?.,;:(]|$)",
    rf"(?:report|article|text|piece|summary|overview) (?:on|about|of) (?:the )?(.+?){_END}",
)
_BY_MOST = r"(?:[^.?;]{0,20}\b(?:and|or)\s+\w+)?[^.?;]{0,12}\b(?:most|fastest|by the most)\b"
MOST_MOVED = {
    1: rf"\b(?:rose|rise|risen|gr[eo]w|grown|increased?|gained|climb(?:ed)?)\b{_BY_MOST}|"
    r"\b(?:largest|biggest|greatest|strongest) (?:increase|rise|growth|gain)\b",
    -1: rf"\b(?:fell|fall|fallen|drop(?:ped)?|declined?|decreased?|shr[ai]nk|lost)\b{_BY_MOST}|"
    r"\b(?:largest|biggest|greatest|strongest) (?:decrease|fall|drop|decline|loss)\b",
}
EXTREMES = {
    1: r"\b(?:highest|maximum|peak(?:ed)?|record high)\b",
    -1: r"\b(?:lowest|minimum|record low)\b",
}
_TOTALS = r"\b(?:total|overall|altogether|in all|combined|all together|sum of)\b"
_NO_THINGS = (
    r"years?|months?|weeks?|days?|quarters?|halves|thirds|seasons?|decades?|period|times?|hours?|values?|figures?"
    r"|readings?|measurements?|monthly|daily"
)
_NUMBER = rf"(?:\d+|{'|'.join(SPELLED)}|eleven|twelve|fifteen|twenty|thirty|fifty) "
_THINGS = rf"(?!(?:{_NO_THINGS})\b)([a-z]{{3,}}s)\b"
_OWNED = r"(?:of )?(?:the |our |its |their )?"
AVERAGED = (
    (
        rf"\b(?:averaged?|means?|averages)(?: [a-z]+){{0,3}}? (?:over|across) (?:all )?{_OWNED}"
        rf"(?:{_NUMBER})?{_THINGS}"
    ),
    rf"\b(?:averages?|means?)(?: [a-z]+){{0,3}}? (?:of|for) all {_OWNED}(?:{_NUMBER})?{_THINGS}",
    rf"(?<!\ban )(?<!\ba )\b(?:averages?|means?) of {_OWNED}{_NUMBER}{_THINGS}",
)
"""The average over several things of one time: of all stations, over the 12 districts."""
EACH_YEAR = r"\b(?:each|every|per|by|of the) year\b|\b(?:yearly|annual)"
_THE_FIGURES = (
    r"(?:the )?(?:[a-z]+ )?(?:figures?|values?|numbers?|readings?|counts?) (?:of|for|in) "
)
_MEAN = r"(?:averages?|means?|mean values?)"
_THE_PARTS = (
    r"(?:the )?(?:figures|values|numbers|readings|months|quarters|weeks|days) "
    r"(?:(?:of|for|in) (?:each|every)|by) (year|month|quarter)\b"
)
PERIOD_MEANS = (
    rf"\b(year|annual|month|quarter)(?:ly)?\s+{_MEAN}\b|\b{_MEAN} (?:of|for|by|per) "
    r"(?:each |every |the )?(year|month|quarter)s?\b|\b(?:average|mean)s? (?:of )?"
    rf"{_THE_FIGURES}(?:each|every) (year|month|quarter)\b|\b(?:average|mean)d? (?:of |over )?"
    rf"(?:all )?{_THE_PARTS}"
)
PERIOD_TOTALS = (
    r"\b(year|annual|month|quarter)(?:ly)?\s+(?:totals?|sums?)\b|\b(?:totals?|sums?) "
    r"(?:of|for|by|per) (?:each |every |the )?(year|month|quarter)s?\b|\b(?:total|sum)s? "
    rf"(?:of )?{_THE_FIGURES}(?:each|every) (year|month|quarter)\b|\b(?:add(?:ed)?(?: up)?"
    rf"|sum(?:med)?(?: up| of)?|totals? of) (?:all )?{_THE_PARTS}"
)
_PERIODS = {"": "", "month": "monthly", "quarter": "quarterly"}
_QUOTED = (
    r"(?:\"([^\"\n]{2,90})\"|\u201c([^\u201d\n]{2,90})\u201d|'([^'\n]{2,90})'"
    r"|\u2018([^\u2019\n]{2,90})\u2019)"
)
_TITLED = (
    r"(?:(?:under|with|and|use|give it|its|has|the|a|an|as)\s+)*(?:title|headline)"
    rf"(?:\s+(?:is|should be|of|reads))?:?\s+{_QUOTED}|\b(?:titled|entitled|headed)\s+{_QUOTED}"
)
POINTS = r"\b(?:bullet(?:ed)?|points|bullets|key points)\b"
_COUNTED = r"(\d|one|two|three|four|five|six|seven|eight|nine|ten)"
SENTENCES = rf"\b{_COUNTED}\s+(?:\w+\s+)?(?:sentences?|(?:bullet |key )?points|bullets)\b"
_SHARES = r"\b(?:shares?|proportions?|mix|percentages? of)\b"
_PRONOUNS = (
    r"far|much|many|often|fast|quickly|strongly|it|its|they|this|that|these|those|things?|we|you|"
    r"the (?:figures?|values?|data)"
)
_ASIDES = rf"\s*\([^()]*\)|,?\s+\bin\s+(?:{FACTOR}\s+(?:of\s+)?)?(?:{KNOWN})(?!\w).*$"
"""What a subject says of its units."""
MAX_SUBJECT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a goal asks of a report.

    Attributes:
        words: The most words.
        start: The first year, if one is named.
        end: The last year, if one is named.
        mean_of: ``yearly``, ``quarterly`` or ``monthly`` if it asks for such averages.
        sum_of: The same if it asks for such totals.
        subject: What the report is on, in the words of the goal.
        shares: Whether it speaks of shares.
        months: Whether it names a month.
        most: The directions of which it asks what went that way most: 1 is up, -1 is down.
        extremes: Whether it asks for the highest value (1) or the lowest (-1).
        total: Whether it asks for the total of several things.
        averaged: The things over which it asks for an average of each year; else empty.
        sentences: How many sentences it asks for; 0 if it does not say.
        listed: Whether it asks for bullet points.
        years: The years that it names besides the period.
        about_words: How many words it wants about; 0 if it only limits them.
        selection: Which figures it means.
        title: The title that it gives the report.
        questions: What it asks besides how something changed.
        rest: The goal without the words that say so.
    """

    words: int = DEFAULT_WORDS
    start: int | None = None
    end: int | None = None
    mean_of: str = ""
    sum_of: str = ""
    subject: str = ""
    shares: bool = False
    months: bool = False
    most: tuple[int, ...] = ()
    extremes: tuple[int, ...] = ()
    total: bool = False
    averaged: str = ""
    sentences: int = 0
    listed: bool = False
    years: tuple[int, ...] = ()
    about_words: int = 0
    selection: Selection = field(default_factory=Selection)
    title: str = ""
    questions: tuple[Question, ...] = ()
    rest: str = ""


def wanted_of(goal: str) -> Wanted:
    """What a goal asks for.

    Examples:
        >>> wanted = wanted_of("150 words at most: how did the rain change from 1990 to 2010?")
        >>> wanted.words, wanted.start, wanted.end, wanted.subject
        (141, 1990, 2010, 'rain')
    """
    selection = selection_of(_plainer(goal))
    title, goal = title_of(selection.rest)
    questions, goal = questions_of(goal)
    start, end = _period(goal)
    plain = re.sub(r"\([^()]*\)|\S+\.\w{2,5}\b", " ", goal)
    years = {int(year) for year in re.findall(rf"\b{YEAR}\b", plain)} - {start, end}
    return Wanted(
        words=_words(goal),
        start=start,
        end=end,
        mean_of=_named_period(PERIOD_MEANS, goal),
        sum_of=_named_period(PERIOD_TOTALS, goal),
        subject=_subject(goal),
        shares=bool(re.search(_SHARES, goal, re.IGNORECASE)),
        most=tuple(
            sign for sign, form in MOST_MOVED.items() if re.search(form, goal, re.IGNORECASE)
        ),
        extremes=tuple(s for s, form in EXTREMES.items() if re.search(form, goal, re.IGNORECASE)),
        total=bool(re.search(_TOTALS, goal, re.IGNORECASE)),
        averaged=_averaged(goal),
        sentences=_sentences(goal),
        listed=bool(re.search(POINTS, goal, re.IGNORECASE)),
        years=tuple(sorted(years)),
        about_words=_about_words(goal),
        selection=selection,
        title=title,
        questions=questions,
        rest=goal,
        months=bool(re.search(rf"\b{MONTH}\s+{YEAR}\b", goal, re.IGNORECASE)),
    )


def _named_period(form: str, goal: str) -> str:
    """The period whose averages or totals are asked for; empty if none are."""
    match = re.search(form, goal, re.IGNORECASE)
    word = next(filter(None, match.groups()), "").lower() if match else ""
    return _PERIODS.get(word, "yearly")


def title_of(goal: str) -> tuple[str, str]:
    """The title that a goal states in quotes, and the goal without it.

    Examples:
        >>> title_of("Write a.md under the title 'Our hens': how did they do?")
        ('Our hens', 'Write a.md ;: how did they do?')
    """
    match = re.search(_TITLED, goal)
    if match is None:
        return "", goal
    title = next(filter(None, match.groups()))
    return title.rstrip("."), f"{goal[: match.start()]};{goal[match.end() :]}"


def _averaged(goal: str) -> str:
    """The things over which the average of each year is asked for.

    Examples:
        >>> _averaged("How did rents change? Take the mean over the 9 towns for each year.")
        'towns'
        >>> _averaged("Take the yearly averages over the months.")
        ''
    """
    found = (re.search(form, goal, re.IGNORECASE) for form in AVERAGED)
    things = next((match[1].lower() for match in found if match), "")
    return things if re.search(EACH_YEAR, goal, re.IGNORECASE) else ""


def _words(goal: str) -> int:
    for form in LIMITS:
        match = re.search(form, goal, re.IGNORECASE)
        if match:
            return int(int(match[1]) * MARGIN)
    return DEFAULT_WORDS


def _about_words(goal: str) -> int:
    """How many words a goal wants about or exactly.

    Examples:
        >>> _about_words("about 200 words"), _about_words("a 90-word text")
        (200, 90)
        >>> _about_words("not more than 200 words")
        0
    """
    match = re.search(_WANTED_WORDS, goal, re.IGNORECASE)
    return int(match[1] or match[2]) if match else 0


def _sentences(goal: str) -> int:
    match = re.search(SENTENCES, goal, re.IGNORECASE)
    if match is None:
        return 0
    return int(match[1]) if match[1].isdecimal() else SPELLED[match[1].lower()]


def _plainer(goal: str) -> str:
    """The goal with ends of years as years, and with decades as their years.

    Examples:
        >>> _plainer("from the start of 1981 to the end of May 1992"), _plainer("in the 1980s")
        ('from 1981 to May 1992', 'from 1980 to 1989')
    """
    time = rf"(?=(?:the year )?(?:{MONTH} )?{YEAR}\b)"
    goal = re.sub(
        rf"\b(until|till|up to|to|through) (?:the )?(?:very )?(?:end|close) of {time}",
        r"\1 ",
        goal,
        flags=re.IGNORECASE,
    )
    goal = re.sub(
        rf"\b(since|from) (?:the )?(?:very )?(?:start|beginning) of {time}",
        r"\1 ",
        goal,
        flags=re.IGNORECASE,
    )

    def decade(match: re.Match[str]) -> str:
        return f"from {match[1]} to {int(match[1]) + 9}"

    form = r"\b(?:in|during|over|through|throughout) the ((?:1[5-9]|2[01])\d0)s\b"
    return re.sub(form, decade, goal, flags=re.IGNORECASE)


def _period(goal: str) -> tuple[int | None, int | None]:
    """The first and last year that the goal speaks of."""
    month = rf"(?:{MONTH}\s+)?"
    pair = re.search(
        rf"\b{month}({YEAR})\s*(?:to|until|till|through|and|-|–|up to)\s*(?:\d\d?\s+)?{month}"
        rf"({YEAR})\b",
        goal,
        re.IGNORECASE,
    )
    if pair:
        years = sorted((int(pair[1]), int(pair[2])))
        return years[0], years[1]
    # In brackets stands what a figure means.
    goal = re.sub(r"\([^()]*\)", " ", goal)
    within = re.search(_WITHIN, goal, re.IGNORECASE)
    if within:
        return int(within[1]), int(within[1])
    day = rf"(?:\d\d?\s+)?{month}"
    since = re.search(rf"\b(since|from|after)\s+{day}({YEAR})\b", goal, re.IGNORECASE)
    until = re.search(rf"\b(until|till|up to|to|before)\s+{day}({YEAR})\b", goal, re.IGNORECASE)
    start = int(since[2]) + (since[1].lower() == "after") if since else None
    end = int(until[2]) - (until[1].lower() == "before") if until else None
    return (start, end) if start is None or end is None or start <= end else (None, None)


def _subject(goal: str) -> str:
    for form in _SUBJECTS:
        for match in re.finditer(form, goal, re.IGNORECASE):
            subject: str = match[1].strip()
            subject = re.sub(
                r"^(?:an? |how )|^(?:yearly|annual|monthly) averages?(?: of)? ?", "", subject
            )
            short = len(subject.split()) <= MAX_SUBJECT_WORDS
            if re.match(r"(?:a|an|one|two|three|half|\d+)[- ]?(?:pages?|words?)?\b", subject):
                continue
            subject = re.sub(_ASIDES, "", subject, flags=re.IGNORECASE).strip(" ,")
            if re.fullmatch(_PRONOUNS, subject, re.IGNORECASE):
                continue
            if subject and short and not re.search(r"\.\w|[.;:]", subject):
                return subject
    return ""
