"""A chart of series over time as SVG: one line for each, its axes named with units."""

from __future__ import annotations

from html import escape
from math import floor, log10
from typing import TYPE_CHECKING

from hocket.prose.facts import unit_text
from hocket.prose.times import worded, years_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.series import Series
    from hocket.prose.times import Time

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 84, 130, 40, 52
COLOURS = ("#1b6ca8", "#c8553d", "#3a7d44", "#8e5aa8", "#b8860b", "#3d8d8d", "#7a4a2b", "#555555")
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 6


def chart_of(series: Sequence[Series], title: str) -> str:
    """The chart of those series that share the unit of the first; empty if there is none.

    Each point is a ``circle`` whose ``title`` has its time and value.
    """
    shown = [one for one in series if one.unit == series[0].unit and not one.is_total]
    if not shown:
        return ""
    frame = _Frame(shown)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        ),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="20" font-size="15">{escape(title)}</text>',
        *frame.axes(_axis_name(shown)),
    ]
    for one, colour in zip(shown, COLOURS, strict=False):
        parts += frame.line(one, colour)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _axis_name(series: Sequence[Series]) -> str:
    unit = unit_text(series[0])
    name = series[0].measure if series[0].entity or len(series) == 1 else ""
    return f"{name} ({unit})".strip() if unit and name else name or unit


class _Frame:
    """Where times and values lie on the page."""

    def __init__(self, series: Sequence[Series]) -> None:
        self.start = min(one.first for one in series)
        self.end = max(one.last for one in series)
        values = [value for one in series for value in one.values.values()]
        self.ticks = ticks_of(min(values), max(values))

    def x(self, time: Time) -> float:
        share = years_between(self.start, time) / (years_between(self.start, self.end) or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def axes(self, name: str) -> list[str]:
        right = WIDTH - RIGHT
        parts = []
        for tick in self.ticks:
            y = f"{self.y(tick):.1f}"
            parts += [
                f'<line x1="{LEFT}" x2="{right}" y1="{y}" y2="{y}" stroke="#dddddd"/>',
                f'<text x="{LEFT - 6}" y="{y}" text-anchor="end" dy="4">{tick:,.10g}</text>',
            ]
        years = [y for y in ticks_of(self.start[0], self.end[0]) if y == int(y)]
        for year in [int(y) for y in years if self.start[0] <= y <= self.end[0]]:
            x = f"{self.x((year, 0, 0)):.1f}"
            parts.append(f'<text x="{x}" y="{HEIGHT - 32}" text-anchor="middle">{year}</text>')
        middle = (HEIGHT - BOTTOM + TOP) / 2
        return [
            *parts,
            f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 10}" text-anchor="middle">year</text>',
            (
                f'<text transform="translate(16 {middle}) rotate(-90)" text-anchor="middle">'
                f"{escape(name)}</text>"
            ),
        ]

    def line(self, one: Series, colour: str) -> list[str]:
        points = [(self.x(t), self.y(one.values[t]), t) for t in one.times]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        dots = [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{colour}">'
            f"<title>{worded(t)}: {one.values[t]!r}</title></circle>"
            for x, y, t in points
        ]
        x, y, _ = points[-1]
        label = escape(one.name[:20]) if one.entity or len(one.name) <= 20 else ""  # noqa: PLR2004
        return [
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8"/>',
            *dots,
            f'<text x="{x + 6:.1f}" y="{y:.1f}" dy="4" fill="{colour}">{label}</text>',
        ]


def ticks_of(low: float, high: float) -> list[float]:
    """Round numbers that enclose a range.

    Examples:
        >>> ticks_of(456, 1370)
        [400.0, 600.0, 800.0, 1000.0, 1200.0, 1400.0]
    """
    width = (high - low) or abs(high) or 1.0
    rough = width / (TICKS - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(s for s in (s * power for s in STEPS) if s >= rough)
    first = floor(low / step)
    count = 1
    while (first + count) * step < high:
        count += 1
    return [round((first + i) * step, 10) for i in range(count + 1)]
