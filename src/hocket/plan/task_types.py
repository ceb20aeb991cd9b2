"""Types of tasks: what each type does, and which types fit a goal or a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.errors import InvalidInputError
from hocket.plan.analyse import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.goal import Goal

CODE = ".py"
NAME = re.compile(r"^[a-z][a-z0-9_-]{0,39}$")
PROSE_FILE, DATA_FILE, CODE_FILE = "prose", "data", "code"


@dataclass(frozen=True, slots=True)
class TaskType:
    """A type of task.

    Attributes:
        name: The name in tasks and on the cards of agents.
        does: What such a task does, for the planner's LLM, such as "turns text into speech".
        words: Words in a goal of one task that indicate this type.
        makes: The files that such a task produces, the usual ones first: ``prose``, ``data``,
            ``code``, or an ending such as ``.srt``.
        needs_files: Whether the type is offered only for goals with input files or code.

    Raises:
        InvalidInputError: The name has other characters than lower-case letters, digits, ``-``
            and ``_``.
    """

    name: str
    does: str
    words: frozenset[str] = frozenset()
    makes: tuple[str, ...] = ()
    needs_files: bool = False

    def __post_init__(self) -> None:
        if not NAME.match(self.name):
            message = (
                f"The task type {self.name!r} needs a name in lower case, such as 'translation'"
            )
            raise InvalidInputError(message, name=self.name)

    def makes_file(self, name: str) -> bool:
        """Whether such a task can produce this file."""
        return any(form in (_form_of(name), _ending_of(name)) for form in self.makes)

    def rank_for(self, name: str) -> int:
        """Rank of a file among those that such a task produces; 0 is the most usual."""
        return next(i for i, f in enumerate(self.makes) if f in (_form_of(name), _ending_of(name)))


TASK_TYPES = (
    TaskType("reasoning", "answers questions"),
    TaskType(
        "coding",
        "writes programs",
        words=frozenset({"function", "program", "script", "code", "implement", "refactor"}),
        makes=(CODE_FILE, DATA_FILE),
        needs_files=True,
    ),
    TaskType(
        "analysis",
        "computes figures from data",
        words=frozenset({"compute", "calculate", "count", "mean", "average", "statistics", "csv"}),
        makes=(DATA_FILE,),
        needs_files=True,
    ),
    TaskType(
        "creative",
        "writes texts",
        words=frozenset({"write", "poem", "story", "letter", "essay", "draft", "slogan"}),
        makes=(PROSE_FILE,),
    ),
    TaskType("synthesis", "combines results", makes=(PROSE_FILE,)),
)
"""The types that come with hocket; the first is the default."""


class TaskTypes:
    """The registered types of tasks.

    Args:
        types: The types, with unique names.
    """

    def __init__(self, types: Iterable[TaskType]) -> None:
        self._types = tuple(types)
        self.names = tuple(kind.name for kind in self._types)
        self.endings = tuple(e for kind in self._types for e in kind.makes if e.startswith("."))

    def offered(self, cards: Sequence[AgentCard]) -> TaskTypes:
        """The types to plan with: hocket's own, and those of packs that one of the agents does."""
        done = {name for card in cards for name in card.types}
        return TaskTypes(t for t in self._types if t in TASK_TYPES or t.name in done)

    def described(self) -> str:
        """All types in one line, for a prompt."""
        return ", ".join(f"{t.name} {t.does}" for t in sorted(self._types, key=lambda t: t.name))

    def of_goal(self, text: str, files: Sequence[str]) -> str:
        """The type of a goal of one task, from its files and its words.

        The type of a pack takes precedence if the goal has one of its words or asks for a file
        with one of its endings.
        """
        words = set(re.findall(r"[a-z]+", text.lower()))
        endings = {_ending_of(name) for name in files}
        for kind in self._types:
            if kind not in TASK_TYPES and (kind.words & words or endings & set(kind.makes)):
                return kind.name
        if any(name.endswith(CODE) for name in files):
            return "coding"
        if files and not is_prose(files[0]):
            return "analysis"
        return next((t.name for t in TASK_TYPES if t.words & words), TASK_TYPES[0].name)

    def for_file(self, name: str) -> tuple[str, ...]:
        """The types of tasks that produce this file, the most usual first."""
        fitting = [kind for kind in self._types if kind.makes_file(name)]
        return tuple(t.name for t in sorted(fitting, key=lambda t: t.rank_for(name)))

    def for_answer(self, goal: Goal) -> tuple[str, ...]:
        """The types of tasks that produce no file."""
        # Without input data and without code in the goal there is nothing to compute or program.
        all_fit = bool(goal.inputs) or self.of_goal(goal.text, ()) == "coding"
        return tuple(t.name for t in self._types if all_fit or not t.needs_files)


def _form_of(name: str) -> str:
    if is_prose(name):
        return PROSE_FILE
    return CODE_FILE if name.endswith(CODE) else DATA_FILE


def _ending_of(name: str) -> str:
    return f".{name.rpartition('.')[2]}"
