"""What a chat demands of its host that not every host can do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.sampling import CHOOSING, Sampling
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.ports.llm import LlmRequest


def refuse_unseen(llm: str, taken: Collection[str], field: str) -> None:
    """Refuse an image that the LLM would not be shown.

    Args:
        llm: Name of the LLM.
        taken: What its host takes, see ``taken_by``.
        field: What the program calls the image.

    Raises:
        InvalidInputError: Its host shows it none.
    """
    if "images" not in taken:
        message = (
            f"{field}: {llm} is shown no images by its host; send text, or use a "
            "model that sees, such as one of Ollama with vision"
        )
        raise InvalidInputError(message, param=field)


def met(request: LlmRequest, taken: Collection[str], fields: Mapping[str, str]) -> LlmRequest:
    """The request without what changes no answer, where its host does not take it.

    Args:
        request: The whole request.
        taken: What its host takes, see ``taken_by``.
        fields: What the program calls the parts, where that differs.

    Raises:
        InvalidInputError: Its host does not take a part that would change the answer.
    """
    if request.images:
        refuse_unseen(request.llm, taken, fields.get("images", "images"))
    sampling = request.sampling
    for name in sampling.effective:
        is_idle = request.temperature == 0 and name in CHOOSING
        if name not in taken and not is_idle:
            field = fields.get(name, name)
            message = (
                f"{field}: the host of {request.llm} does not take it; leave it out, or use a "
                "model of a host that does, such as an embedded one or one of Ollama"
            )
            raise InvalidInputError(message, param=field)
    kept = {name: value for name, value in sampling.given.items() if name in taken}
    return replace(request, sampling=Sampling(**kept))
