"""An unsafe tool that succeeded is not called again, whatever makes its task start again."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Goal, Plan, RegexCheck, ToolPlace, ToolResult, tool
from hocket.app.forking import fork, retry
from hocket.app.inbox import Reply, answer, open_questions
from hocket.app.replay import replay
from hocket.app.settlement import settle
from hocket.core.event import Asked, CallAnswered, EffectSettled
from hocket.errors import PermanentError, TransientError
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, asked, events_of, hocket_of, task
from till import RUN, Till, run_of


def attempts(*scripts, fails=PermanentError):
    """Work whose nth attempt makes these calls; all but the last then fail."""

    async def work(assignment, bench):
        script = scripts[min(assignment.number, len(scripts)) - 1]
        results = [await bench.use(name, dict(call)) for name, call in script]
        if assignment.number < len(scripts) and fails is not None:
            message = "the host is overloaded"
            raise fails(message)
        return "; ".join(r.text for r in results)

    return work


def pays(to: str, amount: int = 1, **more):
    return "pay", {"to": to, "amount": amount, **more}


async def is_replayed(journal, work, till: Till) -> bool:
    tools = {t.name: t for t in till.tools}
    replayed = await replay(journal, RUN, agents={"worker": agent(work)}, tools=tools)
    return replayed.divergence is None


AGAIN = [pays("ann")]


@pytest.mark.parametrize("fails", [PermanentError, TransientError, ValueError])
async def test_attempt_after_a_failed_one_gets_the_receipt(fails):
    till, journal = Till(), MemoryJournal()
    work = attempts(AGAIN, AGAIN, AGAIN, fails=fails)
    done = await run_of(work, till, journal=journal)
    assert (done.text, till.paid) == ("receipt 1 for ann", [("ann", 1)])
    calls = [r.entry.event() for r in await journal.read(RUN)]
    calls = [event for event in calls if isinstance(event, CallAnswered)]
    assert [call.receipt_of for call in calls] == ["", "t1#1/0", "t1#1/0"]
    assert await is_replayed(journal, work, till)


async def test_rework_after_a_rejection_gets_the_receipt():
    till, journal = Till(), MemoryJournal()

    async def work(assignment, bench):
        paid = (await bench.use("pay", {"to": "ann"})).text
        return f"{paid}, and so good" if assignment.feedback else paid

    goal = Goal(text="go", checks=(RegexCheck(pattern="good"),))
    done = await run_of(work, till, goal=goal, journal=journal)
    assert (done.verdict, len(till.paid)) == ("accepted", 1)
    assert await is_replayed(journal, work, till)


async def test_another_agent_and_another_iteration_of_the_goal_get_the_receipt():
    till = Till()
    workers = []

    def by(name):
        async def work(assignment, bench):
            workers.append(name)
            paid = (await bench.use("pay", {"to": "ann"})).text
            if len(set(workers)) < 2:
                raise PermanentError("not me")
            return paid if len(workers) < 4 else f"{paid}, thanks"

        return work

    agents = [agent(by(name), name, tools=till.tools) for name in ("one", "two")]
    goal = Goal(text="go", checks=(RegexCheck(pattern="thanks"),))
    async with hocket_of(*agents) as hocket:
        done = await hocket.run(goal, plan=Plan(tasks=(task("t1"),)))
    assert set(workers) == {"one", "two"}
    assert done.state.iteration > 1
    assert (done.verdict, len(till.paid)) == ("accepted", 1)


async def test_equal_calls_of_one_attempt_are_made_as_often_as_it_makes_them():
    till = Till()
    script = [pays("ann"), pays("ann"), pays("bob"), pays("ann")]
    done = await run_of(attempts(script), till)
    assert len(till.paid) == 4
    assert done.text.startswith("receipt 1 for ann; receipt 2 for ann; receipt 3 for bob")


@pytest.mark.parametrize(
    ("first", "second", "times"),
    [
        ([pays("ann"), pays("ann")], [pays("ann"), pays("ann")], 2),
        ([pays("ann")], [pays("ann"), pays("ann")], 2),
        ([pays("ann"), pays("ann")], [pays("ann")], 2),
        ([pays("ann"), pays("bob")], [pays("bob"), pays("ann")], 2),
        ([pays("ann")], [pays("ann"), pays("bob", 2)], 2),
        ([pays("ann")], [pays("bob", 2), pays("ann")], 2),
        ([("pay", {"amount": 1, "to": "ann"})], [("pay", {"to": "ann", "amount": 1})], 1),
        ([("pay", {"amount": 1, "to": "ann"})], [("pay", {"to": "ann", "amount": 1.0})], 1),
        ([("pay", {"to": 5})], [pays("ann")], 1),
    ],
    ids=["both", "one more", "one less", "order", "another too", "another first", "keys", "number",
         "wrong arguments"],
)  # fmt: skip
async def test_later_attempt_makes_only_the_calls_that_no_earlier_one_made(first, second, times):
    till, journal = Till(), MemoryJournal()
    work = attempts(first, second)
    await run_of(work, till, journal=journal)
    assert len(till.paid) == times
    assert await is_replayed(journal, work, till)


ALIKE = [
    (pays("ann", 5), pays("ann", 6)),
    (pays("ann", 5, note="rent"), pays("anna", 5, note="rent")),
    (pays("ann", 5), pays("ann", 5, note="rent")),
    (("pay", {"to": "ann"}), ("pay", {"to": " ANN"})),
]


@pytest.mark.parametrize(("first", "second"), ALIKE)
@pytest.mark.parametrize(
    ("reply", "times"),
    [
        (Reply(decision="approve"), 2),
        (Reply(decision="reject", words="once is enough"), 1),
        (Reply(decision="edit", draft='{"to": "carl", "amount": 9}'), 2),
    ],
)
async def test_call_that_differs_in_part_waits_for_a_person(first, second, reply, times):
    till, journal = Till(), MemoryJournal()
    work = attempts([first], [second])
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        _, end = await hocket.submit("go", plan="single", run_id=RUN)
        [question] = await asked(journal)
        assert len(till.paid) == 1
        [(_, shown)] = await open_questions(journal)
        assert (shown.title, shown.risk) == ("Use pay again?", "high")
        assert "t1#1/0 has already used pay for this task, with" in shown.detail
        await answer(hocket.engine, hocket.registry, question, reply, "ann")
        done = await hocket.finished(await end)
    assert len(till.paid) == times
    assert ("did not allow pay: once is enough" in done.text) == (times == 1)
    assert await is_replayed(journal, work, till)


async def test_call_that_a_person_edits_into_the_earlier_one_gets_its_receipt():
    till, journal = Till(), MemoryJournal()
    work = attempts([pays("ann", 5)], [pays("ann", 6)])
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        _, end = await hocket.submit("go", plan="single", run_id=RUN)
        [question] = await asked(journal)
        reply = Reply(decision="edit", draft='{"amount": 5, "to": "ann"}')
        await answer(hocket.engine, hocket.registry, question, reply, "ann")
        done = await hocket.finished(await end)
    assert (till.paid, done.text) == ([("ann", 5)], "receipt 1 for ann")


async def test_question_about_a_call_is_asked_once_over_a_restart():
    till, journal = Till(), MemoryJournal()
    work = attempts([pays("ann", 5)], [pays("ann", 6)])
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        await hocket.submit("go", plan="single", run_id=RUN)
        await asked(journal)
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        end = await hocket.engine.resume(RUN)
        [question] = await asked(journal)
        await answer(hocket.engine, hocket.registry, question, Reply(decision="approve"), "ann")
        await end
        events = await events_of(hocket, RUN)
    assert till.paid == [("ann", 5), ("ann", 6)]
    assert sum(isinstance(event, Asked) for event in events) == 1


async def test_call_that_failed_is_made_again_and_one_that_timed_out_is_not():
    till = Till()
    till.faults += [ValueError("no such person"), TimeoutError("late")]
    script = [pays("ann"), pays("bob", 2), pays("carl", 2)]
    till.faults += [ValueError("no such person")]
    done = await run_of(attempts(script, script), till)
    assert till.paid == [("ann", 1), ("bob", 2), ("carl", 2), ("ann", 1), ("carl", 2)]
    assert "receipt 4 for ann; pay may have happened in an earlier attempt" in done.text
    assert [d.tool for d in done.state.doubtful] == ["pay"]
    assert done.verdict == "unproven"


async def test_prompt_of_a_later_attempt_says_what_is_done():
    till, prompts = Till(), []

    def reply(request):
        prompts.append(request.messages[1].content)
        calls = sum(message.role == "tool" for message in request.messages)
        if not calls:
            call = ToolCall("pay", {"to": "ann"}, "c1")
            return LlmAnswer(text="", finish="tool_calls", tool_calls=(call,))
        return LlmAnswer(text="good" if len(prompts) > 2 else "bad")

    goal = Goal(text="go", checks=(RegexCheck(pattern="good"),))
    async with hocket_of(agent(None, tools=till.tools), llm=ScriptedLlm(reply)) as hocket:
        done = await hocket.run(goal, plan="single")
    assert (done.verdict, till.paid) == ("accepted", [("ann", 1)])
    note = 'do not do it again:\n- pay {"to": "ann"}: receipt 1 for ann'
    assert [note in prompt for prompt in prompts] == [False, False, True, True]


async def test_own_agent_sees_what_earlier_attempts_did():
    till, seen = Till(), []

    async def work(assignment, bench):
        seen.append([(e.tool, dict(e.arguments), e.answer) for e in assignment.effects])
        await bench.use("pay", {"to": "ann"})
        if assignment.number == 1:
            raise PermanentError("not yet")
        return "done"

    await run_of(work, till)
    assert seen == [[], [("pay", {"to": "ann"}, "receipt 1 for ann")]]


@pytest.mark.parametrize(
    "odd",
    ["caf\udce9", b"\xff", float("nan"), {1, "a"}, object(), [[]] * 200_000, ToolResult(b"x")],
)
async def test_result_that_no_json_can_hold_still_counts_as_done(odd):
    paid = []

    @tool(effect="unsafe")
    def pay(to: str):
        """Pay."""
        paid.append(to)
        return odd

    async def work(assignment, bench):
        result = await bench.use("pay", {"to": "ann"})
        if assignment.number == 1:
            raise PermanentError("not yet")
        return f"paid: {result.ok}"

    async with hocket_of(agent(work, tools=(pay,))) as hocket:
        done = await hocket.run("go", plan="single")
    assert (done.text, paid) == ("paid: True", ["ann"])


async def test_retry_by_a_person_repeats_effects_only_if_they_allow_it():
    till, journal = Till(), MemoryJournal()
    work = attempts(AGAIN)
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        done = await hocket.run("go", plan="single", run_id=RUN)
        copy = await retry(hocket, RUN, "run-2", "t1", by="ann", repeat_effects=True)
        await hocket.engine.completion_of(copy)
    assert (done.status, len(till.paid)) == ("reached", 2)


async def test_fork_after_an_effect_and_a_fork_of_it_keep_the_receipt():
    till, journal = Till(), MemoryJournal()
    work = attempts(AGAIN, AGAIN)
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        await hocket.run("go", plan="single", run_id=RUN)
        events = await events_of(hocket, RUN)
        at = next(n for n, e in enumerate(events, 1) if type(e).__name__ == "AttemptFailed")
        await (await fork(hocket, RUN, "run-2", at, by="ann"))
        await (await fork(hocket, "run-2", "run-3", at + 1, by="ann"))
        done = await hocket.finished(await events_state(hocket, "run-3"))
    assert (len(till.paid), done.text) == (1, "receipt 1 for ann")


async def events_state(hocket, run_id):
    loop = hocket.loop(run_id)
    await loop.load()
    return loop.state


@pytest.mark.parametrize(("verdict", "times"), [("done", 1), ("not_done", 2)])
async def test_later_attempt_follows_what_a_person_said_of_a_doubtful_effect(verdict, times):
    till, journal = Till(), MemoryJournal()
    open_ = asyncio.Event()

    async def work(assignment, bench):
        if assignment.number == 1:
            till.faults.append(TimeoutError("late"))
            await bench.use("pay", {"to": "ann"})
            raise PermanentError("not yet")
        await open_.wait()
        return (await bench.use("pay", {"to": "ann"})).text

    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        _, end = await hocket.submit("go", plan="single", run_id=RUN)
        while hocket.engine.loop(RUN).state.attempts < 2:
            await asyncio.sleep(0)
        settled = EffectSettled(attempt_id="t1#1", ordinal=0, verdict=verdict)
        await settle(hocket.engine, RUN, [settled])
        open_.set()
        done = await hocket.finished(await end)
    assert len(till.paid) == times
    assert ("its answer is lost, so it is not repeated" in done.text) == (verdict == "done")


async def test_idempotent_call_has_the_same_key_in_every_attempt_and_copy():
    till, journal = Till(), MemoryJournal()
    puts = [("put", {"text": "a"}), ("put", {"text": "b"}), ("put", {"text": "a"})]
    work = attempts(puts, puts)
    async with hocket_of(agent(work, tools=till.tools), journal=journal) as hocket:
        await hocket.run("go", plan="single", run_id=RUN)
        first = till.keys[:3]
        assert len(set(first)) == 3
        assert till.keys == first * 2
        await (await fork(hocket, RUN, "run-2", 2, by="ann"))
        await (await fork(hocket, "run-2", "run-3", 3, by="ann"))
    assert till.keys == first * 6
    assert all(key.startswith(f"{RUN}/t1/") for key in first)


async def test_equal_calls_of_two_tasks_are_two_effects():
    till = Till()
    await run_of(attempts(AGAIN), till, plan=Plan(tasks=(task("a"), task("b"))))
    assert till.paid == [("ann", 1), ("ann", 1)]


async def test_unsafe_call_whose_files_cannot_be_kept_counts_as_made():
    paid = []

    @tool(effect="unsafe", files=True)
    def pay(to: str, place: ToolPlace) -> str:
        """Pay."""
        paid.append(to)
        (place.folder / "caf\udce9").write_text("no UTF-8 in its name")
        return "paid"

    async def work(assignment, bench):
        result = await bench.use("pay", {"to": "ann"})
        if assignment.number == 1:
            raise PermanentError("not yet")
        return result.text

    async with hocket_of(agent(work, tools=(pay,))) as hocket:
        done = await hocket.run("go", plan="single")
    assert paid == ["ann"]
    assert done.text.startswith("paid\n[its files were not kept: InvalidInputError: ")
