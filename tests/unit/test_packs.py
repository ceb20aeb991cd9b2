"""Packs put together: unique names, types that the planner offers, schemas that list them."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from jsonschema import Draft202012Validator

from hocket import Agent, Check, CheckKind, Goal, Objective, Pack, Plan, Task, TaskType, tool
from hocket.app.registry import Registry
from hocket.core.agent import AgentCard
from hocket.core.goal import InputFile
from hocket.errors import ConfigError, InvalidInputError
from hocket.llm.structure import StructuredLlm
from hocket.plan.decompose import make_plan
from hocket.plan.task_types import TASK_TYPES, TaskTypes
from hocket.review.kinds import Measurement
from hocket.testing import ScriptedLlm
from verse_pack import LinesCheck, pack

SUBTITLES = TaskType("subtitles", "writes what is said", frozenset({"captions"}), (".srt",))
DUBBER = AgentCard(name="dubber", types={"subtitles": 1.0})
TYPES = TaskTypes([*TASK_TYPES, SUBTITLES])


@tool
def rhymes_for() -> str:
    """Another tool of a name that is taken."""
    return ""


def look(_, __):
    return Measurement(passed=True, evidence="")


async def ignore(*_) -> None:
    pass


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (
            Pack("o", task_types=[TaskType("verse", "x")]),
            "'verse' and 'o' both provide the task type",
        ),
        (Pack("o", checks=[CheckKind(LinesCheck, look=look)]), "the check kind 'verse_lines'"),
        (Pack("o", agents=[Agent("bard")]), "the agent 'bard'"),
        (Pack("o", task_types=[TaskType("coding", "x")]), "'hocket' and 'o' both provide the task"),
        (Pack("hocket"), "both provide the pack 'hocket'"),
    ],
)
def test_packs_that_add_the_same_name_are_refused(other, message):
    with pytest.raises(ConfigError, match="use only one of them") as raised:
        Registry([pack(), other])
    assert message in raised.value.message


def test_tool_with_a_name_in_use_is_refused():
    with pytest.raises(ConfigError, match="both provide the tool 'rhymes_for'"):
        Registry([pack(), Pack("o", tools=[rhymes_for])]).tools(None)


def test_tools_that_run_code_are_made_for_the_sandbox_in_use():
    made_for = []

    def code_tools(sandbox):
        made_for.append(sandbox)
        return [rhymes_for]

    sandbox = object()
    tools = Registry([Pack("o", code_tools=code_tools)]).tools(sandbox)
    assert tools["rhymes_for"] is rhymes_for
    assert {"run_python", "read_file", "write_file", "list_files"} < set(tools)
    assert made_for == [sandbox]


def test_check_that_does_not_fit_its_kind_is_refused_with_its_path():
    wrong = {"kind": "rhyme", "sound": 7}
    objective = Objective(description="x", success_criteria=[wrong])
    plan = Plan(tasks=(Task(task_id="t1", objective=objective),))
    with pytest.raises(InvalidInputError) as raised:
        Registry([pack()]).admit_plan(plan)
    assert "plan at tasks.0.objective.success_criteria.0.sound: 7" in raised.value.message
    with pytest.raises(InvalidInputError, match=r"goal at checks\.0\.sound: 7"):
        Registry([pack()]).admit_goal(Goal(text="x", checks=[wrong]))


def test_type_of_a_pack_is_offered_only_if_an_agent_does_it():
    assert TYPES.offered([DUBBER]).names[-1] == "subtitles"
    assert TYPES.offered([]).names == TaskTypes(TASK_TYPES).names
    with pytest.raises(InvalidInputError, match="lower case"):
        TaskType("Sub titles", "x")


@pytest.mark.parametrize(
    ("text", "files", "kind"),
    [
        ("Write captions for the talk", (), "subtitles"),
        ("Do it", ("talk.srt",), "subtitles"),
        ("Write a poem", (), "creative"),
        ("Do it", ("talk.csv",), "analysis"),
        ("Do it", ("talk.py",), "coding"),
        ("Think", (), "reasoning"),
    ],
)
def test_goal_of_one_task_gets_its_type_from_its_words_and_files(text, files, kind):
    assert TYPES.of_goal(text, files) == kind


def test_file_has_the_types_that_produce_such_files():
    assert TYPES.for_file("a.srt") == ("analysis", "subtitles", "coding")
    assert TYPES.for_file("a.csv") == ("analysis", "coding")
    assert TYPES.for_file("a.py") == ("coding",)
    assert TYPES.for_file("a.md") == ("creative", "synthesis")
    data = InputFile(name="d.csv", digest="0" * 64, size_bytes=1)
    assert TYPES.for_answer(Goal(text="Think")) == (
        "reasoning",
        "creative",
        "synthesis",
        "subtitles",
    )
    assert TYPES.for_answer(Goal(text="Think", inputs=[data])) == TYPES.names


async def test_planner_prompt_has_the_type_of_a_pack():
    parts = {"objective": "do the part of the work", "depends_on": []}
    answer = json.dumps({"t1": {**parts, "type": "subtitles"}, "t2": {**parts, "type": "creative"}})
    llm = ScriptedLlm([answer])
    agents = (DUBBER, AgentCard(name="poet", types={"creative": 1.0}))
    goal = Goal(text="Write talk.srt and a note in note.md")
    result = await make_plan(
        goal, agents, TYPES, StructuredLlm(llm, "plan#1", ignore), "scripted", {}, seed=0
    )
    assert [task.type for task in result.tasks] == ["subtitles", "creative"]
    assert (
        "subtitles writes what is said, synthesis combines" in llm.requests[0].messages[0].content
    )


def test_schema_of_a_goal_accepts_the_kinds_of_the_packs_only():
    class RhymeCheck(Check):
        kind: Literal["other_rhyme"] = "other_rhyme"
        vowel: str

    other = Pack("other", checks=[CheckKind(RhymeCheck, look=look)])
    takes = Draft202012Validator(Registry([pack(), other]).schema("goal"))

    def fits(check) -> bool:
        return takes.is_valid({"text": "x", "checks": [check]})

    assert fits({"kind": "rhyme", "sound": "ight"})
    assert fits({"kind": "other_rhyme", "vowel": "i"})
    assert fits({"kind": "regex", "pattern": "x"})
    assert not fits({"kind": "rhyme", "vowel": "i"})
    assert not fits({"kind": "rime", "sound": "ight"})
    stored = Draft202012Validator(Registry().schema("events"))
    assert "UnknownCheck" in stored.schema["$defs"]


def test_schema_of_a_plan_lists_the_registered_types():
    takes = Draft202012Validator(Registry([pack()]).schema("plan"))
    task = {"task_id": "t1", "objective": {"description": "x"}}
    assert takes.is_valid({"tasks": [{**task, "type": "verse"}]})
    assert not takes.is_valid({"tasks": [{**task, "type": "prose"}]})
