"""Evidence: runs checks, and journals the results of those that execute something."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.check import Check, CheckResult
from hocket.core.digest import canonical, digest
from hocket.ports.scope import CallResult
from hocket.review.kinds import CheckEnvironment, CheckKinds, ReviewedWork

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox
    from hocket.ports.scope import Scope
    from hocket.review.kinds import LayOut


class Evidence:
    """Runs acceptance checks on files and an answer.

    Args:
        kinds: The kinds of checks that are registered.
        sandbox: Runs checks that are code; without one their result is unknown.
        folder: Folder for the folders of such checks.
        lay_out: Writes files into a folder.
    """

    def __init__(
        self, kinds: CheckKinds, sandbox: Sandbox | None, folder: Path, lay_out: LayOut
    ) -> None:
        self._kinds = kinds
        self._sandbox = sandbox
        self._folder = folder
        self._lay_out = lay_out

    def at_once(self, checks: Sequence[Check], work: ReviewedWork) -> list[CheckResult] | None:
        """One result per check, in order; None if one must run something or can take long."""
        results = []
        for check in checks:
            result = self._kinds.at_once(check, work)
            if result is None:
                return None
            results.append(result)
        return results

    async def gather(
        self, checks: Sequence[Check], work: ReviewedWork, scope: Scope
    ) -> list[CheckResult]:
        """One result per check, in order."""
        results = []
        for check in checks:
            result = self._kinds.at_once(check, work)
            if result is None:  # a pattern or a large file must not hold up other runs
                result = await asyncio.to_thread(self._kinds.look, check, work)
            if result is None:
                result = await self._by_running(check, work, scope)
            results.append(result)
        return results

    async def _by_running(self, check: Check, work: ReviewedWork, scope: Scope) -> CheckResult:
        request = canonical(
            {
                "check": check.model_dump(mode="json"),
                "files": {name: digest(content) for name, content in work.files.items()},
                "answer": digest(work.answer.encode()),
            }
        )
        folder = self._folder / scope.run_id / ids.folder(scope.attempt_id)
        environment = CheckEnvironment(self._sandbox, folder, self._lay_out)

        async def act(_: str) -> CallResult:
            result = await self._kinds.run(check, work, environment)
            return CallResult(result.model_dump_json().encode(), ok=result.passed is True)

        response = await scope.perform("tool", f"check:{check.kind}", request, "none", act)
        return CheckResult.model_validate_json(response)
