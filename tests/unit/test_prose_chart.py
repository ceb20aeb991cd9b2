"""Charts of series: their points are the rows, their axes have units."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from hocket.prose.chart import chart_of
from hocket.prose.writing import series_of
from prose_tables import NILE, TABLES

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_chart_has_a_point_for_each_value(table):
    series = series_of({table[0]: table[1]}, table[2])
    root = ET.fromstring(chart_of(series, "A title & more"))  # noqa: S314 - our own text
    points = [float(p.findtext(f"{SVG}title").split(": ")[1]) for p in root.iter(f"{SVG}circle")]
    assert points == [one.values[time] for one in series for time in one.times]


def test_chart_names_its_axes_with_the_unit():
    series = series_of({NILE[0]: NILE[1]}, NILE[2])
    assert "volume (× 10^8 cubic metres)" in chart_of(series, "The Nile")
