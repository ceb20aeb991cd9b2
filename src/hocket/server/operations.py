"""Operations: long work on models outside runs, such as a download or a test, with its progress."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from hocket.adapters.system.ids import new_id
from hocket.core.noun import Noun
from hocket.errors import OrchestrationError
from hocket.projections.moment import moment
from hocket.server.problems import REMEDIES, Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, OnProgress

    Act = Callable[[OnProgress], Awaitable[object]]
KEPT = 100
STOP_S = 15.0
"""How long it is waited for an operation that is stopped, such as until its host is closed."""

OperationKind = Literal["load", "unload", "pull", "test"]


class Operation(Noun):
    """A load, unload, download or test.

    ``done`` and ``total`` are bytes, or probes of a test; 0 while unknown. ``what`` is what is
    done now, such as the name of the probe.
    """

    operation_id: str
    kind: OperationKind
    model: str
    state: Literal["running", "done", "failed", "stopped"]
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
        self._tests: dict[str, asyncio.Task[None]] = {}

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
        return self._begin(kind, model, partial(self._act, kind, model))[0]

    def begin_test(self, model: str, act: Act) -> Operation:
        """Start the test of a model, if no other one is in progress.

        Args:
            model: Its whole name.
            act: Tests it, and tells its progress.

        Raises:
            Problem: 409, a test is in progress.
            RuntimeError: ``run`` is not running.
        """
        for other in self._operations.values():
            if (other.kind, other.state) == ("test", "running"):
                detail = (
                    f"{model} is not tested now, as {other.model} is being tested; "
                    "wait until that is done, or stop it"
                )
                raise Problem(409, "test_running", detail, operation_id=other.operation_id)
        operation, task = self._begin("test", model, act)
        self._tests[operation.operation_id] = task
        task.add_done_callback(partial(self._end_test, operation.operation_id))
        return operation

    async def stop(self, operation_id: str) -> Operation | None:
        """Stop a test; None if there is no such operation.

        Returns:
            The operation, stopped as soon as its host is closed.

        Raises:
            Problem: 409, it is no test, or it has ended.
        """
        operation = self._operations.get(operation_id)
        if operation is None:
            return None
        task = self._tests.get(operation_id)
        if task is None:
            why = f"it is {operation.state}" if operation.kind == "test" else "only a test can be"
            detail = f"Operation {operation_id} is not stopped: {why}"
            raise Problem(409, "not_stoppable", detail, operation_id=operation_id)
        task.cancel()
        await asyncio.wait({task}, timeout=STOP_S)
        return self._operations.get(operation_id, operation)

    def _end_test(self, operation_id: str, task: asyncio.Task[None]) -> None:
        del self._tests[operation_id]
        if task.cancelled():
            operation = self._operations[operation_id]
            self._set(operation.model_copy(update={"state": "stopped"}))

    def _begin(
        self, kind: OperationKind, model: str, act: Act
    ) -> tuple[Operation, asyncio.Task[None]]:
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
        return operation, self._group.create_task(self._run(operation, act))

    async def _run(self, operation: Operation, act: Act) -> None:
        def progress(what: str, done: int, total: int) -> None:
            nonlocal operation
            operation = operation.model_copy(update={"what": what, "done": done, "total": total})
            self._set(operation)

        try:
            await act(progress)
        except OrchestrationError as error:
            self._set(
                operation.model_copy(update={"state": "failed", "error": error.worded(REMEDIES)})
            )
        except Exception as error:  # noqa: BLE001 - one operation must not end the server
            fault = f"{type(error).__name__}: {error}"
            self._set(operation.model_copy(update={"state": "failed", "error": fault}))
        else:
            self._set(operation.model_copy(update={"state": "done"}))

    def _act(self, kind: OperationKind, model: str, progress: OnProgress) -> Awaitable[None]:
        if kind == "unload":
            return self._llm.unload(model)
        if kind == "pull":
            return self._pull(model, progress)
        return self._llm.load(model, progress)

    def _set(self, operation: Operation) -> None:
        self._operations[operation.operation_id] = operation
        while len(self._operations) > KEPT:
            oldest = next(key for key in self._operations if key not in self._tests)
            del self._operations[oldest]
        self._changed(operation)
