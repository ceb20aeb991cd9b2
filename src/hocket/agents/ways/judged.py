"""The rows of a passage once they are taken out: conditions, yes or no, and the amount of several.

What the words of the passage say decides; where they do not, the odds of the LLM's yes or no do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.odds import log_odds
from hocket.agents.records.conditions import condition_in, word_of_condition
from hocket.agents.records.done import wanted_deed, was_done
from hocket.agents.records.entries import values_told
from hocket.agents.records.happened import row_did_not_happen, wants_happened
from hocket.agents.records.owned import numbers_of, owned_rows
from hocket.agents.records.topmost import topmost
from hocket.agents.records.truths import truth_of, word_of
from hocket.agents.records.votes import numbers_told
from hocket.documents.quotes import place_of
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.passages import Passage
    from hocket.ports.agent import Workbench

_RULES = "You read a passage and answer a question on it with yes or no, by its words alone."
_WORKED = (
    ("7. House 12. The roof was mended for 450 in May.", "Is this so of it: done?", "yes"),
    ("9. House 14. A new door for 300 was put off to June.", "Is this so of it: done?", "no"),
    (
        "9. House 14. A new door for 300 was put off to June.",
        "Is it one of these: repairs that were paid?",
        "no",
    ),
    (
        "5. House 3. The gutter, 80, was paid at once.",
        "Is it one of these: repairs that were paid?",
        "yes",
    ),
)
_MEETS = -0.9
"""Log odds from which a passage is taken to meet a condition, as a quote to answer a question."""
HAPPENED = "things that took place"
_YES_OR_NO = r"[^,;.\n]{0,40}?\b(?:true|false|yes|no)\b"
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n")


async def judged_rows(
    goal: str,
    rows: Sequence[dict[str, Any]],
    keys: Sequence[str],
    passage: Passage,
    bench: Workbench,
) -> list[dict[str, Any]]:
    """The rows that a passage has for a goal, with what its words say of them."""
    owned = owned_rows(rows, keys, passage)
    condition, is_of_happened = condition_in(goal), wants_happened(goal)
    kept = []
    for row in owned:
        text = passage.text if len(owned) == 1 else _said_of(row, passage.text)
        if is_of_happened and text:
            if (missed := row_did_not_happen(row, text)) is None:
                missed = not await _meets(HAPPENED, text, bench)
            if missed:
                continue
        elif passage.mark and wanted_deed(goal) and (done := was_done(goal, text)) is not None:
            if not done:
                continue
        elif condition and text and not await _meets(condition, text, bench):
            continue
        kept.append(await _judged(goal, row, keys, passage, text, bench))
    return kept


async def _judged(
    goal: str,
    row: dict[str, Any],
    keys: Sequence[str],
    passage: Passage,
    text: str,
    bench: Workbench,
) -> dict[str, Any]:
    """A row with its yes or no judged, and with the amount that its key asks for."""
    told = numbers_told(keys, text)
    if text == passage.text and not passage.author:
        told = values_told(keys, passage, goal) | told
    judged = row | told
    own = {float(number) for key in keys[:2] for number in numbers_of(key, passage)}
    for key in keys if text else ():
        if key in told:
            continue
        if isinstance(row[key], bool) or _is_yes_or_no(key, row, goal):
            truth = truth_of(word, text) if (word := word_of(key)) else None
            if truth is None:
                question = f"Is this so of it: {key.replace('_', ' ')}?"
                truth = await log_odds(bench, asking(text, question), "yes", "no") > 0
            judged[key] = truth
        elif (amount := topmost(key, text, own)) is not None:
            judged[key] = int(amount) if amount == int(amount) else amount
    return judged


async def _meets(condition: str, text: str, bench: Workbench) -> bool:
    """Whether a passage meets the condition of a task."""
    if (wanted := word_of_condition(condition)) is not None:
        truth = truth_of(wanted[0], text)
        if truth is not None:
            return truth is wanted[1]
    question = f"Is it one of these: {condition}?"
    return await log_odds(bench, asking(text, question), "yes", "no") >= _MEETS


def asking(text: str, question: str) -> list[ChatMessage]:
    """The prompt for yes or no on a passage."""
    messages = [ChatMessage("system", _RULES)]
    for passage, asked, answer in _WORKED:
        messages += [
            ChatMessage("user", f"Passage: {passage}\n{asked}"),
            ChatMessage("assistant", answer),
        ]
    return [*messages, ChatMessage("user", f"Passage: {' '.join(text.split())}\n{question}")]


def _is_yes_or_no(key: str, row: Mapping[str, Any], goal: str) -> bool:
    """Whether a task wants yes or no for a key; a number is kept where it may be of another one."""
    match = re.search(rf"(?i)(?<!\w){_spelled(key)}(?!\w)(?P<between>{_YES_OR_NO})", goal)
    if match is None or not isinstance(row[key], int | float):
        return match is not None
    others = (rf"(?i)(?<!\w){_spelled(other)}(?!\w)" for other in row if other != key)
    return not any(re.search(other, match["between"]) for other in others)


def _spelled(key: str) -> str:
    return re.sub(r"[\W_]+", r"[\\W_]", re.escape(key))


def _said_of(row: dict[str, Any], text: str) -> str:
    """The sentences of a passage that have what names a row; of several rows each has its own."""
    name = next((value for value in row.values() if value is not None), None)
    if name is None:
        return ""
    said = [s for s in _SENTENCES.split(text) if place_of(str(name), s) is not None]
    return " ".join(said)
