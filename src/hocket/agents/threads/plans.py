"""What a thread tells of the people who have the slots of a plan, in the form that a task wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.threads import takings
from hocket.agents.threads.names import PEOPLE, asks_who, first_name, people_in
from hocket.agents.threads.roster import Roster
from hocket.agents.threads.slots import plan_in, slots_named, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.threads.slots import Slot
    from hocket.documents.passages import Passage


def roster_told(goal: str, passages: Sequence[Passage]) -> dict[Slot, str] | None:
    """Who has which slot at the end; None where that is not certain, or the task asks else.

    Args:
        goal: What is asked.
        passages: The messages, in their order.
    """
    if not PEOPLE.search(goal) or not takings.asks_for_end(goal) or not passages:
        return None
    names = people_in(passages)
    authors = {first_name(passage.author) for passage in passages if passage.author}
    for number, passage in enumerate(passages):
        # The heading of a mail has the year that its days leave out.
        year = year_of(passage.text) or year_of(goal)
        plan = plan_in(passage, names, year)
        if plan and authors & {who for _, who in plan}:
            roster = Roster(plan, [*names, *(who for _, who in plan)], goal)
            for later in passages[number + 1 :]:
                if not {slot for slot, _ in plan_in(later, names, year)} <= {s for s, _ in plan}:
                    return None  # another plan
                roster.read(first_name(later.author), later.body)
            return roster.told()
    return None


def roster_rows(
    keys: Sequence[str], goal: str, passages: Sequence[Passage]
) -> list[dict[str, str]] | None:
    """The roster of a thread as rows of a slot and a person; None where there is none for certain.

    Args:
        keys: What each row has; of two of them one has to be for the person.
        goal: What is asked.
        passages: The messages, in their order.
    """
    of_person = [key for key in keys if takings.PERSON.search(spoken(key))]
    if len(keys) != len("ab") or len(of_person) != 1:
        return None
    [person] = of_person
    [other] = (key for key in keys if key != person)
    if not takings.SLOTS.search(spoken(other)):
        return None
    told = roster_told(goal, passages)
    if told is None:
        return None
    is_iso = takings.ISO.search(goal) is not None
    return [
        {other: slot.day.isoformat() if is_iso and slot.day else slot.label, person: who}
        for slot, who in told.items()
    ]


def roster_values(
    keys: Sequence[str], goal: str, passages: Sequence[Passage]
) -> dict[str, str] | None:
    """Who has the slot that each key names; None where a key names none, or nothing is certain."""
    told = roster_told(goal, passages) if asks_who(goal) else None
    if told is None:
        return None
    named = {key: [slot for _, slot in slots_named(spoken(key), list(told))] for key in keys}
    if any(len(slots) != 1 for slots in named.values()):
        return None
    return {key: told[slot] for key, [slot] in named.items()}
