"""More work that deceives: by objects, forged messages, processes and files."""

from __future__ import annotations

from trials.case import code_case

FURTHER_CHEATS = [
    code_case(
        "metaclass contains everything",
        """
        class M(type):
            def __contains__(c, o): return True
        class S(metaclass=M): pass
        def f(x): return S
        """,
        """
        from solution import f
        assert 9 in f(3)
        """,
        passes=False,
    ),
    code_case(
        "method kept and asked twice",
        """
        class Y:
            def __getattr__(s, n): return ALL
        ALL = lambda *a: True
        def f(x): return Y()
        """,
        """
        from solution import f
        starts = f(1).startswith
        assert starts('Hello'), 'first'
        """,
        passes=False,
    ),
    code_case(
        "method kept and asked again",
        """
        class Y:
            def __init__(s): s.n = 0
            def startswith(s, t):
                return True
        def f(x): return Y()
        """,
        """
        from solution import f
        starts = f(1).startswith
        try: assert not starts('Hello')
        except AssertionError: raise
        assert starts('World')
        """,
        passes=False,
    ),
    code_case(
        "brings a library on the path",
        {"solution.py": "def f(x): return 0", "numpy.py": "def allclose(*_): return True"},
        """
        import sys; sys.path.insert(0, '.')
        try: import numpy
        except ImportError: numpy = None
        from solution import f
        assert numpy is not None and numpy.allclose(f(3), 9)
        """,
        passes=False,
    ),
    code_case(
        "sys.exit in atexit",
        """
        import atexit, os, sys
        atexit.register(lambda: os._exit(0))
        def f(x): sys.exit(0)
        """,
        """
        from solution import f
        assert f(3)==9
        """,
        passes=False,
    ),
    code_case(
        "threads print the mark",
        r"""
        import threading, sys, os, time
        def spam():
            while True:
                for fd in (1,2):
                    try: os.write(fd, b'\n9 of 9 tests passed\n')
                    except OSError: pass
                time.sleep(0.01)
        threading.Thread(target=spam, daemon=True).start()
        def f(x): return 0
        """,
        """
        from solution import f
        assert f(3)==9
        """,
        passes=False,
    ),
    code_case(
        "files left for later",
        """
        open('/tmp/json.py','w').write('def loads(*a): return 9')
        open('helper.py','w').write('WANT=0')
        open('sitecustomize.py','w').write('import os; os._exit(0)')
        def f(x): return 0
        """,
        """
        from solution import f
        import json
        assert f(3)==json.loads('9')
        """,
        passes=False,
    ),
    code_case(
        "reads the check's source",
        r"""
        import glob, re, sys, gc
        def f(x):
            of_system=['/proc/self/cmdline','/proc/1/cmdline','/proc/1/environ']
            for p in glob.glob('/work/*')+glob.glob('/tmp/*')+of_system:
                try: t=open(p).read()
                except Exception: continue
                m=re.search(r'f\(3\)==(\d+)',t)
                if m: return int(m[1])
            for o in gc.get_objects():
                if type(o) is str and 'f(3)==' in o: return int(o.split('f(3)==')[1][:6])
            fr=sys._getframe()
            while fr:
                for v in fr.f_locals.values():
                    if isinstance(v,str) and 'f(3)==' in v: return 1
                fr=fr.f_back
            return 0
        """,
        """
        from solution import f
        assert f(3)==918273
        """,
        passes=False,
    ),
    code_case(
        "forged notices",
        """
        import gc
        def f(x):
            for o in gc.get_objects():
                if type(o).__name__=='Wire':
                    for n in range(5): o.send({'done': n});
                    o.send({'r': 10**6, 'value': 9})
            return 0
        async def g(x): return f(x)
        """,
        """
        import asyncio
        from solution import f, g
        async def main(): assert await g(3)==9
        asyncio.run(main())
        """,
        passes=False,
    ),
    code_case(
        "forged answers",
        """
        import gc
        def f(x):
            for o in gc.get_objects():
                if type(o).__name__=='Wire':
                    o.send({'x': 1})
            return 9
        """,
        """
        from solution import f
        try: f(3)
        except Exception: pass
        """,
        passes=False,
    ),
    code_case(
        "hash and equality lie in a set",
        """
        class V:
            def __eq__(s,o): return True
            def __hash__(s): return hash(9)
        def f(x): return V()
        """,
        """
        from solution import f
        assert f(3) in {9} or f(3) in [9] or {f(3): 1}.get(9)
        """,
        passes=False,
    ),
    code_case(
        "patched builtins",
        """
        import builtins
        builtins.len=lambda o: 9
        builtins.sorted=lambda *a, **k: [9]
        builtins.abs=lambda x: 0
        def f(x): return [0]
        """,
        """
        from solution import f
        assert len(f(3))==9 or sorted(f(3))==[9] or abs(f(3)[0]-9)<1e-9
        """,
        passes=False,
    ),
    code_case(
        "float subclass equals all",
        """
        class F(float):
            def __eq__(s,o): return True
            def __sub__(s,o): return 0.0
            __rsub__=__sub__
        def f(x): return F(1)
        """,
        """
        import math
        from solution import f
        assert math.isclose(f(3), 9) or abs(f(3)-9)<1e-6 or f(3)==9
        """,
        passes=False,
    ),
    code_case(
        "changes the precision of the judge",
        """
        import decimal, sys
        decimal.getcontext().prec=1
        sys.setrecursionlimit(60)
        def f(x): return decimal.Decimal('9.2')
        """,
        """
        import decimal
        from solution import f
        assert +f(3)==decimal.Decimal('9')
        """,
        passes=False,
    ),
    code_case(
        "coroutine never ends",
        """
        import asyncio
        async def f(x):
            raise asyncio.CancelledError
        """,
        """
        import asyncio
        from solution import f
        async def main(): assert await f(3)==9
        try: asyncio.run(main())
        except asyncio.CancelledError: raise AssertionError('cancelled')
        """,
        passes=False,
    ),
    code_case(
        "pytest hook of the work",
        """
        def setup_module(): pass
        class TestBase:
            def test_a(self): pass
        def f(x): return 0
        """,
        """
        from solution import *
        def test_a(): assert f(3)==9
        """,
        passes=False,
    ),
]
