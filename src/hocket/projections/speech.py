"""Speech: bids, declines and verdicts as whoever makes them would say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.core.bid import Bid, Offer
    from hocket.core.check import CheckResult
    from hocket.core.review import Review
    from hocket.core.task import Task

GOOD, FAIR = 0.8, 0.5
MARKS = {True: "✓", False: "✗", None: "?"}


def bid_words(
    bid: Bid, task: Task, card: AgentCard, record: tuple[int, int], offer: Offer | None = None
) -> str:
    """What an agent says with its bid.

    Args:
        bid: Its bid.
        task: What it bids for.
        card: Its card.
        record: How many of its attempts in this run were accepted, and how many were judged.
        offer: What it said itself, if it bids itself.
    """
    if offer is not None:
        said = f"I can do this: {offer.reason}"
        needs = offer.needs()
        if needs:
            said = f"{_sentence(said)} I expect to need {needs}."
    else:
        said = f"I can do this: {_ability(task, card)}"
    parts = [_sentence(said), _load(bid, card), _record(record), f"I bid {bid.score:.1f} of 100."]
    return " ".join(part for part in parts if part)


def decline_words(reason: str, task: Task, card: AgentCard | None, own: str) -> str:
    """What an agent says when it does not bid.

    Args:
        reason: On record.
        task: What it does not bid for.
        card: Its card.
        own: Its own words, if it was asked and declined.
    """
    if own:
        return _sentence(f"I leave this to others: {own}")
    missing = [r for r in task.requires if card is not None and r not in card.capabilities]
    if task.agent is not None and card is not None and task.agent != card.name:
        why = f"it is meant for {task.agent}"
    elif missing:
        why = f"I lack {', '.join(missing)}"
    elif card is not None and not card.types.get(task.type):
        why = f"I do no {task.type}"
    else:
        why = reason
    return _sentence(f"I leave this to others: {why}")


def verdict_words(review: Review) -> str:
    """What a reviewer says of a piece of work."""
    lines = [_line(result) for result in review.results]
    if review.verdict == "accepted":
        passed, count = sum(r.passed is True for r in review.results), len(review.results)
        checks = f"{passed} of {count} checks passed" if count > 1 else "its check passed"
        head = f"I accept this: {checks}." if count else "I accept this."
    elif review.verdict == "rejected":
        head = "I cannot accept this yet. Please correct it."
    else:
        head = "I cannot prove that this is right."
    # What checks found is in the lines already.
    feedback = [review.feedback] if review.feedback and not _is_of_checks(review) else []
    return "\n".join([head, *lines, *feedback])


def _is_of_checks(review: Review) -> bool:
    return review.verdict == "rejected" and any(r.passed is False for r in review.results)


def _ability(task: Task, card: AgentCard) -> str:
    fitness = card.types.get(task.type, 0.0)
    if not card.types:
        return "I take tasks of any type"
    if fitness >= GOOD:
        return f"{task.type} is my field"
    if fitness >= FAIR:
        return f"I am good at {task.type}"
    return f"I can try {task.type}" if fitness else "it is meant for me"


def _load(bid: Bid, card: AgentCard) -> str:
    busy = round((1 - bid.availability) * card.capacity)
    if not busy:
        return "I am free."
    return f"I already work on {busy} task{'s' if busy > 1 else ''}."


def _record(record: tuple[int, int]) -> str:
    accepted, judged = record
    return f"My record here: {accepted} of {judged} accepted." if judged else ""


def _line(result: CheckResult) -> str:
    found = f": {result.evidence}" if result.passed is not True and result.evidence else ""
    return f"{MARKS[result.passed]} {result.says or result.kind}{found}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
