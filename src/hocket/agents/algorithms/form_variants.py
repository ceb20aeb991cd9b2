"""Texts, lists and numbers in other forms, and other questions about them."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Variant

FORM_VARIANTS = (
    Variant(
        "run length after each character",
        "run_length",
        r"a(?!1)\d+b(?!1)c?\d*\w*|(?:letter|character) first|(?:a )?single|no number|only once"
        r"|x\d+y\w*",
        "Write rle.py with compress(text): each run of the same character is written as the "
        "character and then how often it occurs, 'aaabcc' as 'a3bc2': a single character has no "
        "number after it. decompress(code) is the way back.",
        """\
import re
from itertools import groupby


def compress(text):
    result = ""
    for character, run in groupby(text):
        count = len(list(run))
        result += character + (str(count) if count > 1 else "")
    return result


def decompress(code):
    pairs = re.findall(r"(\\D)(\\d*)", code)
    return "".join(character * int(count or 1) for character, count in pairs)""",
    ),
    Variant(
        "run length always counted",
        "run_length",
        r"a\d+b1\w*|a1\w*|(?:always|even|also)(?= .*\b(?:1|one|single)\b)|1 (?:too|as well"
        r"|included)",
        "Write rle.py with compress(text): each run of the same character is written as the "
        "character and then how often it occurs, also if it is 1: 'aaabcc' as 'a3b1c2'. "
        "decompress(code) is the way back.",
        """\
import re
from itertools import groupby


def compress(text):
    return "".join(f"{character}{len(list(run))}" for character, run in groupby(text))


def decompress(code):
    pairs = re.findall(r"(\\D)(\\d+)", code)
    return "".join(character * int(count) for character, count in pairs)""",
    ),
    Variant(
        "run length as pairs",
        "run_length",
        r"pairs?|tuples?|lists? of|list",
        "Write rle.py with encode(items), the run-length encoding of a list or a text as a list "
        "of (item, count), and decode(pairs), the list of all items.",
        """\
from itertools import groupby


def encode(items):
    return [(item, len(list(run))) for item, run in groupby(items)]


def decode(pairs):
    return [item for item, count in pairs for _ in range(count)]""",
    ),
    Variant(
        "first fibonacci numbers",
        "fibonacci",
        r"first (?:n|count|\d+|\w+) (?:numbers?|terms?|fib\w*|of)|(?:list"
        r"|sequence) of (?:the )?(?:first|n)|fib list|beginning",
        "Write fibonacci.py with first_numbers(n): a list of the first n Fibonacci numbers, "
        "beginning with 0 and 1.",
        """\
def first_numbers(n):
    numbers = []
    current, following = 0, 1
    for _ in range(n):
        numbers.append(current)
        current, following = following, current + following
    return numbers""",
    ),
    Variant(
        "fibonacci up to a limit",
        "fibonacci",
        r"up to|not (?:larger|greater|more) than|(?:below|under|less than|at most|until"
        r"|smaller than)(?: a| the)? (?:limit|n|maximum|\w+)",
        "Write fibonacci.py with up_to(limit): a list of all Fibonacci numbers that are not "
        "larger than the limit, beginning with 0 and 1.",
        """\
def up_to(limit):
    numbers = []
    current, following = 0, 1
    while current <= limit:
        numbers.append(current)
        current, following = following, current + following
    return numbers""",
    ),
    Variant(
        "palindromic number",
        "palindrome",
        r"(?:whole )?numbers?|integers?|ints?|negative",
        "Write palindromes.py with is_palindrome(number): whether a whole number reads the same "
        "backwards; a negative one does not.",
        """\
def is_palindrome(number):
    digits = str(number)  # a minus sign has no counterpart at the end
    return digits == digits[::-1]""",
    ),
    Variant(
        "longest palindrome",
        "palindrome",
        r"longest|palindromic (?:substrings?|parts?)",
        "Write palindromes.py with longest_palindrome(text): the longest part of a text that "
        "reads the same backwards; of equally long ones the first.",
        """\
def longest_palindrome(text):
    best = ""
    for start in range(len(text)):
        for end in range(len(text), start + len(best), -1):
            part = text[start:end]
            if part == part[::-1]:
                best = part
                break
    return best""",
    ),
    Variant(
        "one row of Pascal's triangle",
        "Pascal's triangle",
        r"row n|n[- ]?th row|(?:the|a|one) (?:n[- ]?th |single |\w+th )?row|row (?:number|index"
        r"|k|counted|counting)",
        "Write pascal.py with row(n): row n of Pascal's triangle as a list, counted from 0, so "
        "that row 0 is [1]. ValueError if n is negative.",
        """\
def row(n):
    if n < 0:
        raise ValueError("n must not be negative")
    numbers = [1]
    for _ in range(n):
        numbers = [1, *(a + b for a, b in zip(numbers, numbers[1:])), 1]
    return numbers""",
    ),
    Variant(
        "rotate matrix in place",
        "rotate matrix",
        r"(?<!not )in[- ]?place|returns? (?:None|nothing)|changes? (?:it|the matrix)",
        "Write rotation.py with rotate(matrix): turn a square matrix, a list of rows, clockwise "
        "by 90 degrees in place; return None.",
        """\
