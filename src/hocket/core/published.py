"""The published JSON Schemas, and nouns written as and read from documents that fit them.

The schemas are in ``schemas/``, as the specification has them; definitions that it names without
defining them (subtask, participant, message) are added there.
"""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from hocket.core.agent import AgentCard
from hocket.core.check import KINDS, UnknownCheck
from hocket.core.codec import EVENT_TYPES
from hocket.core.goal import Goal
from hocket.core.message import Conversation, Message
from hocket.core.noun import parse
from hocket.core.plan import Plan
from hocket.core.task import Task
from hocket.errors import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.check import CheckClasses
    from hocket.core.noun import Noun

PUBLISHED = ("agent", "conversation", "message", "task")
OWN: dict[str, type[Noun]] = {"goal": Goal, "plan": Plan}
EVENTS = "events"
# Key for data that the published schema does not have.
EXTENSION = "hocket"


def names() -> tuple[str, ...]:
    """The schemas there are: four published ones, hocket's own goal and plan, and its events."""
    return tuple(sorted((*PUBLISHED, *OWN, EVENTS)))


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema called ``name``.

    Raises:
        NotFoundError: There is no such schema; the message lists the known ones.

    Examples:
        >>> schema("task")["required"]
        ['task_id', 'type', 'objective', 'constraints']
        >>> schema("tusk")
        Traceback (most recent call last):
        ...
        hocket.errors.NotFoundError: There is no schema 'tusk'; use one of agent, \
conversation, events, goal, message, plan, task
    """
    if name in PUBLISHED:
        text = (files("hocket.core") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
        published: dict[str, Any] = json.loads(text)
        return published
    if name in OWN:
        return OWN[name].model_json_schema()
    if name == EVENTS:
        return _events()
    message = f"There is no schema {name!r}; use one of {', '.join(names())}"
    raise NotFoundError(message, name=name)


def _events() -> dict[str, Any]:
    """An object with a property for each type of event, whose value is the event's body."""
    _, defined = models_json_schema(
        [(kind, "serialization") for kind in EVENT_TYPES.values()], ref_template="#/$defs/{model}"
    )
    return {
        "title": "Events",
        "type": "object",
        "required": list(EVENT_TYPES),
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in EVENT_TYPES},
        "$defs": defined["$defs"],
    }


def narrowed(
    document: Mapping[str, Any],
    checks: CheckClasses,
    task_types: Sequence[str],
    where: tuple[str, ...],
) -> dict[str, Any]:
    """A schema for input, which accepts only these kinds of checks and types of tasks.

    The schema of the classes describes what is stored: it accepts any kind and type, since the
    journal keeps those of packs that are no longer installed.

    Args:
        document: A JSON Schema, or an OpenAPI document; it is not changed.
        checks: Classes of checks by kind.
        task_types: Names of the task types.
        where: The keys that lead to its definitions.

    Examples:
        >>> goal = narrowed(schema("goal"), {"file": KINDS["file"]}, (), ("$defs",))
        >>> goal["properties"]["checks"]["items"]["oneOf"]
        [{'$ref': '#/$defs/FileCheck'}]
    """
    copy: dict[str, Any] = json.loads(json.dumps(document))
    place = "#/" + "/".join(where) + "/"
    definitions: dict[str, Any] = copy
    for key in where:
        definitions = definitions.get(key, {})
    if Task.__name__ in definitions:
        definitions[Task.__name__]["properties"]["type"]["enum"] = list(task_types)
    if UnknownCheck.__name__ not in definitions:
        return copy
    refs = {}
    for kind, noun in checks.items():
        form = noun.model_json_schema(ref_template=place + "{model}")
        inner = form.pop("$defs", {})
        name = noun.__name__
        if KINDS.get(kind) is not noun:
            # Two packs may give their classes the same name.
            name = f"{kind}.{name}" if name in definitions else name
            definitions.update({**inner, name: form})
        refs[kind] = place + name
    _allow_only(copy, place + UnknownCheck.__name__, refs)
    del definitions[UnknownCheck.__name__]
    return copy


def _allow_only(node: Any, unknown: str, refs: Mapping[str, str]) -> None:
    """Put these in place of every choice of which the unknown check is a part."""
    if isinstance(node, list):
        for inner in node:
            _allow_only(inner, unknown, refs)
    elif isinstance(node, dict):
        if {"$ref": unknown} in node.get("oneOf", ()):
            node["oneOf"] = [{"$ref": ref} for ref in refs.values()]
            node["discriminator"] = {"propertyName": "kind", "mapping": dict(refs)}
        for inner in node.values():
            _allow_only(inner, unknown, refs)


