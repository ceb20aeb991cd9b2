"""Failures in checks that replace how a process prints and ends."""

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
]
