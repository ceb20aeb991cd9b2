"""The nouns of a passport: whose it is, the machine, and what each probe showed."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from hocket.core.digest import canonical, digest
from hocket.core.noun import Noun

FORMAT: Final = "hocket.passport"
VERSION: Final = 1

SUITE = 2
"""Version of the probes in ``suite.py``; results of another one are taken again."""

DIGEST = re.compile(r"[0-9a-z:]{8,90}")
"""What the digest of an LLM looks like; hosts list SHA-256, with a prefix or cut short."""

DigestOf = Literal["weights", "name"]

MOST_WHOLE, MOST_FIGURE = 2**63 - 1, 1e15
Whole = Annotated[int, Field(ge=0, le=MOST_WHOLE)]
Figure = Annotated[float, Field(ge=-MOST_FIGURE, le=MOST_FIGURE)]
"""Finite, and small enough that a thousand of them can be added up and be shown."""
Label = Annotated[str, Field(max_length=60)]

NAMED = "its host lists no digest: another LLM of the same name and size would pass for it"
"""The remark of a passport that rests on a name."""


class Subject(Noun):
    """The LLM that was tested. ``digest`` is its identity, ``llm`` what its host calls it."""

    llm: str = Field(min_length=1, max_length=300, description="host:name")
    digest: str = Field(pattern=rf"^{DIGEST.pattern}$")
    digest_of: DigestOf = Field(description="what the digest is of: weights, or host, name, size")
    size_bytes: Whole = 0
    context_tokens: Whole = Field(default=0, description="the window it was tested with")
    can_chat: bool = True
    can_embed: bool = False

    @property
    def remark(self) -> str:
        """What limits the identity; empty if nothing does."""
        return NAMED if self.digest_of == "name" else ""


def subject_digest(host: str, name: str, size_bytes: int) -> str:
    """The stand-in for a digest that a host does not list.

    Examples:
        >>> subject_digest("lan", "qwen3", 0)[:8]
        '2eb83c38'
    """
    return digest(canonical([host, name, size_bytes]))


class Machine(Noun):
    """The kind of machine: nothing that names one, its user or its network."""

    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$")
    system: str = Field(max_length=40)
    architecture: str = Field(max_length=40)
    cores: int = Field(ge=1, le=MOST_WHOLE)
    memory_gb: Whole


class ProbeResult(Noun):
    """What one probe showed.

    Attributes:
        probe: Name of the probe, once in a passport.
        skill: The skill that it counts for.
        right: Whether it was passed.
        marks: What was told apart in the answer, such as ``right tool``.
        figures: Measurements, by a name that ends with the unit.
        answer: The start of what the LLM answered.
        fault: Why there was no answer, or why the probe could not be judged; it does not count then
            if ``counts`` is false.
    """

    probe: str = Field(pattern=r"^[a-z0-9 /@._-]{1,60}$")
    skill: str = Field(pattern=r"^[a-z_]{1,30}$")
    right: bool
    counts: bool = True
    marks: dict[Label, bool] = Field(default_factory=dict, max_length=10)
    figures: dict[Label, Figure] = Field(default_factory=dict, max_length=20)
    answer: str = Field(default="", max_length=2000)
    fault: str = Field(default="", max_length=500)
    prompt_tokens: Whole = 0
    completion_tokens: Whole = 0
    seconds: float = Field(default=0.0, ge=0, le=MOST_FIGURE)
    at_us: Whole = Field(description="microseconds since the epoch")


class Passport(Noun):
    """All results of the probes of one LLM on one machine, in the order in which they ran."""

    format: Literal["hocket.passport"] = FORMAT
    version: Literal[1] = VERSION
    suite: int = Field(ge=1, le=MOST_WHOLE, description="version of the probes")
    subject: Subject
    machine: Machine
    results: tuple[ProbeResult, ...] = Field(max_length=1000)

    @model_validator(mode="after")
    def _probes_once(self) -> Self:
        names = [result.probe for result in self.results]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            message = f"the probe {twice!r} has more than one result; keep one"
            raise ValueError(message)
        return self

    @property
    def key(self) -> str:
        """Its identity: the LLM and the machine."""
        return f"{self.subject.digest}.{self.machine.fingerprint}"
