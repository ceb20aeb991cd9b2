"""The cases of an event log: one row for each job, loan or visit, made of the rows that tell of it.

An event log has a row for each event, with the case that it is of, what happened and when (W. van
der Aalst, "Process Mining", 2nd ed., Springer 2016, chapter 5). What is asked is mostly of cases:
who sent the jobs that were completed, how long a loan took.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.column import Habits, column_of, free_name
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.templates import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hocket.documents.profile.nouns import Column, Table, TableProfile

AT = "_at"
"""Ends the column of when something happened."""

FEWEST_CASES, MOST_EVENTS = 5, 12
"""Cases from which a column may tell them, and kinds of events up to which they are a life."""
BEGIN_ALIKE, HAVE_AN_END, ONCE_EACH, LATER = 0.8, 0.6, 0.7, 0.8
"""Shares of cases: that begin with the same event, have a second one, no event twice, and end
later than they begin."""
AGREE = 0.95
"""Share of cases whose rows say the same in a column, which is then one of the case."""
FEW_EVENTS = 3
"""Kinds of events up to which what differs between them has a column for each."""
MOST_TEXTS = 200
"""Different texts up to which a column may name events."""
MOST_ROWS, TRIED = 100_000, 2_000
"""Rows of a table up to which it is looked at, and those by which most are told to be none."""
MOST_PAIRS = 1_000
"""Pairs of a column of cases and one of events up to which a table is looked at."""
_STOP_WORDS = "by from to at in on for after with as via of because due until"
_STOPS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Log:
    """The columns of an event log by their places, the labels of its events, its cases' rows."""

    case: int
    event: int
    when: int
    labels: Mapping[str, str]
    cases: Sequence[list[Sequence[Any]]] = ()

    def label(self, row: Sequence[Any]) -> str:
        """The name of the event of a row."""
        return self.labels[str(row[self.event])]


def case_table(profile: TableProfile, table: Table) -> tuple[str, TableProfile, Table] | None:
    r"""The table of the cases of an event log; None if the table is none.

    Args:
        profile: What the table holds.
        table: Its rows; those of a log in the order of time.

    Returns:
        The column that tells the cases, and the table with a row for each: what its rows say
        alike, when each event happened first, and the last event under the name of the column of
        events. A case begins anew with each event that cases begin with, so a bike that is lent
        ten times is ten cases.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> rows = [f"0{n}:10,J{n},queued,ann\n0{n}:20,J{n},{'done' if n % 2 else 'failed'},ann\n"
        ...         for n in range(8)]
        >>> content = ("time,job,what,user\n" + "".join(rows)).encode()
        >>> profile = table_profile("a.csv", content)
        >>> column, _, cases = case_table(profile, loaded_table("a.csv", content))
        >>> column, cases.names
        ('job', ('job', 'queued_at', 'failed_at', 'done_at', 'what'))
        >>> cases.rows[1]
        ['J1', '01:10', None, '01:20', 'done']
    """
    if len(table.rows) > MOST_ROWS:
        return None
    logs = list(_logs(profile, _in_order(profile, table.rows[:TRIED])))
    if logs and len(table.rows) > TRIED:
        logs = list(_logs(profile, _in_order(profile, table.rows)))
    if not logs:
        return None
    log = max(logs, key=lambda one: (len(one.cases), profile.columns[one.event].name == EVENT))
    return profile.columns[log.case].name, *_made(profile, table, log)


def tells_all(column: str, table: Table, cases: Table) -> bool:
    """Whether no event happened twice in a case, so that its row has all that the log tells.

    Args:
        column: The column that tells the cases.
        table: The rows of the log.
        cases: Those of its cases.
    """
    place = [name.strip() for name in table.names].index(column)
    events = sum(row[place] not in (None, "") for row in table.rows)
    times = [n for n, name in enumerate(cases.names) if name.rstrip("_").endswith(AT)]
    return sum(row[n] is not None for row in cases.rows for n in times) == events


