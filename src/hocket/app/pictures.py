"""Images at addresses, which are fetched only from hosts that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hocket.adapters.http.host import HttpHost
from hocket.app.hosts import gate_of
from hocket.errors import EgressDeniedError, RefusedError

if TYPE_CHECKING:
    from hocket.config import Settings

FETCH_S = 30.0


async def fetched_picture(settings: Settings, url: str, limit_bytes: int) -> bytes:
    """The bytes at an address, at most ``limit_bytes``; a redirect is not followed.

    The host has to be in ``hosts`` of the settings, also if it is this machine: whoever names an
    address would else reach, through hocket, what they cannot reach themselves.

    Raises:
        EgressDeniedError: The settings do not name the host.
        ConfigError: It is no address of the web.
        RefusedError: There is more than ``limit_bytes``.
        UnavailableError, RefusedError, DeadlineExceededError: From the host.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        host = ""
    if host not in settings.hosts:
        message = (
            f"an image is not fetched from {host or 'an address without a host'}, as it is not in "
            "`hosts` in the settings; send it within the request, as data:image/png;base64,..."
        )
        raise EgressDeniedError(message, host=host)
    name = "The host of an image"
    client = HttpHost(
        f"{parts.scheme}://{parts.netloc}",
        gate=gate_of(settings),
        name=name,
        way_out="send the image within the request",
        refusal=lambda refusal: refusal.to_error(name),
        connections=1,
    )
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        return await client.read(path, timeout_s=FETCH_S, limit_bytes=limit_bytes)
    except RefusedError as error:
        if "limit_bytes" not in error.context:
            raise
        message = (
            f"the image at {host} has more than {limit_bytes:,} bytes, which is what is left for "
            "the images of this request; send smaller or fewer ones"
        )
        raise RefusedError(message, limit_bytes=limit_bytes) from error
    finally:
        await client.close()
