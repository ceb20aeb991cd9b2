"""Worked problems on trade and households: discounts, margins, bills, shares, votes, loans."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

TRADE = (
    Problem(
        r"coupon|voucher|members? (?:get|card)|loyalty|sale|another \d+|extra \d+|further \d+"
        r"|additional \d+",
        r"jacket|shoes|price tag|costs? \d+|of \d+ euros|normally|regular",
        "A tent of 250 euros is reduced by 20 percent, and with a coupon by another 10 percent. "
        "What is paid for it in euros?",
        program="""\
euros = 250 * (100 - 20) / 100
euros = euros * (100 - 10) / 100  # the second one is of the reduced price
print(f"{euros:g} euros are paid.")""",
        function="""\
def answer():
    reduced_euros = 250 * Fraction(100 - 20, 100)
    return reduced_euros * Fraction(100 - 10, 100)""",
        answer="180",
        needs=(
            (
                r"(?:\d+ ?%|\d+ percent|\d+ per cent)(?=.*\b(?:then|another|further|extra|more"
                r"|additional|again|on top|after that)\b.*(?:[\d.]+ ?%|percent|per cent))"
            ),
            (
                r"\A(?!.*\b(?:what|how much) (?:did|was|were)\b.*(?:before|originally|at first"
                r"|original))\w+"
            ),
            r"(?:off|reduc\w+|discount\w*|coupon|sale|rebate|cheaper|knocks?|lowered)",
            (
                r"(?:what|how much) (?:do|does|did|is|will|must|would|should|has|have"
                r"|are)(?=.*\b(?:pay|paid|costs?|price|left|till|charged))|final price|end price"
                r"|price (?:now|in the end)|(?:costs?|price) (?:now|in the end)"
            ),
        ),
    ),
    Problem(
        r"mark\w*[- ]?up|marked up|wholesale|cost price|selling price|sells? (?:it|them) (?:at"
        r"|for)|retail",
        r"price|tax|vat|shop|dealer|how much|euros?",
        "A grocer buys oil at 6 euros, adds 40 percent for himself, and then 5 percent tax. At "
        "what price does he sell it in euros?",
        program="""\
price = 6 * (100 + 40) / 100  # what he adds is a percentage of what he paid
price = price * (100 + 5) / 100
print(f"He sells it at {price:g} euros.")""",
        function="""\
def answer():
    before_tax_euros = 6 * Fraction(100 + 40, 100)
    return float(before_tax_euros * Fraction(100 + 5, 100))""",
        answer="8.82",
        needs=(
            (
                r"buys?|bought|purchas\w+|cost price|costs? (?:him|her|us|me|them|the (?:shop"
                r"|shopkeeper|dealer|trader|grocer|owner))|wholesale"
            ),
            r"(?:mark\w*[- ]?up|marks? (?:it |them )?up|adds?|on top|surcharge|marked up)",
            r"(?:[\d.]+ ?%|percent|per cent)",
        ),
    ),
    Problem(
        r"(?:margin|profit)(?=.*\b(?:price|sell\w*|sold))|of the (?:selling|sale|sales) price"
        r"|selling price|margin of",
        r"costs?|sold|sells?|price|must|make|buy\w*|euros?",
        "A baker's cake costs 12 euros to make. At what price must it be sold so that the margin "
        "is 40 percent of the price?",
        program="""\
price = 12 / (1 - 40 / 100)  # the cost is the other 60 percent of the price
print(f"It must be sold at {price:g} euros.")""",
        function="""\
def answer():
    cost_share = 1 - Fraction(40, 100)
    return 12 / cost_share""",
        answer="20",
        needs=(
            r"margin",
            r"(?:[\d.]+ ?%|percent|per cent)",
        ),
    ),
    Problem(
        r"(?:tip|gratuity)(?=.*\b(?:each|share|split|per person|equally))|(?:split|share\w*"
        r"|divid\w+) (?:it |the bill |everything )?(?:equally|evenly|between|among|by)",
        r"bill|restaurant|meal|dinner|friends|people|pay",
        "A meal of 6 people costs 150 euros. They add 10 percent as a tip and share it equally. "
        "What does each pay in euros?",
        program="""\
euros = 150 * (100 + 10) / 100
print(f"Each pays {euros / 6:g} euros.")""",
        function="""\
