"""Kinds of checks: the class of each and the function that performs it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.core.check import Check, CheckClasses, CheckResult, UnknownCheck, typed
from hocket.core.containment import contained
from hocket.core.excerpt import excerpt
from hocket.core.fault import described, is_interruption
from hocket.core.noun import unchecked
from hocket.core.quick import quickly_made
from hocket.errors import EngineError, InvalidInputError, printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hocket.ports.sandbox import Sandbox

    LayOut = Callable[[Path, Mapping[str, bytes]], None]

EVIDENCE_CHARS = 600
RUN_S = 60.0
# More than this takes noticeable time to read.
QUICK_BYTES = 1 << 20
NAME = re.compile(r"^[a-z][a-z0-9_-]{0,39}$")


@quickly_made
@dataclass(frozen=True, slots=True)
class Measurement:
    """The result of a check. ``passed`` is None if it could not run, which is not a pass."""

    passed: bool | None
    evidence: str


@quickly_made
@dataclass(frozen=True, slots=True)
class ReviewedWork:
    """The work that a check judges.

    Attributes:
        files: Its files by name, and the user's.
        answer: Its answer.
        given: Names of the files that are the user's and that it may not change: trusted as the
            check is.
        asked: Names of the files that it was asked for.
    """

    files: Mapping[str, bytes]
    answer: str
    given: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """The files that somebody named, among those that are there."""
        return (self.given | self.asked) & self.files.keys()

    def content(self, path: str | None) -> bytes:
        """A file, or the answer if ``path`` is None."""
        return self.answer.encode() if path is None else self.files[path]


@dataclass(frozen=True, slots=True)
class CheckEnvironment:
    """What a check that runs something may use.

    Attributes:
        sandbox: Runs untrusted code; None if this machine has none.
        folder: A folder for this check alone, to be created; it is removed afterwards.
        lay_out: Writes files into a folder.
    """

    sandbox: Sandbox | None
    folder: Path
    lay_out: LayOut


Look = Callable[[Any, ReviewedWork], Measurement]
"""Judges the files that the check names, all of which exist; pure and fast."""

Run = Callable[[Any, ReviewedWork, CheckEnvironment], Awaitable[Measurement]]
"""Judges by running something with all files of the work."""


def _never(_: Check) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class CheckKind:
    """One kind of check.

    Attributes:
        noun: The class of such checks; its ``kind`` is the name of the kind.
        look: Judges by reading only. It must be pure: its result depends on the work alone.
        run: Judges by running something. Its result is journaled.
        timeout_s: Time limit of ``run``; None if it has its own.
        can_take_long: Whether ``look`` can take long for a check, so that it needs a thread.

    Raises:
        InvalidInputError: The class has no kind, or not exactly one of ``look`` and ``run`` is set.
    """

    noun: type[Check]
    look: Look | None = None
    run: Run | None = None
    timeout_s: float | None = RUN_S
    can_take_long: Callable[[Any], bool] = _never

    def __post_init__(self) -> None:
        kind = self.noun.model_fields["kind"].default
        if not isinstance(kind, str) or not NAME.match(kind):
            message = (
                f"{self.noun.__name__} has no kind; give it one in lower case, such as "
                "kind: Literal['words'] = 'words'"
            )
            raise InvalidInputError(message, noun=self.noun.__name__)
        if (self.look is None) == (self.run is None):
            message = f"The check kind {self.name!r} needs either look or run, not both"
            raise InvalidInputError(message, kind=self.name)

    @property
    def name(self) -> str:
        name: str = self.noun.model_fields["kind"].default
        return name


class CheckKinds:
    """The registered kinds of checks.

    Args:
        kinds: The kinds, with unique names.
    """

    def __init__(self, kinds: Iterable[CheckKind]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self.nouns: CheckClasses = {n: k.noun for n, k in self._kinds.items()}
        """Classes of checks by kind, for reading stored checks."""

    def at_once(self, check: Check, work: ReviewedWork) -> CheckResult | None:
        """The result of a check that may hold up all runs; None if it can take noticeable time."""
        check, kind = self._known(check)
        if kind is not None:
            size = len(work.answer)
            for name in check.files():
                size += len(work.files.get(name, b""))
            if size > QUICK_BYTES or kind.can_take_long(check):
                return None
        return self._look(check, kind, work)

    def look(self, check: Check, work: ReviewedWork) -> CheckResult | None:
        """The result of a check without waiting; None if it must run something."""
        check, kind = self._known(check)
        return self._look(check, kind, work)

    def _look(self, check: Check, kind: CheckKind | None, work: ReviewedWork) -> CheckResult | None:
        if kind is None:
            return result_of(check, Measurement(None, self._why_not(check)))
        if kind.look is None:
            return None
        named = check.files()
        for name in named:
            if name not in work.files:
                return result_of(check, Measurement(passed=False, evidence=f"{name} is not there"))
        try:
            if work.files.keys() - set(named):
                work = replace(work, files={name: work.files[name] for name in named})
            measured = kind.look(check, work)
        except BaseException as error:  # an error of a check is no verdict on the work
            if is_interruption(error):
                raise
            measured = _fault(error)
        return result_of(check, measured)

    async def run(
        self, check: Check, work: ReviewedWork, environment: CheckEnvironment
    ) -> CheckResult:
        """The result of a check that runs something.

        Raises:
            EngineError: The whole run cannot continue.
        """
        check = typed(check, self.nouns)
        kind = self._kinds[check.kind]
        assert kind.run is not None  # noqa: S101 - a kind without ``look`` has ``run``
        limit = asyncio.timeout(kind.timeout_s)
        try:
            async with limit:
                measured = await contained(kind.run, check, work, environment)
        except EngineError:
            raise
        except BaseException as error:  # as above
            if is_interruption(error):
                raise
            timeout = f"stopped: it took longer than {kind.timeout_s} s"
            measured = Measurement(None, timeout) if limit.expired() else _fault(error)
        return result_of(check, measured)

    def _known(self, check: Check) -> tuple[Check, CheckKind | None]:
        """The check in its own class, and its kind; None if it cannot be judged here."""
        kind = self._kinds.get(check.kind)
        if kind is None or isinstance(check, kind.noun):
            return check, kind
        check = typed(check, self.nouns)
        return check, None if isinstance(check, UnknownCheck) else kind

    def _why_not(self, check: Check) -> str:
        if check.kind not in self.nouns:
            return (
                f"cannot run: checks of the kind {check.kind!r} are unknown; install the pack that "
                "adds them"
            )
        return (
            f"cannot run: the installed pack has another form of the kind {check.kind!r}; rewrite "
            "the check, or install the version of the pack it was written for"
        )


def result_of(check: Check, measured: Measurement) -> CheckResult:
    """The stored result of a check."""
    result = unchecked(
        CheckResult,
        says=check.says,
        kind=check.kind,
        passed=measured.passed,
        evidence=excerpt(printable(measured.evidence), EVIDENCE_CHARS),
        proves=check.proves,
    )
    # The code of a pack may say anything.
    is_plain = result.passed is None or type(result.passed) is bool
    return result if is_plain else CheckResult(**vars(result))


def _fault(error: BaseException) -> Measurement:
    return Measurement(None, f"the check itself failed: {described(error)}")
