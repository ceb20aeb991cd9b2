"""Tokens: JWTs (RFC 7519) signed with RS256 (RFC 7518) by rotating keys (RFC 7517)."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hocket.core.noun import Noun, parse
from hocket.projections.moment import moment
from hocket.server.access import ROLES, Principal

if TYPE_CHECKING:
    from hocket.ports.clock import Clock
    from hocket.ports.store import Store
    from hocket.server.keyring import Keyring

SPACE = "signing_key"
REVOKED = "revoked_token"
ALGORITHM = "RS256"
AUDIENCE = "hocket"
BITS = 2048
MAX_TTL_S = 30 * 86_400


class SigningKey(Noun):
    """A key pair. A retired one still verifies the tokens that it signed."""

    key_id: str
    created_at: datetime
    retired_at: datetime | None = None
    private_pem: str


class Tokens:
    """Issues and verifies tokens.

    Args:
        store: Storage of the signing keys.
        keyring: Checks the API key for which a token was issued.
        clock: Clock of issue and expiry.
        issuer: Issuer of the tokens; those of others are refused.
    """

    def __init__(self, store: Store, keyring: Keyring, clock: Clock, issuer: str) -> None:
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._issuer = issuer
        self._private: dict[str, rsa.RSAPrivateKey] = {}

    async def issue(self, principal: Principal, ttl_s: int) -> str:
        """A token for a principal, valid for ``ttl_s`` seconds (30 days at most)."""
        key = await self._current()
        now_s = self._clock.now_us() // 1_000_000
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": principal.subject,
            "role": principal.role,
            "agent": principal.agent,
            "key": principal.key_id,
            "iat": now_s,
            "exp": now_s + min(ttl_s, MAX_TTL_S),
            "jti": secrets.token_hex(8),
        }
        headers = {"kid": key.key_id}
        return jwt.encode(claims, self._loaded(key), algorithm=ALGORITHM, headers=headers)

    async def principal(self, token: str) -> Principal | None:
        """The holder of a token; None if it is foreign, altered, expired or revoked."""
        claims = await self._claims(token)
        if claims is None:
            return None
        if claims.get("key"):
            principal = await self._keyring.of_id(str(claims["key"]))
            return None if principal is None else replace(principal, token_id=str(claims["jti"]))
        if claims["role"] not in ROLES:
            return None
        agent, token_id = claims.get("agent"), str(claims["jti"])
        return Principal(str(claims["sub"]), claims["role"], agent, None, token_id)

    async def _claims(self, token: str) -> dict[str, Any] | None:
        """The claims of a token; None if it is not valid now."""
        try:
            key_id = jwt.get_unverified_header(token).get("kid", "")
            key = await self._read(str(key_id))
            if key is None:
                return None
            claims: dict[str, Any] = jwt.decode(
                token,
                self._loaded(key).public_key(),
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._issuer,
                options={"require": ["exp", "iat", "sub", "role", "jti"], "verify_exp": False},
            )
        except (jwt.InvalidTokenError, ValueError):
            return None
        now_us = self._clock.now_us()
        if not isinstance(claims["exp"], int) or claims["exp"] <= now_us / 1e6:
            return None
        return None if await self.is_revoked(str(claims["jti"])) else claims

    async def revoke(self, token: str) -> None:
        """Revoke a token; does nothing if it is not valid."""
        claims = await self._claims(token)
        if claims is None:
            return
        expires_us = int(claims["exp"]) * 1_000_000
        await self._store.put(REVOKED, str(claims["jti"]), b"", expires_us=expires_us)

    async def is_revoked(self, token_id: str) -> bool:
        """Whether a token was revoked."""
        now_us = self._clock.now_us()
        return await self._store.get(REVOKED, token_id, now_us=now_us) is not None

    async def is_valid(self, principal: Principal) -> bool:
        """Whether the key or token of a principal is still valid."""
        if principal.token_id is not None and await self.is_revoked(principal.token_id):
            return False
        key_id = principal.key_id
        return key_id is None or await self._keyring.of_id(key_id) is not None

    async def rotate(self) -> str:
        """Create a new signing key; returns its id. Older keys verify until their tokens expire."""
        now = moment(self._clock.now_us())
        for key in await self._all():
            if key.retired_at is None:
                await self._write(key.model_copy(update={"retired_at": now}))
            elif (now - key.retired_at).total_seconds() > MAX_TTL_S:
                await self._store.delete(SPACE, key.key_id)
        private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        key = SigningKey(
            key_id=secrets.token_hex(8), created_at=now, private_pem=pem.decode("ascii")
        )
        await self._write(key)
        return key.key_id

    async def jwks(self) -> dict[str, Any]:
        """The public keys that verify tokens, as a JWK set."""
        keys = []
        for key in await self._all():
            public = self._loaded(key).public_key()
            jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
            keys.append({**jwk, "kid": key.key_id, "use": "sig", "alg": ALGORITHM})
        return {"keys": keys}

    async def _current(self) -> SigningKey:
        current = [key for key in await self._all() if key.retired_at is None]
        if not current:
            await self.rotate()
            return await self._current()
        return max(current, key=lambda key: key.created_at)

    async def _all(self) -> list[SigningKey]:
        documents = await self._store.all(SPACE, now_us=self._clock.now_us())
        return [parse(SigningKey, document.body) for document in documents]

    async def _read(self, key_id: str) -> SigningKey | None:
        document = await self._store.get(SPACE, key_id, now_us=self._clock.now_us())
        return None if document is None else parse(SigningKey, document.body)

    async def _write(self, key: SigningKey) -> None:
        await self._store.put(SPACE, key.key_id, key.model_dump_json().encode())

    def _loaded(self, key: SigningKey) -> rsa.RSAPrivateKey:
        private = self._private.get(key.key_id)
        if private is None:
            loaded = serialization.load_pem_private_key(key.private_pem.encode(), password=None)
            assert isinstance(loaded, rsa.RSAPrivateKey)  # noqa: S101 - we wrote it
            private = self._private[key.key_id] = loaded
        return private
