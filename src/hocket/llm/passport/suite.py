"""The suite: all probes in their order, and what is measured."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from hocket.llm.passport.forms import structure_probes, tool_probes
from hocket.llm.passport.passport import SUITE as SUITE  # noqa: PLC0414 - the version of this suite
from hocket.llm.passport.programs import code_probes
from hocket.llm.passport.questions import question_probes, seed_probes

if TYPE_CHECKING:
    from hocket.llm.passport.probe import Probe

LOAD, EMBED = "load", "embed"
SLOTS = (1, 2, 4)

SPEED_PROMPT = "Write a long story about a lighthouse. " + " ".join(
    f"Line {n}: the light turns and the sea is calm." for n in range(8)
)
SPEED_TOKENS = 48

ALIKE = (
    ("The cat sleeps on the sofa.", "A kitten naps on the couch.", "Shares fell by two per cent."),
    ("How do I bake bread?", "A recipe for a loaf of bread", "The engine of the car is broken."),
    ("The train to Rome was late.", "Delay of a railway service", "She planted roses in May."),
)
"""Two texts that mean about the same, and one that does not."""


def speed_probe(slots: int) -> str:
    """The name of the measurement with so many answers at once."""
    return f"speed/{slots}"


def probes(*, quick: bool) -> tuple[Probe, ...]:
    """The probes of chat, apart from those whose number depends on the window.

    Args:
        quick: Only those of the short form.
    """
    every = chain(
        question_probes(), structure_probes(), tool_probes(), code_probes(), seed_probes()
    )
    return tuple(probe for probe in every if probe.quick or not quick)
