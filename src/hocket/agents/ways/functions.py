"""Questions answered by a function that returns a value: a second kind of program.

It is asked for in other words than a program that prints a sentence, after other examples, and
gives the bare value; so what both say was computed twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.prompts import code_turn
from hocket.agents.textbook import problems_for

if TYPE_CHECKING:
    from hocket.ports.llm import ChatMessage

FUNCTION_RULES = """\
You write one short Python function answer() in a ```python block and nothing else. It returns the \
answer to the question: a number in the unit that is asked for, a date, or a name.
- First give each quantity of the question a name with its unit, then compute step by step.
- Where conditions have to hold, try every case in a loop and return the first that meets them all.
- date, timedelta, itertools, math, Fraction and sympy are known."""
_CLOTH = """\
A tailor sold 3/8 of her cloth, then 6 m more, and has 14 m left. How many metres did she have?"""
_CLOTH_CODE = """\
def answer():
    left_m = 14
    before_second_sale_m = left_m + 6
    share_left = 1 - Fraction(3, 8)
    return before_second_sale_m / share_left"""
_RENT = """\
A rent went up by 8 percent in May and by 5 percent in July, and is 1,134 euros now. What was it \
in April?"""
_RENT_CODE = """\
def answer():
    now_euros = 1134
    before_july = now_euros / (1 + Fraction(5, 100))
    before_may = before_july / (1 + Fraction(8, 100))
    return before_may"""
_PRINTERS = """\
A printer needs 10 minutes for a book, a second printer needs 15. In how many minutes do both \
together print a book?"""
_PRINTERS_CODE = """\
def answer():
    books_per_minute = Fraction(1, 10) + Fraction(1, 15)
    minutes_per_book = 1 / books_per_minute
    return minutes_per_book"""
_MARKET = """\
A market is held every 12 days, and was held on Friday, 7 June 2024. On what date is it next held \
on a Saturday?"""
_MARKET_CODE = """\
def answer():
    day = date(2024, 6, 7) + timedelta(days=12)
    while day.strftime("%A") != "Saturday":
        day += timedelta(days=12)
    return day"""
_RACE = """\
Pia, Quinn and Rob ran a race. Quinn was not first, Rob was behind Quinn. Who came second?"""
_RACE_CODE = """\
def answer():
    for order in permutations(["Pia", "Quinn", "Rob"]):
        place = {name: number for number, name in enumerate(order, 1)}
        if place["Quinn"] != 1 and place["Rob"] > place["Quinn"]:
            return order[1]"""
WORKED = (
    (_CLOTH, _CLOTH_CODE),
    (_RENT, _RENT_CODE),
    (_PRINTERS, _PRINTERS_CODE),
    (_MARKET, _MARKET_CODE),
    (_RACE, _RACE_CODE),
)


def functions_for(question: str) -> list[ChatMessage]:
    """The worked examples: those that are always shown, and then those of the question's kind."""
    near = [(one.question, one.function) for one in problems_for(question)]
    return [message for asked, code in (*WORKED, *near) for message in code_turn(asked, code)]


SHOWING = """
_value = answer()
if isinstance(_value, tuple | list) and len(_value) == 1:
    _value = _value[0]
if isinstance(_value, bool) or _value is None:
    print({True: "yes", False: "no", None: ""}[_value])
elif hasattr(_value, "strftime"):
    has_time = hasattr(_value, "hour") and (_value.hour or _value.minute)
    form = "%A, %d %B %Y" if hasattr(_value, "day") else ""
    print(_value.strftime(f"{form} at %H:%M" if has_time else form or "%H:%M").replace(" 0", " "))
else:
    try:
        print(int(_value) if _value == int(_value) else f"{float(_value):.10g}")
    except (TypeError, ValueError, OverflowError):
        print(_value)
"""
"""What prints the value that the function returns."""
