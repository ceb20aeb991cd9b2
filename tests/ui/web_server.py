"""A server for the web app's tests: real except for its agents' answers, with runs to look at.

    python tests/ui/web_server.py HOME PORT

Prints the link that signs in, as ``hocket serve`` does. Unfinished runs in HOME continue.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path

from hocket import Agent, Goal, Hocket, Objective, Plan, RegexCheck, Task, tool
from hocket.config import ServerSettings, Settings
from hocket.core.agreement import Agreement, Difference, Method
from hocket.core.fact import Fact
from hocket.core.question import Consent
from hocket.ports.llm import ChatMessage, LlmAnswer
from hocket.prose.chart import chart_of
from hocket.prose.series import Series
from hocket.prose.unit import Unit
from hocket.server.application import application
from hocket.server.installation import launch_token
from hocket.server.listener import bind, listen
from hocket.server.service import Service, serving
from hocket.testing import ScriptedLlm

TEXT = """## A finding

The flow fell **markedly** after 1902.

| year | flow |
|---|---|
| 1900 | 812 |
| 1901 | 799 |

```python
print(812 - 799)
```

"""
WORDS = "the river carried less water in the years that followed than in those before "
QUERY = "SELECT avg(flow) AS mean,\n       max(flow) AS most\nFROM df"
TWO_METHODS = Agreement(
    methods=(
        Method(way="query", agent="ada", gave='{"mean": 844.2, "most": 921.0}'),
        Method(way="program", agent="ben", gave='{"mean": 844.2, "most": 812.4}'),
    ),
    differences=(Difference(place="most", values=("921.0", "812.4")),),
)
FLOW = Series("flow", "", {(1900, 0, 0): 812.4, (1901, 0, 0): 799.1}, Unit("m3"))
CHART = chart_of([FLOW], "The flow")
REPORT = """# The flow

In 1900 the flow was **812.4 m3**. In the next year it was lower.

![Chart of the figures](report.svg)

Perhaps less snow had fallen.
"""
FACT = Fact(
    name="value", value=812.4, unit="m3", of="flow", when=("1900",), source="flow.csv",
    program="flow of 1900", rows=(1,),
)  # fmt: skip
EVIDENCE = [
    {"sentence": "In 1900 the flow was 812.4 m3.", "facts": [FACT.model_dump()]},
    {"sentence": "In the next year it was lower.", "facts": []},
    {"sentence": "Perhaps less snow had fallen.", "facts": [], "judgement": True},
]
WIDE = 200
SLOW = 12


@tool(effect="unsafe")
def send_mail(to: str, text: str) -> str:
    """Send a mail."""
    return f"sent to {to}: {text}"


async def work(assignment, bench):
    """Ask an LLM, write files, and ask a person if the task's name contains ``ask``."""
    name = assignment.task.task_id
    messages = [
        ChatMessage("system", "You are one of the agents of a test."),
        ChatMessage("user", assignment.task.objective.description),
    ]
    for _ in range(SLOW if "slowly" in assignment.task.objective.description else 0):
        drafted = await bench.ask(messages, seed=assignment.number)
        messages += [ChatMessage("assistant", drafted.text), ChatMessage("user", "Go on.")]
    answer = await bench.ask(messages, seed=assignment.number)
    text = answer.text
    if "mail" in name:
        sent = await bench.use("send_mail", {"to": "ann@example.org", "text": "They are ready."})
        text += f"\n\n{sent.text}"
    if "ask" in name:
        options = ["1900", "1950", "2000"]
        reply = await bench.use(
            "ask_person", {"question": "Which year should it start with?", "options": options}
        )
        text += f"\n\nThe person answered: {reply.text}"
    if "a checked report" in assignment.task.objective.description:
        bench.write("report.evidence.json", json.dumps({"sentences": EVIDENCE}).encode())
        bench.write("report.svg", CHART.encode())
        bench.write("report.md", REPORT.encode())
        return REPORT
    if "two methods" in assignment.task.objective.description:
        bench.attest(TWO_METHODS)
        bench.computed_by(QUERY, "sql")
        return '{"mean": 844.2, "most": 921.0}'
    bench.write(f"{name}.md", f"# {name}\n\n{text}".encode())
    bench.write(f"{name}.csv", b"year,flow\n1900,812.4\n1901,799.1\n1902,921.0\n")
    first_try_fails = assignment.number == 1 and len(name) > 2 and hash(name) % 5 == 0
    return "not yet" if first_try_fails else f"done: {text}"


