"""How many answers a host generates at once, where your settings leave it open.

Passports measured how fast an LLM writes with 1, 2 and 4 answers at once on this machine; the
number that was best is used. Your settings come first; without a passport the defaults hold.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import has_journal, store_in
from hocket.app.passports import Passports, this_machine
from hocket.config import DEFAULT_EMBEDDED
from hocket.llm.passport.scoring import card_of, useful_slots
from hocket.llm.passport.suite import SUITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.config import Settings
    from hocket.llm.passport.passport import Passport
    from hocket.llm.passport.scoring import SpeedAt
    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

LOG = logging.getLogger("hocket.slots")

EMBEDDED, OLLAMA = "llamacpp", "ollama"
SETTING = {EMBEDDED: "parallel", OLLAMA: "ollama_calls"}
"""The setting of each host that says how many answers it generates at once; 0 leaves it open."""


@dataclass(frozen=True, slots=True)
class MeasuredSlots:
    """How many answers a host generates at once by the passport of one of its LLMs."""

    host: str
    slots: int
    llm: str

    def words(self) -> str:
        """The number with its reason.

        Examples:
            >>> MeasuredSlots("llamacpp", 2, "llamacpp:small").words()
            '2 answers at once: the passport of llamacpp:small measured that as best here'
        """
        answers = f"{self.slots} answer{'s' * (self.slots != 1)} at once"
        return f"{answers}: the passport of {self.llm} measured that as best here"


async def measured_slots(settings: Settings, store: Store, clock: Clock) -> list[MeasuredSlots]:
    """What passports of this machine say of the hosts whose setting is open, one for each at most.

    Of several LLMs of a host, the least counts, so that none is slower for it.

    Args:
        settings: Your settings; they name the LLMs that count, if any of the host.
        store: Keeps the passports.
        clock: The time.
    """
    open_hosts = [host for host, name in SETTING.items() if not getattr(settings, name)]
    every = await Passports(store, clock).all() if open_hosts else ()
    if not every:
        return []
    here = (await this_machine()).fingerprint
    own = [p for p in every if p.suite == SUITE and p.machine.fingerprint == here]
    found = []
    for host in open_hosts:
        named = _named(settings, host)
        measured = [
            MeasuredSlots(host, slots, passport.subject.llm)
            for passport in own
            if passport.subject.llm.partition(":")[0] == host
            and (not named or passport.subject.llm in named)
            and (slots := _best(passport, host))
        ]
        found += [min(measured, key=lambda one: (one.slots, one.llm))] if measured else []
    return found


async def with_measured(settings: Settings, store: Store, clock: Clock) -> Settings:
    """The settings with what passports measured where they leave it open; the log has what."""
    measured = await measured_slots(settings, store, clock)
    for one in measured:
        LOG.info("%s: %s", one.host, one.words())
    return with_slots(settings, measured)


def with_slots(settings: Settings, measured: Sequence[MeasuredSlots]) -> Settings:
    """The settings, with what was measured where they leave it open."""
    changes: dict[str, Any] = {SETTING[one.host]: one.slots for one in measured}
    return replace(settings, **changes)


async def measured_at(settings: Settings) -> list[MeasuredSlots]:
    """As ``measured_slots``, by the passports in your home; creates no journal."""
    if not await asyncio.to_thread(has_journal, settings.journal):
        return []
    store = store_in(settings.journal)
    try:
        return await measured_slots(settings, store, SystemClock())
    finally:
        await store.close()


def _named(settings: Settings, host: str) -> set[str]:
    """The LLMs of a host that the settings name; for the embedded one else the default."""
    named = {settings.llm, *settings.llms.values()}
    own = {llm for llm in named if llm.partition(":")[0] == host}
    return own or ({DEFAULT_EMBEDDED} if host == EMBEDDED else set())


def _best(passport: Passport, host: str) -> int:
    """The number of answers at once that was best; 0 if that is not known.

    Ollama may take more than was tried, so the most that was tried says nothing there.
    """
    speeds = _alone(card_of(passport).speeds)
    tried = [speed.slots for speed in speeds]
    if len(tried) < 2 or 1 not in tried:  # noqa: PLR2004 - nothing to compare with
        return 0
    best = useful_slots(speeds)
    return 0 if host == OLLAMA and best == max(tried) else best


def _alone(speeds: Sequence[SpeedAt]) -> list[SpeedAt]:
    """Those that were measured while the machine had no other work."""
    return [speed for speed in speeds if not speed.busy]
