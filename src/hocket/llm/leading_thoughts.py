"""Thoughts that an answer begins with in a form of its own: a heading, a block, a tag of any name.

What these forms say they say elsewhere too, so each counts only at the very start, where an answer
follows, and where the prompt does not ask for it.
"""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_TAG = r"reason|rationale|analysis|plan(?:ning)?|deliberation|brainstorm(?:ing)?|reflections?"
_NAME = (
    r"(?:thoughts?|thinking|th(?:inking|ought) process|chain[- ]of[- ]thought|scratch ?pad"
    r"|(?:internal|inner) (?:monologue|reasoning|thoughts?))"
)
_BLOCK = r"```(?:think(?:ing)?|thoughts?|reasoning)[ \t]*\n"
_SUMMARY = r"(?:thought|thinking|reasoning|chain of thought)"
_DETAILS = (
    rf"<details\b(?:[^<>]*\btype=[\"']?reasoning\b[^<>]*>|[^<>]*>\s*<summary>\W*{_SUMMARY}\b)"
)
_HEADING = rf"(?:\#{{1,6}}[ ]{_NAME}:?[ \t]*\n|\*\*{_NAME}(?::?\*\*:?)|{_NAME}:)"
_ANSWER = (
    r"\n\s*(?:\#{1,6}[ ](?:final )?(?:answer|response|output):?[ \t]*\n"
    r"|\*\*(?:final )?(?:answer|response|output)(?::\*\*|\*\*:?)|(?:final )?(?:answer|response):)"
)
_FORMS = (
    rf"<(?P<tag>{_TAG})>(?P<a>.*?)</(?P=tag)>",
    rf"{_BLOCK}(?P<b>.*?)\n[ \t]*```[ \t]*(?=\n)",
    rf"{_DETAILS}(?P<c>.*?)</details>",
    rf"{_HEADING}(?P<d>.*?){_ANSWER}",
    r"Here(?:'s| is) my thought process:(?P<e>.*?)\n\s*Here(?:'s| is) my response:",
    r"Thinking\.\.\.\n(?P<f>.*?)\n\.\.\.done thinking\.",
)
_LEADING = late_pattern(rf"\s*(?:{'|'.join(_FORMS)})\s*(?P<text>\S.*)\Z", re.DOTALL | re.IGNORECASE)
BEGINNING = late_pattern(
    rf"\s*(?:<(?:{_TAG})>|{_BLOCK}|{_DETAILS}|{_HEADING}|Here(?:'s| is) my thought process:"
    r"|Thinking\.\.\.\n)",
    re.IGNORECASE,
)
"""How such an answer begins."""

_ACTION = re.compile(r"^\s*\**Action(?: Input)?\**:", re.MULTILINE)
_ASKED = late_pattern(
    rf"</?(?:{_TAG})>|```(?:think|thought|reasoning)|<details|\b{_NAME}:|final answer:",
    re.IGNORECASE,
)
STARTS = (
    *("<reason>", "<rationale>", "<analysis>", "<plan>", "<planning>", "<deliberation>"),
    *("<brainstorm>", "<brainstorming>", "<reflections>", "```think", "```thought"),
    *("```reasoning", "<details", "**th", "# th", "## th", "### th", "thought", "thinking"),
    *("here is my thought process:", "here's my thought process:", "&lt;think", "\\u003cthink"),
    *("chain", "scratch", "inner ", "internal "),
)
"""Beginnings of all that ``BEGINNING`` matches, in small letters."""


def leading_thoughts(text: str) -> tuple[str, str] | None:
    r"""The answer and the thoughts before it; None if it begins with none.

    Examples:
        >>> leading_thoughts("**Thinking:** Paris?\n\n**Answer:** It is Lyon.")
        ('It is Lyon.', 'Paris?')
        >>> leading_thoughts("Thinking: it helps.")
    """
    match = _LEADING.match(text) if BEGINNING.match(text) else None
    if match is None:
        return None
    if _ACTION.search(match.group()):
        return None  # steps with tools
    thoughts = next((part for part in match.group(*"abcdef") if part is not None), "")
    return match["text"].strip(), thoughts.strip()


def asks_for_thoughts(prompt: str) -> bool:
    """Whether a prompt mentions one of these forms, so that the answer may have it.

    Examples:
        >>> asks_for_thoughts("Put your plan in <plan></plan>"), asks_for_thoughts("Plan a trip")
        (True, False)
    """
    return bool(_ASKED.search(prompt))
