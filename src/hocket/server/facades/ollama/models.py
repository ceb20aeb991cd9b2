"""Models in Ollama's form.

Hosts know less of their LLMs than Ollama does of its own: what nobody knows is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical, digest

if TYPE_CHECKING:
    from hocket.app.directory import Listed

UNKNOWN_TIME = "1970-01-01T00:00:00Z"
NO_END = "9999-12-31T23:59:59Z"
"""When a model leaves the memory is the affair of its host."""


def entry_of(listed: Listed) -> dict[str, Any]:
    """A model as in ``/api/tags``; without a digest of its host, one of its name and size."""
    info = listed.info
    return {
        "name": listed.name,
        "model": listed.name,
        "modified_at": UNKNOWN_TIME,
        "size": info.size_bytes,
        "digest": info.digest or digest(canonical([listed.name, info.size_bytes])),
        "details": _details(listed),
    }


def running_entry(listed: Listed) -> dict[str, Any]:
    """A model in memory as in ``/api/ps``."""
    entry = entry_of(listed)
    del entry["modified_at"]
    return {
        **entry,
        "size": listed.info.memory_bytes or listed.info.size_bytes,
        "expires_at": NO_END,
        "size_vram": 0,
        "context_length": listed.info.context_tokens,
    }


def shown(listed: Listed) -> dict[str, Any]:
    """A model as in ``/api/show``."""
    info = listed.info
    about: dict[str, Any] = {"general.architecture": info.adapter}
    if info.context_tokens:
        about[f"{info.adapter}.context_length"] = info.context_tokens
    sees = ["vision"] if info.can_see else []
    can = (["completion"] if info.can_chat else []) + (["embedding"] if info.can_embed else [])
    return {
        "license": "",
        "modelfile": "",
        "parameters": "",
        "template": "",
        "modified_at": UNKNOWN_TIME,
        "details": _details(listed),
        "model_info": about,
        "capabilities": can + sees + (["tools"] if info.can_chat else []),
    }


def _details(listed: Listed) -> dict[str, Any]:
    known = listed.info.details
    family = known.get("family", listed.info.adapter)
    return {
        "parent_model": "",
        "format": known.get("format", ""),
        "family": family,
        "families": [family],
        "parameter_size": known.get("parameter_size", ""),
        "quantization_level": known.get("quantization_level", ""),
    }
