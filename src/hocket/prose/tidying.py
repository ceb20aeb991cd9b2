"""Markdown out of which sentences were taken: no empty items, gaps in numbers or bare headings."""

from __future__ import annotations

import re

_EMPTY_ITEM = re.compile(r"(?m)^[ \t]*(?:[-*+]|\d+[.)])[ \t]*(?:\*\*[^*\n]*\*\*:?[ \t]*)?$\n?")
_NUMBERED = re.compile(r"^(?P<indent>[ \t]*)(?P<number>\d{1,3})(?P<mark>[.)])(?P<rest>[ \t]+\S.*)$")
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+\S")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)")


def tidied(text: str, before: str = "") -> str:
    r"""The text without empty list items and headings of nothing, its lists numbered anew.

    The first heading, the title, stays.

    Args:
        text: What sentences were taken out of.
        before: What it was before; items that had nothing but a label there stay.

    Examples:
        >>> tidied("# Rain\n\n## Why\n\n## When\n\n1.\n2. In May.\n3. In June.\n")
        '# Rain\n\n## When\n\n1. In May.\n2. In June.\n'
    """
    known = {line.strip() for line in before.split("\n")}
    text = _EMPTY_ITEM.sub(lambda m: m.group() if m.group().strip() in known else "", text)
    lines = _renumbered(text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_bare_headings(lines)))


def _renumbered(lines: list[str]) -> list[str]:
    """The lines with the items of each list numbered one after another.

    A list goes on behind a paragraph, as long as its numbers rise.
    """
    numbers: dict[str, int] = {}
    last: dict[str, int] = {}
    is_code = False
    for place, line in enumerate(lines):
        is_code ^= bool(_FENCE.match(line))
        item = None if is_code else _NUMBERED.match(line)
        if item is None:
            if _HEADING.match(line) and not is_code:
                numbers = {}
            continue
        indent = item["indent"]
        if int(item["number"]) <= last.get(indent, 0):
            numbers.pop(indent, None)
        last[indent] = int(item["number"])
        first = int(item["number"]) if int(item["number"]) == 0 else 1
        numbers = {known: n for known, n in numbers.items() if len(known) <= len(indent)}
        numbers[indent] = numbers.get(indent, first - 1) + 1
        lines[place] = f"{indent}{numbers[indent]}{item['mark']}{item['rest']}"
    return lines


def _without_bare_headings(lines: list[str]) -> list[str]:
    """The lines without headings under which nothing stands; the title stays."""
    title = next((place for place, line in enumerate(lines) if line.strip()), 0)
    kept = []
    is_code = False
    for place, line in enumerate(lines):
        is_code ^= bool(_FENCE.match(line))
        heading = None if is_code else _HEADING.match(line)
        if heading is None or place == title or _has_text(lines[place + 1 :], heading["marks"]):
            kept.append(line)
    return kept


def _has_text(lines: list[str], marks: str) -> bool:
    """Whether text stands under a heading, before the next one that is no lower."""
    for line in lines:
        heading = _HEADING.match(line)
        if heading is None and line.strip():
            return True
        if heading is not None and len(heading["marks"]) <= len(marks):
            return False
    return False
