"""The lead-in of an answer: what an LLM says before it comes to it, which nobody asked for.

'Sure! Here is …', the task over again, or the steps that it is about to follow. Lead-ins are left
out only where something follows them, and only by narrow rules: one that stays is a blemish, an
answer that is cut a fault. The journal has all that was said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.check import CountCheck, FileCheck, NumberCheck, RegexCheck, SchemaCheck
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.check import Check

MOST_CHARS = 300
"""Of a lead-in; what is longer has something to say."""

_COURTESY = (
    r"(?:sure(?: thing)?|certainly|of course|absolutely|definitely|okay|ok|alright|all right|got it"
    r"|understood|no problem|great question|good question|happy to help|i'?d be happy to help"
    r"|natürlich|gerne?|klar|selbstverständlich|bien sûr|claro|por supuesto|certo)[!.,:]+"
)
_PRESENTED = (
    r"(?:here(?:['\u2019]s| is| are)|below (?:is|are)|the following is|hier (?:ist|sind)|voici"
    r"|aquí (?:está|están|tienes?)|ecco|i(?:['\u2019]ve| have) (?:written|prepared|created))\b"
)
_EXCLAIMED = late_pattern(rf"(?:{_COURTESY}(?<![,:])\s+)+(?=\S)", re.IGNORECASE)
_PRESENTS_HERE = late_pattern(
    rf"(?:{_COURTESY}\s*)*{_PRESENTED}(?P<what>[^\n:]*):[*_]*[ \t]+(?=\S)", re.IGNORECASE
)
_ASKS_FOR_FACTS = late_pattern(
    r"\s*(?:what|which|who|whom|whose|when|where|why|how|list|name|give|tell|calculate|compute|find"
    r"|count|summari[sz]e|explain|describe|define|compare|state)\b",
    re.IGNORECASE,
)
"""Where an exclamation at the start is no answer, as it may be to a question for yes or no."""

ADDRESSED = late_pattern(
    r"\b(?:e-?mails?|mails?|letters?|messages?|repl(?:y|ies)|respon[ds]e?\w*|invit\w+|notes?"
    r"|dialog\w*|conversations?|chats?|scripts?|speech\w*|posts?|tweets?|newsletters?|announce\w*"
    r"|memos?|greet\w*|apolog\w+|thank|thanks|support|customers?|story|stories|play|scene|banners?"
    r"|signs?|slogans?|cards?|translat\w+|proofread\w*|rewrit\w+|rephras\w+|paraphras\w+|correct"
    r"|repeat|quot\w+|continue|ask\w*|interview\w*|surveys?|brief|mitteilung|antworte\w*"
    r"|übersetz\w*|lettre|courriel|carta|correo)\b",
    re.IGNORECASE,
)
"""Tasks whose result may itself begin or end with words to somebody."""

_POLITE = late_pattern(rf"(?:{_COURTESY}\s*)+", re.IGNORECASE)
_PRESENTS = late_pattern(rf"(?:{_COURTESY}\s*)*{_PRESENTED}(?P<what>[^\n]*):", re.IGNORECASE)
_WORKING = late_pattern(
    rf"(?:{_COURTESY}\s*)*"
    r"(?:to (?:answer|solve|determine|find|calculate|compute|address|do|complete|respond|figure)\b"
    r"[^\n]*\b(?:i|we|let['\u2019]?s|let us)\b[^\n]*\bsteps?\b"
    r"|(?:i|we)(?:['\u2019]ll| will| need to| should)? (?:follow|use|take|go through|perform) "
    r"(?:these|the following|a few|several|some) steps"
    r"|let(?:['\u2019]s| us| me) (?:think|work|solve|go|break|take|approach)\b"
    r"[^\n]*\b(?:steps?|through|down)\b)[^\n]*[:.!]",
    re.IGNORECASE,
)
_MARK = r"(?:\d+[.)]|[-*•]|(?:#+\s*|\*\*)?step \d+[:.]?)"
_PLANNED = late_pattern(
    rf"\s*{_MARK}\s*(?:\*\*)?(?:first|then|next|finally|i will|we will|i['\u2019]ll)?[, ]*"
    r"(?:identify|find|determine|calculate|compute|check|read|look|recall|consider|compare"
    r"|analy[sz]e|use|list|count|verify|understand|review|search|gather|state|provide|give|write|formulate"
    r"|think|evaluate|summari[sz]e|present|return|locate|examine|apply)\b[^\n=:]*",
    re.IGNORECASE,
)
_ITEM = late_pattern(rf"\s*{_MARK}|\s", re.IGNORECASE)
_LABEL = late_pattern(
    r"(?:\*\*)?(?:task|question|query|prompt|request|goal|you asked)\s*:?\s*(?:\*\*)?\s*:?\s*",
    re.IGNORECASE,
)
_CLOSING = late_pattern(
    r"(?:i hope|hope this|let me know|feel free|by following|these steps|following these|if you "
    r"(?:have|need))",
    re.IGNORECASE,
)
_ABOUT_WORKING = late_pattern(
    r"\b(?:explain|show|steps?|how|why|working|reason\w*|derive|prove|describe|instructions?|guide"
    r"|plan|method|procedure|recipe)\b",
    re.IGNORECASE,
)
_WORD = late_pattern(r"\w+")
_STEM = 4
_STOCK = (
    "here below following answer response result text your with that this these list request asked "
    "complete full short brief simple final draft version example summary written based file given "
    "provided some about what will would have like requested required needed looking need "
    "antwort ergebnis liste réponse respuesta"
)
"""Words that say nothing of their own in a line that presents an answer."""


def without_lead_in(text: str, task: str, checks: Sequence[Check] = (), *, file: str = "") -> str:
    r"""The answer from where it begins; all of it if there is doubt.

    Args:
        text: The answer.
        task: What the task asks for.
        checks: Those of the task; what one of them may look for stays.
        file: The file that the answer becomes; empty if it stays an answer.

    Examples:
        >>> without_lead_in("Sure! Here is the line:\n\nRain falls.", "A line about rain")
        'Rain falls.'
        >>> without_lead_in("Here is the church, here is the steeple.", "A rhyme")
        'Here is the church, here is the steeple.'
    """
    if "```" in text:
        return text
    rest = text
    while (shorter := _after_one(_within_line(rest, task), task)) != rest:
        rest = shorter
    removed = text[: len(text) - len(rest)]
    if not removed or _CLOSING.match(rest) or may_look_for(checks, removed, file):
        return text
    return rest


def _after_one(text: str, task: str) -> str:
    """The text after its first lead-in; unchanged if it begins with none."""
    line, _, below = text.lstrip().partition("\n")
    line = line.strip().strip("*_")
    if not below.strip() or len(line) > MOST_CHARS:
        return text
    rest = below.lstrip("\n")
    ends_paragraph = below.startswith(("\n", "\r\n"))
    presents = _PRESENTS.fullmatch(line)
    if presents and _says_nothing_new(presents["what"], task):
        return rest
    if ends_paragraph and (_POLITE.fullmatch(line) or _is_echo(line, task)):
        return rest
    if _WORKING.fullmatch(line):
        if not _ABOUT_WORKING.search(task):
            return _after_plan(rest) or rest
        if re.search(r"\b(?:question|task|problem|request)\b", line, re.IGNORECASE):
            return rest
    return text


def _within_line(text: str, task: str) -> str:
    """The text after a lead-in that stands in one line with the answer."""
    start = text.lstrip().lstrip("*_")
    presents = _PRESENTS_HERE.match(start)
    if presents and _says_nothing_new(presents["what"], task):
        return start[presents.end() :]
    exclaimed = _EXCLAIMED.match(start)
    asks = _ASKS_FOR_FACTS.match(task) and not ADDRESSED.search(task)
    if exclaimed and asks and "\n" not in exclaimed.group() and not _PRESENTS.fullmatch(start):
        return start[exclaimed.end() :]
    return text


def _says_nothing_new(line: str, task: str) -> bool:
    """Whether every word of weight is one of the task, or says nothing."""
    known = {word[:_STEM] for word in _words(f"{task} {_STOCK}")}
    weighty = [w for w in _words(line) if len(w) >= _STEM or w.isdigit()]
    return all(word[:_STEM] in known for word in weighty)


def _is_echo(line: str, task: str) -> bool:
    """Whether a line only says the task again; a title may."""
    asked = _words(task)
    said = _words(_LABEL.sub("", line, count=1))
    return len(asked) > 1 and said == asked and not line.startswith("#")


def _after_plan(text: str) -> str:
    """What follows a list of steps that are only planned; empty if there is more in the list."""
    plan, _, rest = text.partition("\n\n")
    while rest and _is_plan(plan):
        text = rest.lstrip("\n")
        if not _ITEM.match(text):
            return "" if _CLOSING.match(text) else text
        plan, _, rest = text.partition("\n\n")
    return ""


def _is_plan(paragraph: str) -> bool:
    return all(_PLANNED.fullmatch(line.rstrip()) for line in paragraph.splitlines())


def may_look_for(checks: Sequence[Check], removed: str, file: str = "") -> bool:
    """Whether a check of the answer, or of the file it becomes, may depend on what is left out."""
    words = " ".join(_words(removed))
    for check in checks:
        if file not in (check.files() or ("",)):
            continue
        if file and isinstance(check, FileCheck | CountCheck):
            continue  # words that are not meant for the file are not meant to be counted
        if isinstance(check, RegexCheck):
            wanted = [word for word in _words(check.pattern) if len(word) >= _STEM - 1]
            if not wanted or any(word in words for word in wanted):
                return True
        elif not isinstance(check, NumberCheck | SchemaCheck):
            return True
    return False


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
