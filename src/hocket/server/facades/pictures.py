"""Messages of users with images: read in the order of their parts.

An image comes within its request, or from a host that the settings name. Other addresses are not
opened: these would be calls that nobody configured, by a server that may reach more than its users.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from hocket.core.image import Image, image_of
from hocket.errors import OrchestrationError
from hocket.ports.llm import ChatMessage
from hocket.server.facades.forms import misfit

if TYPE_CHECKING:
    from collections.abc import Sequence

Part = str | Image
Admit = Callable[[str], Awaitable[None]]
Fetch = Callable[[str, int], Awaitable[bytes]]
MOST_FETCHED = 100
"""Images at addresses in one request; as many as Anthropic takes in one."""

_WEB = frozenset({"http", "https"})
_SCHEMES = _WEB | {"file", "ftp"}


async def fetch_into(body: Any, admit: Admit, fetch: Fetch, limit_bytes: int) -> bool:
    """Put the images of a request that are at addresses into it.

    Args:
        body: The JSON of the request; it is changed.
        admit: Raises if no image may come, such as for a model that sees none; gets the field of
            the first one, before any is fetched.
        fetch: Returns what is at an address, of at most so many bytes.
        limit_bytes: For all of them together.

    Returns:
        Whether there were any.

    Raises:
        Problem: 400, an image cannot be had, or there are too many; names its field.
    """
    found = _addresses(body, "")
    if len(found) > MOST_FETCHED:
        fault = f"more than {MOST_FETCHED} images at addresses; send fewer in one request"
        raise misfit(found[MOST_FETCHED][2], fault)
    if found:
        await admit(found[0][2])
    for holder, key, path in found:
        try:
            data = await fetch(holder[key], limit_bytes)
        except OrchestrationError as error:
            raise misfit(path, error.message) from error
        limit_bytes -= len(data)
        holder[key] = b64encode(data).decode()
    return bool(found)


def _addresses(value: Any, path: str) -> list[tuple[dict[str, Any], str, str]]:
    """The (holder, key, field) of each address of an image in a request."""
    if isinstance(value, list):
        return [a for n, item in enumerate(value) for a in _addresses(item, f"{path}.{n}")]
    if not isinstance(value, dict):
        return []
    found = [
        (holder, key, f"{path}.{name}"[1:])
        for holder, key, name in _places(value)
        if isinstance(url := holder.get(key), str) and url.partition(":")[0].lower() in _WEB
    ]
    inner = ((name, item) for name, item in value.items() if isinstance(item, list))
    return [*found, *(a for name, item in inner for a in _addresses(item, f"{path}.{name}"))]


def _places(part: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    """Where a part of a message may have the address of an image: (holder, key, name)."""
    image, source = part.get("image_url"), part.get("source")
    if part.get("type") == "image" and isinstance(source, dict):
        return [(source, "url", "source")]
    if part.get("type") not in ("image_url", "input_image"):
        return []
    return [
        (image, "url", "image_url") if isinstance(image, dict) else (part, "image_url", "image_url")
    ]


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
            fault = "an address has no place here; send the image in base64"
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
