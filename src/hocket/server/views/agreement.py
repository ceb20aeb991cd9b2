"""Agreements of methods, and the reviews that rest on them, as the API returns them."""

from __future__ import annotations

from pydantic import Field

from hocket.core.agreement import Agreement
from hocket.core.review import Review


class AgreementView(Agreement):
    """What several methods gave for a task."""

    says: str = Field(description="whether they agree, and how often such results are right")


class ReviewView(Review):
    """A verdict with its evidence."""

    agreement: AgreementView | None = None


def agreement_view(agreement: Agreement) -> AgreementView:
    """An agreement with its words."""
    return AgreementView(**dict(agreement), says=agreement.words())


def review_view(review: Review | None) -> ReviewView | None:
    """A review whose agreement has its words; None without one."""
    if review is None:
        return None
    given = review.agreement
    fields = {**dict(review), "agreement": agreement_view(given) if given else None}
    return ReviewView(**fields)
