"""The table that a program means, where it names columns that only another one has."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from hocket.execute.tables.inside.meant import tables_as_meant

RENTS = pd.DataFrame(
    {"month": [1, 2], "year": [2001, 2001], "centre": [9, 8], "north": [5, 5], "south": [4, 6]}
)
LONG = pd.DataFrame({"month": [1, 1], "year": [2001] * 2, "name": ["centre", "north"], "value": 1})
TABLES = {"df": RENTS, "df_long": LONG}


def mended(code: str, *missing: str, tables=TABLES) -> str | None:
    tree = ast.parse(code)
    is_changed = tables_as_meant(tree, missing, tables, tables)
    return ast.unparse(tree) if is_changed else None


@pytest.mark.parametrize(
    "call",
    [
        "changes({}, 'centre', over='6 months', time='month')",
        "changes({}, value='centre', over=3)",
        "changes({}[{}['year'] > 2000], 'centre', '1 year')",
        "changes({}.sort_values('month'), 'centre', time='months')",
        "longest_run({}, {}['centre'] > 5)",
        "longest_run({}, lambda row: row['centre'] > 5)",
        "{}['centre'].max()",
        "{}[{}['centre'] > 5]['month']",
        "{}.centre.max()",
        "{}[{}.centre > 5].month.max()",
    ],
)
def test_prepared_function_is_given_the_table_that_has_the_column(call):
    code = f"found = {call}"
    wanted = ast.unparse(ast.parse(code.replace("{}", "df")))
    assert mended(code.replace("{}", "df_long"), "centre") == wanted
    assert mended(wanted, "centre") is None


def test_call_on_the_long_form_takes_its_own_columns_back():
    code = "changes(df, 'value', over='1 month', by='name')"
    assert mended(code, "value") == code.replace("df", "df_long")


def test_rows_that_a_program_keeps_are_taken_from_the_table_that_has_the_column():
    code = "part = df_long[df_long['year'] > 2000].sort_values('month')\nc = changes(part, 'north')"
    assert mended(code, "north") == code.replace("df_long", "df")
    code = "part = df_long.copy()\nanswer = part['north'].max()"
    assert mended(code, "north") == code.replace("df_long", "df")


@pytest.mark.parametrize(
    "code",
    [
        "part = df_long.groupby('name').sum()\nc = changes(part, 'north')",
        "part = df_long.copy()\npart = df.copy()\nc = changes(part, 'north')",
        "c = changes(df_long, 'north', by='name')",
        "df_long = df.melt('month')\nc = changes(df_long, 'north')",
    ],
)
def test_table_that_is_not_certainly_meant_is_left(code):
    assert mended(code, "north") is None


def test_column_that_several_other_tables_have_is_left():
    more = {**TABLES, "towns": pd.DataFrame({"centre": [1], "month": [2]})}
    assert mended("c = changes(df_long, 'centre')", "centre", tables=more) is None
    assert mended("c = changes(df_long, 'centre', by='year')", "centre", tables=more) is not None
