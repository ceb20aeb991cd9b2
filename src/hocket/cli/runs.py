"""The commands `runs`, `show` and `replay`, which only read the journal."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from hocket.agents.specialists import CARDS
from hocket.app.defaults import has_journal
from hocket.app.dormant import DormantRuns
from hocket.app.replay import replay as replay_run
from hocket.cli.account import print_account
from hocket.cli.choice import chosen_run, run_heads
from hocket.cli.delivery import (
    Delivery,
    print_deliverable,
    print_doubts,
    to_json,
    write_out,
)
from hocket.cli.exits import Exit
from hocket.cli.frame import Frame
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.progress import Progress
from hocket.cli.wording import length, one_line
from hocket.projections.finished import finished_of
from hocket.projections.history import past, state_of

if TYPE_CHECKING:
    from rich.console import Console

    from hocket.app.replay import Replay
    from hocket.core.event import Doubt
    from hocket.core.run import RunState
    from hocket.ports.journal import Journal, RunHead

SHOWN = 20
DIGEST_CHARS = 16
SHOWN_CHARS = 600
OUTCOME_CELLS = 14
GOAL_CHARS, GOAL_LEAST = 160, 8
STYLES = {
    "accepted": "green",
    "corroborated": "green",
    "unproven": "yellow",
    "failed": "red",
    "unfinished": "cyan",
}


@click.command()
@click.option("--limit", type=click.IntRange(1), default=SHOWN, help="Number of runs to list.")
@json_option
@click.pass_obj
def runs(invocation: Invocation, limit: int) -> None:
    """List the runs in the journal, newest first."""
    entries, total = invocation.run(_listed(invocation, limit))
    if invocation.json:
        invocation.print_json(entries)
        return
    out = invocation.out()
    for entry in entries:
        out.print(_line(entry, out), no_wrap=True, overflow="ignore", crop=False)
    if not entries:
        click.echo("There are no runs yet; start one with `hocket run`.", err=True)
    if total > len(entries):
        out.print(
            Text(f"… and {total - len(entries)} older; show more with --limit N", style="dim")
        )


def _line(entry: dict[str, Any], out: Console) -> Text:
    began = datetime.fromisoformat(entry["started_at"]).astimezone()
    line = Text(entry["run_id"])
    line.append(f"  {began:%d %b %H:%M}  {length(entry['seconds']):>7}  ", style="dim")
    line.append(f"{entry['outcome']:<{OUTCOME_CELLS}}", style=STYLES.get(entry["outcome"], ""))
    room = out.width - line.cell_len if out.is_terminal else GOAL_CHARS
    return line.append(one_line(entry["goal"], max(GOAL_LEAST, room)))


async def _listed(invocation: Invocation, limit: int) -> tuple[list[dict[str, Any]], int]:
    if not has_journal(invocation.settings().journal):
        return [], 0
    async with invocation.journal() as journal:
        heads = await run_heads(journal)
        return [await _entry(journal, head) for head in heads[:limit]], len(heads)


async def _entry(journal: Journal, head: RunHead) -> dict[str, Any]:
    state = await state_of(journal, head.run_id)
    verdict = state.result.verdict if state.result else ""
    outcome = verdict if state.status == "reached" else state.status
    return {
        "run_id": head.run_id,
        "started_at": datetime.fromtimestamp(head.started_us / 1e6, UTC).isoformat(),
        "seconds": (head.last_us - head.started_us) / 1e6,
        "status": state.status,
        "outcome": outcome if state.is_over else "unfinished",
        "verdict": verdict,
        "goal": one_line(state.goal.text) if state.goal else "",
    }


@click.command()
@click.argument("run_id", metavar="RUN")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write the result and its files to.",
)
@json_option
@click.pass_obj
def show(invocation: Invocation, run_id: str, out: Path | None) -> None:
    """Show the result of RUN, or its progress if it is not over."""
    delivery, progress, doubts = invocation.run(_shown(invocation, run_id))
    finished = delivery.finished
    if out is not None and finished.state.result is not None:
        delivery = replace(delivery, written=write_out(finished, out))
    if invocation.json:
        invocation.print_json(to_json(delivery))
        return
    console = invocation.out()
    if not finished.state.is_over:
        # Whether it is in progress is unknown here, so the clock stops at its last event.
        console.print(Frame(progress, progress.last_us))
        print_doubts(finished.run_id, doubts, console)
        return
    print_deliverable(finished, console)
    print_account(delivery, console, details=True)


async def _shown(invocation: Invocation, reference: str) -> tuple[Delivery, Progress, list[Doubt]]:
    async with invocation.journal() as journal:
        head = await chosen_run(journal, reference)
        progress = Progress(head.run_id)
        for signal in await past(journal, head.run_id):
            progress.take(signal, signal.at_us)
        finished = await finished_of(journal, progress.state)
        doubts = [] if finished.state.is_over else await DormantRuns(journal).doubts(head.run_id)
        took_s = progress.elapsed_s(progress.last_us)
        return Delivery(finished, took_s, spent=progress.spent()), progress, doubts


@click.command()
@click.argument("run_id", metavar="RUN")
@json_option
@click.pass_obj
def replay(invocation: Invocation, run_id: str) -> None:
    """Replay RUN from the journal alone and compare every step, byte for byte.

    Calls no LLM and runs no code.
    """
    replayed, state = invocation.run(_replayed(invocation, run_id))
    code = Exit.ACCEPTED if replayed.divergence is None else Exit.FAILED
    if invocation.json:
        invocation.print_json({"identical": replayed.divergence is None, **asdict(replayed)})
    elif replayed.divergence is None:
        click.echo(_identical(replayed))
    else:
        _print_divergence(replayed, state)
    click.get_current_context().exit(code)


async def _replayed(invocation: Invocation, reference: str) -> tuple[Replay, RunState]:
    async with invocation.journal() as journal:
        head = await chosen_run(journal, reference)
        return await replay_run(journal, head.run_id), await state_of(journal, head.run_id)


def _identical(replayed: Replay) -> str:
    parts = [
        f"{replayed.events} events",
        f"{replayed.llm_calls} model calls answered from the journal",
    ]
    if replayed.tool_calls:
        parts.append(f"{replayed.tool_calls} tool calls too")
    if replayed.reworded:
        parts.append(f"{replayed.reworded} events worded differently")
    if replayed.deliverable:
        parts.append(f"deliverable sha256 {replayed.deliverable}")
    return f"identical: {', '.join(parts)}, state {replayed.state[:DIGEST_CHARS]}"


def _print_divergence(replayed: Replay, state: RunState) -> None:
    divergence = replayed.divergence
    assert divergence is not None  # noqa: S101 - called only if there is one
    click.echo(f"diverged at event {divergence.seq} ({divergence.type}) of {replayed.events}:")
    click.echo(f"  recorded: {one_line(divergence.recorded, SHOWN_CHARS)}")
    click.echo(f"  produced: {one_line(divergence.produced, SHOWN_CHARS)}")
    if replayed.missing:
        names = ", ".join(replayed.missing)
        click.echo(f"  missing here: {names}; install the pack that provides it")
    builtin = {card.name for card in CARDS}
    own = sorted(card.name for card in state.agents if card.name not in builtin)
    if own:
        hint = "agents of another program; replay the run there with hocket.app.replay.replay"
        click.echo(f"  {', '.join(own)}: {hint}")
