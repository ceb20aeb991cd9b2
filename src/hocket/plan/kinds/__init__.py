"""The kind of a task: what has to be done, by which the way of doing it is chosen.

The kind is decided by rules from the words of the goal and the names of its files, so the same goal
always has the same kind, and no LLM is asked. First the goal is brought into sentences without
bullets and politeness (`wording`); then its files say which rules read them: those of programs, of
tables, of texts, or of words alone. A rule that is unsure falls through to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args

from hocket.plan.kinds.patterns import CODES, SAID, TABLES, has_ending, words
from hocket.plan.kinds.programs import is_code
from hocket.plan.kinds.questions import of_words
from hocket.plan.kinds.tables import of_tables
from hocket.plan.kinds.texts import of_texts
from hocket.plan.kinds.wording import said

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["CODES", "KINDS", "Kind", "has_ending", "kind_of"]

Kind = Literal[
    "table", "convert", "text", "extraction", "code", "reasoning", "knowledge", "report", "other"
]
"""``table``: a question on tables; ``convert``: the same data in another form; ``text``: a question
on texts; ``extraction``: data out of texts; ``other``: a poem, a letter, a translation ..."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_COUNTS = words(
    r"how (?:many|often|long)|counts?|counted|number of|averages?|means?|totals?|most|fewest"
    r"|longest|shortest|latest|earliest"
    r"|(?:per|for each|by) (?:person|sender|day|hour|month|speaker)"
)


def kind_of(
    text: str,
    inputs: Collection[str] = (),
    outputs: Sequence[str] = (),
    *,
    tables: Collection[str] = (),
) -> Kind:
    r"""The kind of a task.

    Args:
        text: What the task asks for.
        inputs: Names of the files that it may read.
        outputs: Names of the files that it must leave.
        tables: Those of ``inputs`` that hold a table although their name does not say so.

    Examples:
        >>> kind_of("Which island had the most birds? See birds.csv.", ["birds.csv"])
        'table'
        >>> kind_of("Who wrote Middlemarch?"), kind_of("What is 12 percent of 450?")
        ('knowledge', 'reasoning')
        >>> kind_of("- book: Middlemarch\n- tell me who wrote it")
        'knowledge'
    """
    wording = said(text, (*inputs, *outputs))
    has_table = any(has_ending(name, TABLES) for name in inputs)
    if is_code(wording, inputs, outputs):
        return "code"
    if has_table or any(_is_counted(name, wording.text) for name in tables):
        return cast("Kind", of_tables(wording, outputs))
    if inputs:
        return cast("Kind", of_texts(wording, inputs, outputs))
    return cast("Kind", of_words(wording, outputs))


def _is_counted(name: str, text: str) -> bool:
    """Whether a table is taken as one: of mails and subtitles, where their number or time is."""
    return not has_ending(name, SAID) or bool(_COUNTS.search(text))
