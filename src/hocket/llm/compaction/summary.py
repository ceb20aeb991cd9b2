"""A summary by the LLM of what an extract has no room for, believed where the text shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.llm.compaction.layout import tokens_in
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

SUMMARY_TOKENS = 160
"""Longest summary."""

READ_SHARE = 0.4
"""Share of the window that the text to be summarised may take."""

RULES = (
    "You shorten notes. Write at most five short sentences with the facts of the notes that matter "
    "most: decisions, names, amounts, dates, paths, errors. Copy figures and names exactly. Add "
    "nothing."
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?](?=\s|$)")
_FIGURE = re.compile(r"\d(?:[\d.,:/-]*\d)?")
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÀ-Þ][\w'-]+")
_PATH = re.compile(r"\S*[/\\_]\S*\w")


def request_for(llm: str, missed: Sequence[str], window: int) -> LlmRequest | None:
    """The prompt for a summary of passages; None if there are none.

    Args:
        llm: The LLM.
        missed: The passages, in order. Those that exceed a share of the window are not read; the
            newest are.
        window: In tokens.
    """
    room, chosen = READ_SHARE * window, []
    for passage in reversed(missed):
        room -= tokens_in(passage) + 1
        if room < 0:
            break
        chosen.append(passage)
    if not chosen:
        return None
    notes = "\n".join(reversed(chosen))
    messages = (ChatMessage("system", RULES), ChatMessage("user", f"Notes:\n{notes}"))
    return LlmRequest(llm, messages, max_tokens=SUMMARY_TOKENS)


def believed(summary: str, source: str) -> tuple[str, int]:
    """The sentences of a summary that the source shows, and how many others there are.

    A sentence with a figure, a name or a path that does not stand in the source is no sentence of
    it, and neither is one that was not finished.

    Examples:
        >>> believed("Ada pays 40 euros. Bo pays 70.", "Ada: I pay 40 euros, and Bo nothing.")
        ('Ada pays 40 euros.', 1)
    """
    figures = {_plain(figure) for figure in _FIGURE.findall(source)}
    folded = source.casefold()
    kept, refused = [], 0
    for match in _SENTENCE.finditer(summary):
        sentence = match[0].strip(" \n-*")
        named = [*_NAME.findall(sentence), *_PATH.findall(sentence)]
        if all(_plain(figure) in figures for figure in _FIGURE.findall(sentence)) and all(
            name.casefold() in folded for name in named
        ):
            kept.append(sentence)
        else:
            refused += 1
    return " ".join(kept), refused


def _plain(figure: str) -> str:
    """A figure without the marks of thousands."""
    return re.sub(r",(?=\d{3}\b)", "", figure)
