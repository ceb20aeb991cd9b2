"""What is done about errors that small LLMs make again when they see the message alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE_VALUE = """\
A value of a column, its mean or its sum is one number. For one value of each group: \
df.groupby(key)[column].mean().idxmax(); for the row before: df[column].shift(1)."""
_NO_TEXTS = """\
The column holds no texts: numbers and dates are loaded as such, so leave .str out."""
_CONDITIONS = """\
Conditions on columns are joined by & | ~ with brackets around each; .any(), .all() or .sum() \
makes one value of them."""
_NEGATED = """\
Only numbers can be negated: sort by the number, with reverse=True or ascending=False."""
_NO_ROW = """\
There is no such row: nothing met the condition, so look at what is compared with what."""
_NO_VALUE = "Some rows have no value: leave them out first with dropna()."
_LIKE = """\
Compare like with like: a number with a number, a date with pd.Timestamp('2020-01-31')."""

_ROWS = """\
A loop over a DataFrame gives the names of its columns; one over its rows is \
`for row in df.to_dict("records")`, with row["column"]."""
_COUNT_TEXTS = """\
These are texts, which have no difference: of times take seconds_of(column), others are counted \
with value_counts() or size() of each group."""

_SERIES = """\
It is a whole column or row, not one value: each row of iterrows() has one value for each column, \
{str(name): int(value) for name, value in row.items()}."""

_ONE_TEXT = """\
What idxmax() gives is one text; join a list, such as those where column == column.max()."""

_SAME_ROWS = """\
Both sides have to be of the same rows: compare df[column] with \
df.groupby(key)[column].transform("max"), without choosing rows before."""

_SIZE = """\
size of a column is one number, without brackets; how many rows each group has is \
df.groupby(key).size()."""

_NOT_COUNTED = """\
value_counts() has the values alone that occur: take .get(value, 0) for others. Values that count \
as one are made the same before they are counted, in a column of df."""

_NO_GROUP = "size() has the groups alone that occur: take .get(group, 0) for others."

_COUNT_ONE = "How often a value is in a column is (df[column] == value).sum()."

_OF_GROUPS = """\
Compute the column before it is grouped: df["is_so"] = df[column] > 15, then \
df.groupby(key)["is_so"].mean() is its share in each group, .sum() how many there are."""

PROGRAM = {
    "identically-labeled": _SAME_ROWS,
    r"Series\.count\(\) takes 1 positional": _COUNT_ONE,
    r"GroupBy' object has no attribute '(?:gt|ge|lt|le|eq|ne|isin|between|str|dt|map|notna|isna)'|"
    r"'[<>]=?' not supported between instances of '\w*GroupBy'": _OF_GROUPS,
    r"argument must be .* not '(?:Series|DataFrame)'|cannot convert the series": _SERIES,
    "can only join an iterable": _ONE_TEXT,
    r"'numpy\.\w+' object has no attribute|'(?:float|int)' object has no attribute": _ONE_VALUE,
    r"string indices must be integers|'Pandas' object has no attribute": _ROWS,
    r"Can only use \.str accessor": _NO_TEXTS,
    r"Can only use \.dt accessor": "Make it dates first: pd.to_datetime(column).",
    r"truth value of a (?:Series|DataFrame)": _CONDITIONS,
    "bad operand type for unary -: 'str'": _NEGATED,
    r"unsupported operand type\(s\) for -: 'str'|subtract.*dtype\('<U": _COUNT_TEXTS,
    "out[- ]of[- ]bounds|(?:argmax|argmin) of an empty|is an empty sequence": _NO_ROW,
    "cannot convert float NaN|Cannot convert non-finite": _NO_VALUE,
    r"not supported between instances of '(?:str|datetime\.date|Timestamp)'": _LIKE,
}
"""By what the message of a program has."""

WITH_LINE = {
    r"\.size\(\)[\s\S]*'int' object is not callable": _SIZE,
    r"\.value_counts\(\)\[[\s\S]*\nKeyError": _NOT_COUNTED,
    r"\.size\(\)\[[\s\S]*\nKeyError": _NO_GROUP,
}
"""By what the line of a program and its message have."""

_BEFORE = """\
Take the value before in a table of its own, WITH t AS (SELECT *, lag(x, 1) OVER (ORDER BY d) AS \
before FROM df), then use before in another SELECT from t"""
_INNER = """\
Take the inner value in a table of its own, WITH t AS (SELECT ... GROUP BY ...), then SELECT from t\
"""
_GROUPED = """\
Of each group take one value: sum(a * b) of what is computed in each row, or arg_max(column, \
number); add the column to GROUP BY only if it parts the groups"""
_TWO = """\
arg_max and arg_min take two: what is given, and the number that is largest or smallest, as in \
arg_max(name, x); of sums and means of groups use ORDER BY x DESC LIMIT 1"""
_PARTS = "hour(d), month(d) and year(d) are numbers already; strftime takes a date"

_COUNT_ROWS = """\
The column holds texts, which are counted and not summed: count(*) of the rows, or count(*) FILTER \
(WHERE ...)"""

STATEMENT = {
    "window function calls cannot be nested": _BEFORE,
    "aggregate function calls cannot be nested|WHERE clause cannot contain": _INNER,
    "must appear in the GROUP BY clause": _GROUPED,
    r"types '(?:arg_max|arg_min|max_by|min_by)\([^,]*\)'": _TWO,
    r"types '(?:sum|avg)\(VARCHAR\)": _COUNT_ROWS,
    r"types 'strf(?:time)?\w*\((?:BIGINT|INTEGER)": _PARTS,
}
"""By what the message of a statement has."""

NUMBERS_ALONE = """\
A model takes numbers alone: make numbers of each text column first, of two values by \
df[column] = (df[column] == value).astype(int), of more by pd.get_dummies(df, columns=[...]); of \
rows by 1 if row[column] == value else 0."""

_OF_SEVERAL = re.compile(r"\d\s*(?:[:hH]|hrs?|hours?)\s*\d|\d,\d", re.IGNORECASE)


def begins_with_it(text: str) -> bool:
    """Whether the number of a text is its first one: not in a clock, or with a decimal comma.

    Examples:
        >>> begins_with_it("630[495-801]"), begins_with_it("7:45"), begins_with_it("n/a")
        (True, False, False)
    """
    return any(map(str.isdigit, text)) and not _OF_SEVERAL.search(text)


def advice_on(message: str, known: Mapping[str, str]) -> str:
    """What is done about an error; empty if that is not known.

    Examples:
        >>> advice_on("cannot convert float NaN to integer", PROGRAM)
        'Some rows have no value: leave them out first with dropna().'
    """
    return next((said for pattern, said in known.items() if re.search(pattern, message)), "")
