"""How long a host asks to be left alone, whatever it says."""

from __future__ import annotations

import pytest

from hocket.adapters.anthropic.limits import wait_of
from hocket.adapters.http.waiting import LONGEST_S, retry_after
from hocket.errors import CircuitOpenError, UnavailableError
from hocket.resilience.breaker import Breaker
from hocket.testing import FakeClock

NOW = "Fri, 01 Jan 2038 00:00:00 GMT"


@pytest.mark.parametrize("text", ["1e300", "999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
async def test_absurd_wait_is_bounded_and_its_circuit_says_until_when(text):
    wait_s = retry_after({"retry-after": text, "date": NOW})
    assert wait_s == LONGEST_S
    breaker = Breaker("far", FakeClock())
    error = UnavailableError("answered 503", status=503, retry_after_s=wait_s)
    for _ in range(5):
        breaker.failed(await breaker.admitted("m"), error, is_begun=False)
    with pytest.raises(CircuitOpenError, match="gets no calls until"):
        breaker.check("m")


def test_limit_that_is_full_again_in_a_distant_age_is_bounded():
    limit = "anthropic-ratelimit-requests"
    headers = {"date": NOW, f"{limit}-remaining": "0", f"{limit}-reset": "9999-12-31T00:00:00Z"}
    assert wait_of(headers) == LONGEST_S
