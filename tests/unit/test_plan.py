"""Planning: the files asked for, the faults of a draft, and the parts of a plan."""

from __future__ import annotations

import json

import pytest

from hocket import AgentCard, CountCheck, Goal, RegexCheck, RunCheck
from hocket.core.digest import digest
from hocket.core.goal import InputFile
from hocket.errors import PlanError
from hocket.llm.structure import StructuredLlm
from hocket.plan.analyse import files_asked_for
from hocket.plan.complexity import pieces_of
from hocket.plan.critic import Draft, faults_of, repaired
from hocket.plan.decompose import make_plan
from hocket.plan.task_types import TASK_TYPES, TaskTypes
from hocket.ports.llm import LlmAnswer
from hocket.testing import ScriptedLlm

AGENTS = (AgentCard(name="all", types={"analysis": 1, "coding": 1, "creative": 1, "synthesis": 1}),)
TYPES = TaskTypes(TASK_TYPES)
DATA = InputFile(name="data.csv", digest=digest(b"x"), size_bytes=1)


async def ignore(*_) -> None:
    pass


def structured(script) -> StructuredLlm:
    return StructuredLlm(ScriptedLlm(script), "plan#1", ignore)


def drafts(**tasks) -> str:
    return json.dumps(
        {
            task_id: {"objective": f"do the part called {task_id}", "type": kind, "depends_on": on}
            for task_id, (kind, on) in tasks.items()
        }
    )


async def plan(goal: Goal, *answers: str):
    return await make_plan(goal, AGENTS, TYPES, structured(list(answers)), "scripted", {}, seed=0)


def test_files_asked_for_exclude_the_inputs_and_list_data_first():
    goal = Goal(
        text="From data.csv write report.md and sums.json, not http://x/y.json.",
        inputs=(DATA,),
        checks=[CountCheck(path="extra.csv", of="rows")],
    )
    assert files_asked_for(goal) == ("sums.json", "extra.csv", "report.md")


@pytest.mark.parametrize(
    ("drafted", "kind"),
    [
        ([Draft("t1", "coding", "write it", depends_on=("t9",))], "dangling"),
        (
            [
                Draft("t1", "coding", "write the parser of the files"),
                Draft("t2", "coding", "write the parser of the files"),
            ],
            "duplicate",
        ),
        (
            [
                Draft("t1", "coding", "a thing", depends_on=("t2",)),
                Draft("t2", "coding", "another one", depends_on=("t1",)),
            ],
            "cycle",
        ),
        (
            [
                Draft("t1", "analysis", "compute", ("a.json",)),
                Draft("t2", "creative", "describe a.json in words", ("r.md",)),
            ],
            "missing_input",
        ),
        ([Draft("t1", "reasoning", "think")], "nobody"),
        ([Draft("t1", "coding", "one"), Draft("t2", "coding", "quite two")], "over_budget"),
        ([Draft("t1", "coding", "one")], "no_producer"),
    ],
)
def test_critic_of_a_faulty_draft_finds_the_fault(drafted, kind):
    files = ("r.md",) if kind == "no_producer" else ()
    faults = faults_of(
        drafted, files=files, agents=AGENTS, max_tasks=1 if kind == "over_budget" else 9
    )
    assert kind in {fault.kind for fault in faults}
    assert all(fault.description for fault in faults)


def test_critic_repairs_faults_that_need_no_judgement():
    drafted = [
        Draft("t1", "analysis", "compute the sums", ("a.json",), depends_on=("t2",)),
        Draft("t2", "analysis", "compute the means", ("b.json",), depends_on=("t1",)),
        Draft("t3", "analysis", "compute the sums", ("a.json",)),
        Draft("t4", "creative", "describe a.json in words", ("r.md",), depends_on=("t3",)),
    ]
    plan = repaired(drafted)
    assert faults_of(plan, files=("a.json", "b.json", "r.md"), agents=AGENTS, max_tasks=9) == []
    assert {d.task_id for d in plan} == {"t1", "t2", "t4"}
    assert set(plan[-1].depends_on) == {"t1", "t2"}


