"""Routes on access: sign in and out, tokens, API keys, roles, the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import Field
from starlette.responses import Response

from hocket.core.noun import Noun
from hocket.server.access import PERMISSIONS, ROLES, Caller, Need, Principal, Role
from hocket.server.audit import AuditEntry, Verification, verify
from hocket.server.guard import COOKIE, same_secret
from hocket.server.keyring import Key
from hocket.server.problems import Problem, documented, not_found
from hocket.server.replies import Items, Page, number_of, reply
from hocket.server.routes.parts import ID, Cursor, Limit, Route, Served
from hocket.server.service import Service
from hocket.server.tokens import MAX_TTL_S

router = APIRouter(tags=["access"], route_class=Route)

Self_ = Annotated[Caller, Depends(Need("self.read"))]
KeyManager = Annotated[Caller, Depends(Need("key.manage"))]
Auditor = Annotated[Caller, Depends(Need("audit.read"))]
OWNER = Principal("owner", "admin")
"""Holder of the launch token. It can also read the journal file, so it gets all permissions."""


class Credential(Noun, defer_build=False):
    """An API key, a token, or the launch token from the link that the server prints at start."""

    credential: str = Field(min_length=1, max_length=4096)


class Me(Noun):
    """Your identity and role."""

    subject: str
    role: Role
    agent: str | None


class TokenRequest(Noun, defer_build=False):
    """The lifetime of a new token."""

    ttl_s: int = Field(default=3600, ge=1, le=MAX_TTL_S)


class Token(Noun):
    """A token (RFC 6750); send it as `Authorization: Bearer`."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - the token type of RFC 6750
    expires_in: int


class KeyRequest(Noun, defer_build=False):
    """The properties of a new API key."""

    name: str = Field(min_length=1, max_length=80)
    role: Role
    agent: str | None = Field(default=None, max_length=64)
    expires_in_days: float | None = Field(default=None, gt=0, le=3650)


class CreatedKey(Key):
    """A new API key with its secret, which is not shown again."""

    secret: str


class NewSigningKey(Noun):
    """The new signing key."""

    key_id: str


class RoleView(Noun):
    """A role and its permissions; a limited permission ends with a colon and its scope."""

    role: Role
    allows: tuple[str, ...]


class RoleTable(Noun):
    """All roles, and a description of each permission."""

    items: tuple[RoleView, ...]
    permissions: dict[str, str]


@router.post("/session", responses=documented(), response_model=Me)
async def sign_in(request: Request, service: Served, credential: Credential) -> Response:
    """Sign in from a browser: sets a session cookie that scripts cannot read."""
    principal = await principal_of(service, credential.credential.strip())
    if principal is None:
        detail = "This key, token or link is not valid on this server; check it or use another one"
        raise Problem(401, "unauthenticated", detail)
    answer = reply(request, _me(principal))
    await set_cookie(request, answer, service, principal)
    return answer


@router.delete("/session", status_code=204, responses=documented(), response_class=Response)
async def sign_out(request: Request, service: Served, caller: Self_) -> Response:
    """Sign out: deletes the session cookie and revokes its token."""
    await service.tokens.revoke(request.cookies.get(COOKIE, ""))
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.get("/me", responses=documented(), response_model=Me)
async def get_me(request: Request, caller: Self_) -> Response:
    """View your identity and role."""
    return reply(request, _me(caller.principal))


@router.post("/tokens", status_code=201, responses=documented(), response_model=Token)
async def issue_token(
    request: Request, service: Served, caller: Self_, body: TokenRequest
) -> Response:
    """Issue a token for yourself, signed with RS256."""
    text = await service.tokens.issue(caller.principal, body.ttl_s)
    return reply(request, Token(access_token=text, expires_in=body.ttl_s), status=201)


@router.get("/keys", responses=documented(), response_model=Items[Key])
async def list_keys(request: Request, service: Served, caller: KeyManager) -> Response:
    """List API keys without their secrets, newest first."""
    return reply(request, Items[Key](items=await service.keyring.all()))


@router.post("/keys", status_code=201, responses=documented(), response_model=CreatedKey)
async def create_key(
    request: Request, service: Served, caller: KeyManager, body: KeyRequest
) -> Response:
    """Create an API key; only this response contains its secret."""
    key, secret = await service.keyring.create(
        body.name, body.role, agent=body.agent, days=body.expires_in_days
    )
    return reply(
        request,
        CreatedKey(**dict(key), secret=secret),
        status=201,
        headers={"Cache-Control": "no-store"},
    )


@router.delete("/keys/{key_id}", status_code=204, responses=documented(), response_class=Response)
async def revoke_key(
    service: Served, caller: KeyManager, key_id: Annotated[str, Path(pattern=ID)]
) -> Response:
    """Revoke an API key and all tokens issued with it."""
    if await service.keyring.revoke(key_id) is None:
        raise not_found("key", key_id, "keys")
    return Response(status_code=204)


@router.post("/signing-keys", status_code=201, responses=documented(), response_model=NewSigningKey)
async def rotate_signing_key(request: Request, service: Served, caller: KeyManager) -> Response:
    """Create a new signing key for tokens; existing tokens stay valid until they expire."""
    return reply(request, NewSigningKey(key_id=await service.tokens.rotate()), status=201)


@router.get("/roles", responses=documented(), response_model=RoleTable)
async def list_roles(request: Request, caller: Self_) -> Response:
    """List roles and their permissions."""
    rows = tuple(
        RoleView(role=role, allows=tuple(p if s == "all" else f"{p}:{s}" for p, s in table.items()))
        for role, table in ROLES.items()
    )
    return reply(request, RoleTable(items=rows, permissions=PERMISSIONS))


@router.get("/audit", responses=documented(), response_model=Page[AuditEntry])
async def list_audit(
    request: Request, service: Served, caller: Auditor, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """List audit entries, newest first."""
    before = None if cursor is None else number_of(cursor)
    entries = await service.audit.entries(before, limit)
    following = str(entries[-1].seq) if len(entries) == limit and entries[-1].seq > 1 else None
    return reply(request, Page[AuditEntry](items=entries, next=following))


@router.get("/audit/verification", responses=documented(), response_model=Verification)
async def verify_audit(request: Request, service: Served, caller: Auditor) -> Response:
    """Check that the audit log was not altered."""
    return reply(request, await verify(service.journal))


async def principal_of(service: Service, text: str) -> Principal | None:
    """The holder of an API key, a token or the launch token; None if it is not valid."""
    if service.launch and same_secret(text, service.launch):
        return OWNER
    if text.count(".") == 2:  # noqa: PLR2004 - header, claims, signature
        return await service.tokens.principal(text)
    return await service.keyring.principal(text)


async def set_cookie(
    request: Request, answer: Response, service: Service, principal: Principal
) -> None:
    """Add a session cookie for a principal to a response."""
    token = await service.tokens.issue(principal, MAX_TTL_S)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=MAX_TTL_S,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _me(principal: Principal) -> Me:
    return Me(subject=principal.subject, role=principal.role, agent=principal.agent)
