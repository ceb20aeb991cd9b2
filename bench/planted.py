"""Conversations of any length in which facts are planted, for the bench of compaction.

An agent reads tables, logs and pages by a tool and talks with a person in between. Each
conversation has a fact of each kind among many that look alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.llm.compaction.layout import size_of
from hocket.ports.llm import ChatMessage, ToolCall

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

KINDS = ("number in a table", "decision in a dialogue", "path in a log", "name in prose")

SYSTEM = ChatMessage(
    "system", "You work with the papers of a company. Answer in one short sentence."
)
TASK = ChatMessage("user", "Task: Read the papers of the company and answer what you are asked.")

_FIRST, _LAST, _CITY, _MONTH, _PROJECT, _THING, _PLACE, _VERB = (
    words.split()
    for words in (
        "Ada Bram Cleo Dirk Edda Finn Gesa Hugo Ines Jona Kira Lars Mona Nils Olga Piet",
        "Abel Brook Cress Dunn Evers Frost Galt Hale Ivens Joyce Kern Lund Marsh Noor Orme",
        "Porto Lille Gent Turin Malmo Brno Graz Cork Faro Riga Basel Split Leeds Ulm",
        "January March April June July September October November",
        "Heron Larch Quartz Osprey Juniper Cobalt Sable Tundra Meridian Walnut Falcon Onyx",
        "clock organ gate lift boiler fountain press window stove lantern bell mill",
        "hall yard chapel attic cellar library kitchen tower stable market",
        "painted measured moved cleaned listed photographed insured described",
    )
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A planted fact: what it is about, the question for it, and the answer as it stands there."""

    kind: str
    text: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A conversation with its facts; a question or other last words are still to be added."""

    messages: tuple[ChatMessage, ...]
    facts: tuple[Fact, ...]

    def asking(self, words: str) -> tuple[ChatMessage, ...]:
        """The conversation, ending with these words of the user."""
        return (*self.messages, ChatMessage("user", words))


def planted(random: Random, tokens: float) -> Planted:
    """A conversation of about so many tokens, with a fact of each kind at a random place."""
    makers = (_table, _dialogue, _log, _prose)
    parts: list[list[ChatMessage]] = []
    while size_of([m for part in parts for m in part]) < tokens or len(parts) < len(makers):
        parts.append(makers[len(parts) % len(makers)](random, len(parts), None))
    facts = []
    for kind, make in enumerate(makers):
        facts.append(_FACTS[kind](random))
        number = random.choice(range(kind, len(parts), len(makers)))
        parts[number] = make(random, number, facts[-1])
    random.shuffle(parts)
    messages = [message for part in parts for message in part]
    messages += _page(random, len(parts), "\n".join(_sentence(random) for _ in range(3)))
    messages.append(ChatMessage("assistant", "I have read that."))
    return Planted((SYSTEM, TASK, *messages), tuple(facts))


def _person(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def _row(random: Random, customer: str = "", amount: str = "") -> str:
    amount = amount or f"{random.randrange(100, 9999)}.{random.randrange(10, 99)}"
    number = random.randrange(10_000, 99_999)
    return f"{number};{customer or _person(random)};{random.choice(_CITY)};{amount}"


def _number(random: Random) -> Fact:
    customer = f"{random.choice(_FIRST)} van {random.choice(_LAST)}"
    amount = f"{random.randrange(10_000, 99_999)}.{random.randrange(10, 99)}"
    text = _row(random, customer, amount)
    return Fact(KINDS[0], text, f"What is the amount of the order of {customer}?", amount)


def _decision(random: Random) -> Fact:
    project = f"{random.choice(_PROJECT)} {random.randrange(2, 9)}"
    day = f"{random.randrange(2, 28)} {random.choice(_MONTH)}"
    text = f"After the talk with the board it is settled: the launch of {project} moves to {day}."
    return Fact(KINDS[1], text, f"On which day is the launch of {project}?", day)


def _path(random: Random) -> Fact:
    project = f"{random.choice(_PROJECT).lower()}{random.randrange(100, 999)}"
    path = f"/srv/{random.choice(_CITY).lower()}/{project}-{random.randrange(1000, 9999)}.tar.gz"
    text = f"{_stamp(random)} backup of {project} written to {path}"
    return Fact(KINDS[2], text, f"Where is the backup of {project}?", path)


def _name(random: Random) -> Fact:
    name = f"{random.choice(_FIRST)} {random.choice(_LAST)}{random.choice(('son', 'man', 'er'))}"
    thing, place = random.choice(_THING), random.choice(_PLACE)
    text = f"The {thing} in the {place} was repaired by {name}, who asked for no pay."
    return Fact(KINDS[3], text, f"Who repaired the {thing} in the {place}?", name)


_FACTS: tuple[Callable[[Random], Fact], ...] = (_number, _decision, _path, _name)


def _stamp(random: Random) -> str:
    return (
        f"2024-0{random.randrange(1, 9)}-{random.randrange(10, 28)} {random.randrange(10, 23)}:05"
    )


def _sentence(random: Random) -> str:
    thing, place = random.choice(_THING), random.choice(_PLACE)
    return f"The {thing} in the {place} was {random.choice(_VERB)} by {_person(random)} last year."


def _page(random: Random, number: int, text: str) -> list[ChatMessage]:
    call = ToolCall("read_paper", {"paper": f"{number}-{random.randrange(1000)}"}, f"c{number}")
    return [ChatMessage("assistant", "", (call,)), ChatMessage("tool", text, (), call.call_id)]


def _with(random: Random, lines: list[str], fact: Fact | None) -> list[str]:
    if fact is not None:
        lines.insert(random.randrange(1, len(lines)), fact.text)
    return lines


def _table(random: Random, number: int, fact: Fact | None) -> list[ChatMessage]:
    rows = _with(random, [_row(random) for _ in range(random.randrange(14, 26))], fact)
    return _page(random, number, "\n".join(["order;customer;city;amount", *rows]))


def _log(random: Random, number: int, fact: Fact | None) -> list[ChatMessage]:
    lines = [
        f"{_stamp(random)} {random.choice(('copy', 'check', 'index'))} of "
        f"{random.choice(_PROJECT).lower()}{random.randrange(100, 999)} in "
        f"/var/{random.choice(_CITY).lower()}/part{random.randrange(99)} done"
        for _ in range(random.randrange(10, 18))
    ]
    return _page(random, number, "\n".join(_with(random, lines, fact)))


def _prose(random: Random, number: int, fact: Fact | None) -> list[ChatMessage]:
    lines = _with(random, [_sentence(random) for _ in range(random.randrange(14, 22))], fact)
    return _page(random, number, " ".join(lines))


def _dialogue(random: Random, _: int, fact: Fact | None) -> list[ChatMessage]:
    lines = [
        f"{_person(random)} wrote to me that the talks on {random.choice(_PROJECT)} in "
        f"{random.choice(_CITY)} go on until {random.randrange(2, 28)} {random.choice(_MONTH)}."
        for _ in range(random.randrange(5, 9))
    ]
    said = " ".join(_with(random, lines, fact))
    return [ChatMessage("user", said), ChatMessage("assistant", "Noted. What is next?")]
