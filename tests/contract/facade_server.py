"""A hocket server over a scripted host in a process of its own, for its own adapters.

Run as ``python facade_server.py FOLDER``: prints its port and a key, and serves until stdin closes.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hocket.testing import ScriptedLlm
from live_server import live


def said(request) -> str:
    if request.json_schema:
        return json.dumps({"city": "Paris", "sure": True})
    return f"You said: {request.messages[-1].content}"


async def main() -> None:
    host = ScriptedLlm(said, latency_s=0.01, context_tokens=4096)
    async with live(Path(sys.argv[1]), llm=host) as server:
        _, key = await server.service.keyring.create("contract", "admin")
        port = server.url.rpartition(":")[2]
        print(port, key, flush=True)  # noqa: T201 - the parent reads it
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
