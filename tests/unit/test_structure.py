"""The structure ladder: parse, repair, ask again with the fault, give up; each rung journaled."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.core.aptitude import Aptitude
from hocket.core.learned import Learned
from hocket.core.structure import Kept, shape_of
from hocket.errors import StructureError, TruncatedError
from hocket.llm.structure import StructuredLlm, read_json
from hocket.llm.structure_record import StructureRecord
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest
from hocket.testing import ScriptedLlm

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
}
REQUEST = LlmRequest("scripted", (ChatMessage("user", "a number?"),), json_schema=SCHEMA)


async def run_ladder(script, learned=None, **options):
    rungs = []

    async def note(*events):
        rungs.extend(event.step for event in events)

    llm = ScriptedLlm(script, **options)
    structured = StructuredLlm(llm, "a#1", note, StructureRecord(learned))
    return await structured.complete(REQUEST), rungs, llm


async def ignore(*_) -> None:
    pass


def kept(share: tuple[int, int], *, llm="scripted", rung="constrained", shape=None) -> Kept:
    wins, tries = share
    return Kept(llm=llm, rung=rung, shape=shape or shape_of(SCHEMA), kept=wins, tries=tries)


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


async def test_answer_that_is_given_twice_is_asked_for_with_freer_sampling():
    same = '{"n": "three"}'
    answer, _, llm = await run_ladder([same, same, '{"n": 3}'])
    assert answer.data == {"n": 3}
    assert [request.temperature for request in llm.requests] == [0.0, 0.0, 0.5]
    assert [request.seed for request in llm.requests] == [0, 1, 2]
    assert llm.requests[2].messages[-2].content == same


async def test_another_misfit_is_asked_for_with_the_same_sampling():
    _, _, llm = await run_ladder(['{"n": "three"}', '{"n": "four"}', '{"n": 3}'])
    assert [request.temperature for request in llm.requests] == [0.0, 0.0, 0.0]


async def test_echoed_schema_is_not_shown_to_the_llm_again():
    _, _, llm = await run_ladder([json.dumps(SCHEMA), '{"n": 3}'])
    [only] = llm.requests[1].messages
    assert only.content.startswith("a number?\n\nThat does not fit: it is the JSON Schema itself")


def cut(text: str) -> LlmAnswer:
    return LlmAnswer(text, finish="length")


async def test_answer_that_was_cut_off_is_asked_for_freely_with_its_schema():
    answer, rungs, llm = await run_ladder([cut('{"n": 3, "why": "As the'), '{"n": 3}'])
    assert (answer.data, rungs) == ({"n": 3}, ["asked_again"])
    assert [request.constrained for request in llm.requests] == [True, False]
    first, said, wish = llm.requests[1].messages
    assert '"required": ["n"]' in first.content
    assert said.content == '{"n": 3, "why": "As the'
    assert "it was cut off after 1024 tokens; be brief" in wish.content


async def test_free_answer_that_does_not_fit_is_asked_for_with_constrained_decoding_again():
    _, _, llm = await run_ladder([cut('{"n": 3, "why": "As'), '{"n": "x"}', '{"n": 3}'])
    assert [request.constrained for request in llm.requests] == [True, False, True]


@pytest.mark.parametrize(
    "said",
    [
        '{"n":' + " " * 200,
        '{"n": 3\n' + "  \n" * 60,
        '{"n": 2' + "3" * 190,
        '{"n": [' + "1, " * 60,
        '{"n": 3, "names": [' + '{"a": 1}, ' * 30,
    ],
)
async def test_answer_that_repeats_itself_until_it_is_cut_off_is_not_shown_again(said):
    _, _, llm = await run_ladder([cut(said), '{"n": 3}'])
    [only] = llm.requests[1].messages
    assert "it repeated itself until it was cut off after 1024 tokens" in only.content
    assert said not in only.content


async def test_list_that_was_cut_off_is_never_kept_as_far_as_it_goes():
    schema = {"type": "array", "items": {"type": "integer"}}
    llm = ScriptedLlm([cut("[1, 2, 3")] * 3)
    with pytest.raises(TruncatedError):
        await StructuredLlm(llm, "a#1", ignore).complete(
            LlmRequest("scripted", REQUEST.messages, json_schema=schema)
        )


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


async def test_schema_that_is_never_kept_is_told_with_how_often_llms_kept_its_shape():
    learned = Learned(
        structures=(
            kept((3, 8)),
            kept((1, 2), rung="free"),
            kept((10, 10), llm="other"),
            kept((9, 9), llm="third", shape="0" * 12),
        )
    )
    with pytest.raises(StructureError) as raised:
        await run_ladder(["no"] * 3, learned)
    assert raised.value.message.endswith(
        "; in earlier runs other kept this schema in 10 of 10 tries, scripted in 4 of 10"
    )


def test_llm_whose_name_has_a_small_word_is_told_by_its_whole_name():
    record = StructureRecord(Learned(structures=(kept((4, 10), llm="made in china"),)))
    assert record.said(kept((1, 1)).shape) == (
        "in earlier runs made in china kept this schema in 4 of 10 tries"
    )


async def test_answer_cut_off_every_time_is_told_with_how_often_its_schema_was_kept():
    cut = ['{"n": ' + "1" * 40] * 3
    with pytest.raises(TruncatedError, match=r"or ask for less; in earlier runs scripted kept"):
        await run_ladder(cut, Learned(structures=(kept((1, 2)),)), cuts={1: 2, 2: 2, 3: 2})


WORSE_CONSTRAINED = {"json/constrained": (0, 3), "json/after repair": (3, 3)}


@pytest.mark.parametrize(
    ("learned", "constrained"),
    [
        (None, True),
        (Learned(structures=(kept((9, 10)), kept((9, 10), rung="free"))), True),
        (Learned(structures=(kept((1, 10)), kept((9, 10), rung="free"))), False),
        (Learned(structures=(kept((1, 10), llm="other"),)), True),
        (Learned(aptitudes={"scripted": Aptitude(weights="a", skills=WORSE_CONSTRAINED)}), False),
        (Learned(aptitudes={"other": Aptitude(weights="a", skills=WORSE_CONSTRAINED)}), True),
    ],
    ids=["unknown", "alike", "runs", "runs of others", "passport", "passport of another"],
)
async def test_rung_that_kept_schemas_best_is_tried_first(learned, constrained):
    answer, _, llm = await run_ladder(['{"n": 3}'], learned)
    (request,) = llm.requests
    assert answer.data == {"n": 3}
    assert request.constrained is constrained
    assert ('"required": ["n"]' in request.messages[-1].content) is not constrained


async def test_schema_that_a_free_answer_missed_is_asked_for_with_constrained_decoding():
    learned = Learned(structures=(kept((1, 10)), kept((9, 10), rung="free")))
    answer, rungs, llm = await run_ladder(["no", '{"n": 3}'], learned)
    assert (answer.data, rungs) == ({"n": 3}, ["asked_again"])
    assert [request.constrained for request in llm.requests] == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (
            {"properties": {"a": {"type": "string"}}},
            {"properties": {"b": {"type": "string"}}},
            True,
        ),
        ({"enum": ["a", "b"]}, {"enum": [1, 2]}, True),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, False),
        ({"type": "string"}, {"type": "integer"}, False),
        ({"type": "array", "minItems": 1}, {"type": "array", "minItems": 3}, True),
        ({"type": "array", "minItems": 1}, {"type": "array"}, False),
        ({"type": "string", "description": "x"}, {"type": "string"}, True),
        ({"required": ["a"]}, {"required": ["b"]}, True),
        ({"required": ["a"]}, {"required": ["a", "b"]}, False),
        ({"const": "a"}, {"const": "b"}, True),
    ],
)
def test_shape_of_a_schema_is_that_of_schemas_with_other_names_and_values(one, other, alike):
    assert (shape_of(one) == shape_of(other)) is alike
