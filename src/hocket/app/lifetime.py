"""The lifetime of a ``Hocket``: where and when it is open, and what any other use says."""

from __future__ import annotations

import asyncio
import threading
from typing import Literal

from hocket.errors import NotOpenError

State = Literal["new", "opening", "open", "closing", "closed"]


class Lifetime:
    """Knows the event loop and the thread in which an object is open.

    The object may be opened again, also in another event loop, once it is closed.
    """

    def __init__(self) -> None:
        self._state: State = "new"
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0

    def begin(self) -> None:
        """Bind to the running event loop.

        Raises:
            NotOpenError: It is open already.
        """
        if self._state not in ("new", "closed"):
            message = (
                f"This Hocket is {self._state} already; enter `async with` once and share the "
                "object, or make one for each event loop"
            )
            raise NotOpenError(message, state=self._state)
        self._state = "opening"
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()

    def opened(self) -> None:
        """Accept calls from now on."""
        self._state = "open"

    def closing(self) -> None:
        """Accept only what the end itself needs.

        Raises:
            NotOpenError: It is not open here.
        """
        self.check()
        self._state = "closing"

    def closed(self) -> None:
        """Accept nothing more."""
        self._state, self._loop = "closed", None

    def check(self) -> None:
        """Return if it may be used here and now.

        Raises:
            NotOpenError: It is not open yet, closed, or belongs to another event loop or thread.
        """
        running = asyncio._get_running_loop()  # noqa: SLF001 - the one that raises nothing
        if running is not None and running is self._loop:
            return  # it knows a loop only while it is open
        if self._state in ("new", "closed"):
            when = "not open yet" if self._state == "new" else "closed"
            message = f"This Hocket is {when}; use it inside `async with Hocket(...) as hocket:`"
            raise NotOpenError(message, state=self._state)
        # Between two calls of a loop that is run step by step, no loop runs in its thread.
        if running is None and threading.get_ident() == self._thread:
            return
        message = (
            "This Hocket is open in another event loop; use it there, as with "
            "`asyncio.run_coroutine_threadsafe(coroutine, loop)`, or open one in this event loop"
        )
        raise NotOpenError(message, state=self._state)
