"""Worked problems on lengths, areas and volumes of everyday things."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

SHAPES = (
    Problem(
        r"paints?|painted|coats?|wallpaper\w*|plaster\w*|varnish\w*",
        r"walls?|windows?|doors?|square metres?|m2|m²|litres?|enough|room|ceiling|high|wide|by"
        r"|cans?",
        "A wall of 6 m by 3 m has a door of 2 m by 1 m. A litre of paint covers 8 square metres. "
        "How many litres do two coats take?",
        program="""\
square_metres = 6 * 3 - 2 * 1  # what is not painted is taken off
print(f"Two coats take {2 * square_metres / 8:g} litres.")""",
        function="""\
def answer():
    square_metres = 6 * 3 - 2 * 1
    coats = 2
    return Fraction(coats * square_metres, 8)""",
        answer="4",
    ),
    Problem(
        r"tiles?|tiled|slabs?|paving stones?|parquet|turf|carpet",
        r"floor|terrace|bathroom|kitchen|waste|percent|%|cm|m|by|boxes|how many|needed|square",
        "A terrace of 4 m by 3 m is laid with slabs of 50 cm by 40 cm. How many slabs are needed "
        "with 5 percent more for waste?",
        program="""\
from math import ceil

slabs = (4 * 100) * (3 * 100) / (50 * 40)  # all in cm
print(f"{ceil(slabs * (100 + 5) / 100)} slabs are needed.")""",
        function="""\
def answer():
    slabs = Fraction(4 * 100 * 3 * 100, 50 * 40)  # all in cm
    return ceil(slabs * Fraction(100 + 5, 100))""",
        answer="63",
    ),
    Problem(
        r"aquariums?|tanks?|pools?|troughs?|cisterns?|volume|cubic|cuboids?|bath ?tubs?"
        r"|(?:how many|many) litres(?=.*\b(?:deep|high|wide|rim))",
        r"long|wide|high|deep|cm|m|litres?|filled|rim|holds?|fits?|water|how (?:many|much)|below",
        "A trough is 120 cm long, 50 cm wide and 40 cm high, and is filled to 10 cm below the rim. "
        "How many litres are in it?",
        program="""\
