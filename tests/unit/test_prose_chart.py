"""Charts of series: their points are the rows, their axes have units, their names do not collide."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from hocket.prose.chart import chart_of, time_axis
from hocket.prose.series import Series
from hocket.prose.unit import Unit
from hocket.prose.writing import series_of
from prose_tables import NILE, TABLES

SVG = "{http://www.w3.org/2000/svg}"


def series(name: str, *values: float, unit: str = "", month: int = 0) -> Series:
    times = {(2000 + i, month, 0): value for i, value in enumerate(values)}
    return Series(name, "", times, Unit(unit), column=name)


def words_in(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - ours


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_chart_has_a_point_for_each_value(table):
    every = series_of({table[0]: table[1]}, table[2])
    root = ET.fromstring(chart_of(every, "A title & more"))  # noqa: S314 - our own text
    points = [float(p.findtext(f"{SVG}title").split(": ")[1]) for p in root.iter(f"{SVG}circle")]
    assert points == [one.values[time] for one in every for time in one.times]


def test_chart_names_its_axes_with_the_unit():
    every = series_of({NILE[0]: NILE[1]}, NILE[2])
    words = words_in(chart_of(every, "The Nile"))
    assert "volume (× 10^8 cubic metres)" in words
    assert "year" in words


def test_chart_of_two_units_has_a_panel_for_each():
    words = words_in(
        chart_of([series("rain", 1, 2, unit="mm"), series("yield", 4, 3, unit="t")], "")
    )
    assert {"rain (mm)", "yield (t)"} <= set(words)


def test_chart_names_lines_whose_ends_are_near_one_below_the_other():
    svg = chart_of([series("coal", 1, 5), series("gas", 100, 5.1), series("wind", 7, 5.2)], "")
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    at = {t.text: float(t.get("y", 0)) for t in root.iter(f"{SVG}text")}
    ends = sorted(at[name] for name in ("coal", "gas", "wind"))
    assert all(below - above >= 15 for above, below in pairwise(ends))


def test_chart_follows_the_theme_of_the_page():
    assert "prefers-color-scheme:dark" in chart_of([series("coal", 1, 5)], "")


def test_chart_of_quarters_says_so():
    assert time_axis(series("sales", 1, 2, month=14)) == "quarter"
