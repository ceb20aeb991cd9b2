"""Checks that are code: the judge runs them in one sandbox, the work runs in another.

The judge loads no code of the work. Its modules are stand-ins there that ask the other sandbox, and
plain data comes back (``review/isolated``). So the work can neither end a check, nor change how it
compares, nor read what it expects.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import shutil
import socket
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from hocket.core.excerpt import tail
from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import SandboxLimits
from hocket.review import isolated
from hocket.review.isolated.counts import count_in, lines_with_count, without
from hocket.review.kinds import EVIDENCE_CHARS, Measurement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.check import RunCheck
    from hocket.ports.sandbox import Sandbox, SandboxResult
    from hocket.review.kinds import CheckEnvironment, ReviewedWork

ANSWER = "answer.txt"
TEST_NAME = re.compile(r"^(test_.*|.*_tests?|tests?)\.py$")
PARTS = (
    "values",
    "shared",
    "wire",
    "disk",
    "counts",
    "folders",
    "likeness",
    "standins",
    "awaiting",
    "operations",
    "echoes",
    "replaced",
    "worker",
    "surroundings",
    "calls",
    "judge",
    "programs",
    "hints",
    "modules",
    "guard",
    "suites",
    "unrun",
    "trial",
)
BOOT = """\
import json, sys, types
part = json.load(sys.stdin)
for name, source in part.pop("sources"):
    module = sys.modules[name] = types.ModuleType(name)
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, module)
    exec(compile(source, f"<{name}>", "exec"), vars(module))
sys.modules["hocket.review.isolated.trial"].begin(part)
"""
OWN_TESTS = """\
import json, os, runpy, sys, traceback
part = json.load(sys.stdin)
path = os.path.abspath(part["path"])
sys.path.insert(0, os.path.dirname(path))
sys.argv, code = [path], 0
try:
    runpy.run_path(path, run_name="__main__")
except SystemExit as error:
    last = traceback.extract_tb(error.__traceback__)[-1].filename
    if last != path and last.startswith(os.getcwd() + os.sep):
        print("the work ended its tests with sys.exit", file=sys.stderr)
        raise SystemExit(1)
    if isinstance(error.code, str):
        print(error.code, file=sys.stderr)
    code = error.code if isinstance(error.code, int) else int(error.code is not None)
sys.stdout.flush()
print("\\n" + part["end"])
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a check ran: whether its code came to its end, or needs what a judge cannot do."""

    result: SandboxResult
    complete: bool
    unsupported: bool = False
    work: SandboxResult | None = None
    told: str | None = None
    """What the author of the work may read of it; None for all that was printed."""
    claims: frozenset[str] = frozenset()
    """Lines of the work with a count, which is not that of the check."""


async def run_code(
    check: RunCheck, work: ReviewedWork, environment: CheckEnvironment
) -> Measurement:
    """The result of a check's code, run in folders of its own that are removed afterwards."""
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
) -> Ran:
    contents = {**work.files}
    if ANSWER not in work.named:
        # A file of this name that nobody asked for must not pass for the answer.
        contents[ANSWER] = work.answer.encode()
    await asyncio.to_thread(shutil.rmtree, environment.folder, ignore_errors=True)
    limits = SandboxLimits(timeout_s=check.timeout_s, cpu_s=check.timeout_s)
    if check.code is None and check.path not in work.given:
        folder = environment.folder / "work"
        await asyncio.to_thread(environment.lay_out, folder, contents)
        if not TEST_NAME.match(PurePosixPath(check.path or "").name):
            return Ran(await sandbox.run_python(folder, [str(check.path)], limits), complete=True)
        return await _own_tests(str(check.path), folder, sandbox, limits)
    return await _Trial(sandbox, environment, contents, limits).run(check, work)


async def _own_tests(path: str, folder: Path, sandbox: Sandbox, limits: SandboxLimits) -> Ran:
    """Run tests that the work wrote: with the work, and to their own end, not that of its code."""
    end = secrets.token_hex(16)
    data = json.dumps({"path": path, "end": end})
    result = await sandbox.run_python(folder, ["-c", OWN_TESTS], limits, stdin=data)
    lines = result.stdout.rstrip().splitlines()
    complete = bool(lines) and lines[-1] == end
    stdout = "\n".join(lines[:-1] if complete else lines)
    return Ran(replace(result, stdout=stdout), complete=complete)


