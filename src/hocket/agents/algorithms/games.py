"""Games of cards, dice and guesses."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

GAMES = (
    Algorithm(
        "rock paper scissors",
        r"rock\W+(?:or |and |beats )?paper|paper\W+(?:or |and )?scissors|scissors (?:cuts?"
        r"|beats?)|lizard,? (?:and |or )?spock",
        r"winner|beats",
        "Write rps.py with winner(first, second): each of two players shows 'rock', 'paper' or "
        "'scissors', in any case. Return 1 or 2 for the player who wins, 0 for a draw. ValueError "
        "for anything else.",
        """\
BEATS = {"rock": "scissors", "paper": "rock", "scissors": "paper"}


def winner(first, second):
    first, second = first.strip().lower(), second.strip().lower()
    for shown in (first, second):
        if shown not in BEATS:
            raise ValueError(f"neither rock, paper nor scissors: {shown}")
    if first == second:
        return 0
    return 1 if BEATS[first] == second else 2""",
    ),
    Algorithm(
        "hangman",
        r"hangman|hang man|gallows|guess\w* (?:the |a )?(?:secret )?(?:word|letters?)(?=.*\b"
        r"(?:wrong|lives|attempts|masked|underscores?|hidden|lost|letters?)\b)",
        r"guess|lives",
        "Write hangman.py with class Hangman(word, lives=6). guess(letter) returns whether the "
        "letter is in the word; a wrong letter costs a life, the same letter again costs nothing. "
        "masked() shows the word with '_' for letters not guessed yet. state() is 'won', 'lost' "
        "or 'open'. ValueError if the guess is not one letter or the game is over.",
        """\
