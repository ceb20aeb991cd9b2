"""The installation: its id and its launch token, each created once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE, ISSUER = "installation", "issuer"
LAUNCH_FILE = "serve.token"


async def issuer_of(store: Store, clock: Clock) -> str:
    """The id of this installation; the server refuses tokens of another one."""
    stored = await store.get(SPACE, ISSUER, now_us=clock.now_us())
    if stored is not None:
        return stored.body.decode()
    issuer = f"hocket-{secrets.token_hex(8)}"
    await store.put(SPACE, ISSUER, issuer.encode(), expected=0)
    return issuer


def launch_token(home: Path) -> str:
    """The token that signs in as the owner of this machine; created once, with mode 0600."""
    path = home / LAUNCH_FILE
    home.mkdir(parents=True, exist_ok=True)
    token = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if token:
        return token
    # Renamed once complete: a kill in between leaves no file rather than an empty one.
    partial = home / f"{LAUNCH_FILE}.{secrets.token_hex(4)}"
    partial.touch(mode=0o600)
    partial.write_text(secrets.token_urlsafe(32), encoding="ascii")
    partial.replace(path)
    return path.read_text(encoding="ascii").strip()
