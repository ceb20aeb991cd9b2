"""Honest work, written after the judge was and kept so; see `docs/honesty.md`."""

from __future__ import annotations

from trials.case import code_case

LATER_PROGRAMS = [
    code_case(
        "iterators",
        """
        import itertools
        def chunks(it,n):
            it=iter(it)
            while c:=list(itertools.islice(it,n)): yield c
        def primes():
            n=2
            while True:
                if all(n%d for d in range(2,n)): yield n
                n+=1
        def echo():
            x=None
            while True: x=yield x
        """,
        """
        from solution import *
        import itertools
        assert list(chunks(range(5),2))==[[0,1],[2,3],[4]]
        assert list(chunks((c for c in 'abc'),2))==[['a','b'],['c']]
        assert list(itertools.islice(primes(),5))==[2,3,5,7,11]
        g=echo()
        next(g)
        assert g.send(4)==4
        g.close()
        """,
        passes=True,
    ),
    code_case(
        "enumerations and named tuples",
        """
        from typing import NamedTuple, Protocol, Optional
        from enum import IntEnum, Flag, auto, StrEnum
        class P(NamedTuple):
            x:int
            y:int=0
        class L(IntEnum):
            LOW=1
            HIGH=2
        class F(Flag):
            R=auto()
            W=auto()
        class S(StrEnum):
            A='a'
        def f(x:int)->'Optional[str]':
            'Doc.'
            return None
        """,
        """
        from solution import *
        import inspect, typing
        p=P(1)
        assert p==(1,0) and p.x==1 and p._asdict()=={'x':1,'y':0} and p._replace(y=5)==(1,5)
        a,b=p
        assert (a,b)==(1,0)
        assert L.HIGH>L.LOW and L.HIGH==2 and L(1).name=='LOW' and sorted(L)==[1,2]
        assert F.R|F.W==F.W|F.R and F.R in (F.R|F.W)
        assert S.A=='a' and S('a') is S.A and f'{S.A}'=='a'
        assert f.__doc__=='Doc.' and f.__name__=='f' and f(1) is None
        assert str(inspect.signature(f)).startswith('(x')
        assert f.__annotations__['x'] is int
        """,
        passes=True,
    ),
    code_case(
        "recursion",
        """
        from functools import lru_cache
        @lru_cache(None)
        def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
        def deep(n): return [deep(n-1)] if n else []
        """,
        """
        from solution import fib, deep
        assert fib(90)==2880067194370816120 and fib.cache_info().hits>0
        x=deep(60)
        n=0
        while x:
            x=x[0]
            n+=1
        assert n==60
        """,
        passes=True,
    ),
    code_case(
        "a command line",
        """
        import argparse,sys
        def build():
            p=argparse.ArgumentParser(prog='t')
            p.add_argument('--n',type=int,default=1)
            return p
        def main(argv=None):
            a=build().parse_args(argv)
            if a.n<0:
                print('bad',file=sys.stderr)
                return 2
            print('n',a.n)
            return 0
        if __name__=='__main__': sys.exit(main())
        """,
        r"""
        import subprocess, sys, os
        def run(*a,**k):
            argv=[sys.executable,'solution.py',*a]
            return subprocess.run(argv,capture_output=True,text=True,**k)
        r=run('--n','3')
        assert (r.returncode,r.stdout)==(0,'n 3\n')
        r=run('--n','-1')
        assert r.returncode==2 and 'bad' in r.stderr
        assert run('--help').stdout.startswith('usage: t')
        assert subprocess.call([sys.executable,'solution.py'])==0
        try: subprocess.run([sys.executable,'solution.py','--n','-1'],check=True)
        except subprocess.CalledProcessError as e: assert e.returncode==2
        else: assert 0
        assert os.system(f'{sys.executable} solution.py --n 2')==0
        assert os.popen(f'{sys.executable} solution.py').read()=='n 1\n'
        import solution
        assert solution.build().parse_args(['--n','4']).n==4
        """,
        passes=True,
    ),
    code_case(
        "JSON and its errors",
        """
        import json
        def dump(o): return json.dumps(o,sort_keys=True)
        def load(s): return json.loads(s)
        """,
        r"""
        from solution import *
        import json
        assert dump({'b':1,'a':[None,True,1.5,'é']})=='{"a": [null, true, 1.5, "\\u00e9"], "b": 1}'
        try: load('{')
        except json.JSONDecodeError as e: assert e.pos==1 and e.lineno==1
        else: assert 0
        try: load('{')
        except ValueError: pass
        """,
        passes=True,
    ),
    code_case(
        "clocks",
        """
        import time
        def slow(f):
            t=time.perf_counter()
            r=f()
            return r, time.perf_counter()-t
        class RL:
            def __init__(s,n,clock=time.monotonic):
                s.n=n
                s.c=clock
                s.t=[]
            def allow(s):
                now=s.c()
                s.t=[x for x in s.t if now-x<1]
                if len(s.t)<s.n: s.t.append(now); return True
                return False
        """,
        """
        import time
        from solution import *
        r,d=slow(lambda: time.sleep(0.05) or 7)
        assert r==7 and d>=0.05
        now=[0.0]
        l=RL(1,clock=lambda: now[0])
        assert l.allow() and not l.allow()
        now[0]=2.0
        assert l.allow()
        """,
        passes=True,
    ),
    code_case(
        "environment and folder",
        """
        import os
        from pathlib import Path
        def cfg(): return os.environ.get('APP','none')
        def here(): return sorted(p.name for p in Path('.').glob('*.cfg'))
        """,
        """
        import os
        from unittest import mock
        import solution
        assert solution.cfg()=='none'
        os.environ['APP']='x'
        assert solution.cfg()=='x'
        with mock.patch.dict(os.environ,{'APP':'y'}): assert solution.cfg()=='y'
        del os.environ['APP']
        assert solution.cfg()=='none'
        open('a.cfg','w').close()
        assert solution.here()==['a.cfg']
        os.mkdir('d')
        os.chdir('d')
        open('b.cfg','w').close()
        assert solution.here()==['b.cfg']
        """,
        passes=True,
    ),
    code_case(
        "a database",
        """
        import sqlite3
        class DB:
            def __init__(s,p=':memory:'):
                s.c=sqlite3.connect(p)
                s.c.execute('create table if not exists t(k text primary key,v)')
            def put(s,k,v):
                s.c.execute('insert or replace into t values(?,?)',(k,v))
                s.c.commit()
            def get(s,k):
                r=s.c.execute('select v from t where k=?',(k,)).fetchone()
                return r and r[0]
            def all(s): return s.c.execute('select * from t order by k').fetchall()
        """,
        """
        import sqlite3
        from solution import DB
        d=DB('x.db')
        d.put('a',1)
        d.put('b','z')
        assert d.get('a')==1 and d.get('q') is None and d.all()==[('a',1),('b','z')]
        assert sqlite3.connect('x.db').execute('select count(*) from t').fetchone()==(2,)
        """,
        passes=True,
    ),
    code_case(
        "logs and warnings",
        """
        import logging
        log=logging.getLogger('app')
        def f(x):
            log.warning('got %s',x)
            return x
        import warnings
        def old():
            warnings.warn('old',DeprecationWarning)
            return 1
        """,
        """
        import solution, unittest
        class T(unittest.TestCase):
            def test(self): self.assertEqual(solution.f(3),3)
            def test_w(self): self.assertEqual(solution.old(),1)
        unittest.main(verbosity=2)
        """,
        passes=True,
    ),
]
