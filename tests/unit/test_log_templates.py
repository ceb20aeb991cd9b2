"""The columns of logs: pairs in messages, templates of messages, and messages that are counted."""

from __future__ import annotations

from hocket.documents.profile.partial import done_of
from hocket.documents.profile.table import read_table
from hocket.documents.profile.templates import columns_of, repeated

STAMP = "2025-01-02 03:04:05"


def test_messages_of_pairs_become_a_column_for_each_name() -> None:
    line = f'{STAMP} pump=a state=on by="Ada B." note=\n{STAMP} pump=b state=off by=-\n'
    table = read_table("pumps.log", (line * 2).encode())
    assert table is not None
    assert table.names == ("time", "pump", "state", "by", "note")
    assert list(table.rows[0]) == [STAMP, "a", "on", "Ada B.", ""]
    assert list(table.rows[1]) == [STAMP, "b", "off", "-", ""]


def test_a_message_that_the_log_counts_has_a_row_for_each_time() -> None:
    lines = [
        "Mar  3 07:00:00 box pumpd[7]: Lost link to unit ada on line 7",
        "Mar  3 07:00:01 box p[7]: message repeated 3 times: [ Lost link to unit ben on line 8]",
        "Mar  3 07:00:02 box pumpd[7]: last message repeated 2 times",
    ]
    table = read_table("a.log", "\n".join(lines).encode())
    assert table is not None
    assert len(table.rows) == 6
    place = table.names.index("unit")
    assert [row[place] for row in table.rows] == ["ada", *["ben"] * 5]
    assert "a message that was repeated has a row for each time" in table.notes


def test_a_log_without_repeated_messages_keeps_one_row_a_line() -> None:
    assert repeated(["on", "off"]) == [(0, 1, "on"), (1, 1, "off")]


def test_a_count_without_a_message_before_it_stays_a_message() -> None:
    said = "last message repeated 2 times"
    assert repeated([said]) == [(0, 1, said)]


def test_a_word_that_varies_has_the_name_that_longer_messages_give_it() -> None:
    columns = columns_of(
        [
            "Refused card for ada from 10.0.0.1",
            "Refused card for new member ben from 10.0.0.2",
            "Refused card for ada from 10.0.0.1",
            "Refused card for new member cyd from 10.0.0.3",
            "Granted card for ada from 10.0.0.1",
        ]
    )
    assert columns["member"] == ["ada", "ben", "ada", "cyd", "ada"]
    assert columns["event"][0] == "Refused card for <member> from <from>"
    assert columns["event"][1] == "Refused card for new member <member> from <from>"
    assert columns["event"][4] == "Granted card for <member> from <from>"


def test_sentences_of_their_own_have_no_templates() -> None:
    assert columns_of(["The pump is on", "Nobody came today", "Rain since noon"]) == {}


def test_a_name_of_the_line_is_kept_apart_from_that_of_its_message() -> None:
    line = f"{STAMP} time=late door=b\n"
    table = read_table("a.log", (line * 4).encode())
    assert table is not None
    assert table.names == ("time", "message_time", "door")


PUMPS = [
    "pump 1 run 71 by=ada litres=40 state=finished",
    "pump 1 run 72 by=ben litres=30 state=stopped: power cut (12 litres pumped)",
    "pump 2 run 73 by=ada litres=25 state=cancelled (nothing pumped)",
    "pump 2 run 74 by=cyd litres=20 state=stopped: valve stuck (5 of 20 litres pumped)",
    "pump 2 oiled by ben",
]


def test_what_a_line_says_of_how_far_it_got_counts_beside_whole_ones() -> None:
    columns = columns_of([*PUMPS, *PUMPS])
    assert columns["litres_pumped"][:5] == ["40", "12", "0", "5", ""]
    assert columns["litres"][:4] == ["40", "30", "25", "20"]


def test_copies_multiply_what_was_done() -> None:
    said = [
        "job 7 of ada sheets=3 copies=12 status=aborted: no ink (20 sheets cut)",
        "job 8 of ben sheets=2 copies=4 status=completed",
    ]
    assert columns_of(said * 2)["sheets_cut"] == ["20", "8"] * 2


def test_lines_that_leave_open_how_far_they_got_have_no_such_column() -> None:
    for other in (
        "pump 3 run 75 by=ben litres=9 state=running",
        "pump 3 run 75 by=ben litres=9 state=stopped: leak (14 litres pumped)",
        "pump 3 run 75 by=ben litres=9 state=stopped: leak (4 litres spilt)",
        "pump 3 run 75 by=ben litres=some state=stopped: leak (4 litres pumped)",
    ):
        assert "litres_pumped" not in columns_of([*PUMPS, *PUMPS, other])


def test_value_in_quotes_is_one_whatever_it_holds() -> None:
    said = [
        'scan 4 by=ada name="Plan of the attic" dpi=300',
        'scan 5 by=ben name="Map (dpi=600).png" dpi=150',
    ]
    columns = columns_of([line + " was kept for a week" for line in said * 2])
    assert columns["name"][:2] == ["Plan of the attic", "Map (dpi=600).png"]
    assert columns["dpi"][:2] == ["300", "150"]


