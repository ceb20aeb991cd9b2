"""A file to mend with its known kinds of faults mended, one after the other.

Each rule fires only where the code alone, or the code and its docstring, leave no doubt.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.code.doctor import (
    ages,
    amounts,
    best,
    bounds,
    calendars,
    calls,
    caps,
    choices,
    counted,
    ends,
    figures,
    groups,
    lateness,
    lengths,
    letters,
    loops,
    most,
    nothing,
    numbered,
    once,
    orders,
    room,
    spans,
    state,
    sums,
    tallies,
    words,
)
from hocket.agents.code.doctor.patient import Patient
from hocket.agents.code.repairs import repaired
from hocket.agents.code.source import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MENDS = 24
LONGEST = 100_000
"""Characters of a file that is looked at; a longer one takes too long, and is left to the LLM."""
ARGUMENTS = "shared or changed arguments"
"""What is mended in each answer of the LLM as well, so that it says nothing for a file."""
RULES = (
    *state.RULES, *calls.RULES, *loops.RULES, *groups.RULES, *ends.RULES, *bounds.RULES,
    *counted.RULES, *spans.RULES, *lengths.RULES, *lateness.RULES, *amounts.RULES, *most.RULES,
    *caps.RULES, *orders.RULES, *ages.RULES, *best.RULES, *letters.RULES, *words.RULES,
    *choices.RULES, *once.RULES, *calendars.RULES, *figures.RULES, *numbered.RULES,
    *tallies.RULES, *sums.RULES, *room.RULES, *nothing.RULES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doctored:
    """A file after the doctor: its code, and the kinds of faults that were mended."""

    code: str
    kinds: tuple[str, ...] = ()


def doctored(code: str, goal: str) -> Doctored:
    r"""The file with its known kinds of faults mended; as it is if it does not parse.

    Args:
        code: The file.
        goal: The complaint.

    Examples:
        >>> print(doctored("def size(n):\n    if n is 1:\n        return 'one'", "").code)
        def size(n):
            if n == 1:
                return 'one'
    """
    if "\r" in code.replace("\r\n", ""):
        return Doctored(code)  # lines that end so are counted by the parser alone
    kinds: list[str] = []
    known = {code}
    for _ in range(MOST_MENDS if len(code) <= LONGEST else 0):
        found = next(
            ((kind, text) for kind, text in _mends(code) if text not in known and parsed(text)),
            None,
        )
        if found is None:
            break
        kind, code = found
        known.add(code)
        kinds.append(kind)
    kept = repaired(code, goal)
    if kept != code:
        kinds.append(ARGUMENTS)
    return Doctored(kept, tuple(kinds))


def _mends(code: str) -> Iterator[tuple[str, str]]:
    """(kind, code) of the file with one fault less, for each that is seen."""
    tree = parsed(code)
    if tree is None:
        return
    for patient in _patients(code, tree):
        for rule in RULES:
            for text in rule(patient):
                yield rule.__name__.replace("_", " "), text


def _patients(code: str, tree: ast.Module) -> Iterator[Patient]:
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        owner = node if isinstance(node, ast.ClassDef) else None
        for one in inside:
            if isinstance(one, ast.FunctionDef):
                said = " ".join((ast.get_docstring(one) or "").split())
                yield Patient(code, tree, one, owner, said)
