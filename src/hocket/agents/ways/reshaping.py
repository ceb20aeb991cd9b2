"""Rows of a file in the columns that a task asks for, where nothing is to be computed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.figures import Figures, is_written_out
from hocket.agents.forms.naming import column_meant, words_of
from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.computing import GONE, LEFT_OUT, ONCE, ROWS, THE_SUM
from hocket.agents.ways.finishing import of_finished
from hocket.agents.ways.gridded import gridded
from hocket.agents.ways.matching import (
    SAY_LITTLE,
    columns_meant,
    is_in_doubt,
    is_unit,
    places_meant,
)
from hocket.agents.ways.melting import melted
from hocket.agents.ways.periods import of_period
from hocket.agents.ways.spreading import asks_spread, spread_out, whole
from hocket.agents.ways.timed import spread_in_time
from hocket.agents.ways.united import units_of
from hocket.agents.ways.unrolled import unrolled
from hocket.core.late_pattern import late_pattern
from hocket.documents.delimited import is_table
from hocket.documents.profile import long_form
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.long import VALUE
from hocket.documents.profile.quantities import quantity_in
from hocket.documents.synonyms import mean_the_same
from hocket.documents.units import unit_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.agents.ways.spreading import Rows
    from hocket.documents.profile import Column, LongForm, Table, TableProfile

_TOTALS = late_pattern(
    r"\b(?:without|no|not|skip\w*|leav\w+|drop\w*|omit\w*|ignor\w+) [^.;]*\b(?:totals?|sums?)\b"
    rf"|{THE_SUM}(?: (?:rows?|lines?))?(?:,? and (?:the )?[\w ]+)? {GONE}",
    re.IGNORECASE,
)
_IS_TOTAL = late_pattern(
    r"(?:(?:grand|sub)[ -]?)?totals?:?|sums?:?|gesamt:?|summe:?", re.IGNORECASE
)
_SAME = late_pattern(r"\b(?:all|same|its|their) (?:the |of its |of the )?columns\b", re.IGNORECASE)
_LONG = late_pattern(
    r"\b(?:long|unpivot\w*|melt\w*"
    r"|(?:line|row|record)s? (?:per|for (?:each|every)) (?:month|year))\b",
    re.IGNORECASE,
)
_ONE_PER = late_pattern(
    r"\b(?:one|a|an|single) (?:line|row|record) (?:per|for (?:each|every)) (\w+)"
    r"(?!,? (?:\w+,? )?and\b|\w)",
    re.IGNORECASE,
)
_EXAMPLE = late_pattern(
    r"\((?:like|such as|as in|e\.g\.) [^()]*\)"
    r"|\b(?:like|such as|as in|e\.g\.) (?:\"[^\"]+\"|'[^']+'|\u201c[^\u201d]+\u201d)",
    re.IGNORECASE,
)
"""How a value looks, which chooses no rows."""
_SHARES = late_pattern(r"\bin per ?cent\b", re.IGNORECASE)
_PERCENT = frozenset({"percent", "pct", "percentage", "rate", "share"})
FEW_KINDS = 12
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"))


def reshaped(profile: TableProfile, table: Table, form: Form) -> list[Rows]:
    """The forms in which the rows of a file can be what a task asks for, the likeliest first.

    Each has a column for every key, by its name or one that is commonly used for the same.

    Args:
        profile: What the file holds.
        table: Its rows.
        form: What is asked for, and the task.
    """
    places = places_meant(profile.columns, form)
    meant = columns_meant(profile.columns, form)
    if (
        any(is_in_doubt(key, profile.columns[place], form) for key, place in places.items())
        or (_SHARES.search(form.task) and not any(map(_is_share, profile.columns)))
        or _may_name_rows(profile.columns, form)
        or _is_doubtful(meant, form)
    ):
        return []
    names = [column.name for column in profile.columns]
    rows = [
        [_value(column, cell) for column, cell in zip(profile.columns, row, strict=True)]
        for row in table.rows
    ]
    rows = [row for row in rows if any(value is not None for value in row)]
    if _are_spelled_variously(meant, rows, form):
        return []
    if _TOTALS.search(form.task):
        while rows and _is_total(rows[-1]):
            rows.pop()
    rows = of_period(profile.columns, rows, form.task)
    finished = of_finished(profile.columns, rows, form.task)
    if finished is None:
        return []
    rows = finished
    own = (profile.columns, rows, form)
    wide = spread_out(*own) or spread_in_time(*own) or gridded(*own)
    if wide is not None:
        return [] if _is_once_of_others(form) else [wide]
    longer = long_form(profile) if _LONG.search(form.task) else None
    forms = [] if longer is None else [_long(names, rows, longer)]
    lines = melted(meant, rows, form, _staying(meant, form))
    if lines is None and not any(_has_all(known, form) for known, _ in forms):
        lines = unrolled(profile.columns, rows, form)
    if lines is not None:
        return [] if _is_once_of_others(form) else [lines]
    is_plain = not asks_spread(form.task) and (form.keys or _SAME.search(form.task))
    forms += [_in_units([column.name for column in meant], rows, form)] if is_plain else []
    whole = [_to_order(known, given, form) for known, given in forms if _has_all(known, form)]
    each = [_each_once(*table, form, profile.name) for table in whole if table is not None]
    return [table for table in each if table is not None]


def _is_in_name(thing: str, file: str) -> bool:
    """Whether the name of a file is that of several of a thing, such as ``guests_raw.csv``."""
    return bool({*words_of(file)} & {thing.casefold(), f"{thing.casefold()}s"})


def _is_once_of_others(form: Form) -> bool:
    """Whether something that is no row and no key is wanted once."""
    asked = ONCE.search(form.task)
    return asked is not None and asked[1].casefold() not in {*ROWS, *map(str.casefold, form.keys)}


def _each_once(names: list[str], rows: list[list[Any]], form: Form, file: str) -> Rows | None:
    """The rows, each once if that is asked for; None if one of a thing has to be chosen."""
    if _has_several(names, rows, form):
        return None
    asked = ONCE.search(form.task)
    if asked is None:
        return names, rows
    used = [place for place, name in enumerate(names) if _is_key(name, form.keys)] or [
        *range(len(names))
    ]
    once: dict[str, list[Any]] = {}
    for row in rows:
        once.setdefault(repr([row[place] for place in used]), row)
    own = [place for place in used if normal(names[place]) == normal(asked[1])]
    if not own and asked[1].casefold() not in ROWS:
        if not _is_in_name(asked[1], file) or len(once) == len(rows):
            return None
        own = used[:1]  # what a line is of, which the task calls otherwise
    things = [[row[place] for place in own] for row in once.values()]
    is_chosen = bool(own) and len({repr(thing) for thing in things}) < len(things)
    return None if is_chosen else (names, list(once.values()))


def _has_several(names: list[str], rows: list[list[Any]], form: Form) -> bool:
    """Whether a thing has several rows, and one line is wanted for each."""
    per = _ONE_PER.search(form.task)
    own = [place for place, name in enumerate(names) if per and normal(name) == normal(per[1])]
    if not own:
        return False
    things = [row[own[0]] for row in rows]
    for look in form.looks.get(names[own[0]], ()):
        things = look.mended(things)  # several days are of one month
    return len({repr(thing) for thing in things}) < len(rows)


def _staying(columns: Sequence[Column], form: Form) -> list[int]:
    """The places of the columns that are keys."""
    keys = {normal(key) for key in form.keys}
    return [place for place, column in enumerate(columns) if normal(column.name) in keys]


def _to_order(
    names: list[str], rows: list[list[Any]], form: Form
) -> tuple[list[str], list[list[Any]]] | None:
    """The table, if it is certain in which order its rows are asked for, if in any.

    Where only the columns that are wanted make it certain, the table has no others. Which of
    several numbers 'the largest' means they do not: it may be one that is not handed over. The
    alphabet alone is that of the first words that are handed over.
    """
    if form.order is None or len(rows) < 2:  # noqa: PLR2004 - nothing to order
        return names, rows
    is_of_wanted = form.order.kind == "alphabet" and not form.order.parts[0][0]
    if not (is_of_wanted and form.keys) and order_of(form.order, names, rows) is not None:
        return names, rows
    used = [place for place, name in enumerate(names) if _is_key(name, form.keys)]
    used.sort(key=lambda place: [_is_there(key, [names[place]]) for key in form.keys].index(True))
    wanted, narrow = [names[place] for place in used], [[row[p] for p in used] for row in rows]
    called = [_key_of(name, form.keys) or name for name in wanted]
    is_certain = order_of(form.order, called, narrow) is not None
    return (called, narrow) if is_certain and form.order.kind != "size" else None


def _key_of(name: str, keys: Sequence[str]) -> str:
    """The only key that a column is; empty if it is none, or may be several."""
    meant = [key for key in keys if _is_there(key, [name])]
    return meant[0] if len(meant) == 1 else ""


def _is_key(name: str, keys: Sequence[str]) -> bool:
    return any(_is_there(key, [name]) for key in keys)


def _has_all(names: Sequence[str], form: Form) -> bool:
    """Whether each key is a column by its name; the values of a long form may have any."""
    open_keys = [key for key in form.keys if not _is_there(key, names)]
    of_values = [name for name in names if name == VALUE]
    return len(open_keys) <= len(of_values)


def _is_there(key: str, names: Sequence[str]) -> bool:
    """Whether a key is a column: by its name, or one that no other column may be meant by."""
    if any(normal(key) == normal(name) for name in names):
        return True
    alike = [name for name in names if mean_the_same(key, name)]
    sharing = [name for name in names if words_of(key) & words_of(name)]
    if len(alike) == 1 and set(sharing) <= set(alike):
        return True
    more = words_of(column_meant(key, names)) - words_of(key)
    return len(sharing) == 1 and bool(more) and more <= SAY_LITTLE


def _is_share(column: Column) -> bool:
    return column.unit == "%" or bool(words_of(column.name) & _PERCENT)


def _may_name_rows(columns: Sequence[Column], form: Form) -> bool:
    """Whether a word of a task is a value of a column of kinds, so that it may choose rows."""
    named = LEFT_OUT.sub("", _EXAMPLE.sub("", form.task))
    said = {word.casefold() for word in re.findall(r"\w{3,}", named)}
    said -= {word for key in form.keys for word in words_of(key)}
    said = {one for word in said for one in _numbers_of(word)}
    known = {
        one
        for column in columns
        if column.type in ("text", "boolean") and column.distinct <= FEW_KINDS
        for text, _ in column.values
        for one in _numbers_of(text.casefold())
    }
    return not form.headings and bool(said & known)


def _numbers_of(word: str) -> set[str]:
    """A noun, and what it can be the plural of."""
    cut = (word.removesuffix(end) + more for end, more in _PLURALS if word.endswith(end))
    return {word, *(one for one in cut if len(one) > 2)}  # noqa: PLR2004 - no word


def _is_doubtful(columns: Sequence[Column], form: Form) -> bool:
    """Whether a column that is wanted has dates, zones or units that can be read otherwise.

    What is odd in it, but for words, is a number or a date in another form.
    """
    used = [c for c in columns if not form.keys or _is_there(c.name, form.keys)]
    united = [c for c in used if not form.keys and c.unit and not is_unit(c.name, c.unit)]
    united = [c for c in united if not c.is_measured or not unit_of_name(c.name)]
    mixed = [c for c in used if any(char.isdigit() for text in c.odd for char in text)]
    unread = [c for c in used if _is_unread(c, form)]
    return bool(united or mixed or unread) or any(c.is_open or c.in_zones for c in used)


def _is_unread(column: Column, form: Form) -> bool:
    """Whether numbers are wanted of a column that is none of numbers, or whole ones of others.

    A text such as ``500`` beside ``1.2 kg`` has a number, of which nobody knows the unit.
    """
    figures = [look for look in form.looks.get(column.name, ()) if isinstance(look, Figures)]
    wants = bool(figures) or column.name in form.decimals_of
    is_code = column.is_code or not any(map(is_written_out, (text for text, _ in column.values)))
    is_text = column.type == "text" and (column.name in form.decimals_of or not is_code)
    is_whole = any(look.example.isdecimal() for look in figures)
    ends = [v for v in (column.minimum, column.maximum) if isinstance(v, float)]
    shown = [v for text, _ in column.values if isinstance(v := converted(column, text), float)]
    is_broken = column.type == "number" and any(v != int(v) for v in (*ends, *shown))
    return wants and (is_text or (is_whole and is_broken and not column.is_measured))


def _are_spelled_variously(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], form: Form
) -> bool:
    """Whether a text that is wanted stands in several spellings, of which none is asked for."""
    looked = {normal(key) for key in form.looks}
    for place, column in enumerate(columns):
        is_used = not form.keys or _is_there(column.name, form.keys)
        if column.type == "text" and is_used and normal(column.name) not in looked:
            texts = {row[place] for row in rows if isinstance(row[place], str)}
            if len({" ".join(text.casefold().split()) for text in texts}) < len(texts):
                return True
    return False


def _value(column: Column, cell: Any) -> Any:
    if column.type == "boolean":
        return str(cell).strip() or None
    value = converted(column, cell)
    value = value.strip() if isinstance(value, str) else value
    return None if value == "" or value in column.missing_as else value


def _in_units(names: Sequence[str], rows: Sequence[list[Any]], form: Form) -> Rows:
    """Columns of quantities such as ``1 h 20`` under the key that names a unit of theirs."""
    names, rows = list(names), [list(row) for row in rows]
    for key, unit in units_of(form).items():
        if normal(key) in map(normal, names):
            continue
        columns = [[row[place] for row in rows] for place in range(len(names))]
        measured = {place: _measured(column, unit) for place, column in enumerate(columns)}
        fitting = [place for place, values in measured.items() if values]
        if len(fitting) == 1:
            [place] = fitting
            names[place] = key
            for row, value in zip(rows, measured[place], strict=True):
                row[place] = value
    return names, rows


def _measured(values: Sequence[Any], unit: str) -> list[Any]:
    """The values in a unit; none if one of them is no quantity of its kind.

    Clocks alone may be times of the day, or minutes and seconds.
    """
    texts = [value for value in values if isinstance(value, str)]
    quantities = [quantity_in(v, unit) if isinstance(v, str) else None for v in values]
    is_whole = all(v is None or q is not None for v, q in zip(values, quantities, strict=True))
    is_clear = not all(re.fullmatch(r"\d{1,2}:\d\d", text.strip()) for text in texts)
    return [whole(q) for q in quantities] if is_whole and is_clear and any(quantities) else []


def wants_no_totals(task: str) -> bool:
    """Whether a task says that totals are left out."""
    return _TOTALS.search(task) is not None


def without_total(name: str, content: bytes, task: str) -> bytes:
    r"""A delimited table without the total at its end, if a task wants none.

    The total has other units and words where the rows have dates, by which its columns are read.

    Args:
        name: Name of the file.
        content: Its bytes.
        task: What is asked.

    Examples:
        >>> without_total("a.csv", b"day,kg\n1,2 kg\nSum,2\n", "... without the sum")
        b'day,kg\n1,2 kg\n'
    """
    if not is_table(name) or _TOTALS.search(task) is None:
        return content
    lines = content.splitlines(keepends=True)
    while lines and re.search(rb"[^\s,;|\"]", lines[-1]) is None:
        lines.pop()
    cells = re.split(r"[,;|\t]", lines[-1].decode("latin-1")) if lines else []
    last = [cell.strip().strip('"') or None for cell in cells]
    return b"".join(lines[:-1]) if len(last) > 1 and _is_total(last) else content


def _is_total(row: Sequence[Any]) -> bool:
    first = next((value for value in row if value is not None), None)
    return isinstance(first, str) and _IS_TOTAL.fullmatch(first.strip()) is not None


def _long(names: Sequence[str], rows: Sequence[list[Any]], form: LongForm) -> Rows:
    """A row for each month or year that has a value, in the order of the rows."""
    stay = [names.index(name) for name in form.kept]
    year = names.index(form.year) if form.year else None
    spread = sorted(((number, names.index(name)) for name, number in form.columns))
    long = []
    for row in rows:
        for number, place in spread:
            if row[place] is not None:
                moment = _moment(form.moment, number, whole(row[year]) if year is not None else 0)
                long.append([*(row[p] for p in stay), moment, row[place]])
    return [*form.kept, form.moment, VALUE], long


def _moment(kind: str, number: int, year: int) -> Any:
    if kind == "year":
        return number
    whole = number + 100 * year
    return f"{whole // 100:04}-{whole % 100:02}-01"
