"""A chart of series over time as SVG: one line for each, its axes named with units.

It is drawn here: every viewer of Markdown shows SVG, and a renderer of PNG would be the largest
dependency of hocket. Its colours follow the theme of the page that shows it.
"""

from __future__ import annotations

from html import escape
from math import floor, log10
from textwrap import wrap
from typing import TYPE_CHECKING

from hocket.prose.facts import unit_text
from hocket.prose.naming import humanised
from hocket.prose.times import MONTHS, SEASON, worded, years_between
from hocket.prose.unit import of_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.series import Series
    from hocket.prose.times import Time

WIDTH, PANEL, HEAD = 720, 360, 28
LEFT, RIGHT, MARGIN, TOP, BOTTOM = 84, 132, 40, 16, 52
MAX_PANELS, MAX_LINES = 4, 8
TITLE_CHARS, LABEL_CHARS, LABEL_STEP = 88, 20, 15
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 6
FEW_YEARS = 3
LIGHT = ("#1b6ca8", "#b8432b", "#2f7340", "#7d4a98", "#8f6a08", "#2b7878", "#7a4a2b", "#555555")
DARK = ("#6fb4ea", "#f08a72", "#7fc98f", "#c79be0", "#dcb550", "#6fc7c7", "#cf9f7d", "#b5b5b5")
_STYLE = (
    "<style>.page{{fill:#fff}}.ink{{fill:#222}}.grid{{stroke:#ddd}}{light}"
    "@media(prefers-color-scheme:dark){{.page{{fill:#16171b}}.ink{{fill:#dcdce2}}"
    ".grid{{stroke:#3a3c44}}{dark}}}</style>"
)


def chart_of(series: Sequence[Series], title: str) -> str:
    """The chart of some series, with a panel for each unit; empty if there is none.

    Each point is a ``circle`` whose ``title`` has its time and value.
    """
    parts = [one for one in series if not one.is_total] or list(series)
    units = list(dict.fromkeys(one.unit for one in parts))[:MAX_PANELS]
    if not units:
        return ""
    lines = wrap(title, TITLE_CHARS)
    head = HEAD + 20 * (len(lines) - 1)
    height = head + PANEL * len(units)
    drawn = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        ),
        _STYLE.format(light=_rules(LIGHT), dark=_rules(DARK)),
        f'<rect class="page" width="{WIDTH}" height="{height}"/>',
    ]
    for at, line in enumerate(lines):
        where = f'x="12" y="{22 + 20 * at}"'
        drawn.append(f'<text class="ink" {where} font-size="15">{escape(line)}</text>')
    colour = 0
    for place, unit in enumerate(units):
        shown = [one for one in parts if one.unit == unit][: MAX_LINES - colour]
        if shown:
            drawn += _Frame(shown, head + PANEL * place).panel(colour)
        colour += len(shown)
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _rules(colours: Sequence[str]) -> str:
    return "".join(f".s{n}{{fill:{c}}}.l{n}{{stroke:{c}}}" for n, c in enumerate(colours))


