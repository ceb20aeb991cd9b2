"""Texts and words: what they are made of, how they are written, and how alike they are."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

TEXTS = (
    Algorithm(
        "palindrome",
        r"palindrom\w*|reads? the same (?:backwards?|from|in both|forwards?|both)\w*"
        r"|same (?:backwards?|forwards?) (?:and|as) (?:forwards?|backwards?)",
        r"backwards?|forwards?",
        "Write palindromes.py with is_palindrome(text): whether the text reads the same backwards. "
        "Only letters and digits count, and case does not.",
        """\
def is_palindrome(text):
    signs = [sign.lower() for sign in text if sign.isalnum()]
    return signs == signs[::-1]""",
    ),
    Algorithm(
        "anagram_groups",
        r"anagram\w*|(?:same|identical) letters|rearrang\w+ (?:of )?(?:its |the |their )?letters",
        r"groups?|together",
        "Write anagrams.py with are_anagrams(first, second) and group_anagrams(words). Two texts "
        "are anagrams if they have the same letters equally often; case and spaces do not count. "
        "group_anagrams returns a list of groups of words, groups and words in order of "
        "appearance.",
        """\
def letters_of(text):
    return "".join(sorted(text.lower().replace(" ", "")))


def are_anagrams(first, second):
    return letters_of(first) == letters_of(second)


def group_anagrams(words):
    groups = {}
    for word in words:
        groups.setdefault(letters_of(word), []).append(word)
    return list(groups.values())""",
    ),
    Algorithm(
        "vowels",
        r"(?:count\w*|number of|how many)(?: \w+){0,2} (?:vowels?|consonants?)"
        r"|(?:vowel|consonant) counts?|vowels?(?=.*\b(?:count|how many|number of))",
        r"letters?",
        "Write vowels.py with count_vowels(text) and count_consonants(text): how many letters are "
        "vowels (a, e, i, o, u) and how many are others. Case does not count.",
        """\
VOWELS = set("aeiou")


def count_vowels(text):
    return sum(sign in VOWELS for sign in text.lower())


def count_consonants(text):
    return sum(sign.isalpha() and sign not in VOWELS for sign in text.lower())""",
    ),
    Algorithm(
        "pangram",
        r"pangrams?|(?:all|every|each)(?: of the)?(?: 26)? letters? of the (?:English )?alphabet"
        r"|(?:whole|entire) alphabet",
        r"alphabet|missing letters?",
        "Write pangram.py with is_pangram(text), whether every letter from a to z occurs, in any "
        "case, and missing_letters(text), the missing letters as text in alphabetical order.",
        """\
from string import ascii_lowercase


def missing_letters(text):
    present = set(text.lower())
    return "".join(letter for letter in ascii_lowercase if letter not in present)