class Hangman:
    def __init__(self, word, lives=6):
        self.word = word.lower()
        self.lives = lives
        self.guessed = set()

    def guess(self, letter):
        letter = letter.lower()
        if len(letter) != 1 or not letter.isalpha():
            raise ValueError("guess one letter")
        if self.state() != "open":
            raise ValueError("the game is over")
        right = letter in self.word
        if letter not in self.guessed and not right:
            self.lives -= 1
        self.guessed.add(letter)
        return right

    def masked(self):
        return "".join(
            letter if letter in self.guessed or not letter.isalpha() else "_"
            for letter in self.word
        )

    def state(self):
        if self.masked() == self.word:
            return "won"
        return "lost" if self.lives <= 0 else "open\"""",
    ),
    Algorithm(
        "blackjack",
        r"black ?jack|(?:cards?|hand|game)(?=.*\btwenty[- ]?one\b)"
        r"|twenty[- ]?one(?=.*\b(?:cards?|hand|aces?)\b)|an ace(?=.*\b(?:11|eleven)\b)"
        r"|aces(?=.*\b(?:11|eleven)\b)",
        r"aces?|bust",
        "Write blackjack.py with value(hand): the value of a hand of cards such as ['A', '10', "
        "'K']. Number cards count their number, J, Q and K count 10, an ace counts 11 or 1, "
        "whatever is best without going over 21. is_blackjack(hand) is True for 21 with two cards. "
        "ValueError for an unknown card.",
        """\
def value(hand):
    total = 0
    for card in hand:
        if card == "A":
            total += 1
        elif card in ("J", "Q", "K"):
            total += 10
        elif card in ("2", "3", "4", "5", "6", "7", "8", "9", "10"):
            total += int(card)
        else:
            raise ValueError(f"unknown card: {card}")
    # at most one ace can count 11: two would be 22
    if "A" in hand and total + 10 <= 21:
        total += 10
    return total


def is_blackjack(hand):
    return len(hand) == 2 and value(hand) == 21


def is_bust(hand):
    return value(hand) > 21""",
    ),
    Algorithm(
        "poker hand",
        r"poker|royal flush|straight flush|full house(?=.*\b(?:flush|straight|hand)\b)|(?:three"
        r"|four) of a kind(?=.*\b(?:flush|straight|hand|cards?)\b)|two pairs?(?=.*\b(?:flush"
        r"|straight|hand)\b)",
        r"flush|pair",
        "Write poker.py with rank(hand): the name of a poker hand of five cards such as '10H' or "
        "'AS' (value 2 to 10, J, Q, K, A, then suit): 'straight flush', 'four of a kind', 'full "
        "house', 'flush', 'straight', 'three of a kind', 'two pairs', 'one pair' or 'high card'. "
        "An ace is high, or low in A 2 3 4 5. ValueError if there are not five different cards.",
        """\
VALUES = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A"]


def rank(hand):
    if len(set(hand)) != 5:
        raise ValueError("a hand has five different cards")
    places = sorted(VALUES.index(card[:-1]) for card in hand)
    flush = len({card[-1] for card in hand}) == 1
    low_ace = places == [0, 1, 2, 3, 12]
    straight = low_ace or places == list(range(places[0], places[0] + 5))
    counts = sorted((places.count(place) for place in set(places)), reverse=True)
    if straight and flush:
        return "straight flush"
    if counts == [4, 1]:
        return "four of a kind"
    if counts == [3, 2]:
        return "full house"
    if flush:
        return "flush"
    if straight:
        return "straight"
    names = {3: "three of a kind", 2: "one pair", 1: "high card"}
    return "two pairs" if counts == [2, 2, 1] else names[counts[0]]""",
    ),
    Algorithm(
        "yahtzee",
        r"yahtzee|yatzy|kniffel|yacht (?:score|dice|game)|(?:small|large) straight"
        r"|(?:five|5) dice(?=.*\b(?:categor\w+|scores?|points|straight)\b)",
        r"dice|category",
        "Write yahtzee.py with score(dice, category) for five dice: 'ones' to 'sixes' give the sum "
        "of the dice with that number, 'three of a kind', 'four of a kind' and 'chance' the sum of "
        "all dice, 'full house' 25, 'small straight' (four in a row) 30, 'large straight' 40, "
        "'yahtzee' 50; 0 if the dice do not fit. ValueError for other dice or categories.",
        """\
NUMBERS = ["ones", "twos", "threes", "fours", "fives", "sixes"]


def has_run(dice, length):
    return any(set(range(low, low + length)) <= set(dice) for low in range(1, 8 - length))


def score(dice, category):
    if len(dice) != 5 or any(die not in range(1, 7) for die in dice):
        raise ValueError("five dice from 1 to 6 are needed")
    most = max(dice.count(die) for die in dice)
    if category in NUMBERS:
        number = NUMBERS.index(category) + 1
        return number * dice.count(number)
    if category == "chance":
        return sum(dice)
    if category == "three of a kind":
        return sum(dice) if most >= 3 else 0
    if category == "four of a kind":
        return sum(dice) if most >= 4 else 0
    if category == "full house":
        return 25 if sorted(dice.count(die) for die in set(dice)) == [2, 3] else 0
    if category == "small straight":
        return 30 if has_run(dice, 4) else 0
    if category == "large straight":
        return 40 if has_run(dice, 5) else 0
    if category == "yahtzee":
        return 50 if most == 5 else 0
    raise ValueError(f"unknown category: {category}")""",
    ),
    Algorithm(
        "wordle",
        r"wordle|(?:green|yellow)(?=.*\b(?:guess\w*|letters?)\b)(?=.*\b(?:gr[ae]y|yellow|green)\b)"
        r"(?=.*\b(?:words?|letters?)\b)|letters?(?=.*\b(?:wrong (?:place|position|spot)|right place"
        r"|correct (?:place|position|spot))\b)",
        r"guess|green",
        "Write wordle.py with feedback(secret, guess) for two words of one length: a text with 'G' "
        "for each letter in the right place, 'Y' for a letter that is elsewhere in the secret, "
        "'-' for the others. A letter is marked at most as often as the secret has it. Case does "
        "not matter. ValueError if the lengths differ.",
        """\
def feedback(secret, guess):
    secret, guess = secret.lower(), guess.lower()
    if len(secret) != len(guess):
        raise ValueError("the words must be of one length")
    marks = ["-"] * len(guess)
    left = list(secret)
    for place, letter in enumerate(guess):  # first all that are in place: they use up letters
        if secret[place] == letter:
            marks[place] = "G"
            left.remove(letter)
    for place, letter in enumerate(guess):
        if marks[place] == "-" and letter in left:
            marks[place] = "Y"
            left.remove(letter)
    return "".join(marks)""",
    ),
    Algorithm(
        "mastermind",
        r"master ?mind|bulls (?:and|&) cows|cows (?:and|&) bulls|(?:black|white) pegs?"
        r"|(?:secret )?(?:code|colou?rs?)(?=.*\bguess\w*\b)(?=.*\b(?:wrong|right|correct) (?:place"
        r"|position|spot)s?\b)",
        r"pegs|code",
        "Write mastermind.py with feedback(code, guess): both are lists of colors of one length. "
        "Return (black, white): black counts colors in the right place, white counts colors that "
        "are in the code at another place; each color of the code counts once. ValueError if the "
        "lengths differ.",
        """\
def feedback(code, guess):
    if len(code) != len(guess):
        raise ValueError("code and guess must be of one length")
    black = sum(color == guessed for color, guessed in zip(code, guess))
    # colors that both have, wherever they stand: as often as the one with fewer has it
    both = sum(min(code.count(color), guess.count(color)) for color in set(code))
    return black, both - black""",
    ),
    Algorithm(
        "dice notation",
        r"dice (?:notation|expressions?|string)|\d+d(?:4|6|8|10|12|20)(?: ?[+-] ?\d+)?"
        r"|d20|NdM|role[- ]playing dice",
        r"dice|sides",
        "Write dice.py with roll(notation, seed): '2d6+3' means two dice of six sides and 3 added; "
        "'d20' is one die, the addition may be negative or missing. Return the total, the same for "
        "the same seed. ValueError for any other text.",
        """\
import random
import re


def roll(notation, seed):
    match = re.fullmatch(r"([0-9]*)d([0-9]+)([+-][0-9]+)?", notation.replace(" ", "").lower())
    if match is None:
        raise ValueError(f"not a roll of dice: {notation}")
    count = int(match[1] or 1)
    sides = int(match[2])
    if count < 1 or sides < 1:
        raise ValueError("at least one die with one side is needed")
    dice = random.Random(seed)
    return sum(dice.randint(1, sides) for _ in range(count)) + int(match[3] or 0)""",
    ),
    Algorithm(
        "snakes and ladders",
        r"snakes? (?:and|&|or) ladders?|chutes (?:and|&) ladders|ladders?(?=.*\bsnakes?\b)",
        r"dice|square",
        "Write ladders.py with play(rolls, jumps): a piece starts on square 0 and moves on by each "
        "roll. jumps is a dict from the foot of a ladder to its top and from the head of a snake "
        "to its tail. Square 100 must be reached exactly: a roll that leads beyond it is lost. "
        "Return the last square; rolls after 100 are not used. ValueError if a roll is not 1 to 6.",
        """\
def play(rolls, jumps):
    square = 0
    for roll in rolls:
        if roll not in range(1, 7):
            raise ValueError("a roll is 1 to 6")
        if square == 100:
            break
        if square + roll <= 100:
            square += roll
            square = jumps.get(square, square)
    return square""",
    ),
    Algorithm(
        "bingo",
        r"bingo|housie|tombola cards?",
        r"card|drawn",
        "Write bingo.py with class Card(rows): 5 rows of 5 numbers, None for the free middle. "
        "call(number) marks the number if the card has it and returns whether it does. has_bingo() "
        "is True if a row, a column or a diagonal is marked; the free cell counts as marked.",
        """\
class Card:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        self.called = {None}  # the free cell

    def call(self, number):
        has_it = any(number in row for row in self.rows)
        if has_it:
            self.called.add(number)
        return has_it

    def has_bingo(self):
        size = len(self.rows)
        lines = [list(row) for row in self.rows]
        lines += [list(column) for column in zip(*self.rows)]
        lines.append([self.rows[place][place] for place in range(size)])
        lines.append([self.rows[place][size - 1 - place] for place in range(size)])
        return any(all(number in self.called for number in line) for line in lines)""",
    ),
    Algorithm(
        "towers of Hanoi",
        r"towers? of hanoi|hanoi(?=.*\b(?:discs?|disks?|pegs?|rods?|towers?|solv\w+|moves)\b)",
        r"discs|pegs",
        "Write hanoi.py with moves(discs, start='A', spare='B', goal='C'): the moves of the Towers "
        "of Hanoi as a list of pairs (from, to). No discs need no moves; a negative number is a "
        "ValueError.",
        """\
def moves(discs, start="A", spare="B", goal="C"):
    if discs < 0:
        raise ValueError("the number of discs must not be negative")
    if discs == 0:
        return []
    return [
        *moves(discs - 1, start, goal, spare),  # all but the largest to the spare peg
        (start, goal),
        *moves(discs - 1, spare, start, goal),
    ]""",
    ),
    Algorithm(
        "dominoes",
        r"domino(?:e?s)?",
        r"stones|chain",
        "Write dominoes.py with chain(stones): put all stones, pairs of numbers that may be "
        "turned, into a closed chain: touching halves are the same, and so are the two outer "
        "halves. Return the chain as a list of pairs, or None if there is none; no stones give [].",
        """\
def chain(stones):
    if not stones:
        return []
    first, *others = stones
    return extend([first], others)


def extend(placed, others):
    if not others:
        return placed if placed[0][0] == placed[-1][1] else None
    end = placed[-1][1]
    for place, (left, right) in enumerate(others):
        left_over = others[:place] + others[place + 1 :]
        for stone in ((left, right), (right, left)):
            if stone[0] == end:
                result = extend([*placed, stone], left_over)
                if result is not None:
                    return result
    return None""",
    ),
)
