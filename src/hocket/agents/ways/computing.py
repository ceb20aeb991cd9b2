"""Whether a task asks for more than the rows of a file in other columns, by its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.led import led_by_keys
from hocket.agents.ways.finishing import without_finished
from hocket.agents.ways.periods import names_month, without_description, without_periods
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING = (
    r"(?:(?:empty|blank|missing|header|yearly|annual|monthly) \w+|whatever yielded nothing"
    r"|(?:(?:repeated|repeating|duplicated?|doubled?) )?(?:headings?|headers?(?: (?:row|line)s?)?)"
    r"|(?:(?:grand )?totals?|sums?)(?: (?:rows?|lines?))?(?! column)"
    r"(?: (?:at|in|on|of) the (?:very )?(?:end|bottom|foot|last (?:row|line)))?)"
)
GONE = (
    r"(?:(?:should|must|shall|can|may|is|are|to) )*(?:be )?(?:left out|dropped|removed|skipped"
    r"|omitted|ignored|not (?:be )?(?:in it|there|included))\b"
)
THE_SUM = r"(?:the |its |a )?(?:grand )?(?:totals?|sums?)"
"""What is said of rows that are not wanted."""
LEFT_OUT = late_pattern(
    r"\b(?:without|no|skip\w*|leav(?:e|ing)(?: out)?|drop\w*|omit\w*|not|ignor(?:e|ing))\b"
    rf"(?: (?:the|any|all))? {_NOTHING}"
    rf"(?:(?:,? (?:and|or|nor)|,)(?: (?:without|no))?(?: (?:the|any|all))? {_NOTHING})*(?: out\b)?"
    rf"|{_NOTHING}(?:,? and (?:the )?{_NOTHING})* {GONE}"
    rf"|\bthe (?:last )?(?:row|line) with {THE_SUM} {GONE}"
    r"|\b(?:no|without) (?:the |any )?(?:per ?cent(?:age)?|currency|euro|dollar|pound|degree|unit)"
    r" (?:signs?|symbols?)\b|\b(?:no|without) (?:the |any )?units\b|\bin per ?cent\b"
    r"|\b(?:yes or no|no or yes|true or false|yes/no|true/false)\b"
    r"|\b(?:without|no) the (?:averages?|means?) (?:at|in|on) the (?:very )?(?:end|bottom|foot)\b"
    r"|\b(?:some|many|several|a few|most) (?:of the )?[\w-]+ (?:are|stand|appear|occur|were)"
    r" *(?:in |on )?(?:the (?:list|file|table))? *(?:twice|more than once|several times)\b"
    r"|\bsplit(?:ting)? (?:it|them|that|this|the (?:columns? )?[\w-]+)(?: up)?"
    r"(?: in(?:to)? (?:two|three|its parts|two columns|three columns|parts"
    r"|(?!(?:files?|tables?|sheets?)\b)[\w-]+(?:, [\w-]+)? and [\w-]+))?"
    r"(?=[:.,;]| so\b| and (?:save|write|make|put|give)\b)"
    r"|\b(?:the )?columns? [\w ]{1,40}? (?:is|are)(?: not|n['\u2019]t) (?:needed|wanted|required)\b"
    r"|\((?:in |as |an? )*per ?cent(?:age)?\b[^()]*\)"
    r"|\b(?:without|no|skip\w*|leav(?:e|ing) out|drop\w*|not)\b(?: and)?(?: (?:the|any))?"
    r" (?:(?:empty|blank|missing|header|yearly|annual|monthly) \w+|totals?|sums?|whatever yielded"
    r" nothing|headings?)\b(?! column)"
    r"|\b(?:leave a cell |left )?(?:empty|blank|null|None) where\b[^,.;]*"
    r"|\A(?:after|before|since) (?:our|my|the|last|this) [^,.;]{1,40}?,? (?:\w+ )?(?:\w+ )?"
    r"(?:typed|wrote|noted|entered|kept|filled in|handed in|sent)\b"
    r"|\bwithout changing (?:the|their|its) order\b"
    r"|\b(?:clean|tidy) (?:(?:it|this|the (?:file|table|list|data)) up"
    r"|up (?:it|this|the (?:file|table|list|data)))(?= (?:as|into|to|and|in)\b|[.,:;])"
    r"|\b(?:came|comes?|coming|filled in|written|kept|typed|made|entered|taken|noted)"
    r" (?:from|by) (?:\w+ )?(?:people|persons|members)\b"
    r"|\b(?:whoever|who|those|whatever|where|if)\b[^.;,]*\bno\b[^.;,]*\b(?:gets?|has|have|is|are|stays?"
    r"|remains?|leaves?|left|should be|shall be|with) (?:\w+ ){0,3}?(?:empty|blank)\b[^.;,]*"
    r"|\b(?:digits|numbers) only\b|\bonly (?:digits|numbers)\b|\bweek after week\b"
    r"|\b(?:the )?totals? (?:can|may|should) go\b|\b(?:\w+est|most)(?: \w+)? first\b",
    re.IGNORECASE,
)
_COMPUTES = late_pattern(
    r"\b(?:only|whose|just|(?:more|less|other|rather) than|at (?:least|most)"
    r"|(?:over|under|above|below) \d|between|before|after|since|until|averages?|means?|medians?"
    r"|sums?|totals?|counts?|how many|numbers? of|shares?|percent\w*|differences?|highest|lowest"
    r"|largest|smallest|most|least|\w*duplicat\w*|twice|once|merg\w+|combin\w+|join\w*|split\w*"
    r"|full name|convert\w* (?:to|into) \w+ (?!file)|sheets?|sections?|below each|under each"
    r"|without|(?:skip(?:s|ped|ping)?|omit\w*)(?! nothing)|not?|nor|but|unless|if|except\w*"
    r"|exclud\w+|ignor\w+|leav\w+ out|drop\w*|remov\w+"
    r"|delet\w+|renam\w+|replac\w+|fill\w* (?:missing|gaps|empty|with|up)|transpos\w+|group\w*"
    r"|dedup\w*|repeat\w*|translat\w+|add(?:s|ed|ing)?|new columns?|instead"
    r"|(?:first|last) (?:\d+|two|three|four|five|ten)|onwards?"
    r"|round\w* (?:\w+ )?to (?:the )?(?:nearest |next )?(?!(?:the )?(?:nearest )?"
    r"(?:(?:one|two|three|four|no|\d) )?"
    r"(?:decimals?|digits?|places?|whole|integers?|cents?|full)\b)\w+"
    r"|round\w*(?: \w+)? (?:up|down|off)"
    r"|UTC|GMT|local time"
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
    r"|\b(?:swap|exchange|switch|correct|fix|mark|flag|highlight|clean|trim|strip|capitali[sz]e)"
    r" (?:the|each|every|all|any|both|those|them|it|out|up)\b"
    r"|\bthe (?:best|worst)\b(?! (?:\w+ )?(?:first|on top|at the top)\b)"
    r"|\b(?:dash|hyphen|star|asterisk) (?:where|for|if|when)\b"
    r"|\bin (?:all )?(?:capitals|capital letters|(?:upper|lower)[- ]?case)\b"
    r"|\b(?:is|are|be) (?:called|named) (?=['\"\u2018\u201c])"
    r"|\b(?:use|write|put) [^.;]{1,30} where\b|\b(?:use|write) (?-i:[A-Z0-9]\b)[^.;]{0,30} for\b",
    re.IGNORECASE,
)
"""What asks for other names or figures than those that stand in the file."""
_NO_KEY = (
    r"(?:\w+est|most|least|rows?|lines?|entries|records|order|file|result|totals?|sums?|empty|same"
    r"|columns?|dates?|days?|times?|numbers?|names?|decimal|first|last|one|to"
    r"|(?:values|figures) (?:are|being))\b"
)
"""What may follow a key and an article without being another."""
_NEXT = (
    r"(?:\w+est|most|least|and|the|its|their|an?|with\w*|no|nothing|so|where|if|when|as|in|by|from|for|to|of"
    r"|then|each|every|both|all|one|sort\w*|order\w*|arrang\w*|descending|ascending|leav\w+|skip\w*"
    r"|drop\w*|omit\w*|ignor\w+|not|please|empty|blank|null|none|first|last|save|write|put|keep|store|rounded"
    r"|alphabetic\w*|(?:\w+ )?A (?:to|-|\u2013) Z\b|columns\b"
    r"|like|such|whole|two|three|digits|numbers?|formatted|separated|using|use|make|bring|turn"
    r"|convert|give|take|it|this|that|there|they|you|i|we|who\w*|which|what\w*|only|just)\b"
)
"""What may follow a key directly without being another; what is wished is read elsewhere."""
_PER_BOTH = late_pattern(
    r"\b(?:lines?|rows?|records?) (?:per|for (?:each|every)) \w+ and (?:each |every |per )?\w+",
    re.IGNORECASE,
)
"""What a line is of, which lists no keys."""
_FILE = late_pattern(r"\b[\w-]+\.[a-z]\w{1,4}\b")
"""A name of a file, which asks for nothing."""
ONCE = late_pattern(r"\b(?:each|every) ([\w-]+) (?:only |just |exactly )?once\b", re.IGNORECASE)
ROWS = frozenset({"row", "line", "entry", "record"})
"""What a row is called where each of them is wanted once."""


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
    said = without_periods(LEFT_OUT.sub("", said))
    if names_month(said):
        return True
    once = {*ROWS, *(key.casefold() for key in keys)}
    once |= {word[:-1] for word in re.findall(r"\b\w+s\b", task.casefold())}
    said = ONCE.sub(lambda match: "" if match[1].casefold() in once else match[0], said)
    for key in (key for key in keys if len(keys) > 1 and key.isidentifier()):
        said = re.sub(rf"\b{re.escape(key)}\b", "", said, flags=re.IGNORECASE)
    return any(p.search(said) for p in (_COMPUTES, _CHANGES)) or _goes_on(task, keys)


def _goes_on(task: str, keys: Sequence[str]) -> bool:
    """Whether something is listed behind a key that is no key, such as somebody's initials."""
    names = "|".join(map(re.escape, keys))
    behind = rf"\b(?:{names})(?:\s*\([^()]*\))?(?:,? and|,) "
    task = led_by_keys(_PER_BOTH.sub("", task))
    more = rf"{behind}(?:(?:the|its|their|an?) (?!{_NO_KEY})\w+|(?!(?:{names})\b|{_NEXT})\w+)"
    return len(keys) > 0 and re.search(more, task, re.IGNORECASE) is not None
