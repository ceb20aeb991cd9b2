"""The profile: a user's agents and defaults, which apply however a run is started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.app.roster import Roster
from hocket.core.goal import Limits
from hocket.core.noun import Noun, parse, unchecked
from hocket.core.question import Consent
from hocket.errors import JournalConflictError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.registry import Registry
    from hocket.core.goal import Goal
    from hocket.ports.agent import Agent
    from hocket.ports.clock import Clock
    from hocket.ports.store import Store

SPACE, KEY = "preference", "default"


class Preferences(Noun):
    """Defaults for new goals."""

    limits: Limits = unchecked(Limits)
    consent: Consent = unchecked(Consent)

    def applied_to(self, goal: Goal) -> Goal:
        """The goal with these for every limit and consent that it leaves unset.

        Examples:
            >>> from hocket.core.goal import Goal
            >>> kept = Preferences(limits=Limits(calls=9, depth=1))
            >>> limits = kept.applied_to(Goal(text="go", limits=Limits(calls=5))).limits
            >>> limits.calls, limits.depth
            (5, 1)
        """
        if not self.model_fields_set:
            return goal
        limits = goal.limits.model_dump(exclude_unset=True)
        consent = goal.consent.model_dump(exclude_unset=True)
        return goal.model_copy(
            update={
                "limits": self.limits.model_copy(update=limits),
                "consent": self.consent.model_copy(update=consent),
            }
        )


_NO_PREFERENCES = unchecked(Preferences)


class Profile:
    """Agents and preferences of one user, read from the store each time they are used.

    Args:
        store: Where they are stored, beside the journal.
        clock: The time.
        defaults: Agents by name that exist without the store.
        tools: Names of the tools that an agent's card may list.
        registry: The task types that a card may name.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        defaults: Mapping[str, Agent],
        tools: frozenset[str],
        registry: Registry,
    ) -> None:
        self._store = store
        self._clock = clock
        self._current = _NO_PREFERENCES, 0
        self.roster = Roster(defaults, tools, registry, store, clock)

    async def preferences(self) -> Preferences:
        """The current defaults for new goals."""
        return (await self._read())[0]

    async def prefer(
        self,
        *,
        limits: Mapping[str, Any] | None = None,
        consent: Mapping[str, Any] | None = None,
    ) -> Preferences:
        """Change the named fields; the others stay as they are.

        Raises:
            InvalidInputError: A field or value does not fit.
            JournalConflictError: Another process has changed them since they were read.
        """
        current, version = await self._read()
        changed = current.model_dump(mode="json")
        changed["limits"].update(limits or {})
        changed["consent"].update(consent or {})
        preferences = parse(Preferences, changed, what="settings")
        body = preferences.model_dump_json().encode()
        try:
            await self._store.put(SPACE, KEY, body, expected=version)
        except JournalConflictError as error:
            message = "Another process has just changed the settings; read them again"
            raise JournalConflictError(message) from error
        return preferences

    async def _read(self) -> tuple[Preferences, int]:
        """The preferences, and the version of their document; 0 for none."""
        document = await self._store.get(SPACE, KEY, now_us=self._clock.now_us())
        if document is None:
            return _NO_PREFERENCES, 0
        if document.version != self._current[1]:
            self._current = parse(Preferences, document.body), document.version
        return self._current
