"""Which columns of its table a conversion wants under other names, where code knows it.

The LLM is told, and an answer that has them under their names in the file is handed over as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.agents.forms.shaping import normal
from hocket.agents.ways.alike import CONVERT
from hocket.agents.ways.matching import is_in_doubt, places_meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms import Form
    from hocket.core.task import Task
    from hocket.documents.profile import Column


def aliases_of(task: Task, form: Form, columns: Sequence[Column]) -> dict[str, str]:
    """The column that each key is which has another name; none if the task is no conversion.

    Args:
        task: The task.
        form: What it asks for.
        columns: The columns of its only table; none if it has several.
    """
    if task.usual_kind != CONVERT or not form.keys:
        return {}
    return {
        key: columns[place].name
        for key, place in places_meant(columns, form).items()
        if normal(key) != normal(columns[place].name) and not is_in_doubt(key, columns[place], form)
    }


def said_of_aliases(aliases: Mapping[str, str]) -> str:
    """What the LLM is told of them; empty if there are none.

    Examples:
        >>> said_of_aliases({"hours": "Time", "walker": "Who"})
        "Of what is asked for, 'hours' is the column 'Time', 'walker' is the column 'Who'."
    """
    each = ", ".join(f"{key!r} is the column {name!r}" for key, name in aliases.items())
    return f"Of what is asked for, {each}." if each else ""


def under_keys(
    answer: Mapping[str, Any], keys: Sequence[str], aliases: Mapping[str, str]
) -> Mapping[str, Any]:
    """An answer with the keys that it lacks, where it has their columns under their own names.

    Examples:
        >>> answer = {"kind": "table", "columns": ["Who", "Time"], "rows": [["Ann", 2]]}
        >>> under_keys(answer, ["who", "hours"], {"hours": "Time"})["columns"]
        ['Who', 'hours']
    """
    if answer["kind"] == "table":
        names = _renamed(answer["columns"], keys, aliases)
        return {**answer, "columns": [names.get(name, name) for name in answer["columns"]]}
    value = answer.get("value")
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return answer
    names = _renamed(list(dict.fromkeys(key for item in value for key in item)), keys, aliases)
    return {**answer, "value": [{names.get(k, k): v for k, v in item.items()} for item in value]}


def _renamed(
    names: Sequence[Any], keys: Sequence[str], aliases: Mapping[str, str]
) -> dict[Any, str]:
    """The key of each name that is that of a column in the file."""
    known = {normal(str(name)) for name in names}
    lacking = [key for key in keys if normal(key) not in known]
    by_name = {normal(aliases[key]): key for key in lacking if key in aliases}
    return {name: by_name[normal(str(name))] for name in names if normal(str(name)) in by_name}
