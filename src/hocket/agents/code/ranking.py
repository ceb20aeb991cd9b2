"""The order of the lines that a script prints: what the goal says, held against them, and mended.

Only lines of one text and one number each count, such as words with how often they occur.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.agents.code.source import edited, parsed
from hocket.agents.forms.orders import order_in
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.source import Edit
    from hocket.agents.forms.orders import Order

LONGEST_LINE = 200
"""Characters; a longer line is no word with its number, and slow to be told from one."""
Entry = tuple[str, float]
"""The text and the number of a printed line."""

_ENTRY = late_pattern(
    r"(?P<text>[^\W\d][^\d\n]*?)[\s:,;=|-]*[\s:,;=|](?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<first>-?\d+(?:\.\d+)?)[\s:,;=|]+(?P<then>[^\W\d][^\d\n]*)"
)
_FIGURES = late_pattern(
    r"(?:frequen\w+|common|often|number|count|total|sum|amount|score|point|occurrence|vote"
    r"|figure|value|hit|time)s?\b"
)
"""What the number of a line can be called."""
_TEXTS = late_pattern(r"(?:name|word|text|key|title|label|letter|alphabet\w*)s?\b")
"""What the text of a line can be called."""
_TIES = late_pattern(
    r"\b(?:ties?|tied|equal\w*|same|draws?|then(?: in| by)?|otherwise)\b[^.;]{0,60}?"
    r"(?:\balphabet\w*|\bby (?:the |their |its )?(?:name|word|text|title|letter)s?\b"
    r"|\bA ?(?:to|-) ?Z\b)",
    re.IGNORECASE,
)
_CLAUSE = late_pattern(r"[.;](?=\s|$)|\n")
_TURNED = late_pattern(r"\b(?:reverse\w*|backwards?|descending|Z ?(?:to|-) ?A)\b", re.IGNORECASE)
_PART_OF_NAME = late_pattern(
    r"(?:last|second|family|middle|first|given)[ _-](?:name|word|letter)s?$", re.IGNORECASE
)
_MOST = late_pattern(
    r"\b(?:most|least) (?:frequent|common|popular|often)\w*\b|\boccur\w* (?:the )?(?:most|least)\b"
    r"|\bmost[- ](?:used|seen|named|said)\b",
    re.IGNORECASE,
)
"""What is printed most often comes first, unless the least is asked for."""
_OTHER_SIZE = late_pattern(r"\b(?:longest|shortest|lengths?|average|mean|ratio)\b", re.IGNORECASE)
"""What is ordered by may stand in no line."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order of lines.

    Attributes:
        by_number: Whether the number decides; else the text does.
        is_down: Whether the largest comes first.
        has_ties: Whether equal numbers are in the order of the alphabet.
    """

    by_number: bool
    is_down: bool
    has_ties: bool = False


def ranking_in(goal: str) -> Ranking | None:
    """The order in which a goal wants lines of a text and a number; None if that is not certain.

    Examples:
        >>> ranking_in("It prints each name, the most points first and equal ones by name.")
        Ranking(by_number=True, is_down=True, has_ties=True)
        >>> ranking_in("It prints each name, sorted by name.")
        Ranking(by_number=False, is_down=False, has_ties=False)
        >>> ranking_in("It prints each name and its age, the tallest child first.")
    """
    order = order_in(goal)
    if _OTHER_SIZE.search(goal) or (order is not None and order.is_fall):
        return None
    return _by_most(goal, order) or (_by_order(goal, order) if order is not None else None)


def _by_most(goal: str, order: Order | None) -> Ranking | None:
    """The ranking of what is printed most often, where the goal states no other order."""
    most = _MOST.search(goal)
    if most is None or (order is not None and (order.kind != "columns" or _is_text(order))):
        return None
    is_least = "least" in most.group().lower()
    return Ranking(by_number=True, is_down=not is_least, has_ties=_has_ties(goal))


def _by_order(goal: str, order: Order) -> Ranking | None:
    phrase, is_down = order.parts[0]
    is_text = order.kind == "alphabet" or (order.kind == "columns" and _is_text(order))
    if is_text and _PART_OF_NAME.search(phrase):
        return None
    if is_text:
        return Ranking(by_number=False, is_down=is_down)
    if order.kind == "time" or order.is_bare or not _FIGURES.match(_last(order)):
        return None
    return Ranking(by_number=True, is_down=is_down, has_ties=_has_ties(goal))


def _is_text(order: Order) -> bool:
    return _TEXTS.match(_last(order)) is not None


def _last(order: Order) -> str:
    """The last word of what is ordered by first."""
    return order.parts[0][0].rpartition(" ")[2].casefold()


def _has_ties(goal: str) -> bool:
    """Whether equal numbers are to be in the order of the alphabet."""
    tie = _TIES.search(goal)
    return tie is not None and not _TURNED.search(_CLAUSE.split(goal[tie.start() :])[0])


def entries_in(printed: str) -> list[Entry]:
    r"""The text and the number of each line; none unless all lines are of this form.

    Examples:
        >>> entries_in("tree 3\nold oak: 2.5")
        [('tree', 3.0), ('old oak', 2.5)]
        >>> entries_in("word count\ntree 3")
        []
    """
    lines = [line.strip() for line in printed.splitlines()]
    if any(len(line) > LONGEST_LINE for line in lines):
        return []
    matches = [_ENTRY.fullmatch(line) for line in lines]
    return [
        (match["text"] or match["then"], float(match["number"] or match["first"]))
        for match in matches
        if match is not None and all(matches)
    ]


def out_of_order(goal: str, printed: str) -> str:
    r"""Two lines that are not in the order that the goal wants; empty if there are none.

    Examples:
        >>> goal = "Print each name with its points, most points first, equal ones by name."
        >>> out_of_order(goal, "Ben 3\nAda 3")
        "it prints 'Ben 3' before 'Ada 3': equal ones are to be in alphabetical order"
        >>> out_of_order(goal, "Ben 4\nAda 3")
        ''
    """
    ranking = ranking_in(goal)
    entries, lines = entries_in(printed), printed.splitlines()
    if ranking is None or not entries:
        return ""
    places = [*_misplaced(ranking, entries)]
    if not places:
        return ""
    first, then = entries[places[0]], entries[places[0] + 1]
    says = "the goal wants the largest first" if ranking.is_down else "the smallest comes first"
    if not ranking.by_number or first[1] == then[1]:
        says = "equal ones are to be" if ranking.by_number else "they are to be"
        says = f"{says} in {'reverse ' if ranking.is_down and not ranking.by_number else ''}"
        says = f"{says}alphabetical order"
    return f"it prints {lines[places[0]]!r} before {lines[places[0] + 1]!r}: {says}"


def _misplaced(ranking: Ranking, entries: Sequence[Entry]) -> Iterator[int]:
    """The places of the lines that should not stand before the next one.

    Texts may be ordered with or without regard to case.
    """
    readings = [[text for text, _ in entries], [text.casefold() for text, _ in entries]]
    for place, ((_, number), (_, other)) in enumerate(pairwise(entries)):
        if ranking.by_number and number != other:
            if (number < other) is ranking.is_down:
                yield place
        elif (ranking.has_ties or not ranking.by_number) and all(
            _is_after(
                texts[place], texts[place + 1], is_down=ranking.is_down and not ranking.by_number
            )
            for texts in readings
        ):
            yield place


def _is_after(text: str, other: str, *, is_down: bool) -> bool:
    return text < other if is_down else text > other


def ranked(code: str, goal: str) -> str:
    """A script that sorts pairs of texts and numbers as the goal wants them.

    Args:
        code: The script, whose lines are in another order.
        goal: What is asked for.

    Examples:
        >>> goal = "Print the words, the most common first and equally common ones by name."
        >>> print(ranked("top = counts.most_common(3)", goal))
        top = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        >>> print(ranked("a = sorted(n.items(), key=lambda x: x[1], reverse=True)", goal))
        a = sorted(n.items(), key=lambda pair: (-pair[1], pair[0]))
        >>> print(ranked("words.sort(key=n.get, reverse=True)", goal))
        words.sort(key=lambda one: (-n[one], one))
    """
    ranking, tree = ranking_in(goal), parsed(code)
    if ranking is None or tree is None:
        return code
    return edited(code, (edit for node in ast.walk(tree) for edit in _sorts(node, ranking)))


def _sorts(node: ast.AST, ranking: Ranking) -> Iterator[Edit]:
    """A call that orders texts with their numbers, ordering them by the key of the goal."""
    if not isinstance(node, ast.Call) or node.lineno != node.end_lineno:
        return
    called, text = node.func, ""
    if isinstance(called, ast.Attribute) and called.attr == "most_common":
        most = f"[:{ast.unparse(node.args[0])}]" if node.args else ""
        text = f"sorted({ast.unparse(called.value)}.items(), {_key(ranking)}){most}"
    elif isinstance(called, ast.Name) and called.id == "sorted" and node.args:
        given = ast.unparse(node.args[0])
        is_pairs = given.endswith(".items()") or _takes_part(node)
        numbers = _numbers_of(node)
        if is_pairs or numbers:
            text = f"sorted({given}, {_key(ranking, '' if is_pairs else numbers)})"
    elif isinstance(called, ast.Attribute) and called.attr == "sort":
        numbers = _numbers_of(node)
        if numbers or _takes_part(node):
            text = f"{ast.unparse(called)}({_key(ranking, numbers)})"
    if text:
        yield node.lineno - 1, node.col_offset, node.end_col_offset or 0, text


def _key(ranking: Ranking, numbers: str = "") -> str:
    """The arguments that sort pairs, or texts whose numbers are kept by a dict of that name."""
    name = "one" if numbers else "pair"
    text, number = (name, f"{numbers}[one]") if numbers else ("pair[0]", "pair[1]")
    if not ranking.by_number:
        return f"key=lambda {name}: {text}{', reverse=True' * ranking.is_down}"
    number = f"{'-' * ranking.is_down}{number}"
    return f"key=lambda {name}: {f'({number}, {text})' if ranking.has_ties else number}"


def _takes_part(call: ast.Call) -> bool:
    """Whether things are sorted by the second part of each."""
    return any(
        (isinstance(node, ast.Subscript) and ast.unparse(node.slice) == "1")
        or (isinstance(node, ast.Call) and re.search(r"\bitemgetter\(1\)", ast.unparse(node)))
        for key in _keys(call)
        for node in ast.walk(key)
    )


def _numbers_of(call: ast.Call) -> str:
    """The dict by whose values its keys are sorted; empty if they are sorted otherwise."""
    for key in _keys(call):
        if isinstance(key, ast.Attribute) and key.attr == "get":
            return ast.unparse(key.value)
        body = key.body if isinstance(key, ast.Lambda) else None
        body = body.operand if isinstance(body, ast.UnaryOp) else body
        if isinstance(body, ast.Subscript) and isinstance(body.slice, ast.Name):
            return ast.unparse(body.value)
    return ""


def _keys(call: ast.Call) -> list[ast.expr]:
    return [one.value for one in call.keywords if one.arg == "key"]
