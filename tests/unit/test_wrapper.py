"""A wrapper says of its host what the host says, through any number of wrappers."""

from __future__ import annotations

from decimal import Decimal

from hocket.core.spending import Price
from hocket.ports.llm import is_in_process, price_of
from hocket.ports.wrapper import WrapperLlm
from hocket.testing import ScriptedLlm

PRICE = Price(Decimal(1), Decimal(4))


class Silent:
    """A host with neither of the optional members."""


def test_wrapper_has_the_price_of_its_host():
    host = ScriptedLlm([], price=PRICE)
    assert price_of(WrapperLlm(WrapperLlm(host)), "scripted") == PRICE


def test_wrapper_of_a_host_in_this_process_is_so_too():
    assert is_in_process(WrapperLlm(WrapperLlm(ScriptedLlm([]))))


def test_wrapper_of_a_host_that_says_nothing_has_no_price_and_may_be_elsewhere():
    wrapper = WrapperLlm(WrapperLlm(Silent()))
    assert price_of(wrapper, "any") is None
    assert not is_in_process(wrapper)
