"""What earlier releases wrote, in the form of today's events."""

from __future__ import annotations

import json

import pytest

from hocket.core.codec import EVENT_TYPES, current, decode, encode
from hocket.core.upcast import UNKNOWN, UPCASTERS
from hocket.errors import JournalCorruptError

CALL = {
    "attempt_id": "t1#1",
    "ordinal": 0,
    "kind": "llm",
    "name": "m",
    "request": "aa",
    "response": "bb",
}


def left_unproven(feedback: str) -> dict:
    review = {"verdict": "unproven", "reviewer": "checks", "results": [], "feedback": feedback}
    return {"attempt_id": "t1#1", "review": review}


def test_every_older_version_of_an_event_can_be_read():
    older = {(name, n) for name, cls in EVENT_TYPES.items() for n in range(1, cls.version)}
    assert set(UPCASTERS) == older


@pytest.mark.parametrize(
    ("note", "error", "truncated"),
    [("", "", False), ("truncated", "", True), ("error:unavailable", "unavailable", False)],
)
def test_note_of_a_call_becomes_how_it_ended(note, error, truncated):
    event = decode("CallAnswered", 1, json.dumps({**CALL, "note": note}).encode())
    assert (event.error, event.truncated, event.left) == (error, truncated, ())


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        ("PlanFailed", {"reason": "no usable plan"}, UNKNOWN),
        ("GoalFailed", {"reason": "the result could not be put together: no room"}, UNKNOWN),
        ("GoalFailed", {"reason": "not all could be done: t1"}, ""),
        ("LeftUnproven", left_unproven("the review failed: no sandbox"), UNKNOWN),
        ("LeftUnproven", left_unproven("there is no check"), ""),
    ],
)
def test_error_that_was_only_worded_is_known_to_have_been_one(kind, body, error):
    assert decode(kind, 1, json.dumps(body).encode()).error == error


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"review": 7}', b'{"review": null}'])
def test_body_of_an_older_version_that_makes_no_sense_is_corrupt(body):
    for kind, version in UPCASTERS:
        with pytest.raises(JournalCorruptError, match=kind):
            decode(kind, version, body)


def test_body_of_an_older_version_is_shown_as_todays_and_a_newer_one_as_it_stands():
    older = json.dumps({**CALL, "note": "truncated"}).encode()
    shown = current("CallAnswered", 1, older)
    assert shown == encode(decode("CallAnswered", 1, older))[2]
    assert json.loads(shown)["truncated"] is True
    assert current("CallAnswered", 9, b"{}") == b"{}"
    assert current("Unheard", 1, b"{}") == b"{}"
    with pytest.raises(JournalCorruptError, match="CallAnswered"):
        current("CallAnswered", 1, b"{}")
