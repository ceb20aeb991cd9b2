"""Secret writing, and texts in another order or length."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

CIPHERS = (
    Algorithm(
        "caesar",
        r"c(?:ae|e)sar(?:\'s)?|rot[- ]?13|shift ciphers?|(?:shift\w*|mov\w+) (?:(?:each|every|the"
        r"|all|its) )?letters?|letters? (?:is |are )?(?:shifted|moved)|(?:positions"
        r"|places) in the alphabet",
        r"shift|cipher",
        "Write caesar.py with encrypt(text, shift) and decrypt(text, shift): letters move by the "
        "shift, which may be negative or large, and wrap around; case stays, other characters "
        "stay as they are.",
        """\
def shifted(letter, shift):
    if "a" <= letter <= "z":
        first = ord("a")
    elif "A" <= letter <= "Z":
        first = ord("A")
    else:
        return letter
    return chr((ord(letter) - first + shift) % 26 + first)


def encrypt(text, shift):
    return "".join(shifted(letter, shift) for letter in text)


def decrypt(text, shift):
    return encrypt(text, -shift)""",
    ),
    Algorithm(
        "run_length",
        r"run[- ]?lengths?|rle|\d?a\d+b\d*\w*|(?:equal|same|repeated|identical) (?:letters"
        r"|characters|chars) in a row|runs of (?:equal|the same|repeated|identical) (?:letters?"
        r"|characters?)|consecutive (?:equal|repeated|identical) (?:letters|characters|chars)",
        r"compress|decode",
        "Write rle.py with encode(text), which puts the count before each run of the same "
        'character, such as "3a1b" for "aaab", and decode(code) for the way back (ValueError '
        "for a code that is not of this form); texts have no digits (ValueError).",
        """\
from itertools import groupby


def encode(text):
    if any(character in "0123456789" for character in text):
        raise ValueError("digits cannot be told from counts")
    return "".join(f"{len(list(run))}{character}" for character, run in groupby(text))


def decode(code):
    text, count = "", ""
    for character in code:
        if character in "0123456789":
            count += character  # a count may have several digits
        elif count:
            text += int(count) * character
            count = ""
        else:
            raise ValueError(f"{character!r} has no count before it")
    if count:
        raise ValueError(f"{count} has no character after it")
    return text""",
    ),
    Algorithm(
        "vigenere",
        r"vigen(?:e|è)re(?:'s)?|(?:repeating|repeated) (?:key ?word|key)|poly ?alphabetic"
        r"|key ?word (?:is )?repeat\w*|(?:shift\w*|mov\w+) by (?:the )?(?:next )?letters? of",
        r"cipher|key ?word",
        "Write vigenere.py with encrypt(text, key) and decrypt(text, key): each letter moves by "
        "the next letter of the key (a is 0); case stays, other characters stay and use no letter "
        "of the key; ValueError if the key is not of letters.",
        """\
from itertools import cycle


def moved(text, key, sign):
    if not (key.isascii() and key.isalpha()):
        raise ValueError("the key must be of letters")
    shifts = cycle(sign * (ord(letter) - ord("a")) for letter in key.lower())
    result = ""
    for letter in text:
        if letter.isascii() and letter.isalpha():
            first = ord("A") if letter.isupper() else ord("a")
            # the next shift is taken for letters only
            letter = chr((ord(letter) - first + next(shifts)) % 26 + first)
        result += letter
    return result


def encrypt(text, key):
    return moved(text, key, 1)


def decrypt(text, key):
    return moved(text, key, -1)""",
    ),
    Algorithm(
        "atbash",
        r"atbash|(?:reversed?|backwards?) alphabet|alphabet (?:is )?(?:reversed|backwards?)"
        r"|a (?:becomes|to|and|is) z,? (?:and )?b (?:becomes|to|and|is) y",
        r"cipher|capital",
        "Write atbash.py with atbash(text): a becomes z, b becomes y and so on, likewise for "
        "capital letters; other characters stay, and doing it twice gives the text back.",
        """\
LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
TABLE = str.maketrans(LOWER + UPPER, LOWER[::-1] + UPPER[::-1])


def atbash(text):
    return text.translate(TABLE)""",
    ),
    Algorithm(
        "rail_fence",
        r"rail[- ]?fence|zig[- ]?zags?(?=.*\b(?:text|letters|cipher|rows?|rails|convert|string))"
        r"|rails",
        r"cipher|rows",
        "Write fence.py with encode(text, rails) and decode(code, rails) of the rail fence "
        "cipher: letters are written in a zigzag over the rails and read off rail by rail "
        "(ValueError below 1 rail).",
        """\
