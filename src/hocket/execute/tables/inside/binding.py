"""What a statement means by a column that its tables do not have so, or do not group by."""

from __future__ import annotations

import re
from typing import Any

from hocket.execute.tables.inside import clauses, dialects

MOST_SEARCHED = 100
"""Columns in which texts are looked for, at most."""
_ANY_THING = frozenset(
    {"name", "names", "title", "titles", "label", "labels", "item", "items", "thing", "things"}
    | {"entity", "key", "value", "category"}
)
"""Columns of whatever a statement is about."""
DAY = "d"
"""What the rules of statements call a date, which small LLMs copy."""
_UNGROUPED = re.compile(r'column "([^"]+)" must appear in the GROUP BY clause')
_GROUPS = re.compile(
    r"\bgroup\s+by\s+(?P<keys>(?:(?!\b(?:having|order|limit|qualify|window|union)\b)[^();])+)",
    re.IGNORECASE,
)

_NO_DATE = re.compile(r"'strftime\((?:BIG|HUGE|SMALL|TINY|U)?INT(?:EGER)?, |'strftime\(DOUBLE, ")
_YEAR_OF_DATE = re.compile(r"\bstrftime\(\s*([^(),]+?)\s*,\s*'%Y'\s*\)", re.IGNORECASE)
_LACKING = re.compile(r'Table "([^"]+)" does not have a column named "([^"]+)"')
_CALLED = re.compile(
    r"\b(?:from|join)\s+(?:\"(?P<quoted>[^\"]+)\"|(?P<table>\w+))"
    r"(?:\s+(?:as\s+)?(?P<alias>(?!(?:on|using|where|join|left|right|inner|full|cross|natural"
    r"|group|order|limit|having|outer|semi|anti|asof)\b)[A-Za-z_]\w*))?",
    re.IGNORECASE,
)
"""A table of a statement, and what that calls it."""

_AMONG = re.compile(r"(?:\"([^\"]+)\"|\b(?!not\b)(\w+))\s+in\s*\(\s*'", re.IGNORECASE)
_NAMED = re.compile(r"\s+as\s+(?:\w+|\"[^\"]+\")\s*$", re.IGNORECASE)
_ROUNDED = re.compile(r"round\s*\((.*),\s*\d+\s*\)", re.IGNORECASE | re.DOTALL)
_COLUMN = r"(?:\w+\.)?(?:\"([^\"]+)\"|([A-Za-z_]\w*))(?!\s*\()"
_NAMES = re.compile(rf"(?<![\w.\"]){_COLUMN}(?![\w.])")
_TEXTS = re.compile(dialects.TEXT)
_ARITHMETIC = re.compile(rf"(?:[\s()*/+-]|\d+(?:\.\d*)?(?!\w)|{_COLUMN}(?![\w.\"]))+")
"""Columns and numbers that are computed with, without a function."""
_TIMES = r"\d+(?:\.\d*)?\s*\*\s*"
_RATIO = re.compile(
    rf"(?P<before>{_TIMES})?(?:\((?P<whole>[^()]+)\)|(?P<above>[^()/+-]+))\s*/\s*"
    r"(?P<below>(?:\w+\.)?(?:\"[^\"]+\"|[A-Za-z_]\w*))(?P<after>\s*\*\s*\d+(?:\.\d*)?)?"
)
"""What is divided by a column, with a number that it is multiplied by."""
TWO = 2


def from_form(sql: str, column: str, connection: Any, tables: list[str]) -> str:
    """The statement on another form of its table, or on the table itself, if that has a column.

    One that names other columns too which that form lacks is of neither form.
    """
    known = _columns_by_table(connection)
    named = {(match[1] or match[2]).lower() for match in _NAMES.finditer(_TEXTS.sub("''", sql))}
    for table in tables:
        forms = [f for f in tables if f.startswith(f"{table}_")]
        having = [f for f in forms if column.lower() in known.get(f, ())]
        if column.lower() not in known.get(table, ()):
            pairs = [(table, having[0])] if len(having) == 1 else []
        else:
            pairs = [(form, table) for form in forms if not having]
        for old, new in pairs:
            if named & (known.get(old, set()) - known[new]):
                continue
            # A table can be called by its file too.
            names = "|".join(re.escape(n) for n, held in known.items() if held == known.get(old))
            meant = rf'(\b(?:from|join)\s+)"?(?:{names})"?(?![\w".])'
            sql = re.sub(meant, rf'\1"{new}"', sql, flags=re.IGNORECASE) if names else sql
    return sql