async def test_plan_of_a_goal_with_files_has_one_task_per_file_with_its_checks():
    check = RunCheck(code="import json; json.load(open('a.json'))", says="a.json is right")
    words = CountCheck(path="r.md", of="words", at_least=80)
    goal = Goal(
        text="Of data.csv:\n- a.json: the sums\n- r.md: a report on a.json",
        inputs=(DATA,),
        checks=[check, words],
    )
    result = await plan(goal, drafts(t1=("analysis", []), t2=("creative", ["t1"])))
    first, second = result.tasks
    assert result.complexity == "composite"
    assert first.objective.description == "a.json: the sums\nOf data.csv:"
    assert first.requires == ("program",)
    assert check in first.objective.success_criteria
    assert check not in second.objective.success_criteria
    assert words in second.objective.success_criteria
    assert second.depends_on == ("t1",)


async def test_plan_with_duplicate_tasks_is_repaired_without_another_ask():
    duplicates = json.dumps(
        {
            f"t{n}": {"objective": "do the very same thing", "type": "synthesis", "depends_on": []}
            for n in (1, 2)
        }
    )
    good = drafts(t1=("creative", []), t2=("synthesis", ["t1"]))
    judged = LlmAnswer("complex", first_token={"complex": 0.9, "simple": 0.1})
    neutral = LlmAnswer("simple", first_token={"complex": 0.5, "simple": 0.5})
    count = LlmAnswer("2", first_token={"2": 0.9})
    llm = ScriptedLlm([judged, neutral, count, duplicates, good])
    goal = Goal(text="Do this, and then that.")
    result = await make_plan(
        goal, AGENTS, TYPES, StructuredLlm(llm, "plan#1", ignore), "scripted", {}, seed=0
    )
    # The duplicates become one task, so the LLM is not asked again.
    assert len(result.tasks) == 1
    assert len(llm.requests) == 4


async def test_plan_of_figures_and_a_text_needs_no_llm_and_takes_the_figures_first():
    llm = ScriptedLlm([])
    goal = Goal(
        text="Compute the mean and the largest value of data.csv (means.json, top.json), and "
        "write page.md about them.",
        inputs=(DATA,),
    )
    result = await make_plan(goal, AGENTS, TYPES, llm, "scripted", {}, seed=0)
    assert [(t.type, t.objective.deliverables, t.depends_on) for t in result.tasks] == [
        ("analysis", ("means.json",), ()),
        ("analysis", ("top.json",), ()),
        ("creative", ("page.md",), ("t1", "t2")),
    ]
    assert "top.json alone" in result.tasks[1].objective.description


@pytest.mark.parametrize(
    ("text", "inputs", "kind"),
    [
        (
            "I have 12 eggs, eat 3 and buy 6 more; then I drop one. How many are left?",
            (),
            "reasoning",
        ),
        ("Who wrote Emma, and who painted the Night Watch?", (), "reasoning"),
        ("Which day was coldest, and by how much?", (DATA,), "analysis"),
    ],
)
async def test_plan_of_a_question_is_one_task_and_asks_no_llm(text, inputs, kind):
    llm = ScriptedLlm([])
    result = await make_plan(
        Goal(text=text, inputs=inputs), AGENTS, TYPES, llm, "scripted", {}, seed=0
    )
    assert [task.type for task in result.tasks] == [kind]


async def test_plan_of_a_question_on_a_text_file_that_holds_a_table_is_of_the_kind_table():
    visits = InputFile(name="visits.txt", digest=digest(b"x"), size_bytes=1)
    goal = Goal(text="Write busiest.json: the hour with most visits.", inputs=(visits,))
    kinds = []
    for tables in ((), ("visits.txt",)):
        result = await make_plan(
            goal, AGENTS, TYPES, ScriptedLlm([]), "scripted", {}, seed=0, tables=tables
        )
        kinds.append(result.tasks[0].kind)
    assert kinds == ["extraction", "table"]


