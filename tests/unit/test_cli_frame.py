from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from hocket.agents.specialists import CARDS
from hocket.cli.frame import Frame
from hocket.cli.progress import Progress, ordered
from hocket.core import event as ev
from hocket.core.award import Award
from hocket.core.choice import Choice
from hocket.core.goal import Goal
from hocket.core.plan import Plan
from hocket.core.review import Review
from hocket.core.task import Objective, Task
from hocket.core.usage import Usage
from hocket.engine.feed import DurableEvent, StreamedText

SECOND = 1_000_000


def task(task_id: str, *depends_on: str) -> Task:
    objective = Objective(description=f"do {task_id} with care and with very many words, 漢字 too")
    return Task(task_id=task_id, objective=objective, depends_on=depends_on)


def awarded(task_id: str, attempt: int = 1) -> ev.Awarded:
    choice = Choice(
        of="agent", candidates={"reasoning": 80}, chosen="reasoning", propensity=1, policy="best"
    )
    award = Award(task_id=task_id, agent="reasoning", fallback=None, choice=choice)
    return ev.Awarded(attempt_id=f"{task_id}#{attempt}", award=award)


class Stage:
    """A run whose events arrive one by one, a second apart."""

    def __init__(self, *tasks: Task) -> None:
        self.progress = Progress("run-1")
        self.now_us = SECOND
        goal = Goal(text="A goal that is told in so many words that no terminal shows it " * 3)
        self.tell(ev.GoalAccepted(goal=goal, agents=CARDS, llms={"worker": "ollama:llama3.2"}))
        if tasks:
            self.tell(ev.PlanMade(plan=Plan(tasks=tasks)))

    def tell(self, *events: ev.Event) -> None:
        for event in events:
            signal = DurableEvent("run-1", self.progress.seq + 1, self.now_us, event)
            assert self.progress.take(signal, self.now_us)
            self.now_us += SECOND

    def say(self, attempt_id: str, text: str) -> None:
        self.progress.take(StreamedText("run-1", attempt_id, text), self.now_us)
        self.now_us += SECOND

    def lines(self, width: int = 80, height: int = 30, **changes) -> list[str]:
        out = io.StringIO()
        console = Console(file=out, width=width, height=height, force_terminal=False)
        console.print(Frame(self.progress, self.now_us, **changes))
        return [line.rstrip() for line in out.getvalue().splitlines()]


def test_tree_puts_a_task_below_its_dependencies():
    stage = Stage(task("t1"), task("t2"), task("t3", "t1"), task("t4", "t1", "t2", "t3"))
    tree = [(state.task.task_id, depth) for state, depth in ordered(stage.progress.state)]
    assert tree == [("t1", 0), ("t3", 1), ("t2", 0), ("t4", 1)]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("tasks", [1, 5, 200])
def test_frame_of_any_size_fits_the_terminal(width, tasks):
    stage = Stage(*(task(f"t{n}", *([f"t{n - 1}"] if n % 3 else [])) for n in range(tasks)))
    stage.tell(*(awarded(f"t{n}") for n in range(0, tasks, 3)))
    for n in range(0, tasks, 3):
        stage.say(f"t{n}#1", "some text\nthat goes on and on " * 8)
    lines = stage.lines(width, height=24, notice="Cancelling")
    assert len(lines) < 24
    assert max(cell_len(line) for line in lines) <= width


def test_frame_of_many_tasks_counts_the_hidden_ones():
    stage = Stage(*(task(f"t{n}") for n in range(100)))
    stage.tell(awarded("t7"))
    lines = stage.lines(height=20)
    rows = [line for line in lines if " do t" in line]
    assert any("t7" in line and "working" in line for line in rows)
    assert f"   … {100 - len(rows)} auction" in lines


def test_frame_shows_agent_speed_last_line_and_budget():
    stage = Stage(task("t1"))
    stage.tell(awarded("t1"))
    stage.say("t1#1", "First line\n")
    stage.say("t1#1", "and a second one\n\n")
    lines = stage.lines()
    row = next(line for line in lines if " t1 " in line)
    assert "reasoning" in row
    assert "writing" in row
    assert "tok/s" in row
    assert any(line.strip() == "and a second one" for line in lines)
    assert lines[-1].startswith("calls 0/200 · tokens 0/500k")
    assert lines[-1].endswith("left")


def test_frame_after_an_answer_shows_the_speed_that_the_host_reports():
    stage = Stage(task("t1"))
    usage = Usage(calls=1, prompt_tokens=100, completion_tokens=90, seconds=2)
    answer = ev.CallAnswered(
        attempt_id="t1#1", ordinal=0, kind="llm", name="x", request="a", response="b", usage=usage
    )
    stage.tell(awarded("t1"), answer)
    row = next(line for line in stage.lines() if " t1 " in line)
    assert "45 tok/s" in row
    assert "working" in row


def test_frame_of_a_second_attempt_says_so():
    stage = Stage(task("t1"))
    review = Review(verdict="rejected", reviewer="checks", feedback="no")
    outcome = ev.Outcome(text="0" * 64)
    stage.tell(
        awarded("t1"),
        ev.Executed(attempt_id="t1#1", outcome=outcome),
        ev.Rejected(attempt_id="t1#1", review=review),
        awarded("t1", 2),
    )
    text = "\n".join(stage.lines())
    assert "(2nd try)" in text
    assert "▸ correct" in text


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (ev.GoalCancelled(reason="cancelled by Ctrl-C"), "cancelled"),
        (ev.GoalFailed(reason="nothing went well"), "failed"),
    ],
)
def test_frame_of_a_run_that_is_over_does_not_change(end, text):
    stage = Stage(task("t1"))
    stage.tell(awarded("t1"), end)
    before = stage.lines()
    stage.now_us += 60 * SECOND
    assert stage.lines(tick=7) == before
    assert text in before[2]
    assert "✓ act" not in before[2]
    assert any("stopped" in line for line in before)


def test_progress_ignores_a_repeated_event():
    stage = Stage(task("t1"))
    signal = DurableEvent("run-1", 1, SECOND, ev.GoalAccepted(goal=Goal(text="again")))
    assert not stage.progress.take(signal, SECOND)
    assert stage.progress.state.plan is not None
