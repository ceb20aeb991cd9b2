"""Works of reference: what well-kept tables in installed packages say, without a network.

A question is answered only if each of its words is accounted for and the tables leave no doubt;
else there may be entries on what it names, for an LLM to read.
"""

from __future__ import annotations

from hocket.reference.finding import NOTHING, Finding
from hocket.reference.packages import missing_tables
from hocket.reference.wording import asked_in

__all__ = ["NOTHING", "Finding", "look_up", "missing_tables"]


def look_up(question: str) -> Finding:
    """What the tables of the extra ``facts`` say on a question; nothing where it is not installed.

    The first look takes up to a second, because the tables are loaded.

    Args:
        question: One question in English.

    Examples:
        >>> look_up("Which chemical element has the symbol W?").answer
        'The chemical element with the symbol W is tungsten.'
        >>> look_up("Which river flows through the capital of Austria?").answer
        ''
    """
    from hocket.reference import elements, entries, geography, measures  # noqa: PLC0415 - large patterns

    asked = asked_in(question)
    for answer_to in (elements.answer_to, measures.answer_to, geography.answer_to):
        if answered := answer_to(asked):
            return answered
    found = [*elements.entries_on(question), *entries.entries_on(question)]
    return Finding(entries=tuple(found)) if found else NOTHING
