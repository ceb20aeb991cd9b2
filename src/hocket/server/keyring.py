"""API keys: shown once, stored as salted hashes, with a role, revocation and expiry."""

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
# 16 MiB per guess (RFC 7914).
SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 14, 8, 1
USE_INTERVAL_S = 60.0


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
    """A key with the hash of its secret.

    A secret has 256 random bits, so one salted SHA-256 is as hard to reverse as any number of them,
    and a guess costs no more than any other refused request. Earlier releases stored a scrypt hash;
    it is replaced at the first use.
    """

    salt: str
    digest: str | None = None
    hashed: str | None = None


class Keyring:
    """Creates, checks and revokes keys.

    Args:
        store: Storage of the keys; each check reads it, so that a revoked key stops working at
            once, whichever process revoked it.
        clock: Clock of creation, expiry and use.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._noted_us: dict[str, int] = {}
        self._hashing = asyncio.Lock()

    async def create(
        self, name: str, role: Role, *, agent: str | None = None, days: float | None = None
    ) -> tuple[Key, str]:
        """Create a key; returns it with the text to send, which is not stored.

        Raises:
            InvalidInputError: The role specialist_agent comes without an agent, or another role
                with one.
        """
        if (role == "specialist_agent") != (agent is not None):
            message = (
                f"agent: {agent!r} — a key of the role specialist_agent needs an agent, "
                "a key of another role cannot have one"
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
            digest=_digest(secret, salt),
        )
        await self._write(stored, expected=0)
        return _without_secret(stored), f"{PREFIX}_{stored.key_id}_{secret}"

    async def all(self) -> list[Key]:
        """All keys, newest first, including revoked ones."""
        documents = await self._store.all(SPACE, now_us=self._clock.now_us())
        stored = [parse(StoredKey, document.body) for document in documents]
        keys = [await self._with_use(_without_secret(key)) for key in stored]
        return sorted(keys, key=lambda key: key.created_at, reverse=True)

    async def revoke(self, key_id: str) -> Key | None:
        """Revoke a key; None if there is no such key."""
        stored = await self._read(key_id)
        if stored is None:
            return None
        if stored.revoked_at is None:
            now = moment(self._clock.now_us())
            stored = stored.model_copy(update={"revoked_at": now})
            await self._write(stored)
        return _without_secret(stored)

    async def principal(
        self, text: str, before_hash: Callable[[], None] | None = None
    ) -> Principal | None:
        """The holder of a key; None if it is unknown, wrong, revoked or expired.

        Args:
            text: The key.
            before_hash: Called before each costly hash, which only a key of an earlier release
                needs, once; its errors propagate.
        """
        prefix, _, rest = text.partition("_")
        key_id, _, secret = rest.partition("_")
        if prefix != PREFIX or not key_id or not secret:
            return None
        stored = await self._read(key_id)
        if stored is None or not await self._matches(stored, secret, before_hash):
            return None
        return await self.of_id(key_id)

    async def of_id(self, key_id: str) -> Principal | None:
        """The holder of a key whose secret was checked before; None if it is not valid now."""
        stored = await self._read(key_id)
        if stored is None or stored.revoked_at is not None:
            return None
        now_us = self._clock.now_us()
        if stored.expires_at is not None and stored.expires_at <= moment(now_us):
            return None
        await self._note_use(key_id, now_us)
        return Principal(f"key:{stored.name}", stored.role, stored.agent, key_id)

    async def _matches(
        self, stored: StoredKey, secret: str, before_hash: Callable[[], None] | None
    ) -> bool:
        salt = bytes.fromhex(stored.salt)
        if stored.digest is not None:
            return hmac.compare_digest(_digest(secret, salt), stored.digest)
        # One hash at a time: many simultaneous requests with one key cost one hash.
        async with self._hashing:
            document = await self._store.get(SPACE, stored.key_id, now_us=self._clock.now_us())
            current = None if document is None else parse(StoredKey, document.body)
            if document is None or current is None:
                return False
            if current.digest is not None:
                return hmac.compare_digest(_digest(secret, salt), current.digest)
            if before_hash is not None:
                before_hash()
            hashed = await asyncio.to_thread(_scrypt, secret, salt)
            if not hmac.compare_digest(hashed.hex(), current.hashed or ""):
                return False
            renewed = current.model_copy(update={"digest": _digest(secret, salt), "hashed": None})
            # Not if it was revoked meanwhile; and a full disk is no reason to refuse a valid key.
            with suppress(OrchestrationError):
                await self._write(renewed, expected=document.version)
        return True

    async def _note_use(self, key_id: str, now_us: int) -> None:
        """Note the use once a minute, apart from the key so that it cannot undo a revocation."""
        if now_us - self._noted_us.get(key_id, 0) < USE_INTERVAL_S * 1e6:
            return
        self._noted_us[key_id] = now_us
        with suppress(OrchestrationError):  # a full disk is no reason to refuse a valid key
            await self._store.put(USES, key_id, str(now_us).encode())

    async def _with_use(self, key: Key) -> Key:
        use = await self._store.get(USES, key.key_id, now_us=self._clock.now_us())
        if use is None:
            return key
        return key.model_copy(update={"last_used_at": moment(int(use.body))})

    async def _read(self, key_id: str) -> StoredKey | None:
        document = await self._store.get(SPACE, key_id, now_us=self._clock.now_us())
        return None if document is None else parse(StoredKey, document.body)

    async def _write(self, stored: StoredKey, expected: int | None = None) -> None:
        body = stored.model_dump_json().encode()
        await self._store.put(SPACE, stored.key_id, body, expected=expected)


def _without_secret(stored: StoredKey) -> Key:
    return Key(**{name: getattr(stored, name) for name in Key.model_fields})


def _digest(secret: str, salt: bytes) -> str:
    return hashlib.sha256(salt + secret.encode()).hexdigest()


def _scrypt(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        secret.encode(), salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P, maxmem=64 << 20
    )
