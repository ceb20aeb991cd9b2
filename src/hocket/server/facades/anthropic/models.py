"""Models in Anthropic's form. Source: https://platform.claude.com/docs/en/api/models/list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.app.directory import Listed

UNKNOWN_TIME = "1970-01-01T00:00:00Z"


def model_list(listed: Sequence[Listed]) -> dict[str, Any]:
    """All models on one page."""
    data = [model_entry(entry) for entry in listed]
    ids = [entry["id"] for entry in data] or [None]
    return {"data": data, "has_more": False, "first_id": ids[0], "last_id": ids[-1]}


def model_entry(listed: Listed) -> dict[str, Any]:
    """A model; its window if it is known."""
    window = listed.info.context_tokens
    entry = {
        "type": "model",
        "id": listed.name,
        "display_name": listed.name,
        "created_at": UNKNOWN_TIME,
        "lifecycle": "active",  # one that is listed can be used
    }
    return entry | ({"max_input_tokens": window, "max_tokens": window} if window else {})
