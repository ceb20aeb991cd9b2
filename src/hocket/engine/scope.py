"""Journaled calls: each answer is durable before it is used, and is never asked for twice.

A call is known by (attempt, ordinal, request digest). After a crash the attempt's code runs again
from its start and gets the journaled answers in the order in which it asks; the first call without
one is sent.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Literal, Protocol

from hocket import errors
from hocket.core import ids
from hocket.core.digest import digest as digest_of
from hocket.core.event import Asked, CallAnswered, EffectDoubtful, EffectIntended
from hocket.core.usage import NOTHING, Usage
from hocket.engine.journaled import JournaledLlm
from hocket.errors import OrchestrationError, PermanentError, ReplayDivergedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.core.event import Event
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState
    from hocket.engine.budget import Budget
    from hocket.engine.traffic import Traffic
    from hocket.ports.journal import Journal
    from hocket.ports.llm import Llm
    from hocket.ports.scope import Action, Performed, Scope
    from hocket.ports.tool import Effect


class Carrier(Protocol):
    """What a scope needs of the loop that carries its run."""

    run_id: str
    journal: Journal
    llm: Llm
    budget: Budget
    traffic: Traffic
    wrap: Callable[[Llm, Scope], Llm]

    @property
    def state(self) -> RunState: ...
    async def commit(
        self, events: Sequence[Event], blobs: Mapping[str, bytes] | None = None
    ) -> None: ...
    def keep(self, data: bytes) -> str: ...
    async def text(self, name: str) -> bytes: ...
    def speak(self, attempt_id: str, text: str) -> None: ...
    async def answer_to(self, question_id: str) -> Answer: ...


class CallScope:
    """The hold of one command on its run; implements ``hocket.ports.scope.Scope``."""

    def __init__(
        self,
        loop: Carrier,
        attempt_id: str,
        answered: Sequence[CallAnswered] = (),
        intended: Sequence[EffectIntended] = (),
        settled: Mapping[int, str] | None = None,
    ) -> None:
        self.run_id = loop.run_id
        self.attempt_id = attempt_id
        self._loop = loop
        self._answered = {a.ordinal: a for a in answered}
        self._intended = {i.ordinal: i for i in intended}
        self._settled = settled or {}
        self._next = 0
        self._llm: Llm | None = None

    @property
    def state(self) -> RunState:
        return self._loop.state

    @property
    def llm(self) -> Llm:
        if self._llm is None:
            self._llm = self._loop.wrap(JournaledLlm(self._loop.llm, self, self._loop.budget), self)
        return self._llm

    async def perform(
        self,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        effect: Effect,
        action: Action,
    ) -> bytes:
        ordinal = self._next
        self._next += 1
        asked = digest_of(request)
        known = self._answered.pop(ordinal, None)
        if known is not None:
            return await self._recall(known, kind, name, asked)
        if self.state.is_over:
            message = f"Run {self.run_id} is over; {name} is not done any more"
            raise PermanentError(message, run_id=self.run_id, attempt_id=self.attempt_id)
        key = ids.call_key(self.run_id, self.attempt_id, ordinal)
        intent = self._intended.pop(ordinal, None)
        if effect == "unsafe":
            await self._refuse_to_repeat(ordinal, name, request, intent)
        if effect != "none" and intent is None:
            await self._loop.commit(
                [
                    EffectIntended(
                        attempt_id=self.attempt_id,
                        ordinal=ordinal,
                        tool=name,
                        request=asked,
                        idempotent=effect == "idempotent",
                    )
                ],
                {asked: request},
            )
        try:
            # A call without an effect, other than to an LLM, costs nothing to make again.
            async with self._loop.traffic.passing(counted=kind == "llm" or effect != "none"):
                done = await action(key)
        except errors.EngineError:
            raise
        except asyncio.CancelledError:
            if effect == "unsafe":
                await self._note_doubt(ordinal, name, request)
            raise
        except OrchestrationError as error:
            await self._journal_error(ordinal, kind, name, request, error)
            raise
        await self._journal_answer(ordinal, kind, name, request, done)
        return done.response

    async def note(self, *events: Event, blobs: Mapping[str, bytes] | None = None) -> None:
        await self._loop.commit(events, blobs)

    def keep(self, data: bytes) -> str:
        return self._loop.keep(data)

    async def read(self, digest: str) -> bytes:
        return await self._loop.text(digest)

    async def consult(self, question: Question, blobs: Mapping[str, bytes] | None = None) -> Answer:
        known = self.state.answers.get(question.question_id)
        if known is not None:
            return known
        if question.question_id not in self.state.questions:
            await self._loop.commit([Asked(question=question)], blobs)
        return await self._loop.answer_to(question.question_id)

    def show(self, text: str) -> None:
        self._loop.speak(self.attempt_id, text)

    async def _recall(self, known: CallAnswered, kind: str, name: str, asked: str) -> bytes:
        if (known.kind, known.name, known.request) != (kind, name, asked):
            message = (
                f"{self.attempt_id} asked for {kind} {name} ({asked[:12]}) as call "
                f"{known.ordinal}, but the journal holds {known.kind} {known.name} "
                f"({known.request[:12]}) there; "
                "the agent's code must do the same when it runs again"
            )
            raise ReplayDivergedError(message, attempt_id=self.attempt_id, ordinal=known.ordinal)
        response = await self._loop.journal.blob(known.response)
        if known.note.startswith("error:"):
            raise _rebuilt(response)
        return response

    async def _refuse_to_repeat(
        self, ordinal: int, name: str, request: bytes, intent: EffectIntended | None
    ) -> None:
        """Raise, on record, if this effect may have happened already.

        Either this very call was under way at the crash, or an earlier attempt's equal one was;
        only a person's word that it was not done lets it run.
        """
        asked = digest_of(request)
        verdict = self._settled.get(ordinal)
        if intent is not None and verdict is None:
            await self._note_doubt(ordinal, name, request)
            message = f"It is not known whether {name} was done before the crash; not repeated"
        elif intent is not None and verdict == "done":
            message = f"{name} was done before the crash, a person says; its answer is not known"
        elif any((d.tool, d.request) == (name, asked) for d in self.state.doubtful):
            message = f"It is not known whether {name} was done by an earlier attempt; not repeated"
        else:
            return
        error = PermanentError(message, attempt_id=self.attempt_id, ordinal=ordinal)
        await self._journal_error(ordinal, "tool", name, request, error)
        raise error

    async def _note_doubt(self, ordinal: int, name: str, request: bytes) -> None:
        asked = digest_of(request)
        doubt = EffectDoubtful(
            attempt_id=self.attempt_id, ordinal=ordinal, tool=name, request=asked
        )
        await self._loop.commit([doubt], {asked: request})

    async def _journal_answer(
        self, ordinal: int, kind: Literal["llm", "tool"], name: str, request: bytes, done: Performed
    ) -> None:
        asked, answer = digest_of(request), digest_of(done.response)
        blobs = {asked: request, answer: done.response}
        if done.blobs:
            blobs.update(done.blobs)
        event = CallAnswered(
            attempt_id=self.attempt_id,
            ordinal=ordinal,
            kind=kind,
            name=name,
            request=asked,
            response=answer,
            usage=done.usage,
            ok=done.ok,
            note=done.note,
        )
        await self._loop.commit([event], blobs)

    async def _journal_error(
        self,
        ordinal: int,
        kind: Literal["llm", "tool"],
        name: str,
        request: bytes,
        error: OrchestrationError,
    ) -> None:
        asked = digest_of(request)
        response = json.dumps(error.to_json(), default=str).encode()
        event = CallAnswered(
            attempt_id=self.attempt_id,
            ordinal=ordinal,
            kind=kind,
            name=name,
            request=asked,
            response=digest_of(response),
            # A call that failed was a call, as often as it was tried; one never sent was none.
            usage=Usage(calls=int(error.context.get("tries", 0))) if kind == "llm" else NOTHING,
            ok=False,
            note=f"error:{error.code}",
        )
        await self._loop.commit([event], {asked: request, event.response: response})


def _rebuilt(response: bytes) -> OrchestrationError:
    """The error that a journaled call ended in, of its own class."""
    data = json.loads(response)
    classes = {
        c.code: c
        for c in vars(errors).values()
        if isinstance(c, type) and issubclass(c, OrchestrationError)
    }
    return classes.get(data["code"], PermanentError)(data["message"], **data["context"])
