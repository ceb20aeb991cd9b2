"""What other dialects of SQL have, in DuckDB: LLMs mix functions and types of all that they saw."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import reduce
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.moments import read_moment
from hocket.execute.tables.inside.advice import STATEMENT, advice_on, begins_with_it
from hocket.execute.tables.inside.numbers import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable

PATTERNS = (
    ("YYYY", "%Y"), ("MM", "%m"), ("DD", "%d"), ("HH24", "%H"), ("MI", "%M"), ("SS", "%S"),
    ("Month", "%B"), ("Mon", "%b"), ("Day", "%A"), ("Dy", "%a"), ("yyyy", "%Y"), ("mm", "%m"),
    ("dd", "%d"),
)  # fmt: skip
"""Parts of a form of dates in PostgreSQL and Oracle, and what they are here."""

MYSQL_PATTERNS = (("%M", "%B"), ("%i", "%M"), ("%W", "%A"), ("%s", "%S"), ("%e", "%-d"))
TEXT = r"'(?:[^']|'')*'"
SET_OFF = rf"""{TEXT}|"(?:[^"]|"")*"|--[^\n]*"""
"""Texts, names in quotes and remarks, whose words say nothing of the statement."""
"""A text in a statement."""


def _replacing(pairs: Iterable[tuple[str, str]]) -> str:
    """The expression that puts the second of each pair for the first, one after the other."""
    return reduce(lambda form, pair: f"replace({form}, '{pair[0]}', '{pair[1]}')", pairs, "f")


_FORM = _replacing(PATTERNS)
_TEXT = "system.main.substr(CAST(s AS VARCHAR), a"
_PART = f"(s, a, n) AS {_TEXT}, n), (s, a) AS {_TEXT})"
_PLAIN = f"regexp_replace({_FORM}, '%[A-Za-z]', '', 'g')"
_UNKNOWN = "error('write this form for strftime, such as strftime(d, ''%Y-%m'')')"
_TO_CHAR = (
    f"CASE WHEN regexp_matches({_PLAIN}, '[A-Za-z]') THEN {_UNKNOWN} ELSE strftime(d, {_FORM}) END"
)
_TO_DATE = (
    "CASE WHEN upper(f) = 'YYYY-MM-DD' THEN CAST(s AS DATE) "
    "ELSE error('use strptime(s, ''%d.%m.%Y'') with the form of the dates') END"
)
_HOURS, _MINUTES, _REST = (
    f"TRY_CAST(nullif(regexp_extract(CAST(s AS VARCHAR), '{CLOCK}', {part}), '') AS DOUBLE)"
    for part in (1, 2, 3)
)
_SECONDS = f"3600 * {_HOURS} + 60 * {_MINUTES} + coalesce({_REST}, 0)"
MACROS = (
    # other names of statistics
    "skew(x) AS skewness(x)",
    "kurt(x) AS kurtosis(x)",
    # DuckDB has only the one that is corrected for bias, G1 of Joanes and Gill (1998)
    "skewness_pop(x) AS skewness(x) * (count(x) - 2) / sqrt(count(x) * (count(x) - 1))",
    "std(x) AS stddev_samp(x)",
    "stdev(x) AS stddev_samp(x)",
    "var(x) AS var_samp(x)",
    "correlation(x, y) AS corr(x, y)",
    "pearsonr(x, y) AS corr(x, y)",
    "pearson(x, y) AS corr(x, y)",
    "spearmanr(x, y) AS spearman_of(list(x), list(y))",
    "stdevp(x) AS stddev_pop(x)",
    "iqr(x) AS quantile_cont(x, 0.75) - quantile_cont(x, 0.25)",
    "percentile(x, p) AS quantile_cont(x, p)",
    "total(x) AS coalesce(sum(x), 0)",
    "sumif(x, c) AS sum(CASE WHEN c THEN x END)",
    "avgif(x, c) AS avg(CASE WHEN c THEN x END)",
    # what Python computes
    "shapiro_p(x) AS shapiro_of(list(x))",
    "shapiro_w(x) AS shapiro_w_of(list(x))",
    "pearson_p(x, y) AS pearson_of(list(x), list(y))",
    "spearman(x, y) AS spearman_of(list(x), list(y))",
    # SQLite, MySQL, SQL Server, Oracle, PostgreSQL
    "month_text(d) AS strftime(d, '%Y-%m')",
    f"date_format(d, f) AS strftime(d, {_replacing(MYSQL_PATTERNS)})",
    f"to_char(d, f) AS {_TO_CHAR}",
    f"to_date(s, f) AS {_TO_DATE}",
    "str_to_date(s, f) AS CAST(strptime(s, f) AS DATE)",
    "julianday(d) AS julian(d)",
    "datediff(a, b) AS date_diff('day', b, a), (p, a, b) AS date_diff(p, a, b)",
    '"isnull"(x, y) AS coalesce(x, y)',
    "nvl(x, y) AS coalesce(x, y)",
    "iif(c, x, y) AS CASE WHEN c THEN x ELSE y END",
    "charindex(x, s) AS instr(s, x)",
    "locate(x, s) AS instr(s, x)",
    "regexp_like(s, p) AS regexp_matches(s, p)",
    "regexp_substr(s, p) AS regexp_extract(s, p)",
    "safe_divide(x, y) AS x / nullif(y, 0)",
    "to_number(s) AS CAST(s AS DOUBLE)",
    "truncate(x, n) AS trunc(round(x * 10 ** n, 6)) / 10 ** n",
    # a date as the text that it is written as
    '"left"(s, n) AS system.main."left"(CAST(s AS VARCHAR), n)',
    f"substr{_PART}",
    f'"substring"{_PART}',
    # the seconds of a time
    f"seconds_of(s) AS {_SECONDS}",
    # conditions count as 0 and 1; taken where DuckDB refuses them
    "avg_of_truth(x) AS avg(CAST(x AS DOUBLE))",
)
TYPES = ("unsigned AS UBIGINT", "number AS DOUBLE")

