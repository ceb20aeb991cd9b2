"""A probe: one question to an LLM, and the code that judges its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from hocket.core.json_text import parse_json
from hocket.core.schema import validator_of
from hocket.llm.structure import read_json
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from hocket.ports.llm import LlmAnswer, ToolSpec

ALTERNATIVES = 10
"""Of the first token, where its odds are asked for."""


class Observed(NamedTuple):
    """What came of a probe.

    Attributes:
        answer: What the LLM answered.
        odds: The log odds of yes over no, where they were asked for.
        passed: Whether its code passed the tests; None if nothing could run them.
    """

    answer: LlmAnswer
    odds: float = 0.0
    passed: bool | None = None


class Graded(NamedTuple):
    """The judgement: passed or not, what was told apart, and figures."""

    right: bool
    marks: Mapping[str, bool] = {}
    figures: Mapping[str, float] = {}


Grade = Callable[[Observed], Graded]


@dataclass(frozen=True, slots=True)
class Trial:
    """How the code in an answer is tested: a program that reads it as JSON from standard input."""

    program: str
    tests: str


@dataclass(frozen=True, slots=True)
class Probe:
    """One question.

    Attributes:
        name: Once in a suite; stored results go by it.
        skill: The skill that it counts for.
        messages: The prompt.
        grade: Judges what came of it.
        max_tokens: Length of the answer.
        json_schema: Constrains the answer where the host can.
        tools: Tools that the LLM may call.
        temperature, seed: How it is sampled.
        odds: Whether the odds of yes over no are wanted.
        trial: The tests of the code in the answer.
        quick: Whether it is in the short form of the suite.
    """

    name: str
    skill: str
    messages: tuple[ChatMessage, ...]
    grade: Grade
    max_tokens: int = 24
    json_schema: Mapping[str, Any] | None = None
    tools: tuple[ToolSpec, ...] = ()
    temperature: float = 0.0
    seed: int = 0
    odds: bool = False
    trial: Trial | None = None
    quick: bool = False

    def request(self, llm: str) -> LlmRequest:
        """The request to an LLM."""
        return LlmRequest(
            llm,
            self.messages,
            json_schema=self.json_schema,
            tools=self.tools,
            max_tokens=self.max_tokens,
            temperature=self.temperature,
            seed=self.seed,
            logprobs=ALTERNATIVES if self.odds else 0,
        )


def asks(text: str) -> tuple[ChatMessage, ...]:
    """The prompt of one question."""
    return (ChatMessage("user", text),)


def says(*words: str, never: tuple[str, ...] = ()) -> Grade:
    """Passed if the answer has one of these words, and none of the others.

    Examples:
        >>> from hocket.ports.llm import LlmAnswer
        >>> grade = says("paris", never=("lyon",))
        >>> grade(Observed(LlmAnswer("It is Paris."))).right
        True
        >>> grade(Observed(LlmAnswer("Paris or Lyon."))).right
        False
    """

    def grade(observed: Observed) -> Graded:
        said = observed.answer.text
        return Graded(any(_has(w, said) for w in words) and not any(_has(w, said) for w in never))

    return grade


def says_only(pattern: str) -> Grade:
    """Passed if the whole answer, without space around it, fits the pattern."""

    def grade(observed: Observed) -> Graded:
        return Graded(re.fullmatch(pattern, observed.answer.text.strip()) is not None)

    return grade


def counts_to(number: float) -> Grade:
    """Passed if the last number of the answer is this one; commas may part its thousands.

    Examples:
        >>> from hocket.ports.llm import LlmAnswer
        >>> counts_to(1340)(Observed(LlmAnswer("20 * 67 = 1,340."))).right
        True
    """

    def grade(observed: Observed) -> Graded:
        said = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", observed.answer.text.replace("\u2212", "-"))
        numbers = re.findall(r"-?\d+(?:[.,]\d+)*", said)
        return Graded(bool(numbers) and _number(numbers[-1]) == number)

    return grade


def fits_freely(schema: Mapping[str, Any]) -> Grade:
    """Passed if the ladder finds JSON in it that fits; marks whether it had to be repaired."""

    def grade(observed: Observed) -> Graded:
        whole = observed.answer.finish == "stop"
        text = observed.answer.text
        fits = whole and not read_json(text, schema)[1]
        as_said = whole and is_json(text) and validator_of(schema).is_valid(parse_json(text))
        return Graded(fits, {"as said": as_said, "after repair": fits})

    return grade


def fits_when(rung: str, schema: Mapping[str, Any]) -> Grade:
    """Passed if it fits on a rung of the ladder, such as with decoding constrained by the host."""

    def grade(observed: Observed) -> Graded:
        fits = observed.answer.finish == "stop" and not read_json(observed.answer.text, schema)[1]
        return Graded(fits, {rung: fits})

    return grade


def calls(tool: str, arguments: Mapping[str, Any]) -> Grade:
    """Passed if it calls this tool alone, with these arguments; text is compared without case."""

    def grade(observed: Observed) -> Graded:
        made = observed.answer.tool_calls
        formed = bool(made) and not made[0].fault
        chosen = formed and len(made) == 1 and made[0].name == tool
        exact = chosen and _plain(made[0].arguments) == _plain(arguments)
        return Graded(
            exact, {"well-formed": formed, "right tool": chosen, "right arguments": exact}
        )

    return grade


def ends_with_result(*words: str) -> Grade:
    """Passed if it uses the result of its tool in an answer, and calls no more tools."""

    def grade(observed: Observed) -> Graded:
        stops = not observed.answer.tool_calls
        uses = any(_has(word, observed.answer.text) for word in words)
        return Graded(stops and uses, {"uses the result": uses, "stops": stops})

    return grade


def believes(*, is_so: bool) -> Grade:
    """Passed if yes is likelier than no exactly where it is so."""

    def grade(observed: Observed) -> Graded:
        right = observed.odds > 0 if is_so else observed.odds < 0
        return Graded(right, {}, {"log_odds": observed.odds, "truth": float(is_so)})

    return grade


def passes_tests(observed: Observed) -> Graded:
    """Passed if its code did."""
    return Graded(bool(observed.passed))


def is_json(text: str) -> bool:
    """Whether a text is JSON and nothing else."""
    try:
        parse_json(text)
    except (ValueError, RecursionError):
        return False
    return True


def _has(word: str, text: str) -> bool:
    """Whether a text has a word as a whole; a number is not part of a longer one."""
    before, after = r"(?<!\w)", r"(?!\w)"
    if word[0].isdigit() or word[0] == "-":
        before = r"(?<![\w-])(?<!\d[.,])"
    if word[-1].isdigit():
        after = r"(?!\w|[.,]\d)"
    said = text.replace("\u2212", "-")
    return re.search(f"{before}{re.escape(word)}{after}", said, re.IGNORECASE) is not None


def _number(text: str) -> float | None:
    """The number; None for one that is written in several ways, such as 1,2 or 1.2.3."""
    try:
        return float(text)
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    """A JSON value whose text is compared without case and space around it."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        return value.strip().casefold()
    return value