class _Frame:
    """Where times and values of series of one unit lie on the page."""

    def __init__(self, series: Sequence[Series], top: int) -> None:
        self.series = series
        self.top, self.bottom = top + TOP, top + PANEL - BOTTOM
        self.start = min(one.first for one in series)
        self.end = max(one.last for one in series)
        values = [value for one in series for value in one.values.values()]
        low, high = min(values), max(values)
        room = 0.0 if low < high else abs(low) / 10 or 1.0
        self.ticks = ticks_of(low - room, high + room)
        self.right = WIDTH - (RIGHT if len(series) > 1 else MARGIN)

    def x(self, time: Time) -> float:
        share = years_between(self.start, time) / (years_between(self.start, self.end) or 1)
        return LEFT + share * (self.right - LEFT)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def panel(self, colour: int) -> list[str]:
        parts = self.axes()
        for number, one in enumerate(self.series, colour):
            parts += self.line(one, number)
        return [*parts, *self.labels(colour)]

    def axes(self) -> list[str]:
        parts = []
        for tick in self.ticks:
            y = f"{self.y(tick):.1f}"
            parts += [
                f'<line class="grid" x1="{LEFT}" x2="{self.right}" y1="{y}" y2="{y}"/>',
                _text(LEFT - 6, self.y(tick), f"{tick:,.10g}", "end", 'dy="4"'),
            ]
        for time in self.marks():
            parts.append(_text(self.x(time), self.bottom + 20, short(time), "middle"))
        name, middle = escape(axis_name(self.series)), (self.top + self.bottom) / 2
        across = (LEFT + self.right) / 2
        along = _text(across, self.bottom + 42, time_axis(self.series[0]), "middle")
        turned = f'transform="translate(16 {middle}) rotate(-90)"'
        return [*parts, along, f'<text class="ink" {turned} text-anchor="middle">{name}</text>']

    def marks(self) -> list[Time]:
        """The times that the axis names: round years, or the values' own times of a short span."""
        times = sorted({time for one in self.series for time in one.times})
        if len(times) <= TICKS or years_between(self.start, self.end) < FEW_YEARS:
            step = -(-len(times) // TICKS)
            return times[::step]
        years = [int(y) for y in ticks_of(self.start[0], self.end[0]) if y == int(y)]
        return [(year, 0, 0) for year in years if self.start[0] <= year <= self.end[0]]

    def line(self, one: Series, number: int) -> list[str]:
        points = [(self.x(t), self.y(one.values[t]), t) for t in one.times]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        return [
            f'<polyline class="l{number}" points="{path}" fill="none" stroke-width="1.8"/>',
            *(
                f'<circle class="s{number}" cx="{x:.1f}" cy="{y:.1f}" r="2">'
                f"<title>{worded(t)}: {one.values[t]!r}</title></circle>"
                for x, y, t in points
            ),
        ]

    def labels(self, colour: int) -> list[str]:
        """The name of each line at its end, none upon another."""
        if len(self.series) == 1:
            return []
        ends = sorted((self.y(one.values[one.last]), n) for n, one in enumerate(self.series))
        names = label_names(self.series)
        parts, free = [], float(self.top)
        for wanted, number in ends:
            lines = wrap(names[number], LABEL_CHARS)[:2]
            y = max(wanted, free)
            for line in lines:
                text = f'x="{self.right + 8}" y="{y:.1f}" dy="4"'
                parts.append(f'<text class="s{number + colour}" {text}>{escape(line)}</text>')
                y += LABEL_STEP
            free = y
        return parts


def _text(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}'.strip()
    return f'<text class="ink" {place}>{escape(text)}</text>'


def axis_name(series: Sequence[Series]) -> str:
    """What the values are, with their unit."""
    unit = unit_text(series[0])
    names = {one.measure for one in series}
    name = names.pop() if len(names) == 1 else ""
    name = f"{series[0].aggregate} of {name}" if series[0].aggregate and name else name
    return f"{name} ({unit})" if unit and name else name or unit or "value"


def time_axis(one: Series) -> str:
    """What the times are."""
    if any(time[2] for time in one.times):
        return "day"
    parts = {time[1] for time in one.times}
    if parts <= {0, SEASON}:
        return "year"
    return "month" if max(parts) <= len(MONTHS) else "quarter"


def label_names(series: Sequence[Series]) -> list[str]:
    """The shortest names that tell series apart: entities, or headers of columns."""
    headers = [humanised(of_header(one.column or one.measure)[0]) for one in series]
    own = len(set(headers)) == len(series)
    return [
        one.entity or (header if own else one.name)
        for one, header in zip(series, headers, strict=True)
    ]


def short(time: Time) -> str:
    """A time as an axis names it.

    Examples:
        >>> short((1959, 14, 0)), short((1959, 3, 0)), short((1959, 3, 28)), short((1959, 17, 0))
        ('Q2 1959', 'Mar 1959', '28 Mar 1959', '1959/60')
    """
    year, month, day = time
    if len(MONTHS) < month < SEASON:
        return f"Q{month - len(MONTHS)} {year}"
    if month == SEASON or not month:
        return worded(time)
    return f"{day or ''} {MONTHS[month - 1][:3]} {year}".strip()


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
