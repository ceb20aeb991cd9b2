"""What a short program evidently got wrong about its question, in words for who wrote it.

A program that runs is not yet one that answers: small LLMs copy a number of the worked example,
leave out a condition, or hand over a share where a percentage is asked for.
"""

from __future__ import annotations

import re
from fractions import Fraction

ERROR_CHARS = 300
SHARE = "is a share; the question asks for percent, which is 100 times as much."
"""How the fault ends that is mended by a factor."""

_NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})+(?![\d,])|(?<![A-Za-z_\d.])\d+(?:\.\d+)?")
_PER_CENT = re.compile(
    r"(?i)\b(?:how many|what|which|by how many) per ?cent(?:age)?\b|\bin per ?cent\b"
)
_QUANTITY = re.compile(
    r"(?i)\bhow (?:many|much|long|far|old|tall|high|fast|heavy|deep|wide|often)\b"
)
_SIGNED = re.compile(
    r"(?i)\b(?:temperatures?|degrees?|°|balance|overdrawn|debts?|below|minus|negative|profit|loss"
    r"|chang\w*|differ\w*|rise|rose|fall|fell|warmer|colder|sea level)\b"
)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])")
_OF_A_NAME = re.compile(r"\b[A-Z]{1,4}-?\d+\b")
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
        >>> slip_in("How much water must I add to 3 litres?", "print(2 - 3)", "-1 litres")
        'The answer -1 is negative, which no such quantity is.'
        >>> slip_in("Of 40 eggs 3 broke. How many are left?", "print(40 - 3)", "37")
        ''
    """
    if left_out := [n for n in _given(question) if not _is_used(n, code)]:
        named = " and ".join(left_out[:3])
        return f"The program does not use {named}, which the question gives."
    values = [Fraction(n) for n in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)", printed)]
    if len(values) != 1:
        return ""
    value = values[0]
    shown = f"{float(value):g}"
    if value < 0 and _QUANTITY.search(question) and not _SIGNED.search(question):
        return f"The answer {shown} is negative, which no such quantity is."
    if 0 < value < 1 and _PER_CENT.search(question) and _is_in_whole_percent(question):
        return f"{shown} {SHARE}"
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
    """The numbers that a question gives, in their order, each once; not those of a name (`A4`)."""
    text = _OF_A_NAME.sub(" ", question)
    clocks = [match.group() for match in _CLOCK.finditer(text)]
    numbers = [match.group() for match in _NUMBER.finditer(_CLOCK.sub(" ", text))]
    return list(dict.fromkeys([*clocks, *numbers]))


def _is_used(number: str, code: str) -> bool:
    """Whether a program has a number, as it is, of 100, or in another unit."""
    if clock := _CLOCK.fullmatch(number):
        return all(int(part) == 0 or _is_used(str(int(part)), code) for part in clock.groups())
    value = Fraction(number.replace(",", ""))
    known = {Fraction(n.replace("_", "")) for n in re.findall(r"\d[\d_]*(?:\.\d+)?", code)}
    forms = {value * scale for scale in _SCALES} | {value / scale for scale in _SCALES}
    forms |= {abs(100 - value), 100 + value, abs(1 - value / 100), 1 + value / 100}
    forms.add(value + 12)  # in the afternoon
    if "range(" in code:
        forms.add(value + 1)
    return bool(forms & known)


def _is_in_whole_percent(question: str) -> bool:
    """Whether no percentage that the question gives is below 1."""
    given = re.findall(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)", question, re.IGNORECASE)
    return all(Fraction(n) >= 1 for n in given)
