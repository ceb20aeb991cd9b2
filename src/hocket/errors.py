"""Every error hocket raises, in one tree.

OrchestrationError(message, remedy=…, **context)   .code: stable   .retryable (*): for retries
├── ConfigError         a wrong setting            └─ MissingExtraError (also ImportError)
├── InvalidInputError   a wrong value, with path and remedy  └─ NotFoundError ── RunNotFoundError
├── NotOpenError        a Hocket that is used before, after or outside its `async with`
├── SettledError        the decision has already been made  └─ RunOverError
├── EffectsRepeatError  effects would repeat without permission
├── PlanError           PlanCycleError
├── AwardError          NoAgentError
├── AttemptError        TransientError*, PermanentError ── DoubtfulError, DeadlineExceededError,
│                       BudgetExceededError, ContextOverflowError, TruncatedError,
│                       StructureError, EmptyAnswerError, LoopError, UserCodeError
├── EngineError         JournalConflictError*, JournalCorruptError, JournalHeldError,
│                       JournalFullError, HostAwayError, ReplayDivergedError, AtWorkError
└── AdapterError        EgressDeniedError, SandboxUnavailableError
                        ├─ UnavailableError* ── CircuitOpenError*
                        └─ RefusedError ── HostUnusableError
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping

EXHAUSTED = "exhausted"
"""Key in the context of an error: the call that failed was tried as often as it may be."""

AWAY_S = "away_s"
"""Key in the context of an error: the host did no work; how long to wait for it, in seconds."""

UNPROVEN = "unproven"
"""Key beside ``AWAY_S``: the host has never answered, so its address may be wrong."""

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
    "stop_server",
    "test_llm",
    "upload_file",
]


@dataclass(frozen=True)
class Remedy:
    """A remedy as data: the command line words it as a command, the server as a route.

    Attributes:
        name: What to do.
        values: Values for the wording, such as the name of a limit.
    """

    name: RemedyName
    values: Mapping[str, str] = field(default_factory=dict)

    def worded(self, words: Mapping[RemedyName, str]) -> str:
        """The remedy in the words of the command line or the server."""
        return words[self.name].format_map(self.values)


class OrchestrationError(Exception):
    """What went wrong, to which id, and what to do about it.

    Args:
        message: One sentence for people; names no command and no route.
        remedy: What to do, for the command line and the server to word.
        **context: Ids and values for programs and logs, ready for JSON.
    """

    code: ClassVar[str] = "orchestration"
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, /, *, remedy: Remedy | None = None, **context: Any) -> None:
        message = printable(message)
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.context = context

    def worded(self, words: Mapping[RemedyName, str]) -> str:
        """The message with its remedy, if ``words`` has a wording for it.

        Examples:
            >>> RunNotFoundError.of("run-1").worded({"list_runs": "`hocket runs` lists them"})
            "There is no run 'run-1'; `hocket runs` lists them"
        """
        if self.remedy is None or self.remedy.name not in words:
            return self.message
        return f"{self.message}; {self.remedy.worded(words)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), remedy=self.remedy, **self.context), (self.message,)

    def to_json(self) -> dict[str, Any]:
        """The error as a JSON object: ``code``, ``message``, ``context``, a ``remedy`` if any."""
        data = {"code": self.code, "message": self.message, "context": self.context}
        return data if self.remedy is None else {**data, "remedy": asdict(self.remedy)}


class ConfigError(OrchestrationError):
    """A setting is wrong; raised at start, never later."""

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
    """A value from a user or a program is invalid; names path, value and remedy."""

    code = "invalid_input"


class NotFoundError(InvalidInputError):
    """The requested object does not exist, or the caller may not see it."""

    code = "not_found"


class RunNotFoundError(NotFoundError):
    """The journal has no run with this id."""

    code = "run_not_found"

    @classmethod
    def of(cls, run_id: str) -> Self:
        """The error for a run id."""
        return cls(f"There is no run {run_id!r}", remedy=Remedy("list_runs"), run_id=run_id)


class NotOpenError(OrchestrationError):
    """A Hocket is not open yet, closed, or open in another event loop or thread."""

    code = "not_open"


class SettledError(OrchestrationError):
    """The decision has already been made; the message says how."""

    code = "settled"


class RunOverError(SettledError):
    """The run is over, so nothing can be done to it; names how it ended."""

    code = "over"

    @classmethod
    def of(cls, run_id: str, status: str) -> Self:
        """The error for a run."""
        return cls(
            f"Run {run_id} is over ({status}); nothing can be done to it",
            run_id=run_id,
            status=status,
        )


class EffectsRepeatError(OrchestrationError):
    """The request would repeat effects, which needs explicit permission."""

    code = "effects_repeat"


class PlanError(OrchestrationError):
    """No usable plan could be made."""

    code = "plan"


class PlanCycleError(PlanError):
    """Tasks depend on one another in a cycle."""

    code = "plan_cycle"


class AwardError(OrchestrationError):
    """A task could not be awarded."""

    code = "award"


class NoAgentError(AwardError):
    """No registered agent has the requested name."""

    code = "no_agent"


class AttemptError(OrchestrationError):
    """An attempt at a task ended without an outcome."""

    code = "attempt"


class TransientError(AttemptError):
    """A fault that may pass; a retry makes sense."""

    code = "transient"
    retryable = True


class PermanentError(AttemptError):
    """A fault that a retry cannot fix."""

    code = "permanent"


class DoubtfulError(PermanentError):
    """It is unknown whether an unsafe effect happened; it is not repeated."""

    code = "doubtful"


class DeadlineExceededError(AttemptError):
    """A call or an attempt exceeded its time limit."""

    code = "deadline"


class BudgetExceededError(AttemptError):
    """A limit on calls, tokens, money, time, agents or depth is reached."""

    code = "budget"


class ContextOverflowError(AttemptError):
    """A prompt does not fit the context window of its LLM and was not sent."""

    code = "context_overflow"


class TruncatedError(AttemptError):
    """An answer was cut off at the token limit."""

    code = "truncated"


class StructureError(AttemptError):
    """No answer fit the JSON Schema, after repair and asking again."""

    code = "structure"


class EmptyAnswerError(AttemptError):
    """An LLM answered nothing, also when it was asked again."""

    code = "empty_answer"


class LoopError(AttemptError):
    """An attempt was stopped because it repeated itself without new results."""

    code = "loop"


class UserCodeError(AttemptError):
    """A tool, an agent or a check tried to exit, to interrupt or to cancel the process it is in."""

    code = "fault"


class EngineError(OrchestrationError):
    """The journal or the engine failed."""

    code = "engine"


class JournalConflictError(EngineError):
    """Another writer appended first: the expected sequence number is out of date."""

    code = "journal_conflict"
    retryable = True


class AtWorkError(EngineError):
    """What needs the machine for itself is refused, as runs or calls are being carried out."""

    code = "at_work"


class JournalCorruptError(EngineError):
    """The journal file is damaged; names the file and how to salvage it."""

    code = "journal_corrupt"


class JournalHeldError(EngineError):
    """Another process holds this journal; names its pid and command."""

    code = "journal_held"


class JournalFullError(EngineError):
    """The disk is full; nothing that was accepted is lost."""

    code = "journal_full"


class HostAwayError(EngineError):
    """The host stayed away for long, so the run waits in the journal until it is resumed."""

    code = "host_away"


class ReplayDivergedError(EngineError):
    """Code that ran again made other calls than those in the journal."""

    code = "replay_diverged"


class AdapterError(OrchestrationError):
    """Something outside this process failed."""

    code = "adapter"


class UnavailableError(AdapterError):
    """The host cannot be reached or is overloaded."""

    code = "unavailable"
    retryable = True


class CircuitOpenError(UnavailableError):
    """A host, or one of its LLMs, has failed so often that for a while no call is sent to it."""

    code = "circuit_open"


class RefusedError(AdapterError):
    """The host refused: wrong request, key, name or permission."""

    code = "refused"


class HostUnusableError(RefusedError):
    """The host refuses every request until someone corrects its address, key, account or LLM."""

    code = "host_unusable"


class EgressDeniedError(AdapterError):
    """A call to a host that is not configured was stopped."""

    code = "egress_denied"


class SandboxUnavailableError(AdapterError):
    """This machine cannot isolate a process, so the code was not run."""

    code = "sandbox_unavailable"


def error_of(data: Mapping[str, Any]) -> OrchestrationError:
    """The error of ``to_json``, of its own class; a PermanentError if none has its code.

    Examples:
        >>> error_of(RunNotFoundError.of("run-1").to_json())
        RunNotFoundError("There is no run 'run-1'")
    """
    kinds = {k.code: k for k in globals().values() if _is_ours(k)}
    remedy = Remedy(**data["remedy"]) if "remedy" in data else None
    kind = kinds.get(data["code"], PermanentError)
    return kind(data["message"], remedy=remedy, **data["context"])


def _is_ours(kind: object) -> TypeGuard[type[OrchestrationError]]:
    return isinstance(kind, type) and issubclass(kind, OrchestrationError)


def printable(text: str) -> str:
    r"""The text with its lone surrogates escaped, which no file and no JSON can hold.

    Python makes them of bytes that are not UTF-8, as in the names of some files.

    Examples:
        >>> print(printable("caf\udce9.txt"))
        caf\udce9.txt
    """
    return text.encode(errors="backslashreplace").decode()
