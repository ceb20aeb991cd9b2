"""Problems of a few sentences whose numbers have certain roles, reckoned by code.

Each kind reads a question in one form and accounts for each of its numbers; a word that may change
a number, or ask for something else, rules it out. What two kinds reckon differently is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.reckoning.ages import ages
from hocket.agents.reckoning.asked import asks_plainly
from hocket.agents.reckoning.averages import (
    added_value,
    both_ways,
    in_parts,
    next_value,
    one_way,
    out_and_back,
    same_way,
)
from hocket.agents.reckoning.blends import blend
from hocket.agents.reckoning.clocks import arrival, end_of_parts, start_in_time
from hocket.agents.reckoning.counts import committees, handshakes, postcards, ratio, row, shadow
from hocket.agents.reckoning.days import period_end, supply_end, weekday_away
from hocket.agents.reckoning.journeys import chase, journey
from hocket.agents.reckoning.pairs import coins, legs
from hocket.agents.reckoning.prices import changed_price, grown, percent_change
from hocket.agents.reckoning.proportions import choices, cost_of_others, part_of
from hocket.agents.reckoning.rates import affordable, fuel, matching_pair, same_cost
from hocket.agents.reckoning.recipes import recipe
from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.riddles import cuts, doubling, matches, two_drawn, well, wrong_clock
from hocket.agents.reckoning.wording import in_one_form, sentences_of
from hocket.agents.reckoning.work import hands, tank, teamwork

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: tuple[Callable[[str, str], Reckoned | None], ...] = (
    journey,
    chase,
    both_ways,
    out_and_back,
    one_way,
    next_value,
    added_value,
    same_way,
    blend,
    teamwork,
    hands,
    tank,
    changed_price,
    grown,
    percent_change,
    legs,
    coins,
    period_end,
    supply_end,
    weekday_away,
    row,
    handshakes,
    committees,
    ratio,
    shadow,
    end_of_parts,
    start_in_time,
    arrival,
    recipe,
    postcards,
    same_cost,
    affordable,
    fuel,
    cost_of_others,
    part_of,
    choices,
    matching_pair,
    ages,
    in_parts,
    well,
    doubling,
    cuts,
    matches,
    wrong_clock,
    two_drawn,
)


def reckoned_problem(question: str) -> Reckoned | None:
    """The answer to a problem whose numbers have certain roles; None if code is not sure.

    Examples:
        >>> found = reckoned_problem("Two boats 30 km apart sail towards each other from 9:00 on, "
        ...                          "at 8 km/h and at 12 km/h. When do they meet?")
        >>> found.answer
        'They meet at 10:30.'
    """
    text = in_one_form(question)
    told, asked = sentences_of(text) if text else ("", "")
    if not asked or not asks_plainly(told, asked):
        return None
    text = f"{told} {asked}".strip()
    found = [one for kind in KINDS if (one := _by(kind, text, asked)) is not None]
    return found[0] if len({one.answer for one in found}) == 1 else None


def _by(kind: Callable[[str, str], Reckoned | None], text: str, asked: str) -> Reckoned | None:
    try:
        return kind(text, asked)
    except (ZeroDivisionError, OverflowError):  # 0 km/h, or a day beyond the calendar
        return None


__all__ = ["Reckoned", "reckoned_problem"]
