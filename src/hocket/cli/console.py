"""The console of the command line: a rich console that prints no control character of a text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TextIO, cast

from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from hocket.cli.streams import CONTROL, SafeStream, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import ConsoleOptions, RenderableType

NARROWEST = 10
"""Columns below which a width is a mistake rather than a terminal."""


class SafeConsole(Console):
    """A console whose contents hold no control characters; its own colours and cursor moves work.

    Args:
        stream: Where it prints. Its ``file`` writes unchanged.
        environ: Environment variables, by default those of the process; a width or height that no
            terminal has is ignored.
    """

    def __init__(self, stream: TextIO, environ: Mapping[str, str] | None = None) -> None:
        env = os.environ if environ is None else environ  # noqa: TID251 - as rich does itself
        sizes = {name: env.get(name, "") for name in ("COLUMNS", "LINES")}
        wrong = {n for n, v in sizes.items() if not v.isdecimal() or int(v) < NARROWEST}
        super().__init__(
            file=cast("TextIO", stream.unchanged if isinstance(stream, SafeStream) else stream),
            highlight=False,
            markup=False,
            emoji=False,
            _environ={n: v for n, v in env.items() if n not in wrong},
        )

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(visible(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        if isinstance(renderable, Text):
            # Before the layout, so that the width of a line is right.
            renderable = renderable.copy()
            renderable.plain = visible(renderable.plain)
        for segment in super().render(renderable, options):
            if segment.control or not CONTROL.search(segment.text):
                yield segment
            else:
                yield Segment(visible(segment.text), segment.style)