def only_column(fault: str, columns: list[str]) -> str:
    """The only column of the only table, if an unknown name can mean nothing else."""
    candidates = re.findall(r'"([^"]+)"', fault.partition("Candidate bindings:")[2].split("\n")[0])
    return columns[0] if len(columns) == 1 and candidates == columns else ""


def only_day(connection: Any, name: str) -> str:
    """The only column of dates, if a name is the letter that the rules have for one."""
    if name != DAY:
        return ""
    known = connection.execute(
        "SELECT DISTINCT column_name FROM duckdb_columns() "
        "WHERE NOT internal AND (data_type = 'DATE' OR data_type LIKE 'TIMESTAMP%')"
    ).fetchall()
    return str(known[0][0]) if len(known) == 1 else ""


def also_grouped(sql: str, fault: str, connection: Any) -> str:
    """The statement, grouped also by a column that the groups determine, as other SQL has it.

    They do where the column is of a table whose rows differ in what is grouped by: the price of a
    product, say, of a table with one row for each product (SQL:1999, functional dependency).

    Args:
        sql: The statement.
        fault: What DuckDB says of it.
        connection: That has its tables.
    """
    ungrouped, groups = _UNGROUPED.search(fault), [*_GROUPS.finditer(sql)]
    if ungrouped is None or len(groups) != 1:
        return sql
    column = ungrouped[1]
    keys = [
        key.strip().rpartition(".")[2].strip('" ').lower() for key in groups[0]["keys"].split(",")
    ]
    known = _columns_by_table(connection)
    seen = connection.execute("SELECT view_name FROM duckdb_views()").fetchall()
    views = {name for (name,) in seen}
    having = [n for n, held in known.items() if column.lower() in held and n not in views]
    if len(having) != 1 or column.lower() in keys:
        return sql
    [table] = having
    if not any(_is_key(connection, table, name) for name in keys if name in known[table]):
        return sql
    end = groups[0].start("keys") + len(groups[0]["keys"].rstrip())
    return f"{sql[:end]}, {dialects.quoted(column)}{sql[end:]}"


def only_listed(sql: str, name: str) -> str:
    """The column that has the listed texts, if an unknown name can only mean that: of the groups.

    Asked for name -> share of four towns, a small LLM groups by ``name``, whatever the column is
    called in which it looks the towns up.

    Examples:
        >>> listed = "SELECT name, sum(x) FROM t WHERE town IN ('Ulm', 'Bonn') GROUP BY name"
        >>> only_listed(listed, "name"), only_listed(listed, "x")
        ('town', '')
    """
    groups = [key.strip() for match in _GROUPS.finditer(sql) for key in match["keys"].split(",")]
    columns = {match[1] or match[2] for match in _AMONG.finditer(sql)}
    return columns.pop() if len(columns) == 1 and name in groups else ""


def summed(sql: str, fault: str) -> str:
    """The statement with the sum over each group of a product that it takes of single rows.

    What is multiplied in each row, such as pieces by their price, adds up in a group. What is
    divided does not: the sums of both are divided. Of another expression nothing says whether its
    sum, its mean or its largest value is meant.

    Args:
        sql: The statement.
        fault: What DuckDB says of it.

    Examples:
        >>> summed("SELECT shop, pieces * price AS paid FROM t GROUP BY shop",
        ...        'column "pieces" must appear in the GROUP BY clause')
        'SELECT shop, sum(pieces * price) AS paid FROM t GROUP BY shop'
        >>> summed("SELECT shop, price FROM t GROUP BY shop",
        ...        'column "price" must appear in the GROUP BY clause')
        'SELECT shop, price FROM t GROUP BY shop'
        >>> summed("SELECT shop, (sold * 100) / held AS share FROM t GROUP BY shop",
        ...        'column "sold" must appear in the GROUP BY clause')
        'SELECT shop, sum(sold * 100) / sum(held) AS share FROM t GROUP BY shop'
    """
    ungrouped = _UNGROUPED.search(fault)
    if ungrouped is None or len(_GROUPS.findall(sql)) != 1:
        return sql
    for item in clauses.selected(sql):
        expression = _NAMED.sub("", item).strip()
        rounded = _ROUNDED.fullmatch(expression)
        product = rounded[1].strip() if rounded else expression
        names = {match[1] or match[2] for match in _NAMES.finditer(product)}
        if len(names) < TWO or ungrouped[1].lower() not in {n.lower() for n in names}:
            continue
        if not _ARITHMETIC.fullmatch(product):
            continue
        if ratio := _RATIO.fullmatch(product):
            above = (ratio["whole"] or ratio["above"]).strip()
            sums = f"{ratio['before'] or ''}sum({above}) / sum({ratio['below']})"
            return sql.replace(product, f"{sums}{ratio['after'] or ''}")
        if "*" in product and not re.search(r"/\s*[^\s\d]", product):
            return sql.replace(product, f"sum({product})")
    return sql


