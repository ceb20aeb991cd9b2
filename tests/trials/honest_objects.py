"""Honest modules: functions and objects that a check calls."""

from __future__ import annotations

from trials.case import code_case

OBJECTS = [
    code_case(
        "decorators",
        """
        import functools
        def memoize(fn):
            cache={}
            @functools.wraps(fn)
            def w(*a):
                if a not in cache: cache[a]=fn(*a)
                return cache[a]
            w.cache=cache
            return w
        def retry(n, on=Exception):
            def deco(fn):
                def w(*a):
                    for i in range(n):
                        try: return fn(*a)
                        except on:
                            if i==n-1: raise
                return w
            return deco
        """,
        """
        from solution import memoize, retry
        calls=[]
        @memoize
        def f(x):
            calls.append(x)
            return x*2
        assert f(2)==4 and f(2)==4 and calls==[2]
        assert f.__name__=='f'
        class Boom(Exception): pass
        n=0
        @retry(3, on=Boom)
        def g():
            global n
            n+=1
            if n<3: raise Boom('x')
            return n
        assert g()==3
        @retry(2, on=Boom)
        def h(): raise Boom('no')
        try: h()
        except Boom as e: assert str(e)=='no'
        else: raise AssertionError
        @retry(2, on=ValueError)
        def k(): raise Boom('no')
        try: k()
        except Boom as e: pass
        """,
        passes=True,
    ),
    code_case(
        "arguments with the names of those of a call",
        """
        class Box:
            def __init__(self, cls, name): self.held = (cls, name)
            def __call__(this, self, target): return (self, target)
        class Wrong(Exception):
            def __init__(self, error, op): super().__init__(error, op)
        def apply(f, **named): return f(**named)
        """,
        """
        from solution import Box, Wrong, apply
        box = Box(cls=1, name=2)
        assert box.held == (1, 2)
        assert box(self=3, target=4) == (3, 4)
        try: raise Wrong(error=5, op=6)
        except Wrong as e: assert e.args == (5, 6)
        assert apply(lambda **named: sum(named.values()), self=7, args=8) == 15
        """,
        passes=True,
    ),
    code_case(
        "classes that extend plain ones",
        """
        from collections import OrderedDict
        class LRU(OrderedDict):
            def __init__(self,n):
                super().__init__()
                self.n=n
            def put(self,k,v):
                self[k]=v
                self.move_to_end(k)
                if len(self)>self.n: self.popitem(last=False)
        class Stack(list):
            def push(self,x): self.append(x)
        class Inv(dict): pass
        class Vec(tuple):
            def dot(self,o): return sum(a*b for a,b in zip(self,o))
        class Temp(float):
            @property
            def f(self): return self*9/5+32
        class Name(str): pass
        """,
        """
        from solution import LRU, Stack, Vec, Temp, Name, Inv
        c=LRU(2)
        c.put('a',1)
        c.put('b',2)
        c.put('c',3)
        assert list(c)==['b','c'] and len(c)==2 and 'a' not in c and 'b' in c and c['b']==2
        assert c=={'b':2,'c':3}, c
        s=Stack()
        s.push(1)
        s.push(2)
        assert s==[1,2] and isinstance(s,list) and s[0]==1
        assert Vec((1,2)).dot(Vec((3,4)))==11
        assert Vec((1,2))==(1,2)
        assert Temp(100)==100.0 and Temp(100).f==212
        assert Name('x')=='x' and isinstance(Name('x'),str)
        i=Inv(a=1)
        i['b']=2
        assert i=={'a':1,'b':2}
        assert sorted(i.items())==[('a',1),('b',2)]
        import json
        assert json.loads(json.dumps(dict(i)))=={'a':1,'b':2}
        """,
        passes=True,
    ),
    code_case(
        "data classes",
        """
        from dataclasses import dataclass, field
        @dataclass(frozen=True, order=True)
        class P:
            x:int
            y:int=0
        @dataclass
        class Q:
            name:str
            tags:list=field(default_factory=list)
        def mk(): return Q('a',['t'])
        """,
        """
        from solution import *
        assert P(1,2)==P(1,2) and P(1)<P(2) and P(1).y==0
        assert {P(1),P(1)}=={P(1)} and len({P(1),P(1),P(2)})==2
        try: P(1).x=3
        except AttributeError: pass
        else: raise AssertionError
        import dataclasses
        try: P(1).x=3
        except dataclasses.FrozenInstanceError: pass
        q=mk()
        q.name='b'
        assert q.name=='b' and q.tags==['t']
        q.tags=['u']
        assert q.tags==['u']
        assert repr(P(1,2))=='P(x=1, y=2)'
        assert dataclasses.asdict(P(1,2))=={'x':1,'y':2}
        assert dataclasses.is_dataclass(P)
        """,
        passes=True,
    ),
    code_case(
        "threads and generators",
        """
        import threading, time
        from concurrent.futures import ThreadPoolExecutor
        class Counter:
            def __init__(s):
                s.n=0
                s.l=threading.Lock()
            def inc(s):
                with s.l: s.n+=1
        def pmap(fn, xs):
            with ThreadPoolExecutor(3) as ex: return list(ex.map(fn,xs))
        def later(fn, s):
            threading.Timer(s, fn).start()
        def genf(fn):
            for i in range(3): yield fn(i)
        def fail(): raise KeyError('k')
        """,
        """
        import threading, time
        from solution import *
        import solution
        c=Counter()
        ts=[threading.Thread(target=lambda:[c.inc() for _ in range(5)]) for _ in range(4)]
        [t.start() for t in ts]
        [t.join() for t in ts]
        assert c.n==20
        assert pmap(lambda x: c.inc() or x*2,[1,2,3])==[2,4,6] and c.n==23
        got=[]
        later(lambda: got.append(1), 0.05)
        time.sleep(0.3)
        assert got==[1]
        g=genf(lambda x:x*x)
        assert next(g)==0 and list(g)==[1,4]
        try: next(g)
        except StopIteration: pass
        try: solution.fail()
        except KeyError as e: assert e.args==('k',)
        import types
        assert isinstance(genf(abs), types.GeneratorType)
        """,
        passes=True,
    ),
    code_case(
        "coroutines",
        """
        import asyncio
        async def fetch(get, n):
            return await asyncio.gather(*(get(i) for i in range(n)))
        class A:
            async def __aenter__(self): self.o=1; return self
            async def __aexit__(self,*a): self.o=0
        async def agen(n):
            for i in range(n): yield i
        """,
        """
        import asyncio
        from solution import *
        async def main():
            async def get(i): await asyncio.sleep(0); return i*2
            assert await fetch(get,3)==[0,2,4]
            async with A() as a: assert a.o==1
            assert a.o==0
            assert [x async for x in agen(3)]==[0,1,2]
            assert await asyncio.gather(fetch(get,1),fetch(get,2))==[[0],[0,2]]
        asyncio.run(main())
        """,
        passes=True,
    ),
    code_case(
        "work that is patched",
        """
        import random, time
        def roll(): return random.randint(1,6)
        def now(): return time.time()
        def use(o): return o.get('u').json()['a']
        """,
        """
        from unittest import mock
        import solution
        with mock.patch('solution.random.randint', return_value=4): assert solution.roll()==4
        with mock.patch('solution.time') as t:
            t.time.return_value=5.0
            assert solution.now()==5.0
        m=mock.Mock()
        m.get.return_value.json.return_value={'a':7}
        assert solution.use(m)==7
        m.get.assert_called_once_with('u')
        with mock.patch.object(solution,'roll',lambda:9): assert solution.roll()==9
        assert 1<=solution.roll()<=6
        """,
        passes=True,
    ),
    code_case(
        "types of the standard library",
        r"""
        import datetime, decimal, fractions, collections, pathlib, re
        def d(): return datetime.date(2024,1,2)
        def e(x): return decimal.Decimal(x)
        def c(s): return collections.Counter(s)
        def dd():
            r=collections.defaultdict(list)
            r['a'].append(1)
            return r
        def m(s): return re.match(r'(\w)(\d)',s)
        def inf(): return float('inf')
        def big(): return 7**9000
        def by(b): return b[::-1]
        def it(l): return (x for x in l)
        def fn(): return lambda x: x+1
        def path(p): return p/'x'
        """,
        """
        import datetime, decimal, collections, math, pathlib
        from solution import *
        assert d()==datetime.date(2024,1,2)
        assert e('1.10')==decimal.Decimal('1.10')
        assert c('aab')=={'a':2,'b':1} and c('aab').most_common(1)==[('a',2)]
        assert dd()=={'a':[1]}
        assert m('a1').group(1)=='a' and m('1')is None
        assert math.isinf(inf()) and big()==7**9000 and by(b'ab')==b'ba'
        assert list(it([1,2]))==[1,2] and fn()(1)==2
        assert path(pathlib.Path('a'))==pathlib.Path('a/x')
        assert sum(it([1,2]))==3 and max(it([1,2]))==2 and sorted(it([2,1]))==[1,2]
        """,
        passes=True,
    ),
    code_case(
        "many calls",
        "def f(x): return x+1",
        """
        from solution import f
        for i in range(3000): assert f(i)==i+1
        """,
        passes=True,
    ),
    code_case(
        "arguments that are changed",
        """
        def add(d,k):
            d[k]=1
            return d
        def nest(l): l[0].append(9)
        def cyc():
            l=[1]
            l.append(l)
            return l
        """,
        """
        from solution import *
        d={}
        r=add(d,'a')
        assert r is d and d=={'a':1}
        l=[[1]]
        nest(l)
        assert l==[[1,9]]
        c=cyc()
        assert c[1] is c
        """,
        passes=True,
    ),
    code_case(
        "linked objects",
        """
        class Node:
            def __init__(s,v,n=None):
                s.v=v
                s.n=n
        def rev(h):
            p=None
            while h: h.n,p,h=p,h,h.n
            return p
        class Tree:
            def __init__(s): s.items=[]
            def add(s,x):
                s.items.append(x)
                return s
            def __iter__(s): return iter(sorted(s.items))
            def __len__(s): return len(s.items)
            def __contains__(s,x): return x in s.items
            def __getitem__(s,i): return s.items[i]
        """,
        """
        from solution import *
        h=rev(Node(1,Node(2,Node(3))))
        o=[]
        while h:
            o.append(h.v)
            h=h.n
        assert o==[3,2,1]
        t=Tree().add(3).add(1)
        assert list(t)==[1,3] and 3 in t and 5 not in t and len(t)==2 and t[0]==3
        """,
        passes=True,
    ),
]
