"""The kind of a task: what has to be done, by which the way of doing it is chosen.

The kind is decided by rules from the words of the goal and the names of its files, so the same goal
always has the same kind, and no LLM is asked. A rule that is unsure falls through to the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Kind = Literal[
    "table", "convert", "text", "extraction", "code", "reasoning", "knowledge", "report", "other"
]
"""``table``: a question on tables; ``convert``: the same data in another form; ``text``: a question
on texts; ``extraction``: data out of texts; ``other``: a poem, a letter, a translation ..."""

KINDS: tuple[Kind, ...] = get_args(Kind)

TABLES = frozenset(
    {"csv", "tsv", "tab", "psv", "json", "jsonl", "ndjson"}
    | {"xlsx", "xls", "ods", "parquet", "feather", "sqlite", "db", "dat"}
)
CODES = frozenset(
    {"py", "js", "ts", "sh", "bash", "c", "cpp", "h"}
    | {"java", "go", "rs", "rb", "pl", "sql", "ipynb", "lua", "php"}
)
RECORDS = frozenset({"ics", "xml", "yaml", "yml", "vcf", "html"})
SAID = frozenset({"mbox", "srt", "vtt"})
"""Tables whose rows are texts of people."""

PROSE = frozenset({"md", "markdown", "txt", "html", "rst"})


def _words(pattern: str) -> re.Pattern[str]:
    return late_pattern(rf"\b(?:{pattern})\b", re.IGNORECASE)


_PROGRAM = _words(
    r"functions?|scripts?|class(?:es)? (?:\w+\(|(?:\w+ )?with|that|named|called)|methods?"
    r"|modules?|programs?|command[- ]line tool|unit tests?|regex(?:p)?|regular expression"
    r"|python|javascript|decorator|refactor|debug|source code|algorithm"
)
_MAKES = _words(
    r"write|implement|code|program|create|build|develop|make|need|give me|refactor|debug|fix"
    r"|port|want"
)
_MENDS = _words(
    r"fix\w*|mend|repair|debug|bugs?|bugg\w+|hangs?|crash(?:es|ed)?|wrong|right|correct\w*"
    r"|broken|fails?|failing|raises?|errors?|refactor\w*|rewrite|speed up|faster|optimi[sz]e"
    r"|extend|add|improve|make it|put \w+(?:\.\w+)? right|type hints|docstrings?"
)
_TEXTS = (
    r"(?:reports?|articles?|essays?|summary of the (?:data|figures|numbers|results)|write[- ]?up"
    r"|newsletter|press release|blog post|news item|briefing|commentary|overview for|column for)"
)
_OTHER = r"(?!(?:of|to|it|know|how|which|many|numbers?|counts?|share)\b)"
"""What stands before a text that is only spoken of, such as *the number of reports*."""

_ONE = (
    r"(?:an?|one|the|my|our|your|this|two|three|some|short|brief) "
    rf"(?:{_OTHER}[\w,-]+ ){{0,4}}?"
)
_REPORT = _words(
    rf"(?:write|draft|prepare|make|give|create|produce|compose|need|want|get|deliver|send|do|generate"
    rf"|provide|compile|put together|turn)"
    rf"(?: {_OTHER}[\w'-]+){{0,3}}? "
    rf"(?:{_ONE})?{_TEXTS}|(?:as|for|into|in) {_ONE}{_TEXTS}"
)
_IS_REPORT = late_pattern(
    rf"\s*(?:please[,:]? )?(?:{_ONE}{_TEXTS}|(?:{_OTHER}[\w-]+ )?report (?:on|about|for))\b",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"@\w[\w .-]*\[")
_RESHAPE = _words(
    r"convert\w*|conver(?:sion|t)|clean\w*|tidy|reshape\w*|transpose\w*|unpivot|pivot|melt"
    r"|normali[sz]e\w*|deduplicate\w*|without (?:the )?(?:empty|blank|duplicate|total|yearly"
    r"|header)\w*|one form|(?:column|row) of (?:its|their) own|same form(?:at)?|one (?:line"
    r"|row|record) (?:per|for each|for every)|as (?:a |an |two |three )?(?:markdown|json|csv"
    r"|html|latex|excel|yaml|xml)|bullet(?:ed)? lists?"
    r"|into (?:a |an )?(?:markdown|json|csv|html|yaml|xml|tsv"
    r"|parquet)|(?:markdown|html) tables?|long form(?:at)?|wide form(?:at)?|rename\w*|reformat\w*"
    r"|rearrange|split \w+ into|merge (?:the|both|these|all)|a column of its own"
    r"|standardi[sz]e\w*|drop (?:the )?(?:column|row|duplicate|empty)\w*"
    r"|remove (?:the )?(?:column|row|duplicate|empty|blank)\w*|turn \S+ into|export"
)
_COMPUTES = _words(
    r"average\w*|means?|medians?|sums?|totals? (?:of|per|by|for)|how (?:many|much|often|long"
    r"|strongly|far)|share|percent\w*|proportion|ratio|rate of|most|least|highest|lowest"
    r"|largest|smallest|biggest|longest|shortest|oldest|youngest|best|worst|maximum|minimum"
    r"|correlat\w+|rank\w*|top \w+|count(?:s|ed|ing)?|number of|growth|grew|rose|fell"
    r"|increase\w*|decrease\w*|compare\w*|differ\w*|standard deviation|variance|regression"
    r"|predict\w*|which|between which|factor|outliers?|per (?:cent|capita)"
)
_COUNTS = _words(
    r"how (?:many|often|long)|counts?|counted|number of|averages?|means?|totals?|most|fewest"
    r"|longest|shortest|latest|earliest"
    r"|(?:per|for each|by) (?:person|sender|day|hour|month|speaker)"
)
_EXTRACTS = _words(
    r"extract\w*|pick \w+ (?:\w+ )?out|pull out|list (?:all|every|each|the|of)|a list|every"
    r"|all (?:the )?(?:names|dates|amounts|mails|addresses|emails|votes|numbers|decisions)"
    r"|collect|gather|(?:as|into|in) (?:a |an )?(?:json|csv|table)|columns?|keys?"
)
_CREATIVE = _words(
    r"poems?|haikus?|limericks?|sonnets?|stor(?:y|ies)|tales?|songs?|lyrics|letters?|e-?mails?"
    r"|invitations?|slogans?|jokes?|speech(?:es)?|translate\w*|translations?|toast|greeting"
    r"|advert\w*|names? for|ideas? for|brainstorm|rewrite|rephrase|paraphrase|proofread|draft"
    r"|dialogue|riddle about|caption|tagline|plan (?:a|my|our) \w+|write (?:a|an|one|two|three"
    r"|some) \w+ about"
)
_PIECE = (
    r"(?:poems?|haikus?|limericks?|sonnets?|stor(?:y|ies)|tales?|songs?|lyrics|letters?|e-?mails?"
    r"|invitations?|slogans?|jokes?|speech(?:es)?|toasts?|greetings?|dialogues?|captions?|taglines?)"
)
_TELLS = (
    r"(?:says?|said|tells?|told|means?|meant|mentions?|mentioned|states?|stated|asks|asked|came"
    r"|arrived|reached|announces|announced|is (?:about|from|dated)|was|were)"
)
_WRITES = _words(
    r"write|compose|draft|translate|rephrase|paraphrase|proofread|rewrite|brainstorm|suggest|invent"
    r"|propose|come up with|think (?:of|up)|(?:give|make|create|help|need|want|find|get|send|tell"
    r"|sing) (?:me |us |my |our )?(?:an?|some|two|three|five|ten|\d+|another|to|with)"
    r"|reply|word (?:an?|the|this|that|my|it)|answer (?:this|that|the|my|it)|translat\w+|ideas?"
    rf"|names for|as an? (?:\w+ )?{_PIECE}|an? (?:[\w-]+ ){{0,3}}?{_PIECE}\b[^.?!]*please"
    r"|in (?:English|German|French|Spanish)"
    r"|(?:what|which|how) (?:\w+ ){0,2}?(?:would|could|should|can|shall|might)"
    r" (?:I|we|you|it|one|be)"
    rf"|(?:good|best|better|nice|great|funny) (?:\w+ )?{_PIECE}"
)
"""What is done to make a text."""
_OTHERS_WRITE = _words(
    r"(?:did|does) (?!I\b|you\b|we\b|one\b)(?:[\w-]+ ){1,4}?(?:write|draft|compose|answer|reply"
    r"|word|translate|suggest|propose|invent|rewrite|give|send|make|need|want|get|tell|sing|find)"
)
"""What somebody or something else does, which nobody asks for."""
_SPEAKS_OF = late_pattern(
    rf"^\s*(?:who|whom)\b|\b(?:which|whose|how (?:many|often)) (?:\w+ ){{0,2}}?{_PIECE}\b"
    rf"|\b(?:do|does|did|is|was|are|were|has|have|had) (?:the|this|that|these|those|his|her|their)"
    rf" (?:\w+ ){{0,2}}?{_PIECE}\b|\bdid (?!I\b|you\b|we\b|one\b)[^.?!]*?\b{_PIECE}\b"
    rf"|(?:^|[.?!] |\b(?:what|when|where|why|how) )(?:the|this|that|these|those) "
    rf"(?:\w+ )?{_PIECE}\b[^.?!:]{{0,60}}? {_TELLS}\b",
    re.IGNORECASE,
)
"""A question, or a statement before it, about a text that there is, as a letter that came."""
_SUMMARY = _words(r"summari[sz]e\w*|summary|in (?:two|three|a few|\d+) sentences")
_ASIDE = _words(
    r"(?:without|no|not|except|ignore|excluding|leave out)\b[^,.;:]*|(?:sorted|ordered"
    r"|in the order|in order|beginning|starting) (?:by|of|with) [^.;]*"
    r"|(?:from )?the \w+ (?:first|last|to the \w+)"
)
"""What a task leaves out and how it sorts, which says nothing about what it computes."""

_TAKES_OUT = _words(r"extract\w*|pull out|pick \w+ (?:\w+ )?out")
_NUMBER = late_pattern(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|hundred|thousand|half|twice|double|dozen|third|quarter)\b",
    re.IGNORECASE,
)
_QUANTITY = _words(
    r"how (?:many|much|long|old|far|fast|often|high|big|tall)|what (?:did|does|do|will"
    r"|would) .{1,60} (?:cost|pay|weigh|earn|need)|at what (?:time|speed|price)|what time"
    r"|(?:on )?(?:what|which) (?:date|day|weekday)|when (?:will|do|does|did|is)|what (?:is|was"
    r"|will be) the (?:first|next|last|second|third|earliest|latest) (?:date|day|weekday|time)"
    r"|every (?:two|three|four|five|six|other|second|third|\d+) (?:days|weeks|months|years)"
    r"|what (?:is|was|are|will be) (?:the|my|our)"
    r" (?:\w+ )?(?:price|cost|total|sum|probability|chance|odds|average"
    r"|speed|area|volume|perimeter|difference|product|remainder|number|value|result|angle|distance|age"
    r"|interest|profit|ratio|digit)|calculate|compute|solve|convert|percent\w*|next (?:number"
    r"|term|letter)|comes next|sequence|work out|what is \d|prime numbers?|factorial|divisible"
    r"|square root"
)
_MEASURED = late_pattern(
    r"[$\u20ac\u00a3] ?\d[\d.,]{0,15}|(?<![\d.,])\d[\d.,]{0,15}(?: ?[%\u20ac]"
    r"|[ -]?(?:per ?cent|[kcm]?m(?:/[hs])?|mph|k?g|[mc]?l|lit(?:re|er)s?|h|hours?|min(?:ute)?s?"
    r"|s|sec(?:ond)?s?|days?|weeks?|months?"
    r"|euros?|dollars?|pounds?|cents?|degrees?|met(?:re|er)s?|miles?|feet|kilos?|grams?)\b)",
    re.IGNORECASE,
)
"""What is measured: two of these are given to compute with. Years are not, as facts have them."""
_OF_FACTS = late_pattern(r"\s*(?:who|whose|which|where)\b", re.IGNORECASE)
_PUZZLE = _words(
    r"always (?:lies?|tells?|lying|telling)|(?:knights?|knaves?|liars?"
    r"|truth-?tellers?)\b.*\b(?:says?|said)|(?:older|younger|taller|shorter|faster|slower"
    r"|heavier|lighter|richer|cheaper) than|(?:exactly|only) one of (?:them|these|the)"
    r"|who (?:did|stole|broke|ate|is lying|tells|owns|lives|sits|came|won)|(?:to the )?(?:left"
    r"|right) of|puzzle|riddle|if all|all \w+ are \w+|some \w+ are|does it follow|must be true"
    r"|finished (?:before|after|ahead|behind)|in (?:what|which) order|days? after|days? before"
    r"|tomorrow|yesterday"
)
_GIVEN = late_pattern(r"\S[.;!]\s+\S|,\s+\S.*\?|\bif\b", re.IGNORECASE)
_ASKS = late_pattern(
    r"\s*(?:please[, ]+)?(?:tell me |say |do you know |can you tell me "
    r"|could you tell me )?(?:who|whose|whom|what|which|when|where|why|how|name"
    r"|in which|in what|of which|on which|at which|by whom|from which"
    r"|for what|to which|explain|define|describe)\b",
    re.IGNORECASE,
)
_QUESTION = late_pattern(
    r"\b(?:who|whose|whom|what|which|when|where|why|how)\b[^.!?]*\?", re.IGNORECASE
)


def kind_of(
    text: str,
    inputs: Collection[str] = (),
    outputs: Sequence[str] = (),
    *,
    tables: Collection[str] = (),
) -> Kind:
    """The kind of a task.

    Args:
        text: What the task asks for.
        inputs: Names of the files that it may read.
        outputs: Names of the files that it must leave.
        tables: Those of ``inputs`` that hold a table although their name does not say so.

    Examples:
        >>> kind_of("Which island had the most birds? See birds.csv.", ["birds.csv"])
        'table'
        >>> kind_of("Who wrote Middlemarch?"), kind_of("What is 12 percent of 450?")
        ('knowledge', 'reasoning')
    """
    words = _without_names(text, (*inputs, *outputs))
    if _is_code(words, inputs, outputs):
        return "code"
    if any(_is_counted(name, words) for name in tables) or _has_table(inputs):
        return _of_tables(words, outputs)
    if inputs:
        return _of_texts(words, inputs, outputs)
    return _of_words(words, outputs)


def _has_table(names: Collection[str]) -> bool:
    return any(has_ending(name, TABLES) for name in names)


def _is_counted(name: str, text: str) -> bool:
    """Whether a table is taken as one: of mails and subtitles, where their number or time is."""
    return not has_ending(name, SAID) or bool(_COUNTS.search(text))


def has_ending(name: str, endings: Collection[str]) -> bool:
    """Whether a file's name has one of these endings, which are given without their dot."""
    return name.lower().rpartition(".")[2] in endings


