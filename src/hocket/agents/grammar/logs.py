"""Questions on what happened in a log: how often, most often, when first, and how long it took.

Each word of the question must be one of the messages that it asks of, name one of their slots or a
value there, or be one of the words for asking. A word for what is counted by, such as 'machine',
that no message has is the slot behind the same preposition, or the only one that there is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.log_rows import Log
from hocket.agents.grammar.log_slots import refuse_repeated
from hocket.agents.grammar.log_spans import span_told
from hocket.agents.grammar.log_words import Asked, words_of
from hocket.agents.grammar.messages import kinds_of
from hocket.agents.grammar.telling import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.grammar.sheet import Sheet

_OFTEN = re.compile(
    r"(?:(?:count|for (?:each|every) (?P<by>ip address|[a-z]+),?) )?(?:how (?:many times|often)) "
    r"(?P<body>.+)"
)
_MANY = re.compile(r"(?:count (?:all )?(?:the )?|how many )(?P<body>.+)")
_MOST = re.compile(
    r"(?P<link>(?:for|of|on|at|to|in|from|by) )?(?:which|what) (?P<by>ip address|[a-z]+)"
    r"(?P<own>'s|s')? (?P<body>.+)"
)
_WHEN = re.compile(r"(?:when|at what time) (?P<body>(?:did|was|were|has|had) .+)")
_RANKED = re.compile(
    r" (?:the )?(?P<often>most|least) often\b| the (?:most|(?P<few>fewest))\b"
    r"(?= \w)(?: times)?"
)
_TIMES = re.compile(
    r",? and (?:(?:at )?what number|how (?:often|many times))(?: (?:was|did) [a-z ]+)?$"
)
_WHICH_TIME = re.compile(r" (?:for the )?(?P<which>first|last)(?: time)?\b")
_ALL = re.compile(r" (?:in total|in all|altogether|overall)\b")
_LETTERS = re.compile(r"\s(?!IP\b)[A-Z]+(?![\w'])")
_COUNT = frozenset(("count", "number", "how", "many", "often", "times", "n", "frequency"))


def told_of_log(question: str, sheet: Sheet, files: Mapping[str, bytes]) -> Told | None:
    """What a question on a log comes to; None if not each word of it is read, or it is no log.

    Args:
        question: It, without the names of files.
        sheet: The rows of the file, one for each time that a message was said.
        files: The content of each file, by its name.
    """
    if len(files) != 1:
        return None
    kinds = kinds_of(sheet, *next(iter(files.items())))
    try:
        return _told(Log(sheet, kinds), question) if kinds else None
    except Unread:
        return None  # it may ask of the columns of the log


def _told(log: Log, question: str) -> Told | None:
    """What a question comes to; None if it is none of these."""
    if _LETTERS.search(question):
        return None  # a name such as A or GET, which would be taken for a word for asking
    whole = " ".join(question.rstrip(" ?.!").lower().split())
    return span_told(log, whole) or _happened(log, _ALL.sub("", whole))


def _happened(log: Log, line: str) -> Told | None:
    """What a question on how often or when something happened comes to."""
    if (match := _OFTEN.fullmatch(line)) is not None:
        return _counted(log, log.asked(match["body"], match["by"] or ""))
    if (match := _MOST.fullmatch(line)) is not None and _RANKED.search(line):
        return _most(log, match)
    if (match := _WHEN.fullmatch(line)) is not None:
        return _when(log, match["body"])
    match = _MANY.fullmatch(line)
    return _counted(log, log.asked(match["body"]), are_things=True) if match else None


def _counted(log: Log, asked: Asked, *, are_things: bool = False) -> Told:
    """How often it happened.

    Args:
        log: The log.
        asked: What is asked of.
        are_things: Whether things are counted, which may be said of several times.
    """
    saying = log.saying(asked)
    rows = log.rows(saying, asked.values)
    if are_things:
        refuse_repeated(saying, asked.heads, rows)
    if not asked.by:
        return Told((_COUNT,), ((len(rows),),), names=0)
    counts = Counter(log.keys(asked, saying, rows))
    told = sorted(counts.items(), key=lambda one: str(one[0]))
    return Told((words_of(asked.by), _COUNT), tuple(told))


def _most(log: Log, match: re.Match[str]) -> Told:
    """Of what it happened most often, with how often that was.

    Raises:
        Unread: Two share the first place, or the last one is asked for.
    """
    body = match["body"]
    with_times = _TIMES.search(f" {body}") is not None
    body = _TIMES.sub("", f" {body}")
    if (ranked := _RANKED.search(body)) is None or "least" in ranked[0] or ranked["few"]:
        raise Unread  # what it never happened to counts too
    body = f"{body[: ranked.start()]} {body[ranked.end() :]}"
    link = "of" if match["own"] else (match["link"] or "").strip()
    asked = log.asked(body, match["by"], link)
    saying = log.saying(asked)
    rows = log.rows(saying, asked.values)
    if not ranked["often"]:
        refuse_repeated(saying, asked.heads, rows)
    counts = Counter(log.keys(asked, saying, rows))
    first, *others = counts.most_common(2)
    if others and others[0][1] == first[1]:
        raise Unread
    if with_times:
        return Told((words_of(asked.by), _COUNT), (first,), is_ranked=True)
    return Told((words_of(asked.by),), ((first[0],),))


def _when(log: Log, body: str) -> Told:
    """When it happened first or last, or the only time."""
    which = _WHICH_TIME.search(body)
    asked = log.asked(_WHICH_TIME.sub(" ", body, count=1))
    saying = log.saying(asked)
    rows = log.rows(saying, asked.values)
    time = log.time("datetime")
    times: dict[Any, list[str]] = {}
    keys = log.keys(asked, saying, rows) if asked.by else [""] * len(rows)
    for key, row in zip(keys, rows, strict=True):
        times.setdefault(key, []).append(str(row[time]).replace("T", " "))
    if which is None and any(len(some) > 1 for some in times.values()):
        raise Unread
    choose = max if which is not None and which["which"] == "last" else min
    told = [(key, choose(some)) for key, some in sorted(times.items())]
    when = frozenset(("time", "when", "date", "moment"))
    if asked.by:
        return Told((words_of(asked.by), when), tuple(told))
    return Told((when,), ((told[0][1],),), names=0)
