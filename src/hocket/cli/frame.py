"""One frame of the live view: a run in a few lines that fit any terminal, light or dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from hocket.cli.exits import CREDIBLE
from hocket.cli.progress import PLAN, RESULT, Progress, ordered
from hocket.cli.wording import count, dollars, length, one_line
from hocket.core import ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions

    from hocket.core.run import RunState, TaskState

PHASES = ("specify", "plan", "act", "review", "correct")
SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
WIDE = 108
"""Terminals of at least this width show the LLM of each task."""

AGENT, PHASE, SPEED, SECONDS, LLM = 10, 10, 9, 6, 24
MOST_DEPTH = 5
SHORT_ID = 12


class Appearance(NamedTuple):
    """How a status is shown. A space as glyph stands for the spinner."""

    glyph: str
    style: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """The content of one line. ``speed`` is in tokens per second; 0 hides it."""

    appearance: Appearance
    title: str
    name: str = ""
    tried: str = ""
    agent: str = ""
    llm: str = ""
    word: str = ""
    speed: float = 0.0
    seconds: float | None = None


APPEARANCES = {
    "waiting": Appearance("○", "dim", "waiting"),
    "announced": Appearance(" ", "cyan", "auction"),
    "working": Appearance(" ", "cyan", "working"),
    "reviewing": Appearance(" ", "magenta", "review"),
    "accepted": Appearance("✓", "green", "accepted"),
    "corroborated": Appearance("≈", "green", "corroborated"),
    "unproven": Appearance("?", "yellow", "unproven"),
    "dead": Appearance("✗", "red", "given up"),
    "stopped": Appearance("·", "dim", "stopped"),
}


@dataclass(slots=True)
class Frame:
    """The view of a run at one instant; rich can print it.

    Attributes:
        now_us: The instant.
        notice: A line for you, for example after Ctrl-C.
        tick: Selects the frame of the spinner.
    """

    progress: Progress
    now_us: int
    notice: str = ""
    tick: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = options.max_width
        state = self.progress.state
        head = [*self._head(state, width), Text()]
        foot = [Text(), self._foot(state, width)]
        if state.questions:
            foot.append(Text(_waiting(state), style="bold yellow"))
        if self.notice:
            foot.append(Text(self.notice, style="bold"))
        room = max(3, console.size.height - len(head) - len(foot) - 1)
        for line in (*head, *self._body(state, width, room), *foot):
            line.truncate(width, overflow="ellipsis")
            line.no_wrap = True
            yield line

    def _head(self, state: RunState, width: int) -> list[Text]:
        goal = one_line(state.goal.text, width) if state.goal else "…"
        llms = ", ".join(sorted(set(state.llms.values())))
        elapsed = length(self._elapsed_s(state))
        strip = _strip(state)
        strip.append(" " * max(1, width - strip.cell_len - len(elapsed)) + elapsed)
        where = Text(f"{state.run_id} on {llms}" if llms else state.run_id, style="dim")
        return [Text(goal, style="bold"), where, strip]

    def _elapsed_s(self, state: RunState) -> float:
        ends = [work.ended_us for work in self.progress.work.values()]
        return self.progress.elapsed_s(max(ends) if state.is_over and ends else self.now_us)

    def _body(self, state: RunState, width: int, room: int) -> list[Text]:
        if state.plan is None:
            return self._extra(PLAN, "making the plan", width, over=state.is_over)
        rows = ordered(state)
        id_cells = min(SHORT_ID, max(len(task.task.task_id) for task, _ in rows))
        blocks = [(task.status, self._task(task, depth, id_cells, width)) for task, depth in rows]
        if state.open_tasks == 0 and not state.is_over:
            last = self._extra(RESULT, "putting the result together", width, over=False)
            blocks.append(("working", last))
        return _fitted(blocks, room)

    def _task(self, task: TaskState, depth: int, id_cells: int, width: int) -> list[Text]:
        task_id = task.task.task_id
        over = self.progress.state.is_over
        appearance = APPEARANCES["stopped" if over and not task.is_over else task.status]
        work = self.progress.work.get(task_id)
        streaming = work is not None and work.is_streaming and not over
        indent = "  " * (min(depth, MOST_DEPTH) - 1) + "└ " if depth else ""
        agent = task.award.agent if task.award else ""
        row = Row(
            appearance,
            task.task.objective.description,
            name=f"{task_id:<{id_cells}} {indent}",
            tried=f" ({_ordinal(task.attempts)} try)" if task.attempts > 1 else "",
            agent=agent,
            llm=self._llm_of(agent),
            word="writing" if streaming and task.status == "working" else appearance.word,
            speed=work.tokens_per_s if work is not None else 0,
            seconds=self.progress.seconds(task_id, self.now_us) if task.attempts else None,
        )
        lines = [self._line(row, width)]
        if streaming and work is not None and work.last_line:
            lines.append(Text(" " * (len(row.name) + 3) + work.last_line, style="dim"))
        return lines

    def _extra(self, subject: str, title: str, width: int, *, over: bool) -> list[Text]:
        """The lines for the plan or the result, formatted like a task."""
        appearance = APPEARANCES["stopped" if over else "working"]
        work = self.progress.work.get(subject)
        if work is None:
            return [self._line(Row(appearance, title, word=appearance.word), width)]
        row = Row(
            appearance,
            title,
            word="writing" if work.is_streaming else appearance.word,
            speed=work.tokens_per_s,
            seconds=self.progress.seconds(subject, self.now_us),
        )
        tail = [Text(f"   {work.last_line}", style="dim")] if work.last_line else []
        return [self._line(row, width), *tail]

    def _line(self, row: Row, width: int) -> Text:
        appearance = row.appearance
        glyph = SPINNER[self.tick % len(SPINNER)] if appearance.glyph == " " else appearance.glyph
        line = Text(f" {glyph} ", style=appearance.style)
        line.append(row.name, style="dim")
        cells = [(row.agent, AGENT, ""), (row.word, PHASE, appearance.style)]
        if width >= WIDE:
            longest = max(map(len, self.progress.state.llms.values()), default=0)
            cells.insert(1, (row.llm, min(LLM, longest), "dim"))
        right = Text()
        for text, size, style in cells:
            right.append("  ")
            right.append_text(_cell(text, size, style))
        right.append((f"{row.speed:.0f} tok/s" if row.speed else "").rjust(SPEED), style="dim")
        spent = length(row.seconds) if row.seconds is not None else ""
        right.append(spent.rjust(SECONDS + 1), style="dim")
        left = max(8, width - line.cell_len - right.cell_len)
        title = Text(one_line(row.title), style="dim" if appearance.style == "dim" else "")
        title.truncate(left - len(row.tried), overflow="ellipsis")
        title.append(row.tried, style="yellow")
        title.truncate(left, pad=True)
        line.append_text(title)
        line.append_text(right)
        return line

    def _llm_of(self, agent: str) -> str:
        state = self.progress.state
        card = state.card_of(agent)
        return state.llm_of(card.role) if card else ""

    def _foot(self, state: RunState, width: int) -> Text:
        if state.goal is None:
            return Text()
        spent, limits = state.spent, state.goal.limits
        parts = [
            f"calls {_share(count(spent.calls), limits.calls and count(limits.calls))}",
            f"tokens {_share(count(spent.tokens), limits.tokens and count(limits.tokens))}",
        ]
        if spent.usd or (limits.usd is not None and width >= WIDE):
            parts.append(f"cost {_share(dollars(spent.usd), limits.usd and dollars(limits.usd))}")
        if limits.seconds is not None and not state.is_over:
            left = max(0.0, limits.seconds - self.progress.elapsed_s(self.now_us))
            parts.append(f"{length(left)} left")
        return Text(" · ".join(parts), style="dim")


def _waiting(state: RunState) -> str:
    """The first open question and the command that answers it."""
    first = min(state.questions)
    more = f" (and {len(state.questions) - 1} more)" if len(state.questions) > 1 else ""
    title = one_line(state.questions[first].title, 60)
    return f"{title}{more}  hocket approve {ids.question(state.run_id, first)}"


def _strip(state: RunState) -> Text:
    """The phases of a run: finished, current and future ones."""
    strip = Text()
    finished = _finished_phases(state)
    for place, phase in enumerate(PHASES):
        strip.append(" · " if place else "", style="dim")
        if phase == state.phase:
            strip.append(f"▸ {phase}", style="bold")
        elif place < finished or (phase == "correct" and _reworked(state)):
            strip.append(f"✓ {phase}", style="green")
        else:
            strip.append(phase, style="dim")
    if state.is_over:
        word, style = _ending(state)
        strip.append("  ")
        strip.append(word, style=style)
    return strip


def _finished_phases(state: RunState) -> int:
    """How many phases are finished."""
    if not state.is_over:
        return PHASES.index(state.phase)
    if state.plan is None:
        return 1
    return PHASES.index("act") if state.open_tasks else PHASES.index("correct")


def _ending(state: RunState) -> tuple[str, str]:
    if state.status == "reached" and state.result is not None:
        verdict = state.result.verdict
        return verdict, "bold green" if verdict in CREDIBLE else "bold yellow"
    return state.status, "bold red" if state.status == "failed" else "bold yellow"


def _reworked(state: RunState) -> bool:
    return state.iteration > 1 or any(task.rejections for task in state.tasks.values())


def _fitted(blocks: Sequence[tuple[str, list[Text]]], room: int) -> list[Text]:
    """All tasks if they fit, else the active ones and a count of the others."""
    lines = [line for _, block in blocks for line in block]
    if len(lines) <= room:
        return lines
    hidden: dict[str, int] = {}
    visible = list(blocks)
    for status in ("accepted", "corroborated", "waiting", "unproven", "dead", "announced"):
        while sum(len(b) for _, b in visible) + len(hidden) + 1 > room:
            at = next((i for i, (s, _) in enumerate(visible) if s == status), None)
            if at is None:
                break
            visible.pop(at if status in CREDIBLE else _last(visible, status))
            hidden[status] = hidden.get(status, 0) + 1
    others = ", ".join(f"{n} {APPEARANCES[status].word}" for status, n in hidden.items())
    lines = [line for _, block in visible for line in block]
    return [*lines[: room - 1], Text(f"   … {others}", style="dim")] if others else lines[:room]


def _last(blocks: Sequence[tuple[str, list[Text]]], status: str) -> int:
    return max(i for i, (s, _) in enumerate(blocks) if s == status)


def _cell(text: str, cells: int, style: str) -> Text:
    cell = Text(text, style=style)
    cell.truncate(cells, overflow="ellipsis", pad=True)
    return cell


def _share(spent: str, limit: object) -> str:
    return f"{spent}/{limit}" if limit is not None else spent


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")
