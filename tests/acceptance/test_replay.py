from __future__ import annotations

import asyncio
import json

import pytest

from hocket import Agent, Goal, Hocket, Objective, Plan, Task, tool
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.core.check import RegexCheck, RunCheck
from hocket.core.event import GoalAccepted
from hocket.core.goal import Deliverable, Limits
from hocket.errors import InvalidInputError, TransientError
from hocket.ports.journal import Entry
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.testing import FakeClock
from hocket.testing.scripted import ScriptedLlm

DOUBLE = """```python
import json
json.dump({"n": 42}, open("n.json", "w"))
print("wrote 42")
```"""


def task(task_id: str, text: str, *depends_on: str, kind="reasoning", checks=(), files=()) -> Task:
    objective = Objective(description=text, success_criteria=checks, deliverables=files)
    return Task(task_id=task_id, type=kind, objective=objective, depends_on=depends_on)


def says(word: str) -> RegexCheck:
    return RegexCheck(pattern=word, says=f"it says {word}")


async def finished(goal, llm, journal, **options):
    async with Hocket(journal=journal, llm=llm) as hocket:
        return await hocket.run(goal, **options)


async def test_answer_that_a_program_computed_is_its_output_and_the_program_is_evidence():
    journal = MemoryJournal()
    plan = Plan(tasks=(task("t1", "quadruple", kind="coding"),))
    done = await finished(Goal(text="good"), ScriptedLlm(lambda _: DOUBLE), journal, plan=plan)
    assert done.text == "wrote 42"
    outcome = done.state.tasks["t1"].outcome
    assert (await journal.blob(outcome.program)).decode() == DOUBLE


async def test_program_that_prints_no_answer_is_asked_for_one():
    silent = "```python\nx = 42\n```"
    llm = ScriptedLlm(
        lambda r: DOUBLE if "it printed no answer" in r.messages[-1].content else silent
    )
    plan = Plan(tasks=(task("t1", "quadruple", kind="coding"),))
    done = await finished(Goal(text="good"), llm, MemoryJournal(), plan=plan)
    assert done.text == "wrote 42"


async def test_replay_of_a_complete_run_is_identical_and_calls_nothing():
    def answer(request):
        prompt = "\n".join(message.content for message in request.messages)
        if "quadruple" in prompt:
            return DOUBLE
        return "The answer is good now." if "The answer is bad." in prompt else "The answer is bad."

    plan = Plan(
        tasks=(
            task("t1", "say good", checks=(says("good"),)),
            task(
                "t2",
                "quadruple it into n.json",
                kind="analysis",
                files=("n.json",),
                checks=(RunCheck(code="import json; assert json.load(open('n.json'))['n'] == 42"),),
            ),
            task("t3", "say more than good", "t1", "t2"),
        )
    )
    llm, journal = ScriptedLlm(answer), MemoryJournal()
    goal = Goal(text="good", checks=(says("bad"),))
    done = await finished(goal, llm, journal, plan=plan)
    assert done.state.tasks["t1"].rejections == 1
    assert done.verdict == "accepted"
    calls = len(llm.requests)

    replayed = await replay(journal, done.run_id)
    assert replayed.divergence is None
    assert replayed.llm_calls == calls == len(llm.requests)
    assert replayed.tool_calls == 4, "two runs of code, and two decisions on another method"
    assert replayed.deliverable == done.state.result.text
    assert replayed.compared >= 12
    assert await replay(journal, done.run_id) == replayed


async def test_replay_of_repaired_and_failed_calls_is_identical():
    schema = {"type": "object", "required": ["n"]}
    llm = ScriptedLlm(
        ["unused", "no JSON at all", "{'n': 1,}"], faults={1: TransientError("hiccup")}
    )
    goal = Goal(text="n", deliverable=Deliverable(kind="json", json_schema=schema))

    async def work(_, bench):
        answer = await bench.ask([], json_schema=schema)
        return json.dumps(answer.data)

    own = Agent("own", work=work)
    journal = MemoryJournal()
    async with Hocket([own], builtin=False, journal=journal, llm=llm) as hocket:
        done = await hocket.run(goal, plan="single")
    assert json.loads(done.text) == {"n": 1}
    replayed = await replay(journal, done.run_id, agents={"own": own})
    assert replayed.divergence is None
    assert replayed.llm_calls == 3


