"""What happened and why, parted in the messages of logs."""

from __future__ import annotations

import pytest

from hocket.documents.profile.reasons import parted_reasons
from hocket.documents.profile.table import read_table
from hocket.documents.profile.templates import columns_of

STAMP = "2025-01-02 03:04:05"


@pytest.mark.parametrize(
    ("messages", "event", "reasons"),
    [
        (
            ["delivery to ada failed: mailbox full", "delivery to ben failed: timeout"],
            "delivery to <to> failed",
            ["mailbox full", "timeout"],
        ),
        (
            ["Badge 71 denied at yard (no right)", "Badge 72 denied at yard (unknown)"],
            "Badge <badge> denied at yard",
            ["no right", "unknown"],
        ),
        (
            ["job 12 aborted: Permission denied", "job 13 aborted: exit code 3"],
            "job <job> aborted",
            ["Permission denied", "exit code 3"],
        ),
        (
            ["reading of probe p1 failed - bad checksum", "reading of probe p2 failed - no power"],
            "reading of probe <probe> failed",
            ["bad checksum", "no power"],
        ),
        (
            ["scan 4 stopped due to paper jam", "scan 5 stopped because of an open lid"],
            "scan <scan> stopped",
            ["paper jam", "an open lid"],
        ),
    ],
)
def test_messages_of_what_failed_follow_one_template_whatever_the_reason(
    messages: list[str], event: str, reasons: list[str]
) -> None:
    columns = columns_of(messages * 2)
    assert set(columns["event"]) == {event}
    assert columns["reason"] == reasons * 2


def test_varying_word_of_a_reason_is_no_subject() -> None:
    columns = columns_of(
        [
            "print of memo refused: tray empty",
            "print of plan refused: tray open",
            "print of memo refused: toner low",
            "queue is empty",
        ]
    )
    assert set(columns) == {"event", "of", "reason"}
    assert columns["of"] == ["memo", "plan", "memo", ""]
    assert columns["reason"] == ["tray empty", "tray open", "toner low", ""]


@pytest.mark.parametrize(
    "message",
    [
        "login failed: ada",
        "denied: badge 71",
        "login of ada failed: from 10.0.0.7",
        "Refused badge 71 (ben)",
        "pump p1: no pressure",
        "error: valve 2: shut",
        "job 4 state=failed: no paper",
        "probe p4 failed (7.4 C)",
    ],
)
def test_what_failed_and_where_is_no_reason(message: str) -> None:
    others = ["light 1 on", "light 2 on", "light 3 on"]
    assert parted_reasons([message, *others]) == ([message, *others], [""] * 4)


def test_reason_of_a_message_that_names_nothing_has_several_words() -> None:
    said = ["login failed: bad password", "login failed: account locked", "login failed: cyd"]
    columns = columns_of([*said, "logged in"] * 2)
    assert columns["event"][:3] == ["login failed", "login failed", "login failed: cyd"]
    assert columns["reason"][:3] == ["bad password", "account locked", ""]


def test_reason_of_one_word_is_one_behind_the_name_of_what_failed() -> None:
    said = ["payment of ada declined: card expired", "payment of ada declined: limit"]
    columns = columns_of([*said, "refund 7 done", "refund 8 done"])
    assert columns["event"][:2] == ["payment of ada declined"] * 2
    assert columns["reason"][:2] == ["card expired", "limit"]


def test_column_of_reasons_leaves_a_column_of_that_name_alone() -> None:
    said = [f"copy {n} refused, reason r{n}: no room" for n in range(4)]
    columns = columns_of(said)
    assert columns["reason"] == ["r0", "r1", "r2", "r3"]
    assert columns["reason_"] == ["no room"] * 4


def test_reasons_of_repeated_messages_are_counted_with_them() -> None:
    lines = [
        "post: delivery to ada failed: mailbox full",
        "post: last message repeated 2 times",
        "post: delivery to ben failed: timeout",
        "post: delivery to cyd failed: address unknown",
    ]
    table = read_table("a.log", "\n".join(f"{STAMP} {line}" for line in lines).encode())
    assert table is not None
    event, reason = table.names.index("event"), table.names.index("reason")
    full = [row for row in table.rows if row[reason] == "mailbox full"]
    assert [row[event] for row in full] == ["post: delivery to <to> failed"] * 3


def test_word_that_stands_before_one_place_only_names_no_column() -> None:
    columns = columns_of(
        ["Opened box 7 at yard", "Opened box 8 at shed", "Opened box 9 at boat house"] * 2
    )
    assert columns["event"][0] == "Opened box <box> at <at>"
    assert columns["at"][:2] == ["yard", "shed"]
