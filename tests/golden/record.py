"""Record a golden journal: `.venv/bin/python tests/golden/record.py NAME`, once for each release.

It plays runs that together hold every type of event and writes `tests/golden/NAME/journal.db` and
`expected.json` beside it. A recording is never replaced: later releases must read
it as it is.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from contextlib import asynccontextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from golden.cast import agents, bidders, tools
from golden.story import summary_of
from hocket import Agent, Goal, Hocket, Limits, Objective, Plan, RegexCheck, RunCheck, Task
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.app.conversation import say
from hocket.app.forking import Changes, fork, retry
from hocket.app.inbox import Reply, answer, open_questions
from hocket.core.event import EffectSettled
from hocket.core.goal import Deliverable
from hocket.core.question import Consent
from hocket.errors import RefusedError, TransientError
from hocket.ports.journal import Request
from hocket.ports.sandbox import SandboxReport, SandboxResult
from hocket.resilience.retry import RetryingLlm
from hocket.server.audit import Audit
from hocket.testing import MemoryJournal, ScriptedLlm

LONG_S = 60.0
BY = "ann"


class Clock:
    """Each look at it is a millisecond later; short sleeps take no time, long ones never end."""

    def __init__(self) -> None:
        self.at_us = 1_800_000_000_000_000

    def now_us(self) -> int:
        self.at_us += 1000
        return self.at_us

    async def sleep(self, seconds: float) -> None:
        await (asyncio.Event().wait() if seconds > LONG_S else asyncio.sleep(0))
        self.at_us += round(seconds * 1e6)


class Sandbox:
    """Runs nothing: whatever is to be run prints that all passed, and that it came to its end."""

    async def probe(self) -> SandboxReport:
        return SandboxReport("scripted", available=True)

    async def run_python(self, *_, stdin, **__) -> SandboxResult:
        end = json.loads(stdin)["end"]
        return SandboxResult(exit_code=0, stdout=f"3 of 3 passed\n{end}\n", stderr="", seconds=0.5)


class Llm(ScriptedLlm):
    """Answers by what the newest message says.

    The first request to hang is never answered, the first to waver fails.
    """

    def __init__(self, *, hangs: bool = False) -> None:
        super().__init__(reply, context_tokens=4000)
        self.wavered = False
        self.hung = asyncio.Event()
        if not hangs:
            self.hung.set()

    async def complete(self, request, on_text=None):
        text = request.messages[-1].content
        if "hang" in text and not self.hung.is_set():
            self.hung.set()
            await asyncio.Event().wait()
        if "waver" in text and not self.wavered:
            self.wavered = True
            raise TransientError("asked to waver")
        for word, error in (("refuse", RefusedError), ("drop", TransientError)):
            if word in text:
                raise error(f"asked to {word}")
        return await super().complete(request, on_text)


def reply(request) -> str:
    first, newest = request.messages[0].content, request.messages[-1].content
    if request.json_schema is not None:
        if "never" in first:
            return "no JSON at all"
        return "{'n': 1,}" if len(request.messages) > 1 or "again" not in first else "no JSON"
    return f"said {newest[:40]}"


AnyLlm = Llm | RetryingLlm


class Recorded(MemoryJournal):
    """Records every append, to repeat them on disk in the same order."""

    def __init__(self) -> None:
        super().__init__()
        self.appends: list[tuple] = []

    async def append(self, run_id, expected_seq, entries, blobs=None) -> int:
        last = await super().append(run_id, expected_seq, entries, blobs)
        self.appends.append((run_id, expected_seq, tuple(entries), dict(blobs or {})))
        return last


class Recorder:
    """Plays the runs, one after the other."""

    def __init__(self) -> None:
        self.journal = Recorded()
        self.clock = Clock()
        self.paying = asyncio.Event()
        self.paid = False

    async def wait(self) -> None:
        """The first payment of a recording does not come back."""
        if not self.paid:
            self.paid = True
            self.paying.set()
            await asyncio.Event().wait()

    @asynccontextmanager
    async def hocket(self, llm: AnyLlm | None = None, more: list[Agent] | None = None):
        made = Hocket(
            [*agents(self.wait), *(more or [])],
            builtin=False,
            llm=llm or Llm(),
            journal=self.journal,
            clock=self.clock,
            sandbox=Sandbox(),
            attempts=1,
        )
        async with made as hocket:
            yield hocket

    async def play(
        self, run_id: str, goal: Goal, plan: Plan | str | None, llm: AnyLlm | None = None
    ) -> None:
        async with self.hocket(llm) as hocket:
            _, end = await hocket.submit(goal, plan=plan, run_id=run_id)
            await end

    async def answered(self, hocket, run_id: str, *replies: Reply) -> None:
        """Answer what a run asks, one after the other."""
        for reply in replies:
            while not (waiting := await open_questions(self.journal, run_id)):
                await asyncio.sleep(0)
            question = f"{run_id}~{waiting[0][1].question_id}"
            await answer(hocket.engine, hocket.registry, question, reply, BY)


def task(task_id: str, text: str, *depends_on: str, checks=(), files=(), **fields) -> Task:
    objective = Objective(description=text, success_criteria=checks, deliverables=files)
    return Task(task_id=task_id, objective=objective, depends_on=depends_on, **fields)


def goal(text: str = "a golden goal", **fields) -> Goal:
    return Goal(text=text, **fields)


def says(word: str) -> RegexCheck:
    return RegexCheck(pattern=word, says=f"it says {word}")


async def stories(recorder: Recorder) -> None:
    """Work that is rejected and reworked, and a result that is rejected and made again."""
    plan = Plan(
        tasks=(
            task("t1", "improve draft", checks=(says("better"),)),
            task("t2", "leave n.json 42", files=("n.json",), checks=(RunCheck(code="pass"),)),
            task("t3", "count", "t1", "t2", checks=(says("count"),)),
            task("t4", "use write_file 7; use put x; use look"),
        ),
        why="a story with everything that goes right in the end",
    )
    await recorder.play("run-story", goal(checks=(says("count 2"),)), plan)
    await recorder.play("run-planned", goal("say what a planner makes of this"), None)
    await recorder.play("run-agreed", goal("agree 42"), "single")
    await recorder.play("run-outer", goal("delegate say hello from within"), "single")
    answer = Deliverable(kind="json", json_schema={"type": "object"})
    await recorder.play("run-json", goal('exactly {"n": 1}', deliverable=answer), "single")


async def failures(recorder: Recorder) -> None:
    """Answers that are repaired, calls and attempts that fail, limits that are reached."""
    mended = "structured at once; catch drop it; catch refuse it"
    await recorder.play("run-mended", goal(), Plan(tasks=(task("t1", mended),)))
    asked_again = f"structured again; ask {'x' * 18_000}"
    plan = Plan(tasks=(task("t1", asked_again), task("t2", "structured never", "t1")))
    await recorder.play("run-asked-again", goal(), plan)
    outgrown = Plan(tasks=(task("t1", "outgrow a line of the page with the number"),))
    await recorder.play("run-outgrown", goal(), outgrown)
    plan = Plan(
        tasks=(
            task("t1", "fail for good"),
            task("t2", "say nothing of it", "t1"),
            task("t3", "stumble on the way"),
            task("t4", "say it", requires=("wings",)),
        )
    )
    await recorder.play("run-failing", goal(), plan)
    await recorder.play("run-hopeless", goal("fail whatever is tried"), "single")
    two = Plan(tasks=(task("t1", "ask one"), task("t2", "ask two; ask three", "t1")))
    await recorder.play("run-limited", goal(limits=Limits(calls=2)), two)
    wrong = Plan(tasks=(task("t1", "ask one", checks=(says("better"),)),))
    await recorder.play("run-economised", goal(limits=Limits(calls=1)), wrong)
    held = Plan(tasks=(task("t1", "hold early; ask one; ask two"),))
    await recorder.play("run-held", goal(limits=Limits(calls=1)), held)
    late = goal("ask hang", limits=Limits(seconds=30))
    await recorder.play("run-late", late, "single", Llm(hangs=True))
    retrying = RetryingLlm(Llm(), clock=recorder.clock, seed=0)
    await recorder.play("run-retried", goal("ask waver"), "single", retrying)
    many = goal("make a.json, b.json, c.csv and d.csv from it; refuse")
    await recorder.play("run-unplanned", many, None)
    async with recorder.hocket(llm := Llm(hangs=True)) as hocket:
        _, end = await hocket.submit(goal("ask hang"), plan="single", run_id="run-cancelled")
        await llm.hung.wait()
        await hocket.engine.cancel("run-cancelled", BY)
        await end


async def people(recorder: Recorder) -> None:
    """Questions, answers, edited drafts; and a run that still waits for a word."""
    everything = Consent(plan=True, effects="high", results=True, questions=True)
    text = "use send one; use send two; use send three; both which"
    async with recorder.hocket() as hocket:
        plan = Plan(tasks=(task("t1", "say nothing"),))
        _, end = await hocket.submit(goal(consent=everything), plan=plan, run_id="run-consent")
        edited = Plan(tasks=(task("t1", text),)).model_dump_json()
        await recorder.answered(
            hocket,
            "run-consent",
            Reply(decision="edit", draft=edited),
            Reply(decision="approve"),
            Reply(decision="edit", draft='{"text": "2"}'),
            Reply(decision="reject", words="enough"),
            Reply(decision="answer", words="left"),
            Reply(decision="answer", words="right"),
            Reply(decision="reject", words="shorter"),
            *(Reply(decision="approve") for _ in range(2)),  # the first one has its receipt
            Reply(decision="answer", words="left"),
            Reply(decision="answer", words="right"),
            Reply(decision="edit", draft="in a person's words"),
        )
        await end
        refused = goal(consent=Consent(plan=True))
        _, end = await hocket.submit(refused, plan=plan, run_id="run-refused")
        await recorder.answered(hocket, "run-refused", Reply(decision="reject", words="too dear"))
        await end
        open_plan = Plan(tasks=(task("t1", "ask one; both which; say the end"),))
        waits = goal(consent=Consent(questions=True))
        await hocket.submit(waits, plan=open_plan, run_id="run-waiting")
        while not await open_questions(recorder.journal, "run-waiting"):
            await asyncio.sleep(0)


async def crashes(recorder: Recorder) -> None:
    """Runs that are interrupted and resumed, with doubtful effects."""
    async with recorder.hocket(llm := Llm(hangs=True)) as hocket:
        await hocket.submit(goal("ask one; ask hang"), plan="single", run_id="run-resumed")
        await llm.hung.wait()
    async with recorder.hocket() as hocket:
        await hocket.resume("run-resumed")
    for run_id, verdict in (("run-doubtful", None), ("run-settled", "not_done")):
        recorder.paid = False
        recorder.paying.clear()
        async with recorder.hocket() as hocket:
            await hocket.submit(goal("use pay 7; ask after"), plan="single", run_id=run_id)
            await recorder.paying.wait()
        async with recorder.hocket() as hocket:
            if verdict is not None:
                settled = EffectSettled(attempt_id="t1#1", ordinal=0, verdict=verdict)
                loop = hocket.loop(run_id)
                await loop.load()
                await loop.commit([settled])
            await hocket.resume(run_id)


async def branches(recorder: Recorder) -> None:
    """Copies that go their own way, and tasks that are tried again."""
    async with recorder.hocket() as hocket:
        records = await recorder.journal.read("run-story")
        at = next(r.seq for r in records if r.entry.type == "Awarded")
        changes = Changes(agents={"t3": "second"}, limits=Limits(calls=50))
        await (await fork(hocket, "run-story", "run-forked", at, by=BY, changes=changes))
        await retry(hocket, "run-hopeless", "run-again", "t1", by=BY, words="with more luck")
        end = hocket.engine.completion_of("run-again")
        if end is not None:
            await end


async def bids(recorder: Recorder) -> None:
    """Agents that are asked for their bid."""
    async with recorder.hocket(more=bidders()) as hocket:
        plan = Plan(tasks=(task("t1", "say one"), task("t2", "say two", "t1")))
        _, end = await hocket.submit(goal(), plan=plan, run_id="run-bids")
        await end


async def talks(recorder: Recorder) -> None:
    """What is no run: a conversation, the audit log."""
    async with recorder.hocket() as hocket:
        talks = hocket.conversations
        talk = await talks.open("first")
        await say(talks, talk.conversation_id, "Good morning")
        with talks.turn(talk.conversation_id):
            talk = await talks.read(talk.conversation_id)
            await talks.note_run(talk, "Do it", "run-story")
    audit = Audit(recorder.journal, recorder.clock)
    await audit.load()
    for outcome in ("ok", "refused"):
        await audit.write(
            subject=BY,
            role="operator",
            action="run.steer",
            target="run-story",
            outcome=outcome,
            address="127.0.0.1",
        )


async def recorded() -> Recorder:
    """All of it, in memory."""
    recorder = Recorder()
    for part in (stories, failures, crashes, people, branches, bids, talks):
        await part(recorder)
    return recorder


async def write(recorder: Recorder, path: Path) -> None:
    """The recording as a file of today's format, with what else such a file holds."""
    journal = await SqliteJournal.open(path)
    for run_id, expected_seq, entries, blobs in recorder.journal.appends:
        await journal.append(run_id, expected_seq, entries, blobs)
    await journal.ask(Request("run-waiting", "cancel", BY))
    await journal.close()
    store = SqliteStore.open(path)
    await store.put("preferences", BY, b'{"theme":"dark"}')
    await store.close()
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


async def main(name: str) -> None:
    folder = Path(__file__).parent / name
    folder.mkdir()
    path = folder / "journal.db"
    await write(await recorded(), path)
    path.with_name("journal.db.lock").unlink(missing_ok=True)
    journal = await SqliteJournal.open(path, read_only=True)
    summary = await summary_of(journal, agents(), tools())
    await journal.close()
    text = json.dumps(summary, indent=1, ensure_ascii=False)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
