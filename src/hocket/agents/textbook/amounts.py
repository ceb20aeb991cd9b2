"""Worked problems on amounts: what stays the same as they dry, mix, or are shared."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

AMOUNTS = (
    Problem(
        r"(?:percent|%)(?: of)? water|dried|drying|dries|dry|raisins?|prunes|dehydrat\w+"
        r"|evaporat\w+|moisture|(?:loses?"
        r"|lost) water",
        r"fresh|water|percent|%|weigh\w*|kilos?|kg|harvest\w*",
        "Grass is 70 percent water and hay 10 percent. How many tonnes of hay does one get from 60 "
        "tonnes of grass?",
        program="""\
# Only water leaves; the dry part stays: grass * (100 - 70) == hay * (100 - 10).
hay_tonnes = 60 * (100 - 70) / (100 - 10)
print(f"One gets {hay_tonnes:g} tonnes of hay.")""",
        function="""\
def answer():
    dry_tonnes = 60 * Fraction(100 - 70, 100)  # stays the same
    dry_share_of_hay = Fraction(100 - 10, 100)
    return dry_tonnes / dry_share_of_hay""",
        answer="20",
    ),
    Problem(
        r"dilut\w*|thinn?ed|so that it (?:has|is|gets|contains|becomes) \d+|must be added"
        r"|have to be added"
        r"|(?:how much|of) water (?:do|does|must|should|has|have|is|are|to)"
        r"|water(?=.*\b(?:so that|until|to get) (?:it|the \w+))(?=.*[\d.]+ ?(?:%|percent))",
        r"water|mix\w*|concentrat\w+|solution|alcohol|acid|salt\w*|syrup|add(?:ed)?|litres?|ml",
        "How many grams of water have to be added to 200 g of a salt solution of 30 percent so "
        "that it has 12 percent?",
        program="""\
from sympy import Eq, Rational, solve, symbols

water = symbols("water")
salt = 200 * Rational(30, 100)  # what is dissolved stays the same
added = solve(Eq(salt, (200 + water) * Rational(12, 100)), water)[0]
print(f"{float(added):g} g of water have to be added.")""",
        function="""\
def answer():
    salt_g = 200 * Fraction(30, 100)  # stays the same
    whole_g = salt_g / Fraction(12, 100)
    return whole_g - 200""",
        answer="300",
    ),
    Problem(
        r"(?:mix\w*|melt\w*|blend\w*|combin\w+|(?<!water must be )(?<!water have to be )"
        r"(?<!water has to be )(?:added to|poured))(?=.*\b(?:to (?:get|obtain|make"
        r"|have|give|reach)|so that|for a|wants?|need))|alloys?",
        r"percent|%|solution|acid|alcohol|silver|gold|copper|fat|how (?:many|much)|litres?|g|kg",
        "How many litres of juice of 40 percent must be mixed with 6 litres of 10 percent to get a "
        "juice of 20 percent?",
        program="""\
from sympy import Eq, solve, symbols

litres = symbols("litres")  # of 40 percent
fruit = 40 * litres + 10 * 6  # the fruit of both is that of the mixture
found = solve(Eq(fruit, 20 * (litres + 6)), litres)[0]
print(f"{float(found):g} litres of 40 percent are needed.")""",
        function="""\
def answer():
    above, below = 40 - 20, 20 - 10  # each part pulls by its distance from the mixture
    return 6 * Fraction(below, above)""",
        answer="3",
    ),
    Problem(
        r"(?:mix(?:es|ed)?|mixture|blend(?:s|ed)?|pour(?:s|ed)|tip(?:s|ped)|stirs?|stirred"
        r"|goes into"
        r"|together)"
        r"(?=.*\b(?:concentration|percentage|what percent|how many percent|price of|cost of"
        r"|per kilo|worth|strength|strong|content))",
        r"percent|%|solution|with|at \d+|litres?|kilos?|kg|euros?",
        "To 4 litres of cream with 30 percent fat one pours 6 litres of milk with 5 percent. What "
        "percentage of fat has the mixture?",
        program="""\
fat = 4 * 30 / 100 + 6 * 5 / 100  # add up the fat, then divide by the whole
percent = 100 * fat / (4 + 6)
print(f"The mixture has {percent:g} percent fat.")""",
        function="""\
def answer():
    fat_litres = Fraction(4 * 30 + 6 * 5, 100)
    whole_litres = 4 + 6
    return 100 * fat_litres / whole_litres""",
        answer="15",
    ),
    Problem(
        r"ratios?|in the proportions?|(?:\d+|one|two|three|four|five) parts?(?: of)? \w+"
        r"|\d+ ?: ?\d+ ?: ?\d+|\d to \d|proportional\w*|(?:twice"
        r"|three times|half) as much as",
        r"shar(?:e|es|ed|ing)|split|divid\w+|parts?|inherit\w*|gets?|among|between|each",
        "Three villages share the 4,500 euros of a bridge in the ratio 2 : 3 : 4. How much does "
        "the second one pay?",
        program="""\
one_part = 4500 / (2 + 3 + 4)  # there are 9 equal parts
print(f"It pays {3 * one_part:g} euros.")""",
        function="""\
