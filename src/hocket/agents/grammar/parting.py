"""The parts of a task on tables: its question, what is to be written, what it says of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.grammar.lexicon import LEAST, MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Form

_FORMAT = frozenset(
    ("its", "use", "using", "by", "see", "correlation", "coefficient", "slope", "figure", "just",
     "only", "the", "number", "numbers", "year", "month", "date", "please", "answer",
     "with", "a", "an", "one", "two", "three", "four", "decimal", "decimals", "place", "places",
     "rounded", "round", "to", "whole", "name", "names", "give", "me", "it", "in", "as",
     "percent", "and", "no", "unit", "alone", "value", "of", "nothing", "else", "first", "last",
     "result", "like", "i", "need", "want", "is", "enough", "will", "do")
)  # fmt: skip
"""Words of sentences that say how the answer looks."""
_AS = r"(?:in|from|by|of|at|see|using|use|according to|based on|with|out of|for)"
_ASKS = re.compile(r"\b(?:how|what|which|who|when|where|rank|each|every|only|per)\b", re.IGNORECASE)
_WRITES = (
    r"(?:please )?(?:write|save|make|create|put (?:it|them|this|that)? ?(?:in|into)|store (?:it"
    r"|them)?"
    r" ?(?:in|as)|give me|hand over|i need|i want|as|in|into|to)"
)
_AS_OBJECT = (
    r" as (?:an? |the )?(?:nested |json |simple |sorted )*(?:object|list|table|array"
    r"|dictionary|mapping|csv|json)$"
)
_LEFT_OUT = re.compile(
    r"(?:please )?(?:leave out|ignore|skip|exclude|omit|without counting|leave aside) (?:the "
    r"|all )?"
    r"(?:\w+ )?(?:without|with no|that have no|which have no|that lack|lacking|whose)"
    r" (?:a |an |any |known |the )?(?P<name>[\w .-]+?)(?: (?:is|are) (?:missing|unknown|not"
    r" known|empty))?\W*",
    re.IGNORECASE,
)
_ALPHABETICAL = re.compile(
    r",? (?:(?:sorted )?alphabetically|(?:sorted )?in alphabetical"
    r" order)\W*$"
)
_ORDERED = re.compile(
    rf", (?:with )?(?:the )?(?:{MOST}|{LEAST}|best|worst|[a-z]+est)(?: \w+)?"
    rf" first\W*$"
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[\w\"'(])")


@dataclass(frozen=True, slots=True)
class Parted:
    """The parts of a task.

    Attributes:
        question: What is asked, without the names of files.
        wishes: What is said of the form of the answer.
        without: The columns without which rows are left out.
    """

    question: str
    wishes: str = ""
    without: tuple[str, ...] = ()


def parted(form: Form, files: Sequence[str]) -> Parted | None:
    """The parts of the task of a form; None if it asks not exactly one thing.

    Args:
        form: What is asked for.
        files: Names of the files that it is asked of.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> goal = "How many shops does each town in t.csv have? Write n.json: town -> shops."
        >>> parted(form_of(goal, ["n.json"]), ["t.csv"])
        Parted(question='How many shops does each town have?', wishes='town -> shops.', without=())
    """
    questions: list[str] = []
    wishes: list[str] = []
    without: list[str] = []
    for sentence in _SENTENCE.split(" ".join(form.task.split())):
        if is_of_files(sentence, files) or is_format(sentence, files):
            continue
        if left := _LEFT_OUT.fullmatch(sentence):
            without.append(left["name"])
            continue
        before, after = split_at_file(sentence, form.file)
        if after is not None:
            wishes.append(after)
        if before:
            questions.append(before)
    if len(questions) != 1:
        return None
    question = without_files(questions[0], files)
    if ordered := _ORDERED.search(question) or _ALPHABETICAL.search(question):
        question = question[: ordered.start()] + "?"
        wishes.append(ordered.group().strip(" ,?."))
    return Parted(question, " ".join(wishes).strip(), tuple(without))


def split_at_file(sentence: str, file: str) -> tuple[str, str | None]:
    """(what stands before the file to write, what is said of it; None if it is not named)."""
    if not file or file not in sentence:
        return _without_format(sentence), None
    before, _, after = sentence.partition(file)
    before = re.sub(rf"(?:^|[\s,:;]+)(?:and )?{_WRITES}\s*$", "", before, flags=re.IGNORECASE)
    before = re.sub(_AS_OBJECT, "", before.strip(" ,:;"), flags=re.IGNORECASE)
    return before.strip(" ,:;"), after.strip(" ,:;")


def _without_format(sentence: str) -> str:
    """A question without what it says of its decimals."""
    return re.sub(
        r",? ?\(?(?:in [a-z]+,? )?(?:(?:rounded )?(?:to|with) (?:a|an|one|two|three|four|\d)"
        r" decimals?(?: places?)?"
        r"|(?:rounded )?to (?:the nearest )?whole \w+)\)?(?=[.?!]|$)",
        "",
        sentence,
    )


def is_format(sentence: str, files: Sequence[str]) -> bool:
    """Whether a sentence only says how the answer looks, and where the data are."""
    for name in files:
        sentence = sentence.replace(name, " ")
    words = re.findall(r"[^\W_]+", sentence.casefold())
    return bool(words) and all(word in _FORMAT or word.isdigit() for word in words)


def is_of_files(sentence: str, files: Sequence[str]) -> bool:
    """Whether a sentence only says what the files hold."""
    names = "|".join(map(re.escape, files))
    if re.match(rf"(?:{names}) (?:has|holds) (?:a|one|each) (?:row|line)\b[^?:]*\.?$", sentence):
        return True
    if re.fullmatch(
        rf"(?:Each|Every) [^?:]*\b(?:{names})? ?(?:has|have) (?:several|many|\w+) (?:rows|lines)"
        r"(?:, (?:one|each) (?:for|per) [^?:;]*)?\.?",
        sentence,
    ):
        return True
    if _ASKS.search(sentence) or sentence.rstrip().endswith("?") or ":" in sentence:
        return False
    if re.fullmatch(
        rf"(?:See|Use|Take|Look at)(?: the file)? (?:{names})(?: and"
        rf" (?:{names}))?\W*",
        sentence,
    ):
        return True
    starts = re.match(
        rf"(?:{names}) (?:has|have|is|lists|contains|gives|holds|shows|records)\b", sentence
    )
    return bool(starts) or bool(
        re.fullmatch(
            rf"The [\w ,]+ (?:is|are|stand|stands) in (?:{names})"
            rf"(?:,? (?:and|while)? ?the [\w ,]+ (?:(?:is|are) )?in (?:{names}))*\.?",
            sentence,
        )
    )


def without_files(text: str, files: Sequence[str]) -> str:
    """A question without the names of the files that it is asked of."""
    for name in sorted(files, key=len, reverse=True):
        text = re.sub(rf"^(?:From |In |By )?{re.escape(name)}[:,] ", "", text)
        text = re.sub(rf"^From {re.escape(name)} (?=I |we )", "", text)
        text = re.sub(
            rf",? ?\(?(?:{_AS} )(?:the (?:file|table) )?{re.escape(name)}(?![\w.]\w)\)?,?(?= "
            rf"|[?.!,;:]|$)",
            " ",
            text,
        )
    return re.sub(r"\s+([?.!,;])", r"\1", " ".join(text.split())).strip()
