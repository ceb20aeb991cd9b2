"""Whole numbers and what they are made of."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

NUMBERS = (
    Algorithm(
        "primes",
        r"primes?(?! (?:factor|divisor|minister|member|time|rate|suspect))(?!.*\bfactor\w*\b)"
        r"(?: numbers?)?|sieve(?! analys)|eratosthenes|primality",
        r"divisible|up to",
        "Write primes.py with is_prime(n) and primes_up_to(limit): the prime numbers up to and "
        "with the limit, in ascending order, by the sieve of Eratosthenes. 0, 1 and negative "
        "numbers are not prime.",
        """\
def is_prime(n):
    if n < 2:
        return False
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            return False
        divisor += 1
    return True


def primes_up_to(limit):
    prime = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if prime[n]:
            for multiple in range(n * n, limit + 1, n):
                prime[multiple] = False
    return [n for n in range(2, limit + 1) if prime[n]]""",
    ),
    Algorithm(
        "prime factors",
        r"prime (?:factor\w*|divisors?|decomposition)|factori[sz]\w+|factors?(?=.*\bprimes?\b)"
        r"|primes(?=.*\b(?:factors?|product of)\b)",
        r"factors|product",
        "Write factors.py with prime_factors(n): the prime factors of n in ascending order, each "
        "as often as it divides n. 1 has none; ValueError if n is below 1.",
        """\
