"""Requests in the form of other APIs: read as JSON, and refused where hocket cannot do as asked.

A part of a request that hocket cannot honour is refused if it would change the answer, and accepted
if not. An unknown one may be either, so it is refused.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from hocket.core.json_text import parse_json
from hocket.core.noun import faults_of
from hocket.core.sampling import Sampling
from hocket.core.schema import is_deeper
from hocket.ports.llm import ToolCall, ToolSpec
from hocket.server.capacity import BODY_DEPTH
from hocket.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from starlette.requests import Request

    from hocket.ports.llm import ChatMessage

FormT = TypeVar("FormT", bound="Form")
SEEDS = 1 << 31

ANY_OBJECT = {"type": "object"}
"""The schema of an answer that has to be JSON of any form."""

NO_FUNCTION = "only tools of type function are known here"


class Form(BaseModel):
    """A part of a request; what it does not name is in ``model_extra``."""

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)


def misfit(path: str, fault: str) -> Problem:
    """The refusal of a part of a request; ``fault`` says why and what to do."""
    return Problem(400, "invalid_request", f"{path}: {fault}", param=path)


async def read_form(
    request: Request,
    form: type[FormT],
    prepare: Callable[[dict[str, Any]], Awaitable[bool]] | None = None,
) -> FormT:
    """The JSON of a request, whatever its content type: many programs send none.

    Args:
        request: The request.
        form: What it is to be.
        prepare: May change the JSON once it is of this form, and returns whether it did.

    Raises:
        Problem: 400, it is no JSON object of this form; names the field.
    """
    try:
        text = (await request.body()).decode("utf-8-sig")
        value = parse_json(text)
        if "\\ud" in text.lower():  # else no half of a surrogate pair can be in it
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Problem(400, "invalid_json", f"The body is not JSON: {error}; correct it") from error
    if is_deeper(value, BODY_DEPTH):
        detail = f"The body is nested deeper than {BODY_DEPTH} levels; nest it less"
        raise Problem(400, "too_deep", detail)
    made = _of_form(form, value)
    if prepare is not None and await prepare(value):
        return _of_form(form, value)
    return made


def _of_form(form: type[FormT], value: Any) -> FormT:
    try:
        return form.model_validate(value)
    except ValidationError as error:
        first = faults_of(error)[0]
        fault = f"{first['value']} — {first['fault']}; {first['remedy']}"
        raise misfit(first["path"], fault) from error


def refuse_others(
    extra: Mapping[str, Any] | None,
    *,
    harmless: Iterable[str],
    neutral: Mapping[str, tuple[Any, ...]],
    where: str = "",
) -> None:
    """Refuse what a form does not name, except what changes no answer.

    Args:
        extra: What it does not name.
        harmless: Names that change no answer.
        neutral: Values, by name, that ask for what happens anyway.
        where: Path of the form in the request, with a dot at its end.

    Raises:
        Problem: 400, the first one that would change the answer.

    Examples:
        >>> refuse_others({"user": "me", "top_p": 1}, harmless=["user"], neutral={"top_p": (1,)})
        >>> refuse_others({"top_p": 0.5}, harmless=[], neutral={"top_p": (1,)})
        Traceback (most recent call last):
        ...
        hocket.server.problems.Problem: top_p: not supported, except as 1; leave it out
    """
    for name, value in (extra or {}).items():
        if value is None or name in harmless:
            continue
        if name in neutral and value in neutral[name]:
            continue
        only = " or ".join(json.dumps(known) for known in neutral.get(name, ()))
        but = f", except as {only}" if only else ""
        raise misfit(f"{where}{name}", f"not supported{but}; leave it out")


def sampling_of(form: Form, **other: Any) -> Sampling:
    """What a form sets of sampling, by the names of its fields.

    Args:
        form: Has fields of ``Sampling``, or some of them.
        **other: What it sets by other names.
    """
    names = (field.name for field in fields(Sampling))
    return Sampling(**{name: getattr(form, name, None) for name in names} | other)


def seed_of(seed: int | None) -> int:
    """The seed of a request; without one, another each time, so that asking again may differ."""
    return secrets.randbelow(SEEDS) if seed is None else seed % SEEDS


def stops_of(stop: str | list[str] | None) -> tuple[str, ...]:
    """The texts that end an answer; an empty one, which would end all at once, is none.

    Examples:
        >>> stops_of("END"), stops_of(["", "END"]), stops_of("")
        (('END',), ('END',), ())
    """
    stops = (stop,) if isinstance(stop, str) else stop or ()
    return tuple(text for text in stops if text)


def refuse_begun(messages: Sequence[ChatMessage], path: str) -> None:
    """Refuse a conversation that ends with the beginning of an answer.

    Some hosts would go on with it, others answer it, and none says which.

    Raises:
        Problem: 400, the last message is one of the assistant.
    """
    if messages and messages[-1].role == "assistant":
        fault = "an answer cannot be begun for a model here; end with a message of the user"
        raise misfit(path, fault)


def arguments_of(text: Any, path: str) -> dict[str, Any]:
    """The arguments of a call, which some APIs send as text.

    Raises:
        Problem: 400, they are no JSON object.
    """
    try:
        value = json.loads(text or "{}") if isinstance(text, str) else text
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise misfit(path, "it is not a JSON object; send the arguments as the model gave them")
    return value


def tool_spec(name: Any, description: Any, parameters: Any, path: str) -> ToolSpec:
    """A tool that the program offers.

    Raises:
        Problem: 400, it has no name, or its parameters are no JSON Schema.
    """
    if not isinstance(name, str) or not name:
        raise misfit(f"{path}.name", "it is missing; give each function a name")
    if not isinstance(parameters or {}, dict):
        raise misfit(f"{path}.parameters", "it is not a JSON Schema of an object; correct it")
    empty = {"type": "object", "properties": {}}
    return ToolSpec(name, str(description or ""), parameters or empty)


def only(specs: Sequence[ToolSpec], names: Iterable[Any], path: str) -> tuple[ToolSpec, ...]:
    """The tools that a choice names, in their order.

    Raises:
        Problem: 400, one of the names is that of no tool.
    """
    wanted, known = list(names), {spec.name for spec in specs}
    for name in wanted:
        if not isinstance(name, str) or name not in known:
            raise misfit(path, f"there is no tool {name!r}; name one of tools")
    return tuple(spec for spec in specs if spec.name in wanted)


def function_tool(tool: Mapping[str, Any], path: str) -> ToolSpec:
    """A tool that the program offers, in the form that OpenAI and Ollama share.

    Raises:
        Problem: 400, it is no function, or as in ``tool_spec``.
    """
    function = tool.get("function")
    if not isinstance(function, dict):
        raise misfit(path, NO_FUNCTION)
    about, parameters = function.get("description"), function.get("parameters")
    return tool_spec(function.get("name"), about, parameters, f"{path}.function")


def tool_call(name: Any, arguments: Any, call_id: Any, path: str) -> ToolCall:
    """A call that the LLM made earlier in the conversation.

    Raises:
        Problem: 400, it has no name, or its arguments are no JSON object.
    """
    if not isinstance(name, str) or not name:
        raise misfit(f"{path}.name", "it is missing; send the call as the model made it")
    return ToolCall(name, arguments_of(arguments, f"{path}.arguments"), str(call_id or ""))
