"""Worked problems on what is used up: pills, feed, fuel, power, water, and what it costs."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

STOCKS = (
    Problem(
        r"(?:morning|evening|breakfast|lunch|noon|night|supper|dinner|bedtime)(?=.*\b(?:last"
        r"|run out|runs out|empty|used up|finish\w*|gone))|(?:take|use|eat|drink|need)s? the last",
        r"tablets?|pills?|capsules?|pack|box|each|every|first|began|start\w*",
        "A box has 45 filters. A cafe uses one each morning and two each evening, the first two "
        "on the evening of 4 May 2026. On which date does it use the last?",
        program="""\
from datetime import date, timedelta

left, day = 45, date(2026, 5, 4)
left -= 2  # only the evening of the first day
while left > 0:
    day += timedelta(days=1)
    left -= 1 + 2  # morning and evening
print(f"It uses the last on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    left, day = 45 - 2, date(2026, 5, 4)  # only the evening of the first day
    while left > 0:
        day += timedelta(days=1)
        left -= 1 + 2
    return day""",
        answer="2026-05-19",
        needs=(
            r"\d+|dozen",
            (
                r"mornings?|evenings?|breakfast|lunch|nights?|supper|dinner|times (?:a|each"
                r"|per) day|twice a day|bedtime"
            ),
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december|\d{1,2}\.\d{1,2}\.)"
            ),
            r"(?:what|which) (?:date|day|morning|evening)|when|until|how long|last day",
        ),
    ),
    Problem(
        r"(?:last|run|used|use|empty|finish\w*|enough|gone)(?: (?:out|up))?(?=.*\b(?:what|which"
        r"|when|until))|(?:what|which|when|until)(?=.*\b(?:lasts?|empty|used up|finish\w*|enough"
        r"|gone|runs? out|run out))",
        r"sack|bag|pack\w*|box|kg|g|opened|start\w*|eats?|uses?|feed|food|ink|coffee|stock",
        "A sack of 12 kg of bird seed is opened on 3 May 2026, and 350 g are used each day from "
        "then on. On what date is there no longer enough for a day?",
        program="""\
from datetime import date, timedelta

left_g, day = 12 * 1000, date(2026, 5, 3)
while left_g >= 350:
    left_g -= 350
    day += timedelta(days=1)
print(f"There is no longer enough on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    whole_days = 12 * 1000 // 350
    return date(2026, 5, 3) + timedelta(days=whole_days)""",
        answer="2026-06-06",
        needs=(
            r"(?:a|per|each|every) day|daily",
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december|\d{1,2}\.\d{1,2}\.)"
            ),
            r"(?:what|which) (?:date|day)|when|last day|till when|until when",
        ),
    ),
    Problem(
        r"delivery (?:takes|time)|deliver\w*(?=.*\bdays)|reserves?|in time|never runs? out"
        r"|left for \w+ days|before (?:it|they|I|we) runs? out|days of (?:stock|supply)",
        r"stock|takes \w+ days|days|date|when|sells?|uses?",
        "A shop sells 6 lamps a day and has 90 on the morning of 2 March 2026. A delivery takes "
        "5 days. On which date must it order, at the latest, so that it never runs out?",
        program="""\
from datetime import date, timedelta

lasts_days = 90 // 6  # whole days that the stock is enough for
day = date(2026, 3, 2) + timedelta(days=lasts_days - 5)  # what is ordered is there in 5 days
print(f"It must order on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    lasts_days = 90 // 6
    return date(2026, 3, 2) + timedelta(days=lasts_days - 5)""",
        answer="2026-03-12",
        needs=(
            r"order\w*|reorder\w*|refill|renew|prescription",
            r"at the latest|latest|must|have to|should|need to",
            r"(?:a|per|each|every) day|daily",
        ),
    ),
    Problem(
        r"(?:holds?|contains?|has|with|of) \d+|come in \w+ of|packs? of \d+|boxes of \d+"
        r"|\d+ (?:in|to|per) (?:a|each) (?:pack|box)",
        r"tablets?|pills?|drops|times|need\w*|buy|must|enough|dose",
        "A plant gets 15 ml of feed three times a day for 20 days. A bottle holds 250 ml. How "
        "many bottles are needed?",
        program="""\
from math import ceil

needed_ml = 15 * 3 * 20
print(f"{ceil(needed_ml / 250)} bottles are needed.")  # whole bottles only: rounded up""",
        function="""\
def answer():
    needed_ml = 15 * 3 * 20
    return ceil(Fraction(needed_ml, 250))""",
        answer="4",
        needs=(
            r"(?:times|twice) (?:a|per|each|every) day|(?:a|per|each|every) day|daily",
            (
                r"for (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:days|weeks)"
                r"|(?:\d+|two|three|four|six|eight|ten)[ -](?:days?|weeks?)"
            ),
            (
                r"how many (?:\w+ )?(?:packs?|packets?|boxes|bottles|packages|bags|sacks|tins"
                r"|cans|rolls|cartons|tubes)"
            ),
        ),
    ),
    Problem(
        r"last (?:time|one|dose|tablet|pill|reading|feed|capsule|injection)?|(?:\d+th|third"
        r"|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth)",
        r"dose|tablet|medicine|first|at \d{1,2}(?::\d\d)?|take\w*",
        "A patient takes a syrup every 8 hours, 12 times in all, first on 3 May 2026 at 6:00. "
        "When does she take it for the last time?",
        program="""\
from datetime import datetime, timedelta

last = datetime(2026, 5, 3, 6, 0) + timedelta(hours=8 * (12 - 1))  # 11 gaps between 12 times
print(f"She takes it at {last:%H:%M} on {last:%A}, {last.day} {last:%B %Y}.")""",
        function="""\
def answer():
    gaps = 12 - 1
    last = datetime(2026, 5, 3, 6, 0) + timedelta(hours=8 * gaps)
    return f"{last:%H:%M} on {last:%A}, {last.day} {last:%B %Y}\"""",
        answer="22:00 on Wednesday, 6 May 2026",
        needs=(
            r"every (?:\w+|\d+) hours",
            (
                r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:times|doses"
                r"|tablets|pills|drops|capsules|injections|feeds|shots|readings)|(?:third|fourth"
                r"|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|\d+th) (?:dose|one|tablet|time"
                r"|pill|reading|feed|injection|capsule)"
            ),
            r"when|what time|what hour",
        ),
    ),
    Problem(
        r"(?:petrol|diesel|fuel|gas|electricity|charging)|per 100 ?km|for 100 ?km|a litre"
        r"|per litre|litre of|mpg|per gallon",
        r"car|van|motorbike|trip|drive|journey|uses?|needs?|consum\w+|round trip|there and back",
        "A van uses 8 litres of diesel for 100 km, and a litre costs 1.60 euros. What does the "
        "diesel for 350 km cost in euros?",
        program="""\
litres = 8 * 350 / 100
print(f"It costs {litres * 1.60:g} euros.")""",
        function="""\
def answer():
    litres = Fraction(8 * 350, 100)
    return float(litres * Fraction("1.60"))""",
        answer="44.8",
        needs=(
            (
                r"(?:litres?|l|liters?|kwh|gallons?)(?=.*\b(?:100 ?km|100 kilomet\w+"
                r"|hundred kilomet\w+|per km|km|miles?))|(?:miles|km) (?:per|to the) (?:gallon"
                r"|litre)|mpg"
            ),
            r"\d+ ?(?:km|kilomet\w+|miles?)",
            r"costs?|price|euros?|pounds?|dollars?|spend|pay",
        ),
    ),
    Problem(
        r"consumption|(?:fill\w* up|tank(?:ed)?|refuel\w*|to be full|refill\w*|put in|took"
        r"|needed|used)|per 100 ?km\?|for 100 ?km\?|average",
        r"petrol|diesel|fuel|car|drove|driven|after|since",
        "After 450 km a van takes 36 litres to be full again. How many litres does it use for "
        "100 km?",
        program="""\
litres_per_km = 36 / 450
print(f"It uses {litres_per_km * 100:g} litres for 100 km.")""",
        function="""\
def answer():
    litres_per_km = Fraction(36, 450)
    return 100 * litres_per_km""",
        answer="8",
        needs=(
            (
                r"(?:\d+ ?(?:km|kilomet\w+|miles?))(?=.*\b(?:litres?|l|liters?|kwh|gallons?))"
                r"|(?:litres?|liters?|l|kwh|gallons?)(?=.*\b\d+ ?(?:km|kilomet\w+|miles?))"
            ),
            (
                r"(?:consum\w+|use[sd]?|need(?:s|ed)?|burn\w*|average|drinks?"
                r"|take)(?=.*\b(?:100 ?km|100 kilomet\w+|hundred))|(?:100 ?km|per 100"
                r"|hundred)(?=.*\b(?:consum\w+|uses?|needs?|burn\w*|took|fill\w*|did|drove"
                r"|driven))"
            ),
            r"how (?:many|much)|what (?:is|was|'s)|what's",
        ),
    ),
    Problem(
        r"(?:watts?|w|kw)(?=.*\b(?:hours?|minutes?|days?|year))|per kwh|a kwh|kilowatt[- ]hour"
        r"|electricity (?:cost|price|costs)",
        r"hours?|a day|daily|per day|every day|runs?|on|heater|kettle|fridge|lamp|bulb|oven|year",
        "A pump of 800 watts runs 5 hours a day. A kWh costs 0.30 euros. What does it cost in "
        "euros in 30 days?",
        program="""\
kwh = 800 / 1000 * 5 * 30  # 1000 watts for an hour
print(f"It costs {kwh * 0.3:g} euros.")""",
        function="""\
def answer():
    kilowatts = Fraction(800, 1000)
    kwh = kilowatts * 5 * 30
    return kwh * Fraction(30, 100)""",
        answer="36",
        needs=(
            r"\d+[- ]?(?:watts?|w|kw|kilowatts?)",
            r"kwh|kilowatt[- ]hours?|electricity|power",
            r"costs?|price|euros?|cents?|pay|pounds?|dollars?",
        ),
    ),
    Problem(
        r"pa(?:ys?|id) (?:off|for itself|back|itself)|money back|amorti[sz]\w+|earned back"
        r"|worth it",
        r"months?|years?|each|per|after|costs?|more",
        "An economical pump costs 90 euros more than a plain one and saves 7.50 euros each "
        "month. After how many months has it paid off?",
        program="""\
months = 90 / 7.50  # what it costs more, by what it saves each month
print(f"It has paid off after {months:g} months.")""",
        function="""\
def answer():
    saved_euros_per_month = Fraction("7.50")
    return ceil(90 / saved_euros_per_month)""",
        answer="12",
        needs=(
            r"sav(?:es?|ings?|ing)|instead of|saved|cheaper to run|without",
            (
                r"pa(?:ys?|id) (?:off|for (?:itself|themselves)|back|itself)|worth (?:it|while"
                r"|buying)|worthwhile|money back|recover\w*|amorti[sz]\w+|earned back|got back"
            ),
            r"how (?:many|long|often)|when",
        ),
    ),
    Problem(
        r"meter reading|readings|meter (?:stood|showed|read|was|shows|said|says)|(?:gas|water"
        r"|electricity) (?:meter|bill)|standing charge|basic (?:charge|fee)",
        r"kwh|cubic|per|unit|plus|month|year",
        "A water meter showed 412 cubic metres in May and 437 in June. A cubic metre costs 2.20 "
        "euros, and 8 euros are charged besides. What is the bill in euros?",
        program="""\
used = 437 - 412  # the meter counts on
print(f"The bill is {used * 2.20 + 8:g} euros.")""",
        function="""\
def answer():
    used_cubic_metres = 437 - 412
    return used_cubic_metres * Fraction("2.20") + 8""",
        answer="63",
        needs=(
            r"meters?",
            r"(?:was|showed|stood|read|reading|readings|shows|says|said|from \d+)",
            r"costs?|price|bill|pay|euros?|cents?|pounds?",
        ),
    ),
    Problem(
        r"download\w*|upload\w*|transfer\w*|connection|line|copy\w*|backup",
        r"per second|a second|file|film|takes?|internet",
        "A film of 3 gigabytes is downloaded at 40 megabits per second. How many seconds does it "
        "take, with 1000 megabytes to a gigabyte?",
        program="""\
megabits = 3 * 1000 * 8  # a byte has 8 bits
print(f"It takes {megabits / 40:g} seconds.")""",
        function="""\
def answer():
    megabits = 3 * 1000 * 8
    return Fraction(megabits, 40)""",
        answer="600",
        needs=(
            r"(?:gigabytes?|megabytes?|gb|mb|gib|mib|terabytes?|tb)",
            r"(?:mbit/s|megabits?|mbps|mbit|gbit/s|mb/s|megabytes? per|gbps|kbit/s|gigabits?)",
            r"how long|how many (?:seconds|minutes|hours)|time",
        ),
    ),
    Problem(
        r"drops?(?=.*\b(?:litres?|ml|millilitres?|water))|dripping|drips",
        r"tap|day|week|hours?|month|year|lost|waste\w*|litres?",
        "A tap loses 2 drops a second, and 20 drops are a millilitre. How many litres are lost "
        "in a day?",
        program="""\
drops = 2 * 60 * 60 * 24
print(f"{drops / 20 / 1000:g} litres are lost.")""",
        function="""\
def answer():
    drops = 2 * 60 * 60 * 24
    millilitres = Fraction(drops, 20)
    return float(millilitres / 1000)""",
        answer="8.64",
        needs=(
            r"drips?|dripping|drops?",
            r"(?:a|per|each|every) (?:second|minute|hour)|every \w+ seconds|(?:second|minute)",
            r"how (?:many|much)",
        ),
    ),
    Problem(
        r"\d+ ?(?:kg|kilos?|g|pounds?)(?=.*\bminutes)|minutes (?:per|for each|for every|each|a"
        r"|every) (?:\d+|kg|kilo\w*|pound|half)",
        r"\d{1,2}:\d\d|served?|ready|table|rest\w*|plus|extra|eat|at (?:noon|one|seven)",
        "A roast of 2.4 kg needs 20 minutes for each 400 g and 15 minutes of rest, and shall be "
        "served at 13:00. At what time must it go in the oven?",
        program="""\
from datetime import datetime, timedelta

minutes = 2.4 * 1000 / 400 * 20 + 15
begins = datetime(2000, 1, 1, 13, 0) - timedelta(minutes=minutes)
print(f"It must go in at {begins:%H:%M}.")""",
        function="""\
def answer():
    minutes = Fraction("2.4") * 1000 / 400 * 20 + 15
    return (datetime(2000, 1, 1, 13, 0) - timedelta(minutes=float(minutes))).time()""",
        answer="10:45:00",
        needs=(
            (
                r"oven|roast\w*|bak(?:e|es|ing|ed)|cook\w*|grill\w*|turkey|chicken|ham|joint"
                r"|simmer\w*"
            ),
            (
                r"(?:per|each|every|for every|for each|a) (?:\d+ ?g|kg|kilo\w*|pound|half kilo"
                r"|\d+ grams)"
            ),
            r"what time|when|how long|how many minutes",
        ),
    ),
    Problem(
        r"(?:further|additional|extra|subsequent|following) (?:hour|half hour|day|minute|km"
        r"|kilomet\w+|kg|kilo)|hour begun|begun|started hour|part of an hour",
        r"park\w*|taxi|rent\w*|hire|garage|how much|bike|boat",
        "Parking costs 2 euros for the first hour and 1.50 euros for each further hour begun. "
        "What do 4 hours and 20 minutes cost in euros?",
        program="""\
from math import ceil

hours = 4 + 20 / 60
print(f"It costs {2 + ceil(hours - 1) * 1.50:g} euros.")  # each hour begun counts whole""",
        function="""\
def answer():
    further_hours = ceil(4 + Fraction(20, 60) - 1)
    return 2 + further_hours * Fraction("1.50")""",
        answer="8",
        needs=(
            (
                r"first (?:\w+ )?(?:hour|half hour|\d+ minutes|minute|km|kilomet\w+|day|kilo|kg"
                r"|\d+ km)"
            ),
            (
                r"(?:each|every|per|any|for) (?:further|additional|extra|following|more|other"
                r"|subsequent|started|begun)"
            ),
            r"costs?|pay|price|euros?|fee|charge",
        ),
    ),
)
"""What is used up, how long it lasts, and what it costs."""
