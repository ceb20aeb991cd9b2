"""What calls or objects share that should be their own, and names that mean another thing."""

from __future__ import annotations

import ast
import builtins
import itertools
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import (
    MUTABLE,
    is_call,
    method_of,
    names_of,
    single_target,
    stored_in,
)
from hocket.agents.code.repairs import CHANGING, KEEPS, changed_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

SHARED = re.compile(
    r"\b(?:shared?|all (?:instances|objects)|every (?:instance|object)|registry|regist\w+)\b",
    re.IGNORECASE,
)
KEPT = re.compile(r"cache|memo|registry|instances|seen|known", re.IGNORECASE)
"""Names of what a class keeps for all its objects."""
CHANGES = re.compile(
    r"(?:Add|Take|Pay|Put|Increase|Decrease|Raise|Lower|Remove|Count|Move|Spend|Earn|Fill|Draw|Book"
    r"|Deposit|Withdraw|Subtract|Change|Note|Record)s?\b"
)
"""What a docstring begins with whose method changes something."""
MAKES = ("list", "dict", "set", "deque", "defaultdict", "Counter", "OrderedDict")
"""Calls that make something that can be changed in place."""
NOW = ("now", "today", "utcnow", "time", "monotonic", "uuid4", "random")
"""Functions that give something else each time."""


def shared_attributes(patient: Patient) -> Iterator[str]:
    """A list or dict of the class that methods change: it becomes one of each object."""
    kind = patient.owner
    if kind is None or SHARED.search(ast.get_docstring(kind) or ""):
        return
    if kind.decorator_list:
        return  # a dataclass has a constructor of its own
    methods = [one for one in kind.body if isinstance(one, ast.FunctionDef)]
    if not methods or methods[0] is not patient.function:
        return
    for node in kind.body:
        name = single_target(node)
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(node, ast.AnnAssign) and kind.bases:
            continue  # such as a field of pydantic, which is copied for each object
        if value is None or not (isinstance(value, MUTABLE) or is_call(value, *MAKES)):
            continue
        if KEPT.search(name) or not _changes(kind, name):
            continue
        if re.search(rf"\b(?:{kind.name}|cls)\.{name}\b", patient.code):
            continue
        if any(is_call(one, "classmethod") or _is_of_class(one) for one in methods):
            continue
        yield _given_to_objects(patient, kind, node, f"self.{name} = {ast.unparse(value)}")


def _is_of_class(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(one) == "classmethod" for one in method.decorator_list)


def _changes(kind: ast.ClassDef, name: str) -> bool:
    """Whether methods change an attribute in place, and none gives it a value of its own."""
    own, is_changed = f"self.{name}", False
    begins = {id(n) for one in kind.body if getattr(one, "name", "") == "__init__"
              for n in ast.walk(one)}  # fmt: skip
    for node in ast.walk(kind):
        if id(node) in begins and own in ast.unparse(node):
            return False  # each new object may be entered in it
        of, method = method_of(node)
        is_changed = is_changed or (of == own and method in CHANGING)
        targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else []
        for target in targets:
            if ast.unparse(target) == own:
                return False
            is_changed = is_changed or ast.unparse(target).startswith(f"{own}[")
        if isinstance(node, ast.AugAssign):
            is_changed = is_changed or ast.unparse(node.target).startswith(own)
    return is_changed


def _given_to_objects(patient: Patient, kind: ast.ClassDef, node: ast.stmt, text: str) -> str:
    """The file with an attribute set in the constructor, which is added if there is none."""
    methods = [one for one in kind.body if isinstance(one, ast.FunctionDef)]
    begins = next((one for one in methods if one.name == "__init__"), None)
    lines = patient.code.split("\n")
    start, end = node.lineno - 1, node.end_lineno or node.lineno
    if begins is not None and begins.body[0].lineno > begins.lineno:
        last = begins.body[-1].end_lineno or 0
        lines.insert(last, f"{' ' * begins.body[-1].col_offset}{text}")
        return "\n".join([*lines[:start], *_unblank(lines[end:])])
    inner = " " * node.col_offset
    arguments = "self" if not kind.bases else "self, *args, **kwargs"
    more = [f"{inner}    super().__init__(*args, **kwargs)"] if kind.bases else []
    new = [f"{inner}def __init__({arguments}):", *more, f"{inner}    {text}"]
    return "\n".join([*lines[:start], *new, *lines[end:]])


def _unblank(lines: list[str]) -> list[str]:
    """Lines without an empty one at the start."""
    return lines[1:] if lines and not lines[0].strip() else lines


