"""Worked problems on figures: circles, barrels, wheels, shadows, cubes, rain, boxes, slopes."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

FIGURES = (
    Problem(
        r"pizzas?(?=.*\b(?:cm|inch\w*|diameter))|(?:area|size) of (?:a|the) circ\w+|circular"
        r"|diameter|radius",
        r"price|costs?|cm|two|how|large|small|better",
        "A pizza of 40 cm across costs 12 euros and one of 30 cm 9 euros. How many square cm "
        "does one get for a euro of the large one, rounded?",
        program="""\
from math import pi

square_cm = pi * (40 / 2) ** 2  # the radius is half of it
other = pi * (30 / 2) ** 2 / 9
print(f"One gets {round(square_cm / 12)} square cm for a euro, else {round(other)}.")""",
        function="""\
def answer():
    radius_cm = Fraction(40, 2)  # 30 / 2 of the small one, for 9 euros
    return round(pi * float(radius_cm) ** 2 / 12)""",
        answer="105",
        needs=(
            r"pizzas?|circ(?:le|ular)\w*|round|discs?|disks?",
            r"diameters?|radius|radii|across|wide|cm|m|metres?|inch(?:es)?",
            (
                r"areas?|square|larger|bigger|more (?:pizza|for)|better|as much|how much (?:more"
                r"|pizza)|enough"
            ),
            (
                r"\A(?!.*\b(?:deep|high|tall|height|depth|litres?|cubic|revolutions?|rotations?"
                r"|post|tree|lamp)s?\b)\w+"
            ),
        ),
    ),
    Problem(
        r"(?:diameter|radius|across)(?=.*\b(?:high|tall|deep|height|depth|long))|(?:high|tall"
        r"|deep|height|depth)(?=.*\b(?:diameter|radius|across))|cylind\w+",
        r"litres|how (?:many|much)|cm|m|fits?|tank",
        "A round barrel is 80 cm across inside and 1.2 m high. How many litres does it hold, "
        "rounded?",
        program="""\
from math import pi

cubic_cm = pi * (80 / 2) ** 2 * 1.2 * 100  # all in cm
print(f"It holds {round(cubic_cm / 1000)} litres.")""",
        function="""\
