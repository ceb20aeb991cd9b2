"""The statements of a dump (SQL) that make or fill tables, in one pass over its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MOST_DELIMITERS = 8
"""Marks that end statements in one dump; further ones are not heeded."""

_WORDS = r"INSERT|REPLACE(?=\s+INTO\b)|COPY|CREATE"
# A quote behind a letter is an apostrophe, as in a line that is no SQL, and begins no text.
_BEGUN = r"(?:\b(?:[nxb]|_\w+)|(?<![\w\\]))"
_ESCAPED = r"'[^'\\]*+(?:(?:''|\\.)[^'\\]*+)*+'"
_STANDARD = r"'[^']*+(?:''[^']*+)*+'"
_BODY = (
    r"\b(?:CREATE|ALTER)\s+(?:OR\s+(?:REPLACE|ALTER)\s+)?(?:DEFINER\s*=\s*\S+\s+)?"
    r"(?:(?:AGGREGATE|CONSTRAINT|EDITIONABLE|NONEDITIONABLE|TEMP|TEMPORARY)\s+)?"
    r"(?:TRIGGER|PROC|PROCEDURE|FUNCTION|EVENT|RULE|PACKAGE)\b"
)
_BATCH = r"^[ \t]*(?:GO|/)[ \t]*\r?$"
_OPENS = r"\((?!\*)|(?<![\w.@])(?:CASE|BEGIN(?!\s+(?:TRAN|WORK|DISTRIBUTED)|\s*;))\b"
_CLOSES = r"\)|(?<![\w.@])END\b(?!\s+(?:IF|LOOP|WHILE|REPEAT|FOR)\b)(?:\s+CASE\b)?"
_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL
# Where a token may begin: most places of a text are passed by this alone.
_LIKELY = r"(?=[-#/$'\"`()]|^|(?<=;)|(?<!\w)[abcdeginprx_])"
_BATCHES = re.compile(_BATCH, _FLAGS)
_TAGS = re.compile(r"(?=(\$\w*\$))")
_BLANKS = re.compile(r"\s*")
_HIDDEN = re.compile(r";[ \t\r]*\n[ \t]*(?:INSERT|REPLACE)\s+INTO\s", re.IGNORECASE)
_RESUMED = re.compile(rf"(?:^|(?<=;))[ \t]*(?={_WORDS})", _FLAGS)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that may make or fill a table.

    Attributes:
        kind: Its first word: INSERT, REPLACE, COPY or CREATE.
        start: The place of this word.
        end: The place behind it.
        is_first: Whether it stands at the start of a line or behind a semicolon.
    """

    kind: str
    start: int
    end: int
    is_first: bool