cubic_cm = 120 * 50 * (40 - 10)
print(f"{cubic_cm / 1000:g} litres are in it.")  # a litre is 1000 cubic cm""",
        function="""\
def answer():
    long_dm, wide_dm, deep_dm = Fraction(120, 10), Fraction(50, 10), Fraction(40 - 10, 10)
    return long_dm * wide_dm * deep_dm  # a cubic dm is a litre""",
        answer="180",
    ),
    Problem(
        r"(?:fenc\w+|hedge|wire|border)(?=.*\b(?:garden|field|yard|pasture|rectang\w+|square"
        r"|around|round|by|meadow))|(?:all )?around|corners|enclos\w+",
        r"posts?|every|metres?|m|garden|field|rectang\w+|by|how many|apart|long|wide|circular|lake",
        "A pasture of 40 m by 30 m is fenced with a post every 5 m, also at its corners. How many "
        "posts are there?",
        program="""\
around = 2 * (40 + 30)
print(f"There are {around // 5} posts.")  # a closed line: as many posts as gaps""",
        function="""\
def answer():
    around_m = 2 * 40 + 2 * 30
    return around_m // 5""",
        answer="28",
    ),
    Problem(
        r"(?:along|straight|in a row|row of|avenue|road|street|path)(?=.*\b(?:every|apart|ends?"
        r"|at intervals|distance))|both ends|at (?:its|the) ends?|(?:posts|poles|lamps|trees"
        r"|lanterns)(?=.*\b(?:apart|every \d+))",
        r"every \d+|metres?|m|posts?|poles?|lamps?|trees?|how many|long|apart|stands?|planted"
        r"|ends?",
        "Poles stand every 25 m along a straight canal of 300 m, at both ends too. How many poles "
        "are there?",
        program="""\
gaps = 300 // 25
print(f"There are {gaps + 1} poles.")  # an open line with both ends: one more than gaps""",
        function="""\
def answer():
    return len(range(0, 300 + 1, 25))""",
        answer="13",
    ),
    Problem(
        r"saw(?:n|s|ed|ing)?|cuts? (?:it |a |into|the)|how many cuts|each cut|(?:stairs?|floors?"
        r"|storeys?)(?=.*\b(?:from|to|between|seconds))",
        r"pieces|minutes?|seconds?|log|board|rope|takes?|cut|how (?:long|many)|needs?",
        "A log is sawn into 6 pieces, and each cut takes 4 minutes. How long does it take?",
        program="""\
cuts = 6 - 1  # one cut fewer than pieces
print(f"It takes {cuts * 4} minutes.")""",
        function="""\
def answer():
    cuts = 6 - 1
    return cuts * 4""",
        answer="20",
    ),
    Problem(
        r"(?:path|frame|border|margin|strip|walk\w*)(?=.*\b(?:around|wide|round|all sides))",
        r"area|square metres?|around|wide|garden|pond|picture|large|by|what is|how large|m2|m²",
        "A path 1 m wide leads around a pond of 10 m by 6 m. What is the area of the path?",
        program="""\
outer = (10 + 2 * 1) * (6 + 2 * 1)  # wider on both sides
print(f"The path has {outer - 10 * 6} square metres.")""",
        function="""\
def answer():
    outer_area = (10 + 2 * 1) * (6 + 2 * 1)
    inner_area = 10 * 6
    return outer_area - inner_area""",
        answer="36",
    ),
    Problem(
        r"maps?|scale|1 ?: ?\d{2,3}[,. ]?\d{3}|model of",
        r"cm|km|real\w*|distance|long|apart|nature|how (?:far|long|many)|on the",
        "On a map of 1:50,000 two towns are 7 cm apart. How many km are they apart?",
        program="""\
real_cm = 7 * 50000
print(f"They are {real_cm / 100000:g} km apart.")  # a km is 100,000 cm""",
        function="""\
def answer():
    return 7 * 50000 / (100 * 1000)""",
        answer="3.5",
    ),
    Problem(
        r"ladders?|diagonal\w*|hypotenuse|right[- ]angled?|as the crow flies|straight line"
        r"|(?:north|south)(?=.*\b(?:east|west))|(?:east|west)(?=.*\b(?:north|south))",
        r"wall|foot|high|far|metres?|m|km|how (?:high|far|long)|away|lean\w*|reach\w*|then|start",
        "A ladder of 5 m leans against a wall with its foot 3 m from it. How high does it reach?",
        program="""\
from math import sqrt

print(f"It reaches {sqrt(5**2 - 3**2):g} m.")  # a right angle: a*a + b*b == c*c""",
        function="""\
def answer():
    height_m = sqrt(5**2 - 3**2)  # the ladder is the longest side
    return height_m""",
        answer="4.0",
    ),
    Problem(
        r"perimeters?|circumference|(?:times|twice|longer) (?:as long )?(?:as"
        r"|than) (?:it is )?wide|(?:length|width) of the (?:rectangle|garden|field)|rectangles?",
        r"area|length|width|long|wide|longer|square|how (?:long|wide|large)|sides?|cm|m",
        "A rectangle is twice as long as it is wide, and has a perimeter of 36 cm. What is its "
        "area?",
        program="""\
from sympy import Eq, solve, symbols

width = symbols("width")
found = solve(Eq(2 * (width + 2 * width), 36), width)[0]
print(f"Its area is {found * 2 * found} square cm.")""",
        function="""\
def answer():
    width_cm = Fraction(36, 2 * (1 + 2))
    length_cm = 2 * width_cm
    return width_cm * length_cm""",
        answer="72",
    ),
)
"""What is painted, tiled, filled, fenced, cut, or measured."""
