"""Methods of a known class under the names that a goal gives them: ``push`` may be ``put``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SYNONYMS = tuple(
    frozenset(names.split())
    for names in (
        "add put push append insert enqueue store",
        "pop take dequeue take_out",
        "peek top front first look",
        "size length count __len__ how_many",
        "is_empty empty",
        "remove delete discard drop",
        "value get current total state",
        "reset clear restart",
        "increment increase up plus click",
        "decrement decrease down minus",
        "on subscribe add_listener register listen",
        "off unsubscribe remove_listener unregister",
        "emit fire publish trigger notify",
        "contains has __contains__ includes",
        "starting_with with_prefix words_with_prefix complete suggest autocomplete find_all",
        "minimum lowest smallest get_min minimum_value",
        "maximum highest largest get_max maximum_value",
        "average mean get_average",
        "next forward next_one",
        "previous back prev previous_one",
        "find look_up lookup search get",
        "deposit pay_in put_in",
        "withdraw pay_out take_out",
        "record measure add note",
        "is_over done is_done finished over is_finished",
        "tick step",
        "allow allowed is_allowed may",
        "visit open go",
        "items all entries list_all",
        "names all_names",
        "point score_point score add_point",
        "draw deal take",
    )
)
"""Names of methods that are used for the same; those of one place have one meaning in a class."""
_SPECIAL = ("__len__", "__contains__")


def named_alike(one: str, other: str) -> bool:
    """Whether two names of methods may stand for the same.

    Examples:
        >>> named_alike("enqueue", "put"), named_alike("put", "take")
        (True, False)
    """
    return any({one, other} <= names for names in SYNONYMS)


def with_methods_of(
    wanted: ast.ClassDef,
    known: ast.ClassDef,
    fits: Callable[[ast.FunctionDef, ast.FunctionDef], bool],
) -> None:
    """Give methods of a known class the names that a wanted one has for them, where one fits.

    Args:
        wanted: The class without bodies.
        known: The known class, which is changed.
        fits: Whether the second of two methods can be called as the first.
    """
    own = {one.name: one for one in known.body if isinstance(one, ast.FunctionDef)}
    asked = [one for one in wanted.body if isinstance(one, ast.FunctionDef)]
    free = [
        one
        for name, one in own.items()
        if all(other.name != name for other in asked) and (name[:1] != "_" or name in _SPECIAL)
    ]
    names: dict[str, str] = {}
    for one in asked:
        alike = [other for other in free if named_alike(one.name, other.name) and fits(one, other)]
        if one.name in own:
            continue
        if len(alike) != 1 or alike[0].name in names or _is_taken(one.name, alike[0].name, known):
            return
        names[alike[0].name] = one.name
    _Renaming(names).visit(known)


def _is_taken(new: str, old: str, known: ast.ClassDef) -> bool:
    """Whether an object has something else of the new name, or the old one is called by Python."""
    attributes = {node.attr for node in ast.walk(known) if isinstance(node, ast.Attribute)}
    code = ast.unparse(known)
    return new in attributes or (old in _SPECIAL and ("(self)" in code or " in self" in code))


class _Renaming(ast.NodeTransformer):
    """Renames methods where they are defined, and where an object calls its own."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.name = self.names.get(node.name, node.name)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            node.attr = self.names.get(node.attr, node.attr)
        return node
