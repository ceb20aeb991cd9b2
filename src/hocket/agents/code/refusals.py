"""Errors that a goal asks for by name: examples of what is refused, calls that fail otherwise."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.running import ERROR_NAMES
from hocket.agents.code.shape import names_in
from hocket.agents.code.source import calls_of, parsed
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hocket.agents.code.running import Ran
    from hocket.agents.code.shape import Function

MAX_REFUSALS = 4
_SHOWN = r"(?:'[^']*'|\"[^\"]*\"|-?\d+(?:\.\d+)?(?![\d,.]*\d)|[A-Z][A-Z\d]+)"
EXAMPLES = late_pattern(
    rf"(?<!never )(?<!not )\braises? (?:an? )?(?P<error>{ERROR_NAMES.pattern})\b(?P<why>[^.;]*?)"
    rf"\b(?:such as|like|for example|e\.g\.,?) "
    rf"(?P<values>{_SHOWN}(?:(?:, or |, | or | and ){_SHOWN})*)"
    r"(?![^.;]{0,30}\b(?:gives|returns|is|are)\b)"
)
INVERTED = late_pattern(r"\b(?:unless|other than|else than|except|but for|not)\b", re.IGNORECASE)
SHOWN = late_pattern(_SHOWN)
ASKS = late_pattern(
    rf"(?<!never )(?<!not )(?<!n't )\braises? (?:an? )?(?P<error>{ERROR_NAMES.pattern})\b"
)
_NAMES = late_pattern(
    rf"(?:\band|\bor|\bbut|\belse|\botherwise|\binstead|[,;:])(?: (?:is|it is|gives|with))? "
    rf"an? (?P<error>{ERROR_NAMES.pattern})(?= (?:if|when|where|for|unless|on|otherwise|else)\b"
    r"|[.;]|\Z)"
    rf"|\b[Aa]n? (?P<raised>{ERROR_NAMES.pattern}) (?:is to be|is|has to be|must be|should be)"
    r" raised\b"
)
"""Forms without a verb, as in "the age, and a ValueError if the text is none"."""
_COMPLAINT = late_pattern(
    r"\b(?:fix\w*|mend\w*|repair\w*|crash\w*|bugs?|wrong|stops|fails|complain\w*"
    r"|put \w+(?:\.\w+)? right|catch\w*|caught|swallow\w*|never)\b",
    re.IGNORECASE,
)
"""Where something is to be mended, an error may be what is complained of, or one that is caught."""
LOST = ("KeyError", "IndexError", "AttributeError", "UnboundLocalError", "ZeroDivisionError")
"""Errors that come of input which code did not think of."""


def refusals_in(goal: str, functions: Iterable[Function], tests: Iterable[str]) -> list[str]:
    """Tests that functions of one parameter raise the error for the examples that a goal gives.

    An example is for the functions to which tests pass a value of its type.

    Examples:
        >>> from hocket.agents.code.shape import shape_of
        >>> functions = shape_of("def age(text): pass").functions
        >>> goal = "age(text) raises ValueError for what is no age, such as 'old' or 12."
        >>> refusals_in(goal, functions, ["assert age('3 years') == 3"])
        ["assert raises(ValueError, age, 'old')"]
    """
    match = EXAMPLES.search(goal)
    if match is None or INVERTED.search(match["why"]):
        return []
    values = [_value(text) for text in SHOWN.findall(match["values"])]
    passed = list(tests)
    found = [
        f"assert raises({match['error']}, {function.name}, {value!r})"
        for function in functions
        if len(function.required) == 1
        for value in values
        if type(value) in {type(one) for one in _passed(function.name, passed)}
    ]
    return found[:MAX_REFUSALS]


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def _passed(function: str, tests: Iterable[str]) -> Iterator[object]:
    """The plain values that tests pass to a function as its first argument."""
    for _, call in calls_of(function, tests):
        if call.args:
            try:
                yield ast.literal_eval(call.args[0])
            except ValueError:
                continue


def other_errors(goal: str, ran: Ran, names: Collection[str]) -> list[str]:
    """Calls that raise what comes of unforeseen input, where a goal names the one error to raise.

    Args:
        goal: What is asked.
        ran: What a file did.
        names: Its functions that count.

    Examples:
        >>> from hocket.agents.code.running import Ran
        >>> ran = Ran(faults=(("age('x')", "KeyError: 'x' in line 3: return AGES[text]"),))
        >>> other_errors("age(text) raises ValueError for others.", ran, {"age"})
        ["age('x') raises KeyError: 'x' in line 3: return AGES[text], not ValueError as asked"]
    """
    asked = asked_error(goal)
    return [
        f"{call} raises {why}, not {asked} as asked"
        for call, why in ran.faults
        if asked and _error_of(why) in set(LOST) - {asked} and call.partition("(")[0] in names
    ]


def refusing(code: str, goal: str, ran: Ran) -> str:
    r"""The code with the error that the goal names in place of those of unforeseen input.

    Args:
        code: The source of what ran.
        goal: What is asked.
        ran: What it did.

    Examples:
        >>> from hocket.agents.code.running import Ran
        >>> ran = Ran(faults=(("age('x')", "KeyError: 'x' in line 2: return AGES[text]"),))
        >>> code = "def age(text):\n    return AGES[text]"
        >>> print(refusing(code, "age(text) raises ValueError for others.", ran))
        def age(text):
            try:
                return AGES[text]
            except (KeyError,) as fault:
                raise ValueError(f"it cannot be taken: {fault}") from fault
    """
    asked, lines = asked_error(goal), code.split("\n")
    wanted = {call.partition("(")[0] for call in other_errors(goal, ran, names_in(goal))}
    errors = sorted({_error_of(why) for call, why in ran.faults} & set(LOST) - {asked})
    tree = parsed(code)
    body = tree.body if tree else []
    functions = [n for n in body if isinstance(n, ast.FunctionDef) and n.name in wanted]
    for function in sorted(functions, key=lambda n: -n.lineno):
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        if not body or body[0].lineno == function.lineno or _has_long_text(function):
            continue
        first, last = body[0].lineno - 1, function.end_lineno or 0
        indent = " " * body[0].col_offset
        inner = [f"    {line}" if line.strip() else line for line in lines[first:last]]
        lines[first:last] = [
            f"{indent}try:",
            *inner,
            f"{indent}except ({', '.join(errors)},) as fault:",
            f'{indent}    raise {asked}(f"it cannot be taken: {{fault}}") from fault',
        ]
    return "\n".join(lines)


def asked_error(goal: str) -> str:
    """The only error that a goal wants to be raised; empty if it names none, or others as well.

    Examples:
        >>> asked_error("age(text): the age in years, and a ValueError if the text is none.")
        'ValueError'
        >>> asked_error("I get wrong ages, and a ValueError if a line is empty. Mend age.py.")
        ''
    """
    named = {match[0] for match in ERROR_NAMES.finditer(goal)}
    wanted = {match["error"] for match in ASKS.finditer(goal)}
    if not wanted and not _COMPLAINT.search(goal):
        wanted = {match["error"] or match["raised"] for match in _NAMES.finditer(goal)}
    return min(wanted) if len(wanted) == 1 and named == wanted else ""


def _error_of(why: str) -> str:
    return why.partition(":")[0].partition(" in ")[0]


def _has_long_text(function: ast.FunctionDef) -> bool:
    """Whether a text goes over several lines, which an indent would change."""
    texts = (n for one in function.body for n in ast.walk(one) if isinstance(n, ast.Constant))
    return any(isinstance(n.value, str) and n.lineno != n.end_lineno for n in texts)
