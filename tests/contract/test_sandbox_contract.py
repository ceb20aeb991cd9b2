"""A sandbox against malicious code; the machine must be able to isolate processes."""

from __future__ import annotations

import asyncio
import os
import platform
import socket
import sys
from pathlib import Path

import pytest

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.adapters.bubblewrap.seccomp import FORBIDDEN, MACHINES
from hocket.errors import SandboxUnavailableError
from hocket.ports.sandbox import SandboxLimits
from sandboxes import TIGHT, processes, run

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(60)]


async def test_sandbox_on_this_machine_is_available(sandbox):
    report = await sandbox.probe()
    assert report.available, report.missing


async def test_sandbox_runs_a_program_with_its_files_arguments_and_input(sandbox, folder):
    (folder / "data.txt").write_text("seven")
    code = (
        "import sys, json, csv, statistics, sqlite3\n"
        "open('out.txt', 'w').write(open('data.txt').read() + sys.stdin.read() + sys.argv[1])\n"
        "print('output'); print('warning', file=sys.stderr); sys.exit(3)"
    )
    (folder / "main.py").write_text(code)
    result = await sandbox.run_python(folder, ["main.py", "!"], TIGHT, stdin=" times")
    assert (result.exit_code, result.ended_by) == (3, "")
    assert (result.stdout.strip(), result.stderr.strip()) == ("output", "warning")
    assert (folder / "out.txt").read_text() == "seven times!"


async def test_sandbox_hides_the_files_of_the_user(sandbox, folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("private")
    places = [
        str(secret),
        "/etc/passwd",
        "/etc/shadow",
        str(Path.home() / ".bashrc"),
        "/var/log",
    ]
    code = "\n".join(
        [
            "import os",
            f"for place in {places!r}:",
            "    try: print('LEAK', place, os.listdir(place) if os.path.isdir(place)",
            "               else open(place).read()[:20])",
            "    except OSError: pass",
            "for place in ('/home', '/root', '/srv', '/mnt', '/opt'):",
            "    if os.path.isdir(place):",
            "        for root, folders, names in os.walk(place):",
            f"            if names and not root.startswith({sys.base_prefix!r}):",
            "                print('LEAK', root, names)",
        ]
    )
    result = await run(sandbox, folder, code)
    assert "LEAK" not in result.stdout
    assert result.exit_code == 0, result.stderr


async def test_sandbox_prevents_writes_outside_its_folder(sandbox, folder, tmp_path):
    target = tmp_path / "target.txt"
    target.write_text("unchanged")
    code = (
        "import os\n"
        f"for place in ({str(target)!r}, '/usr/lib/x', '/etc/x', '/x', '/dev/x', '/work/../x'):\n"
        "    try:\n"
        "        open(place, 'w').write('changed'); print('WROTE', place)\n"
        "    except OSError: pass\n"
        f"os.symlink({str(target)!r}, 'link')\n"
        "try: open('link', 'w').write('changed')\n"
        "except OSError: print('blocked')\n"
    )
    result = await run(sandbox, folder, code)
    assert "WROTE" not in result.stdout
    assert "blocked" in result.stdout
    assert target.read_text() == "unchanged"


async def test_sandbox_has_no_network_and_no_loopback(sandbox, folder):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        code = (
            "import socket\n"
            f"for place in (('127.0.0.1', {port}), ('10.0.0.1', 80)):\n"
            "    try: socket.create_connection(place, 2); print('REACHED', place)\n"
            "    except OSError as error: print('blocked', error)\n"
            "try: print('REACHED', socket.getaddrinfo('localhost.localdomain', 80))\n"
            "except OSError: pass\n"
        )
        result = await run(sandbox, folder, code)
    assert "REACHED" not in result.stdout
    assert result.stdout.count("blocked") == 2


async def test_sandbox_hides_the_environment_and_other_processes(sandbox, folder):
    code = (
        "import os\n"
        "print(sorted(os.environ))\n"
        "print([p for p in os.listdir('/proc') if p.isdigit()])\n"
        "print(os.getuid())\n"
    )
    result = await run(sandbox, folder, code)
    names, processes, user = result.stdout.splitlines()
    assert set(eval(names)) <= {"HOME", "PATH", "LANG", "PWD", "LC_CTYPE", "SHLVL", "_"}  # noqa: S307
    assert len(eval(processes)) <= 4  # noqa: S307 - our own output
    assert user != "0" or os.geteuid() != 0, "root outside is unprivileged inside"


async def test_sandboxes_talk_over_a_channel_alone(sandbox, tmp_path):
    code = """
import socket, sys
channel = socket.socket(fileno=int(sys.argv[1]))
channel.sendall(sys.argv[2].encode())
print(channel.recv(100).decode())
"""
    ends = socket.socketpair()
    async with asyncio.TaskGroup() as group:
        tasks = []
        for name, end in zip("ab", ends, strict=True):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "main.py").write_text(code)
            argv = ["main.py", str(end.fileno()), name]
            work = sandbox.run_python(folder, argv, TIGHT, channel=end.fileno())
            tasks.append(group.create_task(work))
    for end in ends:
        end.close()
    assert [t.result().stdout.strip() for t in tasks] == ["b", "a"]


