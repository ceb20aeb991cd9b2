"""Which words vary in messages of a log that begin alike, and so are what they are about."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEGINNING = 2
"""Number of words that messages of one kind share at their beginning."""
SHORT = 5
"""Words of a message that is no sentence."""
FEW_NAMES = 2
"""Number of different words from which a place varies."""

VARIABLE = re.compile(r".*\d|/.+|.+@.+", re.DOTALL)
PLAIN = re.compile(r"[^\W\d_]+")
HAPPENED = re.compile(
    r"[a-z]+ed|[a-z]+ing|starts?|stops?|begins?|ends?|up|down|done|lost|left|ok|sent",
    re.IGNORECASE,
)
_MARKS = frozenset("[](),;")
_LINK_WORDS = "for from to by at in on of with as via is was the a an and"
LINKS = frozenset(_LINK_WORDS.split())

Frame = tuple[str, str]
"""The words before and after a place."""


def varying_places(words: Sequence[Sequence[str]]) -> dict[int, set[int]] | None:
    """By message the places of the words that vary; None if hardly two messages begin alike.

    Args:
        words: Those of each message.

    Examples:
        >>> said = ["copy of ada failed", "copy of ben failed", "copy of cyd done", "all is quiet"]
        >>> varying_places([line.split() for line in (*said, *said)])[2]
        {2}
    """
    groups, named = _groups(words)
    if _beginnings(groups, words) * 2 > len(words):
        return None
    varying: dict[int, set[int]] = {}
    for group in groups:
        parts = _parted(group, words)
        varying |= {index: places for part in parts for index, places in _aligned(part, words)}
        if len(parts) > 1 and (first := _first_place(group, words)):
            for index in group:
                varying[index].add(first)
    for index in named:
        varying[index].add(1)
    _add_begun(words, varying)
    return varying


def _beginnings(groups: Sequence[Sequence[int]], words: Sequence[Sequence[str]]) -> int:
    """The number of beginnings; ``start ada`` and ``start ben`` are one if others have them too."""
    under: dict[str, set[str]] = {}
    for line in words:
        for word in line[1:SHORT]:
            under.setdefault(word, set()).add(line[0])
    found = set()
    for group in groups:
        line = words[group[0]]
        second = line[1] if BEGINNING <= len(line) <= SHORT else ""
        is_name = PLAIN.fullmatch(second) and not HAPPENED.fullmatch(second)
        is_thing = is_name and len(under[second]) > BEGINNING and not {*line[:2]} & LINKS
        found.add((line[0], "") if is_thing else (group[0],))
    return len(found)


def frame_of(line: Sequence[str], at: int) -> Frame:
    """The words around a place of a message."""
    return line[at - 1], line[at + 1] if at + 1 < len(line) else ""


def acts_on_things(
    words: Sequence[Sequence[str]], varying: dict[int, set[int]]
) -> tuple[dict[Frame, Frame], dict[Frame, str]]:
    """The things right behind the first words of messages that others are about too.

    ``start ada`` and ``done ada 7 s`` are about what ``copy of ada failed`` is; their second words
    are added to those that vary.

    Args:
        words: Those of each message.
        varying: By message the places of the words that vary.

    Returns:
        By the frame of such a thing that of others, and the name of the value behind a thing, by
        its frame: its unit, or the first word.
    """
    things = _things(words, varying)
    seconds: dict[str, set[str]] = {}
    for index, line in enumerate(words):
        if len(line) >= BEGINNING and not any(PLAIN.fullmatch(line[at]) for at in varying[index]):
            seconds.setdefault(line[0], set()).add(line[1])
    found: dict[Frame, Frame] = {}
    named: dict[Frame, str] = {}
    acts = {first for first, said in seconds.items() if _are_things(said, things)}
    acts |= {first for first, said in seconds.items() if acts and said <= things.keys()}
    for index, line in enumerate(words):
        if len(line) < BEGINNING or line[0] not in acts or line[1] not in seconds[line[0]]:
            continue
        if BEGINNING in varying[index]:
            unit = frame_of(line, BEGINNING)[1]
            name = unit if PLAIN.fullmatch(unit) else line[0]
            named[frame_of(line, BEGINNING)] = name.lower()
        varying[index].add(1)
        known = (things[word] for word in seconds[line[0]] & things.keys())
        [(like, _)] = sum(known, Counter[Frame]()).most_common(1)
        found[frame_of(line, 1)] = like
    return found, named


def _things(
    words: Sequence[Sequence[str]], varying: dict[int, set[int]]
) -> dict[str, Counter[Frame]]:
    """The plain words that vary, with the frames in which they stand."""
    things: dict[str, Counter[Frame]] = {}
    for index, line in enumerate(words):
        for at in varying[index]:
            if at >= BEGINNING and PLAIN.fullmatch(line[at]) and not HAPPENED.fullmatch(line[at]):
                things.setdefault(line[at], Counter())[frame_of(line, at)] += 1
    return things


def _are_things(said: set[str], things: dict[str, Counter[Frame]]) -> bool:
    """Whether words behind a first word are things, and no link words, states or numbers."""
    known = said & things.keys()
    if len(known) < FEW_NAMES or len(known) * 2 < len(said):
        return False
    return all(
        PLAIN.fullmatch(word) and word.lower() not in LINKS and not HAPPENED.fullmatch(word)
        for word in said
    )


def _parted(group: list[int], words: Sequence[Sequence[str]]) -> list[list[int]]:
    """The messages of a beginning by what they say happened.

    They stay together where what happened and what it is about do not stand side by side, as in
    ``job 7 state done``: there the state varies too.
    """
    common = _common(group, words)
    distinct = {tuple(words[index]): index for index in group}
    is_short = len(common) <= BEGINNING and len(distinct) > 1
    if not is_short and not any(_is_mixed(common, words[i]) for i in distinct.values()):
        return [group]
    parts: dict[tuple[str, ...], list[int]] = {}
    for index in group:
        happened = (word.strip(":") for word in words[index][BEGINNING:])
        key = tuple(word for word in happened if HAPPENED.fullmatch(word))
        parts.setdefault(key, []).append(index)
    return list(parts.values())


def _is_mixed(common: Sequence[str], line: Sequence[str]) -> bool:
    """Whether a message has a name and what happened where others have others of both."""
    matcher = SequenceMatcher(None, common, line, autojunk=False)
    after = 0
    for _, start, count in matcher.get_matching_blocks():
        happened = [bool(HAPPENED.fullmatch(word)) for word in line[after:start]]
        if any(happened) and not all(happened):
            return True
        after = start + count
    return False


def _common(group: Sequence[int], words: Sequence[Sequence[str]]) -> list[str]:
    """The words that all messages of a group have, in their order."""
    common = list(words[group[0]])
    for line in dict.fromkeys(tuple(words[index]) for index in group):
        matcher = SequenceMatcher(None, common, line, autojunk=False)
        common = [w for a, _, n in matcher.get_matching_blocks() for w in common[a : a + n]]
    return common


def _only_place(group: Sequence[int], words: Sequence[Sequence[str]]) -> int:
    """The only place where messages of the same length differ, behind a link word; 0 if none."""
    if len({len(words[index]) for index in group}) != 1:
        return 0
    said = list(_said(group, words))
    places = [at for at, some in enumerate(said) if len(some) > 1]
    if len(places) != 1 or places[0] < BEGINNING:
        return 0
    is_linked = words[group[0]][places[0] - 1].lower() in LINKS
    return places[0] if is_linked and not any(map(HAPPENED.fullmatch, said[places[0]])) else 0


def _first_place(group: Sequence[int], words: Sequence[Sequence[str]]) -> int:
    """The first place where messages of a beginning differ, if a name stands there; 0 if none.

    It stands behind a link word, as in ``parcel of ada lost`` and ``parcel of ben found``.
    """
    said = list(_said(group, words))
    at = next((n for n, some in enumerate(said) if len(some) > 1), 0)
    if at < BEGINNING or words[group[0]][at - 1].lower() not in LINKS:
        return 0
    is_name = all(
        PLAIN.fullmatch(word) and not HAPPENED.fullmatch(word) and word.lower() not in LINKS
        for word in said[at]
    )
    return at if is_name else 0


def _add_begun(words: Sequence[Sequence[str]], varying: dict[int, set[int]]) -> None:
    """Add to messages without a varying word the one that varies in others that begin so."""
    begun = {
        tuple(words[index][:at])
        for index, places in varying.items()
        for at in places
        if at >= BEGINNING
        and words[index][at - 1].lower() in LINKS
        and not places & {*range(at)}
        and PLAIN.fullmatch(words[index][at])
    }
    for index, places in varying.items():
        has_name = any(PLAIN.fullmatch(words[index][at]) for at in places)
        for at in range(BEGINNING, len(words[index])) if not has_name else ():
            word = words[index][at]
            is_name = PLAIN.fullmatch(word) and not HAPPENED.fullmatch(word)
            if is_name and word.lower() not in LINKS and tuple(words[index][:at]) in begun:
                places.add(at)
                break


def _groups(words: Sequence[Sequence[str]]) -> tuple[list[list[int]], set[int]]:
    """(the messages of each beginning as their places, those with a name in second place).

    What ``pump ada: on`` is about may have a number in its name, as in ``pump p2: on``, or not.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, line in enumerate(words):
        groups.setdefault(_beginning(line), []).append(index)
    for first, second in [key for key in groups if len(key) == BEGINNING]:
        numbered = groups.get((first, ""))
        if second.endswith(":") and numbered and _subject([*numbered], words) == 1:
            numbered += groups.pop((first, second))
    named: set[int] = set()
    for keys in _named_seconds(groups, words):
        merged = [index for key in keys for index in groups.pop(key)]
        groups[keys[0][0], ""] = groups.get((keys[0][0], ""), []) + merged
        named |= {*merged}
    return list(groups.values()), named


