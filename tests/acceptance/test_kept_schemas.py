"""How often LLMs kept schemas is counted over runs, and told where one is never kept."""

from __future__ import annotations

import asyncio

from click.testing import CliRunner

from hocket.app.replay import replay
from hocket.cli.main import cli
from hocket.core.structure import shape_of
from hocket.ports.llm import ChatMessage
from hocket.projections.history import history_of
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, hocket_of

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
ALIKE = {"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["age"]}
FITS, FAILS = ['{"n": 3}'], ["no", "none", "nothing"]


class Host(ScriptedLlm):
    """A host that knows the digest of its LLM."""

    def __init__(self, said, weights: str = "a" * 64) -> None:
        super().__init__(said)
        self._weights = weights

    def weights(self, _: str) -> str:
        return self._weights


async def asking(_, bench):
    answer = await bench.ask([ChatMessage("user", "a number?")], json_schema=SCHEMA)
    return str(answer.data)


async def run_with(journal, said, run_id: str, *, weights: str = "a" * 64):
    async with hocket_of(agent(asking), journal=journal, llm=Host(said, weights)) as hocket:
        return (await hocket.run("go", plan="single", run_id=run_id)).state


def counts(state) -> dict[str, tuple[int, int]]:
    learned = state.experience.learned
    return {each.weights[:1]: (each.kept, each.tries) for each in learned.structures}


async def test_answers_count_by_the_shape_of_their_schema_and_misses_are_taken_off():
    journal = MemoryJournal()
    await run_with(journal, FITS, "run-1")
    await run_with(journal, ["no", '{"n": 3}'], "run-2")
    state = await run_with(journal, FITS, "run-3")
    (kept,) = state.experience.learned.structures
    assert (kept.kept, kept.tries, kept.llm, kept.rung) == (2, 3, "scripted", "constrained")
    assert kept.shape == shape_of(ALIKE)


async def test_counts_are_kept_over_restarts_and_not_for_other_weights(tmp_path):
    path = tmp_path / "journal.db"
    await run_with(path, FITS, "run-1")
    assert counts(await run_with(path, FITS, "run-2")) == {"a": (1, 1)}
    assert counts(await run_with(path, FITS, "run-3", weights="b" * 64)) == {}
    assert counts(await run_with(path, FITS, "run-4", weights="b" * 64)) == {"b": (1, 1)}
    assert counts(await run_with(path, FITS, "run-5")) == {"a": (2, 2)}
    # A host that does not say which weights it has is taken to have those it had last.
    assert counts(await run_with(path, FITS, "run-6", weights="")) == {"a": (3, 3)}


async def test_schema_that_is_never_kept_is_told_with_what_earlier_runs_showed():
    journal = MemoryJournal()
    await run_with(journal, FITS, "run-1")
    state = await run_with(journal, FAILS * 9, "run-2")
    words = "in earlier runs scripted kept this schema in 1 of 1 tries"
    assert words in state.tasks["t1"].reason
    assert [words in remark for remark in state.remarks] == [True] * len(state.remarks)
    assert state.remarks[0].startswith("an answer never kept its schema: ")
    assert (await replay(journal, "run-2", agents={"worker": agent(asking)})).divergence is None


async def test_run_that_asks_freely_first_replays_the_same():
    journal = MemoryJournal()
    failing = FAILS * 9
    await run_with(journal, failing, "run-1")
    state = await run_with(journal, FITS, "run-2")
    calls = [e.event for e in await history_of(journal, "run-2") if hasattr(e.event, "structure")]
    assert [call.structure.rung for call in calls] == ["free"]
    assert state.tasks["t1"].is_usable
    assert (await replay(journal, "run-2", agents={"worker": agent(asking)})).divergence is None


def test_explanation_of_a_task_whose_schema_was_never_kept_says_so(tmp_path, monkeypatch):
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("HOCKET_CONFIG", str(tmp_path / "config.toml"))
    path = tmp_path / "journal.db"
    asyncio.run(run_with(path, FITS, "run-1"))
    asyncio.run(run_with(path, FAILS * 9, "run-2"))
    for command in ("explain", "show"):
        said = CliRunner().invoke(cli, ["--home", str(tmp_path), command, "run-2"]).stdout
        assert "scripted kept this schema in 1 of 1 tries" in said, command
