"""The host as a process.

Run as ``python server.py [RULES.json]``: prints its port and serves until its input ends. GET
``/traffic`` gives the bodies, their headers, and which answers were cancelled. The LLM
``claude-scripted`` answers by rules: ``{"if": TEXT, "say": ANSWER}``, or ``"call": {"name": TOOL,
"input": {…}}``; the first whose text stands in the prompt is taken, with ``once`` only one time.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from anthropic_host.answers import HostRefusalError, answer_to, prompt_tokens, tokens_in
from anthropic_host.rules import fault_of

KEY = "sk-ant-of-this-test"
VERSIONS = ("2023-06-01", "2026-10-21")
CACHED_FROM = 24
"""The least tokens of a prefix that is cached; the API has 1024 or more."""

BODIES: list[dict] = []
HEADERS: list[dict] = []
CANCELLED: list[str] = []
RULES: list[dict] = []
CACHED: set[str] = set()
LOCK = threading.Lock()
OLD = ("claude-large", "claude-long", "claude-retired")


def listed(name: str) -> dict:
    """An LLM as the list has it; old ones are without figures."""
    entry = {
        "type": "model",
        "id": name,
        "display_name": name.replace("-", " ").title(),
        "created_at": "2026-06-01T00:00:00Z",
        "lifecycle": "retired" if name == "claude-retired" else "active",
    }
    return entry if name in OLD else {**entry, "max_input_tokens": 4096, "max_tokens": 2048}


ALIAS, DATED = "claude-dated", "claude-dated-20260601"
NAMES = [DATED, "claude-plain", "claude-calling", "claude-scripted", "claude-slow", *OLD]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == "/traffic":
            self.whole({"bodies": BODIES, "headers": HEADERS, "cancelled": CANCELLED})
        elif url.path == "/v1/models":
            self.answered(lambda: self.page(parse_qs(url.query)))
        elif url.path.startswith("/v1/models/"):
            self.answered(lambda: self.one(unquote(url.path.removeprefix("/v1/models/"))))
        else:
            self.refuse(HostRefusalError(404, "not_found_error", "Not Found"))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with LOCK:
            BODIES.append({"path": self.path, **body})
            HEADERS.append({name.lower(): value for name, value in self.headers.items()})
        calls = {"/v1/messages": self.message, "/v1/messages/count_tokens": self.counted}
        call = calls.get(self.path)
        if call is None:
            self.refuse(HostRefusalError(404, "not_found_error", "Not Found"))
        else:
            self.answered(lambda: call(body))

    def answered(self, call) -> None:
        try:
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            if self.headers.get("x-api-key", bearer) != KEY:
                raise HostRefusalError(401, "authentication_error", "invalid x-api-key")  # noqa: TRY301
            if self.headers.get("anthropic-version") not in VERSIONS and not bearer:
                message = "anthropic-version: header is required"
                raise HostRefusalError(400, "invalid_request_error", message)  # noqa: TRY301
            call()
        except HostRefusalError as error:
            self.refuse(error)

    def page(self, query: dict) -> None:
        """At most two LLMs, whatever limit is asked for."""
        after = query.get("after_id", [""])[0]
        start = NAMES.index(after) + 1 if after else 0
        names = NAMES[start : start + 2]
        self.whole(
            {
                "data": [listed(name) for name in names],
                "has_more": start + 2 < len(NAMES),
                "first_id": names[0],
                "last_id": names[-1],
            }
        )

    def one(self, name: str) -> None:
        """One LLM, also by its alias."""
        listed_as = DATED if name == ALIAS else name
        if listed_as not in NAMES:
            raise HostRefusalError(404, "not_found_error", f"model: {name}")
        self.whole(listed(listed_as))

    def counted(self, body: dict) -> None:
        self.check(body, counts=True)
        self.whole({"input_tokens": prompt_tokens(body)})

    def check(self, body: dict, *, counts: bool = False) -> None:
        if fault := fault_of(body, counts=counts):
            raise HostRefusalError(400, "invalid_request_error", fault)

    def message(self, body: dict) -> None:
        self.check(body)
        if "temperature" in body and self.headers["anthropic-version"] == VERSIONS[-1]:
            message = "temperature: Extra inputs are not permitted"
            raise HostRefusalError(400, "invalid_request_error", message)
        blocks, reason = scripted(body) if body["model"] == "claude-scripted" else answer_to(body)
        for block in blocks:
            for stop in body.get("stop_sequences", ()) if block["type"] == "text" else ():
                if stop in block["text"]:
                    block["text"] = block["text"].partition(stop)[0]
                    reason = "stop_sequence"
            words = block.get("text", "").split(" ")
            if len(words) > body["max_tokens"] and body["model"] != "claude-slow":
                block["text"] = " ".join(words[: body["max_tokens"]])
                reason = "max_tokens"
        if body.get("stream"):
            self.stream(body, blocks, reason)
        else:
            usage = {**usage_of(body), "output_tokens": written(blocks)}
            self.whole({**started(body, usage), "content": blocks, "stop_reason": reason})

    def stream(self, body: dict, blocks: list[dict], reason: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("request-id", "req_1")
        self.end_headers()
        try:
            self.events(body, blocks, reason)
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            CANCELLED.append(body["model"])
            self.close_connection = True

    def events(self, body: dict, blocks: list[dict], reason: str) -> None:
        usage = usage_of(body)
        self.event({"type": "message_start", "message": started(body, usage)})
        self.event({"type": "ping"})
        for index, block in enumerate(blocks):
            start, deltas = pieces(block)
            self.event({"type": "content_block_start", "index": index, "content_block": start})
            for delta in deltas:
                self.event({"type": "content_block_delta", "index": index, "delta": delta})
                if body["model"] == "claude-slow":
                    time.sleep(0.02)
                if body["model"] in ("claude-midway", "claude-bare"):
                    error = {"type": "overloaded_error", "message": "Overloaded"}
                    wrapped = {"type": "error", "error": error, "request_id": "req_1"}
                    self.event(wrapped if body["model"] == "claude-midway" else error)
                    return
                if body["model"] == "claude-vanishing":
                    self.close_connection = True
                    return
            self.event({"type": "content_block_stop", "index": index})
        end = {"stop_reason": reason, "stop_sequence": None, "stop_details": details(reason)}
        if body["model"] == "claude-leaking":
            end["stop_details"] = {"explanation": f"{self.headers['x-api-key']} may not " * 999}
        counts = {"output_tokens": written(blocks)}
        if body["model"] == "claude-zero":
            counts |= {"input_tokens": 0}
        self.event({"type": "message_delta", "delta": end, "usage": counts})
        self.event({"type": "message_stop"})

    def event(self, data: dict) -> None:
        line = f"event: {data['type']}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))

    def refuse(self, error: HostRefusalError) -> None:
        body = {
            "type": "error",
            "error": {"type": error.kind, "message": error.message},
            "request_id": "req_1",
        }
        self.whole(body, error.status, error.headers)

    def whole(self, body: dict, status: int = 200, headers: dict | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response_only(status)
        self.send_header("Date", "Fri, 01 Jan 2038 00:00:00 GMT")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def started(body: dict, usage: dict) -> dict:
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": body["model"],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": usage,
    }


def details(reason: str) -> dict | None:
    explanation = {"type": "refusal", "category": "cyber", "explanation": "It could do harm."}
    return explanation if reason == "refusal" else None


def pieces(block: dict) -> tuple[dict, list[dict]]:
    """What a block begins with, and its deltas."""
    if block["type"] == "text":
        words = [word if n == 0 else f" {word}" for n, word in enumerate(block["text"].split(" "))]
        deltas = [{"type": "text_delta", "text": word} for word in words]
        return {"type": "text", "text": ""}, deltas
    if block["type"] == "thinking":
        thought = {"type": "thinking_delta", "thinking": block["thinking"]}
        signed = {"type": "signature_delta", "signature": block["signature"]}
        return {"type": "thinking", "thinking": "", "signature": ""}, [thought, signed]
    if block["type"] == "tool_use":
        text = json.dumps(block["input"])
        parts = ("", text[:5], text[5:])
        return {**block, "input": {}}, [
            {"type": "input_json_delta", "partial_json": part} for part in parts
        ]
    return block, []


def written(blocks: list[dict]) -> int:
    said = [block.get(name) for block in blocks for name in ("text", "thinking", "input")]
    return max(1, tokens_in(said))


def usage_of(body: dict) -> dict:
    """The counts of a prompt, in three parts if it marks a prefix that is long enough."""
    total = prompt_tokens(body)
    marked = [b for b in (*body.get("tools", ()), *body.get("system", ())) if "cache_control" in b]
    prefix = [body["model"], body.get("tools"), body.get("system")]
    size, key = tokens_in(prefix[1:]), json.dumps(prefix)
    kept = size if marked and size >= CACHED_FROM else 0
    with LOCK:
        is_read = key in CACHED
        if kept:
            CACHED.add(key)
    return {
        "input_tokens": total - kept,
        "cache_creation_input_tokens": 0 if is_read else kept,
        "cache_read_input_tokens": kept if is_read else 0,
        "output_tokens": 1,
    }


def scripted(body: dict) -> tuple[list[dict], str]:
    prompt = json.dumps([body.get("system"), body["messages"]], ensure_ascii=False)
    with LOCK:
        rule = next((r for r in RULES if r.get("if", "") in prompt), None)
        if rule is None:
            raise HostRefusalError(500, "api_error", "no rule for this prompt")
        if rule.get("once"):
            RULES.remove(rule)
        number = len(BODIES)
    if "call" in rule:
        return [{"type": "tool_use", "id": f"toolu_{number}", **rule["call"]}], "tool_use"
    return [{"type": "text", "text": rule["say"]}], "end_turn"


def main() -> None:
    if sys.argv[1:]:
        RULES.extend(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - the test reads the port
    sys.stdin.read()


if __name__ == "__main__":
    main()