def order(length, rails):
    if rails < 1:
        raise ValueError(f"{rails} rails are too few")
    if rails == 1:
        return list(range(length))
    period = 2 * (rails - 1)  # down and up again
    rail_of = [min(place % period, period - place % period) for place in range(length)]
    return sorted(range(length), key=lambda place: rail_of[place])


def encode(text, rails):
    return "".join(text[place] for place in order(len(text), rails))


def decode(code, rails):
    text = [""] * len(code)
    for letter, place in zip(code, order(len(code), rails)):
        text[place] = letter
    return "".join(text)""",
    ),
    Algorithm(
        "columnar_transposition",
        r"column(?:ar)?(?= transposition)|(?<=columnar )transposition|transpos\w+ cipher"
        r"|columns in (?:the )?(?:alphabetical )?order of (?:the )?(?:letters of )?(?:a |the )?key",
        r"cipher|columns",
        "Write columns.py with encrypt(text, key) and decrypt(code, key) of the columnar "
        "transposition: the text is written in rows under the letters of the key, and its "
        "columns are read in alphabetical order of these letters, equal ones from the left; no "
        "padding (ValueError for an empty key).",
        """\
def order(length, key):
    if not key:
        raise ValueError("the key is empty")
    columns = sorted(range(len(key)), key=lambda column: key[column])
    # the last row may be short: some columns have one letter fewer
    return [place for column in columns for place in range(column, length, len(key))]


def encrypt(text, key):
    return "".join(text[place] for place in order(len(text), key))


def decrypt(code, key):
    text = [""] * len(code)
    for letter, place in zip(code, order(len(code), key)):
        text[place] = letter
    return "".join(text)""",
    ),
    Algorithm(
        "pig_latin",
        r"pig(?=[- ]?latin)|(?<=pig[- ])latin|piglatin|igpay|ay",
        r"consonants|vowel",
        "Write pig.py with pig_latin(text): in each word of lower-case letters the consonants at "
        'the front move to its end and "ay" follows; a word that starts with a vowel only gets '
        '"way". "qu" moves as one, y is a vowel unless it comes first.',
        """\
def translated(word):
    place = 0
    while place < len(word):
        if word[place] in "aeiou" or (word[place] == "y" and place > 0):
            break
        # the u of "qu" moves with its q
        place += 2 if word.startswith("qu", place) else 1
    if place == 0:
        return word + "way"
    return word[place:] + word[:place] + "ay"


def pig_latin(text):
    return " ".join(translated(word) for word in text.split())""",
    ),
    Algorithm(
        "xor_cipher",
        r"xor(?:ed|ing|s)?(?=.*\b(?:cipher|key|encrypt\w*|decrypt\w*|bytes|text|message|hex))"
        r"|exclusive[- ]or|one[- ]time pads?",
        r"key|hex",
        "Write xor.py with encrypt(text, key): the UTF-8 bytes of the text, each XORed with the "
        "next byte of the key, which repeats, as hexadecimal text, and decrypt(code, key) for the "
        "way back (ValueError for an empty key).",
        """\
from itertools import cycle


def xored(data, key):
    if not key:
        raise ValueError("the key is empty")
    return bytes(byte ^ other for byte, other in zip(data, cycle(key.encode())))


def encrypt(text, key):
    return xored(text.encode(), key).hex()


def decrypt(code, key):
    return xored(bytes.fromhex(code), key).decode()""",
    ),
    Algorithm(
        "substitution",
        r"substitution ciphers?|polybius|key ?word (?:cipher|alphabet)|cipher alphabet"
        r"|affine cipher|letters of a key ?word",
        r"alphabet|cipher",
        "Write substitution.py with alphabet(keyword), the letters of a keyword without repeats "
        "and then the rest of the alphabet, and encrypt(text, keyword) and decrypt(text, "
        "keyword), which replace a to z by it and back; case and other characters stay.",
        """\
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def alphabet(keyword):
    letters = [letter for letter in keyword.lower() if letter in LETTERS]
    return "".join(dict.fromkeys(letters + list(LETTERS)))  # each once, in order


def encrypt(text, keyword):
    secret = alphabet(keyword)
    return text.translate(str.maketrans(LETTERS + LETTERS.upper(), secret + secret.upper()))


def decrypt(text, keyword):
    secret = alphabet(keyword)
    return text.translate(str.maketrans(secret + secret.upper(), LETTERS + LETTERS.upper()))""",
    ),
)
