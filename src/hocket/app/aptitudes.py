"""Aptitudes: what new runs may use of the passports that are kept.

A passport speaks for an LLM only if its host lists the digest that was tested; where the host does
not answer, nothing shows that, and the passport is not used.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import has_journal, store_in
from hocket.app.passports import Passports, subject_of, this_machine
from hocket.llm.passport.passport import SUITE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.config import Settings
    from hocket.core.aptitude import Aptitude
    from hocket.llm.passport.passport import Passport
    from hocket.ports.clock import Clock
    from hocket.ports.llm import Llm, LlmInfo
    from hocket.ports.store import Store

FRESH_S = 60.0
"""How long runs share what was found; a passport that was taken since counts after that."""


Passed = Callable[[str, "LlmInfo"], tuple[int, int]]
"""Probes that an LLM passed and those judged, by ``host:name`` and what its host lists."""


class Aptitudes:
    """Finds the passports of LLMs by what their hosts list now.

    Args:
        store: Keeps the passports.
        clock: The time.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._passports = Passports(store, clock)
        self._clock = clock
        self._known: tuple[frozenset[str], int, dict[str, Aptitude]] | None = None
        self._finding = asyncio.Lock()

    async def of(
        self, llms: Collection[str], hosts: Callable[[], Mapping[str, Llm]]
    ) -> dict[str, Aptitude]:
        """What the passports of these LLMs say; an LLM without one is left out.

        No host is asked unless there is a passport of one of its LLMs.

        Args:
            llms: The LLMs as ``host:name``, or by name where the only host is given.
            hosts: Name to host.
        """
        wanted, now_us = frozenset(llms), self._clock.now_us()
        known = self._fresh(wanted, now_us)
        if known is not None:
            return known
        async with self._finding:
            known = self._fresh(wanted, now_us)  # another run may have found it meanwhile
            if known is None:
                known = await self._found(wanted, hosts)
                self._known = (wanted, now_us, known)
            return known

    async def passed(self) -> Passed:
        """How many probes an LLM passed, for the choice of one; (0, 0) without a passport."""
        from hocket.llm.passport.scoring import aptitude_of  # noqa: PLC0415 - loaded when used

        kept = await self._kept()

        def passed(llm: str, info: LlmInfo) -> tuple[int, int]:
            own = [p for p in kept if p.subject.digest == subject_of(llm, info).digest]
            return aptitude_of(max(own, key=_newest)).overall if own else (0, 0)

        return passed

    async def _kept(self) -> list[Passport]:
        """The passports of this suite; those of another are not compared."""
        return [p for p in await self._passports.all() if p.suite == SUITE and p.results]

    def _fresh(self, wanted: frozenset[str], now_us: int) -> dict[str, Aptitude] | None:
        """What was found of these a short time ago; None if that is too old, or of others."""
        if self._known is None:
            return None
        of, found_us, found = self._known
        return found if of == wanted and now_us - found_us < FRESH_S * 1e6 else None

    async def _found(
        self, llms: frozenset[str], hosts: Callable[[], Mapping[str, Llm]]
    ) -> dict[str, Aptitude]:
        kept = await self._kept()
        if not kept:
            return {}
        named = {_plain(passport.subject.llm) for passport in kept}
        tested = sorted(llm for llm in llms if _plain(llm) in named)
        if not tested:
            return {}
        from hocket.llm.passport.scoring import aptitude_of  # noqa: PLC0415 - loaded when used

        listed = await _listed(tested, hosts())
        found: dict[str, Aptitude] = {}
        for llm, info in listed.items():
            digest = subject_of(llm, info).digest
            own = [p for p in kept if p.subject.digest == digest]
            if own:
                found[llm] = aptitude_of(await _nearest(own))
        return found


async def _nearest(passports: Sequence[Passport]) -> Passport:
    """That of this machine, else the one with the latest result: skills depend on weights most."""
    here = (await this_machine()).fingerprint
    return max(passports, key=lambda p: (p.machine.fingerprint == here, _newest(p)))


def _newest(passport: Passport) -> int:
    return max(result.at_us for result in passport.results)


async def passed_at(settings: Settings) -> Passed:
    """How many probes an LLM passed by the passports in your home; creates no journal."""
    from hocket.llm.selection import untested  # noqa: PLC0415 - loaded when used

    if not await asyncio.to_thread(has_journal, settings.journal):
        return untested
    store = store_in(settings.journal)
    try:
        return await Aptitudes(store, SystemClock()).passed()
    finally:
        await store.close()


async def _listed(llms: Sequence[str], hosts: Mapping[str, Llm]) -> dict[str, LlmInfo]:
    """What its host lists of each LLM; those of hosts that do not answer are missing."""
    if not hosts:
        return {}
    from hocket.app.hosts import listings_by  # noqa: PLC0415 - slow to import, few runs ask hosts

    asked = {llm: llm.partition(":")[0] for llm in llms}
    asked = {llm: host if host in hosts else next(iter(hosts)) for llm, host in asked.items()}
    listings = await listings_by({host: hosts[host] for host in {*asked.values()}})
    return {
        llm: info
        for llm, host in asked.items()
        for info in listings[host].llms
        if _plain(info.name) in (_plain(llm), _plain(llm.partition(":")[2]))
    }


def _plain(name: str) -> str:
    """The name without the tag that Ollama adds to one without a tag."""
    from hocket.app.hosts import LATEST  # noqa: PLC0415 - as above

    return name.removesuffix(LATEST)
