"""Names that were typed by hand: those that differ in capitals and blanks alone are one.

Programs on tables get them in their usual spelling, and the LLM is shown them so. A conversion
hands over what is there, and a task on spellings is about them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.spellings import (
    MOST_NAMES,
    key_of,
    merged_counts,
    usual_spellings,
)

if TYPE_CHECKING:
    from hocket.core.task import Task
    from hocket.documents.profile import Column, Table, TableProfile

CONVERT = "convert"
MOST_SPELLINGS = 4 * MOST_NAMES
"""Different texts of a column beyond which it is none of names, however these are spelled."""
NOTE = "in {}, what differs in capitals and blanks alone is one"
_SPELLINGS = late_pattern(
    r"\b(?:(?:mis)?spell\w*|(?:mis)?spelt|variants?|inconsisten\w+|typos?|case[- ]sensitiv\w+"
    r"|written (?:differently|in (?:several|different|two|various))"
    r"|(?:upper|lower)[- ]?case[ds]?|as (?:it stands|they stand|written|typed|entered)"
    r"|(?:in|only|all) (?:capitals|caps)|capital letters?|capitali[sz]\w+|case matters"
    r"|(?:trailing|leading|extra|double|surplus) (?:spaces?|blanks?)|whitespace|notations?"
    r"|(?:ways?|how)\b[^.;?]{0,30}\b(?:written|typed|entered)"
    r"|(?:written|typed|entered) in (?:more|other|\d+|two|three) (?:than one )?ways?"
    r"|(?:clean|tid)\w* (?:up )?(?:the |all )*(?:names?|values?|spell\w*)"
    r"|(?:exact|verbatim|raw)(?:ly)?)\b",
    re.IGNORECASE,
)


def are_one(task: Task) -> bool:
    """Whether values of a task's tables that differ in capitals and blanks alone are one."""
    return task.usual_kind != CONVERT and not _SPELLINGS.search(task.objective.description)


def may_merge(profile: TableProfile) -> bool:
    """Whether a column may hold a name in several spellings, so that its rows are worth a look."""
    return any(map(_may_merge, profile.columns))


def merged(profile: TableProfile, table: Table) -> TableProfile:
    r"""The profile with the values of each column of names in their usual spelling.

    Args:
        profile: What the table holds.
        table: Its rows.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = b"team,n\nHill,1\nHILL,2\nMill,3\nHill,4\n"
        >>> profile = table_profile("a.csv", content)
        >>> column = merged(profile, loaded_table("a.csv", content)).columns[0]
        >>> column.values, column.distinct
        ((('Hill', 3), ('Mill', 1)), 2)
    """
    texts = [place for place, column in enumerate(profile.columns) if _may_merge(column)]
    columns, changed = list(profile.columns), []
    for place in texts:
        column = columns[place]
        missing = {"", *column.missing_as}
        cells = [str(row[place]).strip() for row in table.rows if row[place] is not None]
        counts = Counter(cell for cell in cells if cell not in missing)
        usual = usual_spellings(counts.elements())
        if usual:
            values = merged_counts(counts, usual)
            shown = tuple(values[: max(1, len(column.values))])
            columns[place] = replace(column, values=shown, distinct=len(values), unique=False)
            changed.append(repr(column.name))
    if not changed:
        return profile
    note = NOTE.format(" and ".join(changed))
    return replace(profile, columns=tuple(columns), notes=(*profile.notes, note))


def _may_merge(column: Column) -> bool:
    """Whether texts of a column may be one, so that all of its rows are worth a look."""
    if column.type != "text" or not 1 < column.distinct <= MOST_SPELLINGS:
        return False
    keys = {key_of(text) for text, _ in column.values}
    return len(keys) < column.distinct
