"""Conditions on rows that a question states: limits, values, years, and values that are missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.lexicon import AT_LEAST, AT_MOST, DOWN, LESS, MEASURED_BY, MORE
from hocket.documents.profile.values import is_true

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

_OPS = (("ge", AT_LEAST), ("le", AT_MOST), ("gt", MORE), ("lt", LESS))
_LIMIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _OPS)
_NUMBER = r"N(?P<n>\d+)"
_OR = r"(?: or (?P<or>more|higher|above|over|less|fewer|lower|below))?"
_WITH = (
    r"(?:with|having|of|where|whose|when|(?:that|which|who) (?:have|has|had)|have|has|had|is|was"
    r"|are"
    r"|were)"
)
_ARTICLE = r"(?:(?:a|an|the|its|their) )?"
_VALUES = r"(?:C\d+ )?V\d+(?:(?: ,| , (?:and|or)| and| or)? V\d+)*"
_ADJECTIVE = "|".join(sorted((w for w in MEASURED_BY if w.endswith("er")), key=len, reverse=True))
_VERB = r"(?:earn|earns|earned|cost|costs|weigh|weighs|weighed)"
_WHEN = r"(?:in|during|for|of|from)(?: the)?(?: (?:year|C(?P<y0>\d+)))?"

YEARS = re.compile(
    r"\b(?:(?:in |over |during )?(?:the )?(?:years )?(?:from|between) N(?P<from>\d+)"
    r" (?:to|and|until|-|through) N(?P<to>\d+)"
    r"|(?:since N(?P<since>\d+)|from N(?P<onwards>\d+) (?:onwards|on))|after N(?P<after>\d+)"
    r"|(?:before|until) N(?P<before>\d+)|(?:in|during|for|of)(?: the)?(?: years)? N(?P<in>\d+)"
    r"|(?<=R )from N(?P<made>\d+)"
    r"|(?<=are )from N(?P<was>\d+))(?= |$)"
)
_CLAUSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "limit",
        re.compile(
            rf"\b(?:{_WITH} )?{_ARTICLE}C(?P<c>\d+)(?: (?:is|was|are|were|of|being))? {_NUMBER}"
            r" or (?P<or>more|higher|above|over|less|fewer|lower|below)(?= |$)"
        ),
    ),
    (
        "limit",
        re.compile(
            rf"\b(?:(?:{_WITH}|in|for|from|at|on) )(?:the )?C(?P<c>\d+)(?: (?:is|=|equals))?"
            rf" {_NUMBER}(?= |$)"
        ),
    ),
    (
        "limit",
        re.compile(
            rf"\b(?:{_WITH} )?{_ARTICLE}C(?P<c>\d+)(?: (?:is|was|are|were|of|being|that is))?"
            rf" (?:{_LIMIT}|(?P<eq>of(?: exactly)?|exactly|equal to)) {_NUMBER}{_OR}(?= |$)"
        ),
    ),
    (
        "limit",
        re.compile(
            rf"\b(?:{_WITH}|and) (?:{_LIMIT}|(?P<eq>exactly)) {_NUMBER}{_OR}(?: percent| %)?"
            rf" C(?P<c>\d+)(?= |$)"
        ),
    ),
    ("limit", re.compile(rf"\b{_WITH} {_NUMBER} C(?P<c>\d+)(?= |$)")),
    (
        "adjective",
        re.compile(
            rf"\b(?:(?:that|which|who) )?(?:(?:is|are|was|were) )?(?P<word>{_ADJECTIVE}) than"
            rf" {_NUMBER}(?= |$)"
        ),
    ),
    (
        "adjective",
        re.compile(rf"\b(?:(?:that|which|who) )?(?P<word>{_VERB}) (?:{_LIMIT}) {_NUMBER}(?= |$)"),
    ),
    (
        "missing",
        re.compile(
            r"\b(?:without|(?:that|which|who) lack|lacking|with no|have no|has no|had no|with"
            r" missing)"
            rf" {_ARTICLE}(?:known )?C(?P<c>\d+)(?= |$)"
        ),
    ),
    (
        "missing",
        re.compile(
            r"\b(?:is|are|was|were) (?:the )?C(?P<c>\d+) (?:missing|unknown|not known)(?= |$)"
        ),
    ),
    (
        "missing",
        re.compile(
            r"\b(?:where |whose )?(?:the )?C(?P<c>\d+) (?:is|are|was|were) (?:missing|unknown"
            r"|not known)(?= |$)"
        ),
    ),
    ("known", re.compile(r"\b(?:have|has|had) (?:a|an|any) C(?P<c>\d+)$")),
    (
        "adjective",
        re.compile(rf"(?<=R )(?:aged )?(?:{_LIMIT}) {_NUMBER}(?P<word>)(?= |$)"),
    ),
    (
        "known",
        re.compile(
            rf"\b(?:with|that have|that has) {_ARTICLE}(?:known|given|recorded) C(?P<c>\d+)(?= |$)"
        ),
    ),
    (
        "value",
        re.compile(
            rf"\b(?:(?:in|from|of|for|at|on|by|with|to|among|whose|where) (?:the"
            rf" )?(?:(?P<is>C\d+) (?:is|was) )?"
            rf"|(?:(?:who|that|which) )?(?:are|is|was|were) (?:from |in |of )?(?:the )?(?:C\d+"
            rf" (?:of )?)?"
            rf"|(?:who|that|which) (?:have|has|had) )(?P<values>{_VALUES})(?: R)?(?= |$)"
        ),
    ),
    ("value", re.compile(rf"\b(?P<values>{_VALUES}) (?=R\b|C\d)")),
    ("value", re.compile(rf"(?<=how many )(?P<values>{_VALUES})(?= |$)")),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one column.

    Attributes:
        place: The column.
        op: ``gt``, ``ge``, ``lt``, ``le``, ``eq``, ``in``, ``missing`` or ``known``.
        value: What its values are compared with.
    """

    place: int
    op: str
    value: Any = None

    def holds(self, row: Sequence[Any]) -> bool:
        """Whether a row meets it; one without a value meets no limit."""
        cell = row[self.place]
        if self.op in ("missing", "known"):
            return (cell is None) is (self.op == "missing")
        if cell is None:
            return False
        return _COMPARE[self.op](cell, self.value)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda a, b: bool(a > b),
    "ge": lambda a, b: bool(a >= b),
    "lt": lambda a, b: bool(a < b),
    "le": lambda a, b: bool(a <= b),
    "eq": lambda a, b: bool(a == b),
    "in": lambda a, b: a in b,
}


