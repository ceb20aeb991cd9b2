"""Operations: what takes a while and is no run, such as fetching a model, with its progress."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from hocket.adapters.system.ids import new_id
from hocket.core.noun import Noun
from hocket.errors import OrchestrationError
from hocket.projections.moment import moment
from hocket.server.problems import REMEDIES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, OnProgress

KEPT = 100
OperationKind = Literal["load", "unload", "pull"]


class Operation(Noun):
    """Something under way or done. ``done`` and ``total`` are bytes; total 0 while unknown."""

    operation_id: str
    kind: OperationKind
    model: str
    state: Literal["running", "done", "failed"]
    what: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    started_at: datetime


class Operations:
    """Begins operations on models and knows how they stand; the last hundred of them.

    Args:
        llm: The hosts.
        clock: Time.
        changed: Told of each step.
        pull: Fetches what is not here.
    """

    def __init__(
        self,
        llm: Llm,
        clock: Clock,
        changed: Callable[[Operation], None],
        pull: Callable[[str, OnProgress], Awaitable[None]],
    ) -> None:
        self._pull = pull
        self._llm = llm
        self._clock = clock
        self._changed = changed
        self._known: OrderedDict[str, Operation] = OrderedDict()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Carry what is begun, until cancelled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            await asyncio.Event().wait()

    def all(self) -> list[Operation]:
        """The newest first."""
        return list(reversed(self._known.values()))

    def get(self, operation_id: str) -> Operation | None:
        """One of them."""
        return self._known.get(operation_id)

    def begin(self, kind: OperationKind, model: str) -> Operation:
        """Begin one; an equal one that is under way is given back instead.

        Raises:
            RuntimeError: This is not running.
        """
        for known in self._known.values():
            if (known.kind, known.model, known.state) == (kind, model, "running"):
                return known
        if self._group is None:
            message = "operations are not carried here"
            raise RuntimeError(message)
        operation = Operation(
            operation_id=new_id("operation-"),
            kind=kind,
            model=model,
            state="running",
            what=f"{kind} {model}",
            started_at=moment(self._clock.now_us()),
        )
        self._set(operation)
        self._group.create_task(self._carry(operation))
        return operation

    async def _carry(self, operation: Operation) -> None:
        def progress(what: str, done: int, total: int) -> None:
            nonlocal operation
            operation = operation.model_copy(update={"what": what, "done": done, "total": total})
            self._set(operation)

        try:
            await self._act(operation, progress)
        except OrchestrationError as error:
            self._set(
                operation.model_copy(update={"state": "failed", "error": error.worded(REMEDIES)})
            )
        except Exception as error:  # noqa: BLE001 - one operation must not end the server
            told = f"{type(error).__name__}: {error}"
            self._set(operation.model_copy(update={"state": "failed", "error": told}))
        else:
            self._set(operation.model_copy(update={"state": "done"}))

    def _act(self, operation: Operation, progress: OnProgress) -> Awaitable[None]:
        if operation.kind == "unload":
            return self._llm.unload(operation.model)
        if operation.kind == "pull":
            return self._pull(operation.model, progress)
        return self._llm.load(operation.model, progress)

    def _set(self, operation: Operation) -> None:
        self._known[operation.operation_id] = operation
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self._changed(operation)
