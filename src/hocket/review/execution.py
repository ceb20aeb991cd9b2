"""Checks that are code: they run in the sandbox with the files of the work, which cannot fake them.

The files come after the standard library on the import path, so they cannot replace it. Work that
ends the process early never prints the random last line that proves a complete run.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.excerpt import tail
from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import SandboxLimits
from hocket.review.kinds import EVIDENCE_CHARS, Measurement

if TYPE_CHECKING:
    from hocket.core.check import RunCheck
    from hocket.ports.sandbox import Sandbox, SandboxResult
    from hocket.review.kinds import CheckEnvironment, ReviewedWork

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


async def run_code(
    check: RunCheck, work: ReviewedWork, environment: CheckEnvironment
) -> Measurement:
    """The result of a check's code, run in a folder of its own that is removed afterwards."""
    if environment.sandbox is None:
        return Measurement(passed=None, evidence="there is no sandbox to run it in")
    if check.code is None and (check.path is None or check.path not in work.files):
        return Measurement(passed=False, evidence=f"{check.path} is not there to be run")
    try:
        return _result_of(check, await _run(check, work, environment.sandbox, environment))
    except SandboxUnavailableError as error:
        return Measurement(passed=None, evidence=error.message)
    finally:
        await asyncio.to_thread(shutil.rmtree, environment.folder, ignore_errors=True)


async def _run(
    check: RunCheck, work: ReviewedWork, sandbox: Sandbox, environment: CheckEnvironment
) -> tuple[SandboxResult, bool]:
    """The sandbox's result, and whether the check's code ran to its end."""
    end = secrets.token_hex(8)
    contents = {**work.files, "answer.txt": work.content(None)}
    contents[CODE] = work.content(check.path) if check.code is None else check.code.encode()
    contents[SCRIPT] = HARNESS.format(code=CODE, end=end).encode()
    await asyncio.to_thread(shutil.rmtree, environment.folder, ignore_errors=True)
    await asyncio.to_thread(environment.lay_out, environment.folder, contents)
    limits = SandboxLimits(timeout_s=check.timeout_s, cpu_s=check.timeout_s)
    result = await sandbox.run_python(environment.folder, ["-P", SCRIPT], limits)
    lines = result.stdout.rstrip().splitlines()
    complete = bool(lines) and lines[-1] == end
    stdout = "\n".join(lines[:-1] if complete else lines)
    return replace(result, stdout=stdout), complete


def _result_of(check: RunCheck, ran: tuple[SandboxResult, bool]) -> Measurement:
    result, complete = ran
    output = f"{result.stdout.strip()}\n{result.stderr.strip()}".strip()
    ending = tail(output, EVIDENCE_CHARS - 120)
    if result.ended_by:
        evidence = f"stopped by its {result.ended_by} limit: {ending}"
        return Measurement(passed=False, evidence=evidence)
    if not complete and not result.exit_code:
        evidence = f"the work ended the check before it was done: {ending}"
        return Measurement(passed=False, evidence=evidence)
    if check.at_least is None or result.exit_code:
        evidence = (
            f"exit code {result.exit_code}: {ending}" if ending else f"exit {result.exit_code}"
        )
        return Measurement(passed=result.exit_code == 0, evidence=evidence)
    counts = [int(a or b) for a, _, b in COUNTED.findall(output)]
    if not counts:
        evidence = f"it printed no count: {ending}"
        return Measurement(passed=False, evidence=evidence)
    evidence = f"{counts[-1]} counted, {check.at_least} needed: {ending}"
    return Measurement(passed=counts[-1] >= check.at_least, evidence=evidence)
