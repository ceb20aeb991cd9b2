"""Puzzles as the tests hold them: a block of paragraphs, each with what is said of it."""

from __future__ import annotations


def puzzles(block: str) -> list[tuple[str, str]]:
    """The puzzles of a block, one a paragraph, each with what is said behind its arrow."""
    paragraphs = [" ".join(part.split()) for part in block.split("\n\n")]
    return [(puzzle, said) for puzzle, _, said in (text.partition(" -> ") for text in paragraphs)]
