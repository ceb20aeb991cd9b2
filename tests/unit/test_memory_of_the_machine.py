"""The memory that a process may take: of the machine, or as much as its control groups allow."""

from __future__ import annotations

import pytest

from hocket.adapters.system.memory import machine_bytes

LIMIT = 100 << 20


@pytest.mark.parametrize(
    ("groups", "limited"),
    [
        ("0::/\n", "memory.max"),
        ("0::/system.slice/hocket.service\n", "system.slice/hocket.service/memory.max"),
        ("0::/system.slice/hocket.service\n", "system.slice/memory.max"),
        ("4:memory:/docker/a1\n0::/\n", "memory/docker/a1/memory.limit_in_bytes"),
        ("4:memory:/docker/a1\n0::/\n", "memory/memory.limit_in_bytes"),
        ("0::/../other\n", "memory.max"),
        (None, "memory.max"),
    ],
)
def test_memory_of_a_limited_process_is_its_limit(tmp_path, groups, limited):
    if groups is not None:
        (tmp_path / "proc/self").mkdir(parents=True)
        (tmp_path / "proc/self/cgroup").write_text(groups)
    file = tmp_path / "sys/fs/cgroup" / limited
    file.parent.mkdir(parents=True)
    file.write_text(f"{LIMIT}\n")
    assert machine_bytes(tmp_path) == LIMIT


@pytest.mark.parametrize("text", ["max\n", "", f"{1 << 62}\n"])
def test_memory_of_a_process_without_a_limit_is_that_of_the_machine(tmp_path, text):
    file = tmp_path / "sys/fs/cgroup/memory.max"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert machine_bytes(tmp_path) == machine_bytes(tmp_path / "nothing")
