"""A goal on texts: a question, data to take out, a report, or a text of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.plan.kinds.patterns import PROSE, RECORDS, has_ending, words
from hocket.plan.kinds.written import has_length, is_creative, wants_report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hocket.plan.kinds.wording import Wording

_EXTRACTS = words(
    r"extract\w*|pick \w+ (?:\w+ )?out|pull out|list (?:all|every|each|the|of)|a list|every"
    r"|all (?:the )?(?:names|dates|amounts|mails|addresses|emails|votes|numbers|decisions)"
    r"|collect|gather|(?:as|into|in) (?:a |an )?(?:json|csv|table)|columns?|keys?"
)
_TAKES_OUT = words(r"extract(?:ed|ing)?|pull out|pick \w+ (?:\w+ )?out")
_SUMMARY = words(
    r"summari[sz]e\w*|summary|in (?:two|three|a few|\d+) sentences|sum (?:it |FILE |this )?up"
    r"|condense\w*|boil \w+ down|the gist"
)


def of_texts(said: Wording, inputs: Collection[str], outputs: Sequence[str]) -> str:
    r"""The kind of a goal on texts.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> of_texts(said("- FILE\n- the day of the fair\n- tell me it"), ["a.txt"], [])
        'text'
    """
    text = said.text
    if any(has_ending(name, PROSE) for name in outputs):
        return "report" if wants_report(said) or _SUMMARY.search(text) else "other"
    if outputs and any(has_ending(name, RECORDS) for name in inputs):
        return "convert"
    if outputs or _TAKES_OUT.search(text):
        return "extraction"
    if is_creative(said):
        return "other"
    if _SUMMARY.search(text) or wants_report(said) or has_length(said):
        return "report"
    return "text" if said.asks or said.has_question or not _EXTRACTS.search(text) else "extraction"
