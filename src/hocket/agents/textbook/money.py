"""Worked problems on prices: percent up and down, taxes, interest, change, offers, currencies."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

MONEY = (
    Problem(
        r"(?:rose|ris(?:es|en)|up|rais\w+|increas\w+|fell|falls?|down|drop\w*|cut|reduc\w+"
        r"|lower\w*|decreas\w+|dearer|cheaper|off|discount\w*)(?=.*\b(?:then|again|and|after"
        r"|another|next))",
        r"percent|%|at first|originally|before|altogether|overall|in all|in total|price|costs?"
        r"|salary|now|at the end|till",
        "A rent rose by 20 percent, then fell by 15 percent, and is 714 euros now. What was it at "
        "first?",
        program="""\
factor = (100 + 20) / 100 * (100 - 15) / 100  # each change applies to what was before it
print(f"It was {714 / factor:g} euros at first.")""",
        function="""\
def answer():
    factor = Fraction(100 + 20, 100) * Fraction(100 - 15, 100)
    return 714 / factor""",
        answer="700",
    ),
    Problem(
        r"by (?:what|how many|how much) (?:percent\w*|%)|(?:what|which"
        r"|how many) percent\w* (?:must|has|have|does|should|did|is)|how (?:many|much) percent"
        r"|overall (?:change|percent\w*)|net change",
        r"again|back|as before|raised?|rise|climb\w*|altogether|overall|changed?|in all|in total"
        r"|then|fell|lost|where it was|go up|cheaper|dearer|same|lowered|reduced|price|increas\w*"
        r"|decreas\w*",
        "A lake fell by 60 percent. By what percentage must it rise to be as full as before?",
        program="""\
left = 100 - 60  # of 100 at first; percent are always of what is there then
print(f"It must rise by {100 * (100 - left) / left:g} percent.")""",
        function="""\
def answer():
    left = 100 - 60
    missing = 100 - left
    return Fraction(100 * missing, left)""",
        answer="150",
    ),
    Problem(
        r"vat|tax(?:es)?|includ\w+ \d+ ?(?:%|percent)|\bnet\b|gross|tip|without tax",
        r"includ\w+|price|bill|costs?|euros?|dollars?|percent|%|how much|of (?:that|it|which)",
        "A bill of 321 euros includes 7 percent tax. How many euros of it are tax?",
        program="""\
net = 321 / (1 + 7 / 100)  # the tax is a percentage of the net price, not of the bill
print(f"{321 - net:g} euros are tax.")""",
        function="""\
def answer():
    net_euros = 321 / Fraction(100 + 7, 100)
    return 321 - net_euros""",
        answer="21",
    ),
    Problem(
        r"(?:what|which|how many) percent(?:age)? (?:of|are|is|were|was|do|does|did)|in percent"
        r"|percentage of|(?:are|is) (?:that|what) percent",
        r"out of|of the|are|were|share|percent|percentage",
        "Of 180 seats 45 are empty. How many percent of the seats are empty?",
        program="""\
percent = 100 * 45 / 180  # the part by the whole
print(f"{percent:g} percent of the seats are empty.")""",
        function="""\
def answer():
    return Fraction(100 * 45, 180)""",
        answer="25",
    ),
    Problem(
        r"profits?|loss|loses?|at a (?:gain|loss)|gain(?: of)? \d+",
        r"sells?|sold|each|bought|buys?|percent|%|in all|altogether|dealer|trader",
        "A dealer sells two clocks for 99 euros each, one with 10 percent profit, one with 10 "
        "percent loss. How many euros does he lose in all?",
        program="""\
paid = 99 / (1 + 10 / 100) + 99 / (1 - 10 / 100)  # percent are of what he paid
print(f"He loses {round(paid - 2 * 99, 2):g} euros.")""",
        function="""\
