"""Nouns in the published form: they round-trip, and what does not fit is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from jsonschema.validators import validator_for

from hocket.core.agent import AgentCard
from hocket.core.check import RegexCheck
from hocket.core.message import (
    Content,
    Conversation,
    ConversationContext,
    Message,
    Metadata,
    Participant,
    Recipient,
    Sender,
)
from hocket.core.published import (
    PUBLISHED,
    agent_document,
    conversation_document,
    message_document,
    names,
    read_agent,
    read_conversation,
    read_message,
    read_task,
    schema,
    task_document,
    validate,
)
from hocket.core.task import Constraints, Objective, Task
from hocket.errors import InvalidInputError

TASK = Task(
    task_id="t2",
    type="coding",
    objective=Objective(
        description="Count the words",
        success_criteria=(RegexCheck(pattern="[0-9]+"),),
        deliverables=("count.txt",),
    ),
    constraints=Constraints(time_limit=60, quality_threshold=0.8),
    depends_on=("t1",),
    inputs=("words.txt",),
    priority=7,
)
MESSAGE = Message(
    message_id="7b0c5e0e-4f0a-4c1e-9d3b-1f2e3d4c5b6a",
    timestamp=datetime(2026, 11, 21, tzinfo=UTC),
    sender=Sender(agent_id="coding", model="llamacpp:x"),
    recipient=Recipient(agent_id="supervisor"),
    content=Content(type="response", payload={"text": "done"}),
    metadata=Metadata(priority=10, ttl=5, task_id="t2"),
)


@pytest.mark.parametrize("name", names())
def test_schema_of_every_name_is_a_valid_schema(name: str) -> None:
    validator_for(schema(name)).check_schema(schema(name))


def test_task_round_trip_fits_the_schema_and_is_lossless() -> None:
    document = task_document(TASK, "run-1")
    validate("task", document)
    assert UUID(document["task_id"]) != UUID(document["dependencies"][0])
    assert read_task(document) == TASK


def test_task_of_another_program_keeps_its_uuid_and_its_words() -> None:
    uuid = "7b0c5e0e-4f0a-4c1e-9d3b-1f2e3d4c5b6a"
    task = read_task(
        {
            "task_id": uuid,
            "type": "analysis",
            "objective": {"description": "Look", "success_criteria": ["it is short"]},
            "constraints": {},
        }
    )
    assert task.task_id == uuid
    assert task.objective.description == "Look\n- it is short"


def test_agent_round_trip_fits_the_schema_and_is_lossless() -> None:
    card = AgentCard(name="poet", types={"creative": 0.9}, capabilities=("rhyme",), capacity=2)
    document = agent_document(card, "ollama:llama3.2")
    validate("agent", document)
    assert document["model_config"]["model_name"] == "ollama:llama3.2"
    assert read_agent(document) == card


def test_message_round_trip_fits_the_schema_and_is_lossless() -> None:
    document = message_document(MESSAGE)
    validate("message", document)
    assert read_message(document) == MESSAGE


def test_conversation_round_trip_fits_the_schema_and_is_lossless() -> None:
    conversation = Conversation(
        conversation_id="7b0c5e0e-4f0a-4c1e-9d3b-1f2e3d4c5b6b",
        participants=(Participant(agent_id="coding"), Participant(agent_id="supervisor")),
        messages=(MESSAGE,),
        context=ConversationContext(shared_memory={"a": 1}),
    )
    document = conversation_document(conversation)
    validate("conversation", document)
    assert read_conversation(document) == conversation


@pytest.mark.parametrize(
    ("name", "document", "message"),
    [
        ("message", message_document(MESSAGE) | {"message_id": "x"}, "$.message_id: 'x'"),
        ("message", message_document(MESSAGE) | {"metadata": {"priority": 11}}, "11 is greater"),
        ("task", task_document(TASK, "r") | {"type": "magic"}, "$.type: 'magic' is not one of"),
        ("task", task_document(TASK, "r") | {"task_id": "t2"}, "'t2' is not a 'uuid'"),
        ("message", message_document(MESSAGE) | {"timestamp": "now"}, "'now' is not a 'date-time'"),
        ("agent", {"agent_id": "a"}, "is a required property; add it"),
        ("conversation", {"conversation_id": 1}, "$.conversation_id"),
    ],
)
def test_document_that_does_not_fit_is_refused_with_its_path(
    name: str, document: dict[str, object], message: str
) -> None:
    with pytest.raises(InvalidInputError) as raised:
        validate(name, document)
    assert message in raised.value.message
    assert raised.value.context["faults"]


def test_message_after_its_ttl_is_expired() -> None:
    at = MESSAGE.timestamp
    assert not MESSAGE.is_expired(at.replace(second=5))
    assert MESSAGE.is_expired(at.replace(second=6))


def test_task_with_subtasks_is_refused_as_a_plan() -> None:
    document = task_document(TASK, "r")
    document["decomposition"] = [document | {"task_id": document["dependencies"][0]}]
    with pytest.raises(InvalidInputError, match=r"\$\.decomposition"):
        read_task(document)


def test_published_schemas_are_the_four_of_the_specification() -> None:
    assert PUBLISHED == ("agent", "conversation", "message", "task")
