"""The structure ladder: parse, repair, ask again with the fault, give up; each rung journaled."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.errors import StructureError, TruncatedError
from hocket.llm.structure import StructuredLlm, read_json
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.testing import ScriptedLlm

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
}
REQUEST = LlmRequest("scripted", (ChatMessage("user", "a number?"),), json_schema=SCHEMA)


async def run_ladder(script, **options):
    rungs = []

    async def note(*events):
        rungs.extend(event.step for event in events)

    llm = ScriptedLlm(script, **options)
    return await StructuredLlm(llm, "a#1", note).complete(REQUEST), rungs, llm


async def test_answer_that_fits_needs_no_rung():
    answer, rungs, _ = await run_ladder(['{"n": 3}'])
    assert (answer.data, rungs) == ({"n": 3}, [])


async def test_answer_that_is_almost_json_is_repaired():
    answer, rungs, _ = await run_ladder(["Sure: {'n': 3,}"])
    assert (answer.data, rungs) == ({"n": 3}, ["repaired"])


async def test_answer_that_does_not_fit_is_asked_for_again_with_the_exact_fault():
    answer, rungs, llm = await run_ladder(['{"n": "three"}', '{"n": 3}'])
    assert (answer.data, rungs) == ({"n": 3}, ["asked_again"])
    assert "at $.n: 'three' is not of type 'integer'" in llm.requests[1].messages[-1].content
    assert llm.requests[1].messages[-2].content == '{"n": "three"}'


async def test_answer_that_never_fits_is_an_error():
    with pytest.raises(StructureError, match="in 3 asks"):
        await run_ladder(["no"] * 3)


async def test_answer_cut_off_every_time_is_truncated():
    with pytest.raises(TruncatedError, match="exceeded the limit"):
        await run_ladder(['{"n": ' + "1" * 40] * 3, cuts={1: 2, 2: 2, 3: 2})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_json_is_read_unchanged(value):
    data, fault, repaired = read_json(json.dumps(value), {})
    assert (data, fault, repaired) == (value, "", "")


@pytest.mark.parametrize(
    "said",
    [
        '[{"n": 3}]',
        '{"answer": {"n": 3}}',
        '{"result": [{"n": 3}]}',
        json.dumps('{"n": 3}'),
        json.dumps({"json": '{"n": 3}'}),
    ],
)
async def test_value_that_is_only_wrapped_is_taken(said):
    answer, rungs, _ = await run_ladder([said])
    assert (answer.data, rungs) == ({"n": 3}, ["repaired"])


@pytest.mark.parametrize(
    "said", ['[{"n": 3}, {"n": 4}]', '{"a": {"n": 3}, "b": {"n": 4}}', '["n", 3]']
)
async def test_value_that_may_be_one_of_several_is_asked_for_again(said):
    answer, rungs, _ = await run_ladder([said, '{"n": 3}'])
    assert (answer.data, rungs) == ({"n": 3}, ["asked_again"])