class Unread(Exception):  # noqa: N818 - no error: a question that the grammar does not have
    """A question that is not understood."""


def conditions_in(line: str, linked: Linked, sheet: Sheet) -> tuple[str, list[Condition]]:
    """(the line without its conditions, the conditions).

    Raises:
        Unread: A condition could mean several columns, or fits none.
    """
    found: list[Condition] = []
    for kind, pattern in _CLAUSES:
        while match := pattern.search(line):
            condition = _condition(kind, match, linked, sheet)
            if condition is None:
                break
            found.append(condition)
            line = joined(line, match)
    return line, found


def years_in(line: str, linked: Linked, sheet: Sheet) -> tuple[str, list[Condition]]:
    """(the line without years, the conditions that they are).

    Raises:
        Unread: The sheet has no column of years.
    """
    found: list[Condition] = []
    line = named_years(line, sheet)
    while match := YEARS.search(line):
        found += year_conditions(match, linked, sheet)
        line = joined(line, match)
    return line, found


def named_years(line: str, sheet: Sheet) -> str:
    """A line with 'years' for the column of years before their numbers."""
    return re.sub(rf"\bC{sheet.years} (?=(?:from |between )?N\d)", "years ", line)


def year_conditions(match: re.Match[str], linked: Linked, sheet: Sheet) -> list[Condition]:
    """The conditions that a match of ``YEARS`` states.

    Raises:
        Unread: The sheet has no column of years, or not these.
    """
    place = sheet.years
    if place is None:
        raise Unread
    known = sheet.values(place)
    said = {name: linked.numbers[int(n)] for name, n in match.groupdict().items() if n is not None}
    if not all(min(known) - 1 <= year <= max(known) + 1 for year in said.values()):
        raise Unread
    ops = {
        "from": "ge",
        "since": "ge",
        "onwards": "ge",
        "made": "eq",
        "was": "eq",
        "to": "le",
        "after": "gt",
        "before": "lt",
        "in": "eq",
    }
    if "before" in said and match.group().startswith("until"):
        ops["before"] = "le"
    return [Condition(place, ops[name], value) for name, value in said.items()]


def joined(line: str, match: re.Match[str]) -> str:
    """A line without a match."""
    return " ".join(f"{line[: match.start()]} {line[match.end() :]}".split())


def _condition(kind: str, match: re.Match[str], linked: Linked, sheet: Sheet) -> Condition | None:
    groups = match.groupdict()
    if kind == "value":
        return _of_values(match["values"], groups.get("is") or "", linked)
    if kind == "known" and match[0].startswith(("have a", "has a", "had a")):
        return _had(int(match["c"]), sheet)
    if kind in ("missing", "known"):
        return Condition(int(match["c"]), kind)
    number = linked.numbers[int(match["n"])]
    op = next((name for name, _ in _OPS if groups.get(name)), "eq")
    if kind == "adjective":
        return _of_word(match["word"] or "aged", op, number, sheet)
    if groups.get("or"):
        op = "ge" if groups["or"] in ("more", "higher", "above", "over") else "le"
    place = int(match["c"])
    if not sheet.columns[place].is_number or sheet.columns[place].odd_count:
        raise Unread
    return Condition(place, op, number)


def _had(place: int, sheet: Sheet) -> Condition:
    """The condition that something is there: a number is known, or 'yes' stands there.

    Raises:
        Unread: Its values are other words.
    """
    column = sheet.columns[place]
    if column.is_number and set(sheet.values(place)) - {0, 1}:
        return Condition(place, "known")
    values = {str(value) for value in sheet.values(place)}
    truths = {value: is_true(value) for value in values}
    if column.type != "text" or None in truths.values():
        raise Unread
    return Condition(place, "in", frozenset(value for value, truth in truths.items() if truth))


def _of_word(word: str, op: str, number: float, sheet: Sheet) -> Condition:
    """The condition of an adjective such as 'older', or of a verb such as 'earns'."""
    place = column_of_word(word, sheet)
    if word.endswith("er"):
        op = "lt" if word in DOWN else "gt"
    return Condition(place, op, number)


def column_of_word(word: str, sheet: Sheet) -> int:
    """The only column of numbers that an adjective or a verb speaks of.

    Raises:
        Unread: There is none, or there are several.
    """
    meant = set(MEASURED_BY.get(word, "").split())
    found = [
        place
        for place, column in enumerate(sheet.columns)
        if column.is_number and not column.odd_count and set(spoken(column.name).split()) & meant
    ]
    if len(found) != 1:
        raise Unread
    return found[0]


def _of_values(text: str, of: str, linked: Linked) -> Condition:
    said = [linked.values[int(n)] for n in re.findall(r"V(\d+)", text)]
    columns = {f"C{place}" for place, _ in said}
    named = {*re.findall(r"C\d+", text), *([of] if of else [])}
    if len(columns) != 1 or named - columns:
        raise Unread
    return Condition(said[0][0], "in", frozenset(value for _, value in said))