@pytest.mark.parametrize(
    ("plan", "goal", "with_verdict"),
    [
        (Plan(tasks=(task("t1", "a"), task("t2", "b", "t1"))), {}, True),
        (Plan(tasks=(task("t1", "a"), task("t2", "b"))), {}, False),
        (Plan(tasks=(task("t1", "a"),)), {"checks": (says("said"),)}, False),
        (Plan(tasks=(task("t1", "a"),)), {"deliverable": Deliverable(kind="json")}, False),
    ],
    ids=["one last task", "two last tasks", "a check of the goal", "JSON"],
)
async def test_result_that_is_an_answer_is_written_with_its_verdict_and_replayed_alike(
    plan, goal, with_verdict
):
    async def work(assignment, _):
        return f'"said {assignment.task.objective.description}"'

    journal = MemoryJournal()
    own = Agent("own", work=work)
    async with Hocket([own], builtin=False, journal=journal, llm=ScriptedLlm([])) as hocket:
        done = await hocket.run(Goal(text="say", **goal), plan=plan)
    *_, last = await journal.read(done.run_id)
    assert (last.entry.type, last.entry.joined) == ("GoalReached", with_verdict)
    assert all(f"said {t.objective.description}" in done.text for t in plan.tasks[-1:])
    assert (await replay(journal, done.run_id, agents={"own": own})).divergence is None


async def test_run_that_gives_up_its_last_task_fails_with_the_reason_and_replays_alike():
    async def work(_, __):
        message = "no such thing"
        raise ValueError(message)

    journal = MemoryJournal()
    own = Agent("own", work=work)
    async with Hocket([own], builtin=False, journal=journal, llm=ScriptedLlm([])) as hocket:
        done = await hocket.run("say", plan=Plan(tasks=(task("t1", "a"),)))
    assert done.status == "failed"
    assert "no such thing" in done.reason
    assert (await replay(journal, done.run_id, agents={"own": own})).divergence is None


async def test_replay_of_a_resumed_run_is_identical():
    called = asyncio.Event()
    steps: list[int] = []

    async def work(_, bench):
        for step in range(3):
            await bench.ask([])
            steps.append(step)
            if len(steps) == 2:
                called.set()
                await asyncio.Event().wait()
        return "three answers"

    own, journal = Agent("own", work=work), MemoryJournal()
    llm = ScriptedLlm(lambda _: "yes")
    async with Hocket([own], builtin=False, journal=journal, llm=llm) as hocket:
        run_id, _ = await hocket.submit("go on", plan="single")
        await called.wait()
    async with Hocket([own], builtin=False, journal=journal, llm=llm) as hocket:
        done = await hocket.resume(run_id)
    assert len(llm.requests) == 3
    replayed = await replay(journal, run_id, agents={"own": own})
    assert (replayed.divergence, replayed.llm_calls) == (None, 3)
    assert replayed.deliverable == done.state.result.text


async def test_replay_of_a_limited_and_of_a_cancelled_run_is_identical():
    journal = MemoryJournal()
    goal = Goal(text="too much", limits=Limits(calls=1))
    plan = Plan(tasks=(task("t1", "one"), task("t2", "two", "t1")))
    limited = await finished(goal, ScriptedLlm(lambda _: "yes"), journal, plan=plan)
    assert limited.state.limit
    assert (await replay(journal, limited.run_id)).divergence is None

    async with Hocket(journal=journal, llm=ScriptedLlm(lambda _: "yes", latency_s=60)) as hocket:
        run_id, end = await hocket.submit("wait", plan="single")
        await asyncio.sleep(0.05)
        await hocket.engine.cancel(run_id, "the test")
        assert (await end).status == "cancelled"
    replayed = await replay(journal, run_id)
    assert (replayed.divergence, replayed.deliverable) == (None, "")


