"""The sides of a table whose rows join two of a kind: a trip from and to, a match of two teams.

What is asked is mostly of each one, on whichever side it stands: its points, its balance. So each
row is there once for each side, as an edge is in the incidence list of a graph.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.column import Habits, column_of, free_name
from hocket.documents.profile.nouns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Table, TableProfile

SIDES = "_sides"
"""How the variable of the form ends."""

FEWEST, SHARED, SAME = 3, 0.5, 0.5
"""Names that two columns share at least, as a number and as a share of all, and the share of rows
from which on two columns that say the same are one."""
ONE_OF = 0.8
"""Share of rows in which a column holds one of the two, and so says something of them."""
MOST_ROWS, MOST_TEXTS = 100_000, 40
"""Rows, and columns of text, up to which a table is looked at."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_a-zA-Z]+")


def sides_table(profile: TableProfile, table: Table) -> tuple[TableProfile, Table] | None:
    r"""The table with a row for each side of each row; None if its rows have no two sides.

    Args:
        profile: What the table holds.
        table: Its rows.

    Returns:
        The table: ``side``, the name of the column that is meant; ``name`` and ``other``, what
        stands on that side and on the other one; ``own_…`` and ``other_…`` of columns that come in
        pairs likewise; then the columns that belong to both. Names that the table has already, in
        capitals or small letters, end with ``_``.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = b"home,away,home_goals,away_goals\nA,B,2,1\nB,C,0,0\nC,A,1,3\nB,A,1,1\n"
        >>> profile = table_profile("a.csv", content)
        >>> about, sides = sides_table(profile, loaded_table("a.csv", content))
        >>> sides.names
        ('side', 'name', 'other', 'own_goals', 'other_goals')
        >>> sides.rows[:2]
        [['home', 'A', 'B', '2', '1'], ['away', 'B', 'A', '1', '2']]
    """
    names = [column.name for column in profile.columns]
    pair = _pair(profile, table)
    if pair is None:
        return None
    paired = _paired(names, pair)
    both = [n for n in range(len(names)) if n not in {place for two in paired for place in two}]
    taken = {names[place].lower() for place in both}
    heads = ["side", "name", "other"]
    for one, _ in paired[1:]:
        rest = _rest(names[one], names[pair[0]], names[pair[1]])
        heads += [f"own_{rest}", f"other_{rest}"]
    heads = [free_name(head, taken) for head in heads]
    rows = [
        [names[pair[side]], *_of_side(row, paired, side), *(row[place] for place in both)]
        for row in table.rows
        for side in (0, 1)
    ]
    every = (*heads, *(names[place] for place in both))
    like = [profile.columns[place] for place in (*_first_of(paired), *both)]
    columns = [Column(heads[0], values=_count_of_sides(names, pair, table), distinct=2)]
    for place, known in enumerate(like, 1):
        cells = [row[place] for row in rows]
        columns.append(column_of(every[place], cells, Habits.of(known)))
    return profile.remade(columns, len(rows)), table.remade(every, rows)


def _first_of(paired: list[tuple[int, int]]) -> list[int]:
    """A column of the file for each column that a pair becomes."""
    return [place for one, _ in paired for place in (one, one)]


def _count_of_sides(
    names: list[str], pair: tuple[int, int], table: Table
) -> tuple[tuple[str, int], ...]:
    return tuple((names[place], len(table.rows)) for place in pair)


def _of_side(row: Sequence[Any], paired: list[tuple[int, int]], side: int) -> list[Any]:
    """What a row says of one side and of the other, pair by pair."""
    return [cell for two in paired for cell in (row[two[side]], row[two[1 - side]])]


def _pair(profile: TableProfile, table: Table) -> tuple[int, int] | None:
    """The places of two columns that hold the same names, mostly others in each row."""
    if not 0 < len(table.rows) <= MOST_ROWS:
        return None
    texts = [p for p, c in enumerate(profile.columns) if c.type == "text" and c.distinct >= FEWEST]
    if len(texts) < 2:  # noqa: PLR2004 - a pair
        return None
    if len(texts) > MOST_TEXTS:
        return None
    said = {place: [_name(row[place]) for row in table.rows] for place in texts}
    known = {place: set(names) - {""} for place, names in said.items()}
    best, pair = SHARED, None
    for one, other in combinations(texts, 2):
        shared = len(known[one] & known[other])
        if shared < FEWEST or shared < best * len(known[one] | known[other]):
            continue
        same = sum(a == b for a, b in zip(said[one], said[other], strict=True))
        if same < SAME * len(table.rows):
            best, pair = shared / len(known[one] | known[other]) + 1e-9, (one, other)
    return None if pair is None or _are_answers(pair, said, known) else pair


def _are_answers(
    pair: tuple[int, int], said: dict[int, list[str]], known: dict[int, set[str]]
) -> bool:
    """Whether several other columns hold the same names, as the answers of a survey do.

    One that holds one of the two in most rows, as a winner does, is no such.
    """
    two = [{said[pair[0]][n], said[pair[1]][n]} for n in range(len(said[pair[0]]))]
    alike = [
        names
        for place, names in said.items()
        if place not in pair
        and len(known[place] & known[pair[0]]) >= SHARED * len(known[place] | known[pair[0]])
    ]
    of_neither = [
        names
        for names in alike
        if sum(a in b for a, b in zip(names, two, strict=True)) < ONE_OF * len(two)
    ]
    return len(of_neither) > 1


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _paired(names: list[str], pair: tuple[int, int]) -> list[tuple[int, int]]:
    """The pair, and the columns whose names differ as theirs do: ``score1`` and ``score2``."""
    first, second = _marks(names[pair[0]], names[pair[1]])
    places = {tuple(_tokens(name)): place for place, name in enumerate(names)}
    found, taken = [pair], set(pair)
    for place, name in enumerate(names):
        tokens = _tokens(name)
        if first and first in tokens and place not in taken:
            partner = places.get(tuple(second if token == first else token for token in tokens))
            if partner is not None and partner not in taken and partner != place:
                found.append((place, partner))
                taken |= {place, partner}
    return found


def _marks(one: str, other: str) -> tuple[str, str]:
    """The words in which two names differ, where it is one; else empty texts."""
    first, second = _tokens(one), _tokens(other)
    if len(first) != len(second):
        return "", ""
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return differing[0] if len(differing) == 1 else ("", "")


def _rest(name: str, one: str, other: str) -> str:
    """The name of a column without the word that tells its side."""
    first, _ = _marks(one, other)
    return "_".join(token for token in _tokens(name) if token != first) or "value"


def _tokens(name: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(name)]
