"""Which values of a column a task sets side by side: two years, two kinds, medals of each colour.

A table that is long by things and years has them in different rows, and small LLMs ask one row for
both. Where a task names at least two values of a column and compares them, or wants a column for
each, the table is offered in its wide form, in which they are columns of one row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hocket.agents.ways.beside_named import columns_named, values_named
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.wide import WideForm, label_of, value_named, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hocket.documents.profile import Column, Table, TableProfile

FEWEST, MOST_NAMED, FEW = 2, 12, 6
"""Values that are named, and up to how many of a column each gets one, named or not."""
MOST_VALUES = 400
"""Different values of a column up to which a task may name some of them."""
FEWEST_ROWS, MOST_ROWS = 4, 20_000
MOST_KEYS, MOST_COLUMNS = 3, 8
"""Columns that tell a row together, and columns among which they are looked for."""
COVERED = 0.5
"""Share of the rows of the form that have several of the values named."""
MOST_MEASURES = 3
NUMBERED = 8
"""Different whole numbers from which on a column without gaps numbers what its rows are of."""
ALIKE = 0.9
"""Share of these numbers that have as many rows."""

_COMPARES = late_pattern(
    r"\b(?:than(?! \d{1,3}\b| (?:an?|its|their|all|any|every|one|two|half|average|(?:the )?(?:mean"
    r"|average|median|rest|others?|previous|overall|year|month|day))\b)|versus|vs|compar\w+"
    r"|differ\w*|chang\w*|percent more|percent less|r[io]se\w*|rising|f[ae]ll\w*|gr[eo]w\w*|growth"
    r"|gain\w*|los[est]\w*|increas\w+|decreas\w+|declin\w+|drop\w*|improv\w+|worsen\w*|ratios?"
    r"|times as|both|side by side|beside|next to each other|against|minus|gap|in one (?:row|line)"
    r"|swing|shrank|shrunk|doubled|halved)\b",
    re.IGNORECASE,
)
"""What sets two values against one another."""
_IN_BETWEEN = late_pattern(
    r"\b(?:(?:which|what|each|every|per|any|by|single|the) years?\b(?! (?:are|as) columns)"
    r"|year (?:to|by|on|over) year|year[- ]on[- ]year|annual\w*|yearly|consecutive|streak|in a row"
    r"|trend|from one year|previous year|year before|(?:years|months) in between|since)\b",
    re.IGNORECASE,
)
"""What asks for the years between two as well."""
_COUNTS = late_pattern(r"\b(?:how many|number of|counts?|counted|how often)\b", re.IGNORECASE)
_SUMS = late_pattern(
    r"\b(?:totals?|sums?|summed|altogether|in all|overall|combined|how much|added up)\b",
    re.IGNORECASE,
)
_GROUPS = late_pattern(
    r"\b(?:per|for each|of each|each|every|by|which|of the|what|for all|rank the|for the) "
    r"(?P<name>\w+)(?: (?P<more>\w+))?",
    re.IGNORECASE,
)
_KEY = late_pattern(
    r"(?:.*[ _])?(?:year|yr|month|week|day|date|id|no|nr|number|code|round|season|period|visit|wave"
    r"|class|grade|grp|group|decade|quarter|block|plot|subject|patient)s?",
    re.IGNORECASE,
)
"""Names of numbers that tell what a row is of, and are not measured."""
_NUMBER = late_pattern(r"-?\d{1,12}", re.ASCII)
_TABLES = frozenset(("list", "object", "empty"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a table: the task, and the names that its result has."""

    profile: TableProfile
    table: Table
    task: str
    keys: Sequence[str]

    def labels(self, column: Column) -> list[str]:
        """The values of a column in each row, as texts."""
        place = self.profile.columns.index(column)
        return [label_of(column, row[place]) for row in self.table.rows]


@dataclass(frozen=True, slots=True)
class _Spread:
    """A column whose values are set side by side."""

    column: Column
    named: Sequence[str]
    every: Sequence[str]
    is_listed: bool

    @property
    def values(self) -> tuple[str, ...]:
        """The values that become columns, those of few all."""
        taken = self.every if len(self.every) <= FEW else self.named
        return tuple(sorted(taken, key=self.every.index))


