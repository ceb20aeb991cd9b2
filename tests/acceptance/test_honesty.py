"""'Done' that is done: work cannot pass by touching what judges it, and doubt is never hidden."""

from __future__ import annotations

import asyncio
import os

import pytest

from hocket import FileCheck, Goal, Objective, Plan, RegexCheck, RunCheck, Task, tool
from hocket.app.inputs import read_inputs
from hocket.core.goal import Limits
from hocket.core.task import Constraints
from stories import agent, hocket_of

pytestmark = pytest.mark.sandbox
MEAN = """
import csv, json
rows = [float(r["x"]) for r in csv.DictReader(open("data.csv"))]
assert json.load(open("out.json"))["mean"] == sum(rows) / len(rows)
"""


async def run(work, *checks, data: bytes = b"", tmp_path=None, deliverables=("out.json",)):
    objective = Objective(description="do it", deliverables=deliverables)
    plan = Plan(tasks=(Task(task_id="t1", objective=objective),))
    inputs = []
    if data:
        (tmp_path / "data.csv").write_bytes(data)
        inputs = [tmp_path / "data.csv"]
    async with hocket_of(agent(work)) as hocket:
        return await hocket.run(Goal(text="go", checks=checks), plan=plan, inputs=inputs)


async def test_checks_read_the_input_files_not_versions_that_work_changed(tmp_path):
    async def cheat(_, bench):
        bench.write("data.csv", b"x\n1\n")
        bench.write("out.json", b'{"mean": 1}')
        return "done"

    check = RunCheck(code=MEAN, says="the mean is right")
    done = await run(cheat, check, data=b"x\n10\n30\n", tmp_path=tmp_path)
    assert done.verdict == "rejected"


@pytest.mark.parametrize(
    "files",
    [
        {"json.py": b"import os; os._exit(0)", "csv.py": b"import os; os._exit(0)"},
        {"json.py": b"def load(_): return {'mean': 20.0}"},
        {"_check_code.py": b"pass", "_check.py": b"pass"},
    ],
)
async def test_work_cannot_replace_modules_that_a_check_imports(tmp_path, files):
    async def cheat(_, bench):
        for name, content in files.items():
            bench.write(name, content)
        bench.write("out.json", b'{"mean": 1}')
        return "done"

    check = RunCheck(code=MEAN, says="the mean is right")
    done = await run(cheat, check, data=b"x\n10\n30\n", tmp_path=tmp_path)
    assert done.verdict == "rejected"


@pytest.mark.parametrize(
    "module",
    [
        b"import os; os._exit(0)",
        b"raise SystemExit(0)",
        b"import atexit; atexit.register(lambda: print('9 of 9 passed'))\ndef f(): return 1",
        b"import os\nos.write(1, b'9 of 9 tests passed'); os._exit(0)",
    ],
)
@pytest.mark.parametrize("at_least", [None, 3])
async def test_code_under_test_cannot_end_its_check_early(module, at_least):
    async def cheat(_, bench):
        bench.write("solution.py", module)
        return "done"

    code = "from solution import f\nassert f() == 2\nprint('3 of 3 passed')"
    check = RunCheck(code=code, at_least=at_least, says="it works")
    done = await run(cheat, check, deliverables=("solution.py",))
    assert done.verdict == "rejected"


async def test_check_that_counts_must_also_exit_with_zero():
    async def work(_, bench):
        bench.write("out.json", b"{}")
        return "done"

    code = "print('97 of 100'); raise SystemExit(1)"
    done = await run(work, RunCheck(code=code, at_least=90, says="97 are right"))
    assert done.verdict == "rejected"


async def test_file_that_merely_exists_is_not_accepted():
    async def work(_, bench):
        bench.write("out.json", b"{}")
        return "done"

    assert (await run(work)).verdict == "unproven"
    check = FileCheck(path="out.json", parses="json", says="the user asks for no more")
    assert (await run(work, check)).verdict == "accepted"


async def test_check_on_an_input_file_reads_it(tmp_path):
    async def work(_, __):
        return "done"

    check = RegexCheck(path="data.csv", pattern="30")
    done = await run(work, check, data=b"x\n30\n", tmp_path=tmp_path, deliverables=())
    assert done.verdict == "accepted"


async def paying(plan_limit_s: int | None, run_limit_s: float | None, *, cancel: bool = False):
    paid = []

    @tool
    async def pay(amount: int) -> str:
        """Pay."""
        paid.append(amount)
        await asyncio.sleep(1.5)
        return "paid"

    async def work(_, bench):
        return (await bench.use("pay", {"amount": 100})).text

    task = Task(
        task_id="t1",
        objective=Objective(description="pay"),
        constraints=Constraints(time_limit=plan_limit_s),
    )
    async with hocket_of(agent(work, tools=[pay])) as hocket:
        goal = Goal(text="pay", limits=Limits(seconds=run_limit_s))
        run_id, end = await hocket.submit(goal, plan=Plan(tasks=(task,)))
        if cancel:
            while not paid:
                await asyncio.sleep(0)
            await hocket.engine.cancel(run_id, "me")
        state = await end
    return paid, state


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"plan_limit_s": 1, "run_limit_s": None}, "reached"),
        ({"plan_limit_s": None, "run_limit_s": 0.5}, "failed"),
        ({"plan_limit_s": None, "run_limit_s": None, "cancel": True}, "cancelled"),
    ],
)
async def test_effect_interrupted_by_a_crash_is_doubtful_and_not_repeated(options, status):
    paid, state = await paying(**options)
    assert paid == [100]
    assert [d.tool for d in state.doubtful] == ["pay"]
    assert state.status == status
    assert state.result is None or state.result.verdict == "unproven"


def test_input_that_is_not_a_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Exception, match="not a regular file"):
        read_inputs([tmp_path / "pipe"])


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x", "", "a/../../b"])
def test_check_or_deliverable_outside_the_folder_is_refused(name):
    with pytest.raises(ValueError, match="relative to the folder"):
        FileCheck(path=name)
    with pytest.raises(ValueError, match="relative to the folder"):
        Objective(description="x", deliverables=(name,))
