"""What the judge can ask of the work."""

from __future__ import annotations

import sys
from importlib import import_module, invalidate_caches  # by name: a check may patch modules
from importlib.util import module_from_spec, spec_from_file_location
from inspect import ismodule, signature
from runpy import run_path
from subprocess import PIPE, STDOUT, TimeoutExpired, run
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.awaiting import Loop
from hocket.review.isolated.likeness import held
from hocket.review.isolated.values import PLAIN, is_standard

if TYPE_CHECKING:
    from collections.abc import Callable


class Operations:
    """One method for each operation, ``do_`` before its name.

    Args:
        tell: Tells the judge that the coroutine with a number is done.
    """

    def __init__(self, tell: Callable[[int], None]) -> None:
        self.loop = Loop(tell)

    def do_import(self, name: str, folders: list[str], fresh: bool) -> Any:  # noqa: FBT001
        """Import a module of the work, which lies in one of the folders."""
        for folder in reversed(folders):
            if folder not in sys.path:
                sys.path.append(folder)
        if fresh:
            for loaded in [m for m in sys.modules if m == name or m.startswith(name + ".")]:
                del sys.modules[loaded]
        invalidate_caches()
        return import_module(name)

    def do_load(self, name: str, path: str) -> Any:
        """Import a module of the work from a file."""
        spec = spec_from_file_location(name, path)
        assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - the judge's had them
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    def do_get(self, target: Any, name: str) -> Any:
        return getattr(target, name)

    def do_set(self, target: Any, name: str, value: Any) -> None:
        setattr(target, name, value)

    def do_delete(self, target: Any, name: str) -> None:
        delattr(target, name)

    def do_names(self, target: Any) -> list[str]:
        return [str(name) for name in dir(target)]

    def do_public(self, target: Any) -> list[str]:
        names = getattr(target, "__all__", None)
        if names is not None:
            return [str(name) for name in names]
        # A check that imports all keeps the standard modules that it has itself.
        return [
            name
            for name, value in vars(target).items()
            if not name.startswith("_") and not (ismodule(value) and is_standard(value.__name__))
        ]

    def do_call(self, target: Any, name: str, /, *args: Any, **kwargs: Any) -> Any:
        if name == "__call__":
            return target(*args, **kwargs)
        if isinstance(target, type):
            if name == "__getitem__":
                return target[args[0]]  # type: ignore[index]
            return getattr(type(target), name)(target, *args, **kwargs)
        return getattr(target, name)(*args, **kwargs)

    def do_equal(self, one: Any, other: Any) -> bool:
        """Whether two objects of the work are equal, and not equal to just anything."""
        if not one == other:  # noqa: SIM201 - what the check asked
            return False
        try:
            return not one == object.__new__(type(one))  # noqa: SIM201 - as above
        except Exception:
            return True

    def do_base(self, value: Any) -> Any:
        """The plain data within an object of a standard class, or one that extends it."""
        return held(value)

    def do_class(self, cls: type) -> list[Any]:
        """[name, module, document, bases, dunder methods, plain base, is an exception]."""
        methods = {n for c in cls.__mro__ if c is not object for n in vars(c) if n.startswith("__")}
        methods -= {n for n in methods if getattr(cls, n, None) is None}
        base = next((name for name, kind in PLAIN.items() if issubclass(cls, kind)), "")
        return [
            cls.__name__,
            cls.__module__,
            cls.__doc__ if isinstance(cls.__doc__, str) else None,
            [b for b in cls.__bases__ if b is not object],
            sorted(methods),
            base,
            issubclass(cls, BaseException),
        ]

    def do_parameters(self, target: Any) -> list[list[Any]]:
        found = signature(target).parameters.values()
        return [[p.name, int(p.kind), p.default is not p.empty, _shown(p.default)] for p in found]

    def do_begin(self, coroutine: Any) -> int:
        return self.loop.begin(coroutine)

    def do_result(self, number: int) -> list[Any]:
        return self.loop.result(number)

    def do_cancel(self, number: int) -> None:
        self.loop.cancel(number)

    def do_exec(self, source: str, mode: str, names: dict[str, Any]) -> Any:
        """Run text of the work; [value, names afterwards]."""
        code = compile(source, "<work>", mode, dont_inherit=True)
        if mode == "eval":
            return [eval(code, names), {}]
        exec(code, names)
        names.pop("__builtins__", None)
        return [None, names]

    def do_path(self, path: str, name: str, given: dict[str, Any] | None) -> dict[str, Any]:
        return run_path(path, given or {}, name)

    def do_standard(self, module: str, name: str, /, *args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    def do_run(
        self,
        argv: list[str] | str,
        data: bytes | None,
        cwd: str | None,
        environment: dict[str, str] | None,
        timeout_s: float | None,
        mixed: bool,  # noqa: FBT001
    ) -> list[Any]:
        """Run a program; [exit code, its output, its errors, whether it was stopped]."""
        try:
            done = run(  # noqa: S603 - the check's own words, in the sandbox of the work
                argv,
                input=data or b"",
                stdout=PIPE,
                stderr=STDOUT if mixed else PIPE,
                cwd=cwd,
                env=environment,
                timeout=timeout_s,
                shell=isinstance(argv, str),
                check=False,
            )
        except TimeoutExpired as error:
            return [None, error.stdout or b"", error.stderr or b"", True]
        return [done.returncode, done.stdout, done.stderr or b"", False]


def _shown(value: Any) -> Any:
    return value if type(value) in (type(None), bool, int, float, str) else None