_TESTS = {"0": "corr", "statistic": "corr", "1": "pearson_p", "pvalue": "pearson_p"}
_OF_TEST = re.compile(
    r"\bpearsonr\s*\((?P<both>[^()]*)\)\s*(?:\[(?P<no>[01])\]|\.(?P<of>statistic|pvalue)\b)",
    re.IGNORECASE,
)
"""A part of what SciPy gives for a test."""

_EXTRACTED = re.compile(
    r"\bregexp_matche?s?\(\s*((?:[^(),']|'[^']*')+,\s*'[^']*'),\s*(\d)\s*\)(?=\s+as\b|\s*,|\s+from\b)",
    re.IGNORECASE,
)
"""A group of a pattern, where only whether it matches is told."""
_AVERAGE = re.compile(r"\bavg\s*\((?![^()]*\)\s*(?:over|filter)\b)", re.IGNORECASE)
_COLUMN = r"""(?<![\w.)"])([\w.]+|"[^"]+")"""
_LIKE = re.compile(rf"{_COLUMN}(\s+(?:not\s+)?i?like\s)", re.IGNORECASE)
_DAY = r"\b(?:dayofweek|weekday)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)"
_COMPARED = rf"{_DAY}\s*(?:>=|<=|<>|!=|=|(?:not\s+)?in\s*\((?:[\d\s,]*,)?)\s*"
_SEVEN = re.compile(rf"{_COMPARED}7\b", re.IGNORECASE)
_OTHER = re.compile(rf"{_COMPARED}[01]\b", re.IGNORECASE)
_BESIDE = re.compile(rf"{_DAY}\s*(?:not\s+)?in\s*\([\d\s,]*\b[56]\b", re.IGNORECASE)
_DAY_NAME = re.compile(r"\b(?:dayofweek|weekday)(?=\s*\()", re.IGNORECASE)
WEEKDAYS = (
    "dayofweek is 0 for Sunday to 6 for Saturday, so it is never 7; use isodow, which is 1 for "
    "Monday to 7 for Sunday"
)
_CANDIDATES = re.compile(r"(Candidate functions:(?:\n\t[^\n]*){3})(?:\n\t[^\n]*)*")
DAYS = "a DATE is neither text nor number; use year(d), month(d) or strftime(d, '%Y-%m')"


def standard_quotes(sql: str, columns: Iterable[str]) -> str:
    r"""The statement with quotes as SQL has them.

    Names stand in backticks in MySQL and in brackets in SQL Server; a quote within a text has a
    backslash in other languages.

    Examples:
        >>> print(standard_quotes("SELECT `a b` FROM t WHERE [a b] = '`' OR x = [1]", ["a b"]))
        SELECT "a b" FROM t WHERE "a b" = '`' OR x = [1]
        >>> print(standard_quotes(r"SELECT regexp_matches(a, r'=(\d+)', 1) FROM t", ["a"]))
        SELECT regexp_extract(a, '=(\d+)', 1) FROM t
    """
    sql = sql.replace("\\'", "''")
    sql = re.sub(rf"\br({TEXT})|({TEXT})", lambda m: m[1] or m[2], sql)
    sql = _EXTRACTED.sub(r"regexp_extract(\1, \2)", sql)
    sql = _OF_TEST.sub(lambda m: f"{_TESTS[m['of'] or m['no']]}({m['both']})", sql)
    bracketed = "|".join(re.escape(name) for name in columns)
    named = rf"`([^`]+)`|(?<![\w)\]\"])\[({bracketed})\]" if bracketed else r"`([^`]+)`"
    pattern = re.compile(rf"({TEXT}|--[^\n]*)|{named}", re.IGNORECASE)
    return pattern.sub(lambda m: m[1] or quoted(next(filter(None, m.groups()[1:]))), sql)


