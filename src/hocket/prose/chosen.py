"""The words by which a goal says which figures it means, and what they say.

Words that may be meant in more than one way, such as two picks of one period, are left in the rest
of the goal, so that they count as not read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.prose.mentions import SPELLED
from hocket.prose.selection import Selection
from hocket.prose.times import MONTHS, QUARTERS, YEAR, month_of, quarter, time_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.prose.times import Time

FIGURES = (
    r"(?:figures?|values?|readings?|numbers?|counts?|entry|entries|measurements?|observations?"
    r"|data points?|records?|rows?|lines?|ones?|results?|levels?|prices?|rates?|amounts?|totals?"
    r"|temperatures?|heights?|depths?|speeds?|balances?|stocks?|scores?|weights?|quotes?|stands?)"
)
_PICKS = {
    "last": "last|latest|final|closing|most recent",
    "first": "first|earliest|opening",
    "highest": "highest|largest|greatest|biggest|maximum|maximal|peaks?|top|highs?|maxim(?:a|ums)",
    "lowest": "lowest|smallest|least|minimum|minimal|lows?|minim(?:a|ums)",
    "middle": "middle|medians?",
}
_PICKED = "|".join(_PICKS.values())
_PER = r"(?P<per>year|quarter|month|week)"
_EACH = rf"(?:each|every|any)\s+(?:single\s+|calendar\s+)?{_PER}\b(?!['’]s)"
_NO_KINDS = (
    r"half|halves|weeks?|months?|quarters?|years?|days?|and|or|but|with|to|than|by|of|in|for|other"
    rf"|several|few|dozen|{'|'.join([*SPELLED][2:])}"
)
_THINGS = rf"(?:(?:\s+(?!(?:{_NO_KINDS})\b)[a-z][a-z-]*){{0,3}}?\s+{FIGURES})"
"""What is picked; a largest rise or a largest town is no figure of the table."""
_PICK = rf"\b(?:only\s+|just\s+)?(?:the\s+)?(?:very\s+)?(?P<pick>{_PICKED})\b"
_ADVERBS = {"yearly": "year", "annual": "year", "quarterly": "quarter", "monthly": "month"}
_ADVERBS["weekly"] = "week"
_TAKE = r"(?:use|take|consider|show|give|tell|keep|count|pick|choose)"
_PICK_FORMS = (
    rf"{_PICK}{_THINGS}?\s+(?:of|in|for|from|within)\s+{_EACH}(?:\s+only)?",
    rf"{_PICK}(?:\s+{FIGURES})?\s+(?:per|by)\s+{_PER}\b(?:\s+only)?",
    rf"\b(?:each|every)\s+{_PER}['’]s\s+{_PICK}{_THINGS}",
    (
        rf"\b(?:of|for|from|in)\s+(?:each|every)\s+{_PER},?\s+(?:{_TAKE}\s+)?(?:only\s+|just\s+)?{_PICK}"
        rf"{_THINGS}(?:\s+only)?"
    ),
    (
        rf"\b(?P<adverb>{'|'.join(_ADVERBS)})\s+(?P<pick>highs?|peaks?|maxim(?:um|a|ums)|lows?"
        rf"|minim(?:um|a|ums)|medians?)\b(?:\s+{FIGURES})?"
    ),
)
_END_FORMS = (
    (
        r"\b(?:at|as of|as at|from)\s+(?:the\s+)?(?P<end>end|close|start|beginning)\s+of\s+"
        rf"(?:each|every)\s+{_PER}\b"
    ),
    rf"\b(?:at|as of|as at)\s+(?:each|every)\s+{_PER}(?:[- ]|['’]s\s+)(?P<end>end|start)\b",
    rf"\b{_PER}[- ](?P<end>end)\s+{FIGURES}",
    rf"\b(?P<end>end|start)[- ]of[- ](?:the[- ])?{_PER}\s+{FIGURES}",
    (
        rf"(?:\b(?:on|as of|as at)|\b(?:the\s+)?{FIGURES}\s+(?:of|for|from|on|at))\s+31\s+"
        r"(?P<end>December)\s+(?:of\s+|in\s+)?(?:each|every)\s+(?P<per>year)\b"
    ),
)
_STARTS = ("start", "beginning")
_NAMED = rf"(?-i:{'|'.join(MONTHS)})"
_GOES_ON = r"(?!\w|\s+(?:of\s+(?:the\s+year\s+)?)?\d|\s*(?:to|until|till|through|up to|[-–])\s*\w)"
_OF_MONTHS = rf"(?P<months>{_NAMED}s?(?:(?:,\s*|,?\s+and\s+|,?\s+or\s+){_NAMED}s?)*){_GOES_ON}"
_NTH = r"(?P<nth>first|second|third|fourth|last(?=[- ]quarters?\s+(?:of|in)\s+(?:each|every)))"
_QUARTERS = rf"(?:(?:the\s+)?{_NTH}[- ]quarters?|\bQ(?P<q>[1-4])){_GOES_ON}"
_ALONE = r"(?:\s+(?:of|in)\s+(?:each|every|the|all)\s+years?)?(?:\s+(?:only|alone))?"
_PART_FORMS = tuple(
    form
    for part in (_OF_MONTHS, _QUARTERS)
    for form in (
        (
            rf"\b(?:only\s+|just\s+)?(?:the\s+)?(?:{FIGURES}|those)\s+(?:of|for|from|in)\s+(?:each\s+|every\s+"
            rf"|the\s+)?{part}{_ALONE}"
        ),
        rf"\b(?:only\s+|just\s+)?(?:the\s+)?{part}\s+{FIGURES}{_ALONE}",
        rf"\b(?:in|for|of)\s+(?:each|every)\s+{part}{_ALONE}",
        rf"\bin\s+{part}\s+of\s+(?:each|every)\s+year(?:\s+only)?",
    )
)
_PART_FORMS += (
    (
        rf"\b(?:only\s+|just\s+)?(?:the\s+)?(?:{FIGURES}\s+(?:of|for|from|in)\s+)?the\s+"
        r"(?P<nthmonth>first|last)\s+month\s+of\s+(?:each|every)\s+year\b(?:\s+(?:only|matters|counts))?"
    ),
)
_ORDINALS = {
    "other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10,
    "twentieth": 20,
}  # fmt: skip
_COUNTS = {**dict([*SPELLED.items()][2:]), "twenty-five": 25}
_NUMBER = rf"(?P<n>\d+|{'|'.join(_COUNTS)})"
_STRIDE_FORMS = (
    (
        rf"\b(?:only\s+)?(?:the\s+)?(?:{FIGURES}\s+(?:of|for|from)\s+)?every\s+(?P<n>{'|'.join(_ORDINALS)}"
        rf"|\d+(?:st|nd|rd|th))\s+year\b(?:['’]s\s+{FIGURES})?(?:\s+only)?"
    ),
    rf"\b(?:only\s+)?(?:the\s+)?(?:{FIGURES}\s+(?:of|for|from)\s+)?every\s+{_NUMBER}\s+years\b",
    rf"\b(?:in|at)\s+(?:steps|intervals)\s+of\s+{_NUMBER}\s+years\b",
)
_LEAVE = (
    r"(?:without|except(?:\s+for)?|excluding|ignor(?:e|ing)|skip(?:ping)?|omit(?:ting)?"
    r"|(?:leave|leaving)\s+(?:out|off)|(?:do\s+not|don't)\s+(?:use|take|count|include))"
)
_OPEN = (
    r"(?:unfinished|incomplete|partial|running|not\s+(?:yet\s+)?(?:complete|over|finished|whole))"
)
_REASON = (
    rf"(?:,?\s+(?:which|that|as\s+it|because\s+it|since\s+it)\s+(?:is|was)\s+(?:still\s+)?{_OPEN})"
)
_WHOLE_FORMS = (
    rf"\b{_LEAVE}\s+the\s+(?:last,?\s+)?{_OPEN},?\s+(?:last\s+)?(?:year|one)\b",
    rf"\b{_LEAVE}\s+the\s+last\s+year{_REASON}",
    rf"\b{_LEAVE}\s+(?:the\s+)?(?P<every>years\s+that\s+are\s+{_OPEN}|{_OPEN}\s+years)",
    (
        r"\b(?:only\s+)(?:for\s+|of\s+|in\s+)?(?:the\s+)?(?P<every>(?:whole|complete|full|finished)"
        r"\s+years)|(?P<all>(?:whole|complete|full)\s+years\s+only)"
    ),
)
_YEARS = rf"{YEAR}(?:(?:,\s*|,?\s+and\s+|\s*(?:to|until|[-–])\s*){YEAR})*"
_WITHOUT_FORMS = (
    (
        rf"\b{_LEAVE}\s+(?:the\s+)?(?:figures?\s+(?:of|for)\s+)?(?:the\s+)?(?:years?\s+)?(?P<years>{_YEARS})"
        r"(?=\s*(?:[,.;:?!)]|(?:and|or|in|from|as|because|when|which|where)\b|$))"
    ),
)
DATE = (
    rf"(?:\d\d?\s+{_NAMED}\s+{YEAR}|{_NAMED}\s+(?:\d\d?,?\s+)?{YEAR}"
    rf"|{YEAR}-\d\d(?:-\d\d)?|\d\d?\.\d\d?\.{YEAR})"
)
_SPAN = rf"\b(?:from|between)\s+({DATE})\s*(?:to|until|till|through|and|-|–|up to)\s*({DATE})"
_SINCE, _UNTIL = rf"\b(?:since|from)\s+({DATE})", rf"\b(?:until|till|up to|to)\s+({DATE})"
_BESIDES = r"\b(?:also|as well|besides|in addition|additionally|too|mention|name)\b"
"""What asks for such figures in addition to all."""


def selection_of(goal: str) -> Selection:
    """The figures that a goal means.

    Examples:
        >>> chosen = selection_of("Use the last figure of each year in rain.csv.")
        >>> chosen.pick, chosen.per, chosen.rest
        ('last', 'year', 'Use ; in rain.csv.')
        >>> selection_of("Take the first and the last figure of each year.").pick
        ''
    """
    selection = Selection(rest=goal)
    for forms, read in _READERS:
        found = _found(forms, selection.rest)
        others = [read(match, selection) for match in found]
        besides = any(
            re.search(_BESIDES, _sentence(selection.rest, m), re.IGNORECASE) for m in found
        )
        if others and others[0] and len({*others}) == 1 and not besides:
            selection = replace(others[0], rest=_without(selection.rest, found))
    return _bounded(selection)


def _found(forms: Sequence[str], text: str) -> list[re.Match[str]]:
    """The places of some forms, the longest of those that overlap."""
    every = [m for form in forms for m in re.finditer(form, text, re.IGNORECASE)]
    kept: list[re.Match[str]] = []
    for match in sorted(every, key=lambda m: m.start() - m.end()):
        if all(match.end() <= one.start() or one.end() <= match.start() for one in kept):
            kept.append(match)
    return kept


def _sentence(text: str, match: re.Match[str]) -> str:
    ends = r"[.;!?](?=\s|$)"
    starts = [m.end() for m in re.finditer(ends, text[: match.start()])]
    after = re.search(ends, text[match.end() :])
    return text[max(starts, default=0) : match.end() + (after.start() if after else len(text))]


def _without(text: str, found: Sequence[re.Match[str]]) -> str:
    for match in sorted(found, key=lambda m: -m.start()):
        text = f"{text[: match.start()]};{text[match.end() :]}"
    return text


def _picked(match: re.Match[str], selection: Selection) -> Selection | None:
    parts = match.groupdict()
    word = " ".join(parts["pick"].lower().split())
    pick = next(name for name, words in _PICKS.items() if re.fullmatch(words, word))
    per = _ADVERBS[parts["adverb"].lower()] if parts.get("adverb") else parts["per"].lower()
    before = selection.rest[: match.start()]
    several = re.search(
        rf"\b(?:{_PICKED})(?:\s+{FIGURES})?,?\s+(?:and|or)\s*$", before, re.IGNORECASE
    )
    return None if several else replace(selection, pick=pick, per=per)


def _ended(match: re.Match[str], selection: Selection) -> Selection | None:
    pick = "first" if match["end"].lower() in _STARTS else "last"
    per = match["per"].lower()
    if selection.pick and (selection.pick, selection.per) != (pick, per):
        return None
    return replace(selection, pick=pick, per=per, at_end=True)


def _parted(match: re.Match[str], selection: Selection) -> Selection | None:
    parts = match.groupdict()
    if parts.get("months"):
        names = re.findall(_NAMED, parts["months"])
        return replace(selection, months=tuple(sorted({*map(month_of, names)})))
    if parts.get("nthmonth"):
        return replace(selection, months=(1 if parts["nthmonth"].lower() == "first" else 12,))
    if parts.get("q"):
        return replace(selection, months=(quarter(int(parts["q"])),))
    nth = parts["nth"].lower()
    number = QUARTERS.index(nth) + 1 if nth in QUARTERS else len(QUARTERS)
    return replace(selection, months=(quarter(number),))


def _stridden(match: re.Match[str], selection: Selection) -> Selection | None:
    word = match["n"].lower()
    stride = _ORDINALS.get(word) or _COUNTS.get(word) or int(re.sub(r"\D", "", word))
    return replace(selection, stride=stride) if stride > 1 else None


def _whole(match: re.Match[str], selection: Selection) -> Selection | None:
    parts = match.groupdict()
    return replace(selection, whole="every" if parts.get("every") or parts.get("all") else "last")


def _without_years(match: re.Match[str], selection: Selection) -> Selection | None:
    years: list[int] = []
    for first, last in re.findall(rf"({YEAR})(?:\s*(?:to|until|[-–])\s*({YEAR}))?", match["years"]):
        years += range(int(first), int(last or first) + 1)
    return replace(selection, without=tuple(sorted({*years})))


_READERS: tuple[
    tuple[Sequence[str], Callable[[re.Match[str], Selection], Selection | None]], ...
] = (
    (_STRIDE_FORMS, _stridden),
    (_WHOLE_FORMS, _whole),
    (_WITHOUT_FORMS, _without_years),
    (_PICK_FORMS, _picked),
    (_END_FORMS, _ended),
    (_PART_FORMS, _parted),
)


def _bounded(selection: Selection) -> Selection:
    """The selection with its first and last time, where they are months or days.

    The words stay in the rest, as their years are those of the period.
    """
    plain = re.sub(r"\([^()]*\)", " ", selection.rest)
    pair = re.search(_SPAN, plain, re.IGNORECASE)
    if pair:
        since, until = sorted(time_of(re.sub(",", "", text)) or (0, 0, 0) for text in pair.groups())
        return replace(selection, since=since, until=until)
    return replace(selection, since=_time(_SINCE, plain), until=_time(_UNTIL, plain))


def _time(form: str, text: str) -> Time | None:
    match = re.search(form, text, re.IGNORECASE)
    return time_of(match[1].replace(",", "")) if match else None
