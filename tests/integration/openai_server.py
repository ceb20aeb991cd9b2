"""A small OpenAI-compatible host with deliberate faults; the name of an LLM says what it does.

Run as ``python openai_server.py``: prints its port and serves until stdin closes.
"""

from __future__ import annotations

import itertools
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODIES: list[dict] = []
CANCELLED: list[str] = []
LISTED = [
    {"id": "plain", "object": "model", "owned_by": "test", "max_model_len": 2048},
    {"id": "text-embed", "object": "model", "owned_by": "test"},
    {"id": "cutting", "object": "model"},
    {"id": "nameless", "object": "model", "meta": {"n_ctx_train": 1024, "size": 7}},
]
USAGE = {
    "prompt_tokens": 1000,
    "completion_tokens": 500,
    "prompt_tokens_details": {"cached_tokens": 800},
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/traffic":
            self.answer({"bodies": BODIES, "cancelled": CANCELLED})
        elif self.path == "/listless/models":
            self.answer({"error": {"message": "not here"}}, 404)
        else:
            self.answer({"data": LISTED})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        BODIES.append({"path": self.path, **body})
        if self.path.endswith("/embeddings"):
            vectors = [{"index": i, "embedding": [i + 1.0, 2.0]} for i in range(len(body["input"]))]
            self.answer({"data": vectors[::-1]})
        else:
            self.body = body
            getattr(self, body["model"].replace("-", "_"))()

    def plain(self) -> None:
        self.begin()
        self.comment()
        top = [{"token": "A", "logprob": -0.2}, {"token": "B", "logprob": -1.8}]
        logprobs = {"content": [{"token": "A", "logprob": -0.2, "top_logprobs": top}]}
        self.event({"delta": {"role": "assistant", "content": ""}})
        self.event({"delta": {"content": "A line\u2028"}, "logprobs": logprobs})
        self.event({"delta": {"content": "and another."}})
        self.finish("stop")

    def calling(self) -> None:
        self.begin()
        first = {"index": 0, "id": "c1", "function": {"name": "weather", "arguments": '{"ci'}}
        self.event({"delta": {"tool_calls": [first]}})
        self.event({"delta": {"tool_calls": [{"index": 0, "function": {"arguments": 'ty":"P"}'}}]}})
        second = {"index": 1, "id": "c2", "function": {"name": "clock", "arguments": ""}}
        self.event({"delta": {"tool_calls": [second]}})
        self.finish("tool_calls")

    def garbled(self) -> None:
        self.begin()
        call = {"index": 0, "id": "c1", "function": {"name": "weather", "arguments": '{"ci'}}
        self.event({"delta": {"tool_calls": [call]}})
        self.finish(self.body["messages"][-1]["content"])

    def ending(self) -> None:
        self.begin()
        self.event({"delta": {"content": "Some text"}})
        self.finish(self.body["messages"][-1]["content"])

    def vanishing(self) -> None:
        self.begin()
        self.event({"delta": {"content": "Some"}})
        self.close_connection = True

    def stopping(self) -> None:
        self.begin()
        self.event({"delta": {"content": "Some"}})
        self.data(b"[DONE]")
        self.end()

    def faulty(self) -> None:
        self.begin()
        self.event({"delta": {"content": "Some"}})
        self.data(json.dumps({"error": {"message": "the engine fell over"}}).encode())
        self.end()

    def slow(self) -> None:
        self.begin()
        try:
            for number in itertools.count():
                self.event({"delta": {"content": f"{number} "}})
                time.sleep(0.02)
        except OSError:
            CANCELLED.append("slow")
            self.close_connection = True

    def limited(self) -> None:
        self.answer({"error": {"message": "slow down"}}, 429, {"Retry-After": "7"})

    def limited_by_date(self) -> None:
        later = {"Retry-After": "Fri, 01 Jan 2038 00:01:30 GMT"}
        self.answer({"error": {"message": "later"}}, 503, later)

    def flaky(self) -> None:
        if sum(body.get("model") == "flaky" for body in BODIES) <= 2:
            self.answer({"error": {"message": "the engine fell over"}}, 500)
        else:
            self.plain()

    def cutting(self) -> None:
        """Like Ollama behind its /v1, with a window of 2048 tokens."""
        words = sum(len(message["content"].split()) for message in self.body["messages"])
        usage = {"prompt_tokens": min(2048, words + 10), "completion_tokens": 1}
        self.begin()
        self.event({"delta": {"content": "Yes."}, "finish_reason": "stop"})
        self.data(json.dumps({"choices": [], "usage": usage}).encode())
        self.data(b"[DONE]")
        self.end()

    def uncounted(self) -> None:
        self.begin()
        self.event({"delta": {"content": "four" * 100}})
        self.event({"delta": {}, "finish_reason": "stop"})
        self.data(b"[DONE]")
        self.end()

    def locked(self) -> None:
        key = self.headers["Authorization"].partition(" ")[2]
        self.answer({"error": {"message": f"Incorrect API key provided: {key}."}}, 401)

    def small(self) -> None:
        error = {"message": "too much", "code": "context_length_exceeded"}
        self.answer({"error": error}, 400)

    def newer(self) -> None:
        if "max_tokens" in self.body:
            reason = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
            self.answer({"error": {"message": reason}}, 400)
        else:
            self.plain()

    def moved(self) -> None:
        self.answer({}, 307, {"Location": "http://192.0.2.1/v1/chat/completions"})

    def wordy(self) -> None:
        self.begin()
        self.wfile.write(b"5\r\ndata:\r\n")
        self.data(b"not JSON")
        self.end()

    def answer(self, body: dict, status: int = 200, headers: dict | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response_only(status)
        self.send_header("Date", "Fri, 01 Jan 2038 00:00:00 GMT")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def comment(self) -> None:
        self.wfile.write(b"10\r\n: keep-alive...\n\r\n")

    def event(self, choice: dict) -> None:
        body = {"model": "served-name", "choices": [{"index": 0, **choice}]}
        self.data(json.dumps(body, ensure_ascii=False).encode())

    def finish(self, reason: str) -> None:
        self.event({"delta": {}, "finish_reason": reason})
        timings = {"prompt_ms": 250.0, "predicted_ms": 750.0}
        self.data(json.dumps({"choices": [], "usage": USAGE, "timings": timings}).encode())
        self.data(b"[DONE]")
        self.end()

    def data(self, data: bytes) -> None:
        data = b"data: " + data + b"\n\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - the test reads the port
    sys.stdin.read()


if __name__ == "__main__":
    main()
