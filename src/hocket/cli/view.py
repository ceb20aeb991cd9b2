"""Views of a run in progress: live on a terminal, plain lines elsewhere, or only what needs you."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hocket.cli.event_lines import event_line
from hocket.cli.frame import Frame
from hocket.cli.wording import one_line
from hocket.core import ids
from hocket.core.event import Asked
from hocket.engine.feed import DurableEvent, Gap
from hocket.projections.history import past

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.live import Live

    from hocket.cli.progress import Progress
    from hocket.core.question import Question
    from hocket.engine.feed import Signal, StreamedText, Watch
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal

FRAMES_PER_S = 8
STILL_TICKS = 2
"""Frames per step of the spinner."""

SUBJECT_CELLS = 8
TITLE_CHARS = 100


class View(Protocol):
    """Where a run is shown. Call ``begin`` first and ``end`` last."""

    def begin(self, progress: Progress) -> None: ...
    def happened(self, signal: DurableEvent) -> None: ...
    def notice(self, text: str) -> None: ...
    def tick(self) -> None: ...
    def end(self) -> None: ...


class SilentView:
    """Shows only what needs you: a question that the run waits for, and the reply to Ctrl-C."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def begin(self, progress: Progress) -> None:
        for text in _open_questions(progress):
            self.notice(text)

    def happened(self, signal: DurableEvent) -> None:
        if isinstance(signal.event, Asked):
            self.notice(_waiting(signal.run_id, signal.event.question))

    def notice(self, text: str) -> None:
        self._console.print(text, soft_wrap=True)

    def tick(self) -> None: ...

    def end(self) -> None: ...


class PlainView:
    """Prints one line per event: seconds, subject, what happened."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None

    def begin(self, progress: Progress) -> None:
        self._progress = progress
        self._console.print(progress.run_id, soft_wrap=True)
        for text in _open_questions(progress):
            self.notice(text)

    def happened(self, signal: DurableEvent) -> None:
        line = event_line(signal.event)
        if line is None or self._progress is None:
            return
        subject, text = line
        seconds = f"{self._progress.elapsed_s(signal.at_us):.1f}s"
        self._console.print(f"{seconds:>7}  {subject:<{SUBJECT_CELLS}}  {text}", soft_wrap=True)
        if isinstance(signal.event, Asked):
            self.notice(_waiting(signal.run_id, signal.event.question))

    def notice(self, text: str) -> None:
        self._console.print(text, soft_wrap=True)

    def tick(self) -> None: ...

    def end(self) -> None: ...


class LiveView:
    """Redraws a frame in place, at most eight times a second."""

    def __init__(self, console: Console, clock: Clock) -> None:
        self._console = console
        self._clock = clock
        self._live: Live | None = None
        self._frame: Frame | None = None
        self._ticks = 0

    def begin(self, progress: Progress) -> None:
        from rich.live import Live  # noqa: PLC0415 - slow to import, and only for terminals

        self._frame = Frame(progress, self._clock.now_us())
        # Refreshed from the event loop: a thread would see half-changed runs.
        self._live = Live(self._frame, console=self._console, auto_refresh=False)
        self._live.start(refresh=True)

    def happened(self, signal: DurableEvent) -> None: ...

    def notice(self, text: str) -> None:
        if self._frame is not None:
            self._frame.notice = text
            self.tick()

    def tick(self) -> None:
        if self._live is None or self._frame is None:
            return
        self._ticks += 1
        self._frame.tick = self._ticks // STILL_TICKS
        self._frame.now_us = self._clock.now_us()
        self._live.refresh()

    def end(self) -> None:
        if self._live is not None and self._frame is not None:
            self._frame.notice = ""
            self.tick()
            self._live.stop()
            self._live = None
            self._console.print()


def _open_questions(progress: Progress) -> list[str]:
    """What a run that continues is already waiting for."""
    state = progress.state
    return [_waiting(state.run_id, question) for _, question in sorted(state.questions.items())]


def _waiting(run_id: str, question: Question) -> str:
    place = ids.question(run_id, question.question_id)
    answer = " --say TEXT" if question.kind == "question" else ""
    title = one_line(question.title, TITLE_CHARS)
    return f"Waiting for you: {title} (answer with `hocket approve {place}{answer}`)"


async def follow(
    watch: Watch, view: View, progress: Progress, journal: Journal, clock: Clock
) -> None:
    """Show the signals of a watch until it is closed; fill gaps from the journal."""
    async for signal in watch:
        for piece in await _filled(signal, journal):
            if progress.take(piece, clock.now_us()) and isinstance(piece, DurableEvent):
                view.happened(piece)


async def _filled(signal: Signal, journal: Journal) -> Sequence[DurableEvent | StreamedText]:
    if not isinstance(signal, Gap):
        return [signal]
    return await past(journal, signal.run_id, signal.after_seq)


async def redraw(view: View, clock: Clock) -> None:
    """Redraw the view until cancelled."""
    while True:
        await clock.sleep(1 / FRAMES_PER_S)
        view.tick()