def answer():
    with_tip_euros = 150 * Fraction(100 + 10, 100)
    return float(with_tip_euros / 6)""",
        answer="27.5",
        needs=(
            r"tips?|gratuity|service charge",
            r"(?:[\d.]+ ?%|percent|per cent)",
            r"each|per person|per head|share[sd]?|split\w*|equally|between|among",
        ),
    ),
    Problem(
        r"owes?|settle\w*|(?:how much|what) (?:do|does|must|should|will) \w+ (?:owe|give|pay"
        r"|get back|transfer)",
        r"friends|flatmates|trip|petrol|food|nothing|rent|expenses",
        "Al, Bo and Cy share a trip equally. Al paid 90 euros, Bo 60 and Cy nothing. How much "
        "does Cy owe Al in euros?",
        program="""\
share = (90 + 60 + 0) / 3  # what each has to bear
print(f"Cy owes Al {90 - share:g} euros.")  # Al paid 40 too much, Bo 10""",
        function="""\
def answer():
    share_euros = Fraction(90 + 60 + 0, 3)
    return 90 - share_euros""",
        answer="40",
        needs=(
            r"paid|spent|covered|laid out|put in|bought",
            (
                r"shar(?:e|es|ed|ing) (?:\w+ ){0,4}(?:equally|evenly|costs?|fairly)"
                r"|split (?:\w+ ){0,4}(?:equally|evenly|fairly|costs?)|equally|evenly"
                r"|each (?:should |to )?pays? the same|fair share|same share"
            ),
            (
                r"owes?|give|gives|pay (?:back|him|her|them|me)|gets? back|settle\w*|transfer"
                r"|must \w+ pay"
            ),
        ),
    ),
    Problem(
        r"(?:fee|commission)(?=.*\b(?:get|receive|left|cost))|exchange (?:rate|fee|office"
        r"|bureau)|to the (?:euro|pound|dollar|franc)",
        r"euros?|dollars?|pounds?|how (?:many|much)|get|bank|percent|%",
        "A bank gives 1.20 dollars for a euro and keeps a fee of 5 euros first. How many dollars "
        "does one get for 105 euros?",
        program="""\
euros = 105 - 5  # what is left to be changed
print(f"One gets {euros * 1.20:g} dollars.")""",
        function="""\
def answer():
    changed_euros = 105 - 5
    return changed_euros * Fraction("1.20")""",
        answer="120",
        needs=(
            r"fees?|commission|charges? \d|charges? a",
            (
                r"dollars?|pounds?|francs?|yen|kron\w+|zloty|lira|currenc\w+|rupees|pesos"
                r"|forint\w*|crowns"
            ),
            (
                r"rate|exchang\w+|chang(?:e|es|ed|ing)|convert\w*|for (?:a|one|each"
                r"|every) (?:euro|pound|dollar|franc)|gives?|to the (?:euro|pound|dollar)|bank"
            ),
        ),
    ),
    Problem(
        r"percentage points?|from \d+ ?(?:percent|%)?(?: to)?",
        r"from|to|rose|fell|rate|share|how many|interest",
        "A tea had 20 percent of the market and now has 25 percent. By how many percent did its "
        "share grow, and by how many percentage points?",
        program="""\
points = 25 - 20  # the difference
percent = 100 * points / 20  # of what it was
print(f"It grew by {percent:g} percent, and by {points} percentage points.")""",
        function="""\
def answer():
    points = 25 - 20
    percent = Fraction(100 * points, 20)
    return f"{percent} percent, and by {points} percentage points\"""",
        answer="25 percent, and by 5 percentage points",
        needs=(
            r"(?:percentage|per cent) points?",
            (
                r"(?:how many|by how many|what|which) (?:percent|%|per cent|percentage points?)"
                r"|percent or|other figure"
            ),
        ),
    ),
    Problem(
        r"of (?:whom|which|them|these|those)|of (?:all|the whole|the total|everyone|everybody)",
        r"are|have|women|men|who|voters|pupils",
        "Of a choir 60 percent are women, and 25 percent of the women sing alto. What percentage "
        "of the choir are women who sing alto?",
        program="""\
share = 60 / 100 * 25 / 100  # a part of a part
print(f"It is {100 * share:g} percent.")""",
        function="""\
def answer():
    share = Fraction(60, 100) * Fraction(25, 100)
    return 100 * share""",
        answer="15",
        needs=(
            r"(?:[\d.]+ ?%|percent|per cent)(?=.*(?:[\d.]+ ?%|percent|per cent))",
            (
                r"(?:[\d.]+ ?%|percent|per cent) of (?:them|these|those|the|whom|which|her|his"
                r"|its|this|that|all)"
            ),
            (
                r"what (?:percent\w*|share|part|proportion) of|(?:how many|what) (?:percent|%"
                r"|per cent) of|how many percent"
            ),
        ),
    ),
    Problem(
        r"turnout|(?:eligible|registered) (?:voters|people)|ballots?|(?:valid|spoilt"
        r"|invalid) votes?|elections?|candidates?",
        r"votes?|party|of whom|of those|won|got|for|against|yes",
        "A town has 12,000 voters, of whom 70 percent vote, and 55 percent of those are for a "
        "bridge. How many are for it?",
        program="""\
votes = 12000 * 70 / 100
print(f"{votes * 55 / 100:g} are for it.")  # percent of those who vote""",
        function="""\
def answer():
    votes = Fraction(12000 * 70, 100)
    return votes * Fraction(55, 100)""",
        answer="4620",
        needs=(
            r"vot(?:e|es|ed|ers?|ing)|turnout|elector\w+|ballots?",
            r"(?:[\d.]+ ?%|percent|per cent)",
            r"how many|by how many|majority",
        ),
    ),
    Problem(
        r"partners?\w*|invest\w*(?=.*\bmonths)|(?:share|part|cut) of (?:the |a )?profit"
        r"|profit (?:of|is|be) (?:shared|divided|split)?|after \w+ months|joins?",
        r"months|euros?|how much|gets?|firm|business|shop",
        "Ada puts 3,000 euros into a shop for 12 months, Ben 4,000 euros for 6 months. How many "
        "euros of the profit of 2,000 does Ada get?",
        program="""\
ada, ben = 3000 * 12, 4000 * 6  # money by the time that it was there
print(f"Ada gets {2000 * ada / (ada + ben):g} euros.")""",
        function="""\
def answer():
    ada, ben = 3000 * 12, 4000 * 6
    return 2000 * Fraction(ada, ada + ben)""",
        answer="1200",
        needs=(
            r"profits?|gain|earnings|surplus|winnings",
            (
                r"(?:months?|years?)(?=.*\b(?:months?|years?|joins?|joined|later))|(?:joins?"
                r"|joined|later)(?=.*\b(?:months?|years?))"
            ),
            r"invest\w*|puts?|partners?\w*|contribut\w+|starts?|share\w*|capital",
        ),
    ),
    Problem(
        r"sav(?:es?|ing)(?=.*\b(?:until|till|buy|afford|enough|reach|weeks|months))|pocket money"
        r"|can (?:he|she|I|we|they) (?:buy|afford)|have enough|already (?:has|have)|saving up",
        r"costs?|bike|has|have|euros?|piggy bank|wants?",
        "Ida has 80 euros and saves 15 euros each week. After how many weeks can she buy a drum "
        "for 200 euros?",
        program="""\
from math import ceil

weeks = ceil((200 - 80) / 15)  # whole weeks
print(f"She can buy it after {weeks} weeks.")""",
        function="""\
def answer():
    missing_euros = 200 - 80
    return ceil(Fraction(missing_euros, 15))""",
        answer="8",
        needs=(
            r"sav(?:e|es|ed|ing)|puts? (?:aside|away|by)|sets? aside|pocket money",
            r"(?:a|per|each|every) (?:week|month|day|year)|weekly|monthly|daily",
            r"how (?:many|long)|when",
        ),
    ),
    Problem(
        r"half-?life|half life",
        r"left|remain\w*|after|mg|grams?|hours?|days?|years?|how much",
        "Caffeine has a half-life of 5 hours. Of 64 mg, how many are left after 15 hours?",
        program="""\
mg = 64 * (1 / 2) ** (15 / 5)  # halved once in each half-life
print(f"{mg:g} mg are left.")""",
        function="""\
def answer():
    halvings = Fraction(15, 5)
    return 64 * Fraction(1, 2) ** halvings""",
        answer="8",
        needs=(
            r"half-?life|half life|halves every",
            r"[\d.,]+|eighth|quarter",
        ),
    ),
    Problem(
        r"overtime|time and a half|(?:over|beyond|above) \d+ hours|hourly (?:wage|rate|pay)"
        r"|an hour|per hour",
        r"week|percent|%|works?|worked|bonus|more",
        "Pia works 44 hours in a week at 15 euros an hour, and what is over 40 hours is paid 50 "
        "percent more. What does she earn in euros?",
        program="""\
euros = 40 * 15 + (44 - 40) * 15 * (1 + 50 / 100)  # 50 percent more
print(f"She earns {euros:g} euros.")""",
        function="""\
def answer():
    overtime_hours = 44 - 40
    return 40 * 15 + overtime_hours * 15 * Fraction(100 + 50, 100)""",
        answer="690",
        needs=(
            (
                r"overtime|over \d+ hours|beyond \d+ hours|(?:sunday|night|holiday"
                r"|weekend)s? (?:hours|work|bonus|shifts?)|time and a half|above \d+ hours"
                r"|more than \d+ hours|extra hours"
            ),
            r"hours?|hourly",
            r"earns?|wages?|pay|paid|salary|gets?",
        ),
    ),
    Problem(
        r"(?:tax|income) (?:brackets?|rate|allowance)|tax-free|first \d[\d,.]*(?=.*\b(?:rest"
        r"|above|over|next|beyond))|(?:above|over|beyond|exceeding) (?:that|\d)",
        r"income|earns?|salary|pay|how much|taxed",
        "Of an income the first 10,000 euros are free, and the rest is taxed at 20 percent. What "
        "is the tax on 35,000 euros?",
        program="""\
taxed = 35000 - 10000  # only what is above
print(f"The tax is {taxed * 20 / 100:g} euros.")""",
        function="""\
def answer():
    taxed_euros = 35000 - 10000
    return Fraction(taxed_euros * 20, 100)""",
        answer="5000",
        needs=(
            r"tax(?:es|ed)?|commission|free",
            r"first \d[\d,.]*|(?:up to|above|over|exceed\w*|beyond) (?:a |the )?\d[\d,.]*",
            r"(?:[\d.]+ ?%|percent|per cent)",
            (
                r"rest|above|over|exceed\w*|beyond|next|what is more|remaind\w+|everything else"
                r"|remaining"
            ),
        ),
    ),
    Problem(
        r"inherit\w*|estate|heirs?|widow\w*|bequea\w+|legacy",
        r"wife|husband|children|sons?|daughters?|share|euros?",
        "A widow gets half of 90,000 euros, and her 3 children share the rest equally. How many "
        "euros does each child get?",
        program="""\
rest = 90000 - 90000 / 2
print(f"Each child gets {rest / 3:g} euros.")""",
        function="""\
def answer():
    rest_euros = 90000 - Fraction(90000, 2)
    return rest_euros / 3""",
        answer="15000",
        needs=(
            r"inherit\w*|legac\w+|will|estate|heirs?|widow|bequea\w+|leaves|left|deceased",
            r"half|third|quarter|\d/\d|\d+ ?%|percent",
            r"rest|remain\w*|what is left",
            r"equally|each (?:child|son|daughter|of)|among|between|evenly",
        ),
    ),
    Problem(
        r"(?:what|how much) (?:does|do|is|did) (?:an?|one|each|the)|price of (?:an?|one|each)"
        r"|each kind",
        r"euros?|cents?|buys?|bought|together|customer|coffees?|adults?|children",
        "Two coffees and three cakes cost 12.30 euros, three coffees and two cakes 12.20 euros. "
        "What does a cake cost in euros?",
        program="""\
from sympy import Eq, Rational, solve, symbols

coffee, cake = symbols("coffee cake")
both = [
    Eq(2 * coffee + 3 * cake, Rational("12.30")),
    Eq(3 * coffee + 2 * cake, Rational("12.20")),
]
print(f"A cake costs {float(solve(both, [coffee, cake])[cake]):g} euros.")""",
        function="""\
def answer():
    first, second = Fraction("12.30"), Fraction("12.20")
    for cents in range(int(first * 100)):
        cake = Fraction(cents, 100)
        coffee = (first - 3 * cake) / 2
        if 3 * coffee + 2 * cake == second:
            return float(cake)""",
        answer="2.5",
        needs=(
            (
                r"(?:\d+|one|two|three|four|five|six|seven|eight|a"
                r"|an) \w+(?: of \w+)? and (?:\d+|one|two|three|four|five|six|seven|eight|a"
                r"|an) \w+(?=.*\b(?:\d+|one|two|three|four|five|six|seven|eight|a"
                r"|an) \w+(?: of \w+)? and (?:\d+|one|two|three|four|five|six|seven|eight|a"
                r"|an) \w+)"
            ),
            r"costs?|pays?|paid|price|weigh\w*|cost me",
        ),
    ),
)
"""What one pays, earns, shares, or wins by percent."""
