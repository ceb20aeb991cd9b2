"""Functions that undo one another, and the tests that follow: what one makes, the other undoes.

Such a test needs no expected value, so no LLM can guess it wrong (metamorphic testing: T. Y. Chen
et al., "Metamorphic Testing: A Review of Challenges and Opportunities", ACM CSUR 51(1), 2018).
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from hocket.agents.code.source import calls_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MAX_TRIPS = 4
STRETCH = 12
COUNTING = frozenset(("encode", "compress", "pack"))
"""Functions that may count what stands in a row."""
UNDONE_BY = {
    "encode": "decode", "compress": "decompress", "encrypt": "decrypt", "encipher": "decipher",
    "pack": "unpack", "escape": "unescape", "serialize": "deserialize", "dumps": "loads",
    "flatten": "unflatten", "quote": "unquote", "zip": "unzip", "shorten": "expand", "to": "from",
}  # fmt: skip
BACK = re.compile(
    r"\b(?:(?:and|there and) back|round[- ]?trips?|inverse|undo(?:es)?|reverses it)\b"
)


def round_trips(names: Collection[str], tests: Iterable[str]) -> list[str]:
    """Tests that a value comes back, for each pair of functions and the values that tests pass.

    Args:
        names: The functions that there are.
        tests: Tests, whose plain arguments are the values.

    Examples:
        >>> round_trips(["to_roman", "from_roman"], ["assert to_roman(4) == 'IV'"])
        ['assert from_roman(to_roman(4)) == 4']
        >>> round_trips(["pack", "unpack"], ["assert pack('ab') == 'a1b1'"])[1]
        "assert unpack(pack('abbbbbbbbbbbbb')) == 'abbbbbbbbbbbbb'"
    """
    made: list[str] = []
    for forth, back in pairs_of(names):
        values = [*_passed(forth, tests)]
        stretched = map(_stretched, values if forth in COUNTING else ())
        values[1:1] = [*map(repr, filter(None, stretched))][:1]
        made += [f"assert {back}({forth}({value})) == {value}" for value in values]
    return [*dict.fromkeys(made)][:MAX_TRIPS]


def pairs_of(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """(function, the one that undoes it), by their names."""
    for name in names:
        words = name.split("_")
        for place, word in enumerate(words):
            other = "_".join([*words[:place], UNDONE_BY.get(word, ""), *words[place + 1 :]])
            if word in UNDONE_BY and other in names:
                yield name, other
        first, to, second = name.partition("_to_")
        # Of a_to_b and b_to_a the first one counts: the other way round, forms may differ.
        if to and f"{second}_to_{first}" in names and name == _earlier(names, first, second):
            yield name, f"{second}_to_{first}"


def _earlier(names: Collection[str], first: str, second: str) -> str:
    both = {f"{first}_to_{second}", f"{second}_to_{first}"}
    return next(name for name in names if name in both)


def _passed(function: str, tests: Iterable[str]) -> Iterator[str]:
    """The plain values that tests pass to a function as its only argument."""
    for test, call in calls_of(function, tests):
        if len(call.args) == 1 and not call.keywords:
            try:
                value = ast.literal_eval(call.args[0])
            except ValueError:
                continue
            if _comes_back(value) and "raises" not in test:
                yield ast.unparse(call.args[0])


def _stretched(source: str) -> str:
    """A text that ends in many equal letters, as counts of two digits are often forgotten."""
    value = ast.literal_eval(source)
    is_word = isinstance(value, str) and value.isalpha()
    return f"{value}{value[-1] * STRETCH}" if is_word else ""


def _comes_back(value: Any) -> bool:
    """Whether a value of this kind is the same after two conversions; a float is rounded."""
    if isinstance(value, list):
        return all(map(_comes_back, value))
    if isinstance(value, str):
        return value == value.lower()
    return isinstance(value, int)