def defaults_of_the_start(patient: Patient) -> Iterator[str]:
    """A default such as the time of day, which is computed once, when the file is read."""
    args = patient.function.args
    pairs = zip(reversed([*args.posonlyargs, *args.args]), reversed(args.defaults), strict=False)
    body = patient.body
    for parameter, default in pairs:
        if is_call(default, *NOW) and body and body[0].lineno > patient.function.lineno:
            name, text = parameter.arg, ast.unparse(default)
            guard = f"if {name} is None:\n    {name} = {text}"
            code = patient.put_before(body[0], guard)
            # The default stands further up, so that its place is as it was.
            lines = code.split("\n")
            line = lines[default.lineno - 1]
            lines[default.lineno - 1] = (
                f"{line[: default.col_offset]}None{line[default.end_col_offset :]}"
            )
            yield "\n".join(lines)


def counters_of_the_module(patient: Patient) -> Iterator[str]:
    """A name of the module, or of the function around, that is changed without being declared."""
    body = patient.body
    declared = {
        name
        for node in ast.walk(patient.function)
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    }
    outside = {single_target(node) for node in patient.tree.body} - {""}
    counted = {id(n.target) for n in ast.walk(patient.function) if isinstance(n, ast.AugAssign)}
    plain = {
        n.id
        for n in ast.walk(patient.function)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and id(n) not in counted
    } | set(patient.parameters)
    for node in patient.nodes(ast.AugAssign):
        name = single_target(node)
        if name in outside - declared - plain and body:
            yield patient.put_before(body[0], f"global {name}")


def attributes_as_names(patient: Patient) -> Iterator[str]:
    """A method that computes with an attribute and keeps the result under a name of its own."""
    if patient.owner is None or patient.function.name == "__init__":
        return
    attributes = {
        target.attr
        for node in ast.walk(patient.owner)
        for target in (node.targets if isinstance(node, ast.Assign) else [])
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self"
    }
    counted = {id(n.target) for n in ast.walk(patient.function) if isinstance(n, ast.AugAssign)}
    set_here = {
        n.id
        for n in ast.walk(patient.function)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and id(n) not in counted
    }
    for node in patient.nodes(ast.Assign, ast.AugAssign):
        name = single_target(node)
        if name not in attributes or name in patient.parameters:
            continue
        if isinstance(node, ast.AugAssign):
            if name in set_here:
                continue
            yield patient.swapped(node.target, f"self.{name}")
        elif isinstance(node, ast.Assign) and _changes_by(node.value, f"self.{name}", patient):
            code = patient.swapped(node.targets[0], f"self.{name}")
            yield _with_attribute(code, patient, node, name)


