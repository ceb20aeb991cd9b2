"""Checks that are code: run in the sandbox beside the work, out of its reach.

What the work left stands behind the standard library on the path, so it cannot take its place; and
code that ends the process on the way does not reach the line that says it came to its own end.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.check import Check, CheckResult, RunCheck
from hocket.core.excerpt import tail
from hocket.errors import SandboxUnavailableError
from hocket.ports.folder import lay_out
from hocket.ports.sandbox import SandboxLimits
from hocket.review.checks import EVIDENCE_CHARS, found, run_pure

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
COUNTED = re.compile(r"(\d+)\s+(?:of|out of|/)\s+(\d+)|(\d+) passed", re.IGNORECASE)


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
        return found(check, passed=None, evidence="there is no sandbox to run it in")
    if check.code is None and (check.path is None or check.path not in files):
        return found(check, passed=False, evidence=f"{check.path} is not there to be run")
    try:
        return _result_of(check, await _run(check, files, answer, sandbox, folder))
    except SandboxUnavailableError as error:
        return found(check, passed=None, evidence=error.message)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def _result_of(check: RunCheck, ran: tuple[SandboxResult, bool]) -> CheckResult:
    result, whole = ran
    output = f"{result.stdout.strip()}\n{result.stderr.strip()}".strip()
    told = tail(output, EVIDENCE_CHARS - 120)
    if result.ended_by:
        evidence = f"stopped by its {result.ended_by} limit: {told}"
        return found(check, passed=False, evidence=evidence)
    if not whole and not result.exit_code:
        evidence = f"the work ended the check before it was done: {told}"
        return found(check, passed=False, evidence=evidence)
    if check.at_least is None or result.exit_code:
        evidence = f"exit code {result.exit_code}: {told}" if told else f"exit {result.exit_code}"
        return found(check, passed=result.exit_code == 0, evidence=evidence)
    counts = [int(a or b) for a, _, b in COUNTED.findall(output)]
    if not counts:
        evidence = f"it told no count: {told}"
        return found(check, passed=False, evidence=evidence)
    evidence = f"{counts[-1]} counted, {check.at_least} needed: {told}"
    return found(check, passed=counts[-1] >= check.at_least, evidence=evidence)
