"""Names of files, which are relative and stay inside their folder."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDINGS = (
    "json|csv|md|markdown|txt|html|py|toml|yaml|yml|xml|svg|sql|tsv|tab|psv|jsonl|ndjson|xlsx"
    "|ics|vcf"
)


def names_in(text: str, endings: tuple[str, ...] = ()) -> list[str]:
    """The file names in a text, in order, with repetitions.

    Args:
        text: The text.
        endings: Endings to recognise beside the usual ones, such as ``.srt``.

    Examples:
        >>> names_in("write a.json, then r.md about a.json; see /etc/b.csv")
        ['a.json', 'r.md', 'a.json']
        >>> names_in("write a.srt"), names_in("write a.srt", (".srt",))
        ([], ['a.srt'])
    """
    return _pattern(endings).findall(text)


@cache
def _pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    pattern = "|".join((_ENDINGS, *(re.escape(ending.removeprefix(".")) for ending in endings)))
    return re.compile(rf"(?<![\w./-])([\w-]+\.(?:{pattern}))\b")


def stays_inside(name: str) -> bool:
    """Whether a file name leads to a place inside its folder.

    Examples:
        >>> [stays_inside(n) for n in ("a/b.txt", "", "/a", "a/../../b")]
        [True, False, False, False]
    """
    pure = PurePosixPath(name)
    return bool(pure.parts) and not (pure.is_absolute() or ".." in pure.parts or "\0" in name)


def in_the_way(name: str, others: Iterable[str]) -> str:
    """The file among others that cannot be in one folder with this one; empty if there is none.

    Examples:
        >>> in_the_way("a/b.txt", ["a"]), in_the_way("a", ["b", "a/b.txt"]), in_the_way("a", ["ab"])
        ('a', 'a/b.txt', '')
    """
    below = f"{name}/"
    return next((o for o in others if o.startswith(below) or name.startswith(f"{o}/")), "")


NAME_BYTES = 255
# Controls, halves of a character, and what turns the direction of the rest, so that it misleads.
_ODD = late_pattern(r"[\x00-\x1f\x7f-\x9f/\\\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_DEVICES = late_pattern(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def fault_of_name(name: str) -> str:
    """Why a name is not that of a file on every system; empty if it is.

    Examples:
        >>> fault_of_name("report 1.txt"), fault_of_name("..")
        ('', "it is that of a folder; name a file, such as 'a.txt'")
        >>> fault_of_name("a/b"), fault_of_name("nul.txt")
        ("it has '/'; leave out the path", 'it is reserved for a device; use another name')
    """
    match = _ODD.search(name)
    odd = match.group() if match else ""
    size = len(name.encode(errors="replace"))
    faults = {
        "it is empty; name a file, such as 'a.txt'": not name.strip(),
        "it is that of a folder; name a file, such as 'a.txt'": set(name) == {"."},
        f"it has {odd!a}; leave out the path": odd in tuple("/\\"),
        f"it has {odd!a}; leave it out": bool(odd),
        f"it has {size} bytes; use at most {NAME_BYTES}": size > NAME_BYTES,
        "some systems drop the dot at its end; rename it": name.endswith("."),
        "some systems drop spaces around it; rename it": name != name.strip(),
        "it is reserved for a device; use another name": bool(_DEVICES.fullmatch(name)),
    }
    return next((fault for fault, applies in faults.items() if applies), "")


def _checked(name: str) -> str:
    if not stays_inside(name):
        message = "a name relative to the folder is needed, such as 'a.txt'"
        raise ValueError(message)
    return name


FileName = Annotated[str, AfterValidator(_checked)]
