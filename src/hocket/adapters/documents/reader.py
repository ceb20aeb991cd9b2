"""Reads a document in a child process: a hostile or huge one can neither stall nor end this one."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

from hocket.adapters.system.folder import temporary_folder
from hocket.ports.documents import Contents

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.documents.kind import Kind

TIMEOUT_S = 60.0
CHILD = "hocket.adapters.documents.child"


class ChildReader:
    """Implements ``hocket.ports.documents.DocumentReader``.

    Args:
        timeout_s: How long reading one document may take.
    """

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s

    async def read(self, kind: Kind, content: bytes) -> Contents:
        async with temporary_folder() as folder:
            source = folder / "document"
            await asyncio.to_thread(source.write_bytes, content)
            return await self._read(kind, source)

    async def _read(self, kind: Kind, source: Path) -> Contents:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            CHILD,
            kind,
            str(source),
            str(os.getpid()),
            cwd=source.parent,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(self._timeout_s):
                out, _ = await process.communicate()
        except TimeoutError:
            return Contents(note=f"not read: it takes longer than {self._timeout_s:g} s")
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            note = "not read: it is damaged, or needs more memory or time than a document may"
            return Contents(note=note)
        answer = json.loads(out)
        files = {ending: text.encode() for ending, text in answer["files"].items()}
        return Contents(files, answer["note"])
