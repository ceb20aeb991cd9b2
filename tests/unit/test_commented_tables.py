"""Tables whose headings stand in a comment, and comments among their rows."""

from __future__ import annotations

import pytest

from hocket.documents.profile import read_table, table_profile

TOWNS = (
    "# Weather stations, kept by hand.\n#\n#land-\n#code\tstation\theight\t\t\tremarks\n"
    "NO\tVads\u00f8\t20\tby the sea\nSE\tKiruna\t450\n# The next one is new.\nNO\tBergen\t12\n"
    "DK\tRibe\t4\told\n"
)


def test_headings_in_a_comment_name_the_columns_and_comments_are_no_rows():
    table = read_table("stations.tab", TOWNS.encode())
    assert table.names == ("land-code", "station", "height", "remarks")
    assert [row[1] for row in table.rows] == ["Vads\u00f8", "Kiruna", "Bergen", "Ribe"]
    assert table.total == 4


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# day;rain\n2025-01-01;wet\n2025-01-02;dry\n", ("day", "rain")),
        ("// id, name, town\n1, Ada, Ulm\n2, Tom, Bonn\n", ("id", "name", "town")),
        ("# town, rain, both by hand\ntown,rain\nUlm,3\nBonn,4\n", ("town", "rain")),
        ("# when, how much\nday,rain\n2025-01-01,3\n2025-01-02,4\n", ("day", "rain")),
        ("# Contacts, private\nname,town\nAda,Ulm\nTom,Bonn\n", ("name", "town")),
        ("#name,town\nAda,Ulm\nTom,Bonn\n", ("name", "town")),
        ("# day, rain\n\nday,rain\n2025-01-01,3\n2025-01-02,4\n", ("day", "rain")),
    ],
)
def test_comment_names_columns_only_where_the_first_row_does_not(text, names):
    assert read_table("a.csv", text.encode()).names == names


def test_text_behind_a_mark_without_comments_above_is_a_row():
    table = read_table("tags.csv", b"tag,used\n#sea,4\n#fun\n#sun,7\n")
    assert [row[0] for row in table.rows] == ["#sea", "#fun", "#sun"]


def test_number_of_a_telephone_keeps_its_nought():
    profile = table_profile("a.csv", b"name,phone\nAda,030 123\nTom,040 999\nEve,0301 200 300\n")
    assert [column.type for column in profile.columns] == ["text", "text"]


def test_names_that_are_alike_are_numbered():
    names = ["a"] * 4 + ["a_2", "", "b"]
    assert read_table("a.csv", f"{','.join(names)}\n1,2,3,4,5,6,7\n".encode()).names == (
        *("a", "a_3", "a_4", "a_5", "a_2", "column6", "b"),
    )
