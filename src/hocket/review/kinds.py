"""Kinds of checks: for each its noun, and what finds out whether it holds."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.core.check import Check, CheckClasses, CheckResult, UnknownCheck, typed
from hocket.core.excerpt import excerpt
from hocket.errors import EngineError, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox

    LayOut = Callable[[Path, Mapping[str, bytes]], None]

EVIDENCE_CHARS = 600
RUN_S = 60.0
NAME = re.compile(r"^[a-z][a-z0-9_-]{0,39}$")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check found. ``passed`` is None where it could not be run: that is not a pass."""

    passed: bool | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What is judged: files by name, and the work's text."""

    files: Mapping[str, bytes]
    answer: str

    def content(self, path: str | None) -> bytes:
        """A file, or the answer where no path is given."""
        return self.answer.encode() if path is None else self.files[path]


@dataclass(frozen=True, slots=True)
class Lab:
    """Where a check that runs something does so.

    Attributes:
        sandbox: Runs code that must not be trusted; None where there is none.
        folder: Of this check alone; not made yet, and removed afterwards.
        lay_out: Writes files into a folder.
    """

    sandbox: Sandbox | None
    folder: Path
    lay_out: LayOut


Look = Callable[[Any, Exhibit], Measured]
"""Judges by looking at the files that the check names, all of which are there. Pure and quick."""

Run = Callable[[Any, Exhibit, Lab], Awaitable[Measured]]
"""Judges by running something beside all the files that there are."""


@dataclass(frozen=True, slots=True)
class CheckKind:
    """One kind of check.

    Attributes:
        noun: What is written down of such a check; its ``kind`` names this kind.
        look: Judges it, where looking is enough. What it finds follows from the evidence alone.
        run: Judges it, where something must be run. What it finds is journaled.
        timeout_s: How long ``run`` may take; None if it bounds itself.

    Raises:
        InvalidInputError: The noun names no kind, or there are not exactly one of both.
    """

    noun: type[Check]
    look: Look | None = None
    run: Run | None = None
    timeout_s: float | None = RUN_S

    def __post_init__(self) -> None:
        kind = self.noun.model_fields["kind"].default
        if not isinstance(kind, str) or not NAME.match(kind):
            message = (
                f"{self.noun.__name__} names no kind; give it one in small letters, such as "
                "kind: Literal['words'] = 'words'"
            )
            raise InvalidInputError(message, noun=self.noun.__name__)
        if (self.look is None) == (self.run is None):
            message = f"The check kind {self.name!r} needs either look or run, and not both"
            raise InvalidInputError(message, kind=self.name)

    @property
    def name(self) -> str:
        name: str = self.noun.model_fields["kind"].default
        return name


class CheckKinds:
    """The kinds that are known here.

    Args:
        kinds: Each by another name.
    """

    def __init__(self, kinds: Iterable[CheckKind]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self.nouns: CheckClasses = {n: k.noun for n, k in self._kinds.items()}
        """Kind to class: what reads stored checks takes this as its context."""

    def look(self, check: Check, exhibit: Exhibit) -> CheckResult | None:
        """What a check finds without waiting; None if it must run something."""
        check = typed(check, self.nouns)
        kind = self._kinds.get(check.kind)
        if kind is None or isinstance(check, UnknownCheck):
            return result_of(check, Measured(None, self._why_not(check)))
        if kind.look is None:
            return None
        named = check.files()
        for name in named:
            if name not in exhibit.files:
                return result_of(check, Measured(passed=False, evidence=f"{name} is not there"))
        try:
            seen = Exhibit({name: exhibit.files[name] for name in named}, exhibit.answer)
            measured = kind.look(check, seen)
        except Exception as error:  # noqa: BLE001 - a fault of a check says nothing about the work
            measured = _fault(error)
        return result_of(check, measured)

    async def run(self, check: Check, exhibit: Exhibit, lab: Lab) -> CheckResult:
        """What a check finds by running something.

        Raises:
            EngineError: The run itself cannot go on.
        """
        check = typed(check, self.nouns)
        kind = self._kinds[check.kind]
        assert kind.run is not None  # noqa: S101 - it has no look
        limit = asyncio.timeout(kind.timeout_s)
        try:
            async with limit:
                measured = await kind.run(check, exhibit, lab)
        except EngineError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            late = f"stopped: it took longer than {kind.timeout_s} s"
            measured = Measured(None, late) if limit.expired() else _fault(error)
        return result_of(check, measured)

    def _why_not(self, check: Check) -> str:
        if check.kind not in self.nouns:
            return (
                f"cannot be run: no pack here knows checks of the kind {check.kind!r}; install "
                "the pack that brings it"
            )
        return (
            f"cannot be run: the pack that is here takes checks of the kind {check.kind!r} in "
            "another form; write it anew, or install the pack it was written for"
        )


def result_of(check: Check, measured: Measured) -> CheckResult:
    """What is kept of a check that was run."""
    return CheckResult(
        says=check.says,
        kind=check.kind,
        passed=measured.passed,
        evidence=excerpt(measured.evidence, EVIDENCE_CHARS),
        proves=check.proves,
    )


def _fault(error: Exception) -> Measured:
    return Measured(None, f"the check itself failed: {type(error).__name__}: {error}")
