"""The clauses of a message, and how each stands: firm, asked, offered, or tied to a condition."""

from __future__ import annotations

import re
from typing import Literal

from hocket.core.late_pattern import late_pattern

Stance = Literal["firm", "asked", "offered", "tied"]

_QUOTED = late_pattern(r"(?m)^[^\S\n]*>.*$")
_GREETING = late_pattern(
    r"(?i)^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)"
    r"|morning)\b[^,!.:?]{0,30}[,!.:]\s*"
)
_AS_FOR = late_pattern(
    r"(?i)^(?:(?:and|but|so|now),? )?(?:as for|as to|regarding|concerning|when it comes to)"
    r" (?P<thing>(?:(?:the|our|your|those) )?\w[\w-]*(?: \w[\w-]*)?),(?=\s)"
)
"""What puts a thing first that the rest of the sentence is about."""
_ASIDE = late_pattern(
    r"(?i), (?:however|though|by the way|of course|unfortunately|on the other hand|i'm afraid"
    r"|actually),\s+"
)
"""Words between commas that say nothing of their own."""
_BRACKETS = late_pattern(r"\([^()]*\)")
_SENTENCES = late_pattern(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)\s+|\n\s*\n|\n\s*[-*\u2022]\s+"
)
_DEEDS = (
    r"please|add|leave|drop|forget|cancel|skip|scrap|strike|remove|take|make|send|bring|keep|put"
    r"|reduce|increase|raise|cut|double|halve|triple|order|book|deliver"
)
_SUBJECTS = r"i|we|you|they|he|she|it|that|those|these|this|there|let's|let us"
_STATES = (
    r"is|are|was|were|has|have|had|can|can't|cannot|will|won't|wants?|needs?|likes?|must|should"
    r"|does|do|doesn't|don't"
)
_CUTS = late_pattern(
    r"\s*;\s+|:\s+(?!\d+\s*(?:[,.;]|$|and\b))|\s+[\u2013\u2014-]\s+"
    r"|(?:,\s+|(?<!\beverything)(?<!\ball)(?<!\border)(?<!\bof it)\s+)but\b"
    r"|,?\s+(?:while|whereas|otherwise|though)\b|\s+so\s+(?=(?:we|i|only)\b)"
    rf"|,\s+(?:and |so |then |yet )*(?=(?:{_SUBJECTS}|{_DEEDS}|no|not|so|then|only|otherwise"
    rf"|instead|just)\b)"
    rf"|,\s+(?:and )?(?=(?:the|our|my|his|her|their) (?:\w+ ){{1,4}}?(?:{_STATES})\b)"
    r"|,\s+(?:or )?(?=(?:may|shall|can|could|should) (?:i|we|you)\b)"
    rf"|\s+and\s+(?=(?:then |also |please )*(?:{_SUBJECTS}|{_DEEDS})(?:'\w+)?\b)",
    re.IGNORECASE,
)
_IF = late_pattern(
    r"(?i)\b(?:if|unless|in case|provided|providing|as long as|depend\w*|whether|otherwise we'd)\b"
)
_POLITE = late_pattern(
    r"(?i)\b(?:if (?:possible|you can|you could|you don't mind|that's ok(?:ay)?|that is ok(?:ay)?"
    r"|that's alright|you please|there (?:is|are) (?:one|any|some)|you have (?:one|any|it|them"
    r"|some)"
    r"|available|(?:it is|it's|they are|they're) (?:available|free)))\b"
)
_WISH = late_pattern(
    r"(?i)\b(?:would|'d) (?:(?:also |really |rather )?(?:like|love|prefer|need|take)|rather have"
    r"|(?:gladly|happily) (?:take|have|accept)"
    r"|be (?:nice|great|lovely|good|perfect|wonderful))\b"
)
_LOOSE = late_pattern(
    r"(?i)\b(?:can|can't|cannot|could|couldn't|would|wouldn't|(?-i:may)|might|maybe|perhaps"
    r"|possibly"
    r"|probably|i'd|we'd|should|think|thought|thinking|guess|wonder\w*|consider\w*|suppose|offer\w*"
    r"|propose|suggest\w*|recommend\w*|available|in stock|to spare|left|at most|up to|maximum"
    r"|usually"
    r"|normally|as a rule|last (?:year|time|month|week|summer|winter|autumn|spring)|previous\w*"
    r"|hope|wish|ha(?:ve|s) got|free to)\b"
)
_DO_WITHOUT = late_pattern(
    r"(?i)\b(?:(?:can|could) )?(?:do|manage|go|get by) without\b|\bcan (?:be left|go|stay|wait)\b"
    r"|\bwe can (?:leave|skip|wait with|do without)\b"
    r"|\byou can (?:now |also |just |then )?(?:leave|forget|cancel|drop|skip|scrap|strike|cross"
    r"|remove)\b|\bwould be (?:of )?(?:no use|useless)\b"
    r"|\b(?:i|we)(?:'d| would) (?:rather|prefer to|sooner) (?:leave|skip|drop|cancel|wait with"
    r"|hold off|postpone|put off|do without|not)\b"
)
"""What waives a thing, however politely."""

