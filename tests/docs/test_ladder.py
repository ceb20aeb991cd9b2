"""The set of hard schemas and tools that measures the structure ladder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hocket.core.schema import validator_of

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "bench"))
from schemas import CHOICES, SHAPES  # noqa: E402 - the scripts of a bench are no package


def name_of(shape) -> str:
    return f"{shape.feature}/{shape.name}"


def test_set_has_sixty_different_schemas_and_sets_of_tools():
    assert len({name_of(shape) for shape in SHAPES}) + len({c.name for c in CHOICES}) == 60


@pytest.mark.parametrize("shape", SHAPES, ids=name_of)
def test_schema_is_kept_by_a_value_and_not_by_a_near_miss(shape):
    validator = validator_of(shape.schema)
    assert validator.is_valid(shape.fit)
    assert not validator.is_valid(shape.misfit)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
def test_call_fits_one_of_the_tools_that_are_offered(choice):
    (tool,) = [tool for tool in choice.tools if tool.name == choice.tool]
    assert validator_of(tool.parameters).is_valid(choice.arguments)


@pytest.mark.llamacpp
@pytest.mark.timeout(600)
def test_ladder_bench_counts_each_rung():
    command = [sys.executable, "bench/ladder.py", "--llm", "smollm2:135m", "--every", "30"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "| whole ladder | " in done.stdout
    assert "| tools: right tool | " in done.stdout
    assert " of 2 |" in done.stdout
