"""By ballot: who belongs to a list at the end of a thread, decided for each name on its own.

Where the last words on a person are plain ("I'm in", "Bo has to work"), rules read them. For others
the LLM sees only the messages that are theirs or speak of them, and the odds of its yes or no
decide; a whole thread is too much for a small LLM to keep in mind. Who takes what somebody offers
to all is right where rules read the words of each writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.odds import log_odds
from hocket.agents.threads.names import PEOPLE, first_name, people_in
from hocket.agents.threads.owing import owing
from hocket.agents.threads.people import standing
from hocket.agents.threads.wants import wants_told
from hocket.agents.ways.answer import doubted
from hocket.agents.ways.extract import (
    THREADS,
    ByExtraction,
    extracted_form,
    handed_over,
    hold_filled,
)
from hocket.agents.ways.quote import texts_of
from hocket.core.agreement import Agreement, Method
from hocket.core.late_pattern import late_pattern
from hocket.documents.passages import form_of, passages_of
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.agent import AgentCard
    from hocket.documents.passages import Passage
    from hocket.ports.agent import Assignment, Prospect, Workbench

MOST_NAMES = 24
MESSAGE_CHECK = "message check"
OPEN = "messages leave open what some of the people want, or rules do not read them"
RULES = """\
You decide whether a person belongs to a list after all messages of a thread. Later messages \
override earlier ones. Answer yes or no."""
_TASK = "Task: Who brings a cake in the end? A list of the names."
_JUDGED = (
    (f"{_TASK}\nIda Berg: I bake one, and so does Tom.\nIda Berg: Mine stays.", "Ida", "yes"),
    (
        f"{_TASK}\nIda Berg: I bake one, and so does Tom.\nIda Berg: Tom has no time after all.",
        "Tom",
        "no",
    ),
    (f"{_TASK}\nUwe Kent: Only if my oven is mended, I'll tell you.", "Uwe", "no"),
    (
        f"{_TASK}\nEva Holm: Sorry, I can't.\nEva Holm: My plans have changed, so I do bake one.",
        "Eva",
        "yes",
    ),
)

_TASK_UNDONE = "Task: Who still has to give Rae the key back? A list of the names."
_JUDGED_UNDONE = (
    (f"{_TASK_UNDONE}\nIda Berg: Gave it to Rae on Monday, and Tom's too.", "Ida", "no"),
    (f"{_TASK_UNDONE}\nIda Berg: Gave it to Rae on Monday, and Tom's too.", "Tom", "no"),
    (f"{_TASK_UNDONE}\nUwe Kent: Oh, I forgot. On Friday, I promise!", "Uwe", "yes"),
    (f"{_TASK_UNDONE}\nEva Holm: Done!\nRae: Eva, that was another key.", "Eva", "yes"),
    (f"{_TASK_UNDONE}\nPat Lowe: I never had one.", "Pat", "no"),
    (f"{_TASK_UNDONE}\nJo Hart: I'll bring it.\nRae: Jo's key is back, thanks.", "Jo", "no"),
)
_UNDONE = late_pattern(
    r"(?i)\b(?:who|whose|which)\b[^.?!]{0,200}?(?:\bow(?:es?|ing)\b|n['\u2019]t\b|\bnot\b"
    r"|\byet to\b|\bstill (?:has|have|needs?|must|to)\b|\bmissing\b"
    r"|\b(?:is|are) (?:left|late|behind|due)\b)"
)
"""A list of those who have left something undone: their plain words say that they did it."""
_LEFT_OUT = late_pattern(
    r"(?i)\b(?:leav(?:e|ing) out|without|except|omit\w*|skip\w*|ignor\w+|(?:but )?not)"
    r" (?:for )?(?:those|people|any(?:one|body)|every(?:one|body)|all|the ones) who\b[^.?!]*"
    r"|\b(?:those|people|any(?:one|body)|every(?:one|body)|all|the ones) who\b[^.?!]*"
    r"\b(?:left out|omitted|skipped|ignored|do(?:es)? not (?:count|belong))\b"
)
"""Whom a task keeps off its list."""


class ByBallot:
    name = "ballot"

    def fits(self, prospect: Prospect) -> bool:
        objective = prospect.task.objective
        if not ByExtraction().fits(prospect) or not PEOPLE.search(objective.description):
            return False
        form = extracted_form(objective.description, objective.deliverables)
        return form is not None and form.shape == "list"

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The names, in the file that is asked for.

        Raises:
            PermanentError: The text is no thread, or names too many people or none.
        """
        del card  # its instructions are those for other ways
        objective = assignment.task.objective
        goal = objective.description
        form = extracted_form(goal, objective.deliverables)
        text = next(iter((await texts_of(assignment, bench)).values()))
        passages = passages_of(text)
        names = people_in(passages) if form_of(text) in THREADS else []
        if form is None or not 0 < len(names) <= MOST_NAMES:
            message = f"{len(names)} people in this text; a ballot takes 1 to {MOST_NAMES}"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        chosen: list[str] = []
        messages = [(first_name(p.author), p.body) for p in passages]
        wants = wants_told(goal, names, messages)
        known = wants.known if wants else _known(goal, names, messages)
        names += [name for name in known if name not in names]
        for number, name in enumerate(names):
            if chosen:
                left = f"it says nothing of {', '.join(names[number:])}"
                await hold_filled(form, _listed(chosen), left, bench)
            if await self._belongs(name, goal, passages, known, bench):
                chosen.append(name)
        if wants:
            bench.attest(_read(len(chosen)) if wants.is_whole else doubted(self.name, OPEN))
        return handed_over(form, _listed(chosen), assignment, bench, self.name)

    async def _belongs(
        self,
        name: str,
        goal: str,
        passages: Sequence[Passage],
        known: Mapping[str, bool],
        bench: Workbench,
    ) -> bool:
        """Whether a name belongs to the list: as the last plain words say, else by odds."""
        if name in known:
            return known[name]
        prompt = judging(goal, name, messages_on(name, passages))
        return await log_odds(bench, prompt, "yes", "no") > 0


