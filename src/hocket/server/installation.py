"""The installation: what makes a server this user's, made once and kept."""

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
    """The id of this installation; tokens of another one are refused."""
    known = await store.get(SPACE, ISSUER, now_us=clock.now_us())
    if known is not None:
        return known.body.decode()
    issuer = f"hocket-{secrets.token_hex(8)}"
    await store.put(SPACE, ISSUER, issuer.encode(), expected=0)
    return issuer


def launch_token(home: Path) -> str:
    """The text that signs in whoever can read the user's files; made once, mode 0600."""
    path = home / LAUNCH_FILE
    home.mkdir(parents=True, exist_ok=True)
    known = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if known:
        return known
    # Written aside and moved in whole: a kill in between leaves none rather than an empty one.
    aside = home / f"{LAUNCH_FILE}.{secrets.token_hex(4)}"
    aside.touch(mode=0o600)
    aside.write_text(secrets.token_urlsafe(32), encoding="ascii")
    aside.replace(path)
    return path.read_text(encoding="ascii").strip()
