"""Tasks that want rows of a file in columns and nothing else, each of whose words is accounted for.

They may want the rows of one thing alone, as the stations of Norway are, if a value of one column
is called so, or is its code in ISO 3166.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import words_of
from hocket.agents.forms.told import said_of
from hocket.agents.ways.computing import LEFT_OUT
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form
    from hocket.documents.profile import Column, Table, TableProfile

_FILE = r"\b[\w-]+\.[a-z]\w{1,4}\b"
_LOOK = late_pattern(
    r"\((?:(?:written |both |all |each )?(?:like|such as|as in|e\.g\.) [^()]*|empty[^()]*)\)",
    re.IGNORECASE,
)
"""How the values of a key look, in brackets."""
_WISH = (
    r"\b(?:want\w*|need\w*|interest\w*|relevant|matters?|concern\w*|please|which|who|how|give|tell|find|what|only|not?|without|but|should|must"
    r"|into?(?= [\w-]+\.[a-z])|to(?= [\w-]+\.[a-z]))\b|n['\u2019]t\b"
)
"""What a sentence that tells what is in a file does not have."""
_NAME = r"(?P<name>[A-Z\u00c0-\u00de][\w'\u2019-]*(?: [A-Z\u00c0-\u00de][\w'\u2019-]*){0,3})"
_SORT = (
    r"(?:time|post|phone|telephone|bus|train|tram|street|bank|mail|weather|fire|polling|bird|tree"
    r"|car|football|music|film|radio|church|school|power|petrol|gas|water|police|hospital|camp|world"
    r"|sea|mountain|border|tourist|country|area)"
)
"""Nouns that say of which sort things are, as of 'bus stops'; others may choose some of them."""
_THINGS = (
    r"(?!(?:winn|los|lead|beginn|found|newcom|oth|leftov|numb|broth|sist|daught)ers\b|"
    r"(?:friend|neighbou?r|parent|sibling|son|relative|rival|opponent|opposite|colleague)s\b|(?:wo)?men\b|(?:girl|boy|adult"
    r"|minor|male|female|champion|capital|senior|junior|finalist|medall?ist|survivor|veteran|halve"
    r"|second|duplicate|extra|high|low|total|sum|average|mean|median|count|share|difference|rank"
    r"|percentage)s\b|\w*(?:ss|ous)\b)(?:[a-z]{2,}s|data|people|list|table)"
)
"""Nouns of several things; others, such as 'oldest', 'rest', 'women' or 'capital', choose some.

