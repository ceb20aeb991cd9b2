"""The texts that a run wrote last: kept as long as there is room."""

from __future__ import annotations

from hocket.engine.recent import RecentTexts


def test_text_is_kept_under_its_digest():
    recent = RecentTexts()
    recent.add({"d1": b"one"})
    assert (recent.get("d1"), recent.get("d2")) == (b"one", None)


def test_oldest_texts_are_dropped_for_want_of_room():
    recent = RecentTexts(room_bytes=6)
    for name in ("d1", "d2", "d3"):
        recent.add({name: b"abc"})
    assert [recent.get(name) for name in ("d1", "d2", "d3")] == [None, b"abc", b"abc"]


def test_text_that_is_written_twice_takes_room_once():
    recent = RecentTexts(room_bytes=6)
    recent.add({"d1": b"abc"})
    recent.add({"d1": b"abc", "d2": b"abc"})
    assert recent.get("d1") == b"abc"


def test_text_larger_than_the_room_is_not_kept():
    recent = RecentTexts(room_bytes=2)
    recent.add({"d1": b"abc"})
    assert recent.get("d1") is None
