"""A goal on tables: a question, the same data in another form, or a report on them.

What it leaves out, how it sorts and how values are to look says nothing of what it computes, so
that is taken away first. Of the rest, words of two kinds are weighed: those that compute or
compare, and those that give the data another form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.plan.kinds.patterns import PROSE, has_ending, words
from hocket.plan.kinds.written import wants_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.plan.kinds.wording import Wording

_TEMPLATE = re.compile(r"@\w[\w .-]*\[")

# ----- what says nothing of what is computed

_ORDERED = (
    r"(?:first|last|highest|lowest|largest|smallest|biggest|longest|shortest|oldest|youngest"
    r"|newest|earliest|latest|best|worst|greatest|fewest|cheapest|dearest|most|least)"
)
_ORDER = words(
    r"(?:sort|order|arrang|rank|list)(?:ed|ing)? (?:by|with|from) [^.;:]*"
    r"|(?:begin|start|end)(?:s|ning|ing)? (?:with|from|at) [^.;:]*|in the order (?:of|in) [^.;:]*"
    rf"|(?:from )?(?:the )?{_ORDERED}(?: [\w-]+){{0,3}}? to (?:the )?{_ORDERED}"
    rf"|(?:the )?{_ORDERED}(?: [\w-]+){{0,4}}? (?:first|last"
    r"|(?:(?:comes?|goes|go|is|are|be|stands?) )?(?:at|on|in)"
    r" (?:the )?(?:top|bottom|end|beginning))"
    rf"|(?:and )?the {_ORDERED} at the (?:top|bottom|end)"
)
_THEN = (
    r"(?:and|then|but)(?: then)?"
    r" (?:give|write|compute|count|add|sum|tell|find|list|show|say|make)\b"
)
_LEAVES = (
    r"(?:without|no|not|nor|except|ignor(?:e|ing)|exclud(?:e|ing)|omit(?:ting)?"
    r"|leav(?:e|es|ing) (?:out|aside|away)|skip(?:ping)?|drop(?:ping)?"
    r"|remov(?:e|ing)|delet(?:e|ing)|(?:throw|take|strip|cut|filter)(?:ing)? (?:out|away|off)"
    r"|discard(?:ing)?|get rid of)"
)
_LEFT = (
    r"(?:leave (?:them |it )?out|left (?:out|away|aside)|omitted|skipped|dropped|removed|deleted"
    r"|(?:can|may|should|must|has to|have to) go|(?:not|n[o'\u2019]t) (?:be )?(?:\w+ )?"
    r"(?:included|wanted|needed|in it|appear|count\w*)|(?:is|are) unwanted)"
)
_LEAVES_OUT = words(rf"{_LEAVES}\b(?:(?! {_THEN})[^,.;:])*")
_IS_LEFT = late_pattern(rf"(?:^|[,;.])[^,;.]*\b{_LEFT}\b", re.IGNORECASE)
_HAS_LEFT = words(rf"{_LEAVES}|{_LEFT}")
_AS_SHARE = words(r"(?:in|as) (?:per ?cent|percentages?)(?= (?:with|to|and)\b|,)|per ?cent signs?")
"""How figures are written, which stand in the table so."""
_WHOLE = words(
    r"(?:the |any |all |yearly |annual |monthly |grand |sub)*"
    r"(?:totals?|sums?|averages?|means?)(?: rows?| lines?| columns?)?"
    r"(?! (?:of|per|by|for|number)\b)"
)
"""What stands in tables besides their data, and is left out of them."""

_PURPOSE = words(
    r"(?:I|we|you|they|one|which|that) (?:can|could|may|must|want to|need to|(?:am|are|is) able to)"
    r"(?: be)? (?:sum|add|count|averag|compar|rank)\w*[^,.;]*"
)
"""What somebody is going to compute later."""

_TELLS = late_pattern(
    r"(?:In )?FILE,? (?:\([^()]*\) )?"
    r"(?:(?:has|holds|contains|lists|shows|records|is|was|came)\b"
    r"|(?:the|each|every|a) (?:[\w-]+ ){1,6}?(?:stands?|has|have|is|are)\b)"
    r"(?!.*(?:\?|FILE|\b(?:want|need|please|which|how|give|tell|find|show me|what)\b))",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence on what is in a file, which asks for nothing."""

# ----- what computes

