"""Texts for the standard input of a script, made up from the words of the goal."""

from __future__ import annotations

import re
import shlex
from itertools import takewhile
from typing import TYPE_CHECKING

from hocket.agents.code.shown import read_line
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = ("3\n1\n2\n", "5\n", "10\n-4.5\n9\n", "-1\n-20\n-3\n", "2\n2\n7\n2\n", "1000\n0.25\n")
SPARSE = ("3\n\n1\n  \n2\n", "\n\n8\n\n")
TEXTS = (
    "one two\nthree two\n",
    "A line, with marks: yes!\n\nAnother  line\nand the last one",
    "word\n",
    "The cat saw the dog.\nThe dog ran.\n",
    "Zebra\napple\nMango\napple\n",
    "12 eggs\n3 more eggs\n",
    "pear fig pear kiwi date fig plum apple\n",
)
PAIRS: dict[str, tuple[str, ...]] = {
    "comma": (
        "name,amount\nAnna,3\nBen,12\nAnna,4\n",
        "a,1\nb,2\n",
        "x,10\n",
        "Ben,2.5\nAda,7\nBen,1\n",
        "Cleo,5\nAda,5\nBen,9\n",
    ),
    "tab": (
        "Anna\t3\nBen\t12\nAnna\t4\n",
        "a\t1\n",
        "b\t2\na\t1\n",
        "Ben\t2.5\nBen\t7\n",
        "Cleo\t5\nAda\t5\nBen\t9\n",
    ),
    "pair": (
        "Anna 3\nBen 12\nAnna 4\n",
        "b 1\na 2\n",
        "x -5\nx 7\n",
        "Ben 2.5\nAda 7\nBen 1\n",
        "z 0\n",
        "Cleo 5\nAda 5\nBen 9\n",
    ),
    "date": (
        "2024-02-29\n2023-12-31\n",
        "2025-01-01\n",
        "2024-07-04\n",
        "1999-12-31\n2000-01-01\n",
    ),
    "json": (
        '{"name": "Anna", "amount": 3}\n',
        '[{"a": 1}, {"a": 2}]\n',
        "{}\n",
        '{"b": [1, 2], "a": "x"}\n',
    ),
}
WORDS: tuple[tuple[str, str], ...] = (
    (r"comma|csv", "comma"),
    (r"\btabs?\b|tsv", "tab"),
    (r"name and|word and|pairs?\b|followed by a (?:number|space)|each with", "pair"),
    (r"\bdates?\b", "date"),
    (r"json", "json"),
)
READS_TEXT = late_pattern(r"\breads?(?: in)? (?:(?:a|any|some|the) )?(?:\w+ )?text\b(?! files?)")
"""What is said of the words that it prints is then not said of its input."""
READS_INPUT = late_pattern(
    r"\b(?:standard input|stdin|reads? (?:from )?(?:the )?(?:input|keyboard))\b", re.IGNORECASE
)
SCRIPT = late_pattern(r"\bscript\b|\bcommand[- ]line\b", re.IGNORECASE)
MAX_SAMPLES = 9
_ARGUMENT = late_pattern(r"-?\d+(?:\.\d+)?|--?[a-z][\w-]*|<\w+>|\[\w+\]|[B-HJ-Z]")
_PLACE = late_pattern(r"<\w+>|\[\w+\]|(?<![A-Za-z])[A-Z](?![A-Za-z])")
"""An argument of a call that is shown, and one that stands for any number."""
_TOKEN = late_pattern(
    r"(?P<kept>\d{4}-\d\d-\d\d[Tt]\d[\w:.+-]*"  # a moment
    r"|\d+(?::\d+)+(?:\.\d+)?"  # a time
    r"|\d+(?:\.\d+){2,}|\d+(?:/\d+){2,}|\d+\.\d+\.(?=\d)"  # an address or a date
    r"|[\w.]+\s*=\s*[^\s,;]+|\"\w+\"\s*:"  # a value with its name
    r"|\b0\d+|\b(?:[Tt]rue|[Ff]alse)\b|\b[A-Z]{2,}\b"
    r"|(?=\d*[^\W\d])(?=[^\W\d]*\d)\w+)"  # letters and digits together
    r"|(?P<date>\d{4}-\d\d-\d\d)|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)"
)
"""The pieces of a line that is shown; what has a form of its own stays as it is shown."""
_WORDS = ("Anna", "Ben", "Cleo", "Dora")
_NUMBERS = (3, 12, 7, 40, 5, 12)
_DATES = ("2024-02-29", "2023-12-31", "2025-01-01")
_TIME = late_pattern(r"\d{1,3}(?::\d\d){1,2}")
_HOURS, _SIXTIETHS = (3, 12, 7, 9, 5, 12), ("05", "59", "30", "00", "41")
_ROWS = ((0, 1, 2, 0), (1,), (2, 1, 0, 2, 1), (3, 0), (0, 0, 0))
"""Which of the words stand in the lines of each sample, so that some come again."""
_EVEN = (3, 0, 2)
"""The words of a sample whose lines have equal numbers."""


