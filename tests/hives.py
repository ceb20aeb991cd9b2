"""A table of bee hives, and what is said of programs and statements on it."""

from __future__ import annotations

import ast
import contextlib

import duckdb
import pandas as pd

from hocket.execute.tables.inside import conditions, lone, plain, remarks, unused, vacuous, watched

HIVES = pd.DataFrame(
    {
        "Keeper": ["Ana", "Ana", "Ben", "Ben", "Cleo", "Cleo"],
        "Month": [5, 6, 5, 6, 5, 6],
        "Honey": [9.5, 12.0, 11.0, 7.25, 10.0, 8.5],
        "Bees": [15000, 42000, 28000, 39000, 21000, 30000],
        "Kind": ["dark", "dark", "light", "light", "dark", "dark"],
        "Checked": pd.to_datetime(
            ["2021-05-02", "2021-06-01", "2021-05-09", "2021-06-13", "2021-05-20", "2021-06-20"]
        ),
    }
)
TABLES = {"df": HIVES}


def names():
    """What a program has: the table, and its rows as dicts."""
    return {"df": HIVES.copy(), "rows": plain.records_of(HIVES), "pd": pd}


def answered(code):
    """(what a program answers as it is, what it answers as it is watched, what watches it)."""
    own, again = names(), names()
    tree, watch = watched.watched(ast.parse(code), [*HIVES.columns])
    for program, left in ((ast.parse(code), own), (tree, again)):
        left[watched.WATCH] = watch
        with contextlib.suppress(ValueError, IndexError):
            exec(compile(program, "program.py", "exec"), left)  # noqa: S102 - a program of a test
    return own.get("answer"), again.get("answer"), watch


def doubted(code):
    """What is said of the conditions of a program."""
    return conditions.doubt_of(answered(code)[2], TABLES).text


def said_of(sql):
    """What is said of a statement that ran."""
    return remark_on(sql).text


def remark_on(sql):
    """What is said of a statement that ran, with the comparisons that are void."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.register("loading", HIVES)
    connection.execute("CREATE TABLE df AS SELECT * FROM loading")
    rows = [[*row] for row in connection.execute(sql).fetchall()]
    answer = {"kind": "table", "columns": [], "rows": rows}
    return remarks.doubt_of(sql, answer, connection, TABLES)


def noted(code):
    """What is said of the groups and of the results of a program that ran."""
    left, seen = names(), lone.Lone(TABLES)
    tree = ast.parse(code)
    left[lone.LONE] = seen
    exec(compile(lone.noted(tree), "program.py", "exec"), left)  # noqa: S102 - a program of a test
    return seen.doubt() or unused.in_program(tree) or vacuous.in_program(tree, TABLES)
