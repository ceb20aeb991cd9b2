"""Errors in Anthropic's form: https://platform.claude.com/docs/en/api/errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.server.facades.statuses import status_of

if TYPE_CHECKING:
    from hocket.server.problems import Problem

_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    504: "timeout_error",
    529: "overloaded_error",
}
_UNAVAILABLE, _OVERLOADED = 503, 529
_SERVER_FAULT = 500


def error_body(document: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The status and the body for a problem document."""
    status = status_of(document)
    if status == _UNAVAILABLE:
        status = _OVERLOADED  # the status by which this API says: try again later
    kind = _TYPES.get(status, "api_error" if status >= _SERVER_FAULT else "invalid_request_error")
    error = {"type": kind, "message": document["detail"]}
    return status, {"type": "error", "error": error, "request_id": None}


def problem_body(problem: Problem) -> dict[str, Any]:
    """The event for a problem within a stream, whose status was sent before."""
    return error_body(problem.document("").model_dump(mode="json"))[1]
