"""The text in a file: by its byte order mark, else as UTF-8, else by a guess that is stated."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY: tuple[bytes, ...] = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
BINARY += (
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
    b"BZh",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
    b"SQLite format 3\x00",
)
SAMPLE_BYTES = 1 << 16
CONTROL = bytes([*range(7), *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F])
MOST_CONTROL = 0.02
"""Share of control characters above which bytes are no text."""

FEW_NULS = 3
FEW_CHARS = 6
MOST_PLAIN = 0.8
PRINTABLE = bytes([*b"\t\r\n", *range(0x20, 0x7F)])
LEAST_NULS = 0.3
"""Share of zero bytes at every second place from which text is UTF-16 without a mark."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        text: The text, without a byte order mark, and without zero bytes behind it.
        encoding: Name of the encoding for Python's ``open``.
        guessed: Whether the encoding is a guess.
        damaged: Number of places that are no text in this encoding; each is replaced by ``�``.
    """

    text: str
    encoding: str = "utf-8"
    guessed: bool = False
    damaged: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether a program reads it without naming an encoding."""
        return self.encoding == "utf-8" and not self.damaged


def decoded(content: bytes) -> Decoded | None:
    r"""The text in the bytes of a file; None if they are no text.

    Examples:
        >>> decoded("Köln".encode()), decoded("Köln".encode("utf-16")).text
        (Decoded(text='Köln', encoding='utf-8', guessed=False, damaged=0), 'Köln')
        >>> decoded("Straße; Köln".encode("cp1252"))
        Decoded(text='Straße; Köln', encoding='cp1252', guessed=True, damaged=0)
        >>> decoded(b"\x89PNG\r\n\x1a\n")
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    if content.startswith(BINARY):
        return None
    unmarked = _unmarked_wide(content)
    if unmarked:
        return _lenient(content, unmarked, guess=True)
    # Some programs leave zero bytes behind the text.
    sample = content[:SAMPLE_BYTES].rstrip(b"\x00")
    if sample.count(0) > max(FEW_NULS, MOST_CONTROL * len(sample)) or (content and not sample):
        return None
    try:
        return Decoded(_bare(content.decode()))
    except UnicodeDecodeError:
        return _without_mark(content, sample)


def _without_mark(content: bytes, sample: bytes) -> Decoded | None:
    """The text in bytes that are not UTF-8 and have no mark."""
    if len(sample) - len(sample.translate(None, CONTROL)) > MOST_CONTROL * len(sample):
        return None
    text = content.decode(errors="replace")
    damaged = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", "ignore")) >= 2 * damaged:
        # Text in another encoding is hardly ever valid UTF-8 by chance.
        return Decoded(_bare(text), damaged=damaged)
    from hocket.documents.guess import guessed  # noqa: PLC0415 - its patterns are rarely needed

    return _lenient(content, guessed(content), guess=True)


def shown_text(content: bytes) -> str:
    """The text of a file as well as it can be shown, also if it is none."""
    result = decoded(content)
    return content.decode(errors="replace") if result is None else result.text


def document_text(content: bytes) -> str:
    """The text of a file that has to be exact, such as a goal, a schema or the settings.

    Raises:
        ValueError: It has no byte order mark and is not UTF-8.
    """
    encoding = next((e for mark, e in MARKS if content.startswith(mark)), "utf-8")
    try:
        return _bare(content.decode(encoding))
    except UnicodeDecodeError as error:
        message = (
            f"byte {content[error.start]:#04x} at position {error.start} is not {encoding.upper()}"
            "; save the file as UTF-8"
        )
        raise ValueError(message) from error


def is_text(text: str) -> bool:
    r"""Whether a string is text; one from the system may hold bytes that are not.

    Examples:
        >>> is_text("Köln"), is_text("K\udcf6ln")
        (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _lenient(content: bytes, encoding: str, *, guess: bool = False) -> Decoded:
    text = _bare(content.decode(encoding, errors="replace"))
    return Decoded(text, encoding, guess, text.count("\ufffd"))


def _bare(text: str) -> str:
    """A text without the mark before it, of which some programs write two, and zeros behind it."""
    return text.lstrip("\ufeff").rstrip("\0")


def _unmarked_wide(content: bytes) -> str:
    """The encoding of text with 2 or 4 bytes per character and without a mark; else empty."""
    sample = _sample(content, 4)
    if b"\x00" not in sample:
        return ""
    size = len(sample) - len(sample) % 4
    for encoding, zeros in (("utf-32-le", (2, 3)), ("utf-32-be", (0, 1))):
        is_wide = size and not any(any(sample[place:size:4]) for place in zeros)
        if is_wide and _is_written(sample[:size], encoding):
            return encoding
    sample = _sample(content, 2)
    encoding = _unmarked_utf16(sample)
    if encoding and len(sample) - len(sample.translate(None, CONTROL[1:])) <= MOST_CONTROL * size:
        return encoding
    # Of other scripts than the Latin only spaces, signs and the ends of lines have a zero byte.
    plain = len(sample) - len(sample.translate(None, PRINTABLE))
    zero = [bool(sample[place::2].count(0)) for place in (0, 1)]
    if plain > MOST_PLAIN * len(sample) or all(zero):
        return ""
    encoding = "utf-16-le" if zero[1] else "utf-16-be"
    return encoding if _is_written(sample[: len(sample) // 2 * 2], encoding) else ""


def _sample(content: bytes, width: int) -> bytes:
    """The first bytes of characters of a width, without zero bytes behind the text."""
    end = len(content.rstrip(b"\x00"))
    return content[: min(end + -end % width, SAMPLE_BYTES)]


def _is_written(sample: bytes, encoding: str) -> bool:
    """Whether a sample is text in an encoding, of more than a few characters."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return False
        text = sample[: error.start].decode(encoding, errors="ignore")
    return len(text) >= FEW_CHARS and all(c.isprintable() or c.isspace() for c in text)


def _unmarked_utf16(sample: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` if half of the bytes are zero; else empty."""
    half = len(sample) // 2
    if not half:
        return ""
    zeros = {place: sample[place::2].count(0) / half for place in (0, 1)}
    if zeros[1] >= LEAST_NULS and not zeros[0]:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] >= LEAST_NULS and not zeros[1] else ""
