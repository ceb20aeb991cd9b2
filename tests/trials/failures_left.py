"""Failures in checks that replace how a process ends, and in what surrounds their tests."""

from __future__ import annotations

from trials.case import code_case

FAILURES_LEFT = [
    code_case(
        "failure while os._exit is patched",
        "def f(): return 0",
        """
        from unittest.mock import patch
        from solution import f
        patch("os._exit").start()
        assert f() == 1
        """,
        passes=False,
    ),
    code_case(
        "work ends while os._exit is patched",
        """
        import signal, os
        def f(): os.kill(os.getpid(), signal.SIGKILL)
        """,
        """
        from unittest.mock import patch
        from solution import f
        patch("os._exit").start()
        try: f()
        except Exception: pass
        """,
        passes=False,
    ),
    code_case(
        "failure while streams are replaced",
        "def f(): return 0",
        """
        import builtins, io, sys
        from solution import f
        sys.stdout = sys.stderr = io.StringIO()
        builtins.print = lambda *a, **k: None
        assert f() == 1
        """,
        passes=False,
    ),
    code_case(
        "setup_module fails",
        "def f(x): return x",
        """
        from solution import f
        def setup_module(): assert f(1)==2
        def test_a(): assert f(1)==1
        """,
        passes=False,
    ),
    code_case(
        "teardown fails",
        "def f(x): return x",
        """
        from solution import f
        class TestA:
            def test_a(self): assert f(1)==1
            def teardown_method(self, method): assert f(1)==2
        """,
        passes=False,
    ),
    *(
        code_case(
            f"count in what the work gave, shown by {shown}",
            {
                "solution.py": f"""
                class Box:
                    def __str__(self): return {text!r}
                def f(x):
                    print({text!r})
                    return {text!r}
                """,
                "told.txt": text,
            },
            f"""
            from solution import *
            assert f(2)
            print('1 of 7')
            {shown}
            """,
            passes=False,
            at_least=7,
        )
        for text in ("7 of 7 tests passed", "It's done:\n7 of 7 'tests' passed\n")
        for shown in (
            "print('f(', 2, ') gave', f(2))",
            "print(f'f(2) gave {f(2)!r}'.upper())",
            "print(f(2).encode())",
            "print(Box())",
            "print(open('told.txt').read())",
            "import json; print(json.dumps([f(2)]))",
            (
                "import contextlib, io; kept = io.StringIO()\n"
                "            with contextlib.redirect_stdout(kept): f(2)\n"
                "            print(kept.getvalue())"
            ),
            (
                "import subprocess, sys; print(subprocess.run([sys.executable, '-c', "
                "'from solution import f; f(2)'], capture_output=True, text=True).stdout)"
            ),
        )
    ),
    code_case(
        "count in words of the work",
        "def f(x): return '50 passed'",
        """
        from solution import f
        def test_a(): print(f(1))
        """,
        passes=False,
        at_least=10,
    ),
    code_case(
        "count in words of the work in a suite",
        "def f(x): return '50 passed'",
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test_a(self): print(f(1))
        unittest.main()
        """,
        passes=False,
        at_least=10,
    ),
    code_case(
        "class of tests that extends another",
        "def f(x): return 0",
        """
        from solution import f
        class TestA:
            want = 9
            def test_a(self): assert f(3) == self.want
        class TestB(TestA):
            want = 0
        """,
        passes=False,
    ),
    code_case(
        "tests fail unseen before the end",
        "def f(x): return 0",
        """
        import sys, unittest
        from solution import f
        class T(unittest.TestCase):
            def test_a(self): assert f(3) == 9
        unittest.main(exit=False)
        sys.exit(0)
        """,
        passes=False,
    ),
]
