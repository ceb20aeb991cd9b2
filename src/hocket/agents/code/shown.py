"""The line that a goal shows of those that a script reads or prints."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_SHOWN = late_pattern(
    r"\blines?,? (?:each )?(?:like|such as|of the form|in the form|as in)[ :]+"
    r"(?:(?P<mark>[\"'`\u201c])(?P<quoted>[^\n]+?)(?:(?P=mark)|\u201d)(?!\w)|(?=(?P<bare>[^\n]+)))",
    re.IGNORECASE,
)
_THING = late_pattern(
    r"\b(?:reads?|reading) (?:in )?(?:(?:a|the|some|many) )?(?:(?!lines?\b)[a-z]+ ){0,4}"
    r"(?!lines?\b)[a-z]+,? (?:each )?(?:like|such as|of the form|in the form|as in) "
    r"(?:(?P<mark>[\"'`\u201c])(?P<quoted>[^\n]+?)(?:(?P=mark)|\u201d)(?!\w)|(?=(?P<bare>[^\n]+)))"
)
"""A thing that a script reads, as it is shown: ``reads lap times like 4:05``."""
_UNIT = late_pattern(
    r"(?<=\d) (?!(?:in|on|of|to|or|and|by|a|an|is|as|at|for|one|per|the|up)\b)"
    r"[a-z\u00b0%]{1,3}(?!\w)"
)
"""What may stand behind the number of a thing that is shown."""
_ON_LINES = late_pattern(
    r"\b(?:one|each|every one|a single one)(?: \w+)? (?:per|on (?:each|every|a|its own)"
    r"|on a) (?:own |separate |new )?line\b|\bline by line\b|\ba \w+ (?:on each|per|to a) line\b"
    r"|\blines? each\b",
    re.IGNORECASE,
)
_READS = re.compile(r"\b(?:reads?|reading|gets?|takes?|given)\b", re.IGNORECASE)
_PRINTS = re.compile(
    r"\b(?:prints?|printing|writes|(?<=to )write|(?<=and )write|outputs?|gives?|shows?)\b",
    re.IGNORECASE,
)
_INPUT = late_pattern(r"\b(?:input|stdin)\b", re.IGNORECASE)
_TAKEN = late_pattern(r"\b(?:of|from|for)(?: the| all| each| every)? ?$", re.IGNORECASE)
_TWO_PARTS = late_pattern(r"[^\W\d]+([^\w\n]+)\d+")
_SEPARATED = late_pattern(
    r"\b(?:(?:separated|divided|parted|followed) by|with) (?:(?:a|an|one|exactly one|a single) )"
    r"(blank|space|comma|tab|colon|semicolon)\b(?: (?=and\b|between\b|in between\b)|(?=[,.;)]|$))",
    re.IGNORECASE,
)
_MARKS = {"blank": " ", "space": " ", "comma": ",", "tab": "\t", "colon": ":", "semicolon": ";"}
_SENTENCE = late_pattern(r"[.!?](?=\s)|\n")


def read_line(goal: str) -> str:
    """The line that a goal shows of those that a script reads; empty if it shows none.

    Examples:
        >>> read_line("It reads lines like Eve,12 sorted by name and prints a line like sum 3.")
        'Eve,12'
        >>> read_line("It reads numbers, one per line, and prints a line like 'sum 12'.")
        ''
        >>> read_line("It reads weights like 2.5 kg from standard input, one per line.")
        '2.5 kg'
    """
    return _line_of(goal, "read") or _thing_of(goal)


def _thing_of(goal: str) -> str:
    """The thing that a goal shows of those that a script reads, one on each line."""
    match = _THING.search(goal)
    if match is None or not _ON_LINES.search(goal):
        return ""
    if match["quoted"]:
        return match["quoted"]
    line = _bare(match["bare"])
    unit = _UNIT.match(match["bare"], len(line)) if line else None
    return f"{line}{unit[0]}" if unit else line


def printed_line(goal: str) -> str:
    """The line that a goal shows of those that a script prints; empty if it shows none.

    Examples:
        >>> printed_line("It prints a line like Eve 12 for each name.")
        'Eve 12'
        >>> printed_line("It prints the sum of lines like Eve,12.")
        ''
    """
    return _line_of(goal, "printed")


def after_shown(goal: str) -> str:
    """What a goal says after the line that it shows of those printed; empty if it shows none.

    Examples:
        >>> after_shown("It prints a line like 'Eve 12' and the sum.")
        ' and the sum.'
    """
    for match in _SHOWN.finditer(goal):
        if _kind_of(goal[: match.start()]) == "printed":
            return goal[match.end() + len(_bare(match["bare"] or "")) :]
    return ""


def separator_in(goal: str) -> str:
    """What a goal wants between the two parts of a printed line; empty if it does not say.

    Examples:
        >>> separator_in("It prints a line like 'Eve: 12' for each.")
        ': '
        >>> separator_in("It prints each word with a blank and how often it occurs.")
        ' '
        >>> separator_in("It reads names and numbers separated by a tab and prints a sum.")
        ''
    """
    parts = _TWO_PARTS.fullmatch(printed_line(goal))
    if parts:
        return parts[1]
    for match in _SEPARATED.finditer(goal):
        if _kind_of(goal[: match.start()]) == "printed":
            return _MARKS[match[1].casefold()]
    return ""


def _line_of(goal: str, kind: str) -> str:
    """The first line that is shown and is of a kind."""
    for match in _SHOWN.finditer(goal):
        if _kind_of(goal[: match.start()]) != kind:
            continue
        line = match["quoted"] or _bare(match["bare"])
        if re.search(r"[^\W_]", line):
            return line
    return ""


def _kind_of(before: str) -> str:
    """Whether lines are read or printed, by what stands before them; empty if that is unclear."""
    sentence = _SENTENCE.split(before)[-1]
    read, printed = (
        max((match.start() for match in verb.finditer(sentence)), default=-1)
        for verb in (_READS, _PRINTS)
    )
    is_taken = _TAKEN.search(sentence) is not None
    if printed >= 0:
        return "printed" if printed > read and not is_taken else ""
    return "read" if read >= 0 or is_taken or _INPUT.search(sentence) else ""


def _bare(text: str) -> str:
    """The line at the start of a text without quotes; empty if none with a number is there."""
    tokens: list[str] = []
    for token in text.split(" "):
        if tokens and not (token and _goes_on(tokens, token)):
            break
        tokens.append(token)
    while tokens and not re.search(r"\w", tokens[-1]):
        tokens.pop()
    line = " ".join(tokens).rstrip(".,;:)")
    return line if re.search(r"\d", line) else ""


def _goes_on(tokens: list[str], token: str) -> bool:
    """Whether the next token belongs to the line as well."""
    last = tokens[-1]
    has_number = any(re.search(r"\d", one) for one in tokens)
    if last[-1] in ".!?)" or (last[-1] in ",;:" and (has_number or not token[0].isdigit())):
        return False
    is_flag = token.strip(".,;:") in ("true", "false")
    return is_flag or not (token[0].islower() or token[0] in "(\"'`\u201c")
