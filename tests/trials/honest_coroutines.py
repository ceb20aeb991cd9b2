"""Honest coroutines, and checks that are written as tests."""

from __future__ import annotations

from trials.case import code_case

COROUTINES = [
    code_case(
        "gather and wait_for",
        """
        import asyncio
        async def sq(x):
            await asyncio.sleep(0.01)
            return x*x
        async def slow(): await asyncio.sleep(30)
        async def agen(n):
            for i in range(n): yield i
        """,
        """
        import asyncio
        from solution import sq, slow, agen
        async def main():
            assert await asyncio.gather(sq(1),sq(2))==[1,4]
            try:
                await asyncio.wait_for(slow(),0.2); assert False
            except asyncio.TimeoutError: pass
            assert [i async for i in agen(3)]==[0,1,2]
        asyncio.run(main())
        """,
        passes=True,
        timeout_s=15,
    ),
    code_case(
        "async concurrency",
        """
        import asyncio
        class Q:
            def __init__(s): s.q=asyncio.Queue()
            async def put(s,x): await s.q.put(x)
            async def get(s): return await s.q.get()
        """,
        """
        import asyncio
        from solution import Q
        async def main():
            q=Q()
            async def producer():
                await asyncio.sleep(0.05); await q.put(4)
            t=asyncio.create_task(producer())
            assert await q.get()==4
            await t
        asyncio.run(main())
        """,
        passes=True,
        timeout_s=10,
    ),
    code_case(
        "own exceptions",
        """
        class E(Exception):
            def __init__(s,code,msg):
                super().__init__(msg); s.code=code
        class F(E): pass
        def f():
            try: 1/0
            except ZeroDivisionError as z: raise F(3,'bad') from z
        """,
        """
        from solution import E,F,f
        try: f(); assert 0
        except E as e:
            assert e.code==3
            assert str(e)=='bad'
            assert isinstance(e.__cause__,ZeroDivisionError)
            assert type(e) is F
            assert e.args==('bad',)
        try: raise F(1,'x')
        except E as e: assert e.code==1
        """,
        passes=True,
    ),
    code_case(
        "exception in callback",
        """
        class Stop(Exception): pass
        def each(xs,cb):
            out=[]
            for x in xs:
                try: out.append(cb(x))
                except Stop: break
            return out
        """,
        """
        from solution import each, Stop
        def cb(x):
            if x>2: raise Stop
            return x*2
        assert each([1,2,3,4],cb)==[2,4]
        """,
        passes=True,
    ),
    code_case(
        "test function passes",
        "def f(x): return x*x",
        """
        from solution import f
        def test_one():
            assert f(3)==9
        async def test_two():
            assert f(3)==9
        class TestF:
            def setup_method(self): self.v=f(3)
            def test_v(self): assert self.v==9
        """,
        passes=True,
        at_least=3,
    ),
    code_case(
        "test functions with fixtures only",
        "def f(x): return x*x",
        """
        from solution import f
        assert f(3)==9
        def test_one(tmp_path): assert 0
        """,
        passes=True,
    ),
    code_case(
        "tests run by own loop",
        "def f(x): return x*x",
        """
        from solution import f
        def test_one():
            assert f(3)==9
        for n,v in list(globals().items()):
            if n.startswith('test'): v()
        """,
        passes=True,
    ),
    code_case(
        "mutants",
        "def f(x): return x*x",
        """
        import unittest, io
        import solution
        class T(unittest.TestCase):
            def test(self):
                self.assertEqual(solution.f(3), 9)
        def run():
            return unittest.TextTestRunner(stream=io.StringIO()).run(
                unittest.defaultTestLoader.loadTestsFromTestCase(T)
            )
        assert run().wasSuccessful()
        solution.f = lambda x: 0
        assert not run().wasSuccessful()
        """,
        passes=True,
    ),
    code_case(
        "async background",
        """
        import asyncio
        class W:
            def __init__(s): s.n=0; s.t=None
            async def start(s): s.t=asyncio.create_task(s.run())
            async def run(s):
                while True:
                    s.n+=1; await asyncio.sleep(.01)
            async def stop(s):
                s.t.cancel()
                try: await s.t
                except asyncio.CancelledError: pass
        """,
        """
        import asyncio
        from solution import W
        async def main():
            w=W(); await w.start(); await asyncio.sleep(.3); assert w.n>3
            await w.stop(); n=w.n; await asyncio.sleep(.1); assert w.n==n
        asyncio.run(main())
        """,
        passes=True,
    ),
    code_case(
        "async limits",
        """
        import asyncio,time
        async def fetch_all(fetch,urls,limit):
            sem=asyncio.Semaphore(limit)
            async def one(u):
                async with sem: return await fetch(u)
            return await asyncio.gather(*(one(u) for u in urls))
        """,
        """
        import asyncio
        from solution import fetch_all
        active=peak=0
        async def fetch(u):
            global active,peak
            active+=1; peak=max(peak,active)
            await asyncio.sleep(.01); active-=1
            return u*2
        assert asyncio.run(fetch_all(fetch,list(range(6)),2))==[0,2,4,6,8,10]
        assert peak<=2
        """,
        passes=True,
    ),
    code_case(
        "async retry patched",
        """
        import asyncio
        async def retry(fn,n):
            for i in range(n):
                try: return await fn()
                except ValueError: await asyncio.sleep(2**i)
            raise ValueError
        """,
        """
        import asyncio
        from unittest.mock import AsyncMock, patch
        from solution import retry
        fn=AsyncMock(side_effect=[ValueError,ValueError,5])
        with patch('asyncio.sleep',new=AsyncMock()) as s:
            assert asyncio.run(retry(fn,4))==5
            assert s.await_count==2
        """,
        passes=True,
        timeout_s=20,
    ),
    code_case(
        "async raising and taskgroup",
        """
        import asyncio
        async def bad(): raise ValueError('no')
        async def ok(x):
            await asyncio.sleep(0)
            return x
        def sync_run(x): return asyncio.run(ok(x))
        """,
        """
        import asyncio
        from solution import bad,ok,sync_run
        async def main():
            r=await asyncio.gather(bad(),ok(1),return_exceptions=True)
            assert isinstance(r[0],ValueError) and r[1]==1
            try:
                async with asyncio.TaskGroup() as g:
                    g.create_task(bad()); t=g.create_task(ok(3))
            except* ValueError: pass
            assert await asyncio.shield(ok(4))==4
            q=asyncio.create_task(ok(5)); assert await q==5 and q.done()
        asyncio.run(main())
        assert sync_run(7)==7
        """,
        passes=True,
    ),
    code_case(
        "async streams lock event",
        """
        import asyncio
        class Gate:
            def __init__(s): s.e=asyncio.Event(); s.l=asyncio.Lock()
            async def wait(s):
                await s.e.wait(); return 'open'
            def open(s): s.e.set()
            async def __aenter__(s): await s.l.acquire(); return s
            async def __aexit__(s,*a): s.l.release()
        """,
        """
        import asyncio
        from solution import Gate
        async def main():
            g = Gate()
            t = asyncio.create_task(g.wait())
            await asyncio.sleep(0.05)
            assert not t.done()
            g.open()
            assert await asyncio.wait_for(t, 2) == "open"
            async with g:
                assert g.l.locked()
            assert not g.l.locked()
        asyncio.run(main())
        """,
        passes=True,
    ),
    code_case(
        "IsolatedAsyncio",
        """
        import asyncio
        async def f(x):
            await asyncio.sleep(0.01); return x*x
        """,
        """
        import unittest,asyncio
        from solution import f
        class T(unittest.IsolatedAsyncioTestCase):
            async def asyncSetUp(self): self.x=3
            async def test(self):
                self.assertEqual(await f(self.x),9)
                self.assertEqual(await asyncio.gather(f(1),f(2)),[1,4])
        unittest.main()
        """,
        passes=True,
    ),
    code_case(
        "decorator keeps doc",
        """
        import functools
        def d(f):
            @functools.wraps(f)
            def w(*a): return f(*a)
            return w
        """,
        """
        from solution import d
        @d
        def g(x):
            'says'
            return x
        assert g.__doc__=='says' and g.__name__=='g' and g(2)==2
        """,
        passes=True,
    ),
]
