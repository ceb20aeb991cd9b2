"""The cgroup of one run of code, in a tree of files that stands for the kernel's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hocket.adapters.bubblewrap.cgroup import Group, made
from hocket.ports.sandbox import SandboxLimits

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = SandboxLimits(memory_bytes=100 << 20, processes=9)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A user's session as systemd makes it: the slice hands memory down, the session does not."""
    for path, controllers in (("", "memory pids"), ("slice", "memory pids"), ("slice/session", "")):
        place = tmp_path / "cgroup" / path
        place.mkdir(exist_ok=True)
        (place / "cgroup.subtree_control").write_text(controllers)
        (place / "cgroup.procs").touch()
    (tmp_path / "own").write_text("3:cpu:/old\n0::/slice/session\n")
    return tmp_path / "cgroup"


def group_of(root: Path) -> tuple[Group | None, list[Path]]:
    group = made(LIMITS, root, root.parent / "own")
    return group, sorted(root.rglob("hocket-sandbox-*"))


def test_cgroup_is_made_in_the_nearest_group_that_hands_memory_down(root):
    group, places = group_of(root)
    assert group is not None
    (place,) = places
    assert place.parent == root / "slice"
    limits = {path.name: path.read_text() for path in place.iterdir()}
    assert limits == {
        "memory.max": str(100 << 20),
        "memory.swap.max": "0",
        "memory.oom.group": "1",
        "pids.max": "13",
        "cgroup.procs": "",
    }
    os.write(group.joining, b"0")
    assert (place / "cgroup.procs").read_text() == "0"
    group.remove()


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("low 0\noom_kill 0\n", False),
        ("oom 1\noom_kill 2\noom_group_kill 1\n", True),
        (None, False),
    ],
)
def test_cgroup_that_ran_out_of_memory_says_so(root, events, expected):
    group, (place,) = group_of(root)
    assert group is not None
    if events is not None:
        (place / "memory.events").write_text(events)
    assert group.has_run_out() is expected
    group.remove()


@pytest.mark.parametrize(
    "own", ["", "5:memory:/old\n", "0::/elsewhere/deep\n", "0::/../../outside\n"], ids=ascii
)
def test_cgroup_without_a_place_for_it_is_none(root, own):
    (root.parent / "own").write_text(own)
    for path in (root, root / "slice"):
        (path / "cgroup.subtree_control").write_text("cpu pids")
    assert group_of(root) == (None, [])


def test_cgroup_without_a_hierarchy_is_none(tmp_path):
    assert made(LIMITS, tmp_path / "none", tmp_path / "none") is None


def test_cgroup_left_empty_by_a_killed_process_is_removed_by_the_next_run(root):
    left = root / "slice" / "hocket-sandbox-0"
    left.mkdir()
    group, places = group_of(root)
    assert group is not None
    group.remove()
    assert left not in places