def test_line_without_how_often_each_was_done_leaves_it_open() -> None:
    messages = ["pages=5 copies=2 done", "pages=3 done", "pages=4 stopped (1 pages printed)"]
    columns = {"pages": ["5", "3", "4"], "copies": ["2", "", "1"], "how": ["done", "done", "no"]}
    assert done_of(messages, columns) is None
    columns["copies"] = ["2", "1", "1"]
    assert done_of(messages, columns) == ("pages_printed", ["10", "3", "1"])


def test_what_messages_are_about_is_a_column_with_and_without_a_number_in_its_name() -> None:
    lines = [
        "box: pump p1: pressure 14.2 bar",
        "box: pump p2: no pressure",
        "box: last message repeated 2 times",
        "box: pump main: pressure 11.7 bar",
        "box: feed: no pressure",
        "box: pump main: no pressure",
        "box: pump p1: pressure 13.0 bar",
    ]
    table = read_table("a.log", "\n".join(f"{STAMP} {line}" for line in lines).encode())
    assert table is not None
    event, pump = table.names.index("event"), table.names.index("pump")
    silent = [row[pump] for row in table.rows if row[event] == "box: pump <pump>: no pressure"]
    assert silent == ["p2", "p2", "p2", "main"]
    assert not set(table.names) & {"main", "p1", "repeated"}


def test_what_messages_are_about_may_begin_them() -> None:
    said = ["door d1: open", "door d2: shut", "door yard: open", "door d1: shut", "light out"]
    columns = columns_of(said)
    assert columns["door"] == ["d1", "d2", "yard", "d1", ""]
    assert columns["event"][0] == "door <door>: open"


def test_programs_that_write_to_a_log_are_no_things_of_one_kind() -> None:
    columns = columns_of(["web1 sshd: up", "web1 cron: up", "web1 sshd: down", "web1 cron: down"])
    assert "web1" not in columns


def test_messages_of_one_beginning_are_parted_by_what_happened() -> None:
    said = [
        "delivery to ada rejected",
        "delivery to ben done",
        "delivery to cyd rejected",
        "login of ada refused from 10.0.0.3",
        "login of ben accepted from 10.0.0.4",
        "login of cyd refused from 10.0.0.3",
    ]
    columns = columns_of(said)
    assert columns["event"] == [
        "delivery to <to> rejected",
        "delivery to <to> done",
        "delivery to <to> rejected",
        "login of <of> refused from <from>",
        "login of <of> accepted from <from>",
        "login of <of> refused from <from>",
    ]
    assert columns["to"] == ["ada", "ben", "cyd", "", "", ""]
    assert columns["of"] == ["", "", "", "ada", "ben", "cyd"]


def test_state_that_varies_beside_nothing_else_is_a_column() -> None:
    columns = columns_of(
        [f"job {n} has state {s}" for n, s in enumerate(["done", "failed", "done"])]
    )
    assert columns["event"] == ["job <job> has state <state>"] * 3
    assert columns["state"] == ["done", "failed", "done"]


def test_things_right_behind_the_first_word_are_those_that_others_are_about() -> None:
    said = [
        "start ada", "done ada 7 min", "start ben", "copy of ben failed: timeout", "retry ben",
        "done ben 9 min", "start cyd", "copy of cyd failed: no room", "copy of ada failed: timeout",
    ]  # fmt: skip
    columns = columns_of(said * 2)
    assert columns["of"][:9] == ["ada", "ada", "ben", "ben", "ben", "ben", "cyd", "cyd", "ada"]
    assert columns["event"][:2] == ["start <of>", "done <of> <min> min"]
    assert [value for value in columns["min"][:9] if value] == ["7", "9"]


def test_states_behind_the_first_word_are_no_things() -> None:
    said = ["link opened", "link closed", "copy of ada failed", "copy of ben failed"]
    assert columns_of(said * 2)["event"][:2] == ["link opened", "link closed"]


def test_name_behind_a_link_word_is_one_whatever_happened() -> None:
    said = ["parcel of ada lost", "parcel of ben found", "parcel of ada lost", "gate shut"]
    columns = columns_of(said * 2)
    assert columns["event"][:2] == ["parcel of <of> lost", "parcel of <of> found"]
    assert columns["of"][:4] == ["ada", "ben", "ada", ""]


def test_name_between_a_noun_and_what_happened_is_what_it_is_about() -> None:
    said = [
        "door front opened", "door back opened", "door front closed", "door back closed",
        "door front opened by ada", "lamp broken", "boat Swan left pier 2", "boat Gull left pier 1",
        "boat Swan returned",
    ]  # fmt: skip
    columns = columns_of(said * 2)
    assert columns["door"][:6] == ["front", "back", "front", "back", "front", ""]
    assert columns["event"][0] == "door <door> opened"
    assert columns["boat"][6:9] == ["Swan", "Gull", "Swan"]


def test_nouns_of_two_words_to_which_other_things_happen_are_no_names() -> None:
    said = ["disk quota exceeded", "disk check finished", "disk cache cleared", "tape 1 at end"]
    assert "disk" not in columns_of(said * 3)
