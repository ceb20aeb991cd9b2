"""Whether a host refused a prompt because it does not fit the window, and the window it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.adapters.http.parts import limit_in
from hocket.adapters.http.reading import count, table, word

if TYPE_CHECKING:
    from hocket.adapters.http.refusal import HttpRefusal

_CONTEXT_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error"})
_WINDOW = re.compile(
    r"(?:context (?:length|window|size)|max_model_len)(?:[ (:=]|is|of|limit|`){1,12}(\d[\d,]{2,})"
    r"|`?inputs`? tokens \+ `?max_new_tokens`? must be <= (\d{3,})"
    r"|tokens > (\d{3,}) maximum|context limit: \d+ \+ \d+ > (\d{3,})"
)


def is_about_context(refusal: HttpRefusal) -> bool:
    """Whether a refusal says that the prompt does not fit the window."""
    error = table(table(refusal.body).get("error"))
    if not _CONTEXT_CODES.isdisjoint((word(error.get("code")), word(error.get("type")))):
        return True
    text = refusal.text.lower()
    if limit_in(text):
        return False  # of the answer
    return refusal.status in (400, 413, 422) and (
        refusal.status == 413  # noqa: PLR2004 - too large
        or bool(_WINDOW.search(text))
        or ("context" in text and any(w in text for w in ("exceed", "maximum", "too long")))
        or ("prompt" in text and "too long" in text)
    )


def window_in(refusal: HttpRefusal) -> int:
    """The window that a refusal names; 0 if it names none.

    Examples:
        >>> from hocket.adapters.http.refusal import HttpRefusal
        >>> window_in(HttpRefusal(400, "This model's maximum context length is 4096 tokens."))
        4096
        >>> window_in(HttpRefusal(400, "prompt is too long: 212345 tokens > 200000 maximum"))
        200000
    """
    error = table(table(refusal.body).get("error"))
    match = _WINDOW.search(refusal.text.lower())
    return count(error.get("n_ctx")) or (
        count(next(filter(None, match.groups())).replace(",", "")) if match else 0
    )
