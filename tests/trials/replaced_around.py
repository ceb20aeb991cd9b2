"""Honest work around which a check replaces functions."""

from __future__ import annotations

from trials.case import code_case

REPLACED_AROUND = [
    code_case(
        "random seed",
        """
        import random
        def f(): return random.random()
        """,
        """
        import random
        from solution import f
        random.seed(42); a=f(); random.seed(42); b=f()
        assert a==b
        """,
        passes=True,
    ),
    code_case(
        "random seed same values",
        """
        import random
        def roll(n): return [random.randint(1,6) for _ in range(n)]
        """,
        """
        import random
        from solution import roll
        random.seed(0); a=roll(5)
        random.seed(0); assert a==[random.randint(1,6) for _ in range(5)]
        """,
        passes=True,
    ),
    code_case(
        "patch time.time",
        """
        import time
        def now(): return time.time()
        """,
        """
        from unittest.mock import patch
        from solution import now
        with patch('time.time', return_value=5.0): assert now()==5.0
        """,
        passes=True,
    ),
    code_case(
        "patch time.sleep",
        """
        import time
        def retry(fn,n):
            for i in range(n):
                try: return fn()
                except ValueError: time.sleep(1)
            raise ValueError
        """,
        """
        from unittest.mock import patch, Mock
        from solution import retry
        with patch('time.sleep') as s:
            fn=Mock(side_effect=[ValueError,ValueError,7])
            assert retry(fn,5)==7
            assert s.call_count==2
        """,
        passes=True,
    ),
    code_case(
        "patch solution.time.sleep",
        """
        import time
        def g():
            time.sleep(5); return 1
        """,
        """
        from unittest.mock import patch
        import solution
        with patch('solution.time.sleep') as s:
            assert solution.g()==1
            s.assert_called_once_with(5)
        """,
        passes=True,
    ),
    code_case(
        "patch random.choice",
        """
        import random
        def pick(xs): return random.choice(xs)
        """,
        """
        from unittest.mock import patch
        from solution import pick
        with patch('random.choice', return_value=2): assert pick([1,2,3])==2
        """,
        passes=True,
    ),
    code_case(
        "patch builtins.input print",
        """
        def ask():
            n=input('name? ')
            print('hi',n)
        """,
        """
        from unittest.mock import patch
        from solution import ask
        with patch('builtins.input', return_value='bo'), patch('builtins.print') as p:
            ask()
        p.assert_called_with('hi','bo')
        """,
        passes=True,
    ),
    code_case(
        "patch builtins.open",
        """
        def read(p):
            with open(p) as f: return f.read()
        """,
        """
        from unittest.mock import patch, mock_open
        from solution import read
        with patch('builtins.open', mock_open(read_data='abc')): assert read('x')=='abc'
        """,
        passes=True,
    ),
    code_case(
        "patch os.environ dict",
        """
        import os
        def key(): return os.environ.get('KEY','none')
        """,
        """
        from unittest.mock import patch
        import os
        from solution import key
        with patch.dict(os.environ,{'KEY':'v'}): assert key()=='v'
        assert key()=='none'
        """,
        passes=True,
    ),
    code_case(
        "patch datetime",
        """
        import datetime
        def today(): return datetime.date.today().isoformat()
        """,
        """
        from unittest.mock import patch
        import datetime, solution
        with patch('solution.datetime') as d:
            d.date.today.return_value=datetime.date(2024,1,2)
            assert solution.today()=='2024-01-02'
        """,
        passes=True,
    ),
    code_case(
        "patch urllib",
        """
        import urllib.request, json
        def fetch(u):
            with urllib.request.urlopen(u) as r: return json.load(r)
        """,
        """
        from unittest.mock import patch, MagicMock
        import io
        from solution import fetch
        with patch('urllib.request.urlopen') as o:
            o.return_value.__enter__.return_value=io.BytesIO(b'{"a":1}')
            assert fetch('http://x')=={'a':1}
        """,
        passes=True,
    ),
    code_case(
        "patch subprocess.run",
        """
        import subprocess
        def branch():
            return subprocess.run(
                ["git", "x"], capture_output=True, text=True
            ).stdout.strip()
        """,
        r"""
        from unittest.mock import patch, Mock
        from solution import branch
        with patch("subprocess.run", return_value=Mock(stdout="main\n")):
            assert branch() == "main"
        """,
        passes=True,
    ),
    code_case(
        "rate limiter patched clock",
        """
        import time
        class B:
            def __init__(s,n,per): s.n,s.per,s.t=n,per,[]
            def allow(s):
                now=time.monotonic(); s.t=[t for t in s.t if now-t<s.per]
                if len(s.t)<s.n: s.t.append(now); return True
                return False
        """,
        """
        from unittest.mock import patch
        from solution import B
        with patch('time.monotonic') as m:
            m.return_value=0.0
            b=B(1,10)
            assert b.allow() and not b.allow()
            m.return_value=11.0
            assert b.allow()
        """,
        passes=True,
    ),
    code_case(
        "fixed clock by assignment",
        """
        import time
        def stamp(): return int(time.time())
        """,
        """
        import time
        from solution import stamp
        real=time.time
        time.time=lambda: 1000.5
        try: assert stamp()==1000
        finally: time.time=real
        assert stamp()>10**9
        """,
        passes=True,
    ),
    code_case(
        "patch with stop",
        """
        import os
        def home(): return os.path.expanduser('~')
        def cpu(): return os.cpu_count()
        """,
        """
        from unittest import mock
        from solution import home,cpu
        p=mock.patch('os.cpu_count',return_value=3); p.start()
        assert cpu()==3
        p.stop()
        assert cpu()!=3
        with mock.patch('os.path.expanduser',return_value='/h'): assert home()=='/h'
        """,
        passes=True,
    ),
    code_case(
        "decorated patches",
        """
        import time,random
        def wait(n): time.sleep(n); return random.random()
        """,
        """
        import unittest
        from unittest import mock
        import solution
        class T(unittest.TestCase):
            @mock.patch("random.random", return_value=0.5)
            @mock.patch("time.sleep")
            def test(self, s, r):
                self.assertEqual(solution.wait(100), 0.5)
                s.assert_called_once_with(100)
                r.assert_called_once()
        unittest.main()
        """,
        passes=True,
    ),
]
