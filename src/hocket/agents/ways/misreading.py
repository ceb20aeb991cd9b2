"""What a program on a table takes otherwise than its task says, as far as words show it.

Small LLMs copy from an example what the task has otherwise: the month before where the same month
of the year before is meant. They stop at the first year of a decade, and take one group of several
for all of them. Two methods misread alike, so their agreement would not show it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.ways.compass import off_course
from hocket.agents.ways.decades import decade_cut
from hocket.agents.ways.different import counted_twice
from hocket.agents.ways.divisions import divided_by_itself
from hocket.agents.ways.rowwise import of_one_row
from hocket.agents.ways.statistics import misnamed
from hocket.agents.ways.thresholds import other_limit
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.ranges import FROM
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Collection

_YEAR = late_pattern(
    r"\b(?:(?:a|the|one) year (?:before|earlier|ago|apart)|(?:previous|prior|last) year"
    r"|year[- ](?:on|over|to)[- ]year|(?:twelve|12) months (?:apart|before|earlier|ago)"
    r"|same (?:month|quarter) (?:of|a|the|in|last|one))\b",
    re.IGNORECASE,
)
_NEXT = late_pattern(
    r"\b(?:(?:month|quarter) before|(?:previous|preceding|prior) (?:month|quarter)"
    r"|(?:month|quarter)[- ](?:on|over|to)[- ](?:month|quarter)|from one (?:month|quarter) to)\b",
    re.IGNORECASE,
)
_PARTS = ((re.compile(r"\bmonth(?:s|ly)?\b", re.IGNORECASE), 12),
          (re.compile(r"\bquarter(?:ly|s)?\b", re.IGNORECASE), 4))  # fmt: skip
_SHIFT = late_pattern(r"\.(?:shift|diff|pct_change)\(\s*(?:periods\s*=\s*)?(-?\d*)")
_DIFFERENCE = late_pattern(
    r"""\[["']difference["']\]\.(?:idx(?:max|min)|n(?:largest|smallest)|max|min)\("""
)
_OVER = late_pattern(
    r"""\bchanges\([^\n]*?\bover\s*=\s*["']\s*(\w+)\s+(day|week|month|quarter)s?"""
)
"""A span over which a program takes changes, that is no number of years."""
_TWELVE = frozenset((("12", "month"), ("twelve", "month"), ("4", "quarter"), ("four", "quarter")))
_LAG = late_pattern(r"\b(?:lag|lead)\s*\((?:[^(),]|\([^()]*\))+(?:,\s*(\d+))?", re.IGNORECASE)
_FROM = late_pattern(r"\b(\d{1,3})(?: (?:years )?(?:and|or) (?:over|older|above|more|up)\b|\+)")
_COMPARED = late_pattern(
    r"""(?:\[["']([^"']+)["']\]|(?<![\w"'])([A-Za-z_]\w*))"""
    r"""(?:\.str\.startswith\(|\.isin\(\[|\s*(?:==?|in\s*\(|like))\s*["']\d""",
    re.IGNORECASE,
)
"""The column that is compared with a text of digits."""
_APART = late_pattern(r"\b(?:groupby|pivot\w*|partition\s+by|unstack)\b", re.IGNORECASE)
_YEARLY = late_pattern(r"\b(?:yearly|annual\w*|(?:each|every|per|by) year)\b", re.IGNORECASE)
_DOWN = r"(?:f[ae]ll(?:s|en)?|drop(?:s|ped)?|declin\w+|decreas\w+|los[et]s?|shr[aiu]nk|s[aiu]nk)"
_UP = r"(?:r[io]se[ns]?|increas\w+|gain(?:s|ed)?|gr[eo]w[ns]?|climb(?:s|ed)?|jump(?:s|ed)?)"
_MOST = r"(?:most|largest|biggest|greatest|sharpest|steepest|strongest|highest|hardest|fastest)"
_FELL, _ROSE = (
    re.compile(
        rf"\b(?:{verb}(?: \w+){{0,3}} {_MOST}|{_MOST}(?: \w+){{0,2}} {verb})\b", re.IGNORECASE
    )
    for verb in (_DOWN, _UP)
)
_LATER_LESS_EARLIER = late_pattern(
    r"\.(?:diff|pct_change)\(|\bchanges\(|-\s*\(?[\w.\[\]\"']*\.shift\(\s*\d*\s*\)"
    r"|-\s*lag\s*\(|/\s*lag\s*\(|/\s*[\w.\[\]\"']*\.shift\(\s*\d*\s*\)\s*-\s*1",
    re.IGNORECASE,
)
_TAKES_MOST = late_pattern(
    r"\b(?:idxmax|nlargest|argmax|arg_max)\s*\(|\border\s+by\s+[\w.\"]+\s+desc\b"
    r"|sort_values\([^()]*ascending\s*=\s*False",
    re.IGNORECASE,
)
_TAKES_LEAST = late_pattern(
    r"\b(?:idxmin|nsmallest|argmin|arg_min|min)\s*\(|\basc\b|ascending\s*=\s*True", re.IGNORECASE
)
_TURNED = late_pattern(
    r"\babs\s*\(|[=(,]\s*-\s*[\w(]|\b(?:by|return)\s+-|\bmul\(\s*-|\*\s*-|-1(?:\.0)?\s*\*|\b0\s*-\s",
    re.IGNORECASE,
)
_SORTED = late_pattern(r"sort_values\(\s*(?:by\s*=\s*)?\[?[\"']([^\"']+)[\"']\]?\s*[,)]")
_ASSIGNED = late_pattern(r"(?:^|[\n;])\s*(\w+)\s*=(?!=)[^\n;=]*$")
_CHANGED = late_pattern(r"(\w+)\.$")
"""What a call ends that gives a table its name, and one that changes a table."""
_EXTREME = (
    r"(?:lowest|smallest|least|min\w*?|worst|highest|largest|greatest|most|max\w*?|best|peak)"
)
_MOMENT = r"(?:year|month|date|day|quarter)"
_OWN_EXTREME = late_pattern(
    rf"[\"']({_EXTREME}_{_MOMENT})[\"']\s*:[^,\n]{{0,20}}?[\"']\w*{_MOMENT}\w*[\"']\]\.(?:min|max)\("
    rf"|\b(?:min|max)\(\s*\"?\w*{_MOMENT}\w*\"?\s*\)\s+as\s+({_EXTREME}_{_MOMENT})\b",
    re.IGNORECASE,
)
_FACTOR = late_pattern(
    r"\b(?:by (?:what|which|the|a) (?:\w+ )?factor|(?:largest|smallest|highest|lowest) factor"
    r"|factor of|growth factor|factor,|times as (?:much|many|large|high|big))\b",
    re.IGNORECASE,
)
_PERCENT = late_pattern(r"\bpercent\w*|\bgrowth rate", re.IGNORECASE)
_CHANGE_IN_PERCENT = late_pattern(r"\bpercent(?!age[ -]points?)|\bper cent\b|%", re.IGNORECASE)
_PARENTHESES = late_pattern(r"\([^()]*\)")
_POINTS = late_pattern(r"(?<!\bdecimal )\bpoints?\b", re.IGNORECASE)
"""A unit in parentheses is that of the values, and what falls by points is no change in percent."""
_LESS_ONE = late_pattern(r"(?i)/[^\n=]{1,80}-\s*1(?:\.0)?\s*(?:\)|,|$|\n|as\b|from\b)")
_COUNTS_ROWS = late_pattern(r"(?i)\.mean\(|\bcount\(|\.size\b|\blen\(|\bavg\(|value_counts|nunique")
_SHARE_OF = late_pattern(
    r"\b(?:share|percentage|per ?cent|proportion|part|fraction) of (?:all )?(?:the )?"
    r"(?=(?P<noun>\w+))"
    r"(?:(?P<part>[^.;?!,]{1,40}?) (?:in|of|among|out of) (?:all )?(?:the|their) (?P<whole>\w+))?",
    re.IGNORECASE,
)
COUNTED = frozenset(("value", "values", "count", "counts", "n", "people", "persons",
                     "population", "pop", "inhabitants", "residents"))  # fmt: skip
"""Names of columns that have the number of people of each row."""
PEOPLE = frozenset(("people", "persons", "inhabitants", "residents", "citizens", "women", "men",
                    "girls", "boys", "children", "adults", "females", "males"))  # fmt: skip
_OUT_OF = late_pattern(
    r"\bout of (?:those |all |the )*(\w{3,}) (?:and|plus) (\w{3,})\b", re.IGNORECASE
)
_DIVISOR = late_pattern(r"/\s*([^\n]+)")
_COMMENT = late_pattern(r"(?m)(?:#|--).*$")
_DEED = late_pattern(r"\w+ed|spent|sent|lent|learnt|burnt|lost|sold|paid|done", re.IGNORECASE)
_OF_COLUMN = r"""\[["']([^"']+)["']\]"""
_PLAIN_STEP = late_pattern(rf"\b(\w+){_OF_COLUMN}\.(shift|diff|pct_change)\(")
_SORTED_WITHIN = late_pattern(
    r"""sort_values\(\s*(?:by\s*=\s*)?\[\s*["']([^"']+)["']\s*,\s*["'][^"']+["']"""
)


def misread(
    task: str, code: str, numbers: Collection[str] = (), kinds: Collection[str] = ()
) -> str:
    """What is wrong with a program for a task, in words for the LLM; empty if nothing shows.

    Args:
        task: What is asked.
        code: The program or statement.
        numbers: The columns of numbers that there are.
        kinds: The values of columns of text.

    Examples:
        >>> misread("The mean of each decade from the 1950s to the 1970s", "df[df.year <= 1970]")
        'the 1970s are the years 1970 to 1979, so the last year is 1979, not 1970'
    """
    bare = _COMMENT.sub("", code)
    rules = (
        *(_lag, _step_across_groups, decade_cut, _group, _change, _in_percent),
        *(_moment_of_extreme, _factor, _windows),
    )
    said = (rule(task, bare) for rule in (misnamed, *rules, counted_twice, other_limit, off_course))
    of_columns = (
        *(_weights(task, bare, numbers, kinds), _whole(task, bare, numbers)),
        _planned(task, bare, numbers),
    )
    return next(filter(None, (*said, *of_columns, divided_by_itself(bare), of_one_row(bare))), "")


def _lag(task: str, code: str) -> str:
    """What is wrong with the distance over which a program compares."""
    for count, unit in _OVER.findall(code) if _YEAR.search(task) else ():
        if (count, unit) not in _TWELVE:
            return f'it takes changes over {count} {unit}s; those of a year are over="1 year"'
    if _APART.search(code) or _YEARLY.search(task):
        return ""  # within a group, or by years, the row before can be that of a year before
    found = [match[1] or "1" for match in (*_SHIFT.finditer(code), *_LAG.finditer(code))]
    distances = {abs(int(text)) for text in found if text != "-"}
    rows = next((rows for part, rows in _PARTS if part.search(task)), 0)
    if not distances or not rows:
        return ""
    named = ", ".join(map(str, sorted(distances)))
    if _YEAR.search(task) and rows not in distances:
        means = f"a year before is {rows} rows before: shift({rows}), lag(x, {rows})"
        return f"it compares with {named} row{'' if named == '1' else 's'} before, but {means}"
    if _NEXT.search(task) and not _YEAR.search(task) and 1 not in distances:
        return f"it compares with {named} rows before, but the one before is shift(1), lag(x, 1)"
    return ""


def _step_across_groups(_: str, code: str) -> str:
    """A step from row to row that also goes from the last of one group to the first of the next.

    Examples:
        >>> code = 'df = df.sort_values(["mill", "year"]); df["more"] = df["flour"].diff()'
        >>> _step_across_groups("", code).partition(";")[0]
        'df["flour"].diff() also steps from one mill to the next'
    """
    step, within = _PLAIN_STEP.search(code), _SORTED_WITHIN.search(code)
    if not step or not within:
        return ""
    table, column, kind = step.groups()
    group = within[1]
    is_part = re.search(rf"\b(?:for|lambda|def)\b[^\n]*\b{table}\b", code)
    minds_group = re.search(rf"""\[["']{re.escape(group)}["']\](?:\.shift|\s*==)""", code)
    if column == group or is_part or minds_group:
        return ""
    written = f'{table}["{column}"].{kind}()'
    better = f'{table}.groupby("{group}")["{column}"].{kind}()'
    return f"{written} also steps from one {group} to the next; write {better}"


def _group(task: str, code: str) -> str:
    """What is wrong with a group such as ``65-69`` that is taken for all from 65 on."""
    for number in _FROM.findall(task):
        groups = set(re.findall(r"""["'](\d{1,3})\s*[-\u2013]\s*\d{1,3}["']""", code))
        if groups == {number} and not re.search(r"""\d\s*\+\s*["']""", code):
            column = _COMPARED.search(code)
            begins = f"{column[1] or column[2]}{FROM}" if column else f"column ending in {FROM}"
            return (
                f"{number} and over are all groups from {number} on, not the first alone; take "
                f"those whose {begins} >= {number}"
            )
    return ""


def _change(task: str, code: str) -> str:
    """What is wrong with the change from one row to the next that a program takes."""
    moves = _FELL.search(task) or _ROSE.search(task)
    for name in _SORTED.findall(code) if moves else ():
        after = code.partition("sort_values")[2]
        if re.search(rf"""\[["']{re.escape(name)}["']\]\)?\.(?:shift|diff|pct_change)\(""", after):
            return f"it sorts by {name!r} before it compares rows with the one before; sort by time"
    if not _LATER_LESS_EARLIER.search(code) or _TURNED.search(code):
        return ""
    most, least = _TAKES_MOST.search(code), _TAKES_LEAST.search(code)
    if _FELL.search(task) and not _ROSE.search(task) and most and not least:
        return "a fall is a negative change: the largest fall is the smallest change (idxmin, ASC)"
    if _ROSE.search(task) and not _FELL.search(task) and least and not most:
        return "a rise is a positive change, so the largest rise is the greatest change"
    return ""


def _windows(_: str, code: str) -> str:
    """What is wrong with windows of rows: these are in the order of the values themselves.

    Only the sorted rows are meant, by the name that they are given or right behind the call.

    Examples:
        >>> _windows("", 'a = df.sort_values("level"); m = a["level"].rolling(7).mean()')
        "it sorts by 'level' before it takes windows of rows; sort by time"
        >>> _windows("", 'top = df.sort_values("level"); m = df["level"].rolling(7).mean()')
        ''
    """
    for match in _SORTED.finditer(code):
        if re.search(_MOMENT, match[1], re.IGNORECASE):
            continue
        before, after = code[: match.start()], code[match.end() - 1 :].partition("sort_")[0]
        rest = re.split(r"[\n;]", after)[0]
        of = _CHANGED.search(before) if "inplace" in rest else _ASSIGNED.search(before)
        windows = rf"""\[["']{re.escape(match[1])}["']\]\)?\.rolling\("""
        named = of and re.search(rf"(?<![\w.]){of[1]}{windows}", after)
        if named or re.match(rf"[^()]*\)(?:\.\w+\([^()]*\))*{windows}", rest):
            return f"it sorts by {match[1]!r} before it takes windows of rows; sort by time"
    return ""


def _in_percent(task: str, code: str) -> str:
    """What is wrong with a change in percent: the difference is taken for it.

    Examples:
        >>> code = 'c = changes(df, "level", 3); best = c.loc[c["difference"].idxmin()]'
        >>> _in_percent("When did it fall most, in percent?", code)
        'the task compares percent: take the column "percent" of changes, not "difference"'
        >>> _in_percent("When did the rate (in percent) fall most, and by how many points?", code)
        ''
    """
    is_asked = _CHANGE_IN_PERCENT.search(_PARENTHESES.sub(" ", task))
    if (
        not is_asked
        or _POINTS.search(task)
        or "changes(" not in code
        or not _DIFFERENCE.search(code)
    ):
        return ""
    return 'the task compares percent: take the column "percent" of changes, not "difference"'


def _moment_of_extreme(_: str, code: str) -> str:
    """What is wrong with the year of an extreme: the smallest year is taken for it."""
    match = _OWN_EXTREME.search(code)
    if match is None:
        return ""
    name = match[1] or match[2]
    return (
        f"{name} is that of the row with the extreme value (idxmin, arg_min), not an extreme itself"
    )


def _factor(task: str, code: str) -> str:
    """What is wrong with a factor: growth is taken for it, which is one less."""
    if not _FACTOR.search(task) or _PERCENT.search(task) or not _LESS_ONE.search(code):
        return ""
    return "a factor is the new value divided by the old one, without - 1"


def _weights(task: str, code: str, numbers: Collection[str], kinds: Collection[str]) -> str:
    """What is wrong with a share of things whose numbers a column has: rows are counted."""
    name = weights_in(task, numbers, kinds)
    is_used = name and re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", code)
    if not name or is_used or not _COUNTS_ROWS.search(code):
        return ""
    return f"{name!r} has how many each row stands for; sum it, rows are no measure"


def weights_in(task: str, numbers: Collection[str], kinds: Collection[str] = ()) -> str:
    """The column that has the numbers of the things of which a share is asked for; empty if none.

    Args:
        task: What is asked.
        numbers: The columns of numbers.
        kinds: The values of columns of text: a share of one of them may be in a whole.

    Examples:
        >>> weights_in("What share of the loans were novels?", ["Loans", "year"])
        'Loans'
        >>> weights_in("The share of novels in the loans of May", ["Loans"], ["Novels"])
        'Loans'
        >>> weights_in("The share of students in the classes of 2020", ["classes"], ["Ada"])
        ''
        >>> weights_in("The share of people of 80 and over", ["year", "Value"])
        'Value'
    """
    by_name = {name.casefold(): name for name in numbers}
    counted = [name for word, name in by_name.items() if word in COUNTED]
    known = {kind.casefold() for kind in kinds}
    for match in _SHARE_OF.finditer(task):
        whole = [match["noun"]] if match["noun"] else []
        whole += [match["whole"]] if match["whole"] and match["part"].casefold() in known else []
        nouns = [noun.casefold() for noun in whole]
        plural = [noun for noun in nouns if noun.endswith("s") or noun in PEOPLE]
        if name := next((by_name[noun] for noun in plural if noun in by_name), ""):
            return name
        if len(counted) == 1 and PEOPLE.intersection(plural):
            return counted[0]
    return ""


def _whole(task: str, code: str, numbers: Collection[str]) -> str:
    """What is wrong with a share out of two things together: it is divided by one of them."""
    match = _OUT_OF.search(task)
    divided = _DIVISOR.findall(code)
    if match is None or not divided:
        return ""
    of = [[n for n in numbers if word.casefold() in n.casefold()] for word in match.groups()]
    if any(len(names) != 1 for names in of):
        return ""
    first, second = (names[0] for names in of)
    is_whole = any(names_column(first, part) and names_column(second, part) for part in divided)
    if is_whole or not any(
        names_column(first, part) or names_column(second, part) for part in divided
    ):
        return ""
    return f"the share is out of both, so divide by the sum of {first!r} and {second!r}"


def _planned(task: str, code: str, numbers: Collection[str]) -> str:
    """What is wrong with taking the whole of something where a column has what was done of it."""
    asked = set(stems(task))
    for done in numbers:
        whole, _, deed = done.rpartition("_")
        is_asked = set(stems(whole)) | set(stems(deed)) <= asked
        if whole in numbers and _DEED.fullmatch(deed) and is_asked:
            is_taken = re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", code) is not None
            if is_taken and not names_column(done, code):
                return f"{done!r} has how many {whole} were {deed}; take it instead of {whole!r}"
    return ""


def names_column(column: str, code: str) -> bool:
    """Whether code names a column, with marks and spaces as it likes."""
    plain, said = (re.sub(r"[\W_]+", "", text).casefold() for text in (column, code))
    return plain in said
