"""A tool that pays, and runs whose agent uses it: for tests of what must not happen twice."""

from __future__ import annotations

from hocket import ToolPlace, tool
from stories import agent, hocket_of

RUN = "run-1"


class Till:
    """A tool that pays, and what it paid."""

    def __init__(self) -> None:
        self.paid: list[tuple] = []
        self.keys: list[str] = []
        self.faults: list[BaseException] = []
        paid, faults, keys = self.paid, self.faults, self.keys

        @tool(effect="unsafe")
        async def pay(to: str, amount: int = 1, note: str = "") -> str:
            """Pay."""
            paid.append((to, amount))
            if faults:
                raise faults.pop(0)
            return f"receipt {len(paid)} for {to}"

        @tool(effect="idempotent")
        def put(text: str, place: ToolPlace) -> str:
            """Put a text down."""
            keys.append(place.key)
            return f"put {text}"

        self.tools = (pay, put)


async def run_of(work, till: Till, *, goal="go", journal=None, plan="single", **options):
    async with hocket_of(agent(work, tools=till.tools), journal=journal, **options) as hocket:
        return await hocket.run(goal, plan=plan, run_id=RUN)
