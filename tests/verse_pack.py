"""A pack as another package would bring it: verse, checked by its rhyme and its length."""

from __future__ import annotations

from typing import Literal

from hocket import (
    Agent,
    Check,
    CheckEnvironment,
    CheckKind,
    Measurement,
    Pack,
    ReviewedWork,
    TaskType,
    tool,
)


class RhymeCheck(Check):
    """All lines end in the same sound."""

    kind: Literal["rhyme"] = "rhyme"
    sound: str

    def brief(self) -> str:
        return self.says or f"every line ends in -{self.sound}"


class LinesCheck(Check):
    """A number of lines, counted by its own program."""

    kind: Literal["verse_lines"] = "verse_lines"
    wanted: int


def look_at_rhyme(check: RhymeCheck, work: ReviewedWork) -> Measurement:
    lines = work.content(check.path).decode().splitlines()
    rhyming = sum(line.rstrip(" .,!").endswith(check.sound) for line in lines)
    return Measurement(rhyming == len(lines), f"{rhyming} of {len(lines)} lines rhyme")


async def count_lines(check: LinesCheck, work: ReviewedWork, _: CheckEnvironment) -> Measurement:
    count = len(work.content(check.path).splitlines())
    return Measurement(count == check.wanted, f"{count} lines, {check.wanted} wanted")


@tool(effect="none")
def rhymes_for(word: str) -> str:
    """Give words that rhyme with a word."""
    return {"night": "light, bright, sight"}.get(word, "none")


def pack() -> Pack:
    return Pack(
        "verse",
        task_types=[TaskType("verse", "writes lines that rhyme", words=frozenset({"limerick"}))],
        checks=[
            CheckKind(RhymeCheck, look=look_at_rhyme),
            CheckKind(LinesCheck, run=count_lines),
        ],
        tools=[rhymes_for],
        agents=[
            Agent("bard", "You write verse.", types={"verse": 1.0}, builtin=["rhymes_for"]),
        ],
    )
