"""The answers of an attempt: the one it ends with, and the one it has so far."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.attempt import Outcome
from hocket.core.economy import LIMITED, Shortage
from hocket.core.event import AnswerHeld
from hocket.core.name import in_the_way
from hocket.core.noun import unchecked
from hocket.core.quick import quickly_made
from hocket.errors import BudgetExceededError, PermanentError, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.agreement import Agreement
    from hocket.ports.scope import Scope


@quickly_made
@dataclass(frozen=True, slots=True)
class Work:
    """What there is of the work beside the text of its answer.

    ``files`` holds digests by name; ``program`` is what computed the answer, as a Markdown block;
    ``doubt`` says what looks wrong with it.
    """

    files: Mapping[str, str]
    tool_calls: int = 0
    program: str = ""
    agreement: Agreement | None = None
    doubt: str = ""


class Answers:
    """Makes outcomes of the answers of one attempt, and journals those that it holds.

    Args:
        scope: The scope of the attempt.
        base: Digests of the files that it began with, by name.
        way: Its way of working.
        holds: Whether an answer is held; one that only checks another attempt holds none.
    """

    def __init__(
        self, scope: Scope, base: Mapping[str, str], way: str, *, holds: bool = True
    ) -> None:
        self._scope = scope
        self._base = base
        self._way = way
        self._holds = holds
        self._held: AnswerHeld | None = None

    def outcome(self, text: str, work: Work) -> Outcome:
        """The outcome of work, with the files that it changed and that are not another task's."""
        scope, base = self._scope, self._base
        changed = {n: d for n, d in work.files.items() if base.get(n) != d}
        refused: dict[str, str] = {}
        if changed:
            owners = scope.state.owners_for(ids.task_of(scope.attempt_id))
            taken = {n: n if n in owners else in_the_way(n, owners) for n in changed}
            refused = {name: owners[other] for name, other in taken.items() if other}
            changed = {n: d for n, d in changed.items() if n not in refused}
        outcome = unchecked(
            Outcome,
            text=scope.keep(printable(text).encode()),
            way=self._way,
            tool_calls=work.tool_calls,
            program=scope.keep(work.program.encode()) if work.program else "",
            doubt=printable(work.doubt) if work.doubt else "",
            doubtful=_doubtful(scope) if scope.state.doubtful else (),
        )
        if not changed and not refused and work.agreement is None:
            return outcome
        # The names of files and an agreement come from the agent's code.
        given = {"files": changed, "refused": refused, "agreement": work.agreement}
        return Outcome(**{**vars(outcome), **given})

    async def hold(self, text: str, lacks: str, work: Work) -> None:
        """Journal an answer as the one that the attempt has so far, unless it is the same still."""
        if not self._holds:
            return
        outcome, before = self.outcome(text, work), self._held
        if before is None or (before.outcome, before.lacks) != (outcome, lacks):
            self._held = AnswerHeld(
                attempt_id=self._scope.attempt_id,
                number=1 if before is None else before.number + 1,
                outcome=outcome,
                lacks=lacks,
            )
            await self._scope.note(self._held)
        if self._scope.state.near is not None:
            # Near a limit this ends the attempt, which is stopped where it waits.
            await asyncio.sleep(0)

    def cut(self, reason: str) -> Outcome | None:
        """The answer that it has so far as its outcome; None if it has none that is whole."""
        if self._held is None or self._held.lacks:
            return None
        return self._held.outcome.model_copy(update={"cut": reason})


def limit_met(error: BaseException) -> str:
    """The limit of the run or of the attempt that an error is about; empty if it is none.

    Examples:
        >>> limit_met(BudgetExceededError("no more", limit="calls", bound="3"))
        'the limit of 3 calls leaves no room'
    """
    if not isinstance(error, BudgetExceededError | PermanentError):
        return ""
    if error.context.get("limit") not in LIMITED:
        return ""
    return error.message if isinstance(error, PermanentError) else Shortage.of(error).words()


def _doubtful(scope: Scope) -> tuple[str, ...]:
    """The tools of this attempt whose effects are in doubt."""
    return tuple(d.tool for d in scope.state.doubtful if d.attempt_id == scope.attempt_id)
