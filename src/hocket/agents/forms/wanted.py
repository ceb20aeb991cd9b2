"""The form that a task asks for, read from its words: a file and its shape, keys, rounding, dates.

What the words do not say stays open, and the answer is then handed over as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from hocket.agents.forms.alone import is_alone
from hocket.agents.forms.apart import of_outputs, without_inputs
from hocket.agents.forms.asked import (
    NAME,
    VALUE,
    items_of,
    looks_of,
    looks_of_answer,
    names_of,
)
from hocket.agents.forms.bounds import Bounds, bounds_in
from hocket.agents.forms.collective import decimals_of_all
from hocket.agents.forms.figures import Figures
from hocket.agents.forms.files import FILES, NESTED
from hocket.agents.forms.headings import headings_in, without_headings
from hocket.agents.forms.holding import with_keys
from hocket.agents.forms.looks import date_form_in, looks_in
from hocket.agents.forms.moments import Moments
from hocket.agents.forms.notation import Sketch
from hocket.agents.forms.options import Options
from hocket.agents.forms.orders import Order, order_in
from hocket.agents.forms.rounding import decimals_in, decimals_of
from hocket.agents.forms.shapes import about_file, columns_of, sketch_of
from hocket.agents.forms.statements import points_as_sentences
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms.looks import Look
    from hocket.agents.forms.notation import Shape

Kind = Literal["json", "csv", "markdown", "template", "words"]

DELIMITED = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".psv": "|"}
_SLOT = late_pattern(r"@([\w .%-]+?)\[(?:([^\]\n]*)\]|(\{[^\]\n]*)(?=\n|$))")
"""A place of a template; the last bracket of one that holds an object may have been forgotten."""
_IS = r"(?:is|are|should be|must be|shall be|stands for|means|denotes|rounded)"
"""What tells what a placeholder without quotes is."""

_FIELD = late_pattern(r"""(['"])([^'"\n]+)\1\s*:""")
_WHOLE = late_pattern(
    r"\W{0,3}(?:is|are|as|be|should be|must be|stands for)?\s*(?:an?|the)?\s*"
    r"(?:positive |non-negative |rounded )?(?:integer|whole number)\b",
    re.IGNORECASE,
)
_GROUPED = late_pattern(
    r"\b(?:how (?:many|much)|means?|averages?|medians?|sums?|totals?|counts?|numbers? of|shares?"
    r"|percent\w*)\b"
    r"[^.;]*\b(?:for each|of each|in each|per|each \w+ has|by)\b",
    re.IGNORECASE,
)
_BULLETS = late_pattern(
    r"\bbullet(?:ed)? (?:lists?|points?)\b|\b(?:as|in) bullets\b"
    r"|\blists? with (?:dashes|hyphens)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template: its name, what stands for its value, and what that can be.

    ``keys`` are those of an object that it holds, such as ``{'a': n, 'b': n}``; ``looks`` the form
    of a date or time and the two words that stand for true and false; ``common`` the decimals of
    all results that are no whole numbers.
    """

    name: str
    placeholder: str = ""
    decimals: int | None = None
    is_yes_or_no: bool = False
    bounds: tuple[Bounds, ...] = ()
    keys: tuple[str, ...] = ()
    looks: tuple[Moments | Options, ...] = ()
    common: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an answer.

    Attributes:
        kind: What it is handed over as; ``words`` for an answer without a file.
        file: Name of the file; empty without one.
        shape: Of the JSON.
        keys: Keys or columns, in the order in which they are named.
        pair: What the names and the values of a mapping are; empty where that is not said.
        decimals: Places to which every number is rounded; None if not stated.
        decimals_of: The same for some keys.
        date: The form of dates for ``strftime``; empty if not stated.
        looks: How the values of a key look, in the order in which they are given it.
        order: Of the rows, if one is asked for.
        slots: Places of the template.
        headings: Of the tables of a document, if it has several.
        value_only: Whether nothing but the value is wanted.
        is_grouped: Whether there is to be one row for each of something.
        is_bulleted: Whether a document has bullet lists, and no tables.
        task: What it was read from.
        is_scaled: Whether what computed the answer multiplies by 100.
        in_seconds: Whether what computed it takes the seconds of times.
        is_ratio: Whether what computed it divides parts by their wholes, and nothing else.
    """

    kind: Kind = "words"
    file: str = ""
    shape: Shape = "open"
    keys: tuple[str, ...] = ()
    pair: tuple[str, str] = ("", "")
    decimals: int | None = None
    decimals_of: Mapping[str, int] = field(default_factory=dict)
    date: str = ""
    looks: Mapping[str, tuple[Look, ...]] = field(default_factory=dict)
    order: Order | None = None
    slots: tuple[Slot, ...] = ()
    headings: tuple[str, ...] = ()
    value_only: bool = False
    is_grouped: bool = False
    is_bulleted: bool = False
    task: str = ""
    is_scaled: bool = False
    in_seconds: bool = False
    is_ratio: bool = False


def form_of(text: str, deliverables: Sequence[str] = ()) -> Form:
    """The form that a task asks for.

    Args:
        text: What the task asks for.
        deliverables: Names of the files to leave.

    Examples:
        >>> form_of("Write top.json, a list of {town, people}.", ["top.json"]).keys
        ('town', 'people')
        >>> form_of("The mean, with two decimals, just the number.").decimals
        2
    """
    said = without_inputs(text, deliverables)
    date = date_form_in(said)
    slots = _slots(text)
    if slots and not deliverables:
        return Form("template", slots=slots, date=date)
    file = deliverables[0] if len(deliverables) == 1 else ""
    ending = PurePath(file).suffix.lower()
    wanted = of_outputs(text, file)
    kind: Kind = "words"
    sketch = Sketch("open")
    if ending in NESTED:
        kind, sketch = "json", sketch_of(with_keys(wanted, file), file)
    elif ending in DELIMITED or ending in FILES or ending == ".parquet":
        kind, sketch = "csv", Sketch("open", columns_of(wanted, file))
    elif ending in (".md", ".markdown"):
        kind, sketch = "markdown", Sketch("open", columns_of(without_headings(text), ""))
    shape, keys, pair = sketch.shape, sketch.keys, sketch.pair
    looks = looks_of(said, [name for name in (*pair, *keys) if name])
    if kind == "words":
        looks |= {VALUE: answer} if (answer := looks_of_answer(said)) else {}
    about = about_file(points_as_sentences(text), file) if shape in ("list", "mapping") else ""
    if shape == "list" and (looks_of_items := items_of(about) or items_of(said)):
        looks |= {VALUE: looks_of_items}
    if shape == "mapping" and not pair[0] and (looks_of_names := names_of(about) or names_of(said)):
        looks |= {NAME: looks_of_names}
    looks = {key: _rounded(each, decimals_in(said)) for key, each in looks.items()}
    of_keys, decimals = decimals_of(said, keys, looks)
    if shape == "nested" and decimals is None and len({*of_keys.values()}) == 1:
        decimals, of_keys = next(iter(of_keys.values())), {}  # its keys are names, not numbers
    return Form(
        kind,
        file,
        shape,
        keys,
        pair,
        decimals,
        of_keys,
        date,
        looks,
        order_in(said),
        headings=headings_in(text) if kind == "markdown" else (),
        value_only=kind == "words" and is_alone(text),
        is_grouped=bool(_GROUPED.search(text)),
        is_bulleted=kind == "markdown" and bool(_BULLETS.search(text)),
        task=text,
    )


def _rounded(looks: Sequence[Look], decimals: int | None) -> tuple[Look, ...]:
    """The looks, with numbers that are written as texts rounded as the rest of the answer."""
    return tuple(
        replace(look, decimals=decimals)
        if isinstance(look, Figures) and not look.is_plain and look.decimals is None
        else look
        for look in looks
    )


def _slots(text: str) -> tuple[Slot, ...]:
    """The slots of a template such as ``@mean[value]``, each name once."""
    slots: dict[str, Slot] = {}
    names = [_placeholder(match) for match in _SLOT.finditer(text)]
    for match in _SLOT.finditer(text):
        name, placeholder = match[1].strip(), _placeholder(match)
        if name not in slots:
            rest = text[match.end() :]
            about = _said_of(placeholder, rest, names) if placeholder else ""
            about = f"{_said_behind(rest)} {about}".strip(" ")
            says = re.findall(r"['\"](yes|no)['\"]", about.lower())
            decimals = 0 if _WHOLE.match(about) else decimals_in(about)
            is_yes_or_no = {"yes", "no"} <= set(says)
            keys = tuple(m[2] for m in _FIELD.finditer(placeholder) if placeholder[0] == "{")
            bounds = bounds_in(name, about)
            looks = tuple(x for x in looks_in(about) if isinstance(x, Moments | Options))
            slots[name] = Slot(name, placeholder, decimals, is_yes_or_no, bounds, keys, looks)
    if len(slots) == 1 and next(iter(slots.values())).decimals is None:
        name, slot = slots.popitem()
        slots[name] = replace(slot, decimals=decimals_in(text))
    common = decimals_of_all(text, [name for name in (*slots, *names) if name])
    return tuple(replace(slot, common=common) for slot in slots.values())


def _placeholder(slot: re.Match[str]) -> str:
    """What stands for the value of a slot; empty if nothing does."""
    return (slot[2] or slot[3] or "").strip().strip("'\"")


def _said_behind(text: str) -> str:
    """What stands right behind a slot in brackets, or behind a colon in its line."""
    match = re.match(r"[ \t]*(?:\(([^()@]*)\)|: ([^@\n]*)(?=\n|$))", text)
    return (match[1] or match[2] or "") if match else ""


def _said_of(placeholder: str, text: str, names: Sequence[str]) -> str:
    """What a text says of a placeholder: from where it is quoted to where another one is."""
    start = re.search(rf"[\"'`]{re.escape(placeholder)}[\"'`]", text)
    others = "|".join(re.escape(name) for name in names if name and name != placeholder)
    other = rf"(?:[\"'`]\w+[\"'`]|(?:{others or '(?!)'})(?!\w))"
    joined = rf"(?:\s*(?:,|and|,? and)\s*{other})"
    plain = rf"(?<![\w\[@]){re.escape(placeholder)}(?={joined}* {_IS}\b)"
    start = start or re.search(plain, text)
    if start is None:
        return ""
    rest = text[start.end() :]
    together = re.match(rf"{joined}+", rest)
    offset = together.end() if together else 0
    another = rf"[\"'`](?:{others})[\"'`]|(?<!\w)(?:{others})(?={joined}* {_IS}\b)"
    end = re.search(another, rest[offset:]) if others else None
    return rest[: offset + end.start()] if end else rest
