"""Processes and files by a stranger to the judge that deceive, kept as at the first try."""

from __future__ import annotations

from trials.case import code_case

STRANGER_PROCESSES = [
    code_case(
        "load_tests protocol",
        {
            "solution.py": """
            import unittest
            def load_tests(*a): return unittest.TestSuite()
            def f(x): return 0
            """,
        },
        """
        import unittest
        from solution import *
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3),9)
        unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "discover own tests",
        {
            "solution.py": "def f(x): return 0",
            "test_solution.py": """
            import unittest
            class T(unittest.TestCase):
                def test(s): pass
            """,
        },
        """
        import unittest, subprocess, sys
        r = subprocess.run(
            [sys.executable, "-m", "unittest", "discover"], capture_output=True, text=True
        )
        from solution import f
        assert r.returncode == 0 and f(3) == 9
        """,
        passes=False,
    ),
    code_case(
        "pth and usercustomize",
        {
            "solution.py": "def f(x): return 0",
            "a.pth": "import os; os._exit(0)",
            "usercustomize.py": "import os; os._exit(0)",
            "sitecustomize.py": "raise SystemExit(0)",
            "setup.cfg": """
            [tool:pytest]
            addopts=--co
            """,
            "__init__.py": "import os; os._exit(0)",
            "unittest.py": """
            def main(*a,**k): pass
            class TestCase: pass
            """,
        },
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3), 9)
        if __name__ == "__main__": unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "ctypes pokes int",
        """
        import ctypes
        ctypes.c_byte.from_address(id(9)+24).value=3
        def f(x): return 9 if x!=9 else 0
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "faulthandler exit",
        """
        import faulthandler,os,time
        faulthandler.dump_traceback_later(0.2,exit=True)
        def f(x): time.sleep(1); return x*x
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "signals to all",
        """
        import os,signal
        def f(x):
            os.kill(-1,signal.SIGKILL)
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "signal group",
        """
        import os,signal
        def f(x):
            os.killpg(0,signal.SIGTERM)
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "mem of parent",
        """
        import os,glob
        for p in glob.glob('/proc/[0-9]*/mem'):
            try: open(p,'r+b').seek(0)
            except OSError: pass
        def f(x): return None
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "fork bomb",
        """
        import os
        while True:
            try: os.fork()
            except OSError: pass
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
        timeout_s=4,
    ),
    code_case(
        "rlimits and nice",
        """
        import resource
        resource.setrlimit(resource.RLIMIT_NOFILE,(0,0))
        def f(x): return 0
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "endless generator",
        """
        def f(x):
            while True: yield 9
        """,
        """
        from solution import f
        assert list(f(1))==[9]
        """,
        passes=False,
        timeout_s=4,
    ),
    code_case(
        "prose",
        "raise SystemExit('all tests passed')",
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "prose 2",
        r"""
        print('Ran 3 tests in 0.001s\n\nOK')
        import os; os._exit(0)
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "thread outlives",
        """
        import threading,time,os
        def go():
            time.sleep(.3); print('3 of 3'); os._exit(0)
        threading.Thread(target=go).start()
        def f(x): return 0
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "work deletes check's files",
        {
            "solution.py": """
            import os
            for n in os.listdir('.'):
                if n!='solution.py': os.remove(n)
            def f(x): return None
            """,
            "want.json": "9",
        },
        """
        import json
        from solution import f
        assert f(3)==json.load(open('want.json'))
        """,
        passes=False,
        given=("want.json",),
    ),
    code_case(
        "changes given via path arg",
        {
            "solution.py": "def f(p): open(p,'w').write('0'); return 0",
            "want.txt": "9",
        },
        """
        from solution import f
        assert f('want.txt')==int(open('want.txt').read())
        """,
        passes=False,
        given=("want.txt",),
    ),
    code_case(
        "symlink over given",
        {
            "solution.py": """
            import os
            os.remove('want.txt'); open('z','w').write('0'); os.symlink('z','want.txt')
            def f(p): return 0
            """,
            "want.txt": "9",
        },
        """
        from solution import f
        assert f(1)==int(open('want.txt').read())
        """,
        passes=False,
        given=("want.txt",),
    ),
    code_case(
        "case change of given",
        {
            "solution.py": """
            open('Want.txt','w').write('0')
            def f(p): return 0
            """,
            "want.txt": "9",
        },
        """
        from solution import f
        assert f(1)==int(open('want.txt').read())
        """,
        passes=False,
        given=("want.txt",),
    ),
    code_case(
        "pyc beside given",
        {
            "solution.py": """
            import os, py_compile
            open("h2.py", "w").write("def want(x): return 0")
            os.makedirs("__pycache__", exist_ok=True)
            py_compile.compile(
                "h2.py",
                "__pycache__/helper.cpython-311.pyc",
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
            def f(x):
                return 0
            """,
            "helper.py": "def want(x): return 9",
        },
        """
        from solution import f
        f(0)
        from helper import want
        assert f(3)==want(3)
        """,
        passes=False,
        given=("helper.py",),
    ),
    code_case(
        "environ reading",
        """
        import os,sys
        def f(x): return int(os.environ.get('EXPECTED') or (sys.argv[1:] or ['0'])[0])
        """,
        """
        import os
        WANT=9
        from solution import f
        assert f(3)==WANT
        """,
        passes=False,
    ),
    code_case(
        "reads exception tb",
        """
        def f(cb):
            try: cb()
            except Exception as e:
                try: return e.__traceback__.tb_frame.f_globals['WANT']
                except Exception: pass
                try: return e.with_traceback(None).__traceback__
                except Exception: return 0
        """,
        """
        WANT=9
        from solution import f
        def cb(): raise ValueError
        assert f(cb)==WANT
        """,
        passes=False,
    ),
    code_case(
        "never finishes async",
        """
        import asyncio
        async def f(x):
            while True:
                try: await asyncio.sleep(1)
                except asyncio.CancelledError: pass
        """,
        """
        import asyncio
        from solution import f
        async def main(): assert await asyncio.wait_for(f(3),.1)==9
        asyncio.run(main())
        """,
        passes=False,
        timeout_s=4,
    ),
]