def answer():
    parts = 2 + 3 + 4
    one_part_euros = Fraction(4500, parts)
    return 3 * one_part_euros""",
        answer="1500",
    ),
    Problem(
        r"for every|to every|per every|out of every|for each \w+ (?:there|he|she|it|they|we|one)"
        r"|go(?:es)? with|come \d+",
        r"how many|there are|has|needs?|altogether|in total|ratio|cups?",
        "For every 5 sheep a herd has 3 goats. There are 60 sheep. How many goats are there?",
        program="""\
groups = 60 / 5  # so often 5 sheep and 3 goats
print(f"There are {3 * groups:g} goats.")""",
        function="""\
def answer():
    groups = Fraction(60, 5)
    return 3 * groups""",
        answer="36",
    ),
    Problem(
        r"recipes?|for \d+ (?:people|persons?|servings?|portions?|guests|cakes?|muffins?"
        r"|pancakes?)|servings?|portions?|serves \d+|dough|batter",
        r"flour|sugar|butter|eggs?|grams?|g|ml|cups?|need\w*|how (?:much|many)|bake\w*|cook\w*",
        "A batter for 6 waffles takes 240 g of flour. How many grams are needed for 10 waffles?",
        program="""\
for_one = 240 / 6  # more waffles need more: per waffle, then times
print(f"{10 * for_one:g} g are needed.")""",
        function="""\
def answer():
    flour_per_waffle_g = Fraction(240, 6)
    return 10 * flour_per_waffle_g""",
        answer="400",
    ),
    Problem(
        r"would \d+ \w+ need|how (?:long|many \w+) (?:do|does|would|will) (?:\d+|two|three|four"
        r"|five|six|seven|eight|nine|ten|twelve) \w+ (?:need|take|last)|same (?:work|job|speed)"
        r"|at the same (?:pace|rate)|(?:took|takes?|needs?|needed) (?:\d+|two|three|four|five|six"
        r"|seven|eight|nine|ten|twelve) \w+ \d+ (?:hours|days|weeks|minutes)(?=.*\bhow (?:long"
        r"|many))",
        r"workers?|people|persons?|days?|hours?|would|need|enough for|lasts?|instead|builders?"
        r"|painters?|men|finish\w*|wall|job",
        "Three diggers need 8 days for a ditch. How many days would four diggers need?",
        program="""\
digger_days = 3 * 8  # the work stays the same; more hands need less time
print(f"Four diggers would need {digger_days / 4:g} days.")""",
        function="""\
def answer():
    digger_days = 3 * 8
    return Fraction(digger_days, 4)""",
        answer="6",
    ),
    Problem(
        r"(?:lasts?|enough|suffic\w+|supplies|provisions|stock|food|fodder|hay|feed)(?=.*\b(?:more"
        r"|sold|join\w*|leaves?|arriv\w+|die|dies|come|left|still|longer|go(?:es)? home))",
        r"days?|weeks?|after|then|rest|remaining|how (?:long|many)|animals?|cows?|soldiers?|people",
        "The water of a ship lasts 10 sailors for 15 days. After 6 days 5 more come on board. How "
        "many more days does it last?",
        program="""\
rations = 10 * 15  # one is what one sailor drinks in a day
left = rations - 10 * 6
print(f"It lasts {left / (10 + 5):g} more days.")""",
        function="""\
def answer():
    rations = 10 * 15
    left = rations - 10 * 6
    return Fraction(left, 10 + 5)""",
        answer="6",
    ),
    Problem(
        r"of the (?:rest|remain\w+)|(?:a |one |two |three )?(?:half|thirds?|quarters?"
        r"|fifths?) of (?:the|his|her|its|their|my|all)|\d+/\d+ of|of what (?:was|is) left",
        r"left|remain\w*|spent|spends?|gave|eaten|ate|sold|at first|originally|then|had|in all",
        "On Monday a hiker did 1/3 of the way, on Tuesday half of the rest, and 12 km are left. "
        "How long is the whole way?",
        program="""\
from fractions import Fraction

left = 1 - Fraction(1, 3)  # of the whole way
left = left - left / 2  # half of the rest
print(f"The whole way is {float(12 / left):g} km long.")""",
        function="""\
def answer():
    share_left = 1 - Fraction(1, 3)
    share_left -= share_left * Fraction(1, 2)
    return 12 / share_left""",
        answer="36",
    ),
    Problem(
        r"averages?|(?:the|a|their|his|her|my|whose) mean|mean (?:of|is|was|age|weight|height"
        r"|score)",
        r"new|another|further|more|sixth|fifth|fourth|next|joins?|leaves?|without|comes?|becomes?"
        r"|rises?|rose|falls?|scores?|marks?|grades?",
        "Four parcels weigh 6 kg on average. With a fifth one the average is 7 kg. What does the "
        "fifth one weigh?",
        program="""\
before = 4 * 6  # an average is a sum divided by the count: compare the sums
after = 5 * 7
print(f"The fifth one weighs {after - before} kg.")""",
        function="""\
def answer():
    sum_of_four_kg = 4 * 6
    sum_of_five_kg = 5 * 7
    return sum_of_five_kg - sum_of_four_kg""",
        answer="11",
    ),
)
"""What dries, is diluted, mixed, shared, scaled, used up or averaged."""
