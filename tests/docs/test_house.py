"""The drawing of the house in ARCHITECTURE.md agrees with the imports of the code."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
INSIDE = (ROOT / "src/hocket").iterdir()
ROOMS = {p.stem for p in INSIDE if p.suffix == ".py" or (p / "__init__.py").exists()} - {"__init__"}


def floors() -> list[list[str]]:
    """The packages and modules that the drawing names, from the top floor to the ground."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    [drawing] = re.findall(r"## The house\n\n```\n(.*?)```", text, re.DOTALL)
    drawn = []
    for line in drawing.splitlines():
        rooms = list(takewhile(ROOMS.__contains__, line.split()))
        if rooms:
            drawn.append(rooms)
    return drawn


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("hocket", cache_dir=None)


def test_house_has_a_room_for_every_package():
    assert sorted(room for floor in floors() for room in floor) == sorted(ROOMS)


def test_imports_go_from_a_floor_to_a_lower_one(graph):
    level = {room: number for number, floor in enumerate(floors()) for room in floor}
    upward = []
    for importer in graph.modules:
        above = importer.split(".")[1:2]
        for imported in graph.find_modules_directly_imported_by(importer):
            below = imported.split(".")[1:2]
            if above and below and above != below and level[above[0]] >= level[below[0]]:
                upward.append(f"{importer} imports {imported}")
    assert upward == []


def test_technologies_are_known_by_app_alone(graph):
    """The clock of this machine and storage in memory are no technologies that could change."""
    plain = {"hocket.adapters.system", "hocket.adapters.memory"}
    known = []
    for importer in graph.modules:
        if importer.split(".")[1:2] in ([], ["adapters"], ["app"]):
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            technology = ".".join(imported.split(".")[:3])
            if imported.startswith("hocket.adapters.") and technology not in plain:
                known.append(f"{importer} imports {imported}")
    assert known == []
