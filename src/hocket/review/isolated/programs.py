"""Programs that a check starts: they run with the work, except the user's own tests."""

from __future__ import annotations

import io
from os import PathLike, fspath  # by name: a check may patch the modules
from subprocess import PIPE, STDOUT, TimeoutExpired
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from hocket.review.isolated.judge import Judge


class Runs(Protocol):
    """Runs programs of the user's here, and all others with the work."""

    judge: Judge

    def judges(self, argv: list[str]) -> bool: ...
    def run_here(self, argv: list[str], data: bytes) -> tuple[int, bytes, bytes]: ...


def program_class(guard: Runs) -> type:
    """The class that takes the place of ``subprocess.Popen``: the program runs with the work."""

    class Program:
        def __init__(self, args: Any, bufsize: int = -1, **options: Any) -> None:
            del bufsize
            self.args = args
            self._options = options
            self.pid = 0
            self.returncode: int | None = None
            text = ("text", "universal_newlines", "encoding", "errors")
            self._text = any(options.get(name) for name in text)
            self._timeout: float | None = None
            self._results: tuple[Any, Any] | None = None
            self._streams: dict[str, Any] = {}
            piped = options.get("stdin") == PIPE
            self.stdin = _Input(text=self._text) if piped else None
            if options.get("shell") and not isinstance(args, str):
                self.args = " ".join(map(str, args))

        def communicate(self, data: Any = None, timeout: float | None = None) -> tuple[Any, Any]:
            if self._results is None:
                self._results = self._run(data, timeout)
            return self._results

        def _run(self, data: Any, timeout: float | None) -> tuple[Any, Any]:
            options = self._options
            if self.stdin is not None:
                data = data if data is not None else self.stdin.written()
            elif data is None and hasattr(options.get("stdin"), "read"):
                data = options["stdin"].read()
            if isinstance(data, str):
                data = data.encode()
            argv = self.args
            if not options.get("shell"):
                argv = [argv] if isinstance(argv, str | PathLike) else list(argv)
                argv = [fspath(word) for word in argv]
                if guard.judges(argv):
                    self.returncode, out, err = guard.run_here(argv, data or b"")
                    return self._given("stdout", out), self._given("stderr", err)
            cwd, environment = options.get("cwd"), options.get("env")
            mixed = options.get("stderr") == STDOUT
            folder = None if cwd is None else fspath(cwd)
            values = None if environment is None else dict(environment)
            code, out, err, late = guard.judge.ask(
                "run", argv, data, folder, values, timeout, mixed
            )
            guard.judge.calls.ran(argv, "its time" if late else code, bytes(out), bytes(err))
            if late:
                raise TimeoutExpired(self.args, timeout or 0, out, err)
            self.returncode = int(code)
            return self._given("stdout", out), self._given("stderr", err)

        def _given(self, name: str, data: Any) -> Any:
            target = self._options.get(name)
            content = bytes(data).decode(errors="replace") if self._text else bytes(data)
            if target == PIPE:
                return content
            if target is not None and hasattr(target, "write"):
                target.write(
                    bytes(data) if "b" in getattr(target, "mode", "") else bytes(data).decode()
                )
            return None

        def wait(self, timeout: float | None = None) -> int | None:
            self.communicate(timeout=timeout)
            return self.returncode

        def poll(self) -> int | None:
            return self.wait()

        def __getattr__(self, name: str) -> Any:
            if name not in ("stdout", "stderr"):
                raise AttributeError(name)
            content = self.communicate()[name == "stderr"]
            if content is None:
                return None
            if name not in self._streams:
                kind: Any = io.StringIO if self._text else io.BytesIO
                self._streams[name] = kind(content)
            return self._streams[name]

        def kill(self) -> None:
            """There is nothing to stop: it runs to its end or its time limit."""

        terminate = kill

        def send_signal(self, number: int) -> None:
            del number

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            self.wait()

    return Program


class _Input:
    """What a check writes to a program before the program runs."""

    def __init__(self, *, text: bool) -> None:
        self._parts: list[Any] = []
        self._text = text

    def write(self, data: Any) -> int:
        self._parts.append(data)
        return len(data)

    def written(self) -> Any:
        return ("" if self._text else b"").join(self._parts)

    def flush(self) -> None:
        """Everything is kept until the program runs."""

    close = flush
