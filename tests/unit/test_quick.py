"""A quickly made dataclass is made and behaves as it would be without that."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from hocket.core.quick import quickly_made


@dataclass(frozen=True, slots=True)
class Plain:
    text: str
    number: int = 3
    names: list[str] = field(default_factory=list)


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    text: str
    number: int = 3
    names: list[str] = field(default_factory=list)


@pytest.mark.parametrize(
    ("positional", "named"),
    [(("a",), {}), (("a", 4), {}), ((), {"text": "a", "names": ["b"]}), (("a", 4, ["b"]), {})],
)
def test_quickly_made_value_has_the_same_fields(positional, named):
    quick, plain = Quick(*positional, **named), Plain(*positional, **named)
    assert repr(quick) == repr(plain).replace("Plain", "Quick")


@pytest.mark.parametrize("named", [{}, {"text": "a", "other": 1}])
def test_quickly_made_value_refuses_wrong_arguments(named):
    with pytest.raises(TypeError, match=r"Quick\.__init__\(\)"):
        Quick(**named)


def test_each_quickly_made_value_has_a_default_of_its_own():
    assert Quick("a").names is not Quick("b").names


def test_quickly_made_value_is_frozen_and_can_be_replaced():
    quick = Quick("a")
    with pytest.raises(FrozenInstanceError):
        quick.text = "b"
    assert replace(quick, number=4) == Quick("a", 4)
