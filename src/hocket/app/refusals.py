"""What your hosts refuse in requests, as they showed it: to be seen, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.app.hosts import memories_of
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from hocket.config import Settings


async def refused_parts(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The parts of requests that are left out, by ``host:llm``, in the order of their names."""
    parts: dict[str, set[str]] = {}
    for host, memory in memories_of(settings).items():
        for (llm, _), left_out in (await memory.recall()).items():
            parts.setdefault(f"{host}:{llm}", set()).update(left_out)
    return {llm: tuple(sorted(left_out)) for llm, left_out in sorted(parts.items()) if left_out}


async def forget_refused(settings: Settings, name: str) -> tuple[str, ...]:
    """Forget what an LLM refused, so that its next request has all parts again.

    Args:
        settings: Your settings.
        name: The LLM as ``host:llm``.

    Returns:
        The parts that were left out.

    Raises:
        InvalidInputError: Nothing is remembered of it; the message lists what is.
    """
    known = await refused_parts(settings)
    if name not in known:
        others = f"it is of: {', '.join(known)}" if known else "nor is it of any other"
        message = f"Nothing that {name!r} refuses is remembered; {others}"
        raise InvalidInputError(message, llm=name, known=list(known))
    host, _, llm = name.partition(":")
    memory = memories_of(settings)[host]
    learned = await memory.recall()
    await memory.keep({key: parts for key, parts in learned.items() if key[0] != llm})
    return known[name]
