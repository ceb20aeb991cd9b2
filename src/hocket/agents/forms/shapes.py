"""The shape that a task asks a file to have: the keys of an object, the columns of a table.

A sketch of JSON and names behind a word such as *columns* are certain and count wherever they
stand. Else the sentence that names the file says the shape, or the points of a list do.
"""

from __future__ import annotations

import re

from hocket.agents.forms.counted import names_counted
from hocket.agents.forms.enumeration import names_listed
from hocket.agents.forms.labels import (
    KEYED,
    LIST_WORDS,
    NOT_ASKED,
    columns_named,
    key_before_list,
    keys_described,
    keys_named,
    keys_one_by_one,
    mapped,
)
from hocket.agents.forms.led import led_by_keys
from hocket.agents.forms.notation import Shape, Sketch, sketch_in
from hocket.agents.forms.orders import order_in
from hocket.agents.forms.statements import points_as_sentences
from hocket.core.late_pattern import late_pattern

_ARROW = late_pattern(r"[\w ]*?(\w+) *(?:->|\u2192|=>) *(\{[^}]*\}|[\w ]+)")
_SAID_OF_KEY = late_pattern(
    r"(?<=\w) (?:without|with|in|as|like|rounded|written|spelt|that|which|where)\b[\w ',-]*?"
    r"(?= *(?:->|\u2192|=>))"
)
"""What is said of the names of a mapping, behind the word for them."""
_BRACES = late_pattern(r"\b(?:list|array)s? of \{([^}]*)\}")
_RECORDS = late_pattern(
    r"\b(?:list|array) (?:of (?:objects|records|rows|entries)"
    r"(?: (?:with|of|having)|,? (?:one )?for (?:each|every|those|all)\b[^.;:]*:)"
    r"|with an? (?:object|record|row|entry) (?:for|per) [^.;:]*:) ([^.;:]*)"
)
_EACH_WITH = late_pattern(
    r"\b(?:(?:list|array)s?\b[^.;:]{0,80}?,? (?:each|each one|every one|all) (?:with|having"
    r"|of which has)|(?:one|an?) (?:object|record|entry|item|element|row) (?:for|per)"
    r" [^.;:]*?(?::|,? (?:with|having)))(?: the| its)?(?: keys?:?| fields?:?)? "
    r"((?:[^.;:]|[.:](?=\S))*)"
)
"""Objects of a list, by what each of them has."""
_LIST = late_pattern(
    r"\b(?:an? |the )?(?:list|array) of\b"
    r"|\b(?:as|is|be|in|into|just|only|simply) (?:an? |one )(?:\w+ ){0,2}?(?:list|array)\b"
)
_AS_KEYS = late_pattern(r"\bas (?:the |its )?keys?\b", re.IGNORECASE)
_OF_OBJECTS = late_pattern(
    r"\b(?:(?:each|every) [\w-]+ (?:has|leads? to|gets|maps? to|to)|values?:?(?: is| are| =)?)"
    r" (?:an object|objects) (?:with|of|having)(?: the)?(?: keys| fields)? ([^;{}]*)",
    re.IGNORECASE,
)
"""Objects under names, by what each of them has."""
_KEYS_AND_VALUES = late_pattern(
    r"\bkeys?(?::| are| is)\s[^.]{0,80}?\bvalues?(?::| are| is)\s", re.IGNORECASE
)
"""What says of keys and of values what they are, and names neither."""
_KEY_FOR_EACH = late_pattern(
    r"\b(?:one|a|an own) key (?:per|for (?:each|every)) [\w ]+[,;.]? (?:and |with )?"
    r"(?:the|its|whose|as)(?: the)? values? (?:is|are|being|the|a)\b(?! (?:an )?objects?\b)",
    re.IGNORECASE,
)
"""What says that a file maps names to values of any kind."""
_DELIMITERS = {"semi": ";", "tab": "\t", "pipe": "|"}
_DELIMITER = late_pattern(
    r"\b(?P<by>(?:separated|delimited) (?:by|with) (?:an? )?)?"
    r"(?:(?P<semi>semicolon)|(?P<tab>tab)|(?P<pipe>pipe))"
    r"(?(by)|(?:s? (?:as|for) (?:the |a )?(?:column |field )?(?:delimiter|separator)"
    r"|[- ](?:separated|delimited)))"
    r"|[\"'`](?P<mark>;|\||\\t)[\"'`] (?:as|for) (?:the |a )?(?:column |field )?"
    r"(?:delimiter|separator)"
    r"|\b(?:delimiter|separator)(?: is| of|:|=)? ?[\"'`](?P<mark2>;|\||\\t)[\"'`]"
    r"|\b(?:separated|delimited) (?:by|with) (?:an? )?[\"'`](?P<mark3>;|\||\\t)[\"'`]",
    re.IGNORECASE,
)
_NEXT = late_pattern(
    r"[.!?](?=\s+(?:[A-Z]|[\w-]+\.[a-z]+\b)|\s*$)"
    r"|\b(?:\w+[- ](?:separated|delimited) )?(?:file )?[\w-]+\.[a-z]{2,5}\b"
)
"""The end of a sentence, or another file, of which the rest is said."""
_NESTED = late_pattern(
    r"\bnested\b[^.;:{]{0,30}?(?:\bby|:) (?:the )?(\w+)"
    r"(?:,? (?:and )?then(?: by)?| and within (?:it|that|those)(?: by)?| and| > | / )"
    r" ?(?:the )?(\w+)",
    re.IGNORECASE,
)
_FIELDS_OF_EACH = late_pattern(
    r"\b(?:keys|fields|properties|attributes)\b[^.]*?\bfor (?:each|every|all) \w", re.IGNORECASE
)
"""What with an order shows that there are several objects."""
_EACH_ENTRY = late_pattern(
    r"\b(?:each|every) (?:entry|object|record|item|element|row)\b(?=[^.;]{0,40}(?::|\bha[sv]e?\b"
    r"|\bwith\b|\bcontain|\bhold|\bconsist))",
    re.IGNORECASE,
)
"""What shows that there are several of the objects that are described."""
_MEANT = late_pattern(r"\b(?:as|in(?:to)?|is|be|only|just) (?:an?|one|the) ", re.IGNORECASE)
MOST_CHARS = 2000
"""Of what is said of a file, so much is read."""
_MAPPING = late_pattern(
    r"\b(?:keys? (?:like|such as)|keyed by|by (?:name|key))\b"
    r"|\b(?:with|has|have|holds?|:) (?:the |its )?(?:numbers?|counts?|sums?|totals?|means?"
    r"|averages?|medians?|shares?) (?:of [^,.;:]*?)?(?:per|for each|for every|of each|in each)"
    r" \w+\s*$",
    re.IGNORECASE,
)
_BEHIND = late_pattern(
    r"\s*\((?!(?:as|in|with|by|one|no|not|please|for|if|or|like|e\.g|utf)\b)([^()]*,[^()]*)\)",
    re.IGNORECASE,
)
_TABLE_OF = late_pattern(r"\btable ((?:[A-Z]\w*, )+(?:and )?[A-Z]\w*)")
_BEFORE = late_pattern(
    r"\b(?:save|write|put|export|give|list|keep|store|get|extract|collect|copy)(?: me| the)? "
    r"((?:[\w `'\"]+(?: \([^()]*\))?, )+(?:and )?[\w `'\"]+(?: \([^()]*\))?"
    r"|[\w`]+(?: \([^()]*\))? and [\w`]+(?: \([^()]*\))?) (?:as|to|in|into) *$",
    re.IGNORECASE,
)
"""The columns named before the file that they go into."""

