"""Laws of the scores in a passport."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocket.llm.passport.passport import ProbeResult
from hocket.llm.passport.scoring import calibration, score_of, spread, wilson

ODDS = st.floats(-1e6, 1e6)


@given(st.integers(0, 50), st.integers(0, 50))
def test_interval_holds_the_share_and_narrows_with_more_of_the_same(right, wrong):
    tries = right + wrong
    low, high = wilson(right, tries)
    assert 0 <= low <= high <= 1
    if tries:
        assert low <= right / tries + 1e-9
        assert high >= right / tries - 1e-9
        wider, narrower = high - low, wilson(right * 4, tries * 4)
        assert narrower[1] - narrower[0] < wider


@given(st.integers(0, 30), st.integers(0, 30))
def test_interval_mirrors_what_is_wrong(right, wrong):
    low, high = wilson(right, right + wrong)
    mirrored = wilson(wrong, right + wrong)
    assert abs(low - (1 - mirrored[1])) < 1e-9
    assert abs(high - (1 - mirrored[0])) < 1e-9


@given(st.lists(st.tuples(ODDS, st.booleans())))
def test_calibration_is_best_where_odds_agree_with_what_is_so(pairs):
    found = calibration(pairs)
    assert 0 <= found.brier <= 1
    assert 0 <= found.sure[0] <= found.sure[1] <= len(pairs)
    agreeing = calibration([(abs(odds) if is_so else -abs(odds), is_so) for odds, is_so in pairs])
    assert agreeing.brier <= found.brier + 1e-12
    assert agreeing.sure[1] == found.sure[1]


RESULTS = st.lists(
    st.builds(
        ProbeResult,
        probe=st.sampled_from(["q/a@1", "q/a@2", "q/b@1", "q/b@2"]),
        skill=st.just("seeds"),
        right=st.booleans(),
        counts=st.booleans(),
        at_us=st.just(1),
    )
)


@given(RESULTS)
def test_score_counts_what_was_judged_and_does_not_depend_on_the_order(results):
    score = score_of("seeds", results)
    assert score.tries + score.unjudged == len(results)
    assert 0 <= score.right <= score.tries
    assert score_of("seeds", results[::-1]) == score
    alike, questions, variance = spread(results)
    assert alike <= questions <= 2
    assert 0 <= variance <= 0.25
    assert (variance == 0) == (alike == questions)
