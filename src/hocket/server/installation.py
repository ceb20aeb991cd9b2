"""The installation: the id and the launch token of a user's server, created once."""

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
    """The id of this installation; it refuses the tokens of any other."""
    known = await store.get(SPACE, ISSUER, now_us=clock.now_us())
    if known is not None:
        return known.body.decode()
    issuer = f"hocket-{secrets.token_hex(8)}"
    await store.put(SPACE, ISSUER, issuer.encode(), expected=0)
    return issuer


def launch_token(home: Path) -> str:
    """The token that signs in anyone who can read the user's files; created once, mode 0600."""
    path = home / LAUNCH_FILE
    home.mkdir(parents=True, exist_ok=True)
    known = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if known:
        return known
    # Written to another file and renamed: a kill in between leaves no token, never an empty one.
    aside = home / f"{LAUNCH_FILE}.{secrets.token_hex(4)}"
    aside.touch(mode=0o600)
    aside.write_text(secrets.token_urlsafe(32), encoding="ascii")
    aside.replace(path)
    return path.read_text(encoding="ascii").strip()
