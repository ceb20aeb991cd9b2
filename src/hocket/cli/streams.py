"""Text for a terminal: control characters are shown, not obeyed, and any encoding can print.

Goals, answers, names of files and models come from elsewhere. A control character among them could
clear the screen, rename the window, fill the clipboard or reverse the reading order. Streams and
consoles of the command line therefore write a visible character in its place. Only the text of a
result that goes to a pipe or a file is written unchanged.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = "\ufffd"
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029, *_BIDI), UNKNOWN),
}
CONTROL = re.compile(f"[{re.escape(''.join(map(chr, _SHOWN)))}]")

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━╌╴╶", "-"),
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
        **dict.fromkeys("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏▸•·", "*"),
        **dict.fromkeys("\u2013\u2014", "-"),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        "✓": "+",
        "✗": "x",
        "○": "o",
        "…": "...",
        "→": "->",
        UNKNOWN: "?",
        **{chr(0x2400 + code): f"^{chr(code ^ 0x40)}" for code in range(0x20)},
    }
)
_PLAIN_ERRORS = "hocket.plain"


def visible(text: str) -> str:
    r"""The text with a visible character in place of each control character but tab and newline.

    The length stays the same. A carriage return before a newline ends the line with it and becomes
    a space.

    Examples:
        >>> visible("a\x1b[2J\r\nb"), visible("x\u202ey")
        ('a␛[2J \nb', 'x�y')
    """
    return text.replace("\r\n", " \n").translate(_SHOWN) if CONTROL.search(text) else text


def escaped_json(value: Any, encoding: str = "utf-8") -> str:
    r"""An indented JSON document without raw control characters that fits an encoding.

    Examples:
        >>> escaped_json(["é\x9b"]), escaped_json(["é"], "ascii")
        ('[\n  "é\\u009b"\n]', '[\n  "\\u00e9"\n]')
    """
    text = json.dumps(value, indent=2, ensure_ascii=False, default=str)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(value, indent=2, default=str)
    return CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """An error handler: signs of our own become ASCII, other characters an escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    return text.encode("ascii", "backslashreplace").decode("ascii"), error.end


class Pipe(io.TextIOBase):
    """Writes to a stream; once its reader is gone, drops the rest without an error.

    It offers no ``buffer``: click would write to it past this class, in another encoding.

    Args:
        stream: The stream.
    """

    def __init__(self, stream: TextIO) -> None:
        codecs.register_error(_PLAIN_ERRORS, _plain)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_PLAIN_ERRORS)
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        return self._stream.errors

    def write(self, text: str) -> int:
        with self._until_closed():
            self._stream.write(text)
        return len(text)

    def write_bytes(self, content: bytes) -> None:
        """Write bytes as they are, after the text before them."""
        with self._until_closed():
            self._stream.flush()
            self._stream.buffer.write(content)

    def flush(self) -> None:
        with self._until_closed():
            self._stream.flush()

    @contextmanager
    def _until_closed(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            # What the stream still buffers has to go somewhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def writable(self) -> bool:
        return True


class SafeStream(Pipe):
    """A pipe that makes control characters visible.

    Attributes:
        unchanged: The pipe for what is written as it is.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.unchanged = Pipe(stream)

    def write(self, text: str) -> int:
        super().write(visible(text))
        return len(text)

    def write_bytes(self, content: bytes) -> None:
        """Write bytes as they are, or on a terminal as text."""
        if self.isatty():
            self.write(content.decode(errors="replace"))
        else:
            super().write_bytes(content)
