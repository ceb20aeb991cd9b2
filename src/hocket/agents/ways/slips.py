"""What a short program evidently got wrong about its question, in words for who wrote it.

A program that runs is not yet one that answers: small LLMs copy a number of the worked example,
leave out a condition, or hand over a share where a percentage is asked for.
"""

from __future__ import annotations

import re
from fractions import Fraction

from hocket.agents.ways.dimensions import dimension_slip
from hocket.agents.ways.impossible import LONGEST, impossible_in
from hocket.agents.ways.values import CLOCK
from hocket.core.late_pattern import late_pattern

ERROR_CHARS = 300
SHARE = "is a share; the question asks for percent, which is 100 times as much."
"""How the fault ends that is mended by a factor."""

_NUMBER = late_pattern(r"(?<![\w.])\d+(?:,\d{3})+(?![\d,])|(?<![A-Za-z_\d.])\d+(?:\.\d+)?")
_PER_CENT = late_pattern(
    r"(?i)\b(?:how many|what|which|by how many) per ?cent(?:age)?\b|\bin per ?cent\b"
)
_DECIMAL_COMMA = late_pattern(r"(?<![\w.,])(\d+),(\d{1,2})(?![\w,]|\.\d)")
_SPACED = late_pattern(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]\d|\d)")
_DAY = late_pattern(r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)")
_END = late_pattern(
    r"(?i)\b(?:after|before|than|above|below|over|under|between) (\d+)\b(?![.,:]\d)"
)
"""Numbers from which or up to which something is looked for: a program may begin with the next."""
_LABEL = (
    r"room|highway|route|road|interstate|flight|bus|tram|train|line|platform|gate|track|chapter"
    r"|page|question|problem|exercise|task|version|number|no\.|nr\.|level|grade|class|section"
    r"|figure|table|seat|house|apartment|box|lane|phase|round|book|volume|part"
)
_OF_A_NAME = late_pattern(
    r"\b[A-Z]{1,4}-?\d+\b"  # A4
    rf"|(?<!(?i:each) )(?<!(?i:every) )(?<!(?i:per) )(?<!by )(?<!a )\b(?i:{_LABEL}) \d+"
    r"(?!\d|,\d|\.\d|:\d| ?%| (?:hours?|minutes?|min|days?|weeks?|km|miles?|euros?|people)\b)"
    r"|\b(?i:call|phone|tel\.?|dial|ring)(?: \w+){0,2}:? [\d+(][\d ()-]{5,}\d"
    r"|(?<![\d.])\d+(?:\.\d+){2,}(?!\d)"  # 2.10.3
    r"|\b(?:1[5-9]|20)\d0s\b"  # 1990s
    r"|(?:^|\n)[ \t]*\d{1,2}[.)] "  # of a list
    r"|\b\d{1,2}[- ]digits?\b"
    r"|\b\d+[\u00bc-\u00be\u2153\u2154]"  # 7½, which a program writes as 7.5
)
"""Numbers that name a thing, such as ``Room 12``: nothing is computed with them."""
_YEAR = late_pattern(r"\b(?:[Ii]n|[Ss]ince|[Oo]f) (?:1[5-9]|20)\d\d\b(?! [a-z]+s\b)")
_ABOUT_YEARS = late_pattern(
    r"(?i)\b(?:years?|old|born|age|when|days?|dates?|weekday|decade|century|until|till|later|ago)\b"
)
_FRACTION = late_pattern(r"(?<![\w./])(?:(\d+) )?(\d+)/(\d+)(?![\w/])")
_TIMES_100 = late_pattern(
    r"\* *100\b|\b100(?:\.0)? *\*|(?<!/)(?<!/ )\b100(?:\.0)? */|/ *0?\.01\b|%[}'\"]"
)
_POWERS = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "trillion": 12}
_LARGE = late_pattern(r"(?i)(?:k|m|bn| ?thousand| ?million| ?billion| ?trillion)\b")
FEW = 12
"""Up to this a product may be another number of a program by chance."""
_SCALES = tuple(Fraction(n) for n in (1, 7, 10, 12, 24, 60, 100, 1000, 3600))


def slip_in(question: str, code: str, printed: str) -> str:
    """The fault of a program that ran, as a sentence to who wrote it; empty if none shows.

    Args:
        question: What is asked.
        code: The program.
        printed: Its answer.

    Examples:
        >>> slip_in("Of 40 eggs 3 broke. How many are left?", "print(30 - 3)", "27")
        'The program does not use 40, which the question gives.'
        >>> slip_in("It rang at 6:20. When next, every 2 h?", "print(f'{2 + 20}:20')", "22:20")
        'The program does not use 6:20, which the question gives.'
        >>> slip_in("What percent of 8 is 2?", "print(2 / 8)", "0.25")
        '0.25 is a share; the question asks for percent, which is 100 times as much.'
        >>> slip_in("Of 40 eggs 3 broke. How many are left?", "print(40 - 3)", "37")
        ''
    """
    fault = impossible_in(question, code, printed) or dimension_slip(question, code)
    if fault:
        return fault
    given = _given(question)
    ends = set(_END.findall(question))
    left_out = [
        n
        for n in given
        if not (
            _is_used(n, code) or _is_combined(n, given, code) or (n in ends and _is_next(n, code))
        )
    ]
    if left_out:
        named = " and ".join(left_out[:3])
        return f"The program does not use {named}, which the question gives."
    values = re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)", printed)
    if len(values) != 1 or len(values[0]) > LONGEST:
        return ""
    value = Fraction(values[0])
    shown = f"{float(value):g}"
    if 0 < value < 1 and _PER_CENT.search(question) and _is_in_whole_percent(question):
        return "" if _TIMES_100.search(code) else f"{shown} {SHARE}"
    return ""


