"""The words of a question on a log: what happened, what it is counted by, which values it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.deeds import alike, stem, with_phrases
from hocket.agents.grammar.lexicon import folded

if TYPE_CHECKING:
    from collections.abc import Collection

    from hocket.agents.grammar.messages import Kind

_GROUP = re.compile(
    r"(?:(?P<link>for|of|on|at|to|in|from|by) )?(?:each|every)(?: of the)?"
    r" (?P<by>ip address|[a-z]+)(?P<own>'s)?"
    r"|per (?P<per>[a-z]+)"
)
_TOKEN = re.compile(r"[\w@./-]*\w")
_ASKING = frozenset(
    ("the", "a", "an", "did", "do", "does", "was", "were", "has", "have", "had", "been", "be",
     "is", "are", "there", "get", "got", "gets", "happen", "happened", "occur", "occurred", "its",
     "their", "all")
)  # fmt: skip
_PREPOSITIONS = frozenset(("for", "of", "on", "at", "to", "in", "from", "by", "with"))
_LIGHT = frozenset(("give", "gave", "given", "gives", "make", "made", "show", "report", "reported"))
"""Verbs that say nothing where a message has the noun alone: 'give no answer'."""
_ANYWHERE = re.compile(
    r"\b(?P<link>at|on|in|from|to) (?:a|an|any|one of the) (?P<noun>door|gate|entrance|room|place"
    r"|point|site|station|terminal|reader|counter|desk|machine|printer|server|branch|shop)s?\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of, without the words for asking.

    Attributes:
        words: The stems of the words for what happened.
        heads: Those of them before the first preposition, which are counted in 'how many'.
        by: The word for what it is counted by; empty without one.
        link: The preposition before that.
        values: The texts in it that slots have, in small letters, each behind its preposition.
        places: The prepositions before what stands for any place, as in 'at a door'.
    """

    words: frozenset[str]
    heads: frozenset[str]
    by: str
    link: str
    values: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


def asked_of(
    body: str, kinds: list[Kind], texts: Collection[str], by: str = "", link: str = ""
) -> Asked:
    """The words of a question that are left without those for asking.

    Raises:
        Unread: It is counted by several things, or a word is of no message.
    """
    if (group := _GROUP.search(body)) is not None:
        if by or len(_GROUP.findall(body)) > 1:
            raise Unread
        by = group["by"] or group["per"]
        link = "of" if group["own"] else group["link"] or ""
        body = f"{body[: group.start()]} {body[group.end() :]}"
    known = frozenset[str]().union(*(kind.stems for kind in kinds))
    body = with_phrases(body.replace("'s ", " "))
    places = [m for m in _ANYWHERE.finditer(body) if stem(folded(m["noun"])) not in known]
    for match in places:
        body = body.replace(match[0], " ")
    words, values = set(), []
    before = ""
    for token in _TOKEN.findall(body):
        is_asking = token in _ASKING or token in _PREPOSITIONS
        if token in texts and is_asking:
            raise Unread
        if token in texts:
            values.append((before, token))
        elif is_asking or (token in _LIGHT and stem(token) not in known):
            before = token if token in _PREPOSITIONS else before
            continue
        elif stem(token) in known or alike(stem(token)) & known:
            words.add(stem(token))
        else:
            raise Unread
        before = ""
    if any(words | {stem(value)} <= kind.stems for _, value in values for kind in kinds):
        raise Unread  # whether it is a value or a word
    links = tuple(match["link"] for match in places)
    return Asked(frozenset(words), _heads(body) & words, by, link, tuple(values), links)


def _heads(body: str) -> frozenset[str]:
    """The stems of the words before the first preposition."""
    tokens = _TOKEN.findall(body)
    end = next((n for n, token in enumerate(tokens) if token in _PREPOSITIONS), len(tokens))
    return frozenset(map(stem, tokens[:end]))


def words_of(by: str) -> frozenset[str]:
    """The words by which a key may name what is counted by."""
    return frozenset((*by.split(), folded(by), "name"))
