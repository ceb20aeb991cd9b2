"""Worked riddles: jugs, scales, tournaments, queues, clubs, stairs, codes, digits of pages."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

RIDDLES = (
    Problem(
        r"measur\w+|pour(?:s|ed|ing|ings)?|exactly (?:\d+|one|two|four|six) (?:litres?|l"
        r"|gallons?|pints?)",
        r"fill\w*|empty|tap|well|water|steps|at least|least|fewest",
        "With jugs of 3 and 8 litres and a tap, 4 litres are to be measured. How many steps "
        "(fill, empty or pour) does it take at least?",
        program="""\
sizes, wanted = (3, 8), 4
steps, seen = 0, {(0, 0)}
while not any(wanted in jugs for jugs in seen):
    steps += 1
    for a, b in list(seen):
        to_b, to_a = min(a, sizes[1] - b), min(b, sizes[0] - a)  # what can be poured
        seen |= {(sizes[0], b), (a, sizes[1]), (0, b), (a, 0)}
        seen |= {(a - to_b, b + to_b), (a + to_a, b - to_a)}
print(f"It takes {steps} steps.")""",
        function="""\
def answer():
    small, large, wanted = 3, 8, 4
    steps, seen = 0, {(0, 0)}
    while not any(wanted in jugs for jugs in seen):
        steps += 1
        for a, b in list(seen):
            to_b, to_a = min(a, large - b), min(b, small - a)
            seen |= {(small, b), (a, large), (0, b), (a, 0)}
            seen |= {(a - to_b, b + to_b), (a + to_a, b - to_a)}
    return steps""",
        answer="10",
        needs=(
            r"jugs?|jars?|buckets?|cans?|jerrycans?|bottles?|vessels?|pails?|containers?|pots?",
            (
                r"(?:\d+|three|five|four|seven|eight|nine)(?:[- ]?(?:litres?|l|gallons?|pints?"
                r"|liters?))?(?: jugs?| buckets?| jars?| cans?)? and (?:\w+ )*?(?:\d+|three|five"
                r"|four|seven|eight|nine|eleven)[- ]?(?:litres?|l|gallons?|pints?|liters?)?"
            ),
            r"measur\w+|exactly|get|have|obtain",
            r"steps|moves|pour\w*|times",
            r"(?:how (?:many|often|can|do)|fewest|least)",
        ),
    ),
    Problem(
        r"weighings?|(?:lighter|heavier) than the (?:others|rest)|balance scales?|pan balance"
        r"|counterfeit|fake",
        r"at least|sure|certain|find|others|needed|identical",
        "Of 27 rings one is lighter than the others. How often must one use a balance at least "
        "to be sure to find it?",
        program="""\
weighings = 0
while 3**weighings < 27:  # each one tells which of three parts it is in
    weighings += 1
print(f"It must be used {weighings} times.")""",
        function="""\
def answer():
    weighings = 0
    while 3**weighings < 27:
        weighings += 1
    return weighings""",
        answer="3",
        needs=(
            r"balance|scales?|weigh\w*|pan balance",
            r"(?:lighter|heavier|fake|counterfeit|false|odd)",
            (
                r"coins?|rings?|balls?|pearls?|marbles?|bars?|bags?|boxes|nuggets?|keys?|cookies"
                r"|one of|of \d+"
            ),
            (
                r"how (?:many|often)|(?:fewest|least|smallest"
                r"|minimum) (?:number of )?(?:weighings|times)"
            ),
        ),
    ),
    Problem(
        r"knock-?out|eliminat\w+|(?:loser|loses|losers)(?=.*\bout)|rounds?|cup",
        r"tournament|winner|champion|final|played",
        "In a knockout cup of 64 players, how many matches are played until the winner is known, "
        "and in how many rounds?",
        program="""\
matches, rounds, players = 0, 0, 64
while players > 1:
    rounds += 1
    matches += players // 2  # each match removes one
    players -= players // 2
print(f"{matches} matches are played in {rounds} rounds.")""",
        function="""\
