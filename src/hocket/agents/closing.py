"""The closing words of an answer: what an LLM says after it, which nobody asked for.

'I hope this helps!', an offer of more, a question back. Only whole sentences at the very end are
left out, and none where the task is to write to somebody, or where a check may look for them. The
journal has all that was said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.lead_in import ADDRESSED, MOST_CHARS, may_look_for
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.check import Check

_ANY = r"(?:[^\n.!?]|[.!?](?=\S| (?-i:[a-z])))*"
_ASKING = r"(?:ask|reach out|contact|message|let me know|tell me|share (?:it|them|more))"
_I = r"i(?:['\u2019](?:m|ll|d)| am| can| will)"
_OFFER = rf"(?:{_ASKING}|feel free|hesitate|{_I}|say so)"
_MORE = (
    r"(?:me to|any(?:thing)? (?:more|else|further)|(?:more|further|additional|other|another)"
    r" (?:\w+ )?(?:details?|examples?|information|help|explanations?|one|version|ideas?)|help with)"
)
_CLOSING = late_pattern(
    rf"(?:(?:i (?:really |do )?)?hope (?:this|that|it|the|my|these|you find)\b{_ANY}"
    rf"(?:help|useful|clear|answer|clarif){_ANY}"
    rf"|(?:please )?(?:just )?let me know\b{_ANY}"
    rf"|(?:please )?(?:feel free|do(?: not|n['\u2019]t) hesitate) to {_ASKING}\b{_ANY}"
    rf"|(?:(?:and|but|so) )?(?:if|should) you\b{_ANY}\b{_OFFER}\b{_ANY}"
    rf"|if you(?:['\u2019]d| would)? (?:like|want|need) me to\b{_ANY}"
    rf"|(?:would|do) you (?:like|want|need) {_MORE}\b{_ANY}"
    rf"|shall i (?:continue|go on|elaborate|explain|add|provide|expand)\b{_ANY}"
    rf"|(?:is|was) there anything else\b{_ANY}|(?:can|may) i (?:help|assist)\b{_ANY}"
    rf"|{_I} (?:always )?(?:here|happy|glad|available) to (?:help|assist|answer){_ANY}"
    rf"|(?:always )?(?:happy|glad) to (?:help|assist|clarify|elaborate|explain)\b{_ANY}"
    r"|you(?:['\u2019]re| are) (?:very )?welcome|happy (?:coding|learning|reading)"
    r"|have a (?:great|nice|good|wonderful) (?:day|time|one)"
    rf"|(?:thanks|thank you) for (?:asking|your question){_ANY}"
    rf"|ich hoffe,? (?:das|dies|es|diese)\b{_ANY}(?:hilf|helf|weiter){_ANY}"
    rf"|(?:wenn|falls) (?:sie|du)\b{_ANY}(?:gerne?|melde|zur verfügung|wissen)\b{_ANY}"
    rf"|(?:bitte )?lass(?:en sie)? (?:es )?mich\b{_ANY}wissen\b{_ANY}"
    rf"|j['\u2019]espère que (?:cela|ça|ceci)\b{_ANY}(?:aid|util){_ANY}"
    rf"|n['\u2019]hésitez pas à (?:me|poser|demander|contacter)\b{_ANY}"
    rf"|espero que (?:esto|te|le|isto|isso)\b{_ANY}(?:ayud|útil|sirv|ajud){_ANY}"
    rf"|no dudes? en (?:preguntar|contactar)\w*{_ANY}"
    rf"|spero che (?:questo|ti)\b{_ANY}(?:aiut|util){_ANY}"
    r")[.!?…)*_ \t]*(?:[\U0001F300-\U0001FAFF\u2600-\u27bf]\ufe0f?[ \t]*)*",
    re.IGNORECASE,
)
_SENTENCE = late_pattern(r"""(?<=[.!?…)*"'”])[ \t]+(?=[*_"'(¿¡]*[^\W\d_a-z])|\s*\n\s*(?=\S)""")


def without_closing(text: str, task: str, checks: Sequence[Check] = (), *, file: str = "") -> str:
    r"""The answer up to where it ends; all of it if there is doubt.

    Args:
        text: The answer.
        task: What the task asks for.
        checks: Those of the task; what one of them may look for stays.
        file: The file that the answer becomes; empty if it stays an answer.

    Examples:
        >>> without_closing("It is Paris. I hope this helps!", "What is the capital of France?")
        'It is Paris.'
        >>> without_closing("Yours, Ann. Let me know if it suits.", "Write a letter to Bob")
        'Yours, Ann. Let me know if it suits.'
    """
    if ADDRESSED.search(task):
        return text
    end = len(text.rstrip())
    while (shorter := _before_last(text, end)) < end:
        end = shorter
    removed = text[end:]
    if not text[:end].strip() or not removed.strip() or text[:end].count("```") % 2:
        return text
    if may_look_for(checks, removed, file):
        return text
    return text[:end]


def _before_last(text: str, end: int) -> int:
    """Where the text ends without its last sentence; the same place if that says something."""
    start = max(0, end - MOST_CHARS)
    breaks = [match.span() for match in _SENTENCE.finditer(text, start, end)]
    if not breaks:
        return end
    before, begin = breaks[-1]
    return before if _CLOSING.fullmatch(text[begin:end].lstrip("*_ \t")) else end
