"""Columns that are made of the texts of others: parts of one, or several in one.

Only where it is certain which part is which: names say it themselves, an example shows it, or the
task says that a column is split and names the parts in their order.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import words_of
from hocket.agents.forms.told import said_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms import Form

Texts = dict[str, list[str]]
"""The texts of columns by their names, or of keys; empty where there is none."""

_GIVEN = frozenset({"first", "given", "forename", "forenames", "christian", "vorname"})
_FAMILY = frozenset({"last", "family", "surname", "second", "nachname"})
_NAME = frozenset({"name", "names", "full", "fullname", "person", "member", "who"})
_COMMA = re.compile(r"([^,]+), ?([^,]+)")
_TWO_WORDS = re.compile(r"([^\W\d_][\w.'\u2019-]*) ([^\W\d_][\w.'\u2019-]*)")
_SPLITS = late_pattern(r"\b(?:split|divid|separat|break|pull|tak)\w*\b", re.IGNORECASE)
_TOGETHER = late_pattern(
    r"\b(?:first|given)(?:[ _]names?)? and (?:the )?(?:last|family|sur)[ _]?(?:names?)?"
    r"(?: in)? (?:together|joined|combined|one)\b",
    re.IGNORECASE,
)
_EXAMPLE = late_pattern(
    r"\b(?:like|such as|e\.g\.|as in) ['\"\u2018\u201c]?([^'\"\u2019\u201d,;()]+)"
)
_TITLE = late_pattern(
    r"(?:mrs?|ms|miss|dr|prof|professor|sir|lady|rev|herr|frau|jr|sr|i{2,3})\.?", re.IGNORECASE
)
"""What stands with a name, so that two words are no given and family name."""
_MARKS = (" - ", " / ", " x ", "-", "/", "_", "|", ";", ", ", ",", ":", " ")
_JOINTS = (" ", ", ", "-", "/", "_", " - ", " / ", "")


def made_of(texts: Texts, lacking: Sequence[str], form: Form) -> Texts:
    """The texts of keys that are made of those of columns; only those that are certain.

    Args:
        texts: Those of the columns that are texts, or whole numbers as they are written.
        lacking: The keys that are no columns.
        form: What is asked for, and the task.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> form = form_of("Make b.csv: first_name and last_name.", ["b.csv"])
        >>> made_of({"who": ["Byron, Ada", "Li, Bo"]}, ["first_name", "last_name"], form)
        {'first_name': ['Ada', 'Bo'], 'last_name': ['Byron', 'Li']}
    """
    names = _names(texts, lacking)
    if names:
        return names
    examples = _examples(form, lacking)
    made: Texts = {}
    for key in lacking:
        found = _joined(texts, key, examples.get(key, ""), form)
        if found:
            made[key] = found
    left = [key for key in lacking if key not in made]
    return made | _parts(texts, left, examples, form)


def _names(texts: Texts, lacking: Sequence[str]) -> Texts:
    """The given and the family names in the only column of whole names."""
    given = [key for key in lacking if words_of(key) & _GIVEN and not words_of(key) & _FAMILY]
    family = [key for key in lacking if words_of(key) & _FAMILY and not words_of(key) & _GIVEN]
    if len(given) != 1 or len(family) != 1:
        return {}
    found = []
    are_names = all("name" in re.sub(r"\W|_", "", key).casefold() for key in (*given, *family))
    for name, column in texts.items():
        pairs = [_COMMA.fullmatch(text) for text in column if text]
        if pairs and all(pairs) and (are_names or words_of(name) & _NAME):
            found.append([(m[2].strip(), m[1].strip()) for m in pairs if m])
        elif words_of(name) & _NAME:
            pairs = [_TWO_WORDS.fullmatch(text) for text in column if text]
            found += [[(m[1], m[2]) for m in pairs if m]] if pairs and all(pairs) else []
        if found and len(found[-1]) < len(column):
            return {}
    if len(found) != 1 or any(_TITLE.fullmatch(part) for pair in found[0] for part in pair):
        return {}
    return {given[0]: [one for one, _ in found[0]], family[0]: [two for _, two in found[0]]}


def _joined(texts: Texts, key: str, example: str, form: Form) -> list[str]:
    """The texts of two columns in one, as an example shows; none unless only one pair gives it."""
    ways = {
        (one, other, joint)
        for one, other in permutations(texts, 2)
        for joint in _JOINTS
        for a, b in zip(texts[one], texts[other], strict=True)
        if example and a and b and f"{a}{joint}{b}" == example
        if joint or min(len(a), len(b)) > 1
    }
    if any(example in column for column in texts.values()):
        return []  # it is the value of a column
    if not ways and words_of(key) & _NAME and _TOGETHER.search(form.task):
        given = [name for name in texts if words_of(name) & _GIVEN]
        family = [name for name in texts if words_of(name) & _FAMILY]
        ways = {(one, other, " ") for one in given for other in family}
    swapped = {
        name
        for name, column in texts.items()
        if example and any(_turned(text) == example for text in column)
    }
    if len(swapped) == 1 and not ways:
        turned = [_turned(text) for text in texts[swapped.pop()]]
        return turned if all(turned) else []
    if len(ways) != 1:
        return []
    [(one, other, joint)] = ways
    pairs = list(zip(texts[one], texts[other], strict=True))
    return [f"{a}{joint}{b}" for a, b in pairs] if all(a and b for a, b in pairs) else []


def _turned(text: str) -> str:
    """A name with the given name first; empty if it is none with a comma."""
    match = _COMMA.fullmatch(text)
    return f"{match[2].strip()} {match[1].strip()}" if match else ""


def _parts(texts: Texts, lacking: Sequence[str], examples: Mapping[str, str], form: Form) -> Texts:
    """The parts of the only column that one mark parts into as many as there are keys."""
    if len(lacking) < len("ab") or not _SPLITS.search(form.task):
        return {}
    found = []
    for column in texts.values():
        for mark in _MARKS:
            rows = [[part.strip() for part in text.split(mark)] for text in column]
            if all(len(row) == len(lacking) and all(row) for row in rows):
                found.append(rows)
                break
    if len(found) != 1:
        return {}
    made = {key: [row[place] for row in found[0]] for place, key in enumerate(lacking)}
    are_shown = all(examples.get(key) in texts for key, texts in made.items())
    return made if are_shown or _in_order(lacking, form.task) else {}


def _in_order(keys: Sequence[str], task: str) -> bool:
    """Whether a task says that something is made of the keys in their order."""
    names = [rf"(?:the |its |an? )?{re.escape(key).replace('_', '[_ ]')}s?" for key in keys]
    aside = r"(?: \([^()]*\))?(?:,? and|,| then|/|-| -) "
    says = r"\b(?:into|holds?|has|have|contains?|is|are|of|as|both) (?:the columns )?"
    return re.search(says + aside.join(names), task, re.IGNORECASE) is not None


def _examples(form: Form, keys: Sequence[str]) -> dict[str, str]:
    said = said_of(form.task, form.keys)
    found = {key: _EXAMPLE.search(said.get(key, "")) for key in keys}
    return {key: match[1].strip() for key, match in found.items() if match}
