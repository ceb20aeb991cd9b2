"""Conditions with a number that stands nowhere in what was asked or shown: the LLM made it up.

``df[df["people"] > 150000]`` leaves most towns out of a share that is asked of all of them. A word
such as "large" asks for a limit without stating it; then, and for a small number, which may be
known of the world (18 years, 30 degrees), nothing is said.
"""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed
from hocket.agents.forms.apart import of_outputs
from hocket.agents.ways.conditions import Comparison
from hocket.agents.ways.thresholds import converted, near
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KNOWN = 366
"""Up to this a number may be one that everybody knows."""
YEARS = range(1000, 3000)
_OF_TIME = frozenset((1440, 3600, 7200, 43_200, 86_400, 604_800))
_NINES = late_pattern(r"9{3,}|9+\.9+")
"""What stands for a missing value."""
_VAGUE = late_pattern(
    r"\b(?:large|big|major|huge|great|small|little|minor|tiny|heavy|light|high|low|hot|cold|warm"
    r"|old|young|adults?|minors?|child\w*|seniors?|elderly|teen\w*|rich|poor|wealthy|expensive|cheap"
    r"|long|short|tall|deep|fast|slow|early|late|recent|popular|frequent\w*|busy|significant\w*"
    r"|notable|strong|weak|good|bad|normal\w*|unusual\w*|outliers?|extreme\w*|dense\w*|crowded|rare"
    r"|rarely|common\w*|many|few|several|enough|plausible|implausible|valid|invalid|realistic"
    r"|sensible|errors?|wrong\w*|impossible|typos?|important|serious|substantial\w*"
    r"|(?:larger|bigger|smaller|higher|lower|longer|shorter|older|younger|cheaper|richer|poorer)"
    r"(?! (?:\w+ ){0,4}than\b))\b(?!-)",
    re.IGNORECASE,
)
"""What asks for a limit that it does not state."""
_HOW_MANY = late_pattern(
    r"\bhow (?:many|much|long|old|large|high|big|tall|deep|often)\b", re.IGNORECASE
)
_SPELLED = late_pattern(
    r"\b(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|k|mio|bn|mn|lakh|crore)\b"
    r"|\d(?:k|m|bn)\b",
    re.IGNORECASE,
)
"""Words of which a number is made."""
_NUMBER = late_pattern(r"\d+(?:[ ,.'\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?")
_MARKS = late_pattern(r"[ ,.'\u00a0\u2009\u202f]")
_SIGNS: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_WHERE = late_pattern(
    r"\bwhere\b(?P<of>(?:(?!\b(?:group\s+by|order\s+by|having|qualify|limit|union|select)\b).)*)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = late_pattern(
    r"(?:\"(?P<quoted>[^\"]+)\"|(?<![\w.\"])(?P<name>[A-Za-z_]\w*))\s*(?P<sign>[<>]=?)\s*"
    r"(?P<number>\d+(?:\.\d+)?)(?![\w.]|\s*[-+*/(])"
)


def invented(task: str, code: str, shown: str, file: str = "") -> list[Comparison]:
    """The comparisons of a column by which rows are chosen, with a number that was made up.

    Args:
        task: What is asked.
        code: The program or statement.
        shown: All that its author was shown, the task among it.
        file: The file to leave.

    Examples:
        >>> task = "What share of the pay goes to each team?"
        >>> invented(task, 'df = df[df["pay"] > 25000]', f"{task} pay: 1200 to 90000")
        [Comparison(name='pay', sign='>', number=25000)]
        >>> invented(task, 'df = df[df["pay"] > 1200]', f"{task} pay: 1200 to 90000")
        []
    """
    asked = _HOW_MANY.sub(" ", of_outputs(task, file))
    if _VAGUE.search(asked) or _SPELLED.search(task):
        return []
    found = [one for one in _conditions(code) if _may_be_made_up(one.number)]
    if not found:
        return []
    stated = {number for text in _NUMBER.findall(shown) for number in _readings(text)}
    others = converted(task, code)
    return [
        one
        for one in found
        if not near(Fraction(str(one.number))) & stated
        and not any(abs(one.number - other) <= abs(other) / 100 for other in others)
    ]


def said_of_invented(found: Sequence[Comparison]) -> str:
    """What is wrong with comparisons that were made up, in words for the LLM."""
    one = found[0]
    condition = f'"{one.name}" {one.sign} {one.number:.15g}'
    return (
        f"it keeps only rows with {condition}, but {one.number:.15g} stands nowhere in the task: "
        "leave that condition out, all rows count"
    )


def _may_be_made_up(number: float) -> bool:
    """Whether a number is none that is known of the world, a year, or a mark of a missing value."""
    is_known = number <= KNOWN or number in YEARS or number in _OF_TIME
    return not is_known and _NINES.fullmatch(f"{number:.15g}") is None


def _readings(text: str) -> Iterator[Fraction]:
    """What a number may be: marks in it part its thousands, or its decimals."""
    yield Fraction(_MARKS.sub("", text))
    for part in _MARKS.split(text):
        yield Fraction(part)
    if text.count(".") == 1 and text.replace(".", "").isdigit():
        yield Fraction(text)


def _conditions(code: str) -> list[Comparison]:
    """The comparisons of a column with a number that choose rows."""
    tree = parsed(code)
    if tree is None:
        return [
            Comparison(match["quoted"] or match["name"], match["sign"], _number(match["number"]))
            for where in _WHERE.finditer(code)
            if not re.search(r"\bcase\b", where["of"], re.IGNORECASE)
            for match in _CONDITION.finditer(where["of"])
        ]
    masks = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    compared = [part for mask in masks for part in ast.walk(mask) if isinstance(part, ast.Compare)]
    return [one for node in compared if (one := _comparison(node)) is not None]


def _comparison(node: ast.Compare) -> Comparison | None:
    sign, column, number = _SIGNS.get(type(node.ops[0])), node.left, node.comparators[0]
    if len(node.ops) != 1 or sign is None or not isinstance(number, ast.Constant):
        return None
    if isinstance(column, ast.Attribute):
        name: object = column.attr
    else:
        key = column.slice if isinstance(column, ast.Subscript) else None
        name = key.value if isinstance(key, ast.Constant) else None
    is_number = isinstance(number.value, int | float) and not isinstance(number.value, bool)
    if not isinstance(name, str) or not is_number:
        return None
    return Comparison(name, sign, number.value)  # type: ignore[arg-type]


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)
