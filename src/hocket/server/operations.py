"""Operations: long work on models outside runs, such as a download, with its progress."""

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
    """A load, unload or download. ``done`` and ``total`` are bytes; 0 while unknown."""

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
    """Starts operations on models and keeps the state of the last hundred.

    Args:
        llm: Hosts of the models.
        clock: Clock of the operations.
        changed: Called at each step.
        pull: Downloads a model.
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
        self._operations: OrderedDict[str, Operation] = OrderedDict()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Run started operations until cancelled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            await asyncio.Event().wait()

    def all(self) -> list[Operation]:
        """All operations, newest first."""
        return list(reversed(self._operations.values()))

    def get(self, operation_id: str) -> Operation | None:
        """The operation of this id; None if it is unknown."""
        return self._operations.get(operation_id)

    def begin(self, kind: OperationKind, model: str) -> Operation:
        """Start an operation, or return the same one if it is in progress.

        Raises:
            RuntimeError: ``run`` is not running.
        """
        for other in self._operations.values():
            if (other.kind, other.model, other.state) == (kind, model, "running"):
                return other
        if self._group is None:
            message = "operations do not run here; run `Operations.run` as a task first"
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
        self._group.create_task(self._run(operation))
        return operation

    async def _run(self, operation: Operation) -> None:
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
            fault = f"{type(error).__name__}: {error}"
            self._set(operation.model_copy(update={"state": "failed", "error": fault}))
        else:
            self._set(operation.model_copy(update={"state": "done"}))

    def _act(self, operation: Operation, progress: OnProgress) -> Awaitable[None]:
        if operation.kind == "unload":
            return self._llm.unload(operation.model)
        if operation.kind == "pull":
            return self._pull(operation.model, progress)
        return self._llm.load(operation.model, progress)

    def _set(self, operation: Operation) -> None:
        self._operations[operation.operation_id] = operation
        while len(self._operations) > KEPT:
            self._operations.popitem(last=False)
        self._changed(operation)