async def test_replay_uses_own_tools_by_name_only():
    used: list[str] = []

    @tool
    def send_mail() -> str:
        """Sends a mail."""
        used.append("sent")
        return "sent"

    def answer(request):
        if any(m.role == "tool" for m in request.messages):
            return "It is sent."
        return LlmAnswer("", "tool_calls", tool_calls=(ToolCall("send_mail", {}),))

    own = Agent("own", tools=[send_mail])
    journal = MemoryJournal()
    async with Hocket([own], builtin=False, journal=journal, llm=ScriptedLlm(answer)) as hocket:
        done = await hocket.run("send it", plan="single")
    replayed = await replay(
        journal, done.run_id, agents={"own": own}, tools={"send_mail": own.tools[0]}
    )
    assert (replayed.divergence, replayed.tool_calls) == (None, 1)
    assert len(used) == 1


async def test_replay_with_a_changed_agent_names_the_first_divergence():
    async def before(_, bench):
        return (await bench.ask([])).text

    async def after(_, bench):
        return (await bench.ask([], max_tokens=7)).text

    journal = MemoryJournal()
    async with Hocket(
        [Agent("own", work=before)], builtin=False, journal=journal, llm=ScriptedLlm(["yes"])
    ) as hocket:
        done = await hocket.run("ask", plan="single")
    replayed = await replay(journal, done.run_id, agents={"own": Agent("own", work=after)})
    assert replayed.divergence.type == "Executed"
    assert "the journal has llm scripted" in replayed.divergence.produced


async def test_replay_of_an_altered_answer_shows_both_versions():
    journal = MemoryJournal()
    done = await finished("say it", ScriptedLlm(["yes"]), journal, plan="single")
    forged = MemoryJournal()
    for record in await journal.read(done.run_id):
        entry = record.entry
        if entry.type == "Awarded":
            body = entry.body.replace(b'"fallback":"analytical"', b'"fallback":"creative"')
            assert body != entry.body
            entry = entry._replace(body=body)
        await forged.append(done.run_id, record.seq - 1, [entry], journal._blobs)
    replayed = await replay(forged, done.run_id)
    assert replayed.divergence.type == "Awarded"
    assert '"fallback":"creative"' in replayed.divergence.recorded
    assert '"fallback":"analytical"' in replayed.divergence.produced


async def test_replay_of_reworded_events_counts_them_and_continues():
    journal = MemoryJournal()
    plan = Plan(tasks=(task("t1", "say good", checks=(says("yes"),)),))
    done = await finished("say it", ScriptedLlm(["yes"]), journal, plan=plan)
    older = MemoryJournal()
    for record in await journal.read(done.run_id):
        entry = record.entry
        body = entry.body.replace(b"slots in use", b"seats").replace(b"was found", b"occurs")
        await older.append(done.run_id, record.seq - 1, [entry._replace(body=body)], journal._blobs)
    replayed = await replay(older, done.run_id)
    assert (replayed.divergence, replayed.reworded) == (None, 2)
    assert (await replay(journal, done.run_id)).reworded == 0


async def test_replay_tells_a_review_that_took_its_time_although_no_time_passed(tmp_path):
    given = tmp_path / "given.txt"
    given.write_text("as given")
    checks = (RegexCheck(path="given.txt", pattern="given"), says("yes"))
    plan = Plan(tasks=(task("t1", "say yes", checks=checks), task("t2", "say it", "t1")))
    goal = Goal(text="say yes", limits=Limits(seconds=None))
    llm, journal = ScriptedLlm(lambda _: "yes"), MemoryJournal()
    async with Hocket(llm=llm, journal=journal, clock=FakeClock()) as hocket:
        done = await hocket.run(goal, plan=plan, inputs=[given])
    assert len({record.entry.at_us for record in await journal.read(done.run_id)}) == 1
    found = await replay(journal, done.run_id)
    assert (found.divergence, done.verdict) == (None, "unproven")


async def test_replay_of_an_unknown_run_names_it():
    with pytest.raises(InvalidInputError, match="run-none"):
        await replay(MemoryJournal(), "run-none")


async def test_replay_of_a_run_in_progress_compares_the_events_so_far():
    journal = MemoryJournal()
    event = GoalAccepted(goal=Goal(text="x"))
    entry = Entry.of(event, 1)
    await journal.append("run-1", 0, [entry])
    replayed = await replay(journal, "run-1")
    assert (replayed.events, replayed.compared, replayed.divergence) == (1, 0, None)