def _changes_by(node: ast.expr, own: str, patient: Patient) -> bool:
    """Whether an attribute and a parameter are added up, in a method that says it changes it."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub):
        return False
    is_own = ast.unparse(node.left) == own and names_of(node.right) <= {*patient.parameters}
    return is_own and CHANGES.match(patient.said) is not None


def _with_attribute(code: str, patient: Patient, node: ast.Assign, name: str) -> str:
    """The code with the attribute for the name in the lines of the function that follow."""
    lines = code.split("\n")
    end = patient.function.end_lineno or 0
    for place in range(node.end_lineno or node.lineno, end):
        lines[place] = re.sub(rf"(?<![\w.\"']){name}\b(?!\s*=[^=])", f"self.{name}", lines[place])
    return "\n".join(lines)


def hidden_builtins(patient: Patient) -> Iterator[str]:
    """A variable with the name of a function of Python that is called later on."""
    called = {
        node.func.id
        for node in ast.walk(patient.function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    own = stored_in(patient.function) - set(patient.parameters)
    for name in sorted(own & called):
        given = [
            n.value for n in patient.nodes(ast.Assign)
            if isinstance(n, ast.Assign) and single_target(n) == name
        ]  # fmt: skip
        is_data = given and not any(isinstance(one, ast.Attribute | ast.Lambda) for one in given)
        if is_data and hasattr(builtins, name) and f"{name}_" not in names_of(patient.function):
            yield _renamed(patient, name)


def _renamed(patient: Patient, name: str) -> str:
    lines = [line.encode() for line in patient.code.split("\n")]
    called = {id(n.func) for n in ast.walk(patient.function) if isinstance(n, ast.Call)}
    places = [
        (node.lineno - 1, node.col_offset, node.end_col_offset or 0)
        for node in ast.walk(patient.function)
        if isinstance(node, ast.Name) and node.id == name and id(node) not in called
    ]
    for number, start, end in sorted(places, reverse=True):
        line = lines[number]
        lines[number] = line[:start] + f"{name}_".encode() + line[end:]
    return "\n".join(line.decode() for line in lines)


def values_lost_in_exchange(patient: Patient) -> Iterator[str]:
    """``a = b`` followed by ``b = a``, which leaves both the same."""
    for block in patient.blocks():
        for one, other in itertools.pairwise(block):
            if not isinstance(one, ast.Assign) or not isinstance(other, ast.Assign):
                continue
            left, right = ast.unparse(one.targets[0]), ast.unparse(one.value)
            is_exchange = [ast.unparse(other.targets[0]), ast.unparse(other.value)] == [right, left]
            if is_exchange and len(one.targets) == len(other.targets) == 1:
                text = f"{' ' * one.col_offset}{left}, {right} = {right}, {left}"
                yield patient.with_lines(one.lineno - 1, other.end_lineno or 0, [text])


def late_names(patient: Patient) -> Iterator[str]:
    """A function made in a loop that takes the variable of the loop as it is at the end."""
    loops: list[tuple[set[str], list[ast.AST]]] = []
    for node in ast.walk(patient.function):
        if isinstance(node, ast.For):
            loops.append((stored_in(node.target), [*node.body]))
        elif isinstance(node, ast.ListComp | ast.SetComp):
            loops.append((set().union(*(stored_in(g.target) for g in node.generators)), [node.elt]))
        elif isinstance(node, ast.DictComp):
            names = set().union(*(stored_in(g.target) for g in node.generators))
            loops.append((names, [node.value]))
    for names, parts in loops:
        for part in parts:
            yield from _bound(patient, part, names)


def _bound(patient: Patient, part: ast.AST, names: set[str]) -> Iterator[str]:
    inside = {
        id(one)
        for node in ast.walk(part)
        if isinstance(node, ast.Call) and not is_call(node, "append", "add", "setdefault")
        for one in (*node.args, *(k.value for k in node.keywords))
    }
    for node in ast.walk(part):
        # What is passed to another function is called before the loop goes on.
        if not isinstance(node, ast.Lambda) or id(node) in inside:
            continue
        own = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
        late = sorted((names_of(node.body) & names) - own)
        if late and not node.args.vararg:
            given = [ast.unparse(node.args)] if ast.unparse(node.args) else []
            given += [f"{name}={name}" for name in late]
            yield patient.swapped(node, f"lambda {', '.join(given)}: {ast.unparse(node.body)}")


LEFT = re.compile(
    r"\bas a new (?:list|dict|set|one|table|object)\b|\ba new (?:list|dict|set|table)\b"
    r"|\b(?:list|dict|table|it|they|argument|itself|which)\b[^.;]{0,20}\b(?:is|are"
    r"|stays?) (?:not|never)"
    r" (?:changed|modified|touched)\b|\bwithout chang\w+|\bleft as (?:it|they) (?:was|were"
    r"|is|are)\b",
    re.IGNORECASE,
)


AS_GIVEN = re.compile(
    r"\bin (?:the )?(?:\w+ )?order (?:of|in which) (?:their |they "
    r"|the )?(?:first )?(?:occur|appear|com|given)\w*"
    r"|\bin (?:their|its|the) (?:own|given|original|same|old) order\b",
    re.IGNORECASE,
)
"""An order in which nothing may be sorted."""


def arguments_kept(patient: Patient) -> Iterator[str]:
    """A parameter that is changed though it is said to stay as it is."""
    body = patient.body
    if not (LEFT.search(patient.said) or KEEPS.search(patient.said)) or not body:
        return
    if re.search(
        r"\bif (?:none|no \w+) is given\b|\bappend|\bin place\b", patient.said, re.IGNORECASE
    ):
        return
    for name in changed_parameters(patient.function):
        first = body[0]
        if first.lineno == patient.function.lineno:
            return
        if ast.unparse(first) == f"{name}.sort()" and AS_GIVEN.search(patient.said):
            yield patient.without(first)
        elif ast.unparse(first) == f"{name}.sort()":
            yield patient.swapped(first, f"{name} = sorted({name})")
        elif not re.match(rf"{name} = ", ast.unparse(first)):
            yield patient.put_before(first, f"{name} = {name}.copy()")


RULES = (
    arguments_kept,
    shared_attributes, defaults_of_the_start, counters_of_the_module, attributes_as_names,
    hidden_builtins, values_lost_in_exchange, late_names,
)  # fmt: skip
