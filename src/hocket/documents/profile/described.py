"""A profile in words, short enough for a prompt: one line for each column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.nameless import nameless_years, numbers_rows
from hocket.documents.profile.series import Series, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.code import CodeProfile
    from hocket.documents.profile.file import Profile
    from hocket.documents.profile.nouns import Column, TableProfile
    from hocket.documents.profile.prose import Place, TextProfile

IN_FULL = 30
"""Number of columns that are described; of others the names are listed."""

VALUES = 8
"""Most values of a column that are all listed."""

FEW_NUMBERS = 6
EXAMPLES = 3
MOST_OFTEN = 4
VALUE_CHARS = 40
SHORT_WORD = 4
LINE_CHARS = 300
_TIMES = (
    ("h", "hr", "hour", "std", "hours"),
    ("min", "minute", "minutes"),
    ("s", "sec", "seconds"),
)
"""Short names of units of time, each with its long one, as a letter may be anything."""

NOTED_CHARS = 40
MOST_PLACES = 12


def described(profile: Profile, chars: int, about: str = "") -> str:
    r"""What a file holds, in at most so many characters.

    Args:
        profile: The profile of the file.
        chars: The most characters of the text.
        about: What it is needed for, such as a goal: the columns that this names come first where
            not all can be described.

    Examples:
        >>> from hocket.documents.profile import table_profile
        >>> print(described(table_profile("a.csv", b"town,people\nBonn,5\nUlm,7\n"), 200))
        a.csv: a table of 2 rows and 2 columns
        - 'town': text, all different, such as 'Bonn', 'Ulm'
        - 'people': integer, 5 to 7
    """
    if profile.kind != "table":
        return _in_room("\n".join(_lines_of(profile)), chars)
    head = _head(profile)
    entries = grouped(profile.columns)
    lines = [_line(entry, profile) for entry in entries]
    whole = [head, *lines, *_notes(profile)]
    if len(entries) <= IN_FULL and len(text := "\n".join(whole)) <= chars:
        return text
    return _shortened(head, entries, lines, chars, about)


def _lines_of(profile: TextProfile | CodeProfile) -> list[str]:
    return _text_lines(profile) if profile.kind == "text" else _code_lines(profile)


def _in_room(text: str, chars: int) -> str:
    return text if len(text) <= chars else f"{text[: max(0, chars - 1)]}…"[:chars]


def _text_lines(profile: TextProfile) -> list[str]:
    form = {"text": "a text", "mails": "mails"}.get(profile.form, f"a {profile.form}")
    language = f" in {profile.language}" if profile.language else ""
    head = f"{profile.name}: {form}{language} of {profile.lines} lines and {profile.words} words"
    named = {
        "headings": profile.headings,
        "people": profile.people,
        "dates": profile.dates,
        "amounts": profile.amounts,
    }
    return [head, *(f"- {name}: {_places(places)}" for name, places in named.items() if places)]


def _places(places: Sequence[Place]) -> str:
    shown = [f"{place.text!r} (line {place.line})" for place in places[:MOST_PLACES]]
    more = len(places) - len(shown)
    return ", ".join(shown) + (f", {more} more" if more > 0 else "")


def _code_lines(profile: CodeProfile) -> list[str]:
    head = f"{profile.name}: Python code of {profile.lines} lines"
    lines = [f"{head}: {profile.doc}" if profile.doc else head]
    if profile.fault:
        lines.append(f"- it does not parse: {profile.fault}")
    if profile.imports:
        lines.append(f"- imports {', '.join(profile.imports)}")
    for definition in profile.definitions:
        what = "test " if definition.is_test else ""
        doc = f": {definition.doc}" if definition.doc else ""
        lines.append(f"- {what}{definition.signature}{doc}")
    return lines


def mentioned(name: str, about: str) -> int:
    """How clearly a text names a column: 2 by its name, 1 by a word of it, 0 not at all.

    Examples:
        >>> mentioned("body_mass_g", "the mean body mass"), mentioned("sex", "a sextant")
        (1, 0)
    """
    words = _words(about)
    own = _words(name)
    if own and f" {' '.join(own)} " in f" {' '.join(words)} ":
        return 2
    known = {word.rstrip("s") for word in words}
    return int(any(len(word) >= SHORT_WORD and word.rstrip("s") in known for word in own))


def column_line(column: Column, sampled: int = 0) -> str:
    """What a column holds, without its name."""
    about = "about " if sampled else ""
    parts = [_kind(column)]
    if column.minimum is not None and column.minimum != column.maximum:
        parts.append(f"{about}{_shown(column.minimum)} to {_shown(column.maximum)}")
    elif column.minimum is not None:
        parts.append(f"always {_shown(column.minimum)}")
    if column.is_moment and not column.is_measured:
        usual = next((text for text, _ in column.values if text not in column.odd), "")
        parts += [f"written as {usual!r}"] if usual else []
        parts += ["in several forms"] if len(column.formats) > 1 else []
        parts += ["day and month may be swapped"] if column.is_open else []
        parts += ["of several zones, read in UTC"] if column.in_zones else []
    else:
        parts += _values(column)
    if column.is_measured:
        parts.append(f"typed as {', '.join(repr(text) for text, _ in column.values)}, \u2026")
    if column.note:
        parts.append(column.note)
    if column.noted:
        parts.append(f"written as {column.noted[:NOTED_CHARS]!r} without what is in brackets")
    if column.odd_count:
        examples = ", ".join(map(_quoted, column.odd))
        parts.append(f"{column.odd_count} odd: {examples}")
    if column.missing:
        marks = f" (as {', '.join(map(repr, column.missing_as))})" if column.missing_as else ""
        parts.append(f"{column.missing} missing{marks}")
    return ", ".join(parts)[:LINE_CHARS]


def _head(profile: TableProfile) -> str:
    rows = "1 row" if profile.rows == 1 else f"{profile.rows} rows"
    count = sum(not numbers_rows(column, profile) for column in profile.columns)
    columns = "1 column" if count == 1 else f"{count} columns"
    return f"{profile.name}: a table of {rows} and {columns}"


def _notes(profile: TableProfile) -> list[str]:
    return [f"({note})" for note in profile.notes]


def _line(entry: Column | Series, profile: TableProfile) -> str:
    if isinstance(entry, Series):
        first, second, last = entry.names
        names = f"{first!r}, {second!r} … {last!r}"
        return f"- {names} ({entry.count} columns): {column_line(entry.column, profile.sampled)}"
    if numbers_rows(entry, profile):
        return f"- {entry.name!r}: number of the row, no data"
    years = ", surely years" if entry == nameless_years(profile) else ""
    return f"- {entry.name!r}: {column_line(entry, profile.sampled)}{years}"


def _kind(column: Column) -> str:
    if column.unit:
        unit = next(
            (called[-1] for called in _TIMES if column.unit.casefold() in called), column.unit
        )
        return f"{column.type} ({unit})"
    if column.type == "list":
        parted = f" parted by {column.separator!r}" if column.separator else ""
        return f"list{parted}"
    if column.type == "time" and column.is_measured:
        return "length of time as hh:mm:ss"
    if column.type == "empty":
        return "empty"
    return "text of digits" if column.is_code else str(column.type)


def _values(column: Column) -> list[str]:
    """The values of a column in words: all of them, the most frequent ones or examples."""
    if (
        not column.values
        or column.is_measured
        or (column.is_number and column.distinct > FEW_NUMBERS)
    ):
        return []
    texts = [text if column.is_number else _quoted(text) for text, _ in column.values]
    if column.values[0][1] == 1:
        different = "all different" if column.unique else f"{column.distinct} values"
        return [] if column.is_number else [f"{different}, such as {', '.join(texts[:EXAMPLES])}"]
    counted = [f"{text} ({n})" for text, (_, n) in zip(texts, column.values, strict=True)]
    if column.distinct > VALUES:
        return [f"{column.distinct} values, most often {', '.join(counted[:MOST_OFTEN])}"]
    return [", ".join(counted)]


def _quoted(text: str) -> str:
    return repr(text) if len(text) <= VALUE_CHARS else f"{text[:VALUE_CHARS]!r}…"


def _shown(value: float | str | None) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _shortened(
    head: str, entries: Sequence[Column | Series], lines: Sequence[str], chars: int, about: str
) -> str:
    """The columns that a text is about, then others as there is room, then names."""
    order = sorted(range(len(lines)), key=lambda i: -_mentioned(entries[i], about))
    # A part of the room is for the names of the columns that are not described.
    room = chars * 3 // 4 - len(head)
    full: list[int] = []
    for i in order[:IN_FULL]:
        if len(lines[i]) + 1 > room:
            break
        room -= len(lines[i]) + 1
        full.append(i)
    text = "\n".join([head, *(lines[i] for i in full)])
    others = [i for i in range(len(lines)) if i not in set(full)]
    return _with_names(text, [_names(entries[i]) for i in others], chars)[:chars]


def _with_names(text: str, names: list[str], chars: int) -> str:
    """A text with the names of more columns, as many as there is room for."""
    if not names:
        return text
    more = f"\n- and {len(names)} more: "
    shown: list[str] = []
    room = chars - len(text) - len(more) - 2
    for name in names:
        if len(name) + 2 > room:
            shown.append("…")
            break
        room -= len(name) + 2
        shown.append(name)
    return f"{text}{more}{', '.join(shown)}"


def _names(entry: Column | Series) -> str:
    if isinstance(entry, Series):
        return f"{entry.names[0]!r} … {entry.names[-1]!r} ({entry.count})"
    return repr(entry.name)


def _mentioned(entry: Column | Series, about: str) -> int:
    names = entry.names if isinstance(entry, Series) else (entry.name,)
    return max(mentioned(name, about) for name in names)


def _words(text: str) -> list[str]:
    parted = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    return re.findall(r"[^\W_]+", parted.lower())
