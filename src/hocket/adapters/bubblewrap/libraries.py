"""Installed libraries that sandboxed code may import, read-only and apart from all others.

Each is visible with what it requires in one folder, which is the only one on the path beside the
standard library: neither hocket nor any other installed package is visible.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hocket.errors import SandboxUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

PLACE = "/libraries"
ENVIRONMENT = {
    "PYTHONPATH": PLACE,
    # A thread takes address space, which is limited, and the cores belong to inference.
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
}
NOT_CODE = (".pth", "__pycache__")
# What a requirement may begin with before its version, its extras or its marker.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@cache
def library_walls(libraries: tuple[str, ...]) -> tuple[str, ...]:
    """Bubblewrap arguments that make these distributions importable; none for no libraries.

    Raises:
        SandboxUnavailableError: One of them is not installed.
    """
    if not libraries:
        return ()
    arguments = ["--perms", "0755", "--dir", PLACE]
    entries: dict[str, Path] = {}
    for one in _with_requirements(libraries):
        entries.update(_entries(one))
    for name, path in sorted(entries.items()):
        arguments += ["--ro-bind", str(path), f"{PLACE}/{name}"]
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    return tuple(arguments)


def _with_requirements(libraries: tuple[str, ...]) -> list[Distribution]:
    """The distributions and what they require, as far as that is installed."""
    seen: dict[str, Distribution] = {}
    left = [(name, True) for name in libraries]
    while left:
        name, needed = left.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError as error:
            if needed:
                message = f"Code was not run: it needs {name}, which is not installed"
                raise SandboxUnavailableError(message, library=name) from error
            continue  # a requirement of another system or version of Python
        if one.metadata["Name"] not in seen:
            seen[one.metadata["Name"]] = one
            left += [(other, False) for other in _required_by(one)]
    return list(seen.values())


def _required_by(one: Distribution) -> Iterator[str]:
    for requirement in one.requires or ():
        name = NAME.match(requirement)
        if name and "extra ==" not in requirement:
            yield name[0]


def _entries(one: Distribution) -> dict[str, Path]:
    """The modules and folders of a distribution at the top of its place, by name."""
    entries = {}
    for file in one.files or ():
        first = PurePosixPath(file).parts[0]
        if first != ".." and not first.endswith(NOT_CODE):
            entries[first] = Path(str(one.locate_file(first))).resolve()
    return {name: path for name, path in entries.items() if path.exists()}