def wide_form_of(
    profile: TableProfile, table: Table, task: str, keys: Sequence[str] = ()
) -> WideForm | None:
    r"""The wide form in which a task compares, or lists, values of a column; None for any other.

    Args:
        profile: What the table holds.
        table: Its rows.
        task: What is asked.
        keys: The keys or columns of the file that is asked for.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = b"site,year,yield\nBray,1931,3\nCove,1931,4\nBray,1932,5\nCove,1932,2\n"
        >>> one = table_profile("a.csv", content), loaded_table("a.csv", content)
        >>> wide_form_of(*one, "Which sites had a higher yield in 1932 than in 1931?").values
        ('1931', '1932')
        >>> wide_form_of(*one, "What was the mean yield in 1931?")
    """
    if not FEWEST_ROWS <= len(table.rows) <= MOST_ROWS or profile.sampled:
        return None
    asked = _Asked(profile, table, task, keys)
    spreads = [spread for column in profile.columns if (spread := _spread(asked, column))]
    for spread in sorted(spreads, key=lambda one: _surest(asked, one), reverse=True):
        form = _side_by_side(asked, spread) or _added_up(asked, spread)
        if form is not None:
            return form
    return None


def _surest(asked: _Asked, spread: _Spread) -> tuple[bool, bool, bool, int]:
    """How surely a column is the one whose values are compared."""
    one, other = (rf"(?<!\w){re.escape(value)}(?!\w)" for value in spread.named[:2])
    apart = r"[^.;?]{0,40}\bthan\b[^.;?]{0,12}"
    is_pair = re.search(rf"{one}{apart}{other}|{other}{apart}{one}", asked.task, re.IGNORECASE)
    is_number = spread.column.type == "integer"
    return spread.is_listed, is_pair is not None, is_number, -len(spread.every)


def _spread(asked: _Asked, column: Column) -> _Spread | None:
    """A column as one whose values are set side by side; None if the task does not do so."""
    if column.type not in ("text", "integer") or not FEWEST <= column.distinct <= MOST_VALUES:
        return None
    if column.type == "integer" and column.distinct > FEW and not re.search(r"\d", asked.task):
        return None
    labels = asked.labels(column)
    every = list(dict.fromkeys(label for label in labels if label))
    if column.type == "integer":
        every = sorted((label for label in every if _NUMBER.fullmatch(label)), key=int)
    others = [c.name for c in asked.profile.columns if c is not column]
    of_keys = {v for key in asked.keys if (v := value_named(key, every, [column.name, *others]))}
    in_words = values_named(asked.task, column, every, others)
    named = [value for value in every if value in of_keys or value in in_words]
    is_listed = len(of_keys) >= FEWEST
    if not FEWEST <= len(named) <= MOST_NAMED:
        return None
    is_year = column.type == "integer" and len(every) > FEW
    is_all = is_year and _IN_BETWEEN.search(asked.task) is not None
    if not is_listed and (is_all or not _COMPARES.search(asked.task)):
        return None
    return _Spread(column, named, every, is_listed)


def _side_by_side(asked: _Asked, spread: _Spread) -> WideForm | None:
    """The form in which each cell is of one row; None if none is, or nothing says what it holds."""
    groups = _groups(asked, spread)
    for keys in _keys(asked, spread):
        rest = [
            column
            for column in asked.profile.columns
            if column is not spread.column and column not in keys and column.type not in _TABLES
        ]
        of_key = [asked.labels(column) for column in keys]
        kept = [column for column in rest if _follows(asked.labels(column), of_key)]
        measures = _measures(asked, [column for column in rest if column not in kept])
        if measures and {*groups} <= {*keys, *kept}:
            names = (_names(keys), _names(kept), _names(measures))
            return WideForm(spread.column.name, spread.values, *names)
    return None