def _without_names(text: str, names: Collection[str]) -> str:
    """The text without names of files, whose parts would count as words."""
    for name in names:
        text = text.replace(name, "FILE")
    return " ".join(text.split())


def _is_code(text: str, inputs: Collection[str], outputs: Sequence[str]) -> bool:
    if any(has_ending(name, CODES) for name in outputs):
        return True
    if outputs:
        return False
    if any(has_ending(name, CODES) for name in inputs):
        return bool(_MENDS.search(text)) and not _ASKS.match(text)
    asks_for_program = _PROGRAM.search(text) and _MAKES.search(text)
    return not inputs and bool(asks_for_program) and not _ASKS.match(text)


def _wants_report(text: str) -> bool:
    """Whether a text of that kind is to be written, not one spoken of, or a value reported."""
    return bool(_REPORT.search(text) or _IS_REPORT.match(text))


def _of_tables(text: str, outputs: Sequence[str]) -> Kind:
    computes = bool(_COMPUTES.search(_ASIDE.sub("", text)))
    reshapes = bool(_RESHAPE.search(text))
    prose = any(has_ending(name, PROSE) for name in outputs)
    if prose and reshapes and not _wants_report(text):
        return "convert"
    if prose or (_wants_report(text) and not outputs and not _TEMPLATE.search(text)):
        return "report"
    # 'one line per month' with 'the average' is a question whose answer has that form.
    return "convert" if reshapes and outputs and not computes else "table"