def answer():
    radius_dm, height_dm = 80 / 10 / 2, 1.2 * 10
    return round(pi * radius_dm**2 * height_dm)  # a cubic dm is a litre""",
        answer="603",
        needs=(
            (
                r"cylind\w+|barrels?|round|drums?|diameter|radius|well|pipe|silo|can|cup|glass"
                r"|candle|circular"
            ),
            r"diameter|radius|across|wide",
            r"high|tall|deep|height|depth|long|length|rises?|level",
            r"litres?|liters?|volume|cubic|hold|holds|ml|contents?|water",
        ),
    ),
    Problem(
        r"revolutions?|rotations?|how (?:often|many times)(?: \w+){0,5} turn|teeth"
        r"|circumference of (?:the|a|my|its)",
        r"wheel|bike|km|metres?|bicycle|way",
        "A wheel is 70 cm across. How often does it turn on a way of 2 km, rounded?",
        program="""\
from math import pi

metres_a_turn = pi * 70 / 100
print(f"It turns {round(2 * 1000 / metres_a_turn)} times.")""",
        function="""\
def answer():
    around_cm = pi * 70
    return round(2 * 1000 * 100 / around_cm)""",
        answer="909",
        needs=(
            r"wheels?|tyres?|tires?|rollers?|cogs?|gears?|cogwheels?|pedals?",
            r"turns?|revol\w+|rotat\w+|rounds|times|spins?",
            r"how (?:many|often|far|long)|what",
            r"diameter|across|radius|circumference|cm|teeth|tooth|inch(?:es)?|metres?",
        ),
    ),
    Problem(
        r"shadows?(?=.*\b(?:shadows?|same time|one of))|same time|casts?",
        r"tall|high|tree|tower|stick|pole|long|m",
        "A post of 2 m has a shadow of 1.5 m, and at the same time a tower one of 24 m. How high "
        "is the tower in metres?",
        program="""\
height = 24 * 2 / 1.5  # height by shadow is the same for both
print(f"The tower is {height:g} m high.")""",
        function="""\
def answer():
    height_by_shadow = 2 / Fraction("1.5")
    return 24 * height_by_shadow""",
        answer="32",
        needs=(
            r"shadows?",
            r"how (?:high|tall|long)|height|what",
        ),
    ),
    Problem(
        r"(?:small(?:er)?|little|unit|tiny) cubes?|\d+ ?(?:by|x|\*) ?\d+ ?(?:by|x|\*) ?\d+"
        r"|(?:one|two|three|no|exactly \w+) (?:\w+ )?(?:faces?|sides?)",
        r"outside|how many|exactly|cut|none",
        "A cube is painted on the outside and then cut into 5 by 5 by 5 small cubes. How many of "
        "them have paint on exactly two faces?",
        program="""\
from itertools import product

found = 0
for place in product(range(5), repeat=3):
    faces = sum(at in (0, 5 - 1) for at in place)  # at an end of each direction
    found += faces == 2
print(f"{found} have paint on two faces.")""",
        function="""\
def answer():
    cubes = product(range(5), repeat=3)
    return sum(1 for place in cubes if sum(at in (0, 5 - 1) for at in place) == 2)""",
        answer="36",
        needs=(
            r"cubes?|dice",
            r"paint\w*|colou?red|dipped|dyed|icing|chocolate|coat\w*|red|blue",
            (
                r"(?:cut|sawn?|sliced|divided|made (?:of|from|up)|built|small(?:er)?|little"
                r"|consists?)"
            ),
            r"faces?|sides?|painted|unpainted|no paint|no colour",
        ),
    ),
    Problem(
        r"(?:mm|millimet\w+) of (?:rain|water|snow|precipitation)|rain(?:fall|water)?|roof",
        r"fall\w*|fell|roof|garden|how (?:many|much)|collect\w*",
        "On a flat roof of 12 m by 8 m fall 15 mm of rain. How many litres of water are that?",
        program="""\
square_metres = 12 * 8
print(f"They are {square_metres * 15} litres.")  # a mm on a square metre is a litre""",
        function="""\
def answer():
    square_metres = 12 * 8
    litres_per_square_metre = 15  # a mm is a litre on each
    return square_metres * litres_per_square_metre""",
        answer="1440",
        needs=(
            r"rain\w*|snow\w*|irrigat\w+|sprinkl\w+|precipitation|storm|water\w*",
            r"mm|millimet\w+",
            r"square metres?|m2|m²|m by|metres? by|hectares?|roof|field|lawn|garden|m x",
            r"litres?|liters?|cubic|how much water|barrel\w*",
        ),
    ),
    Problem(
        r"fits?(?: \w+)? in(?:to|side)?|(?:by|x) [\d.]+ ?(?:cm|m|mm|dm) (?:by|x) [\d.]+|crate"
        r"|carton|container",
        r"box\w*|cm|at most|parcels|cubes",
        "How many parcels of 20 cm by 15 cm by 10 cm fit into a crate of 80 cm by 60 cm by 50 cm?",
        program="""\
parcels = (80 // 20) * (60 // 15) * (50 // 10)  # whole ones along each edge
print(f"{parcels} parcels fit into it.")""",
        function="""\
def answer():
    along_the_edges = [80 // 20, 60 // 15, 50 // 10]
    return math.prod(along_the_edges)""",
        answer="80",
        needs=(
            (
                r"(?:cm|m|mm|dm)?(?: wide| long| high)?,? ?(?:by|x|\u00d7|\*) [\d.]+ ?(?:cm|m|mm"
                r"|dm)?(?: wide| long)?,? ?(?:by|x|\u00d7|\*) [\d.]+|edges?|edge length|cubes?"
            ),
            r"fits?|packed|pack|stack\w*|fill|holds?|go(?:es)? (?:in|into)|put in",
            (
                r"how many (?!litres)(?:\w+ )?(?:\w+ )?(?:fit|can|are|do|go|will|boxes|parcels"
                r"|cubes|bricks|packets|cartons|dice|books|crates|sugar)"
            ),
        ),
    ),
    Problem(
        r"slopes?|gradients?|inclin\w+|ramps?|steep\w*",
        r"height|high|horizontal\w*|map|way|percent|on",
        "A road climbs 60 m on a way of 750 m, as the map shows it. What is its slope in percent?",
        program="""\
print(f"Its slope is {100 * 60 / 750:g} percent.")  # the height by the way on the map""",
        function="""\
def answer():
    return Fraction(100 * 60, 750)""",
        answer="8",
        needs=(
            r"slopes?|gradients?|inclin\w+|steep\w*|climbs?|rises?|ramps?|descends?|drops?|grade",
            r"%|percent|per cent|\d+%",
            r"m|metres?|km|cm|kilomet\w+",
            r"slopes?|gradients?|ramps?|inclin\w+|steep\w*|road|railway|hill|pass",
        ),
    ),
    Problem(
        r"densit\w+|(?:weighs?|has) [\d.,]+ ?(?:g|kg|grams?|tonnes?|kilos?)|how heavy|g/cm\S*"
        r"|kg/m\S*|cubic (?:cm|metre|centimetre|dm)\w* (?:of \w+ )?(?:weighs?|has)",
        r"gold|iron|concrete|by|long|volume|slab|wood",
        "A bar of silver is 20 cm by 5 cm by 4 cm, and a cubic cm of silver weighs 10.5 g. How "
        "many kg does it weigh?",
        program="""\
cubic_cm = 20 * 5 * 4
print(f"It weighs {cubic_cm * 10.5 / 1000:g} kg.")""",
        function="""\
def answer():
    grams = 20 * 5 * 4 * Fraction("10.5")
    return float(grams / 1000)""",
        answer="4.2",
        needs=(
            (
                r"(?:densit\w+|cubic (?:cm|centimet\w+|m|metres?|dm|decimet\w+)|cm3|m3|cm³|m³"
                r"|a litre of|per litre)"
            ),
            r"weigh\w*|heavy|mass|kg|tonnes?|grams?",
            r"(?:weighs?|heavy|mass|densit\w+|g/cm\S*|kg/m\S*)",
            r"how (?:heavy|many|much)|what",
        ),
    ),
    Problem(
        r"how many times(?: as)?|by what factor|what happens to|(?:edges?|sides?|radius|diameter"
        r"|dimensions?)(?: \w+){0,4} (?:is|are|becomes?) (?:doubl|trebl|tripl|halv)\w+",
        r"cube|circle|square|becomes?|larger|larger",
        "The edges of a box become three times as long. How many times as large is its volume?",
        program="""\
times = 3  # in each of the three directions; an area has two
print(f"Its volume is {times**3} times as large.")""",
        function="""\
def answer():
    times = 3
    return times * times * times""",
        answer="27",
        needs=(
            (
                r"(?:doubl\w+|trebl\w+|tripl\w+|halv\w+|(?:twice|two times|three times"
                r"|four times|half|\d+ times|\d+ percent|\d+%|[\d.]+ times) (?:as|longer|the"
                r"|larger|wider|bigger))"
            ),
            r"edges?|sides?|radius|diameter|length|dimensions?|as (?:long|wide|tall|high)|scale",
            r"volume|area|surface|weigh\w*|capacity|heavy",
            (
                r"how (?:many times|much|does|many|is)|by what factor|what happens|what factor"
                r"|which factor|in what ratio"
            ),
        ),
    ),
    Problem(
        r"diagonals?|(?:interior|inner|sum of(?: the| its)?(?: \w+)?) angles?|sum of (?:the|its"
        r"|all)(?: \w+)? angles|regular",
        r"polygon|degrees|how (?:many|large)|each|regular",
        "A pentagon has how many diagonals, and what is the sum of its angles in degrees?",
        program="""\
corners = 5
diagonals = corners * (corners - 3) // 2  # each joins two, and not neighbours
print(f"It has {diagonals} diagonals and angles of {(corners - 2) * 180} degrees.")""",
        function="""\
def answer():
    corners = 5
    diagonals = len(list(combinations(range(corners), 2))) - corners
    return f"{diagonals} diagonals and angles of {(corners - 2) * 180} degrees\"""",
        answer="5 diagonals and angles of 540 degrees",
        needs=(
            (
                r"polygon|pentagon|hexagon|heptagon|octagon|decagon|dodecagon|\d+-gon|(?:with"
                r"|has|having) (?:\d+|five|six|seven|eight|nine|ten|twelve) (?:sides|corners"
                r"|vertices)|quadrilateral"
            ),
            r"diagonals?|angles?|sides?|corners",
        ),
    ),
    Problem(
        r"angles? (?:of|in) (?:a|the) (?:\w+ )?triangle|isosceles|triangle(?=.*\bangles?)"
        r"|third angle",
        r"degrees|largest|other|angle|smallest",
        "The angles of a triangle are in the ratio 2 : 3 : 4. How many degrees has the largest?",
        program="""\
one_part = 180 / (2 + 3 + 4)  # the angles of a triangle make up 180 degrees
print(f"The largest has {4 * one_part:g} degrees.")""",
        function="""\
def answer():
    one_part = Fraction(180, 2 + 3 + 4)
    return 4 * one_part""",
        answer="80",
        needs=(
            r"triangles?",
            r"angles?|degrees",
            r"how (?:many|large|big)|what|which",
        ),
    ),
)
"""How large, how heavy, or how steep something is."""
