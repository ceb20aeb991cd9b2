"""Known algorithms as candidates for a file: which of their forms takes the data of a goal."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, TypeGuard

from hocket.agents.algorithms import candidates_for
from hocket.agents.algorithms.adapted import adapted
from hocket.agents.algorithms.algorithm import Variant
from hocket.agents.code.candidates import Candidate
from hocket.agents.code.running import RAISED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.agents.algorithms.algorithm import Algorithm
    from hocket.agents.code.running import Ran

_EXTRA = re.compile(
    r"(?i)\b(?:at most|up to|no more than"
    r"|limit\w*|maximum|capacity|oldest|same|twice|already|unless"
    r"|except|batch\w*|group\w*|transactions?|checkpoints?|merg\w+|several|steps)\b"
)
_OF_OTHER_DATA = frozenset(("TypeError", "AttributeError", "IndexError", "KeyError"))
"""What code raises that is given data of another form than it reads."""
_KINDS = {
    "set": re.compile(r"\bsets?\b", re.IGNORECASE),
    "dict": re.compile(r"\bdict(?:s|ionary|ionaries)?\b|\bmappings?\b", re.IGNORECASE),
    "list": re.compile(r"\blists?\b|\brows?\b|\barrays?\b|\bmatri(?:x|ces)\b", re.IGNORECASE),
    "text": re.compile(r"\btexts?\b|\bstrings?\b|\bwords?\b|\blines?\b", re.IGNORECASE),
}


def forms_of(goal: str) -> list[tuple[Algorithm | Variant, str]]:
    """The known algorithm of a goal in the forms that can be called as it says, under its names."""
    codes = [(one, adapted(one, goal)) for one in candidates_for(goal)]
    return [(one, code) for one, code in codes if code]


async def form_taken(
    goal: str, run: Callable[[str, int], Awaitable[Ran]]
) -> tuple[Algorithm | Variant, str, Ran] | None:
    """The first form of a goal's known algorithm that takes its inputs, its file and what that did.

    If none does, the likeliest counts: what was made up may be no input at all. But it is none of
    the goal if that speaks of data of a kind that the algorithm doesn't.

    Args:
        goal: The task.
        run: Runs a file; the number is that of the run.
    """
    first = None
    for place, (one, code) in enumerate(forms_of(goal)):
        ran = await run(code, 1 - place)
        if takes_data(ran):
            return one, code, ran
        first = first or (one, code, ran)
    return None if first is None or kinds_in(goal) - kinds_in(first[0].task) else first


def candidate_of(taken: tuple[Algorithm | Variant, str, Ran], goal: str) -> Candidate:
    """A form of a known algorithm as a candidate; a variant may be what the goal speaks of."""
    form, code, ran = taken
    said = " ".join(goal.split())
    is_meant = (
        isinstance(form, Variant)
        and form.likeness(said) > 0
        and extras_in(said) <= extras_in(form.task)
        and fixed_in(code) <= {*re.findall(r"\d+", said)}
    )
    return Candidate(code, ran, 1, is_known=True, is_meant=is_meant)


def extras_in(text: str) -> set[str]:
    """The words of a task that set limits or exceptions, which a known form may not have.

    Examples:
        >>> extras_in("The same value twice adds nothing, at most ten are kept.") == {
        ...     "at most", "same", "twice"
        ... }
        True
    """
    return {word.lower() for word in _EXTRA.findall(text)}


def fixed_in(code: str) -> set[str]:
    r"""The numbers that a file gives names to: those of another task, if its goal has others.

    Examples:
        >>> sorted(fixed_in("NOTES = (50, 20)\nLEAST = 20\n\ndef f(): return 7"))
        ['20', '50']
    """
    named = [node for node in ast.parse(code).body if isinstance(node, ast.Assign)]
    parts = [part.value for node in named for part in ast.walk(node) if _is_number(part)]
    return {str(value) for value in parts}


def _is_number(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def takes_data(ran: Ran) -> bool:
    """Whether a file takes some of its inputs, as far as types are concerned."""
    return not ran.probes or any(
        RAISED not in marks or seen not in _OF_OTHER_DATA for seen, marks in ran.probes
    )


def kinds_in(text: str) -> set[str]:
    """The kinds of data that a task speaks of.

    Examples:
        >>> sorted(kinds_in("the set of all words"))
        ['set', 'text']
    """
    return {kind for kind, pattern in _KINDS.items() if pattern.search(text)}
