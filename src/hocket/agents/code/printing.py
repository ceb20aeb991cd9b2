"""What is certainly wrong with what a script printed for all that it was given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.code.outputs import carried_over, not_added_up, not_as_said, too_many
from hocket.agents.code.ranking import out_of_order
from hocket.agents.code.same_forms import of_another_form
from hocket.agents.code.samples import TEXTS
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from hocket.agents.code.running import Ran, Trials

_OF_WORDS = late_pattern(
    r"\b(?:texts?|words?|sentences?|letters?|characters?|names?|paragraphs?|vowels?|strings?)\b",
    re.IGNORECASE,
)
_CANNOT_READ = frozenset(("ValueError", "IndexError"))
"""What a script ends with that reads lines of another form than it was made for."""


def not_printed_as_said(goal: str, trials: Trials, ran: Ran) -> list[str]:
    r"""What of the words of a goal the lines that a script printed do not hold, some of it empty.

    Examples:
        >>> from hocket.agents.code.running import Ran, Trials
        >>> goal = "Print each name and its points, the most points first, equal ones by name."
        >>> ran = Ran(samples=(("Ben 3\nAda 3", ""),))
        >>> [*filter(None, not_printed_as_said(goal, Trials(samples=("",)), ran))]
        ["it prints 'Ben 3' before 'Ada 3': equal ones are to be in alphabetical order"]
    """
    printed = [seen for seen, mark in ran.samples if not mark]
    if not printed:
        return [] if _are_of_other_form(goal, trials, ran) else ["it prints nothing"]
    said = [
        rule(goal, seen) for rule in (out_of_order, too_many, of_another_form) for seen in printed
    ]
    return [not_as_said(goal, printed[0]), *said, *impossible(goal, trials, ran)]


def _are_of_other_form(goal: str, trials: Trials, ran: Ran) -> bool:
    """Whether a script may want other lines than it was given, as the goal shows none.

    It then cannot read any of them, which says nothing of it.
    """
    is_guessed = tuple(trials.samples) == TEXTS and _OF_WORDS.search(goal) is None
    return is_guessed and {seen for seen, _ in ran.samples} <= _CANNOT_READ


def impossible(goal: str, trials: Trials, ran: Ran) -> list[str]:
    """What a script printed that cannot be, by what it read and the goal says, some of it empty."""
    pairs = zip(trials.samples, ran.samples, strict=False)
    rules = (carried_over, not_added_up)
    return [rule(goal, given, seen) for given, (seen, _) in pairs for rule in rules]
