"""Which of the words behind a key say how its values are written."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

STOP = late_pattern(r"[.!?](?=\s+[A-Z]|\s*$)|;|\n")
_FORM = (
    r"in (?:the |this |an? )?(?:same )?(?:form|format|style|way|manner|spelling|capitals|upper"
    r"|lower|ISO)|like|such as|e\. ?g\.|for example|for instance|written|formatted|spell?ed|rounded"
    r"|both"
    r"|(?:with |to )?(?:\d|no|one|two|three|four|five|six)[ -](?:decimals?|digits?|places)"
    r"|(?:an? )?(?:integer|whole number)|as (?:in )?[\"'`]?\d|as (?:an? )?(?:integer|whole number)"
    r"|format|same (?:form|format)|from \d+ to \d+|to the nearest|true|yes"
)
"""How values are written; what else is said of a key tells what they are."""

_FORMED = late_pattern(rf"\s*(?:and )?(?:{_FORM})\b", re.IGNORECASE)
_GOES_ON = late_pattern(
    rf"\s*(?:[:=] ?|which )?(?:(?:are|is|be|being|should|must|shall|to) (?:\w+ )?(?:be |look )?"
    rf"|looks? (?=like))?"
    r"(?:(?:date|time|month|day|value|column|number|amount|field|key)s?"
    r" (?=in the|like|as|written))?"
    rf"(?:in|as|with|without|all|each|an? (?:\w+ )?number|plain|just|only|digits"
    r"|the (?:bare|mere|plain) number"
    r"|whole numbers?|integers?|days?|months?|first letters?|always|capitali[sz]ed|numeric|ISO"
    rf"|YYYY|DD|MM|HH|{_FORM})\b"
)
_TOLD = late_pattern(
    r"\s*(?:[:=]|(?:is|are|being|for|of|as|which|that|meaning|there should)\b"
    r"|(?:the|its|their|an?|how)\b)"
)
"""How words begin that tell what a key is."""

_TAIL = late_pattern(
    r"\s(?:in the (?:form|format|style)|such as|written|formatted|rounded|(?:with|to) (?:\d|one|two"
    r"|three|four|no) (?:decimals?|digits?))\b"
)
"""Where words that tell what a key is go on with its form."""


_SHALL = late_pattern(
    r"\b(?:should|must|shall|(?:have|has|need|needs) to) (?:all |each )?"
    r"(?:look|read|be (?:written|given|shown)) (?:like|as)\b"
)
"""What says of values, after what they are, how they are to be written."""


def forms_behind(text: str, start: int, until: int, *, is_particle: bool) -> list[tuple[int, int]]:
    """Where the words are that say how the values of a key are written.

    Args:
        text: What a task asks for.
        start: Where the key ends.
        until: Where the next key begins.
        is_particle: Whether the key is also a small word, such as ``to``.

    Examples:
        >>> text = "share, as a number of all, with two decimals"
        >>> [text[start:end] for start, end in forms_behind(text, 5, 44, is_particle=False)]
        [' as a number of all', ' with two decimals']
        >>> text = "share: the part of all, to one decimal, by town"
        >>> [text[start:end] for start, end in forms_behind(text, 5, 47, is_particle=False)]
        [' to one decimal']
    """
    if text[start : start + 1] in ("'", '"', "`"):
        start += 1
    words = text[start:until]
    stop = STOP.search(re.sub(r"\([^)]*\)", lambda m: "_" * len(m.group()), words))
    words = words[: stop.start()] if stop else words
    kept: list[tuple[int, int]] = []
    is_told = False
    place = start
    for piece in re.split(r",(?![^(]*\))(?!\d)", words):
        begin, place = place, place + len(piece) + 1
        is_aside = not kept and piece.lstrip().startswith("(")
        goes_on = _FORMED.match(piece) if is_told else _GOES_ON.match(piece)
        if is_aside or goes_on or not (kept or is_told or piece.strip()):
            kept.append((begin, begin + len(piece)))
        elif not kept and not is_told and _TOLD.match(piece):
            is_told = True
            if not is_particle:
                kept += _formed(piece, begin)
        elif not kept and not is_told and (shall := _SHALL.search(piece)):
            kept.append((begin + shall.start(), begin + len(piece)))
        elif kept or not is_told:
            break
    if kept:
        ending = re.search(r"\s*\b(?:and|or)\s*['\"`]?$|\s+$", text[kept[-1][0] : kept[-1][1]])
        if ending:
            kept[-1] = (kept[-1][0], kept[-1][0] + ending.start())
    return [(begin, end) for begin, end in kept if begin < end]


def _formed(piece: str, begin: int) -> list[tuple[int, int]]:
    """What words that tell what a key is say of its form: in brackets, or at their end."""
    tail = _TAIL.search(piece)
    asides = [(begin + m.start(), begin + m.end()) for m in re.finditer(r"\([^)]*\)", piece)]
    return asides + ([(begin + tail.start(), begin + len(piece))] if tail else [])
