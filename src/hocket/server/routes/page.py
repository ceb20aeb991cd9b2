"""The web app's built files, and the sign-in link."""

from __future__ import annotations

import asyncio
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
    """Sign in with the link that the server prints at start, and redirect to a page."""
    principal = await principal_of(service, token)
    if principal is None:
        return RedirectResponse("/?signin=failed", 303)
    answer = RedirectResponse(_local(to), 303)
    await set_cookie(request, answer, service, principal)
    return answer


@router.get("/.well-known/jwks.json")
async def get_jwks(request: Request, service: Served) -> Response:
    """The public keys that verify tokens (RFC 7517)."""
    return reply(request, await service.tokens.jwks())


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
async def get_page(path: str) -> Response:
    """A file of the web app; its index page for paths of the app."""
    if path.startswith(("api/", "v1/", "socket.io")):
        raise Problem(
            404, "not_found", f"There is no /{path}; GET /api/v1/openapi.json lists all routes"
        )
    file = await asyncio.to_thread(_file_of, path)
    if file is not None:
        cached = IMMUTABLE if path.startswith("assets/") else "no-cache"
        return FileResponse(file, headers={"Cache-Control": cached})
    index = STATIC / "index.html"
    if not await asyncio.to_thread(index.is_file):
        detail = "This copy of hocket does not contain the web app; run `make ui` to build it"
        raise Problem(404, "no_page", detail)
    if Path(path).suffix:
        raise Problem(404, "not_found", f"There is no /{path}; open / for the web app")
    return FileResponse(index, headers={"Cache-Control": "no-cache"})


def _file_of(path: str) -> Path | None:
    """A file of the web app; None for any other path."""
    try:
        file = (STATIC / path).resolve()
        if not file.is_file():
            return None
    except (OSError, ValueError):
        return None  # not a valid file name
    inside = file.is_relative_to(STATIC.resolve())
    return file if path and inside else None


def _local(to: str) -> str:
    """A path on this server; `/` in place of any other address.

    Examples:
        >>> _local("/runs/run-1?tab=graph"), _local("https://example.org/"), _local("//example.org")
        ('/runs/run-1?tab=graph', '/', '/')
    """
    # A browser reads a backslash as a slash, and two slashes as another host.
    local = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if local else "/"
