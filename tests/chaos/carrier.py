"""A process that executes one run and kills itself (SIGKILL) at a given journal write.

``python carrier.py FOLDER KILL_AT before|after [asking]``: resumes the run if the journal in
FOLDER has it, else begins it; prints the final state as JSON. KILL_AT 0 never kills. What reaches
the LLM, what the tools do and which bids agents are asked for is written to ``llm.log``,
``effects.log`` and ``bids.log``, which outlive the process. With ``asking`` a person is asked about
the plan, each order and each result, and approves.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from hocket import Agent, Decline, Goal, Hocket, Offer, tool
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.app.inbox import Reply, answer, open_questions
from hocket.core.check import RegexCheck, RunCheck
from hocket.core.digest import digest
from hocket.core.question import Consent
from hocket.engine.llm_wire import encode_request
from hocket.errors import InvalidInputError, SettledError
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm

RUN = "run-chaos"
FOLDER = Path(sys.argv[1])
ASKING = "asking" in sys.argv
PLAN = {
    "t1": {"objective": "compute a into a.json", "type": "analysis", "depends_on": []},
    "t2": {"objective": "compute b into b.json", "type": "analysis", "depends_on": []},
    "t3": {"objective": "write the report.md", "type": "creative", "depends_on": ["t1", "t2"]},
}


def log(name: str, line: str) -> None:
    with (FOLDER / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


@tool
def order(what: str) -> str:
    """Order something: done twice, it comes twice."""
    log("effects.log", f"order {what}")
    return f"ordered {what}"


@tool(effect="idempotent")
def label(what: str) -> str:
    """Put a label on something."""
    log("effects.log", f"label {what}")
    return f"labelled {what}"


async def compute(assignment, bench):
    name = assignment.task.objective.deliverables[0]
    again = " again" if assignment.feedback else ""
    first = await bench.ask([ChatMessage("user", f"value of {name}{again}?")])
    ordered = await bench.use("order", {"what": "lid" if again else name})
    await bench.use("label", {"what": name})
    second = await bench.ask([ChatMessage("user", f"{first.text} {ordered.text}: sure?")])
    bench.write(name, json.dumps({"value": int(second.text)}).encode())
    return second.text


def reply(request) -> str:
    log("llm.log", digest(encode_request(request)))
    prompt = request.messages[-1].content
    if request.json_schema is not None:
        return json.dumps(PLAN)
    if "sure?" in prompt:
        # The first value of b is wrong: its check rejects it, and it is worked on again.
        return "0" if "ordered b.json: " in prompt else "42"
    if "value of" in prompt:
        return "perhaps 42"
    return "# Report\n\nBoth values are 42."


def bidding(name: str):
    """Agents here bid themselves, so a kill can come between a bid and its award."""

    async def bid(announcement) -> Offer | Decline:
        log("bids.log", f"{name} {announcement.task.task_id} {announcement.round}")
        kind = announcement.task.type
        if (kind == "creative") != (name == "writer"):
            return Decline(reason=f"{kind} is not mine")
        return Offer(fitness=1, reason=f"{kind} is mine")

    return bid


def check(name: str) -> RunCheck:
    code = f"import json; assert json.load(open('{name}'))['value'] == 42"
    return RunCheck(says=f"{name} is right", path=name, code=code)


GOAL = Goal(
    text="Compute a.json and b.json, then write report.md about them.",
    checks=(check("a.json"), check("b.json"), RegexCheck(path="report.md", pattern="42")),
    consent=Consent(plan=ASKING, effects="high" if ASKING else "none", results=ASKING),
)
AGENTS = (
    Agent(
        "clerk",
        work=compute,
        tools=[order, label],
        bid=bidding("clerk"),
        capabilities=("program",),
    ),
    Agent("writer", "You write.", bid=bidding("writer"), types={"creative": 1.0}),
)


class KillingJournal(SqliteJournal):
    """Kills its process at one of its writes, before it is begun or after it is durable."""

    kill_at = int(sys.argv[2])
    when = sys.argv[3]
    writes = 0

    async def append(self, *args, **kwargs):
        KillingJournal.writes += 1
        mine = KillingJournal.writes == self.kill_at
        if mine and self.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        seq = await super().append(*args, **kwargs)
        if mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return seq


async def approve_all(hocket: Hocket) -> None:
    """A person who approves every question at once."""
    while True:
        for state, question in await open_questions(hocket.journal):
            question_id = f"{state.run_id}~{question.question_id}"
            with suppress(SettledError, InvalidInputError):
                await answer(
                    hocket.engine, hocket.registry, question_id, Reply(decision="approve"), "ann"
                )
        await asyncio.sleep(0.01)


async def main() -> None:
    journal = await KillingJournal.open(FOLDER / "journal.db")
    llm = ScriptedLlm(reply)
    async with Hocket(AGENTS, builtin=False, llm=llm, journal=journal) as hocket:
        person = asyncio.ensure_future(approve_all(hocket)) if ASKING else None
        if RUN in await hocket.engine.unfinished():
            done = await hocket.resume(RUN)
        else:
            done = await hocket.run(GOAL, run_id=RUN)
        if person is not None:
            person.cancel()
    await journal.close()
    tasks = done.state.tasks
    report = {
        "status": done.status,
        "verdict": done.verdict,
        "text": done.text,
        "files": {name: content.decode() for name, content in done.files.items()},
        "tasks": {i: [tasks[i].status, tasks[i].attempts, tasks[i].rejections] for i in tasks},
        "doubtful": [[d.attempt_id, d.tool] for d in done.state.doubtful],
        "calls": done.state.spent.calls,
        "answers": sorted(done.state.answers),
        "writes": KillingJournal.writes,
    }
    sys.stdout.write(json.dumps(report, sort_keys=True))


asyncio.run(main())