def weekdays(sql: str) -> str:
    """The statement with ``isodow`` where a day is compared with 7 beside 5 or 6.

    Others count from Sunday: from 0, or in MySQL from 1 to 7.

    Raises:
        ValueError: A day is compared with 7, and it is unclear which count is meant.

    Examples:
        >>> weekdays("SELECT count(*) FROM t WHERE dayofweek(d) IN (6, 7)")
        'SELECT count(*) FROM t WHERE isodow(d) IN (6, 7)'
    """
    bare = re.sub(TEXT, "''", sql)
    if not _SEVEN.search(bare):
        return sql
    if _OTHER.search(bare) or not _BESIDE.search(bare):
        raise ValueError(WEEKDAYS)
    return _DAY_NAME.sub("isodow", sql)


def quoted(name: str) -> str:
    """A name in quotes."""
    return '"' + name.replace('"', '""') + '"'


def settle(connection: Any) -> None:
    """Make them known."""
    for macro in MACROS:
        connection.execute(f"CREATE MACRO {macro}")
    for name in TYPES:
        connection.execute(f"CREATE TYPE {name}")


def translated(sql: str, fault: str) -> str:
    """The statement as this dialect has it, by what was refused; the same where nothing is known.

    Examples:
        >>> translated("SELECT avg(a > 1) FROM t", "No function matches 'avg(BOOLEAN)'")
        'SELECT avg_of_truth(a > 1) FROM t'
        >>> translated("SELECT 1 FROM t WHERE d LIKE '2020%'", "matches '~~(DATE, VARCHAR)'")
        "SELECT 1 FROM t WHERE CAST(d AS VARCHAR) LIKE '2020%'"
        >>> translated("SELECT 1 WHERE d > '21.2.2020'", 'invalid date field format: "21.2.2020"')
        "SELECT 1 WHERE d > '2020-02-21'"
    """
    if "'avg(BOOLEAN)'" in fault:
        return _AVERAGE.sub("avg_of_truth(", sql)
    if "Could not convert string '' to" in fault:  # a number or a date is no empty text
        sql = re.sub(rf"{_COLUMN}\s*(?:!=|<>)\s*''", r"\1 IS NOT NULL", sql)
        return re.sub(rf"{_COLUMN}\s*=\s*''", r"\1 IS NULL", sql)
    if date := re.search(r'invalid (?:date|timestamp) field format: "([^"\']+)"', fault):
        return _dated(sql, date[1])
    if re.search(r"'!?~~\*?\((?:DATE|TIMESTAMP|INTEGER|BIGINT|DOUBLE)", fault):
        return _LIKE.sub(r"CAST(\1 AS VARCHAR)\2", sql)
    return sql


def _dated(sql: str, text: str) -> str:
    """The statement with a date in the form of this dialect, if it can be read in one way only.

    Two months between which something is reach to the end of the second.
    """
    ways = (read_moment(text.strip(), day_first=way) for way in (True, False))
    moments = {moment.iso: moment for moment in ways if moment is not None}
    if len(moments) != 1:
        return sql
    [moment] = moments.values()
    if moment.type != "month":
        return sql.replace(f"'{text}'", f"'{moment.iso}'")
    between = re.compile(r"(?i)\bbetween\s+'(\d{4}-\d\d)'\s+and\s+'(\d{4})-(\d\d)'")

    def days(match: re.Match[str]) -> str:
        last = monthrange(int(match[2]), int(match[3]))[1]
        return f"BETWEEN '{match[1]}-01' AND '{match[2]}-{match[3]}-{last}'"

    return between.sub(days, sql)


def explained(fault: str) -> str:
    """A fault, with what to do about it; of the functions that there are only a few.

    Examples:
        >>> explained("Binder Error: window function calls cannot be nested")[:46]
        'Take the value before in a table of its own, W'
    """
    fault = _CANDIDATES.sub(r"\1", fault)
    text = re.search(r"Could not convert string '(.*?)' to (?:U?INT|DOUBLE|FLOAT|DECIMAL)", fault)
    if text and begins_with_it(text[1]):
        taken = "CAST(regexp_extract(column, '-?[0-9.]+') AS DOUBLE)"
        return f"The column has texts such as {text[1]!r}; take the number by {taken}. {fault}"
    is_of_days = re.search(r"INTEGER(?:_LITERAL)? -> (?:DATE|TIMESTAMP)|\(DATE, |, DATE\)", fault)
    advice = advice_on(fault, STATEMENT) or (DAYS if is_of_days else "")
    return f"{advice}. {fault}" if advice else fault
