"""Worked problems on averages, sums, sequences, chances, and what two parts make together."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

SCORES = (
    Problem(
        r"weight(?:ed|ing|s)?|counts? (?:\d+|twice|double|three times|for|as)|(?:exam|test"
        r"|homework|oral|written) (?:counts?|is worth)|credits?",
        r"final|overall|mark|grade|percent|%|homework|exam|oral|what",
        "Of three parts of an exam the first counts 50 percent, the second 30 and the third 20. "
        "Eva has 80, 60 and 90 points. What is her mark?",
        program="""\
mark = (80 * 50 + 60 * 30 + 90 * 20) / 100  # each by its weight
print(f"Her mark is {mark:g}.")""",
        function="""\
def answer():
    weighted = 80 * 50 + 60 * 30 + 90 * 20
    return Fraction(weighted, 50 + 30 + 20)""",
        answer="76",
        needs=(
            r"weigh\w+|counts?|worth|credits?",
            r"marks?|grades?|scores?|exams?|tests?|points|homework|rating|average",
            r"(?:[\d.]+ ?%|percent|per cent|times|twice|double|weight\w*|credits?)",
        ),
    ),
    Problem(
        r"(?:taken (?:away|out)|remov\w+|leaves?|without|left out|excluded?"
        r"|retires?)(?=.*\b(?:averages?|mean|the (?:rest|others|remaining)))"
        r"|average of the (?:others|rest|remaining)|remaining",
        r"numbers?|others|rest|age|how (?:old|heavy|much)|weigh\w*|what",
        "Six boxes weigh 8 kg on average. One is taken away, and the others weigh 7 kg on "
        "average. What does it weigh in kg?",
        program="""\
all_six = 6 * 8  # an average is a sum divided by the count: compare the sums
others = (6 - 1) * 7
print(f"It weighs {all_six - others} kg.")""",
        function="""\
def answer():
    sum_of_six_kg = 6 * 8
    sum_of_five_kg = (6 - 1) * 7
    return sum_of_six_kg - sum_of_five_kg""",
        answer="13",
        needs=(
            r"averages?|mean",
            (
                r"(?:taken (?:away|out)|remov\w+|leaves?|left|without|drops?(?: out)?|excluded?"
                r"|left out|goes away|retires?|moves? out|sold)"
            ),
        ),
    ),
    Problem(
        r"(?:averages?|mean) (?:\w+ ){0,3}(?:of|for|in) (?:all|both|the whole|everyone|everybody"
        r"|the two)|combined|all \d+|together|overall average",
        r"boys|girls|class\w*|groups?|and|points|height|age|weigh\w*",
        "A class of 20 has 70 points on average, and one of 30 has 80. What is the average of "
        "all 50?",
        program="""\
points = 20 * 70 + 30 * 80  # the sums, not the averages, are added
print(f"The average is {points / 50:g}.")""",
        function="""\
def answer():
    points = 20 * 70 + 30 * 80
    return Fraction(points, 50)""",
        answer="76",
        needs=(
            r"averages?|mean",
            (
                r"(?:averages?|mean)(?=.*\b(?:all|together|both|whole|altogether|overall"
                r"|combined|total|everyone))"
            ),
            (
                r"(?:\d+|ten|twelve|twenty|thirty) (?:\w+ )?(?:boys|girls|men|women|pupils"
                r"|students|children|workers|people|players|employees|cows|of|tests|days|adults"
                r"|hens|nights|houses)|of \d+"
            ),
        ),
    ),
    Problem(
        r"sum of (?:all|the)(?: \w+)* (?:numbers|integers)|add(?:s"
        r"|ed)?(?: up)? (?:all )?(?:the )?(?:\w+ )?numbers|(?:\.\.\.|…)",
        r"from|to|odd|even|first|what",
        "What is the sum of all whole numbers from 4 to 60?",
        program="""\
