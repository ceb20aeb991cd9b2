"""Prices by rules of everyday life: tiers, weights, days late, halves of hours begun, distance."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

FEES = (
    Algorithm(
        "bill by tiers",
        r"(?:electricity|water|gas|power) (?:bills?|costs?|tariffs?)|tier(?:s|ed)?(?=.*\b(?:pr"
        r"ices?|units?|rates?|first)\b)|kwh(?=.*\b(?:first|next|then|rest|above|up to)\b)|(?:f"
        r"irst|next) \d+ (?:kwh|units|litres|cubic)",
        r"kwh|the rest|the next",
        "Write power.py with bill(kwh): the cents for electricity: the first 100 kWh cost 10 "
        "each, the next 200 15 each, and the rest 20 each. ValueError for a negative number.",
        """\
TIERS = ((100, 10), (200, 15))  # so many at this price, one after the other
REST = 20


def bill(kwh):
    if kwh < 0:
        raise ValueError(f"{kwh} is negative")
    cents = 0
    left = kwh
    for size, price in TIERS:
        used = min(left, size)
        cents += used * price
        left -= used
    return cents + left * REST""",
    ),
    Algorithm(
        "fine for days late",
        r"(?:library |late |overdue )(?:fines?|fees?|charges?|books?)|days? (?:late|overdue)|f"
        r"ines?(?=.*\b(?:due|late|returned)\b)|returned? late",
        r"returned|due|at most",
        "Write fine.py with fine(due, returned) in cents for two datetime.date: 20 for each day "
        "late, at most 500; 0 if it comes back in time.",
        """\
PER_DAY, MOST = 20, 500


def fine(due, returned):
    days = max(0, (returned - due).days)  # on the day itself it is in time
    return min(days * PER_DAY, MOST)""",
    ),
    Algorithm(
        "rent by begun units",
        r"(?:started|begun|commenced|every|each)(?: \w+)? (?:half|quarter|15|20|30)[- ]?(?:an "
        r")?(?:hours?|minutes?)|(?:bikes?|boats?|cars?|scooters?|boards?)(?: \w+)? (?:rentals?"
        r"|hire)|rent(?:al)?(?:ing|s)?(?= .*\b(?:minutes?|hours?)\b)",
        r"half|quarter|rental",
        "Write rental.py with price(minutes) in cents: every half hour that has begun costs 100, "
        "but at most 900 for each 24 hours. 0 minutes cost nothing; ValueError for negative ones.",
        """\
UNIT, PER_UNIT, PER_DAY = 30, 100, 900
DAY = 24 * 60


def price(minutes):
    if minutes < 0:
        raise ValueError(f"{minutes} minutes are negative")
    days, rest = divmod(minutes, DAY)
    units = -(-rest // UNIT)  # rounded up: what has begun counts
    return days * PER_DAY + min(units * PER_UNIT, PER_DAY)""",
    ),
    Algorithm(
        "taxi fare",
        r"taxis?|cabs?|(?:base|basic) (?:fare|price|fee)|fare(?=.*\b(?:km|kilomet\w+|miles?)\b)",
        r"fare|km|kilomet\w+|night",
        "Write taxi.py with fare(km, is_night=False) in cents: 400 as a base, 210 for each of the "
        "first 5 km and 180 for each further one, kilometres begun count as whole ones; at night "
        "20 per cent more, rounded to whole cents. ValueError for a negative distance.",
        """\
from math import ceil

BASE, NEAR, FAR, LIMIT = 400, 210, 180, 5


def fare(km, is_night=False):
    if km < 0:
        raise ValueError(f"{km} km is negative")
    whole = ceil(km)
    cents = BASE + min(whole, LIMIT) * NEAR + max(0, whole - LIMIT) * FAR
    if is_night:
        cents = (cents * 120 + 50) // 100  # half a cent is rounded up
    return cents""",
    ),
    Algorithm(
        "ticket by age",
        r"(?:tickets?|admission|entry|entrance)(?=.*\b(?:age|ages|under \d+|years)\b)|group ti"
        r"ckets?|ages(?=.*\btickets?\b)",
        r"admission|group tickets?|free for",
        "Write tickets.py with price(age), in cents: free below 6, 500 from 6 to 17, 700 from 65 "
        "on, else 1000 (ValueError for a negative age), and group_price(ages): the sum, from 10 "
        "people on 10 per cent less, cut off to whole cents.",
        """\
def price(age):
    if age < 0:
        raise ValueError(f"{age} is negative")
    if age < 6:
        return 0
    if age < 18:
        return 500
    if age >= 65:
        return 700
    return 1000


def group_price(ages):
    total = sum(price(age) for age in ages)
    if len(ages) >= 10:
        total = total * 90 // 100
    return total""",
    ),
    Algorithm(
        "commission",
        r"commissions?|bonus(?:es)?(?=.*\b(?:sales?|target)\b)",
        r"sales?|per ?cent|percent|above",
        "Write commission.py with commission(sales) in cents of sales in cents: 2 per cent of the "
        "first 1000000, 5 per cent of what is above, cut off to whole cents. ValueError for "
        "negative sales.",
        """\
LIMIT = 1_000_000


def commission(sales):
    if sales < 0:
        raise ValueError(f"{sales} is negative")
    low, high = min(sales, LIMIT), max(0, sales - LIMIT)
    return (low * 2 + high * 5) // 100""",
    ),
)
"""What something costs by its rule."""
