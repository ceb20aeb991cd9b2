"""The most and the least that an amount may be, as a docstring says them."""

from __future__ import annotations

import ast
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, names_of
from hocket.agents.numerals import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

_NUMBER = r"[`'\"]?(?P<n>\d+(?:\.\d+)?|[A-Za-z_]\w*)[`'\"]?"
_NOBODY = (
    r"\bno(?:body|thing| one|ne)?(?: (?!more\b|less\b|fewer\b)\w+){0,2} (?:is|has|may|can"
    r"|costs?|pays?|gets?|takes?|gives?|lasts?|owes?"
    r"|earns?|receives?|weighs?|holds?|counts?)(?: \w+)? "
)
"""Such as 'no parcel costs'."""
_NEVER = (
    r"(?:\b(?:never|not|cannot)|n't)(?: (?:be|go|gets?|costs?|pays?|takes?"
    r"|gives?|goes|falls?|rises?|drops?|comes?|lasts?|earns?|owes?|come|weighs?))* "
)
AT_MOST = re.compile(
    rf"(?:(?:\b(?:never|not|no) more than|{_NOBODY}more than|{_NEVER}(?:more than|above|over"
    r"|beyond|exceed(?:s|ing)?)"
    r"|\bat (?:the )?most|\b(?:a |the )?maximum (?:\w+ )?(?:of|is)|\bcapped at|\ba cap of"
    r"|\blimited to|\bnever (?:above|over|exceeds?)) (?:a total of |th(?:at|ose) of )?" + _NUMBER
    + r"|(?<![\w.])(?P<before>\d+(?:\.\d+)?) (?:\w+ )?at (?:the )?most\b(?! [`'\"]?[\w]))",
    re.IGNORECASE,
)  # fmt: skip
AT_LEAST = re.compile(
    rf"(?:(?:\b(?:never|not|no) (?:less|fewer) than|{_NOBODY}(?:less|fewer) than"
    rf"|{_NEVER}(?:less than|fewer than|below|under)"
    r"|\bat (?:the )?least|\b(?:a |the )?minimum (?:\w+ )?(?:of|is)"
    r"|\bnever (?:below|under)) (?:a total of |th(?:at|ose) of )?" + _NUMBER
    + r"|(?<![\w.])(?P<before>\d+(?:\.\d+)?) (?:\w+ )?at (?:the )?least\b(?! [`'\"]?[\w]))",
    re.IGNORECASE,
)  # fmt: skip
_OF_THOSE = re.compile(
    r"\b(?:of|with|for|up to) (?:at (?:the )?(?:most|least)|(?:no|not) (?:more|less|fewer) than)"
    r" [`'\"]?\w+[`'\"]?[^.;]{0,25}\b(?:pays?|costs?|counts?|is|are|gets?|as)\b",
    re.IGNORECASE,
)
"""What may say for whom an amount is: groups of at most 4 pay for 4."""
_KINDS = ("Decimal", "float", "int", "str", "Fraction")
"""Calls that give a limit another type."""


def caps(patient: Patient) -> Iterator[str]:
    """``max`` with a limit that nothing may go beyond, or ``min`` with one that is the least."""
    if _OF_THOSE.search(patient.said):
        return
    most, least = limits_of(patient.said)
    for node in patient.nodes(ast.Call):
        if not isinstance(node, ast.Call) or not is_call(node, "min", "max") or node.keywords:
            continue
        name = ast.unparse(node.func)
        wrongly, new = (most - least, "min") if name == "max" else (least - most, "max")
        limits = [one for one in node.args if _limit(patient, one) in wrongly]
        others = [one for one in node.args if one not in limits]
        if len(limits) == len(others) == 1 and name in ("min", "max") and _is_amount(others[0]):
            yield patient.swapped(node.func, new)


def cuts(patient: Patient) -> Iterator[str]:
    """A condition that cuts an amount off at a limit on the other side than is said."""
    if _OF_THOSE.search(patient.said):
        return
    most, least = limits_of(patient.said)
    for node in patient.nodes(ast.If, ast.IfExp):
        found = _cut(node)
        if found is None or not isinstance(node, ast.If | ast.IfExp):
            continue
        test, amount, limit, is_else = found
        text = _limit(patient, limit)
        is_above = type(test.ops[0]) in (ast.Gt, ast.GtE)
        # The limit may be on the left, and what is given where the condition is not met.
        is_above ^= (test.left is limit) ^ is_else
        # What is above the limit becomes the limit: so it is the most.
        wrongly = least - most if is_above else most - least
        if text in wrongly and _is_amount(amount):
            sign = {ast.Gt: "<", ast.GtE: "<=", ast.Lt: ">", ast.LtE: ">="}[type(test.ops[0])]
            left, right = ast.unparse(test.left), ast.unparse(test.comparators[0])
            yield patient.swapped(test, f"{left} {sign} {right}")


def _cut(node: ast.AST) -> tuple[ast.Compare, ast.expr, ast.expr, bool] | None:
    """What cuts an amount off, such as ``if amount > limit: amount = limit``; None if not.

    Returns:
        The condition, the amount, the limit, and whether it is cut where the condition is not met.
    """
    test = node.test if isinstance(node, ast.If | ast.IfExp) else None
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    if not isinstance(test.ops[0], ast.Gt | ast.GtE | ast.Lt | ast.LtE):
        return None
    sides = (test.left, test.comparators[0])
    for amount, limit in (sides, sides[::-1]):
        texts = ast.unparse(amount), ast.unparse(limit)
        if isinstance(node, ast.If):
            is_set = [ast.unparse(one) for one in node.body] == [f"{texts[0]} = {texts[1]}"]
            is_given = [ast.unparse(one) for one in node.body] == [f"return {texts[1]}"]
            if (is_set or is_given) and not node.orelse:
                return test, amount, limit, False
        elif isinstance(node, ast.IfExp):
            pair = (ast.unparse(node.body), ast.unparse(node.orelse))
            if pair in (texts, texts[::-1]):
                return test, amount, limit, pair == texts
    return None


def limits_of(said: str) -> tuple[set[str], set[str]]:
    """What a docstring says is the most, and what the least.

    Examples:
        >>> limits_of("No parcel costs more than `top`, and none costs less than 2.50.")
        ({'top'}, {'2.5'})
    """
    found = []
    for pattern in (AT_MOST, AT_LEAST):
        texts = (match["n"] or match["before"] for match in pattern.finditer(said))
        found.append({_plain(text) for text in texts})
    return found[0], found[1]


def _limit(patient: Patient, node: ast.expr) -> str:
    """The number or the name that an argument stands for, without its type."""
    while is_call(node, *_KINDS) and isinstance(node, ast.Call) and len(node.args) == 1:
        node = node.args[0]
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
        return _plain(str(node.value))
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
        return node.attr
    text = ast.unparse(node)
    return _plain(patient.constants.get(text, text).strip("'\""))


def _plain(text: str) -> str:
    """A number as it is written without zeros at its end; other texts as they are."""
    text = str(VALUES.get(text.lower(), text))
    try:
        return f"{Decimal(text).normalize():f}" if text[:1].isdigit() else text
    except InvalidOperation:
        return text


def _is_amount(node: ast.expr) -> bool:
    """Whether a value is reckoned, and no number or length."""
    return bool(names_of(node)) and "len" not in names_of(node)


RULES = (caps, cuts)
