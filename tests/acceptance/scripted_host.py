"""An OpenAI-compatible host on loopback that answers by rules, for processes under test.

Run as ``python scripted_host.py RULES.json``: prints its port, serves until its input ends. A rule
is ``{"if": TEXT, "say": ANSWER, "wait_s": SECONDS, "status": CODE}``, or calls a tool by ``"call":
{"name": TOOL, "arguments": {…}}`` instead of an answer. The first whose text stands in the prompt
is taken, with ``once`` only one time. Each answer is streamed word by word. GET ``/seen`` gives
the prompts.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RULES: list[dict] = []
SEEN: list[str] = []
LOCK = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments) -> None:
        pass

    def do_GET(self) -> None:
        body = SEEN if self.path == "/seen" else {"data": [{"id": "fake", "object": "model"}]}
        self._whole(200, body)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = "\n".join(str(m.get("content")) for m in body["messages"])
        with LOCK:
            SEEN.append(prompt)
            rule = next((r for r in RULES if r.get("if", "") in prompt), {"status": 500})
            if rule.get("once"):
                RULES.remove(rule)
        if "status" in rule:
            self._whole(rule["status"], {"error": {"message": "as the script says"}})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if "call" in rule:
            function = {**rule["call"], "arguments": json.dumps(rule["call"]["arguments"])}
            call = {"index": 0, "id": "call-1", "type": "function", "function": function}
            self._event({"choices": [{"index": 0, "delta": {"tool_calls": [call]}}]})
        text = rule.get("say", "")
        pieces = re.findall(r"\s*\S+\s*?", text) or [text]
        try:
            for piece in pieces:
                time.sleep(rule.get("wait_s", 0) / len(pieces))
                self._event({"choices": [{"index": 0, "delta": {"content": piece}}]})
            finish = "tool_calls" if "call" in rule else "stop"
            end = {"index": 0, "delta": {}, "finish_reason": finish}
            usage = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(pieces)}
            self._event({"choices": [end], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # the client has disconnected
        self.close_connection = True

    def _event(self, data: dict) -> None:
        self.wfile.write(f"data: {json.dumps({'model': 'fake', **data})}\n\n".encode())
        self.wfile.flush()

    def _whole(self, status: int, data) -> None:
        content = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    RULES.extend(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)  # noqa: T201 - the test reads it
    sys.stdin.read()
