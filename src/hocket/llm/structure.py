"""The structure ladder: how an answer is made to fit a JSON Schema.

Its rungs are decoding constrained by the host where it can; parsing and validation; repair of text
that is almost JSON; asking again with the exact fault; and an error. Each repair, new ask and error
is journaled. An LLM that kept schemas better when it was asked freely is asked so first, and one
whose constrained answer was cut off is asked so next.
"""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.core.event import StructureMended
from hocket.core.json_text import json_parts, json_values, parse_json, wrapped_values
from hocket.core.pattern import pattern_limit
from hocket.core.schema import has_patterns, validator_of
from hocket.core.structure import shape_of
from hocket.errors import StructureError, TruncatedError
from hocket.llm.asking import ASKS, asked_again
from hocket.llm.complaints import complaint
from hocket.llm.decodable import decodable
from hocket.llm.misfits import ECHO, MIDWAY, ends_midway, filled_in, is_echo
from hocket.llm.noting import NotingLlm
from hocket.llm.repeating import WARMER
from hocket.llm.structure_record import StructureRecord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence

    from hocket.core.event import Event
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText


FAULT_CHARS = 500
"""Of a fault in the journal."""

END_CHARS = 1000
_REPEATS = re.compile(r"(.{1,20}?)\1{19,}.{0,20}\Z", re.DOTALL)
"""What an answer ends with that only its limit ended."""


class StructuredLlm(NotingLlm):
    """Sets ``answer.data`` for every request with a schema, or raises.

    Args:
        inner: The LLM whose answers are parsed and checked.
        attempt_id: The attempt for which the rungs are journaled.
        note: Journals an event.
        record: How often LLMs kept schemas before; by default nothing is known.
    """

    def __init__(
        self,
        inner: Llm,
        attempt_id: str,
        note: Callable[[Event], Awaitable[None]],
        record: StructureRecord | None = None,
    ) -> None:
        super().__init__(inner, attempt_id, note)
        self._record = record or StructureRecord()

    def complete(
        self, request: LlmRequest, on_text: OnText | None = None
    ) -> Coroutine[Any, Any, LlmAnswer]:
        """The answer; with a schema, ``data`` fits it.

        Raises:
            StructureError: No answer fit the schema in three asks.
            TruncatedError: The last answer was cut off at ``max_tokens``.
        """
        if request.json_schema is None:
            return self._inner.complete(request, on_text)
        return self._fitting(request, request.json_schema, on_text)

    async def _fitting(
        self, request: LlmRequest, schema: Mapping[str, Any], on_text: OnText | None
    ) -> LlmAnswer:
        shape = shape_of(schema)
        is_free = self._record.first_rung(request.llm, shape) == "free"
        request = replace(request, json_schema=decodable(schema))
        current = asked_freely(request, schema) if is_free else request
        answers: list[LlmAnswer] = []
        fault = ""
        for ask in range(ASKS):
            answer = await self._inner.complete(current, on_text)
            answers.append(answer)
            data, fault, repaired = await read_limited(answer.text, schema)
            cut = answer.finish == "length" and bool(fault or repaired)
            if not fault and not cut:
                if repaired:
                    await self._journal(ask, "repaired", repaired)
                return replace(answer, data=data)
            if cut:
                fault = _cut_fault(answer, request)  # a repair would invent what was cut off
            if ask + 1 < ASKS:
                await self._journal(ask, "asked_again", fault)
                # Cut off, it says nothing of what the LLM would write without the constraint.
                is_free = cut and current.constrained
                current = asked_freely(request, schema) if is_free else request
                current = asked_with_fault(current, answers, fault)
        said = self._record.said(shape)
        known = f"; {said}" if said else ""
        await self._journal(ASKS - 1, "gave_up", f"{fault[: FAULT_CHARS - len(known)]}{known}")
        if answer.finish == "length":
            message = (
                f"{request.llm} exceeded the limit of {request.max_tokens} tokens {ASKS} times; "
                f"raise max_tokens or ask for less{known}"
            )
            raise TruncatedError(message, llm=request.llm, max_tokens=request.max_tokens)
        message = (
            f"{request.llm} returned no JSON that fits the schema in {ASKS} asks: {fault}{known}"
        )
        raise StructureError(message, llm=request.llm, fault=fault)

    async def _journal(self, ordinal: int, step: Any, fault: str) -> None:
        await self._note(
            StructureMended(
                attempt_id=self._attempt_id, ordinal=ordinal, step=step, fault=fault[:FAULT_CHARS]
            )
        )


def asked_freely(request: LlmRequest, schema: Mapping[str, Any]) -> LlmRequest:
    """The request with its schema in the prompt, instead of decoding that is constrained to it."""
    *before, last = request.messages
    wanted = json.dumps(schema, ensure_ascii=False, sort_keys=True)
    words = f"{last.content}\n\nAnswer with JSON alone that fits this JSON Schema:\n{wanted}"
    return replace(request, messages=(*before, replace(last, content=words)), constrained=False)


