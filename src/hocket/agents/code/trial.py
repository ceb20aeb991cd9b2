"""What runs in the sandbox: a file with code, on tests and on inputs, each in a module of its own.

It uses the standard library only and is sent as text, followed by a call of ``main``.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import itertools
import json
import re
import signal
import sys
import traceback
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CPU_S, REAL_S = 0.3, 8.0
"""Limits of one call, of its own time and of anybody's; an idle wait only ends by the second."""
MAX_LATE = 4
"""After so many calls that do not end, the others are not made."""
MAX_ITEMS = 50
MAX_CHARS = 5900
"""Of what is printed, so much is kept."""
EXACT = 1e15
"""Below this a float that is whole is written as an integer."""
SEEN_CHARS = 40
FAULT_CHARS = 160
MAX_FAULTS = 5
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Late(BaseException):
    """A call took too long."""


def late(*_: object) -> None:
    """Raise ``Late``: a handler of signals."""
    raise Late("it does not end")


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Ends what takes too long; it prints nothing."""
    # Again and again, since a bare ``except`` may catch the first.
    signal.setitimer(signal.ITIMER_PROF, CPU_S, CPU_S)
    signal.setitimer(signal.ITIMER_REAL, REAL_S, REAL_S)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _raises(error: type[BaseException], call: Callable[..., Any], *arguments: Any) -> bool:
    """Whether a call raises this error."""
    try:
        call(*arguments)
    except error:
        return True
    return False


def canonical(value: Any) -> str:
    """A text that is the same for values that are equal, whatever their order of hashing."""
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    if type(value) is float:
        return f"{value:.10g}"
    if type(value) in (list, tuple):
        inside = ", ".join(map(canonical, value))
        return f"[{inside}]" if type(value) is list else f"({inside})"
    if type(value) in (set, frozenset):
        return "{" + ", ".join(sorted(map(canonical, value))) + "}"
    if isinstance(value, dict):
        pairs = sorted(f"{canonical(key)}: {canonical(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if hasattr(value, "__next__"):
        return f"items of {canonical(list(itertools.islice(value, MAX_ITEMS)))}"
    return ADDRESS.sub("", repr(value))


def short(text: str, length: int = SEEN_CHARS) -> str:
    """A text, or its beginning and a digest of all of it."""
    if len(text) <= length:
        return text
    return f"{text[: length - 10]}…{hashlib.sha256(text.encode()).hexdigest()[:8]}"


class Trial:
    """Runs a file; what it raises is noted with the line."""

    def __init__(self, path: str, arguments: list[str]) -> None:
        self.path = path
        self.arguments = arguments
        self.late = 0
        self.faults: list[list[str]] = []
        self.lines: set[int] = set()
        with open(path, encoding="utf-8") as file:
            self.source = file.read()

    def module(self, name: str = "trial") -> dict[str, Any]:
        """The names of the file, run anew as a module."""
        module = types.ModuleType(name)
        module.__file__ = self.path
        sys.modules[name] = module
        # Without the annotations of this module, which are not evaluated.
        own = compile(self.source, self.path, "exec", dont_inherit=True)
        exec(own, module.__dict__)
        return module.__dict__

    def loads(self) -> str:
        """Why the file cannot be imported; empty if it can."""
        try:
            with limited():
                self.module()
        except BaseException as error:
            return self.reason(error)
        return ""

    def reason(self, error: BaseException) -> str:
        """An exception in words, with the line of the file."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == self.path]
        name = "Timeout" if isinstance(error, Late) else type(error).__name__
        says = f"{name}: {error}" if str(error) else name
        if isinstance(error, SyntaxError):
            return short(f"{says}: {(error.text or '').strip()}", FAULT_CHARS)
        where = f" in line {frames[-1].lineno}: {frames[-1].line}" if frames else ""
        return short(f"{says}{where}", FAULT_CHARS)

    def attempt(self, act: Callable[[], str], what: str) -> tuple[str, str]:
        """(what it gives, "") or (the name of what it raises, "E"); "L" if it does not end."""
        if self.late >= MAX_LATE:
            return "", "S"
        try:
            with limited():
                return act(), ""
        except Late as error:
            self.late += 1
            seen, mark, fault = "Timeout", "L", self.reason(error)
        except BaseException as error:
            seen, mark, fault = type(error).__name__, "E", self.reason(error)
        self.note(what, fault)
        return seen, mark

    def test(self, before: str, asked: str, test: str) -> list[Any]:
        """[what it gives, whether it passes]."""

        def act() -> str:
            scope = {"raises": _raises, **self.module()}
            exec(before, scope)
            return canonical(eval(asked, scope)) if asked else ""

        def passes() -> str:
            exec(test, {"raises": _raises, **self.module()})
            return ""

        seen, mark = self.attempt(act, asked or test)
        passed = not mark and not self.attempt(passes, test)[1]
        return [short(seen), passed]

    def probe(self, steps: list[str], shared: dict[str, Any] | None = None) -> list[str]:
        """[what its steps give, marks]; "M" if a call changes what it is given."""
        marks = ""

        def act() -> str:
            nonlocal marks
            names = dict(self.module() if shared is None else shared)
            seen = []
            for place, step in enumerate(steps):
                value, changes = self.step(step, names, is_one_of_many=place > 0)
                marks = "M" if changes and len(steps) == 1 else marks
                if value is not None:
                    seen.append(value)
            return "; ".join(seen)

        seen, mark = self.attempt(act, "; ".join(steps))
        return [short(seen), mark + marks]

    def step(
        self, step: str, names: dict[str, Any], *, is_one_of_many: bool
    ) -> tuple[str | None, bool]:
        """As ``_evaluate``; of calls on one object, one that raises does not end the others."""
        try:
            return _evaluate(step, names)
        except Exception as error:
            if not is_one_of_many:
                raise
            self.note(step, self.reason(error))
            return "raises", False

    def note(self, what: str, fault: str) -> None:
        """Keep a fault, if it is a new one."""
        is_new = all(fault != known for _, known in self.faults)
        if is_new and len(self.faults) < MAX_FAULTS:
            self.faults.append([short(what, FAULT_CHARS), fault])

    def repeated(self, probes: list[list[str]], first: list[list[str]]) -> None:
        """Make all calls twice in one module: one that gives something else gets the mark "U"."""
        known = len(self.faults)
        try:
            with limited():
                shared = self.module()
        except BaseException:
            return
        for steps, row in zip(probes, first, strict=True):
            if not row[1]:
                again = {self.probe(steps, shared)[0] for _ in range(2)}
                row[1] = "U" if again != {row[0]} else ""
        del self.faults[known:]

    def sample(self, given: str) -> list[Any]:
        """[what the script prints, marks] for a text on standard input."""
        out = io.StringIO()

        def act() -> str:
            sys.stdin, own = io.StringIO(given), sys.modules["__main__"]
            sys.argv = [self.path, *self.arguments]
            try:
                with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
                    self.module("__main__")
            finally:
                sys.modules["__main__"] = own
            return out.getvalue()

        seen, mark = self.attempt(act, f"with {given!r} on standard input it")
        return [short(seen.rstrip(), 4 * SEEN_CHARS), mark]

    def notices(self, mutant: str, task: dict[str, Any], result: dict[str, Any]) -> bool:
        """Whether the inputs tell the file from a program that differs in one place."""
        other = Trial(self.path, self.arguments)
        other.source = mutant
        probes = zip(task["probes"], result["probes"], strict=True)
        samples = zip(task["samples"], result["samples"], strict=True)
        return any(other.probe(steps) != row for steps, row in probes) or any(
            other.sample(given) != row for given, row in samples
        )

    def traced(self, frame: Any, event: str, _: object) -> Any:
        """Note each line of the file that runs."""
        if frame.f_code.co_filename != self.path:
            return None
        if event == "line":
            self.lines.add(frame.f_lineno)
        return self.traced


