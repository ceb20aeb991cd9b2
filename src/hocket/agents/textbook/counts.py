"""Worked problems on counting: pairs, orders, choices, chances, remainders, both ends."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

COUNTS = (
    Problem(
        r"handshakes?|shakes? hands?|hugs?|hugged|every(?:body|one) else once|clink\w*"
        r"|each other(?: once)?|every (?:pair|two|other (?:one"
        r"|team|player|guest|person))|with (?:each|every)(?: of the)? others?",
        r"once|how many|everyone|each|people|guests|teams?|games?|lines?|roads?|points|glasses",
        "Each of 9 towns is joined to each other one by a road. How many roads are there?",
        program="""\
from itertools import combinations

roads = len(list(combinations(range(9), 2)))  # a pair counts once
print(f"There are {roads} roads.")""",
        function="""\
def answer():
    return comb(9, 2)""",
        answer="36",
    ),
    Problem(
        r"(?:plays?|meets?|writes?)(?=.*\b(?:twice|home and away|two (?:games|matches)"
        r"|return (?:match|leg)))|first and second (?:leg|half of the season)|leagues?|round robin",
        r"twice|teams?|players?|matches|games|season|each|other|how many|against",
        "Six players play twice against each other. How many games do they play?",
        program="""\
from itertools import permutations

games = len(list(permutations(range(6), 2)))  # each pair in both orders: twice
print(f"They play {games} games.")""",
        function="""\
def answer():
    pairs = comb(6, 2)
    return 2 * pairs""",
        answer="30",
    ),
    Problem(
        r"different (?:orders?|words|numbers|codes|ways)|digit (?:may|can|is) be repeated|arrang\w+"
        r"|no (?:digit|letter"
        r"|number)(?: \w+)? repeat\w*|without repetition|permutations?|in how many orders|line up",
        r"how many|digits?|letters?|from|made|formed|different|places|repeat\w*|first|seats?|rows?",
        "How many words of 3 different letters can be made of A, B, C, D and E?",
        program="""\
from itertools import permutations

words = len(list(permutations("ABCDE", 3)))  # the order matters, no letter twice
print(f"{words} words can be made.")""",
        function="""\
