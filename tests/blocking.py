"""What in hocket may block its loop, and why; a test fails on anything else that does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from blockbuster import blockbuster_ctx

if TYPE_CHECKING:
    from collections.abc import Iterator

MAY_BLOCK = (
    # Reads are short and come from the page cache: a thread would cost more than it saves.
    ("hocket/adapters/sqlite/journal.py", {"_rows", "_last_on_disk", "requests"}),
    ("hocket/adapters/sqlite/store.py", {"_rows"}),
    ("hocket/app/prices.py", {"table"}),
    # Opening, before anything is carried that could wait.
    ("hocket/adapters/sqlite/journal.py", {"open"}),
    ("hocket/adapters/sqlite/store.py", {"open"}),
    ("hocket/app/runtime.py", {"__init__", "_open"}),
    ("hocket/server/application.py", {"api_of"}),
    ("hocket/server/installation.py", {"launch_token"}),
    # Files of the kernel, which no disk holds up.
    ("hocket/adapters/system/memory.py", {"_limits", "_limit"}),
    # A command's loop carries nothing else; what does is run, resume and serve, and tested by them.
    ("hocket/cli/invocation.py", {"run"}),
    ("hocket/app/background.py", {"running_server", "start", "stop"}),
    ("hocket/app/doctor.py", {"diagnose"}),
    ("hocket/app/replay.py", {"replay"}),
    # Called by tests themselves: in hocket, in a thread or by a command.
    ("hocket/adapters/sqlite/salvage.py", {"salvage"}),
    ("hocket/config/__init__.py", {"load"}),
    ("hocket/execute/folder.py", {"collect", "lay_out"}),
    # A line of a log.
    ("logging/__init__.py", {"handle"}),
    # A module that is imported when it is first used.
    ("<frozen importlib._bootstrap>", {"_find_and_load", "find_spec"}),
    ("<frozen importlib.util>", {"find_spec"}),
)


@contextmanager
def loop_guarded() -> Iterator[None]:
    """Within the block, a call of hocket's that blocks a loop raises BlockingError."""
    with blockbuster_ctx("hocket") as guard:
        for function in guard.functions.values():
            for file, names in MAY_BLOCK:
                function.can_block_in(file, names)
        yield