def _of_texts(text: str, inputs: Collection[str], outputs: Sequence[str]) -> Kind:
    if any(has_ending(name, PROSE) for name in outputs):
        return "report" if _wants_report(text) or _SUMMARY.search(text) else "other"
    if outputs and any(has_ending(name, RECORDS) for name in inputs):
        return "convert"
    if outputs or _TAKES_OUT.search(text):
        return "extraction"
    if _is_creative(text):
        return "other"
    if _SUMMARY.search(text) or _wants_report(text):
        return "report"
    asks = _ASKS.match(text) or _QUESTION.search(text)
    return "text" if asks or not _EXTRACTS.search(text) else "extraction"


def _is_creative(text: str) -> bool:
    """Whether a text is to be made, and no question is asked about one that there is."""
    if not _CREATIVE.search(text):
        return False
    asks = _ASKS.match(text) or _QUESTION.search(text)
    is_of_one = asks and _SPEAKS_OF.search(text)
    return not is_of_one or _WRITES.search(_OTHERS_WRITE.sub("", text)) is not None


def _of_words(text: str, outputs: Sequence[str]) -> Kind:
    """The kind of a task without input files."""
    if _wants_report(text):
        return "report"
    puzzle = bool(_PUZZLE.search(text))
    asks = "?" in text or bool(_ASKS.match(text))
    if _is_creative(text) and not (asks and (puzzle or _QUANTITY.search(text))):
        return "other"
    given = bool(_GIVEN.search(text))
    if puzzle and (given or _NUMBER.search(text)):
        return "reasoning"
    measured = given and not _OF_FACTS.match(text) and len(_MEASURED.findall(text)) > 1
    if measured or (_QUANTITY.search(text) and _NUMBER.search(text)):
        return "reasoning"
    if outputs and any(has_ending(name, PROSE) for name in outputs):
        return "other"
    return "knowledge" if asks else "other"
