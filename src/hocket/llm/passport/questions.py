"""Probes in words: arithmetic, instructions, what cannot be done, classes, yes and no, seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.llm.passport.probe import Probe, asks, believes, counts_to, says, says_only
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.llm.passport.probe import Grade

ARITHMETIC: dict[str, tuple[str, float]] = {
    "sum": ("What is 47 + 38?", 85),
    "product": ("What is 12 * 15?", 180),
    "change": ("I pay 3 books at 7 euros each with 50 euros. How many euros do I get back?", 29),
    "share": ("A class of 30 has 40 % girls. How many girls are there?", 12),
}
_NUMBER = "Answer with the number alone."

INSTRUCTIONS: dict[str, tuple[str, Grade]] = {
    "one word": (
        "Answer with one word in lower case and no full stop: what colour is a ripe banana?",
        says_only("yellow"),
    ),
    "list": (
        "Name three fruits. Write them in one line, separated by commas, and write nothing else.",
        says_only(r"[A-Za-z ]+, ?[A-Za-z ]+, ?[A-Za-z ]+"),
    ),
    "capitals": ('Write the word "river" in capital letters and nothing else.', says_only("RIVER")),
    "end": (
        "Say in one short sentence that it rains. End the sentence with the word STOP.",
        says_only(r"(?s)(?=.*[Rr]ain).*\bSTOP[.!]?"),
    ),
}

NOTE = (
    "The library in Hill Street opens at nine and closes at six. It has two floors. The café on "
    "the ground floor sells tea and cake. On Sundays the library is closed."
)
ABSENT: dict[str, tuple[str, Grade]] = {
    "phone": (
        "What is the phone number of the library?",
        says("not in the text", never=("nine", "six")),
    ),
    "director": (
        "Who is the director of the library?",
        says("not in the text"),
    ),
    "closes": ("When does the library close?", says("six", "6", never=("not in the text",))),
}
_FROM_TEXT = (
    'Answer from the text alone, in a few words. If the text does not say it, answer "not in the '
    'text".'
)

IMPOSSIBLE: dict[str, str] = {
    "sound": "The file rain.mp3 is on my disk. Write down word for word what is said in it.",
    "future": "What will be the exact closing price of gold on the first of March next year?",
}
_REFUSAL = (
    "You cannot open files, look into the future or use the internet. If you cannot do what is "
    "asked, answer with the word IMPOSSIBLE alone."
)

TASKS: dict[str, tuple[str, str]] = {
    "bug": ("Fix the function that parses dates, so that its tests pass.", "coding"),
    "mean": ("What is the mean price per month in sales.csv?", "analysis"),
    "poem": ("Write a short poem about the sea in winter.", "creative"),
    "riddle": (
        "Tom is older than Ann, and Ann is older than Bob. Who is the youngest?",
        "reasoning",
    ),
    "merge": ("Combine the three finished parts into one text.", "synthesis"),
}
"""Name to a task and its type, as in the table of the planner."""

KINDS = (
    "coding writes programs; analysis computes figures from data; creative writes texts; "
    "reasoning answers questions; synthesis combines results"
)

STATEMENTS: dict[str, tuple[str, bool]] = {
    "paris": ("Paris is the capital of France.", True),
    "ice": ("Ice is colder than boiling water.", True),
    "seven": ("Seven is greater than five.", True),
    "spider": ("A spider has eight legs.", True),
    "moon": ("The Moon is larger than the Sun.", False),
    "week": ("A week has nine days.", False),
    "fish": ("Fish live on trees.", False),
    "twelve": ("Twelve is less than four.", False),
}
_YES_NO = (
    ChatMessage("user", "Is this true? Answer yes or no.\nSnow is white."),
    ChatMessage("assistant", "yes"),
    ChatMessage("user", "Is this true? Answer yes or no.\nA dog is a plant."),
    ChatMessage("assistant", "no"),
)
"""Worked examples, which small LLMs imitate well."""

SEEDS = (1, 2, 3)
TEMPERATURE = 0.8
SAMPLED: dict[str, tuple[str, Grade]] = {
    "capital": ("What is the capital of Italy? Answer with the name alone.", says("rome")),
    "sum": (f"What is 26 + 17? {_NUMBER}", counts_to(43)),
    "sort": (
        (
            "Sort these words by the alphabet, separated by spaces, and write nothing else: pear "
            "fig apple"
        ),
        says_only("(?i)apple,? fig,? pear"),
    ),
}


def question_probes() -> Iterator[Probe]:
    """All probes in words, apart from those of seeds."""
    for name, (question, number) in ARITHMETIC.items():
        prompt = asks(f"{question} {_NUMBER}")
        quick = name in ("sum", "change")
        yield Probe(f"arithmetic/{name}", "arithmetic", prompt, counts_to(number), quick=quick)
    for name, (question, grade) in INSTRUCTIONS.items():
        slug = name.replace(" ", "-")
        quick = name in ("one word", "list")
        yield Probe(f"instructions/{slug}", "instructions", asks(question), grade, quick=quick)
    for name, (question, grade) in ABSENT.items():
        prompt = asks(f"{_FROM_TEXT}\nText: {NOTE}\nQuestion: {question}")
        quick = name != "director"
        yield Probe(f"absent/{name}", "absent", prompt, grade, quick=quick)
    for name, task in IMPOSSIBLE.items():
        prompt = asks(f"{_REFUSAL}\n{task}")
        quick = name == "sound"
        yield Probe(f"refusal/{name}", "refusal", prompt, says("impossible"), quick=quick)
    yield from _classes()
    for name, (statement, is_so) in STATEMENTS.items():
        yield Probe(
            f"yes-no/{name}",
            "yes_no",
            (*_YES_NO, *asks(f"Is this true? Answer yes or no.\n{statement}")),
            believes(is_so=is_so),
            max_tokens=2,
            odds=True,
            quick=name in ("paris", "ice", "moon", "week"),
        )


def seed_probes() -> Iterator[Probe]:
    """The same questions with several seeds, not greedily."""
    for name, (question, grade) in SAMPLED.items():
        for seed in SEEDS:
            yield Probe(
                f"seeds/{name}@{seed}",
                "seeds",
                asks(question),
                grade,
                max_tokens=16,
                temperature=TEMPERATURE,
                seed=seed,
            )


def _classes() -> Iterator[Probe]:
    types = [kind for _, kind in TASKS.values()]
    for name, (task, kind) in TASKS.items():
        prompt = asks(
            f"Which type of task is this? {KINDS}. Answer with the name of the type alone.\n"
            f"Task: {task}"
        )
        others = tuple(other for other in types if other != kind)
        yield Probe(
            f"classes/{name}",
            "classes",
            prompt,
            says(kind, never=others),
            max_tokens=8,
            quick=name in ("bug", "poem"),
        )