class _Trial:
    """One run of a check: the judge, and the work from when the judge first asks for it."""

    def __init__(
        self,
        sandbox: Sandbox,
        environment: CheckEnvironment,
        contents: Mapping[str, bytes],
        limits: SandboxLimits,
    ) -> None:
        self._sandbox = sandbox
        self._environment = environment
        self._contents = contents
        self._limits = limits
        self._work: SandboxResult | None = None

    async def run(self, check: RunCheck, work: ReviewedWork) -> Ran:
        end = secrets.token_hex(16)
        if check.code is None:
            assert check.path is not None  # noqa: S101 - a check without code has a path
            code, name = work.content(check.path).decode(errors="replace"), check.path
        else:
            code, name = check.code, "check.py"
        part = {
            "part": "judge",
            "code": code,
            "name": name,
            "end": end,
            "is_hidden": check.code is not None,
            "given": sorted(work.given),
            "answer": work.answer,
            "is_counted": check.at_least is not None,
        }
        ours, theirs = socket.socketpair()
        with ours, theirs:
            async with asyncio.TaskGroup() as group:
                waiting = group.create_task(self._work_when_asked(theirs))
                result = await self._begin("judge", part, ours)
                waiting.cancel()
        lines = result.stdout.rstrip().splitlines()
        last = lines[-1] if lines else ""
        stdout = "\n".join(lines[:-1] if last in (end, f"{end}?") else lines)
        told = re.findall(rf"^{end}<\n(.*?)\n{end}>$", result.stderr, re.DOTALL | re.MULTILINE)
        return Ran(
            replace(result, stdout=stdout),
            complete=last == end,
            unsupported=last == f"{end}?",
            work=self._work,
            told="\n".join(told) if part["is_hidden"] else None,
            claims=frozenset(self._claims(work) | _claimed(result.stderr, end))
            if check.at_least is not None
            else frozenset(),
        )

    def _claims(self, work: ReviewedWork) -> set[str]:
        texts = [c.decode(errors="replace") for n, c in work.files.items() if n not in work.given]
        return {line for text in [*texts, work.answer] for line in lines_with_count(text)}

    async def _work_when_asked(self, channel: socket.socket) -> None:
        """Start the work when the judge asks it something: many checks only read its files."""
        await _readable(channel)
        try:
            self._work = await self._begin("work", {"part": "work"}, channel)
        finally:
            channel.close()  # so that the judge sees that the work has ended

    async def _begin(
        self, name: str, part: Mapping[str, Any], channel: socket.socket
    ) -> SandboxResult:
        folder = self._environment.folder / name
        await asyncio.to_thread(self._environment.lay_out, folder, self._contents)
        number = channel.fileno()
        texts = await asyncio.to_thread(sources)
        data = json.dumps({**part, "channel": number, "sources": texts})
        return await self._sandbox.run_python(
            folder, ["-I", "-c", BOOT], self._limits, stdin=data, channel=number
        )


def _claimed(stderr: str, end: str) -> set[str]:
    """The lines with a count that the judge heard from the work."""
    found = re.search(rf"^{end}=(.*)$", stderr, re.MULTILINE)
    return set(json.loads(found[1])) if found else set()


async def _readable(channel: socket.socket) -> None:
    """Wait until there is something to read."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(channel, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(channel)


@cache
def sources() -> list[tuple[str, str]]:
    """The code of both processes, by module, in the order in which they need it."""
    name = isolated.__name__
    parents = [".".join(name.split(".")[:n]) for n in range(1, name.count(".") + 2)]
    folder = Path(isolated.__file__).parent
    texts = [(f"{name}.{p}", (folder / f"{p}.py").read_text(encoding="utf-8")) for p in PARTS]
    return [(parent, "") for parent in parents] + texts


def _result_of(check: RunCheck, ran: Ran) -> Measurement:
    result = ran.result
    printed = f"{result.stdout.strip()}\n{result.stderr.strip()}".strip()
    output = printed if ran.told is None else ran.told.strip()
    if ran.work is not None and ran.work.ended_by:
        output += f"\nthe work was stopped by its {ran.work.ended_by} limit"
    ending = tail(output, EVIDENCE_CHARS - 120)
    if result.ended_by:
        evidence = f"stopped by its {result.ended_by} limit: {ending}".rstrip(": ")
        return Measurement(passed=False, evidence=evidence)
    if ran.unsupported:
        reason = result.stdout.strip().rpartition("\n")[2]
        return Measurement(passed=None, evidence=f"it cannot run: {reason}")
    if not ran.complete and not result.exit_code:
        evidence = f"it ended before it was done: {ending}".rstrip(": ")
        return Measurement(passed=False, evidence=evidence)
    if check.at_least is None or result.exit_code:
        evidence = (
            f"exit code {result.exit_code}: {ending}" if ending else f"exit {result.exit_code}"
        )
        return Measurement(passed=result.exit_code == 0, evidence=evidence)
    count = count_in(without(result.stdout, ran.claims))
    if count is None:
        count = count_in(without(result.stderr, ran.claims))
    if count is None:
        evidence = f"it printed no count: {ending}".rstrip(": ")
        return Measurement(passed=False, evidence=evidence)
    evidence = f"{count} counted, {check.at_least} needed: {ending}".rstrip(": ")
    return Measurement(passed=count >= check.at_least, evidence=evidence)
