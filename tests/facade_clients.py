"""A hocket server over a scripted host, for the official clients of other APIs."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.testing import ScriptedLlm
from live_server import live

if TYPE_CHECKING:
    from hocket.ports.llm import LlmRequest
    from live_server import Live

WEATHER = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
}
CITY = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}


def said(request: LlmRequest) -> str | LlmAnswer:
    """What the host says: a call, JSON, thoughts, or the words of the last message."""
    words = request.messages[-1].content
    counts = {"prompt_tokens": 11, "completion_tokens": 7, "llm": request.llm}
    if request.tools and request.messages[-1].role == "user":
        call = ToolCall(request.tools[0].name, {"city": "Zürich"}, "call-0")
        return LlmAnswer("", "tool_calls", tool_calls=(call,), **counts)
    if request.json_schema is not None:
        return LlmAnswer(json.dumps({"city": "Zürich"}), **counts)
    if words == "Think.":
        return LlmAnswer("<think>It is wet.</think>Rain.", **counts)
    return LlmAnswer(f"You said:\n{words}\n☔ über", **counts)


class StreamingHost(ScriptedLlm):
    """Says what ``said`` says; a story goes on, piece by piece, until it is stopped.

    Attributes:
        pieces: How many pieces of stories were generated.
        stopped: Set when a story was stopped.
    """

    def __init__(self, **options) -> None:
        super().__init__(said, names=("scripted", "other:latest"), **options)
        self.pieces = 0
        self.stopped = asyncio.Event()

    async def complete(self, request, on_text=None):
        if request.messages[-1].content != "A story.":
            return await super().complete(request, on_text)
        self.requests.append(request)
        try:
            while True:
                self.pieces += 1
                if on_text is not None:
                    on_text(f"Chapter {self.pieces} of many, of which none is like the last. ")
                await asyncio.sleep(0.001)
        finally:
            self.stopped.set()

    def marks_thoughts(self, _) -> bool:
        return True


@dataclass
class Facade:
    """A server with a key of each kind."""

    live: Live
    host: StreamingHost
    key: str
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.live.url

    async def audited(self, action: str = "answer", count: int = 1) -> list[dict]:
        """The entries on calls in the audit log, oldest first, once there are so many."""
        headers = {"Authorization": f"Bearer {self.keys['admin']}"}
        async with self.live.client(None) as client, asyncio.timeout(10):
            while True:
                items = (await client.get("/api/v1/audit", headers=headers)).json()["items"]
                found = [entry for entry in reversed(items) if entry["action"] == action]
                if len(found) >= count:
                    return found
                await asyncio.sleep(0.01)


@asynccontextmanager
async def facade(folder, host: StreamingHost | None = None, agents=(), **options):
    """A server that answers by a scripted host."""
    host = host or StreamingHost()
    async with live(folder, *agents, llm=host, **options) as server:
        keys = {}
        for role in ("orchestrator", "admin", "observer"):
            _, keys[role] = await server.service.keyring.create(role, role)
        yield Facade(server, host, keys["orchestrator"], keys)
