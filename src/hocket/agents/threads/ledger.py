"""The counts of things along a thread: what its messages change for certain, and what is open.

What is asked or offered changes nothing until somebody else accepts it; what somebody else only
repeats is not counted twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hocket.agents.threads import shares, unnamed
from hocket.agents.threads.changes import Change, Deeds, result
from hocket.agents.threads.clauses import (
    clauses_of,
    is_behind_colon,
    is_told_behind,
    sentences_of,
    stance_of,
)
from hocket.agents.threads.customers import Customers
from hocket.agents.threads.deeds import deeds_of
from hocket.agents.threads.limits import Limits
from hocket.agents.threads.opinions import is_reported, own_word
from hocket.agents.threads.packs import Packs
from hocket.agents.threads.questions import Questions
from hocket.agents.threads.stock import (
    follows,
    is_ground,
    speaks_of_delivery,
    starts_so,
    stock_in,
    takes_them_off,
)
from hocket.agents.threads.topics import Topic, is_short
from hocket.agents.threads.wishes import Said, Wishes, tied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.threads.clauses import Stance
    from hocket.agents.threads.items import Items

MOST_CHARS = 2000
"""A longer sentence is none that these rules are for; they would take long over it as well."""
_WAIVING = frozenset({"off", "own", "wait", "unsure"})
_TIMED = re.compile(
    r"(?i)\b(?:by|before|first|today|tomorrow|now|early|earlier|already|\w{3,6}day|weeks?|soon)\b"
)


@dataclass(frozen=True, slots=True)
class Step:
    """What one clause of a message does, with its sentence; an open one is not read by rules."""

    sentence: str
    changes: tuple[Change, ...] = ()
    is_open: bool = False


@dataclass(slots=True)
class Ledger:
    """Counts of things, kept along a thread.

    Examples:
        >>> from hocket.agents.threads.items import Items
        >>> ledger = Ledger(Items(["cups", "jugs"]))
        >>> steps = ledger.read("Ada", "We need 12 cups and 4 jugs.")
        >>> steps = ledger.read("Shop", "I could send 20 cups for the same money.")
        >>> steps = ledger.read("Ada", "Then send them. And a jug less, please.")
        >>> ledger.counts
        {'cups': 20.0, 'jugs': 3.0}
    """

    items: Items
    counts: dict[str, float] = field(default_factory=dict)
    _wishes: Wishes = field(default_factory=Wishes)
    _moved: dict[str, tuple[str, float]] = field(default_factory=dict)
    _customers: Customers = field(default_factory=Customers)
    _named: list[str] = field(default_factory=list)
    _is_counting: bool = False
    _questions: Questions = field(default_factory=Questions)
    _is_after_colon: bool = False
    _limits: Limits = field(default_factory=Limits)
    _packs: Packs = field(default_factory=Packs)
    _topic: Topic = field(default_factory=Topic)
    _doubted: str = ""
    _may_count: bool = False
    _messages: int = 0
    _offered: frozenset[str] = frozenset()
    _is_of_delivery: bool = False
    _may_be_delivery: bool = False
    _before: set[str] = field(default_factory=set)

    def read(self, author: str, body: str) -> list[Step]:
        """Take in what a message changes for certain; the steps say what is left open."""
        steps: list[Step] = []
        self._customers.heard(author)
        self._messages += 1
        self._limits.begin()
        self._offered = self._wishes.names(author)
        self._topic.begin()
        self._doubted = ""
        was_of_delivery, self._is_of_delivery = self._is_of_delivery, speaks_of_delivery(body)
        self._may_be_delivery = was_of_delivery or self._is_of_delivery
        stock: Change | None = None
        for spoken in sentences_of(body):
            if len(spoken) > MOST_CHARS:
                steps += [Step(spoken, is_open=True)] if self.items.mentions(spoken) else []
                continue
            sentence = self._unpacked(spoken)
            self._before = set()
            self._may_count = False
            for place, clause in enumerate(clauses_of(sentence)):
                is_next = not place and starts_so(sentence)
                stock = stock if stock and (is_next or follows(sentence, clause)) else None
                if stock is not None:
                    step = self._following(author, sentence, clause, stock)
                    is_known = step and stock.name in {change.name for change in step.changes}
                    if is_known and steps and steps[-1] == Step(steps[-1].sentence, is_open=True):
                        steps.pop()  # what is there already is on no list
                else:
                    doubted, self._doubted = self._doubted, ""
                    step = self._step(author, sentence, clause, doubted)
                    is_known = step and doubted in {change.name for change in step.changes}
                    if is_known and steps and steps[-1].is_open and not steps[-1].changes:
                        steps.pop()  # they are too dear, so we do without them
                    elif step is None and is_short(clause):
                        self._doubted = doubted
                self._topic.end(clause, has_names=bool(self.items.mentions(clause)))
                if step is not None:
                    self._apply(author, step.changes)
                    steps.append(replace(step, sentence=spoken))
                stock = None if step and step.changes else stock_in(clause, self.items)
        self._questions.end(author)
        return steps

    def _unpacked(self, sentence: str) -> str:
        """A sentence with its packs counted, once it is noted what it says of their size."""
        named = list(dict.fromkeys(mention.name for mention in self.items.mentions(sentence)))
        noted = self._packs.note(sentence, named or self._named)
        return noted if noted != sentence else self._packs.told(noted, self.items, self._named)

    def take(self, author: str, name: str, amount: float) -> None:
        """Take in what an open sentence says of a thing."""
        self._apply(author, (Change(name, "set", amount),))

    def _following(self, author: str, sentence: str, clause: str, stock: Change) -> Step | None:
        """What a clause does that follows from how many of a thing are there already."""
        self._named = [stock.name]
        is_off = stance_of(sentence, clause) == "firm" and takes_them_off(clause)
        if is_off and stock.amount:
            return Step(sentence, (Change(stock.name, "add", -stock.amount),))
        step = self._step(author, sentence, clause)
        moved = unnamed.moved_by(clause)
        is_more = moved is not None and moved > 0
        # 7 more than the list has, or than these?
        return Step(sentence, is_open=True) if is_more and step is not None else step

    def _step(self, author: str, sentence: str, clause: str, doubted: str = "") -> Step | None:
        """What a clause does; doubted is the one thing that the clause before leaves open."""
        sentence, clause, stance = self._decided(author, sentence, clause)
        is_answer = self._is_counting
        deeds = deeds_of(clause, self.items, self.counts)
        mentions = self.items.mentions(clause)
        said = Said(author, sentence, clause, mentions, self._messages)
        named = list(dict.fromkeys(m.name for m in mentions))
        if stance in ("firm", "offered") and is_reported(clause):
            return self._reported(said, deeds, named)
        if len(about := named or self._named) == 1:
            self._limits.note(author, clause, about[0], mentions[0].amount if mentions else None)
        if named:
            self._topic.names(clause, mentions)
        elif changes := self._of_last(said, stance, doubted):
            is_other = self._is_of_other(author, clause, changes)
            deeds = Deeds(is_open=True) if is_other else Deeds(changes, is_settled=True)
        if stance != "firm":
            is_lost = is_answer and not named and unnamed.begins_with_number(clause)
            is_lost = is_lost and bool(named or self._named)
            is_lost |= stance == "tied" and self._may_waive(author, clause, deeds, named)
            self._wished(said, stance, deeds, named)
            return Step(sentence, is_open=True) if is_lost else None
        told = () if named else deeds.changes
        answered = self._wishes.taken_up(said) or self._wishes.answered(said, told)
        self._named = named or self._named
        if answered is not None:
            accepted = list(dict.fromkeys(change.name for change in answered.changes))
            self._named = accepted or self._named
            self._may_count = len(self._named) == 1
            self._doubted = self._named[0] if answered.is_open and self._may_count else ""
            return Step(sentence, answered.changes, answered.is_open)
        self._may_count |= unnamed.denies_number(clause, mentions)
        if not named and not deeds.changes:
            is_number = is_answer or is_behind_colon(sentence, clause)
            is_number = is_number and unnamed.begins_with_number(clause)
            is_lost = bool(self._named) and (is_number or unnamed.is_passed_over(clause))
            is_lost = is_lost and not self._questions.is_priced(author, clause)
            is_new = any(not self.counts.get(name) for name in self._named)
            is_lost = is_lost or deeds.is_open or (is_new and unnamed.takes_all(clause))
            is_lost = is_lost or (not self._named and unnamed.waives_some(clause))
            return Step(sentence, is_open=True) if is_lost else None
        is_timed = _TIMED.search(sentence) is not None  # by Friday, but not all of it by then
        self._before |= set() if is_timed else {change.deed for change in deeds.changes}
        is_told = {c.deed for c in deeds.changes} == {"order"} and is_told_behind(sentence, clause)
        step = None if is_told else self._firm(author, sentence, deeds)
        if step and not step.changes and unnamed.tells_how_many(clause):
            step = Step(sentence, is_open=True)
        if step and step.is_open:  # so no pronoun behind it is clear either
            self._named = []
            left = deeds.left or named
            self._doubted = left[0] if len(set(left)) == 1 and not step.changes else ""
        return step

    def _decided(self, author: str, sentence: str, clause: str) -> tuple[str, str, Stance]:
        """A clause as the one who orders means it, with its sentence, and how it stands."""
        stance = stance_of(sentence, clause)
        word = (
            own_word(clause) if stance == "offered" and self._customers.is_orderer(author) else None
        )
        if word is None:
            return sentence, clause, stance
        sentence = sentence.replace(clause, word)
        return sentence, word, stance_of(sentence, word)

    def _reported(self, said: Said, deeds: Deeds, named: Sequence[str]) -> Step | None:
        """What somebody else thinks: open if it would change a count."""
        self._named = list(named) or self._named
        changes = deeds.changes
        if not named and len(self._named) == 1:
            alone = unnamed.alone(said.clause, self._named[0], None, is_answer=False)
            changes = (alone,) if alone else ()
        is_new = any(c.deed != "set" or self.counts.get(c.name) != c.amount for c in changes)
        self._doubted = self._named[0] if is_new and len(self._named) == 1 else ""
        return Step(said.sentence, is_open=True) if is_new or deeds.is_open else None

    def _wished(self, said: Said, stance: Stance, deeds: Deeds, named: Sequence[str]) -> None:
        """Take in what a clause asks, offers or ties to a condition."""
        deeds = tied(said.clause, self._named) if stance == "tied" and not named else deeds
        before = [name for name in self._named if self.counts.get(name) and name not in named]
        self._named = list(named) or self._named
        is_ordered = any(self.counts.get(name) for name in self._named)
        is_asked = stance == "asked"
        asks_number = is_asked and self._questions.asked(said, self._named, is_ordered=is_ordered)
        self._is_counting = asks_number
        if stance == "asked" and named:
            self._customers.asked(said.author, said.clause)
        if not (named or deeds.changes) and stance in ("asked", "offered"):
            deeds = self._wishes.proposed(said)
        if not is_ground(said.sentence, said.clause, self.items):
            is_new = not any(self.counts.get(name) for name in named)
            self._wishes.keep(said, stance, deeds, before, is_new=is_new)

    def _firm(self, author: str, sentence: str, deeds: Deeds) -> Step:
        """A firm clause: what it orders is accepted, what others repeat changes nothing."""
        changes: list[Change] = []
        is_open = deeds.is_open
        if names := [change.name for change in deeds.changes if change.deed == "only"]:
            only = self._wishes.only(author, names)
            is_other = any(n for name, n in self.counts.items() if name not in names)
            return Step(sentence, only or (), is_open=only is None and is_other)
        for change in deeds.changes:
            if change.deed == "order":
                accepted = self._wishes.of(author, change.name)
                changes += accepted
                is_open = is_open or self._wishes.may_replace(author, change.name)
                is_open = is_open or not (accepted or self.counts.get(change.name))
            elif change.deed in ("own", "wait", "unsure", "not"):
                is_off, is_left = self._waived(author, change)
                changes += [Change(change.name, "off")] if is_off else []
                is_open = is_open or is_left
            elif change.deed == "refuse":
                self._wishes.drop({change.name})
                is_offered = change.name in self._offered
                is_open = is_open or (bool(self.counts.get(change.name)) and not is_offered)
            elif change in self._granted(author, change.name):
                changes.append(change)
            elif (
                change.deed == "set"
                and self._customers.is_others(author, change, self.counts)
                and not deeds.is_settled
            ):
                is_open = True
            elif self._moved.get(change.name) != (author, change.amount) and self._is_echo(
                author, change
            ):
                continue
            else:
                changes.append(change)
        return Step(sentence, tuple(changes), is_open)

    def _granted(self, author: str, name: str) -> list[Change]:
        """What others wished of a thing, also as the number that there are then."""
        wished = self._wishes.of(author, name)
        so_far = self.counts.get(name, 0.0)
        return wished + [Change(name, "set", result(change, so_far)) for change in wished]

    def _waived(self, author: str, change: Change) -> tuple[bool, bool]:
        """(whether somebody waives a thing for certain, whether that is left open)."""
        is_his = self._customers.orders(author, change.name)
        is_wanted = bool(self.counts.get(change.name))
        if change.deed == "unsure":
            return is_his and not is_wanted, is_his and is_wanted
        if change.deed == "wait" and self._may_be_delivery:
            return False, is_wanted
        if change.deed == "not" and not self._before & {"set", "add", "order"}:
            return False, is_wanted and not self._before & {"off", "own", "wait"}
        return is_his, not is_his

    def _may_waive(self, author: str, clause: str, deeds: Deeds, named: Sequence[str]) -> bool:
        """Whether a clause waives under a condition what its speaker has ordered."""
        waived = [change.name for change in deeds.changes if change.deed in _WAIVING]
        if not named and len(self._named) == 1:
            alone = unnamed.alone(clause, self._named[0], None, is_answer=False)
            waived = self._named if alone and alone.deed in _WAIVING else []
        return any(
            self.counts.get(name) and self._customers.orders(author, name) for name in waived
        )

    def _is_echo(self, author: str, change: Change) -> bool:
        """Whether somebody else moved a thing so right before."""
        mover, amount = self._moved.get(change.name, (author, 0.0))
        return change.deed in ("add", "times") and mover != author and amount == change.amount

    def _of_last(self, said: Said, stance: Stance, doubted: str) -> tuple[Change, ...]:
        """What a clause without a thing does to those that were named last."""
        clause, sentence = said.clause, said.sentence
        if limit := self._limits.taken(said.author, clause):
            return (Change(limit[0], "set", limit[1]),)
        if doubted and stance == "firm" and not self._named:
            off = unnamed.alone(clause, doubted, self.counts.get(doubted), is_answer=False)
            return (off,) if off and off.deed in _WAIVING else ()
        self._is_after_colon = is_behind_colon(sentence, clause)
        self._is_counting |= self._is_after_colon
        alone = self._alone(said.author, clause, stance)
        return (alone,) if alone else self._each(clause)

    def _is_of_other(self, author: str, clause: str, changes: Sequence[Change]) -> bool:
        """Whether a clause may be about something else than what was named last.

        It is if it does without several where one was spoken of, has the number of what there is of
        another thing, or says of what kind so many are to be.
        """
        if any(c.deed == "set" and self._limits.is_of_other(author, c) for c in changes):
            return True
        if self._questions.is_of_kind(author, clause):
            return True
        is_waived = any(change.deed in _WAIVING for change in changes)
        is_one = self._topic.is_one and all(self.counts.get(c.name, 0) <= 1 for c in changes)
        return is_waived and is_one and unnamed.means_several(clause)

    def _alone(self, author: str, clause: str, stance: Stance) -> Change | None:
        """What a clause that names no thing does to the one thing that was named last."""
        is_answer = self._is_counting or self._may_count
        self._is_counting = False
        if not is_answer and (asked := self._questions.told(author, clause)):
            return Change(asked, "set", unnamed.number_in(clause))
        if len(self._named) != 1 or stance == "tied":
            return None
        if self._questions.is_priced(author, clause) and not self._may_count:
            return None
        name = self._named[0]
        if self._is_after_colon and unnamed.lists_none(clause):
            return Change(name, "own")
        is_near = self._topic.is_meant(clause)
        return unnamed.alone(
            clause, name, self.counts.get(name), is_answer=is_answer, is_near=is_near
        )

    def _each(self, clause: str) -> tuple[Change, ...]:
        """Two more of each of the things named last, unless only some of these had numbers."""
        if shares.is_all_doubled(clause):
            return tuple(Change(name, "times", 2.0) for name in self.counts)
        return () if self._topic.is_mixed else shares.of_each(clause, self._named, self.counts)

    def _apply(self, author: str, changes: Sequence[Change]) -> None:
        for change in changes:
            so_far = self.counts.get(change.name, 0.0)
            self._moved.pop(change.name, None)
            if change.deed in ("add", "times"):
                self._moved[change.name] = (author, change.amount)
            else:
                self._customers.has_set(author, change.name, is_number=change.deed == "set")
            self.counts[change.name] = max(0.0, result(change, so_far))
        self._wishes.drop({change.name for change in changes})


def counts_of(counts: Mapping[str, float]) -> dict[str, int | float]:
    """The counts as a task wants them: whole ones as whole numbers."""
    return {name: int(n) if n == int(n) else n for name, n in counts.items()}
