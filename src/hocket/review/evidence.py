"""Evidence: runs checks, and journals what those found that ran code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.check import Check, CheckResult
from hocket.core.digest import canonical, digest
from hocket.ports.scope import Performed
from hocket.review.checks import run_pure
from hocket.review.execution import run_check

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox
    from hocket.ports.scope import Scope


class Evidence:
    """Runs acceptance checks on files and an answer.

    Args:
        sandbox: Runs the checks that are code; without one they find nothing.
        folder: Under which such checks get theirs.
    """

    def __init__(self, sandbox: Sandbox | None, folder: Path) -> None:
        self._sandbox = sandbox
        self._folder = folder

    async def gather(
        self, checks: Sequence[Check], files: Mapping[str, bytes], answer: str, scope: Scope
    ) -> list[CheckResult]:
        """One result per check, in order."""
        results = []
        for check in checks:
            result = run_pure(check, files, answer)
            if result is None:
                result = await self._by_code(check, files, answer, scope)
            results.append(result)
        return results

    async def _by_code(
        self, check: Check, files: Mapping[str, bytes], answer: str, scope: Scope
    ) -> CheckResult:
        request = canonical(
            {
                "check": check.model_dump(mode="json"),
                "files": {name: digest(content) for name, content in files.items()},
                "answer": digest(answer.encode()),
            }
        )
        folder = self._folder / scope.run_id / ids.folder(scope.attempt_id)

        async def act(_: str) -> Performed:
            result = await run_check(check, files, answer, self._sandbox, folder)
            return Performed(result.model_dump_json().encode(), ok=result.passed is True)

        response = await scope.perform("tool", f"check:{check.kind}", request, "none", act)
        return CheckResult.model_validate_json(response)
