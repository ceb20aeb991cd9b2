"""Texts that are to be written: reports on what the files say, and pieces of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.plan.kinds.patterns import words
from hocket.plan.kinds.wording import is_question

if TYPE_CHECKING:
    from hocket.plan.kinds.wording import Wording

_TEXTS = (
    r"(?:reports?|articles?|essays?|summary of the (?:data|figures|numbers|results)|write[- ]?up"
    r"|newsletter|press release|blog post|news item|briefing|commentary|overview for|column for)"
)
_OTHER = r"(?!(?:of|to|it|know|how|which|many|numbers?|counts?|share)\b)"
"""What stands before a text that is only spoken of, such as *the number of reports*."""

_SHORT = rf"(?:{_OTHER}[\w,-]+ ){{0,4}}?"
_ONE = rf"(?:an?|one|the|my|our|your|this|two|three|some|short|brief) {_SHORT}"
_REPORT = words(
    r"(?:write|draft|prepare|make|give|create|produce|compose|need|want|get|deliver|send|do|generate"
    r"|provide|compile|put together|turn|to have|like|love|to see|drawn? up|written)"
    rf"(?: {_OTHER}[\w'-]+){{0,3}}? (?:{_ONE})?{_TEXTS}|(?:as|into) {_ONE}{_TEXTS}"
    r"|(?:write|draft|compose|something|anything|a few (?:lines|words)"
    rf"|an? (?:piece|text|paragraph))\b[^.?!;]{{0,80}}? (?:for|in) {_ONE}{_TEXTS}"
)
_SAYS = (
    r"(?! (?:is|are|was|were|has|have|had|came|comes|goes|went|says?|said|shows?|lists?|needs?"
    r"|appears?|reached|arrived|by|in FILE)\b)"
)
_IS_REPORT = late_pattern(
    rf"(?:{_ONE}{_TEXTS}|(?:{_OTHER}[\w-]+ )?report (?:on|about|for))\b{_SAYS}", re.IGNORECASE
)
_IS_ONE_MORE = late_pattern(
    rf"(?:an?|one|short|brief) {_SHORT}{_TEXTS}\b{_SAYS}|report (?:on|about)\b", re.IGNORECASE
)
"""The same behind other sentences, where *our report* is one that there is."""
_LENGTH = late_pattern(
    r"(?<!have )(?<!has )(?<!with )(?<!having )\b(?:in|at most|(?:no|not) (?:more|longer) than"
    r"|up to|max(?:imum|\.)?(?: of)?|within|in (?:about|around|roughly|some|under))"
    r" \d{2,4} words\b|\b\d{2,4} words (?:at most|max|or less|or fewer)\b|\b\d{2,4}-word\b",
    re.IGNORECASE,
)

_LABEL = "FILE: "

_PIECE = (
    r"(?:poems?|haikus?|limericks?|sonnets?|stor(?:y|ies)|tales?|songs?|lyrics|letters?|e-?mails?"
    r"|invitations?|slogans?|jokes?|speech(?:es)?|toasts?|greetings?|dialogues?|captions?|taglines?)"
)
_CREATIVE = words(
    rf"{_PIECE}|translate\w*|translations?|advert\w*|names? for|ideas? for|brainstorm|rewrite"
    r"|rephrase|paraphrase|proofread|draft|riddle about|plan (?:a|my|our) \w+"
    r"|write (?:a|an|one|two|three|some) \w+ about"
)
_TELLS = (
    r"(?:says?|said|tells?|told|means?|meant|mentions?|mentioned|states?|stated|asks|asked|came"
    r"|arrived|reached|announces|announced|is (?:about|from|dated)|was|were)"
)
_WRITES = words(
    r"write|compose|draft|translate|rephrase|paraphrase|proofread|rewrite|brainstorm|suggest|invent"
    r"|propose|come up with|think (?:of|up)|(?:give|make|create|help|need|want|find|get|send|tell"
    r"|sing) (?:me |us |my |our )?(?:an?|some|two|three|five|ten|\d+|another|to|with)"
    r"|reply|word (?:an?|the|this|that|my|it)|answer (?:this|that|the|my|it)|translat\w+|ideas?"
    rf"|names for|as an? (?:\w+ )?{_PIECE}|an? (?:[\w-]+ ){{0,3}}?{_PIECE}\b[^.?!]{{0,200}}please"
    r"|in (?:English|German|French|Spanish)"
    r"|(?:what|which|how) (?:\w+ ){0,2}?(?:would|could|should|can|shall|might)"
    r" (?:I|we|you|it|one|be)"
    rf"|(?:good|best|better|nice|great|funny) (?:\w+ )?{_PIECE}"
)
"""What is done to make a text."""
_OTHERS_WRITE = words(
    r"(?:did|does) (?!I\b|you\b|we\b|one\b)(?:[\w-]+ ){1,4}?(?:write|draft|compose|answer|reply"
    r"|word|translate|suggest|propose|invent|rewrite|give|send|make|need|want|get|tell|sing|find)"
)
"""What somebody or something else does, which nobody asks for."""
_SPEAKS_OF = late_pattern(
    rf"^\s*(?:who|whom)\b|\b(?:which|whose|how (?:many|often)) (?:\w+ ){{0,2}}?{_PIECE}\b"
    rf"|\b(?:do|does|did|is|was|are|were|has|have|had) (?:the|this|that|these|those|his|her|their)"
    rf" (?:\w+ ){{0,2}}?{_PIECE}\b|\bdid (?!I\b|you\b|we\b|one\b)[^.?!]{{0,200}}?\b{_PIECE}\b"
    r"|\b(?:got|received|(?<!to )have|had|found|sent|read|attached)"
    rf" (?:me |us )?(?:an?|this|that|the|these) (?:\w+ )?{_PIECE}\b"
    rf"|(?:^|[.?!] |\b(?:what|when|where|why|how) )(?:the|this|that|these|those) "
    rf"(?:\w+ )?{_PIECE}\b[^.?!:]{{0,60}}? {_TELLS}\b",
    re.IGNORECASE,
)
"""A question, or a statement before it, about a text that there is, as a letter that came."""


def wants_report(said: Wording) -> bool:
    """Whether a report is to be written, not one spoken of, or a value reported.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> wants_report(said("I would be glad to have a short article on the sales."))
        True
        >>> wants_report(said("For a report I need the mean of the sales."))
        False
    """
    if any(_REPORT.search(sentence) for sentence in said.sentences):
        return True
    bare = [sentence.removeprefix(_LABEL) for sentence in said.sentences]
    first, rest = bare[:1], bare[1:]
    return any(map(_IS_REPORT.match, first)) or any(map(_IS_ONE_MORE.match, rest))


def has_length(said: Wording) -> bool:
    """Whether the answer is to have a length in words, as a text for readers has.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> has_length(said("At most 90 words.")), has_length(said("Which have 90 words?"))
        (True, False)
    """
    return _LENGTH.search(said.text) is not None


def is_creative(said: Wording) -> bool:
    """Whether a text is to be made, and no question is asked about one that there is.

    Examples:
        >>> from hocket.plan.kinds.wording import said
        >>> is_creative(said("A song, please")), is_creative(said("Which song is it?"))
        (True, False)
    """
    speaking = [sentence for sentence in said.sentences if _CREATIVE.search(sentence)]
    if not speaking:
        return False
    asks = said.asks or said.has_question
    is_of_one = (asks and _SPEAKS_OF.search(said.text)) or all(map(is_question, speaking))
    return not is_of_one or _WRITES.search(_OTHERS_WRITE.sub("", said.text)) is not None
