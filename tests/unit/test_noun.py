from __future__ import annotations

import copy

import pytest

from hocket.core.codec import decode, encode
from hocket.core.event import CallAnswered
from hocket.core.mark import digests_in
from hocket.core.noun import unchecked
from hocket.core.usage import Usage

ANSWER = {
    "attempt_id": "t1#1",
    "ordinal": 2,
    "kind": "llm",
    "name": "ollama:qwen3",
    "request": "aa",
    "response": "bb",
    "usage": Usage(calls=1, prompt_tokens=7),
    "left": ("cc",),
}


def test_unchecked_noun_equals_the_validated_one():
    made, checked = unchecked(CallAnswered, **ANSWER), CallAnswered(**ANSWER)
    assert made == checked
    assert repr(made) == repr(checked)
    assert made.model_fields_set == checked.model_fields_set
    assert digests_in(made) == ("aa", "bb", "cc")


def test_unchecked_noun_is_written_and_read_as_the_validated_one():
    # The order of the arguments is not that of the fields.
    made = unchecked(CallAnswered, **dict(reversed(ANSWER.items())))
    assert encode(made) == encode(CallAnswered(**ANSWER))
    assert decode(*encode(made)) == made


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda n: n.model_copy()])
def test_unchecked_noun_is_copied_whole(copied):
    made = unchecked(CallAnswered, **ANSWER)
    assert copied(made) == made


def test_unchecked_noun_is_frozen():
    made = unchecked(Usage, calls=1)
    with pytest.raises(ValueError, match="frozen"):
        made.calls = 2


def test_sum_of_usages_is_a_valid_usage():
    total = Usage(calls=1, seconds=0.5) + Usage(calls=2, prompt_tokens=3)
    assert total == Usage(calls=3, prompt_tokens=3, seconds=0.5)
    assert Usage.model_validate_json(total.model_dump_json()) == total
