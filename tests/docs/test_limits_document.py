"""The scenarios of `make limits` keep their limits, and the document has them as printed."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def bench():
    spec = importlib.util.spec_from_file_location("limits_bench", ROOT / "bench" / "limits.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


BENCH = bench()


@pytest.mark.parametrize("scenario", BENCH.SCENARIOS, ids=lambda scenario: scenario.name)
async def test_scenario_keeps_its_limit_and_finishes_what_fits(scenario):
    outcome = await BENCH.outcome_of(scenario)
    [(_, bound)] = scenario.bounds.items()
    assert Decimal(outcome.spent) <= bound
    assert Decimal(outcome.host) <= bound, "by the books of the host"
    assert outcome.finished == scenario.fits


def test_document_lists_the_scenarios_as_the_command_prints_them():
    document = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = [tuple(c.strip() for c in row.split("|")[1:5]) for row in document.splitlines()]
    for scenario in BENCH.SCENARIOS:
        spent, done = BENCH.BEFORE[scenario.name]
        expected = (scenario.name, scenario.limit, spent, f"{done} of {scenario.tasks}")
        assert expected in rows