_MOST = (
    r"most|(?<!at )least|fewest|highest|lowest|largest|smallest|biggest|longest|shortest|oldest"
    r"|youngest|best|worst|maxim(?:um|al)|minim(?:um|al)|greatest|earliest|latest|newest|cheapest"
    r"|dearest|fastest|slowest|heaviest|lightest|strongest|weakest|warmest|coldest|hottest|tallest"
    r"|closest|nearest|busiest|deepest|richest|poorest|costliest"
)
_COMPUTES = words(
    r"averag\w*|mean|(?:the|their|yearly|monthly|daily|annual) means|means (?:for|per|by)"
    r"|medians?|sum(?:s|med|ming)?|totals? (?:\w+ )?(?:of|per|by|for)"
    r"|(?:the|their|its|a|in) totals?"
    r"|how (?:many|much|often|long|strongly|far)|shares? of|(?:what|the|whose) share|percent\w*"
    r"|proportions?|ratios?|rates? of|correlat\w+|rank\w*|top \w+|number of"
    r"|(?:^|[,.;:] |and |to |then )count"
    r" (?!digits|numbers|as|in|like|is|are|should|which|must|only)[a-z]+"
    r"|count (?:of|per|by|for|the|how|them|up|all|each|every|it)"
    r"|counted|counting|growth|grew|rose|fell|increase\w*|decrease\w*|compare\w*"
    r"|differ(?:s|ed|ence|ences)?|standard deviation|variance|regression|predict\w*|factor"
    r"|outliers?|per (?:cent|capita)|add(?:ed|ing|s)? (?:\w+ ){0,4}?(?:up|together)"
    r"|(?:more|less|fewer|higher|lower|larger|smaller|greater|longer|shorter|older|younger|later"
    r"|earlier|bigger|better|worse|rather) than|(?:over|under|above|below|exceed\w*) \d"
    rf"|{_MOST}"
)
_UNITS = words(
    r"(?:various|different|mixed|several|other|all (?:kinds|sorts|manner) of|many) (?:\w+ )?units?"
)
_OF_EACH = words(
    r"how (?:much|long|far|high|heavy|big|old|tall|wide|deep)"
    r" (?:do|does|is|are) (?:each|every|all|the)"
)
"""A question for the values of each row: where units are mixed, they are to be brought into one."""

# ----- what gives another form

