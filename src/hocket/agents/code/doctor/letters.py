"""Letters and blanks that make no difference by what is said, and do in the code."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_BOTH_CASES = re.compile(
    r"\b(?:small and capital|capital and small|upper and lower(?: ?case)?"
    r"|lower and upper(?: ?case)?"
    r"|upper-? and lower-?case)\b(?! (?:letters )?(?:are|is) (?:told|kept|counted) apart)"
    r"|\bcapitals? (?:letters |ones )?(?:as well|too|included)\b",
    re.IGNORECASE,
)
_NO_MATTER = r"(?:(?:do|does) not|don't|doesn't) (?:matter|count)\b|(?:is|are) ignored\b"
_IGNORED = re.compile(
    rf"\b(?P<what>(?:(?:blanks?|spaces?|(?:upper and lower )?case|capitals?)"
    r"(?:,| and| or|, and)? ?)+)"
    rf"(?:{_NO_MATTER})"
    r"|\b(?:ignoring|regardless of|without regard to) (?P<after>(?:(?:blanks?|spaces?|case"
    r"|capitals?)(?:,| and| or)? ?)+)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"text|string|word|line|sentence|phrase|title|name|^s$|first|second|one|other")
_MIRRORED = r"(\w+) == \1\[::-1\]|(\w+)\[::-1\] == \2|\w+ == ''\.join\(reversed\((\w+)\)\)"
_SAME_LETTERS = r"(?:sorted|Counter)\((\w+)\) == (?:sorted|Counter)\((\w+)\)"


def letters_of_one_case(patient: Patient) -> Iterator[str]:
    """A look whether a letter is among small ones alone, where capital ones count as well."""
    code = "\n".join(map(ast.unparse, patient.body))
    if not _BOTH_CASES.search(patient.said) or re.search(r"\.(?:lower|upper|casefold)\(", code):
        return
    for node in patient.nodes(ast.Compare):
        is_in = isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn)
        if not is_in or not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name):
            continue
        among = node.comparators[0]
        letters = among.value if isinstance(among, ast.Constant) else None
        if isinstance(letters, str) and letters.isalpha() and letters.islower():
            yield patient.swapped(node.left, f"{node.left.id}.lower()")


def tidied_first(patient: Patient) -> Iterator[str]:
    """Texts compared letter by letter, though blanks or upper and lower case do not matter."""
    match = _IGNORED.search(patient.said)
    code = "\n".join(map(ast.unparse, patient.body))
    if match is None or re.search(r"\balready\b", patient.said):
        return
    if not patient.body or patient.body[0].lineno == patient.function.lineno:
        return
    if re.search(r"\.(?:lower|upper|casefold|replace|isalnum|isalpha|split|strip|sub)\(", code):
        return
    what = (match["what"] or match["after"]).lower()
    methods = ".lower()" if re.search("case|capital", what) else ""
    methods += '.replace(" ", "")' if re.search("blank|space", what) else ""
    mirrored, same = re.search(_MIRRORED, code), re.search(_SAME_LETTERS, code)
    found = {name for one in (mirrored, same) if one is not None for name in one.groups() if name}
    names = [name for name in patient.parameters if name in found and _TEXT.search(name)]
    if names and set(names) == found:
        yield patient.put_before(
            patient.body[0], "\n".join(f"{name} = {name}{methods}" for name in names)
        )


RULES = (letters_of_one_case, tidied_first)
