"""What the passport of an LLM changes in what is expected of a way of working.

The priors of ways are those of an LLM that passes its probes. One that fails some is expected to be
right less often by the ways that need these skills; it never counts as better than the prior.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.agreement import method_of

if TYPE_CHECKING:
    from hocket.core.aptitude import Aptitude

SKILLS: dict[str, tuple[str, ...]] = {
    "program": ("code", "instructions"),
    "parts": ("code", "instructions"),
    "rows": ("code", "instructions"),
    "source": ("code", "instructions"),
    "query": ("sql", "instructions"),
    "steps": ("code", "arithmetic"),
    "recall": ("yes_no", "seeds"),
    "quote": ("json", "needle", "absent"),
    "reading": ("needle", "absent"),
    "extract": ("json", "needle"),
    "scan": ("json", "needle"),
    "ballot": ("yes_no",),
    "text": ("instructions",),
    "tools": ("tools",),
}
"""The skills that a way needs of its LLM; ways that are not listed need none that is tested."""

NAMES = {
    "sql": "SQL",
    "json": "JSON",
    "yes_no": "yes and no",
    "needle": "facts in long texts",
    "absent": "what is not in a text",
}
"""Skills in words, where their names are none."""

PSEUDO = 4
"""Probes that an LLM counts as having passed before its first: how far its share is shrunk."""

CALLS = "tools"
ENOUGH = 3
"""Probes of tools that must have been judged before an LLM is said to fail at them."""


def share_left(way: str, aptitude: Aptitude | None) -> float:
    """The part of a way's prior that is left for an LLM, above 0 and at most 1.

    It is the mean of Beta(passed + 4, failed), so without a passport it is 1.

    Examples:
        >>> from hocket.core.aptitude import Aptitude
        >>> weak = Aptitude(weights="a", skills={"code": (0, 2), "instructions": (0, 4)})
        >>> share_left("program", weak), share_left("ballot", weak), share_left("program", None)
        (0.4, 1.0, 1.0)
    """
    passed, judged = _counts(way, aptitude)
    return (passed + PSEUDO) / (judged + PSEUDO)


def shown_for(way: str, aptitude: Aptitude | None) -> str:
    """What the passport says of the skills of a way, for people; empty if it says nothing.

    Examples:
        >>> from hocket.core.aptitude import Aptitude
        >>> shown_for("program", Aptitude(weights="abc", skills={"code": (1, 2)}))
        'by its passport (abc) the LLM passed 1 of 2 probes of code'
    """
    passed, judged = _counts(way, aptitude)
    if aptitude is None or not judged:
        return ""
    tested = [s for s in SKILLS.get(method_of(way), ()) if aptitude.of([s])[1]]
    names = " and of ".join(NAMES.get(skill, skill) for skill in tested)
    whose = aptitude.weights[:12]
    return f"by its passport ({whose}) the LLM passed {passed} of {judged} probes of {names}"


def fails_at(way: str, aptitude: Aptitude | None) -> bool:
    """Whether a way rests on calls of tools, and the LLM failed most probes of them.

    Examples:
        >>> from hocket.core.aptitude import Aptitude
        >>> weak = Aptitude(weights="a", skills={"tools": (2, 5)})
        >>> fails_at("tools", weak), fails_at("text", weak), fails_at("tools", None)
        (True, False, False)
    """
    if way != "tools" or aptitude is None:
        return False
    passed, judged = aptitude.of([CALLS])
    return judged >= ENOUGH and 2 * passed < judged


def _counts(way: str, aptitude: Aptitude | None) -> tuple[int, int]:
    return (0, 0) if aptitude is None else aptitude.of(SKILLS.get(method_of(way), ()))
