"""Probes of code and SQL, whose answers are run on tests in the sandbox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.llm.passport.probe import Probe, Trial, asks, passes_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(r"```[\w-]*[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)

PYTHON_TOKENS, SQL_TOKENS = 160, 80

PYTHON_TRIAL = """\
import json, sys
part = json.load(sys.stdin)
space = {"__name__": "answer"}
exec(compile(part["code"], "answer", "exec"), space)
exec(compile(part["tests"], "tests", "exec"), space)
print(part["end"])
"""
"""Reads ``code``, ``tests`` and ``end``; prints ``end`` if the tests came to theirs."""

SQL_TRIAL = """\
import json, sqlite3, sys
part = json.load(sys.stdin)
tests = json.loads(part["tests"])
tables = sqlite3.connect(":memory:")
tables.executescript(tests["tables"])
rows = [list(row) for row in tables.execute(part["code"].strip().rstrip(";"))]
assert rows == tests["rows"], rows
print(part["end"])
"""
"""The same for one statement: ``tests`` has the tables and the rows that it must give."""

FUNCTIONS: dict[str, tuple[str, str]] = {
    "palindrome": (
        (
            "is_palindrome(text) that says whether a text reads the same backwards, ignoring case "
            "and spaces"
        ),
        (
            "assert is_palindrome('Never odd or even')\nassert is_palindrome('')\n"
            "assert not is_palindrome('rain')"
        ),
    ),
    "runs": (
        (
            "longest_run(values) that returns the length of the longest run of equal neighbours in "
            "a list, 0 for an empty list"
        ),
        (
            "assert longest_run([1, 1, 2, 2, 2, 1]) == 3\nassert longest_run([]) == 0\n"
            "assert longest_run([5]) == 1\nassert longest_run([1, 2, 1, 2, 2]) == 2\n"
            "assert longest_run([1, 2, 1]) == 1"
        ),
    ),
}
"""Name to what the function does, and its tests."""

SHOP = (
    "CREATE TABLE sales (day TEXT, city TEXT, item TEXT, amount INTEGER);"
    "INSERT INTO sales VALUES ('2024-01-01', 'Rome', 'book', 6), ('2024-01-01', 'Bonn', 'pen', 3),"
    "('2024-01-02', 'Oslo', 'book', 8), ('2024-01-03', 'Rome', 'pen', 4),"
    "('2024-01-03', 'Bonn', 'pen', 4);"
)
"""The city of the largest amount is neither first, last nor that of the largest sum."""
QUERIES: dict[str, tuple[str, str]] = {
    "sum": (
        "the sum of amount per city, as columns city and total, ordered by city",
        '[["Bonn", 7], ["Oslo", 8], ["Rome", 10]]',
    ),
    "most": (
        "the city with the largest single amount, as one column and one row",
        '[["Oslo"]]',
    ),
}
"""Name to what is asked of the table, and the rows that answer it."""


def code_probes() -> Iterator[Probe]:
    """Functions in Python, and statements in SQL."""
    for name, (does, tests) in FUNCTIONS.items():
        yield Probe(
            f"code/{name}",
            "code",
            asks(
                f"Write a Python function {does}. Answer with the code alone, without a docstring "
                "and without comments."
            ),
            passes_tests,
            max_tokens=PYTHON_TOKENS,
            trial=Trial(PYTHON_TRIAL, tests),
            quick=name == "palindrome",
        )
    for name, (wanted, rows) in QUERIES.items():
        tests = f'{{"tables": "{SHOP}", "rows": {rows}}}'
        yield Probe(
            f"sql/{name}",
            "sql",
            asks(
                "The table sales has the columns day (text), city (text), item (text), amount "
                f"(integer). Write one SQLite query that gives {wanted}. Answer with the SQL alone."
            ),
            passes_tests,
            max_tokens=SQL_TOKENS,
            trial=Trial(SQL_TRIAL, tests),
            quick=name == "sum",
        )


def code_in(text: str) -> str:
    r"""The code in an answer: its longest block, or all of it where there is none.

    Examples:
        >>> code_in("So:\n```sql\nSELECT 1\n```\nBye"), code_in("SELECT 2")
        ('SELECT 1', 'SELECT 2')
    """
    blocks: list[str] = _BLOCK.findall(text)
    return max(blocks, key=len).strip() if blocks else text.strip()