def _named_seconds(
    groups: dict[tuple[str, ...], list[int]], words: Sequence[Sequence[str]]
) -> list[list[tuple[str, ...]]]:
    """The beginnings that differ in a name, as ``door ada opened`` and ``door ben closed`` do.

    It stands before what happened; either two things happen to several of them, or all of them
    have a capital.
    """
    thirds: dict[str, dict[tuple[str, ...], set[str]]] = {}
    for key, group in groups.items():
        first, second = (*key, "", "")[:BEGINNING]
        said = {words[index][BEGINNING] for index in group if len(words[index]) > BEGINNING}
        is_whole = all(len(words[index]) > BEGINNING for index in group)
        are_names = all(
            PLAIN.fullmatch(word) and not HAPPENED.fullmatch(word) and word.lower() not in LINKS
            for word in (first, second)
        )
        if is_whole and are_names and all(HAPPENED.fullmatch(word.strip(":")) for word in said):
            thirds.setdefault(first, {})[key] = said
    found = []
    for of_first in thirds.values():
        shared = Counter(word for said in of_first.values() for word in said)
        is_capital = all(key[1][0].isupper() and key[0].islower() for key in of_first)
        several = sum(count > 1 for count in shared.values())
        if len(of_first) > 1 and several and (is_capital or several > 1):
            found.append(list(of_first))
    return found