def validate(name: str, document: Any) -> None:
    """Check a document against the schema called ``name``.

    Raises:
        InvalidInputError: It does not fit; names path, value and remedy of the first fault, and
            all of them in ``context["faults"]``. Or there is no such schema.

    Examples:
        >>> validate("message", {"message_id": 7})
        Traceback (most recent call last):
        ...
        hocket.errors.InvalidInputError: message at $.message_id: 7 is not of type 'string'; \
correct this value (and 5 more)
    """
    mismatches = sorted(
        _validator(name).iter_errors(document),
        # A wrong value says more than a missing one.
        key=lambda error: (error.validator == "required", error.json_path),
    )
    if not mismatches:
        return
    faults = [{"path": error.json_path, "fault": error.message} for error in mismatches]
    first = mismatches[0]
    remedy = "add it" if first.validator == "required" else "correct this value"
    more = f" (and {len(mismatches) - 1} more)" if len(mismatches) > 1 else ""
    message = f"{name} at {first.json_path}: {first.message}; {remedy}{more}"
    raise InvalidInputError(message, faults=faults)


@lru_cache(maxsize=16)
def _validator(name: str) -> Any:
    from jsonschema import (  # noqa: PLC0415 - costs 0.2 s at import
        Draft7Validator,
        Draft202012Validator,
        FormatChecker,
    )

    formats = FormatChecker(formats=())
    formats.checks("uuid", ValueError)(lambda value: bool(uuid.UUID(str(value))))
    formats.checks("date-time", ValueError)(lambda value: bool(datetime.fromisoformat(str(value))))
    kind = Draft7Validator if name in PUBLISHED else Draft202012Validator
    return kind(schema(name), format_checker=formats)


def task_document(task: Task, run_id: str) -> dict[str, Any]:
    """A task in the published form.

    The published form requires UUIDs where a plan has short ids. The UUID is derived from run and
    task (RFC 9562, version 5), so it is always the same; the short id is in the metadata.
    """
    written = task.model_dump(mode="json", exclude_none=True)
    rest = {name: written[name] for name in ("inputs", "requires", "priority", "approval")}
    if task.agent is not None:
        rest["agent"] = task.agent
    return {
        "task_id": _uuid_of(run_id, task.task_id),
        "type": task.type,
        "objective": written["objective"],
        "constraints": written["constraints"],
        "dependencies": [_uuid_of(run_id, needed) for needed in task.depends_on],
        "metadata": {
            EXTENSION: {
                "run_id": run_id,
                "task_id": task.task_id,
                "depends_on": list(task.depends_on),
                **rest,
            }
        },
    }


def read_task(document: Mapping[str, Any]) -> Task:
    """A task from the published form, ours or another program's.

    A foreign task keeps its UUID as its id. A success criterion in words, which nothing can
    check, becomes part of the description.

    Raises:
        InvalidInputError: The document does not fit, or holds subtasks, which make a plan.
    """
    validate("task", document)
    if document.get("decomposition"):
        message = "task at $.decomposition: a task with subtasks is a plan; give its tasks singly"
        raise InvalidInputError(message, path="$.decomposition")
    ours = document.get("metadata", {}).get(EXTENSION, {})
    objective = dict(document["objective"])
    criteria = objective.get("success_criteria", ())
    words = [criterion for criterion in criteria if isinstance(criterion, str)]
    objective["success_criteria"] = [c for c in criteria if not isinstance(c, str)]
    if words:
        objective["description"] = "\n- ".join([objective.get("description", ""), *words])
    fields = {name: value for name, value in ours.items() if name != "run_id"}
    return parse(
        Task,
        {
            "task_id": document["task_id"],
            "depends_on": document.get("dependencies", ()),
            **fields,
            "type": document["type"],
            "objective": objective,
            "constraints": document["constraints"],
        },
        what="task",
    )


def agent_document(card: AgentCard, llm: str) -> dict[str, Any]:
    """An agent's card in the published form; ``llm`` is what its role works with here."""
    return {
        "agent_id": card.name,
        "type": card.kind,
        "capabilities": list(card.capabilities),
        "model_config": {"model_name": llm, "parameters": {}, "optimization_settings": {}},
        "performance_profile": {"specializations": sorted(card.types)},
        EXTENSION: card.model_dump(mode="json", exclude={"name", "kind", "capabilities"}),
    }


def read_agent(document: Mapping[str, Any]) -> AgentCard:
    """An agent's card from the published form.

    Raises:
        InvalidInputError: The document does not fit.
    """
    validate("agent", document)
    return parse(
        AgentCard,
        {
            "name": document["agent_id"],
            "kind": document["type"],
            "capabilities": document["capabilities"],
            **document.get(EXTENSION, {}),
        },
        what="agent",
    )


def message_document(message: Message) -> dict[str, Any]:
    """A message in the published form."""
    return message.model_dump(mode="json", exclude_none=True)


def read_message(document: Mapping[str, Any]) -> Message:
    """A message from the published form.

    Raises:
        InvalidInputError: The document does not fit.
    """
    validate("message", document)
    return parse(Message, json.dumps(document), what="message")


def conversation_document(conversation: Conversation) -> dict[str, Any]:
    """A conversation in the published form, its messages in the order they were posted."""
    return conversation.model_dump(mode="json", exclude_none=True)


def read_conversation(document: Mapping[str, Any]) -> Conversation:
    """A conversation from the published form.

    Raises:
        InvalidInputError: The document does not fit.
    """
    validate("conversation", document)
    return parse(Conversation, json.dumps(document), what="conversation")


def _uuid_of(run_id: str, task_id: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"hocket:{run_id}/{task_id}"))
