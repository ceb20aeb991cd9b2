"""How columns and the things in them are called: in the words of the goal where it has some."""

from __future__ import annotations

import re
from itertools import pairwise

MIN_PREFIX = 3
_LEADING = "how|the|a|an|on|about|of|did|has|have|does|that|and|by|which|what"
_VERBS = "change|changed|develop|developed|go|went|rise|fall|grow|look|fare|evolve|vary|move"
IMPLIED = {"life expectancy": "years", "age": "years", "lifespan": "years"}
"""Units that go without saying."""

_FILLERS = {
    *("a", "i", "an", "as", "at", "be", "by", "do", "if", "in", "is", "it", "me", "my", "no", "of"),
    *("on", "or", "so", "to", "up", "us", "we", "go", "he", "am"),
}
"""Words that a goal has without naming a column."""
TOTALS = {"total", "all", "overall", "sum", "world", "altogether", "both"}


def tokens(header: str) -> list[str]:
    """The words of a header.

    Examples:
        >>> tokens("lifeExp"), tokens("solar_power")
        (['life', 'exp'], ['solar', 'power'])
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return [word.lower() for word in re.findall(r"[^\W_]+", spaced)]


def in_words_of(header: str, goal: str) -> str:
    """What the goal calls a column; empty if it does not name it.

    Examples:
        >>> in_words_of("lifeExp", "how life expectancy developed")
        'life expectancy'
        >>> in_words_of("coal", "oil and gas")
        ''
    """
    parts = tokens(header)
    if not parts or "".join(parts) in _FILLERS:
        return ""
    joined = "".join(parts)
    words = list(re.finditer(r"[^\W_]+", _without_files(goal)))
    for index in range(len(words) - len(parts) + 1):
        run = words[index : index + len(parts)]
        if all(_same(part, word[0].lower()) for part, word in zip(parts, run, strict=True)):
            return " ".join(word[0] for word in run)
    for first, second in pairwise(words):
        if (first[0] + second[0]).lower() == joined:
            return f"{first[0]} {second[0]}"
    return ""


def _without_files(goal: str) -> str:
    return re.sub(r"\S+\.(?:csv|tsv|json|jsonl|txt|md|xlsx|tab)\b", " ", goal)


def _same(part: str, word: str) -> bool:
    if part == word:
        return True
    short, long = sorted((part, word), key=len)
    if len(short) < MIN_PREFIX:
        return False
    ending = long[len(short) :]
    # An abbreviation in a header, or another number of the same noun.
    return long.startswith(short) and (short == part or ending in {"s", "es"})


def humanised(header: str) -> str:
    """A header as words.

    Examples:
        >>> humanised("hydro_power"), humanised("GDP"), humanised("lifeExp")
        ('hydro power', 'GDP', 'life exp')
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).replace("_", " ").strip()
    words = [word if word.isupper() else word.lower() for word in spaced.split()]
    return " ".join(words)


def is_named(name: str, goal: str) -> bool:
    """Whether a goal names a thing, such as a country, in the singular or plural."""
    return bool(name) and bool(
        re.search(rf"(?<!\w){re.escape(name)}(?:s|es)?(?!\w)", goal, re.IGNORECASE)
    )


def is_total(name: str) -> bool:
    return any(word in TOTALS for word in tokens(name))


def is_plural(name: str) -> bool:
    """Whether a name is a plural, so that its verb is one.

    Examples:
        >>> is_plural("sales"), is_plural("gas"), is_plural("the price of eggs")
        (True, False, False)
    """
    head = re.split(r"\s(?:of|in|at|for|from|over|per)\s", name.strip())[0].lower()
    return head.endswith("s") and not re.search(r"(?:ss|us|is|gas|news|ics|business)$", head)


def link_of(entity: str, goal: str) -> str:
    """The preposition that goes with an entity in the goal; empty if there is none."""
    match = re.search(
        rf"\b(in|of|for|at|to|from)\s+(?:the\s+)?{re.escape(entity)}\b", goal, re.IGNORECASE
    )
    return match[1].lower() if match else ""


def links_of(entities: list[str], goal: str) -> str:
    """The preposition that goes with the entities of a column; empty if the goal has none."""
    links = [link for entity in entities if (link := link_of(entity, goal))]
    return links[0] if links else ""


def measured_of(entities: list[str], goal: str) -> str:
    """What a goal says is measured of some entities; empty if it does not.

    Examples:
        >>> measured_of(["Spain"], "how the unemployment rates (in percent) in Spain went")
        'unemployment rates'
        >>> measured_of(["Spain"], "how did the GDP per head of Spain change")
        'GDP per head'
    """
    word = r"(?:[a-z][a-z-]+|[A-Z][A-Z0-9]{1,5})"
    noun = rf"({word}(?: {word}){{0,2}})(?:\s*\([^)]*\))?"
    for entity in entities:
        form = rf"{noun}\s+(?:of|in|for)\s+(?:the\s+)?{re.escape(entity)}(?!\w)"
        match = re.search(form, goal)
        if match and not re.fullmatch(rf".*\b(?:{_VERBS})", match[1]):
            return re.sub(rf"^(?:.*\b(?:{_LEADING})\s+)+", "", match[1])
    return ""
