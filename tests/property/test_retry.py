from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from hocket.resilience.retry import backoff_s


@given(
    failures=st.integers(1, 10_000),
    base_s=st.floats(1e-3, 60.0),
    cap_s=st.floats(1e-3, 3600.0),
    seed=st.integers(),
)
def test_backoff_is_between_zero_and_its_bound(failures, base_s, cap_s, seed):
    wait_s = backoff_s(failures, base_s, cap_s, random.Random(seed))
    assert 0.0 <= wait_s <= cap_s
    assert failures > 60 or wait_s <= base_s * 2.0 ** (failures - 1)


@given(seed=st.integers(), failures=st.integers(1, 100))
def test_backoff_of_equal_seeds_is_equal(seed, failures):
    first, second = (backoff_s(failures, 0.5, 30.0, random.Random(seed)) for _ in range(2))
    assert first == second
