"""Address books: what each card has, under names that do not depend on the other cards."""

from __future__ import annotations

import pytest

from hocket.documents.profile.formats.cards import read


@pytest.mark.parametrize(
    ("mails", "email"),
    [
        (["EMAIL:a@x.org"], "a@x.org"),
        (["EMAIL;TYPE=INTERNET,WORK:w@x.org"], "w@x.org"),
        (["EMAIL;TYPE=WORK:w@x.org", "EMAIL;TYPE=HOME:h@x.org"], "w@x.org"),
        (["EMAIL;TYPE=WORK:w@x.org", "EMAIL;TYPE=HOME,PREF:h@x.org"], "h@x.org"),
        (["EMAIL;TYPE=WORK:w@x.org", "EMAIL;PREF=1;TYPE=HOME:h@x.org"], "h@x.org"),
        ([], ""),
    ],
)
def test_card_with_a_mail_address_has_it_whatever_it_is_for(mails, email):
    cards = ["FN:Ann\nEMAIL:ann@x.org", "\n".join(["FN:Bob", *mails])]
    table = read("".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards))
    assert [row[table.names.index("email")] for row in table.rows] == ["ann@x.org", email]
