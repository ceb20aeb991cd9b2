"""The command `cancel`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hocket.adapters.system.clock import SystemClock
from hocket.app.cancellation import cancel as cancel_run
from hocket.app.dormant import DormantRuns
from hocket.cli.choice import chosen_run
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.local_run import BY
from hocket.errors import JournalHeldError
from hocket.projections.history import state_of

if TYPE_CHECKING:
    from hocket.ports.journal import Journal

CANCEL_S = 10.0
"""How long to wait for another process to end its run; it checks four times a second."""

POLL_S = 0.1


@click.command()
@click.argument("run_id", metavar="RUN")
@json_option
@click.pass_obj
def cancel(invocation: Invocation, run_id: str) -> None:
    """Cancel RUN, whether it is in progress in another process or in none."""
    full_id, status = invocation.run(_cancel(invocation, run_id))
    if invocation.json:
        invocation.print_json({"run_id": full_id, "status": status})
    else:
        click.echo(f"{full_id}  {status}")


async def _cancel(invocation: Invocation, reference: str) -> tuple[str, str]:
    async with invocation.journal() as journal:
        run_id = (await chosen_run(journal, reference)).run_id
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
    """The final status of a run that another process is cancelling."""
    clock = SystemClock()
    until_us = clock.now_us() + CANCEL_S * 1e6
    while clock.now_us() < until_us:
        state = await state_of(journal, run_id)
        if state.is_over:
            return state.status
        await clock.sleep(POLL_S)
    return "cancellation requested; the process that runs it has not ended it yet"
