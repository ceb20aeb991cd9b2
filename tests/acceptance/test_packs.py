"""A pack in complete runs, over Python, the command line and REST, and its journal without it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from hocket import Agent, Goal, Hocket, Objective, Pack, Plan, RegexCheck, Task
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.replay import replay
from hocket.core.check import UnknownCheck
from hocket.core.event import Awarded
from hocket.errors import ConfigError, InvalidInputError
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.projections.explanation import explain
from hocket.projections.history import history_of
from hocket.testing import ScriptedLlm
from hosts import host
from live_server import live, over
from stories import names
from verse_pack import LinesCheck, RhymeCheck, pack

HOCKET = Path(sys.executable).with_name("hocket")
GOAL = {
    "text": "Write a limerick about rain",
    "checks": [
        {"kind": "rhyme", "sound": "ight", "says": "it rhymes"},
        {"kind": "verse_lines", "wanted": 2, "says": "it has two lines"},
    ],
}
VERSE = "The rain fell all night,\nand the puddles shone bright."


def write(request):
    """Ask the tool for rhymes, then write."""
    if any(message.role == "tool" for message in request.messages):
        return VERSE
    return LlmAnswer("", "tool_calls", tool_calls=(ToolCall("rhymes_for", {"word": "night"}),))


async def written(journal) -> str:
    llm = ScriptedLlm(write)
    async with Hocket(packs=[pack()], journal=journal, llm=llm) as hocket:
        done = await hocket.run(Goal.model_validate(GOAL))
    assert (done.verdict, done.text) == ("accepted", VERSE)
    task = done.state.plan.tasks[0]
    assert (task.type, done.state.tasks["t1"].award.agent) == ("verse", "bard")
    tools, prompt = llm.requests[0].tools, llm.requests[0].messages[-1].content
    assert [spec.name for spec in tools] == ["rhymes_for"]
    assert "it rhymes" in prompt
    return done.run_id


async def test_pack_adds_type_check_tool_and_agent_to_a_run_and_its_replay():
    journal = MemoryJournal()
    run_id = await written(journal)
    explanation = await explain(journal, run_id)
    results = explanation.tasks["t1"].attempts[0].review.results
    assert [(r.kind, r.passed) for r in results] == [("rhyme", True), ("verse_lines", True)]
    assert results[0].evidence == "2 of 2 lines rhyme"
    replayed = await replay(journal, run_id, packs=[pack()])
    assert (replayed.divergence, replayed.missing) == (None, ())
    assert replayed.tool_calls == 3  # the tool, and the check that runs something twice


async def test_journal_of_a_pack_is_read_and_explained_without_it():
    journal = MemoryJournal()
    run_id = await written(journal)
    events = [happened.event for happened in await history_of(journal, run_id)]
    rhyme = events[0].goal.checks[0]
    assert isinstance(rhyme, UnknownCheck)
    assert rhyme.sound == "ight"
    assert names(events)[-1] == "GoalReached"
    explanation = await explain(journal, run_id)
    assert (explanation.state.status, explanation.state.result.verdict) == ("reached", "accepted")
    assert explanation.state.plan.tasks[0].type == "verse"


async def test_replay_without_the_pack_diverges_where_it_is_needed_and_names_it():
    journal = MemoryJournal()
    replayed = await replay(journal, await written(journal))
    assert replayed.divergence is not None
    assert replayed.missing == ("check kind rhyme", "check kind verse_lines", "tool rhymes_for")


async def test_run_resumed_without_the_pack_is_unproven_and_says_why():
    journal = MemoryJournal()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work(_, __):
        begun.set()
        await go_on.wait()
        return VERSE

    bard = Agent("poet", work=work)
    options = {"builtin": False, "journal": journal, "llm": ScriptedLlm([])}
    async with Hocket([bard], packs=[pack()], **options) as hocket:
        run_id, _ = await hocket.submit(Goal.model_validate(GOAL), plan="single")
        await begun.wait()
    go_on.set()
    # The run was offered the agent of the pack; here another one has its name.
    async with Hocket([bard, Agent("bard", work=work)], **options) as hocket:
        done = await hocket.resume(run_id)
    assert (done.state.status, done.verdict) == ("reached", "unproven")
    assert done.state.tasks["t1"].status == "unproven"
    evidence = [r.evidence for r in done.state.result.results]
    assert "checks of the kind 'rhyme' are unknown" in evidence[0]
    assert "checks of the kind 'verse_lines' are unknown" in evidence[1]


async def test_run_resumed_with_the_pack_is_judged_by_it():
    journal = MemoryJournal()
    briefs = []
    stop = asyncio.Event()

    async def work(assignment, _):
        briefs.append([c.brief() for c in assignment.task.objective.success_criteria])
        if len(briefs) == 1:
            stop.set()
            await asyncio.Event().wait()
        return VERSE

    checks = (RhymeCheck(sound="ight"), LinesCheck(wanted=2, says="two lines"))
    options = {"builtin": False, "journal": journal, "llm": ScriptedLlm([]), "packs": [pack()]}
    poet = Agent("poet", work=work, types={"reasoning": 1.0})
    async with Hocket([poet], **options) as hocket:
        run_id, _ = await hocket.submit(Goal(text="verse", checks=checks), plan="single")
        await stop.wait()
    async with Hocket([poet], **options) as hocket:
        done = await hocket.resume(run_id)
    assert done.verdict == "accepted"
    assert briefs == [["every line ends in -ight", "two lines"]] * 2


async def test_goal_plan_and_agent_that_need_a_pack_are_refused_without_it():
    async with Hocket(llm=ScriptedLlm([])) as hocket:
        with pytest.raises(InvalidInputError, match=r"goal at checks\.0\.kind: 'rhyme'"):
            await hocket.submit(Goal.model_validate(GOAL))
        task = Task(task_id="t1", type="verse", objective=Objective(description="x"))
        with pytest.raises(InvalidInputError) as raised:
            await hocket.submit("x", plan=Plan(tasks=(task,)))
        assert raised.value.message == (
            "plan at tasks.0.type: 'verse' — there is no such task type here; use one of "
            "reasoning, coding, analysis, creative, synthesis, or install the pack that provides it"
        )
    with pytest.raises(InvalidInputError, match="agent bard at types: 'verse'"):
        Hocket([Agent("bard", types={"verse": 1.0})])


async def test_two_hockets_in_one_process_know_only_their_own_packs():
    with_pack = Hocket(packs=[pack()], llm=ScriptedLlm([]))
    without = Hocket(llm=ScriptedLlm([]))
    assert "verse" in with_pack.registry.task_types.names
    assert "verse" not in without.registry.task_types.names
    assert "rhyme" not in without.registry.checks.nouns


async def test_pack_works_over_rest_and_unknown_kinds_are_refused_there(tmp_path):
    llm = ScriptedLlm(write)
    async with (
        live(tmp_path, llm=llm, builtin=True, packs=[pack()]) as server,
        server.client() as client,
    ):
        schema = (await client.get("/api/v1/schemas/goal")).json()
        assert (
            "#/$defs/RhymeCheck"
            in schema["properties"]["checks"]["items"]["discriminator"]["mapping"].values()
        )
        document = (await client.get("/api/v1/openapi.json")).json()
        assert "RhymeCheck" in document["components"]["schemas"]
        packs = (await client.get("/api/v1/packs")).json()["items"]
        assert [p["name"] for p in packs] == ["hocket", "verse"]
        assert "run_python" in packs[0]["tools"]
        assert packs[1] == {
            "name": "verse",
            "task_types": ["verse"],
            "checks": ["rhyme", "verse_lines"],
            "tools": ["rhymes_for"],
            "agents": ["bard"],
        }
        response = await client.post("/api/v1/runs", json={"goal": GOAL})
        assert response.status_code == 201
        run = await over(client, response.json()["run_id"])
        assert (run["outcome"], run["result"]["text"]) == ("accepted", VERSE)
        wrong = {"text": "x", "checks": [{"kind": "rime", "sound": "ight"}]}
        refused = await client.post("/api/v1/runs", json={"goal": wrong})
        assert refused.status_code == 422
        assert "checks.0.kind: 'rime'" in refused.json()["detail"]
        edit = {"types": {"verze": 1.0}}
        head = {"If-None-Match": "*"}
        refused = await client.put("/api/v1/agents/odd", json=edit, headers=head)
        assert refused.status_code == 422
        assert "types: 'verze'" in refused.json()["detail"]


def installed(site: Path, entry: str = "verse_pack:pack") -> None:
    """A package in a folder, as pip leaves one, whose entry point leads there."""
    source = Path(__file__).parent.parent / "verse_pack.py"
    (site / "verse-1.2.dist-info").mkdir(parents=True)
    (site / "verse_pack.py").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    facts = site / "verse-1.2.dist-info"
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: verse\nVersion: 1.2\n")
    (facts / "entry_points.txt").write_text(f"[hocket.packs]\nverse = {entry}\n")


async def command(environ: dict, *arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        str(HOCKET),
        *arguments,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(50):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


class Guess:
    """A way of a pack, which is rejected: then the agent works by another."""

    name = "guess"

    def fits(self, prospect):
        return not prospect.files

    async def work(self, *_):
        return "perhaps"


async def test_way_of_a_pack_is_bid_with_and_makes_room_for_another_once_rejected():
    journal, llm = MemoryJournal(), ScriptedLlm(lambda _: "certainly")
    goal = Goal(text="say it", checks=[RegexCheck(pattern="certainly", says="it is certain")])
    agent = Agent("ann", "You say it.", types={"reasoning": 1.0})
    guessing = Pack("guessing", ways=[Guess()])
    async with Hocket([agent], packs=[guessing], builtin=False, journal=journal, llm=llm) as hocket:
        done = await hocket.run(goal, plan="single")
    assert (done.verdict, done.text) == ("accepted", "certainly")
    events = [record.entry.event() for record in await journal.read(done.run_id)]
    assert [e.award.option for e in events if isinstance(e, Awarded)] == [
        "ann by guess",
        "ann by text",
    ]
    assert done.state.tasks["t1"].outcome.way == "text"
    replayed = await replay(journal, done.run_id, agents={"ann": agent}, packs=[guessing])
    assert replayed.divergence is None


async def test_installed_pack_works_on_the_command_line_and_its_journal_outlives_it(tmp_path):
    installed(tmp_path / "site")
    path = tmp_path / "goal.json"
    path.write_text(json.dumps(GOAL), encoding="utf-8")
    call = {"name": "rhymes_for", "arguments": {"word": "night"}}
    rules = ({"if": "light, bright", "say": VERSE}, {"if": "limerick", "call": call})
    async with host(tmp_path, *rules) as bare:
        environ = {**bare, "PYTHONPATH": str(tmp_path / "site")}
        code, out, err = await command(environ, "run", "--goal", str(path), "--quiet")
        assert code == 0, err
        assert out.strip() == VERSE
        _, out, _ = await command(environ, "doctor")
        assert "verse 1.2 provides task type verse, check rhyme, check verse_lines" in " ".join(
            out.split()
        )
        code, out, _ = await command(environ, "replay", "last")
        assert (code, out.startswith("identical")) == (0, True)
        _, out, _ = await command(environ, "schema", "plan")
        assert "verse" in json.loads(out)["$defs"]["Task"]["properties"]["type"]["enum"]
        _, out, _ = await command(environ, "agents")
        assert "bard" in out

        code, out, _ = await command(bare, "explain", "last")
        assert code == 0
        assert "it rhymes" in out
        code, out, _ = await command(bare, "replay", "last")
        assert code == 1
        assert "missing here: check kind rhyme, check kind verse_lines, tool rhymes_for" in out
        code, _, err = await command(bare, "run", "--goal", str(path), "--quiet")
        assert code == 2
        assert "goal.json at checks.0.kind: 'rhyme'" in err


async def test_installed_pack_that_fails_to_load_is_named_with_the_remedy(tmp_path):
    installed(tmp_path / "site", "verse_pack:nothing")
    async with host(tmp_path, {"say": "x"}) as bare:
        environ = {**bare, "PYTHONPATH": str(tmp_path / "site")}
        code, _, err = await command(environ, "run", "Say x", "--quiet")
        assert code == 2
        assert "The pack 'verse' of verse 1.2 cannot be loaded: AttributeError" in err
        assert "uninstall verse" in err
        code, out, _ = await command(environ, "doctor", "--json")
        report = json.loads(out)
        assert not report["ready"]
        assert any(f["name"] == "pack verse" and f["ok"] is False for f in report["findings"])


def test_two_packs_that_add_the_same_name_are_refused():
    other = pack()
    with pytest.raises(ConfigError, match=r"'verse' and 'verse' both provide the pack 'verse'"):
        Hocket(packs=[pack(), other])
