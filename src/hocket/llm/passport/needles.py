"""Probes of long contexts: facts in a text of some length, asked for behind it.

Each text is the start of the next longer one, so a host that keeps prompts reads it only once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.llm.passport.probe import Probe, asks, says

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTHS = (500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000)
"""In tokens, as estimated."""
CHARS_PER_TOKEN = 4.6
EVERY = 14
"""Sentences between two facts."""
ROOM_TOKENS = 200
"""For the question, the answer and the chat template."""

_WHO = ("baker", "captain", "doctor", "farmer", "gardener", "judge", "miller", "painter", "sailor")
_DOES = ("greets", "watches", "follows", "remembers", "passes", "meets", "calls")
_WHAT = ("an old horse", "the grey cat", "a tall stranger", "the quiet crowd", "two children")
_WHERE = ("by the river", "near the mill", "on the hill", "behind the church", "at the market")
COLOURS = ("amber", "blue", "crimson", "golden", "green", "ivory", "purple", "silver", "white")
FRUITS = ("apple", "cherry", "lemon", "melon", "olive", "peach", "plum")


def lengths_within(window_tokens: int, most_tokens: int = LENGTHS[-1]) -> tuple[int, ...]:
    """The lengths that fit a window with the question, up to a bound.

    Args:
        window_tokens: The window for prompt and answer; 0 if unknown, then only the shortest.
        most_tokens: The bound, such as what can be read in the time.

    Examples:
        >>> lengths_within(2500), lengths_within(0), lengths_within(8192, 3000)
        ((500, 1000, 2000), (500,), (500, 1000, 2000))
    """
    within = tuple(n for n in LENGTHS if n <= most_tokens)
    if not window_tokens:
        return within[:1]
    # The estimate may be a tenth too low.
    return tuple(n for n in within if 1.1 * n <= window_tokens - ROOM_TOKENS)


def needle_probes(lengths: tuple[int, ...]) -> Iterator[Probe]:
    """For each length, the first fact and the one before the end."""
    for length in lengths:
        text, places = haystack(length)
        for where, place in (("early", places[0]), ("late", places[-1])):
            colour, code = fact(place)
            question = f"What is the code word of the {colour} locker? Answer with the word alone."
            others = tuple({fact(p)[1] for p in places} - {code})
            yield Probe(
                f"needle/{length}/{where}",
                "needle",
                asks(f"{text}\n\n{question}"),
                says(code, never=others),
                max_tokens=12,
            )


def haystack(tokens: int) -> tuple[str, list[int]]:
    """A text of about this many tokens, and the numbers of the facts in it.

    Examples:
        >>> shorter, longer = haystack(500)[0], haystack(1000)[0]
        >>> longer.startswith(shorter), len(haystack(500)[1])
        (True, 2)
    """
    sentences: list[str] = []
    places: list[int] = []
    chars = 0
    while chars < tokens * CHARS_PER_TOKEN:
        number = len(sentences)
        if number % EVERY == EVERY // 3:
            places.append(number // EVERY)
            colour, code = fact(places[-1])
            sentences.append(f"The code word of the {colour} locker is {code}.")
        else:
            sentences.append(_sentence(number))
        chars += len(sentences[-1]) + 1
    return " ".join(sentences), places


def fact(number: int) -> tuple[str, str]:
    """The colour and the code word of a fact; no two of a text have the same colour.

    Examples:
        >>> fact(0), fact(9)
        (('amber', 'apple'), ('second amber', 'lemon'))
    """
    nth = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ")
    row, column = divmod(number, len(COLOURS))
    prefix = nth[row] if row < len(nth) else f"number {row} "
    return f"{prefix}{COLOURS[column]}", FRUITS[number % len(FRUITS)]


def _sentence(number: int) -> str:
    who, other = _WHO[number % 9], _WHO[(number // 9 + number + 1) % 9]
    does, what = _DOES[number % 7], _WHAT[(number // 7) % 5]
    return f"The {who} {does} {what} {_WHERE[(number // 5) % 5]}, and the {other} says nothing."
