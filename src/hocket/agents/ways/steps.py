"""By steps: a question that can be computed is computed twice, by programs asked for apart.

A program that prints a sentence and a function that returns the value see other rules and examples.
Where they differ, a worked text and a further program are added; the majority is what is handed
over, and called right only if both kinds of programs, or code, are in it (X. Wang
et al., "Self-Consistency Improves Chain of Thought Reasoning", ICLR 2023; L. Gao et al., "PAL:
Program-aided Language Models", ICML 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.textbook import problems_for
from hocket.agents.ways.answer import bare, program_in
from hocket.agents.ways.arithmetic import with_last_sum, wrong_sum
from hocket.agents.ways.borrowed import borrowed_in
from hocket.agents.ways.coded import CODES, coded_answer
from hocket.agents.ways.decimals import plain
from hocket.agents.ways.fitting import PYTHON
from hocket.agents.ways.functions import FUNCTION_RULES, SHOWING, functions_for
from hocket.agents.ways.impossible import impossible_in
from hocket.agents.ways.opening import one_voice
from hocket.agents.ways.percentages import added_percentage
from hocket.agents.ways.reference import consulted, with_entries
from hocket.agents.ways.slips import SHARE, error_in, in_percent, slip_in
from hocket.agents.ways.values import is_figure, same_value, states
from hocket.agents.ways.worked import examples_for
from hocket.core.agreement import Agreement, Method
from hocket.errors import PermanentError
from hocket.ports.llm import ChatMessage
from hocket.puzzles import Solution, solved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench
    from hocket.reference import Finding

KIND = "reasoning"
PROGRAM_TOKENS = 350
TEXT_TOKENS = 260
TEMPERATURE = 0.7
STRONG = 3
"""Voices that must agree if the first two differ, or on a name, of which there are few."""
ANSWER_CHARS = 400
UNAIDED = "unaided program"
"""The way of a program whose author saw no worked problem of this kind."""
BOTH = frozenset({"program", "function"})
"""The kinds of voices that compute, which are asked for apart."""

PROGRAM_RULES = """\
You answer a question with one short Python program in a ```python block and nothing else.
- Compute: try every case or day in a loop and check each condition of the question, or solve an \
equation. Never guess.
- datetime, fractions, itertools, math and sympy may be imported. Read no input.
- It prints one full sentence that answers the question, with the value and its unit."""
TEXT_RULES = """\
You answer a question in at most five short lines, each with its figures, in plain text without \
formulas in LaTeX. The last line is "Answer: " and one full sentence that answers the question, \
with the value and its unit."""
TEXT_EXAMPLE = (
    ChatMessage(
        "user",
        "Ali gave away a third of his stamps, then bought 10, and now he has 50. How many did he "
        "have at first?",
    ),
    ChatMessage(
        "assistant",
        "Before he bought 10 he had 50 - 10 = 40.\n40 are 1 - 1/3 = 2/3 of the first number.\n"
        "40 / (2/3) = 60.\nAnswer: Ali had 60 stamps at first.",
    ),
)
PRELUDE = """\
import itertools, math
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import combinations, permutations, product
from math import ceil, comb, factorial, floor, gcd, isqrt, lcm, log, pi, prod, sqrt
from statistics import mean, median
try:
    import sympy
    from sympy.core.expr import Expr
    _solve, _format = sympy.solve, Expr.__format__

    def _positive_first(*args, **options):
        found = _solve(*args, **options)
        if isinstance(found, list) and all(getattr(one, "is_real", False) for one in found):
            return sorted(found, key=lambda one: bool(one < 0))
        return found

    def _formatted(self, form):
        return format(float(self), form) if form and self.is_number else _format(self, form)

    sympy.solve, Expr.__format__ = _positive_first, _formatted
    from sympy import Eq, Rational, solve, symbols
except ImportError:
    pass
"""
"""What short programs use; small LLMs forget to import it.

Of the solutions of an equation those that are not negative come first, as programs take the first,
and the numbers of SymPy are formatted as others are.
"""
OTHER_WORDING = "Try every possible case, and keep those that meet each condition."


@dataclass(frozen=True, slots=True)
class Voice:
    """What one method answered; ``program`` is empty for a worked text.

    ``slip`` is what the program evidently got wrong still, so that it confirms nothing;
    ``wrong`` says that its answer cannot be, whatever others say.
    """

    way: str
    answer: str = ""
    program: str = ""
    working: str = ""
    slip: str = ""
    wrong: bool = False


class BySteps:
    name = "steps"

    def fits(self, prospect: Prospect) -> bool:
        task = prospect.task
        asks = task.kind == KIND and not task.objective.deliverables
        return asks and PYTHON in prospect.tools and not prospect.files

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """One sentence with the value, and the working below it.

        Raises:
            PermanentError: No program ran and no text came to an answer.
        """
        del card  # its instructions ask for steps of thinking, which are not handed over
        question = assignment.task.objective.description
        found = await consulted(bench, question)
        read = with_entries(question, found.entries) if found.answer else question
        puzzle = solved(question)
        voices = _by_code(question, found, puzzle)
        await _hold(voices, question, bench)
        voices.append(await _by_program(assignment, bench, 0, read, holds=not voices))
        if not await _is_enough(voices, question, bench):
            voices.append(await _by_function(assignment, bench, read))
        if _is_followed(voices, question) and not await _is_enough(voices, question, bench):
            voices.append(await _by_program(assignment, bench, 0, read, way=UNAIDED))
        if not await _is_enough(voices, question, bench):
            voices.append(await _in_words(assignment, bench))
        is_followed = _is_followed(voices, question)  # a further program would add nothing
        if not is_followed and not await _is_enough(voices, question, bench):
            voices.append(await _by_program(assignment, bench, 1, read))
        group = _largest(voices, question)
        if not group:
            message = "No program ran and no text came to an answer; try a larger LLM"
            raise PermanentError(message, attempt_id=assignment.attempt_id)
        program = next((voice.program for voice in group if voice.program), "")
        if program:
            bench.computed_by(program)
        agreement = _agreement(voices, group, settled=_is_settled(voices, question))
        doubted = agreement.model_copy(update={"reason": puzzle.doubt})
        bench.attest(doubted if puzzle.doubt else agreement)
        return _handed_over(group)


def _by_code(question: str, found: Finding, puzzle: Solution) -> list[Voice]:
    coded = coded_answer(question, found, puzzle)  # if code reads the question as a whole
    return [Voice(coded.way, coded.answer, working=coded.working)] if coded else []


async def _is_enough(voices: Sequence[Voice], question: str, bench: Workbench) -> bool:
    """Whether no other voice is asked; if one is, the answer so far is held."""
    if _is_settled(voices, question):
        return True
    await _hold(voices, question, bench)
    return False


async def _hold(voices: Sequence[Voice], question: str, bench: Workbench) -> None:
    """Hold what most voices say before another one is asked."""
    if group := _largest(voices, question):
        program = next((voice.program for voice in group if voice.program), "")
        await bench.hold(_handed_over(group), group[0].slip, program=program)


def _is_settled(voices: Sequence[Voice], question: str) -> bool:
    """Whether enough voices of several kinds agree: the first two on a figure, else three.

    Two that saw the same worked problem may both have followed it wrongly: then a third voice that
    did not see it has to agree. A voice whose answer cannot be is none of the first two. Of three,
    one is a program and one a function, as a text may side with a program that is written again.
    """
    group = _largest(voices, question)
    if len({voice.way for voice in group if not voice.slip}) <= 1:
        return False
    can_be = [voice for voice in voices if not voice.wrong]
    ways = {voice.way for voice in group}
    is_apart = ways != BOTH or not problems_for(question)
    both = len(can_be) == len(group) and is_figure(group[0].answer, question) and is_apart
    return both or _is_confirmed(voices, group, question) or (len(ways) >= STRONG and ways >= BOTH)


def _is_followed(voices: Sequence[Voice], question: str) -> bool:
    """Whether a program and a function agree that saw the same worked problem."""
    ways = {voice.way for voice in _largest(voices, question)}
    return ways >= BOTH and not ways & CODES and bool(problems_for(question))


def _is_confirmed(voices: Sequence[Voice], group: Sequence[Voice], question: str) -> bool:
    """Whether what code says is confirmed: on a figure by one voice, as none meets it by chance.

    Two other kinds of voices that agree on something else leave it open.
    """
    if group[0].way not in CODES:
        return False
    against = [voice for voice in voices if voice.answer and voice not in group]
    rivals = {voice.way for voice in _largest(against, question)}
    is_most = len({voice.way for voice in against}) < len({voice.way for voice in group})
    return is_most or (len(rivals) <= 1 and is_figure(group[0].answer, question))


async def _by_program(
    assignment: Assignment,
    bench: Workbench,
    step: int,
    question: str,
    *,
    holds: bool = False,
    way: str = "program",
) -> Voice:
    wording = f"\n\n{OTHER_WORDING}" if step else ""
    messages = [
        ChatMessage("system", PROGRAM_RULES),
        *examples_for(question, aided=way != UNAIDED),
        ChatMessage("user", question + wording),
    ]
    return await _computed(way, messages, assignment, bench, step=step, holds=holds)


async def _by_function(assignment: Assignment, bench: Workbench, question: str) -> Voice:
    messages = [
        ChatMessage("system", FUNCTION_RULES),
        *functions_for(question),
        ChatMessage("user", question),
    ]
    return await _computed("function", messages, assignment, bench, ending=SHOWING)


async def _computed(
    way: str,
    messages: Sequence[ChatMessage],
    assignment: Assignment,
    bench: Workbench,
    step: int = 0,
    ending: str = "",
    *,
    holds: bool = False,
) -> Voice:
    """What the program of an answer prints; without an answer where it fails twice.

    One that fails, or evidently gets the question wrong, is asked for once more with that fault;
    its answer is held until then if ``holds``, as no other voice has one.
    """
    question, asks = assignment.task.objective.description, messages[-1].content
    shown = _shown(messages)
    asked = list(messages)
    voice = Voice(way)
    for again in (False, True):
        answer = await one_voice(
            bench,
            asked,
            max_tokens=PROGRAM_TOKENS,
            temperature=TEMPERATURE if step > 0 or assignment.repeats > 0 else 0.0,
            seed=assignment.seed * 16 + step,
        )
        code = program_in(answer)
        if code is None:
            break
        result = await bench.use(PYTHON, {"code": f"{PRELUDE}\n{code}\n{ending}"})
        printed = str(result.data.get("printed", result.text)).strip()
        ran = result.ok and bool(printed)
        if ran:
            slip = (
                slip_in(question, code, printed)
                or added_percentage(question, code)
                or borrowed_in(asks, code, shown)
            )
            if again and slip.endswith(SHARE):
                printed, slip = in_percent(printed), ""
            wrong = bool(impossible_in(question, code, printed))
            voice = Voice(way, plain(printed), program=code, slip=slip, wrong=wrong)
        else:
            slip = error_in(result.text)
        if not slip:
            break
        if holds:
            await _hold([voice], question, bench)
        mended = f"{slip} Write the whole program again, for this question: {question}"
        asked += [ChatMessage("assistant", answer.text), ChatMessage("user", mended)]
    return voice


def _shown(messages: Sequence[ChatMessage]) -> list[tuple[str, str]]:
    """The worked examples between the rules and the question: what each asks, and its program."""
    turns = [message.content for message in messages[1:-1]]
    programs = [turn.removeprefix("```python\n").removesuffix("\n```") for turn in turns[1::2]]
    return list(zip(turns[::2], programs, strict=True))


async def _in_words(assignment: Assignment, bench: Workbench) -> Voice:
    question = assignment.task.objective.description
    messages = [ChatMessage("system", TEXT_RULES), *TEXT_EXAMPLE, ChatMessage("user", question)]
    seed = assignment.seed * 16
    text = await _computed_again(bench, messages, seed)
    working, label, sentence = text.rpartition("Answer:")
    if not label:
        return Voice("text")  # it did not come to an end, or to an answer that can be compared
    lines = [line.strip() for line in working.splitlines() if line.strip()]
    said = plain(bare(sentence.strip(), assignment))
    slip = impossible_in(question, "", said)
    return Voice("text", said, working=lines[-1] if lines else "", slip=slip, wrong=bool(slip))


async def _computed_again(bench: Workbench, messages: list[ChatMessage], seed: int) -> str:
    """A worked text whose sums are right: a wrong last one is replaced, others are asked for anew.

    Where the second text has a wrong sum again, it comes to no answer.
    """
    text = (await one_voice(bench, messages, max_tokens=TEXT_TOKENS, seed=seed)).text
    wrong = wrong_sum(text)
    if wrong is None or (mended := with_last_sum(text, wrong)):
        return text if wrong is None else mended
    fault = f"{wrong.formula} is {wrong.shown}, not {wrong.said}. Work it out again from the start."
    asked = [*messages, ChatMessage("assistant", text), ChatMessage("user", fault)]
    again = (await one_voice(bench, asked, max_tokens=TEXT_TOKENS, seed=seed)).text
    wrong = wrong_sum(again)
    return again if wrong is None else with_last_sum(again, wrong)


def _largest(voices: Sequence[Voice], question: str) -> list[Voice]:
    """The group with the same value by most kinds of voices, then by most; else the earlier.

    A program that is written again repeats its fault, so it counts less than another kind. What
    code says without an LLM counts most, and what cannot be least.
    """
    groups = [
        [other for other in voices if other.answer and _say_the_same(one, other, question)]
        for one in voices
        if one.answer
    ]
    return max(groups, key=_weight, default=[])


def _weight(group: Sequence[Voice]) -> tuple[bool, bool, int, int]:
    ways = {voice.way for voice in group}
    can_be = not all(voice.wrong for voice in group)
    return bool(CODES & ways), can_be, len(ways), len(group)


def _say_the_same(one: Voice, other: Voice, question: str) -> bool:
    """Whether two voices state the same value; that of a function has no unit beside it."""
    if one.way != "function" and other.way == "function":
        return states(one.answer, other.answer, question)
    if one.way == "function" and other.way != "function":
        return states(other.answer, one.answer, question)
    return same_value(one.answer, other.answer, question)


def _agreement(voices: Sequence[Voice], group: Sequence[Voice], *, settled: bool) -> Agreement:
    """The voices as methods; they agree if enough of them do."""
    return Agreement(
        methods=tuple(
            Method(
                way=voice.way,
                gave=voice.answer[:ANSWER_CHARS],
                fault="" if voice.answer else "it came to no answer",
                differs=settled and bool(voice.answer) and voice not in group,
            )
            for voice in voices
        ),
        agrees=settled,
        tolerance="the same value with six digits",
        reason="" if settled else next((voice.slip for voice in group if voice.slip), ""),
    )


def _handed_over(group: Sequence[Voice]) -> str:
    """The answer of the group that is a sentence, and one line of working."""
    sentence = next((v.answer for v in group if v.way != "function"), group[0].answer)
    working = next((v.working for v in group if v.working), "")
    shown = working and not set(working) & set("\\$*#")
    return f"{sentence}\n\n{working}" if shown else sentence
