"""Run a program with the tables loaded, and hand over what it leaves in ``answer``."""

from __future__ import annotations

import contextlib
import functools
import io
import re
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hocket.documents.encoding import decoded
from hocket.documents.loading import ONLY
from hocket.documents.profile.endings import FORMATS, LINES, ending_of
from hocket.documents.profile.wide import WIDE
from hocket.execute.tables.inside import (
    aligned,
    blank,
    called,
    changes,
    conditions,
    encoded,
    faults,
    grouped,
    habits,
    labelled,
    literals,
    lone,
    meant,
    mending,
    named_times,
    numbers,
    periods,
    plain,
    reading,
    runs,
    unmet,
    unused,
    vacuous,
    watched,
    widened,
)

if TYPE_CHECKING:
    import ast
    from collections.abc import Mapping

PRINTED_CHARS = 6000
ANSWER = mending.ANSWER
ROWS = "rows"
"""A list of dicts; with several tables, each has its own, such as ``towns_rows``."""
MOST_MENDED = 16
"""Mends of a program; on rows it fails at one name of a column after the other."""
_NOT_THERE = re.compile(
    r"(?:None of )?(?:Index\()?(\[.*?\]).*(?:not in index|not found in axis|in the \[columns\])",
    re.DOTALL,
)
TEXTS = (*LINES, *FORMATS)
"""Endings of files whose text a program has too, as ``text`` and ``lines``."""

SHOWN_SERIES = ("\nName: ", "dtype: ")


def begin(part: dict[str, Any]) -> dict[str, Any]:
    """What the program left: ``answer`` with a ``doubt``, or ``fault``, and what it printed.

    With the doubt come the comparisons that are ``void``.
    """
    tables = reading.loaded_for(part)
    habits.settle({t["name"]: tables[t["variable"]] for t in part["tables"]})
    printed = io.StringIO()
    code, tree = part["code"], None
    try:
        names = _names(part, tables)
        tree = mending.parsed(code, set(names))
        periods.program_in_time(tree, periods.pairs_of(tables))
        named_times.named_in_program(tree, tables)
        doubt = literals.settled_program(tree, tables)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            left = _run(tree, names, tables, part.get("aliases", {}))
        columns = {str(name) for table in tables.values() for name in table.columns}
        answer = _answer(left, printed.getvalue(), columns)
    except BaseException as error:  # noqa: BLE001 - whatever a program raises is its fault
        fault = faults.described(error, code, tables)
        if tree is not None and blank.NO_ROW.search(str(error)):
            fault = "\n".join(filter(None, [fault, _unmet(tree, part, tables).text]))
        return {"fault": fault, "printed": printed.getvalue()[-PRINTED_CHARS:]}
    remark = unmet.Remark(doubt)
    if not doubt and blank.is_blank(answer):
        remark = _unmet(tree, part, tables, only_far=blank.is_zero(answer))
    doubt = remark.text
    with contextlib.suppress(Exception):  # an answer is worth more than what is said of it
        doubt = doubt or left[lone.LONE].doubt() or unused.in_program(tree)
        doubt = doubt or vacuous.in_program(tree, tables)
    shown = printed.getvalue()[-PRINTED_CHARS:]
    said = {"doubt": doubt, "void": remark.void, "scaled": remark.scaled}
    return {"answer": answer, "printed": shown, **said}


