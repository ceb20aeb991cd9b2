"""Characters and words of a text: counted, shortened, put in another order."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

PHRASES = (
    Algorithm(
        "letter_counts",
        r"(?:char(?:acter)?s?|letters?) (?:frequenc(?:y|ies)|counts?|occurrences?|histogram)"
        r"|(?:frequenc(?:y|ies)|counts?|occurrences?) of (?:each|every|all"
        r"|the) (?:char(?:acter)?s?|letters?)|how often (?:each|every|a) (?:character|letter)"
        r"|(?:each|every) (?:letter|character)(?= (?:occurs|appears|to))",
        r"dict\w*|case",
        "Write letters.py with letter_counts(text): a dict from each letter, in lower case, to "
        "how often it occurs; other characters do not count.",
        """\
def letter_counts(text):
    counts = {}
    for character in text.lower():
        if character.isalpha():
            counts[character] = counts.get(character, 0) + 1
    return counts""",
    ),
    Algorithm(
        "reverse_words",
        r"revers\w+ (?:the )?(?:order of (?:the )?)?words|words (?:in"
        r"|into) (?:the )?reverse[d]?(?: order)?|word order",
        r"sentence|space",
        "Write backwards.py with reverse_words(sentence): the words of a sentence in reverse "
        "order, separated by one space each.",
        """\
def reverse_words(sentence):
    return " ".join(reversed(sentence.split()))""",
    ),
    Algorithm(
        "shorten_text",
        r"(?:shorten\w*|truncat\w*|cut\w*|abbreviat\w*)(?=.*(?:\.\.\.|\u2026|\bellips\w+"
        r"|\b(?:whole|full|last|at) words?\b|\bcharacters\b))(?=.*\b(?:text|string|sentence"
        r"|title|words?|summary)\b)|ellips[ei]s",
        r"width|characters",
        "Write shorten.py with shorten(text, width): a text of at most width characters stays; a "
        "longer one is cut after its last word that fits and ends in '...', which counts too. If "
        "not even one word fits it is cut within the word. ValueError for a width below 4.",
        """\
