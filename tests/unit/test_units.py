"""Columns of one quantity in several units become numbers in the smallest of them."""

from __future__ import annotations

import pytest

from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile import described, table_profile, typed_rows


def numbers_of(*cells):
    content = ("name,n\n" + "".join(f'x{i},"{cell}"\n' for i, cell in enumerate(cells))).encode()
    profile = table_profile("a.csv", content)
    column = profile.columns[1]
    return column.type, column.unit, [row[1] for row in typed_rows(profile, content)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1.2 kg", "850 g", "1,35 kg", "0.5kg"), ("integer", "g", [1200, 850, 1350, 500])),
        (("90 min", "1.5 h", "2 h"), ("integer", "min", [90, 90, 120])),
        (("1.8 m", "175.5 cm", "2 m"), ("number", "cm", [180, 175.5, 200])),
        (("1 kg", "2 kg", "3 kg"), ("integer", "kg", [1, 2, 3])),
        (("1 kg", "2 m", "3 kg"), ("text", "", ["1 kg", "2 m", "3 kg"])),
        (("1 kg", "2", "3 g"), ("text", "", ["1 kg", "2", "3 g"])),
        (("1 G", "500 kg", "2 G"), ("text", "", ["1 G", "500 kg", "2 G"])),
        (("3 M", "50 cm", "2 M"), ("text", "", ["3 M", "50 cm", "2 M"])),
        (("1 L", "50 cl", "2 L"), ("integer", "cl", [100, 50, 200])),
        (("2 boxes", "3 bags", "1 box"), ("text", "", ["2 boxes", "3 bags", "1 box"])),
        (("1 EUR", "2 USD", "3 EUR"), ("text", "", ["1 EUR", "2 USD", "3 EUR"])),
        (("\u00a31.2k", "\u00a3900", "\u00a32m"), ("integer", "\u00a3", [1200, 900, 2_000_000])),
        (("12,-", "5,50 \u20ac", "EUR 1.234,50"), ("number", "\u20ac", [12, 5.5, 1234.5])),
        (("1.234,50 \u20ac", "EUR 1,234.50", "7 Euros"), ("number", "\u20ac", [1234.5, 1234.5, 7])),
        (("EUR 45", "30", "EUR 12"), ("integer", "EUR", [45, 30, 12])),
        (("12%", "0.15", "8.5 %"), ("number", "%", [12, 15, 8.5])),
        (("12%", "15", "8.5 %"), ("number", "%", [12, 15, 8.5])),
        (("2 GB", "350 MB", "1 gb"), ("integer", "MB", [2000, 350, 1000])),
    ],
)
def test_numbers_of_a_column_are_in_its_smallest_unit(cells, expected):
    assert numbers_of(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        (("5 EUR", "7 $", "12 EUR"), "amounts in several currencies: $ and EUR"),
        (("1.5 kg", "1,5 kg", "1.234 kg"), "the mark in '1.234 kg' may be a decimal one"),
        (("1.50", "1,50", "1,234"), "the mark in '1,234' may be a decimal one"),
        (("0.5%", "0.4", "0.7 %"), "numbers without the sign may be shares of 1"),
        (("12%", "0.4", "15"), "numbers without the sign may be shares of 1"),
    ],
)
def test_numbers_that_may_be_others_stay_texts_with_a_note(cells, note):
    text = "name,n\n" + "".join(f'x,"{cell}"\n' for cell in cells)
    profile = table_profile("a.csv", text.encode())
    assert profile.columns[1].type == "text"
    assert note in described(profile, 1000)


def test_wanted_unit_is_taken_before_the_smallest():
    profile = loaded_profile("a.csv", b"name,n\nx,1.2 kg\ny,850 g\n", ("kg", "hours"))
    column = profile.columns[1]
    assert (column.unit, column.minimum, column.maximum) == ("kg", 0.85, 1.2)


def test_cells_stay_as_they_are_written():
    assert loaded_table("a.csv", b"name,n\nx,1.2 kg\ny,850 g\n").rows[0] == ["x", "1.2 kg"]


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (("5 EUR", "7 \u20ac", "12 Euro"), "\u20ac"),
        (("5 EUR", "7 EUR", "12 EUR"), "EUR"),  # as it is written
        (("5 EUR", "7 $", "12 EUR"), ""),
        (("5 lb", "7 lb", "12 lb"), "lb"),
    ],
)
def test_currency_that_is_written_in_several_ways_is_one(values, unit):
    text = "name,price\n" + "".join(f"n{n},{value}\n" for n, value in enumerate(values))
    assert table_profile("a.csv", text.encode()).columns[1].unit == unit
