"""What is sorted, and the largest or smallest one, the other way round than a docstring says."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

DOWNWARDS = re.compile(
    r"\b(?:descending|(?:largest|highest|most\b(?! (?:recent\w*|overdue"
    r"|urgent|late|important|pressing)\b)[^,.;]*|longest|heaviest|biggest"
    r"|greatest|best|dearest|most expensive|fastest) (?:one )?(?:first|to (?:the )?\w+est)"
    r"|from the (?:largest|highest|longest|greatest|biggest|dearest) to)\b",
    re.IGNORECASE,
)
UPWARDS = re.compile(
    r"\b(?:ascending|(?:smallest|lowest|fewest|shortest|lightest|cheapest"
    r"|least expensive) (?:one )?first"
    r"|from the (?:smallest|lowest|shortest|cheapest) to)\b",
    re.IGNORECASE,
)

WAITED = re.compile(
    r"\b(?:overdue|late|waiting|waited|unpaid|delayed|open|idle|unused|pending|kept|lent) "
    r"longest first\b",
    re.IGNORECASE,
)
"""What may be measured by a point in time as well as by its length."""
MEASURED_BY = (
    (re.compile(r"\bfastest\b", re.IGNORECASE), re.compile(r"speed|velocit")),
    (re.compile(r"\bbest\b", re.IGNORECASE), re.compile(r"score|points|rating|votes")),
)
"""What is the largest one by one measure, and the smallest one by another, such as a rank."""

NEEDED = re.compile(
    r"\b(?:needs?|needed|has to|have to|must|enough|suffic\w+|requires?|required|necessary|lets?"
    r"|allow\w*|may|can|so that|such that|holds?|makes?|carr(?:y|ies)|bears?|stays?|together|both"
    r"|gets? through|at once|pairs)\b|\b(?:most|number of) \w+ (?:from|out of|with)\b",
    re.IGNORECASE,
)
"""What says that all others have to fit: the smallest that holds all is the largest of them."""
_SINCE = re.compile(
    r"(?:^|[._'\"])(?:due|since|when|opened|received|arrived|joined|(?:last|first)_\w+"
    r"|start\w*|begun|deadline|\w*date|\w+_at)\b"
)
"""What a point in time is called, which is early where the time since then is long."""
_RANKED = re.compile(r"rank|priorit|place|position|order|index|level|:\d*\]")
"""What says of a key that a small one is the best, or that it has several parts."""


def _is_open(patient: Patient, call: ast.Call, said: str) -> bool:
    """Whether the largest one may come last in a call that orders, or is found by ``min``."""
    keys = [one.value for one in call.keywords if one.arg == "key"]
    made = {node.name for node in patient.tree.body if isinstance(node, ast.FunctionDef)}
    is_turned = any(
        isinstance(n, ast.UnaryOp | ast.BinOp) and isinstance(n.op, ast.USub | ast.Sub)
        for key in keys for n in ast.walk(key)
    )  # fmt: skip
    is_ranked = any(_RANKED.search(ast.unparse(key)) for key in keys)
    if is_turned or is_ranked or any(names_of(key) & made for key in keys):
        return True
    is_since = any(_SINCE.search(ast.unparse(key)) for key in keys)
    if is_since and re.search(r"\blongest\b", said, re.IGNORECASE):
        return True
    whole = "\n".join(map(ast.unparse, patient.body))
    return any(word.search(said) and not measure.search(whole) for word, measure in MEASURED_BY)


_EQUALS = re.compile(
    r"\b(?:equal(?:s| ones)?|ties|those with (?:the same|equal) \w+|of the same \w+|then) "
    r"(?:\w+ )?(?:by (?:their |the )?(?:name|title)|alphabetical\w*|in alphabetical)",
    re.IGNORECASE,
)


def orders_with_ties(patient: Patient) -> Iterator[str]:
    """The largest last where it comes first, and equal ones go by something else."""
    calls = [n for n in patient.nodes(ast.Call)
             if isinstance(n, ast.Call) and is_call(n, "sorted", "sort")]  # fmt: skip
    whole = ast.unparse(patient.function)
    if len(calls) != 1 or not DOWNWARDS.search(patient.said) or not _EQUALS.search(patient.said):
        return
    given = {one.arg: one.value for one in calls[0].keywords}
    by = given.get("key")
    key = by.body if isinstance(by, ast.Lambda) else None
    if len(given) != 1 or not isinstance(key, ast.Tuple) or re.search(r":-1\]|revers", whole):
        return
    first = key.elts[0]
    is_open = _RANKED.search(ast.unparse(first)) or WAITED.search(patient.said)
    is_best = re.search(r"\bbest first\b", patient.said) is not None
    if is_best and not re.search(r"\b(?:points|scores?|wins|votes|goals)\b", patient.said):
        return
    if isinstance(first, ast.Name | ast.Attribute | ast.Subscript) and not is_open:
        yield patient.swapped(first, f"-{ast.unparse(first)}")


def orders(patient: Patient) -> Iterator[str]:
    """What is sorted the other way round than is said."""
    calls = [
        n
        for n in patient.nodes(ast.Call)
        if isinstance(n, ast.Call) and is_call(n, "sorted", "sort")
    ]
    if WAITED.search(patient.said) or _EQUALS.search(patient.said):
        return
    down, up = DOWNWARDS.search(patient.said), UPWARDS.search(patient.said)
    whole = ast.unparse(patient.function)
    if len(calls) != 1 or (down is None) == (up is None) or re.search(r":-1\]|\.pop\(", whole):
        return
    call = calls[0]
    turned = [one for one in call.keywords if one.arg == "reverse"]
    if "reversed(" in whole or ".reverse(" in whole or _is_open(patient, call, patient.said):
        return
    if down and not turned:
        given = [*map(ast.unparse, [*call.args, *call.keywords]), "reverse=True"]
        yield patient.swapped(call, f"{ast.unparse(call.func)}({', '.join(given)})")
    elif up and turned and ast.unparse(turned[0].value) == "True":
        kept = [*call.args, *(one for one in call.keywords if one.arg != "reverse")]
        yield patient.swapped(
            call, f"{ast.unparse(call.func)}({', '.join(map(ast.unparse, kept))})"
        )


EXTREMES = (
    (re.compile(r"\b(?:largest|highest|greatest|most(?! recent)|longest|maximum|heaviest|biggest"
                r"|warmest|dearest|most expensive)\b", re.IGNORECASE), "min", "max"),
    (re.compile(r"\b(?:smallest|lowest|least(?! recent)|fewest|shortest|minimum|lightest|cheapest"
                r"|coldest)\b", re.IGNORECASE), "max", "min"),
)  # fmt: skip


def extremes(patient: Patient) -> Iterator[str]:
    """``min`` where the largest is meant, and the other way round."""
    first = patient.said.partition(".")[0]
    says = [bool(pattern.search(first)) for pattern, _, _ in EXTREMES]
    calls = [
        n for n in patient.nodes(ast.Call) if isinstance(n, ast.Call) and is_call(n, "min", "max")
    ]
    if sum(says) != 1 or len(calls) != 1 or len(calls[0].args) != 1:
        return
    _, wrong, right = EXTREMES[says.index(True)]
    if NEEDED.search(first) or re.search(r"\bat (?:most|least)\b", first):
        return
    if not isinstance(calls[0].func, ast.Name):
        return
    if _is_open(patient, calls[0], first):
        return
    returned = [n for n in patient.nodes(ast.Return) if calls[0] in ast.walk(n)]
    if calls[0].func.id == wrong and returned:
        yield patient.swapped(calls[0].func, right)


RULES = (orders_with_ties, orders, extremes)