STUBBORN = """
import signal, time
for n in range(1, 32):
    try: signal.signal(n, signal.SIG_IGN)
    except (OSError, ValueError): pass
time.sleep(60)"""
HOARDER = """
import itertools
for n in itertools.count():
    open(f"big{n}", "wb").write(bytes(1 << 20))"""


@pytest.mark.parametrize(
    ("code", "limits", "ended_by"),
    [
        ("while True: pass", SandboxLimits(timeout_s=20, cpu_s=1), "cpu"),
        ("import time; time.sleep(60)", SandboxLimits(timeout_s=1), "timeout"),
        (STUBBORN, SandboxLimits(timeout_s=1), "timeout"),
        ("x = bytearray(1 << 30)", SandboxLimits(memory_bytes=256 << 20), "memory"),
        (HOARDER, SandboxLimits(timeout_s=20, folder_bytes=8 << 20), "disk"),
    ],
    ids=["cpu", "time", "time-ignoring-signals", "memory", "disk"],
)
async def test_sandbox_code_over_a_limit_is_stopped_and_reported(
    sandbox, folder, code, limits, ended_by
):
    result = await run(sandbox, folder, code, limits)
    assert result.ended_by == ended_by
    assert result.exit_code != 0


WAIT = "\nimport time; time.sleep(60)"
TOGETHER = {
    "memory-of-children": (
        f"import os\nfor _ in range(8):\n    if not os.fork():\n        x = bytearray({60 << 20})\n"
        "        for place in range(0, len(x), 4096): x[place] = 1\n        break" + WAIT,
        "memory",
    ),
    "memory-of-grandchildren": (
        f"import os\nwhile True:\n    x = b'x' * {30 << 20}\n    if os.fork() != 0: break" + WAIT,
        "memory",
    ),
    "buffers-of-sockets": (
        "import os, socket\nfor _ in range(20):\n    if not os.fork(): break\n"
        "held = []\nfor _ in range(40):\n    pair = socket.socketpair()\n    held.append(pair)\n"
        "    for end in pair:\n        end.setblocking(False)\n        try:\n"
        "            while True: end.send(bytes(1 << 16))\n        except OSError: pass" + WAIT,
        "memory",
    ),
    "buffers-of-sockets-on-their-way": (
        "import os, socket\nheld = []\nfor _ in range(18):\n    if not os.fork(): break\n"
        "carrier = socket.socketpair()\nfor _ in range(60):\n    pair = socket.socketpair()\n"
        "    for end in pair:\n        end.setblocking(False)\n        try:\n"
        "            while True: end.send(bytes(1 << 16))\n        except OSError: pass\n"
        "    try: socket.send_fds(carrier[0], [b'x'], [e.fileno() for e in pair])\n"
        "    except OSError: held.append(pair)" + WAIT,
        "memory",
    ),
    "buffers-of-loopback": (
        "import os, socket\nserver = socket.create_server(('127.0.0.1', 0), backlog=100)\n"
        "held = []\nfor _ in range(60):\n"
        "    ours = socket.create_connection(server.getsockname())\n"
        "    held += [ours, server.accept()[0]]\n    ours.setblocking(False)\n    try:\n"
        "        while True: ours.send(bytes(1 << 16))\n    except OSError: pass" + WAIT,
        "memory",
    ),
    "empty-files-in-memory": (
        "import itertools\nfor n in itertools.count(): open(f'/tmp/{n}', 'w').close()",
        "memory",
    ),
    "folders": ("import itertools, os\nfor n in itertools.count(): os.mkdir(str(n))", "disk"),
    "links": (
        "import itertools, os\nfor n in itertools.count(): os.symlink('nowhere', str(n))",
        "disk",
    ),
    "deep-folders": (
        "import os\nfor _ in range(3000): os.mkdir('deep'); os.chdir('deep')",
        "disk",
    ),
    "long-paths": (
        "import os\nfor _ in range(40): os.mkdir('d' * 250); os.chdir('d' * 250)",
        "disk",
    ),
    "deleted-files-held-open": (
        "import os\nheld = []\nfor _ in range(20):\n    held.append(open('x', 'wb', 0))\n"
        "    held[-1].write(bytes(1 << 20)); os.unlink('x')" + WAIT,
        "disk",
    ),
    "files-in-a-closed-folder": (
        "import os\nos.mkdir('d')\nfor n in range(20): open(f'd/{n}', 'wb').write(bytes(1 << 20))\n"
        "os.chmod('d', 0)" + WAIT,
        "disk",
    ),
    "files-written-at-once": ("open('x', 'wb').write(bytes(20 << 20))", "disk"),
}


