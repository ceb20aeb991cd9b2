"""Messages of users with images: read in the order of their parts, and never fetched.

An image comes within its request. hocket opens no addresses for others, which would be calls that
nobody configured, and of a server that may reach more than those who ask it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.image import Image, image_of
from hocket.ports.llm import ChatMessage
from hocket.server.facades.forms import misfit

if TYPE_CHECKING:
    from collections.abc import Sequence

Part = str | Image
_SCHEMES = frozenset({"http", "https", "file", "ftp"})


class Pictures:
    """Reads the images of one request, and remembers where the first one was."""

    def __init__(self) -> None:
        self._first = ""

    @property
    def fields(self) -> dict[str, str]:
        """What the program calls its images, for ``Chat.fields``."""
        return {"images": self._first} if self._first else {}

    def read(self, given: Any, path: str) -> Image:
        """An image in base64, or as a data URL.

        Raises:
            Problem: 400, it is the address of one, or no image.
        """
        self._first = self._first or path
        if not isinstance(given, str):
            raise misfit(path, "it is missing; send the image in base64")
        if given.partition(":")[0].lower() in _SCHEMES:
            fault = (
                "an image is not fetched from an address, as hocket makes no calls that are not "
                "configured; send it within the request, as data:image/png;base64,..."
            )
            raise misfit(path, fault)
        try:
            return image_of(given)
        except ValueError as error:
            raise misfit(path, f"{error}; send one in base64") from error


def user_messages(parts: Sequence[Part], joint: str = "") -> list[ChatMessage]:
    """The parts of one message of a user as messages in which images come before the text.

    It is one message unless texts stand between the images, which may say what is what. ``joint``
    is what texts are joined by.

    Examples:
        >>> a, b = Image("image/png", "aaaa"), Image("image/png", "bbbb")
        >>> [(m.content, len(m.images)) for m in user_messages(["What is it?", a])]
        [('What is it?', 1)]
        >>> [(m.content, len(m.images)) for m in user_messages(["One:", a, "Two:", b])]
        [('One:', 0), ('Two:', 1), ('', 1)]
    """
    runs: list[tuple[list[Image], list[str]]] = [([], [])]
    for part in parts:
        if isinstance(part, str):
            runs[-1][1].append(part)
            continue
        if runs[-1][1]:
            runs.append(([], []))
        runs[-1][0].append(part)
    if sum(bool(texts) for _, texts in runs) <= 1:
        images = [image for images, _ in runs for image in images]
        runs = [(images, [text for _, texts in runs for text in texts])]
    return [ChatMessage("user", joint.join(texts), images=tuple(images)) for images, texts in runs]