_ONE = r"(?:one|an?|each|every|single|separate|own)"
_ROW = r"(?:lines?|rows?|records?|columns?|sheets?)"
_DATA = r"(?:JSON|CSV|XML|YAML|TSV|Excel|Parquet|HTML|Markdown|LaTeX)"
_RESHAPES = words(
    r"convert\w*|conver(?:sion|t)(?! rates?)|transform\w*|clean\w*[ -]up"
    r"|clean(?:ed|ing|s|se)?(?= (?:FILE|the|it|this|these|my|our|them)\b)|cleaned|tid(?:y|ied|ying)"
    r"|reshape\w*|transpos\w+|unpivot\w*|pivot\w*|flatten\w*|flat (?:table|file|list|\w+ table)"
    r"|melt(?:ed|ing)?(?= (?:FILE|it|this|the (?:table|file|columns|data)|(?:in)?to)\b)"
    r"|normali[sz]e\w*|standardi[sz]e\w*|deduplicat\w*|dedupe\w*|duplicate rows|duplicates from"
    r"|without (?:the |any )?(?:empty|blank|duplicate|total|yearly|header)\w*"
    r"|(?:drop|remov\w+|delet\w+) (?:the |any |all )?(?:columns?|rows?|duplicate|empty|blank)\w*"
    r"|renam\w+|reformat\w*|rearrang\w+|export(?:ed|ing)?|uniform(?:ly)?|uniformity"
    r"|(?:one|same|single|consistent|common|proper|uniform) (?:\w+ )?(?:form|format|shape|style)"
    r"|into (?:good |proper )?(?:order|shape)(?! of)"
    r"|(?:turn|translat|chang|split|transfer|break)\w* (?:up )?[^.?!;]{1,90}? into"
    rf" (?:(?:an? |one |two |plain |proper )?(?:\w+ )?(?:{_DATA}|FILE|workbook|table|rows|lines"
    r"|columns|file|spreadsheet|list)|that|this)"
    r"|(?:bring|put|rewrite|transcribe)\w* (?:FILE|it|them|this|all of (?:it|them)) (?:in)?to FILE"
    r"|(?:split|divide)\w* (?:FILE|the table|it) (?:up|into)|merg\w+ (?:the|both|these|all)"
    r"|bullet(?:ed)? lists?|(?:HTML|Markdown|LaTeX) tables?"
    r"|as (?:an? |two |three )?(?:HTML|Markdown|LaTeX)"
    r"|(?:become|as|into) (?:an? |one )?(?:\w+ )?(?:workbook|spreadsheet)"
    r"|units? (?:to|into) \w+"
    r"|split (?:it|them|the (?:columns?|names?)(?: \w+)?)\b"
    r"|(?:each|every) [\w-]+ (?:only|just) once"
    r"|(?:first|given)(?: names?)? and (?:last|family)(?: names?)? (?:together|joined|in one)"
    r"|(?:per ?cent|currency|euro|dollar|unit) (?:signs?|symbols?)"
)
_LAYOUT = words(
    rf"{_ONE} (?:[\w-]+ )?{_ROW} (?:per|for (?:each|every|all)|each|an?|of (?:its|their) own)"
    rf"|(?:each|every) [\w ]{{1,40}}?(?:its own|a separate|a single|only one|one|an own) {_ROW}"
    rf"|{_ROW} each\b|side by side|down the side|across the top|as (?:rows|columns)"
    r"|into (?:rows|columns|lines)"
    r"|(?:long|wide|tall) (?:form(?:at)?|table|shape)|cross-?tab\w*|grids?|crosstable"
    r"|a column of its own|(?:rows and columns|columns and rows)"
)
_MOVES = words(
    r"FILE(?: \([^)]{0,200}\))? ?(?:->|=>|-->|\u2192) ?FILE|FILE as FILE"
    r"|(?:make|create|build|produce|generate|draw up|derive|prepare)\w* [^.?!;]{0,80}?"
    r"(?:out of|from|of|with) (?:it|this)|expects? (?:\w+ )?(?:as|in) \w+"
    r"|(?:one|an?) (?:object|entry|element) (?:per|for (?:each|every))"
)
"""What says that a whole file is to be another one, unless it chooses some of its rows."""
_CHOOSES = words(
    r"only(?! (?:digits|numbers?|the numbers?|\w+ numbers?|one|once)\b)|whose|never|skip\w*|still"
    r"|(?:who|that|(?<!, )which) (?:\w+ ){0,2}?(?:\w+n['\u2019]t|not)"
)

# ----- what is laid out as tables in a document

_TABLED = words(
    r"(?:an?|one|two|three|four|five|six|seven|\d|each|every|separate|several)"
    r" (?:[\w-]+ )?tables?(?! (?:FILE|of contents)\b)|tables? \d|tables (?:with|under|below)"
    r"|columns? (?:of both|in both|are|should be)"
)


def of_tables(said: Wording, outputs: Sequence[str]) -> str:
    """The kind of a goal on tables.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> of_tables(said("The best pupil of each form? FILE, a row per form."), ["a.csv"])
        'table'
        >>> of_tables(said("FILE to FILE: a row per form, the oldest first."), ["a.csv"])
        'convert'
    """
    text = said.text
    prose = any(has_ending(name, PROSE) for name in outputs)
    reports = wants_report(said)
    reshapes = _gives_form(text)
    if prose:
        laid_out = reshapes or _TABLED.search(text) is not None
        return "convert" if laid_out and not reports else "report"
    if reports and not outputs and not _TEMPLATE.search(text):
        return "report"
    return "convert" if outputs and reshapes and not _computes(said) else "table"


def _gives_form(text: str) -> bool:
    if _RESHAPES.search(text) or _LAYOUT.search(text) or _UNITS.search(text):
        return True
    return bool(_MOVES.search(text)) and not _CHOOSES.search(text)


def _computes(said: Wording) -> bool:
    """Whether values are computed or compared, besides what a goal leaves out and how it sorts."""
    united = _UNITS.search(said.text) is not None
    asking = [s for s in said.sentences if not _TELLS.match(s)] or said.sentences
    for sentence in asking:
        rest = _AS_SHARE.sub("", _ORDER.sub("", sentence))
        rest = _PURPOSE.sub("", _LEAVES_OUT.sub("", _IS_LEFT.sub("", rest)))
        if _HAS_LEFT.search(sentence):
            rest = _WHOLE.sub("", rest)
        if united:
            rest = _OF_EACH.sub("", rest)
        if _COMPUTES.search(rest):
            return True
    return False
