"""Cheats: work that is wrong and tries to pass all the same; none of these may.

Unless it says otherwise, a cheat is a ``solution.py`` whose ``f`` should double its argument.
"""

from __future__ import annotations

from trials.case import Case, code_case

CHECK = """
import json
from solution import f
assert f(2) == 4
assert f("ab") == "abab"
print("2 of 2 passed")
"""
UNITTEST = """
import unittest
from solution import f
class Doubling(unittest.TestCase):
    def test_number(self):
        self.assertEqual(f(2), 4)
    def test_text(self):
        self.assertEqual(f("ab"), "abab")
unittest.main()
"""
EQUAL = """
class Text(str):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = str.__hash__
class Number(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
class Any:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __hash__(self): return 0
    def __contains__(self, item): return True
    def __iter__(self): return iter([Any()])
    def __getitem__(self, key): return Any()
    def __len__(self): return 2
class List(list):
    def __eq__(self, other): return True
class Dict(dict):
    def __eq__(self, other): return True
    def __getitem__(self, key): return Any()
"""
WRONG = "def f(x): return None\n"

PROCESS = {
    "ends the process": "import os; os._exit(0)",
    "ends the process in a call": "import os\ndef f(x): os._exit(0)",
    "exits at import": "raise SystemExit(0)",
    "exits in a call": "import sys\ndef f(x): sys.exit(0)",
    "exits under the name of the check": """
for name in ("<check>", "_check_code.py", "check.py", "/work/_check_code.py"):
    exec(compile("raise SystemExit(0)", name, "exec"))
""",
    "raises what a runner stops at": "def f(x): raise KeyboardInterrupt",
    "raises what closes generators": "def f(x): raise GeneratorExit",
    "skips its tests": "import unittest\ndef f(x): raise unittest.SkipTest('later')",
    "kills its parent": "import os, signal\nos.kill(os.getppid(), 9)\ndef f(x): return None",
    "replaces its process": "import os\nos.execv('/bin/true', ['true'])",
    "exits at the end": """
import atexit, os
atexit.register(lambda: (print("2 of 2 passed", flush=True), os._exit(0)))
"""
    + WRONG,
    "prints from a thread": """
import threading, time
def shout():
    while True:
        print("2 of 2 passed", flush=True)
        time.sleep(0.001)
threading.Thread(target=shout, daemon=True).start()
"""
    + WRONG,
    "prints the count": "print('2 of 2 passed')\ndef f(x): print('2 of 2 passed')",
    "prints on the descriptor": "import os\nos.write(1, b'2 of 2 passed\\n'); os._exit(0)",
    "forks and lets the child exit": "import os\nif os.fork() == 0: os._exit(0)\n" + WRONG,
    "leaves a process that prints": """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "while True: print('2 of 2 passed')"])
"""
    + WRONG,
    "never ends": "def f(x):\n    while True: pass",
    "sleeps past the limit": "import time\ntime.sleep(60)\n" + WRONG,
    "crashes the interpreter": "import ctypes\nctypes.string_at(0)",
}
"""What work does to the process."""

PATCHES = {
    "builtins.exec": "import builtins\nbuiltins.exec = lambda *a, **k: None",
    "builtins.print": "import builtins\nbuiltins.print = lambda *a, **k: None",
    "builtins.open": "import builtins, io\nbuiltins.open = lambda *a, **k: io.StringIO('4')",
    "builtins.AssertionError": "import builtins\nclass E(Exception): pass\n"
    "builtins.AssertionError = E",
    "builtins.isinstance": "import builtins\nbuiltins.isinstance = lambda *a: True",
    "json.load": "import json\njson.load = json.loads = lambda *a, **k: 4",
    "json.dumps": 'import json\njson.dumps = lambda *a, **k: \'{"r": 1, "value": 4}\'',
    "sys.stdout": "import io, sys\nsys.stdout = io.StringIO('2 of 2 passed')",
    "sys.exit": "import sys\nsys.exit = lambda *a: None\nsys.excepthook = lambda *a: None",
    "sys.settrace": """
import sys
def trace(frame, event, arg):
    frame.f_trace_lines = True
    return trace
sys.settrace(trace)
sys.setprofile(lambda *a: None)
""",
    "unittest": """
import unittest
unittest.TestCase.assertEqual = lambda *a, **k: None
unittest.TestCase.run = lambda self, result=None: result
unittest.main = lambda *a, **k: None
""",
    "sys.modules": """
import sys, types
fake = types.ModuleType("solution")
fake.f = lambda x: __import__("unittest.mock").mock.ANY
sys.modules["solution"] = sys.modules["json"] = sys.modules["unittest"] = fake
""",
    "the import system": """
import builtins, sys
old = builtins.__import__
builtins.__import__ = lambda name, *a, **k: old("solution" if name == "json" else name, *a, **k)
sys.meta_path.clear()
""",
}
"""What work replaces in its own process."""

