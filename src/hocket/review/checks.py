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
import math
import re
import secrets
import shutil
import tomllib
from dataclasses import replace
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
from hocket.core.schema import validator_of
from hocket.errors import InvalidInputError, SandboxUnavailableError
from hocket.ports.folder import lay_out
from hocket.ports.sandbox import SandboxLimits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox, SandboxResult

SCRIPT, CODE = "_check.py", "_check_code.py"
HARNESS = """\
import os, runpy, sys
sys.path.append(os.getcwd())
ended = 0
try:
    runpy.run_path({code!r}, run_name="__main__")
except SystemExit as error:
    place = error.__traceback__
    while place.tb_next:
        place = place.tb_next
    if os.path.basename(place.tb_frame.f_code.co_filename) not in ({code!r}, "_sitebuiltins.py"):
        print("it was ended from within the work", file=sys.stderr, flush=True)
        os._exit(1)
    ended = error.code if isinstance(error.code, int) else int(error.code is not None)
    if isinstance(error.code, str):
        print(error.code, file=sys.stderr)
print()
print({end!r}, flush=True)
sys.stderr.flush()
os._exit(ended)
"""
REGEX_S = 2.0
EVIDENCE_CHARS = 600
FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?```", re.DOTALL)
COUNTED = re.compile(r"(\d+)\s+(?:of|out of|/)\s+(\d+)|(\d+) passed", re.IGNORECASE)


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
        says=check.says,
        kind=check.kind,
        passed=passed,
        evidence=evidence[:EVIDENCE_CHARS],
        proves=check.proves,
    )


def _file(check: FileCheck, content: bytes) -> CheckResult:
    if len(content) < check.min_bytes:
        evidence = f"{check.path} has {len(content)} bytes, fewer than {check.min_bytes}"
        return _found(check, passed=False, evidence=evidence)
    try:
        _parse(check.parses, content)
    except (ValueError, SyntaxError, RecursionError, csv.Error) as error:
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
    try:
        count = _matches(check.pattern, text)
    except (ValueError, TimeoutError) as error:
        return _found(check, passed=None, evidence=str(error))
    most = check.max_count
    passed = count >= check.min_count and (most is None or count <= most)
    if most == 0:
        passed = count == 0
    wanted = f"at most {most}" if most is not None else f"{check.min_count} needed"
    where = check.path or "the answer"
    # With words of his own for it the user may mean the pattern to stay hidden from the agents.
    what = "it was" if check.says else f"/{check.pattern}/"
    evidence = f"{what} found {count} times in {where}, {wanted}"
    return _found(check, passed=passed, evidence=evidence)


def _matches(pattern: str, text: str) -> int:
    """How often a pattern is found.

    Raises:
        ValueError: It is no regular expression.
        TimeoutError: Searching takes too long: patterns can be made to never end.
    """
    import regex  # noqa: PLC0415 - costs at import; `re` cannot be stopped

    try:
        return sum(1 for _ in regex.finditer(pattern, text, regex.MULTILINE, timeout=REGEX_S))
    except regex.error as error:
        message = f"the pattern /{pattern}/ is no regular expression: {error}"
        raise ValueError(message) from error
    except TimeoutError as error:
        message = f"searching for /{pattern}/ took over {REGEX_S:g} s and was stopped"
        raise TimeoutError(message) from error


def _count(check: CountCheck, content: bytes) -> CheckResult:
    text = content.decode(errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    total = ""
    if check.of == "words":
        count = len(text.split())
    elif check.of == "rows":
        count = max(0, sum(1 for row in csv.reader(io.StringIO(text)) if row) - 1)
    elif check.of == "matching_lines":
        try:
            count = sum(1 for line in lines if _matches(check.pattern or "", line))
        except (ValueError, TimeoutError) as error:
            return _found(check, passed=None, evidence=str(error))
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


def json_of(content: bytes) -> Any:
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
    where = check.path or "the answer"
    try:
        data = json_of(content)
    except (ValueError, RecursionError) as error:
        return _found(check, passed=False, evidence=f"{where} is not JSON: {error}")
    try:
        validator = validator_of(check.json_schema)
        errors = sorted(validator.iter_errors(data), key=lambda e: list(map(str, e.path)))
    except InvalidInputError as error:
        return _found(check, passed=None, evidence=f"it cannot be used: {error.message}")
    if not errors:
        return _found(check, passed=True, evidence=f"{where} fits the schema")
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    evidence = f"{where} at {first.json_path}: {first.message}{more}"
    return _found(check, passed=False, evidence=evidence)


def _number(check: NumberCheck, content: bytes) -> CheckResult:
    where = f"{check.path or 'the answer'}{' at ' + check.pointer if check.pointer else ''}"
    try:
        value = _pointed(json_of(content), check.pointer)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        return _found(check, passed=False, evidence=f"{where}: no number found ({error})")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _found(check, passed=False, evidence=f"{where} is {value!r}, not a number")
    try:
        difference = abs(float(value) - check.expected)
    except OverflowError:
        difference = math.inf
    # Never the expected number: who is told it would write it down instead of finding it.
    near = "is within" if difference <= check.tolerance else "is not within"
    evidence = f"{where}: {str(value)[:30]} {near} {check.tolerance:g} of what is expected"
    return _found(check, passed=difference <= check.tolerance, evidence=evidence)


def _pointed(data: Any, pointer: str) -> Any:
    """The value at a JSON pointer (RFC 6901)."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


async def _run(
    check: RunCheck, files: Mapping[str, bytes], answer: str, sandbox: Sandbox, folder: Path
) -> tuple[SandboxResult, bool]:
    """How the check's code ended, and whether it came to its own end.

    What the work left stands behind the standard library on the path, so it cannot take its place,
    and code that ends the process on the way does not reach the last line.
    """
    end = secrets.token_hex(8)
    contents = {**files, "answer.txt": answer.encode()}
    code = check.code.encode() if check.code is not None else files[check.path or ""]
    contents[CODE] = code
    contents[SCRIPT] = HARNESS.format(code=CODE, end=end).encode()
    await asyncio.to_thread(_lay_out, folder, contents)
    limits = SandboxLimits(timeout_s=check.timeout_s, cpu_s=check.timeout_s)
    result = await sandbox.run_python(folder, ["-P", SCRIPT], limits)
    lines = result.stdout.rstrip().splitlines()
    whole = bool(lines) and lines[-1] == end
    stdout = "\n".join(lines[:-1] if whole else lines)
    return replace(result, stdout=stdout), whole


def _lay_out(folder: Path, contents: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lay_out(folder, contents)


def _run_result(check: RunCheck, ran: tuple[SandboxResult, bool]) -> CheckResult:
    result, whole = ran
    output = f"{result.stdout.strip()}\n{result.stderr.strip()}".strip()
    told = output[-EVIDENCE_CHARS + 60 :]
    if result.ended_by:
        evidence = f"stopped by its {result.ended_by} limit: {told}"
        return _found(check, passed=False, evidence=evidence)
    if not whole and not result.exit_code:
        evidence = f"the work ended the check before it was done: {told}"
        return _found(check, passed=False, evidence=evidence)
    if check.at_least is None or result.exit_code:
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
