"""Estimates of what a goal would take, as the API returns them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.forecast import Forecast
from hocket.core.goal import Care
from hocket.core.noun import Noun

if TYPE_CHECKING:
    from hocket.app.estimates import Estimates


class EstimateView(Noun):
    """What one way to run a goal would take; ``llm``, ``care`` and ``single`` make that way."""

    name: str
    trade: str = Field(description="what is given up for it; empty if nothing is")
    llm: str
    care: Care
    single: bool = Field(description="whether `plan` has to be `single`")
    cost: Forecast
    over: dict[str, bool] = Field(description="limits that it may exceed; true: it probably does")


class CoverageView(Noun):
    """How many forecasts of one quantity covered what runs took."""

    covered: int
    runs: int


class EstimatesView(Noun):
    """What a goal would take: as asked, then the ways that take less time."""

    kind: str = Field(description="of its tasks")
    tasks: int = Field(description="how many it is taken to be; its plan may have others")
    loads: int = Field(description="LLMs on your machines that have to be loaded first; untimed")
    ways: tuple[EstimateView, ...]
    covered: dict[str, CoverageView] = Field(
        description="how earlier runs fared, by calls, tokens and seconds"
    )


def estimates_view(made: Estimates) -> EstimatesView:
    """The estimates for a caller of the API."""
    return EstimatesView(
        kind=made.kind,
        tasks=made.tasks,
        loads=made.loads,
        ways=tuple(
            EstimateView(
                name=way.name,
                trade=way.trade,
                llm=way.llm,
                care=way.care,
                single=way.single,
                cost=way.cost,
                over={str(limit): is_likely for limit, is_likely in way.over.items()},
            )
            for way in made.ways
        ),
        covered={
            name: CoverageView(covered=track.covered, runs=track.runs)
            for name, track in made.learned.tracks.items()
        },
    )
