"""Worked problems on mixtures: what is added or boiled off, and two that make up a whole."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

_PERCENT = r"[\d.]+ ?(?:%|percent|per cent)(?=.*[\d.]+ ?(?:%|percent|per cent))"

_PRICED = r"[\d.]+ ?(?:%|percent|per cent|euros?|dollars?|cents?|pounds?)"

MIXTURES = (
    Problem(
        r"pure|so that (?:it|the \w+) (?:has|is|gets|contains|becomes)|until it (?:has|is)"
        r"|to (?:make|get|raise|bring)",
        r"added?|salt|sugar|acid|alcohol|copper|gold|silver|alloy|brine|solution|percent|grams?|kg",
        "How many grams of pure sugar have to be added to 300 g of a syrup of 20 percent so that "
        "it has 40 percent?",
        program="""\
from sympy import Eq, Rational, solve, symbols

added = symbols("added")  # all of it is sugar: 100 percent
sugar = 300 * Rational(20, 100) + added
found = solve(Eq(sugar, (300 + added) * Rational(40, 100)), added)[0]
print(f"{float(found):g} g of sugar have to be added.")""",
        function="""\
def answer():
    other_g = 300 * Fraction(100 - 20, 100)  # what is no sugar stays the same
    whole_g = other_g / Fraction(100 - 40, 100)
    return whole_g - 300""",
        answer="100",
        needs=(r"pure", r"add(?:s|ed)?|stir\w*|mix\w*|melt\w*|dissolv\w*|pour\w*", _PERCENT),
    ),
    Problem(
        r"boil\w* (?:off|away|down|out)|evaporat\w+|boiled|steam|concentrat\w+",
        r"water|salt\w*|sugar|syrup|brine|percent|litres?|kg|until|so that|how (?:many|much)",
        "How many litres of water have to be boiled off 60 litres of a brine of 4 percent so that "
        "it has 10 percent?",
        program="""\
from sympy import Eq, Rational, solve, symbols

water = symbols("water")
salt = 60 * Rational(4, 100)  # stays: only water leaves
found = solve(Eq(salt, (60 - water) * Rational(10, 100)), water)[0]
print(f"{float(found):g} litres have to be boiled off.")""",
        function="""\
def answer():
    salt_litres = 60 * Fraction(4, 100)  # stays the same
    left_litres = salt_litres / Fraction(10, 100)
    return 60 - left_litres""",
        answer="36",
        needs=(r"boil\w*|evaporat\w+|steam\w*", _PERCENT, r"how (?:many|much)|what"),
    ),
    Problem(
        r"how (?:many|much) (?:\w+ ){0,3}of (?:each|both|the (?:\w+er|dear|cheap|first|second|one))"
        r"|needs?|wants?|has one of|there (?:is|are)|in stock",
        r"litres?|kg|percent|%|each|mix\w*|solution|makes?|blend\w*|kilos?|g|ml|together|take",
        "A florist needs 12 litres of a plant feed of 20 percent, and has one of 15 percent and "
        "one of 30 percent. How many litres of the stronger one does she take?",
        program="""\
from sympy import Eq, solve, symbols

strong = symbols("strong")
weak = 12 - strong  # both together are the whole
found = solve(Eq(30 * strong + 15 * weak, 20 * 12), strong)[0]
print(f"She takes {float(found):g} litres of the stronger one.")""",
        function="""\
def answer():
    share_of_strong = Fraction(20 - 15, 30 - 15)  # of the whole
    return 12 * share_of_strong""",
        answer="4",
        needs=(
            rf"{_PRICED}(?=.*{_PRICED}.*{_PRICED})",
            (
                r"each|both|stronger|weaker|dear\w*|cheap\w*|better|worse|first|second"
                r"|\d+ percent one|of the [\d.]+"
            ),
            (
                r"(?:needs?|wants?|makes?|mix\w*|blend\w*|get|has to|should)(?=.*how (?:many|much))"
                r"|how (?:many|much)(?=.*\b(?:to (?:make|get|obtain)|for) [\d.]+)"
            ),
            (
                r"solution|acid|alcohol|feed|juice|milk|cream|coffee|tea|nuts?|blend\w*|mix\w*"
                r"|alloy|fat|vinegar|wine|brine|salt|cleaner|paint"
            ),
            (
                r"(?:needs?|wants?|makes?|make|mix|blend\w*|get|of) (?:to \w+ )?(?:up )?[\d.]+"
                r" ?(?:litres?|kg|kilos?|ml|g|grams?|l|gallons?|cups?|pounds?)"
            ),
        ),
    ),
)
"""What stays as it is while something is added or leaves."""
