"""Boards and grids of sets, texts or other values, and other questions about them."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Variant

BOARD_VARIANTS = (
    Variant(
        "life on a set",
        "game of life",
        r"(?:as |an? |the |of )?sets?(?: of)?|infinite|unbounded|unlimited|endless"
        r"|without (?:edges|borders|bounds|limits)|coordinates|tuples?|\(x, ?y\)"
        r"|\(row, ?col\w*\)",
        "Write life.py with step(cells): the next generation of Conway's Game of Life on a board "
        "without edges. cells is the set of the (x, y) of all living cells, and so is the result.",
        """\
def step(cells):
    around = {}  # how many living neighbours each place has
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if (dx, dy) != (0, 0):
                    place = (x + dx, y + dy)
                    around[place] = around.get(place, 0) + 1
    return {
        place
        for place, count in around.items()
        if count == 3 or (count == 2 and place in cells)
    }""",
    ),
    Variant(
        "life of a text",
        "game of life",
        r"multi-?line (?:texts?|strings?)|one (?:text|string)|newlines?|rows? (?:a|per) line"
        r"|(?:is|as|in) text(?: form)?|(?:board|text|picture|grid) (?:is|as|being) (?:a "
        r"|one )?(?:text|string)|the text",
        "Write life.py with step(text): the next generation of Conway's Game of Life. The text "
        "has a row a line, '#' for a living cell and '.' for a dead one; outside of it "
        "everything is dead. The result is a text of the same form.",
        """\
def step(text):
    rows = text.split("\\n")
    alive = {(r, c) for r, row in enumerate(rows) for c, mark in enumerate(row) if mark == "#"}

    def lives(r, c):
        near = [(r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)]
        around = sum(place in alive for place in near if place != (r, c))
        return around == 3 or (around == 2 and (r, c) in alive)

    return "\\n".join(
        "".join("#" if lives(r, c) else "." for c in range(len(row))) for r, row in enumerate(rows)
    )""",
    ),
    Variant(
        "life of rows of characters",
        "game of life",
        r"(?:list|rows|lines|array) of (?:strings?|texts?|characters)|(?:strings?|texts?"
        r"|lines)(?=.*\b(?:rows?|each)\b)|each row (?:is|being) an? (?:string|text)",
        "Write life.py with step(rows): the next generation of Conway's Game of Life. The rows "
        "are a list of strings with '#' for a living cell and '.' for a dead one; outside of "
        "them everything is dead. Return a new list of strings.",
        """\
def step(rows):
    alive = {(r, c) for r, row in enumerate(rows) for c, mark in enumerate(row) if mark == "#"}

    def lives(r, c):
        near = [(r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)]
        around = sum(place in alive for place in near if place != (r, c))
        return around == 3 or (around == 2 and (r, c) in alive)

    return [
        "".join("#" if lives(r, c) else "." for c in range(len(row))) for r, row in enumerate(rows)
    ]""",
    ),
    Variant(
        "tic-tac-toe in nine",
        "tic-tac-toe",
        r"nine|9 (?:characters?|marks?|cells?|strings?|elements?|squares?)|(?:length|of) 9|flat"
        r"|row by row",
        "Write tictactoe.py with winner(board): board is a string or list of nine marks, row by "
        "row, each 'X', 'O' or another mark for an empty cell. Return 'X' or 'O' if that player "
        "has three in a row, else None.",
        """\
LINES = (
    (0, 1, 2), (3, 4, 5), (6, 7, 8),
    (0, 3, 6), (1, 4, 7), (2, 5, 8),
    (0, 4, 8), (2, 4, 6),
)


def winner(board):
    for a, b, c in LINES:
        if board[a] in ("X", "O") and board[a] == board[b] == board[c]:
            return board[a]
    return None""",
    ),
    Variant(
        "tic-tac-toe class",
        "tic-tac-toe",
        r"class",
        "Write tictactoe.py with a class TicTacToe: play(row, column) puts the mark of the "
        "player whose turn it is ('X' begins) on a board of 3 by 3, with ValueError if the cell "
        "is outside, taken, or the game is over. winner() returns 'X', 'O' or None, is_draw() "
        "whether the board is full without a winner.",
        """\
