"""By reading: a short answer from the passages of a text that are nearest to the question.

It sees less of a text than the way by quote, in another form, and writes in free words; what both
say alike was read twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.backing import is_about, may_follow, numbers_in, unbacked_numbers
from hocket.agents.unsaid import left_open
from hocket.agents.ways.quote import ByQuote, passages_for, texts_of
from hocket.documents.passages import passages_of
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

PASSAGES = 4
TOKENS = 60
OPEN = "The text does not say."
RULES = """\
You answer a question from passages of a text, in one short sentence that begins with the answer. \
Give no reasons. If the passages leave it open, you say: The text does not say."""
_PASSAGES = """\
2. Flour comes from Hale Mill, 19.80 a sack. Sugar is bought in town.

3. The oven is serviced in May. A date is not fixed yet.

4. Nora works on Mondays, Piet at the weekend, who is paid 15 an hour."""
_WORKED = (
    ("What does a sack of flour cost?", "19.80 a sack."),
    ("Who works on Sundays?", "Piet, who works at the weekend."),
    ("On which day is the oven serviced?", "The text does not say."),
)


class ByReading:
    name = "reading"

    def fits(self, prospect: Prospect) -> bool:
        return ByQuote().fits(prospect)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The answer in a sentence; a number that no passage on the question has is none.

        That the text does not say it is an answer only if the LLM says so, or if no passage is
        about the question: an answer that rests on nothing shows nothing of the text.

        Raises:
            PermanentError: No file holds text, or the answer was empty, rests on no passage or
                is left open by its passage.
        """
        del card  # its instructions ask for steps of thinking
        question = assignment.task.objective.description
        texts = await texts_of(assignment, bench)
        shown = passages_for(question, texts, PASSAGES)
        answer = await bench.ask(
            asking(shown, question),
            max_tokens=TOKENS,
            temperature=0.25 * min(2, assignment.repeats),
            seed=assignment.seed * 16,
            stop=("\n\n",),
        )
        text = answer.text.strip()
        if not text:
            message = "The LLM gave no answer from the passages; try a larger one"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        if left_open(question, text, _on(question, texts)):
            message = f"What the LLM read is left open by the passage that it stands in: {text}"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        if _is_backed(text, question, texts, shown):
            return text
        if not _on(question, texts) and not may_follow(question, " ".join(texts.values())):
            return OPEN
        message = f"What the LLM read rests on no passage about the question: {text}"
        raise PermanentError(message, attempt_id=assignment.attempt_id)


def _on(question: str, texts: Mapping[str, str]) -> list[str]:
    """The passages that are about a question."""
    whole = " ".join(texts.values())
    passages = [passage.text for text in texts.values() for passage in passages_of(text)]
    return [passage for passage in passages if is_about(question, [passage], whole)]


def _is_backed(answer: str, question: str, texts: Mapping[str, str], shown: str) -> bool:
    """Whether the numbers of an answer stand in a passage that is about the question."""
    if unbacked_numbers(answer, f"{shown} {question}"):
        return False
    numbers = numbers_in(answer) - numbers_in(question)
    passages = [passage.text for text in texts.values() for passage in passages_of(text)]
    is_held = any(numbers & numbers_in(passage) for passage in passages)
    return not is_held or any(numbers & numbers_in(p) for p in _on(question, texts))


def asking(passages: str, question: str) -> list[ChatMessage]:
    """The prompt: worked examples on passages of their own, then the question."""
    messages = [ChatMessage("system", RULES)]
    for number, (asked, answer) in enumerate(_WORKED):
        shown = f"Passages:\n{_PASSAGES}\n\n" if not number else ""
        messages += [
            ChatMessage("user", f"{shown}Question: {asked}"),
            ChatMessage("assistant", answer),
        ]
    return [*messages, ChatMessage("user", f"Passages:\n{passages}\n\nQuestion: {question}")]