def arguments_for(goal: str, name: str) -> tuple[str, ...]:
    """The arguments with which a goal calls a script; none if it shows no call.

    Args:
        goal: What is asked for.
        name: The file of the script.

    Examples:
        >>> arguments_for("`python top.py 3` reads a text and prints the 3 longest lines", "top.py")
        ('3',)
        >>> arguments_for("It is called as top.py N --up and prints ...", "top.py")
        ('3', '--up')
        >>> arguments_for("Write top.py, a script that reads numbers.", "top.py")
        ()
    """
    called = re.compile(rf"(?P<mark>`)?(?:\./|\bpython3? )?(?:[\w-]+/)*{re.escape(name)}(?= )")
    for match in called.finditer(goal):
        rest = goal[match.end() :]
        whole = rest.partition("`")[0] if match["mark"] and "`" in rest else ""
        words = _parted(whole) if whole else _leading(rest.split())
        words = list(takewhile(lambda word: word not in ("<", ">", "|"), words))
        if words:
            return tuple(_PLACE.sub("3", word) for word in words)
    return ()


def _parted(call: str) -> list[str]:
    """The words of a call, as a shell reads them."""
    try:
        return shlex.split(call)
    except ValueError:
        return call.split()


def _leading(words: Sequence[str]) -> list[str]:
    """The words behind a call that are arguments beyond doubt: numbers, options, placeholders."""
    return list(takewhile(_ARGUMENT.fullmatch, words))


def samples_for(goal: str, *, reads_input: bool = True) -> tuple[str, ...]:
    r"""What a script is given on standard input; one that reads none is run once.

    Examples:
        >>> samples_for("reads numbers from standard input")[0]
        '3\n1\n2\n'
        >>> samples_for("It reads lines like Eve,12 from standard input and prints a sum.")[1]
        'Ben,12\n'
    """
    about = goal.casefold()
    if not reads_input:
        return ("",)
    if shown := read_line(goal):
        return _like(shown, has_gaps=re.search(r"\b(?:empty|blank)\b", about) is not None)
    if READS_TEXT.search(about):
        return TEXTS
    for pattern, name in WORDS:
        if re.search(pattern, about):
            return PAIRS[name]
    if re.search(r"\bnumbers?\b(?! of)|\bintegers?\b", about.partition("print")[0]):
        return (*NUMBERS, *(SPARSE if re.search(r"empty|blank", about) else ()))[:MAX_SAMPLES]
    return TEXTS


def _like(shown: str, *, has_gaps: bool) -> tuple[str, ...]:
    """Samples of lines like one that is shown, with other words, numbers and times."""
    vary = _of_time if _TIME.fullmatch(shown) else _varied
    samples = []
    for number, rows in enumerate(_ROWS):
        lines = [vary(shown, row, number + place) for place, row in enumerate(rows)]
        if has_gaps and number % 2 == 0:
            lines.insert(1, "")
        samples.append("\n".join(lines) + "\n")
    even = [vary(shown, row, 0) for row in _EVEN]
    return (*samples, "\n".join(even) + "\n")


def _varied(shown: str, word: int, place: int) -> str:
    """A line like one that is shown: its first word changes by a choice, the numbers by place."""
    tokens = list(_TOKEN.finditer(shown))
    first = next((one.start() for one in tokens if _is_name(one, shown)), -1)

    def other(match: re.Match[str]) -> str:
        if match["kept"] or match["word"]:
            return _WORDS[word] if match.start() == first else match[0]
        if match["date"]:
            return _DATES[place % len(_DATES)]
        number = _NUMBERS[(place + match.start()) % len(_NUMBERS)]
        decimals = len(match[0].partition(".")[2])
        return f"{number}.{'5'.ljust(decimals, '0')}" if decimals else str(number)

    return _TOKEN.sub(other, shown)


def _of_time(shown: str, word: int, place: int) -> str:
    """Another time of the form of one that is shown, such as ``4:05``."""
    first, *rest = shown.split(":")
    parts = [_SIXTIETHS[(word + place + n) % len(_SIXTIETHS)] for n in range(len(rest))]
    number = str(_HOURS[(word + place) % len(_HOURS)])
    leading = number.zfill(2) if first.startswith("0") else number
    return ":".join([leading, *parts])


def _is_name(match: re.Match[str], shown: str) -> bool:
    """Whether a piece is a plain word and no unit after a number."""
    follows = re.search(r"\d ?$", shown[: match.start()]) is not None
    return bool(match["word"]) and not (follows and (match[0].islower() or len(match[0]) == 1))