class TicTacToe:
    def __init__(self):
        self.board = [[" "] * 3 for _ in range(3)]
        self.player = "X"

    def play(self, row, column):
        if row not in range(3) or column not in range(3):
            raise ValueError(f"no such cell: {row}, {column}")
        if self.board[row][column] != " ":
            raise ValueError(f"the cell is taken: {row}, {column}")
        if self.winner() is not None:
            raise ValueError("the game is over")
        self.board[row][column] = self.player
        self.player = "O" if self.player == "X" else "X"

    def winner(self):
        board = self.board
        lines = [*board, *map(list, zip(*board))]
        lines.append([board[place][place] for place in range(3)])
        lines.append([board[place][2 - place] for place in range(3)])
        for line in lines:
            if line[0] != " " and line[0] == line[1] == line[2]:
                return line[0]
        return None

    def is_draw(self):
        is_full = all(mark != " " for row in self.board for mark in row)
        return is_full and self.winner() is None""",
    ),
    Variant(
        "sudoku of characters",
        "sudoku check",
        r"strings?|texts?|characters?|dots?|'\.'|\"\.\"",
        "Write sudoku.py with is_valid(board): board is nine strings of nine characters, '.' or "
        "'0' for an empty cell. Return True if no digit stands twice in a row, a column or a 3x3 "
        "box.",
        """\
def is_valid(board):
    units = [list(row) for row in board]
    units += [[row[column] for row in board] for column in range(9)]
    for top in (0, 3, 6):
        for left in (0, 3, 6):
            units.append([board[top + r][left + c] for r in range(3) for c in range(3)])
    for unit in units:
        digits = [mark for mark in unit if mark not in ".0 "]
        if len(set(digits)) != len(digits):
            return False
    return True""",
    ),
    Variant(
        "mines of booleans",
        "minesweeper",
        r"booleans?|bools?|true|matrix|1s?|-1|numbers? (?:for|where)|is a mine",
        "Write mines.py with counts(field): field is a list of rows of True (a mine) and False. "
        "Return a list of rows with the number of mines in the eight cells around each cell.",
        """\
def counts(field):
    height = len(field)
    width = len(field[0]) if field else 0

    def around(row, column):
        return sum(
            bool(field[r][c])
            for r in range(max(row - 1, 0), min(row + 2, height))
            for c in range(max(column - 1, 0), min(column + 2, width))
            if (r, c) != (row, column)
        )

    return [[around(row, column) for column in range(width)] for row in range(height)]""",
    ),
    Variant(
        "knight distance",
        "knight moves",
        r"(?:fewest|least|minimum|minimal|smallest|shortest"
        r"|how many)(?: number of)?(?: knight)?(?: moves?| path| way)?|distance"
        r"|from one square to another",
        "Write knight.py with moves_needed(start, goal): the least number of moves of a knight "
        "from one square to another on a board of 8 by 8; squares are (row, column) from 0 to 7. "
        "ValueError for a square outside of the board.",
        """\
from collections import deque

JUMPS = ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1))


def moves_needed(start, goal):
    start, goal = tuple(start), tuple(goal)
    for square in (start, goal):
        if any(number not in range(8) for number in square):
            raise ValueError(f"not on the board: {square}")
    steps = {start: 0}
    waiting = deque([start])
    while waiting:
        square = waiting.popleft()
        if square == goal:
            return steps[square]
        for down, right in JUMPS:
            target = (square[0] + down, square[1] + right)
            if target[0] in range(8) and target[1] in range(8) and target not in steps:
                steps[target] = steps[square] + 1
                waiting.append(target)""",
    ),
    Variant(
        "robot back home",
        "robot moves",
        r"(?:back|returns?|comes? back|ends?)(?= .*\b(?:home|origin|began|start\w*|begins?)\b)"
        r"|origin again|full circle",
        "Write robot.py with returns_home(moves): whether a robot that follows 'U', 'D', 'L' and "
        "'R' (up, down, left, right) comes back to where it began. ValueError for other moves.",
        """\
