"""What files hold is known before an agent works: recorded with the goal, and given to agents."""

from __future__ import annotations

from hocket import Agent, Goal, Hocket, Limits, Objective, Plan, Task
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
