"""A list of things with their counts at the end of a thread, where no key names the things.

The LLM finds the things, message by message; how many there are in the end is read by rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.threads.items import Items, singular
from hocket.agents.threads.kept import counted_names
from hocket.agents.threads.ledger import Ledger, counts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_COUNT = re.compile(
    r"(?i)(?:^|[\W_])(?:number|count|quantity|qty|amount|pieces|how many|how_many|ordered|total|n)$"
)


def is_tally(fields: Sequence[str]) -> bool:
    """Whether fields are a thing and its count.

    Examples:
        >>> is_tally(["item", "quantity"]), is_tally(["item", "price"])
        (True, False)
    """
    return len(fields) == len("ab") and bool(_COUNT.search(fields[1])) and bool(fields[0])


def tallied(
    fields: Sequence[str],
    rows: Sequence[dict[str, Any]],
    messages: Sequence[tuple[str, str]],
    *,
    with_none: bool,
) -> list[dict[str, Any]]:
    """The things of rows with their counts after these messages; the rows if rules find none.

    Args:
        fields: Those of the thing and of its count.
        rows: What an LLM took out of each message.
        messages: (author, what they say), in order.
        with_none: Whether things of which there are none in the end are listed.

    Examples:
        >>> rows = [{"item": "cups", "n": 9}, {"item": "cup", "n": 12}, {"item": "lids", "n": 4}]
        >>> said = [("Ann", "9 cups and 4 lids, please."), ("Ann", "3 cups more, no lids.")]
        >>> tallied(["item", "n"], rows, said, with_none=False)
        [{'item': 'cups', 'n': 12}]
    """
    thing, count = fields
    names: dict[str, str] = {}
    for row in rows:
        name = str(row[thing] or "").strip()
        if name:
            names.setdefault(" ".join(map(singular, name.lower().split())), name)
    counted = counted_names(list(names.values()), [body for _, body in messages])
    if not counted:
        return list(rows)
    ledger = Ledger(Items(counted))
    for author, body in messages:
        ledger.read(author, body)
    counts = counts_of(ledger.counts)
    return [
        {thing: n, count: counts[n]}
        for n in counted
        if counts.get(n) or (with_none and n in counts)
    ]
