"""Which values of a thread are counts of things, and what may be believed of an open sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.threads.clauses import sentences_of
from hocket.agents.threads.items import NUMBER, Items, amount_of, singular
from hocket.documents.quotes import place_of
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_MEASURES = re.compile(
    r"(?i)(?:^|[\W_])(?:date|day|deadline|time|hour|minute|week|month|year|price|cost|rent|fee"
    r"|deposit|euro"
    r"|pound|dollar|amount|sum|budget|total|percent|discount|place|address|name|phone|status)s?$"
)
"""The last words of keys whose values are no counts of things."""

_DIGIT = re.compile(r"\d")
_BARE = re.compile(
    rf"(?i)(?<![\w.,€$£-])(?P<number>{NUMBER}) (?:will (?:have to )?do|suffices?|(?:is|are) enough"
    rf"|(?:are|will be) (?:sufficient|plenty|fine|ok(?:ay)?))\b"
    rf"|(?:\b(?:make (?:it|that)|(?:only|just) (?:need|want|take))|\bbut (?:only|just))"
    rf" (?P<made>{NUMBER})(?=\s*(?:[;!]|[.,](?!\d)|$))"
)
"""A number that stands for so many of what was named before."""


def counted_names(names: Sequence[str], bodies: Iterable[str]) -> list[str]:
    """The names that are counts of things in the messages of a thread.

    Examples:
        >>> counted_names(["cups", "jugs", "lids", "date"], ["12 cups", "no jugs", "on a day"])
        ['cups', 'jugs']
    """
    things = [name for name in names if not _MEASURES.search(name)]
    items = Items(things)
    mentions = [mention for body in bodies for mention in items.mentions(body)]
    numbered = {mention.name for mention in mentions if mention.amount is not None}
    named = {mention.name for mention in mentions}
    return [
        name
        for name in things
        if name in numbered or (numbered and name in named and singular(name) != name)
    ]


def is_borne(name: str, value: object, quote: str, items: Items, of: Collection[str]) -> bool:
    """Whether a quote stands in one of these sentences, which has the number of a thing.

    Examples:
        >>> items, said = Items(["cups", "jugs"]), ["Our 3 cups and jugs came.", "35 for all."]
        >>> [is_borne(n, v, said[0], items, said) for n, v in (("cups", 3), ("jugs", 3))]
        [True, False]
        >>> is_borne("cups", 35, "35 for all", items, said)
        False
        >>> is_borne("cups", 9, "only 9. The rest", items, ["We take cups after all, but only 9."])
        True
    """
    said = [quote, *(part for part in sentences_of(quote) if _DIGIT.search(part))]
    sentence = next((s for part in said for s in of if place_of(part, s) is not None), None)
    if sentence is None or not isinstance(value, int | float) or isinstance(value, bool):
        return False
    amounts = [
        m.amount
        for m in items.mentions(sentence)
        if m.name == name and not (m.is_more or m.is_less or m.is_part)
    ]
    is_with_it = value in amounts or (value == 0 and set(amounts) == {None})
    return is_with_it or stands_alone(name, value, sentence, items)


def stands_alone(name: str, value: float, sentence: str, items: Items) -> bool:
    """Whether a sentence has a number for its only thing without naming that again.

    Examples:
        >>> items, said = Items(["cups", "jugs"]), "We found 10 cups, so 15 are enough."
        >>> [stands_alone(name, 15, said, items) for name in ("cups", "jugs")]
        [True, False]
        >>> stands_alone("cups", 15, "The cups are for 15 guests.", items)
        False
    """
    named = {mention.name for mention in items.mentions(sentence)}
    bare = {amount_of(match["number"] or match["made"]) for match in _BARE.finditer(sentence)}
    return named == {name} and value in bare


def is_of_other(name: str, value: float, quote: str, items: Items) -> bool:
    """Whether the number of a quote stands with one of the things, or with nothing of its name.

    Examples:
        >>> items = Items(["cups", "jugs"])
        >>> [is_of_other("gas_stoves", 2, q, items) for q in ("2 jugs", "2 for all", "2 stoves")]
        [True, True, False]
    """
    if any(m.amount == value for m in items.mentions(quote)):
        return True
    is_thing = bool(items.names) and not _MEASURES.search(name)
    return is_thing and value != 0 and not set(stems(name.replace("_", " "))) & set(stems(quote))
