"""What a goal says of what a script prints, held against what it printed."""

from __future__ import annotations

import re

from hocket.agents.code.shown import after_shown, printed_line
from hocket.core.late_pattern import late_pattern

COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LINES = late_pattern(
    rf"prints?\s+(?:exactly\s+|only\s+)?(?P<count>{'|'.join(COUNTS)}|\d+)\s+lines?\b"
    r"(?!\s+(?:per|for|each|of each))",
    re.IGNORECASE,
)
_FIRST_ONES = late_pattern(
    rf"\bprints? (?:only )?(?:the|its|their|the top) (?P<count>{'|'.join(COUNTS)}|\d+) "
    r"(?:most|least|fewest|highest|lowest|largest|smallest|biggest|greatest|longest|shortest|best)"
    r"\b[^.;]*\b(?:one (?:per|on each|a) line|each on (?:a|its own) line|a line each)\b",
    re.IGNORECASE,
)
_SEVERAL = late_pattern(
    r"\bper (?!lines?\b)\w+|\b(?:for|of|in|from) (?:each|every)\b|\bthen (?:the|a|an)\b"
    r"|\b(?:ties?|tied|equal)\b[^.;]*\b(?:all|also|too|both)\b|\b(?:below|under) (?:it|them|each)\b"
    r"|\bwith (?:its|their)\b[^.;]*\b(?:below|under|beneath)\b"
    r"|\b(?:and|or) the (?:\w+ )?(?:most|least|fewest|highest|lowest|largest|smallest|biggest"
    r"|greatest|longest|shortest|best|worst)\b",
    re.IGNORECASE,
)
"""What adds lines to the first ones, or wants the first ones of several things."""
FORM = late_pattern(
    r"(?:each|such|like|form|so)\b[^'\"]{0,12}(['\"])(?P<form>[^'\"\n]*\d[^'\"\n]*)\1"
)
_NUMBER = late_pattern(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_ADDS_UP = late_pattern(
    r"\b(?:add\w* up|sums? up|totals?|sums?)\b[^.;]*\b(?:of|for|per|by) (?:each|every|the) \w+",
    re.IGNORECASE,
)
_FILTERS = late_pattern(
    r"\b(?:ignor\w*|skip\w*|leav\w* out|left out|only|without|except\w*|exclud\w*"
    r"|drop\w*|discard\w*"
    r"|best|top|bottom|below|above|under|over|between|at least|at most|(?:more|less|fewer) than"
    r"|(?:least|most|highest|lowest|largest|smallest|greatest)(?!(?: \w+)? first\b)"
    r"|duplicate\w*|unique|distinct|(?:kilo|milli|centi)\w*|convert\w*|round\w*|absolute|positive"
    r"|negative|invalid|malformed|double\w*|half|halv\w*|twice|multipl\w*|divid\w*|times)\b",
    re.IGNORECASE,
)
"""What makes the sums of what is printed others than those of what is read."""
_FILE = late_pattern(r"\b[\w-]+\.(?:py|csv|txt|json|tsv|md)\b")
_COMPUTES_MORE = late_pattern(
    r"\b(?:averages?|means?|counts?|how often|percent\w*|shares?|minus|subtract\w*|difference)\b",
    re.IGNORECASE,
)
SKIPS_BLANKS = late_pattern(
    r"\b(?:empty|blank) lines? (?:(?!not |never )\w+ ){0,3}?"
    r"(?:skipped|ignored|left out|passed over)"
    r"|(?<!not )(?<!n['\u2019]t )(?<!never )(?<!without )"
    r"\b(?:(?:skip|ignor)\w*|leav\w* out) (?:the |any |all )?(?:empty|blank) lines?"
    r"|(?<!not )(?<!n['\u2019]t )(?<!never )(?<!without )"
    r"\bleav\w* (?:the |any |all )?(?:empty|blank) lines? out\b",
    re.IGNORECASE,
)
BARE = late_pattern(
    r"punctuation\b[^.;]*(?:\b(?:not|ignor\w+|remov\w+|stripp?\w*|belong|no part)|n['\u2019]t\b)"
    r"|\b(?:without|no|ignor\w+|remov\w+|strip\w*|except)\b[^.;]*\bpunctuation\b",
    re.IGNORECASE,
)
LETTERS = late_pattern(
    r"\bwords?\b[^.;]{0,40}\b(?:runs?|sequences?|strings?|series|groups?|made up|consist\w*|made)"
    r" of (?:only |just |nothing but )?letters\b(?! (?:and|or))|\bwords? [^.;]{0,20}letters only\b",
    re.IGNORECASE,
)
"""What says that a word is nothing but letters."""
SMALL = late_pattern(r"\b(?:small letters|lower[- ]?case\w*)\b", re.IGNORECASE)
_MARKED = late_pattern(r"[^\W\d_]+[.,!?;]+")
_OTHER_LINES = late_pattern(
    r"\b(?:headers?|headings?|(?:first|last|final|total) line|at the (?:end|top)|finally"
    r"|followed by|grand total)\b",
    re.IGNORECASE,
)
_MORE_LINES = late_pattern(
    r"\b(?:totals?|then|last|lastly|otherwise|and (?:the|a|an)|or ['\"\w])\b", re.IGNORECASE
)
_PART = late_pattern(
    r"(?P<word>[^\W\d](?:[\w'\u2019.]*\w)?)|(?P<number>\d+(?:,\d{3})*(?:\.\d+)*)|(?P<rest>.)"
)
MAX_WORDS = 6


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
    said = _FILE.sub("", SKIPS_BLANKS.sub("", goal))
    is_plain = not _COMPUTES_MORE.search(said) and not _FILTERS.search(said)
    is_each = names[0] == names[1] and _ADDS_UP.search(said) and is_plain
    if not is_each or any(len(numbers) != 1 for each in pairs for numbers in each):
        return ""
    sums = [round(sum(float(number) for [number] in each), 6) for each in pairs]
    if sums[0] == sums[1]:
        return ""
    what = f"of {' '.join(given.split())} it prints {' '.join(printed.split())}"
    return f"{what}: what it read adds up to {sums[0]:g}, what it prints to {sums[1]:g}"


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
    if form is not None:
        return _not_of_form(lines, form["form"], goal, goal[form.end() :])
    return _not_of_form(lines, printed_line(goal), goal, after_shown(goal))


def too_many(goal: str, printed: str) -> str:
    r"""That more lines are printed than a goal wants of the first ones; empty if not.

    Examples:
        >>> too_many("It prints the two most common words, one per line.", "a\nb\nc")
        'it prints 3 lines, but the goal wants 2 at most'
        >>> too_many("It prints a header and the two most common words, one per line.", "w\nb\nc")
        ''
    """
    match = _FIRST_ONES.search(goal)
    if match is None or _OTHER_LINES.search(goal) or _SEVERAL.search(goal):
        return ""
    text, lines = match["count"].casefold(), printed.splitlines()
    most = int(text) if text.isdigit() else COUNTS.index(text) + 1
    says = f"it prints {len(lines)} lines, but the goal wants {most} at most"
    return says if len(lines) > most else ""


def _not_of_form(lines: list[str], shown: str, goal: str, after: str) -> str:
    """The line that is not of the form that is shown; empty if all are that have to be."""
    pattern = _pattern_of(shown)
    others = [line for line in lines if pattern and not re.fullmatch(pattern, line.strip())]
    is_mixed = _OTHER_LINES.search(goal) or _MORE_LINES.search(after)
    if not others or (is_mixed and len(others) < len(lines)):
        return ""
    return f"it prints {others[0]!r}, which is not of the form {shown!r}"


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
    if LETTERS.search(goal):
        heads = [line.split()[0] for line in printed.splitlines() if len(line.split()) > 1]
        mixed = next((word for word in heads if word in read and not word.isalpha()), "")
        if mixed:
            return f"it prints {mixed!r} with its punctuation, which is no run of letters"
    large = next((word for word in words if word in read and word != word.lower()), "")
    return f"it prints {large!r} and not {large.lower()!r}" if SMALL.search(goal) and large else ""


def _pattern_of(form: str) -> str:
    """A pattern for lines like one that is shown; empty if that has no or too many words.

    No piece of it takes a mark that stands between the pieces, so that it is matched in one way.
    """
    parts = list(_PART.finditer(form))
    words = sum(1 for part in parts if part["word"])
    if not parts or words > MAX_WORDS:
        return ""
    between = {part["rest"] for part in parts if part["rest"]}
    within = "".join(mark for mark in "'\u2019." if mark not in between)
    within += " " if words == 1 else ""
    comma = "" if "," in between else ","
    kinds = {
        "word": rf"[\w{within}{'' if '-' in between else '-'}]+",
        # Where whole numbers are shown, none has the decimals of a float.
        "number": rf"-?\d[\d{comma}.]*"
        if "." in form
        else rf"-?\d(?:[\d{comma}]|\.(?!0(?!\d))\d)*",
    }
    return "".join(kinds.get(part.lastgroup or "", re.escape(part[0])) for part in parts)
