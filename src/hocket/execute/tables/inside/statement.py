"""Run one SQL statement on the tables, in DuckDB without access to anything else."""

from __future__ import annotations

import contextlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import duckdb

from hocket.documents.loading import ONLY
from hocket.execute.tables.inside import (
    across,
    binding,
    clauses,
    dialects,
    faults,
    fractions,
    inner,
    literals,
    mending,
    named_times,
    periods,
    plain,
    reading,
    remarks,
    unused,
    widened,
)
from hocket.execute.tables.inside.unmet import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MEMORY = "700MB"
FAULT_CHARS = 600
_PLAIN = re.compile(r"\w+")
_MADE = re.compile(r"\bas\s+(\w+)(?!\w|\s*\()", re.IGNORECASE)
_SET_OFF = f"({dialects.SET_OFF})"
BEFORE_BY = frozenset({"group", "order"})
SPOKEN = frozenset(
    ("all", "and", "any", "as", "asc", "case", "cast", "collate", "desc", "distinct", "else", "end",
     "except", "false", "fetch", "from", "having", "in", "intersect", "into", "lateral", "limit",
     "not", "null", "offset", "on", "or", "pivot", "qualify", "select", "some", "summarize",
     "then", "true", "union", "unpivot", "using", "when", "where", "window", "with")
)  # fmt: skip
"""Reserved words that a SELECT statement has without naming anything."""

NEVER_NAMES = frozenset(
    ("all", "and", "any", "as", "distinct", "not", "null", "or", "select", "some", "true", "false")
)
_OPENS_NAME = [
    rf"(?<={before})"
    for before in (r"\(", ",", ", ", r"\.", r"[-+*/=<>]", r"[-+*/=<>] ", "select ", "by ", "where ")
] + [rf"(?<=\b{word} )" for word in ("and", "or", "on", "between", "when", "then", "else")]
_ENDS_NAME = (
    r"(?=\s*(?:[,)=<>+*/!-]|::|$|(?:is|between|in|like|from|and|or|asc|desc|as|then|having"
    r"|order by|group by)\b))"
)
"""Where only a name can stand, so that a word there is one though SQL has it as its own."""

MARKS = 3
"""Quotation marks of a statement with an apostrophe within a text."""

UNKNOWN = r"Table with name (\S+) does not exist"
UNKNOWN_COLUMN = (
    r'(?:Referenced column|Table "[^"]+" does not have a column named'
    r'|Column(?= "[^"]+" referenced that exists in the SELECT clause)) "([^"]+)"'
)


def begin(part: dict[str, Any]) -> dict[str, Any]:
    """The rows of the statement as ``answer`` with a ``doubt``, or ``fault``.

    With the doubt come the comparisons that are ``void``.
    """
    tables = reading.loaded_for(part)
    connection = _connection(tables)
    files = [t for t in part["tables"] if len(tables[t["variable"]].columns)]
    _name_by_files(connection, files, tables)
    try:
        columns = list(dict.fromkeys(str(c) for t in tables.values() for c in t.columns))
        code = whole_texts(fractions.of_dates(part["code"], tables), tables)
        code = periods.with_quarters(dialects.standard_quotes(code, columns))
        code = quoted_tables(code, [table["name"] for table in part["tables"]])
        code = widened.with_columns(code, tables, part["tables"])
        sql = quoted_words(quoted_names(code, columns), columns, _reserved(connection))
        sql = named_times.named_in_statement(dialects.weekdays(sql), tables)
        sql, doubt = literals.settled_statement(sql, tables)
        sql = unused.with_extreme(inner.with_scores(literals.other_than(sql, tables)))
        sql = _with_names(connection, clauses.in_order(sql), columns)
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            return {"fault": "give one SELECT statement, and nothing that changes a table"}
        result, sql = _in_time(connection, sql, tables, columns, part.get("aliases", {}))
        names = [column[0] for column in result.description]
        answer = plain.table_of(names, result.fetchall())
        remark = Remark(doubt) if doubt else remarks.doubt_of(sql, answer, connection, tables)
    except duckdb.CatalogException as error:
        fault = str(error)
        unknown = re.search(UNKNOWN, fault)
        if unknown:
            fault = f"There is no table {unknown[1]}; the tables are {', '.join(tables)}"
        return {"fault": fault[:FAULT_CHARS]}
    except (duckdb.Error, ValueError) as error:
        instead = fractions.about_numbers(str(error), part["code"], tables)
        fault = (instead or dialects.explained(str(error)))[:FAULT_CHARS]
        unknown = re.search(UNKNOWN_COLUMN, str(error))
        shown = faults.unknown_column(unknown[1], tables, part["code"]) if unknown else []
        return {"fault": "\n".join([fault, *shown])}
    said = {"doubt": remark.text, "void": remark.void, "scaled": remark.scaled}
    return {"answer": answer, **said}