def shorten(text, width):
    if width < 4:
        raise ValueError("the width must be at least 4")
    if len(text) <= width:
        return text
    room = width - 3
    part = text[:room]
    if text[room] != " " and " " in part:
        part = part[: part.rindex(" ")]  # no piece of a word is left
    return part.rstrip() + "...\"""",
    ),
    Algorithm(
        "longest_unique",
        r"(?:longest|length of)(?=.*\bsub-?strings?\b)(?=.*\b(?:without|no|unique|distinct"
        r"|different|non-?repeating|repeat\w*)\b)|longest unique|without (?:repeating"
        r"|repeated) (?:characters|letters)",
        r"substring|length",
        "Write unique.py with longest_unique(text): the length of the longest run of characters "
        "in a text in which none occurs twice.",
        """\
def longest_unique(text):
    last = {}  # where each character was seen last
    start = longest = 0
    for place, character in enumerate(text):
        if character in last and last[character] >= start:
            start = last[character] + 1
        last[character] = place
        longest = max(longest, place - start + 1)
    return longest""",
    ),
    Algorithm(
        "first_unique",
        r"first (?:unique|non-?repeat\w+|not repeated|unrepeated) (?:char\w*|letter|item"
        r"|element)|first (?:char\w*|letter)(?= that (?:occurs|appears|is)\b.*\b(?:once"
        r"|not repeated)\b)",
        r"once|None",
        "Write first.py with first_unique(text): the first character that occurs only once, or "
        "None if there is none.",
        """\
def first_unique(text):
    for character in text:
        if text.count(character) == 1:
            return character
    return None""",
    ),
    Algorithm(
        "joined_list",
        r"(?:oxford|serial) comma|(?:commas?)(?= .*['\"]?\band\b['\"]? (?:before|between"
        r"|in front))|(?:join\w*|list\w*|names|items"
        r"|words)(?=.*['\"(, ]\w+, \w+,? and \w+\b['\"]?)(?=.*\b(?:text|string|sentence"
        r"|enumerat\w+|readable|english|comma)\b)",
        r"last|two",
        "Write enumeration.py with joined(words): the words as an English text: 'a', 'a and b', "
        "'a, b and c'; empty for none.",
        """\
def joined(words):
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]""",
    ),
    Algorithm(
        "star_pyramid",
        r"pyramids?(?=.*\b(?:stars?|\*|asterisks?|lines|hashes|#)|\w*)|(?:stars"
        r"|asterisks)(?= .*\b(?:pyramid|centred|centered)\b)",
        r"height|star",
        "Write pyramid.py with pyramid(height): a list of lines with 1, 3, 5, ... stars, "
        "centred, without spaces at their ends.",
        """\
def pyramid(height):
    return [" " * (height - row) + "*" * (2 * row - 1) for row in range(1, height + 1)]""",
    ),
    Algorithm(
        "soundex",
        r"soundex|phonetic (?:code|key|hash)",
        r"sound\w*|letter",
        "Write soundex.py with soundex(name): the American Soundex code of a name: its first "
        "letter in upper case and three digits, filled with 0. Vowels separate letters of the "
        "same digit, h and w do not.",
        """\
CODES = {}
for digit, letters in enumerate(("BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"), 1):
    for letter in letters:
        CODES[letter] = str(digit)


def soundex(name):
    letters = [letter for letter in name.upper() if letter.isalpha()]
    if not letters:
        return ""
    code = letters[0]
    last = CODES.get(letters[0], "")
    for letter in letters[1:]:
        digit = CODES.get(letter, "")
        if digit and digit != last:
            code += digit
        if letter not in "HW":  # these do not separate equal digits
            last = digit
    return (code + "000")[:4]""",
    ),
    Algorithm(
        "masked_text",
        r"mask\w*(?=.*\b(?:digits?|card|characters?|last|all but|e-?mails?|phone|stars?"
        r"|asterisks?)\b)|all but the last (?:\d+|four|two|few|\w+) (?:digits|characters"
        r"|letters)|(?:hides?|redact\w*|replac\w+)(?= .*\b(?:all|everything) (?:but"
        r"|except) (?:the )?last)",
        r"last|star",
        "Write masking.py with mask(text, shown=4): all but the last so many characters of a "
        "text are replaced by '*'; a text that is not longer stays.",
        """\
def mask(text, shown=4):
    hidden = max(0, len(text) - shown)
    return "*" * hidden + text[hidden:]""",
    ),
    Algorithm(
        "is_subsequence",
        r"(?:is|whether) (?:\w+ )?(?:a )?subsequence|subsequence of (?:another|the other|a |b "
        r"|text|the)",
        r"order|letters",
        "Write within.py with is_subsequence(part, text): whether the characters of part occur "
        "in the text in this order, not necessarily side by side.",
        """\
def is_subsequence(part, text):
    rest = iter(text)
    return all(character in rest for character in part)""",
    ),
    Algorithm(
        "text_rotation",
        r"(?:is|whether)(?: \w+){0,3} (?:a )?rotation of|rotat\w+ of (?:each other|one another"
        r"|another)|string rotation",
        r"text|string",
        "Write rotation.py with is_rotation(first, second): whether one text is the other with "
        "some of its characters moved from the front to the end; a text is a rotation of itself.",
        """\
def is_rotation(first, second):
    return len(first) == len(second) and second in first + first""",
    ),
    Algorithm(
        "generate_brackets",
        r"(?:generat\w*|all|every|list)(?: \w+){0,4} (?:valid |balanced "
        r"|well-?formed )(?:combinations? of )?(?:parenthes[ei]s|brackets|pairs of)"
        r"|generate parenthes[ei]s|n pairs of (?:round )?(?:parenthes[ei]s|brackets)"
        r"|all balanced",
        r"balanced|pairs",
        "Write brackets.py with all_balanced(n): a list of all balanced texts of n pairs of "
        "round brackets, in alphabetical order ('(' before ')').",
        """\
def all_balanced(n):
    result = []

    def add(text, opened, closed):
        if closed == n:
            result.append(text)
        if opened < n:
            add(text + "(", opened + 1, closed)
        if closed < opened:
            add(text + ")", opened, closed + 1)

    add("", 0, 0)
    return result""",
    ),
)
