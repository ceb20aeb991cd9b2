"""The agents of the golden journals, whose answers do not depend on hocket's wording.

A journal of an earlier release is replayed with them for ever, so what is here is only added to.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket import Agent, Decline, Goal, Limits, Offer, tool
from hocket.core.agreement import Agreement, Method
from hocket.errors import OrchestrationError, PermanentError, TransientError
from hocket.ports.llm import ChatMessage, ToolCall

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SCHEMA = {"type": "object", "required": ["n"]}


async def at_once() -> None:
    """What a tool waits for unless a recording says otherwise."""


def tools(wait: Callable[[], Awaitable[None]] = at_once) -> list:
    @tool(effect="unsafe")
    def send(text: str) -> str:
        """Send a text."""
        return f"sent {text}"

    @tool(effect="unsafe")
    async def pay(amount: int) -> str:
        """Pay an amount."""
        await wait()
        return f"paid {amount}"

    @tool(effect="idempotent")
    def put(text: str) -> str:
        """Put a text down."""
        return f"put {text}"

    @tool(effect="none")
    def look() -> str:
        """Look."""
        return "seen"

    return [send, pay, put, look]


def agents(wait: Callable[[], Awaitable[None]] = at_once) -> list[Agent]:
    builtin = ["write_file", "read_file"]
    return [
        Agent(name, work=work, tools=tools(wait), builtin=builtin, capabilities=["steps"])
        for name in ("first", "second")
    ]


def bidders() -> list[Agent]:
    """Agents that bid themselves and never win: one offers little, one declines, one fails."""

    async def offer(announcement) -> Offer:
        return Offer(fitness=0.01, reason="if nobody else will", tokens=announcement.round)

    async def decline(_) -> Decline:
        return Decline(reason="not today")

    async def fail(_) -> Offer:
        raise PermanentError("no bid")

    return [
        Agent(name, work=work, bid=bid)
        for name, bid in (("low", offer), ("shy", decline), ("odd", fail))
    ]


async def work(assignment, bench) -> str:
    """Do what the task says: steps of a word and its argument, separated by semicolons."""
    results = []
    for step in assignment.task.objective.description.split("; "):
        word, _, rest = step.partition(" ")
        if word == "exactly":
            return rest
        results.append(await STEPS[word](rest, assignment, bench))
    return "\n".join([*results, f"attempt {assignment.number}"])


async def say(text, assignment, _) -> str:
    return text


async def improve(text, assignment, _) -> str:
    return f"{text}, better" if assignment.feedback else text


async def count(_, assignment, __) -> str:
    return f"count {assignment.number} after {len(assignment.results)} results"


async def ask(text, _, bench) -> str:
    return (await bench.ask([ChatMessage("user", text)])).text


async def structured(text, _, bench) -> str:
    answer = await bench.ask([ChatMessage("user", text)], json_schema=SCHEMA)
    return str(answer.data["n"])


async def use(text, _, bench) -> str:
    name, _, argument = text.partition(" ")
    named = {"send": "text", "put": "text", "pay": "amount", "ask_person": "question"}
    value = int(argument) if name == "pay" else argument
    arguments = {named[name]: value} if name in named else {}
    if name == "write_file":
        arguments = {"path": "made.txt", "content": argument}
    result = await bench.use(name, arguments)
    # A refusal is in hocket's words, which another release may choose otherwise.
    return result.text if result.ok else "refused"


async def leave(text, _, bench) -> str:
    name, _, content = text.partition(" ")
    bench.write(name, content.encode())
    return f"left {name}"


async def hold(text, _, bench) -> str:
    await bench.hold(text)
    return f"held {text}"


async def delegate(text, _, bench) -> str:
    done = await bench.delegate(Goal(text=text, limits=Limits(seconds=None)))
    return f"{done.status}: {done.text}"


async def fail(text, _, __) -> str:
    raise PermanentError(text)


async def stumble(text, assignment, _) -> str:
    if assignment.number == 1:
        raise TransientError(text)
    return f"recovered from {text}"


async def catch(text, _, bench) -> str:
    try:
        return await ask(text, None, bench)
    except OrchestrationError as error:
        return f"caught {error.code}"


async def both(text, _, bench) -> str:
    async with asyncio.TaskGroup() as group:
        parts = [group.create_task(use(f"ask_person {text} {side}?", None, bench)) for side in "ab"]
    return " ".join(part.result() for part in parts)


async def agree(text, _, bench) -> str:
    methods = tuple(Method(way=way, gave=text) for way in ("query", "program"))
    bench.attest(Agreement(methods=methods, agrees=True))
    return text


async def outgrow(text, _, bench) -> str:
    """A conversation with results of tools that is longer than the window of the LLM."""
    messages = [ChatMessage("user", "Read all of it.")]
    for number in range(6):
        call = ToolCall("look", {"page": number}, f"c{number}")
        words = "\n".join(f"{text} {number * 100 + line}" for line in range(100))
        messages.append(ChatMessage("assistant", "", (call,)))
        messages.append(ChatMessage("tool", words, (), call.call_id))
    return (await bench.ask(messages, max_tokens=100)).text


STEPS = {
    "outgrow": outgrow,
    "agree": agree,
    "say": say,
    "improve": improve,
    "count": count,
    "ask": ask,
    "structured": structured,
    "use": use,
    "leave": leave,
    "hold": hold,
    "delegate": delegate,
    "fail": fail,
    "stumble": stumble,
    "catch": catch,
    "both": both,
}
