"""Honest objects by a stranger to the judge, kept as at the first try."""

from __future__ import annotations

from trials.case import code_case

STRANGER_OBJECTS = [
    code_case(
        "argparse at import",
        """
        import argparse
        p=argparse.ArgumentParser()
        p.add_argument('--n',type=int,default=3)
        args,_=p.parse_known_args()
        def f(x): return x*args.n
        """,
        """
        from solution import f
        assert f(2)==6
        """,
        passes=True,
    ),
    code_case(
        "argparse strict at import",
        """
        import argparse
        p=argparse.ArgumentParser()
        p.add_argument('--n',type=int,default=3)
        args=p.parse_args()
        def f(x): return x*args.n
        """,
        """
        from solution import f
        assert f(2)==6
        """,
        passes=True,
    ),
    code_case(
        "prints at import",
        """
        print('hello')
        print('3 of 9')
        def f(x): return x*x
        """,
        """
        from solution import f
        assert f(3)==9
        print('1 of 1')
        """,
        passes=True,
        at_least=1,
    ),
    code_case(
        "lru_cache",
        """
        from functools import lru_cache
        @lru_cache(maxsize=None)
        def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
        """,
        """
        from solution import fib
        assert fib(50)==12586269025
        assert fib.cache_info().hits>0
        fib.cache_clear()
        assert fib.cache_info().currsize==0
        assert fib.__wrapped__(1)==1
        """,
        passes=True,
    ),
    code_case(
        "thread pool",
        """
        import threading
        class Counter:
            def __init__(s): s.n=0; s.l=threading.Lock()
            def inc(s):
                with s.l: s.n+=1
        """,
        """
        from concurrent.futures import ThreadPoolExecutor
        from solution import Counter
        c=Counter()
        with ThreadPoolExecutor(4) as p: list(p.map(lambda _: c.inc(), range(100)))
        assert c.n==100
        """,
        passes=True,
    ),
    code_case(
        "threads",
        """
        import threading
        class Counter:
            def __init__(s): s.n=0; s.l=threading.Lock()
            def inc(s):
                with s.l: s.n+=1
        """,
        """
        import threading
        from solution import Counter
        c=Counter()
        ts=[threading.Thread(target=lambda: [c.inc() for _ in range(50)]) for _ in range(4)]
        [t.start() for t in ts]; [t.join() for t in ts]
        assert c.n==200
        """,
        passes=True,
    ),
    code_case(
        "rate limiter",
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
        import time
        from solution import B
        b=B(2,0.3)
        assert [b.allow() for _ in range(3)]==[True,True,False]
        time.sleep(.35)
        assert b.allow()
        """,
        passes=True,
    ),
    code_case(
        "dataclass frozen order",
        """
        from dataclasses import dataclass, field, FrozenInstanceError
        @dataclass(frozen=True,order=True)
        class P:
            x:int
            y:int=0
            t:list=field(default_factory=list,compare=False)
        """,
        """
        import dataclasses
        from solution import P
        assert P(1)<P(2) and P(1)==P(1,0) and hash(P(1))==hash(P(1))
        assert sorted([P(3),P(1)])==[P(1),P(3)] and max([P(1),P(5)]).x==5
        assert {P(1),P(1)}=={P(1)}
        try: P(1).x=3; assert 0
        except dataclasses.FrozenInstanceError: pass
        assert dataclasses.is_dataclass(P)
        assert dataclasses.asdict(P(1))=={'x':1,'y':0,'t':[]}
        assert repr(P(1))=='P(x=1, y=0, t=[])'
        """,
        passes=True,
    ),
    code_case(
        "heap and bisect",
        """
        import functools
        @functools.total_ordering
        class J:
            def __init__(s,p): s.p=p
            def __lt__(s,o): return s.p<o.p
            def __eq__(s,o): return s.p==o.p
        """,
        """
        import heapq,bisect
        from solution import J
        h=[]
        for p in (3,1,2): heapq.heappush(h,J(p))
        assert [heapq.heappop(h).p for _ in range(3)]==[1,2,3]
        l=[J(1),J(3)]
        bisect.insort(l,J(2)); assert [j.p for j in l]==[1,2,3]
        assert J(1)<=J(1) and J(2)>J(1)
        """,
        passes=True,
    ),
    code_case(
        "weakref, vars, del",
        """
        class N:
            def __init__(s,v): s.v=v; s.next=None
        """,
        """
        import copy, weakref
        from solution import N
        n=N(1); n.next=N(2)
        assert vars(n)['v']==1 and n.__dict__['v']==1
        d=copy.deepcopy(n); d.next.v=5; assert n.next.v==2
        del n.next
        assert not hasattr(n,'next') and getattr(n,'zz',7)==7
        assert type(n).__name__=='N' and n.__class__ is N
        """,
        passes=True,
    ),
    code_case(
        "reload",
        """
        N=1
        def inc():
            global N
            N+=1
            return N
        """,
        """
        import importlib, solution
        assert solution.inc()==2
        importlib.reload(solution)
        assert solution.N==1
        """,
        passes=True,
    ),
    code_case(
        "exception group",
        "def f(): raise ExceptionGroup('g',[ValueError(1),KeyError(2)])",
        """
        from solution import f
        try: f(); assert 0
        except* ValueError as g: assert len(g.exceptions)==1
        except* KeyError: pass
        """,
        passes=True,
    ),
    code_case(
        "context managers",
        """
        from contextlib import contextmanager
        log=[]
        @contextmanager
        def cm(x):
            log.append('in')
            try: yield x
            finally: log.append('out')
        class Sup:
            def __init__(s,*e): s.e=e
            def __enter__(s): return s
            def __exit__(s,t,v,tb): return t is not None and issubclass(t,s.e)
        """,
        """
        import solution
        from solution import cm,Sup
        with cm(4) as v: assert v==4
        assert solution.log==['in','out']
        with Sup(ValueError): raise ValueError('x')
        try:
            with Sup(ValueError): raise KeyError
            assert 0
        except KeyError: pass
        try:
            with cm(1): raise RuntimeError('q')
        except RuntimeError as e: assert str(e)=='q'
        assert solution.log[-1]=='out'
        """,
        passes=True,
    ),
    code_case(
        "raises of its own",
        """
        class raises:
            def __init__(s,e): s.e=e
            def __enter__(s): return s
            def __exit__(s,t,v,tb):
                if t is None: raise AssertionError('did not raise')
                return issubclass(t,s.e)
        """,
        """
        from solution import raises
        with raises(ValueError): int('x')
        try:
            with raises(ValueError): pass
            ok=False
        except AssertionError: ok=True
        assert ok
        """,
        passes=True,
    ),
    code_case(
        "protected copy",
        """
        class S:
            def __init__(s): s._i=[1]
            def all(s): return list(s._i)
        """,
        """
        from solution import S
        s=S(); s.all().append(2); assert s.all()==[1]
        """,
        passes=True,
    ),
    code_case(
        "defensive copy",
        """
        class S:
            def __init__(s,xs): s.xs=list(xs)
            def total(s): return sum(s.xs)
        """,
        """
        from solution import S
        xs=[1]; s=S(xs); xs.append(2); assert s.total()==1
        """,
        passes=True,
    ),
]
