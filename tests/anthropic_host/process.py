"""The host in a child process, and what is asked of it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-ant-of-this-test"
CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = ToolSpec("weather.now", "The weather of a city.", CITY)


@contextmanager
def served() -> Iterator[str]:
    """Its URL, while it serves."""
    script = Path(__file__).with_name("server.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.stdin.close()


def ask(llm: str, *messages: ChatMessage, **changes) -> LlmRequest:
    """A request to one of its LLMs."""
    prompt = messages or (says("Is it raining?"),)
    return LlmRequest(f"claude-{llm}", prompt, **{"max_tokens": 64, **changes})


def says(text: str) -> ChatMessage:
    return ChatMessage("user", text)


async def traffic(url: str) -> dict:
    """What it was sent: bodies, headers, and which answers were cancelled."""
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{url}/traffic")).json()


async def last_body(url: str) -> dict:
    return (await traffic(url))["bodies"][-1]
