"""Tests that follow from the words of a goal without any value: what is taken, alike or refused.

No LLM can guess them wrong (metamorphic testing: T. Y. Chen et al., "Metamorphic Testing: A Review
of Challenges and Opportunities", ACM CSUR 51(1), 2018).
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.inverses import pairs_of
from hocket.agents.code.refusals import asked_error
from hocket.agents.code.source import calls_of, edited, parsed
from hocket.agents.code.values import takes_text
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hocket.agents.code.shape import Function
    from hocket.agents.code.source import Edit

MAX_PROMISES = 6
NONSENSE = "?!"
"""What no form of a text allows, neither alone nor behind it."""

_QUOTED = r"(?:'[^'\n]*'|\"[^\"\n]*\")"
_LIKE = late_pattern(
    rf"\b(?:like|such as|for example|e\.g\.,?) (?P<values>{_QUOTED}"
    rf"(?:(?:, or |, and |, | or | and ){_QUOTED})*)"
)
_MAKES = late_pattern(
    r"\b(?:returns?|gives?|makes?|formats?|writes?|prints?|raises?|turns?|converts?|becomes?|into"
    r"|never|not|n't|unlike|except|but|as)\b",
    re.IGNORECASE,
)
"""Behind these words stands what comes of a call, or what is not taken."""
_REFUSED = late_pattern(
    r"\b(?:refus\w*|reject\w*|invalid|illegal|malformed|bad|wrong|incorrect|nonsense|fails?|errors?"
    r"|None|nothing|skip\w*|drop\w*|remov\w*|ignored|discard\w*|without|no|\w+(?:Error|Exception))\b",
    re.IGNORECASE,
)
"""Around texts that are shown these words say that they are not taken, or give nothing."""
_SENTENCE = late_pattern(r"[.;!?](?=\s)|\n")
_CASE = late_pattern(
    r"\b(?:upper|lower|capital|small)(?:[- ]?case)?(?: letters)? (?:or|and) (?:in )?"
    r"(?:upper|lower|capital|small)(?:[- ]?case| letters)\b"
    r"|\bcase[- ]insensitiv\w+|\bregardless of (?:the )?case\b|\bignor\w+ (?:the )?case\b"
    r"|\bcase (?:does not|doesn't|is not to) matter\b",
    re.IGNORECASE,
)
_TELLS_CASES = late_pattern(
    r"\b(?:swap\w*|count\w*|share|number|amount|mix\w*|both|between|contain\w*|ha(?:s|ve)|needs?"
    r"|requires?|must|differ\w*|distinguish\w*|chang\w*|convert\w*|turn\w*|to)\b[^.;,:()]{0,20}$",
    re.IGNORECASE,
)
"""Before the cases of letters these words say that they make a difference."""
_MARKS = late_pattern(
    r"\bwith (?:or|and) without (?P<marks>(?:blank|space|hyphen|dash)(?:e?s)?"
    r"(?: (?:and|or) (?:blank|space|hyphen|dash)(?:e?s)?)?)\b",
    re.IGNORECASE,
)
_KEEPS = late_pattern(r"\b(?:ke(?:ep|pt)\w*|preserv\w*|stays?|unchanged)\b", re.IGNORECASE)
_REFUSES = late_pattern(
    r"\b(?:anything|everything|any (?:other )?text|all|texts?|what|whatever)\b[^.;]{0,40}"
    r"\b(?:else|other|isn['\u2019]t|is not|is no)\b[^.;]{0,40}\braises? (?:an? )?\w+(?:Error|Exc)"
    r"|\braises? (?:an? )?\w+(?:Error|Exception) (?:if|when|for|unless|on)\b[^.;]{0,30}"
    r"\b(?:isn['\u2019]t|is not|is no|anything else|everything else|any other|unless|invalid"
    r"|malformed|incorrect)\b",
    re.IGNORECASE,
)
_UNIQUE = late_pattern(
    r"(?:isn['\u2019]t|is not|not|unless (?:it|the text) is) an? (?:correct|valid|proper"
    r"|well[- ]formed)\b"
)


def promised(goal: str, functions: Sequence[Function], tests: Iterable[str]) -> list[str]:
    """Tests of the functions that take one text.

    Args:
        goal: What is asked.
        functions: The functions that there are.
        tests: Other tests, whose texts are inputs as well.

    Examples:
        >>> from hocket.agents.code.shape import shape_of
        >>> functions = shape_of("def size(text): pass").functions
        >>> goal = "size(text): the bytes of a text like '2 kB', in upper or lower case."
        >>> promised(f"{goal} Anything else raises a ValueError.", functions, [])[:2]
        ["assert size('2 kB') is not None", "assert size('2 kB') == size('2 KB')"]
    """
    passed = list(tests)
    made: list[str] = []
    taking = [f for f in functions if len(f.required) == 1 and takes_text(f.required[0])]
    for function in taking[:1] if len(taking) == 1 else []:
        shown = _shown(goal)
        made += [f"assert {function.name}({text!r}) is not None" for text in shown]
        inputs = [*shown, *_texts(function.name, passed)]
        made += _alike(goal, function.name, inputs)
        error = asked_error(goal)
        if error and _REFUSES.search(goal):
            refused = [f"{text}{NONSENSE}" for text in shown[:1]]
            made += [
                f"assert raises({error}, {function.name}, {t!r})" for t in [NONSENSE, *refused]
            ]
    return [*dict.fromkeys(made)][:MAX_PROMISES]


def _shown(goal: str) -> list[str]:
    """The texts that a goal shows as what is taken."""
    texts: list[str] = []
    goal = goal.translate(str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''"))
    for match in _LIKE.finditer(goal):
        before = _SENTENCE.split(goal[: match.start()])[-1]
        before = before.rpartition("):")[2].rpartition(") ")[2]
        after = _SENTENCE.split(goal[match.end() :])[0]
        if not _MAKES.search(before) and not _REFUSED.search(f"{before} {after}"):
            texts += [text[1:-1] for text in re.findall(_QUOTED, match["values"])]
    return texts


def _texts(function: str, tests: Iterable[str]) -> Iterator[str]:
    """The texts that tests pass to a function and that it need not refuse."""
    for test, call in calls_of(function, tests):
        argument = call.args[0] if len(call.args) == 1 else None
        if isinstance(argument, ast.Constant) and "raises" not in test:
            yield argument.value if isinstance(argument.value, str) else ""


def _alike(goal: str, function: str, texts: Iterable[str]) -> list[str]:
    """Tests that what makes no difference makes none, one of each kind for a text."""
    if _KEEPS.search(goal):
        return []
    made = []
    is_one_case = any(
        not _TELLS_CASES.search(goal[: match.start()]) for match in _CASE.finditer(goal)
    )
    marks = "".join(match["marks"] for match in _MARKS.finditer(goal)).casefold()
    for text in texts:
        others = [text.upper(), text.lower()] if is_one_case else []
        others += [text.replace("-", "")] * bool(re.search("hyphen|dash", marks))
        others += [text.replace(" ", "")] * bool(re.search("blank|space", marks))
        other = next((one for one in others if one != text), None)
        bare = next((one for one in reversed(others) if one not in (text, other)), None)
        made += [f"assert {function}({text!r}) == {function}({o!r})" for o in (other, bare) if o]
    return made


def checked_back(code: str, goal: str) -> str:
    r"""The code with a function that undoes another refusing what the other would not make.

    Only where the goal has it raise an error for what is not correct, and in no other form either.

    Examples:
        >>> code = "def to_hex(n): return hex(n)\n\ndef from_hex(text):\n    n = int(text, 16)\n"
        >>> goal = "Write to_hex(n) and from_hex(text), which raises ValueError if the text isn't "
        >>> print(checked_back(f"{code}    return n", f"{goal}a correct number."))
        def to_hex(n): return hex(n)
        <BLANKLINE>
        def from_hex(text):
            given = text
            n = int(text, 16)
            if to_hex(n) != given:
                raise ValueError(f"it is not of the right form: {given!r}")
            return n
    """
    tree, error = parsed(code), asked_error(goal)
    is_open = _CASE.search(goal) or _MARKS.search(goal)
    if tree is None or not error or is_open or not _UNIQUE.search(goal):
        return code
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    edits: list[Edit] = []
    for forth, back in pairs_of(functions):
        if _returns_once(functions[back]) and _says_of(goal, back):
            edits += _checks(functions[back], forth, error)
    return edited(code, edits)


def _says_of(goal: str, function: str) -> bool:
    """Whether the error is raised by this function: it is the last one named before that."""
    before = goal[: goal.find("raises")]
    return function in re.findall(r"(\w+)\(", before)[-1:]


def _returns_once(function: ast.FunctionDef) -> bool:
    """Whether a function of one parameter returns a name in its last line and nowhere else."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    last = function.body[-1]
    is_plain = isinstance(last, ast.Return) and isinstance(last.value, ast.Name)
    return is_plain and len(returns) == 1 and len(function.args.args) == 1


def _checks(function: ast.FunctionDef, forth: str, error: str) -> Iterator[Edit]:
    """What keeps the text that is given, and compares it with what its value is written as."""
    last = function.body[-1]
    says_more = ast.get_docstring(function) is not None
    first = function.body[1] if says_more and len(function.body) > 1 else function.body[0]
    value = last.value if isinstance(last, ast.Return) else None
    if first.lineno == function.lineno or first is last or not isinstance(value, ast.Name):
        return
    indent = " " * last.col_offset
    text = f"{indent}given = {function.args.args[0].arg}\n"
    yield first.lineno - 1, 0, 0, text
    test = f"{indent}if {forth}({value.id}) != given:\n"
    message = '(f"it is not of the right form: {given!r}")'
    yield last.lineno - 1, 0, 0, f"{test}{indent}    raise {error}{message}\n"
