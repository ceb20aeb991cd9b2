"""Analysis before planning: which files the goal asks for, and whether it is one piece of work.

A goal that is one piece stays one task. How many pieces there are is told by the files asked for
where there are several; else by the LLM's own first token after worked examples, which even small
LLMs get right far more often than a judgement in prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.check import RunCheck
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from hocket.core.check import Check
    from hocket.core.goal import Goal
    from hocket.ports.llm import Llm

MAX_PIECES = 6
FILE_NAME = re.compile(
    r"(?<![\w./-])([\w-]+\.(?:json|csv|md|markdown|txt|html|py|toml|yaml|yml|xml|svg|sql|tsv))\b"
)
EXAMPLES = """\
How many separate pieces of work does each goal need, done by different people? \
Answer with one digit, 1 to 6.

Goal: What is the capital of France?
Pieces: 1

Goal: Write a function that reverses a string.
Pieces: 1

Goal: Write a short poem about rain.
Pieces: 1

Goal: Collect the arguments for and against a four-day week, and recommend one in a letter.
Pieces: 3

Goal: Explain what a hash table is.
Pieces: 1

Goal: Compare three ways to store energy, then write a summary.
Pieces: 4

Goal: Compute the mean and the trend of the data, and write a report about both.
Pieces: 3

Goal: {goal}
Pieces:"""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What planning starts from.

    Attributes:
        pieces: How many tasks; 1 means that the goal stays whole.
        files: The files asked for, data before texts, else in order of mention.
        why: What tells.
    """

    pieces: int
    files: tuple[str, ...]
    why: str


async def analyse(goal: Goal, llm: Llm, llm_name: str) -> Analysis:
    """How much there is to do.

    Raises:
        OrchestrationError: From the LLM's host.
    """
    files = files_asked_for(goal)
    if len(files) > 1:
        return Analysis(min(len(files), MAX_PIECES), files, f"{len(files)} files are asked for")
    if len(files) == 1:
        return Analysis(1, files, f"only {files[0]} is asked for")
    request = LlmRequest(
        llm=llm_name,
        messages=(ChatMessage("user", EXAMPLES.format(goal=" ".join(goal.text.split()))),),
        max_tokens=2,
        logprobs=10,
    )
    answer = await llm.complete(request)
    pieces, why = _judged(answer.text, dict(answer.first_token))
    return Analysis(pieces, files, why)


def files_asked_for(goal: Goal) -> tuple[str, ...]:
    """File names in the goal's words and checks that the user did not give himself."""
    given = {f.name for f in goal.inputs}
    names = list(FILE_NAME.findall(goal.text))
    for check in goal.checks:
        names += [n for n in files_in(check) if n not in names]
    wanted = [n for n in dict.fromkeys(names) if n not in given]
    return tuple(sorted(wanted, key=is_prose))


def files_in(check: Check) -> tuple[str, ...]:
    """The files a check speaks of."""
    names = [check.path] if check.path else []
    if isinstance(check, RunCheck) and check.code:
        names += FILE_NAME.findall(check.code)
    return tuple(dict.fromkeys(names))


def is_prose(name: str) -> bool:
    """Whether a file is a text for people, made from what the others hold."""
    return name.endswith((".md", ".markdown", ".txt", ".html"))


def _judged(text: str, alternatives: dict[str, float]) -> tuple[int, str]:
    """The most likely number of pieces, from probabilities where the host gives them."""
    odds = {int(t): p for t, p in ((k.strip(), v) for k, v in alternatives.items()) if _is_count(t)}
    if odds:
        pieces = max(odds, key=lambda n: odds[n])
        return pieces, f"judged {pieces} pieces (probability {odds[pieces]:.2f})"
    found = re.search(r"[1-6]", text)
    pieces = int(found.group()) if found else 1
    return pieces, f"judged {pieces} pieces"


def _is_count(text: str) -> bool:
    return len(text) == 1 and text in "123456"
