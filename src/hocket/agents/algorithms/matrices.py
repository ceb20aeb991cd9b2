"""Fractions, vectors, matrices and polynomials."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

MATRICES = (
    Algorithm(
        "matrix product",
        r"matri(?:x|ces) (?:multipl\w+|products?)|multipl\w+(?=.*\bmatri(?:x|ces)\b)"
        r"|matri(?:x|ces)(?=.*\b(?:multipl\w+|products?)\b)|mat ?mul"
        r"|dot product of (?:two )?matrices",
        r"rows|columns",
        "Write matrices.py with multiply(a, b), the product of two matrices given as lists of "
        "rows. ValueError if a matrix is empty or ragged, or a has not as many columns as b has "
        "rows.",
        """\
def check(matrix):
    if not matrix or not matrix[0] or any(len(row) != len(matrix[0]) for row in matrix):
        raise ValueError("the rows must have one length, not 0")


def multiply(a, b):
    check(a)
    check(b)
    if len(a[0]) != len(b):
        raise ValueError("a needs as many columns as b has rows")
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]""",
    ),
    Algorithm(
        "determinant",
        r"determinants?|laplace expansion|singular matri(?:x|ces)|invertible|cramer\w*",
        r"matrix|square",
        "Write determinant.py with determinant(matrix) of a square matrix given as a list of rows, "
        "by expansion along the first row. ValueError if it is empty or not square.",
        """\
def determinant(matrix):
    size = len(matrix)
    if size == 0 or any(len(row) != size for row in matrix):
        raise ValueError("the matrix must be square")
    if size == 1:
        return matrix[0][0]
    total = 0
    for column, value in enumerate(matrix[0]):
        # what is left without the first row and this column
        minor = [row[:column] + row[column + 1 :] for row in matrix[1:]]
        total += (-1) ** column * value * determinant(minor)
    return total""",
    ),
    Algorithm(
        "fraction class",
        r"class (?:my ?)?(?:fraction|rational|ratio)s?|fractions?(?=.*\bclass\b)"
        r"|rational numbers?|lowest terms"
        r"|numerators?(?=.*\b(?:reduc\w+|class|simplif\w+)\b)|class(?=.*\bnumerator\b)"
        r"|(?:reduc|simplif|shorten)\w*(?=.*\bfractions?\b)|fractions?(?=.*\b(?:reduc|simplif)\w*)",
        r"fractions|reduced",
        "Write fraction.py with class Fraction(numerator, denominator=1): always reduced, the "
        "denominator positive; ValueError for a denominator of 0. It supports +, -, *, / and ==; "
        "str gives '3/4', or '3' for a whole number. Division by zero is a ZeroDivisionError.",
        """\
from math import gcd


