"""Honest work in checks that replace what the judge uses itself, for a while or for good."""

from __future__ import annotations

from trials.case import code_case

REPLACED_AND_LEFT = [
    code_case(
        "decimal back",
        """
        from decimal import Decimal as D
        def f(): return D(1)/D(3)
        """,
        """
        import decimal
        from decimal import Decimal as D
        from solution import f
        with decimal.localcontext() as c:
            c.prec=5
            assert f()==D('0.33333')
        assert f()==D(1)/D(3)
        """,
        passes=True,
    ),
    code_case(
        "decimal traps",
        """
        from decimal import Decimal as D
        def f(x): return D(x)/D(0)
        """,
        """
        import decimal
        from solution import f
        with decimal.localcontext() as c:
            c.traps[decimal.DivisionByZero]=False
            assert f(1)==decimal.Decimal('Infinity')
        try: f(1); assert 0
        except decimal.DivisionByZero: pass
        """,
        passes=True,
    ),
    code_case(
        "recursion back",
        """
        import sys
        def f(): return sys.getrecursionlimit()
        """,
        """
        import sys
        from solution import f
        was=sys.getrecursionlimit(); d=f()
        sys.setrecursionlimit(5000); assert f()==5000
        sys.setrecursionlimit(was); assert f()==was, f()
        """,
        passes=True,
    ),
    code_case(
        "digits of long numbers",
        "def f(n): return str(10**n)",
        """
        import sys
        from solution import f
        try: f(5000); assert 0
        except ValueError: pass
        was = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(0); assert len(f(5000)) == 5001
        sys.set_int_max_str_digits(was)
        try: f(5000); assert 0
        except ValueError: pass
        """,
        passes=True,
    ),
    code_case(
        "patch getcwd",
        """
        import os
        def f(): return os.getcwd()
        """,
        """
        from unittest.mock import patch
        from solution import f
        import os
        with patch('os.getcwd', return_value='/nowhere'): assert f()=='/nowhere'
        assert f()==os.getcwd()
        """,
        passes=True,
    ),
    code_case(
        "patch getcwd error",
        """
        import os
        def f():
            try: return os.getcwd()
            except FileNotFoundError: return 'gone'
        """,
        """
        from unittest.mock import patch
        from solution import f
        with patch('os.getcwd', side_effect=FileNotFoundError): assert f()=='gone'
        """,
        passes=True,
    ),
    code_case(
        "patch makedirs",
        """
        import os
        def f(p): os.makedirs(p, exist_ok=True); open(p+'/x','w').close()
        """,
        """
        from unittest.mock import patch
        from solution import f
        import os
        with patch('os.makedirs') as m:
            try: f('a/b')
            except FileNotFoundError: pass
            m.assert_called_once()
        f('a/b')
        assert os.path.exists('a/b/x')
        """,
        passes=True,
    ),
    code_case(
        "patch many os",
        """
        import os, shutil
        def f(p):
            asked = os.scandir(p), os.lstat(p), os.path.isdir(p), os.path.join('a','b')
            return *asked, os.path.normpath('x'), os.unlink(p), shutil.rmtree(p)
        """,
        """
        from unittest.mock import patch
        from contextlib import ExitStack
        from solution import f
        with ExitStack() as s:
            names = 'os.scandir os.lstat os.path.isdir os.path.join os.path.normpath'.split()
            names += ['os.unlink', 'shutil.rmtree']
            ms=[s.enter_context(patch(n, return_value=i)) for i,n in enumerate(names)]
            assert f('zz')==(0,1,2,3,4,5,6)
            for m in ms: m.assert_called_once()
        """,
        passes=True,
    ),
    code_case(
        "patch select time",
        """
        import time,select,threading
        def f():
            return time.monotonic(), select.select([],[],[],0)
        """,
        """
        from unittest.mock import patch
        from solution import f
        with patch('time.monotonic', return_value=3.0), patch('select.select', return_value=7):
            assert f()==(3.0,7)
        """,
        passes=True,
    ),
    code_case(
        "patch time.monotonic and sleep",
        """
        import time
        def f(): return time.monotonic()
        """,
        """
        from unittest.mock import patch
        from solution import f
        import time
        with patch('time.monotonic', return_value=3.0):
            assert f()==3.0
            time.sleep(0.05)
        """,
        passes=True,
    ),
    code_case(
        "patch json dumps base64",
        """
        import json,base64
        def f(): return json.dumps(1), base64.b64encode(b'a')
        """,
        """
        from unittest.mock import patch
        from solution import f
        with patch('json.dumps', return_value='q'), patch('base64.b64encode', return_value=b'w'):
            assert f()==('q',b'w')
        open('neu.txt','w').write('a')
        assert f()==('1',b'YQ==')
        """,
        passes=True,
    ),
    code_case(
        "patched logging and asyncio",
        """
        import logging
        def f():
            logging.getLogger("a").warning("x")
            return 1
        """,
        """
        from unittest.mock import patch
        from solution import f
        with patch("logging.getLogger") as log:
            assert f() == 1
            log.return_value.warning.assert_called_once_with("x")
        """,
        passes=True,
    ),
    code_case(
        "patched thread and import",
        """
        import threading, importlib
        def f(fn):
            t = threading.Thread(target=fn); t.start()
            return importlib.import_module("x")
        """,
        """
        import asyncio
        from unittest.mock import patch
        from solution import f
        async def g(): return 3
        with patch("threading.Thread") as thread, patch("importlib.import_module", return_value=2):
            assert f(g) == 2
            thread.return_value.start.assert_called_once_with()
        """,
        passes=True,
    ),
    code_case(
        "imports while files are patched",
        "def f(p): return __import__('os').path.exists(p)",
        """
        from unittest.mock import patch
        with (
            patch("os.path.exists", return_value=True),
            patch("os.getcwd", return_value="/x"),
            patch("os.stat", side_effect=OSError),
            patch("os.path.abspath", return_value="/y"),
            patch("pathlib.Path.is_file", return_value=False),
        ):
            from solution import f
            assert f("nowhere")
        """,
        passes=True,
    ),
    code_case(
        "patch print",
        "def f(): print('a')",
        """
        from unittest.mock import patch
        from solution import f
        import builtins
        builtins.print=lambda *a,**k: None
        f()
        """,
        passes=True,
    ),
    code_case(
        "stdout replaced and left",
        "def f(): print('a')",
        r"""
        import sys, io
        from solution import f
        sys.stdout=io.StringIO(); f(); assert sys.stdout.getvalue()=='a\n'
        """,
        passes=True,
    ),
    code_case(
        "stdout closed",
        "def f(): print('a')",
        """
        import sys, io
        from solution import f
        f()
        sys.stdout.close()
        """,
        passes=True,
    ),
    code_case(
        "streams taken away",
        "def f(): return 1",
        """
        import sys, io
        from solution import f
        assert f()==1
        sys.stderr=None; sys.stdout=None
        """,
        passes=True,
    ),
    code_case(
        "patch os._exit",
        """
        import os
        def f(): os._exit(3)
        """,
        """
        from unittest.mock import patch
        import os
        from solution import f
        with patch('os._exit') as e:
            f()
            e.assert_called_once_with(3)
        p=patch('os._exit'); p.start()
        """,
        passes=True,
    ),
]
