"""More honest work: objects of both sides that change, coroutines, threads, files and output."""

from __future__ import annotations

from trials.case import code_case

FURTHER_HONEST = [
    code_case(
        "user's module of a known name",
        {"solution.py": "def f(): return 1", "tabulate.py": "def g(x): return x"},
        """
        from tabulate import g
        from solution import f
        assert g(f())==1
        """,
        passes=True,
        given=("tabulate.py",),
    ),
    code_case(
        "user's package of a known name",
        {
            "solution.py": "def f(): return 1",
            "yaml/__init__.py": "from yaml.load import g",
            "yaml/load.py": "def g(x): return x",
        },
        """
        import yaml
        from solution import f
        assert yaml.g(f())==1
        """,
        passes=True,
        given=("yaml/__init__.py", "yaml/load.py"),
    ),
    code_case(
        "shared list changed by both",
        """
        class S:
            def __init__(s): s.q=[]; s.d={}; s.t=([1],)
            def put(s,x): s.q.append(x); s.d[x]=len(s.q); s.t[0].append(x)
            def all(s): return s.q
            def counts(s): return s.d
            def pair(s): return s.t
            def swap(s): s.q[0], s.q[-1] = s.q[-1], s.q[0]
        """,
        """
        from solution import S
        s=S(); q=s.all(); d=s.counts()
        for i in range(3): s.put(i)
        assert q==[0,1,2] and d=={0:1,1:2,2:3}
        s.swap(); assert q==[2,1,0]
        q[1]=[5]; s.put(7); assert s.all()==[2,[5],0,7]
        q[1].append(6); assert s.all()[1]==[5,6]
        d.pop(0); s.put(0); assert s.counts()[0]==5
        assert s.pair()[0]==[1,0,1,2,7,0]
        q.sort(key=str); s.swap(); assert q==s.all()
        """,
        passes=True,
    ),
    code_case(
        "dict order and defaults",
        """
        import collections
        class S:
            def __init__(s):
                s.d=collections.defaultdict(list); s.o=collections.OrderedDict()
                s.q=collections.deque(maxlen=2); s.b=bytearray()
            def add(s,k,v):
                s.d[k].append(v); s.o[k]=v; s.o.move_to_end(k, last=False)
                s.q.append(v); s.b+=bytes([v])
        """,
        r"""
        from solution import S
        s=S(); d,o,q,b=s.d,s.o,s.q,s.b
        s.add('a',1); s.add('b',2); s.add('a',3)
        assert d=={'a':[1,3],'b':[2]} and list(o)==['a','b'] and list(q)==[2,3]
        assert b==b'\x01\x02\x03'
        d['c'].append(9); assert s.d['c']==[9]
        """,
        passes=True,
    ),
    code_case(
        "dataclasses and enums",
        """
        from dataclasses import dataclass, field
        import enum
        class C(enum.Enum):
            A=1; B=2
        @dataclass(order=True)
        class P:
            x: int
            tags: list = field(default_factory=list)
            c: C = C.A
        def make(n): return [P(i) for i in range(n)]
        """,
        """
        from dataclasses import asdict, replace
        from solution import make, P, C
        ps=make(3)
        assert ps[1]==P(1) and ps[0]<ps[2] and max(ps).x==2
        assert C.A in C and C(1) is C.A and list(C)==[C.A,C.B] and C.A.name=='A'
        assert asdict(ps[1])['x']==1
        p=replace(ps[1], x=5); assert p.x==5 and ps[1].x==1
        p.tags.append('t'); assert p.tags==['t']
        """,
        passes=True,
    ),
    code_case(
        "generators and context managers",
        """
        import contextlib
        def count(n):
            got=0
            try:
                for i in range(n): got=(yield i) or got
            finally: LOG.append('closed')
            return got
        LOG=[]
        @contextlib.contextmanager
        def opened(name):
            LOG.append(name)
            try: yield name.upper()
            except KeyError as e: LOG.append(repr(e))
            finally: LOG.append('end')
        """,
        """
        import solution
        from solution import count, opened, LOG
        g=count(3); assert next(g)==0 and g.send(5)==1; g.close(); assert LOG==['closed']
        assert list(zip(count(5),'ab'))==[(0,'a'),(1,'b')]
        with opened('x') as n: assert n=='X'
        with opened('y'): raise KeyError('q')
        assert LOG[-4:]==['end','y',"KeyError('q')",'end'], LOG
        """,
        passes=True,
    ),
    code_case(
        "asyncio with timeouts and queues",
        """
        import asyncio
        async def work(n):
            await asyncio.sleep(0.05*n); return n
        async def boom():
            await asyncio.sleep(0.01); raise ValueError('boom')
        class Pool:
            def __init__(s,n): s.sem=asyncio.Semaphore(n); s.now=s.most=0
            async def run(s,fn,x):
                async with s.sem:
                    s.now+=1; s.most=max(s.most,s.now)
                    try: return await fn(x)
                    finally: s.now-=1
        """,
        """
        import asyncio
        from solution import work, boom, Pool
        async def main():
            assert await asyncio.gather(*(work(i) for i in range(5)))==list(range(5))
            r=await asyncio.gather(boom(), work(0), return_exceptions=True)
            assert isinstance(r[0],ValueError) and r[1]==0
            t=asyncio.create_task(work(100)); await asyncio.sleep(0.05); t.cancel()
            try: await t; assert 0
            except asyncio.CancelledError: pass
            p=Pool(2); assert await asyncio.gather(*(p.run(work,i) for i in range(4)))==[0,1,2,3]
            assert p.most==2, p.most
            async def own(x): await asyncio.sleep(0.01); return x*2
            assert await p.run(own, 4)==8
            done=[]
            async def tick():
                for i in range(3): await asyncio.sleep(0.01); done.append(i)
            t=asyncio.create_task(tick()); await work(4); assert done==[0,1,2]
        asyncio.run(main())
        """,
        passes=True,
    ),
    code_case(
        "async callback that calls the work again",
        """
        def twice(x): return x*2
        async def each(xs, fn): return [await fn(x) for x in xs]
        """,
        """
        import asyncio
        from solution import twice, each
        async def fn(x): return twice(x)+1
        assert asyncio.run(each([1,2], fn))==[3,5]
        """,
        passes=True,
    ),
    code_case(
        "work in threads",
        """
        import threading
        def run(fns):
            out=[None]*len(fns)
            def go(i): out[i]=fns[i]()
            ts=[threading.Thread(target=go,args=(i,)) for i in range(len(fns))]
            [t.start() for t in ts]; [t.join() for t in ts]
            return out
        """,
        """
        import threading, time
        from solution import run
        assert run([lambda i=i: i*i for i in range(5)])==[0,1,4,9,16]
        res=[]
        ts=[threading.Thread(target=lambda: res.append(run([lambda: 1]))) for _ in range(3)]
        [t.start() for t in ts]; [t.join() for t in ts]
        assert res==[[1]]*3
        """,
        passes=True,
    ),
    code_case(
        "exceptions with attributes and groups",
        """
        class E(ValueError):
            def __init__(s,m,code,data): super().__init__(m); s.code=code; s.data=data
        def f(): raise E('bad',3,{'a':[1]})
        def g():
            try: f()
            except E as e: raise RuntimeError('outer') from e
        """,
        """
        from solution import f,g,E
        import unittest
        try: f(); assert 0
        except E as e:
            assert (e.code,e.data,str(e))==(3,{'a':[1]},'bad')
            assert isinstance(e,ValueError)
        try: g(); assert 0
        except RuntimeError as e: assert isinstance(e.__cause__,E) and e.__cause__.code==3
        with unittest.TestCase().assertRaisesRegex(E,'b.d'): f()
        """,
        passes=True,
    ),
    code_case(
        "time, random, environ and open replaced",
        """
        import time, random, os
        def stamp(): return time.time(), random.random(), os.environ.get('MODE'), open('cfg').read()
        """,
        """
        import time, random, os, io, builtins
        from unittest.mock import patch, mock_open
        from solution import stamp
        with (
            patch('time.time', return_value=1.0),
            patch('random.random', return_value=.5),
            patch.dict(os.environ, MODE='x'),
            patch('builtins.open', mock_open(read_data='c')),
        ):
            assert stamp()==(1.0,.5,'x','c')
        open('cfg','w').write('d')
        random.seed(1); r=random.random(); random.seed(1)
        s=stamp(); assert s[0]>1e9 and s[1]==r and s[2:]==(None,'d')
        """,
        passes=True,
    ),
    code_case(
        "captured output in all ways",
        """
        import sys
        def say(n):
            print('hello',n); sys.stdout.write('x'); print('err',file=sys.stderr)
        """,
        r"""
        import io, sys, contextlib
        from solution import say
        o,e=io.StringIO(),io.StringIO()
        with contextlib.redirect_stdout(o), contextlib.redirect_stderr(e): say(1)
        assert o.getvalue()=='hello 1\nx' and e.getvalue()=='err\n'
        old=sys.stdout; sys.stdout=io.TextIOWrapper(io.BytesIO(), encoding='utf-8')
        say(2); sys.stdout.flush(); t=sys.stdout.buffer.getvalue(); sys.stdout=old
        assert t==b'hello 2\nx'
        """,
        passes=True,
    ),
    code_case(
        "files in folders",
        """
        import os, pathlib, shutil, json
        def save(d,n):
            p=pathlib.Path(d)/'a'/'b'; p.mkdir(parents=True, exist_ok=True)
            for i in range(n): (p/f'{i}.json').write_text(json.dumps(i))
            return sorted(x.name for x in p.iterdir())
        def drop(d): shutil.rmtree(d)
        """,
        """
        import tempfile, pathlib, json
        from solution import save, drop
        d=tempfile.mkdtemp()
        assert save(d,3)==['0.json','1.json','2.json']
        assert json.loads((pathlib.Path(d)/'a/b/2.json').read_text())==2
        (pathlib.Path(d)/'a/b/9.json').write_text('9'); assert len(save(d,1))==4
        drop(d); assert not pathlib.Path(d).exists()
        with tempfile.TemporaryDirectory() as t: save(t,2)
        """,
        passes=True,
    ),
    code_case(
        "check that counts and prints itself",
        "def f(x): return x*2",
        """
        from solution import f
        import unittest
        class T(unittest.TestCase):
            def test_a(self): self.assertEqual(f(1),2)
        r=unittest.TextTestRunner().run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
        assert r.wasSuccessful()
        print('12 of 12 passed')
        """,
        passes=True,
        at_least=12,
    ),
    code_case(
        "async callbacks at once",
        """
        import asyncio
        async def each(xs, fn): return await asyncio.gather(*(fn(x) for x in xs))
        """,
        """
        import asyncio
        from solution import each
        async def fn(x): await asyncio.sleep(0.01); return x+1
        async def main():
            assert await each([1,2], fn)==[2,3]
            assert await asyncio.gather(each([1,2], fn), each([3], fn))==[[2,3],[4]]
        asyncio.run(main())
        """,
        passes=True,
    ),
]
