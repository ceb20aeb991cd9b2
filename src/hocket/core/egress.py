"""The egress gate: which hosts this process may call; deny by default."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from hocket.errors import EgressDeniedError


@dataclass(frozen=True, slots=True)
class EgressGate:
    """Allows calls to loopback and to configured hosts.

    Examples:
        >>> EgressGate().check("http://127.0.0.1:11434/api/chat")
        >>> EgressGate(frozenset({"api.example.org"})).check("https://api.example.org/v1")
        >>> EgressGate().check("https://api.example.org/v1")
        Traceback (most recent call last):
        ...
        hocket.errors.EgressDeniedError: A call to api.example.org was stopped: the host is not \
configured; add it to `hosts` in the settings to allow calls
    """

    allowed: frozenset[str] = frozenset()

    def check(self, url: str) -> None:
        """Return if the host may be called.

        Raises:
            EgressDeniedError: It is neither loopback nor configured.
        """
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            host = ""
        if host in self.allowed or is_loopback(host):
            return
        message = (
            f"A call to {host or 'a URL without a host'} was stopped: the host is not configured; "
            "add it to `hosts` in the settings to allow calls"
        )
        raise EgressDeniedError(message, host=host)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's loopback.

    Examples:
        >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("10.0.0.1")
        (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def public_url(url: str) -> str:
    """A URL without its login and query, so that it can be shown.

    Examples:
        >>> public_url("https://me:secret@api.example.org:8443/v1?key=secret")
        'https://api.example.org:8443/v1'
    """
    # Not parsed as a URL: invalid URLs may contain a login too.
    scheme, mark, rest = url.partition("://")
    place = (rest if mark else scheme).partition("?")[0].rpartition("@")[2]
    return f"{scheme}{mark}{place}" if mark else place
