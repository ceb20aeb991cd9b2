"""A task whose first sentences say what a table holds: its question, and what they say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.parting import is_format, is_of_files, split_at_file, without_files
from hocket.agents.numerals import VALUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form

_SENTENCE = re.compile(r"(?<=[.?!;:])\s+(?=[\w\"'(])")
_ASKS = re.compile(r"\?$|\bhow (?:many|much|often)\b|^(?:how|what|which)\b", re.IGNORECASE)
_ORDERS = re.compile(
    r"(?:use|take|consider|count|look|see|find|give|write|tell|let|compute|calculate|suppose"
    r"|assume|treat|imagine|compare|remember|note)\b",
    re.IGNORECASE,
)
"""What begins a sentence that tells more than what a table holds."""
_RESTRICTS = re.compile(
    r"\b(?:only|except|excepting|excluding|exclude\w*|ignor\w+|skip\w*|leave|left|without|missing"
    r"|unless|if|whether|when|where|but|not|no|none|never|nor|those|than|above|below|over|under"
    r"|least|most|after|before|since|until|empty|blank|unknown|unavailable|zero|invalid|wrong"
    r"|error|errors|duplicate\w*|twice|same|test|tests|other|others|another|some|any|half|part"
    r"|divided|multiplied|minus|plus|discount\w*|instead|\w+n't)\b",
    re.IGNORECASE,
)
"""Words of sentences that may say more than what a table holds."""
_THING = re.compile(
    r"\b(?:line|row|record|entry)\b(?:[^.]|\.\w)*?"
    r" (?:is|holds|has|shows|describes|belongs to|stands for|for"
    r"|about) (?:the \w+ of )?(?:a|an|one)(?: single)? (?P<thing>[a-z-]+)"
    r"|\b(?:one|a) (?:line|row|record|entry) (?:per|for each|for every|is a|is an|each) "
    r"(?P<thing2>[a-z-]+)"
    r"|^(?P<thing3>[a-z-]+), (?:one|each) (?:in|on|to) (?:a|its own) (?:line|row)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Introduced:
    """The parts of a task.

    Attributes:
        question: What is asked, without the names of files.
        told: What is said of the table.
        wishes: What is said of the form of the answer.
    """

    question: str
    told: str = ""
    wishes: str = ""

    @property
    def things(self) -> frozenset[str]:
        """What each line is said to be, without the endings of plurals.

        Examples:
            >>> Introduced("", "Each line of inns.csv is a guest.").things
            frozenset({'guest'})
        """
        found = (match for match in _THING.finditer(self.told))
        said = (next(filter(None, match.groups())).removesuffix("'s") for match in found)
        return frozenset(map(folded, said))


def introduced(form: Form, files: Sequence[str], options: int | None) -> Introduced | None:
    """The parts of a task; None if a sentence may say more than what the files hold.

    Args:
        form: What is asked for.
        files: Names of the files that it is asked of.
        options: The number that may be said: how many options each line has; None for any.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> goal = "Each line of inns.csv is a guest, and dish is what he took. How many took tart?"
        >>> introduced(form_of(goal, []), ["inns.csv"], 3).question
        'How many took tart?'
        >>> goal = "Each line of inns.csv is a guest; only adults count. How many took tart?"
        >>> introduced(form_of(goal, []), ["inns.csv"], 3)
    """
    questions: list[str] = []
    told: list[str] = []
    wishes: list[str] = []
    for whole in re.split(r"(?<=[.?!])\s+(?=[\w\"'(])", " ".join(form.task.split())):
        if is_format(whole, files):
            continue
        before, after = split_at_file(whole, form.file)
        wishes += [after] if after is not None else []
        for sentence in filter(None, _SENTENCE.split(before)):
            if _ASKS.search(sentence):
                questions.append(sentence)
            elif is_of_files(sentence, files) or _says_no_more(sentence, files, options):
                told.append(sentence)
            else:
                return None
    if len(questions) != 1:
        return None
    return Introduced(without_files(questions[0], files), " ".join(told), " ".join(wishes).strip())


def _says_no_more(sentence: str, files: Sequence[str], options: int | None) -> bool:
    """Whether a sentence has no word that may restrict what counts, and no number but one."""
    if _ORDERS.match(sentence) or _RESTRICTS.search(sentence):
        return False
    rest = sentence
    for name in files:
        rest = rest.replace(name, " ")
    numbers = [int(n) for n in re.findall(r"(?<![\w.])\d+(?![\w.]*\w)", rest)]
    words = (word.casefold() for word in re.findall(r"[a-zA-Z]+", rest))
    numbers += [VALUES[word] for word in words if word in VALUES and word != "one"]
    return options is None or all(number == options for number in numbers)
