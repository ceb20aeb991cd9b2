"""The claims of processes: seen by each other, dropped with their process, decided upon alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from hocket.adapters.system.claims import GUARD, Claims
from hocket.core.claim import Job
from hocket.errors import UnavailableError

CLAIMING = """
import sys, time
from pathlib import Path
from hocket.adapters.system.claims import Claims
from hocket.core.claim import Job

claims = Claims(Path(sys.argv[1]))
job = Job(what="run run-7 is in progress", since_us=1_800_000_000_000_000)
claims.exchange(lambda own, _: own.model_copy(update={"runs": job}))
print("claimed", flush=True)
time.sleep(60)
"""

TAKING_TURNS = """
import os, sys
from pathlib import Path
from hocket.adapters.system.claims import Claims
from hocket.core.claim import Job

claims = Claims(Path(sys.argv[1]), 30)
job = Job(what="a test", since_us=0)
log = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
turns = 0
while turns < 20:
    taken = False

    def begun(own, others):
        global taken
        taken = not any(other.test for other in others)
        return own.model_copy(update={"test": job if taken else None})

    claims.exchange(begun)
    if taken:
        os.write(log, f"in {os.getpid()}\\n".encode())
        os.write(log, f"out {os.getpid()}\\n".encode())
        claims.exchange(lambda own, _: own.model_copy(update={"test": None}))
        turns += 1
"""

HALTED = """
import fcntl, os, sys, time
guard = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(guard, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def started(script: str, *arguments) -> subprocess.Popen:
    words = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def seen(claims: Claims):
    return claims.exchange(lambda own, _: own)


def test_claim_names_its_process_and_goes_with_it_when_it_is_killed(tmp_path):
    claims = Claims(tmp_path / "claims")
    with started(CLAIMING, tmp_path / "claims") as other:
        assert other.stdout.readline()
        [claim] = seen(claims)
        assert claim.words() == (
            f"process {other.pid} (-c; run run-7 is in progress, since 2027-01-15 08:00:00 UTC)"
        )
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert seen(claims) == ()
    assert [path.name for path in (tmp_path / "claims").iterdir()] == [GUARD]


@pytest.mark.timeout(120)
def test_of_processes_that_decide_at_once_only_one_has_its_turn_also_when_some_are_killed(tmp_path):
    log = tmp_path / "log"
    log.touch()
    processes = [started(TAKING_TURNS, tmp_path / "claims", log) for _ in range(4)]
    try:
        while len(log.read_text().splitlines()) < 6:
            assert any(p.poll() is None for p in processes)
        processes[0].kill()
        assert [p.wait(60) for p in processes[1:]] == [0, 0, 0]
    finally:
        for process in processes:
            process.kill()
            process.wait()
            process.stdout.close()
    lines = [line.split() for line in log.read_text().splitlines()]
    ends = [n for n, (word, _) in enumerate(lines) if word == "out"]
    for n in ends:
        assert lines[n - 1] == ["in", lines[n][1]], "nobody else began within the turn"
    whole = [pid for word, pid in lines if word == "out" and pid != str(processes[0].pid)]
    assert sorted(map(whole.count, set(whole))) == [20, 20, 20]


def test_process_that_is_halted_while_it_decides_holds_nobody_up_for_long(tmp_path):
    with started(HALTED, tmp_path / GUARD) as other:
        assert other.stdout.readline()
        with pytest.raises(UnavailableError, match="is not usable"):
            seen(Claims(tmp_path, guard_s=0.05))
        other.kill()
        other.wait()
    assert seen(Claims(tmp_path, guard_s=5)) == ()


def test_claim_is_made_again_where_its_folder_was_cleared(tmp_path):
    one, other = Claims(tmp_path), Claims(tmp_path)
    job = Job(what="a call", since_us=1)
    one.exchange(lambda own, _: own.model_copy(update={"runs": job}))
    for path in tmp_path.iterdir():
        path.unlink()
    assert seen(other) == ()
    seen(one)
    assert [claim.runs for claim in seen(other)] == [job]
    one.close()
    assert seen(other) == ()


def test_claim_of_a_later_release_is_work_of_its_process(tmp_path):
    later = Claims(tmp_path)
    job = Job(what="a call", since_us=1)
    later.exchange(lambda own, _: own.model_copy(update={"runs": job}))
    [path] = tmp_path.glob("*.claim")
    path.write_text(json.dumps({"watts": 7}))
    [claim] = seen(Claims(tmp_path))
    assert claim.pid == os.getpid()
    assert claim.runs is not None


def test_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UnavailableError, match="file"):
        seen(Claims(tmp_path / "file"))
