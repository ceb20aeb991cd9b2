"""Rows of a file in the columns that a task asks for, where nothing is to be computed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import column_meant, words_of
from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.finishing import of_finished, without_finished
from hocket.agents.ways.matching import (
    SAY_LITTLE,
    columns_meant,
    is_in_doubt,
    is_unit,
    places_meant,
)
from hocket.agents.ways.melting import melted
from hocket.agents.ways.periods import (
    names_month,
    of_period,
    without_description,
    without_periods,
)
from hocket.agents.ways.spreading import asks_spread, spread_out, whole
from hocket.agents.ways.timed import spread_in_time
from hocket.agents.ways.united import units_of
from hocket.agents.ways.unrolled import unrolled
from hocket.core.late_pattern import late_pattern
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

_NOTHING = (
    r"(?:(?:empty|blank|missing|header|yearly|annual|monthly) \w+|whatever yielded nothing"
    r"|headings?"
    r"|(?:(?:grand )?totals?|sums?)(?: (?:rows?|lines?))?(?! column)"
    r"(?: (?:at|in|on|of) the (?:very )?(?:end|bottom|foot|last (?:row|line)))?)"
)
_GONE = (
    r"(?:(?:should|must|shall|can|may|is|are|to) )*(?:be )?(?:left out|dropped|removed|skipped"
    r"|omitted|ignored|not (?:be )?(?:in it|there|included))\b"
)
_THE_SUM = r"(?:the |its |a )?(?:grand )?(?:totals?|sums?)"
"""What is said of rows that are not wanted."""
_LEFT_OUT = late_pattern(
    r"\b(?:without|no|skip\w*|leav(?:e|ing)(?: out)?|drop\w*|omit\w*|not|ignor(?:e|ing))\b"
    rf"(?: (?:the|any|all))? {_NOTHING}"
    rf"(?:(?:,? (?:and|or|nor)|,)(?: (?:without|no))?(?: (?:the|any|all))? {_NOTHING})*(?: out\b)?"
    rf"|{_NOTHING}(?:,? and (?:the )?{_NOTHING})* {_GONE}"
    rf"|\bthe (?:last )?(?:row|line) with {_THE_SUM} {_GONE}"
    r"|\((?:in |as |an? )*per ?cent(?:age)?\b[^()]*\)"
    r"|\b(?:without|no|skip\w*|leav(?:e|ing) out|drop\w*|not)\b(?: and)?(?: (?:the|any))?"
    r" (?:(?:empty|blank|missing|header|yearly|annual|monthly) \w+|totals?|sums?|whatever yielded"
    r" nothing|headings?)\b(?! column)"
    r"|\b(?:leave a cell |left )?(?:empty|blank|null|None) where\b[^,.;]*"
    r"|\A(?:after|before|since) (?:our|my|the|last|this) [^,.;]{1,40}?,? (?:\w+ )?(?:\w+ )?"
    r"(?:typed|wrote|noted|entered|kept|filled in|handed in|sent)\b"
    r"|\bwithout changing (?:the|their|its) order\b"
    r"|\b(?:came|comes?|coming|filled in|written|kept|typed|made|entered|taken|noted)"
    r" (?:from|by) (?:\w+ )?(?:people|persons|members)\b"
    r"|\b(?:whoever|who|those|whatever|where|if)\b[^.;,]*\bno\b[^.;,]*\b(?:gets?|has|have|is|are|stays?"
    r"|remains?|leaves?|left|should be|shall be|with) (?:\w+ ){0,3}?(?:empty|blank)\b[^.;,]*"
    r"|\b(?:digits|numbers) only\b|\bonly (?:digits|numbers)\b|\bweek after week\b"
    r"|\b(?:the )?totals? (?:can|may|should) go\b|\b(?:\w+est|most) first\b",
    re.IGNORECASE,
)
_COMPUTES = late_pattern(
    r"\b(?:only|whose|just|(?:more|less|other|rather) than|at (?:least|most)"
    r"|(?:over|under|above|below) \d|between|before|after|since|until|averages?|means?|medians?"
    r"|sums?|totals?|counts?|how many|numbers? of|shares?|percent\w*|differences?|highest|lowest"
    r"|largest|smallest|most|least|\w*duplicat\w*|twice|once|merg\w+|combin\w+|join\w*|split\w*"
    r"|full name|convert\w* (?:to|into) \w+ (?!file)|sheets?|sections?|below each|under each"
    r"|without|(?:skip|omit)\w*(?! nothing)|not?|nor|but|unless|if|except\w*|exclud\w+|ignor\w+"
    r"|leav\w+ out|drop\w*|remov\w+"
    r"|delet\w+|renam\w+|replac\w+|fill\w* (?:missing|gaps|empty|with|up)|transpos\w+|group\w*"
    r"|dedup\w*|repeat\w*|translat\w+|add(?:s|ed|ing)?|new columns?|instead"
    r"|(?:first|last) (?:\d+|two|three|four|five|ten)|onwards?"
    r"|round\w* (?:\w+ )?to (?:the )?(?:nearest |next )?(?!(?:the )?(?:nearest )?"
    r"(?:(?:one|two|three|four|no|\d) )?"
    r"(?:decimals?|digits?|places?|whole|integers?|cents?|full)\b)\w+"
    r"|round\w*(?: \w+)? (?:up|down|off)"
    r"|or later|millions?|thousands?|decimal commas?|as they (?:are|stand)|plus|minus|times"
    r"|(?:in|of|for) (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)|with (?:an?|no) \w+ (?:in|that)"
    r"|(?:rows|lines|entries|ones|those|records|items|everything|people|persons?|members"
    r"|customers) (?:where|that|which|with|of|from|who))\b"
    r"|n['\u2019]t (?:have|be|been|in|sold|paid|open|active)\b",
    re.IGNORECASE,
)
"""What asks for more than the rows of a file in other columns."""
_CHANGES = late_pattern(
    r"\b(?:doubl\w*|tripl\w*|halv\w*|multipl\w*|divid\w*|treat\w*|renam\w*|replac\w*|revers\w*"
    r"|shorten\w*|abbreviat\w*|fill|instead)\b|\bn/a\b"
    r"|\b(?:becomes?|is|are|as|with|write|be|put|counts? as) (?:an? |the )?(?:0|zeros?)\b"
    r"|\b(?:is|are|be) (?:called|named) (?=['\"\u2018\u201c])"
    r"|\b(?:use|write|put) [^.;]{1,30} where\b|\b(?:use|write) (?-i:[A-Z0-9]\b)[^.;]{0,30} for\b",
    re.IGNORECASE,
)
"""What asks for other names or figures than those that stand in the file."""
_NO_KEY = (
    r"(?:\w+est|most|least|rows?|lines?|entries|records|order|file|result|totals?|sums?|empty|same"
    r"|columns?|dates?|days?|times?|numbers?|names?|decimal|first|last|one)\b"
)
"""What may follow a key and an article without being another."""
_NEXT = (
    r"(?:\w+est|most|least|and|the|its|their|an?|with\w*|no|nothing|so|where|if|when|as|in|by|from|for|to|of"
    r"|then|each|every|both|all|one|sort\w*|order\w*|arrang\w*|descending|ascending|leav\w+|skip\w*"
    r"|drop\w*|omit\w*|ignor\w+|not|please|empty|blank|null|none|first|last|save|write|put|keep|store|rounded"
    r"|like|such|whole|two|three|digits|numbers?|formatted|separated|using|use|make|bring|turn"
    r"|convert|give|take|it|this|that|there|they|you|i|we|who\w*|which|what\w*|only|just)\b"
)
"""What may follow a key directly without being another; what is wished is read elsewhere."""
_FILE = late_pattern(r"\b[\w-]+\.[a-z]\w{1,4}\b")
"""A name of a file, which asks for nothing."""
_TOTALS = late_pattern(
    r"\b(?:without|no|not|skip\w*|leav\w+|drop\w*|omit\w*|ignor\w+) [^.;]*\b(?:totals?|sums?)\b"
    rf"|{_THE_SUM}(?: (?:rows?|lines?))?(?:,? and (?:the )?[\w ]+)? {_GONE}",
    re.IGNORECASE,
)
_ONCE = late_pattern(r"\b(?:each|every) ([\w-]+) (?:only |just |exactly )?once\b", re.IGNORECASE)
_ROW = frozenset({"row", "line", "entry", "record"})
"""What a row is called where each of them is wanted once."""
_IS_TOTAL = late_pattern(r"(?i)(?:(?:grand|sub)[ -]?)?totals?:?|sums?:?|gesamt:?|summe:?")
_SAME = late_pattern(r"\b(?:all|same|its|their) (?:the |of its |of the )?columns\b", re.IGNORECASE)
_LONG = late_pattern(
    r"\b(?:long|unpivot\w*|melt\w*"
    r"|(?:line|row|record)s? (?:per|for (?:each|every)) (?:month|year))\b",
    re.IGNORECASE,
)
FEW_KINDS = 12


def computes(task: str, keys: Sequence[str] = ()) -> bool:
    """Whether a task asks for more than the rows of a file in other columns.

    Args:
        task: What is asked.
        keys: The columns that it names, which say nothing of that.

    Examples:
        >>> computes("Bring it into b.csv with the columns day and rain, without the total.")
        False
        >>> computes("... only those of 2020"), computes("... with the mean of each")
        (True, True)
    """
    said = without_finished(_FILE.sub("", without_description(task)))
    said = without_periods(_LEFT_OUT.sub("", said))
    if names_month(said):
        return True
    once = {*_ROW, *(key.casefold() for key in keys)}
    said = _ONCE.sub(lambda match: "" if match[1].casefold() in once else match[0], said)
    for key in (key for key in keys if len(keys) > 1 and key.isidentifier()):
        said = re.sub(rf"\b{re.escape(key)}\b", "", said, flags=re.IGNORECASE)
    return any(p.search(said) for p in (_COMPUTES, _CHANGES)) or _goes_on(task, keys)


def _goes_on(task: str, keys: Sequence[str]) -> bool:
    """Whether something is listed behind a key that is no key, such as somebody's initials."""
    names = "|".join(map(re.escape, keys))
    behind = rf"\b(?:{names})(?:\s*\([^()]*\))?(?:,? and|,) "
    more = rf"{behind}(?:(?:the|its|their|an?) (?!{_NO_KEY})\w+|(?!(?:{names})\b|{_NEXT})\w+)"
    return len(keys) > 0 and re.search(more, task, re.IGNORECASE) is not None


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
    wide = spread_out(profile.columns, rows, form) or spread_in_time(profile.columns, rows, form)
    if wide is not None:
        return [wide]
    longer = long_form(profile) if _LONG.search(form.task) else None
    forms = [] if longer is None else [_long(names, rows, longer)]
    lines = melted(meant, rows, form, _staying(meant, form))
    if lines is None and not any(_has_all(known, form) for known, _ in forms):
        lines = unrolled(profile.columns, rows, form)
    if lines is not None:
        return [lines]
    is_plain = not asks_spread(form.task) and (form.keys or _SAME.search(form.task))
    forms += [_in_units([column.name for column in meant], rows, form)] if is_plain else []
    whole = [_to_order(known, given, form) for known, given in forms if _has_all(known, form)]
    each = [_each_once(*table, form) for table in whole if table is not None]
    return [table for table in each if table is not None]


