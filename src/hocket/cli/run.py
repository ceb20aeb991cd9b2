"""The commands `run` and `resume`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hocket.adapters.system.clock import SystemClock
from hocket.adapters.system.ids import new_id
from hocket.app.background import running_server
from hocket.app.hocket import Hocket
from hocket.app.inputs import read_document, read_goal
from hocket.app.registry import Registry
from hocket.app.settlement import settle
from hocket.cli.account import print_account
from hocket.cli.choice import chosen_run
from hocket.cli.delivery import (
    Delivery,
    print_deliverable,
    print_doubts,
    print_notes,
    to_json,
    write_out,
)
from hocket.cli.estimate import print_estimate
from hocket.cli.exits import Exit, enough, exit_of_error, exit_of_run
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.loading import load, make_ready
from hocket.cli.local_run import follow_here
from hocket.cli.options import consent_of, limits_of, require_option, settlement, with_schema
from hocket.cli.remedies import REMEDIES
from hocket.cli.server_run import follow_in_server, resume_in_server
from hocket.cli.view import LiveView, PlainView, SilentView, View
from hocket.core import ids
from hocket.core.goal import Goal
from hocket.core.noun import parse
from hocket.documents.encoding import is_text
from hocket.errors import InvalidInputError, JournalHeldError, OrchestrationError
from hocket.projections.history import state_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from hocket.config import Settings
    from hocket.core.event import EffectSettled
    from hocket.core.run import RunState
    from hocket.ports.clock import Clock

BOM = "\ufeff"
OUT = Path("hocket-out")
FILE = click.Path(dir_okay=False, path_type=Path)
verbose_option = click.option(
    "-v", "--verbose", "details", is_flag=True, help="Print the evidence and the cost of each task."
)
DOCUMENT = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Order:
    """A goal with its files, as the command line asks for it."""

    goal: Goal
    blobs: dict[str, bytes] = field(default_factory=dict)
    inputs: tuple[Path, ...] = ()
    single: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """How a run is shown, with details or without, and where its result is written."""

    quiet: bool = False
    details: bool = False
    out: Path | None = None
    fetch: bool = False
    require: str = "corroborated"

    def view(self, invocation: Invocation, clock: Clock) -> View:
        """Live on a terminal, lines elsewhere; only what needs you with --quiet or --json."""
        console = invocation.err()
        if self.quiet:
            return SilentView(console)
        if console.is_terminal and not console.is_dumb_terminal:
            return LiveView(console, clock)
        return SilentView(console) if invocation.json else PlainView(console)


@click.command()
@click.argument("goal", required=False)
@click.option(
    "--goal",
    "goal_file",
    type=DOCUMENT,
    help="Read the goal from this JSON file (`-`: standard input) instead of GOAL.",
)
@click.option("--input", "inputs", type=FILE, multiple=True, help="File to work on; repeatable.")
@click.option("--out", type=FOLDER, help="Folder to write the result and its files to.")
@click.option(
    "--budget",
    multiple=True,
    metavar="NAME=N,…",
    help="Limit calls, tokens, usd, seconds, agents or depth; `none` removes a limit.",
)
@click.option(
    "--ask",
    multiple=True,
    metavar="WHAT,…",
    help="Ask for your approval of: plan, results, questions, effects=low|medium|high.",
)
@click.option("--schema", type=DOCUMENT, help="JSON Schema that the result must match.")
@click.option("--llm", metavar="ADAPTER:NAME", help="LLM for every role.")
@click.option(
    "--care",
    type=click.Choice(("low", "normal", "high")),
    help="Work that is done twice, by two methods: none, cheap work (default), or all.",
)
@require_option
@click.option("--seed", type=int, help="Random seed, also for sampling.")
@click.option("--single", is_flag=True, help="Skip planning: make the whole goal one task.")
@click.option(
    "--estimate", is_flag=True, help="Print what it would take, and what would be cheaper; no run."
)
@click.option("--quiet", is_flag=True, help="Print only the result.")
@verbose_option
@click.option(
    "--fetch/--no-fetch", help="Fetch missing weights of the embedded LLM; default: do not."
)
@json_option
@click.pass_obj
def run(invocation: Invocation, /, goal: str | None, **options: Any) -> None:
    """Run GOAL, or the text on standard input if it is `-`, and print the result.

    Progress goes to standard error, the result to standard output. Ctrl-C cancels the run; a
    second Ctrl-C exits at once.
    """
    order = _order(goal, options)
    settings = invocation.settings()
    if options["llm"]:
        settings = replace(settings, llm=options["llm"], llms={})
    if options["estimate"]:
        print_estimate(invocation, settings, order.goal, order.inputs, single=order.single)
        return
    output = Output(
        options["quiet"],
        options["details"],
        options["out"],
        options["fetch"],
        options["require"],
    )
    _deliver(invocation, invocation.run(_run(invocation, settings, order, output)), output)


def _order(text: str | None, options: dict[str, Any]) -> Order:
    path = options["goal_file"]
    if (text is None) == (path is None):
        message = "give the goal either as GOAL or with --goal FILE"
        raise InvalidInputError(message)
    blobs: dict[str, bytes] = {}
    if text == "-":
        text = read_document(Path(text), "GOAL on standard input")
    if path is not None:
        goal, blobs = read_goal(path)
        goal = Registry.installed().admit_goal(goal, path.name)
    elif text and not is_text(text):
        message = "GOAL has bytes that are not UTF-8; use a UTF-8 terminal, or --goal FILE"
        raise InvalidInputError(message)
    elif text and text.strip(f"{BOM} \t\r\n"):
        goal = parse(Goal, {"text": text.removeprefix(BOM)}, what="GOAL")
    else:
        message = "the goal is empty; describe what you want done"
        raise InvalidInputError(message)
    changes: dict[str, Any] = {"limits": limits_of(options["budget"], goal.limits)}
    if options["ask"]:
        changes["consent"] = consent_of(options["ask"], goal.consent)
    changes |= {n: options[n] for n in ("seed", "care") if options[n] is not None}
    goal = goal.model_copy(update=changes)
    if options["schema"] is not None:
        goal = with_schema(goal, options["schema"])
    return Order(goal, blobs, options["inputs"], options["single"])


async def _run(
    invocation: Invocation, settings: Settings, order: Order, output: Output
) -> Delivery:
    run_id = new_id(ids.RUN)
    try:
        return await _run_here(invocation, settings, order, output, run_id)
    except JournalHeldError:
        if running_server(settings.home) is None:
            raise
    if settings.llm != invocation.settings().llm:
        message = (
            "--llm: a server holds this journal and chooses; stop it with `hocket serve --stop`"
        )
        raise InvalidInputError(message)
    async with invocation.journal() as journal, invocation.holder() as holder:
        return await follow_in_server(
            journal,
            holder,
            run_id,
            order.goal,
            order.inputs,
            order.blobs,
            output.view(invocation, SystemClock()),
            single=order.single,
        )


async def _run_here(
    invocation: Invocation, settings: Settings, order: Order, output: Output, run_id: str
) -> Delivery:
    async with Hocket(
        journal=settings.journal, settings=settings, fetch=output.fetch, resume=False
    ) as hocket:
        unfinished = len(await hocket.engine.unfinished())
        if unfinished and not (output.quiet or invocation.json):
            hint = f"{unfinished} unfinished: continue interrupted runs with `hocket resume`"
            invocation.err().print(hint, style="dim")
        names = dict.fromkeys((await hocket.llms()).values())
        if not (output.quiet or invocation.json or invocation.err().is_terminal):
            # The embedded LLM takes seconds to start; a terminal shows that by itself.
            invocation.err().print(f"preparing {', '.join(names)}", soft_wrap=True)
        ready = load if output.fetch else make_ready
        await ready(hocket.llm, names, invocation.err())

        async def begin() -> asyncio.Future[RunState]:
            plan = "single" if order.single else None
            _, end = await hocket.submit(
                order.goal, inputs=order.inputs, blobs=order.blobs, plan=plan, run_id=run_id
            )
            return end

        return await follow_here(hocket, run_id, begin, output.view(invocation, hocket.clock))


def _deliver(invocation: Invocation, delivery: Delivery, output: Output) -> None:
    """Print and write the result of a run; exits with its code."""
    finished = delivery.finished
    folder = output.out
    if folder is None and finished.files:
        folder = OUT / finished.run_id
    if folder is not None and finished.state.result is not None:
        delivery = replace(delivery, written=write_out(finished, folder))
    if invocation.json:
        invocation.print_json(to_json(delivery))
    else:
        out = invocation.out()
        print_deliverable(finished, out)
        if output.quiet:
            print_notes(finished, invocation.err())
        else:
            print_account(delivery, out, details=output.details)
    click.get_current_context().exit(exit_of_run(finished.state, enough(output.require)))


@click.command()
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option(
    "--settle",
    "settlements",
    multiple=True,
    metavar="ATTEMPT/CALL=done|not_done",
    help="Settle a doubtful effect: whether it happened; repeatable.",
)
@click.option("--out", type=FOLDER, help="Folder to write the result and its files to.")
@require_option
@click.option("--quiet", is_flag=True, help="Print only the result.")
@verbose_option
@json_option
@click.pass_obj
def resume(
    invocation: Invocation,
    run_id: str | None,
    settlements: Sequence[str],
    out: Path | None,
    require: str,
    *,
    quiet: bool,
    details: bool,
) -> None:
    """Continue RUN, or every unfinished run if you name none.

    Calls that the journal has an answer to are not sent again.
    """
    if settlements and run_id is None:
        message = "--settle needs a run; name it: hocket resume RUN --settle …"
        raise InvalidInputError(message)
    output = Output(quiet=quiet, details=details, out=out, require=require)
    events = [settlement(text) for text in settlements]
    done, faults = invocation.run(_resume(invocation, run_id, events, output))
    if run_id is not None:
        for delivery in done:
            _deliver(invocation, delivery, output)
        return
    if invocation.json:
        invocation.print_json([to_json(delivery) for delivery in done])
    elif not done and not faults:
        click.echo("There are no unfinished runs.", err=True)
    else:
        for finished in (delivery.finished for delivery in done):
            click.echo(f"{finished.run_id}  {finished.verdict or finished.status}")
    codes = [exit_of_run(d.finished.state, enough(output.require)) for d in done] + [
        exit_of_error(f) for f in faults
    ]
    worst = max(codes, default=Exit.ACCEPTED)
    click.get_current_context().exit(worst)


async def _resume(
    invocation: Invocation,
    reference: str | None,
    settlements: Sequence[EffectSettled],
    output: Output,
) -> tuple[list[Delivery], list[OrchestrationError]]:
    try:
        return await _resume_here(invocation, reference, settlements, output)
    except JournalHeldError:
        if reference is None or running_server(invocation.settings().home) is None:
            raise
    async with invocation.journal() as journal, invocation.holder() as holder:
        run_id = (await chosen_run(journal, reference)).run_id
        view = output.view(invocation, SystemClock())
        return [await resume_in_server(journal, holder, run_id, settlements, view)], []


async def _resume_here(
    invocation: Invocation,
    reference: str | None,
    settlements: Sequence[EffectSettled],
    output: Output,
) -> tuple[list[Delivery], list[OrchestrationError]]:
    settings = invocation.settings()
    async with Hocket(journal=settings.journal, settings=settings, resume=False) as hocket:
        if reference is None:
            run_ids = await hocket.engine.unfinished()
        else:
            run_ids = [(await chosen_run(hocket.journal, reference)).run_id]
        done, faults = [], []
        for run_id in run_ids:
            try:
                if settlements:
                    await settle(hocket.engine, run_id, settlements)
                done.append(await _resume_one(invocation, hocket, run_id, output))
            except OrchestrationError as error:
                if reference is not None:
                    raise
                # A run that cannot continue here must not block the others.
                faults.append(error)
                invocation.err().print(f"{run_id}  {error.worded(REMEDIES)}", style="red")
        return done, faults


async def _resume_one(
    invocation: Invocation, hocket: Hocket, run_id: str, output: Output
) -> Delivery:
    state = await state_of(hocket.journal, run_id)
    if not state.is_over:
        print_doubts(run_id, await hocket.engine.doubts(run_id), invocation.err())
        await make_ready(hocket.llm, state.llms.values(), invocation.err())
    view = output.view(invocation, hocket.clock)
    return await follow_here(hocket, run_id, lambda: hocket.engine.resume(run_id), view)
