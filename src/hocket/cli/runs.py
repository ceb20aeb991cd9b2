"""The commands that only read the journal: runs, show, replay."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from hocket.agents.specialists import CARDS
from hocket.app.dormant import DormantRuns
from hocket.app.hocket import Hocket
from hocket.app.replay import replay as replay_run
from hocket.cli.choice import chosen_run, run_heads
from hocket.cli.delivery import (
    Delivery,
    print_deliverable,
    print_doubts,
    print_ground,
    to_json,
    write_out,
)
from hocket.cli.exits import Exit
from hocket.cli.frame import Frame
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.progress import Progress
from hocket.cli.wording import length, one_line
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
OUTCOME_CELLS = 12
GOAL_CHARS, GOAL_LEAST = 160, 8
STYLES = {"accepted": "green", "unproven": "yellow", "failed": "red", "unfinished": "cyan"}


@click.command()
@click.option("--limit", type=click.IntRange(1), default=SHOWN, help="How many, newest first.")
@json_option
@click.pass_obj
def runs(invocation: Invocation, limit: int) -> None:
    """List the runs in the journal, newest first."""
    found, total = invocation.run(_listed(invocation, limit))
    if invocation.json:
        invocation.print_json(found)
        return
    out = invocation.out()
    for entry in found:
        out.print(_line(entry, out), no_wrap=True, overflow="ignore", crop=False)
    if not found:
        click.echo("There is no run yet; `hocket run` starts one.", err=True)
    if total > len(found):
        out.print(Text(f"… and {total - len(found)} older; --limit shows more", style="dim"))


def _line(entry: dict[str, Any], out: Console) -> Text:
    began = datetime.fromisoformat(entry["started_at"]).astimezone()
    line = Text(entry["run_id"])
    line.append(f"  {began:%d %b %H:%M}  {length(entry['seconds']):>7}  ", style="dim")
    line.append(f"{entry['outcome']:<{OUTCOME_CELLS}}", style=STYLES.get(entry["outcome"], ""))
    room = out.width - line.cell_len if out.is_terminal else GOAL_CHARS
    return line.append(one_line(entry["goal"], max(GOAL_LEAST, room)))


async def _listed(invocation: Invocation, limit: int) -> tuple[list[dict[str, Any]], int]:
    if not invocation.settings().journal.exists():
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
    help="Write the result and its files there.",
)
@json_option
@click.pass_obj
def show(invocation: Invocation, run_id: str, out: Path | None) -> None:
    """Show what RUN came to, or where it stands."""
    delivery, progress, doubts = invocation.run(_shown(invocation, run_id))
    finished = delivery.finished
    if out is not None and finished.state.result is not None:
        delivery = replace(delivery, written=write_out(finished, out))
    if invocation.json:
        invocation.print_json(to_json(delivery))
        return
    console = invocation.out()
    if not finished.state.is_over:
        # What nobody is seen to carry does not go on: its last instant is shown.
        console.print(Frame(progress, progress.last_us))
        print_doubts(finished.run_id, doubts, console)
        return
    print_deliverable(finished, console)
    print_ground(delivery, console)


async def _shown(invocation: Invocation, given: str) -> tuple[Delivery, Progress, list[Doubt]]:
    async with invocation.journal() as journal:
        head = await chosen_run(journal, given)
        progress = Progress(head.run_id)
        for signal in await past(journal, head.run_id):
            progress.take(signal, signal.at_us)
        finished = await Hocket(journal=journal, builtin=False).finished(progress.state)
        doubts = [] if finished.state.is_over else await DormantRuns(journal).doubts(head.run_id)
        return Delivery(finished, progress.elapsed_s(progress.last_us)), progress, doubts


@click.command()
@click.argument("run_id", metavar="RUN")
@json_option
@click.pass_obj
def replay(invocation: Invocation, run_id: str) -> None:
    """Walk through RUN again from the journal alone and compare every step, byte for byte.

    No LLM is called and no code is run.
    """
    found, state = invocation.run(_replayed(invocation, run_id))
    code = Exit.ACCEPTED if found.divergence is None else Exit.FAILED
    if invocation.json:
        invocation.print_json({"identical": found.divergence is None, **asdict(found)})
    elif found.divergence is None:
        click.echo(_identical(found))
    else:
        _tell_divergence(found, state)
    click.get_current_context().exit(code)


async def _replayed(invocation: Invocation, given: str) -> tuple[Replay, RunState]:
    async with invocation.journal() as journal:
        head = await chosen_run(journal, given)
        return await replay_run(journal, head.run_id), await state_of(journal, head.run_id)


def _identical(found: Replay) -> str:
    parts = [f"{found.events} events", f"{found.llm_calls} model calls answered from the journal"]
    if found.tool_calls:
        parts.append(f"{found.tool_calls} tool calls as well")
    if found.reworded:
        parts.append(f"{found.reworded} events in other words")
    if found.deliverable:
        parts.append(f"deliverable sha256 {found.deliverable}")
    return f"identical: {', '.join(parts)}, state {found.state[:DIGEST_CHARS]}"


def _tell_divergence(found: Replay, state: RunState) -> None:
    divergence = found.divergence
    assert divergence is not None  # noqa: S101 - told only where there is one
    click.echo(f"diverged at event {divergence.seq} ({divergence.type}) of {found.events}:")
    click.echo(f"  recorded: {one_line(divergence.recorded, SHOWN_CHARS)}")
    click.echo(f"  produced: {one_line(divergence.produced, SHOWN_CHARS)}")
    if found.missing:
        click.echo(f"  not here: {', '.join(found.missing)}; install the pack that brings it")
    known = {card.name for card in CARDS}
    own = sorted(card.name for card in state.agents if card.name not in known)
    if own:
        told = f"{', '.join(own)}: agents of a program of its own; replay the run from there"
        click.echo(f"  {told} (hocket.app.replay.replay)")
