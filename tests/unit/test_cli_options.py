from __future__ import annotations

import json
from decimal import Decimal

import pytest

from hocket.cli.options import limits_of, settlement, with_schema
from hocket.core.goal import Goal, Limits
from hocket.errors import InvalidInputError


def test_budget_option_replaces_only_the_named_limits():
    limits = limits_of(["calls=5, usd=0.25", "tokens=900"], Limits())
    assert (limits.calls, limits.usd, limits.tokens) == (5, Decimal("0.25"), 900)
    assert limits.seconds == Limits().seconds


def test_budget_option_none_removes_a_limit():
    assert limits_of(["seconds=none"], Limits()).seconds is None


@pytest.mark.parametrize("text", ["calls", "speed=4", "calls=many", "calls=-1", "=3", ""])
def test_budget_that_does_not_fit_names_the_value(text):
    with pytest.raises(InvalidInputError, match="--budget"):
        limits_of([text], Limits())


@pytest.mark.parametrize("text", ["t1#1=done", "t1#1/x=done", "t1#1/0=maybe", "t1#1/0"])
def test_settlement_in_another_form_is_refused(text):
    with pytest.raises(InvalidInputError, match="--settle"):
        settlement(text)


def test_settlement_names_attempt_call_and_verdict():
    event = settlement("t1#1/3=done")
    assert (event.attempt_id, event.ordinal, event.verdict) == ("t1#1", 3, "done")


def test_schema_file_makes_a_json_deliverable(tmp_path):
    path = tmp_path / "schema.json"
    path.write_text(json.dumps({"type": "object"}))
    deliverable = with_schema(Goal(text="x"), path).deliverable
    assert (deliverable.kind, deliverable.json_schema) == ("json", {"type": "object"})


@pytest.mark.parametrize("text", ["{", '{"type": "thing"}'])
def test_schema_file_that_is_not_a_schema_is_refused_with_its_path(tmp_path, text):
    path = tmp_path / "schema.json"
    path.write_text(text)
    with pytest.raises(InvalidInputError, match=r"schema\.json"):
        with_schema(Goal(text="x"), path)


def test_schema_file_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InvalidInputError, match="No such file"):
        with_schema(Goal(text="x"), tmp_path / "none.json")