def answer():
    paid_euros = 99 / Fraction(100 + 10, 100) + 99 / Fraction(100 - 10, 100)
    return paid_euros - 2 * 99""",
        answer="2",
    ),
    Problem(
        r"(?:how many|when|how long)(?=.*\b(?:more than|less than|exceed|double|reach|below"
        r"|above))(?=.*(?:percent|%|interest|grows|halv))|(?:percent|%|interest|grows?)"
        r"(?=.*\b(?:how many|when|how long).*\b(?:more than|less than|exceed|double|reach|below))",
        r"interest|every (?:year|month|day|hour|week)|each (?:year|month|day|hour)|gr[eo]ws?"
        r"|shrinks?|loses?|value|worth|per year|a year|compound\w*|years?",
        "1,200 euros lie in a bank at 5 percent interest a year, which is left there. After how "
        "many years are there more than 1,500 euros?",
        program="""\
euros, years = 1200, 0
while euros <= 1500:
    euros *= 1 + 5 / 100
    years += 1
print(f"After {years} years there are more than 1,500 euros.")""",
        function="""\
def answer():
    years = 0
    while 1200 * Fraction(100 + 5, 100) ** years <= 1500:
        years += 1
    return years""",
        answer="5",
    ),
    Problem(
        r"interest|compound\w*|annual(?:ly)?|invest\w*|savings|per annum|loan|lend\w*|lent",
        r"after \w+ years|in \w+ years|percent|%|a year|per year|each year|account|bank|how much"
        r"|population|grows?",
        "800 euros are saved at 5 percent a year, and the interest stays in the account. How many "
        "euros are in it after 2 years?",
        program="""\
euros = 800
for _ in range(2):  # each year on all that is there by then
    euros += euros * 5 / 100
print(f"{euros:g} euros are in it.")""",
        function="""\
def answer():
    euros = 800 * Fraction(100 + 5, 100) ** 2
    return euros""",
        answer="882",
    ),
    Problem(
        r"doubl\w+|(?:twice|half) (?:as|of|the) (?:much|many|large|big|full|area|size|pond|dish)"
        r"|trebl\w+|tripl\w+|halv\w+",
        r"every|each|days?|hours?|minutes?|covers?|covered|full|fills?|when|how long|after|quarter",
        "A mould doubles its area each hour and fills a dish after 12 hours. After how many hours "
        "did it fill one eighth of it?",
        program="""\
share, hours = 1, 12
while share > 1 / 8:  # one hour earlier it was half as large
    share /= 2
    hours -= 1
print(f"It filled one eighth after {hours} hours.")""",
        function="""\
def answer():
    share, hours = Fraction(1), 12
    while share > Fraction(1, 8):
        share /= 2
        hours -= 1
    return hours""",
        answer="9",
    ),
    Problem(
        r"per (?:\d+ ?g|kilo\w*|kg|litre|100|piece|unit|ounce|metre)|unit price|cheaper"
        r"|better (?:deal|value|offer|buy)|best (?:deal|value|offer|buy)",
        r"jar|pack\w*|bottle|box|costs?|price|cents?|larger|smaller|or|\d+ ?g|grams?|for",
        "250 g of tea cost 5 euros, 400 g cost 7.20 euros. By how many cents per 100 g is the "
        "larger pack cheaper?",
        program="""\
small = 5 / 250 * 100  # euros for 100 g
large = 7.20 / 400 * 100
print(f"It is cheaper by {100 * (small - large):g} cents per 100 g.")""",
        function="""\
def answer():
    small_euros = Fraction(5, 250) * 100
    large_euros = Fraction("7.20") / 400 * 100
    return 100 * (small_euros - large_euros)""",
        answer="20",
    ),
    Problem(
        r"change|pays? with|paid with|hands? over|gets? back|(?:euro|dollar|pound)s? (?:note|bill)",
        r"buys?|bought|each|apiece|costs?|at|euros?|dollars?|cents?|how much|note|bill",
        "Emil buys 7 tickets at 2.80 euros each and pays with a 50 euro note. How much change does "
        "he get?",
        program="""\
change = 50 - 7 * 2.80
print(f"He gets {change:g} euros change.")""",
        function="""\
def answer():
    cost_euros = 7 * Fraction("2.80")
    return float(50 - cost_euros)""",
        answer="30.4",
    ),
    Problem(
        r"(?:fewest|smallest number of|least number of|as few) (?:\w+ )?(?:coins|notes"
        r"|as possible)|as few as possible",
        r"coins?|notes?|cents?|change|pay|exactly",
        "With coins of 50, 20, 10, 5, 2 and 1 cents, what is the fewest coins that make 87 cents?",
        program="""\
