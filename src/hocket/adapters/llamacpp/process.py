"""The child process of one LLM: its start, calls to it, and its end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import secrets
import sys
import time
from collections import deque
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.http.host import HttpHost
from hocket.errors import MissingExtraError, OrchestrationError, UnavailableError

if TYPE_CHECKING:
    from hocket.adapters.http.refusal import HttpRefusal
    from hocket.core.egress import EgressGate

START_S = 180.0
END_S = 3.0
CHILD = Path(__file__).with_name("child.py")
GONE_S = 0.5
RUNTIME = "xllamacpp"
LOG_LINES = 40


def check_runtime() -> None:
    """Return if the child process can be started.

    Raises:
        MissingExtraError: The runtime is not installed.
    """
    if find_spec(RUNTIME) is None:
        raise MissingExtraError.of(RUNTIME, f"pip install {RUNTIME}")


class LlamaProcess:
    """A running child process; create one with ``start``.

    Attributes:
        host: The HTTP client for it.
        context_tokens: Context window of each slot.
        users: Number of calls that use it now.
        load_s: How long it took to start and to load the file.
    """

    def __init__(
        self, process: asyncio.subprocess.Process, log: deque[str], context_tokens: int
    ) -> None:
        self.host: HttpHost
        self.context_tokens = context_tokens
        self.users = 0
        self.load_s = 0.0
        self._process = process
        self._log = log
        self._drain: asyncio.Task[None]

    @classmethod
    async def start(
        cls, path: Path, *, gate: EgressGate, context_tokens: int, parallel: int
    ) -> LlamaProcess:
        """Load a GGUF file and return once the process is ready for calls.

        Raises:
            UnavailableError: The file could not be loaded; the message ends with the log.
        """
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            # -P and a path of its own: a module in the current folder must never be imported.
            *(sys.executable, "-P", str(CHILD)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        log: deque[str] = deque(maxlen=LOG_LINES)
        self = cls(process, log, context_tokens)
        assert process.stderr is not None  # noqa: S101 - piped above
        loop = asyncio.get_running_loop()
        # The log must be read for as long as the child lives, longer than any task group here.
        self._drain = loop.create_task(_keep(process.stderr, log))
        key = secrets.token_urlsafe(24)
        settings = {
            "path": str(path),
            "context_tokens": context_tokens,
            "parallel": parallel,
            "key": key,
        }
        try:
            url = await self._begin(settings, path)
        except BaseException:
            await self.end()
            raise
        self.host = HttpHost(
            url,
            gate=gate,
            name=f"the embedded {path.stem}",
            way_out="the next call starts it again",
            refusal=_refusal,
            secret=key,
            connections=parallel + 4,
        )
        self.load_s = time.monotonic() - began
        return self

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    def memory_bytes(self) -> int:
        """What it holds in memory now, with the weights that it has mapped; 0 where not known."""
        try:
            text = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        except (OSError, ValueError):
            return 0  # it has ended, or this system has no such file
        resident = re.search(r"^VmRSS:\s+(\d+) kB$", text, re.MULTILINE)
        return int(resident[1]) * 1024 if resident else 0

    async def has_ended(self) -> bool:
        """Whether the process has exited; waits a moment, as a broken connection may come first."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GONE_S):
                await self._process.wait()
        return not self.is_alive

    def log(self) -> str:
        """The last lines of its log."""
        return "\n".join(self._log)

    async def end(self) -> None:
        """Ask the process to exit; kill it if it does not."""
        if hasattr(self, "host"):
            await self.host.close()
        if self._process.returncode is None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(END_S):
                    await self._process.wait()
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await self._drain

    async def _begin(self, settings: dict[str, object], path: Path) -> str:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None  # noqa: S101 - piped above
        assert stdout is not None  # noqa: S101 - piped above
        try:
            async with asyncio.timeout(START_S):
                stdin.write(json.dumps(settings).encode() + b"\n")
                await stdin.drain()
                line = await stdout.readline()
        except (TimeoutError, ConnectionError) as error:
            message = f"{path} could not be loaded: {self.log() or type(error).__name__}"
            raise UnavailableError(message, path=str(path)) from error
        if not line:
            await self._process.wait()
            await asyncio.sleep(0)
            message = (
                f"{path} could not be loaded (exit code {self._process.returncode}); check that it "
                f"is a complete GGUF file and fits in memory. The log:\n{self.log()}"
            )
            raise UnavailableError(message, path=str(path))
        url: str = json.loads(line)["url"]
        return url


async def _keep(pipe: asyncio.StreamReader, log: deque[str]) -> None:
    while line := await pipe.readline():
        log.append(line.decode(errors="replace").rstrip())


def _refusal(refusal: HttpRefusal) -> OrchestrationError:
    return refusal.to_error("the embedded LLM")
