"""Acceptance checks that only read: what they measured, in words, and whether that is enough.

A check that cannot run, because it is invalid or something it needs is missing, has no result: its
``passed`` is None, which never counts as a pass.
"""

from __future__ import annotations

import ast
import csv
import math
from typing import TYPE_CHECKING, Any

from hocket.core.check import SchemaCheck
from hocket.core.json_text import json_values, parse_json, wrapped_values
from hocket.core.pattern import count_matches, may_backtrack, pattern_limit, search
from hocket.core.schema import has_patterns, validator_of
from hocket.documents.encoding import document_text, shown_text
from hocket.errors import InvalidInputError
from hocket.review.kinds import Measurement

if TYPE_CHECKING:
    from hocket.core.check import CountCheck, FileCheck, NumberCheck, RegexCheck
    from hocket.review.kinds import ReviewedWork


def searches(check: RegexCheck | CountCheck | SchemaCheck) -> bool:
    """Whether a check searches for a pattern that can take long."""
    if isinstance(check, SchemaCheck):
        return has_patterns(check.json_schema)
    return check.pattern is not None and may_backtrack(check.pattern)


def look_at_file(check: FileCheck, work: ReviewedWork) -> Measurement:
    content = work.content(check.path)
    if len(content) < check.min_bytes:
        evidence = f"{check.path} has {len(content)} bytes, fewer than {check.min_bytes}"
        return Measurement(passed=False, evidence=evidence)
    try:
        _parse(check.parses, content)
    except (ValueError, SyntaxError, RecursionError, csv.Error) as error:
        evidence = f"{check.path} does not read as {check.parses}: {error}"
        return Measurement(passed=False, evidence=evidence)
    return Measurement(passed=True, evidence=f"{check.path}: {len(content)} bytes")


def _parse(form: str, content: bytes) -> None:
    if form == "any":
        return
    text = document_text(content)
    if form == "json":
        parse_json(text)
    elif form == "python":
        ast.parse(text)
    elif form == "toml":
        import tomllib  # noqa: PLC0415 - slow to import

        tomllib.loads(text)
    elif form == "csv":
        from hocket.documents.delimited import dialect_of, rows_of  # noqa: PLC0415 - slow to import

        widths = {len(row) for row in rows_of(text, dialect_of(text))}
        if len(widths) > 1:
            message = f"its rows have {min(widths)} to {max(widths)} columns"
            raise ValueError(message)


def _text_of(work: ReviewedWork, path: str | None) -> str:
    """The text of a file, or the answer, which needs no guess at its encoding."""
    return work.answer.removeprefix("\ufeff") if path is None else shown_text(work.content(path))


def look_for_pattern(check: RegexCheck, work: ReviewedWork) -> Measurement:
    text = _text_of(work, check.path)
    try:
        count = count_matches(check.pattern, text)
    except InvalidInputError as error:
        return Measurement(passed=None, evidence=error.message)
    most = check.max_count
    passed = count >= check.min_count and (most is None or count <= most)
    if most == 0:
        passed = count == 0
    required = f"at most {most}" if most is not None else f"{check.min_count} needed"
    where = check.path or "the answer"
    # If you describe the check in your own words, the pattern stays hidden from the agents.
    subject = "it was" if check.says else f"/{check.pattern}/"
    times = "once" if count == 1 else f"{count} times"
    evidence = f"{subject} found {times} in {where}, {required}"
    return Measurement(passed=passed, evidence=evidence)


def look_at_count(check: CountCheck, work: ReviewedWork) -> Measurement:
    text = _text_of(work, check.path)
    lines = [line for line in text.splitlines() if line.strip()]
    total = ""
    if check.of == "words":
        count = len(text.split())
    elif check.of == "rows":
        from hocket.documents.delimited import dialect_of, row_count  # noqa: PLC0415 - as above

        count = max(0, row_count(text, dialect_of(text)) - 1)
    elif check.of == "matching_lines":
        try:
            with pattern_limit():
                count = sum(1 for line in lines if search(check.pattern or "", line))
        except InvalidInputError as error:
            return Measurement(passed=None, evidence=error.message)
        total = f" of {len(lines)}"
    else:
        count = len(lines)
    passed = count >= check.at_least and (check.at_most is None or count <= check.at_most)
    bounds = f"at least {check.at_least}"
    if check.at_most is not None:
        bounds += f" and at most {check.at_most}"
    evidence = f"{count}{total} {check.of.replace('_', ' ')}, {bounds} wanted"
    if check.path:
        evidence = f"{check.path}: {evidence}"
    return Measurement(passed=passed, evidence=evidence)


def json_of(work: ReviewedWork, path: str | None = None, schema: Any = None) -> Any:
    """The JSON that a file or the answer is, or has in code blocks.

    An answer may also have it in the middle of words, or wrapped in a list or under one name, where
    a schema shows which value is meant.

    Args:
        work: Has the file, or the answer if ``path`` is None.
        path: Name of the file.
        schema: Of several values, the last that fits it is taken, else the first.

    Raises:
        ValueError: There is no JSON.
    """
    text = document_text(work.content(path))
    is_answer = path is None and schema is not None
    try:
        values = [parse_json(text)]
    except (ValueError, RecursionError):
        values = json_values(text, in_words=is_answer)
        if not values:
            raise
    if schema is None:
        return values[0]
    fits = validator_of(schema).is_valid
    inner = (v for value in reversed(values) for v in wrapped_values(value)) if is_answer else ()
    return next((value for value in (*reversed(values), *inner) if fits(value)), values[0])


def look_at_schema(check: SchemaCheck, work: ReviewedWork) -> Measurement:
    where = check.path or "the answer"
    try:
        data = json_of(work, check.path, check.json_schema)
    except InvalidInputError as error:
        return Measurement(passed=None, evidence=f"it cannot be used: {error.message}")
    except (ValueError, RecursionError) as error:
        return Measurement(passed=False, evidence=f"{where} is not JSON: {error}")
    try:
        validator = validator_of(check.json_schema)
        errors = sorted(validator.errors(data), key=lambda e: list(map(str, e.path)))
    except InvalidInputError as error:
        return Measurement(passed=None, evidence=f"it cannot be used: {error.message}")
    if not errors:
        return Measurement(passed=True, evidence=f"{where} fits the schema")
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    evidence = f"{where} at {first.json_path}: {first.message}{more}"
    return Measurement(passed=False, evidence=evidence)


def look_at_number(check: NumberCheck, work: ReviewedWork) -> Measurement:
    where = f"{check.path or 'the answer'}{' at ' + check.pointer if check.pointer else ''}"
    try:
        value = _pointed(json_of(work, check.path), check.pointer)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        return Measurement(passed=False, evidence=f"{where}: no number found ({error})")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Measurement(passed=False, evidence=f"{where} is {value!r}, not a number")
    try:
        difference = abs(float(value) - check.expected)
    except OverflowError:
        difference = math.inf
    # Never the expected number: an agent would copy it instead of computing it.
    relation = "is within" if difference <= check.tolerance else "is not within"
    evidence = f"{where}: {str(value)[:30]} {relation} {check.tolerance:g} of what is expected"
    return Measurement(passed=difference <= check.tolerance, evidence=evidence)


def _pointed(data: Any, pointer: str) -> Any:
    """The value at a JSON pointer (RFC 6901)."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data