def asked_with_fault(request: LlmRequest, answers: Sequence[LlmAnswer], fault: str) -> LlmRequest:
    """The request with its last answer and what was wrong with it.

    An LLM that gave the same answer before is sampled more freely. An answer that repeats itself or
    the schema is not shown, as the LLM would go on with it.
    """
    last = answers[-1]
    is_same = any(answer.text == last.text for answer in answers[:-1])
    said = "" if fault == ECHO or _repeats_itself(last) else last.text
    wish = f"That does not fit: {fault}\nAnswer again with the whole JSON, corrected."
    again = asked_again(request, said, wish)
    if not is_same:
        return again
    warmer = min(1.0, request.temperature + WARMER)
    return replace(again, temperature=warmer, seed=request.seed + len(answers))


def _cut_fault(answer: LlmAnswer, request: LlmRequest) -> str:
    if _repeats_itself(answer):
        return f"it repeated itself until it was cut off after {request.max_tokens} tokens"
    return f"it was cut off after {request.max_tokens} tokens; be brief"


def _repeats_itself(answer: LlmAnswer) -> bool:
    """Whether an answer was cut off while it did; of one that was, few repeats tell it."""
    end = answer.text[-END_CHARS:]
    return answer.finish == "length" and bool(answer.repeats or _REPEATS.search(end))


async def read_limited(text: str, schema: Mapping[str, Any]) -> tuple[Any, str, str]:
    """As ``read_json``; in a thread where a pattern could hold up other runs."""
    with pattern_limit():  # for all JSON values of the text together
        if has_patterns(schema):
            return await asyncio.to_thread(read_json, text, schema)
        return read_json(text, schema)


def read_json(text: str, schema: Mapping[str, Any]) -> tuple[Any, str, str]:
    """The JSON in a text, checked against a schema; of several values, the last one that fits.

    Returns:
        (data, fault, repaired): ``fault`` is empty if the data fits, else says where and why it
        does not; ``repaired`` says what had to be repaired to read it.

    Examples:
        >>> read_json('{"a": 1}', {"type": "object"})
        ({'a': 1}, '', '')
        >>> read_json("Sure! {'a': 1,}", {"required": ["a"]})[::2]
        ({'a': 1}, 'was not JSON: Expecting value at character 0')
        >>> read_json('{"a": 1}', {"required": ["b"]})[1]
        "at $: 'b' is a required property"
    """
    try:
        data = parse_json(text)
    except (ValueError, RecursionError) as error:
        repaired = f"was not JSON: {_described(error)}"
    else:
        misfit = _misfit(data, schema)
        inner = [v for v in _within(data, schema) if not _misfit(v, schema)] if misfit else []
        return (inner[0], "", "was wrapped") if inner else (data, misfit, "")
    values = json_values(text)
    fitting = [value for value in values if not _misfit(value, schema)]
    if fitting:
        return fitting[-1], "", repaired
    if _NOT_A_NUMBER.search(text):
        return None, repaired, ""  # a repair would only make text of it
    if ends_midway(text):
        return None, MIDWAY, repaired  # a repair would invent the rest
    values = _repaired(text) or values
    fitting = [value for value in values if not _misfit(value, schema)]
    if fitting:
        return fitting[-1], "", repaired
    return (values[-1], _misfit(values[-1], schema), repaired) if values else (None, repaired, "")


def _repaired(text: str) -> list[Any]:
    """What is almost JSON: the whole text, if it is one value, or its parts."""
    from json_repair import repair_json  # noqa: PLC0415 - rarely needed and slow to import

    parts = json_parts(text)
    values = []
    for part in (*parts, text) if len(parts) > 1 else (text,):
        with suppress(RecursionError):
            values.append(repair_json(part, return_objects=True))
    return [value for value in values if value != "" and _is_json(value)]


def _is_json(value: Any) -> bool:
    """Whether a repaired value has no number that is not JSON, such as 1e999."""
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def _within(data: Any, schema: Mapping[str, Any]) -> list[Any]:
    """What a value is only a wrapper of, or a copy of the schema around."""
    filled = filled_in(data, schema)
    return [*wrapped_values(data), *([] if filled is None else [filled])]


def _misfit(data: Any, schema: Mapping[str, Any]) -> str:
    """Where and why a value does not fit; empty if it does."""
    if is_echo(data, schema):
        return ECHO
    errors = validator_of(schema).errors(data)
    mismatch = next(iter(sorted(errors, key=lambda error: len(error.path))), None)
    if mismatch is None:
        return ""
    return f"at {mismatch.json_path}: {complaint(mismatch)}"[:500]


def _described(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


_NOT_A_NUMBER = re.compile(r"(?:^|[:\[,{]\s*)[-+]?(?:NaN|Infinity|nan|inf)\b")
