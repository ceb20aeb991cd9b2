"""Places in lists and ranges that stop one too early or go one too far."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.patient import is_call, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.agents.code.doctor.patient import Patient

WHOLE_ONLY = re.compile(
    r"\b(?:full|complete|whole|entire)\b|\bleft out\b|\bdropped\b|\bignored\b"
    r"|\bof (?:exactly|just)\b",
    re.IGNORECASE,
)
FIRST_APART = re.compile(r"\b(?:except|without|but|after|other than|skip\w*)\b", re.IGNORECASE)


NEIGHBOURS = re.compile(
    r"\bneighbou?r\w*\b|\bconsecutive\b|\badjacent\b|\bsuccessive\b|\bfollow each other\b",
    re.IGNORECASE,
)
HEADS = re.compile(
    r"head\w*|titles?\b|columns?\b|labels?\b|foot\w*|\bfirst\b|\blast\b|\bfinal\b|\bnot \w+ed\b"
    r"|\btotal (?:line|row)\b|\bstarts? (?:at|with)\b|\bfrom\b|\bends?\b|\bcsv\b",
    re.IGNORECASE,
)
"""What may be said where the first or the last entry is of another kind."""


def ranges_of_places(patient: Patient) -> Iterator[str]:
    """``range`` over the places of a list, by which of them the loop looks at."""
    for target, call, scope in _ranges(patient):
        texts = [ast.unparse(one) for one in call.args]
        for of in sorted(_indexed(scope, target)):
            size, offsets = f"len({of})", _offsets(scope, of, target)
            if not offsets:
                continue
            new = _better_range(texts, size, offsets)
            if texts == [f"{size} - 2"] and offsets == {0, 1} and NEIGHBOURS.search(patient.said):
                new = [f"{size} - 1"]
            if new and not _guards(scope, target, size) and not _skips(patient, of, new, texts):
                yield patient.swapped(call, f"range({', '.join(new)})")


def _better_range(texts: list[str], size: str, offsets: set[int]) -> list[str]:
    """The arguments of a range that fits the places; empty if it fits, or is of another form."""
    least, most = min(offsets), max(offsets)
    if most < 0:
        return []
    stop = size if most == 0 else f"{size} - {most}"
    if len(texts) == 1 and _is_near(texts[0], size):
        return [stop] if texts[0] != stop and least >= 0 else []
    if len(texts) == 2 and _is_near(texts[1], size) and texts[0] in ("0", "1"):  # noqa: PLR2004
        start = str(max(0, -least))
        if texts[0] == "1" and least >= 0 and most > 0:
            start = "1"  # the place before may be looked at otherwise
        new = [stop] if start == "0" else [start, stop]
        return new if [texts[0], texts[1]] != [start, stop] else []
    if len(texts) == 3 and texts[2] == "-1" and offsets == {0}:  # noqa: PLR2004 - backwards
        is_near = _is_near(texts[0], size) and texts[1] in ("0", "-1")
        new = [f"{size} - 1", "-1", "-1"]
        return new if is_near and texts != new else []
    return []


def _is_near(text: str, size: str) -> bool:
    return text in (size, f"{size} - 1", f"{size} + 1")


def _ranges(patient: Patient) -> Iterator[tuple[str, ast.Call, list[ast.AST]]]:
    """(variable, call, what is done for each) of each loop over a range."""
    for node in ast.walk(patient.function):
        if isinstance(node, ast.For) and is_call(node.iter, "range"):
            if isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Call):
                yield node.target.id, node.iter, [*node.body]
        elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp):
            one = node.generators[0]
            if (
                len(node.generators) == 1
                and is_call(one.iter, "range")
                and isinstance(one.target, ast.Name)
                and isinstance(one.iter, ast.Call)
            ):
                yield one.target.id, one.iter, [node.elt, *one.ifs]


def _indexed(scope: list[ast.AST], target: str) -> set[str]:
    """The lists in which the variable is a place."""
    return {
        ast.unparse(node.value)
        for one in scope
        for node in ast.walk(one)
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and target in names_of(node.slice)
    }


def _offsets(scope: list[ast.AST], of: str, target: str) -> set[int]:
    """How far from the variable the places of a list are; empty if one is of another form."""
    found = set()
    for one in scope:
        for node in ast.walk(one):
            if not isinstance(node, ast.Subscript) or ast.unparse(node.value) != of:
                continue
            match = re.fullmatch(rf"{target}(?: ([+-]) (\d))?", ast.unparse(node.slice))
            if match is None:
                return set()
            found.add(int(f"{match[1]}{match[2]}") if match[1] else 0)
    others = {n.id for one in scope for n in ast.walk(one) if isinstance(n, ast.Name)}
    return found if target in others else set()


def _guards(scope: list[ast.AST], target: str, size: str) -> bool:
    """Whether what is done looks at the variable itself, or at the length."""
    for one in scope:
        for node in ast.walk(one):
            if isinstance(node, ast.Compare) and (
                size in ast.unparse(node)
                or target in {ast.unparse(x) for x in (node.left, *node.comparators)}
            ):
                return True
            if isinstance(node, ast.For) and target in names_of(node.iter):
                return True
    return False


def _skips(patient: Patient, of: str, new: list[str], texts: list[str]) -> bool:
    """Whether the first or last entry may be left out on purpose."""
    other = [
        ast.unparse(node)
        for node in ast.walk(patient.function)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == of
    ]
    takes_first = len(new) < len(texts) and texts[0] == "1"
    takes_last = texts[-1].endswith("- 1") and not new[-1].endswith("- 1")
    is_apart = (takes_first and f"{of}[0]" in other) or (
        takes_last and not {f"{of}[-1]", f"{of}[len({of}) - 1]"}.isdisjoint(other)
    )
    if takes_first or takes_last:
        is_set = any(
            isinstance(node, ast.Subscript)
            and isinstance(node.ctx, ast.Store)
            and ast.unparse(node.value) == of
            for node in ast.walk(patient.function)
        )
        about = f"{patient.said} {ast.unparse(patient.function.args)} {patient.function.name}"
        is_apart = is_apart or is_set or not patient.said or HEADS.search(about) is not None
    return is_apart or FIRST_APART.search(patient.said) is not None


def pieces_of_lists(patient: Patient) -> Iterator[str]:
    """``range`` over the starts of slices: the last piece, and the last window, count as well."""
    for target, call, scope in _ranges(patient):
        texts = [ast.unparse(one) for one in call.args]
        for node in (n for one in scope for n in ast.walk(one)):
            if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice):
                continue
            of, part = ast.unparse(node.value), node.slice
            low = ast.unparse(part.lower) if part.lower else ""
            match = re.fullmatch(rf"{target} \+ (\w+)", ast.unparse(part.upper or part))
            if low != target or match is None:
                continue
            size, width = f"len({of})", match[1]
            if len(texts) == 3 and texts[2] == width:  # noqa: PLR2004 - steps as wide as pieces
                if (
                    texts[0] == "0"
                    and texts[1] in (f"{size} - {width}", f"{size} - 1")
                    and not WHOLE_ONLY.search(patient.said)
                ):
                    yield patient.swapped(call, f"range(0, {size}, {width})")
            elif texts == [f"{size} - {width}"]:
                yield patient.swapped(call, f"range({size} - {width} + 1)")


def ends_that_count(patient: Patient) -> Iterator[str]:
    """``range`` up to a number that the docstring says is the last one."""
    for target, call, scope in _ranges(patient):
        texts = [ast.unparse(one) for one in call.args]
        is_place = bool(_indexed(scope, target))
        last = texts[1] if len(texts) > 1 else texts[0]
        if is_place or last not in patient.parameters or len(texts) > 2:  # noqa: PLR2004
            continue
        if not any(target in names_of(one) for one in scope):
            continue  # it counts the rounds
        name = rf"[`'\"]?{re.escape(last)}[`'\"]?"
        is_said = re.search(
            rf"\bto (?:and including )?{name}(?! ?[-+*/])(?!,? (?:exclusive\w*|excluded"
            rf"|not includ\w*))"
            rf"|\b(?:at most|through|(?<!not )including) {name}",
            patient.said,
        )
        is_out = re.search(
            rf"\b(?:below|under|less than|smaller than|not including|without|but not|excluding)"
            rf" {name}",
            patient.said,
        )
        if is_said and not is_out:
            start = texts[0] if len(texts) > 1 else ""
            if not start:
                begins = re.search(rf"\bfrom (\d+) to {name}", patient.said)
                start = begins[1] if begins else "0"
            yield patient.swapped(call, f"range({start}, {last} + 1)")


def whiles_too_far(patient: Patient) -> Iterator[str]:
    """``while place <= len(values)`` where the loop looks at that place."""
    for loop in patient.loops():
        test = loop.test if isinstance(loop, ast.While) else None
        for node in ast.walk(test) if test else ():
            if not isinstance(node, ast.Compare) or len(node.ops) != 1:
                continue
            match = re.fullmatch(r"(\w+) <= len\((\w+)\)", ast.unparse(node))
            if match and f"{match[2]}[{match[1]}]" in {
                ast.unparse(n) for n in ast.walk(loop) if isinstance(n, ast.Subscript)
            }:
                yield patient.swapped(node, f"{match[1]} < len({match[2]})")


def left_out_by_slices(patient: Patient) -> Iterator[str]:
    """A loop over a list without its last entry, where nothing says that it is left out."""
    for node in ast.walk(patient.function):
        of = node.iter if isinstance(node, ast.For | ast.comprehension) else None
        if not isinstance(of, ast.Subscript) or not isinstance(of.slice, ast.Slice):
            continue
        name, part = ast.unparse(of.value), ast.unparse(of.slice)
        if name not in patient.parameters and not name.startswith("list("):
            continue
        if part not in (":-1", "1:-1") or FIRST_APART.search(patient.said):
            continue
        if HEADS.search(patient.said):
            continue
        if f"{name}[-1]" in ast.unparse(patient.function) or not patient.said:
            continue
        if re.search(r"\b(?:next|neighbou?rs?|pairs?|followed|last|final|between)\b", patient.said):
            continue
        yield patient.swapped(of, name if part == ":-1" else f"{name}[1:]")


SQUARE = re.compile(r"\bsquare\b|\b(?:same|equal)\b|\badjacen\w+|\bdistance", re.IGNORECASE)


def widths_of_tables(patient: Patient) -> Iterator[str]:
    """The places in a row counted by the number of rows, in tables that need not be square."""
    if SQUARE.search(patient.said):
        return
    loops = {target: call for target, call, _ in _ranges(patient)}
    for node in patient.nodes(ast.Subscript):
        row = node.value if isinstance(node, ast.Subscript) else None
        if not isinstance(node, ast.Subscript) or not isinstance(row, ast.Subscript):
            continue
        of, outer, inner = (ast.unparse(one) for one in (row.value, row.slice, node.slice))
        if (
            {outer, inner} <= {*loops}
            and outer != inner
            and of in patient.parameters
            and {ast.unparse(loops[name]) for name in (outer, inner)} == {f"range(len({of}))"}
        ):
            yield patient.swapped(loops[inner], f"range(len({of}[0]))")


RULES = (
    widths_of_tables,
    ranges_of_places, pieces_of_lists, ends_that_count, whiles_too_far, left_out_by_slices,
)  # fmt: skip