def _evaluate(step: str, names: dict[str, Any]) -> tuple[str | None, bool]:
    """What a step gives, None for a statement, and whether it changes its arguments."""
    node = ast.parse(step).body[0]
    if not isinstance(node, ast.Expr):
        exec(step, names)
        return None, False
    call = node.value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return canonical(eval(step, names)), False
    if any(isinstance(one, ast.Starred) for one in call.args):
        return canonical(eval(step, names)), False
    arguments = [eval(ast.unparse(one), names) for one in call.args]
    named = {one.arg: eval(ast.unparse(one.value), names) for one in call.keywords if one.arg}
    before = repr((arguments, named))
    seen = canonical(eval(call.func.id, names)(*arguments, **named))
    return seen, repr((arguments, named)) != before


def executable(source: str) -> set[int]:
    """The lines of functions in which something is done."""
    lines = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for one in ast.walk(node):
                is_docstring = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
                if isinstance(one, ast.stmt) and one is not node and not is_docstring:
                    lines.add(one.lineno)
    return lines


def _printed(result: dict[str, Any]) -> str:
    """The result as JSON that is kept whole; what calls gave is shortened where it is much."""
    for length in (SEEN_CHARS, 24, 12):
        probes = [[short(seen, length), marks] for seen, marks in result.get("probes", ())]
        text = json.dumps({**result, "probes": probes}, ensure_ascii=False)
        if len(text) <= MAX_CHARS:
            break
    return text


def main(task: dict[str, Any]) -> None:
    """Run what is asked for, and print what came of it as JSON.

    Args:
        task: ``path``, and lists of ``tests``, ``probes`` and ``samples``; ``arguments`` of the
            command line; ``traced`` to have the lines that ran; ``mutants``: programs from which
            the inputs should tell the file.
    """
    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGALRM, late)
    trial = Trial(task["path"], task["arguments"])
    result: dict[str, Any] = {"fault": "" if task["samples"] else trial.loads()}
    if task["traced"]:
        sys.settrace(trial.traced)
    if not result["fault"]:
        result["tests"] = [trial.test(*test) for test in task["tests"]]
        result["probes"] = [trial.probe(steps) for steps in task["probes"]]
        result["samples"] = [trial.sample(given) for given in task["samples"]]
        if not task["traced"]:
            trial.repeated(task["probes"], result["probes"])
    sys.settrace(None)
    if task["traced"]:
        wanted = executable(trial.source)
        result["covered"] = [len(wanted & trial.lines), len(wanted)]
    if not result["fault"]:
        noticed = [trial.notices(one, task, result) for one in task["mutants"]]
        result["noticed"] = [sum(noticed), len(noticed)]
    result["faults"] = trial.faults
    print(_printed(result))
