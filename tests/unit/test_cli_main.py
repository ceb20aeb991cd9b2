from __future__ import annotations

import asyncio
import json

import pytest
from click.testing import CliRunner

from hocket import Goal, Hocket, Objective, Plan, Task
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.cli.exits import Exit
from hocket.cli.main import COMMANDS, cli
from hocket.core.check import RegexCheck
from hocket.core.event import GoalAccepted
from hocket.ports.journal import Entry
from hocket.testing.scripted import ScriptedLlm

RUNS = ("run-20260101-000000-aaaaaa", "run-20260102-000000-aabbbb", "run-20260103-000000-cccccc")


async def told(home) -> None:
    """Three runs: one that is accepted, one that failed, one unfinished."""
    check = RegexCheck(pattern="yes", says="it says yes")
    plan = Plan(
        tasks=(
            Task(
                task_id="t1", objective=Objective(description="say yes", success_criteria=(check,))
            ),
        )
    )
    journal = await SqliteJournal.open(home / "journal.db")
    llm = ScriptedLlm(lambda request: "yes" if "say yes" in str(request.messages) else "no")
    async with Hocket(journal=journal, llm=llm) as hocket:
        await hocket.run("say yes", plan=plan, run_id=RUNS[0])
        goal = Goal(text="refuse", checks=(check,))
        await hocket.run(goal, plan="single", run_id=RUNS[1])
    await journal.append(RUNS[2], 0, [Entry.of(GoalAccepted(goal=Goal(text="later")), 1)])
    await journal.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("home")
    asyncio.run(told(path))
    return path


@pytest.fixture
def call(home, monkeypatch):
    monkeypatch.setenv("HOCKET_CONFIG", str(home / "config.toml"))
    (home / "config.toml").touch()

    def invoke(*arguments: str):
        return CliRunner().invoke(cli, ["--home", str(home), *arguments], prog_name="hocket")

    return invoke


def test_help_lists_every_command_and_exit_code(call):
    text = call("--help").output
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in text
        assert line in text
    for code in Exit:
        assert code.meaning in text


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_is_there(call, name):
    result = call(name, "--help")
    assert result.exit_code == 0
    assert "Usage: hocket" in result.output


def test_runs_lists_newest_first_with_outcomes(call):
    lines = call("runs").stdout.splitlines()
    assert len(lines) == 3
    assert {line.split()[0] for line in lines} == set(RUNS)
    listed = {entry["run_id"]: entry for entry in json.loads(call("runs", "--json").stdout)}
    assert [listed[run]["outcome"] for run in RUNS] == ["accepted", "failed", "unfinished"]


