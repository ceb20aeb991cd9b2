"""Errors in Ollama's form: a status and one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.server.facades.statuses import status_of

if TYPE_CHECKING:
    from hocket.server.problems import Problem


def error_body(document: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The status and the body for a problem document."""
    return status_of(document), {"error": document["detail"]}


def problem_body(problem: Problem) -> dict[str, Any]:
    """The line for a problem within a stream, whose status was sent before."""
    return {"error": problem.detail}
