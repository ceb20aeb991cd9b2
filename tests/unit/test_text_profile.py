"""What the profiles of texts and of code say."""

from __future__ import annotations

import pytest

from hocket.documents.profile import described, profile_from, profile_json, profile_of

MAILS = """\
From: Ada Lo <ada@x.example>
Date: Thu, 6 February 2025 08:40

We order the pens and the ink for 120.50 EUR, with a discount of 5 %.

From: Ben Ro <ben@x.example>

That is fine, and it is with you on 2025-02-10.
"""
CHAT = "Ada: is it here?\nBen: not yet.\nAda: and now?\nBen: it is, on the table.\n"
CODE = '''\
"""A shop."""

import json
from pathlib import Path


class Shop:
    """Sells pens."""

    def price(self, name: str, *, count: int = 1) -> float:
        """The price of some."""
        return 1.0


def test_price():
    assert Shop().price("x") == 1.0
'''


def test_mails_are_known_by_their_senders_with_dates_and_amounts_and_their_lines():
    profile = profile_of("mails.txt", MAILS.encode())
    assert profile is not None
    assert (profile.kind, profile.form, profile.language) == ("text", "mails", "English")
    assert [(p.text, p.line) for p in profile.people] == [("Ada Lo", 1), ("Ben Ro", 6)]
    assert [(p.text, p.line) for p in profile.dates] == [("6 February 2025", 2), ("2025-02-10", 8)]
    assert [p.text for p in profile.amounts] == ["120.50 EUR", "5 %"]
    assert profile_from(profile_json(profile)) == profile


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (CHAT, "conversation"),
        (
            "Ada (10:01): here?\nBen (10:02): no.\nAda (10:03): now?\nBen (10:04): on.\n",
            "conversation",
        ),
        ("<ada> here?\n<ben> no.\n<ada> now?\n<ben> on the table.\n", "conversation"),
        ("Minutes of the club\n\nThe board met in the hall and was short.\n", "minutes"),
        (
            "Service agreement\n=====\n\n1.1 Scope of the work\n\nThe work is to be done.\n",
            "contract",
        ),
        ("- tea\n- milk\n- bread of the day\n", "list"),
        ("It was a dark and stormy night, and the rain fell.\n", "text"),
    ],
)
def test_form_of_a_text_follows_what_its_lines_look_like(text, form):
    profile = profile_of("a.txt", text.encode())
    assert profile is not None
    assert profile.form == form


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Hund und die Katze sind nicht mit von der Partie.", "German"),
        ("Le chat est dans la maison et les enfants sont avec lui.", "French"),
        ("xyzzy", ""),
    ],
)
def test_language_of_a_text_is_the_one_whose_words_it_uses(text, language):
    profile = profile_of("a.md", text.encode())
    assert profile is not None
    assert profile.language == language


def test_headings_of_a_text_have_their_lines():
    profile = profile_of("a.md", b"# Top\n\ntext\n\nBelow\n-----\n\n2.1 Fees and costs\n")
    assert profile is not None
    assert [(p.text, p.line) for p in profile.headings] == [
        ("Top", 1),
        ("Below", 5),
        ("2.1 Fees and costs", 8),
    ]


def test_code_is_described_by_its_signatures_docstrings_tests_and_imports():
    profile = profile_of("shop.py", CODE.encode())
    assert profile is not None
    assert described(profile, 1000) == (
        "shop.py: Python code of 16 lines: A shop.\n"
        "- imports json, pathlib\n"
        "- class Shop(): Sells pens.\n"
        "- Shop.price(self, name: str, *, count: int=1) -> float: The price of some.\n"
        "- test test_price()"
    )
    assert profile_from(profile_json(profile)) == profile


def test_code_that_does_not_parse_is_described_by_its_fault():
    profile = profile_of("a.py", b"x = 1\ndef f(:\n    pass\n")
    assert profile is not None
    assert "- it does not parse: line 2: " in described(profile, 200)
