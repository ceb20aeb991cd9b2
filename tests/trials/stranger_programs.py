"""Honest programs and more by a stranger to the judge."""

from __future__ import annotations

from trials.case import code_case

STRANGER_PROGRAMS = [
    code_case(
        "type checks",
        """
        def f(): return 1
        def g(): return True
        def h(): return None
        def l(): return [1]
        class I(int): pass
        def i(): return I(4)
        class S(str): pass
        def s(): return S('a')
        """,
        """
        from solution import *
        from solution import f,g,h,l,i,s
        assert type(f()) is int
        assert type(g()) is bool
        assert h() is None
        assert type(l()) is list
        assert isinstance(i(),int)
        assert i()==4
        assert i()+1==5
        assert s()=='a'
        assert isinstance(s(),str)
        assert {s():1}['a']==1
        """,
        passes=True,
    ),
    code_case(
        "callable objects",
        """
        class Add:
            def __init__(s,n): s.n=n
            def __call__(s,x): return x+s.n
        add5=Add(5)
        import functools
        part=functools.partial(pow,2)
        compose=lambda *f: functools.reduce(lambda a,b: lambda x: b(a(x)), f)
        """,
        """
        from solution import add5,part,compose
        assert add5(1)==6
        assert list(map(add5,[1,2]))==[6,7]
        assert part(3)==8
        assert compose(lambda x:x+1,str)(4)=='5'
        assert callable(add5)
        """,
        passes=True,
    ),
    code_case(
        "observer",
        """
        class Bus:
            def __init__(s): s.h={}
            def on(s,e,f): s.h.setdefault(e,[]).append(f); return f
            def off(s,e,f): s.h[e].remove(f)
            def emit(s,e,*a): return [f(*a) for f in s.h.get(e,[])]
        """,
        """
        from unittest.mock import Mock
        from solution import Bus
        b=Bus(); got=[]
        b.on('x',got.append); m=Mock(return_value=3); b.on('x',m)
        assert b.emit('x',1)==[None,3] and got==[1]
        m.assert_called_once_with(1)
        b.off('x',m); b.emit('x',2); assert m.call_count==1 and got==[1,2]
        @b.on.__call__.__self__ if False else (lambda f:f)
        def z(): pass
        """,
        passes=True,
    ),
    code_case(
        "decorator use",
        """
        import functools
        def retry(n):
            def deco(f):
                @functools.wraps(f)
                def w(*a,**k):
                    for i in range(n):
                        try: return f(*a,**k)
                        except ValueError:
                            if i==n-1: raise
                return w
            return deco
        """,
        """
        from solution import retry
        calls=[]
        @retry(3)
        def flaky(x):
            'doc'
            calls.append(x)
            if len(calls)<3: raise ValueError('no')
            return x
        assert flaky(7)==7
        assert calls==[7,7,7]
        assert flaky.__name__=='flaky'
        assert flaky.__doc__=='doc'
        @retry(2)
        def bad(): raise ValueError('always')
        try: bad(); assert 0
        except ValueError as e: assert str(e)=='always'
        """,
        passes=True,
    ),
    code_case(
        "import guard main",
        """
        def f(x): return x+1
        if __name__ == '__main__':
            import sys
            sys.exit(f(int(sys.argv[1])))
        """,
        """
        import subprocess,sys
        from solution import f
        assert f(1)==2
        assert subprocess.run([sys.executable,'solution.py','4']).returncode==5
        """,
        passes=True,
    ),
    code_case(
        "unittest setUpClass",
        """
        class DB:
            def __init__(s): s.d={}
            def set(s,k,v): s.d[k]=v
            def get(s,k): return s.d[k]
        """,
        """
        import unittest
        from solution import DB
        class T(unittest.TestCase):
            @classmethod
            def setUpClass(c):
                c.db = DB()
            def setUp(self):
                self.db.set("a", 1)
                self.addCleanup(self.db.set, "a", None)
            def test_a(self):
                self.assertEqual(self.db.get("a"), 1)
                self.assertIsInstance(self.db, DB)
                self.assertIs(self.db, self.db)
                with self.assertRaisesRegex(KeyError, "b"):
                    self.db.get("b")
                self.assertCountEqual([1, 2], [2, 1])
                self.assertAlmostEqual(0.1 + 0.2, 0.3)
                self.assertDictEqual(self.db.d, {"a": 1})
        unittest.main(verbosity=0)
        """,
        passes=True,
    ),
    code_case(
        "expectedFailure",
        "def f(x): return 1",
        """
        import unittest
        from solution import f
        class T(unittest.TestCase):
            @unittest.expectedFailure
            def test_x(self): self.assertEqual(f(1),2)
            def test_y(self): self.assertEqual(f(1),1)
        unittest.main()
        """,
        passes=True,
    ),
    code_case(
        "timeit",
        "def f(n): return sum(range(n))",
        """
        import timeit,time
        from solution import f
        assert timeit.timeit(lambda: f(1000),number=10)<5
        t=time.perf_counter(); f(10**5); assert time.perf_counter()-t<5
        """,
        passes=True,
    ),
    code_case(
        "typing classes",
        """
        from typing import NamedTuple, TypedDict, Generic, TypeVar, Protocol
        T=TypeVar('T')
        class P(NamedTuple):
            x:int
            y:int=2
        class D(TypedDict): a:int
        class Box(Generic[T]):
            def __init__(s,v:T): s.v=v
            def get(s)->T: return s.v
        def d()->D: return {'a':1}
        """,
        """
        from solution import P,D,Box,d
        assert P(1)==(1,2)
        assert P(1).y==2
        assert P._fields==('x','y')
        assert P(1)._replace(x=5).x==5
        assert P(1)._asdict()=={'x':1,'y':2}
        assert d()=={'a':1} and Box[int](3).get()==3
        x,y=P(1); assert (x,y)==(1,2)
        """,
        passes=True,
    ),
    code_case(
        "metaclass singleton",
        """
        class M(type):
            i={}
            def __call__(c,*a,**k):
                if c not in M.i: M.i[c]=super().__call__(*a,**k)
                return M.i[c]
        class S(metaclass=M):
            def __init__(s): s.n=0
        """,
        """
        from solution import S
        assert S() is S()
        S().n=3
        assert S().n==3
        """,
        passes=True,
    ),
    code_case(
        "locale and unicode",
        """
        def up(s): return s.upper()
        def rev(s): return s[::-1]
        GRÜSSE='hällo'
        """,
        r"""
        from solution import up,rev,GRÜSSE
        assert up('straße')=='STRASSE'
        assert rev('añb')=='bña'
        assert GRÜSSE=='hällo'
        assert up('\U0001f600a')=='\U0001f600A'
        """,
        passes=True,
    ),
    code_case(
        "iterators of tuples lazily",
        """
        def pairs(n):
            for i in range(n): yield i,i*i
        def inf():
            i=0
            while True:
                yield i; i+=1
        def m(xs): return map(lambda x:x*2,xs)
        def z(a,b): return zip(a,b)
        """,
        """
        import itertools
        from solution import pairs,inf,m,z
        assert dict(pairs(3))=={0:0,1:1,2:4}
        assert list(itertools.islice(inf(),3))==[0,1,2]
        assert list(m([1,2]))==[2,4]
        assert list(z('ab',[1,2]))==[('a',1),('b',2)]
        g=inf(); next(g); g.close()
        try: next(g); assert 0
        except StopIteration: pass
        """,
        passes=True,
    ),
    code_case(
        "generator fed by generator",
        """
        def window(it,n):
            buf=[]
            for x in it:
                buf.append(x)
                if len(buf)==n: yield tuple(buf); buf.pop(0)
        """,
        """
        from solution import window
        assert list(window((i for i in range(4)),2))==[(0,1),(1,2),(2,3)]
        assert list(window(iter([1]),2))==[]
        assert list(window(range(3),3))==[(0,1,2)]
        """,
        passes=True,
    ),
    code_case(
        "io objects",
        r"""
        import io,csv
        def parse(f): return list(csv.DictReader(f))
        def dump(f,x): f.write(x); return f.tell()
        def mk(): return io.StringIO('a\nb')
        """,
        r"""
        import io
        from solution import parse,dump,mk
        assert parse(io.StringIO('a,b\n1,2\n'))==[{'a':'1','b':'2'}]
        b=io.StringIO(); assert dump(b,'abc')==3 and b.getvalue()=='abc'
        assert mk().read()=='a\nb' and [l for l in mk()]==['a\n','b']
        with open('t.txt','w') as f: dump(f,'q')
        assert open('t.txt').read()=='q'
        """,
        passes=True,
    ),
    code_case(
        "sqlite connection in",
        """
        import sqlite3
        def setup(c): c.execute('create table t(a)'); c.execute('insert into t values(1)')
        def count(c): return c.execute('select count(*) from t').fetchone()[0]
        """,
        """
        import sqlite3
        from solution import setup,count
        c=sqlite3.connect(':memory:'); setup(c)
        assert count(c)==1 and c.execute('select a from t').fetchall()==[(1,)]
        """,
        passes=True,
    ),
    code_case(
        "exec style answer",
        {
            "x.py": "1",
        },
        """
        ns={}
        exec(open('answer.txt').read(),ns)
        assert ns['f'](3)==9
        """,
        passes=True,
        answer="def f(x):\n    return x*x\n",
    ),
    code_case(
        "answer in fences",
        {
            "x.py": "1",
        },
        r"""
        import re
        t=open('answer.txt').read()
        code=re.search(r'```python\n(.*?)```',t,re.S).group(1)
        ns={}
        exec(code,ns)
        assert ns['f'](3)==9
        """,
        passes=True,
        answer="Here:\n```python\ndef f(x):\n    return x*x\n```\n",
    ),
    code_case(
        "ast of work",
        """
        def f(x):
            return x*x
        """,
        """
        import ast
        t=ast.parse(open('solution.py').read())
        assert [n.name for n in t.body if isinstance(n,ast.FunctionDef)]==['f']
        assert 'eval' not in open('solution.py').read()
        from solution import f
        assert f(2)==4
        """,
        passes=True,
    ),
]