_COLUMNS = late_pattern(r"\bcolumns:? ((?:[^.;:]|[.:](?=\S))*)", re.IGNORECASE)
_AS_COLUMNS = late_pattern(
    r"\b(?:with|having) ((?:[\w%]+(?: [\w%]+)?(?:, (?:and )?| and ))*[\w%]+)"
    r" as (?:the |its )?(?:columns|headings|headers?)\b",
    re.IGNORECASE,
)
_WITH = late_pattern(
    r"(?<!starting )(?<!beginning )\b(?:with|having|containing|holding)(?: the)?"
    r"(?: keys?| fields?)?:? (?!\w+ (?:written|like|formatted|such as)\b)((?:[^.;]|\.(?=\S))*)"
)
_ASIDE = late_pattern(
    r"\([^)]*\)|, (?:as|like|such as|written|spelled) [^,.;]*?(?= *(?:->|\u2192|=>))"
)
"""In brackets, or between a name and its arrow."""

_OPEN_COLUMNS = late_pattern(
    r"\b(?:one|a|an|each|another|own|separate) columns? (?:\w+ )?(?:per|for|of|with)\b"
    r"|\bcolumns? (?:per|for (?:each|every|all))\b|\bfirst column\b|\b(?:one|another) for each\b"
    r"|\bthen (?:one for )?(?:each|every) \w+",
    re.IGNORECASE,
)
"""How many columns there are, and what they are called, the data say."""
_GRID = late_pattern(
    r"\b(?:(?:the|its|whose) )?(?:rows|columns) are (?:the )?"
    r"(?:years|quarters|months|weeks|weekdays|days|dates|hours|times)"
    r"(?=\)|[.;]|,? (?:and )?(?:(?:the|its|whose) )?(?:rows|columns) are\b)",
    re.IGNORECASE,
)
"""What says of the table that there is what its rows and columns are."""
_KEPT_COLUMNS = late_pattern(
    r"\bcolumns?:? (?:\w+ )?(?:stay|remain|same|unchanged|the same|as (?:they|before|now|in))\b"
    r"|\b(?:same|all(?: the)?) columns\b",
    re.IGNORECASE,
)


