"""Embeddings in OpenAI's form: https://platform.openai.com/docs/api-reference/embeddings."""

from __future__ import annotations

import base64
import struct
from typing import Any, Literal

from pydantic import Field

from hocket.server.facades.forms import Form, misfit, refuse_others


class EmbeddingForm(Form):
    """A request for embeddings."""

    model: str = Field(min_length=1, max_length=200)
    input: str | list[Any]
    encoding_format: Literal["float", "base64"] | None = "float"


def texts_of(form: EmbeddingForm) -> list[str]:
    """The texts to embed.

    Raises:
        Problem: 400, there are none, one is no text, or a parameter is not supported.
    """
    refuse_others(form.model_extra, harmless=("user",), neutral={})
    texts = [form.input] if isinstance(form.input, str) else form.input
    if not texts or not all(isinstance(text, str) for text in texts):
        raise misfit("input", "it is no text or list of texts; hosts here take no token ids")
    return texts


def embeddings(form: EmbeddingForm, vectors: list[list[float]], tokens: int) -> dict[str, Any]:
    """The vectors in the order of the texts, with an estimate of their tokens."""
    data = [
        {"object": "embedding", "index": place, "embedding": _written(form, vector)}
        for place, vector in enumerate(vectors)
    ]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data, "model": form.model, "usage": usage}


def _written(form: EmbeddingForm, vector: list[float]) -> list[float] | str:
    if form.encoding_format != "base64":
        return vector
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