def case_name(variable: str, column: str) -> str:
    """The variable of the table of cases.

    Examples:
        >>> case_name("df", "Job no.")
        'df_by_job_no'
    """
    return f"{variable}_by_{_slug(column) or 'case'}"


def labels_of(events: Sequence[str]) -> dict[str, str]:
    """A short name for each kind of event: its words that others lack, up to the first detail.

    Examples:
        >>> labels_of(["job <job> queued size=<size>", "job <job> cancelled by <user>"])
        {'job <job> queued size=<size>': 'queued', 'job <job> cancelled by <user>': 'cancelled'}
    """
    words = {event: list(_words(event)) for event in events}
    shared = set.intersection(*map(set, words.values())) if words else set()
    return {
        event: " ".join(word for word in said if word not in shared) or " ".join(said)
        for event, said in words.items()
    }


def _words(event: str) -> Iterator[str]:
    """The words of an event without its values, up to a link word or a colon behind the first."""
    said = 0
    for token in event.split():
        if "<" in token:
            continue
        word = token.strip(",;:.()[]").lower()
        if said > 1 and word in _STOPS:
            return
        if word:
            yield word
            said += 1
        if token.endswith(":"):
            return


def _when(profile: TableProfile) -> int | None:
    """The place of the column that says when an event happened."""
    columns = profile.columns
    moments = [p for p, c in enumerate(columns) if c.type in ("datetime", "time", "date")]
    if profile.form == "log":
        moments += [p for p, c in enumerate(columns) if c.name == "time"]
    return moments[0] if moments else None


