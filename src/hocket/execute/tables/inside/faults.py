"""An error of a program in a few lines: where, what, and which names there are instead."""

from __future__ import annotations

import difflib
import re
import traceback
from typing import Any

import numpy as np

from hocket.documents.loading import LONG
from hocket.execute.tables.inside.advice import (
    NUMBERS_ALONE,
    PROGRAM,
    WITH_LINE,
    advice_on,
    begins_with_it,
)
from hocket.execute.tables.inside.choices import about_options

MESSAGE_CHARS = 300
MOST_ADDED = 6
"""Columns that a statement can add by their names."""
SHOWN_NAMES = 12
WIDE, KEPT = 6, 2
"""How many columns of numbers make a table wide, and how many others it may have."""
_UNPIVOTED = re.compile(r"\bunpivot\b.*\bvalue (\w+)\)", re.IGNORECASE | re.DOTALL)
OWN = "program.py"
"""The program in tracebacks; errors of pandas are raised further in."""
_FITS = re.compile(r"\.fit\w*\(|\.(?:predict|score|transform)\(")
_ONE_COLUMN = re.compile(
    r"""\b(?P<table>\w+)\[["'](?P<column>[^"']+)["']\]\.(?P<does>sum|mean|max|min|median)\(axis=1"""
)
_KEY = re.compile(r"(?i)(?:.*[ _])?(?:year|yr|month|week|day|hour|id|no|nr|number|code)s?")
"""Names of numbers that are not added up."""
FEWEST_ACROSS = 2
"""What gives a table to a model."""


def described(error: BaseException, code: str, tables: dict[str, Any]) -> str:
    """The line of the program, the error, and the nearest names for one that does not exist.

    Args:
        error: What was raised.
        code: The program.
        tables: The tables by their variables.
    """
    lines = code.splitlines()
    number = _line(error)
    parts = [f"line {number}: {lines[number - 1].strip()}"] if 0 < number <= len(lines) else []
    message = " ".join(str(error).split())[:MESSAGE_CHARS]
    parts.append(f"{type(error).__name__}: {message}")
    if isinstance(error, KeyError) and (labelled := _labelled(error, tables)):
        parts.append(labelled)
    elif isinstance(error, KeyError | AttributeError):
        parts += columns_of(message, tables)
    elif isinstance(error, ModuleNotFoundError):
        parts.append("Only pandas, numpy, scipy and sklearn are installed; import nothing else.")
    elif isinstance(error, np.exceptions.AxisError):
        parts.append("Statistics such as stats.zscore take a whole column, not one of its values.")
    elif "duplicate entries, cannot reshape" in message:
        parts.append(
            "Several rows fall on one cell; add them up: df.pivot_table(index=..., columns=..., "
            "values=..., aggfunc='sum')"
        )
    elif _FITS.search(parts[0]) and "could not convert string to float" in message:
        parts.append(NUMBERS_ALONE)
    elif "No axis named 1" in message:
        parts += _across(parts[0], tables)
    elif isinstance(error, ValueError):
        parts += _numbers(message)
    advice = advice_on(message, PROGRAM) or advice_on("\n".join(parts[:2]), WITH_LINE)
    return "\n".join([*parts, *filter(None, [advice])])


def _across(line: str, tables: dict[str, Any]) -> list[str]:
    """How the numbers of a row are added up, for a line that adds up those of one column so."""
    match = _ONE_COLUMN.search(line)
    table = tables.get(match["table"]) if match else None
    if match is None or table is None:
        return []
    numbers = [
        str(name) for name in table.select_dtypes("number").columns if not _KEY.fullmatch(str(name))
    ]
    if len(numbers) < FEWEST_ACROSS or match["column"] not in numbers:
        return []
    whole = f"{match['table']}[{numbers!r}].{match['does']}(axis=1)"
    return [f"{match['column']!r} is one column; of several columns of each row: {whole}"]


def _labelled(error: KeyError, tables: dict[str, Any]) -> str:
    """How rows are taken by a number that is no row's place but a value of one column."""
    label = error.args[0] if error.args else None
    if traceback.extract_tb(error.__traceback__)[-1].filename == OWN:
        return ""  # a dict of the program lacks it
    if isinstance(label, bool) or not isinstance(label, int | np.integer):
        return ""
    having = [
        (variable, str(name))
        for variable, table in tables.items()
        for name in table.columns
        if table[name].dtype.kind == "i" and (table[name] == label).any()
    ]
    if len(having) != 1:
        return ""
    [(variable, name)] = having
    rows = f"{variable}[{variable}[{name!r}] == {label}]"
    return f"{label} is no place of a row but a value of {name!r}: take {rows}."


def _numbers(message: str) -> list[str]:
    """How the number is taken out of a text that holds more."""
    text = re.search(r"(?:base 10|to float|parse string)[:\s]+[\"'](.*?)[\"']", message)
    if text is None or not begins_with_it(text[1]):
        return []
    taken = r"series.astype(str).str.extract(r'(-?\d+\.?\d*)')[0].astype(float)"
    plain = r"float(re.search(r'-?\d+\.?\d*', text).group())"
    return [f"The column has texts such as {text[1]!r}; take the number by {taken} or {plain}."]


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == OWN]
    return frames[-1].lineno or 0 if frames else 0


def unknown_column(name: str, tables: dict[str, Any], sql: str) -> list[str]:
    """What there is instead of a column that a statement names: others, or columns for its values.

    A table with a column for each of many things is what such a statement is written for once
    those columns are rows.
    """
    lines = columns_of(name, tables)
    if made := _UNPIVOTED.search(sql):
        return [*lines, f"The values of these columns are in {made[1]} then, so take {made[1]}."]
    if not name.isidentifier():
        return lines
    for variable, table in tables.items():
        if variable + LONG in tables:
            long = variable + LONG
            named = _named_beside(table, tables[long], sql)
            lines.append(
                f"{variable} has its values side by side in one row: add them as {named}."
                if named
                else f"If each of the columns of {variable} is a {name}, take them from {long}."
            )
            continue
        others = [str(n) for n in table.columns if table[n].dtype.kind not in "iuf"]
        first = str(table.columns[0])
        kept = list(dict.fromkeys([first, *others]))
        if len(table.columns) - len(kept) >= WIDE and len(kept) <= KEPT:
            named = ", ".join(f'"{column}"' for column in kept)
            long = (
                f"(UNPIVOT {variable} ON COLUMNS(* EXCLUDE ({named})) INTO NAME {name} VALUE value)"
            )
            lines.append(f"If each other column is a {name}, take FROM {long}.")
    return lines


def _named_beside(table: Any, long: Any, sql: str) -> str:
    """The columns of values of a table as a sum, if a statement names one that is rows elsewhere.

    It is empty for one that names none, or where they are too many to add.
    """
    values = [
        str(n) for n in table.columns if n not in long.columns and table[n].dtype.kind in "if"
    ]
    is_named = any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", sql, re.IGNORECASE) for n in values)
    if not is_named or len(values) > MOST_ADDED:
        return ""
    return " + ".join(f'"{name}"' for name in values)


def columns_of(message: str, tables: dict[str, Any]) -> list[str]:
    """The columns of each table, those nearest to the message first."""
    parts = []
    for variable, table in tables.items():
        names = [str(name) for name in table.columns]
        close = difflib.get_close_matches(message.strip("'\""), names, SHOWN_NAMES, 0.3)
        shown = [*close, *(n for n in names if n not in close)][:SHOWN_NAMES]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        parts.append(f"The columns of {variable} are {', '.join(map(repr, shown))}{more}.")
        parts += about_options(message, table)
    return parts