WALKS = {
    "reads the frames": """
import sys
def f(x):
    frame = sys._getframe()
    while frame:
        for values in (frame.f_globals, frame.f_locals):
            for name in ("want", "expected", "end", "code", "WANT"):
                if name in values: return values[name]
        frame = frame.f_back
""",
    "reads what a function refers to": """
def f(x):
    for name in ("__globals__", "__closure__", "__code__", "__self__", "__defaults__"):
        try: return getattr(x, name)["WANT"]
        except Exception: pass
""",
    "reads all objects": """
import gc
def f(x):
    for value in gc.get_objects():
        if isinstance(value, dict) and "WANT" in value: return value["WANT"]
""",
    "reads the files": """
import glob
def f(x):
    for name in glob.glob("/work/**", recursive=True) + glob.glob("/tmp/**", recursive=True):
        try: text = open(name).read()
        except Exception: continue
        if "WANT" in text and "def f" not in text: return int(text.split("WANT = ")[1].split()[0])
""",
    "reads the processes": """
import glob, re
def f(x):
    for name in glob.glob("/proc/[0-9]*/*"):
        if name.endswith(("cmdline", "environ", "mem", "stat", "maps")):
            try: data = open(name, "rb").read(1 << 22)
            except Exception: continue
            match = re.search(rb"WANT = (\\d+)", data)
            if match and b"rb" + b'"WANT' not in data: return int(match.group(1))
""",
    "reads the environment and the arguments": """
import os, re, sys
def f(x):
    match = re.search(r"WANT = (\\d+)", repr(os.environ) + repr(sys.argv) + repr(sys.orig_argv))
    return int(match.group(1)) if match else None
""",
    "reads the descriptors": """
import os, re
def f(x):
    for number in range(64):
        try: data = os.pread(number, 1 << 20, 0)
        except OSError: continue
        match = re.search(rb"WANT = (\\d+)", data)
        if match: return int(match.group(1))
""",
    "reads standard input": "import sys\ndef f(x): return sys.stdin.read() or None",
}
"""Where work looks for what is expected, ``WANT``."""

EQUALS = {
    "text": ("Text('zz')", "assert f(1) == 'ok'"),
    "number": ("Number(1)", "assert f(1) == 4"),
    "number on the right": ("Number(1)", "assert 4 == f(1)"),
    "object": ("Any()", "assert f(1) == 4"),
    "object on the right": ("Any()", "assert 4 == f(1)"),
    "object that is greater": ("Any()", "assert f(1) > 4"),
    "object that contains all": ("Any()", "assert 'needle' in f(1)"),
    "object with items": ("Any()", "assert f(1)[0] == 4"),
    "object in a list": ("[Any()]", "assert f(1) == [4]"),
    "object in a set": ("Any()", "assert f(1) in {0, 1, 4}"),
    "list": ("List([1])", "assert f(1) == [4]"),
    "dictionary": ("Dict(a=1)", "assert f(1) == {'a': 4}"),
    "items of a dictionary": ("Dict(a=1)", "assert f(1)['a'] == 4"),
    "objects of one class": ("Any()", "import solution\nassert f(1) == solution.Any()"),
    "mock": ("__import__('unittest.mock').mock.ANY", "assert f(1) == 4"),
}
"""What is equal to anything."""