print(f"The sum is {sum(range(4, 60 + 1))}.")  # both ends count""",
        function="""\
def answer():
    return sum(range(4, 60 + 1))""",
        answer="1824",
        needs=(
            r"sums?|add(?:s|ed)?|total|altogether",
            (
                r"(?:all|the) (?:\w+ )?(?:numbers|integers|odd numbers|even numbers"
                r"|whole numbers)(?: \w+)? (?:from|up to|between|below|to)"
                r"|\d+ ?\+ ?\d+(?: ?\+ ?\d+)* ?\+ ?(?:\.\.\.|…)|first \d+ (?:\w+ )?(?:numbers"
                r"|integers)|numbers (?:from )?\d+ (?:to|through) \d+"
            ),
        ),
    ),
    Problem(
        r"(?:more|fewer) (?:\w+ ){0,3}(?:than|in) (?:the )?(?:row|one|day|week|layer|month"
        r"|each)(?: \w+)? ?(?:before|further|following|next|behind|below|above|previous)?"
        r"|arithmetic (?:sequence|series|progression)|in the \d+(?:th|st|nd|rd) (?:row|day|week"
        r"|layer|month)|each (?:further|following|next) (?:one|row|day|week)|than the (?:one|day"
        r"|week|row|layer|month) (?:before|above|below|in front)",
        r"altogether|in all|total|seats|theatre|pile|logs|each|every",
        "A hall has 20 seats in its first row and 3 more in each further one. How many seats has "
        "row 15, and how many are there in 15 rows?",
        program="""\
row_15 = 20 + 3 * (15 - 1)  # 14 steps after the first row
whole = sum(20 + 3 * step for step in range(15))
print(f"Row 15 has {row_15} seats, and there are {whole} in 15 rows.")""",
        function="""\
def answer():
    rows = [20 + 3 * step for step in range(15)]
    return f"{rows[-1]} seats, and there are {sum(rows)}\"""",
        answer="62 seats, and there are 615",
        needs=(
            (
                r"(?:\d+|one|two|three|four|five|six) (?:\w+ )?(?:more|fewer|less|further"
                r"|extra)(?: \w+){0,4} (?:than|in|each|every|on|as|for)|each(?=.*\bmore)"
            ),
            r"rows?|terms?|days?|weeks?|layers?|steps?|sequence|months?|rings?|lay",
            r"first|begins?|start\w*|top|bottom|front",
            r"how many|what",
        ),
    ),
    Problem(
        r"and so on|chessboard|fold(?:ed|s|ing)?|chain letters?|ancestors?|generations?|(?:twice"
        r"|three times|half) as (?:many|much) on (?:each|every|the)",
        r"grains?|paper|rice|day|each|total|altogether|times",
        "A chain letter goes to 3 people, each of them sends it to 3 new ones, and so on. How "
        "many letters are sent in the 5th round?",
        program="""\
letters = 3**5  # times 3 in each round
print(f"{letters} letters are sent in the 5th round.")""",
        function="""\
def answer():
    letters = 1
    for _ in range(5):
        letters *= 3
    return letters""",
        answer="243",
        needs=(
            (
                r"(?:doubl\w+|tripl\w+|twice as (?:many|much|thick)|three times as (?:many|much)"
                r"|half as (?:many|much)|each of (?:them|these|those|whom)|fold\w*)"
            ),
            (
                r"and so on|chessboard|fold\w*|chain|squares?|generations?|rounds?|each (?:next"
                r"|further|following) |ancestors?|(?:first|second) (?:square|day|field)"
            ),
            r"how (?:many|much|thick|often)|what",
        ),
    ),
    Problem(
        r"at least (?:one|once)|each (?:of|with|has)|independent\w*",
        r"fails?|hits?|rain\w*|days?|times|shots?|each|what",
        "Each of 3 lamps fails with a probability of 10 percent in a year. What is the "
        "probability in percent that at least one fails?",
        program="""\
none = (1 - 10 / 100) ** 3  # that not one fails
print(f"The probability is {100 * (1 - none):.4g} percent.")""",
        function="""\
def answer():
    none = Fraction(100 - 10, 100) ** 3
    return float(100 * (1 - none))""",
        answer="27.1",
        needs=(
            r"probabilit\w+|chances?|likely|likelihood",
            r"at least (?:one|once)|not a single|none of",
            r"(?:[\d.]+ ?%|percent|per cent|\d/\d|0\.\d+|one in \w+|1 in \d+)",
        ),
    ),
    Problem(
        r"(?:that|of) (?:both|neither|all (?:three|four))|both(?: \w+){1,4}\?"
        r"|neither(?: \w+){1,4}\?|independent\w*",
        r"with|and|what|other|hits?|works?",
        "Ann is on time with a probability of 90 percent and Bob with 80 percent. What is the "
        "probability in percent that both are on time?",
        program="""\
both = 90 / 100 * 80 / 100  # one and the other, which do not depend on each other
print(f"The probability is {100 * both:g} percent.")""",
        function="""\
def answer():
    both = Fraction(90, 100) * Fraction(80, 100)
    return 100 * both""",
        answer="72",
        needs=(
            r"probabilit\w+|chances?|likely|likelihood",
            (
                r"(?:[\d.]+ ?%|percent|per cent|0\.\d+|\d/\d)(?=.*(?:\d+%|percent|per cent"
                r"|0\.\d+|\d/\d))"
            ),
            r"both|all (?:three|four|two|of them)|neither|exactly one|and then|in a row",
        ),
    ),
    Problem(
        r"(?:false|wrongly|falsely) (?:positive|alarms?|flagged|marked)|(?:tests?"
        r"|tested) positive|positive (?:test|result|ones)|of the (?:healthy|good|honest)",
        r"healthy|probability|chance|really|percent|%|how likely|what",
        "Of 1,000 people 20 are ill. A test finds 90 percent of the ill, and is wrongly positive "
        "in 5 percent of the healthy. What percentage of the positive ones are ill?",
        program="""\
ill = 20 * 90 / 100
healthy = (1000 - 20) * 5 / 100
print(f"{100 * ill / (ill + healthy):.4g} percent of the positive ones are ill.")""",
        function="""\
def answer():
    positive_ill = Fraction(20 * 90, 100)
    positive_healthy = Fraction((1000 - 20) * 5, 100)
    return round(float(100 * positive_ill / (positive_ill + positive_healthy)), 2)""",
        answer="26.87",
        needs=(
            r"tests?|tested|detector|alarm|filter",
            r"positives?|alarm|false|wrongly|flagg\w+|marks?",
            r"(?:[\d.]+ ?%|percent|per cent)",
            (
                r"ill|sick|diseases?|infected|faulty|defective|spam|fraud\w*|condition"
                r"|burglar\w*|have it|has it"
            ),
        ),
    ),
    Problem(
        r"expect\w+ (?:value|win\w*|gain|loss|profit|payout|return)|on average|in the long run"
        r"|fair (?:price|game)",
        r"prize|ticket|costs?|stake|euros?|each|game",
        "A wheel pays 5 euros with a probability of 10 percent and 1 euro with 30 percent, else "
        "nothing. A spin costs 1 euro. What does one lose on average per spin in euros?",
        program="""\
gain = 5 * 10 / 100 + 1 * 30 / 100  # each prize by its probability
print(f"One loses {1 - gain:.4g} euros on average.")""",
        function="""\
def answer():
    gain_euros = 5 * Fraction(10, 100) + 1 * Fraction(30, 100)
    return float(1 - gain_euros)""",
        answer="0.2",
        needs=(
            r"on average|expect\w*|in the long run|fair",
            r"(?:win|wins|pays?|prizes?|gets?|lose|loses|payout|loss|worth)",
            (
                r"probabilit\w+|chances?|\d+ (?:tickets|blanks)|lottery|raffle|dice|die|roulette"
                r"|wheel|coin|tickets"
            ),
        ),
    ),
    Problem(
        r"(?:lotto|lottery|jackpot)(?=.*\b(?:right|numbers|jackpot|all|balls))|all (?:five|six"
        r"|three|four|\d+)(?: numbers| right| correct)?",
        r"numbers?|ticket|drawn|draws?|win\w*|correct",
        "A lottery draws 5 of 20 numbers. What is the probability that one ticket has all 5 right?",
        program="""\
from math import comb

print(f"The probability is 1/{comb(20, 5)}.")  # one of all choices""",
        function="""\
def answer():
    return Fraction(1, comb(20, 5))""",
        answer="1/15504",
        needs=(
            r"lotter\w+|lotto|jackpot|raffle",
            r"(?:\d+|five|six|seven|three|four) (?:out of|from|of|numbers|balls)",
            (
                r"probabilit\w+|chances?|likely|odds|how many (?:different )?(?:lotto "
                r"|lottery )?(?:tickets|combinations|ways|possible)"
            ),
        ),
    ),
    Problem(
        r"(?:costs?|weigh\w*|is|pays?|paid)(?: exactly| just)? (?:[\d.]+|one|ten|two"
        r"|five) ?(?:euros?|dollars?|pounds?|cents?|kg|g|kilos?)? (?:more|dearer|heavier"
        r"|longer) than|together",
        r"ball|bat|bottle|cork|how|what|euros?",
        "A rope and a hook cost 11 euros, and the rope costs 10 euros more than the hook. What "
        "does the hook cost in euros?",
        program="""\
from sympy import Eq, solve, symbols

hook = symbols("hook")
found = solve(Eq(hook + (hook + 10), 11), hook)[0]
print(f"The hook costs {float(found):g} euros.")""",
        function="""\
def answer():
    twice_the_hook_euros = 11 - 10
    return twice_the_hook_euros / 2""",
        answer="0.5",
        needs=(
            (
                r"(?:together|altogether|in total|in all|and (?:a|an|its|the|his"
                r"|her) \w+ (?:cost|costs|weigh\w*|is|are))"
            ),
            (
                r"(?:[\d.]+|one|ten|two|five) ?(?:euros?|dollars?|pounds?|cents?|kg|g|kilos?|lbs"
                r"|francs?|cm|m)? (?:\w+ )?(?:more|heavier|dearer|longer) than"
            ),
            r"(?:costs?|weigh\w*|price|pay|pays|paid)",
            r"what|how much",
        ),
    ),
    Problem(
        r"(?:gets?|got|getting) (?:off|on|out)|(?:first|second|third|next|last) (?:stop|station"
        r"|floor)|passengers?|at the (?:start|beginning)",
        r"now|start\w*|people|half|first|then",
        "A bus starts with some passengers. At the first stop half of them get off and 4 get on, "
        "at the second 6 get off and 10 get on. Now there are 22. How many were there at the "
        "start?",
        program="""\
people = 22
people = people - 10 + 6  # backwards: who got on is taken off again
people = (people - 4) * 2
print(f"There were {people} at the start.")""",
        function="""\
def answer():
    after_first = 22 - 10 + 6
    return (after_first - 4) * 2""",
        answer="28",
        needs=(
            (
                r"(?:gets?|got|getting) (?:off|on|out|in)|(?:board\w*|alight\w*|leave|left"
                r"|step\w*) ?(?:off|on|out|in)?"
            ),
            r"bus|tram|train|ferry|lift|elevator|boat|coach|metro",
            r"how many",
            r"stops?|stations?|floors?",
        ),
    ),
)
"""What several marks, terms, or chances make together."""
