"""The passports that are kept: each result of a probe is a document, written when it is there."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from hocket.adapters.system.machine import machine_kind
from hocket.core.digest import digest
from hocket.core.noun import Noun, parse
from hocket.errors import InvalidInputError, Remedy
from hocket.llm.passport.passport import (
    DIGEST,
    SUITE,
    Machine,
    Passport,
    ProbeResult,
    Subject,
    subject_digest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeVar

    from hocket.ports.clock import Clock
    from hocket.ports.llm import LlmInfo
    from hocket.ports.store import Document, Store

    NounT = TypeVar("NounT", bound=Noun)

LOG = logging.getLogger("hocket.passports")

HEADS, RESULTS = "passport", "probe"
"""Spaces of the store: whose passports there are, and the results of probes."""


class Head(Noun):
    """A passport without its results."""

    suite: int
    subject: Subject
    machine: Machine


class Passports:
    """Reads and writes passports.

    Args:
        store: Where they are kept; other processes may use it at the same time.
        clock: The time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def all(self) -> tuple[Passport, ...]:
        """All passports, by the names of their LLMs.

        What cannot be read, such as a result of a later release, is left out and logged, so that it
        does not stand before all others; its probe is taken again by the next test.
        """
        now_us = self._clock.now_us()
        heads = [
            (document.key, head)
            for document in await self._store.all(HEADS, now_us=now_us)
            if (head := _readable(Head, document)) is not None
        ]
        if not heads:
            return ()
        results: dict[str, list[ProbeResult]] = {}
        for document in await self._store.all(RESULTS, now_us=now_us):
            result = _readable(ProbeResult, document)
            if result is not None:
                results.setdefault(document.key.partition("/")[0], []).append(result)
        passports = [
            Passport(
                suite=head.suite,
                subject=head.subject,
                machine=head.machine,
                results=tuple(sorted(results.get(key, ()), key=lambda r: (r.at_us, r.probe))),
            )
            for key, head in heads
        ]
        return tuple(sorted(passports, key=lambda p: (p.subject.llm, p.machine.fingerprint)))

    async def named(self, name: str) -> tuple[Passport, ...]:
        """The passports of an LLM by ``host:name``, by its name alone, or by the start of a digest.

        Where an LLM was tested on several machines, ``DIGEST.MACHINE`` is one of them, each by its
        start.

        Raises:
            InvalidInputError: There is none; the message lists those that there are.
        """
        every = await self.all()
        found = [p for p in every if name in (p.subject.llm, p.subject.llm.partition(":")[2])]
        start, _, machine = name.partition(".")
        found = found or [
            p
            for p in every
            if start
            and p.subject.digest.startswith(start)
            and p.machine.fingerprint.startswith(machine)
        ]
        if not found:
            names = ", ".join(dict.fromkeys(p.subject.llm for p in every))
            others = f"there are some of: {names}" if names else "there are none yet"
            message = f"There is no passport of {name!r}; {others}"
            raise InvalidInputError(message, remedy=Remedy("test_llm", {"llm": name}), llm=name)
        return tuple(found)

    async def begun(self, subject: Subject, machine: Machine, *, again: bool = False) -> Passport:
        """The passport to go on with: that of earlier probes, or an empty one.

        Args:
            subject: The LLM; another digest is another LLM.
            machine: The machine.
            again: Drop the earlier results. Those of another suite are dropped in any case.
        """
        key = Passport(suite=SUITE, subject=subject, machine=machine, results=()).key
        earlier = {p.key: p for p in await self.all()}.get(key)
        if earlier is not None and (again or earlier.suite != SUITE):
            await self._drop(key, earlier.results)
            earlier = None
        head = Head(suite=SUITE, subject=subject, machine=machine)
        await self._store.put(HEADS, key, head.model_dump_json().encode())
        results = earlier.results if earlier else ()
        return Passport(suite=SUITE, subject=subject, machine=machine, results=results)

    async def add(self, key: str, result: ProbeResult) -> None:
        """Keep a result; it is durable when this returns."""
        body = result.model_dump_json().encode()
        await self._store.put(RESULTS, f"{key}/{result.probe}", body)

    async def take(self, passport: Passport) -> None:
        """Keep a passport of elsewhere, in place of an earlier one of the same LLM and machine."""
        earlier = {p.key: p for p in await self.all()}.get(passport.key)
        if earlier is not None:
            await self._drop(passport.key, earlier.results)
        head = Head(suite=passport.suite, subject=passport.subject, machine=passport.machine)
        await self._store.put(HEADS, passport.key, head.model_dump_json().encode())
        for result in passport.results:
            await self.add(passport.key, result)

    async def _drop(self, key: str, results: Iterable[ProbeResult]) -> None:
        for result in results:
            await self._store.delete(RESULTS, f"{key}/{result.probe}")
        await self._store.delete(HEADS, key)


def subject_of(name: str, info: LlmInfo) -> Subject:
    """Whose passport it is, by what the host lists; ``name`` is ``host:name``."""
    host, _, llm = name.partition(":")
    listed = info.digest.lower()
    if listed and not DIGEST.fullmatch(listed):
        listed = digest(listed.encode())
    return Subject(
        llm=name,
        digest=listed or subject_digest(host, llm, info.size_bytes),
        digest_of="weights" if info.digest else "name",
        size_bytes=info.size_bytes,
        context_tokens=info.context_tokens,
        can_chat=info.can_chat,
        can_embed=info.can_embed,
    )


def _readable(noun: type[NounT], document: Document) -> NounT | None:
    try:
        return parse(noun, document.body, what=document.key)
    except InvalidInputError as error:
        LOG.warning("left out of the passports: %s", error.message)
        return None


async def this_machine() -> Machine:
    """The kind of this machine."""
    return Machine(**(await asyncio.to_thread(machine_kind))._asdict())


def llm_among(names: Sequence[str], name: str) -> str:
    """The LLM that a name stands for: ``host:name``, or the name alone if one host has it.

    Raises:
        InvalidInputError: No host lists it, or several do.
    """
    fitting = [n for n in names if name in (n, n.partition(":")[2])]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        message = f"{name!r} is at several hosts; write one of {', '.join(fitting)}"
    else:
        message = f"No host lists {name!r}; there are {', '.join(names) or 'no LLMs'}"
    raise InvalidInputError(message, llm=name)
