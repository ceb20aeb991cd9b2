"""Values and names by a stranger to the judge that deceive, kept as at the first try."""

from __future__ import annotations

from trials.case import code_case

STRANGER_VALUES = [
    code_case(
        "exception group of exit",
        "def f(x): raise BaseExceptionGroup('x',[SystemExit(0)])",
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "raise cancelled",
        """
        import asyncio
        async def f(x): raise asyncio.CancelledError
        """,
        """
        import asyncio
        from solution import f
        async def main():
            t = asyncio.create_task(f(3))
            done, _ = await asyncio.wait([t])
            assert t.result() == 9
        asyncio.run(main())
        """,
        passes=False,
    ),
    code_case(
        "raises _ShouldStop",
        """
        import unittest.case as c
        def f(x): raise c._ShouldStop
        """,
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
        "star class T",
        {
            "solution.py": """
            import unittest
            class T(unittest.TestCase):
                def test(s): pass
            def f(x): return 0
            """,
        },
        """
        import unittest
        class T(unittest.TestCase):
            def test(self): self.assertEqual(f(3),9)
        from solution import *
        unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "deep result",
        """
        def f(x):
            r=[]
            for _ in range(100000): r=[r]
            return r
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "cyclic result",
        """
        def f(x):
            r=[]; r.append(r); return r
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "sys.modules replaced",
        """
        import sys
        class M:
            def __getattr__(s,n): return lambda x: V()
        class V:
            def __eq__(s,o): return True
        sys.modules[__name__]=M()
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "module getattr",
        """
        class V(int):
            def __eq__(s,o): return True
            def __ne__(s,o): return False
        def __getattr__(n): return lambda x: V(0)
        """,
        """
        from solution import f
        n = sum(f(x) == x * x for x in (3, 5, 7))
        assert n == 3
        """,
        passes=False,
    ),
    code_case(
        "__ne__",
        """
        class V:
            def __ne__(s,o): return False
            def __eq__(s,o): return True
        def f(x): return V()
        """,
        """
        from solution import f
        assert not f(3) != 9
        """,
        passes=False,
    ),
    code_case(
        "repr lies in evidence only",
        """
        class R:
            def __repr__(s): return '9'
        def f(x): return R()
        """,
        """
        from solution import f
        assert repr(f(3))=='8'
        """,
        passes=False,
    ),
    code_case(
        "hash collisions dict key",
        """
        class K:
            def __hash__(s): return hash('a')
            def __eq__(s,o): return True
        def f(x): return {K():1}
        """,
        """
        from solution import f
        assert f(3)['a']==1
        """,
        passes=False,
    ),
    code_case(
        "callback globals",
        """
        def f(cb):
            for n in dir(cb):
                try:
                    v=getattr(cb,n)
                    if hasattr(v,'__globals__'): return v.__globals__['WANT']
                except Exception: pass
            try: return cb.__call__.__self__.__globals__['WANT']
            except Exception: return 0
        """,
        """
        WANT=9
        from solution import f
        assert f(lambda: 1)==WANT
        """,
        passes=False,
    ),
    code_case(
        "object class attr",
        """
        def f(o):
            try: return type(o).mro()[0].WANT
            except Exception: pass
            try: return o.__class__.WANT
            except Exception: return 0
        """,
        """
        class O:
            pass
        O.W2=9
        from solution import f
        assert f(O())==9
        """,
        passes=False,
    ),
    code_case(
        "format spec attack",
        "def f(cb): return '{0.__globals__[WANT]}'.format(cb)",
        """
        WANT='nine'
        from solution import f
        assert f(lambda: 1)==WANT
        """,
        passes=False,
    ),
    code_case(
        "returns Judged self",
        "def f(x): return x",
        """
        from solution import f
        class P:
            def __init__(s,v): s.v=v
            def __eq__(s,o): return s.v==o.v
        assert f(P(3))==P(9)
        """,
        passes=False,
    ),
    code_case(
        "sets attr of check object",
        """
        def f(o):
            o.want=0
            return 0
        """,
        """
        from solution import f
        class O: pass
        o=O(); o.want=9
        r=f(o.__class__)
        assert r==o.want
        """,
        passes=False,
    ),
    code_case(
        "IsolatedAsyncioTestCase",
        "async def f(x): return 0",
        """
        import unittest
        from solution import f
        class T(unittest.IsolatedAsyncioTestCase):
            async def test(self): self.assertEqual(await f(3),9)
        unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "async stop iteration",
        """
        class G:
            def __aiter__(s): return s
            async def __anext__(s): raise StopAsyncIteration
        def f(x): return G()
        """,
        """
        import asyncio
        from solution import f
        async def main():
            out=[v async for v in f(3)]
            assert out==[9]
        asyncio.run(main())
        """,
        passes=False,
    ),
]