left, coins = 87, 0
for coin in [50, 20, 10, 5, 2, 1]:  # the largest first
    coins += left // coin
    left %= coin
print(f"{coins} coins make 87 cents.")""",
        function="""\
def answer():
    left, coins = 87, 0
    for coin in [50, 20, 10, 5, 2, 1]:
        coins, left = coins + left // coin, left % coin
    return coins""",
        answer="5",
    ),
    Problem(
        r"\d+ (?:coins?|stamps?|notes?|tickets?)(?=.*\b(?:worth|cost\w*|altogether|value|in all"
        r"|total|together))|(?:only|just) \d+[ -]cents?",
        r"cents?|coins?|worth|euros?|how many|altogether|in all|purse|stamps?|notes?|adults?"
        r"|children",
        "Ten stamps, some of 60 cents and some of 95 cents, cost 8.10 euros altogether. How many "
        "stamps of 95 cents are there?",
        program="""\
for large in range(10 + 1):
    small = 10 - large
    if 95 * large + 60 * small == round(8.10 * 100):  # in cents
        print(f"There are {large} stamps of 95 cents.")""",
        function="""\
def answer():
    for large in range(10 + 1):
        if 95 * large + 60 * (10 - large) == 100 * Fraction("8.10"):
            return large""",
        answer="6",
    ),
    Problem(
        r"exchange\w*|currenc\w+|convert\w*|(?:euros?|dollars?|pounds?|francs?|yen|kronor"
        r"|zloty) (?:is|are|costs?|equals?|buys?) (?:about )?[\d.,]+ (?:euros?|dollars?|pounds?"
        r"|francs?|yen|kronor|zloty)",
        r"euros?|dollars?|pounds?|francs?|yen|rate|worth|how many|\d+\.\d+",
        "One franc is 1.05 euros, and one euro is 160 yen. How many yen are 20 francs?",
        program="""\
euros = 20 * 1.05  # from one currency to the next
print(f"20 francs are {euros * 160:g} yen.")""",
        function="""\
def answer():
    euros = 20 * Fraction("1.05")
    return euros * 160""",
        answer="3360",
    ),
    Problem(
        r"for the price of|buy \w+,? get|free|every (?:second|third|fourth|fifth|tenth) (?:one"
        r"|item)|\d for \d",
        r"offer|costs?|each|pays?|how much|pieces?|euros?|sale",
        "Soap costs 2 euros a piece, and one gets 3 for the price of 2. What do 8 pieces cost?",
        program="""\
groups, single = divmod(8, 3)  # 3 pieces cost as much as 2, the rest the full price
print(f"They cost {(groups * 2 + single) * 2} euros.")""",
        function="""\
def answer():
    groups, single = divmod(8, 3)
    paid_pieces = groups * 2 + single
    return paid_pieces * 2""",
        answer="12",
    ),
    Problem(
        r"(?:fixed|basic|base|monthly|flat|joining) (?:fee|charge|price|rate)|tariffs?|contracts?"
        r"|break even|(?:same|equal) (?:price|cost|amount)|cost the same|equally (?:dear"
        r"|expensive)",
        r"per|plus|fee|each|kilometres?|km|minutes?|hours?|cheaper|from how many|plan|offer",
        "One van costs 40 euros plus 0.20 euros per km, another one 10 euros plus 0.50 euros per "
        "km. At how many km do they cost the same?",
        program="""\
from sympy import Eq, Rational, solve, symbols

km = symbols("km")
found = solve(Eq(40 + Rational("0.20") * km, 10 + Rational("0.50") * km), km)[0]
print(f"They cost the same at {float(found):g} km.")""",
        function="""\
def answer():
    difference_at_start = 40 - 10
    difference_per_km = Fraction("0.50") - Fraction("0.20")
    return difference_at_start / difference_per_km""",
        answer="100",
    ),
)
"""What changes by percent, is taxed, saved, compared, paid, or exchanged."""