def in_percent(printed: str) -> str:
    """What a program printed with its one number, a share, as the percentage that it is.

    Examples:
        >>> in_percent("0.175 percent of it is salt.")
        '17.5 percent of it is salt.'
    """
    return re.sub(r"0?\.\d+", lambda m: f"{float(m.group()) * 100:.10g}", printed, count=1)


def error_in(text: str) -> str:
    r"""The last line of what a program printed as it failed, to be shown to who wrote it.

    Examples:
        >>> error_in("Traceback ...\nNameError: name 'x' is not defined\n")
        "The program fails: NameError: name 'x' is not defined"
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return (
        f"The program fails: {lines[-1][:ERROR_CHARS]}" if lines else "The program printed nothing."
    )


def _given(question: str) -> list[str]:
    """The numbers that a question gives, in their order, each once; not those of a name.

    Nor is a year in which something happens one, where it is alone and no time is asked for; nor
    one, by which nothing has to be multiplied.
    """
    text = _OF_A_NAME.sub(" ", _DAY.sub(r"\1 \2 \3", question))
    if len(_YEAR.findall(text)) == 1 and not _ABOUT_YEARS.search(text):
        text = _YEAR.sub(" ", text)
    text = _SPACED.sub(lambda match: re.sub(r"\s", "", match.group()), text)
    text = _DECIMAL_COMMA.sub(r"\1.\2", text)
    given = [match.group() for match in CLOCK.finditer(text)]
    text = CLOCK.sub(" ", text)
    given += [match.group() for match in _FRACTION.finditer(text)]
    text = _FRACTION.sub(" ", text)
    for match in _NUMBER.finditer(text):
        power = _LARGE.match(text, match.end())
        given.append(match.group() + (power.group() if power else ""))
    if re.search(r"(?i)\bpercentage\b", text) or _PER_CENT.search(text):
        given = [number for number in given if number != "100"]
    return [n for n in dict.fromkeys(given) if n.lstrip("0") != "1" and len(n) <= LONGEST]


def _is_used(number: str, code: str) -> bool:
    """Whether a program has a number, as it is, of 100, or in another unit."""
    if clock := CLOCK.fullmatch(number):
        hours, minutes = (int(part) for part in clock.groups())
        parts = all(part == 0 or _is_used(str(part), code) for part in (hours % 24, minutes))
        in_hours = Fraction(60 * hours + minutes, 60)
        return parts or any(_is_used(str(float(n)), code) for n in (in_hours, in_hours * 60))
    if fraction := _FRACTION.fullmatch(number):
        whole, over, under = (int(part or 0) for part in fraction.groups())
        parts = all(_is_used(str(part), code) for part in (over, under))
        return parts or not under or _has(whole + Fraction(over, under), code)
    if power := _LARGE.search(number):
        plain = Fraction(number[: power.start()].replace(",", ""))
        large = plain * 10 ** _POWERS[power.group().strip().casefold()]
        return _has(plain, code) or _has(large, code)
    return _has(Fraction(number.replace(",", "")), code)


def _is_next(number: str, code: str) -> bool:
    """Whether a program has the whole number before or after one, which is not counted itself."""
    value = Fraction(number)
    return value > FEW and bool({value - 1, value + 1} & _values(re.findall(r"\d[\d_]*", code)))


def _is_combined(number: str, given: list[str], code: str) -> bool:
    """Whether a program has the product or ratio of a number and another one that is given."""
    plain = [Fraction(n.replace(",", "")) for n in given if _NUMBER.fullmatch(n) and n != number]
    if not _NUMBER.fullmatch(number):
        return False
    value = Fraction(number.replace(",", ""))
    combined = [value * other for other in plain if value * other > FEW]
    ratios = [one / two for n in plain if n and value for one, two in ((value, n), (n, value))]
    combined += [ratio for ratio in ratios if ratio.denominator > 1]
    return bool(_values(re.findall(r"\d[\d_]*(?:\.\d+)?", code)) & set(combined))


def _has(value: Fraction, code: str) -> bool:
    known = _values(re.findall(r"(?<![\w.])\.\d+|\d[\d_]*(?:\.\d+)?(?:[eE]\d{1,2}\b)?", code))
    forms = {value * scale for scale in _SCALES} | {value / scale for scale in _SCALES}
    forms |= {abs(100 - value), 100 + value, abs(1 - value / 100), 1 + value / 100}
    forms.add(value + 12)  # in the afternoon
    if value < 1:
        forms |= {1 - value, 1 + value}
    if "range(" in code:
        forms.add(value + 1)
    return bool(forms & known)


def _values(literals: list[str]) -> set[Fraction]:
    """The numbers of a program, but for those that are too long to compare."""
    return {Fraction(text.replace("_", "")) for text in literals if len(text) <= LONGEST}


def _is_in_whole_percent(question: str) -> bool:
    """Whether no percentage that the question gives is below 1."""
    given = re.findall(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)", question, re.IGNORECASE)
    return all(Fraction(n) >= 1 for n in given if len(n) <= LONGEST)
