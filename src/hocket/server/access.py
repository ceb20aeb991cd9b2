"""Who may do what: the one table of roles and permissions, and how a route asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from starlette.requests import HTTPConnection  # noqa: TC002 - FastAPI reads the annotation

from hocket.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

Role = Literal["admin", "orchestrator", "specialist_agent", "observer"]
Scope = Literal["all", "own", "public"]
"""``own``: only the tasks of the caller's agent. ``public``: only results that are public."""

PERMISSIONS: dict[str, str] = {
    "self.read": "see who one is, sign out, get a token for oneself",
    "schema.read": "read the published schemas",
    "run.submit": "hand in goals and files for them",
    "run.list": "list and search runs",
    "run.read": "read everything of a run, prompts and answers included",
    "run.steer": "cancel, resume and fork runs, retry tasks, settle effects",
    "result.read": "read what a run came to",
    "task.read": "list tasks and read their attempts",
    "artifact.read": "read files",
    "journal.read": "read and stream events of all runs",
    "approval.read": "see what waits for a person",
    "approval.answer": "answer it",
    "agent.read": "see the agents",
    "agent.edit": "make, change, switch and remove agents",
    "model.read": "see the models",
    "model.manage": "load, unload and fetch models",
    "conversation.use": "talk to agents",
    "settings.read": "see the settings",
    "settings.edit": "change the settings",
    "key.manage": "make and revoke keys, rotate signing keys",
    "audit.read": "read and verify the audit log",
}

ROLES: dict[Role, Mapping[str, Scope]] = {
    "admin": dict.fromkeys(PERMISSIONS, "all"),
    "orchestrator": {
        "self.read": "all",
        "schema.read": "all",
        "run.submit": "all",
        "run.list": "all",
        "run.read": "all",
        "run.steer": "all",
        "result.read": "all",
        "task.read": "all",
        "artifact.read": "all",
        "journal.read": "all",
        "approval.read": "all",
        "approval.answer": "all",
        "agent.read": "all",
        "model.read": "all",
        "conversation.use": "all",
        "settings.read": "all",
    },
    "specialist_agent": {
        "self.read": "all",
        "schema.read": "all",
        "task.read": "own",
        "artifact.read": "own",
    },
    "observer": {
        "self.read": "all",
        "schema.read": "all",
        "run.list": "public",
        "result.read": "public",
        "artifact.read": "public",
    },
}


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls.

    Attributes:
        subject: Name in the audit log.
        role: Role, which sets the permissions.
        agent: Of a specialist agent: whose tasks are its own.
        key_id: The key that was used, if any.
        token_id: The token that was used, if any.
    """

    subject: str
    role: Role
    agent: str | None = None
    key_id: str | None = None
    token_id: str | None = None

    @property
    def identity(self) -> str:
        """Tells principals apart, also those whose keys have the same name."""
        return f"{self.role}/{self.key_id or self.subject}"


@dataclass(frozen=True, slots=True)
class Caller:
    """A principal that was let through, and over what."""

    principal: Principal
    scope: Scope

    @property
    def subject(self) -> str:
        return self.principal.subject

    @property
    def identity(self) -> str:
        return self.principal.identity


class Need:
    """A route's dependency: lets through who has a permission.

    Args:
        permission: One of ``PERMISSIONS``.
    """

    def __init__(self, permission: str) -> None:
        assert permission in PERMISSIONS, permission  # noqa: S101 - a slip in our own routes
        self.permission = permission

    def __call__(self, connection: HTTPConnection) -> Caller:
        """The caller.

        Raises:
            Problem: 401 without a valid credential, 403 without the permission.
        """
        return admitted(connection.scope.get("hocket.principal"), self.permission)


def admitted(principal: Principal | None, permission: str) -> Caller:
    """A principal with its permissions.

    Raises:
        Problem: 401 for nobody, 403 for somebody who may not.
    """
    if principal is None:
        raise Problem(
            401,
            "unauthenticated",
            "Sign in, or send an API key or token: `Authorization: Bearer …`; "
            "whoever runs this server can make a key",
            headers={"WWW-Authenticate": 'Bearer realm="hocket"'},
        )
    scope = ROLES[principal.role].get(permission)
    if scope is None:
        detail = f"The role {principal.role} may not {PERMISSIONS[permission]}"
        raise Problem(403, "forbidden", detail, role=principal.role, permission=permission)
    return Caller(principal, scope)
