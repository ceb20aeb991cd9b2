"""Errors of the API: problem documents (RFC 9457)."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hocket.core.noun import Noun, value_of
from hocket.errors import NoAgentError, NotFoundError, OrchestrationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

    from hocket.errors import RemedyName

LOG = logging.getLogger("hocket.server")
MEDIA_TYPE = "application/problem+json"
CSP = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

STATUS_OF = {
    "invalid_input": 422,
    "plan": 422,
    "plan_cycle": 422,
    "settled": 409,
    "over": 409,
    "effects_repeat": 409,
    "journal_conflict": 409,
    "at_work": 409,
    "refused": 422,
    "host_unusable": 422,
    "budget": 409,
    "context_overflow": 422,
    "unavailable": 503,
    "circuit_open": 503,
    "host_away": 503,
    "missing_extra": 503,
    "structure": 502,
    "truncated": 502,
    "empty_answer": 502,
    "deadline": 503,
    "journal_full": 507,
    "egress_denied": 403,
}
"""HTTP status by error code; any other code is a 500."""


REMEDIES: dict[RemedyName, str] = {
    "fetch_llm": "POST /api/v1/models/pull downloads it",
    "list_questions": "GET /api/v1/approvals lists open approvals",
    "list_runs": "GET /api/v1/runs lists them",
    "raise_limit": "the goal's `limits.{limit}` sets it",
    "upload_file": "POST /api/v1/files uploads it",
}
"""Remedies as routes; the others are for the administrator of the server."""


class ProblemDocument(Noun):
    """A problem document. ``context`` holds the ids and values that ``detail`` mentions."""

    type: str = Field(examples=["urn:hocket:problem:not_found"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no run 'run-x'; GET /api/v1/runs lists them"])
    instance: str = Field(examples=["/api/v1/runs/run-x"])
    code: str = Field(examples=["not_found"])
    context: dict[str, Any] = Field(default_factory=dict)


class Problem(Exception):  # noqa: N818 - the term of the standard
    """A request that fails.

    Args:
        status: HTTP status of the response.
        code: Stable code for programs.
        detail: One sentence for a person: what happened and what to do.
        headers: Headers of the response.
        **context: Ids and values, JSON-ready.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        /,
        *,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.context = context

    def document(self, path: str) -> ProblemDocument:
        """The problem document; ``path`` is the path of the request."""
        return ProblemDocument(
            type=f"urn:hocket:problem:{self.code}",
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            detail=self.detail,
            instance=path,
            code=self.code,
            context=self.context,
        )

    def response(self, path: str) -> Response:
        """The response with the problem document; ``path`` is the path of the request."""
        return Response(
            self.document(path).model_dump_json(fallback=str),
            self.status,
            {**HEADERS, **self.headers, "Cache-Control": "no-store"},
            MEDIA_TYPE,
        )


def not_found(what: str, value: str, listing: str) -> Problem:
    """A 404; ``listing`` is the route that lists what exists."""
    detail = f"There is no {what} {value!r}; GET /api/v1/{listing} lists them"
    return Problem(404, "not_found", detail, value=value)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Problem responses of a route: these statuses and those of every route, for OpenAPI."""
    every = sorted({400, 401, 403, 404, 405, 413, 422, 429, 503, *statuses})
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content} for status in every
    }


def problem_of(error: Exception) -> Problem:
    """The problem for an error; an unexpected error shows only its number in the log."""
    if isinstance(error, HTTPException) and isinstance(error.__cause__, Problem):
        error = error.__cause__  # FastAPI wraps what is raised while it reads a body
    match error:
        case Problem():
            return error
        case NotFoundError() | NoAgentError():
            return Problem(404, NotFoundError.code, error.worded(REMEDIES), **error.context)
        case OrchestrationError():
            status = STATUS_OF.get(error.code)
            if status is not None:
                return Problem(status, error.code, error.worded(REMEDIES), **error.context)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            return _refused(error)
    number = secrets.token_hex(4)
    LOG.error("fault %s", number, exc_info=error)
    detail = f"Internal error {number}; the server's log has the details under this number"
    return Problem(500, "fault", detail, fault=number)


def _refused(error: HTTPException) -> Problem:
    """The problem for what the framework refuses."""
    if error.status_code == HTTPStatus.BAD_REQUEST and isinstance(error.__cause__, ValueError):
        # Such as another encoding, or a number with thousands of digits.
        reason = str(error.__cause__).partition(";")[0]
        detail = f"The body is not JSON in UTF-8: {reason}; correct it"
        return Problem(400, "invalid_json", detail)
    phrase = str(error.detail) or HTTPStatus(error.status_code).phrase
    headers = dict(error.headers or {})
    return Problem(error.status_code, _code(error.status_code), phrase, headers=headers)


def _code(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_")


def _invalid(error: RequestValidationError) -> Problem:
    faults = [_fault(f) for f in error.errors()]
    first = faults[0]
    if error.errors()[0]["type"] == "json_invalid":
        return Problem(400, "invalid_json", f"The body is not JSON: {first['fault']}")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    detail = f"{first['path']}: {first['value']} — {first['fault']}; correct it{more}"
    return Problem(422, "invalid_input", detail, faults=faults)


def _fault(fault: Any) -> dict[str, str]:
    return {
        "path": ".".join(str(part) for part in fault["loc"]),
        "value": value_of(fault),
        "fault": str(fault.get("ctx", {}).get("error", "")) or fault["msg"],
    }


def install(app: FastAPI) -> None:
    """Answer every error with a problem document."""

    def handle(request: Request, error: Exception) -> Response:
        return problem_of(error).response(request.url.path)

    for kind in (Problem, OrchestrationError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, handle)