def is_pangram(text):
    return missing_letters(text) == \"\"""",
    ),
    Algorithm(
        "isogram",
        r"isograms?|no (?:letter (?:is )?(?:repeat\w*|occurs? (?:twice|more))|repeat\w* letters?)"
        r"|without repeat\w* letters?|heterograms?",
        r"repeat\w*",
        "Write isogram.py with is_isogram(text): whether no letter is repeated. Case does not "
        "count, and spaces and hyphens may occur more than once.",
        """\
def is_isogram(text):
    letters = [sign for sign in text.lower() if sign.isalpha()]
    return len(letters) == len(set(letters))""",
    ),
    Algorithm(
        "acronym",
        r"acronyms?|initials|initial letters|first letters? of (?:each|every|all|the)"
        r"(?: of the)? (?:words?|names?)|abbreviat\w+ (?:of )?(?:a |the )?(?:phrases?|names?)",
        r"capitals?|upper ?case",
        "Write acronym.py with acronym(phrase): the first letter of each word, in upper case. "
        "Spaces and hyphens separate words, and other punctuation is ignored.",
        """\
import re


def acronym(phrase):
    words = re.findall(r"[A-Za-z][A-Za-z']*", phrase)
    return "".join(word[0].upper() for word in words)""",
    ),
    Algorithm(
        "slugify",
        r"slugs?|slugify|slugif\w+|url[- ]friendly"
        r"|(?:part|piece) of (?:a|an|the) (?:url|web address)",
        r"hyphens?|dash(?:es)?|titles?|accents?",
        "Write slugs.py with slugify(title): lower case, accents removed, and each run of "
        "characters other than letters and digits replaced by one hyphen, without hyphens at the "
        "start and the end.",
        """\
import re
import unicodedata


def slugify(title):
    plain = unicodedata.normalize("NFKD", title)  # an accent becomes a character of its own
    plain = plain.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")""",
    ),
    Algorithm(
        "camel_snake",
        r"camel[- ]?case\w*|snake[- ]?case\w*|(?:to|from) (?:camel|snake)|snake to camel"
        r"|camel to snake",
        r"underscores?|names?",
        "Write names.py with to_snake_case(name) and to_camel_case(name): "
        "to_snake_case('parseHTTPResponse') is 'parse_http_response', and "
        "to_camel_case('user_first_name') is 'userFirstName'.",
        r"""import re


def to_snake_case(name):
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)  # HTTPResponse: HTTP_Response
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()


def to_camel_case(name):
    first, *others = name.split("_")
    return first.lower() + "".join(word.capitalize() for word in others)""",
    ),
    Algorithm(
        "title_case",
        r"title[- ]?case\w*|titleize|capitali[sz]e?\w*(?=.*\b(?:except|small words|titles?))"
        r"|small words|headline case",
        r"titles?|capitali[sz]e\w*",
        "Write titles.py with title_case(text): each word begins with a capital, except small "
        "words like 'of' and 'the', which are in lower case unless they are first or last.",
        """\
SMALL = {"a", "an", "and", "as", "at", "but", "by", "for", "in", "of", "on", "or", "the", "to"}


def title_case(text):
    words = text.lower().split()
    last = len(words) - 1
    return " ".join(
        word if word in SMALL and place not in (0, last) else word.capitalize()
        for place, word in enumerate(words)
    )""",
    ),
    Algorithm(
        "wrap_text",
        r"(?:word|line|text)[- ]?wrap\w*|wrap\w* (?:the |a |long )?(?:text|lines?|paragraphs?)"
        r"|break\w* (?:\w+ )?(?:text|paragraphs?|lines) (?:in)?to (?:\w+ )?lines"
        r"|lines? (?:of at most|(?:not|no) longer than) (?:width"
        r"|\w+ (?:characters?|chars|letters|columns))",
        r"width|columns?|characters",
        "Write wrapping.py with wrap_text(text, width): a list of lines of at most width "
        "characters, broken between words. A longer word stands on a line of its own. A width "
        "below 1 raises ValueError.",
        """\
def wrap_text(text, width):
    if width < 1:
        raise ValueError("width must be at least 1")
    lines = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:  # 1 for the space between them
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    return lines""",
    ),
    Algorithm(
        "justify_text",
        r"(?:fully |full )?justif(?:y|ied|ication)(?! your| the answer)|block text"
        r"|flush (?:on|at|with) both",
        r"width|spaces",
        "Write justify.py with justify(words, width): lines of exactly width characters as a "
        "list. Spaces are spread evenly between the words, more of them on the left; the last "
        "line is flush left and filled with spaces.",
        """\
def justify(words, width):
    lines = []
    row = []
    for word in words:
        if row and sum(map(len, row)) + len(row) + len(word) > width:
            lines.append(spread(row, width))
            row = []
        row.append(word)
    if row:
        lines.append(" ".join(row).ljust(width))
    return lines


def spread(row, width):
    gaps = len(row) - 1
    if gaps == 0:
        return row[0].ljust(width)
    each, extra = divmod(width - sum(map(len, row)), gaps)
    line = row[0]
    for place, word in enumerate(row[1:]):
        line += " " * (each + (place < extra)) + word
    return line""",
    ),
    Algorithm(
        "censor_words",
        r"censor\w*|(?:bad|forbidden|banned|rude|swear|offensive) words?|profanit(?:y|ies)|swear\w*"
        r"|blacklisted words?",
        r"stars?|asterisks?|masks?|hide",
        "Write censor.py with censor(text, banned): each banned word is replaced by as many stars "
        "as it has letters, in any case, but not where it is part of a longer word.",
        r"""import re


def censor(text, banned):
    if not banned:
        return text
    words = "|".join(re.escape(word) for word in banned)
    pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return pattern.sub(lambda match: "*" * len(match.group()), text)""",
    ),
    Algorithm(
        "align_columns",
        r"(?:text|plain|aligned|ascii) tables?|align\w* (?:the |in |into |their )*columns?"
        r"|columns? (?:are |is )?(?:left|right)?[- ]?align\w*|pad\w* (?:each |the |all )?columns?"
        r"|pretty[- ]?print\w* (?:a |the )?(?:table|rows)|table as text",
        r"rows|width|padded|header",
        "Write columns.py with format_table(header, rows): a text table with a line of hyphens "
        "under the header. Columns are as wide as their longest cell and two spaces apart; "
        "numbers are aligned right, other cells left. Lines have no spaces at their end.",
        """\
def format_table(header, rows):
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = []
    for row, texts in zip([header, *rows], cells):
        padded = [
            text.rjust(width) if isinstance(cell, (int, float)) else text.ljust(width)
            for cell, text, width in zip(row, texts, widths)
        ]
        lines.append("  ".join(padded).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\\n".join(lines)""",
    ),
)
"""What people ask for most often stands first."""