def about_file(text: str, file: str) -> str:
    """What the text says of the file: the sentence that names it, from there on."""
    place = text.find(file) if file else -1
    if place < 0:
        return text
    rest = text[place + len(file) :]
    before = _BEFORE.search(text[:place])
    named = re.sub(r" of (?:each|every|all) .*", "", before[1]) if before else ""
    if len(names := names_listed(named)) > 1:
        return f" ({', '.join(names)}){rest}"
    blank = re.sub(r"\([^()]*\)", lambda aside: "_" * len(aside.group()), rest)
    end = re.search(r"[.!?](?:\s+[A-Z]|\s*$)", blank)
    said = rest[: end.start()] if end else rest
    if names_in(said) or _arrow_in(said) or _LIST.search(said) or _MAPPING.search(said):
        return said
    columns = None if _COLUMNS.search(said) else _COLUMNS.search(text)
    if columns is None or NOT_ASKED.search(text[: columns.start()]):
        return said
    return f"{said} {columns[0]}"


def delimiter_of(text: str, file: str) -> str:
    """The mark between columns that a text asks a CSV file to have; empty if it does not say.

    Examples:
        >>> delimiter_of("Write a.csv, separated by semicolons.", "a.csv")
        ';'
        >>> delimiter_of("b.csv is separated by semicolons. Write a.csv.", "a.csv")
        ''
    """
    place = text.find(file) if file.lower().endswith(".csv") else -1
    said = _NEXT.split(text[place + len(file) :])[0] if place >= 0 else ""
    match = _DELIMITER.search(said)
    if match is None:
        return ""
    mark = match["mark"] or match["mark2"] or match["mark3"] or ""
    named = next((mark for name, mark in _DELIMITERS.items() if match[name]), "")
    return named or mark.replace("\\t", "\t")


def sketch_of(text: str, file: str) -> Sketch:
    """The shape of JSON that a text asks a file to have.

    Examples:
        >>> sketch_of("Mean rain per town. out.json: [{town, rain, days}, ...]", "out.json")
        Sketch(shape='objects', keys=('town', 'rain', 'days'), pair=('', ''))
        >>> sketch_of("Save it as out.json, with the town as key and the rain as value", "out.json")
        Sketch(shape='mapping', keys=(), pair=('town', 'rain'))
    """
    about = about_file(points_as_sentences(text), file)[:MOST_CHARS]
    has_arrow = _arrow_in(about) is not None
    far = None if has_arrow else re.search(r"\w (?:->|=>|\u2192) \{", text)
    drawn = None if has_arrow or far else sketch_in(about) or sketch_in(text)
    if far:
        about = text[max(0, text.rfind("\n", 0, far.start())) :]
    return drawn or _sketch_in_words(text, about, file)


def _sketch_in_words(text: str, about: str, file: str) -> Sketch:  # noqa: PLR0911 - in order
    """The shape by the sentence on the file, by what is named anywhere, or by what is described."""
    shape, keys = _shape_in(about)
    if inner := _OF_OBJECTS.search(text):
        listed = names_listed(inner[1])
        return Sketch("mapping of objects", listed) if len(listed) > 1 else Sketch("open")
    if levels := _NESTED.search(text):
        return Sketch("nested", (levels[1], levels[2]))
    if _KEY_FOR_EACH.search(text):
        return Sketch("mapping")
    pair = _pair_in(about)
    if shape in ("nested", "mapping of objects", "objects") and keys:
        return Sketch(shape, keys, pair if shape == "mapping of objects" else ("", ""))
    named = () if any(pair) else keys_named(text)
    if len(named) == 1 and _KEYS_AND_VALUES.search(text):
        named = ()
    if named:
        is_ordered = _FIELDS_OF_EACH.search(text) is not None and order_in(text) is not None
        is_single = named == keys_one_by_one(text) and key_before_list(text)
        are_several = is_ordered or (LIST_WORDS.search(text) is not None and not is_single)
        return Sketch("objects" if are_several else "object", named)
    said = pair if any(pair) else mapped(text) if shape != "list" else None
    if said is not None or shape == "mapping":
        return Sketch("mapping", pair=said or ("", ""))
    is_described = len(keys) == 1 and re.search(rf"\bwith the {re.escape(keys[0])}\b", about)
    are_plain = shape != "list" and not is_described and all(" " not in key for key in keys)
    several = keys if are_plain and len(keys) > 1 else ()
    described = several or keys_described(text, file) or (keys if are_plain else ())
    if described:
        is_list = shape == "list" or _is_listed(text, file) or _EACH_ENTRY.search(text)
        return Sketch("objects" if is_list else "object", described)
    if shape != "list" and KEYED.search(text):
        return Sketch("mapping")
    return Sketch("list") if shape == "list" or _is_listed(text, file) else _counted(text)


