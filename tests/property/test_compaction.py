"""What holds for every compaction, whatever the conversation."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import conversations
from hocket.llm.compaction.cutting import KEEP_CHARS
from hocket.llm.compaction.layout import between, size_of
from hocket.llm.compaction.pipeline import Room, compact
from hocket.llm.compaction.record import Record, decoded
from hocket.llm.compaction.summary import believed

NOTE_CHARS = 120
ROOMS = st.builds(
    lambda most, share: Room(most * share, most), st.integers(50, 3000), st.floats(0.3, 0.9)
)
DONE = st.builds(
    lambda messages, room, grows: (messages, room, grows, compact(messages, room, grows=grows)),
    conversations(),
    ROOMS,
    st.booleans(),
)


@given(DONE)
def test_compacted_prompt_fits_or_nothing_of_it_can_be_shorter(made):
    _, room, _, done = made
    if size_of(done.messages) > room.most:
        for message in done.messages:
            assert message.role == "system" or len(message.content) <= KEEP_CHARS + NOTE_CHARS


@given(DONE)
def test_what_is_protected_stays_while_it_fits(made):
    messages, room, grows, done = made
    systems = [m for m in messages if m.role == "system"]
    assert [m for m in done.messages if m.role == "system"] == systems
    start, end = between(messages)
    protected = (*messages[:start], *messages[end:])
    if not grows or done.fold is None or size_of(done.fold.messages()) > room.most:
        return
    task, said = (
        [m for m in each if m.role != "system"] for each in (messages[:start], done.messages)
    )
    for before, after in zip(task, said, strict=False):
        assert after.content.startswith(before.content)
    assert done.messages[len(done.messages) - (len(messages) - end) :] == messages[end:]
    assert len(protected) <= len(done.messages)


@given(DONE)
def test_messages_keep_their_order_and_calls_their_results(made):
    messages, _, _, done = made
    kept = [n for n in done.numbers if n >= 0 and messages[n].role != "system"]
    assert all(a < b for a, b in itertools.pairwise(kept))
    for number, message in zip(done.numbers, done.messages, strict=True):
        if number >= 0:
            assert (message.role, message.tool_calls, message.call_id) == (
                messages[number].role,
                messages[number].tool_calls,
                messages[number].call_id,
            )
    called = [call.call_id for m in done.messages for call in m.tool_calls]
    answered = [m.call_id for m in done.messages if m.role == "tool"]
    assert called == answered


@given(DONE)
def test_record_has_the_conversation_as_it_was_and_every_change(made):
    messages, _, _, done = made
    record = decoded(Record(messages, done.messages, done.changes).encoded())
    assert record == Record(messages, done.messages, done.changes)
    assert record.before == messages
    assert record.continued((*messages, messages[-1])) == (*done.messages, messages[-1])
    changed = {change.message for change in record.changes}
    unfolded = {} if done.fold is not None else dict(zip(done.numbers, done.messages, strict=True))
    assert changed >= {n for n, m in unfolded.items() if m.content != messages[n].content}


@given(DONE)
def test_compaction_of_what_is_compacted_changes_nothing(made):
    _, room, grows, done = made
    if size_of(done.messages) <= room.most:
        assert compact(done.messages, room, grows=grows).messages == done.messages


@given(DONE)
def test_compaction_depends_on_its_input_alone(made):
    messages, room, grows, done = made
    assert compact(messages, room, grows=grows) == done


@settings(max_examples=50)
@given(st.text(alphabet="Ab 1239.,-\n", max_size=200), st.text(alphabet="Ab 1239.,\n", max_size=80))
def test_believed_summary_has_no_figure_that_its_source_lacks(source, summary):
    kept, _ = believed(summary, source)
    for word in kept.replace(",", "").split():
        if word.strip(".-").isdigit():
            assert word.strip(".-") in source.replace(",", "")