def _each_once(names: list[str], rows: list[list[Any]], form: Form) -> Rows | None:
    """The rows, each once if that is asked for; None if one of a thing has to be chosen."""
    asked = _ONCE.search(form.task)
    if asked is None:
        return names, rows
    used = [place for place, name in enumerate(names) if _is_key(name, form.keys)] or [
        *range(len(names))
    ]
    once: dict[str, list[Any]] = {}
    for row in rows:
        once.setdefault(repr([row[place] for place in used]), row)
    own = [place for place in used if normal(names[place]) == normal(asked[1])]
    things = [[row[place] for place in own] for row in once.values()]
    is_chosen = bool(own) and len({repr(thing) for thing in things}) < len(things)
    return None if is_chosen else (names, list(once.values()))


def _staying(columns: Sequence[Column], form: Form) -> list[int]:
    """The places of the columns that are keys."""
    keys = {normal(key) for key in form.keys}
    return [place for place, column in enumerate(columns) if normal(column.name) in keys]


def _to_order(
    names: list[str], rows: list[list[Any]], form: Form
) -> tuple[list[str], list[list[Any]]] | None:
    """The table, if it is certain in which order its rows are asked for, if in any.

    Where only the columns that are wanted make it certain, the table has no others. Which of
    several numbers 'the largest' means they do not: it may be one that is not handed over.
    """
    if form.order is None or len(rows) < 2:  # noqa: PLR2004 - nothing to order
        return names, rows
    if order_of(form.order, names, rows) is not None:
        return names, rows
    used = [place for place, name in enumerate(names) if _is_key(name, form.keys)]
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


def _may_name_rows(columns: Sequence[Column], form: Form) -> bool:
    """Whether a word of a task is a value of a column of kinds, so that it may choose rows."""
    named = _LEFT_OUT.sub("", form.task)
    said = {word.casefold() for word in re.findall(r"\w{3,}", named)}
    said -= {word for key in form.keys for word in words_of(key)}
    known = {
        text.casefold()
        for column in columns
        if column.type in ("text", "boolean") and column.distinct <= FEW_KINDS
        for text, _ in column.values
    }
    return not form.headings and bool(said & known)


def _is_doubtful(columns: Sequence[Column], form: Form) -> bool:
    """Whether a column that is wanted has dates, zones or units that can be read otherwise.

    What is odd in it, but for words, is a number or a date in another form.
    """
    used = [c for c in columns if not form.keys or _is_there(c.name, form.keys)]
    united = [c for c in used if not form.keys and c.unit and not is_unit(c.name, c.unit)]
    united = [c for c in united if not c.is_measured or not unit_of_name(c.name)]
    mixed = [c for c in used if any(char.isdigit() for text in c.odd for char in text)]
    return bool(united or mixed) or any(c.is_open or c.in_zones for c in used)


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
