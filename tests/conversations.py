"""Conversations for tests of compaction: with tools, and between a person and an agent."""

from __future__ import annotations

from hypothesis import strategies as st

from hocket.ports.llm import ChatMessage, ToolCall

SYSTEM = ChatMessage("system", "You answer from what was read. Keep to the point.")
TASK = ChatMessage("user", "Task: Say what the report wants of Ada.\n\nLeave these files: a.md")
_WORDS = ("river", "garden", "stone", "letter", "window", "paper", "summer", "market")
NEWEST = "The newest page has nothing on it."


def read(number: int, text: str, **arguments) -> tuple[ChatMessage, ChatMessage]:
    """A call of a tool and its result."""
    call = ToolCall("read_page", arguments or {"page": number}, f"c{number}")
    return ChatMessage("assistant", "", (call,)), ChatMessage("tool", text, (), call.call_id)


def filler(seed: int, lines: int = 12) -> str:
    """Lines of a page, each different and none of interest."""
    return "\n".join(
        f"The {_WORDS[(seed + n) % 8]} of page {seed} stands by the {_WORDS[n * 7 % 8]}, "
        f"as line {seed * 1000 + n} says."
        for n in range(lines)
    )


def reading(*texts: str) -> tuple[ChatMessage, ...]:
    """A task that was worked on with these results of a tool, then a newest one."""
    pages = [message for n, text in enumerate(texts) for message in read(n, text)]
    return (SYSTEM, TASK, *pages, *read(99, NEWEST))


def talk(*texts: str, question: str = "What was that again?") -> tuple[ChatMessage, ...]:
    """A conversation in which a person says these texts."""
    turns = [
        message
        for text in texts
        for message in (ChatMessage("user", text), ChatMessage("assistant", "I see that."))
    ]
    return (SYSTEM, *turns, ChatMessage("user", question))


_LINES = st.lists(
    st.sampled_from(
        [
            "The roof is red.",
            "id;name;sum",
            "1;Ada;40",
            "2;Bo;70",
            "We decided to pay 40 euros.",
            "ok",
            "Traceback (most recent call last):",
            "ValueError: no such column",
            "",
            "x" * 700,
            "Été à Łódź, 日本語のテキスト。",
            "File a.csv:",
            "Task: another",
        ]
    ),
    max_size=40,
)
_TEXTS = st.builds("\n".join, _LINES) | st.integers(0, 9).map(filler)


@st.composite
def conversations(draw) -> tuple[ChatMessage, ...]:
    """Any conversation: system messages, a task, calls of tools with results, words."""
    messages = [SYSTEM] if draw(st.booleans()) else []
    if draw(st.booleans()):
        messages.append(ChatMessage("user", draw(_TEXTS)))
    for number in range(draw(st.integers(0, 8))):
        if draw(st.integers(0, 5)) == 0:
            messages.append(ChatMessage("system", draw(_TEXTS)))
        if draw(st.booleans()):
            messages += [ChatMessage("user", draw(_TEXTS)), ChatMessage("assistant", draw(_TEXTS))]
            continue
        ids = [f"c{number}.{n}" for n in range(draw(st.integers(1, 2)))]
        calls = tuple(ToolCall("look", {"at": draw(st.integers(0, 2))}, i) for i in ids)
        messages.append(ChatMessage("assistant", draw(st.sampled_from(["", "Let me see."])), calls))
        messages += [ChatMessage("tool", draw(_TEXTS), (), i) for i in ids]
    if not messages or messages[-1].role != "tool":
        messages.append(ChatMessage("user", draw(_TEXTS)))
    return tuple(messages)
