"""Values of programs that are no answer, with what to do about them in words for the LLM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.agents.forms.shaping import Lacking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.forms.wanted import Form

FEWEST = 3
"""Rows of which a column of yes and no is no answer."""


def refuse_unset(answer: Mapping[str, Any]) -> None:
    """Refuse an answer that a program did not set.

    Raises:
        Lacking: It has no value.
    """
    if answer["kind"] != "table" and answer.get("value") is None:
        message = "answer is not set; end by setting it to the value"
        raise Lacking(message)


def refuse_row_by_row(form: Form, answer: Mapping[str, Any]) -> None:
    """Refuse a condition that was not applied, where one value is wanted in words.

    Raises:
        Lacking: The value is whether something holds, for each of three or more rows.
    """
    value = answer.get("value")
    each = list(value.values()) if isinstance(value, dict) else value
    if form.kind != "words" or not isinstance(each, list) or len(each) < FEWEST:
        return
    if all(isinstance(item, bool) for item in each):
        message = (
            "answer is a True or False for each row; count those that are true with .sum(), or "
            "take the rows of which it is true"
        )
        raise Lacking(message)
