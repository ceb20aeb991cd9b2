"""The calls that wait at a host, kept so that deciding on them does not mean reading them all."""

from __future__ import annotations

from bisect import bisect, insort
from collections import OrderedDict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.llm.residency.call import Call

# Unlike that of a dict, its first entry is found at once after many others were removed.
_Calls = OrderedDict[int, "Call"]


class Group:
    """Waiting calls that differ in nothing that the policy looks at but their age.

    Attributes:
        llm: That they are for.
        window: The context window that they need at least, in tokens.
        priority: Of all of them.
    """

    __slots__ = ("_calls", "llm", "priority", "window")

    def __init__(self, llm: str, window: int, priority: int) -> None:
        self.llm = llm
        self.window = window
        self.priority = priority
        self._calls: _Calls = OrderedDict()

    def __len__(self) -> int:
        return len(self._calls)

    @property
    def first(self) -> Call:
        """The one that arrived first; a group has at least one."""
        return next(iter(self._calls.values()))

    def add(self, call: Call) -> None:
        """A call has arrived."""
        self._calls[call.number] = call

    def remove(self, call: Call) -> None:
        """A call waits no longer."""
        del self._calls[call.number]


class Waiting:
    """Waiting calls in order of arrival; all but iterating takes next to no time per call.

    Their numbers ascend with their arrival.

    Examples:
        >>> from hocket.llm.residency.call import Call
        >>> waiting = Waiting()
        >>> calls = [Call(llm, ready_us=0, number=n) for n, llm in enumerate("aba")]
        >>> for call in calls:
        ...     waiting.add(call)
        >>> waiting.send(calls[2])
        >>> len(waiting), waiting.overtaken(calls[0]), waiting.overtaken(calls[1])
        (2, 1, 1)
    """

    def __init__(self) -> None:
        self._calls: _Calls = OrderedDict()
        self._groups: dict[int, dict[tuple[str, int], Group]] = {}
        self._by_llm: dict[str, _Calls] = {}
        # Of each LLM, by when they became ready; those that left are dropped when they come up.
        self._by_age: dict[str, list[tuple[int, int]]] = {}
        self._overtakers: list[int] = []

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls.values())

    @property
    def first(self) -> Call:
        """The call that arrived first; there must be one."""
        return next(iter(self._calls.values()))

    @property
    def llms(self) -> tuple[str, ...]:
        """The LLMs that calls wait for."""
        return tuple(self._by_llm)

    def add(self, call: Call) -> None:
        """A call has arrived; its number is above those of all others."""
        self._calls[call.number] = call
        self._by_llm.setdefault(call.llm, OrderedDict())[call.number] = call
        heappush(self._by_age.setdefault(call.llm, []), (call.ready_us, call.number))
        groups = self._groups.setdefault(call.priority, {})
        key = (call.llm, call.window)
        if key not in groups:
            groups[key] = Group(*key, call.priority)
        groups[key].add(call)

    def remove(self, call: Call) -> None:
        """A call is withdrawn."""
        del self._calls[call.number]
        calls = self._by_llm[call.llm]
        del calls[call.number]
        groups = self._groups[call.priority]
        group = groups[call.llm, call.window]
        group.remove(call)
        if not calls:
            del self._by_llm[call.llm], self._by_age[call.llm]
        else:
            self._forget_left(call.llm)
        if not group:
            del groups[call.llm, call.window]
            if not groups:
                del self._groups[call.priority]

    def send(self, call: Call) -> None:
        """A call is sent; it has overtaken all that arrived before it."""
        self.remove(call)
        insort(self._overtakers, call.number)
        # Those that every waiting call arrived after have overtaken none of them.
        first = self.first.number if self._calls else call.number + 1
        del self._overtakers[: bisect(self._overtakers, first)]

    def overtaken(self, call: Call) -> int:
        """How many later calls were sent before a waiting one; the first one has the most."""
        return len(self._overtakers) - bisect(self._overtakers, call.number)

    def first_ready_by(self, llm: str, ready_us: float) -> Call | None:
        """The first call of an LLM among those that were ready by this time; None without one."""
        self._forget_left(llm)
        ages = self._by_age[llm]
        if ages[0][0] > ready_us:
            return None
        return next(call for call in self._by_llm[llm].values() if call.ready_us <= ready_us)

    def by_priority(self) -> Iterator[tuple[Group, ...]]:
        """The groups of each priority, the highest first."""
        for priority in sorted(self._groups, reverse=True):
            yield tuple(self._groups[priority].values())

    def groups(self) -> Iterator[Group]:
        """All groups."""
        for groups in self._groups.values():
            yield from groups.values()

    def _forget_left(self, llm: str) -> None:
        ages, calls = self._by_age[llm], self._by_llm[llm]
        if len(ages) > 2 * len(calls) + 16:
            ages[:] = [(call.ready_us, call.number) for call in calls.values()]
            heapify(ages)
        while ages[0][1] not in calls:
            heappop(ages)