def years_as_numbers(sql: str, fault: str, connection: Any) -> str:
    """The statement, with the numbers of years themselves, where it formats these as dates.

    No table has a date then, so that nothing else can be meant.
    """
    if _NO_DATE.search(fault) is None:
        return sql
    asked = "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND data_type[:4] IN {}"
    [(dates,)] = connection.execute(asked.format("('DATE', 'TIME')")).fetchall()
    return sql if dates else _YEAR_OF_DATE.sub(r"(\1)", sql)


def of_other_table(sql: str, fault: str, connection: Any) -> str:
    """The statement with a column of the only table that has it, in place of one that lacks it.

    Args:
        sql: The statement.
        fault: What DuckDB says of it.
        connection: That has its tables.
    """
    lacking = _LACKING.search(fault)
    if lacking is None:
        return sql
    alias, column = lacking.groups()
    known = _columns_by_table(connection)
    calls = {
        (m["alias"] or m["table"] or m["quoted"]): (m["quoted"] or m["table"])
        for m in _CALLED.finditer(sql)
    }
    having = [
        name
        for name, table in calls.items()
        if column.lower() in known.get(table.lower(), known.get(table, ()))
    ]
    if len(having) != 1 or having[0].lower() == alias.lower():
        return sql
    written = rf'(?<![\w."])"?{re.escape(alias)}"?\.("?{re.escape(column)}"?)(?!\w)'
    return re.sub(written, rf"{dialects.quoted(having[0])}.\1", sql, flags=re.IGNORECASE)


def of_values(connection: Any, sql: str, name: str) -> str:
    """The only column that holds all the texts with which an unknown one is compared.

    Asked for the share of four towns, a small LLM looks them up in ``name``, whatever their column
    is called. A name that says more, such as ``loser``, may be of a column that there is not.
    """
    if name.casefold() not in _ANY_THING:
        return ""
    one, text = rf'(?:\w+\.)?"?{re.escape(name)}"?', dialects.TEXT
    compared = rf"(?<![\w\"'.]){one}\s*(?:=\s*({text})|in\s*\(\s*({text}(?:\s*,\s*{text})*)\s*\))"
    found = {
        literal
        for match in re.finditer(compared, sql, re.IGNORECASE)
        for literal in re.findall(text, match[1] or match[2])
    }
    if not found:
        return ""
    asked = (
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND data_type = 'VARCHAR'"
    )
    return _only_holding(connection, found, connection.execute(asked).fetchall())


def _only_holding(connection: Any, texts: set[str], columns: list[tuple[str, str]]) -> str:
    """The name of the only one of some columns that holds all of some texts, in quotes."""
    listed = ", ".join(sorted(texts))
    holding = set()
    for table, column in columns[:MOST_SEARCHED]:
        one = dialects.quoted(column)
        counted = (
            f"SELECT count(DISTINCT {one}) FROM {dialects.quoted(table)} "  # noqa: S608 - names are quoted
            f"WHERE {one} IN ({listed})"
        )
        if connection.execute(counted).fetchone() == (len(texts),):
            holding.add(column)
    return str(holding.pop()) if len(holding) == 1 else ""


def _columns_by_table(connection: Any) -> dict[str, set[str]]:
    """The names of the columns of each table and view, in small letters."""
    asked = "SELECT table_name, lower(column_name) FROM duckdb_columns() WHERE NOT internal"
    known: dict[str, set[str]] = {}
    for table, column in connection.execute(asked).fetchall():
        known.setdefault(table, set()).add(column)
    return known


def _is_key(connection: Any, table: str, column: str) -> bool:
    """Whether no value of a column is there twice."""
    name = dialects.quoted(column)
    counted = f"SELECT count(*) = count(DISTINCT {name}) FROM {dialects.quoted(table)}"  # noqa: S608 - names are quoted
    return bool(connection.execute(counted).fetchone()[0])
