"""Exit codes that scripts can rely on."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from hocket.core.economy import CUTTING
from hocket.errors import (
    AdapterError,
    BudgetExceededError,
    ConfigError,
    EngineError,
    InvalidInputError,
    MissingExtraError,
    NoAgentError,
    OrchestrationError,
    PlanCycleError,
    ReplayDivergedError,
    SettledError,
    error_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from hocket.core.run import RunState

CREDIBLE = frozenset(("accepted", "corroborated"))
"""The verdicts that exit with 0."""


class Exit(IntEnum):
    """The exit codes of all commands."""

    ACCEPTED = 0
    FAILED = 1
    USAGE = 2
    UNPROVEN = 3
    CANCELLED = 4
    LIMIT = 5
    ENVIRONMENT = 6
    KILLED = 130

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Exit.ACCEPTED: "success; for a run: its result is accepted or corroborated",
    Exit.FAILED: "the run failed, or a replay diverged",
    Exit.USAGE: "invalid usage or input",
    Exit.UNPROVEN: "the run has a result, but it is not proven enough",
    Exit.CANCELLED: "cancelled",
    Exit.LIMIT: "a limit was reached; you get the best result so far",
    Exit.ENVIRONMENT: "an LLM, the sandbox or the journal is unavailable",
    Exit.KILLED: "stopped by a second Ctrl-C",
}


def exit_of_error(error: OrchestrationError) -> Exit:
    """The exit code of a command that raised this error."""
    match error:
        case MissingExtraError() | AdapterError():
            return Exit.ENVIRONMENT
        case (
            ConfigError() | InvalidInputError() | SettledError() | PlanCycleError() | NoAgentError()
        ):
            return Exit.USAGE
        case BudgetExceededError():
            return Exit.LIMIT
        case ReplayDivergedError():
            return Exit.FAILED
        case EngineError():
            return Exit.ENVIRONMENT
        case _:
            return Exit.FAILED


def enough(require: str) -> Collection[str]:
    """The verdicts that exit with 0 if at least this one is required."""
    return CREDIBLE if require == "corroborated" else (require,)


def exit_of_run(state: RunState, success: Collection[str] = CREDIBLE) -> Exit:
    """The exit code for a run that is over; ``success``: verdicts that exit with 0."""
    if state.status == "cancelled":
        return Exit.CANCELLED
    is_cut = any(economy.step in CUTTING for economy in state.economies)
    if state.limit or (state.status == "failed" and is_cut):
        return Exit.LIMIT
    verdict = state.result.verdict if state.result is not None else ""
    if verdict not in success and any(t.outcome and t.outcome.cut for t in state.tasks.values()):
        return Exit.LIMIT
    if state.status == "failed" and state.error:
        return exit_of_error(
            error_of({"code": state.error, "message": state.reason, "context": {}})
        )
    if state.status != "reached" or state.result is None:
        return Exit.FAILED
    return Exit.ACCEPTED if state.result.verdict in success else Exit.UNPROVEN
