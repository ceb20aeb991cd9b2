"""Images within prompts."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from dataclasses import dataclass

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_HEAD_CHARS = 64
_DATA_URL = re.compile(
    r"data:(?P<kind>[\w.+/-]*)(?:;[\w-]+=[\w-]+)*;base64,(?P<data>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Image:
    """An image, as all hosts take it.

    Attributes:
        media_type: ``image/png``, ``image/jpeg``, ``image/gif`` or ``image/webp``.
        base64: Its bytes, in base64 with padding.
    """

    media_type: str
    base64: str

    @property
    def data_url(self) -> str:
        """It as a URL."""
        return f"data:{self.media_type};base64,{self.base64}"


def image_of(text: str) -> Image:
    """The image in a text of base64, or in a data URL; its type is read from its first bytes.

    Raises:
        ValueError: It is neither, or no image of a type that hosts take; the message says which.

    Examples:
        >>> image_of("iVBORw0KGgoAAAA=").media_type
        'image/png'
        >>> image_of("https://example.org/a.png")
        Traceback (most recent call last):
        ...
        ValueError: it is not base64
    """
    match = _DATA_URL.fullmatch(text)
    data = "".join((match["data"] if match else text).split())
    try:
        head = b64decode(data[:_HEAD_CHARS], validate=True)
        b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "it is not base64"
        raise ValueError(message) from error
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Image("image/webp", data)
    kind = next((kind for start, kind in _STARTS if head.startswith(start)), "")
    if not kind:
        message = "it is not a PNG, JPEG, GIF or WebP image"
        raise ValueError(message)
    return Image(kind, data)
