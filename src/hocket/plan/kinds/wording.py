"""The sentences of a goal, without what its author's habits put around them.

The same goal may be one sentence, a letter that asks politely at its end, or a list of points. Each
is brought into sentences that begin with what they ask or state, so the rules of kinds see no
difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

FILE = "FILE"
"""What stands for each name of a file, whose parts would count as words."""

_POINT = late_pattern(r"\s{0,9}(?:[-*+\u2022\u2013\u2014]|\(?\d{1,2}[.)]|\(?[a-hA-H]\))\s+(?=\S)")
_END = late_pattern(
    r"(?:(?<=[?!;])|(?<=\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\bmax\.)(?<!\bmin\.)(?<!\bapprox\.)(?<!\bca\.)"
    r"(?<!\bMrs\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.))\s+",
    re.IGNORECASE,
)
_STOPS = ".!?:;,"
_POLITE = late_pattern(
    r"(?:(?:please|kindly|hi|hello|thanks|thank you|so|now|then|next|also|finally|and|but|well"
    r"|ok(?:ay)?|dear \w+)[,:!]* |first, "
    r"|(?:(?:my|the|our|your|one) )?(?:questions?|tasks?|jobs?|requests?|goals?)"
    r"(?: for you)?(?:[:,]| (?:is|are)(?: to\b)?:?) "
    r"|(?:can|could|would|will|might|may) (?:you|anybody|anyone|somebody|someone|we|I)"
    r"(?: (?:please|kindly|perhaps|maybe|possibly|also|then|just|mind|quickly|help me(?: to)?"
    r"|be (?:so (?:kind|good)|kind enough)(?: as)?(?: to)?|have you|ask you to))*,? "
    r"|(?:I|we)(?:'d|\u2019d| would| should)? (?:really )?"
    r"(?:be (?:very )?(?:glad|grateful|happy|pleased)|appreciate it"
    r"|like it|love it|like|love|want|need|ask)"
    r"(?: very much)? (?:if )?(?:you|anybody|someone|somebody)(?: (?:to|could|would|can))? "
    r"|(?:it|that) would be (?:\w+ )?(?:nice|good|great|kind|helpful|lovely)(?: of you)? (?:if|to)"
    r"(?: you could)? |help me(?: to)? |be so (?:kind|good) as to )",
    re.IGNORECASE,
)
_TELLS = late_pattern(
    r"(?:tell|let|show|inform|remind)(?: me| us)?(?: know)?(?: (?:please|about|of))?[,:]? "
    r"|say |do you know |answer(?: me)?[,:]? |find out |look up(?: for me)? |(?:check|explain) "
    r"|(?:I|we)(?:'d|\u2019d| would| should)?(?: also| really| just| only)? "
    r"(?:like|want|need|wish|love|have)(?: to (?:know|learn|find out|be told|hear|understand))"
    r"[,:]? "
    r"|(?:I|we)(?: am|'m|\u2019m| are|'re|\u2019re)?(?: just| also)? "
    r"(?:wonder(?:ing)?|curious|interested in|(?:want|need)(?:ed)? to know)[,:]? ",
    re.IGNORECASE,
)
_WH = (
    r"(?:(?:in|on|of|at|by|from|for|to|with|under|over|during|since|until|after|before|between"
    r"|according to|into) )?(?:who|whose|whom|what|which|when|where|why|how)(?:'s|\u2019s)?\b"
)
_QUESTION = late_pattern(
    rf"(?!what (?:I|we) (?:want|need|would|am|are)\b|why not\b){_WH}(?! about\b)", re.IGNORECASE
)
_INFORMS = late_pattern(
    r"(?:(?:tell|give|get|show|send|find|let)(?: me| us) (?!an?\b|some\b|another\b"
    r"|\w+ (?:ideas|names|examples|ways)\b)"
    r"|(?:find|determine|work out|compute|calculate|figure out|look up|solve|identify|estimate"
    r"|derive|evaluate|name|define|describe|explain)\b"
    r"|(?:wanted|sought|asked|question|unknown|required|needed|to find|to be found"
    r"|looking for)(?: is| are)?(?::| =) |(?:(?:only|just) )?the [^.!?]{1,90}\bplease\b)",
    re.IGNORECASE,
)
_ASKS_INSIDE = late_pattern(
    r"\b(?:who|whose|whom|what|which|when|where|why|how)\b[^.!?]{0,400}\?", re.IGNORECASE
)
_QUOTED = late_pattern(r"\"[^\"]{1,400}\"|\u201c[^\u201d]{1,400}\u201d|(?<!\w)'[^']{1,400}'(?!\w)")
"""What somebody says or is to be translated, which asks nothing here."""
_IS_ASKED = late_pattern(
    r"\b(?:is|are) (?:to be )?(?:calculated|computed|determined|found|worked out|sought|asked for)"
    r"[.!]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal says.

    Attributes:
        sentences: Each without bullets, and without words of politeness before it.
    """

    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(self.sentences)

    @property
    def first_asks(self) -> bool:
        """Whether it begins with a question, or with a request to be told something."""
        return any(asks(sentence) for sentence in self.sentences[:1])

    @property
    def asks(self) -> bool:
        r"""Whether something is to be answered, wherever that stands.

        Examples:
            >>> said("- city: Lima\n- say how high it lies").asks, said("A poem on Lima.").asks
            (True, False)
        """
        return any(asks(s) or "?" in _QUOTED.sub("", s) for s in self.sentences)

    @property
    def has_question(self) -> bool:
        """Whether there is a question in so many words, also behind other words."""
        return bool(_ASKS_INSIDE.search(self.text)) or any(map(is_question, self.sentences))


def said(text: str, names: Collection[str] = ()) -> Wording:
    r"""The wording of a goal; ``names`` are those of its files.

    Examples:
        >>> said("1. open a.csv\n2. count the rows", ["a.csv"]).sentences
        ('open FILE.', 'count the rows.')
        >>> said("We have a bet. Could you please tell me who won?").sentences
        ('We have a bet.', 'tell me who won?')
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, FILE)
    parts = [part for line in _lines(text) for part in _END.split(line) if part.strip()]
    return Wording(tuple(bare for part in parts if (bare := _without_courtesy(part.strip()))))


def is_question(sentence: str) -> bool:
    """Whether a sentence is a question, or a request to be told its answer.

    Examples:
        >>> is_question("Tell me which is older"), is_question("How about a song?")
        (True, False)
    """
    told = _TELLS.match(sentence)
    return _QUESTION.match(sentence, told.end() if told else 0) is not None


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something that can be looked up, known or worked out.

    Examples:
        >>> asks("Find the price."), asks("Wanted: the price."), asks("Give me a song.")
        (True, True, False)
    """
    return (
        is_question(sentence)
        or _INFORMS.match(sentence) is not None
        or _IS_ASKED.search(sentence) is not None
    )


def _lines(text: str) -> list[str]:
    """The lines that begin anew: points, and others that do not continue the line before."""
    lines: list[str] = []
    goes_on = False
    for raw in text.splitlines():
        point = _POINT.match(raw)
        line = " ".join((raw[point.end() :] if point else raw).split())
        if not line:
            goes_on = False
            continue
        if point or not goes_on:
            lines.append(line)
        else:
            lines[-1] += f" {line}"
        # A line that is no point is a part of a paragraph, unless it ended a sentence.
        goes_on = line[-1] not in ".!?:;"
    return [line if line[-1] in _STOPS else f"{line}." for line in lines]


def _without_courtesy(sentence: str) -> str:
    start = 0
    while polite := _POLITE.match(sentence, start):
        start = polite.end()
    return sentence[start:]
