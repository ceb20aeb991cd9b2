"""Running acceptance checks: what was measured, in words, and whether that is enough.

A check that cannot be run, because it is broken or needs what is not here, has found nothing: its
``passed`` is None, which never counts as a pass.
"""

from __future__ import annotations

import ast
import asyncio
import csv
import io
import json
import re
import shutil
import tomllib
from typing import TYPE_CHECKING, Any

from hocket.core.check import (
    Check,
    CheckResult,
    CountCheck,
    FileCheck,
    NumberCheck,
    RegexCheck,
    RunCheck,
    SchemaCheck,
)
from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import SandboxLimits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox, SandboxResult

SCRIPT = "_check.py"
REGEX_CHARS = 200_000
EVIDENCE_CHARS = 600
FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?```", re.DOTALL)
COUNTED = re.compile(r"(\d+)\s+(?:of|out of|/)\s+(\d+)|(\d+) passed", re.IGNORECASE)
NESTED_REPEAT = re.compile(r"\([^()]*[+*][^()]*\)[+*{]")


def run_pure(check: Check, files: Mapping[str, bytes], answer: str) -> CheckResult | None:
    """What a check finds in files and an answer; None if it must run code."""
    if isinstance(check, RunCheck):
        return None
    path = check.path
    if path is not None and path not in files:
        return _found(check, passed=False, evidence=f"{path} is not there")
    content = answer.encode() if path is None else files[path]
    run: Any = _RUNS[type(check)]
    result: CheckResult = run(check, content)
    return result


async def run_check(
    check: Check,
    files: Mapping[str, bytes],
    answer: str,
    sandbox: Sandbox | None,
    folder: Path,
) -> CheckResult:
    """What a check finds, code run where it asks for it.

    Args:
        check: Any.
        files: Name to content: what the work left, and what it was given.
        answer: The work's text.
        sandbox: Without one, code is not run.
        folder: Made, used and removed again.
    """
    result = run_pure(check, files, answer)
    if result is not None:
        return result
    assert isinstance(check, RunCheck)  # noqa: S101 - the only kind that is not pure
    if sandbox is None:
        return _found(check, passed=None, evidence="there is no sandbox to run it in")
    if check.code is None and (check.path is None or check.path not in files):
        return _found(check, passed=False, evidence=f"{check.path} is not there to be run")
    try:
        return _run_result(check, await _run(check, files, answer, sandbox, folder))
    except SandboxUnavailableError as error:
        return _found(check, passed=None, evidence=error.message)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _found(check: Check, *, passed: bool | None, evidence: str) -> CheckResult:
    return CheckResult(
        says=check.says, kind=check.kind, passed=passed, evidence=evidence[:EVIDENCE_CHARS]
    )


def _file(check: FileCheck, content: bytes) -> CheckResult:
    if len(content) < check.min_bytes:
        evidence = f"{check.path} has {len(content)} bytes, fewer than {check.min_bytes}"
        return _found(check, passed=False, evidence=evidence)
    try:
        _parse(check.parses, content)
    except (ValueError, SyntaxError, csv.Error) as error:
        evidence = f"{check.path} does not read as {check.parses}: {error}"
        return _found(check, passed=False, evidence=evidence)
    return _found(check, passed=True, evidence=f"{check.path}: {len(content)} bytes")


def _parse(form: str, content: bytes) -> None:
    if form == "any":
        return
    text = content.decode()
    if form == "json":
        json.loads(text)
    elif form == "python":
        ast.parse(text)
    elif form == "toml":
        tomllib.loads(text)
    elif form == "csv":
        widths = {len(row) for row in csv.reader(io.StringIO(text)) if row}
        if len(widths) > 1:
            message = f"its rows have {min(widths)} to {max(widths)} columns"
            raise ValueError(message)


def _regex(check: RegexCheck, content: bytes) -> CheckResult:
    text = content.decode(errors="replace")
    fault = _pattern_fault(check.pattern)
    if fault:
        return _found(check, passed=None, evidence=fault)
    cut = len(text) > REGEX_CHARS
    count = sum(1 for _ in re.finditer(check.pattern, text[:REGEX_CHARS], re.MULTILINE))
    most = check.max_count
    passed = count >= check.min_count and (most is None or count <= most)
    if most == 0:
        passed = count == 0
    wanted = f"at most {most}" if most is not None else f"{check.min_count} needed"
    where = check.path or "the answer"
    # With words of his own for it the user may mean the pattern to stay hidden from the agents.
    what = "it was" if check.says else f"/{check.pattern}/"
    evidence = f"{what} found {count} times in {where}, {wanted}"
    if cut and (most is not None or not passed):
        evidence = f"{evidence}; only its first {REGEX_CHARS} characters were searched"
        return _found(check, passed=None, evidence=evidence)
    return _found(check, passed=passed, evidence=evidence)


def _pattern_fault(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return f"the pattern /{pattern}/ is no regular expression: {error}"
    if NESTED_REPEAT.search(pattern):
        return f"the pattern /{pattern}/ repeats a repetition and might never end; it was not run"
    return ""


def _count(check: CountCheck, content: bytes) -> CheckResult:
    text = content.decode(errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    total = ""
    if check.of == "words":
        count = len(text.split())
    elif check.of == "rows":
        count = max(0, sum(1 for row in csv.reader(io.StringIO(text)) if row) - 1)
    elif check.of == "matching_lines":
        fault = _pattern_fault(check.pattern or "")
        if fault:
            return _found(check, passed=None, evidence=fault)
        count = sum(1 for line in lines if re.search(check.pattern or "", line[:REGEX_CHARS]))
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
    return _found(check, passed=passed, evidence=evidence)


def _json_of(content: bytes) -> Any:
    """The JSON of a file or an answer, which may stand in a fence.

    Raises:
        ValueError: There is none.
    """
    text = content.decode()
    try:
        return json.loads(text)
    except ValueError:
        for block in FENCED.findall(text):
            try:
                return json.loads(block)
            except ValueError:
                continue
        raise


def _schema(check: SchemaCheck, content: bytes) -> CheckResult:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs 0.2 s at import
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415 - as above

    where = check.path or "the answer"
    try:
        data = _json_of(content)
    except ValueError as error:
        return _found(check, passed=False, evidence=f"{where} is not JSON: {error}")
    try:
        Draft202012Validator.check_schema(check.json_schema)
    except SchemaError as error:
        return _found(check, passed=None, evidence=f"the schema is broken: {error.message}")
    errors = sorted(
        Draft202012Validator(check.json_schema).iter_errors(data), key=lambda e: list(e.path)
    )
    if not errors:
        return _found(check, passed=True, evidence=f"{where} fits the schema")
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    evidence = f"{where} at {first.json_path}: {first.message}{more}"
    return _found(check, passed=False, evidence=evidence)


def _number(check: NumberCheck, content: bytes) -> CheckResult:
    where = f"{check.path or 'the answer'}{' at ' + check.pointer if check.pointer else ''}"
    try:
        value = _pointed(_json_of(content), check.pointer)
    except (ValueError, LookupError, TypeError) as error:
        return _found(check, passed=False, evidence=f"{where}: no number found ({error})")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _found(check, passed=False, evidence=f"{where} is {value!r}, not a number")
    difference = abs(value - check.expected)
    # Never the expected number: who is told it would write it down instead of finding it.
    near = "is within" if difference <= check.tolerance else "is not within"
    evidence = f"{where}: {value:g} {near} {check.tolerance:g} of what is expected"
    return _found(check, passed=difference <= check.tolerance, evidence=evidence)


def _pointed(data: Any, pointer: str) -> Any:
    """The value at a JSON pointer (RFC 6901)."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


async def _run(
    check: RunCheck, files: Mapping[str, bytes], answer: str, sandbox: Sandbox, folder: Path
) -> SandboxResult:
    contents = {**files, "answer.txt": answer.encode()}
    script = check.path or SCRIPT
    if check.code is not None:
        script = SCRIPT
        contents[SCRIPT] = check.code.encode()
    await asyncio.to_thread(_lay_out, folder, contents)
    limits = SandboxLimits(timeout_s=check.timeout_s, cpu_s=check.timeout_s)
    return await sandbox.run_python(folder, [script], limits)


def _lay_out(folder: Path, contents: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _run_result(check: RunCheck, result: SandboxResult) -> CheckResult:
    output = f"{result.stdout.strip()}\n{result.stderr.strip()}".strip()
    told = output[-EVIDENCE_CHARS + 60 :]
    if result.ended_by:
        evidence = f"stopped by its {result.ended_by} limit: {told}"
        return _found(check, passed=False, evidence=evidence)
    if check.at_least is None:
        evidence = f"exit code {result.exit_code}: {told}" if told else f"exit {result.exit_code}"
        return _found(check, passed=result.exit_code == 0, evidence=evidence)
    counts = [int(a or b) for a, _, b in COUNTED.findall(output)]
    if not counts:
        evidence = f"it told no count: {told}"
        return _found(check, passed=False, evidence=evidence)
    evidence = f"{counts[-1]} counted, {check.at_least} needed: {told}"
    return _found(check, passed=counts[-1] >= check.at_least, evidence=evidence)


_RUNS = {
    FileCheck: _file,
    RegexCheck: _regex,
    CountCheck: _count,
    SchemaCheck: _schema,
    NumberCheck: _number,
}
