"""Stop texts: they end an answer and are no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def cut_at_stop(text: str, stop: Sequence[str]) -> tuple[str, str]:
    """The text up to the first of the stop texts in it, and which one that is; empty if none is.

    Examples:
        >>> cut_at_stop("one END two", ("two", "END")), cut_at_stop("one", ("END",))
        (('one ', 'END'), ('one', ''))
    """
    mark = min((mark for mark in stop if mark and mark in text), key=text.index, default="")
    return (text.partition(mark)[0], mark) if mark else (text, "")
