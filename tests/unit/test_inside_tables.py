"""What runs beside a program on tables: groups that are meant, and advice on errors."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from hocket.execute.tables.inside.advice import PROGRAM, STATEMENT, advice_on
from hocket.execute.tables.inside.dialects import explained
from hocket.execute.tables.inside.faults import described
from hocket.execute.tables.inside.grouped import groups_as_meant
from hocket.execute.tables.inside.mending import without_import
from hocket.execute.tables.inside.runs import longest_run

FAULT = "'numpy.float64' object has no attribute 'idxmax'"
VISITS = pd.DataFrame(
    {
        "at": pd.to_datetime(["2024-05-01 09:30", "2024-05-02 10:30", "2024-05-03 10:00"]),
        "town": ["Ulm", "Bonn", "Ulm"],
        "x": [1.5, 2.0, 4.0],
    }
)


def meant(code, table=VISITS, fault=FAULT):
    tree = ast.parse(code)
    return ast.unparse(tree) if groups_as_meant(tree, fault, {"df": table}) else None


def value_of(code):
    names = {"df": VISITS}
    exec(code, names)  # noqa: S102 - a program of the test
    return names["answer"]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("answer = {'busiest_hour': df['x'].mean().idxmax()}", {"busiest_hour": 10}),
        ("answer = {'top_town': df['x'].sum().idxmax()}", {"top_town": "Ulm"}),
        ("best_weekday = int(1) and df['x'].mean().idxmin()\nanswer = 1", None),
        ("quiet_day = df['x'].mean().idxmin()\nanswer = str(quiet_day)", "2024-05-01"),
    ],
)
def test_groups_are_those_that_the_name_of_the_value_says(code, value):
    mended = meant(code)
    assert (value_of(mended) if mended else None) == value


@pytest.mark.parametrize(
    ("code", "table", "fault"),
    [
        ("best = df['x'].mean().idxmax()", VISITS, FAULT),
        ("hour = df['x'].mean().idxmax()", VISITS.drop(columns="at"), FAULT),
        ("hour = df['x'].mean().idxmax()", VISITS.assign(to=VISITS["at"]), FAULT),
        ("hour = df['x'].mean().idxmax()", VISITS, "no attribute 'x'"),
        ("max_x = df['x'].mean().idxmax()", VISITS, FAULT),
        ("hour_of_most = df['x'].mean().idxmax()", VISITS, FAULT),
        ("hour = other['x'].mean().idxmax()", VISITS, FAULT),
    ],
)
def test_groups_that_are_not_certain_are_not_made(code, table, fault):
    assert meant(code, table, fault) is None


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (AttributeError(FAULT), "df.groupby(key)"),
        (AttributeError("Can only use .str accessor with string values!"), "leave .str out"),
        (ValueError("The truth value of a Series is ambiguous."), "joined by & | ~"),
        (
            TypeError("int() argument must be a string or a real number, not 'Series'"),
            "row.items()",
        ),
        (TypeError("cannot convert the series to <class 'float'>"), "not one value"),
        (TypeError("bad operand type for unary -: 'str'"), "reverse=True"),
        (IndexError("single positional indexer is out-of-bounds"), "no such row"),
        (ValueError("cannot convert float NaN to integer"), "dropna()"),
        (TypeError("'<' not supported between instances of 'str' and 'int'"), "like with like"),
    ],
)
def test_error_of_a_program_comes_with_what_to_do(error, advice):
    assert advice in described(error, "answer = 1", {"df": VISITS}).splitlines()[-1]


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        ("Binder Error: window function calls cannot be nested", "WITH t AS"),
        ('Binder Error: column "a" must appear in the GROUP BY clause', "sum(a * b)"),
        ("No function matches the given name and argument types 'arg_max(BIGINT)'", "take two"),
        ("argument types 'strftime(BIGINT, STRING_LITERAL)'", "numbers already"),
        ("given name and argument types 'sum(VARCHAR)'", "counted and not summed"),
    ],
)
def test_error_of_a_statement_begins_with_what_to_do(fault, advice):
    assert advice in explained(fault).split(". ")[0]


def test_text_with_several_numbers_is_not_taken_for_its_first():
    fault = "Conversion Error: Could not convert string '{}' to DOUBLE"
    assert "regexp_extract" in explained(fault.format("12 kg"))
    assert "regexp_extract" not in explained(fault.format("7:45"))


def test_only_a_few_of_the_functions_that_there_are_are_told():
    known = "".join(f"\n\tsum({n}) -> INTEGER" for n in range(9))
    told = explained(f"No function matches. Candidate functions:{known}\n\nLINE 1: x")
    assert told.count("sum(") == 3
    assert told.endswith("LINE 1: x")


def test_unknown_errors_have_no_advice():
    assert advice_on("something else", PROGRAM) == advice_on("something else", STATEMENT) == ""


def test_import_of_what_a_program_has_already_is_taken_out():
    tree = ast.parse("from longest_run import longest_run\nanswer = longest_run")
    assert without_import(tree, "longest_run", "No module named 'longest_run'", {"longest_run"})
    assert ast.unparse(tree) == "pass\nanswer = longest_run"


def test_condition_of_a_run_is_one_of_the_table_or_of_its_rows():
    rising = longest_run(VISITS, lambda t: t["x"] > t["x"].shift(1))
    assert rising["x"].tolist() == [2.0, 4.0]
    small = longest_run(VISITS, lambda row: row["town"] == "Ulm" and row["x"] < 2)
    assert small["x"].tolist() == [1.5]
    values = longest_run(VISITS["x"], lambda value: bool(value > 1.8))
    assert values.tolist() == [2.0, 4.0]