def answer():
    return math.perm(5, 3)  # the order matters, no letter twice""",
        answer="60",
    ),
    Problem(
        r"committees?|chosen from|choose (?:\w+ )?(?:from|out of|of)|select\w*|picks?(?=.*\bways)"
        r"|combinations?|teams? of \d+|how many (?:groups|teams|hands|choices)",
        r"how many|ways|out of|from|people|members|toppings|order does not matter|of \d+",
        "In how many ways can a team of 3 be chosen from 8 people?",
        program="""\
from math import comb

print(f"There are {comb(8, 3)} ways.")  # the order does not matter""",
        function="""\
def answer():
    return len(list(combinations(range(8), 3)))""",
        answer="56",
    ),
    Problem(
        r"outfits?|menus?|(?:shirts?|trousers|starters?|desserts?|main (?:courses?|dishes))"
        r"(?=.*\bhow many)|how many (?:different )?(?:outfits|menus|meals|license plates|passwords"
        r"|pins)",
        r"and|different|how many|combin\w+|shirts?|each|one of each|pairs?|choices",
        "With 4 hats, 3 scarves and 2 coats, how many different outfits are there, one of each?",
        program="""\
outfits = 4 * 3 * 2  # each choice with each of the others
print(f"There are {outfits} outfits.")""",
        function="""\
def answer():
    return len(list(product(range(4), range(3), range(2))))""",
        answer="24",
    ),
    Problem(
        r"dice|die|coins? (?:is|are) (?:thrown|tossed|flipped)|(?:throws?|toss\w*|flips?|rolls?)"
        r"(?=.*\b(?:probab\w+|chance|likely))|wheel of fortune",
        r"probability|chance|likely|fraction|sum|heads?|tails?|sixes|thrown|at least|exactly",
        "Two dice are thrown. What is the probability that the product of the two is 12?",
        program="""\
from fractions import Fraction
from itertools import product

cases = list(product(range(1, 7), repeat=2))
good = [case for case in cases if case[0] * case[1] == 12]
print(f"The probability is {Fraction(len(good), len(cases))}.")""",
        function="""\
def answer():
    throws = list(product(range(1, 7), repeat=2))
    good = sum(1 for one, two in throws if one * two == 12)
    return Fraction(good, len(throws))""",
        answer="1/9",
    ),
    Problem(
        r"(?:draws?|drawn|taken|takes?|pulls?|picks?|picked|without (?:putting|looking|replac\w+))"
        r"(?=.*\b(?:probab\w+|chance|likely))|(?:probab\w+|chance)(?=.*\b(?:draws?|drawn|picks?"
        r"|picked|taken))|urn|deck of cards",
        r"probability|chance|balls?|socks?|cards?|red|blue|same colour|both|bag|box|black|white",
        "A box has 3 white and 5 black buttons. Two are taken out. What is the probability that "
        "they have the same colour?",
        program="""\
from fractions import Fraction
from itertools import combinations

box = ["white"] * 3 + ["black"] * 5
pairs = list(combinations(box, 2))  # two different buttons, none put back
good = [pair for pair in pairs if pair[0] == pair[1]]
print(f"The probability is {Fraction(len(good), len(pairs))}.")""",
        function="""\
def answer():
    pairs = comb(3 + 5, 2)
    good = comb(3, 2) + comb(5, 2)
    return Fraction(good, pairs)""",
        answer="13/28",
    ),
    Problem(
        r"(?:to be|be|is|are) (?:sure|certain)|for certain|guarante\w+|in the dark|worst case"
        r"|blindfold\w*|at least how many",
        r"socks?|gloves?|colou?rs?|drawer|how many|must|pair|same|take|draw|balls?",
        "A box has 8 red, 8 green and 8 grey gloves. How many must one take out to be sure of 3 of "
        "one colour?",
        program="""\
gloves = {"red": 8, "green": 8, "grey": 8}
without = sum(min(count, 3 - 1) for count in gloves.values())  # the worst case: 2 of each
print(f"One must take out {without + 1} gloves.")""",
        function="""\
def answer():
    gloves, wanted = [8, 8, 8], 3
    worst = sum(min(count, wanted - 1) for count in gloves)
    return worst + 1""",
        answer="7",
    ),
    Problem(
        r"remainders?|leaves? (?:a )?(?:remainder|\d+)|remain \d+|in rows of \d+|(?:are|is|remain"
        r"|stay\w*) left(?: over)?(?=.*\b(?:smallest|least|groups|rows|packs?|box\w*))|left over"
        r"|divided by|in (?:twos|threes|fours|fives|sixes|sevens|eights|nines|tens|dozens)",
        r"smallest|least|divi\w+|number|packs?|rows?|groups?|by \d+|how many|fewer than|more than",
        "What is the smallest number of marbles of which 2 are left over if they are put in fives, "
        "and 3 if they are put in sevens?",
        program="""\
marbles = 1
while not (marbles % 5 == 2 and marbles % 7 == 3):
    marbles += 1
print(f"There are {marbles} marbles.")""",
        function="""\
def answer():
    for marbles in range(1, 100000):
        if marbles % 5 == 2 and marbles % 7 == 3:
            return marbles""",
        answer="17",
    ),
    Problem(
        r"(?:after|in) how many (?:days|seconds|minutes|hours|years|weeks|steps|metres)"
        r"(?=.*\b(?:again|together|same time|coincide|next))|(?:flash|blink|ring|turn|beep)\w*"
        r"(?=.*\b(?:together|same time|again))|(?:again|next) (?:at the same time|together|both)",
        r"every|both|all|again|seconds|third|same time|at once|just|days|simultaneous\w*",
        "Three wheels turn once in 6, 8 and 20 seconds and start together. After how many seconds "
        "are they all at the start again?",
        program="""\
from math import lcm

print(f"After {lcm(6, 8, 20)} seconds.")  # the smallest number that all of them divide""",
        function="""\
def answer():
    seconds = 1
    while any(seconds % turn != 0 for turn in (6, 8, 20)):
        seconds += 1
    return seconds""",
        answer="120",
    ),
    Problem(
        r"as (?:long|large|big) as possible|(?:largest|longest) possible|(?:greatest|most)"
        r"(?=.*\b(?:equal|same|identical|pieces|square|without))|(?:equal|identical|equally long"
        r"|same) (?:\w+ )?(?:pieces|groups|bags|bunches|squares|packs|parts)",
        r"cut|pieces|equal|nothing|left|ribbons?|ropes?|boards?|how (?:many|long)|each|largest",
        "Ribbons of 84 cm and 60 cm are cut into equal pieces as long as possible, and nothing is "
        "left. How many pieces are there?",
        program="""\
from math import gcd

piece = gcd(84, 60)  # the largest length that divides both
print(f"There are {84 // piece + 60 // piece} pieces.")""",
        function="""\
def answer():
    piece_cm = max(n for n in range(1, 60 + 1) if 84 % n == 0 and 60 % n == 0)
    return 84 // piece_cm + 60 // piece_cm""",
        answer="12",
    ),
    Problem(
        r"divisible|multiples?|(?:how many|sum of (?:all|the)) (?:\w+ )?(?:numbers|integers"
        r"|primes)|how many times does the digit",
        r"from \d+|between|below|under|up to|to \d+|or|both|neither|not|digits?|contain\w*|sum",
        "How many numbers from 1 to 200 are divisible by 6 or by 8?",
        program="""\
count = sum(1 for n in range(1, 200 + 1) if n % 6 == 0 or n % 8 == 0)
print(f"There are {count} such numbers.")""",
        function="""\
def answer():
    good = [n for n in range(1, 200 + 1) if n % 6 == 0 or n % 8 == 0]
    return len(good)""",
        answer="50",
    ),
    Problem(
        r"(?:from|between) (?:page|number|no\.?|row|house|room|floor|line|week|stop|chapter)s? \d+"
        r"|pages?|numbered|numbers \d+ to \d+|(?:house|seat|ticket) numbers",
        r"to|until|through|both|includ\w+|inclusive\w*|how many|read|from|last|first",
        "Tickets are numbered from 148 to 305. How many tickets are there, the first and the last "
        "one included?",
        program="""\
count = 305 - 148 + 1  # both ends count
print(f"There are {count} tickets.")""",
        function="""\
def answer():
    return len(range(148, 305 + 1))""",
        answer="158",
    ),
)
"""What is counted by trying all, by pairs, or with both ends."""
