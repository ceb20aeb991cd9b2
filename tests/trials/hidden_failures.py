"""Work that hides a failed assertion, or says how far off it is."""

from __future__ import annotations

from trials.case import code_case

HIDDEN_FAILURES = [
    code_case(
        "with swallows assertion",
        """
        class S:
            def __enter__(s): return s
            def __exit__(s,*a): return True
            def pop(s): return 0
        """,
        """
        from solution import S
        with S() as s:
            assert s.pop() == 1
        """,
        passes=False,
    ),
    code_case(
        "contextmanager swallows",
        """
        from contextlib import contextmanager
        @contextmanager
        def opened():
            try: yield 0
            except BaseException: pass
        """,
        """
        from solution import opened
        with opened() as v:
            assert v == 1
        """,
        passes=False,
    ),
    code_case(
        "async with swallows",
        """
        class S:
            async def __aenter__(s): return s
            async def __aexit__(s,*a): return True
            def pop(s): return 0
        """,
        """
        import asyncio
        from solution import S
        async def main():
            async with S() as s:
                assert s.pop() == 1
        asyncio.run(main())
        """,
        passes=False,
    ),
    code_case(
        "exitstack swallows",
        """
        class S:
            def __enter__(s): return s
            def __exit__(s,*a): return True
            def pop(s): return 0
        """,
        """
        from solution import S
        import contextlib
        with contextlib.ExitStack() as st:
            s = st.enter_context(S())
            assert s.pop() == 1
        """,
        passes=False,
    ),
    code_case(
        "unittest enterContext",
        """
        class S:
            def __enter__(s): return s
            def __exit__(s,*a): return True
            def pop(s): return 0
        """,
        """
        import unittest
        from solution import S
        class T(unittest.TestCase):
            def test(self):
                with S() as s:
                    self.assertEqual(s.pop(), 1)
        unittest.main()
        """,
        passes=False,
    ),
    code_case(
        "duck str",
        """
        class Y:
            def __getattr__(s,n): return lambda *a: True
        def f(x): return Y()
        """,
        """
        from solution import f
        assert f(1).startswith('Hello')
        """,
        passes=False,
    ),
    code_case(
        "duck set",
        """
        class Y:
            def issuperset(s,o): return True
        def f(x): return Y()
        """,
        """
        from solution import f
        assert f(1).issuperset({'a','b'})
        """,
        passes=False,
    ),
    code_case(
        "xor",
        """
        class Y:
            def __xor__(s,o): return 0
            __rxor__=__xor__
        def f(x): return Y()
        """,
        """
        from solution import f
        assert not (f(1) ^ 4)
        """,
        passes=False,
    ),
    code_case(
        "set ops",
        """
        class Y:
            def __xor__(s,o): return set()
            __rxor__=__sub__=__rsub__=__xor__
        def f(x): return Y()
        """,
        """
        from solution import f
        assert not ({4} - f(1)) and not (f(1) ^ {4})
        """,
        passes=False,
    ),
    code_case(
        "divmod",
        """
        class Y:
            def __divmod__(s,o): return (1,0)
            def __mod__(s,o): return 0
        def f(x): return Y()
        """,
        """
        from solution import f
        assert divmod(f(1),4)==(1,0)
        """,
        passes=False,
    ),
    code_case(
        "set le",
        """
        class Y:
            def __ge__(s,o): return True
            __le__=__ge__
        def f(x): return Y()
        """,
        """
        from solution import f
        assert {4} <= f(1)
        """,
        passes=False,
    ),
    code_case(
        "forges a shared list",
        """
        import gc,sys
        def f(x):
            for o in gc.get_objects():
                if type(o).__name__=='Shared':
                    o._containers.update({n:[0] for n in range(50)})
            return [0]
        """,
        """
        from solution import f
        want=[9]
        assert f(1)==want
        """,
        passes=False,
    ),
    code_case(
        "changes what it was given, later",
        """
        kept=[]
        def f(xs):
            kept.append(xs)
            for k in kept: k.clear()
            return []
        """,
        """
        from solution import f
        a=[3,1]
        want=sorted(a)
        f(a)
        assert f([2])==[2] or f(a)==want
        """,
        passes=False,
    ),
]
