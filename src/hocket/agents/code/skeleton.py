"""A file to fill in: the functions and classes that a goal names, as code without bodies.

A small LLM keeps names, parameters and methods that it completes far better than those that it is
told of.
"""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.agents.code.shape import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_CALLED = re.compile(
    r"(?P<before>(?:\b[A-Za-z]\w*\W{1,3})?)(?<![\w.])(?P<name>[A-Za-z_]\w*)\((?P<parameters>[^()]*)\)"
)
_CLASS = re.compile(r"(?:\b(?:class|type) (?:called |named )?)['`\"]?(?P<name>[A-Z]\w*)(?!\w*\()")
_STANDS_ALONE = re.compile(r"(?i)\bfunctions?\W*$")
_EXAMPLE = re.compile(r"\s*(?:==|->|=>|\u2192|gives|returns|is|should|must|yields|equals|raises)\s*"
                      r"(?:[\d\[{('\"-]|True|False|None)")  # fmt: skip
_METHODS = frozenset(dir(builtins)) - frozenset(
    ("print", "input", "int", "str", "float", "sorted", "isinstance", "range", "type", "super")
)
"""Names of Python that a class may have too; the others are called within."""


@dataclass
class _Class:
    """A class with the heads of its methods."""

    name: str
    begins: str = ""
    methods: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"class {self.name}:"
        heads = [f"__init__(self{self.begins and f', {self.begins}'})"] if self.begins else []
        for head in [*heads, *self.methods]:
            yield f"    def {head}:"
            yield "        ..."
            yield ""


def skeleton_of(goal: str) -> str:
    """The functions and classes that a goal names with their parameters; empty if it names none.

    Examples:
        >>> print(skeleton_of("Write half.py with half(n, digits=2)."))
        def half(n, digits=2):
            ...
        >>> print(skeleton_of("A class Pile(size) with put(item) and take()."))
        class Pile:
            def __init__(self, size):
                ...
        <BLANKLINE>
            def put(self, item):
                ...
        <BLANKLINE>
            def take(self):
                ...
        >>> skeleton_of("It prints len(line); so half(3) == 1.5.")
        ''
    """
    functions: list[str] = []
    named = names_in(goal)
    classes: dict[str, _Class] = {}
    marks = sorted(
        [*_CALLED.finditer(goal), *_CLASS.finditer(goal)], key=lambda match: match.start("name")
    )
    current: _Class | None = None
    for match in marks:
        name = match["name"]
        if match.re is _CLASS:
            current = classes.setdefault(name, _Class(name))
            continue
        parameters = match["parameters"].strip()
        is_known = name in named or (current is not None and name in _METHODS)
        if not (is_known and _is_head(name, parameters)) or _EXAMPLE.match(goal[match.end() :]):
            continue
        if name[0].isupper() and not name.isupper():
            current = classes.setdefault(name, _Class(name))
            current.begins = current.begins or parameters
        elif current is not None and not _STANDS_ALONE.search(match["before"]):
            head = f"{name}(self{parameters and f', {parameters}'})"
            current.methods += [] if head in current.methods else [head]
        elif f"{name}({parameters})" not in functions:
            functions.append(f"{name}({parameters})")
    parts = ["\n".join(one.lines()).rstrip() for one in classes.values() if one.methods]
    parts += [f"def {head}:\n    ..." for head in functions]
    return "\n\n\n".join(parts)


def _is_head(name: str, parameters: str) -> bool:
    """Whether a function can be defined so; one with a value in its brackets is a call of it."""
    try:
        ast.parse(f"def {name}({parameters}): ...")
    except SyntaxError:
        return False
    return True
