"""Counts that begin with one too many, what is looked for once it is there, and what is enough."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, method_of, names_of, single_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_COUNTS = re.compile(
    r"\bhow (?:many|often)\b|\bnumber of\b|\bcount(?:s|ed)?\b|\btimes\b", re.IGNORECASE
)
_ENOUGH = re.compile(
    r"\bnot enough\b|\btoo (?:few|little)\b|\binsufficient\b|\bmore than (?:there|it|he|she|the)\b"
    r"|\bdoes not suffice\b|\bnot suffice\b|\bexceeds? (?:the|what)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\band (?:then )?(?:return|give|tell|say)s? (?:what (?:is|remains"
    r"|there is)|the (?:new|rest)|how (?:many|much))"
    r"[^.;]*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\bagain\b|\brepeat\w*|\bextra\b|\bback\b|\bafter \w+ first\b|\bbesides\b|\bfurther\b"
    r"|\bduplicate\w*|\bmore than once\b",
    re.IGNORECASE,
)
"""What may say that the first one does not count."""
_KEPT_BACK = re.compile(
    r"\balways\b|\bmay not\b|\bempty\b|\bone of\b|\breserve|\bspare\b|\blast one\b"
    r"|\bat least\b|\bminimum\b|\bstays?\b"
    r"|\b(?:must|has to|have to) (?:be|stay|remain)\b",
    re.IGNORECASE,
)
"""What may say that not all may be taken."""
_OF_LINE = re.compile(
    r"\bline(?:'s)? (?:price|total)s?\b|\bin all\b|\balready\b"
    r"|\b(?:price|cost|rate)s?\b[^.;]{0,30}\b(?:whole|altogether|line)\b",
    re.IGNORECASE,
)
"""What may say that a price is that of all pieces of a line."""
_BY_TEXT = re.compile(
    r"\balphabet\w*|\bby \w+"
    r"|\bin (?:the )?order of (?:the |their )?(?:name|title|date)s?\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"^(?:quantity|count|number|pieces|qty|units)$")
_PRICE = re.compile(r"^(?:price|unit_price|price_each|cost|rate)$")
_NUMBERED = re.compile(
    r"\b(?:highest|lowest|largest|smallest|greatest|most|fewest|cheapest|dearest|biggest"
    r"|heaviest|lightest)\b|\bby (?:the )?(?:number|amount|price|points|score|age|size)s?\b",
    re.IGNORECASE,
)


def counts_from_one(patient: Patient) -> Iterator[str]:
    """A count that begins with 1 and is then made one more."""
    if not _COUNTS.search(patient.said) or re.search(r"\b(?:from|starts? with) 1\b", patient.said):
        return
    # What stands below a condition may be about those that occur once more.
    for node in (one for loop in patient.loops() for one in loop.body):
        text = ast.unparse(node)
        match = re.fullmatch(r"(\w+)\[(.+)\] = \1\.get\(\2, 1\) \+ 1", text)
        if match is not None and isinstance(node, ast.Assign):
            name, key = match[1], match[2]
            yield patient.swapped(node, f"{name}[{key}] = {name}.get({key}, 0) + 1")


def first_ones_counted(patient: Patient) -> Iterator[str]:
    """A count that begins with 0 though the first one is there, or is raised once more for it."""
    if not _COUNTS.search(patient.said):
        return
    for block in patient.blocks():
        for place, node in enumerate(block):
            match = re.fullmatch(
                r"if (.+?) (not in|in) (\w+):.*", ast.unparse(node).partition("\n")[0]
            )
            if match is None or not isinstance(node, ast.If):
                continue
            entry = f"{match[3]}[{match[1]}]"
            there, fresh = (node.body, node.orelse)[:: 1 if match[2] == "in" else -1]
            after = ast.unparse(block[place + 1]) if place + 1 < len(block) else ""
            begun = [ast.unparse(one) for one in fresh]
            is_raised = [ast.unparse(one) for one in there] == [f"{entry} += 1"]
            is_first = begun == [f"{entry} = 0"] and not _AGAIN.search(patient.said)
            if is_first and is_raised and after != f"{entry} += 1":
                yield patient.swapped(fresh[0], f"{entry} = 1")
            if begun == [f"{entry} = 1"] and not there and after == f"{entry} += 1":
                yield patient.swapped(fresh[0], f"{entry} = 0")


def looked_for_after(patient: Patient) -> Iterator[str]:
    """A look whether something is there already, once it has been put there."""
    for block in patient.blocks():
        for put, test in pairwise(block):
            of, method = method_of(put.value) if isinstance(put, ast.Expr) else ("", "")
            if (
                method not in ("add", "append")
                or not isinstance(test, ast.If)
                or not of.isidentifier()
            ):
                continue
            call = put.value if isinstance(put, ast.Expr) else None
            if not isinstance(call, ast.Call) or len(call.args) != 1:
                continue
            what = ast.unparse(call.args[0])
            if ast.unparse(test.test) not in (f"{what} in {of}", f"{what} not in {of}"):
                continue
            changed = {single_target(n) for n in ast.walk(test)} - {""}
            if any(isinstance(n, ast.Continue | ast.Break) for n in ast.walk(test)):
                continue
            is_used = any(of in names_of(one) for one in (*test.body, *test.orelse))
            if not is_used and not changed & names_of(call.args[0]):
                lines = patient.code.split("\n")
                start, middle, end = put.lineno - 1, test.lineno - 1, test.end_lineno or 0
                yield patient.with_lines(start, end, [*lines[middle:end], *lines[start:middle]])


def enough(patient: Patient) -> Iterator[str]:
    """A refusal where there is exactly as much as is wanted, though that is enough."""
    if not _ENOUGH.search(patient.said) or _KEPT_BACK.search(patient.said):
        return
    for node in patient.nodes(ast.If):
        test = node.test if isinstance(node, ast.If) else None
        if not isinstance(node, ast.If) or not isinstance(test, ast.Compare) or len(test.ops) != 1:
            continue
        if (
            not isinstance(node.body[-1], ast.Raise)
            and ast.unparse(node.body[-1]) != "return False"
        ):
            continue
        wanted, there = test.comparators[0], test.left
        sign = "<"
        if isinstance(test.ops[0], ast.GtE):
            wanted, there, sign = there, wanted, ">"
        elif not isinstance(test.ops[0], ast.LtE):
            continue
        is_wanted = isinstance(wanted, ast.Name) and wanted.id in patient.parameters
        if is_wanted and isinstance(there, ast.Attribute | ast.Subscript):
            left, right = ast.unparse(test.left), ast.unparse(test.comparators[0])
            yield patient.swapped(test, f"{left} {sign} {right}")


def left_unsaid(patient: Patient) -> Iterator[str]:
    """What is left after something is taken, which is to be returned and is not."""
    if not _LEFT.search(patient.said) or not patient.body:
        return
    last = patient.body[-1]
    returns = [n for n in patient.nodes(ast.Return) if isinstance(n, ast.Return) and n.value]
    if returns or not isinstance(last, ast.AugAssign):
        return
    if isinstance(last.target, ast.Attribute | ast.Subscript):
        yield patient.put_after(last, f"return {ast.unparse(last.target)}")


def quantities_left_out(patient: Patient) -> Iterator[str]:
    """Prices added up without how many of each there are, which is taken out of each entry too."""
    if not re.search(
        r"\b(?:totals?|sum|costs?|worth|value|paid|pay)\b", patient.said, re.IGNORECASE
    ):
        return
    if _OF_LINE.search(patient.said):
        return
    for loop in patient.loops():
        target = loop.target if isinstance(loop, ast.For) else None
        names = [n.id for n in getattr(target, "elts", []) if isinstance(n, ast.Name)]
        counts = [name for name in names if _QUANTITY.search(name)]
        prices = [name for name in names if _PRICE.search(name)]
        if len(counts) != 1 or len(prices) != 1:
            continue
        uses = [n for n in ast.walk(patient.function) if getattr(n, "id", "") in counts]
        is_said = re.search(rf"\b{counts[0]}\b", patient.said) is not None
        if len(uses) != 1 or not is_said:
            continue
        for node in loop.body:
            is_sum = isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add)
            if isinstance(node, ast.AugAssign) and is_sum and ast.unparse(node.value) == prices[0]:
                yield patient.swapped(node.value, f"{counts[0]} * {prices[0]}")


def numbers_as_texts(patient: Patient) -> Iterator[str]:
    """Numbers that were read from text, and are sorted or added up as texts."""
    code = "\n".join(map(ast.unparse, patient.body))
    if re.search(r"\b(?:int|float|Decimal|map)\(|natsort", code) or ".split(" not in code:
        return
    said = _NUMBERED.sub(" ", patient.said)
    if said != patient.said and not _BY_TEXT.search(said):
        for call in patient.nodes(ast.Call):
            if not isinstance(call, ast.Call) or not is_call(call, "sort", "sorted", "max", "min"):
                continue
            key = next((one.value for one in call.keywords if one.arg == "key"), None)
            body = key.body if isinstance(key, ast.Lambda) else None
            place = body.slice if isinstance(body, ast.Subscript) else None
            if body is not None and isinstance(place, ast.Constant) and type(place.value) is int:
                yield patient.swapped(body, f"float({ast.unparse(body)})")
    read = _read(patient)
    sums = {
        single_target(n) for n in patient.nodes(ast.Assign)
        if isinstance(n, ast.Assign) and ast.unparse(n.value) == "0"
    }  # fmt: skip
    kind = "int" if _COUNTS.search(patient.said) else "float"
    for node in patient.nodes(ast.AugAssign):
        if not isinstance(node, ast.AugAssign) or single_target(node) not in sums:
            continue
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        if isinstance(node.op, ast.Add) and name in read:
            yield patient.swapped(node.value, f"{kind}({name})")


def _read(patient: Patient) -> set[str]:
    """The names that get the parts of a line."""
    found: set[str] = set()
    for node in patient.nodes(ast.Assign):
        if isinstance(node, ast.Assign) and method_of(node.value)[1] == "split":
            for target in node.targets:
                if isinstance(target, ast.Tuple):
                    found |= {one.id for one in target.elts if isinstance(one, ast.Name)}
    return found


RULES = (
    counts_from_one,
    first_ones_counted,
    looked_for_after,
    enough,
    left_unsaid,
    quantities_left_out,
    numbers_as_texts,
)