_RAISED = late_pattern(
    r"(?i)\b(?:round\w*|put|bring|push|go|increase\w*|raise\w*|move)\b.* up to\b"
)
"""What raises a number up to another one, which is no limit."""
_FACT = late_pattern(
    r"(?i)(?:the |our |your )?(?!(?:what|which|who|how|why|when|where)\b)[\w-]+(?: [\w-]+)?"
    r" (?:is|are|was|were|has|have)\b"
)
_THEN_ASKS = late_pattern(
    r"(?i),?\s+(?:so |and |then )?(?:shall|should|can|could|may|would) (?:i|we|you)\b"
)
"""What is asked behind a fact: the lamps are out, shall I send clocks?"""
_THAN = late_pattern(r"(?i)\bthan (?:i|we|they|you) (?:had )?(?:thought|hoped|guessed|supposed)\b")
"""What something turned out to be otherwise than: no doubt."""


def sentences_of(text: str) -> list[str]:
    r"""The sentences of a message, without what it quotes of others and without brackets.

    Examples:
        >>> sentences_of("> 4 jugs?\nYes (the 3 x 2 m ones). Then\n8 cups.")
        ['Yes .', 'Then 8 cups.']
    """
    own = _BRACKETS.sub("", _QUOTED.sub("", text))
    said = [_GREETING.sub("", " ".join(s.split())) for s in _SENTENCES.split(own)]
    said = [_ASIDE.sub(" ", sentence) for sentence in said]
    plain = [_AS_FOR.sub(r"\g<thing>:", sentence) for sentence in said]
    return [sentence for sentence in plain if sentence]


def clauses_of(sentence: str) -> list[str]:
    """The clauses of a sentence: parts that each do one thing.

    Examples:
        >>> clauses_of("Then 6 pies it is, no salads, and leave out the 2 soups and 4 rolls.")
        ['Then 6 pies it is', 'no salads', 'leave out the 2 soups and 4 rolls.']
    """
    return [clause.strip(" ,") for clause in _CUTS.split(sentence) if clause and clause.strip(" ,")]


def stance_of(sentence: str, clause: str) -> Stance:
    """How a clause of a sentence stands.

    Examples:
        >>> stance_of("Shall we take 4?", "Shall we take 4?"), stance_of("I could lend 8.", "")
        ('asked', 'firm')
        >>> s = "We would take one if it is cheap."
        >>> stance_of(s, s), stance_of("We'd like 8 jugs.", "We'd like 8 jugs.")
        ('tied', 'firm')
    """
    behind = sentence[sentence.find(clause) + len(clause) :] if clause else ""
    is_fact = _FACT.match(clause) is not None and _THEN_ASKS.match(behind) is not None
    if sentence.rstrip().endswith("?") and not is_fact:
        return "asked"
    if _IF.search(_POLITE.sub("", sentence)):
        return "tied"
    plain = _RAISED.sub("", clause)
    plain = _THAN.sub("", _DO_WITHOUT.sub("", _WISH.sub("", plain)))
    if _POLITE.search(sentence):
        return "asked"
    return "offered" if _LOOSE.search(plain) else "firm"


def is_behind_colon(sentence: str, clause: str) -> bool:
    """Whether a clause stands behind a colon: we'd like the red one: six, please."""
    return sentence[: max(sentence.find(clause), 0)].rstrip().endswith(":")


def is_told_behind(sentence: str, clause: str) -> bool:
    """Whether how many stands behind a clause and its colon."""
    behind = sentence[sentence.find(clause) + len(clause) :].lstrip()
    return behind.startswith(":") and behind[1:].lstrip()[:1].isdigit()
