"""The judge and the work's process take what a check may replace by name, when they start."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from hocket.review import isolated

FILES = sorted(Path(isolated.__file__).parent.glob("*.py"))
SEEN_THROUGH = {"ast", "contextlib", "io", "itertools", "sys", "types"}
"""Modules whose functions no check replaces, since Python itself would no longer work."""
MEANT = {"os.environ.pop", "runpy.run_module", "threading.RLock", "threading.Lock", "socket.socket"}
"""Called before a check begins, or on behalf of the check itself."""


def called_through_modules(tree: ast.Module) -> set[str]:
    """The functions that the code of functions calls as attributes of a module."""
    modules = {a.asname or a.name for n in tree.body if isinstance(n, ast.Import) for a in n.names}
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    calls = [n for f in functions for n in ast.walk(f) if isinstance(n, ast.Call)]
    names = {ast.unparse(c.func) for c in calls if isinstance(c.func, ast.Attribute)}
    return {n for n in names if n.partition(".")[0] in modules - SEEN_THROUGH}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_function_that_a_check_may_replace_is_taken_by_name(file):
    found = called_through_modules(ast.parse(file.read_text(encoding="utf-8")))
    assert not {name for name in found if not name.startswith(("self", *MEANT))}
