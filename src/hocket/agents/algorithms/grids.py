"""Ways through rows and columns."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

GRIDS = (
    Algorithm(
        "spiral order",
        r"spirals?|spirally|snail (?:sort|order|shape)",
        r"matrix|clockwise",
        "Write spiral.py with spiral(matrix): the numbers of a rectangular matrix, a list of rows, "
        "in spiral order: clockwise from the top left inwards. An empty matrix gives an empty "
        "list.",
        """\
def spiral(matrix):
    rows = [list(row) for row in matrix]
    order = []
    while rows:
        order += rows.pop(0)
        # what is left is turned to the left, so that its right column comes on top
        rows = [list(column) for column in zip(*rows)][::-1]
    return order""",
    ),
    Algorithm(
        "rotate matrix",
        r"(?:rotat\w+|turn\w*)(?=.*\b(?:matrix|matrices|grid|image|2d (?:list|array)|square array"
        r"|pixels)\b)(?=.*\b(?:90|180|270|clockwise|anticlockwise|quarter|degrees)\b)"
        r"|rotat\w+ (?:a |an |the )?(?:square )?(?:matrix|grid|image|board|picture|2d \w+)"
        r"|(?:matrix|matrices)(?=.*\brotat\w+)|rotat\w+ (?:anti|counter)?-?clockwise",
        r"matrix|clockwise|90",
        "Write rotation.py with rotate(matrix, quarters): the matrix, a list of rows, turned "
        "clockwise by 90 degrees as often as quarters says; a negative number turns it "
        "anticlockwise. The given matrix stays as it is.",
        """\
def rotate(matrix, quarters):
    result = [list(row) for row in matrix]
    for _ in range(quarters % 4):  # three to the right are one to the left
        # clockwise: the rows from the bottom up become the columns
        result = [list(column) for column in zip(*reversed(result))]
    return result""",
    ),
    Algorithm(
        "transpose",
        r"transpos(?:e[ds]?|ing)(?!.*\b(?:stdin|standard input|cipher|notes?|chords?|semitones?"
        r"|song|key)\b)|(?:swap\w*|exchang\w+|flip\w*|turn\w*) (?:the )?rows (?:and|with|into|to"
        r"|for) (?:the )?columns|(?:rows (?:become|to|into|are) columns|columns (?:become"
        r"|into) rows)(?!.*\b(?:stdin|standard input)\b)",
        r"matrix|columns",
        "Write transposed.py with transpose(matrix): rows become columns. ValueError if the rows "
        "are not all of one length; an empty matrix gives an empty list.",
        """\
def transpose(matrix):
    if any(len(row) != len(matrix[0]) for row in matrix):
        raise ValueError("the rows must have one length")
    return [list(column) for column in zip(*matrix)]


def is_symmetric(matrix):
    return [list(row) for row in matrix] == transpose(matrix)""",
    ),
    Algorithm(
        "Pascal's triangle",
        r"pascal(?:'s|s)? (?:triangle|rows?)|triangle of (?:the )?pascal|binomial coefficients?"
        r"|(?:sum of )?the two numbers? above",
        r"triangle|above",
        "Write pascal.py with triangle(n): the first n rows of Pascal's triangle as lists. n = 0 "
        "gives an empty list, a negative n is a ValueError.",
        """\
def triangle(n):
    if n < 0:
        raise ValueError("n must not be negative")
    rows = []
    for _ in range(n):
        if not rows:
            rows.append([1])
        else:
            above = rows[-1]
            # each number is the sum of the two above it
            middle = [left + right for left, right in zip(above, above[1:])]
            rows.append([1, *middle, 1])
    return rows""",
    ),
    Algorithm(
        "magic square",
        r"magic (?:\w+ )?squares?|(?:rows?|columns?)(?=.*\bdiagonals?\b)(?=.*\bsame (?:sum|total)"
        r"\b)|(?:same sum|add up to the same|equal sums?)(?=.*\bdiagonals?\b)",
        r"diagonals",
        "Write magic.py with is_magic(square): True if the rows, the columns and both diagonals of "
        "a square of numbers all have the same sum and no number stands twice. False if it is "
        "empty or not square.",
        """\
