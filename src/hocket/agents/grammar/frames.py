"""The forms of questions on rows and groups of rows, by the line that ``linking`` makes of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.computing import Measure, Query, selected
from hocket.agents.grammar.conditions import (
    Condition,
    Unread,
    column_of_word,
    conditions_in,
    joined,
    years_in,
)
from hocket.agents.grammar.lexicon import (
    AGGREGATES,
    AT_LEAST,
    DID,
    GENERIC,
    LEAST,
    MORE,
    MOST,
    folded,
)

if TYPE_CHECKING:
    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

_AGG = "|".join(sorted(AGGREGATES, key=len, reverse=True))
_IN = r"(?:for|of|in|from|at|on|with|to|within|among)"
_GROUPS = (
    re.compile(
        rf"(?:(?:and |, )?{_IN} (?:(?:all )?(?:the )?(?:R|C(?P<of>\d+)) (?:of|in|from|at|on|with"
        rf"|to) )?)?"
        r"(?:each|every)(?: (?:combination|pair) of)?"
        r" C(?P<g1>\d+)(?:(?: and| ,)(?: for| of| in)?(?: each| every)? C(?P<g2>\d+))?"
        rf"(?: (?:with|that has|that have|having|which has) (?:(?P<ge>{AT_LEAST})|(?P<gt>{MORE}))"
        r" N(?P<least>\d+) R)?(?= |$)"
    ),
    re.compile(
        r"(?:per|(?:grouped )?by) C(?P<g1>\d+)(?:(?: and| ,)(?: by| per)? C(?P<g2>\d+))?(?= |$)"
    ),
)
_MEASURE = (
    rf"(?:the )?(?:(?P<agg>{_AGG}) |(?P<sd>standard deviation) (?:of )?)?(?:value of )?(?:the )?"
    r"C(?P<col>\d+)(?: (?P<avg>on average|in total))?(?: of (?:all )?(?:the )?(?:R"
    r"|C(?P<whose>\d+)))?"
)
_NUMBER_OF = (
    r"(?:the )?(?:total )?(?:number|count) of (?:the )?(?:R|(?:different |distinct )C(?P<dis>\d+))"
)
_EXIST = (
    rf"(?: (?:(?:are |were |was )?{DID}(?: (?:in|from|by))?"
    r"|(?:does|do|did|has|have)(?: have)?|(?:are|were|is|was|have|has|had)(?: there)?(?: listed|"
    r" recorded| included| been)?|do"
    r"|belong to|come from|happened|occurred|took place))?"
)
_BE = r"(?:is|was|are|were)"
_ENTITY = r"(?:C(?P<entity>\d+)|R)"
_HAVE = rf"(?:has|have|had|with|{DID})"
_EXTREME = rf"(?:the )?(?:(?P<most>{MOST})|(?P<least>{LEAST}))"
_TOP = r"(?:(?:top )?N(?P<top>\d+) )?"
_RANKED_BY = rf"(?:(?P<count>R)|(?:number of R)|(?P<measure>{_MEASURE}))"

_OVER_ALL = re.compile(r" (?:over|across|for) all (?:the |of the )?(?:R|C\d+)(?= |$)")
_ALL_ROWS = re.compile(r"(?:the )?(?:names? of )?(?:all |the |all the )?(?:R|C(?P<entity>\d+))")
_OF_FIRST = re.compile(
    rf"(?:which|what)(?: {_BE} the)? C(?P<told>\d+) (?:{_BE}|{_HAVE}|made|makes|of|belongs to"
    rf"|{_BE} that of)"
    rf" the {_ENTITY} with {_EXTREME} (?P<measure>{_MEASURE})"
)
_OF_EXTREME = re.compile(rf"what {_BE} the C(?P<told>\d+) of {_EXTREME} {_ENTITY}")
_BY = re.compile(rf"rank |.*(?:top N\d+|{MOST}|{LEAST}) (?:C\d+|R) by ")
_PARTS_OF_TIME = frozenset(("day", "month", "week", "hour", "year", "quarter", "weekday"))
_FIGURE = re.compile(rf"(?:what {_BE} )?(?:{_MEASURE}|{_NUMBER_OF})(?: {_BE})?")
_HOW_MANY = re.compile(
    rf"(?P<at>in |on |at |for )?how many (?:of )?(?:the )?(?P<dif>different |distinct"
    rf" )?{_ENTITY}{_EXIST}"
)
_SHARE_OF = (
    r"(?:(?:what|which) )?(?:the )?(?:percentage|percent|share|proportion)(?: of (?:all )?(?:the )?"
)
_SHARE = re.compile(
    rf"{_SHARE_OF}(?P<whole>(?:R|C\d+)(?: .*)?))?"
    r" (?P<part>(?:is|was|are|were|has|have|had) .*)"
)
"""The part begins at the last verb that is none of a condition such as 'whose C3 is V0'."""
_WITHIN = re.compile(r"\b(whose|where|in|with) (C\d+) (?:is|was|are|were) ")
_SHARE_WITH = re.compile(rf"{_SHARE_OF}(?P<whole>R))? (?P<part>with C\d+ is V\d+)")
_WHICH = re.compile(
    rf"(?:in |on |at )?(?:which|what|who)(?: {_BE} the)? {_TOP}{_ENTITY}"
    rf"(?: (?:{_HAVE}|{_BE})| that {_HAVE}) {_EXTREME}(?: (?:{_RANKED_BY}))?"
)
_WHEN_WAS = re.compile(
    rf"(?:in |on |at )?which {_TOP}{_ENTITY} {_BE} (?P<measure>{_MEASURE}) {_EXTREME}"
)
_THE_TOP = re.compile(
    rf"(?:rank |which {_BE} |what {_BE} |who {_BE} )?(?:the )?{_TOP}{_ENTITY}"
    rf" (?:with|that have|which have|having)"
    rf" {_EXTREME}(?: (?:{_RANKED_BY}))?"
)
_MOST_WERE = re.compile(
    rf"(?:in|on|at) which {_ENTITY} (?:{_BE}|did|do) (?:there )?(?:the )?(?:(?P<most>most)"
    rf"|(?P<least>fewest)) (?P<count>R)"
    rf"(?: {DID}| there)?"
)
_TOP_BY = re.compile(
    rf"(?:which {_BE} )?(?:the )?(?:top N(?P<top>\d+)|N(?P<top2>\d+) {_EXTREME}) {_ENTITY}"
    r" by (?P<measure>(?:the |their )?C(?P<col>\d+))(?: with their values)?"
)
_RANK = re.compile(rf"rank (?:all )?(?:the )?{_ENTITY} by (?:the |their )?(?P<measure>{_MEASURE})")
LEADS = re.compile(
    r"(?:(?:please|now|so|and|then|(?:can|could|would) you|i (?:want|need|would like|like)(?: to"
    r" know)?"
    r"|tell me|show me|give me|let me know|find(?: out)?|compute|calculate|take|list|name|want"
    r"|need)(?: me)? )+"
)
"""Words that only say that something is asked."""
_LIST = re.compile(rf"(?:in |on |at )?which {_ENTITY}(?: {_BE}| {_HAVE}| there)?")
_CORRELATION = re.compile(
    rf"(?:what {_BE} )?(?:the )?(?:pearson )?correlation(?: coefficient)? (?:between|of) (?:the )?"
    r"C(?P<a>\d+) (?:and|with) (?:the )?C(?P<b>\d+)"
    r"|how (?:strongly|closely) (?:do|does) (?:the )?C(?P<a3>\d+) (?:go with|depend on) (?:the"
    r" )?C(?P<b3>\d+)"
    r"|how strongly (?:are|is) (?:the )?C(?P<a2>\d+) (?:and|correlated with) (?:the"
    r" )?C(?P<b2>\d+)(?: correlated)?"
)
_GAPS = re.compile(r"(?:on |for |in )?how many (?:R|C\d+|values)?(?: of)? ?(?:are |is )?missing")


def query_of(line: str, linked: Linked, sheet: Sheet) -> Query:
    """What a line asks.

    Raises:
        Unread: It is none of these forms.
    """
    whole = _without_groups(line)[0]
    within = _WITHIN.sub(r"\1 \2 = ", whole)
    if (share := _SHARE_WITH.fullmatch(whole) or _SHARE.fullmatch(within)) is not None:
        return _shared(line, share, linked, sheet)
    if (correlation := _CORRELATION.fullmatch(_bare(line, linked, sheet)[0])) is not None:
        found = correlation.groupdict()
        first, second = (
            found["a"] or found["a2"] or found["a3"],
            found["b"] or found["b2"] or found["b3"],
        )
        _, where, groups, least = _bare(line, linked, sheet)
        return Query(Measure("correlation", int(first), int(second)), groups, where, least)
    bare, where, groups, least = _bare(line, linked, sheet)
    _refuse_others(line, sheet)
    is_open = sheet.is_series or (not linked.is_sure and _are_named(sheet, linked))
    query = _plain(bare, sheet, where, groups) or _ranking(bare, sheet, where, groups)
    if query is not None and query.measure.kind == "count" and query.label < 0 and is_open:
        raise Unread  # whether each row is one
    if query is None:
        raise Unread
    return replace(query, where=where, least=least)


def _are_named(sheet: Sheet, linked: Linked) -> bool:
    """Whether rows are counted under a word that may be of something else.

    The first column often says what the rows are; each of them may also be several things.
    """
    said = spoken(sheet.columns[sheet.label].name).split() if sheet.label is not None else []
    is_noun = bool(said) and not GENERIC & {*said}
    return sheet.is_counted or (is_noun and bool(linked.rows))


def _refuse_others(line: str, sheet: Sheet) -> None:
    """Refuse groups of what is no row, such as the towns of each country in a table of years."""
    for pattern in _GROUPS[:1]:
        if (match := pattern.search(line)) is not None and match["of"]:
            places = (int(match["of"]), *(int(match[g]) for g in ("g1", "g2") if match[g]))
            if len({tuple(row[p] for p in places) for row in sheet.rows}) < len(sheet.rows):
                raise Unread


def _bare(
    line: str, linked: Linked, sheet: Sheet
) -> tuple[str, tuple[Condition, ...], tuple[int, ...], int]:
    """(the line without groups and conditions, the conditions, the groups, their least rows)."""
    line, groups, least_at = _without_groups(line)
    least = int(linked.numbers[least_at[0]]) + least_at[1] if least_at is not None else 0
    line, where = conditions_in(line, linked, sheet)
    line, years = years_in(line, linked, sheet)
    line = LEADS.sub("", line, count=1) if LEADS.match(line) else line
    line = _OVER_ALL.sub("", line)
    line = re.sub(r"(?: (?:and|but|,))+$|^(?:, )+", "", line)
    line = re.sub(r" , (?=,|$)| ,$", "", line).strip()
    return line, (*where, *years), groups, least


def _without_groups(line: str) -> tuple[str, tuple[int, ...], tuple[int, int] | None]:
    """(the line without what it groups by, the groups, the number of their least rows)."""
    for pattern in _GROUPS:
        if (match := pattern.search(line)) is None or _ranks_by(pattern, line):
            continue
        groups = tuple(int(match[name]) for name in ("g1", "g2") if match[name])
        said = match.groupdict()
        least = (int(said["least"]), int(bool(said["gt"]))) if said.get("least") else None
        rest = joined(line, match).strip(" ,")
        if any(one.search(rest) and not _ranks_by(one, rest) for one in _GROUPS):
            raise Unread
        return rest, groups, least
    return line, (), None


def _ranks_by(pattern: re.Pattern[str], line: str) -> bool:
    """Whether 'by' says by what is ranked."""
    return pattern is _GROUPS[1] and _BY.match(line) is not None


def _shared(line: str, match: re.Match[str], linked: Linked, sheet: Sheet) -> Query:
    """What part of the rows meets the conditions behind the verb."""
    _, groups, least = _without_groups(line)
    if least is not None:
        raise Unread
    said, told = (match[name] or "R" for name in ("whole", "part"))
    whole, where = conditions_in(said.replace(" = ", " is "), linked, sheet)
    whole, years = years_in(whole, linked, sheet)
    rest, part = conditions_in(told.replace(" = ", " is "), linked, sheet)
    rest, of_years = years_in(rest, linked, sheet)
    part = [*part, *of_years]
    if len(part) > 1 and " and " not in told:
        raise Unread  # which of them is on the whole
    rest = re.sub(rf"^{_BE}$", "", rest)
    if rest or not part or not re.fullmatch(r"R|C\d+", whole):
        raise Unread
    if not linked.is_sure and _are_named(sheet, linked):
        raise Unread
    if whole != "R" and int(whole[1:]) != sheet.label:
        raise Unread
    return Query(Measure("share", part=tuple(part)), groups, (*where, *years))


def _plain(
    line: str, sheet: Sheet, where: tuple[Condition, ...], groups: tuple[int, ...]
) -> Query | None:
    """A figure or a number of rows; None if the line is none of them."""
    if (match := _FIGURE.fullmatch(line)) is not None:
        if match["whose"] and _recurs(int(match["whose"]), sheet, where):
            raise Unread
        return Query(_measure(match, groups), groups)
    if (match := _HOW_MANY.fullmatch(line)) is not None:
        return Query(_counted(match, sheet, where, groups), groups)
    match = _LIST.fullmatch(line) or _ALL_ROWS.fullmatch(line)
    if match is not None and where and not groups:
        return Query(Measure("count"), label=_label(match["entity"], sheet, where), top=-1)
    return None


def _measure(match: re.Match[str], groups: tuple[int, ...]) -> Measure:
    said = match.groupdict()
    if said.get("col") is None:
        dis = said.get("dis")
        return Measure("distinct", int(dis)) if dis else Measure("count")
    kind = AGGREGATES.get(said.get("agg") or "", "sd" if said.get("sd") else "")
    if said.get("avg"):
        if kind:
            raise Unread
        kind = "mean" if said["avg"] == "on average" else "sum"
    place = int(said["col"])
    if place in groups:
        raise Unread
    return Measure(kind or "value", place)


def _is_each_row(sheet: Sheet, places: tuple[int, ...]) -> bool:
    """Whether no two rows are alike in some columns, all of which have values."""
    keys = [tuple(row[place] for place in places) for row in sheet.rows]
    is_whole = all(None not in key for key in keys)
    column = sheet.columns[places[-1]]
    is_name = column.type == "date" or folded(column.name) in _PARTS_OF_TIME
    return is_whole and is_name and len(set(keys)) == len(keys) and len(places) > 1


def _counted(
    match: re.Match[str],
    sheet: Sheet,
    where: tuple[Condition, ...],
    groups: tuple[int, ...],
) -> Measure:
    """The number of rows, or of different values of a column of names or times."""
    if match["entity"] is None:
        if match["dif"]:
            raise Unread
        return Measure("count")
    place = int(match["entity"])
    column = sheet.columns[place]
    if _is_each_row(sheet, (*groups, place)) and not match["dif"]:
        return Measure("distinct", place)  # such as the days of each month
    is_name = column.type in ("text", "date", "month") or place == sheet.years
    is_name = is_name or sheet.is_number_of_thing(place)
    if not is_name or (match["at"] and not where):
        raise Unread
    return Measure("distinct", place)


def _ranking(
    line: str, sheet: Sheet, where: tuple[Condition, ...], groups: tuple[int, ...]
) -> Query | None:
    """Which rows or groups come first; None if the line does not ask that."""
    if (match := _OF_FIRST.fullmatch(line)) is not None and not groups:
        query = _ranked(match, sheet, groups, where)
        return replace(query, label=int(match["told"])) if query.label >= 0 else None
    if (match := _OF_EXTREME.fullmatch(line)) is not None and not groups:
        place = column_of_word(match["most"] or match["least"], sheet)
        if place != int(match["told"]):
            raise Unread
        return Query(Measure("min" if match["least"] else "max", place))
    for pattern in (_WHICH, _WHEN_WAS, _MOST_WERE, _THE_TOP, _TOP_BY, _RANK):
        if (match := pattern.fullmatch(line)) is not None:
            return _ranked(match, sheet, groups, where)
    return None


def _ranked(
    match: re.Match[str],
    sheet: Sheet,
    groups: tuple[int, ...],
    where: tuple[Condition, ...],
) -> Query:
    said = match.groupdict()
    word = said.get("most") or said.get("least") or ""
    measure = _ranked_by(said, word, groups, match, sheet)
    top = said.get("top") or said.get("top2")
    entity = said.get("entity")
    first = -1 if match.re is _RANK else 1
    query = Query(measure, is_down=bool(said.get("least")), top=first, within=groups)
    count = f"N{top}" if top else ""
    if measure.kind in ("count", "distinct") or (
        entity is not None and measure.kind in ("mean", "median", "sum", "sd")
    ):
        if entity is None or groups:
            raise Unread
        return _counted_top(replace(query, groups=(int(entity),)), count)
    if measure.kind != "value":
        raise Unread
    if entity is not None and _recurs(int(entity), sheet, where):
        if groups or sheet.years is not None or sheet.dates is not None or match.re is _RANK:
            raise Unread
        kind = "min" if query.is_down else "max"
        best = replace(query, measure=Measure(kind, measure.place), groups=(int(entity),))
        return _counted_top(best, count)
    return _counted_top(replace(query, label=_label(entity, sheet, where)), count)


def _recurs(place: int, sheet: Sheet, where: tuple[Condition, ...]) -> bool:
    """Whether several rows that meet the conditions have the same value."""
    values = [row[place] for row in selected(sheet, where)]
    return len(set(map(str, values))) < len(values)


def _counted_top(query: Query, count: str) -> Query:
    """The query with the place of the number of the first, which its caller looks up."""
    return replace(query, top=-10 - int(count[1:])) if count else query


def _ranked_by(
    said: dict[str, str | None],
    word: str,
    groups: tuple[int, ...],
    match: re.Match[str],
    sheet: Sheet,
) -> Measure:
    if said.get("measure"):
        measure = _measure(match, groups)
        is_row = measure.kind == "value" and measure.place == sheet.label
        return Measure("count") if is_row else measure
    if said.get("count") or match.group().endswith("number of R"):
        return Measure("count")
    return Measure("value", column_of_word(word, sheet))


def _label(entity: str | None, sheet: Sheet, where: tuple[Condition, ...] = ()) -> int:
    """The column that says which row is meant.

    Raises:
        Unread: There is none, or its values occur several times.
    """
    if entity is None:
        if sheet.label is None:
            raise Unread
        return sheet.label
    if _recurs(int(entity), sheet, where):
        raise Unread
    return int(entity)
