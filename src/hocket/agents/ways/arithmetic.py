"""The sums that a text works out, computed again: small LLMs set them up right and compute wrong.

It follows the calculator of K. Cobbe et al., "Training Verifiers to Solve Math Word Problems"
(2021), which takes the value of each sum out of the hands of the LLM; here it is compared.
"""

from __future__ import annotations

import ast
import operator
import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_CHARS, MOST_DIGITS, MOST_POWER, MOST_BITS = 120, 15, 12, 2000
ANSWER = "Answer:"
ABOUT = 50
"""The part of a value by which another one may differ that is said to be about that."""

_TEX = (
    (late_pattern(r"\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}"), r" \1 "),
    (late_pattern(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"((\1)/(\2))"),
    (late_pattern(r"\\(?:times|cdot)|[\u00d7\u00b7]"), "*"),
    (late_pattern(r"\\div|\u00f7"), "/"),
    (late_pattern(r"\\(?:approx|simeq)|\u2248"), "\u2248"),
    (late_pattern(r"\\(?:left|right|quad|[()\[\],;!])|[$\u20ac\u00a3]"), " "),
    (late_pattern(r"\\%"), "%"),
    (late_pattern(r"\u2212"), "-"),
    (late_pattern(r"\^\{?(\d+)\}?"), r"**\1"),
    (late_pattern(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
)
"""What TeX and typography write otherwise than a formula, and the formula."""

_CONTINUED = late_pattern(r"(?m)^( *([A-Za-z]\w*) *=[^\n=]+?) *\n+ *\2 *= *")
"""An unknown that the next line has again with the value of its sum."""
_EQUATION = late_pattern(r"[=\u2248]")
_JOINING = r"and|or|so|then|is|are|we|but|to|in|at|with|which|gives|equals|from|left|the|a"
_UNIT = late_pattern(
    rf"(?<=\d)(?: (?!(?:{_JOINING})\b)([A-Za-z]{{2,}}|[hmsgl])|([A-Za-z]{{2,}}))(?![\w/^*])"
)
_OTHERWISE = late_pattern(
    r" *-?\d+(?:\.\d+)? ?(?:[ap]\.? ?m\b|o'clock|per ?cent|\(?mod\b|[A-Za-z]+,?(?: and)? \d)",
    re.IGNORECASE,
)
"""A value that is a time of the day, a percentage, or in two units, so it is no plain sum."""
_SCALES = frozenset({7, 10, 12, 24, 60, 100, 1000, 3600, 1_000_000})
"""By what a unit is larger than another one of its kind."""
_WORDED = late_pattern(r"\b(?:plus|minus|times|of|per|percent|by|into|over|dozen|half|squared)\b")
"""Words that belong to a sum, which is then not looked at."""
_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A sum whose value a text has wrong.

    Attributes:
        formula: The sum, as a formula.
        said: The value that the text gives it.
        value: Its value.
        is_last: Whether no other sum follows.
    """

    formula: str
    said: str
    value: Fraction
    is_last: bool

    @property
    def shown(self) -> str:
        """The value as a text writes it, with at most six digits."""
        return f"{float(self.value):.6g}" if self.value.denominator > 1 else str(self.value)


def wrong_sum(text: str) -> WrongSum | None:
    r"""The first sum of numbers in a text that is not what the text says; None if there is none.

    Sums with letters, units of several kinds, times of day and the like are not looked at.

    Examples:
        >>> found = wrong_sum(r"So \( x = \frac{162}{0.9 \times 1.2} = 180 \), as asked.")
        >>> found.formula, found.said, found.shown
        ('((162)/(0.9 * 1.2))', '180', '150')
        >>> wrong_sum("12 apples + 5 apples = 17 apples, and 17 / 3 = 5.67.")
        >>> wrong_sum("9:30 + 0:45 = 10:15, 3 feet + 2 inches = 38 inches, x + 2 = 5")
    """
    sums = list(_sums(text))
    for place, (formula, said, is_about) in enumerate(sums):
        value = _computed(formula)
        if value is None or _is_same(value, said, is_about=is_about):
            continue
        return WrongSum(formula, said, value, is_last=place == len(sums) - 1)
    return None


def with_last_sum(text: str, wrong: WrongSum) -> str:
    """A text with the value of its last sum, there and in its answer; empty if that is not certain.

    It is certain if the answer has the wrong value, once, and no other number.

    Examples:
        >>> text = "They need 12 * 3 = 38 nails. Answer: They need 38 nails."
        >>> with_last_sum(text, wrong_sum(text))
        'They need 12 * 3 = 36 nails. Answer: They need 36 nails.'
        >>> text = "12 * 3 = 38, so two boxes. Answer: They need 2 boxes."
        >>> with_last_sum(text, wrong_sum(text))
        ''
    """
    working, label, answer = text.rpartition(ANSWER)
    numbers = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", answer)
    is_certain = [number.replace(",", "") for number in numbers] == [wrong.said]
    if not (wrong.is_last and label and is_certain):
        return ""
    before, equals, after = working.rpartition(numbers[0])
    worked = f"{before}{wrong.shown}{after}" if equals else working
    return f"{worked}{label}{answer.replace(numbers[0], wrong.shown)}"


def _sums(text: str) -> Iterator[tuple[str, str, bool]]:
    """(formula, the value that stands behind it, whether it is said to be about that) of a text."""
    for pattern, plain in _TEX:
        text = pattern.sub(plain, text)
    text = _CONTINUED.sub(r"\1 = ", text)
    for line in text.splitlines():
        signs = _EQUATION.findall(line)
        for sign, (left, right) in zip(signs, pairwise(_EQUATION.split(line)), strict=True):
            found = _side(left, right)
            if found is not None:
                yield *found, sign != "="


def _side(left: str, right: str) -> tuple[str, str] | None:
    """The formula at the end of a text, and the number at the beginning of another."""
    value = re.match(r" *(-?\d+(?:\.\d+)?)(?![\d:/%*^(]| ?[-+*/^%(:])(?: ?([A-Za-z]+))?", right)
    formula = re.search(r"[-+*/(). \dA-Za-z]*\Z", left)
    if value is None or formula is None or len(formula[0]) > MOST_CHARS:
        return None
    units = {"".join(unit).lower().removesuffix("s") for unit in _UNIT.findall(formula[0])}
    plain = re.sub(r".*[A-Za-z]{2,}[. ]+(?=\d)", "", _UNIT.sub("", formula[0]))
    plain = re.sub(r"^- +", "", plain.strip(" .,").lstrip("+*/ "))  # of an item in a list
    own = {value[2].lower().removesuffix("s")} if value[2] and units else set()
    if _OTHERWISE.match(right) or (value[2] and not units and _is_scaled(plain, value[1])):
        return None
    if len(units | own) > 1 or re.search(r"[A-Za-z]", plain) or _WORDED.search(formula[0]):
        return None
    before = left[: len(left) - len(formula[0])]
    is_whole = not before or (before[-1] in ",;:!?" and formula[0].startswith(" "))
    has_sum = re.search(r"[\d)] *[-+*/]+ *[\d(-]", plain) is not None
    return (plain, value[1]) if is_whole and has_sum else None


def _is_scaled(formula: str, said: str) -> bool:
    """Whether a value is that of a formula in a larger or smaller unit: 2500 + 500 = 3 kg."""
    value, given = _computed(formula), Fraction(said)
    if not value or not given:
        return False
    ratio = abs(value / given)
    return max(ratio, 1 / ratio) in _SCALES


def _computed(formula: str) -> Fraction | None:
    try:
        return _value(ast.parse(formula, mode="eval").body)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError, MemoryError):
        return None


def _value(node: ast.AST) -> Fraction:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        text = repr(node.value)
        if len(text) <= MOST_DIGITS:
            return Fraction(text)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left), _value(node.right)
        bits = left.numerator.bit_length() + left.denominator.bit_length()
        is_short = right.denominator == 1 and 0 <= right <= MOST_POWER and bits <= MOST_BITS
        if isinstance(node.op, ast.Pow) and is_short:
            return left ** int(right)
        if type(node.op) in _OPERATIONS:
            return _OPERATIONS[type(node.op)](left, right)
    message = f"{ast.unparse(node)} is no sum of numbers"
    raise ValueError(message)


def _is_same(value: Fraction, said: str, *, is_about: bool) -> bool:
    """Whether a number is a value, as far as it is rounded or cut off."""
    given = Fraction(said)
    if value.denominator > 1 and given.denominator == 1 and abs(value - given) < 1:
        return True  # cut off or rounded, as whole things are
    step = Fraction(1, 10 ** len(said.partition(".")[2]))
    is_rounded = is_about or "." in said
    slack = step if is_rounded else Fraction(0)
    return abs(value - given) <= max(slack, abs(value) / ABOUT if is_about else Fraction(0))
