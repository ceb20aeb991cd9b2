"""A small Ollama server that follows the published API, with deliberate faults.

Run as ``python ollama_server.py``: prints its port and serves until stdin closes. The name of an
LLM says what it does; ``GET /traffic`` lists the bodies of all POSTs and the cancelled streams.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GIB = 1 << 30
REAL_WINDOW = 512  # of "truncating", whatever the request says

LLMS = {
    "tiny:latest": ("llama", ["completion", "tools"], 4096),
    "embedder:latest": ("bert", ["embedding"], 512),
    "thinker:latest": ("qwen3", ["completion", "thinking"], 40960),
    "truncating:latest": ("llama", ["completion"], 131072),
    "faulty:latest": ("llama", ["completion"], 4096),
    "vanishing:latest": ("llama", ["completion"], 4096),
    "slow:latest": ("llama", ["completion"], 4096),
    "large:latest": ("llama", ["completion"], 4096),
    "busy:latest": ("llama", ["completion"], 4096),
    "strict:latest": ("llama", ["completion"], 4096),
}
REFUSALS = {
    "large:latest": (500, "model requires more system memory (9 GiB) than is available (2 GiB)"),
    "busy:latest": (503, "server busy, please try again.  maximum pending requests exceeded"),
    "strict:latest": (400, "prompt is too long: exceeds the context length"),
}
LOADED: dict[str, int] = {}
BODIES: list[dict] = []
CANCELLED: list[str] = []


def full_name(name: str) -> str:
    return name if ":" in name else f"{name}:latest"


def instance(schema: dict):
    """A value that fits a simple schema."""
    kind = schema.get("type", "object")
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object":
        return {name: instance(part) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [instance(schema.get("items", {}))]
    return {"integer": 4, "number": 0.5, "boolean": True}.get(kind, "Paris")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/api/version":
            self.answer({"version": "0.12.6"})
        elif self.path == "/api/tags":
            self.answer({"models": [self.tag(name) for name in LLMS]})
        elif self.path == "/api/ps":
            running = [
                {"name": name, "size": 2 * GIB, "size_vram": GIB, "context_length": window}
                for name, window in LOADED.items()
            ]
            self.answer({"models": running})
        elif self.path == "/traffic":
            self.answer({"bodies": BODIES, "cancelled": CANCELLED})
        else:
            self.answer({"error": "404 page not found"}, 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        BODIES.append({"path": self.path, **body})
        name = full_name(body["model"])
        if self.path == "/api/pull":
            self.pull(name)
        elif name not in LLMS:
            self.answer({"error": f"model '{body['model']}' not found"}, 404)
        elif self.path == "/api/show":
            self.show(name)
        elif self.path == "/api/generate":
            self.load(name, body)
        elif self.path == "/api/embed":
            self.embed(name, body)
        elif self.path == "/api/chat":
            self.chat(name, body)

    def tag(self, name: str) -> dict:
        family = LLMS[name][0]
        details = {"family": family, "parameter_size": "1B", "quantization_level": "Q4_0"}
        return {"name": name, "model": name, "size": GIB, "digest": "ab12", "details": details}

    def show(self, name: str) -> None:
        family, capabilities, window = LLMS[name]
        facts = {"general.architecture": family, f"{family}.context_length": window}
        self.answer({"capabilities": capabilities, "model_info": facts})

    def load(self, name: str, body: dict) -> None:
        if body.get("keep_alive") == 0:
            LOADED.pop(name, None)
            reason = "unload"
        else:
            LOADED[name] = self.window(name, body)
            reason = "load"
        self.answer({"model": name, "response": "", "done": True, "done_reason": reason})

    def window(self, name: str, body: dict) -> int:
        if name == "truncating:latest":
            return REAL_WINDOW
        return min(LLMS[name][2], body.get("options", {}).get("num_ctx", 4096))

    def embed(self, name: str, body: dict) -> None:
        if "embedding" not in LLMS[name][1]:
            self.answer({"error": "this model does not support embeddings"}, 501)
            return
        LOADED[name] = self.window(name, body)
        if any(len(text.split()) > LLMS[name][2] for text in body["input"]):
            self.answer({"error": "the input length exceeds the context length"}, 400)
            return
        vectors = [[len(text) + 1.0, text.count("a"), math.pi] for text in body["input"]]
        counted = sum(len(text.split()) for text in body["input"])
        self.answer({"model": name, "embeddings": vectors, "prompt_eval_count": counted})

    def pull(self, name: str) -> None:
        self.begin()
        self.line({"status": "pulling manifest"})
        if name.startswith("nowhere"):
            self.line({"error": "pull model manifest: file does not exist"})
        elif name.startswith("halfway"):
            self.line({"status": "pulling ab12", "digest": "sha256:ab12", "total": 100})
            self.line({"status": "pulling ab12", "total": 100, "completed": 40})
        else:
            self.line({"status": "pulling ab12", "digest": "sha256:ab12", "total": 100})
            self.line({"status": "pulling ab12", "total": 100, "completed": 40})
            self.line({"status": "pulling ab12", "total": 100, "completed": 100})
            self.line({"status": "verifying sha256 digest"})
            self.line({"status": "writing manifest"})
            self.line({"status": "success"})
            LLMS[name] = ("llama", ["completion"], 2048)
        self.end()

    def chat(self, name: str, body: dict) -> None:
        if name in REFUSALS:
            status, reason = REFUSALS[name]
            self.answer({"error": reason}, status)
            return
        LOADED[name] = self.window(name, body)
        messages = body["messages"]
        if name == "truncating:latest":
            # Like servers without "truncate": silently drop the oldest messages.
            while len(messages) > 1 and self.count(messages) > REAL_WINDOW:
                messages = messages[1:]
        self.begin()
        if name == "slow:latest":
            self.stream_until_cancelled(name)
            return
        words, calls = self.reply(body)
        limit = body["options"]["num_predict"]
        for word in words[:limit]:
            self.text(name, word)
        if name == "faulty:latest":
            self.line({"error": "an error was encountered while running the model"})
            self.end()
            return
        if name == "vanishing:latest":
            self.close_connection = True
            return
        if calls:
            message = {"role": "assistant", "content": "", "tool_calls": calls}
            self.line({"model": name, "message": message, "done": False})
        self.line(
            {
                "model": name,
                "message": {"role": "assistant", "content": ""},
                "done": True,
                "done_reason": "length" if len(words) > limit else "stop",
                "total_duration": 5_000_000_000,
                "load_duration": 1_000_000_000,
                "prompt_eval_count": self.count(messages),
                "prompt_eval_duration": 1_500_000_000,
                "eval_count": min(len(words), limit),
                "eval_duration": 2_500_000_000,
            }
        )
        self.end()

    def reply(self, body: dict) -> tuple[list[str], list[dict]]:
        if "format" in body:
            return [json.dumps(instance(body["format"]))], []
        if "tools" in body and body["messages"][-1]["role"] != "tool":
            function = body["tools"][0]["function"]
            call = {"name": function["name"], "arguments": instance(function["parameters"])}
            return [], [{"function": call}]
        last = body["messages"][-1]["content"]
        return [f"{word} " for word in f"You said: {last}".split()], []

    def count(self, messages: list[dict]) -> int:
        return 10 + sum(len(message["content"].split()) for message in messages)

    def stream_until_cancelled(self, name: str) -> None:
        try:
            for number in itertools.count():
                self.text(name, f"{number} ")
                time.sleep(0.02)
        except OSError:
            CANCELLED.append(name)
            self.close_connection = True

    def text(self, name: str, text: str) -> None:
        message = {"role": "assistant", "content": text}
        line = {"model": name, "message": message, "done": False}
        if "logprobs" in BODIES[-1]:
            likely = [{"token": text, "logprob": -0.1}, {"token": "no", "logprob": -3.0}]
            line["logprobs"] = [{"token": text, "logprob": -0.1, "top_logprobs": likely}]
        self.line(line)

    def answer(self, body: dict, status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def line(self, body: dict) -> None:
        data = json.dumps(body, ensure_ascii=False).encode() + b"\n"
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
