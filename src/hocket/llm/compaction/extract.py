"""Extraction: of long messages, the passages are kept that are worth most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.llm.compaction.layout import parts_of, tokens_in
from hocket.llm.compaction.units import excerpts, shortened, units_of
from hocket.llm.compaction.worth import key_points, worths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.llm.compaction.units import Unit

NEW = 0.3
"""How much more a passage of the newest text is worth."""

GAP_TOKENS = 4
"""What a note of a gap takes."""

READ_CHARS = 600_000
LEAST_CHARS = 60
"""Of many passages, only this much of each start is read for its worth."""

KEY_POINTS = 1.0
"""A passage with at least so many key points is summarised if there is no room for it."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is kept of some texts.

    Attributes:
        texts: What is kept of each; empty where nothing is.
        missed: Of excerpts, the passages with key points that had no room, in order.
    """

    texts: tuple[str, ...]
    missed: tuple[str, ...]


def extract_of(
    texts: Sequence[str],
    tokens: float,
    asked: tuple[str, str],
    *,
    ends: bool = False,
    head: float = 0,
) -> Extract:
    """What is kept of texts, at most so many tokens together.

    Args:
        texts: In their order.
        tokens: Room for all of them.
        asked: The question and the task that they are for.
        ends: Whether the first and last passage of each part, and fixed parts, stay in any case;
            then it may be longer. The texts have notes then; otherwise they are excerpts.
        head: What each text takes beside its passages, if any of them is kept.
    """
    units = [units_of(text, parts_of(text)) for text in texts]
    places = [(n, i) for n, each in enumerate(units) for i in range(len(each))]
    passages = [texts[n][units[n][i].start : units[n][i].end] for n, i in places]
    probe_chars = max(LEAST_CHARS, READ_CHARS // max(1, len(passages)))
    worth = worths([passage[:probe_chars] for passage in passages], *asked)
    newer = [worth[k] + NEW * n / len(texts) for k, (n, _) in enumerate(places)]
    sizes = [tokens_in(passage) + GAP_TOKENS for passage in passages]
    must = {k for k, (n, i) in enumerate(places) if ends and units[n][i].must}
    kept = _chosen(units, newer, sizes, must, tokens, head)
    by_text: list[set[int]] = [set() for _ in texts]
    for k in kept:
        by_text[places[k][0]].add(places[k][1])
    return Extract(
        tuple(
            min((shortened if ends else excerpts)(text, of, chosen), text, key=len)
            if chosen
            else ""
            for text, of, chosen in zip(texts, units, by_text, strict=True)
        ),
        tuple(
            passages[k]
            for k in range(len(places))
            if not ends and k not in kept and key_points(passages[k]) >= KEY_POINTS
        ),
    )


def _chosen(
    units: Sequence[Sequence[Unit]],
    worth: Sequence[float],
    sizes: Sequence[float],
    must: set[int],
    tokens: float,
    head: float,
) -> set[int]:
    """The passages that are kept: those worth most, each row of a table with its head."""
    places = [(n, i) for n, each in enumerate(units) for i in range(len(each))]
    index = {place: k for k, place in enumerate(places)}
    kept, opened = set(must), {places[k][0] for k in must}
    room = tokens - sum(sizes[k] for k in kept)
    # Of equal ones, the first of each text and table are the best.
    for k in sorted(
        range(len(places)), key=lambda k: (-round(worth[k], 2), _rank(units, places[k]))
    ):
        n, i = places[k]
        names = units[n][i].head
        wanted = {k} | ({index[n, names]} if names >= 0 else set())
        more = sum(sizes[j] for j in wanted - kept) + head * (n not in opened)
        if more <= room:
            room -= more
            kept |= wanted
            opened.add(n)
    return kept


def _rank(units: Sequence[Sequence[Unit]], place: tuple[int, int]) -> int:
    """How far into its table or text a passage stands."""
    text, number = place
    return number - max(0, units[text][number].head)
