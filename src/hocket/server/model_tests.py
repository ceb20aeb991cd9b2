"""Tests of models as operations of the server, which go on when it is started again."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from hocket.app.pending_tests import PendingTest, PendingTests, examine_to_the_end
from hocket.server.problems import Problem

if TYPE_CHECKING:
    from hocket.app.directory import Directory
    from hocket.app.runtime import Runtime
    from hocket.ports.llm import OnProgress
    from hocket.server.operations import Operation, Operations

LOG = logging.getLogger("hocket.server")


class ModelTests:
    """Begins, resumes and stops tests.

    Args:
        runtime: Open.
        directory: Finds the LLMs.
        operations: Carry them out.
    """

    def __init__(self, runtime: Runtime, directory: Directory, operations: Operations) -> None:
        self._runtime = runtime
        self._directory = directory
        self._operations = operations
        self._pending = PendingTests(runtime)
        self._test_ids: dict[str, str] = {}

    async def begin(self, model: str, *, quick: bool, again: bool) -> Operation:
        """Begin a test, which is kept when this returns.

        Raises:
            Problem: 409, another one is in progress.
        """
        pending = await self._pending.begin(model, quick=quick, again=again)
        return await self._begun(pending)

    async def resume(self) -> None:
        """Go on with what an earlier server has left."""
        for pending in await self._pending.to_resume():
            try:
                await self._begun(pending)
            except Problem as problem:  # one was begun meanwhile
                LOG.warning("a test of a model does not go on: %s", problem.detail)

    async def stop(self, operation_id: str) -> Operation | None:
        """Stop a test, which then does not go on by itself; None if it is unknown.

        Raises:
            Problem: 409, it is no test, or it has ended.
        """
        operation = await self._operations.stop(operation_id)
        test_id = self._test_ids.pop(operation_id, None)
        if test_id is not None:
            await self._pending.end(test_id)
        return operation

    async def _begun(self, pending: PendingTest) -> Operation:
        try:
            operation = self._operations.begin_test(pending.model, partial(self._act, pending))
        except Problem:
            await self._pending.end(pending.test_id)
            raise
        self._test_ids = {operation.operation_id: pending.test_id}  # one is in progress at a time
        return operation

    async def _act(self, pending: PendingTest, progress: OnProgress) -> None:
        await examine_to_the_end(
            self._runtime,
            self._directory,
            pending,
            lambda done, total, probe: progress(probe, done, total),
        )
