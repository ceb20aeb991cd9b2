"""The steps of a compaction, one by one, and what each of them leaves."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from conversations import NEWEST, TASK, filler, read, reading, talk
from hocket.llm.compaction.cutting import cut_by
from hocket.llm.compaction.layout import size_of
from hocket.llm.compaction.pipeline import Room, compact
from hocket.llm.compaction.record import Record
from hocket.llm.compaction.summary import believed, request_for
from hocket.llm.compaction.superseded import without_superseded
from hocket.ports.llm import ChatMessage, ToolCall

ERROR = "Traceback (most recent call last):\n  File 'a.py'\n" + "  at it\n" * 20 + "ValueError: no"


def room(messages, share: float, window: float = 1.0) -> Room:
    """Room for shares of what the messages take: the goal, and the window."""
    return Room(size_of(messages) * share, size_of(messages) * window)


def steps(done) -> list[str]:
    return list(dict.fromkeys(change.step for change in done.changes))


def test_result_that_stands_again_below_is_left_out_above_and_nothing_else():
    page = filler(1)
    messages = reading(page, filler(2), page)
    done = compact(messages, room(messages, 0.8), grows=True)
    assert steps(done) == ["deduplicate"]
    assert done.messages[3].content == "[the same as a newer result of read_page below]"
    assert replace(done.messages[3], content=page) == messages[3]
    assert done.messages[4:] == messages[4:]


def test_file_read_before_and_after_a_change_keeps_the_lines_that_were_changed():
    new = filler(1, 40)
    old = new.replace("line 1020 says", "line 1020 said once")
    messages = reading(old, new)
    done = compact(messages, room(messages, 0.7), grows=True)
    [note, line] = done.messages[3].content.splitlines()
    assert note == "[as a newer result of read_page below, but for:]"
    assert "said once" in line


def test_paragraph_that_stands_in_a_later_message_is_noted_in_the_earlier_one():
    shared = filler(3)
    messages = reading(f"{filler(4, 3)}\n\n{shared}", f"{shared}\n\nOnly there.")
    done = compact(messages, room(messages, 0.7), grows=True)
    note = "[this passage stands in a newer result of read_page below]"
    assert done.messages[3].content == f"{filler(4, 3)}\n\n{note}"
    assert done.messages[5] == messages[5]


def test_older_result_of_the_same_call_and_a_mended_error_are_dropped():
    messages = (
        *reading()[:2],
        *read(1, filler(1), path="a.txt"),
        *read(2, ERROR, path="b.txt"),
        *read(3, filler(7), path="a.txt"),
        *read(4, "done", path="b.txt", again=True),
    )
    done = compact(messages, room(messages, 0.7), grows=True)
    assert steps(done) == ["drop"]
    assert done.messages[3].content == "[left out: the same call was made again later]"
    assert done.messages[5].content == "[an error that was mended later: ValueError: no]"
    assert done.messages[6:] == messages[6:]


@pytest.mark.parametrize(
    ("older", "newer", "arguments"),
    [
        pytest.param(filler(1), "Error: no such file", {"path": "a.txt"}, id="newer-is-an-error"),
        pytest.param(filler(1), filler(7), {}, id="next-page"),
        pytest.param("ERROR disk 7 is full\n" * 90, filler(7), {"of": "b"}, id="log-of-errors"),
    ],
)
def test_result_that_nothing_later_replaces_is_not_dropped(older, newer, arguments):
    call = ToolCall("look", {} if not arguments else {"path": "a.txt"}, "c1")
    later = replace(call, call_id="c2", arguments=arguments)
    messages = (
        *reading()[:2],
        ChatMessage("assistant", "", (call,)),
        ChatMessage("tool", older, (), "c1"),
        ChatMessage("assistant", "", (later,)),
        ChatMessage("tool", newer, (), "c2"),
    )
    assert without_superseded(messages, 2, len(messages) - 2) == messages


def test_short_lines_that_a_newer_text_has_not_stay_as_well():
    new = f"{filler(1, 40)}\nport 81"
    messages = reading(new.replace("port 81", "port 80\na: 1"), new)
    done = compact(messages, room(messages, 0.7), grows=True)
    assert done.messages[3].content.splitlines()[1:] == ["port 80", "a: 1"]


@pytest.mark.parametrize("window", [1.0, 0.6])
def test_system_message_between_turns_is_never_shortened(window):
    note = ChatMessage("system", f"From now on be polite.\n{filler(9)}\n{filler(9)}")
    messages = reading(*map(filler, range(8)))
    messages = (*messages[:6], note, *messages[6:])
    done = compact(messages, room(messages, 0.4, window), grows=True)
    assert len(done.messages) < len(messages) or steps(done)
    assert [m for m in done.messages if m.role == "system"] == [messages[0], note]
    changed = {change.message for change in done.changes}
    assert 6 not in changed
    for number, message in zip(done.numbers, done.messages, strict=True):
        assert number < 0 or message.role == messages[number].role


def test_long_line_is_cut_between_its_values():
    line = ";".join(str(1_000_000 + 37 * n) for n in range(2000))
    messages = (ChatMessage("user", f"File a.csv:\n{line}\n\nTask: Add them."),)
    for shorter in (
        compact(messages, room(messages, 0.2, 0.3), grows=False).messages,
        cut_by(messages, messages, size_of(messages) / 2),
    ):
        figures = re.findall(r"\b\d+\b(?! characters)", shorter[0].content)
        assert 100 < len(figures) < 2000
        assert {len(figure) for figure in figures} == {7}


def test_chatter_is_dropped_by_pairs_so_that_turns_alternate():
    said = talk(filler(1), "Thanks!", filler(2))
    messages = (*said[:4], replace(said[4], content="You're welcome."), *said[5:])
    done = compact(messages, room(messages, 0.99), grows=True)
    assert [m.role for m in done.messages[1:]] == ["user", "assistant"] * 2 + ["user"]
    assert "Thanks!" not in [m.content for m in done.messages]


def test_extract_keeps_the_row_that_is_asked_for_with_the_names_of_its_columns():
    rows = [f"{n};clerk {n};{n * 7 % 1000}" for n in range(200)]
    table = "\n".join(["number;name;pay", *rows[:120], "777;Ada Brook;4321", *rows[120:]])
    messages = reading(table, filler(2))
    asked = (*messages[:-2], *read(98, "See above.")[:1], replace(messages[-1], call_id="c98"))
    done = compact(asked, room(asked, 0.4), grows=True)
    kept = done.messages[3].content
    assert steps(done) == ["extract"]
    assert kept.startswith("number;name;pay\n")
    assert "777;Ada Brook;4321" in kept
    assert "left out" in kept


def test_conversation_longer_than_the_window_goes_on_in_a_fresh_one():
    decision = "We decided that Ada Brook goes to Harrow on 14 May."
    messages = reading(
        filler(1), f"{filler(2)}\n{decision}\n{filler(3)}", *map(filler, range(4, 9))
    )
    done = compact(messages, room(messages, 0.3, 0.6), grows=True)
    system, task, call, result = done.messages
    assert (system, call, result.content) == (messages[0], messages[-2], NEWEST)
    assert task.content.startswith(f"{TASK.content}\n\n[Handover] Earlier in this conversation")
    assert decision in task.content
    assert "You called: read_page (7 times)." in task.content
    assert done.fold.count == 14
    assert done.numbers == (0, 1, 16, 17)


def test_talk_without_tools_is_handed_over_with_the_newest_exchange_whole():
    messages = talk(*map(filler, range(8)), question="And the pay of Ada?")
    done = compact(messages, room(messages, 0.3, 0.6), grows=True)
    assert [m.role for m in done.messages] == ["system", "user", "assistant", "user"]
    assert done.messages[2:] == messages[-2:]
    assert done.numbers[1] == -1


def test_single_prompt_is_shortened_no_more_than_it_must_be():
    examples = ChatMessage("user", "An example."), ChatMessage("assistant", "Its answer.")
    text = f"File a.txt:\n{filler(1, 200)}\n\nTask: What does line 1100 say?"
    messages = (reading()[0], *examples, ChatMessage("user", text))
    done = compact(messages, room(messages, 0.1, 0.5), grows=False)
    assert done.messages[:3] == messages[:3]
    assert done.messages[3].content.endswith("\n\nTask: What does line 1100 say?")
    assert "as line 1100 says" in done.messages[3].content
    assert size_of(done.messages) > 0.8 * room(messages, 0.1, 0.5).most
    assert done.changes[0].places == ("a.txt",)


def test_record_tells_how_much_of_what_was_left_out():
    messages = reading(*map(filler, range(20)))
    done = compact(messages, room(messages, 0.2, 0.5), grows=True)
    record = Record(messages, done.messages, done.changes, summary="Short.", refused=2)
    assert [step.step for step in record.steps] == ["extract", "summarise"]
    assert record.steps[1].refused == 2
    [told] = record.omissions
    assert told.endswith("characters of the result of read_page")


def test_summary_reads_the_newest_passages_and_is_believed_where_they_show_it():
    passages = [f"Note {n}: Ada paid {n}00 euros." for n in range(50)]
    request = request_for("small", passages, 500)
    text = request.messages[-1].content
    assert "Note 49" in text
    assert "Note 1:" not in text
    said = "Ada paid 4900 euros. Ada paid 123 euros. So said Bo. And she was gl"
    assert believed(said, text) == ("Ada paid 4900 euros.", 2)
    assert request_for("small", [], 500) is None


def test_older_messages_keep_what_matters_beside_a_long_newest_one():
    fact = "We decided that the ship leaves from Lisbon."
    messages = talk(f"{fact}\n{filler(1)}", question=f"{filler(2)}\nOnly say OK.")
    done = compact(messages, room(messages, 0.5, 0.95), grows=True)
    assert done.messages[-1] == messages[-1]
    assert fact in done.messages[1].content


def test_system_messages_keep_their_order_in_a_fresh_conversation():
    first, then = ChatMessage("system", "Be brief."), ChatMessage("system", "Be polite.")
    messages = reading(*map(filler, range(8)))[1:]
    messages = (messages[0], first, *messages[1:5], then, *messages[5:])
    done = compact(messages, room(messages, 0.3, 0.6), grows=True)
    assert done.fold is not None
    assert [m for m in done.messages if m.role == "system"] == [first, then]


def test_conversation_with_nothing_but_a_system_message_between_is_left_as_it_is():
    task, *newest = reading()[1:]
    messages = (task, ChatMessage("system", filler(3)), *newest)
    assert compact(messages, room(messages, 0.5), grows=True).messages == messages
