"""Worked problems on how many of each kind there are, on ages, and on numbers to be guessed."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

PEOPLE = (
    Problem(
        r"legs?|feet|heads?|wheels?|both kinds?",
        r"altogether|in (?:all|total)|how many of (?:them|each|the)|animals?|there are|farm"
        r"|tables?|spiders?|hens?|rabbits?|count\w*",
        "A yard has 14 bicycles and tricycles with 33 wheels altogether. How many tricycles are "
        "there?",
        program="""\
for tricycles in range(14 + 1):
    bicycles = 14 - tricycles
    if 2 * bicycles + 3 * tricycles == 33:
        print(f"There are {tricycles} tricycles.")""",
        function="""\
def answer():
    for tricycles in range(14 + 1):
        if 2 * (14 - tricycles) + 3 * tricycles == 33:
            return tricycles""",
        answer="5",
    ),
    Problem(
        r"in how many years|when (?:is|will|was|were)(?=.*\btimes as old|.*twice as old)"
        r"|how many years ago",
        r"years? old|as old as|older|younger|ages?|mother|father|daughter|son|sister|brother"
        r"|grandfather|grandmother|twice as|three times as|is \d+",
        "Nora is 34 and her son is 6. In how many years will she be three times as old as he is?",
        program="""\
from sympy import Eq, solve, symbols

years = symbols("years")
print(f"In {solve(Eq(34 + years, 3 * (6 + years)), years)[0]} years.")""",
        function="""\
def answer():
    years = 0
    while 34 + years != 3 * (6 + years):
        years += 1
    return years""",
        answer="8",
    ),
    Problem(
        r"(?:twice|(?:three|four|five|six) times|half) as old|years ago",
        r"was|now|today|ago|is|how old|then|were|older|younger|age",
        "Kai is twice as old as Pia. 6 years ago he was four times as old as she was then. How old "
        "is Kai?",
        program="""\
from sympy import Eq, solve, symbols

kai, pia = symbols("kai pia")  # now
found = solve([Eq(kai, 2 * pia), Eq(kai - 6, 4 * (pia - 6))], [kai, pia])
print(f"Kai is {found[kai]} years old.")""",
        function="""\
def answer():
    for pia_now in range(120):
        kai_now = 2 * pia_now
        if pia_now > 6 and kai_now - 6 == 4 * (pia_now - 6):
            return kai_now""",
        answer="18",
    ),
    Problem(
        r"(?:times|twice|half) as many|equally many|the same number of",
        r"as many|equal\w*|more than|fewer|less than|at first|leaves?|joins?|gives?|gets?|had"
        r"|each have|then (?:has|have)|are left|moves?",
        "A club has twice as many boys as girls. If 5 boys leave and 4 girls join, there are "
        "equally many. How many boys were there at first?",
        program="""\
from sympy import Eq, solve, symbols

boys, girls = symbols("boys girls")  # at first
found = solve([Eq(boys, 2 * girls), Eq(boys - 5, girls + 4)], [boys, girls])
print(f"There were {found[boys]} boys at first.")""",
        function="""\
def answer():
    for girls in range(10000):
        boys = 2 * girls
        if boys - 5 == girls + 4:
            return boys""",
        answer="18",
    ),
    Problem(
        r"years (?:older|younger)(?: than)?",
        r"in \w+ years|now|today|as old as|will be|was|times as old|older|younger|twice|how old"
        r"|than (?:me|I|him|her|his|my)|together|sum of",
        "Max is 24 years older than his niece, and in 3 years he will be four times as old as she "
        "is then. How old is the niece now?",
        program="""\
from sympy import Eq, solve, symbols

niece = symbols("niece")  # now
found = solve(Eq(niece + 24 + 3, 4 * (niece + 3)), niece)[0]
print(f"The niece is {found} years old now.")""",
        function="""\
def answer():
    for niece_now in range(120):
        max_now = niece_now + 24
        if max_now + 3 == 4 * (niece_now + 3):
            return niece_now""",
        answer="5",
    ),
    Problem(
        r"(?:two|three|four|2|3|4)[- ]digit number|digit sum|sum of (?:its|the) digits"
        r"|digits? (?:swapped|reversed|exchanged)|(?:swap\w*|revers\w+|exchang\w+) (?:the |its "
        r"|their )?digits",
        r"digits?|number|larger|smaller|sum|product|times|original|tens|units|ones",
        "A two-digit number has the digit sum 9 and is 45 larger than the number with its digits "
        "swapped. Which number is it?",
        program="""\
for number in range(10, 100):
    tens, ones = divmod(number, 10)
    if tens + ones == 9 and number == 10 * ones + tens + 45:
        print(f"It is {number}.")""",
        function="""\
def answer():
    for number in range(10, 100):
        tens, ones = divmod(number, 10)
        if tens + ones == 9 and number - (10 * ones + tens) == 45:
            return number""",
        answer="72",
    ),
    Problem(
        r"consecutive|successive|in a row(?=.*\b(?:sum|add))",
        r"numbers?|even|odd|integers?|sum|add up|largest|smallest|product|whole",
        "Three consecutive even numbers add up to 78. What is the largest of them?",
        program="""\
for first in range(0, 78, 2):
    if first + (first + 2) + (first + 4) == 78:
        print(f"The largest is {first + 4}.")""",
        function="""\
def answer():
    for first in range(0, 78, 2):
        if sum([first, first + 2, first + 4]) == 78:
            return first + 4""",
        answer="28",
    ),
    Problem(
        r"think of a number|thinking of a number|(?:my|a secret|which|what) number|a number (?:is"
        r"|and|times|plus|minus|that)|two numbers|numbers? whose",
        r"times|multipl\w+|plus|minus|add|subtract\w*|divid\w+|result|sum|difference|product|twice",
        "I think of a number, multiply it by 4, subtract 7 and then double it; I get 58. What is "
        "my number?",
        program="""\
from sympy import Eq, solve, symbols

number = symbols("number")
print(f"The number is {solve(Eq((number * 4 - 7) * 2, 58), number)[0]}.")""",
        function="""\
def answer():
    result = Fraction(58)  # backwards, each step undone
    before_doubling = result / 2
    before_subtracting = before_doubling + 7
    return before_subtracting / 4""",
        answer="9",
    ),
)
"""Heads and legs, ages, groups that change, and numbers with conditions."""