def task(name: str, *depends_on: str, kind: str = "analysis") -> Task:
    objective = Objective(
        description=f"Write the part {name} of the report with care",
        success_criteria=(RegexCheck(pattern="done", says="the answer reports that it is done"),),
    )
    return Task(task_id=name, type=kind, objective=objective, depends_on=depends_on)


def wide(count: int) -> Plan:
    dice = random.Random(7)
    tasks = [task("t0")]
    for n in range(1, count):
        near = {f"t{dice.randrange(max(0, n - 12), n)}" for _ in range(dice.randint(1, 3))}
        tasks.append(task(f"t{n}", *sorted(near)))
    return Plan(tasks=tuple(tasks), why="many parts, most of them in parallel")


def answers(latency_s: float) -> ScriptedLlm:
    def reply(request):
        if request.json_schema is not None:
            return '{"kind": "simple"}'
        dice = random.Random(repr(request.messages[-1].content))
        text = TEXT + "\n".join(WORDS * dice.randint(1, 4) for _ in range(dice.randint(2, 6)))
        return LlmAnswer(text, "stop", request.llm, (), 120, 40, 90, completion_s=0.9, total_s=1.0)

    return ScriptedLlm(reply, latency_s=latency_s, names=("scripted", "other"))


async def seed(service: Service) -> None:
    """Start runs of each kind that a page shows."""
    submit = service.hocket.submit
    five = Plan(
        tasks=(
            task("read"),
            task("figures", "read"),
            task("trend", "read"),
            task("mail", "figures"),
            task("report", "figures", "trend", kind="creative"),
        ),
        why="read first, then compute, then write",
    )
    await submit("Summarise the yearly flow of the Nile and say whether it changed", plan=five)
    await submit(
        Goal(
            text="Write to Ann about the figures once they are right",
            consent=Consent(effects="high", questions=True),
        ),
        plan=Plan(tasks=(task("figures"), task("ask-year"), task("mail", "figures"))),
    )
    await submit(Goal(text="Plan a week with care", consent=Consent(plan=True)), plan=five)
    await submit(
        Goal(text="Compare two ways to store events", consent=Consent(results=True)),
        plan=Plan(tasks=(task("one"), task("two", "one"))),
    )
    unbounded = {"calls": None, "tokens": None}
    await submit(Goal(text="Two hundred parts over a graph", limits=unbounded), plan=wide(WIDE))
    await submit("Compute the mean and the most by two methods", plan="single")
    await submit("Write a checked report on the flow", plan="single")
    for number in range(30):
        await submit(f"Small goal {number}: say something short about rain", plan="single")


async def main(home: Path, port: int) -> None:
    bounds = ServerSettings(
        port=port, rate_per_s=5000, burst=10_000, anonymous_per_s=500, shutdown_s=1
    )
    settings = Settings(home=home, cache=home / "cache", server=bounds)
    agents = [
        Agent(
            name,
            "You work with care.",
            work=work,
            tools=[send_mail],
            types={"analysis": fit[0], "coding": fit[1], "creative": fit[2], "reasoning": fit[3]},
            description=does,
            capabilities=("report", "figures"),
        )
        for name, fit, does in (
            ("ada", (1, 0.6, 0.2, 0.5), "Computes figures"),
            ("ben", (0.4, 0.9, 0.3, 0.6), "Writes programs"),
            ("cleo", (0.3, 0.2, 1, 0.7), "Writes prose"),
        )
    ]
    async with Hocket(
        agents,
        builtin=False,
        journal=settings.journal,
        settings=settings,
        llm=answers(latency_s=0.4),
        resume=False,
        attempts=8,
    ) as hocket:
        launch = launch_token(home)
        async with serving(hocket, bounds, launch=launch) as service:
            if not len(service.catalogue):
                await seed(service)
            bound = bind("127.0.0.1", port)
            address = f"http://127.0.0.1:{bound.getsockname()[1]}"

            def started() -> None:
                sys.stdout.write(f"{address}/login?token={launch}\n")
                sys.stdout.flush()

            await listen(application(service), service, bound, started)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
