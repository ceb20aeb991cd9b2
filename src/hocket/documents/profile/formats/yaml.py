"""YAML: a list or a mapping of objects, each of which is a row, or several documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.formats.nested import is_bounded, plain, table_of_nested

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def read(text: str) -> Table | None:
    r"""The table in a YAML document; None if it has none, is no YAML, or PyYAML is not installed.

    Examples:
        >>> read("- town: Bonn\n  open: 09:30\n- town: Ulm\n  open: ~\n").rows
        [['Bonn', '09:30'], ['Ulm', None]]
    """
    table = table_of_nested(value_in(text))
    if table is None:
        return None
    rows = [[None if isinstance(v, str) and v in NOTHING else v for v in row] for row in table.rows]
    return replace(table, rows=rows)


def value_in(text: str) -> Any:
    r"""What YAML holds, its values as texts; None if it is none, or PyYAML is not installed.

    Examples:
        >>> value_in("a: [1, no]\n"), value_in("a: [")
        ({'a': ['1', 'no']}, None)
    """
    try:
        import yaml  # noqa: PLC0415 - of the extras 'files' and 'tables'
    except ImportError:
        return None
    # Values stay as they are written: YAML takes 09:30 for a number, and NO for a truth value.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        documents = [document for document in yaml.load_all(text, Loader=loader) if document]
        value = documents if len(documents) > 1 else documents[0] if documents else None
        return plain(value) if is_bounded(value) else None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None
