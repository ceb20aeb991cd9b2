"""By text: one answer; if the task asks for one text file, the answer becomes that file.

A file about tables says nothing that their figures do not bear.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hocket.agents.prompts import TEXT_RULES, rework_messages
from hocket.agents.ways.answer import bare, unfenced
from hocket.agents.ways.borne import corrected, judged_text, kept_of, not_borne, write_evidence
from hocket.agents.ways.content import content_of
from hocket.agents.ways.fitting import computes, has_own_tools, text_files
from hocket.agents.ways.opening import TEXT_TOKENS, opening, sampling
from hocket.errors import PermanentError, TruncatedError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench
    from hocket.prose.judging import Judged


class ByText:
    name = "text"

    def fits(self, prospect: Prospect) -> bool:
        return not has_own_tools(prospect) and not computes(prospect)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The answer, and the text file if one is asked for.

        Raises:
            TruncatedError: The answer was cut off twice.
            PermanentError: No sentence is borne by the tables that it is about.
        """
        text = await self._answer(assignment, bench, card)
        files = text_files(assignment.task)
        if len(files) != 1:
            return bare(unfenced(text), assignment)
        text = content_of(files[0], text, assignment)
        results = await judged_text(text, assignment, bench)
        faulty = not_borne(results)
        if faulty:
            await _hold_borne(files[0], text, faulty, assignment, bench)
            # Put right once; what the tables still do not bear is left out.
            text = await self._answer(corrected(assignment, text, faulty), bench, card)
            text = content_of(files[0], text, assignment)
            results = await judged_text(text, assignment, bench)
            text = kept_of(text, not_borne(results), assignment)
        bench.write(files[0], _content(text))
        if results:
            write_evidence(files[0], results, bench)
        return text

    async def _answer(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        first = await opening(assignment, bench, card, TEXT_RULES, for_text=True)
        messages = [*first, *rework_messages(assignment)]
        answer = await bench.ask(messages, max_tokens=TEXT_TOKENS, **sampling(assignment, 0))
        if answer.finish == "length":
            # Do not show the long answer again: it would only lead to another long one.
            messages.append(ChatMessage("user", "Be brief: at most 150 words."))
            answer = await bench.ask(messages, max_tokens=TEXT_TOKENS, **sampling(assignment, 1))
        if answer.finish == "length":
            message = (
                f"The answer was cut off at {TEXT_TOKENS} tokens twice; ask for a shorter text"
            )
            raise TruncatedError(message, attempt_id=assignment.attempt_id)
        return answer.text


async def _hold_borne(
    file: str, text: str, faulty: Sequence[Judged], assignment: Assignment, bench: Workbench
) -> None:
    """Hold what the tables bear of a text, if there is anything."""
    with suppress(PermanentError):
        text = kept_of(text, faulty, assignment)
        await bench.hold(text, files={file: _content(text)})


def _content(text: str) -> bytes:
    return (text.rstrip() + "\n").encode()