def _subject(group: Sequence[int], words: Sequence[Sequence[str]]) -> int:
    """The place of what all messages of a group are about, as in ``pump ada: on``; 0 if none.

    It is the first word that differs, has a colon behind it in each of them, recurs in some and
    has a plain word before it.
    """
    at = next((n for n, said in enumerate(_said(group, words)) if len(said) > 1), 0)
    said = Counter(words[index][at] if at < len(words[index]) else "" for index in group)
    named = words[group[0]][at - 1] if at else ""
    is_one = all(word.endswith(":") and len(word) > 1 for word in said)
    if not is_one or not PLAIN.fullmatch(named) or named.lower() in LINKS:
        return 0
    return at if FEW_NAMES <= len(said) < len(group) else 0


def _said(group: Sequence[int], words: Sequence[Sequence[str]]) -> Iterator[set[str]]:
    """The words of each place of the messages of a group, as far as all of them reach."""
    shortest = min(len(words[index]) for index in group)
    return ({words[index][at] for index in group} for at in range(shortest))


def _beginning(line: Sequence[str]) -> tuple[str, ...]:
    begun = (word.removesuffix(":") for word in line[:BEGINNING])
    return tuple(
        "" if VARIABLE.fullmatch(bare) else word for bare, word in zip(begun, line, strict=False)
    )


def _aligned(
    group: Sequence[int], words: Sequence[Sequence[str]]
) -> Iterator[tuple[int, set[int]]]:
    """The places of each message of a group where it differs from the others, or has a value.

    Values are numbers, and what stands behind ``name=``.

    Where others have one word and a message has several, only the last one counts: ``user ann``
    beside ``ben``.
    """
    common = _common(group, words)
    only = _only_place(group, words)
    subject = _subject(group, words)
    for index in group:
        line = words[index]
        matcher = SequenceMatcher(None, common, line, autojunk=False)
        places = {i for i, word in enumerate(line) if VARIABLE.fullmatch(word)}
        places |= {i for i in range(1, len(line)) if line[i - 1].endswith("=")}
        after = 0
        for _, start, count in matcher.get_matching_blocks():
            if start > after and len(common) > BEGINNING:
                places.add(start - 1)
            after = start + count
        places |= {subject} if subject else set()
        places |= {only} if only else set()
        yield index, {i for i in places if i > 0 and line[i] not in _MARKS}
