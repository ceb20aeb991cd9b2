"""Functions that undo one another are tested by what comes back."""

from __future__ import annotations

import pytest

from hocket.agents.code.inverses import BACK, round_trips


@pytest.mark.parametrize(
    ("names", "tests", "trips"),
    [
        (["encode", "decode"], ["assert encode('aab') == '2a1b'"],
         ["assert decode(encode('aab')) == 'aab'",
          f"assert decode(encode('aab{'b' * 12}')) == 'aab{'b' * 12}'"]),
        (["rle_encode", "rle_decode"], ["assert rle_encode('') == ''"],
         ["assert rle_decode(rle_encode('')) == ''"]),
        (["int_to_text", "text_to_int"], ["assert int_to_text(-3) == 'x'"],
         ["assert text_to_int(int_to_text(-3)) == -3"]),
        (["to_morse", "from_morse"], ["assert from_morse('.-') == 'a'"], []),
        (["encode", "decode"], ["assert encode('a', 3) == 'd'", "assert encode(x) == 1"], []),
        (["encode"], ["assert encode('a') == 'b'"], []),
        (["c_to_f", "f_to_c"], ["assert c_to_f(-17.8) == 0"], []),
        (["encode", "decode"], ["assert encode('Ab') == 'x'", "assert raises(E, encode, 5)"], []),
        (["dumps", "loads"], ["assert dumps((1, 2)) == 'x'"], []),
        (["pack", "unpack"], ["p = [1]; assert pack(p) == 1", "assert pack([1]) == 1"] * 2,
         ["assert unpack(pack([1])) == [1]"]),
    ],
)  # fmt: skip
def test_value_comes_back_from_functions_that_undo_one_another(names, tests, trips):
    assert round_trips(names, tests) == trips


@pytest.mark.parametrize(
    ("goal", "says"), [("'aab' becomes '2a1b', and back", True), ("counts backwards", False)]
)
def test_goal_may_say_that_functions_undo_one_another(goal, says):
    assert bool(BACK.search(goal)) is says