'Friends' of somebody are others than the rows with the name.
"""
_OF = late_pattern(
    rf"\b(?P<subject>(?:the |all the |all )(?:{_SORT} )?{_THINGS}) (?:of|in|from|for) (?:the )?"
    rf"{_NAME}(?= (?:from|in|out of|as|into|to) {_FILE}|[.,:]| please)"
)
"""The things of one thing, called by its name."""
_ORDER = late_pattern(
    r"(?:\b(?:sorted|ordered|arranged) )?\bin (?:the )?(?:alphabetical|chronological) order\b"
    r"|\b(?:sorted |ordered )?(?:alphabetically|chronologically)\b"
    r"|\b(?:sorted|ordered|arranged)(?: (?:in|by))? (?:ascending|descending)(?: order)?\b"
    r"|\b(?:the )?(?:\w+est|most|least)(?: \w+)? (?:first|on top|at the top)\b"
    r"|\b(?:from )?A (?:to|-|\u2013) Z\b"
    r"(?: by (?:the |their )?(?:(?:last|first|family|given) )?names?\b)?"
    r"|\b(?:ascending|descending)\b"
    r"|\bin the (?:same |original )?order of (?:the |its )?(?:file|rows|lines)\b"
    r"|\b(?:sorted|ordered|arranged) by (?:the |their |its )?(?=KEY\b)",
    re.IGNORECASE,
)
PLAIN = frozenset(
    ("please", "get", "me", "us", "give", "show", "take", "put", "bring", "write", "make", "save",
     "copy", "export", "extract", "pull", "turn", "need", "want", "would", "like", "could", "can",
     "you", "i", "we", "d", "in", "into", "to", "as", "with", "the", "a", "an", "it", "them", "of",
     "from", "and", "columns", "column", "headings", "heading", "csv", "tsv", "json", "file",
     "table", "out", "my", "our", "here", "is", "are", "there", "has", "have", "for", "new", "key",
     "this")
)  # fmt: skip
"""Words that ask for nothing besides a file with columns."""
_OBJECT = late_pattern(rf"\b(?:the|all|my|our) {_THINGS} (?:of|from|in) (?={_FILE})", re.IGNORECASE)
"""The things of a whole file."""
_TELLS = late_pattern(
    rf"\A\s*(?:(?:In|The|Our|My|All|Each|Every|Some|Several|Many|Two|Three|We|People|Everybody)\b"
    rf"(?:(?!{_FILE}|[.!?]\s|{_WISH}).)*?{_FILE}|{_FILE})(?:(?!{_FILE}|[.!?]\s|{_WISH}).)*[.!]\s+"
    r"(?=[A-Z])",
    re.DOTALL,
)
"""A first sentence on what is in the file, which asks for nothing."""
_WRITTEN_AS = late_pattern(
    r"\b(?:(?:as|in) )?(?:a )?(?:whole|plain|decimal) numbers?\b"
    r"|\b(?:with|to) (?:no|one|two|three|\d) (?:decimals?|decimal places?)\b"
    r"|\b(?:separated|delimited) by (?:commas|semicolons|tabs)\b"
    r"|\b(?:semicolon|comma|tab)-separated\b"
    r"|\bin (?:per ?cent|minutes|hours|seconds)\b",
    re.IGNORECASE,
)
"""How numbers are written."""
_KEY = late_pattern(r"\w+(?: (?!(?:of|per|for|in|by)\b)\w+)?")
"""A key that is a name, and describes nothing."""
_CODES = late_pattern(r"\b([A-Z]{2}) and ([A-Z]{3})\b")
_CODE = re.compile(r"[A-Z]{2,3}")
_EXAMPLE = late_pattern(
    r"\b(?:like|such as|e\.g\.|as in) ['\"\u2018\u201c]?([^'\"\u2019\u201d,;()]+)"
)
_WRITTEN = late_pattern(r"\d|\A[YMDHSymdhs\W]+\Z")
"""An example of how numbers or dates are written, not of names."""
SHORTEST = 4
"""Characters of an example by which a column is known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows that a task wants.

    Attributes:
        name: That of the only thing whose rows are wanted; empty if all are.
        form: What is asked for, with a task that no longer names it.
    """

    name: str
    form: Form


def asked_plainly(form: Form) -> Asked | None:
    """What a task wants, if it wants nothing besides rows of a file in columns.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> goal = "Get me the ports of Peru from p.csv into q.csv with the columns port and depth."
        >>> asked_plainly(form_of(goal, ["q.csv"])).name
        'Peru'
        >>> goal = "Get me the deep ports from p.csv into q.csv with the columns port and depth."
        >>> asked_plainly(form_of(goal, ["q.csv"])) is None
        True
    """
    if form.kind != "csv" or not form.keys or not all(map(_KEY.fullmatch, form.keys)):
        return None
    named = [*_OF.finditer(form.task)]
    if len(named) > 1:
        return None
    task, name, without = form.task, "", form.task
    if named:
        name = named[0]["name"]
        start, end = named[0].start("subject"), named[0].end("name")
        without = f"{task[:start]}{named[0]['subject']}{task[end:]}"
        task = f"{task[:start]}it{task[end:]}"
    task = LEFT_OUT.sub(" ", _WRITTEN_AS.sub(" ", _TELLS.sub("", _LOOK.sub("", task))))
    said = _OBJECT.sub(" ", re.sub(r"\s+", " ", task))
    said = re.sub(_FILE, " file ", said)
    for key in sorted(form.keys, key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", " KEY ", said)
    words = re.findall(r"[^\W_]+", _ORDER.sub(" ", " ".join(said.split())))
    if any(word.casefold() not in PLAIN for word in words):
        return None
    return Asked(name, replace(form, task=without))


def without_looks(task: str) -> str:
    """A task without what it says of how values look.

    Examples:
        >>> without_looks("day (like 2024-05-31) and kg with two decimals")
        'day   and kg  '
    """
    return _WRITTEN_AS.sub(" ", _LOOK.sub(" ", task))


def without_order(task: str, keys: Sequence[str]) -> str:
    """A task without the order that it asks for by words which are read.

    Examples:
        >>> without_order("day and kg, sorted by day", ["day", "kg"]).split()
        ['day', 'and', 'kg,']
    """
    names = "|".join(map(re.escape, keys)) or "KEY"
    by = rf"\b(?:sorted|ordered|arranged) by (?:the |their |its )?(?:{names})\b"
    return _ORDER.sub(" ", re.sub(by, " ", task))


def rows_of_name(table: Table, name: str, answer: str) -> Table | None:
    """The rows of one thing; None unless exactly one column says of which thing each row is.

    Args:
        table: The table.
        name: What the thing is called.
        answer: What a work of reference says of its codes, if it is a country; may be empty.

    Examples:
        >>> from hocket.documents.profile import Table
        >>> table = Table(("land", "port"), [["PE", "Paita"], ["CL", "Arica"]], 2)
        >>> rows_of_name(table, "Peru", "The ISO codes of Peru are PE and PER.").rows
        [['PE', 'Paita']]
    """
    codes = _CODES.search(answer)
    readings = [name.casefold(), *(code.casefold() for code in (codes.groups() if codes else ()))]
    for reading in readings:
        found = [
            place
            for place in range(len(table.names))
            if any(_text(row[place]) == reading for row in table.rows)
            and (reading == readings[0] or _holds_codes(table, place, len(reading)))
        ]
        if len(found) > 1:
            return None
        if found:
            rows = [row for row in table.rows if _text(row[found[0]]) == reading]
            return replace(table, rows=rows, total=len(rows))
    return None


def by_examples(profile: TableProfile, table: Table, form: Form) -> TableProfile:
    r"""The columns under the keys of which a task has a value of theirs as an example.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> from hocket.documents.profile import read_table, table_profile
        >>> text = b"TZ,n\nAsia/Aden,1\nAsia/Baku,2\n"
        >>> form = form_of("Make b.csv with the columns zone (like Asia/Baku) and n.", ["b.csv"])
        >>> known = by_examples(table_profile("a.csv", text), read_table("a.csv", text), form)
        >>> [column.name for column in known.columns]
        ['zone', 'n']
    """
    columns = list(profile.columns)
    taken = {column.name.casefold() for column in columns}
    for key, said in said_of(form.task, form.keys).items():
        example = match[1].strip() if (match := _EXAMPLE.search(said)) else ""
        is_word = len(example) >= SHORTEST and any(char.isalpha() for char in example)
        if key.casefold() in taken or not is_word:
            continue
        of = [
            p for p in range(len(columns)) if any(row[p].strip() == example for row in table.rows)
        ]
        if len(of) == 1 and not _is_meant_by_name(columns, of[0], form):
            columns[of[0]] = replace(columns[of[0]], name=key)
    return replace(profile, columns=tuple(columns))


def follows_examples(table: Table, form: Form) -> bool:
    r"""Whether what each key has as an example is a value of the file, or a look that is known.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> from hocket.documents.profile import read_table
        >>> table = read_table("a.csv", b"name,points\nBo Li,9\nCy Do,14\n")
        >>> goal = "Make b.csv from a.csv with the columns name (like {}) and points."
        >>> forms = [form_of(goal.format(example), ["b.csv"]) for example in ("Bo Li", "BL")]
        >>> [follows_examples(table, form) for form in forms]
        [True, False]
    """
    texts = {str(cell).strip() for row in table.rows for cell in row}
    looked = {key.casefold() for key in form.looks}
    for key, said in said_of(form.task, form.keys).items():
        match = _EXAMPLE.search(said)
        example = match[1].strip() if match else ""
        is_form = key.casefold() in looked and _WRITTEN.search(example) is not None
        if example and not is_form and example not in texts:
            return False
    return True


def _is_meant_by_name(columns: Sequence[Column], place: int, form: Form) -> bool:
    """Whether a column is a key by its own name, so that it is no other one."""
    words = words_of(columns[place].name)
    return any(words_of(key) == words for key in form.keys)


def _holds_codes(table: Table, place: int, length: int) -> bool:
    """Whether the values of a column are codes of so many letters."""
    texts = Counter(str(row[place]).strip() for row in table.rows if str(row[place]).strip())
    return all(_CODE.fullmatch(text) and len(text) == length for text in texts)


def _text(value: object) -> str:
    return str(value).strip().casefold()
