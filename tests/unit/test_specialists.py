from __future__ import annotations

import pytest

from hocket.agents.specialists import CARDS
from hocket.core.agent import AgentCard


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_card_of_a_specialist_is_what_its_validated_fields_make(card):
    fields = card.model_dump(exclude_unset=True)
    validated = AgentCard.model_validate(fields)
    assert validated == card
    assert validated.model_dump_json() == card.model_dump_json()
