"""Answers in a template such as ``@mean[value]``: each slot with its value, without a model."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.figures import is_number, number_text
from hocket.agents.forms.moments import Moments
from hocket.agents.forms.naming import by_words
from hocket.agents.forms.options import Options
from hocket.agents.forms.shaping import NO_NUMBER, Lacking, flat, labelled, normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms.wanted import Slot

_SLOT_VALUE = re.compile(r"@([\w .%-]+?)\[([^\]\n]*)\]")


def template(slots: Sequence[Slot], answer: Mapping[str, Any]) -> tuple[str, str]:
    """(each slot with its value, by the names of the answer or in its order; what is wrong)."""
    value = answer.get("value")
    if isinstance(value, str):
        given = dict(_SLOT_VALUE.findall(value))
        value = given or (read_json(value) if len(slots) > 1 else value)
    if isinstance(value, dict) and any(slot.keys for slot in slots):
        return " ".join(f"@{slot.name}[{_slot_object(slot, value)}]" for slot in slots), ""
    values = flat(value) if answer["kind"] == "value" else _cells(answer)
    if not any(normal(slot.name) in values or normal(slot.placeholder) in values for slot in slots):
        named = by_words([slot.name for slot in slots], labelled(answer))
        values = {normal(name): item for name, item in named.items()} or values
    parts, faults = [], []
    for place, slot in enumerate(slots):
        key = next((k for k in (normal(slot.name), normal(slot.placeholder)) if k in values), None)
        if key is None and len(values) == len(slots):
            key = list(values)[place]
        if key is None:
            made = "give it a column" if answer["kind"] == "table" else "make it a dict with a key"
            raise Lacking(f"answer lacks a value for {slot.name!r}; {made} of that name")
        if values[key] is None or values[key] == "":
            raise Lacking(f"answer lacks a value for {slot.name!r}: {NO_NUMBER}")
        parts.append(f"@{slot.name}[{_slot_text(slot, values[key])}]")
        faults += [
            f"{slot.name} is {values[key]}, which is not {bounds.example}"
            for bounds in slot.bounds
            if not bounds.fits(values[key])
        ]
    return " ".join(parts), "; ".join(faults)


def _slot_object(slot: Slot, value: Mapping[str, Any]) -> str:
    """What a slot holds, as its placeholder writes an object."""
    held = next((v for k, v in value.items() if normal(str(k)) == normal(slot.name)), None)
    if not slot.keys:
        if held is None or held == "":
            raise Lacking(f"answer lacks a value for {slot.name!r}: {NO_NUMBER}")
        return _slot_text(slot, held)
    held = value if held is None else held
    known = {normal(str(k)): v for k, v in held.items()} if isinstance(held, dict) else {}
    lacking = [key for key in slot.keys if known.get(normal(key)) is None]
    if lacking:
        raise Lacking(f"answer lacks a value for {lacking[0]!r} of {slot.name!r}")
    mark = '"' if slot.placeholder.find('"') > 0 else "'"
    fields = (f"{mark}{key}{mark}: {_slot_text(slot, known[normal(key)])}" for key in slot.keys)
    return f"{{{', '.join(fields)}}}"


def _cells(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a table with one row, or the pairs of one with two columns."""
    columns, rows = answer["columns"], answer["rows"]
    if len(rows) == 1:
        return {normal(c): v for c, v in zip(columns, rows[0], strict=True)}
    if len(columns) == 2:  # noqa: PLR2004 - names and values
        return {normal(str(name)): value for name, value in rows}
    return {}


def _slot_text(slot: Slot, value: Any) -> str:
    for look in slot.looks:
        mended = look.mended([value])[0]
        if isinstance(look, Options) and isinstance(value, bool | str):
            value = look.text_of(mended)
        elif isinstance(look, Moments) and look.fits(mended):
            value = mended
    if slot.is_yes_or_no and isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if len(value) > 1 and all(isinstance(item, bool) for item in value):
            raise Lacking(
                f"{slot.name!r} is a True or False for each row; count or take what is meant"
            )
        return ", ".join(_slot_text(slot, item) for item in value)
    if isinstance(value, str) and slot.decimals is not None and re.fullmatch(r"-?\d+\.\d+", value):
        digits = len(value.partition(".")[2])
        return number_text(float(value), slot.decimals) if digits > slot.decimals else value
    if is_number(value):
        is_whole = isinstance(value, int) or slot.decimals is not None
        return number_text(value, slot.decimals if is_whole else slot.common)
    return str(value).strip()


def read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
