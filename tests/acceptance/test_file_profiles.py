"""What files hold is known before an agent works: recorded with the goal, and given to agents."""

from __future__ import annotations

import asyncio
import json

from click.testing import CliRunner

from hocket import Agent, Goal, Hocket, Limits, Objective, Plan, Task
from hocket.cli.main import cli
from hocket.documents.profile import profile_from
from hocket.projections.history import state_of
from hocket.testing import ScriptedLlm

TOWNS = "# made by hand\ntown;people\n" + "".join(f"Town {i};{i * 100}\n" for i in range(400))


async def test_profile_of_an_input_is_recorded_with_the_goal_and_reaches_the_prompt(tmp_path):
    (tmp_path / "towns.csv").write_text(TOWNS)
    llm = ScriptedLlm(["An answer."])
    async with Hocket(llm=llm) as hocket:
        done = await hocket.run("How many people?", inputs=[tmp_path / "towns.csv"], plan="single")
        state = await state_of(hocket.journal, done.run_id)
        file = state.goal.inputs[0]
        profile = profile_from(await hocket.journal.blob(file.profile))
    assert (profile.rows, profile.dialect.skip) == (400, 1)
    prompt = str(llm.requests[0].messages[-1].content)
    assert "towns.csv: a table of 400 rows and 2 columns" in prompt
    assert "- 'people': integer, 0 to 39900" in prompt
    assert "Town 399" not in prompt


async def test_agent_gets_the_profiles_of_inputs_and_of_files_of_earlier_tasks(tmp_path):
    seen = {}

    async def work(assignment, bench):
        seen[assignment.task.task_id] = dict(assignment.profiles)
        bench.write("made.json", b'[{"a": 1}, {"a": 2}]')
        return "done"

    (tmp_path / "towns.csv").write_text(TOWNS)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    tasks = tuple(
        Task(
            task_id=task_id,
            objective=Objective(description="x", deliverables=files),
            inputs=("towns.csv", "picture.png"),
            depends_on=before,
        )
        for task_id, files, before in (("t1", ("made.json",), ()), ("t2", (), ("t1",)))
    )
    async with Hocket([Agent("own", work=work)], builtin=False) as hocket:
        await hocket.run(
            Goal(text="x", limits=Limits(calls=1)),
            inputs=[tmp_path / "towns.csv", tmp_path / "picture.png"],
            plan=Plan(tasks=tasks),
        )
    assert set(seen["t1"]) == {"towns.csv"}
    assert set(seen["t2"]) == {"towns.csv", "made.json"}
    assert seen["t2"]["made.json"].columns[0].maximum == 2


async def test_planner_is_shown_what_a_table_holds(tmp_path):
    (tmp_path / "towns.csv").write_text(TOWNS)
    llm = ScriptedLlm(lambda _: "An answer.")
    async with Hocket(llm=llm) as hocket:
        goal = Goal(
            text="Write north.md on the towns of the north and south.md on those of the south.",
            limits=Limits(calls=3),
        )
        await hocket.run(goal, inputs=[tmp_path / "towns.csv"])
    prompts = [str(message.content) for r in llm.requests for message in r.messages]
    assert any("File towns.csv:\ntowns.csv: a table of 400 rows" in prompt for prompt in prompts)


def test_command_says_what_files_hold_and_what_joins_them(tmp_path):
    (tmp_path / "towns.csv").write_text(TOWNS)
    (tmp_path / "mayors.csv").write_text("Town,mayor\nTown 1,Ada\nTown 2,Ben\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    paths = [str(tmp_path / name) for name in ("towns.csv", "mayors.csv", "picture.png")]
    shown = CliRunner().invoke(cli, ["profile", *paths], prog_name="hocket")
    assert shown.exit_code == 0, shown.output
    assert "towns.csv: a table of 400 rows and 2 columns" in shown.output
    assert "- 'people': integer, 0 to 39900" in shown.output
    assert "picture.png: not read: it is an image" in shown.output
    assert "- towns.csv 'town' = mayors.csv 'Town'" in shown.output
    as_json = CliRunner().invoke(cli, ["profile", *paths, "--json"], prog_name="hocket")
    assert [entry["name"] for entry in json.loads(as_json.output)] == [
        "towns.csv",
        "mayors.csv",
        "picture.png",
    ]
    assert json.loads(as_json.output)[0]["profile"]["columns"][1]["maximum"] == 39900


def test_command_names_a_file_that_is_missing(tmp_path):
    shown = CliRunner().invoke(cli, ["profile", str(tmp_path / "none.csv")], prog_name="hocket")
    assert shown.exit_code != 0
    assert "none.csv" in shown.output


async def test_explanation_of_a_run_says_what_was_read(tmp_path):
    (tmp_path / "towns.csv").write_text(TOWNS)
    home = tmp_path / "home"
    async with Hocket(journal=home / "journal.db", llm=ScriptedLlm(["x"])) as hocket:
        await hocket.run("Why?", inputs=[tmp_path / "towns.csv"], plan="single")
    shown = await asyncio.to_thread(
        CliRunner().invoke, cli, ["--home", str(home), "explain", "last"], prog_name="hocket"
    )
    assert "read: towns.csv: a table of 400 rows and 2 columns" in shown.output