def rotate(matrix):
    matrix[:] = [list(column) for column in zip(*reversed(matrix))]""",
    ),
    Variant(
        "rotate matrix once",
        "rotate matrix",
        r"(?<!counter-)(?<!anti-)clockwise|to the right",
        "Write rotation.py with rotate(matrix): a new matrix, turned clockwise by 90 degrees; a "
        "matrix is a list of rows and may be rectangular.",
        """\
def rotate(matrix):
    return [list(column) for column in zip(*reversed(matrix))]""",
    ),
    Variant(
        "second largest",
        "kth_largest",
        r"second[- ](?:largest|highest|biggest|greatest)",
        "Write second.py with second_largest(numbers): the second largest of the different "
        "numbers, or None if there are fewer than two.",
        """\
def second_largest(numbers):
    different = sorted(set(numbers), reverse=True)
    return different[1] if len(different) > 1 else None""",
    ),
    Variant(
        "spiral filled",
        "spiral order",
        r"fill\w*|(?:n by n|n x n|n ?\* ?n|1 to n)|generat\w+|creat\w+|mak\w+|build\w*"
        r"|with (?:the )?numbers",
        "Write spiral.py with spiral(n): an n by n matrix, as a list of rows, filled with 1 to n "
        "* n in a clockwise spiral that starts at the top left.",
        """\
def spiral(n):
    matrix = [[0] * n for _ in range(n)]
    row, column, down, right = 0, 0, 0, 1
    for number in range(1, n * n + 1):
        matrix[row][column] = number
        r, c = row + down, column + right
        if not (0 <= r < n and 0 <= c < n) or matrix[r][c]:
            down, right = right, -down  # turn right at the edge and at what is filled
        row, column = row + down, column + right
    return matrix""",
    ),
    Variant(
        "all caesar shifts",
        "caesar",
        r"(?:all|every|each)(?: possible| the)?(?: 25| 26)? (?:shifts?|keys?|rotations?"
        r"|decryptions?)|break\w*|crack\w*|brute[- ]?force",
        "Write caesar.py with all_shifts(text): a list of the 26 texts that a Caesar cipher may "
        "have had, the first with a shift of 0; case stays, other characters too.",
        """\
def shifted(letter, shift):
    if "a" <= letter <= "z":
        return chr((ord(letter) - ord("a") + shift) % 26 + ord("a"))
    if "A" <= letter <= "Z":
        return chr((ord(letter) - ord("A") + shift) % 26 + ord("A"))
    return letter


def all_shifts(text):
    return ["".join(shifted(letter, -shift) for letter in text) for shift in range(26)]""",
    ),
    Variant(
        "permutations of a text",
        "permutations",
        r"texts?|strings?|letters?|words?|characters?",
        "Write arrangements.py with arrangements(text): a sorted list of all different "
        "permutations of the letters of a text.",
        """\
def arrangements(text):
    if not text:
        return [""]
    result = set()
    for place, letter in enumerate(text):
        for rest in arrangements(text[:place] + text[place + 1 :]):
            result.add(letter + rest)
    return sorted(result)""",
    ),
    Variant(
        "difference of lines",
        "common_subsequence",
        r"diff|differences?|removed|added|'[-+] ?'",
        "Write diff.py with diff(old, new) for two lists of lines: a list of lines with '- ' "
        "before those that were removed, '+ ' before those that were added and two spaces before "
        "those that stay, by their longest common subsequence; removed ones before added ones.",
        """\
def diff(old, new):
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            if old[i] == new[j]:
                longest[i][j] = longest[i + 1][j + 1] + 1
            else:
                longest[i][j] = max(longest[i + 1][j], longest[i][j + 1])
    result = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            result.append("  " + old[i])
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and longest[i + 1][j] >= longest[i][j + 1]):
            result.append("- " + old[i])
            i += 1
        else:
            result.append("+ " + new[j])
            j += 1
    return result""",
    ),
    Variant(
        "time totals in hours and minutes",
        "script_time_totals",
        r"h(?:ours?)? and m(?:in(?:ute)?s?)?|h+:mm|hours and (?:the )?minutes|(?:working|opening)"
        r" (?:times|hours)",
        "Write visits.py, a script that reads durations of visits, such as 1:40 for hours and "
        "minutes, from standard input, a visit on each line, and prints a line with sum, one with "
        "shortest and one with longest, each with its time written alike. It passes over empty "
        "lines; without visits it prints nothing.",
        """\
import sys


def minutes_of(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def text_of(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"  # two digits for minutes, as it was read


times = [minutes_of(line.strip()) for line in sys.stdin if line.strip()]
if times:
    print("sum", text_of(sum(times)))
    print("shortest", text_of(min(times)))
    print("longest", text_of(max(times)))""",
    ),
)