async def test_plan_of_several_files_from_a_table_has_tasks_of_the_kind_table():
    people = InputFile(name="people.vcf", digest=digest(b"x"), size_bytes=1)
    goal = Goal(
        text="Who in people.vcf has no mobile phone? Write low.csv, and high.md about them.",
        inputs=(people,),
    )
    result = await make_plan(
        goal, AGENTS, TYPES, ScriptedLlm([]), "scripted", {}, seed=0, tables=["people.vcf"]
    )
    assert [task.kind for task in result.tasks] == ["table", "report"]


async def test_plan_of_code_to_mend_hands_the_file_back():
    code = InputFile(name="basket.py", digest=digest(b"x"), size_bytes=1)
    goal = Goal(text="basket.py crashes on empty baskets. Put it right.", inputs=(code,))
    (task,) = (await plan(goal)).tasks
    assert (task.type, task.objective.deliverables) == ("coding", ("basket.py",))


async def test_plan_that_no_agent_could_do_is_refused_after_three_asks():
    reasoning = drafts(t1=("reasoning", []), t2=("reasoning", ["t1"]))
    judged = LlmAnswer("complex", first_token={"complex": 0.9, "simple": 0.1})
    neutral = LlmAnswer("simple", first_token={"complex": 0.5, "simple": 0.5})
    count = LlmAnswer("2", first_token={"2": 0.9})
    with pytest.raises(PlanError, match="no agent does reasoning"):
        await plan(Goal(text="Do this, and then that."), judged, neutral, count, *[reasoning] * 3)


async def test_plan_of_code_asks_no_llm_and_has_no_check_by_guessed_tests():
    result = await plan(Goal(text="Write a function add of two numbers."))
    (task,) = result.tasks
    assert (task.type, task.objective.deliverables) == ("coding", ("solution.py",))
    assert task.objective.success_criteria == ()


async def test_plan_of_code_keeps_the_checks_of_the_goal():
    own = RunCheck(code="from add import add; assert add(1, 1) == 2")
    result = await plan(Goal(text="Write add.py.", checks=[own]))
    assert result.tasks[0].objective.success_criteria == (own,)


@pytest.mark.parametrize(
    ("text", "answers", "pieces"),
    [
        ("What is the capital of France?", [], 1),
        ("Do a, then b", [{"simple": 0.6, "complex": 0.2}, {"simple": 0.4, "complex": 0.4}], 1),
        (
            "Do a, then b",
            [{"simple": 0.1, "complex": 0.6}, {"simple": 0.4, "complex": 0.4}, {" 4": 0.7}],
            4,
        ),
        ("Do a, then b", [{"sim": 0.2, "comp": 0.2}, {"simple": 0.2, "complex": 0.2}], 1),
    ],
)
async def test_pieces_are_judged_against_the_llms_own_bias(text, answers, pieces):
    llm = ScriptedLlm([LlmAnswer("x", first_token=odds) for odds in answers])
    count, why = await pieces_of(text, llm, "scripted")
    assert count == pieces
    assert why


async def test_pieces_by_a_host_without_probabilities_follow_its_word():
    llm = ScriptedLlm(["complex", "3"])
    assert (await pieces_of("Do a, then b", llm, "scripted"))[0] == 3


async def test_goal_that_the_llm_only_thinks_about_is_one_piece():
    assert (await pieces_of("Do a, then b", ScriptedLlm([""]), "scripted"))[0] == 1


async def test_goal_check_on_the_answer_belongs_to_a_single_task():
    check = RegexCheck(pattern="yes")
    result = await plan(Goal(text="Say yes", checks=[check]))
    assert result.complexity == "simple"
    assert result.tasks[0].objective.success_criteria == (check,)