class Fraction:
    def __init__(self, numerator, denominator=1):
        if denominator == 0:
            raise ValueError("the denominator must not be 0")
        common = gcd(numerator, denominator)
        if denominator < 0:  # the sign belongs to the numerator
            common = -common
        self.numerator = numerator // common
        self.denominator = denominator // common

    def __add__(self, other):
        return Fraction(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __sub__(self, other):
        return self + Fraction(-other.numerator, other.denominator)

    def __mul__(self, other):
        return Fraction(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other):
        if other.numerator == 0:
            raise ZeroDivisionError("division by zero")
        return self * Fraction(other.denominator, other.numerator)

    def __eq__(self, other):
        if not isinstance(other, Fraction):
            return NotImplemented
        return (self.numerator, self.denominator) == (other.numerator, other.denominator)

    def __hash__(self):
        return hash((self.numerator, self.denominator))

    def __str__(self):
        if self.denominator == 1:
            return str(self.numerator)
        return f"{self.numerator}/{self.denominator}\"""",
    ),
    Algorithm(
        "vector class",
        r"class (?:my ?)?vectors?(?: ?[23]d)?(?! (?:file|image|graphic|map))"
        r"|(?:length|angle|dot|cross)(?=.*\bvectors\b)|vectors?(?=.*\b(?:dot|cross|length"
        r"|magnitude|scalar|norm|add\w*|plus|angle)\b)|dot products?|scalar products?"
        r"|cross products?",
        r"length|dot",
        "Write vector.py with class Vector(x, y): vectors can be added, subtracted and compared, "
        "multiplied by a number from either side (2 * v and v * 2), dot(other) is the scalar "
        "product, abs(v) the length, and repr gives 'Vector(1, 2)'.",
        """\
from math import hypot


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__  # for 2 * v

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def __abs__(self):
        return hypot(self.x, self.y)

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Vector({self.x}, {self.y})\"""",
    ),
    Algorithm(
        "polynomial",
        r"polynom\w+|horner(?:'s|s)?|(?:coefficients?|terms)(?=.*\b(?:x\^2|x\*\*2|x²|derivative)"
        r"(?!\w))|coefficients?(?=.*\bat x\b)",
        r"coefficients|degree",
        "Write polynomials.py: a polynomial is the list of its coefficients, the constant first. "
        "value(p, x) is its value at x, add(p, q) the sum, multiply(p, q) the product and "
        "derivative(p) the derivative, all without zeros at the end; zero is [].",
        """\
def trimmed(p):
    p = list(p)
    while p and p[-1] == 0:
        p.pop()
    return p


def value(p, x):
    result = 0
    for coefficient in reversed(p):  # Horner: from the highest power down
        result = result * x + coefficient
    return result


def add(p, q):
    size = max(len(p), len(q))
    longer = list(p) + [0] * (size - len(p)), list(q) + [0] * (size - len(q))
    return trimmed(a + b for a, b in zip(*longer))


def multiply(p, q):
    result = [0] * (len(p) + len(q))
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return trimmed(result)


def derivative(p):
    return trimmed(power * coefficient for power, coefficient in enumerate(p))[1:]""",
    ),
    Algorithm(
        "quadratic equation",
        r"quadratic(?! (?:time|complexity|runtime))(?: equations?| formula)?|discriminants?"
        r"|ax(?:\^2|²|\*\*2)|a ?\* ?x(?:\^2|²|\*\*2)|midnight formula",
        r"roots|real",
        "Write quadratic.py with solve(a, b, c): the real solutions of a*x*x + b*x + c = 0 as a "
        "list in ascending order: two, one or none. If a is 0 the equation is linear; ValueError "
        "if a and b are both 0.",
        """\
from math import sqrt


def solve(a, b, c):
    if a == 0:
        if b == 0:
            raise ValueError("no equation in x")
        return [0.0 - c / b]
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    if discriminant == 0:
        return [0.0 - b / (2 * a)]
    root = sqrt(discriminant)
    return sorted([(-b - root) / (2 * a), (-b + root) / (2 * a)])""",
    ),
    Algorithm(
        "linear equations",
        r"gauss\w* (?:elimination|algorithm)|gauss(?:'s)? (?:elimination|algorithm)"
        r"|(?:systems? of|simultaneous|several|two|three|linear) (?:linear )?equations"
        r"|linear system|equations? with (?:two|three|several|n) unknowns",
        r"unknowns|solution",
        "Write equations.py with solve(rows): each row of n equations has n factors and the right "
        "side, all whole numbers. Return the solution as a list of Fractions, by Gaussian "
        "elimination; ValueError if there is not exactly one.",
        """\
from fractions import Fraction


def solve(rows):
    rows = [[Fraction(value) for value in row] for row in rows]
    size = len(rows)
    for column in range(size):
        candidates = [row for row in range(column, size) if rows[row][column] != 0]
        if not candidates:
            raise ValueError("there is not exactly one solution")
        pivot = candidates[0]
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [value / head for value in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [
                    value - factor * above for value, above in zip(rows[row], rows[column])
                ]
    return [row[-1] for row in rows]""",
    ),
)