def _names(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def _keys(asked: _Asked, spread: _Spread) -> Iterator[tuple[Column, ...]]:
    """The columns that tell a row together with the one that is spread, the fewest first."""
    others = [c for c in asked.profile.columns if c is not spread.column and c.distinct > 1]
    numbers = [c for c in others if c.is_number and not _may_be_key(c)]
    candidates = [
        column
        for column in others
        if _may_be_key(column)
        or (len(numbers) > 1 and column in numbers and _are_numbered(column, asked.labels(column)))
    ][:MOST_COLUMNS]
    labels = {column.name: asked.labels(column) for column in candidates}
    values = asked.labels(spread.column)
    known = {*spread.named}
    for size in range(1, min(MOST_KEYS, len(candidates)) + 1):
        fitting = []
        for keys in combinations(candidates, size):
            rows = [*zip(*(labels[column.name] for column in keys), strict=True)]
            share = _covered(rows, values, known)
            if share >= COVERED:
                named = len(columns_named(asked.task, asked.keys, keys))
                fitting.append((named, share, keys))
        if fitting:
            fitting.sort(key=lambda one: one[:2], reverse=True)
            yield from (keys for _, _, keys in fitting)
            return


def _covered(rows: Sequence[Any], values: Sequence[str], known: set[str]) -> float:
    """The share of combinations that have several of the values; 0 if any has one twice."""
    seen: dict[Any, set[str]] = {}
    for key, value in zip(rows, values, strict=True):
        own = seen.setdefault(key, set())
        if value in own:
            return 0.0
        own.add(value)
    among = [own & known for own in seen.values() if own & known]
    if len(among) < FEWEST:
        return 0.0
    return sum(len(own) >= FEWEST for own in among) / len(among)


def _may_be_key(column: Column) -> bool:
    if column.type in ("text", "date", "month", "datetime", "quarter", "boolean", "time"):
        return True
    return column.type == "integer" and (_KEY.fullmatch(column.name) is not None or column.is_code)


def _are_numbered(column: Column, labels: Sequence[str]) -> bool:
    """Whether whole numbers go on from one to the next, as those of matches, each as often."""
    low, high = column.minimum, column.maximum
    if not isinstance(low, int) or not isinstance(high, int) or column.distinct < NUMBERED:
        return False
    often = Counter(Counter(labels).values())
    return high - low + 1 == column.distinct and max(often.values()) >= ALIKE * often.total()


def _follows(labels: Sequence[str], of_keys: Sequence[Sequence[str]]) -> bool:
    """Whether a column says the same in all rows of a combination."""
    said: dict[Any, str] = {}
    rows = zip(*of_keys, strict=True)
    return all(
        said.setdefault(key, label) == label for key, label in zip(rows, labels, strict=True)
    )


def _measures(asked: _Asked, varying: Sequence[Column]) -> list[Column]:
    """What the cells hold: the only column that there is, or those that the task names."""
    if len(varying) == 1:
        return [*varying]
    numbers = [c for c in varying if c.is_number and not _KEY.fullmatch(c.name)]
    named = columns_named(asked.task, asked.keys, varying)
    of_numbers = [column for column in named if column in numbers]
    if of_numbers or len(numbers) == 1:
        return of_numbers[:MOST_MEASURES] or numbers
    return named if len(named) == 1 else []


def _added_up(asked: _Asked, spread: _Spread) -> WideForm | None:
    """The form that counts rows or adds up for each of what the task names; None for any other."""
    others = [column for column in asked.profile.columns if column is not spread.column]
    groups = _groups(asked, spread)
    if not groups:
        return None
    numbers = [c for c in others if c.is_number and not _KEY.fullmatch(c.name)]
    named = [c for c in columns_named(asked.task, asked.keys, numbers) if c not in groups]
    names = _names(groups)
    if named and _SUMS.search(asked.task):
        return WideForm(spread.column.name, spread.values, names, (), (named[0].name,), sums=True)
    if not named and (spread.is_listed or _COUNTS.search(asked.task) or not numbers):
        return WideForm(spread.column.name, spread.values, names)
    return None


def _groups(asked: _Asked, spread: _Spread) -> list[Column]:
    """The columns of what a task asks for one by one."""
    columns = [c for c in asked.profile.columns if c is not spread.column and _may_be_key(c)]
    by_words: Mapping[tuple[str, ...], Column] = {tuple(words_of(c.name)): c for c in columns}
    keys = [by_words[own] for key in asked.keys if (own := tuple(words_of(key))) in by_words]
    if keys:
        return keys[:MOST_KEYS]
    for match in _GROUPS.finditer(asked.task):
        words = words_of(" ".join(filter(None, match.groups())))
        for said in (tuple(words), tuple(words[:1])):
            if said in by_words:
                return [by_words[said]]
    return []
