"""A run whose agent ignores cancellation, executed as by the command line.

``python stubborn.py JOURNAL``: prints ``working`` once its agent is at work.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from hocket import Agent, Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.cli.invocation import Invocation
from hocket.cli.local_run import follow_here
from hocket.cli.view import PlainView


async def resist(assignment, bench):
    sys.stdout.write("working\n")
    sys.stdout.flush()
    while True:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(3600)


async def main() -> None:
    journal = await SqliteJournal.open(Path(sys.argv[1]))
    agents = [Agent("stubborn", work=resist)]
    async with Hocket(agents, builtin=False, journal=journal) as hocket:

        async def begin():
            _, end = await hocket.submit("resist", plan="single", run_id="run-stubborn")
            return end

        await follow_here(hocket, "run-stubborn", begin, PlainView(Invocation().err()))


asyncio.run(main())
