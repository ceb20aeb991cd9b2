"""A scripted LLM host as a process, for processes under test."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import urllib.request
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

HOCKET = Path(sys.executable).with_name("hocket")
HOST = Path(__file__).parent / "acceptance" / "scripted_host.py"
CONFIG = """llm = "openai:fake"
opinions = false
[server]
port = 0
shutdown_s = 10
"""


@asynccontextmanager
async def host(folder: Path, *rules: dict):
    """A scripted host; yields the environment for which it is the configured one."""
    path = folder / "rules.json"
    path.write_text(json.dumps(rules), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HOST),
        str(path),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    port = int(await process.stdout.readline())
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    try:
        yield {
            **os.environ,
            "HOCKET_OPENAI_URL": f"http://127.0.0.1:{port}/v1",
            "HOCKET_HOME": str(folder / "home"),
            "HOCKET_CONFIG": str(folder / "config.toml"),
            "OLLAMA_HOST": "127.0.0.1:9",
        }
    finally:
        process.stdin.close()
        await process.wait()


def seen(environ: dict) -> list[str]:
    url = environ["HOCKET_OPENAI_URL"].removesuffix("/v1") + "/seen"
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own host
        return json.load(answer)


async def command(environ: dict, *arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    """The exit code and the output of a command line."""
    process = await asyncio.create_subprocess_exec(
        str(HOCKET),
        *arguments,
        env=environ,
        cwd=Path(environ["HOCKET_HOME"]).parent,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(40):
        out, err = await process.communicate(given)
    return process.returncode, out.decode(), err.decode()


@asynccontextmanager
async def served(environ: dict):
    """A server in the foreground; gives its process and a client that is signed in."""
    process = await asyncio.create_subprocess_exec(
        str(HOCKET), "serve", env=environ, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(40):
        link = ""
        while "login?token" not in link:
            link = (await process.stdout.readline()).decode()
    link = link.split()[-1]
    async with httpx.AsyncClient(base_url=link.partition("/login")[0]) as client:
        assert (await client.get(link)).status_code == 303
        try:
            yield process, client
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
