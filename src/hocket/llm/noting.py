"""A wrapper that journals what it does about an answer, for one attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.core.event import Event
    from hocket.ports.llm import Llm


class NotingLlm(WrapperLlm):
    """The base of the layers of an attempt.

    Args:
        inner: The LLM.
        attempt_id: The attempt for which the events are journaled.
        note: Journals an event.
    """

    def __init__(
        self, inner: Llm, attempt_id: str, note: Callable[[Event], Awaitable[None]]
    ) -> None:
        super().__init__(inner)
        self._attempt_id = attempt_id
        self._note = note