def _names(part: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    by_file = {PurePosixPath(t["name"]).stem: tables[t["variable"]] for t in part["tables"]}
    given = {"pd": pd, "np": np, "__name__": "__main__"}
    given |= {
        periods.FORMATTER: periods.strftime_of,
        "seconds_of": numbers.seconds_of,
        "longest_run": runs.longest_run,
        "changes": changes.changes,
    }
    sys.modules.setdefault("runs", runs)  # worked examples import it
    sys.modules.setdefault("changes", changes)  # as they do that one
    names: dict[str, Any] = {**given, **by_file, **tables}
    for variable, table in tables.items():
        name = ROWS if variable == ONLY else f"{variable}_{ROWS}"
        if name in part["code"] or (variable.endswith(WIDE) and ROWS in part["code"]):
            names[name] = plain.records_of(table)
    if ONLY not in tables and tables:
        # One of several tables is meant by the name that a single one has: that with the rows.
        largest = max((tables[t["variable"]] for t in part["tables"]), key=len)
        names.setdefault(ONLY, largest)
        if re.search(rf"\b{ROWS}\b", part["code"]):
            names.setdefault(ROWS, plain.records_of(largest))
    texts = [t["name"] for t in part["tables"] if ending_of(t["name"]) in TEXTS]
    if len(texts) == 1 and (text := decoded(Path(texts[0]).read_bytes())):
        names["text"] = text.text
        names["lines"] = text.text.splitlines()
    return names


def _run(
    tree: ast.Module, names: dict[str, Any], tables: dict[str, Any], aliases: Mapping[str, str]
) -> dict[str, Any]:
    """The names that the program leaves; what is a slip unmistakably is mended."""
    columns: list[tuple[Any, Any]] = []
    failed: ValueError | None = None
    for _ in range(MOST_MENDED):
        left = _fresh(names, tables)
        try:
            _execute(tree, left)
        except ValueError as error:
            if not (more := encoded.columns_encoded(tree, error, tables)):
                raise
            columns += more
            failed = failed or error
        except KeyError as error:
            missing = _missing(error)
            if not (
                widened.as_meant(tree, error, names, tables)
                or meant.tables_as_meant(tree, missing, names, tables)
                or labelled.rows_by_value(tree, error, tables)
                or _columns_mended(tree, missing, tables, aliases)
            ):
                raise
        except (NameError, AttributeError, ImportError, TypeError) as error:
            if not _is_mended(tree, error, names, left, tables):
                raise
        else:
            if failed and not _is_same_turned(tree, columns, names, tables, left):
                raise failed
            return left
    message = "too many names are misspelt"
    raise KeyError(message)


def _unmet(
    tree: ast.Module, part: dict[str, Any], tables: dict[str, Any], *, only_far: bool = False
) -> unmet.Remark:
    """Which conditions of a program no row met, or never all together, as it runs once more."""
    columns = [str(name) for table in tables.values() for name in table.columns]
    shown, said = io.StringIO(), io.StringIO()
    with contextlib.suppress(Exception):  # as above
        again, watch = watched.watched(tree, columns)
        left = {**_fresh(_names(part, tables), tables), watched.WATCH: watch}
        with (
            contextlib.redirect_stdout(shown),
            contextlib.redirect_stderr(said),
            contextlib.suppress(BaseException),  # it ends as it did before
        ):
            _execute(again, left)
        return conditions.doubt_of(watch, tables, only_far=only_far)
    return unmet.Remark()


def _fresh(names: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    own = {name: table.copy() for name, table in tables.items()}
    beside = functools.partial(aligned.beside, tables=tables)
    return {**names, **own, lone.LONE: lone.Lone(tables), aligned.BESIDE: beside}


def _execute(tree: ast.Module, left: dict[str, Any]) -> None:
    noted = aligned.noted(lone.noted(tree))
    exec(compile(noted, "program.py", "exec"), left)  # noqa: S102 - the sandbox's use


def _is_same_turned(
    tree: ast.Module,
    columns: encoded.Columns,
    names: dict[str, Any],
    tables: dict[str, Any],
    left: dict[str, Any],
) -> bool:
    """Whether the answer is the same if the other of two values is 1."""
    encoded.turn(columns)
    again = _fresh(names, tables)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            _execute(tree, again)
    except Exception:  # noqa: BLE001 - the error that the program had before says more
        return False
    finally:
        encoded.turn(columns)
    return encoded.is_same(left.get(ANSWER), again.get(ANSWER))


def _is_mended(
    tree: ast.Module,
    error: Exception,
    names: dict[str, Any],
    left: dict[str, Any],
    tables: dict[str, Any],
) -> bool:
    """Whether a program that failed was changed, as it is clear what it means."""
    if widened.as_meant(tree, error, names, tables):
        return True
    if isinstance(error, NameError):
        new = mending.nearest(error.name or "", list(left))
        if new:
            mending.renamed_variable(tree, str(error.name), new)
        return bool(new)
    if isinstance(error, AttributeError):
        return meant.tables_as_meant(tree, [error.name or ""], names, tables) or (
            grouped.groups_as_meant(tree, str(error), tables)
        )
    if isinstance(error, TypeError):
        return called.without_calls(tree, str(error))
    if isinstance(error, ImportError):
        return mending.without_import(tree, error.name or "", str(error), known=set(left))
    return grouped.groups_as_meant(tree, str(error), tables)


def _columns_mended(
    tree: ast.Module, missing: list[str], tables: dict[str, Any], aliases: Mapping[str, str]
) -> bool:
    """Whether the columns that a program did not find are misspelt, or meant by another name."""
    columns = list(dict.fromkeys(str(c) for table in tables.values() for c in table.columns))
    pairs = [(old, mending.column_meant(old, columns, aliases)) for old in missing]
    if not pairs or any(new in ("", old) for old, new in pairs):
        return False
    for old, new in pairs:
        mending.renamed(tree, old, new)
    return True


def _missing(error: KeyError) -> list[str]:
    """The names of columns that an error says are not there, in whatever words."""
    said = error.args[0] if error.args else ""
    if isinstance(said, list):
        return [name for name in said if isinstance(name, str)]
    text = str(said).removeprefix("Column not found: ")
    listed = _NOT_THERE.fullmatch(text)
    return re.findall(r"'([^']+)'", listed[1]) if listed else [text]


def _answer(left: dict[str, Any], printed: str, columns: set[str]) -> dict[str, Any]:
    value = left.get(ANSWER)
    if value is None and printed.strip():
        value = printed.strip()
    if value is None:
        return {"kind": "none"}
    if isinstance(value, str) and any(sign in value for sign in SHOWN_SERIES):
        message = "`answer` shows a whole Series; take its one value, such as with .iloc[0]"
        raise ValueError(message)
    return plain.answer_of(value, columns)
