"""API keys: shown once, kept as scrypt hashes, with a role, revocable, expiring."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hocket.core.noun import Noun, parse
from hocket.errors import InvalidInputError, OrchestrationError
from hocket.projections.moment import moment
from hocket.server.access import Principal, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE = "key"
USES = "key_use"
PREFIX = "hk"
# 16 MiB a guess (RFC 7914); keys are 256 random bits, so this is a second line.
SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 14, 8, 1
KNOWN_LIMIT = 1000
USED_S = 60.0


class Key(Noun):
    """A key without its secret."""

    key_id: str
    name: str
    role: Role
    agent: str | None = None
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


class StoredKey(Key):
    """A key as it is kept."""

    salt: str
    hashed: str


class Keyring:
    """Makes, checks and revokes keys.

    Args:
        store: Where they are kept; each check looks there, so that a revoked key is refused at
            once, whichever process revoked it.
        clock: Time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._known: dict[str, bytes] = {}
        self._used: dict[str, int] = {}
        self._looking = asyncio.Lock()

    async def create(
        self, name: str, role: Role, *, agent: str | None = None, days: float | None = None
    ) -> tuple[Key, str]:
        """A new key, and the text to send, which is not kept.

        Raises:
            InvalidInputError: A specialist agent's key names no agent, or another one's does.
        """
        if (role == "specialist_agent") != (agent is not None):
            message = (
                f"agent: {agent!r} — a key of the role specialist_agent names its agent, "
                "a key of another role names none"
            )
            raise InvalidInputError(message, role=role, agent=agent)
        now = moment(self._clock.now_us())
        secret, salt = secrets.token_urlsafe(32), secrets.token_bytes(16)
        stored = StoredKey(
            key_id=secrets.token_hex(6),
            name=name,
            role=role,
            agent=agent,
            created_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
            salt=salt.hex(),
            hashed=(await asyncio.to_thread(_scrypt, secret, salt)).hex(),
        )
        await self._write(stored, expected=0)
        return _shown(stored), f"{PREFIX}_{stored.key_id}_{secret}"

    async def all(self) -> list[Key]:
        """All keys, the newest first, revoked ones included."""
        found = await self._store.all(SPACE, now_us=self._clock.now_us())
        keys = [await self._with_use(_shown(parse(StoredKey, d.body))) for d in found]
        return sorted(keys, key=lambda key: key.created_at, reverse=True)

    async def revoke(self, key_id: str) -> Key | None:
        """Refuse a key from now on; None if there is none."""
        stored = await self._read(key_id)
        if stored is None:
            return None
        if stored.revoked_at is None:
            now = moment(self._clock.now_us())
            stored = stored.model_copy(update={"revoked_at": now})
            await self._write(stored)
        self._known.pop(key_id, None)
        return _shown(stored)

    async def principal(
        self, text: str, before_hash: Callable[[], None] | None = None
    ) -> Principal | None:
        """Who sends this key; None if it is none, wrong, revoked or expired.

        Args:
            text: The key.
            before_hash: Called before a costly look, of which there is one for a good key; what it
                raises passes.
        """
        prefix, _, rest = text.partition("_")
        key_id, _, secret = rest.partition("_")
        if prefix != PREFIX or not key_id or not secret:
            return None
        stored = await self._read(key_id)
        if stored is None or not await self._is_right(stored, secret, before_hash):
            return None
        return await self.of_id(key_id)

    async def of_id(self, key_id: str) -> Principal | None:
        """Who holds a key that is good now, its secret having been checked before."""
        stored = await self._read(key_id)
        if stored is None or stored.revoked_at is not None:
            return None
        now_us = self._clock.now_us()
        if stored.expires_at is not None and stored.expires_at <= moment(now_us):
            return None
        await self._note_use(key_id, now_us)
        return Principal(f"key:{stored.name}", stored.role, stored.agent, key_id)

    async def _is_right(
        self, stored: StoredKey, secret: str, before_hash: Callable[[], None] | None
    ) -> bool:
        digest = hashlib.sha256(secret.encode()).digest()
        if self._is_known(stored.key_id, digest):
            return True
        # One look at a time: many requests that come at once with a new key cost one hash.
        async with self._looking:
            if self._is_known(stored.key_id, digest):
                return True
            if before_hash is not None:
                before_hash()
            hashed = await asyncio.to_thread(_scrypt, secret, bytes.fromhex(stored.salt))
            if not hmac.compare_digest(hashed, bytes.fromhex(stored.hashed)):
                return False
            if len(self._known) >= KNOWN_LIMIT:
                self._known.pop(next(iter(self._known)))
            self._known[stored.key_id] = digest
        return True

    def _is_known(self, key_id: str, digest: bytes) -> bool:
        known = self._known.get(key_id)
        return known is not None and hmac.compare_digest(known, digest)

    async def _note_use(self, key_id: str, now_us: int) -> None:
        """Once a minute, and beside the key: what is noted must not undo what is decided."""
        if now_us - self._used.get(key_id, 0) < USED_S * 1e6:
            return
        self._used[key_id] = now_us
        with suppress(OrchestrationError):  # a full disk is no reason to refuse a good key
            await self._store.put(USES, key_id, str(now_us).encode())

    async def _with_use(self, key: Key) -> Key:
        found = await self._store.get(USES, key.key_id, now_us=self._clock.now_us())
        if found is None:
            return key
        return key.model_copy(update={"last_used_at": moment(int(found.body))})

    async def _read(self, key_id: str) -> StoredKey | None:
        found = await self._store.get(SPACE, key_id, now_us=self._clock.now_us())
        return None if found is None else parse(StoredKey, found.body)

    async def _write(self, stored: StoredKey, expected: int | None = None) -> None:
        body = stored.model_dump_json().encode()
        await self._store.put(SPACE, stored.key_id, body, expected=expected)


def _shown(stored: StoredKey) -> Key:
    return Key(**{name: getattr(stored, name) for name in Key.model_fields})


def _scrypt(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        secret.encode(), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P, maxmem=64 << 20
    )
