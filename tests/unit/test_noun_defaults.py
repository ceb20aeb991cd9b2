from __future__ import annotations

import pytest

from hocket.core.agent import AgentCard
from hocket.core.goal import Goal
from hocket.core.learned import TaskSpread
from hocket.core.message import Conversation
from hocket.core.task import Task


@pytest.mark.parametrize("noun", [AgentCard, Conversation, Goal, Task, TaskSpread])
def test_default_that_is_a_noun_is_what_its_class_makes(noun):
    defaults = [field.get_default() for field in noun.model_fields.values()]
    nouns = [default for default in defaults if hasattr(default, "model_fields_set")]
    assert nouns
    for default in nouns:
        made = type(default)()
        assert default == made
        assert default.model_fields_set == made.model_fields_set
        assert default.model_dump_json() == made.model_dump_json()