def _in_order(profile: TableProfile, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """The rows that have a time, by it; those of a log as they stand."""
    when = _when(profile)
    if when is None:
        return ()
    if profile.form == "log" or not profile.columns[when].is_moment:
        return rows
    timed = [(converted(profile.columns[when], row[when]), row) for row in rows if row[when]]
    known = [one for one in timed if isinstance(one[0], str)]
    return [row for _, row in sorted(known, key=lambda one: one[0])]


def _logs(profile: TableProfile, rows: Sequence[Sequence[Any]]) -> Iterator[_Log]:
    """The ways in which the rows are a log of cases."""
    when = _when(profile)
    if when is None or not rows:
        return
    columns = profile.columns
    telling = [p for p, c in enumerate(columns) if _may_tell_cases(c, profile.rows)]
    events = [p for p, c in enumerate(columns) if _may_name_events(c) and p != when]
    if len(telling) * len(events) > MOST_PAIRS:
        return
    for event, case in product(events, telling):
        if case == event:
            continue
        known = [row for row in rows if _says(row[case], columns[case]) and row[event]]
        labels = labels_of(sorted({str(row[event]) for row in known}))
        if 1 < len(set(labels.values())) <= MOST_EVENTS:
            log = _Log(case, event, when, labels)
            if cases := _cases_in(known, log, is_timed=columns[when].is_moment):
                yield replace(log, cases=cases)


def _says(cell: Any, column: Column) -> bool:
    """Whether a cell tells a case, and is not empty, a mark of a missing value or a list."""
    if isinstance(cell, str):
        return bool(cell.strip()) and cell.strip() not in column.missing_as
    return isinstance(cell, int | float)


def _may_name_events(column: Column) -> bool:
    return column.type == "text" and 1 < column.distinct <= MOST_TEXTS


def _may_tell_cases(column: Column, rows: int) -> bool:
    return (
        column.type in ("integer", "text")
        and FEWEST_CASES <= column.distinct < rows
        and column.missing < rows / 2
    )


def _cases_in(
    rows: Sequence[Sequence[Any]], log: _Log, *, is_timed: bool
) -> list[list[Sequence[Any]]]:
    """The rows of each case; none if the rows are no log of cases."""
    whole: dict[Any, list[Sequence[Any]]] = {}
    for row in rows:
        case = row[log.case]
        whole.setdefault(case.strip() if isinstance(case, str) else case, []).append(row)
    if len(whole) < FEWEST_CASES:
        return []
    begun = Counter(log.label(of[0]) for of in whole.values())
    [(opening, count)] = begun.most_common(1)
    if count < BEGIN_ALIKE * len(whole):
        return []
    cases = [case for of in whole.values() for case in _begun_anew(of, log, opening)]
    return cases if _are_lives(cases, log, is_timed=is_timed) else []


def _begun_anew(
    rows: list[Sequence[Any]], log: _Log, opening: str
) -> Iterator[list[Sequence[Any]]]:
    """The rows of a case, parted before each event that cases begin with."""
    case: list[Sequence[Any]] = []
    for row in rows:
        if case and log.label(row) == opening:
            yield case
            case = []
        case.append(row)
    yield case


def _are_lives(cases: list[list[Sequence[Any]]], log: _Log, *, is_timed: bool) -> bool:
    """Whether most cases have several events, each once, at different times."""
    longer = [case for case in cases if len(case) > 1]
    if len(longer) < HAVE_AN_END * len(cases):
        return False
    once = sum(len({log.label(row) for row in case}) == len(case) for case in longer)
    later = sum(case[0][log.when] != case[-1][log.when] for case in longer)
    ends_later = not is_timed or later >= LATER * len(longer)
    return ends_later and once >= ONCE_EACH * len(longer)


def _made(profile: TableProfile, table: Table, log: _Log) -> tuple[TableProfile, Table]:
    """The table of the cases, and what it holds.

    Names that are there already end with ``_``, as they do in SQL, which takes capitals for small
    letters.
    """
    cases, known = log.cases, profile.columns
    told: list[tuple[str, Column, list[Any]]] = []
    labels = list(dict.fromkeys(log.label(row) for case in cases for row in case))
    for place, column in enumerate(known):
        is_own = place not in (log.case, log.event, log.when) and column.distinct > 1
        if is_own and not _follows(place, log):
            told += [
                (name, column, cells) for name, cells in _told(column.name, place, log, labels)
            ]
    for label in labels:
        times = [_first(case, log, label, log.when) for case in cases]
        told.append((_slug(label) + AT, known[log.when], times))
    what = known[log.event]
    said = [log.label(case[-1]) for case in cases]
    whose = known[log.case]
    numbers = [case[0][log.case] for case in cases]
    every = [(whose.name, whose, numbers), *told, (what.name, what, said)]
    taken = {whose.name.lower(), what.name.lower()}
    names = [whose.name, *(free_name(name, taken) for name, _, _ in told), what.name]
    columns = tuple(
        column_of(name, cells, Habits.of(like))
        for name, (_, like, cells) in zip(names, every, strict=True)
    )
    rows = [list(row) for row in zip(*(cells for _, _, cells in every), strict=True)]
    return profile.remade(columns, len(rows)), table.remade(names, rows)


def _follows(place: int, log: _Log) -> bool:
    """Whether what a column says follows from the event, as a level of logging does."""
    said: dict[str, set[str]] = {}
    for case in log.cases:
        for row in case:
            said.setdefault(log.label(row), set()).add(str(row[place]))
    return all(len(values) == 1 for values in said.values())


def _told(name: str, place: int, log: _Log, labels: list[str]) -> list[tuple[str, list[Any]]]:
    """What the cases say in a column: once for each case, or for each event if that differs."""
    said = [[row[place] for row in case if row[place] not in (None, "")] for case in log.cases]
    if sum(len(set(map(str, values))) <= 1 for values in said) >= AGREE * len(said):
        return [(name, [values[0] if values else None for values in said])]
    if len(labels) > FEW_EVENTS:
        return []
    return [
        (f"{name}_{_slug(label)}", [_first(case, log, label, place) for case in log.cases])
        for label in labels
    ]


def _first(case: list[Sequence[Any]], log: _Log, label: str, place: int) -> Any:
    """What the first row of a case with such an event has at a place; None without one."""
    return next((row[place] for row in case if log.label(row) == label), None)


def _slug(text: str) -> str:
    return re.sub(r"\W+", "_", text.lower()).strip("_")
