"""Socket.IO for the web app: rooms for runs, the list of runs and the inbox.

A client that watches a run gets its events from the hub, in order and from a cursor on. Summaries
of runs, questions and operations are sent to rooms when they change.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import socketio

from hocket.server.access import admitted
from hocket.server.hub import Filter, Item, Missed, Piece
from hocket.server.problems import Problem
from hocket.server.routes.approvals import with_draft
from hocket.server.views.approval import approvals_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from hocket.server.access import Principal
    from hocket.server.operations import Operation
    from hocket.server.service import Service

RUNS, INBOX = "runs", "inbox"
FLUSH_S = 0.25
QUEUED = 500
"""Queued packets of a client above which we wait; the hub then skips events."""
MAX_QUEUED = 4 * QUEUED
"""Queued packets above which a client is disconnected; it reconnects by itself."""

WAIT_S = 0.05
WATCHES = 50


class Sockets:
    """The Socket.IO server of a service.

    Args:
        service: A loaded service.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._server = socketio.AsyncServer(
            async_mode="asgi",
            cors_allowed_origins=sorted(service.bounds.origins) or None,
            max_http_buffer_size=service.bounds.body_bytes,
        )
        self._pumps: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._principals: dict[str, Principal] = {}
        self._changed: dict[str, None] = {}
        self._asking: dict[str, None] = {}
        self._operations: dict[str, Operation] = {}
        self._flushing: asyncio.Task[None] | None = None
        service.watchers.append(self._note)
        for name, handler in (
            ("connect", self._connect),
            ("disconnect", self._disconnect),
            ("watch", self._watch),
            ("unwatch", self._unwatch),
            ("watch_runs", self._watch_runs),
            ("watch_inbox", self._watch_inbox),
        ):
            self._server.on(name, handler)

    def around(self, app: ASGIApp) -> ASGIApp:
        """The application with Socket.IO in front of it."""
        wrapped: ASGIApp = socketio.ASGIApp(self._server, app, socketio_path="socket.io")
        return wrapped

    async def _connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        scope = environ.get("asgi.scope", {})
        try:
            caller = admitted(scope.get("hocket.principal"), "journal.read")
        except Problem as problem:
            raise socketio.exceptions.ConnectionRefusedError(problem.detail) from problem
        if len(self._principals) >= self._service.bounds.streams:
            reason = (
                f"The limit of {len(self._principals)} open sockets is reached; try again later"
            )
            raise socketio.exceptions.ConnectionRefusedError(reason)
        self._principals[sid] = caller.principal

    async def _disconnect(self, sid: str, _reason: Any = None) -> None:
        self._principals.pop(sid, None)
        for key in [key for key in self._pumps if key[0] == sid]:
            self._pumps.pop(key).cancel()

    async def _watch(self, sid: str, message: Any = None) -> dict[str, Any]:
        """Send the events of a run and the runs within it, from a cursor on if there is one."""
        fields = message if isinstance(message, dict) else {}
        run_id, after = fields.get("run_id"), fields.get("after")
        if not await self._may_continue(sid):
            return {"error": "your key or session is not valid anymore; sign in again"}
        if not isinstance(run_id, str) or not isinstance(after, int | None):
            return {"error": "watch needs {run_id: text, after?: cursor}"}
        if sum(1 for key in self._pumps if key[0] == sid) >= WATCHES:
            return {"error": f"you watch {WATCHES} runs, which is the limit; unwatch one first"}
        await self._unwatch(sid, {"run_id": run_id})
        await self._server.enter_room(sid, f"run:{run_id}")
        self._pumps[sid, run_id] = self._service.spawn(self._pump(sid, run_id, after))
        return {"cursor": self._service.hub.cursor}

    async def _unwatch(self, sid: str, message: Any = None) -> dict[str, Any]:
        run_id = message.get("run_id") if isinstance(message, dict) else None
        pump = self._pumps.pop((sid, str(run_id)), None)
        if pump is not None:
            pump.cancel()
            await self._server.leave_room(sid, f"run:{run_id}")
        return {}

    async def _watch_runs(self, sid: str, _message: Any = None) -> dict[str, Any]:
        await self._server.enter_room(sid, RUNS)
        return {}

    async def _watch_inbox(self, sid: str, _message: Any = None) -> dict[str, Any]:
        await self._server.enter_room(sid, INBOX)
        return {}

    async def _pump(self, sid: str, run_id: str, after: int | None) -> None:
        """Send one client the events of one run, no faster than it receives them."""
        principal = self._principals[sid]
        stream = self._service.hub.stream(
            Filter(run_id, text=True), after, lambda: self._service.tokens.is_valid(principal)
        )
        async for message in stream:
            while self._queued(sid) > QUEUED:  # noqa: ASYNC110 - engine.io has only a queue size
                await asyncio.sleep(WAIT_S)
            match message:
                case Item():
                    await self._server.emit("event", json.loads(message.body), to=sid)
                case Missed():
                    gap = {"run_id": run_id, "after": message.after, "until": message.until}
                    await self._server.emit("gap", gap, to=sid)
                case Piece():
                    piece = {"run_id": message.run_id, "attempt_id": message.attempt_id}
                    await self._server.emit("text", {**piece, "text": message.text}, to=sid)
        if not self._service.hub.is_closed:
            # The stream ended because the credential became invalid; the rooms need one too.
            await self._server.disconnect(sid)

    def _queued(self, sid: str) -> int:
        """The number of packets queued for a client; 0 for a closed connection."""
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        socket = self._server.eio.sockets.get(eio_sid)
        return 0 if socket is None else int(socket.queue.qsize())

    def _note(self, kind: str, changed: Any) -> None:
        """Note a change; changes are sent together a quarter of a second later, each once."""
        if kind == "operation":
            self._operations[changed.operation_id] = changed
        else:
            self._changed[changed] = None
            if kind == "question":
                self._asking[changed] = None
        if self._flushing is None or self._flushing.done():
            self._flushing = self._service.spawn(self._flush())

    async def _may_continue(self, sid: str) -> bool:
        """Whether a client has a valid credential and keeps up; disconnects it if not."""
        principal = self._principals.get(sid)
        if principal is None:
            return False
        is_valid = await self._service.tokens.is_valid(principal)
        if not is_valid or self._queued(sid) > MAX_QUEUED:
            await self._server.disconnect(sid)
            return False
        return True

    async def _flush(self) -> None:
        await asyncio.sleep(FLUSH_S)
        for sid in list(self._principals):
            await self._may_continue(sid)
        changed, self._changed = self._changed, {}
        asking, self._asking = self._asking, {}
        operations, self._operations = self._operations, {}
        for run_id in changed:
            summary = await self._service.catalogue.summary(run_id)
            if summary is not None:
                await self._server.emit("summary", summary.model_dump(mode="json"), room=RUNS)
        for run_id in asking:
            for approval in approvals_of(await self._service.explanations.of(run_id)):
                filled = await with_draft(self._service, approval)
                await self._server.emit("question", filled.model_dump(mode="json"), room=INBOX)
        for operation in operations.values():
            await self._server.emit("operation", operation.model_dump(mode="json"), room=RUNS)
