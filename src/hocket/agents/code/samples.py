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
_SHOWN = (
    r"lines?,? (?:each )?(?:like|such as|of the form|in the form|as in)[ :]+"
    r"(?:[\"'`\u201c](?P<quoted>[^\"`\u201d\n]+?)[\"'`\u201d]|(?P<bare>\S+(?: (?!{ends}\b)\S+)*))"
)
_ENDS = r"(?:from|on|via|in|for|to|until|with|and|or|each|one|then|per|where|which|that|is|are|the)"
_READ = re.compile(
    rf"\b(?:reads?|gets?|takes?|given|input|of)\b[^.\n]*?\b{_SHOWN.format(ends=_ENDS)}",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    rf"\b(?:prints?|writes?|outputs?|gives?)\b[^.\n]*?\b{_SHOWN.format(ends=_ENDS)}", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_ADDS_UP = re.compile(
    r"\b(?:add\w* up|sums? up|totals?|sums?)\b[^.;]*\b(?:of|for|per|by) (?:each|every|the) \w+",
    re.IGNORECASE,
)
_COMPUTES_MORE = re.compile(
    r"\b(?:averages?|means?|counts?|how often|percent\w*|shares?|minus|subtract\w*|difference)\b",
    re.IGNORECASE,
)
SKIPS_BLANKS = re.compile(
    r"\b(?:empty|blank) lines? (?:\w+ ){0,3}?(?:skipped|ignored|left out|passed over)"
    r"|\b(?:skip|ignor|leav)\w* (?:out )?(?:the |any |all )?(?:empty|blank) lines?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)")
_WORDS = ("Anna", "Ben", "Cleo", "Dora")
_NUMBERS = (3, 12, 7, 40, 5, 12)
_DATES = ("2024-02-29", "2023-12-31", "2025-01-01")
_ROWS = ((0, 1, 2, 0), (1,), (2, 1, 0, 2, 1), (3, 0), (0, 0, 0))
"""Which of the words stand in the lines of each sample, so that some come again."""
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
        >>> samples_for("It reads lines like Eve,12 from standard input and prints a sum.")[1]
        'Ben,12\n'
    """
    about = goal.casefold()
    if not reads_input:
        return ("",)
    if shown := _shown(_READ, goal):
        return _like(shown, has_gaps=re.search(r"\b(?:empty|blank)\b", about) is not None)
    for pattern, name in WORDS:
        if re.search(pattern, about):
            return PAIRS[name]
    if re.search(r"\bnumbers?\b(?! of)|\bintegers?\b", about.partition("print")[0]):
        return (*NUMBERS, *(SPARSE if re.search(r"empty|blank", about) else ()))[:MAX_SAMPLES]
    return TEXTS


def not_added_up(goal: str, given: str, printed: str) -> str:
    r"""What is lost where the numbers of each name are to be added up; empty if nothing is.

    With one number in each line read and printed, and all names, both add up to the same.

    Examples:
        >>> goal = "It reads lines like Eve,12 and adds up the points of each name."
        >>> not_added_up(goal, "Anna,3\nAnna,4\n", "Anna 4")
        'of Anna,3 Anna,4 it prints Anna 4: what it read adds up to 7, what it prints to 4'
        >>> not_added_up(goal, "Anna,3\nAnna,4\n", "Anna 7")
        ''
    """
    read, shown = (text.split("\n") for text in (given.strip(), printed.strip()))
    pairs = [[_NUMBER.findall(line) for line in lines if line.strip()] for lines in (read, shown)]
    names = [set(re.findall(r"[^\W\d_]+", text)) for text in (given, printed)]
    is_each = names[0] == names[1] and _ADDS_UP.search(goal) and not _COMPUTES_MORE.search(goal)
    if not is_each or any(len(numbers) != 1 for each in pairs for numbers in each):
        return ""
    sums = [round(sum(float(number) for [number] in each), 6) for each in pairs]
    if sums[0] == sums[1]:
        return ""
    what = f"of {' '.join(given.split())} it prints {' '.join(printed.split())}"
    return f"{what}: what it read adds up to {sums[0]:g}, what it prints to {sums[1]:g}"


def printed_line(goal: str) -> str:
    """The line that a goal shows of those that a script prints; empty if it shows none.

    Examples:
        >>> printed_line("It prints a line like Eve 12 for each name.")
        'Eve 12'
    """
    return _shown(_PRINTED, goal)


def _shown(pattern: re.Pattern[str], goal: str) -> str:
    """The line that a goal shows, of those that are read or printed; empty if it shows none."""
    match = pattern.search(goal)
    if match is None:
        return ""
    line = match["quoted"] or (match["bare"] or "").rstrip(".,;:)")
    return line if _TOKEN.search(line) else ""


def _like(shown: str, *, has_gaps: bool) -> tuple[str, ...]:
    """Samples of lines like one that is shown, with other words and numbers."""
    samples = []
    for number, rows in enumerate(_ROWS):
        lines = [_varied(shown, row, number + place) for place, row in enumerate(rows)]
        if has_gaps and number % 2 == 0:
            lines.insert(1, "")
        samples.append("\n".join(lines) + "\n")
    return tuple(samples)


def _varied(shown: str, word: int, place: int) -> str:
    """A line like one that is shown: its first word changes by a choice, the numbers by place."""
    words = iter((_WORDS[word], *_WORDS[::-1]))

    def other(match: re.Match[str]) -> str:
        if match["word"]:
            return next(words, match[0])
        if match["date"]:
            return _DATES[place % len(_DATES)]
        number = _NUMBERS[(place + match.start()) % len(_NUMBERS)]
        return f"{number}.5" if "." in match[0] else str(number)

    return _TOKEN.sub(other, shown)


def not_as_said(goal: str, printed: str) -> str:
    r"""What the goal says of the output and does not hold; empty if it does.

    Examples:
        >>> not_as_said("Print x. It prints two lines, each as 'sum: 3'.", "sum: 1")
        'it prints 1 line where the goal says 2'
        >>> not_as_said("It prints two lines, each as 'sum: 3'.", "sum: 1\ntotal: 4.5")
        ''
        >>> not_as_said("It prints two lines, each as 'sum: 3'.", "sum 1\ntotal 4")
        "it prints 'sum 1', which is not of the form 'sum: 3'"
        >>> not_as_said("It prints a line like Eve 12 for each.", "Anna 12.0")
        "it prints 'Anna 12.0', which is not of the form 'Eve 12'"
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
    form = FORM.search(goal) if match is not None else None
    shown = form["form"] if form is not None else printed_line(goal)
    if shown:
        pattern = _pattern_of(shown)
        other = next((line for line in lines if not re.fullmatch(pattern, line.strip())), None)
        if other is not None:
            return f"it prints {other!r}, which is not of the form {shown!r}"
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
    if "." not in form:  # a whole number is written so
        kinds["number"] = r"-?\d(?:[\d,]*|[\d.,]*[1-9])"
    parts = re.finditer(r"(?P<word>[^\W\d]+)|(?P<number>\d[\d.]*)|(?P<rest>.)", form)
    return "".join(kinds.get(part.lastgroup or "", re.escape(part[0])) for part in parts)