def _known(goal: str, names: Sequence[str], messages: Sequence[tuple[str, str]]) -> dict[str, bool]:
    """Who belongs to a list for certain, and who does not, by plain words."""
    return (owing if is_undone(goal) else standing)(goal, names, messages)


def _read(number: int) -> Agreement:
    """Each writer's last words were read, and no message was left open."""
    return Agreement(
        methods=(
            Method(way=ByBallot.name, gave=f"{number} names"),
            Method(way=MESSAGE_CHECK, gave="each writer is read, and no message is left open"),
        ),
        agrees=True,
        values=number,
    )


def is_undone(goal: str) -> bool:
    """Whether a list is of those who have left something undone.

    Examples:
        >>> is_undone("Who hasn't voted?"), is_undone("Who comes? Leave out those who don't vote.")
        (True, False)
    """
    return _UNDONE.search(_LEFT_OUT.sub("", goal)) is not None


def _listed(names: Sequence[str]) -> dict[str, object]:
    """The names as an answer for ``fill``."""
    return {"kind": "value", "value": list(names)}


def messages_on(name: str, passages: Sequence[Passage]) -> list[str]:
    """What a person says, and what others say of them, each with its author."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    lines = []
    for passage in passages:
        said = " ".join(passage.body.split())
        if not word.search(f"{passage.author} {said}"):
            continue
        lines.append(f"{passage.author}: {said}" if passage.author else said)
    return lines


def judging(goal: str, name: str, lines: Sequence[str]) -> list[ChatMessage]:
    """The prompt for yes or no: whether a person belongs to the list."""
    messages = [ChatMessage("system", RULES)]
    for shown, known, verdict in _JUDGED_UNDONE if is_undone(goal) else _JUDGED:
        messages += [
            ChatMessage("user", f"{shown}\nDoes {known} belong to the list?"),
            ChatMessage("assistant", verdict),
        ]
    shown = "\n".join([f"Task: {goal}", *lines])
    return [*messages, ChatMessage("user", f"{shown}\nDoes {name} belong to the list?")]