def prime_factors(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    factors = []
    divisor = 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            factors.append(divisor)
            n //= divisor
        divisor += 1
    if n > 1:  # what is left is prime itself
        factors.append(n)
    return factors""",
    ),
    Algorithm(
        "gcd and lcm",
        r"gcd|lcm|hcf|(?:greatest|highest|largest|biggest) common (?:divisor|factor)s?"
        r"|(?:least|lowest|smallest) common (?:multiple|denominator)s?|euclid(?:'s|s"
        r"|ean)? algorithm|common (?:divisors?|multiples?)",
        r"multiple|divisor",
        "Write common.py with gcd(a, b) by Euclid's algorithm and lcm(numbers), the least common "
        "multiple of a list of positive whole numbers. Signs do not matter for gcd, gcd(0, 0) is "
        "0. ValueError if the list is empty or a number of it is not positive.",
        """\
def gcd(a, b):
    a, b = abs(a), abs(b)
    while b:
        a, b = b, a % b
    return a


def lcm(numbers):
    if not numbers or any(number < 1 for number in numbers):
        raise ValueError("positive numbers are needed")
    result = 1
    for number in numbers:
        result = result * number // gcd(result, number)
    return result""",
    ),
    Algorithm(
        "fibonacci",
        r"fibonacci|fib|fibs|sum of the (?:two|last two|previous two) (?:before|previous|preceding"
        r"|numbers before|terms before|ones before)\w*|sum of the (?:previous|preceding|last) two",
        r"sequence|terms",
        "Write fibonacci.py with fibonacci(n): the n-th Fibonacci number, where fibonacci(0) is 0 "
        "and fibonacci(1) is 1, and first(count): the first numbers as a list. ValueError if n or "
        "count is negative.",
        """\
def fibonacci(n):
    if n < 0:
        raise ValueError("n must not be negative")
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current


def first(count):
    if count < 0:
        raise ValueError("the count must not be negative")
    numbers = []
    current, following = 0, 1
    while len(numbers) < count:
        numbers.append(current)
        current, following = following, current + following
    return numbers""",
    ),
    Algorithm(
        "collatz",
        r"collatz|hailstone (?:sequence|number|step)s?|3n ?\+ ?1|3 ?\* ?n ?\+ ?1|(?:odd|even)"
        r"(?=.*\b(?:tripl\w+|times (?:three|3)|three times)\b)|(?:tripl\w+)(?=.*\bodd\b)",
        r"odd|steps",
        "Write collatz.py with steps(n): how many steps of the Collatz sequence lead from n to 1: "
        "an even number is halved, an odd one is multiplied by 3 and 1 is added. sequence(n) is "
        "the list from n to 1. ValueError if n is below 1.",
        """\
def sequence(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    numbers = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        numbers.append(n)
    return numbers


def steps(n):
    return len(sequence(n)) - 1""",
    ),
    Algorithm(
        "perfect numbers",
        r"(?<!common )(?<!prime )(?<!zero )divisors|(?:abundant|deficient|amicable)(?: numbers?)?"
        r"|perfect (?:or not|numbers?)|is perfect(?=.*\bnumber\b)(?! (?:square|cube))|aliquot"
        r"|all (?:the )?factors of",
        r"divisors|sum",
        "Write perfect.py with classify(n): 'perfect' if the sum of the divisors of n below n "
        "itself is n, 'abundant' if it is more, 'deficient' if it is less. divisors(n) lists those "
        "divisors in ascending order. ValueError if n is below 1.",
        """\
def divisors(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    # without n itself; none is above the half
    return [divisor for divisor in range(1, n // 2 + 1) if n % divisor == 0]


def classify(n):
    total = sum(divisors(n))
    if total == n:
        return "perfect"
    return "abundant" if total > n else "deficient\"""",
    ),
    Algorithm(
        "armstrong",
        r"armstrong(?:'s)? (?:numbers?|check)|is armstrong|armstrongs?|narcissistic"
        r"|digits?(?=.*\b(?:raised|power of)\b(?=.*\b(?:digits?|itself|sum)\b))",
        r"power|digits",
        "Write armstrong.py with is_armstrong(n): True if n is the sum of its digits, each raised "
        "to the power of how many digits there are. Negative numbers are not. armstrongs(limit) "
        "lists all from 0 up to and with the limit.",
        """\
def is_armstrong(n):
    if n < 0:
        return False
    digits = [int(digit) for digit in str(n)]
    return sum(digit ** len(digits) for digit in digits) == n


def armstrongs(limit):
    return [n for n in range(limit + 1) if is_armstrong(n)]""",
    ),
    Algorithm(
        "digital root",
        r"digital roots?|digit(?:al)? sums?|sum (?:of )?(?:all |the |its |of )*digits"
        r"|(?:sum|add\w*)(?: up)? (?:the |all |its )*digits|cross ?sums?|checksum of digits"
        r"|(?:single|one) digit(?=.*\bdigits\b)|additive persistence",
        r"digits|until",
        "Write digits.py with digit_sum(n), the sum of the digits of a whole number, and "
        "digital_root(n): the digit sum of the digit sum and so on until one digit is left. "
        "ValueError if n is negative.",
        """\
def digit_sum(n):
    if n < 0:
        raise ValueError("n must not be negative")
    return sum(int(digit) for digit in str(n))


def digital_root(n):
    n = digit_sum(n)
    while n > 9:
        n = digit_sum(n)
    return n""",
    ),
    Algorithm(
        "happy numbers",
        r"(?:un)?happy numbers?|happy primes?|is happy\((?:n|num|number|x)\)|happy(?=.*\bdigits?\b)"
        r"|squares? of (?:its|the|all|their) digits|(?:its|the|each|every) digits?(?: is| are)?"
        r" squared",
        r"squares|digits",
        "Write happy.py with is_happy(n): replace n by the sum of the squares of its digits again "
        "and again; n is happy if that reaches 1, and not if it runs in a circle. ValueError if n "
        "is below 1.",
        """\
def is_happy(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(digit) ** 2 for digit in str(n))
    return n == 1


def happy_numbers(limit):
    return [n for n in range(1, limit + 1) if is_happy(n)]""",
    ),
    Algorithm(
        "pythagorean triples",
        r"pythagor\w+ (?:tripl\w+|numbers?)|tripl\w+(?=.*\bpythagor\w+)|tripl\w+(?=.*\b(?:a\^2"
        r"|a\*\*2|a²|right triangle)(?!\w))",
        r"triples?|triplets?",
        "Write triples.py with triples(limit): all Pythagorean triples (a, b, c) of whole numbers "
        "with 0 < a < b < c <= limit and a*a + b*b == c*c, in ascending order.",
        """\
from math import isqrt


def triples(limit):
    found = []
    for a in range(1, limit + 1):
        for b in range(a + 1, limit + 1):
            c = isqrt(a * a + b * b)  # whole numbers only: floats are not exact
            if c > limit:
                break
            if c * c == a * a + b * b:
                found.append((a, b, c))
    return found""",
    ),
    Algorithm(
        "newton root",
        r"newton(?:'s|s)? (?:method|root|iteration|sqrt|step)|newton[- ]raphson"
        r"|newton(?=.*\b(?:roots?|sqrt)\b)|(?:roots?|sqrt)(?=.*\b(?:newton|babylonian|heron))"
        r"|babylonian|heron(?:'s|s)? method|(?:square|cube) roots?(?=.*\bwithout\b)",
        r"root|tolerance",
        "Write roots.py with square_root(x): the square root of a number by Newton's method, "
        "without math.sqrt, until it does not change by more than 1e-12 of itself. The root of 0 "
        "is 0.0; ValueError for a negative number.",
        """\
def square_root(x):
    if x < 0:
        raise ValueError("a negative number has no square root")
    if x == 0:
        return 0.0
    root = float(x) if x > 1 else 1.0
    while True:
        better = (root + x / root) / 2
        if abs(better - root) <= 1e-12 * better:
            return better
        root = better""",
    ),
)
