"""What statements demand of an order, and the search for the orders that meet all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Places = Mapping[int, int]

MOST_THINGS = 8
"""All orders of so many are tried, those that break a rule early only in part."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A demand on the places of some things, which are numbered from 0, places from 1.

    Attributes:
        of: The things whose places it depends on.
        holds: Whether it is met, given the places of at least these.
        is_loose: Whether the words can demand more, and are taken to demand less.
        counts_all: Whether it says nothing unless all things are known.
    """

    of: frozenset[int]
    holds: Callable[[Places], bool]
    is_loose: bool = False
    counts_all: bool = False


def rule_of(
    things: Iterable[int],
    holds: Callable[[Places], bool],
    *,
    is_loose: bool = False,
    counts_all: bool = False,
) -> Rule:
    return Rule(frozenset(things), holds, is_loose, counts_all)


def denied(rule: Rule) -> Rule | None:
    """That a rule does not hold; None for a loose one, as that would demand too much."""
    return None if rule.is_loose else replace(rule, holds=lambda at: not rule.holds(at))


def all_of(rules: Sequence[Rule]) -> Rule:
    return _joined(rules, lambda at: all(rule.holds(at) for rule in rules))


def any_of(rules: Sequence[Rule]) -> Rule:
    return _joined(rules, lambda at: any(rule.holds(at) for rule in rules))


def implied(condition: Rule, result: Rule) -> Rule | None:
    """That the result holds wherever the condition does; None for a loose condition."""
    contrary = denied(condition)
    return any_of([contrary, result]) if contrary else None


def loosely(rule: Rule) -> Rule:
    return replace(rule, is_loose=True)


def _joined(rules: Sequence[Rule], holds: Callable[[Places], bool]) -> Rule:
    return Rule(
        frozenset[int]().union(*(rule.of for rule in rules)),
        holds,
        is_loose=any(rule.is_loose for rule in rules),
        counts_all=any(rule.counts_all for rule in rules),
    )


def orders_of(many: int, rules: Sequence[Rule]) -> Iterator[tuple[int, ...]]:
    """The orders of so many things, from the low end on, in which all rules hold.

    Examples:
        >>> first = rule_of([2], lambda places: places[2] == 1)
        >>> list(orders_of(3, [first]))
        [(2, 0, 1), (2, 1, 0)]
    """
    due: list[list[Rule]] = [[] for _ in range(many)]
    for rule in rules:
        due[max(rule.of, default=many - 1)].append(rule)
    places: dict[int, int] = {}

    def extended(thing: int) -> Iterator[tuple[int, ...]]:
        if thing == many:
            yield tuple(sorted(places, key=places.__getitem__))
            return
        for place in set(range(1, many + 1)) - set(places.values()):
            places[thing] = place
            if all(rule.holds(places) for rule in due[thing]):
                yield from extended(thing + 1)
            del places[thing]

    return extended(0)
