"""Modules of the work, for which a check gets stand-ins."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from functools import wraps
from importlib.machinery import ModuleSpec, PathFinder  # by name: a check may patch modules
from importlib.util import spec_from_file_location
from os import getcwd, scandir
from posixpath import abspath, join
from typing import TYPE_CHECKING, Any, Protocol

from hocket.review.isolated.disk import is_file, is_folder
from hocket.review.isolated.standins import Remote, RemoteMeta, RemoteModule, plain_of
from hocket.review.isolated.values import NotPlainError, is_standard

if TYPE_CHECKING:
    import types
    from collections.abc import Sequence

    from hocket.review.isolated.judge import Judge

ENDINGS = (".py", ".pyc", *importlib.machinery.EXTENSION_SUFFIXES)
LOOK_INSIDE = {
    "doctest": ("testmod",),
    "dataclasses": ("asdict", "astuple", "fields", "replace"),
    "copy": ("copy", "deepcopy"),
    "pickle": ("dump", "dumps"),
    "json": (),
    "unittest.mock": (),
}
"""Functions that look into what they are given, by module; those without any are prepared apart."""
FOREIGN = frozenset(
    """
    pytest _pytest hypothesis nose mock parameterized numpy pandas scipy polars sympy sklearn
    statsmodels matplotlib requests httpx pydantic attr yaml tabulate freezegun
    """.split()
)
"""Libraries that a check may know: what the work has under such a name is not one of them."""


class Places(Protocol):
    """Where the files are, and whose."""

    judge: Judge
    folder: str
    given: frozenset[str]


class WorkFinder(importlib.abc.MetaPathFinder):
    """Finds the modules of the work, which stand-ins are made for.

    A name of the standard library is always that of the standard library.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._loaded: set[str] = set()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: types.ModuleType | None = None,
    ) -> ModuleSpec | None:
        del target
        first, _, _ = fullname.partition(".")
        if fullname in LOOK_INSIDE:
            spec = PathFinder.find_spec(fullname, path)
            if spec is not None:
                spec.loader = _asking_loader(spec.loader, self._places.judge)
            return spec
        if is_standard(fullname):
            return None
        inside = [f for f in (abspath(p) for p in sys.path) if self._is_inside(f)]
        folders = list(dict.fromkeys([getcwd(), *inside]))
        places = folders if path is None else list(path)
        name = fullname.rpartition(".")[2]
        for place in places:
            own = join(place, f"{name}.py")
            if own in self._places.given:  # before a folder of this name, which the work may make
                return spec_from_file_location(fullname, own)
            spec = self._spec(fullname, place, name, folders)
            if spec is not None:
                is_other = first in FOREIGN and spec.origin not in self._places.given
                return None if is_other else spec
        return None

    def _spec(self, fullname: str, place: str, name: str, folders: list[str]) -> ModuleSpec | None:
        stem = join(place, name)
        initial = f"{stem}/__init__.py"
        for file in (initial, *(f"{stem}{ending}" for ending in ENDINGS)):
            if not is_file(file):
                continue
            package = [stem] if file == initial else None
            if file in self._places.given:
                return spec_from_file_location(fullname, file, submodule_search_locations=package)
            return self._remote_spec(fullname, folders, package, file)
        if is_folder(stem) and any(scandir(stem)):
            return self._remote_spec(fullname, folders, [stem], None)
        return None

    def _remote_spec(
        self, fullname: str, folders: list[str], package: list[str] | None, file: str | None
    ) -> ModuleSpec:
        loader = WorkLoader(self._places, folders, fresh=fullname in self._loaded)
        self._loaded.add(fullname)
        spec = ModuleSpec(fullname, loader, origin=file, is_package=package is not None)
        spec.submodule_search_locations = package
        spec.has_location = file is not None
        return spec

    def _is_inside(self, folder: str) -> bool:
        return folder == self._places.folder or folder.startswith(
            (f"{self._places.folder}/", "/tmp/")
        )


class WorkLoader(importlib.abc.Loader):
    """Makes stand-ins for the modules of the work."""

    def __init__(self, places: Places, folders: list[str], *, fresh: bool) -> None:
        self._places = places
        self._folders = folders
        self._fresh = fresh

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return RemoteModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        judge = self._places.judge
        loaded = judge.ask("import", module.__name__, self._folders, self._fresh)
        self._fresh = True
        if isinstance(module, RemoteModule):
            judge.module(module, vars(loaded)["_remote"])


def ask_the_work(module: Any, judge: Judge) -> None:
    """Make functions that look into an object ask the work if it is one of the work's."""
    for name in LOOK_INSIDE[module.__name__]:
        setattr(module, name, _asking(module.__name__, name, getattr(module, name), judge))
    if module.__name__ == "json":
        _write_stand_ins(module.JSONEncoder)
    elif module.__name__ == "pickle":
        module.loads = _loading(module.loads, judge)
    elif module.__name__ == "unittest.mock":
        judge.surroundings.replacements.watch_patches(module)


def _write_stand_ins(encoder: Any) -> None:
    original = encoder.default

    def default(self: Any, value: Any) -> Any:
        plain = plain_of(value)
        return original(self, value) if plain is None else plain

    encoder.default = default


def _loading(here: Any, judge: Judge) -> Any:
    @wraps(here)
    def loads(data: Any, **options: Any) -> Any:
        try:
            return here(data, **options)
        except NotPlainError:
            return judge.ask("standard", "pickle", "loads", bytes(data), **options)

    return loads


def _asking(module: str, name: str, here: Any, judge: Judge) -> Any:
    @wraps(here)
    def function(*args: Any, **options: Any) -> Any:
        if args and isinstance(args[0], Remote | RemoteMeta | RemoteModule):
            return judge.ask("standard", module, name, *args, **options)
        return here(*args, **options)

    return function


def _asking_loader(loader: Any, judge: Judge) -> Any:
    original = loader.exec_module

    def exec_module(module: Any) -> None:
        original(module)
        ask_the_work(module, judge)

    loader.exec_module = exec_module
    return loader
