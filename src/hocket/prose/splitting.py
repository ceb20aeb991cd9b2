"""A Markdown text as the sentences that it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATED = (
    r"\b(?:e\.g|i\.e|approx|ca|c|vs|no|nr|dr|mr|mrs|st|fig|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a text.

    Attributes:
        text: Without the marks of Markdown.
        part: Number of its paragraph.
        is_heading: Whether it is a heading, or a row of a table's head.
    """

    text: str
    part: int
    is_heading: bool = False


def said_in(markdown: str) -> list[Said]:
    r"""The sentences of a text, in their order; code blocks and rules are none.

    Examples:
        >>> [s.text for s in said_in("# A title\n\nIt rose by 2.5 **km**. It fell.")]
        ['A title', 'It rose by 2.5 km.', 'It fell.']
    """
    sentences: list[Said] = []
    without_code = re.sub(r"```.*?(?:```|\Z)", "", markdown, flags=re.DOTALL)
    for part, block in enumerate(re.split(r"\n\s*\n", without_code)):
        for piece, is_heading in _pieces(block):
            plain = _plain(piece)
            if is_heading:
                sentences.append(Said(plain, part, is_heading=True))
            else:
                sentences += [Said(text, part) for text in _sentences(plain)]
    return [one for one in sentences if re.search(r"\w", one.text)]


def _pieces(block: str) -> list[tuple[str, bool]]:
    """Headings, items and rows of a block, and what is left of it as one piece."""
    pieces: list[tuple[str, bool]] = []
    running: list[str] = []
    for line in block.splitlines():
        heading = re.match(r"\s*#{1,6}\s+(.*)", line)
        item = re.match(r"\s*(?:[-*+]|\d+[.)])\s+(.*)", line)
        if heading or item or line.strip().startswith(("|", "!")):
            pieces += [(" ".join(running), False)] if running else []
            running = []
        if heading:
            pieces.append((heading[1], True))
        elif line.strip().startswith("|"):
            pieces += [(line, False)] if re.search(r"\w", line) else []
        elif item:
            running = [item[1]]
        elif not line.strip().startswith("!"):
            running.append(line.strip())
    return [*pieces, *([(" ".join(running), False)] if running else [])]


def _plain(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\*\*|__|`|<[^>]+>|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", "", text)
    return " ".join(text.replace("\u2212", "-").split())


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    for piece in re.split(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])", text):
        if sentences and re.search(_ABBREVIATED, sentences[-1], re.IGNORECASE):
            sentences[-1] = f"{sentences[-1]} {piece}"
        elif piece.strip():
            sentences.append(piece.strip())
    return sentences
