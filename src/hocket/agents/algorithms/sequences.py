"""Sequences of numbers and texts, and lists seen as one."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

SEQUENCES = (
    Algorithm(
        "fizzbuzz",
        r"fizz ?buzz|fizz(?=.*\bbuzz)",
        r"multiples|divisible",
        "Write fizz.py with fizzbuzz(n): a list of texts for the numbers 1 to n: 'Fizz' for "
        "multiples of 3, 'Buzz' for multiples of 5, 'FizzBuzz' for those of both, else the "
        "number.",
        """\
def fizzbuzz(n):
    result = []
    for number in range(1, n + 1):
        text = "Fizz" * (number % 3 == 0) + "Buzz" * (number % 5 == 0)
        result.append(text or str(number))
    return result""",
    ),
    Algorithm(
        "look_and_say",
        r"look[- ]and[- ]say",
        r"term|sequence",
        "Write look.py with look_and_say(n): the n-th term of the look-and-say sequence as a "
        "text, the first is '1', the second '11', the third '21'. ValueError for n below 1.",
        """\
from itertools import groupby


def look_and_say(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    term = "1"
    for _ in range(n - 1):
        term = "".join(f"{len(list(run))}{digit}" for digit, run in groupby(term))
    return term""",
    ),
    Algorithm(
        "factorial",
        r"factorials?|n!",
        r"product|negative",
        "Write factorial.py with factorial(n): the product of the whole numbers from 1 to n; "
        "factorial(0) is 1. ValueError if n is negative.",
        """\
def factorial(n):
    if n < 0:
        raise ValueError("n must not be negative")
    product = 1
    for number in range(2, n + 1):
        product *= number
    return product""",
    ),
    Algorithm(
        "josephus",
        r"josephus|(?:every|each) (?:k|n|m|\w+)[- ]?th (?:person|child|player"
        r"|one)(?=.*\b(?:circle|left|remain\w*|survi\w+|eliminated|removed)\b)|(?:circle"
        r"|ring)(?=.*\b(?:every|each) (?:k|n|m|\w+)[- ]?th (?:person|child|player|one)\b)",
        r"circle|survivor",
        "Write josephus.py with survivor(n, k): people 1 to n stand in a circle and every k-th "
        "is removed until one is left. Return that one. ValueError if n or k is below 1.",
        """\
def survivor(n, k):
    if n < 1 or k < 1:
        raise ValueError("n and k must be at least 1")
    place = 0  # counted from 0, in a circle of one
    for size in range(2, n + 1):
        place = (place + k) % size
    return place + 1""",
    ),
    Algorithm(
        "climbing_stairs",
        r"(?:climb\w*|ways? up|go up)(?=.*\b(?:stairs?|staircase|steps?)\b)|(?:stairs?"
        r"|staircase)(?=.*\b(?:ways|climb\w*)\b)",
        r"ways|one or two",
        "Write stairs.py with ways(n): in how many ways a staircase of n steps can be climbed "
        "with one or two steps at a time; ways(0) is 1. ValueError if n is negative.",
        """\
def ways(n):
    if n < 0:
        raise ValueError("n must not be negative")
    before, now = 0, 1
    for _ in range(n):
        before, now = now, before + now
    return now""",
    ),
    Algorithm(
        "catalan_binomial",
        r"n choose k|catalan|(?:number of|count) combinations|ncr",
        r"combinations|choose",
        "Write choose.py with choose(n, k), the number of ways to choose k of n things without "
        "math.comb (0 if k is larger than n, ValueError if one is negative), and catalan(n), the "
        "n-th Catalan number (the first is catalan(0) == 1).",
        """\
def choose(n, k):
    if n < 0 or k < 0:
        raise ValueError("n and k must not be negative")
    if k > n:
        return 0
    result = 1
    for step in range(1, k + 1):
        result = result * (n - k + step) // step  # always a whole number
    return result


def catalan(n):
    return choose(2 * n, n) // (n + 1)""",
    ),
    Algorithm(
        "move_zeros",
        r"(?:mov\w+|shift\w*|push\w*|put\w*|bring\w*) (?:all |the )*zero(?:e?s)?|(?:all "
        r"|the )zero(?:e?s)? (?:go|move|come|at the end|to the end|last)",
        r"end|order",
        "Write zeros.py with move_zeros(numbers): a new list with all zeros at the end; the "
        "other numbers keep their order.",
        """\
def move_zeros(numbers):
    others = [number for number in numbers if number != 0]
    return others + [0] * (len(numbers) - len(others))""",
    ),
    Algorithm(
        "majority",
        r"majority|more than half (?:of )?(?:the |all )?(?:votes|items|elements|times|numbers)",
        r"vote|half",
        "Write majority.py with majority(items): the item that makes up more than half of the "
        "list, or None if there is none.",
        """\
def majority(items):
    for item in items:
        if 2 * items.count(item) > len(items):
            return item
    return None""",
    ),
    Algorithm(
        "product_except_self",
        r"products?(?: \w+){0,3} (?:except|but|other than|without|of (?:all |the )*(?:other"
        r"|others|rest))(?: \w+)*|except self",
        r"division|position",
        "Write products.py with products_of_others(numbers): for each number the product of all "
        "others, without division.",
        """\
def products_of_others(numbers):
    result = [1] * len(numbers)
    left = 1
    for place, number in enumerate(numbers):
        result[place] = left
        left *= number
    right = 1
    for place in range(len(numbers) - 1, -1, -1):
        result[place] *= right
        right *= numbers[place]
    return result""",
    ),
    Algorithm(
        "trapped_water",
        r"(?:trap\w*|held|holds?|collect\w*)(?= .*\b(?:rain|water)\b)(?=.*\b(?:bars?|heights?"
        r"|walls?|elevation|histogram)\b)|rain ?water|water (?:is )?trapped",
        r"bar|height",
        "Write water.py with trapped(heights): how many units of rain water stay between bars of "
        "these heights, each one wide.",
        """\
def trapped(heights):
    water = 0
    for place, height in enumerate(heights):
        left = max(heights[: place + 1])
        right = max(heights[place:])
        water += min(left, right) - height
    return water""",
    ),
    Algorithm(
        "missing_number",
        r"missing (?:number|integer|element)s?(?!.*\bletters?)|number (?:that )?is missing"
        r"|duplicate (?:number|and (?:the )?missing)",
        r"from|1 to n",
        "Write missing.py with missing(numbers, n): the missing numbers: a sorted list of the "
        "whole numbers from 1 to n that are not in the list.",
        """\
def missing(numbers, n):
    present = set(numbers)
    return [number for number in range(1, n + 1) if number not in present]""",
    ),
    Algorithm(
        "bin_packing",
        r"bin[- ]?packing|first[- ]?fit(?:[- ]decreasing)?|(?:pack\w*|fill\w*|fewest"
        r"|as few)(?= .*\b(?:bins|boxes|containers|crates)\b)(?=.*\b(?:capacity|holds?|limit"
        r"|weigh\w*)\b)",
        r"bins|capacity",
        "Write packing.py with pack(sizes, capacity): put things of these sizes into bins by "
        "first fit decreasing: the largest first, each into the first bin with room. Return the "
        "bins as lists. ValueError if a thing is larger than a bin.",
        """\
def pack(sizes, capacity):
    bins = []
    for size in sorted(sizes, reverse=True):
        if size > capacity:
            raise ValueError(f"too large: {size}")
        for items in bins:
            if sum(items) + size <= capacity:
                items.append(size)
                break
        else:
            bins.append([size])
    return bins""",
    ),
    Algorithm(
        "prefix_sums",
        r"(?:prefix|range) sums?|(?:sums?|total)(?= .*\b(?:constant time|o\(1\)))"
        r"|sums? of (?:a |any )?(?:sub-?array|slice|range)(?= .*\bfast)",
        r"inclusive|numbers",
        "Write range_sum.py with a class RangeSum(numbers): total(i, j) is the sum of the "
        "numbers at the places i to j, both included, in constant time by prefix sums.",
        """\
class RangeSum:
    def __init__(self, numbers):
        self.sums = [0]  # sums[k] is the sum of the first k numbers
        for number in numbers:
            self.sums.append(self.sums[-1] + number)

    def total(self, i, j):
        return self.sums[j + 1] - self.sums[i]""",
    ),
    Algorithm(
        "longest_consecutive",
        r"longest (?:consecutive|run of consecutive)(?: \w+){0,2}(?: sequence| numbers"
        r"| integers)?(?!.*\bwords?)|consecutive sequence",
        r"unsorted|length",
        "Write consecutive.py with longest_consecutive(numbers): how many whole numbers the "
        "longest run like 3, 4, 5 has whose members are all in the list, in any order; 0 for an "
        "empty list.",
        """\
def longest_consecutive(numbers):
    present = set(numbers)
    longest = 0
    for number in present:
        if number - 1 not in present:  # a run begins here
            end = number
            while end in present:
                end += 1
            longest = max(longest, end - number)
    return longest""",
    ),
)
