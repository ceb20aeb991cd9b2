"""By recall: a short question of general knowledge, from tables or asked in three wordings.

What tables answer, the LLM reads in them again. What an LLM knows it says again; what it makes up
changes with the wording (P. Manakul et al., "SelfCheckGPT", EMNLP 2023). What depends on the
present moment nobody can recall.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.ways.answer import bare
from hocket.agents.ways.opening import one_voice
from hocket.agents.ways.reference import REFERENCE, consulted, with_entries
from hocket.agents.ways.values import same_value
from hocket.core.agreement import Agreement, Method
from hocket.core.late_pattern import late_pattern
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench
    from hocket.reference import Finding

KIND = "knowledge"
TOKENS = 60
LONG_TOKENS = 250
"""For an explanation; what is longer is cut back to its last whole sentence."""
TEMPERATURE = 0.5
WIDE = late_pattern(
    r"\s*(?:please |can you |could you )?"
    r"(?:why|how (?!many|much|old|far|long|tall|high)|explain|describe|define)\b",
    re.IGNORECASE,
)
LIVE = late_pattern(
    r"\b(?:right now|at (?:the|this) (?:very )?(?:moment|minute|time|point)|at present|currently"
    r"|(?-i:now)(?=\W*$)|(?:as|by|until) (?:of )?now|to date|nowadays|today|tonight|tomorrow"
    r"|yesterday|(?:this|this past) (?:morning|evening|week(?:end)?|month|year|season)"
    r"|(?<!the )(?:last|next) (?:week(?:end)?|month|year|season)(?! (?:of|after|before)\b)|latest"
    r"|newest (?!members?\b)|live score|still (?:open|alive)|these days|so far this|in stock"
    r"|(?:share|stock) price|price of \w+ (?:stock|shares)"
    r"|current (?!(?:of|in|through|flows?|is measured)\b)(?<!electric current )(?<!ocean current )"
    r"(?:\w+ )?(?:price|weather|temperature|population|president|chancellor|minister|king|queen"
    r"|pope|ceo|head|time|date|year|exchange|rate|value|score|version|record|champion|holder"
    r"|government|interest|inflation|situation|status|standings?|news))\b",
    re.IGNORECASE,
)
CANNOT = (
    "This can't be known from here: it depends on current information, and no file or source with "
    "it was given."
)
UNKNOWN = late_pattern(
    r"can(?:not|'t) be known|don't know|do not know|no information|unknown", re.IGNORECASE
)
RULES = """\
You answer questions of general knowledge in one short sentence and nothing else. If the answer \
depends on facts that were not given or on the present moment, you say: That cannot be known \
here."""
EXAMPLES = (
    ChatMessage("user", "Which river flows through Cairo?"),
    ChatMessage("assistant", "The Nile flows through Cairo."),
    ChatMessage("user", "At what time does my train leave?"),
    ChatMessage("assistant", "That cannot be known here."),
)
READING = "reading"
"""The way of an LLM that has the entries of the tables before it."""
MOST_READINGS = 2
SAME = "the LLM says the same in each wording, and nothing else confirms it"
WORDINGS = (
    "{question}",
    "I have a question: {question} Please answer in one sentence.",
    "Quiz, next question. {question}",
)


class ByRecall:
    name = "recall"

    def fits(self, prospect: Prospect) -> bool:
        task = prospect.task
        return task.kind == KIND and not task.objective.deliverables and not prospect.files

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """One sentence; if the answers differ, with a word of doubt.

        Raises:
            PermanentError: Every answer was empty.
        """
        del card  # its instructions ask for steps of thinking
        question = assignment.task.objective.description
        if live := LIVE.search(question):
            answer = await _answer(assignment, bench, 0, TOKENS)
            bench.attest(_of_the_present(live.group(), answer))
            return CANNOT
        found = await consulted(bench, question)
        if found.answer:
            return await _read(found, assignment, bench)
        is_wide = bool(WIDE.match(question))
        asked = WORDINGS[:1] if is_wide else WORDINGS
        tokens = LONG_TOKENS if is_wide else TOKENS
        answers: list[str] = []
        for number in range(len(asked)):
            if group := _largest(answers, question):
                await bench.hold(CANNOT if UNKNOWN.search(group[0]) else group[0])
            answers.append(await _answer(assignment, bench, number, tokens, found.entries))
        group = _largest(answers, question)
        if not group:
            message = "The LLM gave no answer; try a larger one"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        if UNKNOWN.search(group[0]):
            return CANNOT
        bench.attest(_agreement(answers, group))
        if not is_wide and len(group) * 2 <= len(answers):
            return f"I am not sure, because answers to other wordings differ. {group[0]}"
        return group[0]


async def _read(found: Finding, assignment: Assignment, bench: Workbench) -> str:
    """What the tables answer; an LLM that reads in them confirms that the question means that."""
    question = assignment.task.objective.description
    methods = [Method(way=REFERENCE, gave=found.evidence)]
    is_same = False
    answer = f"{found.answer}\n\nBy {found.source}."
    await bench.hold(answer)
    for number in range(MOST_READINGS):
        said = await _answer(assignment, bench, number, TOKENS, found.entries)
        is_same = bool(said) and same_value(found.answer, said, question)
        methods.append(Method(way=READING, gave=said, differs=not is_same))
        if is_same:
            break
    if not is_same:
        methods = [method.model_copy(update={"differs": False}) for method in methods]
    agreement = Agreement(
        methods=tuple(methods), agrees=is_same, tolerance="the same name, number or date"
    )
    bench.attest(agreement)
    return answer


async def _answer(
    assignment: Assignment,
    bench: Workbench,
    number: int,
    tokens: int,
    entries: Sequence[str] = (),
) -> str:
    question = assignment.task.objective.description.strip()
    wording = WORDINGS[number].format(question=question)
    wording = with_entries(wording, entries)
    answer = await one_voice(
        bench,
        [ChatMessage("system", RULES), *EXAMPLES, ChatMessage("user", wording)],
        max_tokens=tokens,
        temperature=TEMPERATURE if number or assignment.repeats else 0.0,
        seed=assignment.seed * 16 + number,
        stop=("\n\n",) if tokens == TOKENS else (),
    )
    text = bare(answer.text.strip(), assignment)
    return whole_sentences(text) if answer.finish == "length" else text


def whole_sentences(text: str) -> str:
    """A text that was cut off, up to its last whole sentence; all of it if there is none.

    Examples:
        >>> whole_sentences("Gold is a metal. It is yellow. It is als")
        'Gold is a metal. It is yellow.'
    """
    match = re.match(r"(?s).*[.!?](?=\s)", text)
    return match.group() if match else text


def _largest(answers: Sequence[str], question: str) -> list[str]:
    """The largest group of answers that say the same; of equal ones the earlier."""
    groups = [
        [other for other in answers if other and same_value(one, other, question)]
        for one in answers
        if one
    ]
    return max(groups, key=len, default=[])


def _of_the_present(words: str, answer: str) -> Agreement:
    """Whether the LLM, which is not told of the rule, also says that the answer cannot be known."""
    methods = (
        Method(way="wording of the question", gave=f"It asks for what holds {words!r}"),
        Method(way="recall", gave=answer),
    )
    is_unknown = bool(UNKNOWN.search(answer))
    return Agreement(methods=methods, agrees=is_unknown, tolerance="that it cannot be known")


def _agreement(answers: Sequence[str], group: Sequence[str]) -> Agreement:
    """The wordings as methods, which corroborate nothing: one LLM can be sure and wrong."""
    return Agreement(
        methods=tuple(Method(way=f"wording {i}", gave=text) for i, text in enumerate(answers, 1)),
        agrees=len(answers) > 1 and len(group) == len(answers),
        tolerance="the same name, number or date",
        reason=SAME if len(group) == len(answers) else "",
    )
