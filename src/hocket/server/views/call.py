"""Journaled calls, as the API returns them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from hocket.core.noun import Noun
from hocket.core.usage import Usage
from hocket.projections.moment import moment

if TYPE_CHECKING:
    from hocket.projections.explanation import Call


class CallView(Noun):
    """A call to an LLM or a tool. ``request`` and ``response`` are digests of the exact bytes."""

    number: int
    attempt_id: str
    ordinal: int
    kind: Literal["llm", "tool"]
    name: str
    ok: bool
    error: str
    truncated: bool
    usage: Usage
    request: str
    response: str
    at: datetime


class CallDetail(CallView):
    """A call with its request and response, parsed if they are JSON."""

    request_body: Any
    response_body: Any


def call_view(call: Call) -> CallView:
    """A call without its request and response."""
    answered = call.answered
    return CallView(
        number=call.number,
        attempt_id=answered.attempt_id,
        ordinal=answered.ordinal,
        kind=answered.kind,
        name=answered.name,
        ok=answered.ok,
        error=answered.error,
        truncated=answered.truncated,
        usage=answered.usage,
        request=answered.request,
        response=answered.response,
        at=moment(call.at_us),
    )
