"""Honest work, written after the judge was and kept so; see `docs/honesty.md`."""

from __future__ import annotations

from trials.case import code_case

LATER_OBJECTS = [
    code_case(
        "a table of cases",
        """
        def to_roman(n):
            r=''
            for v,s in ((10,'X'),(9,'IX'),(5,'V'),(4,'IV'),(1,'I')):
                while n>=v:
                    r+=s
                    n-=v
            return r
        """,
        """
        from solution import to_roman
        cases={1:'I',4:'IV',9:'IX',14:'XIV'}
        bad=[n for n,w in cases.items() if to_roman(n)!=w]
        assert not bad, bad
        print(f"{len(cases)-len(bad)} of {len(cases)} passed")
        """,
        passes=True,
        at_least=4,
    ),
    code_case(
        "subtests",
        """
        def inv(d): return {v:k for k,v in d.items()}
        """,
        """
        import unittest
        from solution import inv
        class T(unittest.TestCase):
            def setUp(self): self.d={'a':1}
            def test_sub(self):
                for d,w in (({},{}),(self.d,{1:'a'})):
                    with self.subTest(d=d): self.assertDictEqual(inv(d),w)
            def test_type(self): self.assertIsInstance(inv({}),dict)
            def test_err(self):
                with self.assertRaisesRegex(TypeError,'unhashable'): inv({'a':[1]})
        unittest.main()
        """,
        passes=True,
    ),
    code_case(
        "an account",
        """
        class InsufficientFunds(Exception):
            def __init__(self,need,have):
                super().__init__(f'need {need}, have {have}')
                self.need=need
        class Account:
            def __init__(self,b=0): self._b=b
            @property
            def balance(self): return self._b
            def withdraw(self,n):
                if n>self._b: raise InsufficientFunds(n,self._b)
                self._b-=n
                return self._b
            @classmethod
            def open(cls,n): return cls(n)
            @staticmethod
            def rate(): return 0.5
            def __lt__(self,o): return self._b<o._b
            def __repr__(self): return f'Account({self._b})'
        """,
        """
        from solution import Account, InsufficientFunds
        a=Account.open(10)
        assert a.balance==10 and a.withdraw(3)==7 and Account.rate()==.5
        try: a.withdraw(99)
        except InsufficientFunds as e: assert e.need==99 and 'have 7' in str(e)
        else: assert False
        assert isinstance(a,Account) and type(a) is Account and type(a).__name__=='Account'
        assert [repr(x) for x in sorted([Account(3),Account(1)])]==['Account(1)','Account(3)']
        assert max(Account(3),Account(1)).balance==3
        try: a.balance=5
        except AttributeError: pass
        else: assert False
        assert issubclass(InsufficientFunds,Exception)
        """,
        passes=True,
    ),
    code_case(
        "a list that the work keeps",
        """
        from contextlib import contextmanager
        @contextmanager
        def tag(out,n):
            out.append('<'+n)
            try: yield n.upper()
            finally: out.append(n+'>')
        """,
        """
        from solution import tag
        o=[]
        with tag(o,'a') as t:
            assert t=='A'
            o.append('x')
        assert o==['<a','x','a>'], o
        try:
            with tag(o,'b'): raise ValueError('z')
        except ValueError as e: assert str(e)=='z'
        else: assert False
        assert o[-1]=='b>'
        """,
        passes=True,
    ),
    code_case(
        "handlers",
        """
        class E:
            def __init__(s): s.h={}
            def on(s,n,f):
                s.h.setdefault(n,[]).append(f)
                return f
            def off(s,n,f): s.h[n].remove(f)
            def emit(s,n,*a,**k): return [f(*a,**k) for f in s.h.get(n,())]
        """,
        """
        from solution import E
        e=E()
        got=[]
        def h(x,y=0):
            got.append((x,y))
            return x+y
        e.on('a',h)
        assert e.emit('a',1,y=2)==[3] and got==[(1,2)]
        e.off('a',h)
        assert e.emit('a',1)==[]
        assert e.on('b',h) is h
        class L:
            def __init__(self): self.n=0
            def inc(self): self.n+=1
        l=L()
        e.on('c',l.inc)
        e.emit('c')
        assert l.n==1
        """,
        passes=True,
    ),
    code_case(
        "operators",
        """
        class M:
            def __init__(s,r): s.r=[list(x) for x in r]
            def __matmul__(s,o):
                return M([[sum(a*b for a,b in zip(x,y)) for y in zip(*o.r)] for x in s.r])
            def __eq__(s,o): return isinstance(o,M) and s.r==o.r
            def __getitem__(s,i): return s.r[i]
            def __iter__(s): return iter(s.r)
            def __mul__(s,k): return M([[a*k for a in x] for x in s.r])
            __rmul__=__mul__
        """,
        """
        from solution import M
        a=M([[1,2],[3,4]])
        assert a@a==M([[7,10],[15,22]]) and a[0]==[1,2] and (2*a)[1][1]==8 and a*2==2*a
        assert a!=M([[1,2],[3,5]]) and [sum(r) for r in a]==[3,7] and a[0][1]==2
        """,
        passes=True,
    ),
    code_case(
        "files by path",
        """
        import csv
        def totals(path):
            t={}
            with open(path,newline='') as f:
                for r in csv.DictReader(f): t[r['k']]=t.get(r['k'],0)+float(r['v'])
            return t
        def write(path,rows):
            with open(path,'w',newline='') as f: csv.writer(f).writerows(rows)
        """,
        r"""
        import csv, os, tempfile
        from solution import totals, write
        with tempfile.NamedTemporaryFile('w',suffix='.csv',delete=False) as f:
            f.write('k,v\na,1\na,2.5\nb,3\n')
        assert totals(f.name)=={'a':3.5,'b':3.0}
        os.unlink(f.name)
        try: totals(f.name)
        except FileNotFoundError as e: assert e.filename==f.name, e.filename
        else: assert False
        write('o.csv',[['x','y'],[1,2]])
        assert list(csv.reader(open('o.csv')))==[['x','y'],['1','2']]
        """,
        passes=True,
    ),
    code_case(
        "streams that it is given",
        r"""
        def report(out,n):
            for i in range(n): print(i,file=out)
            out.write('end\n')
        def count(f): return sum(1 for _ in f)
        def read(f): return f.read().split()
        """,
        r"""
        import io
        from solution import *
        b=io.StringIO()
        report(b,2)
        assert b.getvalue()=='0\n1\nend\n', b.getvalue()
        assert count(io.StringIO('a\nb\n'))==2 and read(io.StringIO('x y'))==['x','y']
        open('i.txt','w').write('q\nr\n')
        with open('i.txt') as f: assert count(f)==2
        """,
        passes=True,
    ),
]
