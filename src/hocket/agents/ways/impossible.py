"""Answers that cannot be, whatever a program computed: a negative count, half a person, 25:30.

Only what is certain from the wording of the question is refused; anything else is left to the vote.
"""

from __future__ import annotations

import re

from hocket.agents.ways.values import dates_in
from hocket.core.late_pattern import late_pattern

LONGEST = 30
"""Digits of a number that is looked at; a longer one is no quantity of a question."""
HOURS, MINUTES = 24, 60

_UNKNOWNS = late_pattern(r"\b[Ss]ymbols?\(\s*[\"']([\w ,]+)[\"']")
_VALUE = late_pattern(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)")
_EMPTY = late_pattern(r"\bNone\b|\bnan\b|\bzoo\b|\[\]|\{\}|\bset\(\)|\d\*I\b")
_SEVERAL = late_pattern(r"[\[{(](?:[\w'\" ]+: )?-?[\d./]+(?:, (?:[\w'\" ]+: )?-?[\d./]+)+[\]})]")
_QUANTITY = late_pattern(
    r"(?i)\bhow (?:many|much|long|far|old|tall|high|fast|heavy|deep|wide|often)\b"
)
_MORE = late_pattern(
    r"(?i)\b(?:and (?:how|what|which|when|who)|each|respectively|all|both|list|ways|sequence|values"
    r"|possib\w+|solutions|numbers|pairs?|digits|coordinates|per|every|year by year)\b"
)
"""What may ask for more than one value."""
_SIGNED = late_pattern(
    r"(?i)\b(?:temperatures?|degrees?|°|balance|overdrawn|debts?|below|minus|negative|profit|loss"
    r"|chang\w*|differ\w*|rise|rose|fall|fell|warmer|colder|sea level|gain\w*|net|relative"
    r"|east|west|north|south|left or right|altitude|elevation)\b"
    r"|(?<![\w)])[-\u2212]\d|\d [-\u2212] \d"
)
_WHOLE = late_pattern(
    r"(?i)\bhow many (?:\w+ )?(people|persons|men|women|boys|girls|children|pupils|students"
    r"|workers|guests|players|teams|members|passengers|animals|cows|hens|chickens|rabbits|ducks"
    r"|goats|sheep|horses|cats|dogs|birds|pigs|legs|heads|wheels|coins|stamps|tickets|cards|books"
    r"|handshakes|games|matches|posts|trees|lamps|poles|tiles|buses|cars|trucks|lorries|bicycles"
    r"|tricycles|ways|combinations|committees|marbles|balls|chairs|seats|rooms|houses|sweets"
    r"|socks|gloves|leap years|working days|business days|steps|codes)\b"
)
_IN_PARTS = late_pattern(
    r"(?i)\b(?:averages?|mean|expect\w*|per|rates?|half|halves|recipe|a day|each|every|behind)\b"
)
"""What may count things by parts of them."""
_CHANCE = late_pattern(
    r"(?i)\b(?:what(?:'s| is| are)|how (?:high|large|great) is) the (?:probability|chances?)\b"
    r"|\bhow likely\b"
)
_AS_ODDS = late_pattern(r"(?i)\bodds\b|percent|%|\bone in\b|\d in \d|how many|expect")
_ASKS_A_TIME = late_pattern(
    r"(?i)\bwhat time\b|\blocal time\b|\bwhen\b|\bwhat does (?:it|the) .*show\b"
)
_CLOCK = late_pattern(r"(?<![\d:.])(\d{1,2}):(\d\d)(?![\d:]| ?(?:min|hours|h\b))")
_LATER = late_pattern(r"(?i)\b(?:next|again|later|first time after|days after|weeks after)\b")
_EARLIER = late_pattern(
    r"(?i)\b(?:before|ago|earlier|previous\w*|last time|born|since|until|back|last)\b"
)


