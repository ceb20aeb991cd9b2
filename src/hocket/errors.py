"""Every error hocket raises, in one tree.

OrchestrationError(message, remedy=…, **context)   .code: stable   .retryable: for a retry policy
├── ConfigError         wrong at start             └─ MissingExtraError (also ImportError)
├── InvalidInputError   what a user or program gave, with path, value and remedy
│                       └─ NotFoundError ── RunNotFoundError
├── SettledError        what was to be decided is decided already
├── EffectsRepeatError  effects would be repeated and nobody asked for that
├── PlanError           PlanCycleError
├── AwardError          NoAgentError
├── AttemptError        TransientError*, PermanentError, DeadlineExceededError,
│                       BudgetExceededError, ContextOverflowError, TruncatedError,
│                       StructureError, LoopError
├── EngineError         JournalConflictError*, JournalCorruptError, JournalHeldError,
│                       JournalFullError, ReplayDivergedError
└── AdapterError        UnavailableError*, RefusedError, EgressDeniedError,
                        SandboxUnavailableError
(* retryable)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

RemedyName = Literal[
    "choose_port",
    "fetch_llm",
    "free_journal",
    "list_questions",
    "list_runs",
    "raise_limit",
    "resume_runs",
    "salvage_journal",
    "start_run",
    "upload_file",
]


@dataclass(frozen=True)
class Remedy:
    """A way out as data: the command line words it as a command, the server as a route.

    Attributes:
        name: What to do.
        values: What fills the wording, such as the name of a limit.
    """

    name: RemedyName
    values: Mapping[str, str] = field(default_factory=dict)

    def worded(self, words: Mapping[RemedyName, str]) -> str:
        """In the words of a face."""
        return words[self.name].format_map(self.values)


class OrchestrationError(Exception):
    """What went wrong, to which id, and what to do about it.

    Args:
        message: One sentence for a person, whichever way they came; names no command and no route.
        remedy: The way out, where each face has its own words for it.
        **context: Ids and values, JSON-ready, for programs and logs.
    """

    code: ClassVar[str] = "orchestration"
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, remedy: Remedy | None = None, **context: Any) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.context = context

    def worded(self, words: Mapping[RemedyName, str]) -> str:
        """The message with its remedy in the words of a face, if that has some for it.

        Examples:
            >>> RunNotFoundError.of("run-1").worded({"list_runs": "`hocket runs` lists them"})
            "There is no run 'run-1'; `hocket runs` lists them"
        """
        if self.remedy is None or self.remedy.name not in words:
            return self.message
        return f"{self.message}; {self.remedy.worded(words)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.message, self.remedy, self.context))

    def to_json(self) -> dict[str, Any]:
        """The error as a JSON object with ``code``, ``message`` and ``context``."""
        return {"code": self.code, "message": self.message, "context": self.context}


def _rebuild(
    kind: type[OrchestrationError], message: str, remedy: Remedy | None, context: dict[str, Any]
) -> OrchestrationError:
    return kind(message, remedy=remedy, **context)


class ConfigError(OrchestrationError):
    """A setting is wrong; found at start, never later."""

    code = "config"


class MissingExtraError(ConfigError, ImportError):
    """A technology is not installed; the message and ``context["install"]`` say how to do that."""

    code = "missing_extra"

    @classmethod
    def of(cls, package: str, install: str) -> Self:
        """For a package, and the command that installs it."""
        message = f"{package} is not installed; run {install}"
        return cls(message, package=package, install=install)


class InvalidInputError(OrchestrationError):
    """A value given by a user or a program does not fit; names path, value and remedy."""

    code = "invalid_input"


class NotFoundError(InvalidInputError):
    """There is no such thing, or none that the caller may know of."""

    code = "not_found"


class RunNotFoundError(NotFoundError):
    """There is no run of this id in the journal."""

    @classmethod
    def of(cls, run_id: str) -> Self:
        """The error for an id."""
        return cls(f"There is no run {run_id!r}", remedy=Remedy("list_runs"), run_id=run_id)


class SettledError(OrchestrationError):
    """What was to be decided is decided already; says how."""

    code = "settled"


class EffectsRepeatError(OrchestrationError):
    """What was asked would repeat effects; it is not done unless that is asked for too."""

    code = "effects_repeat"


class PlanError(OrchestrationError):
    """No usable plan could be made."""

    code = "plan"


class PlanCycleError(PlanError):
    """Tasks depend on one another in a circle."""

    code = "plan_cycle"


class AwardError(OrchestrationError):
    """A task could not be awarded."""

    code = "award"


class NoAgentError(AwardError):
    """No registered agent has the asked name."""

    code = "no_agent"


class AttemptError(OrchestrationError):
    """An attempt at a task ended without an outcome."""

    code = "attempt"


class TransientError(AttemptError):
    """A fault that may pass; trying again is reasonable."""

    code = "transient"
    retryable = True


class PermanentError(AttemptError):
    """A fault that trying again will not mend."""

    code = "permanent"


class DeadlineExceededError(AttemptError):
    """Time ran out for one await or one attempt."""

    code = "deadline"


class BudgetExceededError(AttemptError):
    """A limit on calls, tokens, money, seconds, agents or depth was reached."""

    code = "budget"


class ContextOverflowError(AttemptError):
    """A prompt does not fit the window of its LLM and was refused before it was sent."""

    code = "context_overflow"


class TruncatedError(AttemptError):
    """An answer was cut off at its token limit."""

    code = "truncated"


class StructureError(AttemptError):
    """An answer did not fit its JSON Schema after parse, repair and asking again."""

    code = "structure"


class LoopError(AttemptError):
    """An attempt repeated itself without new evidence and was stopped."""

    code = "loop"


class EngineError(OrchestrationError):
    """The journal or the machinery that carries it failed."""

    code = "engine"


class JournalConflictError(EngineError):
    """Somebody else appended first: the expected sequence number is not the current one."""

    code = "journal_conflict"
    retryable = True


class JournalCorruptError(EngineError):
    """The journal file cannot be read; names the file and how to salvage it."""

    code = "journal_corrupt"


class JournalHeldError(EngineError):
    """Another process works on this journal; names its pid and command."""

    code = "journal_held"


class JournalFullError(EngineError):
    """No room is left to write; nothing that was accepted is lost."""

    code = "journal_full"


class ReplayDivergedError(EngineError):
    """Code run again asked for something else than what the journal holds."""

    code = "replay_diverged"


class AdapterError(OrchestrationError):
    """Something outside this process failed."""

    code = "adapter"


class UnavailableError(AdapterError):
    """The other side cannot be reached or is overloaded."""

    code = "unavailable"
    retryable = True


class RefusedError(AdapterError):
    """The other side answered no: wrong request, key, name or right."""

    code = "refused"


class EgressDeniedError(AdapterError):
    """A call to a host which the user did not configure was stopped."""

    code = "egress_denied"


class SandboxUnavailableError(AdapterError):
    """This machine cannot isolate a process; code is not run."""

    code = "sandbox_unavailable"


def cause_of(error: Exception) -> Exception:
    """The error that says most, out of the groups that tasks put around errors.

    One of the engine's comes first, since it concerns the whole run; then a budget's; then any of
    ours; then the first there is.

    Examples:
        >>> group = ExceptionGroup("tasks", [ValueError("x"), BudgetExceededError("too much")])
        >>> cause_of(ExceptionGroup("more", [group]))
        BudgetExceededError('too much')
    """
    leaves = _leaves(error)
    for kind in (EngineError, BudgetExceededError, OrchestrationError):
        found = next((leaf for leaf in leaves if isinstance(leaf, kind)), None)
        if found is not None:
            return found
    return leaves[0]


def _leaves(error: Exception) -> list[Exception]:
    if isinstance(error, ExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in _leaves(inner)]
    return [error]
