"""The web app in a real browser against a real server, and the web app's own tests.

Needs what `make ui` installs (ui/node_modules) and Debian's chromium.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import pytest

from hocket.adapters.llamacpp.weights import WEIGHTS, fetch

ROOT = Path(__file__).parents[2]
UI = ROOT / "ui"
SERVER = Path(__file__).parent / "web_server.py"
EMBEDDED = "qwen2.5-coder:0.5b"
FIRST_LOAD_BYTES = 300_000


def npx(*words: str, **environ: str) -> None:
    """Run a tool of the web app; its output explains a failure."""
    assert shutil.which("npx"), "npx is missing: install Node 20 or newer, then run `make ui`"
    assert (UI / "node_modules").is_dir(), "ui/node_modules is missing: run `make ui`"
    done = subprocess.run(
        ["npx", "--no-install", *words],
        cwd=UI,
        env={**os.environ, "CI": "1", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-20_000:]}\n{done.stderr[-4000:]}"


@contextmanager
def program(*words: str, **environ: str):
    """Start a server and yield the link that signs in."""
    command = [sys.executable, *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environ}
    ) as server:
        assert server.stdout is not None
        link = ""
        while "/login?token=" not in link:
            link = server.stdout.readline()
            assert link, "the server ended before it listened"
        try:
            yield link.split()[-1]
        finally:
            server.terminate()
            server.wait(30)


def browse(link: str, *words: str, **environ: str) -> None:
    assert shutil.which("chromium"), "chromium is missing: apt install chromium"
    url = link.partition("/login")[0]
    npx("playwright", "test", *words, HOCKET_URL=url, HOCKET_LOGIN=link, **environ)


@pytest.mark.timeout(300)
def test_web_app_types_and_logic():
    npx("tsc", "--noEmit")
    npx("vitest", "run")


@pytest.mark.timeout(900)
def test_web_app_in_a_browser_against_the_server(tmp_path):
    with program(str(SERVER), str(tmp_path), "0") as link:
        browse(link, "--grep-invert", "@embedded|@restart")


@pytest.mark.timeout(300)
def test_web_app_survives_the_kill_of_its_server(tmp_path):
    with program(str(SERVER), str(tmp_path / "other"), "0") as link:
        browse(
            link,
            "--grep",
            "@restart",
            HOCKET_PYTHON=sys.executable,
            HOCKET_SERVER=str(SERVER),
            HOCKET_HOME_FOLDER=str(tmp_path / "killed"),
        )


@pytest.mark.timeout(600)
@pytest.mark.llamacpp
async def test_web_app_with_the_embedded_model(tmp_path):
    await fetch(WEIGHTS[EMBEDDED], platformdirs.user_cache_path("hocket") / "weights")
    serve = ["-m", "hocket.cli.main", "--home", str(tmp_path), "serve", "--port", "0"]
    with program(*serve, HOCKET_LLM=f"llamacpp:{EMBEDDED}") as link:
        browse(link, "--grep", "@embedded", "--project", "wide")


def test_web_app_build_loads_little_at_first():
    static = ROOT / "src/hocket/server/static"
    index = (static / "index.html").read_text(encoding="utf-8")
    assert "http://" not in index.replace("http://www.w3.org", "")
    assert "https://" not in index

    named = re.findall(r'(?:src|href)="/(assets/[^"]+)"', index)
    assert any(name.endswith(".js") for name in named)
    size = sum(len(gzip.compress((static / name).read_bytes())) for name in named)
    assert size < FIRST_LOAD_BYTES
