"""A host whose settings are wrong: whatever uses it learns that, and nothing else fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.errors import ConfigError
    from hocket.ports.llm import LlmRequest, OnProgress, OnText


class MisconfiguredLlm:
    """Implements ``hocket.ports.llm.Llm``: every call raises the fault of the settings.

    Args:
        fault: Names the setting and what would fit.
    """

    def __init__(self, fault: ConfigError) -> None:
        self._fault = fault

    def _refuse(self) -> NoReturn:
        raise type(self._fault)(self._fault.message, **self._fault.context)

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def embed(self, llm: str, texts: Sequence[str]) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def models(self) -> NoReturn:
        self._refuse()

    async def load(self, llm: str, on_progress: OnProgress | None = None) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def unload(self, llm: str) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def context_tokens(self, llm: str) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def count_tokens(self, request: LlmRequest) -> NoReturn:  # noqa: ARG002
        self._refuse()

    async def close(self) -> None:
        """Do nothing: nothing was opened."""
