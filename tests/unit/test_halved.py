"""Documents with a table for the rows with a value and one for the rest, by code alone."""

from __future__ import annotations

import pytest

from conversions import converted
from hocket.agents.forms import form_of
from hocket.agents.ways.columns import REFUSED
from hocket.agents.ways.halved import halves_of
from hocket.errors import PermanentError

BOATS = "boat,crew,hire,own\nLark,3,20,1\nWren,2,15,0\nKite,5,40,1\nDove,4,30,0\n"
HEAD = "| boat | crew |\n| --- | --- |\n"
TABLES = f"{HEAD}| Kite | 5 |\n| Lark | 3 |\n\n## Others\n\n{HEAD}| Dove | 4 |\n| Wren | 2 |\n"


@pytest.mark.parametrize(
    "goal",
    [
        """I need raw.csv as two Markdown tables in out.md: one under the heading Ours for the \
boats with a 1 in own, one under the heading Others for the rest, both sorted by crew, the most \
first. Columns: boat, crew.""",
        """Please turn raw.csv into out.md with two tables, sorted by crew, the highest first: \
under the heading Others those with 0 in own, under the heading Ours the others. Columns: boat, \
crew.""",
        """raw.csv -> out.md. Two tables, descending by crew, with the columns boat and crew. One \
is under the heading 'Ours' for all boats that have a 1 in the column own and one under the \
heading 'Others' for the other boats.""",
    ],
)
async def test_rows_with_a_value_and_the_rest_have_a_table_each(goal):
    content = await converted(goal, "raw.csv", BOATS, "out.md")
    parts = [part.strip() for part in content.split("## ")]
    assert sorted(parts) == sorted(part.strip() for part in f"## Ours\n\n{TABLES}".split("## "))


@pytest.mark.parametrize(
    ("have", "rest"),
    [
        ("a 1 in own", "the rest of the large ones"),
        ("a 1 in own and crew", "the rest"),
        ("a 1 in own or hire", "the rest"),
        ("a 1 in own that cost 20", "the rest"),
        ("a 1 in own", "other boats that sail"),
    ],
)
def test_more_that_is_said_of_the_rows_of_a_table_is_no_value_of_one_column(have, rest):
    goal = f"""Make out.md of raw.csv: a table under the heading Ours for the boats with {have} \
and one under the heading Others for {rest}. Columns: boat, crew."""
    assert halves_of(form_of(goal, ["out.md"])) is None


@pytest.mark.parametrize(
    "text",
    [BOATS.replace(",own", ",kept"), BOATS.replace(",1\n", ",2\n"), BOATS.replace("40,1", "40,")],
)
async def test_value_that_no_row_or_not_each_row_can_have_is_left_to_others(text):
    goal = """Make out.md of raw.csv: a table under the heading Ours for the boats with a 1 in own \
and one under the heading Others for the rest. Columns: boat, crew."""
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text, "out.md")