@pytest.mark.parametrize("name", [RUNS[0], "aaaaaa", "run-20260101"])
def test_show_finds_a_run_by_part_of_its_id(call, name):
    result = call("show", name, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert (document["run_id"], document["verdict"], document["text"]) == (
        RUNS[0],
        "accepted",
        "yes",
    )


@pytest.mark.parametrize(
    ("name", "message"), [("run-", "matches several runs"), ("nope", "starts or ends with")]
)
def test_show_of_an_ambiguous_or_unknown_run_is_a_usage_error(call, name, message):
    result = call("show", name)
    assert result.exit_code == Exit.USAGE
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_show_of_a_run_in_plain_text_has_result_and_evidence(call):
    text = call("show", RUNS[0]).stdout
    assert text.startswith("yes\n")
    assert "1 of 1 checks: it says yes" in text


def test_show_of_an_unfinished_run_has_its_status(call):
    assert "making the plan" in call("show", RUNS[2]).stdout


def test_show_with_out_writes_the_result(call, tmp_path):
    call("show", RUNS[0], "--out", str(tmp_path / "out"))
    assert (tmp_path / "out/result.md").read_text() == "yes\n"


def test_explain_has_bids_winner_and_evidence(call):
    text = call("explain", RUNS[0]).stdout
    assert "awarded to reasoning by text (best bid, ties by seed, propensity 1)" in text
    assert "0.4 * " in text
    assert "coding declined: does no reasoning" in text
    assert "✓ it says yes" in text


def test_explain_of_a_task_is_about_that_task_only(call):
    story = json.loads(call("explain", RUNS[0], "t1", "--json").stdout)
    assert [task["task_id"] for task in story["tasks"]] == ["t1"]
    assert "plan" not in story
    result = call("explain", RUNS[0], "t9")
    assert result.exit_code == Exit.USAGE
    assert "its tasks: t1" in result.stderr


def test_explain_prompt_prints_the_exact_bytes(call, home):
    async def request() -> bytes:
        journal = await SqliteJournal.open(home / "journal.db", read_only=True)
        record = next(r for r in await journal.read(RUNS[0]) if r.entry.type == "CallAnswered")
        content = await journal.blob(json.loads(record.entry.body)["request"])
        await journal.close()
        return content

    assert call("explain", RUNS[0], "--prompt", "1").stdout_bytes == asyncio.run(request())
    assert call("explain", RUNS[0], "--prompt", "77").exit_code == Exit.USAGE


@pytest.mark.parametrize("run", RUNS)
def test_replay_of_any_run_is_identical(call, run):
    result = call("replay", run)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("identical: ")


def test_replay_as_json_has_counts_and_digests(call):
    document = json.loads(call("replay", RUNS[0], "--json").stdout)
    assert (document["identical"], document["llm_calls"]) == (True, 1)
    assert len(document["state"]) == len(document["deliverable"]) == 64


def test_cancel_of_a_run_that_is_over_is_a_usage_error(call):
    result = call("cancel", RUNS[0])
    assert result.exit_code == Exit.USAGE
    assert "is over (reached)" in result.stderr


def test_agents_lists_all_five(call):
    names = [card["name"] for card in json.loads(call("agents", "--json").stdout)]
    assert sorted(names) == ["analytical", "coding", "creative", "reasoning", "supervisor"]
    assert "Writes programs" in call("agents").stdout


def test_schema_names_and_documents_are_printed(call):
    names = call("schema").stdout.split()
    assert {"goal", "plan", "task", "message"} <= set(names)
    assert json.loads(call("schema", "goal").stdout)["type"] == "object"
    result = call("schema", "gaol")
    assert result.exit_code == Exit.USAGE
    assert "goal" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "  "],
        ["run", "x", "--goal", "goal.json"],
        ["run", "x", "--budget", "speed=1"],
        ["run", "--goal", "is-not-there.json"],
        ["run", "x", "--no-such-option"],
        ["resume", "--settle", "t1#1/0=done"],
        ["no-such-command"],
    ],
)
def test_usage_error_is_one_line_and_starts_nothing(call, arguments):
    result = call(*arguments)
    assert result.exit_code == Exit.USAGE
    assert "error" in result.stderr.lower()
    assert "Traceback" not in result.output
    assert len(call("runs").stdout.splitlines()) == 3


def test_error_with_json_is_an_object_on_stdout(call):
    result = call("show", "nope", "--json")
    document = json.loads(result.stdout)
    assert (document["error"]["code"], document["exit"]) == ("invalid_input", Exit.USAGE)


def test_error_with_debug_shows_the_traceback(home):
    result = CliRunner().invoke(cli, ["--debug", "--home", str(home), "show", "nope"])
    assert "Traceback" in result.stderr


def test_reading_commands_without_a_journal_say_so(tmp_path):
    result = CliRunner().invoke(cli, ["--home", str(tmp_path), "show", "last"])
    assert result.exit_code == Exit.ENVIRONMENT
    assert "There is no journal" in result.stderr
    assert not list(tmp_path.iterdir())


def test_wrong_setting_is_named(monkeypatch, tmp_path):
    (tmp_path / "config.toml").write_text("speed = 4\n")
    monkeypatch.setenv("HOCKET_CONFIG", str(tmp_path / "config.toml"))
    result = CliRunner().invoke(cli, ["runs"])
    assert result.exit_code == Exit.USAGE
    assert "speed" in result.stderr


@pytest.mark.parametrize("name", ["catalogue", "experience"])
def test_journal_rebuild_reports_the_records_and_the_snapshot(call, name):
    result = call("journal", "rebuild", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{name}: rebuilt from ")
    assert "the next start loads this snapshot" in result.stdout
    again = json.loads(call("journal", "rebuild", name, "--json").stdout)
    assert (again["name"], again["records"]) == (name, again["cursor"])


def test_journal_rebuild_of_an_unknown_projection_lists_the_known_ones(call):
    refused = call("journal", "rebuild", "memory")
    assert refused.exit_code == Exit.USAGE
    assert "no projection 'memory'; there are: catalogue, experience" in refused.stderr
