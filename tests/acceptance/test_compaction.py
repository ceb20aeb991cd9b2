"""Runs whose prompts outgrow the window: they go on, on record, from what matters of them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from conversations import filler
from hocket import tool
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.app.replay import replay
from hocket.core.event import CallAnswered, ConversationHandedOver, PromptCompacted
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.testing import ScriptedLlm
from hosts import command
from stories import agent, events_of, hocket_of

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 6
FACT = "We decided that Ada Brook pays 4821 euros from /srv/accounts/ada.csv."


@tool(effect="none")
def read_page(page: int) -> str:
    """Read a page of the report."""
    return f"{filler(page)}\n{FACT}\n{filler(page + 50)}" if page == 1 else filler(page, 24)


def reader():
    """An LLM that reads one page after the other, then says what was decided if it sees it."""
    read = []

    def script(request):
        if not request.tools:
            return "Nothing of note."
        if len(read) < PAGES:
            read.append(ToolCall("read_page", {"page": len(read) + 1}, f"c{len(read)}"))
            return LlmAnswer("", "tool_calls", tool_calls=(read[-1],))
        seen = any("4821" in message.content for message in request.messages)
        return "Ada Brook pays 4821 euros." if seen else "It says nothing of it."

    return script


async def test_run_with_a_small_window_keeps_a_decision_and_says_what_was_left_out(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    journal = await SqliteJournal.open(home / "journal.db")
    llm = ScriptedLlm(reader(), context_tokens=2400)
    reads = agent(None, tools=[read_page], types={"reasoning": 1.0})
    async with hocket_of(reads, llm=llm, journal=journal) as hocket:
        done = await hocket.run("Read the report. What does Ada Brook pay?", plan="single")
        events = await events_of(hocket, done.run_id)
        again = await replay(
            journal, done.run_id, agents={"worker": reads}, tools={"read_page": read_page}
        )
    await journal.close()
    assert done.text == "Ada Brook pays 4821 euros."
    assert again.divergence is None
    handed = [e for e in events if isinstance(e, ConversationHandedOver)]
    compacted = [e for e in events if isinstance(e, PromptCompacted)]
    assert handed
    assert compacted
    assert any("a fresh one took over" in remark for remark in done.state.remarks)
    refused = [e for e in events if isinstance(e, CallAnswered) and e.error]
    assert {e.error for e in refused} == {"context_overflow"}
    assert all(e.usage.tokens == 0 for e in refused)

    environ = {**os.environ, "HOCKET_HOME": str(home)}
    code, out, _ = await command(environ, "explain", done.run_id)
    assert code == 0
    assert "compaction 1: prompt shortened from" in out
    assert f"in its window of 2400: a fresh one of {handed[0].after_tokens} took over" in out
    _, out, _ = await command(environ, "explain", done.run_id, "--compaction", "1")
    record = json.loads(out)
    assert FACT in json.dumps(record["before"])
    code, _, err = await command(environ, "explain", done.run_id, "--compaction", "99")
    assert code != 0
    assert "There is no compaction 99" in err
