"""Access control: the table of roles and permissions, and the dependency that checks them."""

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
    "self.read": "view your identity, sign out, get a token for yourself",
    "schema.read": "read the published schemas",
    "run.submit": "submit goals and upload files for them",
    "run.list": "list and search runs",
    "run.read": "read all details of runs, including prompts and answers",
    "run.steer": "cancel, resume and fork runs, retry tasks, settle effects",
    "result.read": "read the results of runs",
    "task.read": "list tasks and read their attempts",
    "artifact.read": "read files",
    "journal.read": "read and stream events of all runs",
    "approval.read": "view approvals",
    "approval.answer": "answer approvals",
    "agent.read": "view agents",
    "agent.edit": "create, change, enable, disable and delete agents",
    "model.read": "view models",
    "model.use": "have models answer outside runs, through the APIs of chat programs",
    "model.manage": "load, unload and download models",
    "model.test": "test what models can do, and stop a test",
    "conversation.use": "talk to agents",
    "settings.read": "view settings",
    "settings.edit": "change settings",
    "key.manage": "create, list and revoke API keys, rotate signing keys",
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
        "model.use": "all",
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
    """An authenticated caller.

    Attributes:
        subject: Name in the audit log.
        role: Role, which determines the permissions.
        agent: Agent whose tasks a specialist agent may read; None for other roles.
        key_id: API key that authenticated the caller, if any.
        token_id: Token that authenticated the caller, if any.
    """

    subject: str
    role: Role
    agent: str | None = None
    key_id: str | None = None
    token_id: str | None = None

    @property
    def identity(self) -> str:
        """Unique name of the principal, even if several keys have the same name."""
        return f"{self.role}/{self.key_id or self.subject}"


@dataclass(frozen=True, slots=True)
class Caller:
    """A principal with a permission, and the scope of that permission."""

    principal: Principal
    scope: Scope

    @property
    def subject(self) -> str:
        return self.principal.subject

    @property
    def identity(self) -> str:
        return self.principal.identity


class Need:
    """Route dependency that requires a permission.

    Args:
        permission: One of ``PERMISSIONS``.
    """

    def __init__(self, permission: str) -> None:
        assert permission in PERMISSIONS, permission  # noqa: S101 - an error in our own routes
        self.permission = permission

    def __call__(self, connection: HTTPConnection) -> Caller:
        """The caller.

        Raises:
            Problem: 401 without a valid credential, 403 without the permission.
        """
        return admitted(connection.scope.get("hocket.principal"), self.permission)


def admitted(principal: Principal | None, permission: str) -> Caller:
    """The principal with the scope of a permission.

    Raises:
        Problem: 401 without a principal, 403 without the permission.
    """
    if principal is None:
        raise Problem(
            401,
            "unauthenticated",
            "Sign in, or send an API key or token as `Authorization: Bearer …`; "
            "an administrator of this server can create a key",
            headers={"WWW-Authenticate": 'Bearer realm="hocket"'},
        )
    scope = ROLES[principal.role].get(permission)
    if scope is None:
        detail = (
            f"The role {principal.role} cannot {PERMISSIONS[permission]}; use a key of another role"
        )
        raise Problem(403, "forbidden", detail, role=principal.role, permission=permission)
    return Caller(principal, scope)
