"""Numbers in other writing: Roman, in words, in another base."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

NUMERALS = (
    Algorithm(
        "roman",
        r"roman (?:numerals?|numbers?|digits?|to|2)|(?:to|from|is|as|into|2) roman|roman(?:ize"
        r"|ise)\w*",
        r"numerals?|3999|arabic",
        "Write roman.py with to_roman(number) for whole numbers from 1 to 3999 and "
        "from_roman(text) for capital letters; both raise ValueError for anything else, so also "
        "for IIII, VX or IC.",
        """\
VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)


def to_roman(number):
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} is not between 1 and 3999")
    letters = ""
    for value, symbol in VALUES:
        letters += symbol * (number // value)
        number %= value
    return letters


def from_roman(text):
    number, rest = 0, text
    for value, symbol in VALUES:
        while rest.startswith(symbol):
            number += value
            rest = rest[len(symbol) :]
    # a number has one right spelling: what is written back must be the same
    if rest or not 1 <= number <= 3999 or to_roman(number) != text:
        raise ValueError(f"{text!r} is not a Roman numeral")
    return number""",
    ),
    Algorithm(
        "number_to_words",
        r"(?:numbers?|integers?|int|amounts?|figures?|prices?)(?: \w+)? (?:in|into|to"
        r"|as) (?:english )?words|(?:in|to) english words|spells? (?:out )?(?:an? "
        r"|the )?(?:whole )?(?:numbers?|integers?|amounts?)|number names?|num ?2 ?words",
        r"english|hundred",
        "Write spoken.py with in_words(number), which spells a whole number from 0 to 999999 out "
        'in English words, such as 342 as "three hundred forty-two" (ValueError for others).',
        """\
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number):
    if not 0 <= number <= 999_999:
        raise ValueError(f"{number} is not between 0 and 999999")
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
    if number < 1000:
        count, rest = divmod(number, 100)
        unit = "hundred"
    else:
        count, rest = divmod(number, 1000)
        unit = "thousand"
    words = f"{in_words(count)} {unit}"
    return f"{words} {in_words(rest)}" if rest else words""",
    ),
    Algorithm(
        "words_to_number",
        r"words? (?:in)?to (?:an? )?(?:numbers?|int(?:eger)?s?)|(?:numbers?|amounts?) (?:written"
        r"|given|spelled|spelt|typed)(?: out)? (?:in|as|with) (?:english )?words"
        r"|from words(?=.*\bnumber)|number words",
        r"english|hundred|read",
        'Write spoken.py with from_words(text): the number that English words such as "three '
        'hundred and forty-two" or "two thousand five" stand for, up to millions '
        "(ValueError for other words or an empty text).",
        """\
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: value for value, word in enumerate(SMALL)}
VALUES |= {word: 20 + 10 * place for place, word in enumerate(TENS)}
GROUPS = {"thousand": 1000, "million": 1_000_000}


def from_words(text):
    words = [word for word in text.lower().replace("-", " ").split() if word != "and"]
    if not words:
        raise ValueError("there are no words")
    total, group = 0, 0
    for word in words:
        if word in VALUES:
            group += VALUES[word]
        elif word == "hundred":
            group *= 100  # only what stands since the last thousand or million
        elif word in GROUPS:
            total += group * GROUPS[word]
            group = 0
        else:
            raise ValueError(f"{word!r} is not the word of a number")
    return total + group""",
    ),
    Algorithm(
        "ordinal",
        r"ordinals?(?! encod)|(?:1st|2nd|11th|21st|22nd)(?=.*\b(?:2nd|3rd|4th|12th|13th))|st,? nd",
        r"suffix|ending",
        "Write ordinals.py with ordinal(number): a positive whole number with its English ending, "
        "such as 1st, 2nd, 3rd, 4th, 11th, 21st or 112th (ValueError below 1).",
        """\
def ordinal(number):
    if number < 1:
        raise ValueError(f"{number} has no place")
    if number % 100 in (11, 12, 13):  # 11th, 12th, 13th, 111th, ...
        ending = "th"
    else:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}\"""",
    ),
    Algorithm(
        "base_conversion",
        r"(?:to|from|another|other|any|that|given) bases?(?! (?:class\w*|price|url|path|64|85))"
        r"|base (?:2|3|5|7|8|12|16|36)|base conver\w+|radix|decimal (?:in)?to (?:hex\w*|octal)"
        r"|(?:hex\w*|octal) (?:in)?to decimal",
        r"digits|base|36",
        "Write bases.py with to_base(number, base) and from_base(text, base) for whole numbers, "
        "also negative ones, and bases from 2 to 36 with the digits 0-9 and a-z (ValueError for "
        "another base or a digit that the base does not have).",
        """\
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_base(number, base):
    if not 2 <= base <= 36:
        raise ValueError(f"the base must be from 2 to 36, not {base}")
    rest, digits = abs(number), ""
    while rest:
        rest, digit = divmod(rest, base)
        digits = DIGITS[digit] + digits  # the last digit comes first
    return ("-" if number < 0 else "") + (digits or "0")


