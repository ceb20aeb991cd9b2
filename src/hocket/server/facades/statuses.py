"""The status of an error in the APIs of others, where it is not that of hocket's own."""

from __future__ import annotations

from typing import Any

_STATUS = {
    "context_overflow": 400,
    "deadline": 504,
    "host_unusable": 400,
    "invalid_input": 400,
    "plan": 400,
    "refused": 400,
}


def status_of(document: dict[str, Any]) -> int:
    """The status for a problem document; an LLM that a host does not have is a 404.

    Examples:
        >>> status_of({"code": "invalid_input", "status": 422, "context": {}})
        400
    """
    if "llm_missing" in document["context"]:
        return 404
    return _STATUS.get(document["code"], int(document["status"]))
