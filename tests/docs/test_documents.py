"""The documents are true: names and commands exist, examples run, tables are complete."""

from __future__ import annotations

import asyncio
import json
import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import platformdirs
import pytest

import hocket
from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.cli.exits import Exit
from hocket.cli.main import cli
from hocket.config import load
from hocket.core import command as commands
from hocket.core import event

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*|[\w-]+\.py)`")
COMMAND = re.compile(r"`hocket ([a-z][^`]*)`|^\$ hocket (.+?)(?:\s+#.*)?$", re.MULTILINE)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def tracked(*options: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", *options], cwd=ROOT, capture_output=True, check=True
    )
    return [ROOT / name for name in listed.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def paths() -> list[Path]:
    """Every file of the project, also one not yet added, and every folder that holds one."""
    files = tracked("--cached", "--others", "--exclude-standard")
    folders = {folder for file in files for folder in file.relative_to(ROOT).parents}
    return [file.relative_to(ROOT) for file in files if file.exists()] + sorted(folders)


each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT))
)


def test_settings_in_the_readme_are_read_without_a_fault(tmp_path):
    [text] = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    settings = load({"HOCKET_CONFIG": str(path), "ANTHROPIC_API_KEY": "sk-ant-1"})
    assert settings.faults == {}
    assert settings.anthropic["anthropic"].api_key == "sk-ant-1"
    assert {"openai", "anthropic", "gateway"} <= set(settings.urls)


@each_document
def test_document_names_only_files_that_are_there(document, paths):
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)", text)
    missing = [link for link in links if not (document.parent / link).exists()]
    missing += [name for name in PATH.findall(text) if not any(p.match(name) for p in paths)]
    assert missing == []


@each_document
def test_document_names_only_targets_that_make_has(document):
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)
    assert set(re.findall(r"(?:`|\$ )make ([a-z-]+)", text)) <= set(targets)


@each_document
def test_document_names_only_commands_and_options_that_hocket_has(document):
    for line in COMMAND.findall(document.read_text(encoding="utf-8")):
        words = shlex.split("".join(line))
        command = cli.get_command(None, words.pop(0))
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            command = command.get_command(None, words.pop(0))
        assert command, line
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z][a-z-]*", " ".join(words))) <= options, line


def test_readme_lists_every_command_and_exit_code():
    assert all(f"hocket {name}" in README for name in cli.list_commands(None))
    for code in Exit:
        assert str(int(code)) in README or code is Exit.KILLED


@pytest.mark.timeout(300)
@pytest.mark.llamacpp
def test_readme_python_example_prints_the_documented_output(tmp_path):
    asyncio.run(
        fetch(WEIGHTS["qwen2.5-coder:0.5b"], platformdirs.user_cache_path("hocket") / "weights")
    )
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "example.py"],
        cwd=tmp_path,
        env={**os.environ, "HOCKET_LLM": "llamacpp:qwen2.5-coder:0.5b"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("accepted: ")
    assert "232.8" in done.stdout


def test_example_of_a_pack_runs_as_it_is_printed(tmp_path):
    document = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", document, re.DOTALL)
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "example.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"It prints `{done.stdout.strip()}`" in document


def test_architecture_names_every_event_and_command():
    events = [kind.__name__ for kind in event.Event.__subclasses__()]
    named = [
        name
        for name, kind in vars(commands).items()
        if isinstance(kind, type) and kind.__module__ == commands.__name__
    ]
    assert len(events) > 20
    for name in (*events, *named):
        assert f"`{name}" in ARCHITECTURE, name


def test_agents_document_has_at_most_eighty_lines():
    assert len((ROOT / "AGENTS.md").read_text(encoding="utf-8").splitlines()) < 80


def test_example_goal_is_what_its_script_writes():
    folder = ROOT / "examples" / "nile"
    goal = runpy.run_path(str(folder / "write_goal.py"))["GOAL"]
    assert goal == json.loads((folder / "goal.json").read_text(encoding="utf-8"))


def test_public_names_load_and_are_documented():
    for name in hocket.__all__:
        assert (getattr(hocket, name).__doc__ or "").strip(), name
    with pytest.raises(AttributeError, match="nonsense"):
        _ = hocket.nonsense


def test_import_of_hocket_loads_nothing_heavy():
    heavy = ("pydantic", "httpx", "rich", "click", "asyncio")
    code = f"import sys, hocket; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_hocket_with_a_function_loads_neither_ways_of_working_nor_what_reads_tables():
    code = (
        "import sys; from hocket import Hocket, Agent; "
        "Hocket([Agent('own', work=print)], builtin=False); "
        "heavy = ('hocket.agents.ways.builtin', 'hocket.documents.profile', 'hocket.app.wiring'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


SERVER = {
    "cryptography": "cryptography",
    "fastapi": "fastapi",
    "httptools": "httptools",
    "pyjwt": "jwt",
    "python-socketio": "socketio",
    "uvicorn": "uvicorn",
    "websockets": "websockets",
}
"""What only `hocket serve` needs: package to module."""


def test_core_has_at_most_twelve_direct_dependencies_and_loads_none_of_the_servers():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.match(r"[\w-]+", entry).group() for entry in project["dependencies"]}
    assert set(SERVER) <= names
    assert len(names - set(SERVER)) <= 12
    code = (
        "import sys; from hocket import Hocket, Goal, Agent, tool; import hocket.cli.main; "
        f"print([m for m in {tuple(SERVER.values())} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_web_app_is_in_the_package_and_its_lock_names_no_registry():
    package = (ROOT / "ui" / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in package
    assert (ROOT / "src/hocket/server/static/index.html").is_file()


def test_no_file_names_a_package_registry():
    hosts = re.compile(rb"(pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian|npmmirror)")
    names = [p.name for p in tracked() if p.is_file() and hosts.search(p.read_bytes())]
    assert names in ([], [Path(__file__).name])