def from_base(text, base):
    if not 2 <= base <= 36:
        raise ValueError(f"the base must be from 2 to 36, not {base}")
    digits = text.lower().removeprefix("-")
    if not digits or any(digit not in DIGITS[:base] for digit in digits):
        raise ValueError(f"{text!r} is not a number in base {base}")
    number = 0
    for digit in digits:
        number = number * base + DIGITS.index(digit)
    return -number if text.startswith("-") else number""",
    ),
    Algorithm(
        "binary",
        r"(?:to|into|from) binary(?! (?:file|mode|search|tree|form|number of))"
        r"|binary (?:representations?|digits|numbers?|strings?|notation)|(?:without"
        r"|no) (?:using )?bin|zeros and ones|ones and zeros",
        r"binary|bin",
        "Write binary.py with to_binary(number), the binary digits of a whole number as text "
        "without bin() (ValueError below 0), and from_binary(text), the number of such digits "
        "(ValueError for other text).",
        """\
def to_binary(number):
    if number < 0:
        raise ValueError(f"{number} is below 0")
    digits = ""
    while number > 0:
        digits = str(number % 2) + digits  # the last digit comes first
        number //= 2
    return digits or "0"


def from_binary(text):
    if not text or any(digit not in "01" for digit in text):
        raise ValueError(f"{text!r} is not a binary number")
    number = 0
    for digit in text:
        number = number * 2 + int(digit)
    return number""",
    ),
    Algorithm(
        "thousands",
        r"thousands? (?:separators?|commas?|dots?|points?)|commas? (?:(?:after )?every"
        r"|between) (?:three|3|thousands?)|(?:1,234|12,345|1,000),\d+"
        r"|separat\w* (?:the )?thousands|(?:separators?|commas?) between thousands"
        r"|groups? of (?:three|3) digits",
        r"grouped|commas",
        'Write grouped.py with grouped(number, separator=","): a whole number as text with a '
        'separator between thousands, such as -1234567 as "-1,234,567", without format codes.',
        """\
def grouped(number, separator=","):
    digits = str(abs(number))
    groups = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])  # from the right
        digits = digits[:-3]
    groups.insert(0, digits)
    sign = "-" if number < 0 else ""  # the sign is no digit of a group
    return sign + separator.join(groups)""",
    ),
    Algorithm(
        "morse",
        r"morse|dots and dashes",
        r"dots|telegraph",
        "Write morse.py with encode(text), letters and digits in Morse code with a space between "
        'letters and " / " between words, and decode(code), which gives capital letters back '
        "(ValueError for what has no code).",
        """\
CODES = dict(zip(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- "
    "-. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(),
))
CODES |= dict(zip(
    "0123456789", "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.".split()
))
LETTERS = {code: letter for letter, code in CODES.items()}


def translated(part, table):
    if part not in table:
        raise ValueError(f"{part!r} has no translation")
    return table[part]


def encode(text):
    words = text.upper().split()
    return " / ".join(" ".join(translated(letter, CODES) for letter in word) for word in words)


def decode(code):
    words = code.split("/")
    return " ".join(
        "".join(translated(letter, LETTERS) for letter in word.split()) for word in words
    ).strip()""",
    ),
    Algorithm(
        "nato",
        r"nato|al(?:f|ph)a,? bravo|(?:phonetic|spelling|radio) alphabets?|foxtrot",
        r"spell|pilots?",
        "Write nato.py with spell(text): its letters in the NATO alphabet, joined by spaces; "
        "digits stay as they are, spaces are left out, anything else is a ValueError.",
        """\
WORDS = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike "
    "November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
).split()
ALPHABET = {word[0]: word for word in WORDS}


def spell(text):
    spelled = []
    for character in text.upper():
        if character in ALPHABET:
            spelled.append(ALPHABET[character])
        elif character in "0123456789":
            spelled.append(character)
        elif not character.isspace():
            raise ValueError(f"{character!r} is not in the alphabet")
    return " ".join(spelled)""",
    ),
    Algorithm(
        "phone_keypad",
        r"(?:tele)?phone (?:key ?pads?|keys)|key ?pads?(?=.*\b(?:letters|words?))|(?:letters"
        r"|words?)(?=.*\bkey ?pads?)|letter combinations|vanity (?:phone )?numbers?|T9"
        r"|keys of (?:a |the )?(?:tele|mobile )?phone",
        r"letters|keys",
        "Write keypad.py with to_digits(text), the keys of a telephone for the letters of a text "
        "(digits and hyphens stay, ValueError for others), and words(digits), all "
        "combinations of letters for the keys 2 to 9, in order; none for an empty text.",
        """\
from itertools import product

KEYS = {
    "2": "abc", "3": "def", "4": "ghi", "5": "jkl",
    "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz",
}  # 7 and 9 have four letters
KEY_OF = {letter: key for key, letters in KEYS.items() for letter in letters}
KEY_OF |= {kept: kept for kept in "0123456789-"}


def to_digits(text):
    for letter in text.lower():
        if letter not in KEY_OF:
            raise ValueError(f"{letter!r} is on no key")
    return "".join(KEY_OF[letter] for letter in text.lower())


def words(digits):
    if not digits:
        return []
    for digit in digits:
        if digit not in KEYS:
            raise ValueError(f"{digit!r} has no letters")
    return ["".join(letters) for letters in product(*(KEYS[digit] for digit in digits))]""",
    ),
)
