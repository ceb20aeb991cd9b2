"""A case of the honesty suite: work, a check, and whether the check may pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING

from hocket import RunCheck
from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.execute.folder import lay_out
from hocket.review.builtin import CHECK_KINDS
from hocket.review.kinds import CheckEnvironment, CheckKinds, ReviewedWork

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.core.check import Check, CheckResult

SANDBOX = Bubblewrap()
KINDS = CheckKinds(CHECK_KINDS)


@dataclass(frozen=True)
class Case:
    """Work with a check that judges it, and whether it is to pass."""

    name: str
    check: Check
    passes: bool
    files: dict[str, str | bytes] = field(default_factory=dict)
    answer: str = ""
    given: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def work(self) -> ReviewedWork:
        files = {n: c.encode() if isinstance(c, str) else c for n, c in self.files.items()}
        return ReviewedWork(files, self.answer, frozenset(self.given), frozenset(self.asked))


def code_case(
    name: str,
    files: dict[str, str | bytes] | str,
    code: str | None,
    *,
    passes: bool,
    answer: str = "",
    given: tuple[str, ...] = (),
    asked: tuple[str, ...] = (),
    **options: object,
) -> Case:
    """A case whose check is code; a text in place of files is ``solution.py``."""
    if isinstance(files, str):
        files = {"solution.py": files}
    texts = {n: dedent(c) if isinstance(c, str) else c for n, c in files.items()}
    check = RunCheck(code=None if code is None else dedent(code), says="it is right", **options)
    return Case(name, check, passes, texts, answer, given, asked)


async def judged(case: Case, folder: Path) -> CheckResult:
    """The result of the case's check."""
    result = KINDS.look(case.check, case.work)
    if result is None:
        environment = CheckEnvironment(SANDBOX, folder / "check", lay_out)
        result = await KINDS.run(case.check, case.work, environment)
    return result
