"""Facts in long conversations: how many are left after compaction, and after plain cutting.

Conversations of 2, 4 and 8 windows have a fact of each kind planted in them
(`bench/planted.py`). With `--real` the embedded LLM is asked instead. `docs/local-models.md` holds
the tables.

    python bench/compaction.py [--seeds 40] [--window 4096] [--real] [--llm qwen2.5-coder:1.5b]
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import platformdirs

from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.core.egress import EgressGate
from hocket.llm.compaction.cutting import cut_by
from hocket.llm.compaction.layout import size_of
from hocket.llm.compaction.pipeline import Room, compact
from hocket.ports.llm import LlmRequest
from planted import KINDS, planted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.ports.llm import ChatMessage, Llm

WINDOWS = (2, 4, 8)
ANSWER_SHARE = 0.1
"""Of the window, this is left for an answer."""

REAL_WINDOW = 768
"""An embedded LLM reads a few dozen tokens a second on two cores."""

LATER = "Thank you. Wait for my next question."
METHODS = ("compaction", "newest kept", "middles cut")
Messages = tuple["ChatMessage", ...]


def compacted(messages: Messages, window: float) -> Messages:
    """To half of the window, by the steps that need no LLM."""
    most = window * (1 - ANSWER_SHARE)
    return compact(messages, Room(0.5 * window, most), grows=True).messages


def newest(messages: Messages, window: float) -> Messages:
    """The system message, the task, and the newest messages that fit the window."""
    room = window * (1 - ANSWER_SHARE) - size_of(messages[:2])
    kept: list[ChatMessage] = []
    for message in reversed(messages[2:]):
        room -= size_of((message,))
        if room < 0:
            break
        kept.append(message)
    while kept and kept[-1].role == "tool":
        kept.pop()  # its call is gone
    return (*messages[:2], *reversed(kept))


def cut(messages: Messages, window: float) -> Messages:
    """The middles of the longest messages cut, then the oldest left out if that is not enough."""
    most = window * (1 - ANSWER_SHARE)
    shorter = cut_by(messages, messages, size_of(messages) - most)
    return newest(shorter or messages, window)


FIT: dict[str, Callable[[Messages, float], Messages]] = dict(
    zip(METHODS, (compacted, newest, cut), strict=True)
)


def holds(messages: Sequence[ChatMessage], answer: str) -> bool:
    return any(answer in message.content for message in messages)


def recall(seeds: int, window: int) -> None:
    """Print how many facts are still there, when asked for at once and when asked for later."""
    for title, asks in (("asked before it is shortened", True), ("asked afterwards", False)):
        found: Counter[tuple[str, int, str]] = Counter()
        sizes: Counter[tuple[str, int]] = Counter()
        for times in WINDOWS:
            for seed in range(seeds):
                talk = planted(Random(f"{times}:{seed}"), times * window)
                for fact in talk.facts:
                    messages = talk.asking(fact.question if asks else LATER)
                    for method in METHODS:
                        kept = FIT[method](messages, window)
                        found[method, times, fact.kind] += holds(kept, fact.answer)
                        sizes[method, times] += round(size_of(kept))
        print(f"\nFacts that are still in the prompt, {title} ({seeds} conversations each):\n")
        print(f"| windows | | {' | '.join(KINDS)} | all | tokens |")
        print(f"|---|---|{'---|' * (len(KINDS) + 2)}")
        for times in WINDOWS:
            for method in METHODS:
                counts = [found[method, times, kind] for kind in KINDS]
                shown = " | ".join(f"{count} of {seeds}" for count in counts)
                share = sum(counts) / (seeds * len(KINDS))
                tokens = sizes[method, times] // (seeds * len(KINDS))
                print(f"| {times} | {method} | {shown} | {share:.0%} | {tokens} |", flush=True)


async def answers(llm: Llm, name: str, window: int) -> None:
    """Print how many facts the LLM answers from the shortened prompts."""
    print(f"\nFacts that {name} answers, asked before it is shortened (a conversation each):\n")
    print(f"| windows | | {' | '.join(KINDS)} |")
    print(f"|---|---|{'---|' * len(KINDS)}")
    for times in WINDOWS:
        talk = planted(Random(f"{times}:real"), times * window)
        for method in METHODS[:2]:
            marks = []
            for fact in talk.facts:
                messages = FIT[method](talk.asking(fact.question), window)
                answer = await llm.complete(LlmRequest(name, messages, max_tokens=60))
                marks.append("yes" if fact.answer in answer.text else "no")
            print(f"| {times} | {method} | {' | '.join(marks)} |", flush=True)


async def real(name: str, window: int) -> None:
    folder = platformdirs.user_cache_path("hocket") / "weights"
    llm = LlamaCpp(cache=folder, gate=EgressGate(frozenset()), context_tokens=2 * window)
    try:
        await answers(llm, name, window)
    finally:
        await llm.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--window", type=int, default=4096)
    parser.add_argument("--real", action="store_true", help="only ask an embedded LLM")
    parser.add_argument("--llm", default="qwen2.5-coder:1.5b")
    options = parser.parse_args()
    if options.real:
        asyncio.run(real(options.llm, min(options.window, REAL_WINDOW)))
    else:
        recall(options.seeds, options.window)


if __name__ == "__main__":
    main()
