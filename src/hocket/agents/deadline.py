"""What the formula of a day leaves out of the words that it rests on.

Contracts count times forwards and backwards, give one time for each of several things, and let them
end with a month; a small LLM takes the first time that it sees. Each rule gives a fault in words
from which the formula can be written again.
"""

from __future__ import annotations

import re

from hocket.agents.backing import durations_in, numbers_in
from hocket.agents.formula import FormulaError, computed
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

_LATEST = late_pattern(
    r"(?i)\b(?:latest|no later than|last (?:day|date|moment|chance)|deadline|in time"
    r"|(?:by|until|till|before) (?:when|what|which)|how late)\b"
)
_BEFORE = late_pattern(
    r"(?i)\b(?P<number>\w+)\s+(?:calendar |full |whole )?(?P<unit>day|week|month|year)s?['\u2019]?"
    r"\s+(?:or more\s+)?(?:before|prior to|ahead of|in advance|preceding)\b"
)
_NOTICE = late_pattern(
    r"(?i)\b(?P<number>\w+)\s+(?P<unit>day|week|month|year)s?['\u2019]?\s+(?:of\s+)?"
    r"(?:written\s+)?notice\b"
)
_BOUND = r"(?:a|the|each|any|every|that|this|its)?\s*(?:calendar |following |next )?"
_ENDS = tuple(
    (f"end_of_{unit}", re.compile(rf"(?i)\bto the (?:end|close|last day) of {_BOUND}{unit}\b"))
    for unit in ("month", "quarter", "year")
)
_STARTS = late_pattern(
    rf"(?i)\b(?:to|from|on|with effect from) the (?:first(?: day)?|1st|beginning|start) of {_BOUND}"
    r"month\b"
)
_SAME_DAY = late_pattern(
    r"(?i)\b(?:same (?:number|day|date)|corresponding (?:day|date)|(?:day|date) with the same)\b"
)
_GIVEN = late_pattern(
    r"(?i)\b(?:giv(?:e|es|en|ing)|gave|hand\w*|receiv\w+|resign\w*|serv(?:ed|es))\b[^.?!;]{0,30}\bon\b"
)
"""Where the day of a notice is known, its time runs forwards from that day."""
_ALIKE = {"year": (12, "month"), "week": (7, "day")}
"""Units that are so many of another one."""
_PARTS = late_pattern(r"[,;]|\b(?:and|or|but)\b")
_CLAUSES = late_pattern(r"(?<=[.;!?])\s+")


def overlooked(question: str, said: str, formula: str, numbers: list[float]) -> str:
    """What the formula of a day overlooks; empty if no rule says that it does.

    Args:
        question: What is asked.
        said: The quotes that the formula rests on.
        formula: As in ``formula.computed``.
        numbers: Those of the formula.

    Examples:
        >>> said = "It lasts five years for the frame, 30 months for the motor."
        >>> formula = "last(day(2023, 6, 14), months=30)"
        >>> overlooked("How long is the motor covered?", said, formula, [2023, 6, 14, 30])
        ''
        >>> overlooked("How long is the frame covered?", said, formula, [2023, 6, 14, 30])
        "the formula last(day(2023, 6, 14), months=30) leaves out 'five years' of the quotes"
        >>> said = "Notice must be given three months before the end of the term."
        >>> formula = "add(day(2024, 9, 1), months=3)"
        >>> overlooked("Until which day can I give it?", said, formula, [2024, 9, 1, 3])
        "'three months before' is counted back: subtract(..., months=3) from the day that it ends"
    """
    return (
        _left_out(question, said, formula, numbers)
        or _not_counted_back(question, said, formula)
        or _not_rounded(said, formula)
    )


def _left_out(question: str, said: str, formula: str, numbers: list[float]) -> str:
    times = [time for clause in _CLAUSES.split(said) for time in _asked_times(question, clause)]
    left_out = next((words for words, n in times if not _is_used(words, n, numbers)), "")
    return f"the formula {formula} leaves out '{left_out}' of the quotes" if left_out else ""


def _is_used(words: str, number: float, numbers: list[float]) -> bool:
    """Whether a time stands in a formula, in its unit or in another one that is exactly as long."""
    forms = [number]
    for larger, (count, smaller) in _ALIKE.items():
        forms += [number * count] * (larger in words.lower())
        forms += [number / count] * (smaller in words.lower())
    return not number or any(form in numbers for form in forms)


def _asked_times(question: str, clause: str) -> list[tuple[str, float]]:
    """The times of a clause; of several for different things, those for what is asked about."""
    parts: list[str] = []
    for part in _PARTS.split(clause):
        if parts and not durations_in(part):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    asked = set(stems(question))
    shared = [asked & set(stems(part)) for part in parts]
    common = set.intersection(*shared) if shared else set()
    named = [part for part, words in zip(parts, shared, strict=True) if words - common]
    timed = [part for part in named if durations_in(part)]
    if sum(bool(durations_in(part)) for part in parts) > 1 and len(timed) == 1:
        return durations_in(timed[0])
    return durations_in(clause)


def _not_counted_back(question: str, said: str, formula: str) -> str:
    """A time before an event that was added, where the latest day before the event is asked for."""
    if not _LATEST.search(question):
        return ""
    notices = [] if _GIVEN.search(f"{question}\n{said}") else [*_NOTICE.finditer(said)]
    for match in (*_BEFORE.finditer(said), *notices):
        unit = match["unit"].lower()
        for number in numbers_in(match["number"]):
            back = re.search(rf"subtract\(.*\b{unit}s={number:g}\b", formula)
            if re.search(rf"\b{unit}s={number:g}\b", formula) and not back:
                counted = f"subtract(..., {unit}s={number:g}) from the day that it ends"
                return f"'{match.group()}' is counted back: {counted}"
    return ""


def _not_rounded(said: str, formula: str) -> str:
    """A day that has to be the first or the last of its month, and was not made so."""
    for name, pattern in _ENDS:
        if (match := pattern.search(said)) and not _is_rounded(name, formula):
            return f"the text says '{match.group()}': {name}(...) of the day is needed"
    if (match := _SAME_DAY.search(said)) and "last(" in formula:
        return f"the text says '{match.group()}', so the time ends on add(...), not last(...)"
    if (match := _STARTS.search(said)) and not _is_rounded("first_of_month", formula):
        return f"the text says '{match.group()}': first_of_month(...) of the day is needed"
    return ""


def _is_rounded(name: str, formula: str) -> bool:
    """Whether a function is in a formula, or would leave its day as it is."""
    try:
        return name in formula or computed(f"{name}({formula})") == computed(formula)
    except FormulaError:  # with the function it is too long, or beyond the last year
        return False