def impossible_in(question: str, code: str, printed: str) -> str:
    """Why an answer cannot be, as a sentence to who gave it; empty if it may be right.

    Args:
        question: What is asked.
        code: The program; empty if there is none.
        printed: The answer.

    Examples:
        >>> impossible_in("How heavy is it?", "x = symbols('x')", "It weighs 3*x/16 - 25 kg.")
        'The answer still has the unknown x in it; solve for it and print its value.'
        >>> impossible_in("How many pigs has he?", "", "He has 4.5 pigs.")
        'The answer 4.5 is not a whole number, but the question counts whole pigs.'
        >>> impossible_in("When does it next run after 3 May 2024?", "", "On 1 May 2024.")
        'The answer 2024-05-01 is before 2024-05-03, from which on the question asks.'
        >>> impossible_in("When does it start?", "", "It starts at 25:30.")
        'The answer 25:30 is no time of the day.'
        >>> impossible_in("How many pigs has he?", "", "He has 4 pigs.")
        ''
    """
    return (
        _unsolved(code, printed)
        or _not_one(question, code, printed)
        or _no_time(question, printed)
        or _too_early(question, printed)
        or _no_such_number(question, printed)
        or _beyond_limits(question, printed)
    )


def _beyond_limits(question: str, printed: str) -> str:
    from hocket.agents.reckoning.limits import (  # noqa: PLC0415 - large patterns; few runs compute
        beyond_limits,
    )

    return beyond_limits(question, printed)


def _unsolved(code: str, printed: str) -> str:
    """An unknown of SymPy that stands in a term of the answer, or is all of it."""
    for match in _UNKNOWNS.finditer(code):
        for name in re.split(r"[ ,]+", match[1].strip()):
            left = re.escape(name)
            term = rf"\d(?:\*| [-+] |/){left}\b|\b{left}(?:\*|/\d| [-+] \d)|^-?{left}$"
            if name and re.search(term, printed.strip()):
                return (
                    f"The answer still has the unknown {name} in it; solve for it and print its "
                    "value."
                )
    return ""


def _not_one(question: str, code: str, printed: str) -> str:
    """No value where one is asked for, or several."""
    empty = _EMPTY.search(printed)
    if empty and code and not re.search(rf"[\"'][^\"'\n]*{re.escape(empty.group())}", code):
        return f"The answer is {empty.group()}: no value meets what the program asks."
    if len(_QUANTITY.findall(question)) != 1 or _MORE.search(question):
        return ""
    if several := _SEVERAL.search(printed):
        return f"The program prints several values, {several.group()}; the question asks for one."
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    forms = {_VALUE.sub("#", line) for line in lines}
    if len(set(lines)) > 1 and len(forms) == 1 and "#" in next(iter(forms)):
        return "The program prints several answers; the question asks for one."
    return ""


def _no_time(question: str, printed: str) -> str:
    if not _ASKS_A_TIME.search(question):
        return ""
    for match in _CLOCK.finditer(printed):
        if int(match[1]) > HOURS or int(match[2]) >= MINUTES:
            return f"The answer {match.group()} is no time of the day."
    return ""


def _too_early(question: str, printed: str) -> str:
    """A date before the only one of a question on what comes after it."""
    given, answered = set(dates_in(question)), set(dates_in(printed)) - set(dates_in(question))
    asks_later = _LATER.search(question) and not _EARLIER.search(question)
    if not asks_later or len(given) != 1 or len(answered) != 1:
        return ""
    start, day = given.pop(), answered.pop()
    if day < start:
        return f"The answer {day} is before {start}, from which on the question asks."
    return ""


def _no_such_number(question: str, printed: str) -> str:
    """A single number that is negative, in parts, or too large for what is asked."""
    values = _VALUE.findall(printed)
    if len(values) != 1 or len(values[0]) > LONGEST:
        return ""
    value = float(values[0])
    shown = f"{value:g}"
    if value < 0 and _QUANTITY.search(question) and not _SIGNED.search(question):
        return f"The answer {shown} is negative, which no such quantity is."
    whole = _WHOLE.search(question)
    if whole and value != int(value) and not _IN_PARTS.search(question):
        counted = whole[1].lower()
        return f"The answer {shown} is not a whole number, but the question counts whole {counted}."
    if value > 1 and _CHANCE.search(question) and not _AS_ODDS.search(question + printed):
        return f"The answer {shown} is above 1, which no probability is."
    return ""