def is_magic(square):
    size = len(square)
    if size == 0 or any(len(row) != size for row in square):
        return False
    numbers = [number for row in square for number in row]
    if len(set(numbers)) != len(numbers):
        return False
    sums = {sum(row) for row in square}
    sums |= {sum(column) for column in zip(*square)}
    sums.add(sum(square[place][place] for place in range(size)))
    sums.add(sum(square[place][size - 1 - place] for place in range(size)))
    return len(sums) == 1""",
    ),
    Algorithm(
        "flood fill",
        r"flood[- ]?fill\w*|paint bucket|bucket (?:tool|fill)|fill\w* (?:an? |the )?(?:connected"
        r"|enclosed) (?:area|region)s?|(?:recolou?r|repaint|paint)\w*(?=.*\b(?:connected|touching"
        r"|adjacent|same colou?r|neighbou?r\w*)\b)",
        r"pixels|connected",
        "Write fill.py with flood_fill(image, row, column, color): image is a list of rows of "
        "colors. Give the cell and all cells of its color that are connected with it up, down, "
        "left or right the new color; return a new image. IndexError if the cell is outside.",
        """\
def flood_fill(image, row, column, color):
    if not (0 <= row < len(image) and 0 <= column < len(image[0])):
        raise IndexError("the cell is outside the image")
    result = [list(line) for line in image]
    old = result[row][column]
    if old == color:  # nothing to do, and it would never end
        return result
    waiting = [(row, column)]
    while waiting:
        r, c = waiting.pop()
        if 0 <= r < len(result) and 0 <= c < len(result[0]) and result[r][c] == old:
            result[r][c] = color
            waiting += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return result""",
    ),
    Algorithm(
        "islands",
        r"(?:count\w*|how many|number of|num|largest|biggest) (?:the )?islands?|islands?(?=.*\b"
        r"(?:grid|map|cells?|water|land|1s)\b)|(?:largest|biggest) (?:connected )?(?:area|region"
        r"|patch) of (?:1s|ones|land|cells)",
        r"land|water",
        "Write islands.py with count_islands(grid): rows of 1 (land) and 0 (water). An island is "
        "land that is connected up, down, left or right, not diagonally. Return how many there "
        "are; the grid stays as it is.",
        """\
def count_islands(grid):
    seen = set()
    islands = 0
    for row in range(len(grid)):
        for column in range(len(grid[row])):
            if grid[row][column] != 1 or (row, column) in seen:
                continue
            islands += 1
            waiting = [(row, column)]
            while waiting:  # all that belongs to this island
                r, c = waiting.pop()
                if not (0 <= r < len(grid) and 0 <= c < len(grid[r])):
                    continue
                if grid[r][c] == 1 and (r, c) not in seen:
                    seen.add((r, c))
                    waiting += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return islands""",
    ),
    Algorithm(
        "maze",
        r"maz(?:e|es)|labyrinth\w*|(?:shortest|fewest|quickest) (?:way|path|route|steps)(?=.*\b"
        r"(?:grid|walls?|obstacles?|blocked)\b)|(?:grid|walls?|obstacles?)(?=.*\b(?:shortest"
        r"|fewest|least) (?:way|path|route|steps|moves|number of steps)\b)",
        r"walls|exit",
        "Write maze.py with shortest(maze): maze is a list of texts with '#' for a wall, '.' for a "
        "free cell, 'S' for the start and 'E' for the exit. Return the fewest steps up, down, left "
        "or right from S to E, or None if there is no way.",
        """\
from collections import deque


def find(maze, mark):
    for row, text in enumerate(maze):
        if mark in text:
            return row, text.index(mark)
    raise ValueError(f"no {mark} in the maze")


def shortest(maze):
    start, end = find(maze, "S"), find(maze, "E")
    steps = {start: 0}
    waiting = deque([start])
    while waiting:
        cell = waiting.popleft()  # the cell nearest to the start comes first
        if cell == end:
            return steps[cell]
        row, column = cell
        for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            inside = 0 <= r < len(maze) and 0 <= c < len(maze[r])
            if inside and maze[r][c] != "#" and (r, c) not in steps:
                steps[r, c] = steps[cell] + 1
                waiting.append((r, c))
    return None""",
    ),
)
