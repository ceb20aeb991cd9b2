"""What a docstring says is given for nothing, where the code would fail for it."""

from __future__ import annotations

import ast
import itertools
import re
from typing import TYPE_CHECKING, TypeGuard

from hocket.agents.code.doctor.patient import grows, is_call, method_of, single_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

NOTHING = re.compile(
    r"(?P<value>None|-?\d+(?:\.\d+)?|''|\"\"|\[\]|\{\}|an empty (?:list|text|string|dict)"
    r"|False|True)"
    r"[`'\"]? (?:if|for|when|where|of|without) (?:there (?:are|is) (?:none|no (?P<what>\w+)"
    r"|nothing)"
    r"|(?:an )?(?:empty|no) (?:\w+)|(?:it|they|the \w+|`\w+`) (?:is|are) (?:empty|none)"
    r"|nobody|nothing|none)"
    r"|\b(?:an empty (?:list|text|table|dict|one)|no \w+) (?:gives|returns|is|makes) "
    r"(?P<other>None|-?\d+|''|\[\]|\{\}|an empty (?:list|text|string|dict))",
    re.IGNORECASE,
)
_EMPTY = {"an empty list": "[]", "an empty text": "''", "an empty string": "''",
          "an empty dict": "{}", '""': "''"}  # fmt: skip


def value_of_nothing(said: str) -> str:
    """What a docstring says is given for nothing, as source; empty if it does not say.

    Examples:
        >>> value_of_nothing("The mean of the ages; None if there are none.")
        'None'
        >>> value_of_nothing("The words of a text; an empty text gives an empty list.")
        '[]'
        >>> value_of_nothing("The mean of the ages.")
        ''
    """
    match = NOTHING.search(said)
    if match is None:
        return ""
    value = match["value"] or match["other"]
    return _EMPTY.get(value.casefold(), value)


def nothing_given(patient: Patient) -> Iterator[str]:
    """A first entry, an extreme or an average of what may be empty, with what is said of that."""
    value, body = value_of_nothing(patient.said), patient.body
    if not value or not body or body[0].lineno == patient.function.lineno:
        return
    for name in patient.parameters:
        if not _fails_for_nothing(patient, name) or looks_at(patient, name):
            continue
        yield patient.put_before(body[0], f"if not {name}:\n    return {value}")
        return
    for one, after in itertools.pairwise(body):
        name = single_target(one)
        if (
            name
            and _is_made_of_parts(one)
            and _fails_for_nothing(patient, name)
            and not looks_at(patient, name)
        ):
            yield patient.put_before(after, f"if not {name}:\n    return {value}")
            return


def _is_made_of_parts(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Assign) else None
    is_list = isinstance(value, ast.ListComp | ast.DictComp | ast.SetComp)
    return (
        is_list
        or is_call(value, "sorted", "list", "split", "set")
        or method_of(value)[1] == "split"
    )


def _fails_for_nothing(patient: Patient, name: str) -> bool:
    for node in ast.walk(patient.function):
        text = ast.unparse(node) if isinstance(node, ast.expr) else ""
        if text in (f"{name}[0]", f"{name}[-1]", f"list({name})[0]", f"list({name})[-1]"):
            return True
        if isinstance(node, ast.Call) and is_call(node, "max", "min") and len(node.args) == 1:
            is_bare = not any(one.arg == "default" for one in node.keywords)
            if is_bare and re.fullmatch(
                rf"{name}(?:\.values\(\)|\.keys\(\))?", ast.unparse(node.args[0])
            ):
                return True
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Div | ast.FloorDiv)
            and ast.unparse(node.right) == f"len({name})"
        ):
            return True
    return False


def looks_at(patient: Patient, name: str) -> bool:
    """Whether a condition of the function is about whether there is anything."""
    for node in ast.walk(patient.function):
        test = node.test if isinstance(node, ast.If | ast.IfExp | ast.While) else None
        if test is not None and re.search(
            rf"(?:^|not |and |or ){name}$|^{name} (?:and|or)\b|len\({name}\) (?:==|<|>|!="
            rf"|>=|<=) [01]$"
            rf"|^not {name}\b|{name} == (?:\[\]|''|\{{\}})|^len\({name}\)$",
            ast.unparse(test),
        ):
            return True
    return False


_REFUSED = re.compile(
    r"\brais\w+\b|\b\w*[Ee]rrors?\b|\bat least (?:one|two|1|2)\b|\bnon-?empty\b|\bnot empty\b"
    r"|\bone or more\b"
)
"""What says that there is something, or that it fails."""
_HOW_MANY = re.compile(r"^(?:Return |Returns )?(?:how many|the number of)\b", re.IGNORECASE)


def first_of_none(patient: Patient) -> Iterator[str]:
    """The first entry of what may be empty, where what is given shows what it is for nothing."""
    if _REFUSED.search(patient.said) or value_of_nothing(patient.said):
        return
    body = patient.body
    for place, one in enumerate(body):
        firsts = re.findall(r"\b(\w+)\[0\]", ast.unparse(one.value)) if _is_set(one) else []
        for name in firsts[:1]:
            behind = [n for n in body[place + 1 :] if isinstance(n, ast.For)]
            goes = (
                rf"{name}|{name}\[1:\]|range\(1, len\({name}\)\)|(?:pairwise|enumerate)\({name}\)"
            )
            is_gone_through = any(re.fullmatch(goes, ast.unparse(n.iter)) for n in behind)
            value = _for_nothing(patient)
            if name not in patient.parameters or not is_gone_through or not value:
                continue
            if looks_at(patient, name) or one.lineno == patient.function.lineno:
                continue
            yield patient.put_before(one, f"if not {name}:\n    {value}")
            return


def _is_set(node: ast.stmt) -> TypeGuard[ast.Assign]:
    return isinstance(node, ast.Assign)


def _for_nothing(patient: Patient) -> str:
    """What ends a function that has nothing to go through; empty if that is open."""
    if any(patient.nodes(ast.Yield, ast.YieldFrom)):
        return "return"
    returns = [n for n in patient.nodes(ast.Return) if isinstance(n, ast.Return)]
    value = returns[0].value if len(returns) == 1 else None
    if value is None or returns[0] is not patient.body[-1]:
        return ""
    if is_call(value, "join") and isinstance(value, ast.Call):
        of = value.func.value if isinstance(value.func, ast.Attribute) else None
        is_text = isinstance(of, ast.Constant) and isinstance(of.value, str)
        return 'return ""' if is_text else ""
    nothing = _begun_as(patient, value.id) if isinstance(value, ast.Name) else ""
    return f"return {nothing}" if nothing else ""


def _begun_as(patient: Patient, name: str) -> str:
    """What is gathered under a name is for nothing; empty if that is open."""
    begun = [n for n in patient.body if isinstance(n, ast.Assign) and single_target(n) == name]
    if not begun or not any(grows(n, name) for n in ast.walk(patient.function)):
        return ""
    first = ast.unparse(begun[0].value)
    is_count = first == "1" and _HOW_MANY.search(patient.said) is not None
    if first == "0" or is_count:
        return "0" if _is_summed(patient, name) else ""
    is_list = isinstance(begun[0].value, ast.List)
    return "[]" if is_list else first if first in ("''", "{}", "0.0") else ""


def _is_summed(patient: Patient, name: str) -> bool:
    """Whether a name is only ever added to, so that it is 0 for nothing."""
    given = [n for n in patient.nodes(ast.Assign, ast.AugAssign) if single_target(n) == name]
    return len(given) > 1 and all(isinstance(n, ast.AugAssign) for n in given[1:])


RULES = (nothing_given, first_of_none)