class Statements:
    r"""Finds them, but not those in texts, in comments and in the bodies of procedures.

    Attributes:
        unended: The places of procedures without an end.
        hidden: The places of texts in which a statement seems to stand.

    Examples:
        >>> found = Statements("SET a = '/*'; /* INSERT */ INSERT INTO t", escapes=False).after(0)
        >>> found.kind, found.start, found.is_first
        ('INSERT', 27, False)
    """

    def __init__(self, text: str, *, escapes: bool) -> None:
        self.unended: list[int] = []
        self.hidden: list[int] = []
        self._text = text
        self._escapes = escapes
        self._delimiter = ";"
        self._delimiters = {";"}
        self._is_uneven = self._is_endless = False
        self._last_comment = text.rfind("*/")
        self._last_batch = max((match.start() for match in _BATCHES.finditer(text)), default=-1)
        self._last_tags = {match[1]: match.start() for match in _TAGS.finditer(text)}

    def after(self, at: int) -> Statement | None:
        """The next statement from a place on."""
        while match := self._token(at):
            at = self._behind(match)
            if match["kind"]:
                is_first = match["first"] is not None
                return Statement(match["kind"].upper(), match.start("kind"), at, is_first)
            if match["body"]:
                at = self._behind_body(match.start(), at)
            elif match["quoted"] and _HIDDEN.search(match[0]):
                self.hidden.append(match.start())
        return None

    def resumed(self, at: int) -> int:
        """Where to read on behind a statement that is broken, whose quotes may be, too."""
        match = _RESUMED.search(self._text, at)
        return match.start() if match else len(self._text)

    def behind_gap(self, at: int) -> int:
        """The place behind blanks and comments."""
        while True:
            blanks = _BLANKS.match(self._text, at)
            at = blanks.end() if blanks else at
            if self._text.startswith("--", at):
                end = self._text.find("\n", at)
                at = end if end >= 0 else len(self._text)
            elif self._text.startswith("/*", at) and at + 2 <= self._last_comment:
                at = self._text.index("*/", at + 2) + 2
            else:
                return at

    def _token(self, at: int) -> re.Match[str] | None:
        return _tokens(self._delimiter, escapes=self._escapes).search(self._text, at)

    def _behind(self, match: re.Match[str]) -> int:
        """The place behind a token; a comment or a text that does not end is only its start."""
        at = match.end()
        if match["comment"]:
            return self._text.index("*/", at) + 2 if at <= self._last_comment else at
        if tag := match["tag"]:
            is_text = self._delimiter == ";" and self._last_tags.get(tag, -1) >= at
            return self._text.index(tag, at) + len(tag) if is_text else at
        named = match["delimiter"]
        if named and (named in self._delimiters or len(self._delimiters) < MOST_DELIMITERS):
            self._delimiters.add(named)
            self._delimiter = named
        return at

    def _behind_body(self, start: int, head: int) -> int:
        """The place behind a function, a procedure or a trigger, whose statements give no rows."""
        at = head
        while head < self._last_batch and (match := self._token(at)):
            at = self._behind(match)
            if match["batch"] or match["delimiter"]:
                return at
        self._last_batch = -1  # what looked like the end of a batch stands within a text
        return head if self._is_endless else self._behind_block(start, head)

    def _behind_block(self, start: int, head: int) -> int:
        """The place behind a body that ends when each BEGIN has its END."""
        depth, closed, at = 0, 0, head
        while match := self._token(at):
            at = self._behind(match)
            if match["opens"]:
                depth += 1
            elif match["closes"]:
                depth = max(0, depth - 1)
                closed = closed or (at if match["closes"] != ")" else 0)
            if self._is_end(match, depth, is_closed=closed > 0):
                return match.start() if match["kind"] else at
        if not depth:
            return len(self._text)
        self.unended.append(start)
        self._is_uneven = True
        self._is_endless = not closed
        return closed or head

    def _is_end(self, match: re.Match[str], depth: int, *, is_closed: bool) -> bool:
        """Whether a body ends with a token; one without its END was met if those are uneven."""
        if match["batch"] or match["delimiter"] or (is_closed and self._is_uneven):
            return True
        return not depth and bool(match["ends"] or (is_closed and match["first"] is not None))


@lru_cache(maxsize=64)
def _tokens(delimiter: str, *, escapes: bool) -> re.Pattern[str]:
    text = _ESCAPED if escapes else _STANDARD
    return re.compile(
        rf"(?P<ends>{re.escape(delimiter)})|{_LIKELY}(?:--[^\n]*|^\#[^\n]*|(?P<comment>/\*)|(?P<tag>\$\w*\$)"
        rf"|(?P<quoted>\be{_ESCAPED}|{_BEGUN}{text})"
        r'|"[^"\n]*"|`[^`\n]*`'
        r"|^[ \t]*DELIMITER[ \t]+(?P<delimiter>\S+)"
        rf"|(?P<batch>{_BATCH})|(?P<body>{_BODY})"
        rf"|(?:(?P<first>^|(?<=;))[ \t]*|\b)(?P<kind>{_WORDS})(?=[\s\[\"`])"
        rf"|(?P<opens>{_OPENS})|(?P<closes>{_CLOSES}))",
        _FLAGS,
    )
