"""Games and moves on a board."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

BOARDS = (
    Algorithm(
        "tic-tac-toe",
        r"tic[- ]?tac[- ]?toe|tictactoe|noughts (?:and|&) crosses|naughts (?:and|&) crosses"
        r"|(?:three|3) in a (?:row|line)(?=.*\b(?:board|grid|marks?|3x3|diagonal\w*))"
        r"|(?:board|grid|marks?|3x3|diagonal\w*)(?=.*\b(?:three|3) in a (?:row|line)\b)",
        r"winner|draw",
        "Write tictactoe.py with winner(board): board is a list of three rows of three marks, each "
        "'X', 'O' or ' '. Return 'X' or 'O' if that player has three in a row, 'draw' if the board "
        "is full without a winner, and None if the game is still open.",
        """\
def winner(board):
    lines = [list(row) for row in board]
    lines += [[board[row][column] for row in range(3)] for column in range(3)]
    lines.append([board[place][place] for place in range(3)])
    lines.append([board[place][2 - place] for place in range(3)])
    for line in lines:
        if line[0] != " " and line[0] == line[1] == line[2]:
            return line[0]
    if any(mark == " " for row in board for mark in row):
        return None
    return "draw\"""",
    ),
    Algorithm(
        "game of life",
        r"game of life|conway\w*|(?:live|living|alive|dead) (?:cells?|neighbou?rs?)"
        r"|cells? (?:lives?|dies?)|cellular automat\w+|life grid",
        r"neighbours|generation",
        "Write life.py with step(grid): the next generation of Conway's Game of Life. The grid is "
        "a list of rows of 0 (dead) and 1 (alive); outside of it everything is dead. Return a new "
        "grid.",
        """\
def step(grid):
    height = len(grid)
    width = len(grid[0]) if grid else 0

    def alive_around(row, column):
        return sum(
            grid[r][c]
            for r in range(max(row - 1, 0), min(row + 2, height))
            for c in range(max(column - 1, 0), min(column + 2, width))
            if (r, c) != (row, column)  # a cell is no neighbour of itself
        )

    result = []
    for row in range(height):
        cells = []
        for column in range(width):
            around = alive_around(row, column)
            cells.append(1 if around == 3 or (around == 2 and grid[row][column] == 1) else 0)
        result.append(cells)
    return result""",
    ),
    Algorithm(
        "sudoku check",
        r"(?:valid|check\w*|correct|verif\w+|rules?|broken|conflicts?|duplicates?)"
        r"(?=.*\bsudokus?)|sudokus?(?=.*\b(?:valid|check\w*|correct|conflicts?|duplicates?"
        r"|allowed|legal|rules))",
        r"sudoku|valid|duplicates?",
        "Write sudoku.py with is_valid(board): board is 9 rows of 9 numbers, 0 for an empty cell. "
        "Return True if no digit from 1 to 9 stands twice in a row, a column or a 3x3 box. "
        "ValueError if the board is not 9 by 9.",
        """\
def is_valid(board):
    if len(board) != 9 or any(len(row) != 9 for row in board):
        raise ValueError("the board must be 9 by 9")
    units = [list(row) for row in board]
    units += [[row[column] for row in board] for column in range(9)]
    for top in (0, 3, 6):
        for left in (0, 3, 6):
            units.append([board[top + r][left + c] for r in range(3) for c in range(3)])
    for unit in units:
        digits = [digit for digit in unit if digit != 0]
        if len(set(digits)) != len(digits):
            return False
        if any(digit not in range(1, 10) for digit in digits):
            return False
    return True""",
    ),
    Algorithm(
        "sudoku solver",
        r"sudoku solver|(?:solv\w+|fill\w*|complet\w+|finish\w*)(?=.*\bsudokus?)"
        r"|sudokus?(?=.*\b(?:solv\w+|solutions?|fills?|completed?|backtrack\w*))",
        r"sudoku|solv\w+|backtracking|solutions?",
        "Write solver.py with solve(board): solve a sudoku of 9 rows of 9 numbers with 0 for an "
        "empty cell by backtracking. Return a new board, or None if there is no solution.",
        """\
def solve(board):
    grid = [list(row) for row in board]
    return grid if fill(grid) else None


def fits(grid, row, column, digit):
    top, left = row // 3 * 3, column // 3 * 3
    return (
        digit not in grid[row]
        and all(grid[r][column] != digit for r in range(9))
        and all(grid[top + r][left + c] != digit for r in range(3) for c in range(3))
    )


def fill(grid):
    for row in range(9):
        for column in range(9):
            if grid[row][column] == 0:
                for digit in range(1, 10):
                    if fits(grid, row, column, digit):
                        grid[row][column] = digit
                        if fill(grid):
                            return True
                        grid[row][column] = 0  # take it back
                return False
    return True""",
    ),
    Algorithm(
        "connect four",
        r"connect[- ]?(?:four|4)|four connected"
        r"|(?:four|4) in a (?:row|line)(?=.*\b(?:board|grid|discs?|disks?|columns?|diagonal\w*))"
        r"|(?:board|grid|discs?|disks?|columns?|diagonal\w*)(?=.*\b(?:four|4) in a (?:row|line)\b)",
        r"discs?|drop",
        "Write four.py with class ConnectFour: a board of 6 rows and 7 columns. drop(column) puts "
        "a disc of the player whose turn it is ('R' begins, then 'Y', in turns) on top of a column "
        "from 0 to 6; ValueError if there is no such column or it is full. winner() returns 'R' or "
        "'Y' for four in a row, else None.",
        """\
class ConnectFour:
    ROWS, COLUMNS = 6, 7

    def __init__(self):
        self.columns = [[] for _ in range(self.COLUMNS)]  # each from the bottom up
        self.player = "R"

    def drop(self, column):
        if column not in range(self.COLUMNS):
            raise ValueError("no such column")
        if len(self.columns[column]) == self.ROWS:
            raise ValueError("the column is full")
        self.columns[column].append(self.player)
        self.player = "Y" if self.player == "R" else "R"

    def disc(self, row, column):
        if column in range(self.COLUMNS) and row in range(len(self.columns[column])):
            return self.columns[column][row]
        return None

    def winner(self):
        for column in range(self.COLUMNS):
            for row in range(self.ROWS):
                first = self.disc(row, column)
                for up, right in ((0, 1), (1, 0), (1, 1), (-1, 1)):
                    line = [self.disc(row + up * n, column + right * n) for n in range(4)]
                    if first is not None and line == [first] * 4:
                        return first
        return None""",
    ),
    Algorithm(
        "minesweeper",
        r"mine[- ]?sweeper|mine ?fields?|(?:adjacent|neighbou?ring|nearby|surrounding) mines"
        r"|mines?(?=.*\b(?:around|next to|near|touch\w*|grid))",
        r"mines|adjacent",
        "Write mines.py with annotate(rows): each row is a text of '*' (a mine) and '.' (empty). "
        "Return the rows with each '.' replaced by the number of mines in the eight cells around "
        "it; it stays '.' if there are none.",
        """\
def annotate(rows):
    result = []
    for row, text in enumerate(rows):
        marks = ""
        for column, cell in enumerate(text):
            mines = sum(
                rows[r][c] == "*"
                for r in range(max(row - 1, 0), min(row + 2, len(rows)))
                for c in range(max(column - 1, 0), min(column + 2, len(text)))
            )
            if cell == "*":
                marks += "*"
            else:
                marks += str(mines) if mines else "."
        result.append(marks)
    return result""",
    ),
    Algorithm(
        "robot moves",
        r"(?:robot|turtle|rover|drone)(?=.*\b(?:commands?|instructions?|moves?|turns?"
        r"|grid|facing|forward|steps?|up|U|path|follows))"
        r"|turns? (?:left|right)(?=.*\b(?:forward|advance|steps?|moves?))"
        r"|(?:moves?|path|commands?) (?:of|for) (?:a|the) (?:robot|rover|turtle|drone)"
        r"|(?:facing|faces) (?:north|south|east|west)",
        r"facing|forward",
        "Write robot.py with run(commands): a robot starts at (0, 0) and faces north. 'L' and 'R' "
        "turn it left and right by 90 degrees, 'F' moves it one step forward. Return (x, y, "
        "direction), the direction as 'N', 'E', 'S' or 'W'. ValueError for another command.",
        """\
STEPS = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}
CLOCKWISE = "NESW"


def run(commands):
    x, y, direction = 0, 0, "N"
    for command in commands:
        place = CLOCKWISE.index(direction)
        if command == "L":
            direction = CLOCKWISE[(place - 1) % 4]
        elif command == "R":
            direction = CLOCKWISE[(place + 1) % 4]
        elif command == "F":
            right, up = STEPS[direction]
            x, y = x + right, y + up
        else:
            raise ValueError(f"unknown command: {command}")
    return x, y, direction""",
    ),
    Algorithm(
        "n queens",
        r"(?:n|eight|8|four|4)[- ]?queens|queens (?:problem|puzzle)"
        r"|(?:plac\w+|ways|put|arrang\w+)(?=.*\bqueens)|queens(?=.*\beach other)",
        r"chess|attack",
        "Write queens.py with queens(n): all ways to place n queens on an n by n chess board so "
        "that no two attack each other. Each way is a list with the column of the queen in each "
        "row; the ways stand in ascending order.",
        """\
def queens(n):
    solutions = []

    def place(columns):
        row = len(columns)
        if row == n:
            solutions.append(columns)
            return
        for column in range(n):
            # attacked in the same column, or on a diagonal: as far sideways as up
            if all(
                column != other and abs(column - other) != row - other_row
                for other_row, other in enumerate(columns)
            ):
                place([*columns, column])

    place([])
    return solutions""",
    ),
    Algorithm(
        "queen attack",
        r"queen(?:s|'s)? (?:can )?(?:attacks?|moves?|captures?|reach\w*|threatens?)"
        r"|(?:can|two|white|black|if an?|whether an?|the) queen(?:s)?(?=.*\b(?:attack|captur"
        r"|reach|threaten|move)\w*)|(?:bishop|rook)(?=.*\b(?:attack|captur|reach|threaten|mov)\w*)",
        r"chess|attack\w*",
        "Write queen.py with can_attack(queen, other): whether a queen on a chess board attacks "
        "another square. Squares are texts like 'd4', from 'a1' to 'h8'; ValueError for any other "
        "text, and if both are the same square.",
        """\
def place_of(square):
    if len(square) != 2 or square[0] not in "abcdefgh" or square[1] not in "12345678":
        raise ValueError(f"no square: {square}")
    return "abcdefgh".index(square[0]), int(square[1]) - 1


def can_attack(queen, other):
    column, row = place_of(queen)
    other_column, other_row = place_of(other)
    across, up = abs(column - other_column), abs(row - other_row)
    if across == up == 0:
        raise ValueError("both are the same square")
    return across == 0 or up == 0 or across == up""",
    ),
    Algorithm(
        "knight moves",
        r"knight(?:s|'s)? (?:moves?|tour|jumps?|hops?|can)|(?:a|the|chess) knight(?=.*\b(?:board"
        r"|squares?|moves?|jumps?|chess)\b)|moves (?:of )?a knight|path of a knight",
        r"chess|moves",
        "Write knight.py with knight_moves(square): the squares that a knight reaches from a "
        "square of a chess board in one move, as a sorted list of texts like 'c3'. ValueError if "
        "the square is not one of 'a1' to 'h8'.",
        """\
def knight_moves(square):
    if len(square) != 2 or square[0] not in "abcdefgh" or square[1] not in "12345678":
        raise ValueError(f"no square: {square}")
    column, row = "abcdefgh".index(square[0]), int(square[1])
    found = []
    for across, up in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)):
        if 0 <= column + across < 8 and 1 <= row + up <= 8:
            found.append("abcdefgh"[column + across] + str(row + up))
    return sorted(found)""",
    ),
)
