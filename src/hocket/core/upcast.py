"""Upcasters: what an older release wrote, in the form that is written today.

Each turns the body of one version of a type into that of the next. Where an older release said in
words only what stands in a field today, the words are read here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]
Upcaster = Callable[[Body], Body]

_ERROR = "error:"


def _call_answered_1(body: Body) -> Body:
    """A note was how a call ended.

    What the call left beside its answer was not named.
    """
    note = body.pop("note", "")
    error = note.removeprefix(_ERROR) if note.startswith(_ERROR) else ""
    return {**body, "error": error, "truncated": note == "truncated"}


UPCASTERS: dict[tuple[str, int], Upcaster] = {("CallAnswered", 1): _call_answered_1}
"""(type, version) to what turns its body into that of the next version."""
