"""Speech: bids, declines and verdicts, worded as their authors would word them."""

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
    """The text of a bid.

    Args:
        bid: The bid.
        task: Task of the bid.
        card: Card of the bidding agent.
        record: Number of its accepted and of its judged attempts in this run.
        offer: Its own offer, if it makes its own bids.
    """
    by = f" by {bid.way}" if bid.way else ""
    if offer is not None:
        claim = f"I can do this{by}: {offer.reason}"
        needs = offer.needs()
        if needs:
            claim = f"{_sentence(claim)} I expect to need {needs}."
    else:
        claim = f"I can do this{by}: {_ability(task, card)}"
    parts = [_sentence(claim), _load(bid, card), _record(record), f"I bid {bid.score:.1f} of 100."]
    return " ".join(part for part in parts if part)


def decline_words(reason: str, task: Task, card: AgentCard | None, own: str) -> str:
    """The text of a decline.

    Args:
        reason: Reason in the journal.
        task: Task that the agent declines.
        card: Card of the agent, if it is known.
        own: The agent's own reason, if it makes its own bids.
    """
    if own:
        return _sentence(f"I decline: {own}")
    missing = [r for r in task.requires if card is not None and r not in card.capabilities]
    if task.agent is not None and card is not None and task.agent != card.name:
        why = f"it is meant for {task.agent}"
    elif missing:
        why = f"I lack {', '.join(missing)}"
    elif card is not None and not card.types.get(task.type):
        why = f"I do not do {task.type}"
    else:
        why = reason
    return _sentence(f"I decline: {why}")


def verdict_words(review: Review) -> str:
    """The text of a verdict."""
    lines = [_line(result) for result in review.results]
    if review.verdict == "accepted":
        passed, count = sum(r.passed is True for r in review.results), len(review.results)
        checks = f"{passed} of {count} checks passed" if count > 1 else "its check passed"
        head = f"I accept this: {checks}." if count else "I accept this."
    elif review.verdict == "corroborated":
        head = _sentence(f"No check proves this, but {_methods(review)}")
    elif review.verdict == "rejected":
        head = "I cannot accept this yet. Please correct it."
    else:
        head = "I cannot prove that this is correct."
    # The lines already contain the findings of checks.
    feedback = [review.feedback] if review.feedback and not _is_of_checks(review) else []
    return "\n".join([head, *lines, *feedback])


def _methods(review: Review) -> str:
    return review.agreement.words() if review.agreement else "independent methods agree on it"


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
    return f"My record here: {accepted} of {judged} passed review." if judged else ""


def _line(result: CheckResult) -> str:
    evidence = f": {result.evidence}" if result.passed is not True and result.evidence else ""
    return f"{MARKS[result.passed]} {result.says or result.kind}{evidence}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