@pytest.mark.parametrize(("code", "ended_by"), TOGETHER.values(), ids=TOGETHER)
async def test_sandbox_processes_files_and_folders_count_together(sandbox, folder, code, ended_by):
    limits = SandboxLimits(timeout_s=50, memory_bytes=200 << 20, folder_bytes=8 << 20)
    assert (await run(sandbox, folder, code, limits)).ended_by == ended_by
    for root, _, _ in os.walk(folder):
        assert len(root) < 4096
        assert len(Path(root).relative_to(folder).parts) < 100


async def test_sandbox_memory_that_processes_share_counts_once(sandbox, folder):
    code = (
        "import os, time\nshared = bytearray(100 << 20)\nfor _ in range(8):\n"
        "    if os.fork() == 0: time.sleep(0.5); os._exit(0)\n"
        "for _ in range(8): os.wait()\nprint('done')"
    )
    result = await run(sandbox, folder, code, SandboxLimits(memory_bytes=256 << 20))
    assert (result.stdout, result.ended_by) == ("done\n", "")


REFUSED = """
import ctypes, errno
call = ctypes.CDLL(None, use_errno=True).syscall
for name, number, *arguments in {calls!r}:
    ctypes.set_errno(0)
    if call(number, *arguments) != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
        print(name, ctypes.get_errno())
"""


async def test_sandbox_calls_that_no_program_needs_are_refused(sandbox, folder):
    column = MACHINES[platform.machine()].column
    calls = [(name, numbers[column], 0, 0, 0) for name, numbers in FORBIDDEN.items()]
    calls = [call for call in calls if call[1] is not None]
    calls += [
        ("clone3", 435, 0, 0),
        ("user namespace", MACHINES[platform.machine()].clone, 1 << 28),
    ]
    result = await run(sandbox, folder, REFUSED.format(calls=calls))
    assert (result.stdout, result.stderr) == ("", "")


USUAL = """
import asyncio, concurrent.futures, multiprocessing, multiprocessing.shared_memory, os, socket
import sqlite3, subprocess, sys, tempfile, threading
thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
assert subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True).stdout == b"1\\n"
for kind in ("fork", "spawn", "forkserver"):
    with concurrent.futures.ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context(kind)
    ) as pool:
        assert list(pool.map(abs, [-1])) == [1]
memory = multiprocessing.shared_memory.SharedMemory(create=True, size=10)
memory.close(); memory.unlink()
multiprocessing.Queue().put(1)
socket.socketpair(); socket.socket(); socket.socket(socket.AF_INET6)
asyncio.run(asyncio.sleep(0))
sqlite3.connect(os.path.join(tempfile.mkdtemp(), "x")).execute("create table t (a)")
"""


async def test_sandbox_programs_use_threads_processes_and_the_standard_library(sandbox, folder):
    code = "def main():\n    " + USUAL.strip().replace("\n", "\n    ")
    code += "\nif __name__ == '__main__':\n    main()\n    print('done')"
    result = await run(sandbox, folder, code, SandboxLimits(timeout_s=50))
    assert (result.stdout, result.ended_by) == ("done\n", ""), result.stderr


async def test_sandbox_file_over_its_size_limit_cannot_be_written(sandbox, folder):
    code = "open('big', 'wb').write(bytes(64 << 20))"
    result = await run(sandbox, folder, code, SandboxLimits(file_bytes=1 << 20))
    assert result.exit_code != 0
    assert (folder / "big").stat().st_size <= 1 << 20


async def test_sandbox_fork_bomb_is_contained_and_leaves_no_process(sandbox, folder):
    code = "import os, time\nwhile True:\n    try: os.fork()\n    except OSError: time.sleep(0.1)\n"
    before = len(processes())
    result = await run(sandbox, folder, code, SandboxLimits(timeout_s=2, cpu_s=2, processes=12))
    assert result.ended_by
    await asyncio.sleep(0.3)
    assert len(processes()) < before + 12


async def test_sandbox_cancelled_kills_its_processes_before_it_returns(sandbox, folder):
    code = "import time\nopen('begun', 'w').close()\nwhile True: time.sleep(0.01)"
    task = asyncio.ensure_future(run(sandbox, folder, code))
    while not (folder / "begun").exists():
        await asyncio.sleep(0.01)
    marker = str(folder)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    survivors = [command for command in processes() if marker in command]
    assert survivors == []


async def test_sandbox_concurrent_runs_do_not_see_each_other(sandbox, tmp_path):
    folders = []
    for n in range(4):
        folder = tmp_path / str(n)
        folder.mkdir()
        folders.append(folder)
    code = "import os; open(f'{os.getpid()}.txt', 'w').close(); print(len(os.listdir('.')))"
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(run(sandbox, f, code)) for f in folders]
    assert [t.result().stdout.strip() for t in tasks] == ["2"] * 4


async def test_sandbox_that_cannot_isolate_refuses_to_run_code(folder):
    broken = Bubblewrap("/bin/true")
    report = await broken.probe()
    assert not report.available
    with pytest.raises(SandboxUnavailableError, match="cannot isolate"):
        await run(broken, folder, "open('ran', 'w').close()")
    missing = Bubblewrap("/nowhere/bwrap")
    assert not (await missing.probe()).available
    assert not (folder / "ran").exists()
