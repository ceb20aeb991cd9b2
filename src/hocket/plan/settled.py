"""Plans that need no LLM: figures and a text on them. The figures come first, the text second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.plan.analyse import is_prose
from hocket.plan.critic import Draft, repaired
from hocket.plan.task_types import CODE

if TYPE_CHECKING:
    from hocket.core.goal import Goal
    from hocket.plan.analyse import Analysis
    from hocket.plan.task_types import TaskTypes


def settled(goal: Goal, analysis: Analysis, types: TaskTypes) -> tuple[Draft, ...]:
    """The drafts of a goal that asks for files of data and one text; of another goal, none.

    The text depends on every file of data, so that it states the figures that were computed.
    """
    files = analysis.files
    texts = [name for name in files if is_prose(name)]
    if len(texts) != 1 or len(files) != analysis.pieces or any(n.endswith(CODE) for n in files):
        return ()
    fitting = [types.for_file(name) for name in files]
    if not all(fitting):
        return ()
    data = tuple(f"t{number}" for number in range(1, len(files)))
    return repaired(
        [
            Draft(
                f"t{number}",
                _type_of(fitting[number - 1], name),
                f"{goal.text}\n\nYour part of this is {name} alone.",
                (name,),
                data if is_prose(name) else (),
            )
            for number, name in enumerate(files, 1)
        ]
    )


def _type_of(fitting: tuple[str, ...], name: str) -> str:
    """The usual type for the file; figures are computed by analysis even if programs write them."""
    return "analysis" if "analysis" in fitting and not is_prose(name) else fitting[0]