SHADOWS = ("json.py", "csv.py", "unittest.py", "sitecustomize.py", "usercustomize.py")
FILES: list[Case] = [
    code_case(
        "a mark in the old files",
        {
            "solution.py": """
import pathlib, re
for name in ("_check.py", "../_check.py", "/work/_check.py"):
    try: text = pathlib.Path(name).read_text()
    except OSError: continue
    print(re.findall("[0-9a-f]{16}", text)[-1], flush=True)
import os; os._exit(0)
"""
        },
        CHECK,
        passes=False,
    ),
    code_case(
        "modules beside the work",
        {
            **dict.fromkeys(SHADOWS, "import os; os._exit(0)"),
            "conftest.py": "import os; os._exit(0)",
            "pytest.ini": "[pytest]",
            "solution.py": WRONG,
        },
        CHECK,
        passes=False,
    ),
    code_case(
        "the files of the check",
        {"_check.py": "pass", "_check_code.py": "pass", "check.py": "pass", "solution.py": WRONG},
        CHECK,
        passes=False,
    ),
    code_case(
        "an input that fits the result",
        {
            "solution.py": "open('data.csv', 'w').write('1')\ndef total(path): return 1",
            "data.csv": "5",
        },
        "from solution import total\nassert total('data.csv') == int(open('data.csv').read())",
        passes=False,
        given=("data.csv",),
    ),
    code_case(
        "a file that is right only while it is checked",
        {"solution.py": "open('out.json', 'w').write('42')\ndef f(x): return x", "out.json": "41"},
        "import json, solution\nsolution.f(1)\nassert json.load(open('out.json')) == 42",
        passes=False,
    ),
    code_case(
        "a file for the answer",
        {"answer.txt": "42"},
        "assert open('answer.txt').read() == '42'",
        passes=False,
        answer="41",
    ),
    code_case(
        "tests of the user that it rewrites",
        {
            "solution.py": "open('test_it.py', 'w').write('')\ndef f(x): return None",
            "test_it.py": UNITTEST.replace("unittest.main()", ""),
        },
        "import unittest\nunittest.main(module='test_it')",
        passes=False,
        given=("test_it.py",),
    ),
    code_case(
        "tests of the user in a process of their own",
        {
            "solution.py": "import os\ndef f(x): os._exit(0)",
            "test_it.py": UNITTEST.replace("unittest.main()", ""),
        },
        """
        import subprocess, sys
        assert subprocess.run([sys.executable, "-m", "unittest", "test_it"]).returncode == 0
        """,
        passes=False,
        given=("test_it.py",),
    ),
    code_case(
        "a program of the check",
        "import os\ndef f(x): os._exit(0)",
        """
        import subprocess, sys
        code = "from solution import f; assert f(2) == 4"
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0
        """,
        passes=False,
    ),
    code_case(
        "data that runs code",
        {"m.pkl": b"cbuiltins\neval\n(V__import__('os')._exit(0)\ntR."},
        "import pickle\nassert pickle.load(open('m.pkl', 'rb')) == 4",
        passes=False,
    ),
    code_case(
        "text that the check executes",
        {"solution.py": "import os; os._exit(0)"},
        "exec(open('solution.py').read())\nassert f(2) == 4",
        passes=False,
    ),
    code_case(
        "a program that the check loads by path",
        {"solution.py": "import os; os._exit(0)"},
        "import runpy\nassert runpy.run_path('solution.py')['f'](2) == 4",
        passes=False,
    ),
    code_case(
        "examples that it gets wrong",
        'def f(x):\n    """\n    >>> f(1)\n    3\n    """\n    return 2',
        "import doctest, solution\nr = doctest.testmod(solution)\nassert r.attempted\n"
        "assert not r.failed",
        passes=False,
    ),
]
DESCRIPTORS = {
    "writes to all descriptors": """
import os
for number in range(3, 64):
    try: os.write(number, b'{"r": 1, "value": 4}' * 50)
    except OSError: pass
""",
    "closes all descriptors": "import os\nos.closerange(0, 64)\n",
    "answers in place of the worker": """
import json, os, struct, sys
data = json.dumps({"r": 1, "value": ["yours", 0], "changed": [[0, "list", [4]]]}).encode()
for number in range(3, 64):
    try: os.write(number, struct.pack(">Q", len(data)) + data)
    except OSError: pass
""",
}
WANTED = """
from solution import f
WANT = 918273
assert f(lambda: WANT) == WANT
"""
CHEATS = [
    *(
        code_case(n, c, code, passes=False, timeout_s=4, at_least=2 if code is CHECK else None)
        for n, c in PROCESS.items()
        for code in (CHECK, UNITTEST)
    ),
    *(code_case(f"patches {n}", f"{c}\n{WRONG}", CHECK, passes=False) for n, c in PATCHES.items()),
    *(
        code_case(f"patches {n} under unittest", f"{c}\n{WRONG}", UNITTEST, passes=False)
        for n, c in PATCHES.items()
    ),
    *(code_case(n, c, WANTED, passes=False) for n, c in WALKS.items()),
    *(
        code_case(
            f"equal {n}",
            f"{EQUAL}\ndef f(x): return {value}",
            f"from solution import f\n{code}",
            passes=False,
        )
        for n, (value, code) in EQUALS.items()
    ),
    *(code_case(n, c + WRONG, CHECK, passes=False) for n, c in DESCRIPTORS.items()),
    *FILES,
]
