"""The commands that carry runs: run, resume, cancel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hocket.adapters.system.clock import SystemClock
from hocket.adapters.system.ids import new_id
from hocket.app.background import running
from hocket.app.cancellation import cancel as cancel_run
from hocket.app.dormant import DormantRuns
from hocket.app.hocket import Hocket
from hocket.app.inputs import read_goal
from hocket.app.registry import Registry
from hocket.app.settlement import settle
from hocket.cli.carrying import carry
from hocket.cli.choice import chosen_run
from hocket.cli.delivery import (
    Delivery,
    print_deliverable,
    print_doubts,
    print_ground,
    to_json,
    write_out,
)
from hocket.cli.elsewhere import carry_elsewhere
from hocket.cli.exits import Exit, exit_of_error, exit_of_run
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.loading import load, make_ready
from hocket.cli.options import consent_of, limits_of, settled, with_schema
from hocket.cli.remedies import REMEDIES
from hocket.cli.view import LiveView, PlainView, SilentView, View
from hocket.core import ids
from hocket.core.goal import Goal
from hocket.core.noun import parse
from hocket.errors import InvalidInputError, JournalHeldError, OrchestrationError
from hocket.projections.history import state_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Sequence

    from hocket.config import Settings
    from hocket.core.event import EffectSettled
    from hocket.core.run import RunState
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal

BY = "the user"
CANCEL_S = 10.0
"""How long to wait for another process to end its run; it looks four times a second."""

POLL_S = 0.1
OUT = Path("hocket-out")
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be run, and how its end is handed over."""

    goal: Goal
    blobs: dict[str, bytes] = field(default_factory=dict)
    inputs: tuple[Path, ...] = ()
    single: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run is shown and handed over."""

    quiet: bool = False
    out: Path | None = None
    fetch: bool = False

    def view(self, invocation: Invocation, clock: Clock) -> View:
        """Live on a terminal, lines elsewhere; quiet and JSON show nothing to a log."""
        console = invocation.err()
        if self.quiet:
            return SilentView(console if console.is_terminal else None)
        if console.is_terminal and not console.is_dumb_terminal:
            return LiveView(console, clock)
        return SilentView() if invocation.json else PlainView(console)


@click.command()
@click.argument("goal", required=False)
@click.option("--goal", "goal_file", type=FILE, help="A goal as a JSON file, instead of GOAL.")
@click.option("--input", "inputs", type=FILE, multiple=True, help="A file to work on; repeatable.")
@click.option("--out", type=FOLDER, help="Where the result and its files are written.")
@click.option(
    "--budget",
    multiple=True,
    metavar="NAME=N,…",
    help="Limits on calls, tokens, usd, seconds, agents or depth; `none` lifts one.",
)
@click.option(
    "--ask",
    multiple=True,
    metavar="WHAT,…",
    help="Ask you first: plan, results, questions, or effects=low|medium|high.",
)
@click.option("--schema", type=FILE, help="A JSON Schema that the result must fit.")
@click.option("--llm", metavar="ADAPTER:NAME", help="The LLM for every role.")
@click.option("--seed", type=int, help="Of all dice and of sampling.")
@click.option("--single", is_flag=True, help="Make the whole goal one task.")
@click.option("--quiet", is_flag=True, help="Print the result and nothing else.")
@click.option(
    "--fetch/--no-fetch", help="Whether missing weights of the embedded LLM may be fetched."
)
@json_option
@click.pass_obj
def run(invocation: Invocation, /, goal: str | None, **options: Any) -> None:
    """Take GOAL in, see it through, and hand over what came of it.

    Its progress goes to standard error, the result to standard output. Ctrl-C cancels the run,
    a second one ends hocket at once.
    """
    wish = _wish(goal, options)
    settings = invocation.settings()
    if options["llm"]:
        settings = replace(settings, llm=options["llm"], llms={})
    manner = Manner(quiet=options["quiet"], out=options["out"], fetch=options["fetch"])
    _hand_over(invocation, invocation.run(_run(invocation, settings, wish, manner)), manner)


def _wish(text: str | None, options: dict[str, Any]) -> Wish:
    path = options["goal_file"]
    if (text is None) == (path is None):
        message = "say what is to be done: either as GOAL or with --goal FILE"
        raise InvalidInputError(message)
    blobs: dict[str, bytes] = {}
    if path is not None:
        goal, blobs = read_goal(path)
        goal = Registry.installed().admit_goal(goal, path.name)
    elif text and text.strip():
        goal = parse(Goal, {"text": text}, what="GOAL")
    else:
        message = "the goal is empty; say in words what is to be done"
        raise InvalidInputError(message)
    changes: dict[str, Any] = {"limits": limits_of(options["budget"], goal.limits)}
    if options["ask"]:
        changes["consent"] = consent_of(options["ask"], goal.consent)
    if options["seed"] is not None:
        changes["seed"] = options["seed"]
    goal = goal.model_copy(update=changes)
    if options["schema"] is not None:
        goal = with_schema(goal, options["schema"])
    return Wish(goal, blobs, options["inputs"], options["single"])


async def _run(invocation: Invocation, settings: Settings, wish: Wish, manner: Manner) -> Delivery:
    run_id = new_id(ids.RUN)
    try:
        return await _run_here(invocation, settings, wish, manner, run_id)
    except JournalHeldError:
        if running(settings.home) is None:
            raise
    if settings.llm != invocation.settings().llm:
        message = "--llm: a server works on this journal and chooses; end it: `hocket serve --stop`"
        raise InvalidInputError(message)
    async with invocation.journal() as journal, invocation.holder() as holder:
        return await carry_elsewhere(
            journal,
            holder,
            run_id,
            wish.goal,
            wish.inputs,
            wish.blobs,
            manner.view(invocation, SystemClock()),
            single=wish.single,
        )


async def _run_here(
    invocation: Invocation, settings: Settings, wish: Wish, manner: Manner, run_id: str
) -> Delivery:
    async with Hocket(
        journal=settings.journal, settings=settings, fetch=manner.fetch, resume=False
    ) as hocket:
        left = len(await hocket.engine.unfinished())
        if left and not (manner.quiet or invocation.json):
            told = f"{left} unfinished: `hocket resume` takes up what was interrupted"
            invocation.err().print(told, style="dim")
        ready = load if manner.fetch else make_ready
        await ready(hocket.llm, (await hocket.llms()).values(), invocation.err())

        async def begin() -> asyncio.Future[RunState]:
            plan = "single" if wish.single else None
            _, end = await hocket.submit(
                wish.goal, inputs=wish.inputs, blobs=wish.blobs, plan=plan, run_id=run_id
            )
            return end

        return await carry(hocket, run_id, begin, manner.view(invocation, hocket.clock))


def _hand_over(invocation: Invocation, delivery: Delivery, manner: Manner) -> None:
    """Print and write what came of a run; ends the command with its exit code."""
    finished = delivery.finished
    folder = manner.out
    if folder is None and finished.files:
        folder = OUT / finished.run_id
    if folder is not None and finished.state.result is not None:
        delivery = replace(delivery, written=write_out(finished, folder))
    if invocation.json:
        invocation.print_json(to_json(delivery))
    else:
        out = invocation.out()
        print_deliverable(finished, out)
        if not manner.quiet:
            print_ground(delivery, out)
    click.get_current_context().exit(exit_of_run(finished.state))


@click.command()
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option(
    "--settle",
    "settlements",
    multiple=True,
    metavar="ATTEMPT/CALL=done|not_done",
    help="Say what is true of a doubtful effect; repeatable.",
)
@click.option("--out", type=FOLDER, help="Where the result and its files are written.")
@click.option("--quiet", is_flag=True, help="Print the result and nothing else.")
@json_option
@click.pass_obj
def resume(
    invocation: Invocation,
    run_id: str | None,
    settlements: Sequence[str],
    out: Path | None,
    *,
    quiet: bool,
) -> None:
    """Take up RUN where it was left, or every unfinished run if none is named.

    Answers that are in the journal are not asked for again.
    """
    if settlements and run_id is None:
        message = "--settle is about one run; name it"
        raise InvalidInputError(message)
    manner = Manner(quiet=quiet, out=out)
    told = [settled(s) for s in settlements]
    done, faults = invocation.run(_resume(invocation, run_id, told, manner))
    if run_id is not None:
        for delivery in done:
            _hand_over(invocation, delivery, manner)
        return
    if invocation.json:
        invocation.print_json([to_json(delivery) for delivery in done])
    elif not done and not faults:
        click.echo("No run is unfinished.", err=True)
    else:
        for finished in (delivery.finished for delivery in done):
            click.echo(f"{finished.run_id}  {finished.verdict or finished.status}")
    codes = [exit_of_run(d.finished.state) for d in done] + [exit_of_error(f) for f in faults]
    worst = max(codes, default=Exit.ACCEPTED)
    click.get_current_context().exit(worst)


async def _resume(
    invocation: Invocation, given: str | None, settlements: Sequence[EffectSettled], manner: Manner
) -> tuple[list[Delivery], list[OrchestrationError]]:
    settings = invocation.settings()
    async with Hocket(journal=settings.journal, settings=settings, resume=False) as hocket:
        if given is None:
            run_ids = await hocket.engine.unfinished()
        else:
            run_ids = [(await chosen_run(hocket.journal, given)).run_id]
        done, faults = [], []
        for run_id in run_ids:
            try:
                if settlements:
                    await settle(hocket.engine, run_id, settlements)
                done.append(await _take_up(invocation, hocket, run_id, manner))
            except OrchestrationError as error:
                if given is not None:
                    raise
                # One that cannot be carried here must not hold up the others.
                faults.append(error)
                invocation.err().print(f"{run_id}  {error.worded(REMEDIES)}", style="red")
        return done, faults


async def _take_up(invocation: Invocation, hocket: Hocket, run_id: str, manner: Manner) -> Delivery:
    state = await state_of(hocket.journal, run_id)
    if not state.is_over:
        print_doubts(run_id, await hocket.engine.doubts(run_id), invocation.err())
        await make_ready(hocket.llm, state.llms.values(), invocation.err())
    view = manner.view(invocation, hocket.clock)
    return await carry(hocket, run_id, _taking_up(hocket, run_id), view)


def _taking_up(hocket: Hocket, run_id: str) -> Callable[[], Awaitable[asyncio.Future[RunState]]]:
    return lambda: hocket.engine.resume(run_id)


@click.command()
@click.argument("run_id", metavar="RUN")
@json_option
@click.pass_obj
def cancel(invocation: Invocation, run_id: str) -> None:
    """End RUN, whether another process carries it or nobody does."""
    found, status = invocation.run(_cancel(invocation, run_id))
    if invocation.json:
        invocation.print_json({"run_id": found, "status": status})
    else:
        click.echo(f"{found}  {status}")


async def _cancel(invocation: Invocation, given: str) -> tuple[str, str]:
    async with invocation.journal() as journal:
        run_id = (await chosen_run(journal, given)).run_id
    try:
        async with invocation.journal(read_only=False) as journal:
            await cancel_run(DormantRuns(journal), journal, run_id, BY)
            return run_id, (await state_of(journal, run_id)).status
    except JournalHeldError:
        async with invocation.holder() as holder:
            await holder.cancel(run_id, BY)
        async with invocation.journal() as journal:
            return run_id, await _ended(journal, run_id)


async def _ended(journal: Journal, run_id: str) -> str:
    """The status that a run comes to, which another process is cancelling."""
    clock = SystemClock()
    until_us = clock.now_us() + CANCEL_S * 1e6
    while clock.now_us() < until_us:
        state = await state_of(journal, run_id)
        if state.is_over:
            return state.status
        await clock.sleep(POLL_S)
    return "asked to cancel; the process that carries it has not ended it yet"
