"""The account of a run that is over: its verdict in words, its files, its cost, its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from hocket.cli.delivery import print_notes, tasks_of
from hocket.cli.wording import basis, count, dollars, length, one_line
from hocket.projections.verdict import verdict_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from hocket.cli.delivery import Delivery, WrittenFiles
    from hocket.core.agreement import Agreement
    from hocket.core.run import RunState
    from hocket.core.usage import Usage
    from hocket.projections.finished import FinishedRun

HEADING = "What it rests on"
"""The line between the answer and its account, by which programs tell them apart."""

STYLES = {
    "accepted": "green",
    "corroborated": "green",
    "unproven": "yellow",
    "rejected": "red",
    "dead": "red",
}
WORDS = {"dead": "given up"}
GLYPHS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}


def print_account(delivery: Delivery, console: Console, *, details: bool = False) -> None:
    """Print the verdict in one line, what you must not miss, the files, and the cost.

    Args:
        delivery: The run.
        console: Where it is printed.
        details: Whether to print the evidence and the cost of each task as well.
    """
    finished = delivery.finished
    state = finished.state
    console.print()
    console.print(Text(HEADING, style="dim"))
    style = STYLES.get(finished.verdict if finished.status == "reached" else "rejected", "bold")
    console.print(Text(verdict_in_words(state), style=style), soft_wrap=True)
    if details and state.plan is not None:
        console.print(_evidence(state, console))
        console.print(_costs(delivery, console))
    print_notes(finished, console)
    for line in _remarks(finished):
        console.print(line, soft_wrap=not console.is_terminal)
    for line in _places(delivery.written):
        console.print(line, soft_wrap=True)
    console.print(Text(_made_by(state), style="dim"), soft_wrap=True)
    console.print(_cost(delivery), soft_wrap=True)


def _made_by(state: RunState) -> str:
    """Which LLMs it is by; code alone may have done it."""
    llms = ", ".join(dict.fromkeys(state.llms[role] for role in sorted(state.llms)))
    return f"by {llms}" if state.spent.calls else "without a call of an LLM"


def _places(written: WrittenFiles) -> list[Text]:
    """The lines about written files; each renamed file has a line of its own."""
    unchanged = [name for name in written.files if name not in written.aside]
    lines = []
    if unchanged:
        lines.append(Text(f"wrote {', '.join(unchanged)} to {written.folder}"))
    for name in sorted(written.aside):
        line = f"wrote {written.files[name]}: a different {name} exists and was not overwritten"
        lines.append(Text(line, style="yellow"))
    return lines


def _evidence(state: RunState, console: Console) -> Table:
    table = Table(title="Evidence", title_justify="left", title_style="bold", box=None)
    table.pad_edge = False
    table.add_column("task", no_wrap=True, style="dim", header_style="dim")
    table.add_column("agent", no_wrap=True, header_style="dim")
    table.add_column("verdict", no_wrap=True, header_style="dim")
    table.add_column("evidence", header_style="dim", overflow="fold")
    for task in tasks_of(state):
        word = WORDS.get(task.status, task.status if task.is_over else "not finished")
        agent = task.award.agent if task.award else ""
        evidence = task.reason if task.status == "dead" else basis(task.review)
        style = STYLES.get(task.status, "dim")
        table.add_row(task.task.task_id, agent, Text(word, style=style), Text(evidence))
    for result in state.result.results if state.result else ():
        glyph, style = GLYPHS[result.passed]
        says = f"{result.says or result.kind}: {one_line(result.evidence)}"
        table.add_row("goal", "", Text(glyph, style=style), Text(says))
    if not console.is_terminal:
        # A pipe has no width, so lines are not wrapped.
        table.width = None
    return table


def _remarks(finished: FinishedRun) -> list[Text]:
    """The lines that you must not miss: unproven, missing, doubtful parts."""
    state, result = finished.state, finished.state.result
    lines = []
    if result is not None and result.unproven:
        lines.append(Text(f"unproven: {', '.join(result.unproven)}", style="yellow"))
    if result is not None:
        lines += [Text(f"missing: {missing}", style="red") for missing in result.missing]
    lines += _disagreements(state)
    if len(state.economies) > 1:  # a single one is in the verdict
        lines += [
            Text(f"{economy.task_id or 'result'}: {economy.words()}", style="yellow")
            for economy in state.economies
        ]
    for doubt in state.doubtful:
        place = f"{doubt.attempt_id}, call {doubt.ordinal}"
        line = f"doubtful: {doubt.tool} ({place}) may or may not have run; it was not repeated"
        lines.append(Text(line, style="red"))
    return lines


def _disagreements(state: RunState) -> list[Text]:
    """What each method gave, where several methods did a task and their results do not count."""
    return [
        Text(f"{task_id}, {line}", style="yellow")
        for task_id, agreement in state.agreements.items()
        if state.tasks[task_id].status == "unproven"
        for line in _given_by(agreement)
    ]


def _given_by(agreement: Agreement) -> list[str]:
    """What each method gave: value by value where that is known."""
    ways = [method.way for method in agreement.methods]
    by_value = [
        f"{one.place}: {', '.join(_each(ways, one.values))}" for one in agreement.differences
    ]
    whole = [f"by {m.way}: {one_line(m.gave or m.fault)}" for m in agreement.methods]
    return by_value or whole


def _each(ways: Sequence[str], values: Sequence[str]) -> list[str]:
    return [f"{value or 'nothing'} by {way}" for way, value in zip(ways, values, strict=True)]


def _costs(delivery: Delivery, console: Console) -> Table:
    """What each task, the plan and the result took."""
    table = Table(title="Cost", title_justify="left", title_style="bold", box=None)
    table.pad_edge = False
    table.add_column("of", no_wrap=True, style="dim", header_style="dim")
    for name in ("calls", "prompt", "cached", "answer", "time"):
        table.add_column(name, no_wrap=True, justify="right", header_style="dim")
    for subject, usage in delivery.spent.items():
        table.add_row(subject, *_figures(usage))
    if not console.is_terminal:
        table.width = None
    return table


def _figures(usage: Usage) -> tuple[str, ...]:
    tokens = (usage.prompt_tokens, usage.cached_tokens, usage.completion_tokens)
    return str(usage.calls), *map(count, tokens), length(usage.seconds)


def _cost(delivery: Delivery) -> Text:
    finished = delivery.finished
    spent = finished.state.spent
    estimated = f" ({count(spent.estimated_tokens)} estimated)" if spent.estimated_tokens else ""
    parts = [
        finished.run_id,
        finished.verdict or finished.status,
        length(delivery.took_s),
        f"{spent.calls} calls",
        f"{count(spent.tokens)} tokens{estimated}",
        dollars(spent.usd),
    ]
    if spent.unpriced_tokens:
        parts.append(f"no price is set for {count(spent.unpriced_tokens)} of the tokens")
    return Text(" · ".join(parts), style="dim")
