"""A host on loopback that cuts prompts, with Ollama's API and OpenAI's, and llama.cpp itself."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from hocket.adapters.llamacpp.child import threads_of
from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hocket.testing.cutting import CuttingHost

LARGEST = 1 << 20
"""The window that the LLM was trained for; the host serves a smaller one."""


@contextmanager
def served(host: CuttingHost) -> Iterator[str]:
    """The URL of a server that answers for this host."""

    class Handler(_Handler):
        cutting = host

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    cutting: CuttingHost
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        listed = {"models": [{"name": "m", "digest": "d"}], "data": [{"id": "m"}]}
        self._send(json.dumps({"models": []} if self.path == "/api/ps" else listed))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/show":
            facts = {"capabilities": ["completion", "tools"], "model_info": {}}
            facts["model_info"]["m.context_length"] = LARGEST
            self._send(json.dumps(facts))
            return
        answer = asyncio.run(self.cutting.complete(_request_of(body)))
        if self.path == "/api/chat":
            last = {"done": True, "done_reason": "stop", "eval_count": answer.completion_tokens}
            if answer.prompt_tokens:
                last["prompt_eval_count"] = answer.prompt_tokens
            message = {"role": "assistant", "content": answer.text}
            self._send(json.dumps({"model": "m", "message": message, **last}) + "\n")
            return
        choice = {"index": 0, "delta": {"content": answer.text}, "finish_reason": "stop"}
        event: dict[str, Any] = {"choices": [choice]}
        if answer.prompt_tokens:
            event["usage"] = {"prompt_tokens": answer.prompt_tokens, "completion_tokens": 3}
        self._send(f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n")

    def _send(self, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _request_of(body: dict[str, Any]) -> LlmRequest:
    tools = [tool["function"] for tool in body.get("tools") or ()]
    return LlmRequest(
        body["model"],
        tuple(map(_message_of, body["messages"])),
        tools=tuple(ToolSpec(t["name"], t["description"], t["parameters"]) for t in tools),
    )


def _message_of(data: dict[str, Any]) -> ChatMessage:
    calls = [call["function"] for call in data.get("tool_calls") or ()]
    return ChatMessage(
        data["role"],
        data["content"],
        tuple(ToolCall(call["name"], _table(call["arguments"])) for call in calls),
        data.get("tool_call_id") or "",
    )


def _table(arguments: str | dict[str, Any]) -> dict[str, Any]:
    return json.loads(arguments) if isinstance(arguments, str) else arguments


@contextmanager
def llama_server(
    weights: Path, window_tokens: int, *, shifts: bool, draft: Path | None = None, ahead: int = 0
) -> Iterator[str]:
    """The URL of llama.cpp's own server, with this window.

    Args:
        weights: Those of its LLM.
        window_tokens: Its window.
        shifts: Whether it drops the oldest tokens where a prompt is too long.
        draft: Weights of a smaller LLM, which writes ahead what the larger one checks.
        ahead: How many tokens the smaller one writes ahead at most.
    """
    words = [sys.executable, __file__, str(weights), str(window_tokens), str(int(shifts))]
    words += [str(draft), str(ahead)] if draft is not None else []
    with subprocess.Popen(  # noqa: S603 - this file
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.stdin.close()


def main() -> None:
    """Serve llama.cpp until the input closes."""
    os.environ["OMP_WAIT_POLICY"] = "passive"
    import xllamacpp  # noqa: PLC0415 - reads the environment when it is loaded

    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.n_ctx = int(sys.argv[2])
    params.n_parallel = 1
    params.ctx_shift = bool(int(sys.argv[3]))
    params.port = 0
    params.hostnames = ["127.0.0.1"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads_of(os.cpu_count() or 1)
    if sys.argv[4:]:
        kinds = xllamacpp.common_speculative_type
        params.speculative.types = [kinds.COMMON_SPECULATIVE_TYPE_DRAFT_SIMPLE]
        drafting = params.speculative.draft
        drafting.mparams.path, drafting.n_max = sys.argv[4], int(sys.argv[5])
        threads = params.cpuparams.n_threads
        drafting.cpuparams.n_threads = drafting.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