def _counted(text: str) -> Sketch:
    """An object with one number for each thing that is counted; open if there are none."""
    counted = names_counted(text)
    return Sketch("object" if counted else "open", counted)


def _is_listed(text: str, file: str) -> bool:
    """Whether the file is to hold a list."""
    return any(
        LIST_WORDS.search(sentence)
        for sentence in re.split(r"(?<=[.!?:]) ", text)
        if file in sentence or _MEANT.search(sentence)
    )


def _shape_in(about: str) -> tuple[Shape, tuple[str, ...]]:  # noqa: PLR0911 - one form a line
    """(shape of the JSON, its keys); what stands in brackets may have any marks."""
    about = _ASIDE.sub("", about)[:MOST_CHARS]
    if match := _BRACES.search(about):
        return "objects", names_listed(match[1])
    if match := _ARROW.search(about):
        return _shape_of_arrow(match)
    if _AS_KEYS.search(about) and not keys_named(about):
        return "mapping", ()
    for pattern, fewest in ((_RECORDS, 1), (_EACH_WITH, 2)):
        match = pattern.search(about)
        keys = names_listed(match[1]) if match else ()
        if len(keys) >= fewest:
            return "objects", keys
    if _LIST.search(about):
        return "list", ()
    if _MAPPING.search(about):
        return "mapping", ()
    keys = names_in(about)
    return ("object", keys) if keys else ("open", ())


def _arrow_in(about: str) -> re.Match[str] | None:
    """Where ``name -> value`` stands, if it does; what stands in brackets may have any marks."""
    return _ARROW.search(_SAID_OF_KEY.sub("", _ASIDE.sub("", about)))


def _shape_of_arrow(match: re.Match[str]) -> tuple[Shape, tuple[str, ...]]:
    """The shape of ``name -> value``, where the value may be an object in braces."""
    inner = match[2].strip()
    if not inner.startswith("{"):
        return "mapping", ()
    name, colon, value = inner.strip("{}").partition(":")
    if colon and not {":", ","} & set(value) and ("," not in name or " or " in name):
        return "nested", (match[1], name.strip())
    return "mapping of objects", names_listed(re.sub(r":[^,]*", "", inner.strip("{}")))


def _pair_in(about: str) -> tuple[str, str]:
    """(what the names of a mapping are, what its values are), as ``year -> mean`` says."""
    match = _arrow_in(about)
    if match is None:
        return "", ""
    inner = (
        "" if match[2].startswith("{") else re.split(r" (?:with|as|to) | in (?!per)|,", match[2])[0]
    )
    return match[1], inner.strip()


def names_in(about: str) -> tuple[str, ...]:
    match = _WITH.search(about)
    return names_listed(match[1]) if match else ()


def columns_of(text: str, file: str) -> tuple[str, ...]:
    """The columns that are named, also in brackets right behind the file.

    Examples:
        >>> columns_of("in a.csv (week, plant, kg), week after week", "a.csv")
        ('week', 'plant', 'kg')
        >>> columns_of("Sort by day. Columns: day, town. To a.csv.", "a.csv")
        ('day', 'town')
    """
    text = led_by_keys(_GRID.sub("", text))
    about = about_file(points_as_sentences(text), file)[:MOST_CHARS]
    if _OPEN_COLUMNS.search(about) or _KEPT_COLUMNS.search(text):
        return ()
    behind = None if _COLUMNS.search(about) else _BEHIND.match(about)
    if behind and len(names := names_listed(behind[1])) > 1:
        return names
    if named := columns_named(text, file):
        return named
    about = _ASIDE.sub("", about)
    match = _AS_COLUMNS.search(about) or _COLUMNS.search(about) or _TABLE_OF.search(about)
    if match and NOT_ASKED.search(about[: match.start()]):
        return ()
    if match:
        return names_listed(match[1])
    listed = re.search(r":(?=\s)((?:[^.;]|\.(?=\S))*)(?:; the [^;]*)?$", about)
    names = names_listed(listed[1]) if listed else names_in(about)
    return names or keys_described(text, file)
