"""What a process of hocket says to the others on its machine: what it works on now."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import Field

from hocket.core.noun import Noun


class Job(Noun, defer_build=False):
    """Something that takes the processors and memory of the machine.

    Attributes:
        what: In words, such as ``run run-1 is in progress``.
        since_us: When it began, in microseconds since the epoch.
    """

    what: str = Field(max_length=300)
    since_us: int = Field(ge=0)


class Claim(Noun, defer_build=False):
    """What one process does.

    Attributes:
        pid: Its number, for people: whether it is alive is told by a lock.
        command: Its program, without arguments, as others may be shown it.
        runs: Its runs and calls in progress.
        test: A test of an LLM that is in progress; one that waits is none.
        memory_bytes: What its embedded LLMs take, or are about to.
    """

    pid: int = Field(ge=0)
    command: str = Field(max_length=200)
    runs: Job | None = None
    test: Job | None = None
    memory_bytes: int = Field(default=0, ge=0)

    @property
    def job(self) -> Job | None:
        """What others wait for; a test that runs have interrupted ends at once."""
        return self.runs or self.test

    def words(self) -> str:
        """Who it is, what it does, and since when.

        Examples:
            >>> Claim(pid=7, command="hocket run", runs=Job(what="a run", since_us=0)).words()
            'process 7 (hocket run; a run, since 1970-01-01 00:00:00 UTC)'
        """
        if self.job is None:
            return f"process {self.pid} ({self.command})"
        since = datetime.fromtimestamp(self.job.since_us / 1e6, UTC)
        return f"process {self.pid} ({self.command}; {self.job.what}, since {since:%F %T} UTC)"
