"""Passages of texts, the search among them, and quotes."""

from __future__ import annotations

import pytest

from hocket.documents.passages import form_of, numbered, passages_of
from hocket.documents.quotes import place_of
from hocket.documents.search import ranked, rare_words

THREAD = """\
From: Ada Lang <ada@mill.example>
To: all
Date: Mon, 3 June 2024 08:00
Subject: Lunch

Who eats with us?
Note: bring a plate.
Ada

---
From: Ben Roe
Date: Mon, 3 June 2024 09:10
I do.
"""
CLAUSES = """\
AGREEMENT

Parties: A and B

§ 1  Term. It begins on 1 May and
     ends on 3 June.

§ 2  Fee. 20 a month.

Signed in May
"""
CHAT = "[10:01] Ada: Tea?\n[10:02] Ben: Yes.\nWith milk.\n[10:03] Ada: Good.\n"
LOG = """\
2024-01-01 10:00:00 INFO start
2024-01-01 10:00:01 ERROR broken
Traceback: line 4
2024-01-01 10:00:02 INFO end
2024-01-01 10:00:03 INFO bye
"""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (THREAD, "mails"),
        (CLAUSES, "items"),
        (CHAT, "chat"),
        (LOG, "log"),
        ("1. Roof\n2. Garden\n3. Fence\n", "items"),
        ("# One\ntext\n## Two\ntext\n", "items"),
        ("Mar  3 06:58:11 gate sshd[1]: a\n" * 5, "log"),
        ("10.0.0.1 - - [10/Oct/2020:13:55:36 +0000] GET /\n" * 5, "log"),
        ("A plain text. From: me.\n\nMore of it.", "paragraphs"),
        ("Name: Ada\nAge: 30\nTown: York\nJob: none\n", "paragraphs"),
        ("", "paragraphs"),
    ],
)
def test_form_of_text_is_read_from_its_lines(text: str, form: str) -> None:
    assert form_of(text) == form


def test_passages_of_thread_have_sender_date_and_body() -> None:
    first, second = passages_of(THREAD)

    assert (first.author, first.head("date")) == ("Ada Lang", "Mon, 3 June 2024 08:00")
    assert first.body == "Who eats with us?\nNote: bring a plate.\nAda"
    assert (second.author, second.body, second.first, second.last) == ("Ben Roe", "I do.", 11, 13)


def test_passages_of_contract_are_its_clauses_with_their_numbers() -> None:
    passages = passages_of(CLAUSES)

    assert [(p.mark, p.first, p.last) for p in passages] == [
        ("", 1, 1),
        ("", 3, 3),
        ("1", 5, 6),
        ("2", 8, 8),
        ("", 10, 10),
    ]


def test_passages_of_chat_have_speakers_and_keep_lines_that_continue_a_turn() -> None:
    assert [(p.author, p.text) for p in passages_of(CHAT)] == [
        ("Ada", "[10:01] Ada: Tea?"),
        ("Ben", "[10:02] Ben: Yes.\nWith milk."),
        ("Ada", "[10:03] Ada: Good."),
    ]


def test_passages_of_log_keep_a_traceback_with_its_line() -> None:
    assert [(p.first, p.last) for p in passages_of(LOG)] == [(1, 1), (2, 3), (4, 4), (5, 5)]


@pytest.mark.parametrize("text", [THREAD, CLAUSES, CHAT, LOG, "one\n\n\ntwo\n  three\n"])
def test_passages_of_text_hold_every_line_that_says_something_once(text: str) -> None:
    lines = text.splitlines()

    for passage in passages_of(text):
        assert passage.text == "\n".join(lines[passage.first - 1 : passage.last])
    covered = [n for p in passages_of(text) for n in range(p.first, p.last + 1)]
    assert covered == sorted(set(covered))
    assert {n for n, line in enumerate(lines, 1) if line.strip(" -")} <= set(covered)


def test_numbered_passages_state_the_lines_of_the_text() -> None:
    assert numbered(passages_of(CLAUSES)[2:3]) == (
        "5| § 1  Term. It begins on 1 May and\n6|      ends on 3 June."
    )


def test_ranked_puts_the_text_with_the_rare_words_first() -> None:
    texts = ["The cost of the seat is 20.", "The cost of the roof is 30.", "Rain falls."]

    assert [i for i, _ in ranked("What do roofs cost?", texts)] == [1, 0]
    assert rare_words("What will a new roof cost?", texts) == ["roof", "cost", "new"]


def test_ranked_without_texts_or_common_words_is_empty() -> None:
    assert ranked("What?", []) == []
    assert ranked("Who is she?", ["Who is she?"]) == []


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("It begins on 1 May and ends", (5, 6)),
        ("“it begins on 1 May”", (5, 5)),
        ("5| § 1  Term. It begins on 1 May and\n6|      ends on 3 June.", (5, 6)),
        ("Term. ... on 3 June", (5, 6)),
        ("Fee. 20 a month", (8, 8)),
    ],
)
def test_place_of_quote_is_its_lines_whatever_its_setting(
    quote: str, lines: tuple[int, int]
) -> None:
    place = place_of(quote, CLAUSES)

    assert place is not None
    assert (place.first, place.last) == lines


@pytest.mark.parametrize(
    "quote", ["", "...", '""', "It began on 1 May", "0 a month", "Fee. 20 a mon", "1 May 2024"]
)
def test_place_of_words_that_are_not_there_is_none(quote: str) -> None:
    assert place_of(quote, CLAUSES) is None


@pytest.mark.parametrize(
    "stamp",
    [
        "[Mon 3 March 2025, 18:12] {}:",
        "[03.03.25, 18:12:05] {}:",
        "03/03/2025, 6:12 PM - {}:",
        "3 March 2025 18:12 \u2013 {}:",
        "18:12 {}:",
        "{} (18:12):",
        "{} [3 Mar 2025, 18:12]:",
        "2025-03-03 18:12 <{}>",
        "{}:",
    ],
)
def test_turns_of_a_chat_are_told_by_stamps_of_many_forms(stamp: str) -> None:
    names = ["Ada", "Ben Lo", "Ada", "Ben Lo"]
    text = "\n".join(f"{stamp.format(name)} We meet at noon." for name in names)
    assert form_of(text) == "chat"
    assert [passage.author for passage in passages_of(text)] == names
