"""Texts for the standard input of a script, made up from the words of the goal."""

from __future__ import annotations

import re

NUMBERS = ("3\n1\n2\n", "5\n", "10\n-4.5\n9\n", "-1\n-20\n-3\n", "2\n2\n7\n2\n", "1000\n0.25\n")
SPARSE = ("3\n\n1\n  \n2\n", "\n\n8\n\n")
TEXTS = (
    "one two\nthree two\n",
    "A line, with marks: yes!\n\nAnother  line\nand the last one",
    "word\n",
    "The cat saw the dog.\nThe dog ran.\n",
    "Zebra\napple\nMango\napple\n",
    "12 eggs\n3 more eggs\n",
)
PAIRS: dict[str, tuple[str, ...]] = {
    "comma": (
        "name,amount\nAnna,3\nBen,12\nAnna,4\n",
        "a,1\nb,2\n",
        "x,10\n",
        "Ben,2.5\nAda,7\nBen,1\n",
    ),
    "tab": ("Anna\t3\nBen\t12\nAnna\t4\n", "a\t1\n", "b\t2\na\t1\n", "Ben\t2.5\nBen\t7\n"),
    "pair": (
        "Anna 3\nBen 12\nAnna 4\n",
        "b 1\na 2\n",
        "x -5\nx 7\n",
        "Ben 2.5\nAda 7\nBen 1\n",
        "z 0\n",
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
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LINES = re.compile(
    rf"prints?\s+(?:exactly\s+|only\s+)?(?P<count>{'|'.join(COUNTS)}|\d+)\s+lines?\b"
    r"(?!\s+(?:per|for|each|of each))",
    re.IGNORECASE,
)
FORM = re.compile(
    r"(?:each|such|like|form|so)\b[^'\"]{0,12}(['\"])(?P<form>[^'\"\n]*\d[^'\"\n]*)\1"
)
READS_INPUT = re.compile(
    r"\b(?:standard input|stdin|reads? (?:from )?(?:the )?(?:input|keyboard))\b", re.IGNORECASE
)
SCRIPT = re.compile(r"\bscript\b|\bcommand[- ]line\b", re.IGNORECASE)
MAX_SAMPLES = 9
BARE = re.compile(
    r"punctuation\b[^.;]*\b(?:not|n't|doesn't|ignor\w+|remov\w+|stripp?\w*|belong)"
    r"|\b(?:without|no|ignor\w+|remov\w+|strip\w*|except)\b[^.;]*\bpunctuation\b",
    re.IGNORECASE,
)
SMALL = re.compile(r"\b(?:small letters|lower[- ]?case\w*)\b", re.IGNORECASE)
_MARKED = re.compile(r"[^\W\d_]+[.,!?;]+")


def samples_for(goal: str, *, reads_input: bool = True) -> tuple[str, ...]:
    r"""What a script is given on standard input; one that reads none is run once.

    Examples:
        >>> samples_for("reads numbers from standard input")[0]
        '3\n1\n2\n'
    """
    about = goal.casefold()
    if not reads_input:
        return ("",)
    for pattern, name in WORDS:
        if re.search(pattern, about):
            return PAIRS[name]
    if re.search(r"\bnumbers?\b(?! of)|\bintegers?\b", about.partition("print")[0]):
        return (*NUMBERS, *(SPARSE if re.search(r"empty|blank", about) else ()))[:MAX_SAMPLES]
    return TEXTS


def not_as_said(goal: str, printed: str) -> str:
    r"""What the goal says of the output and does not hold; empty if it does.

    Examples:
        >>> not_as_said("Print x. It prints two lines, each as 'sum: 3'.", "sum: 1")
        'it prints 1 line where the goal says 2'
        >>> not_as_said("It prints two lines, each as 'sum: 3'.", "sum: 1\ntotal: 4.5")
        ''
        >>> not_as_said("It prints two lines, each as 'sum: 3'.", "sum 1\ntotal 4")
        "it prints 'sum 1', which is not of the form 'sum: 3'"
    """
    lines = printed.splitlines()
    match = LINES.search(goal)
    if match is not None:
        text = match["count"].casefold()
        wanted = int(text) if text.isdigit() else COUNTS.index(text) + 1
        if len(lines) != wanted:
            return (
                f"it prints {len(lines)} line{'s'[: len(lines) != 1]} where the goal says {wanted}"
            )
    form = FORM.search(goal)
    if form is not None and match is not None:
        pattern = _pattern_of(form["form"])
        other = next((line for line in lines if not re.fullmatch(pattern, line.strip())), None)
        if other is not None:
            return f"it prints {other!r}, which is not of the form {form['form']!r}"
    return ""


def carried_over(goal: str, given: str, printed: str) -> str:
    r"""A word that is printed as it was read, though the goal wants it otherwise; empty if none is.

    Examples:
        >>> carried_over("Punctuation doesn't belong to the words.", "A cat.", "a: 1\ncat.: 1")
        "it prints 'cat.' with its punctuation"
        >>> carried_over("Print the words in small letters.", "A cat", "A\ncat")
        "it prints 'A' and not 'a'"
    """
    read = set(given.split())
    words = [word.rstrip(":=") for word in printed.split()]
    if BARE.search(goal) and (marked := next(filter(_MARKED.fullmatch, words), "")):
        return f"it prints {marked!r} with its punctuation"
    large = next((word for word in words if word in read and word != word.lower()), "")
    return f"it prints {large!r} and not {large.lower()!r}" if SMALL.search(goal) and large else ""


def _pattern_of(form: str) -> str:
    """A pattern for lines like one that is shown, with other words and numbers."""
    kinds = {"word": r"[\w -]+", "number": r"-?\d[\d.,]*"}
    parts = re.finditer(r"(?P<word>[^\W\d]+)|(?P<number>\d[\d.]*)|(?P<rest>.)", form)
    return "".join(kinds.get(part.lastgroup or "", re.escape(part[0])) for part in parts)