def whole_texts(sql: str, tables: dict[str, Any]) -> str:
    """The statement, with the apostrophes doubled of texts that a column holds.

    Examples:
        >>> import pandas as pd
        >>> towns = pd.DataFrame({"a": ["Val d'Or"]})
        >>> print(whole_texts("SELECT 1 WHERE a IN ('Val d'Or')", {"towns": towns}))
        SELECT 1 WHERE a IN ('Val d''Or')
    """
    if sql.count("'") < MARKS:
        return sql
    for table in tables.values():
        for place in range(len(table.columns)):
            column = table.iloc[:, place]
            values = column.dropna().unique() if column.dtype.kind == "O" else ()
            for text in values if len(values) <= literals.MOST_VALUES else ():
                if isinstance(text, str) and "'" in text and f"'{text}'" in sql:
                    doubled = text.replace("'", "''")
                    sql = sql.replace(f"'{text}'", f"'{doubled}'")
    return sql


def quoted_names(sql: str, columns: list[str]) -> str:
    """The statement, with the names of columns in quotes that SQL would take apart.

    A name may have other spaces than the column, or lack what the column has in brackets.

    Examples:
        >>> print(quoted_names("SELECT size.max FROM df WHERE a = 'size.max'", ["size.max", "a"]))
        SELECT "size.max" FROM df WHERE a = 'size.max'
        >>> print(quoted_names("SELECT used(kWh), per_24-hours FROM df",
        ...                    ["used (kWh)", "Per 24-hours (0 to 12)"]))
        SELECT "used (kWh)", "Per 24-hours (0 to 12)" FROM df
    """
    odd = [name for name in columns if not _PLAIN.fullmatch(name)]
    written = {_loose(name): name for name in odd}
    for name in odd:
        bare = re.sub(r"\s*\([^)]*\)\s*$", "", name)
        if bare and not _PLAIN.fullmatch(bare) and bare not in columns:
            written.setdefault(_loose(bare), name)
    if not written:
        return sql
    patterns = sorted(written, key=len, reverse=True)
    pattern = re.compile(
        rf"""{_SET_OFF}|(?<![\w.])({"|".join(patterns)})(?![\w.])""", re.IGNORECASE
    )

    def quoted(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        meant = next(p for p in patterns if re.fullmatch(p, match[2], re.IGNORECASE))
        return dialects.quoted(written[meant])

    return pattern.sub(quoted, sql)


def _loose(name: str) -> str:
    """A pattern of a name, whose spaces may be underscores, or lack before a bracket."""
    escaped = re.escape(name.strip()).replace("\\ \\(", "[ _]*\\(")
    return escaped.replace("\\ ", "[ _]+")


def quoted_tables(sql: str, files: list[str]) -> str:
    """The statement, with the names of files in quotes where they stand for tables.

    Examples:
        >>> print(quoted_tables("SELECT a-b FROM a-b JOIN 24.csv USING (a)", ["a-b.csv", "24.csv"]))
        SELECT a-b FROM "a-b" JOIN "24.csv" USING (a)
    """
    names = {name for file in files for name in (file, PurePosixPath(file).stem)}
    apart = sorted((n for n in names if not n.isidentifier()), key=len, reverse=True)
    if not apart:
        return sql
    name = "|".join(map(re.escape, apart))
    pattern = re.compile(rf"""{_SET_OFF}|\b((?:from|join)\s+)({name})(?![\w."'-])""", re.IGNORECASE)
    return pattern.sub(lambda m: m[1] or m[2] + dialects.quoted(m[3]), sql)


def quoted_words(sql: str, columns: list[str], reserved: set[str]) -> str:
    """The statement, with reserved words in quotes where they name something.

    After AS they name a result, which later parts may list; GROUP and ORDER without BY, words
    that no SELECT has, and others where only a name can stand, name a column that is called so.

    Examples:
        >>> print(quoted_words("SELECT group, a AS to FROM df GROUP BY group", ["group"],
        ...                    {"group", "to", "from"}))
        SELECT "group", a AS "to" FROM df GROUP BY "group"
        >>> print(quoted_words("SELECT from FROM df WHERE year(from) > 3", ["From"], {"from"}))
        SELECT "from" FROM df WHERE year("from") > 3
    """
    made = {name.lower() for name in _MADE.findall(sql)}
    taken = ({name.lower() for name in columns} | made) & reserved
    named = "|".join(map(re.escape, sorted(reserved - {"not"})))
    parts = [rf"(?<=\bas )(?:{named})\b(?!\s*\()"]
    parts += [rf"(?<!within )\b{word}\b(?!\s+by\b)" for word in sorted(taken & BEFORE_BY)]
    parts += [rf"\b{re.escape(word)}\b" for word in sorted(taken - SPOKEN - BEFORE_BY)]
    spoken = "|".join(sorted((taken & SPOKEN) - NEVER_NAMES))
    if spoken:
        parts += [rf"{opens}(?:{spoken}){_ENDS_NAME}" for opens in _OPENS_NAME]
        parts += [rf"(?<=from )(?:{spoken})(?=\))"]  # extract(year from ...)
    for word in sorted(made & SPOKEN):  # a column of a part before, in a list of columns
        parts += [rf"(?<=select ){word}(?=\s*,)", rf"(?<=, ){word}(?=\s*(?:,|\)|from\b|$))"]
        parts += [rf"(?<=by ){word}\b"]
    pattern = re.compile(rf"""{_SET_OFF}|({"|".join(parts)})""", re.IGNORECASE)
    return pattern.sub(lambda m: m[1] or dialects.quoted(m[2]), sql)


def _reserved(connection: Any) -> set[str]:
    asked = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    return {name for (name,) in connection.execute(asked).fetchall()}


def _with_names(connection: Any, sql: str, columns: list[str]) -> str:
    """The statement, with columns in quotes that are words of SQL, if it cannot be read without."""
    try:
        connection.extract_statements(sql)
    except duckdb.ParserException:
        asked = "SELECT keyword_name FROM duckdb_keywords()"
        words = {word.lower() for (word,) in connection.execute(asked).fetchall()}
        named = [c for c in columns if c.lower() in words and c.lower() not in SPOKEN]
        if named:
            names = "|".join(map(re.escape, named))
            pattern = re.compile(rf"""{_SET_OFF}|(?<![\w.])({names})(?![\w(])""", re.IGNORECASE)
            quoted = pattern.sub(lambda m: m[1] or dialects.quoted(m[2]), sql)
            with contextlib.suppress(duckdb.ParserException):
                connection.extract_statements(quoted)
                return quoted
    return sql


def _in_time(
    connection: Any,
    sql: str,
    tables: dict[str, Any],
    columns: list[str],
    aliases: Mapping[str, str],
) -> tuple[Any, str]:
    """(the result, the statement that gave it), windows in the order of time where there is one."""
    ordered = periods.windows_in_time(sql, periods.pairs_of(tables))
    if ordered != sql:
        with contextlib.suppress(duckdb.Error):
            return _executed(connection, ordered, list(tables), columns, aliases)
    return _executed(connection, sql, list(tables), columns, aliases)


def _executed(
    connection: Any, sql: str, tables: list[str], columns: list[str], aliases: Mapping[str, str]
) -> tuple[Any, str]:
    """(the result, the statement that gave it).

    The only table, and its only column, has whatever name the statement gives it.
    A column whose name differs in case, spaces or marks only is the one that is meant, as is that
    of which it is known.
    """
    try:
        return connection.execute(sql), sql
    except (duckdb.BinderException, duckdb.ConversionException) as error:
        unknown = re.search(UNKNOWN_COLUMN, str(error))
        column = unknown[1] if unknown else ""
        others = _mended(connection, sql, str(error), column, tables)
        if other := next((other for other in others if other != sql), ""):
            return _executed(connection, other, tables, columns, aliases)
        meant = column and (
            mending.column_meant(column, columns, aliases)
            or binding.only_column(str(error), columns)
            or binding.only_day(connection, column)
            or binding.of_values(connection, sql, column)
            or binding.only_listed(sql, column)
        )
        if not meant or meant == column:
            raise
        quoted = dialects.quoted(meant)
        name = re.escape(column)
        unquoted = rf"""{dialects.TEXT}|"{name}"|(?<![\w"'%]){name}(?![\w"'])"""
        mended = re.sub(unquoted, lambda m: m[0] if m[0].startswith("'") else quoted, sql)
        if mended == sql:
            raise
        return _executed(connection, mended, tables, columns, aliases)
    except duckdb.CatalogException as error:
        unknown = re.search(UNKNOWN, str(error))
        meant = ONLY if ONLY in tables else mending.nearest(unknown[1], tables) if unknown else ""
        if not unknown or not meant:
            raise
        _view(connection, unknown[1], meant)
        return connection.execute(sql), sql


def _mended(connection: Any, sql: str, fault: str, column: str, tables: list[str]) -> Iterator[str]:
    """The statement as each mend of a fault has it, which is the same where one does not apply."""
    yield dialects.translated(sql, fault)
    yield across.of_rows(sql, fault)
    yield inner.of_all_rows(sql, fault)
    if column:
        yield binding.from_form(sql, column, connection, tables)
    yield binding.of_other_table(sql, fault, connection)
    yield binding.also_grouped(sql, fault, connection)
    yield binding.summed(sql, fault)
    yield binding.years_as_numbers(sql, fault, connection)


def _name_by_files(connection: Any, files: list[dict[str, Any]], tables: Iterable[str]) -> None:
    """Each table can also be named by its file, with or without the ending."""
    taken = {variable.lower() for variable in tables}
    for file in files:
        name = file["name"]
        for alias in (name, PurePosixPath(name).stem):
            if alias.lower() not in taken:
                taken.add(alias.lower())
                _view(connection, alias, file["variable"])


def _view(connection: Any, name: str, table: str) -> None:
    connection.execute(f"CREATE VIEW {dialects.quoted(name)} AS FROM {dialects.quoted(table)}")


def _connection(tables: dict[str, Any]) -> Any:
    connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": MEMORY})
    for name, table in tables.items():
        if not len(table.columns):
            continue  # a file without content; SQL has no table without columns
        connection.register("loading", table)
        selected = f"SELECT {_selection(table)} FROM loading"  # noqa: S608 - names are quoted
        connection.execute(f"CREATE TABLE {dialects.quoted(name)} AS {selected}")
        connection.unregister("loading")
    connection.create_function("shapiro_of", _shapiro_p, ["DOUBLE[]"], "DOUBLE")
    connection.create_function("shapiro_w_of", _shapiro_w, ["DOUBLE[]"], "DOUBLE")
    connection.create_function("pearson_of", _pearson, ["DOUBLE[]", "DOUBLE[]"], "DOUBLE")
    connection.create_function("spearman_of", _spearman, ["DOUBLE[]", "DOUBLE[]"], "DOUBLE")
    dialects.settle(connection)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _selection(table: Any) -> str:
    """The columns, with those of whole days as dates.

    SQL does not tell names by their case: the second of ``a`` and ``A`` is called ``A_2``.
    """
    parts = []
    taken: set[str] = set()
    for place, name in enumerate(map(str, table.columns)):
        series = table.iloc[:, place]
        known, number = name, 2
        while known.lower() in taken:
            known, number = f"{name}_{number}", number + 1
        taken.add(known.lower())
        column = f"#{place + 1}"
        if series.dtype.kind == "M" and (series.dropna() == series.dropna().dt.normalize()).all():
            column = f"CAST({column} AS DATE)"
        parts.append(f"{column} AS {dialects.quoted(known)}")
    return ", ".join(parts)


def _shapiro(values: list[float]) -> Any:
    from scipy import stats  # noqa: PLC0415 - takes half a second to load

    return stats.shapiro([v for v in values if v is not None])


def _shapiro_p(values: list[float]) -> float:
    return float(_shapiro(values).pvalue)


def _shapiro_w(values: list[float]) -> float:
    return float(_shapiro(values).statistic)


def _pairs(first: list[float], second: list[float]) -> tuple[list[float], list[float]]:
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _pearson(first: list[float], second: list[float]) -> float:
    from scipy import stats  # noqa: PLC0415 - as above

    return float(stats.pearsonr(*_pairs(first, second)).pvalue)


def _spearman(first: list[float], second: list[float]) -> float:
    from scipy import stats  # noqa: PLC0415 - as above

    return float(stats.spearmanr(*_pairs(first, second)).statistic)
