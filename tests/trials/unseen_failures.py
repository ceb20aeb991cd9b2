"""Checks that would see no failure, and objects that lie on new ways."""

from __future__ import annotations

from trials.case import code_case

UNSEEN_FAILURES = [
    code_case(
        "skip by test object",
        "def f(t): t.skipTest('later')",
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(self), 9)
        unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "dir instead of module",
        {
            "solution.py": """
            import os
            os.makedirs('helper',exist_ok=True)
            open('helper/__init__.py','w').write('def want(x): return 0')
            def f(x): return 0
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
        "unittest.main exit False",
        "def f(x): return 0",
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3),9)
        unittest.main(exit=False)
        """,
        passes=False,
    ),
    code_case(
        "runner ignores result",
        "def f(x): return 0",
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3),9)
        if __name__=='__main__':
            s=unittest.TestLoader().loadTestsFromTestCase(T)
            unittest.TextTestRunner().run(s)
        """,
        passes=False,
    ),
    code_case(
        "defs never called",
        "def f(x): return 0",
        """
        from solution import f
        def test_f(): assert f(3)==9
        """,
        passes=False,
    ),
    code_case(
        "pytest style with class",
        "def f(x): return 0",
        """
        from solution import f
        class TestF:
            def test_f(self): assert f(3)==9
        """,
        passes=False,
    ),
    code_case(
        "TestCase never run",
        "def f(x): return 0",
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3),9)
        """,
        passes=False,
    ),
    code_case(
        "async never awaited",
        "async def f(x): return 0",
        """
        from solution import f
        async def test(): assert await f(3)==9
        test()
        """,
        passes=False,
    ),
    code_case(
        "test function fails",
        "def f(x): return 0",
        """
        from solution import f
        def test_one():
            assert f(3)==9
        async def test_two():
            assert f(3)==9
        """,
        passes=False,
    ),
    code_case(
        "assert in class setup",
        "def f(x): return 0",
        """
        from solution import f
        class TestF:
            def setup_method(self): self.v=f(3)
            def test_v(self): assert self.v==9
        """,
        passes=False,
    ),
    code_case(
        "warning with a lying category",
        """
        import warnings
        class W(Warning):
            def __eq__(s,o): return True
            def __str__(s): return 'x'
        def f(x):
            warnings.warn('9',W); return 0
        """,
        """
        import warnings
        from solution import f
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            try: r=f(3)
            except Warning: r=0
        assert r==9
        """,
        passes=False,
    ),
    code_case(
        "log record lies",
        """
        import logging
        def f(x):
            logging.getLogger('a').error('%s',[1])
            return 0
        """,
        """
        import unittest,logging
        from solution import f
        class T(unittest.TestCase):
            def test(self):
                with self.assertLogs('a') as c: self.assertEqual(f(3),9)
        unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "replaces the mock it is given",
        """
        import time
        def f(x):
            time.sleep=lambda *a: None
            return 0
        """,
        """
        from unittest.mock import patch
        from solution import f
        with patch('time.sleep') as s:
            f(3)
            s.assert_called_once_with(3)
        """,
        passes=False,
    ),
    code_case(
        "reads want from mock closure",
        """
        import time
        def f(x):
            try: return time.sleep.side_effect.__globals__['WANT']
            except Exception: return 0
        """,
        """
        from unittest.mock import patch
        from solution import f
        WANT=9
        with patch('time.sleep',side_effect=lambda s: None): assert f(3)==WANT
        """,
        passes=False,
    ),
    code_case(
        "async lies",
        """
        class V:
            def __await__(s):
                return iter([])
            def __eq__(s,o): return True
        def f(x): return V()
        """,
        """
        import asyncio
        from solution import f
        async def main(): assert await f(3)==9
        asyncio.run(main())
        """,
        passes=False,
    ),
    code_case(
        "async ends",
        """
        import os
        async def f(x): os._exit(0)
        """,
        """
        import asyncio
        from solution import f
        async def main(): assert await f(3)==9
        asyncio.run(main())
        """,
        passes=False,
    ),
    code_case(
        "userdict lies",
        """
        from collections import UserDict
        class D(UserDict):
            def __eq__(s,o): return True
            @property
            def data(s): return Y()
            @data.setter
            def data(s,v): pass
        class Y(dict):
            def __eq__(s,o): return True
            def __iter__(s): return iter([])
            def keys(s): return []
        def f(x): return D()
        """,
        """
        from solution import f
        assert f(3)=={'a':9}
        """,
        passes=False,
    ),
    code_case(
        "namespace lies",
        """
        import types
        class N(types.SimpleNamespace):
            def __eq__(s,o): return True
        def f(x): return N(a=1)
        """,
        """
        import types
        from solution import f
        assert f(3)==types.SimpleNamespace(a=9)
        """,
        passes=False,
    ),
    code_case(
        "own error class made by check lies",
        """
        class E(Exception):
            def __new__(c,*a): raise SystemExit(0)
        """,
        """
        from solution import E
        try: raise E('x')
        except E: pass
        assert False
        """,
        passes=False,
    ),
    code_case(
        "pickle returns liar",
        """
        class V:
            def __eq__(s,o): return True
            def __reduce__(s): return (V,())
        def f(x): return V()
        """,
        """
        import pickle
        from solution import f
        assert pickle.loads(pickle.dumps(f(3)))==9
        """,
        passes=False,
    ),
    code_case(
        "pickled file",
        {
            "solution.py": "def f(x): return 1",
            "m.pkl": b"cos\nsystem\n(S'echo 9'\ntR.",
        },
        """
        import pickle
        assert pickle.loads(open('m.pkl','rb').read())==9
        """,
        passes=False,
    ),
    code_case(
        "json default lies",
        """
        class V:
            def __eq__(s,o): return True
        def f(x): return V()
        """,
        """
        import json
        from solution import f
        try: t=json.dumps(f(3))
        except TypeError: t=''
        assert t=='9'
        """,
        passes=False,
    ),
    *(
        code_case(
            f"tests that would not run: {name}",
            "def f(x): return 0\ndef main(): pass",
            code,
            passes=False,
        )
        for name, code in {
            "arguments with defaults": "def test_a(x=2, *, y=4): assert f(x) == y",
            "within if": "if True:\n    def test_a(): assert f(2) == 4",
            "within try": (
                "try:\n    import json\nexcept ImportError: pass\n"
                "else:\n    def test_a(): assert f(2) == 4"
            ),
            "one of two is called": (
                "def test_a(): assert f(2) == 0\ndef test_b(): assert f(2) == 4\ntest_a()"
            ),
            "vars of another object": (
                "import argparse\ndef test_a(): assert f(2) == vars(argparse.Namespace(a=4))['a']"
            ),
            "main of the work": "import solution\ndef test_a(): assert f(2) == 4\nsolution.main()",
        }.items()
        for code in [f"from solution import f\n{code}"]
    ),
    *(
        code_case(
            f"partial that tells what is bound, by {told}",
            f"def f(cb): return {told}",
            """
            from functools import partial
            from solution import f
            def check(x, exp): return x == exp
            assert f(partial(check, exp=98765)) == 98765
            """,
            passes=False,
        )
        for told in (
            "cb.keywords['exp']",
            "int(repr(cb).split('exp=')[1][:-1])",
            "int(str(cb).split('exp=')[1][:-1])",
        )
    ),
]
