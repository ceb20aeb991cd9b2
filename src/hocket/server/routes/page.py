"""The page: the web app's files as they were built, and the way in."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from hocket.server.problems import Problem
from hocket.server.replies import reply
from hocket.server.routes.account import principal_of, set_cookie
from hocket.server.routes.parts import Served

router = APIRouter(include_in_schema=False)

STATIC = Path(str(files("hocket.server") / "static"))
IMMUTABLE = "public, max-age=31536000, immutable"


@router.get("/login")
async def log_in(
    request: Request,
    service: Served,
    token: Annotated[str, Query(max_length=4096)] = "",
    to: Annotated[str, Query(max_length=2000)] = "/",
) -> Response:
    """Sign the browser in by the link that the server printed at its start, and go on to a page."""
    principal = await principal_of(service, token)
    if principal is None:
        return RedirectResponse("/?signin=failed", 303)
    answer = RedirectResponse(_local(to), 303)
    await set_cookie(request, answer, service, principal)
    return answer


@router.get("/.well-known/jwks.json")
async def get_jwks(request: Request, service: Served) -> Response:
    """The public keys with which tokens can be checked (RFC 7517)."""
    return reply(request, await service.tokens.jwks())


@router.get("/{path:path}")
async def get_page(path: str) -> Response:
    """A file of the web app; its first page for addresses within it."""
    if path.startswith(("api/", "socket.io")):
        raise Problem(404, "not_found", f"There is no /{path}; GET /api/v1/openapi.json lists all")
    found = _file_of(path)
    if found is not None:
        cached = IMMUTABLE if path.startswith("assets/") else "no-cache"
        return FileResponse(found, headers={"Cache-Control": cached})
    index = STATIC / "index.html"
    if not index.is_file():
        detail = "The web app was not built into this copy of hocket; run `make ui`"
        raise Problem(404, "no_page", detail)
    if Path(path).suffix:
        raise Problem(404, "not_found", f"There is no /{path}")
    return FileResponse(index, headers={"Cache-Control": "no-cache"})


def _file_of(path: str) -> Path | None:
    """A file of the web app; None for anything else, wherever the path leads."""
    try:
        found = (STATIC / path).resolve()
        if not found.is_file():
            return None
    except (OSError, ValueError):
        return None  # no name that a file can have
    inside = found.is_relative_to(STATIC.resolve())
    return found if path and inside else None


def _local(to: str) -> str:
    """An address on this server and nowhere else.

    Examples:
        >>> _local("/runs/run-1?tab=graph"), _local("https://example.org/"), _local("//example.org")
        ('/runs/run-1?tab=graph', '/', '/')
    """
    # A browser reads a backslash as a slash, and two of them as another host.
    local = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if local else "/"
