"""Routes on who one is: sign in and out, tokens, keys, roles, the audit log."""

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
from hocket.server.routes.parts import ID, Cursor, Limit, Served
from hocket.server.service import Service
from hocket.server.tokens import MAX_TTL_S

router = APIRouter(tags=["access"])

Self_ = Annotated[Caller, Depends(Need("self.read"))]
KeyManager = Annotated[Caller, Depends(Need("key.manage"))]
Auditor = Annotated[Caller, Depends(Need("audit.read"))]
OWNER = Principal("owner", "admin")
"""Whoever can read the launch token can read the journal: the machine's owner."""


class Credential(Noun, defer_build=False):
    """A key, a token, or the token of the link that the server printed at its start."""

    credential: str = Field(min_length=1, max_length=4096)


class Me(Noun):
    """Who one is here."""

    subject: str
    role: Role
    agent: str | None


class TokenRequest(Noun, defer_build=False):
    """For how long a token is to be good."""

    ttl_s: int = Field(default=3600, ge=1, le=MAX_TTL_S)


class Token(Noun):
    """A token (RFC 6750); send it as `Authorization: Bearer`."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - the kind of token, by its standard
    expires_in: int


class KeyRequest(Noun, defer_build=False):
    """What key to make."""

    name: str = Field(min_length=1, max_length=80)
    role: Role
    agent: str | None = Field(default=None, max_length=64)
    expires_in_days: float | None = Field(default=None, gt=0, le=3650)


class MadeKey(Key):
    """A key with its secret, which is not shown again."""

    secret: str


class Rotated(Noun):
    """The new signing key."""

    key_id: str


class RoleView(Noun):
    """A role and what it may do; behind a colon what that is bounded to."""

    role: Role
    allows: tuple[str, ...]


class RoleTable(Noun):
    """All roles, and what each permission means."""

    items: tuple[RoleView, ...]
    permissions: dict[str, str]


@router.post("/session", responses=documented(), response_model=Me)
async def sign_in(request: Request, service: Served, credential: Credential) -> Response:
    """Sign a browser in: sets a cookie that scripts cannot read."""
    principal = await principal_of(service, credential.credential.strip())
    if principal is None:
        raise Problem(
            401, "unauthenticated", "This is no key or link of this server, or not any more"
        )
    answer = reply(request, _me(principal))
    await set_cookie(request, answer, service, principal)
    return answer


@router.delete("/session", status_code=204, responses=documented(), response_class=Response)
async def sign_out(request: Request, service: Served, caller: Self_) -> Response:
    """Sign the browser out; its cookie is good for nothing any more, wherever it is."""
    await service.tokens.revoke(request.cookies.get(COOKIE, ""))
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.get("/me", responses=documented(), response_model=Me)
async def get_me(request: Request, caller: Self_) -> Response:
    """Who one is here."""
    return reply(request, _me(caller.principal))


@router.post("/tokens", status_code=201, responses=documented(), response_model=Token)
async def issue_token(
    request: Request, service: Served, caller: Self_, wanted: TokenRequest
) -> Response:
    """A token that speaks for the caller, signed with RS256."""
    text = await service.tokens.issue(caller.principal, wanted.ttl_s)
    return reply(request, Token(access_token=text, expires_in=wanted.ttl_s), status=201)


@router.get("/keys", responses=documented(), response_model=Items[Key])
async def list_keys(request: Request, service: Served, caller: KeyManager) -> Response:
    """All keys without their secrets, the newest first."""
    return reply(request, Items[Key](items=await service.keyring.all()))


@router.post("/keys", status_code=201, responses=documented(), response_model=MadeKey)
async def create_key(
    request: Request, service: Served, caller: KeyManager, wanted: KeyRequest
) -> Response:
    """Make a key; its secret is in this answer and nowhere else."""
    key, secret = await service.keyring.create(
        wanted.name, wanted.role, agent=wanted.agent, days=wanted.expires_in_days
    )
    return reply(
        request,
        MadeKey(**dict(key), secret=secret),
        status=201,
        headers={"Cache-Control": "no-store"},
    )


@router.delete("/keys/{key_id}", status_code=204, responses=documented(), response_class=Response)
async def revoke_key(
    service: Served, caller: KeyManager, key_id: Annotated[str, Path(pattern=ID)]
) -> Response:
    """Refuse a key, and all tokens had with it, from now on."""
    if await service.keyring.revoke(key_id) is None:
        raise not_found("key", key_id, "keys")
    return Response(status_code=204)


@router.post("/signing-keys", status_code=201, responses=documented(), response_model=Rotated)
async def rotate_signing_key(request: Request, service: Served, caller: KeyManager) -> Response:
    """Sign tokens with a new key from now on; older ones stay good until they expire."""
    return reply(request, Rotated(key_id=await service.tokens.rotate()), status=201)


@router.get("/roles", responses=documented(), response_model=RoleTable)
async def list_roles(request: Request, caller: Self_) -> Response:
    """Who may do what."""
    rows = tuple(
        RoleView(role=role, allows=tuple(p if s == "all" else f"{p}:{s}" for p, s in table.items()))
        for role, table in ROLES.items()
    )
    return reply(request, RoleTable(items=rows, permissions=PERMISSIONS))


@router.get("/audit", responses=documented(), response_model=Page[AuditEntry])
async def list_audit(
    request: Request, service: Served, caller: Auditor, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Who did what, the newest first."""
    before = None if cursor is None else number_of(cursor)
    entries = await service.audit.entries(before, limit)
    following = str(entries[-1].seq) if len(entries) == limit and entries[-1].seq > 1 else None
    return reply(request, Page[AuditEntry](items=entries, next=following))


@router.get("/audit/verification", responses=documented(), response_model=Verification)
async def verify_audit(request: Request, service: Served, caller: Auditor) -> Response:
    """Whether the log is as it was written."""
    return reply(request, await verify(service.journal))


async def principal_of(service: Service, text: str) -> Principal | None:
    """Whom a key, a token or the launch token speaks for."""
    if service.launch and same_secret(text, service.launch):
        return OWNER
    if text.count(".") == 2:  # noqa: PLR2004 - header, claims, signature
        return await service.tokens.principal(text)
    return await service.keyring.principal(text)


async def set_cookie(
    request: Request, answer: Response, service: Service, principal: Principal
) -> None:
    """Sign the browser in whose request is answered."""
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
