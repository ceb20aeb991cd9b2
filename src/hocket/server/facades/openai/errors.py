"""Errors in OpenAI's form: https://platform.openai.com/docs/guides/error-codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.server.facades.statuses import status_of

if TYPE_CHECKING:
    from hocket.server.problems import Problem

_CODES = {
    "context_overflow": "context_length_exceeded",
    "rate_limited": "rate_limit_exceeded",
    "unauthenticated": "invalid_api_key",
}
_SERVER_FAULT = 500


def error_body(document: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The status and the body for a problem document."""
    code, context = document["code"], document["context"]
    status = status_of(document)
    is_about_llm = code == "not_found" and "model" in context
    error = {
        "message": document["detail"],
        "type": _type_of(status),
        "param": "model" if is_about_llm else context.get("param"),
        "code": "model_not_found" if is_about_llm else _CODES.get(code, code),
    }
    return status, {"error": error}


def problem_body(problem: Problem) -> dict[str, Any]:
    """The body for a problem within a stream, whose status was sent before."""
    return error_body(problem.document("").model_dump(mode="json"))[1]


def _type_of(status: int) -> str:
    if status >= _SERVER_FAULT:
        return "server_error"
    kinds = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
    return kinds.get(status, "invalid_request_error")