def answer():
    matches = 64 - 1  # all but the winner lose one
    rounds = ceil(math.log2(64))
    return f"{matches} matches are played in {rounds} rounds\"""",
        answer="63 matches are played in 6 rounds",
        needs=(
            (
                r"knock-?out|(?:loser|losers|defeated|who loses|loses) (?:is|are|goes|go|drops?"
                r"|leaves?|of)(?: \w+)? ?(?:out|home|eliminated)?|eliminat\w+"
                r"|single[- ]elimination|cup"
            ),
            r"(?:matches|games|rounds|duels|fights)",
            r"(?:how many|number of|how often)",
            (
                r"(?:teams?|players?|clubs?|entrants|fencers|boxers|competitors|pupils|people"
                r"|wrestlers|debaters)"
            ),
        ),
    ),
    Problem(
        r"from (?:the )?(?:front|back|behind|left|right|top|bottom|end|start|beginning|last"
        r"|both)|(?:in front of|behind|between) (?:me|him|her|them)",
        r"people|stand|place|pupils|children|books|there",
        "In a queue Ana is 14th from the front and 9th from the back. How many people are in it?",
        program="""\
people = 14 + 9 - 1  # she is counted from both ends
print(f"There are {people} people in it.")""",
        function="""\
def answer():
    in_front, behind = 14 - 1, 9 - 1
    return in_front + 1 + behind""",
        answer="22",
        needs=(
            r"(?:queue|line|row|rank\w*|race|list|column|class|train|shelf)",
            (
                r"(?:\d+(?:st|nd|rd|th)|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
                r"|twelfth)(?=.*(?:\d+(?:st|nd|rd|th)|third|fourth|fifth|sixth|seventh|eighth"
                r"|ninth|tenth|twelfth|last))"
            ),
            r"(?:from|counting from|counted from|in front|behind|before)",
            r"how many",
        ),
    ),
    Problem(
        r"round table|(?:in|around) a (?:circle|ring)|circular|rotat\w+|turn\w*",
        r"sit|seated|people|guests|friends|neighbours|differen\w+",
        "In how many ways can 7 knights sit at a round table, if turning all of them makes no "
        "difference?",
        program="""\
from math import factorial

print(f"There are {factorial(7 - 1)} ways.")  # one seat is fixed, the others are free""",
        function="""\
def answer():
    return factorial(7 - 1)""",
        answer="720",
        needs=(
            (
                r"round table|(?:in|around) a (?:circle|ring)|circular table|roundabout"
                r"|around (?:a|the) (?:table|fire|campfire)|bracelet|necklace"
            ),
            r"how many|number of",
            r"ways|arrang\w+|orders?|seat\w*|different|necklaces|bracelets",
        ),
    ),
    Problem(
        r"(?:pins?|codes?|passwords?|plates?|lock)(?=.*\b(?:digits|letters|wheels|characters))"
        r"|may (?:be )?repeat\w*|repetitions? (?:is |are )?allowed|any digits?|followed by"
        r"|then \w+ digits",
        r"possible|each|there|first|from|to",
        "A lock has 3 wheels with 8 digits each and then 2 wheels with 6 letters each. How many "
        "codes are there?",
        program="""\
codes = 8**3 * 6**2  # each wheel is free
print(f"There are {codes} codes.")""",
        function="""\
def answer():
    codes_of_digits = 8**3
    codes_of_letters = 6**2
    return codes_of_digits * codes_of_letters""",
        answer="18432",
        needs=(
            (
                r"codes?|pins?|passwords?|lock|number ?plates?|licen[cs]e plates?|combinations?"
                r"|serial numbers?|padlock|keypad"
            ),
            r"digits?|letters?|characters?|symbols?|wheels?|rings",
            r"how many|number of|what is the chance|how long",
            (
                r"\A(?!.*\b(?:no|without|not|different|distinct|none|once) ?(?:digit|letter"
                r"|number|repe\w+|digits|letters|be repeated|twice)?\b.*\b(?:repeat\w*"
                r"|repetition|twice|different (?:digits|letters)|once))\w+"
            ),
        ),
    ),
    Problem(
        r"anagrams?|letters of(?: the (?:word|name))?|letters in|rearrang\w+|word [A-Z]{3,}",
        r"different|all|made|formed|of",
        "How many different words can be made of all the letters of BANANA?",
        program="""\
from collections import Counter
from math import factorial, prod

counts = Counter("BANANA").values()
words = factorial(len("BANANA"))
words //= prod(factorial(n) for n in counts)  # equal letters may be swapped
print(f"{words} words can be made.")""",
        function="""\
def answer():
    return len(set(permutations("BANANA")))""",
        answer="60",
        needs=(
            r"letters? (?:of|in)|word [A-Z]{3,}|anagrams?|from [A-Z]{4,}",
            r"how many|number of",
            r"arrang\w+|anagrams?|words?|ways|orders?|rearrang\w+",
        ),
    ),
    Problem(
        r"shortest (?:ways|paths|routes)|grid|blocks?(?: \w+)? (?:east|north|right|up|west"
        r"|south)|only (?:right|up|down|east|north)",
        r"corner|different|walk|move|north|east",
        "A town has streets as a grid. From a corner one goes 4 blocks east and 3 blocks north. "
        "How many shortest ways are there?",
        program="""\
from math import comb

print(f"There are {comb(4 + 3, 3)} ways.")  # which 3 of the 7 blocks lead north""",
        function="""\
def answer():
    return comb(4 + 3, 3)""",
        answer="35",
        needs=(
            r"grid|blocks?|squares?|streets?|chessboard|lattice|board|fields?",
            (
                r"(?:east|west|right|left)(?=.*\b(?:north|south|up|down\w*))|(?:north|south|up"
                r"|down\w*)(?=.*\b(?:east|west|right|left))|shortest (?:ways|paths|routes)"
                r"|only (?:right|up|down|east)"
            ),
            (
                r"how many (?:\w+ ){0,3}(?:ways|paths|routes)|number of (?:\w+ )?(?:ways|paths"
                r"|routes)|in how many ways"
            ),
        ),
    ),
    Problem(
        r"(?:\d+|\w+) (?:\w+ )?(?:do |play |speak |have |like |are in )?both|neither"
        r"|in both (?:clubs|teams|groups)|at least one of|exactly one",
        r"of|people|pupils|play|speak|only|class|club",
        "Of 40 guests 24 drink coffee, 19 drink tea and 8 drink both. How many drink neither?",
        program="""\
at_least_one = 24 + 19 - 8  # who drinks both is counted once
print(f"{40 - at_least_one} drink neither.")""",
        function="""\
def answer():
    coffee_or_tea = 24 + 19 - 8
    return 40 - coffee_or_tea""",
        answer="5",
        needs=(
            r"both|neither|at least one",
            r"\d+(?=.*\b\d+.*\b\d+)",
            (
                r"neither|none|no (?:\w+ )?at all|exactly one|only one|nor|in both|do both"
                r"|(?:play|speak|have|like|drink|learn|read|own|take|eat|know|are|were"
                r"|in) (?:\w+ ){0,2}both|both (?:\w+){0,2}\?|not \w+ either|at least one"
            ),
            (
                r"\A(?!.*\b(?:probab\w+|chance|km/h|divi\w+|integers|water|cents?|euros?|age|old"
                r"|years|included|legs|wheels|times)\b)\w+"
            ),
            r"how many|what percent\w*",
        ),
    ),
    Problem(
        r"(?:one|1) or (?:two|2)(?: steps| stairs| rungs)?|at a time|at once"
        r"|one,? two(?:,)? or three",
        r"climb\w*|go|up|different|jump\w*|ways",
        "Stairs have 8 steps. Leo takes one or two steps at a time. In how many ways can he go up?",
        program="""\
ways = [1, 1]  # for no step and for one
while len(ways) <= 8:
    ways.append(ways[-1] + ways[-2])  # the last one was a single or a double step
print(f"He can go up in {ways[8]} ways.")""",
        function="""\
def answer():
    ways = [1, 1]
    for _ in range(8 - 1):
        ways.append(ways[-1] + ways[-2])
    return ways[8]""",
        answer="34",
        needs=(
            r"stairs?|steps?|staircase|stairway|ladder|rungs?|stones|squares|tiles",
            (
                r"(?:one|1|a single|single) (?:step |stair |rung |or |and )?(?:\w+ )?(?:or"
                r"|and) (?:two|2|three)(?: \w+)?|one,? two(?:,)? or three|single or double"
            ),
            r"how many (?:\w+ )?ways|in how many|number of (?:\w+ )?ways",
        ),
    ),
    Problem(
        r"magic (?:square|sum|constant)",
        r"row|column|diagonal|numbers|sum|by",
        "In a magic square of 5 by 5 stand the numbers 1 to 25. What is the sum of each row?",
        program="""\
print(f"The sum of each row is {sum(range(1, 25 + 1)) // 5}.")  # all are shared by 5 rows""",
        function="""\
def answer():
    all_numbers = sum(range(1, 25 + 1))
    return all_numbers // 5""",
        answer="65",
        needs=(
            r"magic (?:square|sum|constant)",
            r"\d+|\dx\d",
        ),
    ),
    Problem(
        r"how many digits|(?:digits?) (?:are |is |were |was )?(?:needed|printed|used|written"
        r"|typed|bought|required|painted)|number(?:ed|ing)? (?:the |all |its |of )?(?:pages"
        r"|houses|rooms|doors)|digit \d",
        r"from|to|book|pages?|printer|used|written|altogether",
        "The pages of a book are numbered from 1 to 250. How many digits are printed for that?",
        program="""\
digits = sum(len(str(page)) for page in range(1, 250 + 1))
print(f"{digits} digits are printed.")""",
        function="""\
def answer():
    return sum(len(str(page)) for page in range(1, 250 + 1))""",
        answer="642",
        needs=(
            r"pages?|houses?|number(?:ed|ing)|doors?|lockers?|seats|rooms",
            r"digits?",
            r"how (?:many|often)|number of",
        ),
    ),
    Problem(
        r"(?:empt(?:y|ies)|wrappers?|caps?|stubs?|butts?|corks?)(?=.*\b(?:full|new|another|free"
        r"|fresh|whole))",
        r"in all|altogether|buy\w*|bought|at most|drink|total|bottles?",
        "For 4 empty bottles one gets a full one. How many can one drink in all after buying 16?",
        program="""\
drunk = empty = 16
while empty >= 4:
    new, rest = divmod(empty, 4)
    drunk += new
    empty = rest + new  # the new ones become empty too
print(f"One can drink {drunk}.")""",
        function="""\
def answer():
    drunk = empty = 16
    while empty >= 4:
        new, rest = divmod(empty, 4)
        drunk, empty = drunk + new, rest + new
    return drunk""",
        answer="21",
        needs=(
            r"empt(?:y|ies)|wrappers?|caps?|stubs?|butts?|ends|vouchers?|corks?",
            r"(?:for|exchang\w+|bring\w*|return\w*|trade\w*|swap\w*|mak(?:e|es|ing)|get|gets)",
            r"(?:full|new|another|free|one more|fresh|whole)",
            r"how many",
        ),
    ),
    Problem(
        r"ways(?: \w+){0,4} (?:pay|paid|chang\w+|make|made|give|given|get|buy|bought)|(?:coins"
        r"|notes|stamps) of \d+|coins?",
        r"exactly|cents|only|using|with|change",
        "In how many ways can 30 cents be paid with coins of 5, 10 and 20 cents?",
        program="""\
ways = 0
for twenties in range(30 // 20 + 1):
    for tens in range(30 // 10 + 1):
        for fives in range(30 // 5 + 1):
            ways += 20 * twenties + 10 * tens + 5 * fives == 30
print(f"It can be paid in {ways} ways.")""",
        function="""\
def answer():
    counts = product(range(30 // 5 + 1), range(30 // 10 + 1), range(30 // 20 + 1))
    return sum(1 for a, b, c in counts if 5 * a + 10 * b + 20 * c == 30)""",
        answer="6",
        needs=(
            r"(?:in )?how many (?:different )?ways|number of (?:different )?ways",
            r"coins?|notes?|stamps?|cents?|euros?|boxes|packs?|bags|weights?|bills?",
            (
                r"(?:with|of|from|using|in)(?=.*\d+(?:,| and| or) ?\d+)|\d+(?:-cent)?(?:,| and"
                r"| or) (?:\w+ )?\d+"
            ),
            r"pay|paid|make|made|chang\w+|buy|bought|give|given|sum|total|worth|weigh\w*|get",
        ),
    ),
)
"""What is counted, weighed or poured until it comes out."""