STEPS = {"U": (0, 1), "D": (0, -1), "L": (-1, 0), "R": (1, 0)}


def returns_home(moves):
    x, y = 0, 0
    for move in moves:
        if move not in STEPS:
            raise ValueError(f"unknown move: {move!r}")
        x, y = x + STEPS[move][0], y + STEPS[move][1]
    return (x, y) == (0, 0)""",
    ),
    Variant(
        "robot without turns",
        "robot moves",
        r"(?:up|U)(?='?,? .*\b(?:down|D)\b)|(?:north|N)(?=,? .*\b(?:south"
        r"|S)\b.*\bfinal position)",
        "Write robot.py with position(moves): the (x, y) where a robot that starts at (0, 0) "
        "ends when it follows 'U' (y + 1), 'D' (y - 1), 'L' (x - 1) and 'R' (x + 1). ValueError "
        "for other moves.",
        """\
STEPS = {"U": (0, 1), "D": (0, -1), "L": (-1, 0), "R": (1, 0)}


def position(moves):
    x, y = 0, 0
    for move in moves:
        if move not in STEPS:
            raise ValueError(f"unknown move: {move!r}")
        x, y = x + STEPS[move][0], y + STEPS[move][1]
    return x, y""",
    ),
    Variant(
        "maze of numbers",
        "maze",
        r"(?:0|zero|1|one|true|false)s? (?:\(|is|are|means?|for|=)|start|end|how many steps"
        r"|number of steps|-1",
        "Write maze.py with steps(grid, start, goal): grid is a list of rows of 0 (free) and 1 "
        "(wall), start and goal are (row, column). Return the least number of steps up, down, "
        "left and right, or -1 if the goal cannot be reached.",
        """\
from collections import deque


def steps(grid, start, goal):
    start, goal = tuple(start), tuple(goal)
    if grid[start[0]][start[1]] == 1 or grid[goal[0]][goal[1]] == 1:
        return -1
    far = {start: 0}
    waiting = deque([start])
    while waiting:
        row, column = waiting.popleft()
        if (row, column) == goal:
            return far[row, column]
        for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            is_inside = 0 <= r < len(grid) and 0 <= c < len(grid[0])
            if is_inside and grid[r][c] == 0 and (r, c) not in far:
                far[r, c] = far[row, column] + 1
                waiting.append((r, c))
    return -1""",
    ),
    Variant(
        "islands of characters",
        "islands",
        r"strings?|texts?|characters?|\"1\"|'1'|#|list of texts",
        "Write islands.py with count_islands(rows): rows of characters, '1' or '#' for land, "
        "others for water. An island is land that is joined up, down, left and right.",
        """\
def count_islands(rows):
    cells = [(r, c, mark) for r, row in enumerate(rows) for c, mark in enumerate(row)]
    land = {(r, c) for r, c, mark in cells if mark in ("1", "#")}
    count = 0
    while land:
        count += 1
        waiting = [land.pop()]
        while waiting:
            r, c = waiting.pop()
            for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if near in land:
                    land.remove(near)
                    waiting.append(near)
    return count""",
    ),
    Variant(
        "largest island",
        "islands",
        r"largest|biggest|greatest|(?:maximum|max)(?: \w+)? (?:area|size)|max area|areas?|sizes?",
        "Write islands.py with largest_island(grid): rows of 1 (land) and 0 (water). Return how "
        "many cells the largest island has, joined up, down, left and right; 0 if there is no "
        "land.",
        """\
def largest_island(grid):
    land = {(r, c) for r, row in enumerate(grid) for c, cell in enumerate(row) if cell == 1}
    largest = 0
    while land:
        waiting = [land.pop()]
        size = 0
        while waiting:
            r, c = waiting.pop()
            size += 1
            for near in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if near in land:
                    land.remove(near)
                    waiting.append(near)
        largest = max(largest, size)
    return largest""",
    ),
)
