"""Tools that work on the tables among an attempt's files, loaded in the sandbox."""

from __future__ import annotations

from importlib.util import find_spec

MODULES = ("pandas", "scipy", "sklearn", "duckdb")


def are_installed() -> bool:
    """Whether the libraries of the extra ``tables`` are here."""
    return all(find_spec(name) is not None for name in MODULES)
